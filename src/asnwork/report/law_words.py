"""Values of the law in words, in English and Indonesian: numbers, units, days, bands, what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from string import Template

from asnwork.domain.law import (
    Bands,
    Basis,
    Certainty,
    Items,
    LawValue,
    Parameter,
)
from asnwork.domain.reason import Wording
from asnwork.errors import UnknownName
from asnwork.tables import Lang, number

__all__ = [
    "LAW_WORDS",
    "basis_words",
    "clock_words",
    "days_words",
    "digits",
    "law_say",
    "number_words",
    "parameter_label",
    "unit_word",
    "unit_words",
    "value_in_words",
    "whole_value",
]

LAW_WORDS: Mapping[str, Wording] = {
    # Columns.
    "path": Wording("path", "jalur"),
    "value": Wording("value", "nilai"),
    "unit": Wording("unit", "satuan"),
    "certainty": Wording("certainty", "status"),
    "in_force": Wording("in force", "berlaku"),
    "reference": Wording("reference", "rujukan"),
    "reviewed_on": Wording("reviewed on", "ditinjau"),
    "from": Wording("from", "mulai"),
    "to": Wording("to", "sampai"),
    "basis": Wording("basis", "dasar"),
    "days": Wording("days", "hari berlaku"),
    "before": Wording("before", "semula"),
    "after": Wording("after", "menjadi"),
    "code": Wording("code", "kode"),
    "meaning": Wording("meaning", "artinya"),
    "quantity": Wording("quantity", "besaran"),
    "day": Wording("day", "hari"),
    "hours": Wording("hours", "jam"),
    "length": Wording("length", "lama"),
    "total": Wording("total", "jumlah"),
    "closed": Wording("closed", "tutup"),
    "office_week": Wording("office week", "pekan kerja kantor"),
    "ramadan_week": Wording("office week in Ramadan", "pekan kerja kantor pada bulan Ramadan"),
    "converted": Wording("converted index", "nilai konversi"),
    "grade": Wording("grade", "mutu"),
    "results": Wording("work results", "hasil kerja"),
    "behaviour": Wording("behaviour $rating", "perilaku $rating"),
    # How sure we are, and what is in force.
    "enacted": Wording("enacted", "teks resmi"),
    "reported": Wording("reported", "dilaporkan"),
    "assumed": Wording("assumed", "asumsi"),
    "yes": Wording("yes", "ya"),
    "no": Wording("no", "tidak"),
    "superseded": Wording("superseded", "diganti"),
    "ended": Wording("ended", "berakhir"),
    "unknown": Wording("unknown", "belum diketahui"),
    # Days.
    "since_ever": Wording("since ever", "sejak dahulu"),
    "open": Wording("open", "seterusnya"),
    "every_day": Wording("every day", "setiap hari"),
    "from_day": Wording("from $since", "mulai $since"),
    "to_day": Wording("to $last", "sampai $last"),
    "one_day": Wording("on $since", "pada $since"),
    "from_to": Wording("from $since to $last", "$since s.d. $last"),
    # Values.
    "none": Wording("none", "tidak ada"),
    "no_value": Wording("none; holds $days", "tidak ada; berlaku $days"),
    "bands": Wording("$low to $high in $count bands", "$low s.d. $high dalam $count rentang"),
    "entries": Wording("$count entries", "$count butir"),
    "of": Wording("% of $whole", "% dari $whole"),
    "by": Wording("$unit, by $of_unit", "$unit, menurut $of_unit"),
    "in_part": Wording("$value of the part in this band", "$value dari bagian dalam rentang ini"),
    "below": Wording("below $high", "di bawah $high"),
    "up_to": Wording("up to $high", "sampai dengan $high"),
    "low_below": Wording("$low up to below $high", "$low sampai di bawah $high"),
    "above_up_to": Wording("more than $low up to $high", "lebih dari $low sampai dengan $high"),
    "low_to": Wording("$low to $high", "$low s.d. $high"),
    "and_more": Wording("$low and more", "$low ke atas"),
    "above": Wording("more than $low", "lebih dari $low"),
    "any": Wording("any quantity", "berapa pun"),
    # What is odd about bands.
    "cliff": Wording(
        "at $edge the answer jumps from $low to $high", "pada $edge jawabannya melompat dari $low ke $high"
    ),
    "flat": Wording("from $edge on more changes nothing", "mulai $edge tambahan tidak mengubah apa-apa"),
    "step": Wording(
        "a quantity is rounded to steps of $step first, half up",
        "besaran dibulatkan dahulu ke kelipatan $step, setengah ke atas",
    ),
}

_UNITS: Mapping[str, Wording] = {
    "share": Wording("%", "%"),
    "percent": Wording("%", "%"),
    "1": Wording("", ""),
    "list": Wording("list", "daftar"),
    "yes/no": Wording("yes/no", "ya/tidak"),
    "basis points": Wording("basis points", "basis poin"),
    "points": Wording("points", "poin"),
    "minutes": Wording("minutes", "menit"),
    "clock minutes": Wording("local time", "waktu setempat"),
    "hours": Wording("hours", "jam"),
    "days": Wording("days", "hari"),
    "weeks": Wording("weeks", "minggu"),
    "months": Wording("months", "bulan"),
    "years": Wording("years", "tahun"),
    "microseconds": Wording("microseconds", "mikrodetik"),
    "rupiah": Wording("rupiah", "rupiah"),
    "requests": Wording("requests", "permohonan"),
    "steps": Wording("steps", "tahap"),
    "results": Wording("results", "hasil kerja"),
    "officers": Wording("officers", "pegawai"),
    "citizens": Wording("citizens", "warga"),
    "people": Wording("people", "orang"),
    "answers": Wording("answers", "jawaban"),
    "trips": Wording("trips", "perjalanan"),
    "returns": Wording("returns", "pengembalian"),
}
_ONE = {"people": "person"}
_ONE_DAY = timedelta(days=1)


def law_say(name: str, lang: Lang, **values: object) -> str:
    """Return a text about the law, with its values.

    Raises:
        UnknownName: There is no text of that name.
    """
    try:
        wording = LAW_WORDS[name]
    except KeyError:
        raise UnknownName("text about the law", name, LAW_WORDS) from None
    text = wording.en if lang == "en" else wording.id
    return Template(text).safe_substitute({key: str(value) for key, value in values.items()})


def digits(value: float, lang: Lang) -> str:
    """Return a number with all its digits, and no more.

    Examples:
        >>> digits(0.0125, "en"), digits(0.0125, "id"), digits(50000, "id"), digits(2.0, "en")
        ('0.0125', '0,0125', '50.000', '2')
    """
    return _exact(Decimal(repr(float(value))), lang)


def _exact(value: Decimal, lang: Lang) -> str:
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    text = number(float(value), places, lang)
    return text if abs(value) >= 10_000 else text.replace("," if lang == "en" else ".", "")


def unit_words(parameter: Parameter, lang: Lang) -> str:
    """Return the unit of a parameter in words, with what a share is of and what bands are looked up by.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> unit_words(national_law()["tpp.discipline_share"], "en")
        '% of the monthly TPP'
        >>> unit_words(national_law()["promise.compensation_rupiah"], "id")
        'rupiah per hari'
    """
    whole = parameter.share_of if lang == "en" else parameter.share_of_id
    unit = law_say("of", lang, whole=whole) if whole else _unit(parameter.unit, lang)
    of_unit = _unit(parameter.of_unit, lang)
    return law_say("by", lang, unit=unit, of_unit=of_unit).lstrip(", ") if of_unit else unit


def _unit(unit: str, lang: Lang) -> str:
    if unit in _UNITS:
        return unit_word(unit, lang)
    above, *below = unit.split("/")
    named = " x ".join(unit_word(part, lang) for part in above.split("*") if part != "1")
    per = " ".join(f"per {unit_word(part, lang, one=True)}" for part in below)
    return f"{named} {per}".strip()


def unit_word(unit: str, lang: Lang, *, one: bool = False) -> str:
    """Return a unit in words, for one or for many."""
    wording = _UNITS.get(unit, Wording(unit, unit))
    if lang == "id":
        return wording.id
    return _ONE.get(unit, wording.en.removesuffix("s")) if one else wording.en


def parameter_label(parameter: Parameter, lang: Lang) -> str:
    """Return what a parameter is, in words; its path where it has no label."""
    return (parameter.label if lang == "en" else parameter.label_id) or parameter.path


# --- values ----------------------------------------------------------------------------------------------


def value_in_words(value: LawValue, parameter: Parameter, lang: Lang, *, short: bool = False) -> str:
    """Return a value without its unit; shares in per cent.

    Args:
        value: The value.
        parameter: The parameter that holds it.
        lang: The language.
        short: Whether bands and lists are only counted.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> late = national_law()["tpp.late_cut"]
        >>> value_in_words(late.bands_on(date(2026, 5, 4)), late, "en")
        '0; from 1: 0.5; from 31: 1; from 61: 1.25; from 91: 1.5'
        >>> value_in_words(late.bands_on(date(2026, 5, 4)), late, "en", short=True)
        '0 to 1.5 in 5 bands'
    """
    if isinstance(value, Items):
        if short:
            return law_say("entries", lang, count=len(value))
        return ", ".join((item.label if lang == "en" else item.label_id) or item.code for item in value)
    if isinstance(value, Bands) and short:
        low, high = (number_words(end(value.values), parameter, lang) for end in (min, max))
        return law_say("bands", lang, low=low, high=high, count=len(value.values))
    if not isinstance(value, Bands):
        return number_words(value, parameter, lang)
    word = law_say("above", lang, low="").strip() if value.closed == "right" else law_say("from", lang)
    first, *rest = (number_words(each, parameter, lang) for each in value.values)
    later = (f"{word} {digits(edge, lang)}: {text}" for edge, text in zip(value.edges, rest, strict=True))
    return "; ".join([first, *later])


def number_words(value: float, parameter: Parameter, lang: Lang) -> str:
    """Return a number as people write it in the unit of a parameter, without the unit."""
    if parameter.unit == "share":
        return _exact(Decimal(repr(float(value))) * 100, lang)
    if parameter.unit == "yes/no" and value in (0, 1):
        return law_say("yes" if value else "no", lang)
    if parameter.unit == "clock minutes":
        return clock_words(value, lang)
    return digits(value, lang)


def clock_words(minutes: float, lang: Lang) -> str:
    """Return minutes after midnight as the clock shows them; whole minutes are shown.

    Examples:
        >>> clock_words(450, "en"), clock_words(960, "id")
        ('07:30', '16.00')
    """
    hour, minute = divmod(int(minutes), 60)
    return f"{hour:02d}{':' if lang == 'en' else '.'}{minute:02d}"


def whole_value(value: float, parameter: Parameter, lang: Lang) -> str:
    """Return a number with its unit, and what a share is of.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> whole_value(0.4, national_law()["tpp.discipline_share"], "id")
        '40 % dari TPP satu bulan'
        >>> whole_value(450, national_law()["hours.start"], "en")
        '07:30 local time'
    """
    text = number_words(value, parameter, lang)
    if parameter.unit == "yes/no":
        return text
    whole = parameter.share_of if lang == "en" else parameter.share_of_id
    return f"{text} {law_say('of', lang, whole=whole) if whole else _unit(parameter.unit, lang)}".strip()


# --- bands -----------------------------------------------------------------------------------------------


# --- days and what a value rests on ----------------------------------------------------------------------


def days_words(since: date, until: date | None, lang: Lang) -> str:
    """Return a stretch of days in words, its last day named.

    Examples:
        >>> days_words(date(2026, 1, 1), date(2027, 1, 1), "id"), days_words(date.min, None, "en")
        ('2026-01-01 s.d. 2026-12-31', 'every day')
    """
    last = None if until is None else until - _ONE_DAY
    if since == date.min:
        return law_say("every_day", lang) if last is None else law_say("to_day", lang, last=last)
    if last is None:
        return law_say("from_day", lang, since=since)
    if last == since:
        return law_say("one_day", lang, since=since)
    return law_say("from_to", lang, since=since, last=last)


def basis_words(basis: Basis, lang: Lang) -> str:
    """Return what a value rests on: how sure we are, and the reference or the reason.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> basis_words(national_law()["flexible.days_a_week"].basis.on(date(2026, 5, 4)), "id")
        'dilaporkan: PermenPANRB 4/2025 art. 13(1)'
    """
    text = basis.reason if basis.certainty is Certainty.ASSUMED else str(basis.reference)
    return f"{law_say(basis.certainty.value, lang)}: {text}"
