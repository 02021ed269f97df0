"""What figures and units are called in a sentence for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from asnwork.domain.indicator import ASPECTS, indicator_figure
from asnwork.domain.reason import Wording

__all__ = ["figure_label", "joined_labels", "names_of", "unit_label"]

_FIGURES: Mapping[str, Wording] = {
    "promises_judged": Wording("promises that fell due", "janji layanan yang sudah jatuh tempo"),
    "promises_kept": Wording("promises kept", "janji layanan yang ditepati"),
    "citizen_promises_judged": Wording(
        "promises that fell due, as the citizen counts",
        "janji layanan yang jatuh tempo menurut hitungan warga",
    ),
    "citizen_promises_kept": Wording(
        "promises kept, as the citizen counts", "janji layanan yang ditepati menurut hitungan warga"
    ),
    "reopen_judged": Wording(
        "results whose time to be reopened is over", "hasil yang sudah lewat masa untuk dibuka kembali"
    ),
    "not_reopened": Wording("results not reopened", "hasil yang tidak dibuka kembali"),
    "solved_known": Wording("citizens' answers on what was solved", "jawaban warga tentang penyelesaian"),
    "solved_yes": Wording(
        "requests that citizens call solved", "permohonan yang menurut warga terselesaikan"
    ),
    "first_time_judged": Wording(
        "requests of which it is known how often they were sent back",
        "permohonan yang diketahui berapa kali dikembalikan",
    ),
    "right_first_time": Wording("requests right first time", "permohonan yang benar sejak awal"),
    "trips_usual": Wording("trips that are usual", "kedatangan warga yang biasa"),
    "trips_made": Wording("trips of citizens", "kedatangan warga"),
    "promises_kept_expected": Wording(
        "promises that were to be expected to be kept in such cases",
        "janji layanan yang wajarnya ditepati untuk kasus semacam itu",
    ),
    "promises_kept_expected_half_width": Wording(
        "half the width of the interval of the promises to be expected",
        "setengah lebar selang janji layanan yang wajarnya ditepati",
    ),
    "promises_kept_reference": Wording(
        "the share of promises kept of all cases together",
        "bagian janji layanan yang ditepati dari seluruh kasus",
    ),
    "survey.forms": Wording("survey forms filled in", "kuesioner survei yang diisi"),
    "survey.half_width": Wording(
        "half the width of the interval of the survey", "setengah lebar selang hasil survei"
    ),
    "available": Wording("the share of working days not on leave", "bagian hari kerja di luar cuti"),
    "late_cut": Wording("cuts for coming late", "potongan datang terlambat"),
    "early_cut": Wording("cuts for leaving early", "potongan pulang sebelum waktunya"),
    "absence_cut": Wording("cuts for absence", "potongan tidak masuk kerja"),
    "months": Wording("the count of months", "jumlah bulan"),
    "steps_done": Wording("steps done", "langkah kerja yang selesai"),
    "steps_among_citizens": Wording("steps done among citizens", "langkah kerja di tengah warga"),
    "behaviour.points": Wording("the rating of behaviour and competence", "nilai perilaku dan kompetensi"),
    "rating.behaviour": Wording("the rating of behaviour", "penilaian perilaku kerja"),
    "rating.result": Wording("the rating of work results", "penilaian hasil kerja"),
    "score.value": Wording("the score", "skor"),
    "score.gate": Wording("the answer whether the main job is met", "keterangan kinerja utama terpenuhi"),
    "predicate": Wording("the performance predicate", "predikat kinerja"),
    "done.work": Wording("work done on requests", "pelayanan permohonan yang selesai"),
    "target.work": Wording("the target for work on requests", "target pelayanan permohonan"),
}

# What stands after a prefix: planned results, values of behaviour, elements of the survey, parts of a score.
_NAMES: Mapping[str, Wording] = {
    "citizens": Wording(
        "citizens who say that their matter is solved", "warga yang menyatakan urusannya terselesaikan"
    ),
    "service_oriented": Wording("oriented to service", "berorientasi pelayanan"),
    "accountable": Wording("accountable", "akuntabel"),
    "competent": Wording("competent", "kompeten"),
    "harmonious": Wording("harmonious", "harmonis"),
    "loyal": Wording("loyal", "loyal"),
    "adaptive": Wording("adaptive", "adaptif"),
    "collaborative": Wording("collaborative", "kolaboratif"),
    "requirements": Wording("requirements", "persyaratan"),
    "procedure": Wording("system, mechanism and procedure", "sistem, mekanisme, dan prosedur"),
    "time": Wording("time until it is done", "waktu penyelesaian"),
    "fee": Wording("fee", "biaya/tarif"),
    "product": Wording("product", "produk spesifikasi jenis pelayanan"),
    "competence": Wording("competence of those who serve", "kompetensi pelaksana"),
    "behaviour": Wording("behaviour of those who serve", "perilaku pelaksana"),
    "complaints": Wording(
        "handling of complaints and suggestions", "penanganan pengaduan, saran, dan masukan"
    ),
    "facilities": Wording("facilities", "sarana dan prasarana"),
}

_PREFIXES: dict[str, Wording] = {
    "behaviour.total.": Wording("ratings of the value '{name}'", "penilaian nilai '{name}'"),
    "behaviour.told.": Wording("those who rated the value '{name}'", "jumlah penilai nilai '{name}'"),
    "survey.total.": Wording("answers on '{name}'", "jawaban tentang '{name}'"),
    "survey.forms.": Wording("forms with an answer on '{name}'", "kuesioner yang menjawab '{name}'"),
    "survey.unit_mean.": Wording(
        "the mean answer of the unit on '{name}'", "rata-rata jawaban unit tentang '{name}'"
    ),
    "done.": Wording("what was done of {name}", "realisasi {name}"),
    "target.": Wording("the target for {name}", "target {name}"),
    "score.part.": Wording("part {name} of the score", "unsur {name} dari skor"),
}

_ASPECTS: Mapping[str, Wording] = {
    "total": Wording("{aspect} of {name} in all", "jumlah {aspect} {name}"),
    "told": Wording("{name} that tell their {aspect}", "jumlah {name} yang menyebutkan {aspect}"),
    "target": Wording("{aspect} expected of {name}", "{aspect} yang diharapkan dari {name}"),
    "target_high": Wording(
        "the upper end of the {aspect} expected of {name}", "batas atas {aspect} yang diharapkan dari {name}"
    ),
}


_PREFIXES |= {
    indicator_figure(aspect, what, ""): Wording(
        words.en.replace("{aspect}", called.en), words.id.replace("{aspect}", called.id)
    )
    for aspect, called in ASPECTS.items()
    for what, words in _ASPECTS.items()
}

_NO_NAMES: Mapping[str, Wording] = {}


class _Named(Protocol):
    """What has a code and perhaps a name for people: a part of a score, or its rule."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Wording | None: ...


