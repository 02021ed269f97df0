"""A table of few cells, shaded by count, with amounts in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from asnwork.charts._check import common_faults, label_faults, length_faults, number_faults, refuse
from asnwork.charts._fit import LINE, SIZE, fit, text_width
from asnwork.charts._ink import ink
from asnwork.charts._page import PAD, SMALL, Drawing, page
from asnwork.charts._svg import element, group, text
from asnwork.charts._words import Lang, Numbers, number, numbers_for, word
from asnwork.errors import Fault

__all__ = ["matrix_cells"]

Cells = Sequence[Sequence[float | None]]
Marks = Mapping[tuple[int, int], str]

_INSET = 14.0
_BIG = 20.0
_GAP = 4.0
_SIGNS = "*†‡§¶"
_FAINTEST, _STRONGEST = 0.05, 0.30
_NO_AMOUNTS: Mapping[str, Cells] = MappingProxyType({})
_NO_MARKS: Marks = MappingProxyType({})


class _Layout(NamedTuple):
    """Sizes, and how counts and amounts are written."""

    labels: float
    cell: float
    height: float
    counts: Numbers
    amounts: Numbers
    largest: float
    total: float | None

    def left(self, column: int) -> float:
        return PAD + self.labels + column * (self.cell + _GAP)

    def line(self, place: int) -> float:
        """Where the amount of this place stands, measured from the top of a cell."""
        return 66.0 + place * SIZE * LINE * 1.1


def _share(count: float | None, at: _Layout) -> str:
    if count is None or not at.total:
        return ""
    share = 100 * count / at.total
    told = "< 1" if 0 < share < 1 else number(share, 0, at.counts.lang)
    return f"{told} % {word('of all', at.counts.lang)}"


def _layout(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Cells,
    amounts: Mapping[str, Cells],
    units: tuple[str, str],
    lang: Lang,
    width: float,
) -> _Layout:
    """Cells of one width, wide enough for every number; names give way to them."""
    flat = [count for row in counts for count in row]
    money = [amount for cells in amounts.values() for row in cells for amount in row]
    known = [count for count in flat if count is not None]
    total = sum(known) if len(known) == len(flat) else None
    big, small = numbers_for(flat, units[0], lang), numbers_for(money, units[1], lang)
    names = [text_width(row, bold=True) for row in rows] + [text_width(name) for name in amounts]
    labels = min(max(names, default=0.0), max(0.28 * width, 130.0)) + 14
    needed = [text_width(big.text(count), _BIG, bold=True) + 18 for count in flat]
    needed += [text_width(small.text(amount)) for amount in money]
    needed.append(text_width(f"100 % {word('of all', lang)}", SMALL))
    room = (width - 2 * PAD - labels) / max(1, len(columns)) - _GAP
    cell = max(room, max(needed) + 2 * _INSET)
    height = 62.0 + (len(amounts) * SIZE * LINE * 1.1 + 8 if amounts else 0.0)
    return _Layout(labels, cell, height, big, small, max(known, default=0.0), total)


def _cell(
    row: int, column: int, count: float | None, money: Sequence[float | None], sign: str, at: _Layout
) -> str:
    share = count / at.largest if count and at.largest else 0.0
    shade = 0.0 if count is None else _FAINTEST + share * (_STRONGEST - _FAINTEST)
    fill = ink("teal").attributes | {"stroke_width": "0", "fill_opacity": f"{shade:.3f}"}
    edge = ink("teal").line | {"stroke_opacity": "0.35"}
    if sign:
        edge = ink("amber").line | {"stroke_dasharray": "5 3", "stroke_width": "2"}
    told = at.counts.text(count)
    size = SIZE if count is None else _BIG
    told = f"{told} {sign}".strip()
    parts = [
        element("rect", x=0, y=0, width=at.cell, height=at.height, **fill),
        element("rect", x=1, y=1, width=at.cell - 2, height=at.height - 2, **edge),
    ]
    parts.append(text(_INSET, 30, told, size=size, bold=count is not None, quiet=count is None))
    if told_share := _share(count, at):
        parts.append(text(_INSET, 47, told_share, size=SMALL, quiet=True))
    parts += [
        text(_INSET, at.line(place) + 4, at.amounts.text(amount), quiet=amount is None)
        for place, amount in enumerate(money)
    ]
    return group(*parts, x=at.left(column), y=row * (at.height + _GAP))


def _signs(marks: Marks) -> dict[str, str]:
    """One sign for each different remark, in the order of the cells."""
    remarks = dict.fromkeys(marks[place] for place in sorted(marks))
    return {
        remark: _SIGNS[place % len(_SIGNS)] * (1 + place // len(_SIGNS))
        for place, remark in enumerate(remarks)
    }


def _row(row: int, name: str, amounts: Sequence[str], at: _Layout) -> str:
    """The name of a row and, on the lines of the amounts, what each amount is."""
    room = at.labels - 12
    parts = [text(PAD, 18 + SMALL, fit(name, room, most=2, bold=True), bold=True)]
    parts += [
        text(PAD, at.line(place) + 4, fit(amount, room, most=1), quiet=True)
        for place, amount in enumerate(amounts)
    ]
    return group(*parts, y=row * (at.height + _GAP))


def _told(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Cells,
    amounts: Mapping[str, Cells],
    marks: Marks,
    at: _Layout,
) -> Iterator[str]:
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            money = "".join(f"; {name} {at.amounts.text(cells[r][c])}" for name, cells in amounts.items())
            remark = f" ({marks[r, c]})" if (r, c) in marks else ""
            yield f"{row}, {column}: {at.counts.text(counts[r][c])}{money}{remark}."


def _faults(
    rows: Sequence[str], columns: Sequence[str], path: str, cells: Cells, least: float | None
) -> Iterator[Fault]:
    yield from length_faults(path, cells, len(rows), "rows")
    for place, row in enumerate(cells):
        yield from length_faults(f"{path}[{place}]", row, len(columns), "columns")
        yield from number_faults(f"{path}[{place}]", row, least=least)


def _mark_faults(rows: Sequence[str], columns: Sequence[str], marks: Marks) -> Iterator[Fault]:
    for row, column in marks:
        if not (0 <= row < len(rows) and 0 <= column < len(columns)):
            hint = f"rows 0 to {len(rows) - 1}, columns 0 to {len(columns) - 1}"
            yield Fault("marks", given=(row, column), expected="(row, column) of a cell", hint=hint)


def matrix_cells(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Cells,
    *,
    title: str,
    amounts: Mapping[str, Cells] = _NO_AMOUNTS,
    unit: str = "",
    amount_unit: str = "Rp",
    marks: Marks = _NO_MARKS,
    note: str = "",
    lang: Lang = "en",
    width: int = 720,
) -> str:
    """A table of cells shaded by count, with the count, its share of all, and amounts in each.

    Args:
        rows: Names of the rows.
        columns: Names of the columns.
        counts: For each row, one count for each column; None is said in words, and then no cell shows a
            share of a total that is not known.
        title: Printed above, and the name for screen readers.
        amounts: By name, one amount for each cell, on one line of the cell each.
        unit: What is counted, below the title.
        amount_unit: Unit of the amounts.
        marks: By (row, column) from zero, a remark for the cell: it gets an amber edge and a footnote.
        note: Printed below.
        lang: Language of words and numbers.
        width: Pixels that the layout is made for, 320 to 2,000; wider where numbers need it.

    Returns:
        A self-contained SVG; the same input gives the same bytes.

    Raises:
        InvalidInput: NaN, negative counts, cells that do not match rows and columns: all faults at once.

    >>> picture = matrix_cells(
    ...     ["present"], ["achieved"], [[120]], title="Achieved", marks={(0, 0): "this is an input"}
    ... )
    >>> "120" in picture and "* this is an input" in picture
    True
    """
    refuse(
        common_faults(title, width, lang),
        label_faults("rows", rows),
        label_faults("columns", columns),
        _faults(rows, columns, "counts", counts, 0.0),
        *(_faults(rows, columns, f"amounts.{name}", cells, None) for name, cells in amounts.items()),
        _mark_faults(rows, columns, marks),
    )
    at = _layout(rows, columns, counts, amounts, (unit, amount_unit), lang, width)
    signs = _signs(marks)
    return page(
        _drawing(rows, columns, counts, amounts, {place: signs[mark] for place, mark in marks.items()}, at),
        title=title,
        caption=at.counts.caption,
        notes=[*(f"{sign} {remark}" for remark, sign in signs.items()), note],
        description=" ".join(_told(rows, columns, counts, amounts, marks, at)),
        lang=lang,
    )


def _drawing(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Cells,
    amounts: Mapping[str, Cells],
    signs: Marks,
    at: _Layout,
) -> Drawing:
    heads = [fit(column, at.cell - _INSET, most=3, bold=True) for column in columns]
    top = max((len(head.lines) for head in heads), default=0) * SIZE * LINE + 6
    parts = [
        text(at.left(place) + _INSET, top - 6 - (len(head.lines) - 1) * SIZE * LINE, head, bold=True)
        for place, head in enumerate(heads)
    ]
    table = [_row(place, row, tuple(amounts), at) for place, row in enumerate(rows)]
    for r, c in product(range(len(rows)), range(len(columns))):
        money = [cells[r][c] for cells in amounts.values()]
        table.append(_cell(r, c, counts[r][c], money, signs.get((r, c), ""), at))
    height = top + len(rows) * (at.height + _GAP)
    return Drawing("".join(parts) + group(*table, y=top), at.left(len(columns)) + PAD, height)
