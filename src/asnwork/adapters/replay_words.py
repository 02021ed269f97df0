"""The words of a replay in two languages: labels of figures, headings, reasons why a row was not taken."""

from __future__ import annotations

import re
from collections.abc import Mapping

from asnwork.adapters.loaded_log import RepeatedRow
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.errors import NoValueOnDay
from asnwork.scoring.figure_words import figure_label
from asnwork.tables import Lang

__all__ = [
    "insufficient",
    "label_of",
    "no_law",
    "of_reason",
    "repeated_reason",
    "row_reason",
    "word",
]

_WORDS: Mapping[str, Wording] = {
    "what": Wording("what", "isi"),
    "count": Wording("count", "jumlah"),
    "rows read": Wording("rows read", "baris dibaca"),
    "events read": Wording("events read", "kejadian dibaca"),
    "requests read": Wording("requests read", "permohonan dibaca"),
    "steps read": Wording("steps read", "langkah kerja dibaca"),
    "officers": Wording("officers", "pegawai"),
    "set aside": Wording("rows set aside", "baris disisihkan"),
    "nobody": Wording("(nobody named)", "(tanpa nama)"),
    "rows repeated": Wording("rows repeated", "baris berulang"),
    "rows in doubt": Wording("rows used in doubt", "baris dipakai meski meragukan"),
    "rows unusable": Wording("rows that could not be used", "baris yang tidak dapat dipakai"),
    "assumed": Wording("assumed", "asumsi"),
    "assumed by the mapping": Wording("assumed by the mapping", "diasumsikan oleh pemetaan"),
    "file": Wording("file", "berkas"),
    "line": Wording("line", "baris"),
    "reason": Wording("reason", "alasan"),
    "not used": Wording("not used", "tidak dipakai"),
    "used in doubt": Wording("used in doubt", "meragukan, dipakai"),
    "repeated": Wording("repeated", "berulang"),
    "problems": Wording("rows not taken as they stand", "baris yang tidak diambil apa adanya"),
    "requests": Wording("requests", "permohonan"),
    "share": Wording("share", "bagian"),
    "promises": Wording("promises", "janji layanan"),
    "answered, with a promise": Wording("answered, with a promise", "dijawab, dengan janji layanan"),
    "of these by the moment promised": Wording(
        "of these by the moment promised", "di antaranya sampai waktu yang dijanjikan"
    ),
    "answered, without a promise": Wording("answered, without a promise", "dijawab, tanpa janji layanan"),
    "late and open": Wording(
        "not answered, past the moment promised", "belum dijawab, lewat waktu yang dijanjikan"
    ),
    "open": Wording("not answered, not due", "belum dijawab, belum jatuh tempo"),
    "ended otherwise": Wording("ended some other way", "berakhir dengan cara lain"),
    "pay rule": Wording("pay rule", "aturan TPP"),
    "periods": Wording("periods", "periode"),
    "scored": Wording("scored", "dinilai"),
    "not scored": Wording("not scored", "tak dinilai"),
    "gate met": Wording("gate met", "terpenuhi"),
    "gate missed": Wording("gate missed", "tak terpenuhi"),
    "gate unknown": Wording("gate unknown", "belum jelas"),
    "median": Wording("median", "median"),
    "scores": Wording("scores, by periods of officers", "skor dan kinerja utama, menurut periode pegawai"),
    "part": Wording("part", "unsur"),
    "answered": Wording("answered", "terjawab"),
    "not answered": Wording("not answered", "tidak terjawab"),
    "why": Wording("why", "sebab"),
    "parts": Wording(
        "what the log can answer, in officer periods", "yang dapat dijawab log, dalam periode pegawai"
    ),
    "nobody scored": Wording(
        "the log names no officer: nothing is scored", "log tidak menyebut pegawai: tidak ada yang dinilai"
    ),
    "law on": Wording(
        "scored by the law of {day}; each score is a proposal, and nobody is paid by it",
        "dinilai menurut aturan tanggal {day}; tiap skor hanya usulan, dan tidak menjadi dasar pembayaran",
    ),
    "minutes a step": Wording("{name}: {count:g} minutes a step", "{name}: {count:g} menit per langkah"),
    "plan": Wording(
        "plan of each officer: {count:g} minutes a month", "rencana tiap pegawai: {count:g} menit per bulan"
    ),
}


