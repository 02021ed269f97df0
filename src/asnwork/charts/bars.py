"""Bars in groups: one group for each category, one bar for each series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from asnwork.charts._check import (
    common_faults,
    label_faults,
    length_faults,
    number_faults,
    refuse,
    series_faults,
)
from asnwork.charts._fit import LINE, SIZE, Fitted, fit, text_width
from asnwork.charts._ink import series_inks
from asnwork.charts._page import PAD, Drawing, Key, page, square
from asnwork.charts._scale import Scale, scale
from asnwork.charts._svg import element, group, hairline, text
from asnwork.charts._words import Lang, Numbers, numbers_for, word

__all__ = ["grouped_bars"]

_BAR = 17.0
_GAP = 4.0
_BETWEEN = 20.0
_BESIDE_FROM = 560
_LEAST_PLOT = 90.0


class _Layout(NamedTuple):
    beside: bool
    labels: float
    on: Scale
    width: float
    numbers: Numbers


def _layout(
    categories: Sequence[str], values: Sequence[float | None], numbers: Numbers, width: float
) -> _Layout:
    """Numbers get the room that they need; where the bars would get too little, the page grows."""
    beside = width >= _BESIDE_FROM
    natural = max((text_width(label) for label in categories), default=0.0)
    labels = min(natural, 0.34 * width) if beside else 0.0
    left = PAD + labels + (16.0 if beside else 0.0)
    below = max((text_width(numbers.text(value)) + 6 for value in values if value and value < 0), default=0.0)
    above = max(
        (text_width(numbers.text(value)) + 6 for value in values if not value or value >= 0), default=6.0
    )
    right = max(width - PAD - above, left + below + _LEAST_PLOT)
    shown = [value for value in values if value is not None]
    on = scale((0.0, *shown) if any(shown) else (0.0, 1.0), left + below, right)
    return _Layout(beside, labels, on, right + above + PAD, numbers)


def _bar(value: float | None, y: float, ink: Mapping[str, str], full: str, at: _Layout) -> str:
    zero = at.on.at(0.0)
    middle = y + _BAR / 2 + 4.5
    told = at.numbers.text(value)
    if value is None:
        return text(zero + 6, middle, told, quiet=True, full=full)
    end = at.on.at(value)
    shape = element(
        "rect", x=min(zero, end), y=y, width=max(abs(end - zero), 0.5), height=_BAR, stroke_width=1, **ink
    )
    side = ("end", -6.0) if value < 0 else ("start", 6.0)
    return group(shape, text(end + side[1], middle, told, anchor=side[0]), full=full)


def _group(
    label: Fitted, values: Sequence[tuple[str, float | None]], top: float, at: _Layout
) -> tuple[str, float]:
    """One category below `top`, and where it ends."""
    inks = series_inks(len(values))
    bars = len(values) * (_BAR + _GAP) - _GAP
    lines = len(label.lines) * SIZE * LINE
    if at.beside:
        height = max(lines, bars)
        start = top + (height - bars) / 2
        markup = text(PAD, top + (height - lines) / 2 + SIZE, label)
    else:
        start, height = top + lines + 4, lines + 4 + bars
        markup = text(PAD, top + SIZE, label)
    for place, (name, value) in enumerate(values):
        full = f"{' '.join(label.lines)} · {name}: {at.numbers.text(value)}"
        markup += _bar(value, start + place * (_BAR + _GAP), inks[place].attributes, full, at)
    zero, air = at.on.at(0.0), _BETWEEN / 2
    line = (top - air, top + height + air) if at.beside else (start - 2, start + bars + 2)
    return markup + (hairline(zero, line[0], zero, line[1], strength=0.6) if values else ""), top + height


def _body(
    categories: Sequence[str], series: Mapping[str, Sequence[float | None]], at: _Layout
) -> Iterator[tuple[str, float]]:
    top = _BETWEEN / 2
    for place, category in enumerate(categories):
        label = fit(category, at.labels if at.beside else at.width - 2 * PAD, most=4)
        markup, bottom = _group(label, [(name, values[place]) for name, values in series.items()], top, at)
        yield markup, bottom
        top = bottom + _BETWEEN


def _told(
    categories: Sequence[str], series: Mapping[str, Sequence[float | None]], numbers: Numbers
) -> Iterator[str]:
    for place, category in enumerate(categories):
        values = ", ".join(f"{name} {numbers.text(column[place])}" for name, column in series.items())
        yield f"{category}: {values}."


def grouped_bars(
    categories: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    *,
    title: str,
    unit: str = "",
    note: str = "",
    lang: Lang = "en",
    width: int = 720,
) -> str:
    """Bars side by side for each category, with the number at each bar.

    Args:
        categories: What the groups are, from top to bottom.
        series: For each series, at most six, one value for each category; None is said in words.
        title: Printed above, and the name for screen readers.
        unit: Unit of the values; `%` and `Rp` stand at each number, any other below the title.
        note: Printed below.
        lang: Language of words and numbers.
        width: Pixels that the layout is made for, 320 to 2,000; the picture scales down by itself.

    Returns:
        A self-contained SVG; the same input gives the same bytes.

    Raises:
        InvalidInput: NaN, columns of unequal length, too many series: all faults at once.

    >>> picture = grouped_bars(["present"], {"outcome": [41.5]}, unit="%", title="Who is paid for what")
    >>> "41.5 %" in picture
    True
    """
    refuse(
        common_faults(title, width, lang),
        label_faults("categories", categories),
        series_faults(series),
        *(
            (*length_faults(f"series.{name}", values, len(categories), "categories"),
             *number_faults(f"series.{name}", values))
            for name, values in series.items()
        ),
    )  # fmt: skip
    values = [value for column in series.values() for value in column]
    numbers = numbers_for(values, unit, lang)
    at = _layout(categories, values, numbers, width)
    groups = list(_body(categories, series, at))
    height = groups[-1][1] + _BETWEEN / 2 if groups else 0.0
    body = "".join(markup for markup, _ in groups)
    if not values:
        height += 24.0
        body += text(PAD, height - 12, word("no data", lang), quiet=True)
    keys = [Key(square(ink), name) for ink, name in zip(series_inks(len(series)), series, strict=True)]
    return page(
        Drawing(body, at.width, height),
        title=title,
        caption=numbers.caption,
        keys=keys,
        notes=[note],
        description=" ".join(_told(categories, series, numbers)),
        lang=lang,
    )
