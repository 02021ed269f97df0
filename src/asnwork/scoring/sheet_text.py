"""A sheet as text for a terminal, in English or Indonesian."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from attrs import evolve

from asnwork.domain.law import Basis
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.scoring.pencil import plainly
from asnwork.scoring.sheet_line import SheetLine, filled

if TYPE_CHECKING:
    from asnwork.scoring.sheet import Sheet

__all__ = ["sheet_text"]

_TITLE = Wording(
    "Sheet of {officer}, {since} to {until}", "Lembar penilaian {officer}, {since} sampai {until}"
)
_UNIT_TITLE = Wording(
    "Sheet of the unit {unit}, {since} to {until}", "Lembar penilaian unit {unit}, {since} sampai {until}"
)
_NOBODY = Wording("Sheet", "Lembar penilaian")
_SCORER = Wording("Scorer: {scorer}, version {version}.", "Cara penilaian: {scorer}, versi {version}.")
_RULE = Wording("Allowance rule: {rule}.", "Aturan TPP: {rule}.")
_LAW = Wording("Law in force on {day}.", "Aturan yang berlaku pada {day}.")
_SECTIONS = {
    "score": Wording("SCORE", "SKOR"),
    "gate": Wording("MAIN JOB", "KINERJA UTAMA"),
    "predicate": Wording("PREDICATE", "PREDIKAT"),
    "allowance": Wording("ALLOWANCE (TPP)", "TAMBAHAN PENGHASILAN PEGAWAI (TPP)"),
}
_COLUMNS = (
    Wording("part", "unsur"),
    Wording("value", "nilai"),
    Wording("weight %", "bobot %"),
    Wording("counts %", "berlaku %"),
)
_HOW = {
    "score": Wording(
        "How to check: every number is rounded half up to the decimals printed. A part without a value drops "
        "out: value x weight is summed over the parts that have one, and divided by the sum of their "
        "weights. 'counts' is what a part weighs then, rounded.",
        "Cara memeriksa: setiap angka dibulatkan ke desimal yang tercetak, setengah ke atas. Unsur tanpa "
        "nilai tidak dihitung: nilai x bobot dijumlahkan untuk unsur yang ada nilainya, lalu dibagi jumlah "
        "bobotnya. 'berlaku' adalah bobot unsur sesudah itu, dibulatkan.",
    ),
    "allowance": Wording(
        "How to check: the total of all lines is rounded half up to whole rupiah. Each line is rounded down; "
        "what is then left of the total goes, one rupiah each, to the lines that lost most by it.",
        "Cara memeriksa: jumlah semua baris dibulatkan ke rupiah penuh, setengah ke atas. Tiap baris "
        "dibulatkan ke bawah; sisa dari jumlah itu diberikan, masing-masing satu rupiah, kepada baris yang "
        "paling banyak berkurang.",
    ),
}
_BASES = Wording("WHAT IT RESTS ON", "DASAR (kutipan dan alasan dalam bahasa Inggris)")
_INDENT = "  "


def sheet_text(sheet: Sheet, lang: str, width: int) -> str:
    """Return a sheet as text.

    Args:
        sheet: The sheet.
        lang: "en" or "id".
        width: Most characters of a line; a word that is longer stays whole.

    Raises:
        UnknownName: The language is neither.
    """
    texts = [*_wrapped(_title(sheet), "", lang, width), *_wrapped(_made_by(sheet), "", lang, width)]
    for section, lines in groupby(sheet.lines, key=lambda line: line.section):
        texts += ["", _SECTIONS[section].said_in(lang)]
        texts += _section(tuple(lines), _bases(sheet.lines), lang, width)
        if section in _HOW:
            texts += _wrapped(_HOW[section], "", lang, width)
    bases = _bases(sheet.lines)
    if bases:
        texts += ["", _BASES.said_in(lang)]
        for number, basis in enumerate(bases, start=1):
            texts += _lines(f"[{number}] {basis}", "", width)
    return "\n".join(texts)


def _bases(lines: tuple[SheetLine, ...]) -> tuple[Basis, ...]:
    """What the lines rest on, each once, in the order in which it is met."""
    found = (reason.law for line in lines for reason in line.reasons)
    return tuple(dict.fromkeys(basis for basis in found if basis is not None))


def _told(reason: Reason, bases: tuple[Basis, ...], lang: str) -> str:
    """A reason, with the number of what it rests on."""
    sentence = explain(evolve(reason, law=None), lang)
    return sentence if reason.law is None else f"{sentence} [{bases.index(reason.law) + 1}]"


def _wrapped(wording: Wording, indent: str, lang: str, width: int) -> list[str]:
    return _lines(wording.said_in(lang), indent, width)


def _lines(text: str, indent: str, width: int) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}{_INDENT}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _title(sheet: Sheet) -> Wording:
    if sheet.period is None or (sheet.officer is None and sheet.unit is None):
        return _NOBODY
    since, _, until = str(sheet.period).partition(" to ")
    if sheet.officer is None:
        return filled(_UNIT_TITLE, unit=str(sheet.unit), since=since, until=until)
    return filled(_TITLE, officer=sheet.officer, since=since, until=until)


def _made_by(sheet: Sheet) -> Wording:
    told = [filled(_SCORER, scorer=sheet.scorer, version=sheet.version)]
    if sheet.rule:
        told.append(filled(_RULE, rule=sheet.rule))
    if sheet.on is not None:
        told.append(filled(_LAW, day=str(sheet.on)))
    return Wording(" ".join(each.en for each in told), " ".join(each.id for each in told))


def _section(lines: tuple[SheetLine, ...], bases: tuple[Basis, ...], lang: str, width: int) -> Iterator[str]:
    parts = [line for line in lines if line.depth]
    cells = [_cells(line, lang) for line in parts]
    head = tuple(column.said_in(lang) for column in _COLUMNS)
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    for line in lines:
        if line.depth:
            if line is parts[0]:
                yield _row(head, widths)
            yield _row(cells[parts.index(line)], widths)
        else:
            yield from _lines(f"{line.label.said_in(lang)}: {line.shown.said_in(lang)}", "", width)
        indent = _INDENT * (line.depth + 1)
        for step in line.arithmetic:
            yield from _wrapped(step, indent, lang, width)
        for reason in line.reasons:
            yield from _lines(_told(reason, bases, lang), indent, width)


def _cells(line: SheetLine, lang: str) -> tuple[str, ...]:
    weights = [plainly(Fraction(weight or 0, 100)) for weight in (line.weight, line.effective_weight)]
    label = f"{_INDENT * (line.depth - 1)}{line.label.said_in(lang)}"
    return (label, line.shown.said_in(lang), *(weight.said_in(lang) for weight in weights))


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    label, *numbers = cells
    return "  ".join(
        [label.ljust(widths[0]), *(n.rjust(w) for n, w in zip(numbers, widths[1:], strict=True))]
    )