def word(name: str, lang: Lang) -> str:
    """Return a word of the replay by its name.

    Examples:
        >>> word("pay rule", "id")
        'aturan TPP'
    """
    return _WORDS[name].said_in(lang)


# --- why a part has no answer --------------------------------------------------------------------------


def label_of(figure: str) -> Wording:
    """Return a figure's name for people; its own name where it has no other.

    Examples:
        >>> label_of("behaviour.points").en
        'the rating of behaviour and competence'
    """
    return figure_label(figure)


def insufficient(wording: Wording) -> Wording:
    """Return the words for evidence that does not suffice, and why."""
    return Wording(f"insufficient evidence: {wording.en}", f"bukti tidak cukup: {wording.id}")


def of_reason(reason: Reason) -> Wording:
    """Return a reason as a sentence in either language."""
    return Wording(str(reason), explain(reason, "id"))


def no_law(error: NoValueOnDay) -> Wording:
    """Return the words for law that says nothing on a day."""
    covers = error.covers.replace("from ", "mulai ").replace("until ", "sampai ")
    covers = covers.replace("(exclusive)", "(tidak termasuk)")
    return Wording(str(error), f"{error.what} tidak punya nilai pada {error.day}: berlaku {covers}")


# --- why a row was not taken as it stands --------------------------------------------------------------

_ROWS = (
    (r"(.+?) is not a moment: ('.*')", r"\1 bukan waktu: \2"),
    (r"closed by its status, and (.+) is empty", r"selesai menurut statusnya, tetapi \1 kosong"),
    (r"open by its status, and (.+) is filled", r"belum selesai menurut statusnya, tetapi \1 terisi"),
    (r"(.+) is empty", r"\1 kosong"),
    (r"(.+) is after (.+)", r"\1 sesudah \2"),
    (r"(.+) is not in the case table", r"\1 tidak ada di tabel permohonan"),
    (r"it has (\d+) cells, the header has (\d+)", r"ada \1 sel, kepala tabel punya \2"),
    (r"it holds a NUL byte", "memuat bita NUL"),
    (r"it is not UTF-8", "bukan UTF-8"),
    (
        r"a quote is not closed or stands inside a cell.*",
        "tanda kutip tidak ditutup atau berada di dalam sel",
    ),
    (r"the mapping does not say what (.+?) ('.*') means", r"pemetaan tidak menjelaskan arti \1 \2"),
    (r"closed before it was opened; used as it stands", "selesai sebelum diajukan; dipakai apa adanya"),
    (r"ended before it was opened; used as it stands", "berakhir sebelum diajukan; dipakai apa adanya"),
    (r"decided before it was opened; used as it stands", "diputus sebelum diajukan; dipakai apa adanya"),
    (r"ready before it was opened; used as it stands", "siap sebelum diajukan; dipakai apa adanya"),
)


def row_reason(reason: str, lang: Lang) -> str:
    """Return why a row was not taken as it stands; a reason without a twin stays as it is.

    Examples:
        >>> row_reason("done is not a moment: 'soon'", "id")
        "done bukan waktu: 'soon'"
    """
    if lang == "en":
        return reason
    what, mean, near = reason.partition("; did you mean ")
    for pattern, twin in _ROWS:
        match = re.fullmatch(pattern, what, re.DOTALL)
        if match:
            told = match.expand(twin)
            return f"{told}; maksud Anda {near.replace(' or ', ' atau ')}" if mean else told
    return reason


def repeated_reason(row: RepeatedRow, lang: Lang) -> str:
    """Return which earlier row a row repeats, and how it differs from it."""
    if lang == "en":
        return str(row).partition(": ")[2]
    how = f"berbeda di {', '.join(row.differs)}" if row.differs else "persis sama"
    return f"{row.id} lagi, seperti di baris {row.first_line}; {how}"
