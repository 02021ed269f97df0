"""A table as text that fits a terminal: long texts go on in the next line, none is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from asnwork.tables import Lang, Table
from asnwork.tables.cells import Shown, clean, shown
from asnwork.tables.text import LEAST_WIDTH, cell_width

__all__ = ["wrapped"]

_GAP = "  "
_LEAST = 10
_LONG = 20
# A line may end after a point or a stroke, but never within a number.
_MARK = re.compile(r"(?<=[./])(?=\D)")
_HIDDEN = {"en": "columns not shown", "id": "kolom tidak ditampilkan"}


def wrapped(table: Table, *, width: int = 100, lang: Lang = "en", keep: int = 0) -> str:
    """Return a table as text in which every cell is whole.

    Args:
        table: The table.
        width: Most columns of a terminal that a line may take.
        lang: Language of numbers and words.
        keep: How many columns, from the left, are never left out; all when 0. Of the others the last go first
            when there is no room, and are named below.

    Examples:
        >>> print(wrapped(Table({"path": ["a.b"], "basis": ["as somebody wrote"]}), width=40))
        path  basis
        ----  -----------------
        a.b   as somebody wrote
        >>> path, basis = "distribution.needs_improvement", "as somebody wrote in words"
        >>> print(wrapped(Table({"path": [path], "basis": [basis]}), width=40))
        path                      basis
        ------------------------  --------------
        distribution.             as somebody
        needs_improvement         wrote in words
    """
    columns = [shown(name, table.units.get(name, ""), values, lang) for name, values in table.columns.items()]
    width = max(width, LEAST_WIDTH)
    kept = list(columns)
    least = max(1, keep or len(columns))
    while len(kept) > least and _total([_narrowest(column) for column in kept]) > width:
        kept.pop()
    widths = _fitted(kept, width)
    lines = list(_folded(table.title, width)) if table.title else []
    lines += _row([column.name for column in kept], widths, kept)
    lines.append(_GAP.join("-" * wide for wide in widths))
    for cells in zip(*(column.cells for column in kept), strict=True):
        lines += _row(cells, widths, kept)
    if len(kept) < len(columns):
        hidden = ", ".join(column.name for column in columns[len(kept) :])
        lines += _folded(f"({_HIDDEN[lang]}: {hidden})", width)
    return "\n".join(lines)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _natural(column: Shown) -> int:
    return max(map(cell_width, (column.name, *column.cells)))


def _narrowest(column: Shown) -> int:
    """The longest part that should stay in one line, within reason; a whole cell of numbers or days."""
    if column.whole:
        return _natural(column)
    parts = (part for text in (column.name, *column.cells) for part in _parts(text))
    longest = max((cell_width(part.strip()) for part in parts), default=0)
    return max(min(_natural(column), _LEAST), min(longest, _LONG))


def _fitted(columns: Sequence[Shown], width: int) -> list[int]:
    widths, least = [_natural(column) for column in columns], [_narrowest(column) for column in columns]
    while (excess := _total(widths) - width) > 0:
        place = max(range(len(widths)), key=lambda at: (widths[at] - least[at], widths[at]))
        if widths[place] <= _LEAST:
            break
        widths[place] -= min(excess, max(1, (widths[place] - least[place]) // 2))
    return widths


def _parts(text: str) -> Iterator[str]:
    """A text in parts between which a line may end."""
    for word in re.findall(r"\S+\s*", text):
        if "://" in word:
            yield word
        else:
            yield from (part for part in _MARK.split(word) if part)


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for part in (piece for each in _parts(clean(text)) for piece in _pieces(each, width)):
        if line and cell_width((line + part).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += part
    yield line.rstrip()


def _pieces(part: str, width: int) -> Iterator[str]:
    """A part that is too long for a line ends where its own parts do, or anywhere."""
    rest = part
    while cell_width(rest.rstrip()) > width:
        at = max(rest.rfind(mark, 0, width) for mark in "_-") + 1 or width
        yield rest[:at]
        rest = rest[at:]
    yield rest


def _row(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Shown]) -> Iterator[str]:
    folded = [list(_folded(cell, wide)) for cell, wide in zip(cells, widths, strict=True)]
    for texts in zip_longest(*folded, fillvalue=""):
        placed = zip(texts, widths, columns, strict=True)
        yield _GAP.join(_padded(text, wide, column.right) for text, wide, column in placed).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    room = " " * (width - cell_width(text))
    return room + text if right else text + room
