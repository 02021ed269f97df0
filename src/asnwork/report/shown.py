"""Measures as people read them: shares in per cent, changes of shares in points."""

from __future__ import annotations

from asnwork.report.words import say
from asnwork.tables import Lang, number

__all__ = ["SHARES", "beyond_scale", "in_words", "scaled", "signed", "signed_percent", "unit_of"]

SHARES = frozenset({"on_time", "days_elsewhere", "overtime", "paid_to_achieved", "paid_to_present_missed"})
"""Measures that are shares; the others are hours or trips."""

_UNITS = {"hours_to_ready": "hours", "hours_to_ready_p90": "hours", "trips_per_1000": "trips"}


def scaled(measure: str, value: float | None, digits: int = 1) -> float | None:
    """Return a measure, or a change of it, as it is printed: a share times a hundred, rounded.

    Examples:
        >>> scaled("on_time", 0.71649), scaled("hours_to_ready", 29.66), scaled("on_time", None)
        (71.6, 29.7, None)
    """
    if value is None:
        return None
    return round(100 * value if measure in SHARES else value, digits) + 0.0


def beyond_scale(measure: str, half_width: float | None) -> bool:
    """Return whether noise is wider than the measure can move: more than a hundred points of a share.

    Examples:
        >>> beyond_scale("on_time", 14.7), beyond_scale("on_time", 0.2), beyond_scale("trips_per_1000", 14.7)
        (True, False, False)
    """
    return measure in SHARES and half_width is not None and half_width > 1


def unit_of(measure: str, lang: Lang, *, change: bool = False) -> str:
    """Return the unit of a measure, or of a change of it."""
    if measure in SHARES:
        return say("points" if change else "%", lang)
    return say(_UNITS[measure], lang)


def in_words(measure: str, value: float | None, lang: Lang) -> str:
    """Return a measure with its unit.

    Examples:
        >>> in_words("on_time", 0.71649, "id"), in_words("hours_to_ready", 29.66, "en")
        ('71,6 %', '29.7 hours')
    """
    return f"{number(scaled(measure, value), 1, lang)} {unit_of(measure, lang)}"


def signed(value: float | None, digits: int, lang: Lang) -> str:
    """Return a number with its sign, also when it is positive."""
    text = number(value, digits, lang)
    return f"+{text}" if value is not None and value > 0 and text.strip("0.,") else text


def signed_percent(share: float, lang: Lang, digits: int = 0) -> str:
    """Return a change given as a share of one, with its sign.

    Examples:
        >>> signed_percent(-0.18, "en"), signed_percent(0.04, "id")
        ('-18 %', '+4 %')
    """
    return f"{signed(100 * share, digits, lang)} %"
