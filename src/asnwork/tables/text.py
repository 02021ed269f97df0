"""A table as plain text that fits a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from asnwork.errors import Fault, InvalidInput
from asnwork.tables.cells import Shown, clean
from asnwork.tables.numbers import Lang, number

__all__ = ["LEAST_WIDTH", "as_text", "cell_width"]

# The longest number, 64 bits with its separators, fits into this.
LEAST_WIDTH = 40

_GAP = "  "
_CUT = "..."
_NARROWEST = 8
_NARROWEST_FIRST = 20
_WORDS = {
    "en": {"rows": "rows", "hidden": "columns not shown", "empty": "(no columns)"},
    "id": {"rows": "baris", "hidden": "kolom tidak ditampilkan", "empty": "(tanpa kolom)"},
}


def cell_width(text: str) -> int:
    """Columns of a terminal that the text takes."""
    marks = (mark for mark in text if unicodedata.category(mark) not in {"Mn", "Me"})
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in marks)


def _clipped(text: str, width: int) -> str:
    if cell_width(text) <= width:
        return text
    room = width - len(_CUT)
    kept = sum(1 for taken in accumulate(map(cell_width, text)) if taken <= room)
    return text[:kept] + _CUT


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in clean(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and cell_width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(_clipped(word, width))
    return lines


def _padded(text: str, width: int, right: bool) -> str:
    cut = _clipped(text, width)
    room = " " * (width - cell_width(cut))
    return room + cut if right else cut + room


def _natural(column: Shown) -> int:
    return max(map(cell_width, (column.name, column.unit, *column.cells)))


def _least(column: Shown, narrowest: int) -> int:
    """A number is never cut; a name or a text may be."""
    longest = max(map(cell_width, column.cells), default=0) if column.whole else 0
    return min(max(longest, narrowest), _natural(column))


def _fitted(columns: Sequence[Shown], width: int | None) -> list[int]:
    """Widths of as many columns, from the left, as fit; the widest that may be cut give way first."""
    widths = [_natural(column) for column in columns]
    if width is None:
        return widths
    narrowest = [_NARROWEST_FIRST, *[_NARROWEST] * len(columns)]
    least = [_least(column, least) for column, least in zip(columns, narrowest, strict=False)]
    while len(least) > 1 and sum(least) + len(_GAP) * (len(least) - 1) > width:
        least.pop()
    widths = widths[: len(least)]
    while (excess := sum(widths) + len(_GAP) * (len(widths) - 1) - width) > 0:
        place = max(range(len(widths)), key=lambda at: (widths[at] - least[at], at))
        widths[place] -= min(excess, max(1, (widths[place] - least[place]) // 2))
    return widths


def _notes(columns: Sequence[Shown], kept: int, rows: int | None, lang: Lang) -> list[str]:
    words = _WORDS[lang]
    notes = []
    if kept < len(columns):
        hidden = ", ".join(column.name for column in columns[kept:])
        notes.append(f"({words['hidden']}: {hidden})")
    if rows is not None:
        notes.append(f"({number(rows, 0, lang)} {words['rows']})")
    return notes


def as_text(
    columns: Sequence[Shown], *, title: str, gap_after: int | None, rows: int, width: int | None, lang: Lang
) -> str:
    """The table as lines of text.

    Args:
        columns: The columns, as texts.
        title: Printed first; empty for none.
        gap_after: How many rows stand before the rows left out; None when all are there.
        rows: How many rows the whole table has.
        width: Most columns of a terminal that a line may take; None for no limit.
        lang: Language of the words under the table.
    """
    if width is not None and width < LEAST_WIDTH:
        raise InvalidInput(Fault("width", given=width, expected=f"at least {LEAST_WIDTH}", hint="or None"))
    top = _wrapped(title, width or max(1, cell_width(clean(title)))) if title else []
    if not columns:
        return "\n".join([*top, _WORDS[lang]["empty"]])
    widths = _fitted(columns, width)
    shown = columns[: len(widths)]

    def line(texts: Sequence[str]) -> str:
        cells = zip(texts, widths, shown, strict=True)
        return _GAP.join(_padded(text, wide, column.right) for text, wide, column in cells).rstrip()

    head = [line([column.name for column in shown])]
    if any(column.unit for column in shown):
        head.append(line([column.unit for column in shown]))
    body = [line(texts) for texts in zip(*(column.cells for column in shown), strict=True)]
    if gap_after is not None:
        body.insert(gap_after, line([_CUT] * len(shown)))
    notes = _notes(columns, len(widths), None if gap_after is None else rows, lang)
    under = [part for note in notes for part in _wrapped(note, width or len(note))]
    return "\n".join([*top, *head, line(["-" * wide for wide in widths]), *body, *under])
