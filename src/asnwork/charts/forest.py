"""Differences with two kinds of uncertainty, apart: simulation noise, and the range over assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asnwork.charts._axis import AXIS_HEIGHT, Strip, axis
from asnwork.charts._check import (
    common_faults,
    label_faults,
    length_faults,
    number_fault,
    number_faults,
    pair_faults,
    refuse,
)
from asnwork.charts._columns import Column, columns_width, head_height, heads, number_columns, row_texts
from asnwork.charts._fit import LINE, SIZE, Fitted, fit, text_width
from asnwork.charts._ink import ink
from asnwork.charts._page import PAD, SMALL, Drawing, Key, page
from asnwork.charts._scale import Scale, scale
from asnwork.charts._svg import element, group, hairline, text
from asnwork.charts._words import Lang, Numbers, Pair, numbers_for, word

__all__ = ["ranges"]

_BESIDE_FROM = 620
_LEAST_PLOT = 170.0
_STRIP = 26.0
_COLUMN = 80.0
_ROW_AIR = 16.0


class _Row(NamedTuple):
    """One row: its name, a remark below it, its numbers, and, in a narrow picture, these in words."""

    label: Fitted
    remark: Fitted | None
    point: float | None
    noise: Pair | None
    assumption: Pair | None
    told: str

    def name_height(self) -> float:
        remark = 0.0 if self.remark is None else len(self.remark.lines) * SMALL * LINE
        return len(self.label.lines) * SIZE * LINE + remark


class _Layout(NamedTuple):
    on: Scale
    columns: tuple[Column, ...]
    width: float
    numbers: Numbers

    @property
    def beside(self) -> bool:
        return bool(self.columns)


def _mark(row: _Row, y: float, on: Scale) -> str:
    """The wide bar below, the thin interval on it, the point on top."""
    parts = []
    if row.assumption is not None:
        parts.append(_wide(on.at(row.assumption[0]), on.at(row.assumption[1]), y))
    if row.noise is not None:
        parts.append(_thin(on.at(row.noise[0]), on.at(row.noise[1]), y))
    if row.point is not None:
        parts.append(element("circle", cx=on.at(row.point), cy=y, r=4.5, **ink("teal").attributes))
    return group(*parts, full=row.told)


def _wide(low: float, high: float, y: float) -> str:
    paint = ink("amber", pale=True).attributes
    return element("rect", x=low - 1, y=y - 8, width=high - low + 2, height=16, rx=3, stroke_width=1, **paint)


def _thin(low: float, high: float, y: float) -> str:
    path = f"M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 4:.1f}v8M{high:.1f} {y - 4:.1f}v8"
    return element("path", d=path, fill="none", stroke="currentColor", stroke_width="1.6")


def _keys(smallest: float | None, zero: float | None, numbers: Numbers) -> list[Key]:
    lang = numbers.lang
    keys = [
        Key(element("circle", cx=8, cy=0, r=4.5, **ink("teal").attributes), word("estimate", lang)),
        Key(_thin(0, 16, 0), word("noise", lang)),
        Key(_wide(1, 15, 0), word("assumptions", lang)),
    ]
    if smallest and zero is not None:
        mark = element("rect", x=0, y=-8, width=16, height=16, fill="currentColor", fill_opacity="0.1")
        band = (zero - smallest, zero + smallest)
        span = numbers_for(band, "", lang, signed=numbers.signed).pair(band)
        keys.append(Key(mark, f"{word('no difference', lang)} ({span})"))
    return keys


def _rows(
    labels: Sequence[str], values: Sequence[tuple[float | None, Pair | None, Pair | None]],
    numbers: Numbers, small: Sequence[bool], room: float,
) -> Iterator[_Row]:  # fmt: skip
    lang = numbers.lang
    for label, (point, noise, assumption), slight in zip(labels, values, small, strict=True):
        told = _told(point, noise, assumption, numbers)
        remark = word("no difference", lang) if slight else told if told == word("no estimate", lang) else ""
        below = fit(remark, room, size=SMALL) if remark else None
        yield _Row(fit(label, room, most=4), below, point, noise, assumption, told)


def _told(point: float | None, noise: Pair | None, assumption: Pair | None, numbers: Numbers) -> str:
    lang = numbers.lang
    parts = [] if point is None else [f"{word('estimate', lang)} {numbers.text(point)}"]
    parts += [] if noise is None else [f"{word('noise', lang)} {numbers.pair(noise)}"]
    parts += [] if assumption is None else [f"{word('assumptions', lang)} {numbers.pair(assumption)}"]
    return "; ".join(parts) or word("no estimate", lang)


def _layout(
    labels: Sequence[str], values: Sequence[tuple[float | None, Pair | None, Pair | None]],
    shown: Sequence[float], numbers: Numbers, width: float,
) -> tuple[_Layout, float]:  # fmt: skip
    """The layout, and the room for the names: beside the plot, or above it in a narrow picture."""
    if width < _BESIDE_FROM:
        on = scale(shown, PAD + 8, width - PAD - 8, pad=0.04)
        return _Layout(on, (), width, numbers), width - 2 * PAD
    lang = numbers.lang
    content = [
        (word("estimate", lang), ["–" if point is None else numbers.text(point) for point, _, _ in values]),
        (word("noise", lang), [numbers.pair(noise) for _, noise, _ in values]),
        (word("assumptions", lang), [numbers.pair(pair) for _, _, pair in values]),
    ]
    names = min(max(map(text_width, labels), default=0.0), 0.22 * width)
    names = max(names, 110.0)
    left = PAD + names + 16
    taken = columns_width(number_columns(content, 0.0, narrowest=_COLUMN))
    whole = max(float(width), left + _LEAST_PLOT + taken + PAD)
    columns = number_columns(content, whole - PAD, narrowest=_COLUMN)
    on = scale(shown, left, whole - PAD - taken, pad=0.04)
    return _Layout(on, columns, whole, numbers), names


def _row(place: int, row: _Row, top: float, at: _Layout) -> tuple[str, float, float]:
    """One row below `top`, the middle of its marks, and where it ends."""
    name = row.name_height()
    below = len(row.label.lines) * SIZE * LINE + SMALL - 1
    empty = row.remark is not None and row.point is None
    height = max(name, _STRIP) if at.beside else name + (0 if empty else _STRIP + 8)
    shift = max(0.0, (height - name) / 2) if at.beside else 0.0
    middle = top + height / 2 if at.beside else top + name + _STRIP / 2 + 4
    parts = [text(PAD, top + shift + SIZE - 1, row.label), _mark(row, middle, at.on)]
    if row.remark is not None:
        parts.append(text(PAD, top + shift + below, row.remark, size=SMALL, quiet=True))
    if at.beside:
        parts.append(row_texts(at.columns, place, middle + 4.5))
    if at.beside or empty:
        return "".join(parts), middle, top + height
    words = fit(row.told, at.width - 2 * PAD, size=SMALL, most=4)
    parts.append(text(PAD, top + height + SMALL, words, size=SMALL, quiet=True))
    return "".join(parts), middle, top + height + len(words.lines) * SMALL * LINE


def _ground(zero: float | None, smallest: float | None, strips: Sequence[Strip], at: _Layout) -> str:
    """What stands behind the marks: the band of no practical difference, and the line in it."""
    if zero is None:
        return ""
    on, parts = at.on, []
    for top, bottom in strips:
        if smallest:
            low, high = on.at(zero - smallest), on.at(zero + smallest)
            shade = {"fill": "currentColor", "fill_opacity": "0.1"}
            parts.append(element("rect", x=low, y=top, width=high - low, height=bottom - top, **shade))
        parts.append(hairline(on.at(zero), top, on.at(zero), bottom, strength=0.7, width=1.2))
    return "".join(parts)


def ranges(
    labels: Sequence[str],
    points: Sequence[float | None],
    noise: Sequence[Pair | None],
    assumption: Sequence[Pair | None],
    *,
    title: str,
    unit: str = "",
    zero_line: float | None = 0.0,
    smallest_that_matters: float | None = None,
    note: str = "",
    lang: Lang = "en",
    width: int = 720,
) -> str:
    """A point, a thin interval of simulation noise, and a wide bar for the range over assumptions.

    A point closer to the line of no difference than the smallest difference that matters is remarked upon
    in words, whatever its intervals. A range without a point is drawn alone.

    Args:
        labels: Names of the rows, from top to bottom.
        points: One estimate for each row; None is left out, and said in words where a row has nothing.
        noise: (low, high) of simulation noise only, or None.
        assumption: (low, high) over the assumptions, or None.
        title: Printed above, and the name for screen readers.
        unit: Unit of the values; `%` and `Rp` stand at the estimate, any other below the title.
        zero_line: Where there is no difference; None for no such line. At zero, values carry their sign.
        smallest_that_matters: Half the width of the shaded band around the line; None for no band.
        note: Printed below.
        lang: Language of words and numbers.
        width: Pixels that the layout is made for, 320 to 2,000; below 620 numbers stand under each row.

    Returns:
        A self-contained SVG; the same input gives the same bytes.

    Raises:
        InvalidInput: NaN, a low above its high, columns of unequal length: all faults at once.

    >>> picture = ranges(["on-time share"], [1.2], [(0.9, 1.5)], [(-2.0, 3.1)], unit="%", title="Change")
    >>> "+1.2 %" in picture and "−2.0 to +3.1" in picture
    True
    """
    refuse(
        common_faults(title, width, lang),
        label_faults("labels", labels),
        *(length_faults(path, column, len(labels), "labels") for path, column in
          (("points", points), ("noise", noise), ("assumption", assumption))),
        number_faults("points", points),
        pair_faults("noise", noise),
        pair_faults("assumption", assumption),
        number_fault("zero_line", zero_line),
        number_fault("smallest_that_matters", smallest_that_matters, least=0.0),
    )  # fmt: skip
    values = list(zip(points, noise, assumption, strict=True))
    measured = [point for point in points if point is not None]
    measured += [end for pair in (*noise, *assumption) if pair is not None for end in pair]
    numbers = numbers_for(measured, unit, lang, signed=zero_line == 0)
    shown = [*measured, *_ends(zero_line, smallest_that_matters)]
    at, room = _layout(labels, values, shown, numbers, width)
    slight = [_slight(point, zero_line, smallest_that_matters) for point in points]
    rows = list(_rows(labels, values, numbers, slight, room))
    return page(
        _drawing(rows, zero_line, smallest_that_matters, at),
        title=title,
        caption=numbers.caption,
        keys=_keys(smallest_that_matters, zero_line, numbers),
        notes=[note],
        description=" ".join(_sentences(labels, rows, numbers)),
        lang=lang,
    )


def _ends(zero: float | None, smallest: float | None) -> tuple[float, ...]:
    if zero is None:
        return ()
    return (zero,) if smallest is None else (zero - smallest, zero + smallest)


def _slight(point: float | None, zero: float | None, smallest: float | None) -> bool:
    return None not in (point, zero, smallest) and abs((point or 0) - (zero or 0)) < (smallest or 0)


def _sentences(labels: Sequence[str], rows: Sequence[_Row], numbers: Numbers) -> Iterator[str]:
    for label, row in zip(labels, rows, strict=True):
        remark = f" ({word('no difference', numbers.lang)})" if row.remark and row.point is not None else ""
        yield f"{label}: {row.told}{remark}."


def _drawing(rows: Sequence[_Row], zero: float | None, smallest: float | None, at: _Layout) -> Drawing:
    start = head_height(at.columns) + 6
    parts, strips, top = [heads(at.columns, start - 8)], [], start + _ROW_AIR / 2
    for place, row in enumerate(rows):
        if place:
            edge = top - _ROW_AIR / 2
            parts.append(hairline(PAD, edge, at.width - PAD, edge, strength=0.12))
        markup, middle, bottom = _row(place, row, top, at)
        parts.append(markup)
        if bottom > middle:
            strips.append((middle - _STRIP / 2, middle + _STRIP / 2))
        top = bottom + _ROW_AIR
    if not rows:
        parts.append(text(PAD, top + SIZE, word("no data", at.numbers.lang), quiet=True))
        top += _STRIP + _ROW_AIR
    end = top - _ROW_AIR / 2
    ground = _ground(zero, smallest, [(start, end)] if at.beside and rows else strips, at)
    foot = axis(at.on, end, at.numbers.lang, signed=at.numbers.signed)
    return Drawing(ground + "".join(parts) + foot, at.width, end + AXIS_HEIGHT)
