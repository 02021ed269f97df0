"""A horizontal axis: round values below a line."""

from __future__ import annotations

from asnwork.charts._fit import fit, text_width
from asnwork.charts._page import SMALL
from asnwork.charts._scale import Scale, ticks
from asnwork.charts._svg import hairline, text
from asnwork.charts._words import Lang, Numbers

__all__ = ["AXIS_HEIGHT", "HOUR_UNITS", "Strip", "axis", "flag"]

# From top to bottom, in pixels: a part of the height that belongs to the plot and not to texts.
Strip = tuple[float, float]

AXIS_HEIGHT = 22.0
_OVERHANG = 16.0
_MOST = 6
HOUR_UNITS = frozenset({"h", "hour", "hours", "jam"})


def axis(on: Scale, y: float, lang: Lang, *, signed: bool = False, hours: bool = False) -> str:
    """The line at y and, below it, as many round values as fit beside each other."""
    count = _MOST
    while count > 1 and _crowded(on, count, lang, signed, hours):
        count -= 1
    values, digits = ticks(on, count, hours=hours)
    numbers = Numbers(lang, "", digits, signed)
    parts, free = [hairline(on.start, y, on.end, y, strength=0.4)], on.start - _OVERHANG
    for value in values:
        told = numbers.bare(value)
        half = text_width(told, SMALL) / 2
        x = min(max(on.at(value), on.start - _OVERHANG + half), on.end + _OVERHANG - half)
        parts.append(hairline(on.at(value), y, on.at(value), y + 4, strength=0.4))
        if x - half >= free:
            parts.append(text(x, y + 18, told, size=SMALL, anchor="middle", quiet=True))
            free = x + half + 6
    return "".join(parts)


def flag(told: str, x: float, y: float, on: Scale) -> str:
    """What the line at x stands for, kept between the ends of the scale."""
    fitted = fit(told, on.end - on.start, size=SMALL, most=1, bold=True)
    half = text_width(fitted.lines[0], SMALL, bold=True) / 2
    if x + half > on.end:
        return text(on.end, y, fitted, size=SMALL, anchor="end", bold=True)
    if x - half < on.start:
        return text(on.start, y, fitted, size=SMALL, bold=True)
    return text(x, y, fitted, size=SMALL, anchor="middle", bold=True)


def _crowded(on: Scale, count: int, lang: Lang, signed: bool, hours: bool) -> bool:
    values, digits = ticks(on, count, hours=hours)
    numbers = Numbers(lang, "", digits, signed)
    needed = sum(text_width(numbers.bare(value), SMALL) + 14 for value in values)
    return needed > on.end - on.start
