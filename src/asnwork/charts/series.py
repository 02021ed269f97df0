"""Lines over a few values of x, each with a band, and all numbers in a table below the marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import NamedTuple

from asnwork.charts._check import (
    common_faults,
    length_faults,
    number_faults,
    pair_faults,
    refuse,
    series_faults,
)
from asnwork.charts._fit import LINE, SIZE, Fitted, fit, text_width
from asnwork.charts._ink import Ink, ink, series_inks
from asnwork.charts._page import PAD, SMALL, Drawing, Key, page
from asnwork.charts._scale import Scale, scale, ticks
from asnwork.charts._svg import element, group, hairline, text
from asnwork.charts._words import Lang, Numbers, Pair, numbers_for, word
from asnwork.errors import Fault

__all__ = ["lines"]

Values = Sequence[float | None]
Bands = Mapping[str, Sequence[Pair | None]]

_PLOT = 210.0
_SWATCH = 30.0
_ALL_SHOWN = 8
_MOST_GROWTH = 1.5
_NO_BANDS: Bands = MappingProxyType({})
_BAND_MARK = element("rect", x=0, y=-7, width=16, height=14, fill="currentColor", fill_opacity="0.15")
_SHAPES = (
    "M{x:.1f} {y:.1f}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "M{x:.1f} {y:.1f}m-3.8 -3.8h7.6v7.6h-7.6z",
    "M{x:.1f} {y:.1f}m0 -5l5 8.6h-10z",
    "M{x:.1f} {y:.1f}m0 -5.2l5.2 5.2l-5.2 5.2l-5.2 -5.2z",
    "M{x:.1f} {y:.1f}m-4.6 3.4l4.6 -8l4.6 8z",
    "M{x:.1f} {y:.1f}m-2.8 -4.4h5.6l2.8 4.4l-2.8 4.4h-5.6l-2.8 -4.4z",
)


class _Line(NamedTuple):
    """One series as it is drawn."""

    name: Fitted
    values: Values
    band: Sequence[Pair | None]
    ink: Ink
    shape: str


class _Layout(NamedTuple):
    """Scales, which columns of the table fit, and how numbers are written."""

    x: Scale
    y: Scale
    names: float
    shown: tuple[int, ...]
    width: float
    at_x: Numbers
    numbers: Numbers


def _runs(places: Sequence[tuple[float, float, float] | None]) -> Iterator[list[tuple[float, float, float]]]:
    """Stretches without a gap."""
    for present, run in groupby(places, key=lambda place: place is not None):
        if present:
            yield [place for place in run if place is not None]


def _band(line: _Line, x: Sequence[float], at: _Layout) -> str:
    pairs = zip(x, line.band, strict=True)
    places = [None if pair is None else (at.x.at(v), at.y.at(pair[0]), at.y.at(pair[1])) for v, pair in pairs]
    parts = []
    for run in _runs(places):
        # A band at one value alone still has to be seen.
        x_first, low, high = run[0]
        outline = run if len(run) > 1 else [(x_first - 4, low, high), (x_first + 4, low, high)]
        corners = [(x, high) for x, _, high in outline] + [(x, low) for x, low, _ in reversed(outline)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        look = ink(line.ink.stroke).attributes
        parts.append(element("polygon", points=points, **look, stroke_width=0, fill_opacity="0.15"))
    return "".join(parts)


def _stroke(line: _Line, x: Sequence[float], at: _Layout) -> str:
    pairs = zip(x, line.values, strict=True)
    places = [None if value is None else (at.x.at(v), at.y.at(value), 0.0) for v, value in pairs]
    parts = [
        element("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in run), stroke_width="2.2",
                stroke_linejoin="round", **line.ink.line)
        for run in _runs(places) if len(run) > 1
    ]  # fmt: skip
    parts += [_marker(line, place[0], place[1]) for place in places if place is not None]
    return "".join(parts)


def _marker(line: _Line, x: float, y: float) -> str:
    paint = line.ink.attributes
    return element("path", d=line.shape.format(x=x, y=y), stroke_width="1.6", **paint)


def _swatch(line: _Line, y: float) -> str:
    stroke = element("path", d=f"M{PAD:.1f} {y:.1f}h22", stroke_width="2.2", **line.ink.line)
    return stroke + _marker(line, PAD + 11, y)


def _ground(x: Sequence[float], x_title: str, at: _Layout) -> str:
    """Horizontal lines with their values, and the values of x below."""
    values, digits = ticks(at.y, 4)
    numbers = at.numbers._replace(digits=digits)
    parts = []
    for value in values:
        y = at.y.at(value)
        parts.append(hairline(at.names, y, at.width - PAD, y, strength=0.14))
        parts.append(text(at.names - 8, y + 4, numbers.bare(value), size=SMALL, anchor="end", quiet=True))
    parts.append(hairline(at.names, _PLOT, at.width - PAD, _PLOT, strength=0.4))
    parts += [hairline(at.x.at(v), _PLOT, at.x.at(v), _PLOT + 4, strength=0.4) for v in x]
    for place in at.shown:
        told = at.at_x.text(x[place])
        parts.append(text(at.x.at(x[place]), _PLOT + 20, told, anchor="middle", bold=True))
    parts.append(text(PAD, _PLOT + 20, fit(x_title, at.names - PAD - 8, most=1), quiet=True))
    return "".join(parts)


def _table_row(line: _Line, x: Sequence[float], top: float, at: _Layout) -> tuple[str, float]:
    """The numbers of one series under their marks, and where the row ends."""
    names = len(line.name.lines) * SIZE * LINE
    banded = any(pair is not None for pair in line.band)
    height = max(names, SIZE * LINE + (SMALL * LINE if banded else 0.0)) + 14
    first = top + 7 + SIZE
    parts = [hairline(PAD, top, at.width - PAD, top, strength=0.14), _swatch(line, first - 4.5)]
    parts.append(text(PAD + _SWATCH, first, line.name))
    for place in at.shown:
        middle, value, pair = at.x.at(x[place]), line.values[place], line.band[place]
        told = "–" if value is None else at.numbers.text(value)
        parts.append(text(middle, first, told, anchor="middle", quiet=value is None))
        if pair is not None:
            told = at.numbers.pair(pair)
            parts.append(text(middle, first + SMALL * LINE, told, size=SMALL, anchor="middle", quiet=True))
    return "".join(parts), top + height


def _fits(x: Sequence[float], on: Scale, cell: float) -> tuple[int, ...]:
    """Places whose numbers do not touch: from the first on, with the last one always there."""
    kept: list[int] = []
    for place, value in enumerate(x):
        if not kept or on.at(value) - on.at(x[kept[-1]]) >= cell:
            kept.append(place)
    last = len(x) - 1
    if kept and kept[-1] != last:
        kept = [place for place in kept if on.at(x[last]) - on.at(x[place]) >= cell] + [last]
    return tuple(kept)


def _layout(
    x: Sequence[float],
    series: Mapping[str, Values],
    bands: Bands,
    unit: str,
    x_unit: str,
    lang: Lang,
    width: float,
) -> _Layout:
    shown = [value for values in series.values() for value in values if value is not None]
    ends = [end for pairs in bands.values() for pair in pairs if pair is not None for end in pair]
    numbers, at_x = numbers_for([*shown, *ends], unit, lang), numbers_for(x, x_unit, lang)
    on_y = scale([*shown, *ends], _PLOT - 8, 10.0, pad=0.05)
    texts = [text_width(numbers.text(value)) for value in shown]
    texts += [text_width(at_x.text(value), bold=True) for value in x]
    texts += [text_width(numbers.pair(p), SMALL) for pairs in bands.values() for p in pairs if p is not None]
    cell = max(texts, default=40.0) + 14
    tick_values, digits = ticks(on_y, 4)
    widest = max(
        (text_width(numbers._replace(digits=digits).bare(v), SMALL) for v in tick_values), default=0.0
    )
    names = max((text_width(name) + _SWATCH for name in series), default=0.0)
    left = PAD + max(min(names, 0.27 * width), widest, 60.0) + 12
    room = width - PAD - left
    plot = max(room, min(_needed(x, cell), _MOST_GROWTH * room))
    on_x = scale(x, left + cell / 2, left + plot - cell / 2)
    return _Layout(on_x, on_y, left, _fits(x, on_x, cell), left + plot + PAD, at_x, numbers)


def _needed(x: Sequence[float], cell: float) -> float:
    """Room that few values of x need to have their numbers beside each other."""
    gaps = [later - value for value, later in pairwise(x)]
    if not 0 < len(gaps) < _ALL_SHOWN:
        return cell * 2
    return cell * (1.001 + (x[-1] - x[0]) / min(gaps))


def _told(
    x: Sequence[float], series: Mapping[str, Values], bands: Bands, x_title: str, at: _Layout
) -> Iterator[str]:
    for name, values in series.items():
        band = bands.get(name, [None] * len(x))
        parts = [
            f"{at.at_x.text(v)}: {at.numbers.text(value)}"
            + ("" if pair is None else f" ({at.numbers.pair(pair)})")
            for v, value, pair in zip(x, values, band, strict=True)
        ]
        yield f"{name}, {x_title} {'; '.join(parts)}."


def _order_faults(x: Sequence[float], bands: Bands, series: Mapping[str, Values]) -> Iterator[Fault]:
    for place, (value, later) in enumerate(pairwise(x)):
        if not value < later:
            yield Fault(f"x[{place + 1}]", given=later, expected=f"more than {value:g}, the value before it")
    for name in bands:
        if name not in series:
            yield Fault(f"bands.{name}", given=name, expected="the name of a series", hint=", ".join(series))


def lines(
    x: Sequence[float],
    series: Mapping[str, Values],
    *,
    title: str,
    bands: Bands = _NO_BANDS,
    band_title: str = "",
    x_title: str = "",
    unit: str = "",
    x_unit: str = "",
    note: str = "",
    lang: Lang = "en",
    width: int = 720,
) -> str:
    """Lines over the values of x, with a band around each, and a table of the numbers under the marks.

    Args:
        x: Where the series were measured, in rising order.
        series: For each series, at most six, one value for each x; None leaves a gap.
        title: Printed above, and the name for screen readers.
        bands: By name of series, (low, high) for each x, or None.
        band_title: What the bands are, for the legend: noise and assumptions are not the same.
        x_title: What x is.
        unit: Unit of the values; `%` and `Rp` stand at each number, any other below the title.
        x_unit: Unit of x, where it is `%` or `Rp`.
        note: Printed below.
        lang: Language of words and numbers.
        width: Pixels that the layout is made for, 320 to 2,000; up to eight values of x make it grow by half
            where their numbers need it; then as many have their numbers as fit.

    Returns:
        A self-contained SVG; the same input gives the same bytes.

    Raises:
        InvalidInput: NaN, an x out of order, a low above its high, unequal lengths: all faults at once.

    >>> picture = lines(
    ...     [0.4, 0.8], {"outcome": [91.5, 72.0]}, bands={"outcome": [(90, 93), None]}, unit="%",
    ...     x_title="load", title="On-time share",
    ... )
    >>> "91.5 %" in picture and "90.0 to 93.0" in picture
    True
    """
    faults = [
        *common_faults(title, width, lang),
        *number_faults("x", x, gaps=False),
        *series_faults(series),
        *(f for name, values in series.items() for f in length_faults(f"series.{name}", values, len(x), "x")),
        *(f for name, values in series.items() for f in number_faults(f"series.{name}", values)),
        *(f for name, pairs in bands.items() for f in length_faults(f"bands.{name}", pairs, len(x), "x")),
        *(f for name, pairs in bands.items() for f in pair_faults(f"bands.{name}", pairs)),
    ]
    refuse(faults or _order_faults(x, bands, series))
    at = _layout(x, series, bands, unit, x_unit, lang, width)
    drawn = [
        _Line(
            fit(name, at.names - PAD - _SWATCH - 8, most=3),
            values,
            bands.get(name, [None] * len(x)),
            paint,
            shape,
        )
        for (name, values), paint, shape in zip(
            series.items(), series_inks(len(series)), _SHAPES, strict=False
        )
    ]
    return page(
        _drawing(x, drawn, x_title, at),
        title=title,
        caption=at.numbers.caption,
        keys=[Key(_BAND_MARK, band_title)] if band_title else [],
        notes=[note],
        description=" ".join(_told(x, series, bands, x_title, at)),
        lang=lang,
    )


def _drawing(x: Sequence[float], drawn: Sequence[_Line], x_title: str, at: _Layout) -> Drawing:
    parts = [_ground(x, x_title, at)]
    parts += [_band(line, x, at) for line in drawn]
    parts += [group(_stroke(line, x, at), full=line.name.full or " ".join(line.name.lines)) for line in drawn]
    if not any(value is not None for line in drawn for value in line.values):
        middle = (at.names + at.width - PAD) / 2
        parts.append(text(middle, _PLOT / 2, word("no data", at.numbers.lang), anchor="middle", quiet=True))
    top = _PLOT + 32
    for line in drawn:
        markup, top = _table_row(line, x, top, at)
        parts.append(markup)
    return Drawing("".join(parts), at.width, top)
