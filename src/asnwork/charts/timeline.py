"""The life of one request: when each step waited, was worked on, or was paused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asnwork.charts._axis import AXIS_HEIGHT, HOUR_UNITS, Strip, axis, flag
from asnwork.charts._check import (
    common_faults,
    label_faults,
    length_faults,
    number_fault,
    number_faults,
    refuse,
)
from asnwork.charts._columns import Column, columns_width, head_height, heads, number_columns, row_texts
from asnwork.charts._fit import LINE, SIZE, fit, text_width
from asnwork.charts._ink import ink
from asnwork.charts._page import PAD, SMALL, Drawing, Key, page, square
from asnwork.charts._scale import Scale, scale
from asnwork.charts._svg import element, group, hairline, text
from asnwork.charts._words import Lang, Numbers, numbers_for, word
from asnwork.errors import Fault, UnknownName

__all__ = ["steps_timeline"]

_KINDS = {"waiting": ink("grey", pale=True), "working": ink("teal"), "paused": ink("amber")}
_BESIDE_FROM = 620
_LEAST_PLOT = 180.0
_BAR = 16.0
_COLUMN = 80.0
_HEIGHT = 26.0
_AIR = 8.0
_FLAG = 20.0


class _Span(NamedTuple):
    step: str
    start: float
    end: float
    kind: str


class _Layout(NamedTuple):
    names: float
    on: Scale
    columns: tuple[Column, ...]
    width: float
    numbers: Numbers


def _totals(spans: Sequence[_Span], step: str | None, numbers: Numbers) -> list[str]:
    """What each kind adds up to, in one step or in all."""
    mine = [span for span in spans if step is None or span.step == step]
    sums = [sum(span.end - span.start for span in mine if span.kind == kind) for kind in _KINDS]
    return [numbers.bare(total) if total else "–" for total in sums]


def _layout(
    spans: Sequence[_Span], steps: Sequence[str], promise: float | None, numbers: Numbers, width: float
) -> _Layout:
    lang = numbers.lang
    rows = [_totals(spans, step, numbers) for step in (*steps, None)]
    content = [
        (f"{word(kind, lang)}, {numbers.unit}", [row[place] for row in rows])
        for place, kind in enumerate(_KINDS)
    ]
    moments = [moment for span in spans for moment in (span.start, span.end)]
    shown = [0.0, *moments, *([] if promise is None else [promise])]
    shown = shown if any(shown) else [0.0, 1.0]
    if width < _BESIDE_FROM:
        return _Layout(width - 2 * PAD, scale(shown, PAD + 8, width - PAD - 8), (), width, numbers)
    longest = max(map(text_width, (*steps, word("total", lang))))
    names = min(longest, 0.25 * width)
    taken = columns_width(number_columns(content, 0.0, narrowest=_COLUMN))
    whole = max(float(width), PAD + names + 20 + _LEAST_PLOT + taken + PAD)
    on = scale(shown, PAD + names + 20, whole - PAD - taken)
    return _Layout(names, on, number_columns(content, whole - PAD, narrowest=_COLUMN), whole, numbers)


def _bar(span: _Span, middle: float, at: _Layout) -> str:
    low, high = at.on.at(span.start), at.on.at(span.end)
    between = at.numbers.pair((span.start, span.end))
    shape = element(
        "rect", x=low, y=middle - _BAR / 2, width=max(high - low, 1.0), height=_BAR, stroke_width=1,
        **_KINDS[span.kind].attributes,
    )  # fmt: skip
    full = f"{span.step} · {word(span.kind, at.numbers.lang)}: {between} {at.numbers.unit}"
    return group(shape, full=full)


def _in_words(spans: Sequence[_Span], step: str | None, numbers: Numbers) -> str:
    totals = zip(_KINDS, _totals(spans, step, numbers), strict=True)
    return " · ".join(f"{word(kind, numbers.lang)} {total}" for kind, total in totals if total != "–")


def _row(place: int, step: str, spans: Sequence[_Span], top: float, at: _Layout) -> tuple[str, float, float]:
    """One step below `top`, the middle of its bars, and where it ends."""
    name = fit(step, at.names, most=3)
    lines = len(name.lines) * SIZE * LINE
    beside = bool(at.columns)
    height = max(lines, _HEIGHT) if beside else lines + _HEIGHT
    middle = top + height / 2 if beside else top + lines + _HEIGHT / 2
    first = top + max(0.0, (height - lines) / 2) + SIZE - 1 if beside else top + SIZE - 1
    parts = [text(PAD, first, name)]
    parts += [_bar(span, middle, at) for span in spans if span.step == step]
    if beside:
        parts.append(row_texts(at.columns, place, middle + 4.5))
        return "".join(parts), middle, top + height
    words = fit(_in_words(spans, step, at.numbers), at.names, size=SMALL, most=2)
    parts.append(text(PAD, top + height + SMALL, words, size=SMALL, quiet=True))
    return "".join(parts), middle, top + height + len(words.lines) * SMALL * LINE


def _promise(promise: float, strips: Sequence[Strip], at: _Layout) -> str:
    """A dashed line through the plot, and above it what it is."""
    lang = at.numbers.lang
    told = f"{word('promise', lang)} {numbers_for([promise], '', lang).bare(promise)} {at.numbers.unit}"
    x = at.on.at(promise)
    dash = {"stroke": "currentColor", "stroke_width": "1.6", "stroke_dasharray": "4 3"}
    lines = [element("line", x1=x, y1=top, x2=x, y2=bottom, **dash) for top, bottom in strips]
    return flag(told, x, strips[0][0] - 5 if at.columns else _FLAG - 6, at.on) + "".join(lines)


def _drawing(spans: Sequence[_Span], steps: Sequence[str], promise: float | None, at: _Layout) -> Drawing:
    lang = at.numbers.lang
    start = max(head_height(at.columns) + 4, _FLAG)
    parts, strips, top = [heads(at.columns, start - 7)], [], start + _AIR
    for place, step in enumerate(steps):
        markup, middle, bottom = _row(place, step, spans, top, at)
        parts.append(markup)
        strips.append((middle - _HEIGHT / 2, middle + _HEIGHT / 2))
        top = bottom + _AIR
    if not steps:
        parts.append(text(PAD, top + SIZE, word("no data", lang), quiet=True))
        top += _HEIGHT
    parts.append(axis(at.on, top, lang, hours=at.numbers.unit in HOUR_UNITS))
    if promise is not None:
        parts.append(_promise(promise, [(start, top)] if at.columns or not strips else strips, at))
    if at.columns:
        parts.append(
            hairline(at.columns[0].right - at.columns[0].width, top, at.width - PAD, top, strength=0.4)
        )
        parts.append(row_texts(at.columns, len(steps), top + 18, bold=True))
        parts.append(text(PAD, top + 18, fit(word("total", lang), at.names, most=1), bold=True))
    return Drawing("".join(parts), at.width, top + AXIS_HEIGHT)


def _faults(starts: Sequence[float], ends: Sequence[float], kinds: Sequence[str]) -> Iterator[Fault]:
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start > end:
            yield Fault(f"ends[{place}]", given=end, expected=f"at least {start:g}, the start of the span")
    for kind in kinds:
        if kind not in _KINDS:
            raise UnknownName("kind of span", kind, _KINDS)


def steps_timeline(
    steps: Sequence[str],
    starts: Sequence[float],
    ends: Sequence[float],
    kinds: Sequence[str],
    *,
    title: str,
    promise: float | None = None,
    unit: str = "h",
    note: str = "",
    lang: Lang = "en",
    width: int = 720,
) -> str:
    """Spans of waiting, work and pause on one row for each step, with the promised moment as a line.

    Args:
        steps: The step of each span; steps stand in the order in which they first appear.
        starts: When each span begins, in `unit` since the request was filed.
        ends: When each span ends.
        kinds: `waiting`, `working` or `paused`, for each span.
        title: Printed above, and the name for screen readers.
        promise: When the answer was promised, in `unit` since filing; None for no line.
        unit: Unit of time; hours (`h`, `jam`) get ticks in quarters of a day.
        note: Printed below.
        lang: Language of words and numbers.
        width: Pixels that the layout is made for, 320 to 2,000; below 620 numbers stand under each row.

    Returns:
        A self-contained SVG; the same input gives the same bytes.

    Raises:
        InvalidInput: NaN, an end before its start, columns of unequal length: all faults at once.
        UnknownName: A kind that is none of the three.

    >>> picture = steps_timeline(
    ...     ["verify", "verify", "sign"], [0, 2, 3], [2, 3, 3.5], ["waiting", "working", "working"],
    ...     promise=24, title="One request",
    ... )
    >>> "promise 24 h" in picture and "verify" in picture
    True
    """
    refuse(
        common_faults(title, width, lang),
        label_faults("steps", steps),
        *(length_faults(path, column, len(steps), "steps") for path, column in
          (("starts", starts), ("ends", ends), ("kinds", kinds))),
        number_faults("starts", starts, gaps=False),
        number_faults("ends", ends, gaps=False),
        number_fault("promise", promise),
    )  # fmt: skip
    refuse(_faults(starts, ends, kinds))
    spans = [_Span(*span) for span in zip(steps, starts, ends, kinds, strict=True)]
    numbers = numbers_for([*starts, *ends, promise], unit, lang)
    order = list(dict.fromkeys(steps))
    at = _layout(spans, order, promise, numbers, width)
    told = [f"{span.step}, {word(span.kind, lang)} {numbers.pair((span.start, span.end))}." for span in spans]
    told += [] if promise is None else [f"{word('promise', lang)} {numbers.bare(promise)} {unit}."]
    return page(
        _drawing(spans, order, promise, at),
        title=title,
        keys=[Key(square(paint), word(kind, lang)) for kind, paint in _KINDS.items()],
        notes=[note],
        description=" ".join(told),
        lang=lang,
    )