# One, several, and in Indonesian.
_UNITS: Mapping[str, tuple[str, str, str]] = {
    "minutes": ("minute", "minutes", "menit"),
    "hours": ("hour", "hours", "jam"),
    "days": ("day", "days", "hari"),
    "months": ("month", "months", "bulan"),
    "points": ("point", "points", "poin"),
    "steps": ("step", "steps", "langkah"),
    "requests": ("request", "requests", "permohonan"),
    "reports": ("report", "reports", "laporan"),
    "visits": ("visit", "visits", "kunjungan"),
    "citizens": ("citizen", "citizens", "warga"),
    "people": ("person", "people", "orang"),
    "trips": ("trip", "trips", "kedatangan"),
    "files": ("file", "files", "berkas"),
    "documents": ("document", "documents", "dokumen"),
    "letters": ("letter", "letters", "surat"),
    "forms": ("form", "forms", "kuesioner"),
    "answers": ("answer", "answers", "jawaban"),
    "weeks": ("week", "weeks", "minggu"),
    "years": ("year", "years", "tahun"),
    "rupiah": ("rupiah", "rupiah", "rupiah"),
    "million rupiah": ("million rupiah", "million rupiah", "juta rupiah"),
    "billion rupiah": ("billion rupiah", "billion rupiah", "miliar rupiah"),
    "yes/no": ("", "", ""),
    "1": ("", "", ""),
    "share": ("", "", ""),
}


def figure_label(name: str, names: Mapping[str, Wording] = _NO_NAMES) -> Wording:
    """Return what a figure is called; its own name where it has no other.

    Args:
        name: The figure.
        names: What planned results, values and elements are called, by their codes, where their own plan or
            law says it; see `names_of`.

    Examples:
        >>> figure_label("late_cut").id, figure_label("done.letters").en, figure_label("tea").en
        ('potongan datang terlambat', 'what was done of letters', 'tea')
        >>> figure_label("done.letters", {"letters": Wording("letters answered", "surat dijawab")}).id
        'realisasi surat dijawab'
    """
    if name in _FIGURES:
        return _FIGURES[name]
    for prefix, words in _PREFIXES.items():
        if name.startswith(prefix):
            rest = name.removeprefix(prefix)
            called = names.get(rest) or _NAMES.get(rest) or Wording(rest, rest)
            return Wording(words.en.format(name=called.en), words.id.format(name=called.id))
    return Wording(name, name)


def names_of(parts: Iterable[_Named]) -> dict[str, Wording]:
    """Return what the parts of a scorer or a score are called, by their codes, inner parts too.

    A part for a planned result, a value or an element has its code, and the label of its own plan or law.

    Args:
        parts: Rules of parts, or parts; what has no label is left out.
    """
    found: dict[str, Wording] = {}
    for part in parts:
        inside = getattr(part, "scorer", None) or part
        found |= names_of(getattr(inside, "parts", ()))
        if part.label is not None:
            found[part.name] = part.label
    return found


def joined_labels(figures: Iterable[str], names: Mapping[str, Wording] = _NO_NAMES) -> Wording:
    """Return what several figures are called, one after the other; arguments as for `figure_label`.

    Examples:
        >>> joined_labels(["late_cut", "early_cut"]).en
        'cuts for coming late, cuts for leaving early'
    """
    labels = [figure_label(name, names) for name in figures]
    return Wording(", ".join(label.en for label in labels), ", ".join(label.id for label in labels))


def unit_label(unit: str, count: float | None = None) -> Wording:
    """Return what a unit is called after a number; the unit itself where it has no other name.

    Args:
        unit: The unit.
        count: The number before it; several unless given.

    Examples:
        >>> unit_label("minutes", 1), unit_label("cups").id
        (Wording(en='minute', id='menit'), 'cups')
    """
    one, several, id_ = _UNITS.get(unit, (unit, unit, unit))
    return Wording(one if count == 1 else several, id_)
