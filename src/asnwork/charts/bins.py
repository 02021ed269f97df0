"""Histograms, one below the other on one axis, with the count at each bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from asnwork.charts._axis import AXIS_HEIGHT, HOUR_UNITS, axis, flag
from asnwork.charts._check import (
    common_faults,
    length_faults,
    number_fault,
    number_faults,
    refuse,
    series_faults,
)
from asnwork.charts._fit import LINE, SIZE, fit, text_width
from asnwork.charts._ink import Ink, series_inks
from asnwork.charts._page import PAD, SMALL, Drawing, page
from asnwork.charts._scale import Scale, scale
from asnwork.charts._svg import element, group, hairline, text
from asnwork.charts._words import Lang, Numbers, numbers_for, word
from asnwork.errors import Fault

__all__ = ["histogram"]

_PLOT = 92.0
_COUNTS = 20.0
_AIR = 18.0
_LARGE = 1e6
_FLAG = 22.0


class _Layout(NamedTuple):
    edges: Sequence[float]
    on: Scale
    highest: float
    width: float
    counts: Numbers
    values: Numbers

    def density(self, place: int, count: float | None) -> float:
        """Count for each unit of x, so that wide bins do not look like more."""
        return (count or 0.0) / (self.edges[place + 1] - self.edges[place])

    def span(self, place: int) -> str:
        """The bin in words."""
        return self.values.pair((self.edges[place], self.edges[place + 1]))


class _Box(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def _boxes(counts: Sequence[float | None], bottom: float, at: _Layout) -> list[_Box]:
    """The bars, as the boxes that they fill."""
    edges = [at.on.at(edge) for edge in at.edges]
    tall = [at.density(place, count) / at.highest * _PLOT for place, count in enumerate(counts)]
    return [
        _Box(left, right, bottom - height, bottom)
        for (left, right), height in zip(pairwise(edges), tall, strict=True)
    ]


def _bars(
    counts: Sequence[float | None], boxes: Sequence[_Box], name: str, paint: Ink, at: _Layout
) -> Iterator[str]:
    for place, (count, box) in enumerate(zip(counts, boxes, strict=True)):
        tall = box.bottom - box.top
        wide = max(box.right - box.left - 1, 0.5)
        edge = 0.8 if tall else 0
        shape = element(
            "rect",
            x=box.left + 0.5,
            y=box.top,
            width=wide,
            height=tall,
            stroke_width=edge,
            **paint.attributes,
        )
        yield group(shape, full=f"{name} · {at.span(place)}: {at.counts.text(count)}")


def _numbers(
    counts: Sequence[float | None], boxes: Sequence[_Box], marker: float | None, at: _Layout
) -> Iterator[str]:
    """Counts over their bars; where not all fit, the highest bars keep theirs."""
    taken: list[_Box] = [] if marker is None else [_Box(marker - 2, marker + 2, -_LARGE, _LARGE)]
    for place in sorted(range(len(counts)), key=lambda place: (boxes[place].top, place)):
        box, count = boxes[place], counts[place]
        told = "–" if count is None else at.counts.bare(count)
        half = 0.47 * text_width(told, SMALL)  # the widths are those of a wide face
        wanted = [(box.left + box.right) / 2]
        if marker is not None and box.left < marker < box.right:
            wanted += [marker + half + 4, marker - half - 4]
        others = [*taken, *boxes[:place], *boxes[place + 1 :]]
        for middle in wanted:
            x = min(max(middle, PAD + half), at.width - PAD - half)
            label = _Box(x - half - 1, x + half + 1, box.top - 17, box.top - 3)
            if not any(label.meets(other) for other in others):
                taken.append(label)
                yield text(x, box.top - 5, told, size=SMALL, anchor="middle", quiet=not count)
                break


def _panel(
    name: str, counts: Sequence[float | None], paint: Ink, top: float, marker: float | None, at: _Layout
) -> tuple[str, float]:
    """One series below `top`, and where it ends."""
    label = fit(name, at.width - 2 * PAD - 20, most=2, bold=True)
    lines = len(label.lines) * SIZE * LINE
    bottom = top + lines + _COUNTS + _PLOT
    parts = [element("rect", x=PAD, y=top + 1, width=12, height=12, rx=2, **paint.attributes)]
    parts.append(text(PAD + 20, top + SIZE - 1, label, bold=True))
    boxes = _boxes(counts, bottom, at)
    parts += _bars(counts, boxes, name, paint, at)
    if marker is not None:
        dash = {"stroke": "currentColor", "stroke_width": "1.4", "stroke_dasharray": "4 3"}
        parts.append(
            element("line", x1=marker, y1=bottom - _PLOT - _COUNTS + 4, x2=marker, y2=bottom, **dash)
        )
    if any(count is not None for count in counts):
        parts += _numbers(counts, boxes, marker, at)
    else:
        parts.append(text(at.on.start, bottom - 8, word("no data", at.counts.lang), quiet=True))
    return "".join(parts) + hairline(at.on.start, bottom, at.on.end, bottom, strength=0.4), bottom


def _flag(marker: tuple[str, float] | None, at: _Layout) -> str:
    """What the dashed line stands for, above the first plot."""
    if marker is None:
        return ""
    value = numbers_for([marker[1]], "", at.values.lang).bare(marker[1])
    return flag(f"{marker[0]} {value} {at.values.unit}", at.on.at(marker[1]), SMALL, at.on)


def _edge_faults(edges: Sequence[float], series: Mapping[str, Sequence[float | None]]) -> Iterator[Fault]:
    for place, (edge, later) in enumerate(pairwise(edges)):
        if not edge < later:
            yield Fault(
                f"edges[{place + 1}]", given=later, expected=f"more than {edge:g}, the edge before it"
            )
    for name, counts in series.items():
        yield from length_faults(f"series.{name}", counts, max(0, len(edges) - 1), "bins between two edges")


def histogram(
    edges: Sequence[float],
    series: Mapping[str, Sequence[float | None]],
    *,
    title: str,
    unit: str = "",
    x_unit: str = "",
    marker: tuple[str, float] | None = None,
    note: str = "",
    lang: Lang = "en",
    width: int = 720,
) -> str:
    """One histogram for each series, below each other on one axis and one scale.

    The area of a bar is its count, so bins of unequal width may be compared.

    Args:
        edges: Where the bins begin and end, in rising order: one more than there are bins.
        series: For each series, at most six, one count for each bin; None is missing.
        title: Printed above, and the name for screen readers.
        unit: What is counted.
        x_unit: Unit of the edges.
        marker: A text and a value at which a dashed line stands, such as the promise.
        note: Printed below.
        lang: Language of words and numbers.
        width: Pixels that the layout is made for, 320 to 2,000.

    Returns:
        A self-contained SVG; the same input gives the same bytes.

    Raises:
        InvalidInput: NaN, negative counts, edges out of order, unequal lengths: all faults at once.

    >>> picture = histogram([0, 10, 20], {"outcome": [40, 5]}, unit="requests", x_unit="min", title="Waits")
    >>> "requests · min" in picture and "0 to 10: 40" in picture
    True
    """
    refuse(
        common_faults(title, width, lang),
        number_faults("edges", edges, gaps=False),
        series_faults(series),
        *(number_faults(f"series.{name}", counts, least=0.0) for name, counts in series.items()),
        () if marker is None else number_fault("marker", marker[1], gaps=False),
    )
    refuse(_edge_faults(edges, series))
    counts = [count for column in series.values() for count in column]
    on = scale([*edges, *([] if marker is None else [marker[1]])], PAD + 8, width - PAD - 8)
    at = _Layout(edges, on, 1.0, width, numbers_for(counts, unit, lang), numbers_for(edges, x_unit, lang))
    highest = max((at.density(p, c) for column in series.values() for p, c in enumerate(column)), default=0.0)
    at = at._replace(highest=highest or 1.0)
    return page(
        _drawing(series, marker, at),
        title=title,
        caption=" · ".join(part for part in (unit, x_unit) if part),
        notes=[note, *_area_note(edges, lang)],
        description=" ".join(_told(series, at)),
        lang=lang,
    )


def _drawing(
    series: Mapping[str, Sequence[float | None]], marker: tuple[str, float] | None, at: _Layout
) -> Drawing:
    top, parts = 0.0 if marker is None else _FLAG, []
    bottom = top
    line = None if marker is None else at.on.at(marker[1])
    for (name, column), paint in zip(series.items(), series_inks(len(series)), strict=True):
        markup, bottom = _panel(name, column, paint, top, line, at)
        parts.append(markup)
        top = bottom + _AIR
    if not series:
        bottom += _COUNTS
        parts.append(text(PAD, bottom - 8, word("no data", at.counts.lang), quiet=True))
    parts += [axis(at.on, bottom, at.counts.lang, hours=at.values.unit in HOUR_UNITS), _flag(marker, at)]
    return Drawing("".join(parts), at.width, bottom + AXIS_HEIGHT)


def _area_note(edges: Sequence[float], lang: Lang) -> list[str]:
    """Said only where it matters: bins of unequal width."""
    widths = [later - edge for edge, later in pairwise(edges)]
    return [word("area", lang)] if widths and max(widths) > 1.001 * min(widths) else []


def _told(series: Mapping[str, Sequence[float | None]], at: _Layout) -> Iterator[str]:
    for name, counts in series.items():
        bins = "; ".join(f"{at.span(place)}: {at.counts.text(count)}" for place, count in enumerate(counts))
        yield f"{name}, {bins}."
