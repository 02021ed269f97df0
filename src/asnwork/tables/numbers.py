"""Numbers as people read them, in English and Indonesian, and shares that add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Literal

from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = [
    "MISSING",
    "Lang",
    "duration",
    "known_language",
    "largest_remainder",
    "number",
    "percent",
    "rupiah",
]

Lang = Literal["en", "id"]

MISSING = "-"

# Days are shown only from here on: the promise of "1x24 jam" is read in hours.
_HOURS_UNTIL_DAYS = 48

_SWAP = str.maketrans(",.", ".,")
_UNITS = {"en": ("day", "days", "h", "min"), "id": ("hari", "hari", "jam", "menit")}


def known_language(lang: str) -> str:
    """The language given, if there are words for it; `UnknownName` otherwise."""
    if lang not in _UNITS:
        raise UnknownName("language", lang, _UNITS)
    return lang


def _finite(value: float | Fraction, path: str) -> None:
    if not math.isfinite(value):
        raise InvalidInput(
            Fault(path, given=value, expected="a finite number", hint="pass None where a value is missing")
        )


def number(value: float | None, digits: int = 0, lang: Lang = "en") -> str:
    """A number with grouped thousands and a fixed count of decimals.

    Args:
        value: The number; None, a missing value, gives `-`.
        digits: Decimals shown, zero or more; halves go to the even digit.
        lang: `en` groups with a comma, `id` with a point.

    Returns:
        The text; what rounds to zero carries no sign.

    Raises:
        InvalidInput: A NaN or an infinity.
        UnknownName: A language without words here.

    >>> number(1234.5, 1), number(1234.5, 1, "id"), number(None)
    ('1,234.5', '1.234,5', '-')
    """
    known_language(lang)
    if value is None:
        return MISSING
    _finite(value, "value")
    if isinstance(value, int):  # never through a float, which has 15 digits only
        text = f"{value:,}" + ("." + "0" * digits if digits else "")
    else:
        text = f"{value:,.{digits}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text if lang == "en" else text.translate(_SWAP)


def percent(share: float | None, digits: int = 1, lang: Lang = "en") -> str:
    """A share of one as a percentage.

    Args:
        share: 0.5 is one half; None, a missing value, gives `-`.
        digits: Decimals shown.
        lang: Language of the number.

    >>> percent(0.716), percent(0.716, lang="id"), percent(None)
    ('71.6 %', '71,6 %', '-')
    """
    text = number(None if share is None else share * 100.0, digits, lang)
    return text if share is None else f"{text} %"


def rupiah(amount: float | None, lang: Lang = "en") -> str:
    """An amount of money in whole rupiah.

    Args:
        amount: Rupiah; None, a missing value, gives `-`.
        lang: Language of the number.

    >>> rupiah(1234567), rupiah(1234567, "id"), rupiah(-5000, "id")
    ('Rp 1,234,567', 'Rp 1.234.567', '-Rp 5.000')
    """
    text = number(amount, 0, lang)
    if amount is None:
        return text
    return f"-Rp {text[1:]}" if text.startswith("-") else f"Rp {text}"


def duration(minutes: float | timedelta | None, lang: Lang = "en") -> str:
    """A length of time in at most two units, rounded to the smaller one.

    Args:
        minutes: Minutes or a `timedelta`; None, a missing value, gives `-`.
        lang: Language of the units.

    Returns:
        Hours and minutes, and from 48 hours on days (of 24 hours) and hours.

    >>> duration(135), duration(135, "id"), duration(timedelta(days=3, hours=4), "id"), duration(0.2)
    ('2 h 15 min', '2 jam 15 menit', '3 hari 4 jam', '< 1 min')
    """
    known_language(lang)
    if minutes is None:
        return MISSING
    # A timedelta is exact; a float would turn its half minutes into a matter of luck.
    length = (
        Fraction(minutes // timedelta.resolution, 60_000_000) if isinstance(minutes, timedelta) else minutes
    )
    _finite(length, "minutes")
    sign = "-" if length < 0 else ""
    text = _units(abs(Fraction(length)), lang)
    return f"{sign}{text}" if text[0] not in "0<" else text


def _units(length: Fraction, lang: Lang) -> str:
    day, days, hour, minute = _UNITS[lang]
    if 0 < length < Fraction(1, 2):
        return f"< 1 {minute}"
    hours, rest = divmod(round(length), 60)
    if hours < _HOURS_UNTIL_DAYS:
        parts = ((hours, hour), (rest, minute))
    else:
        whole, left = divmod(round(length / 60), 24)
        parts = ((whole, day if whole == 1 else days), (left, hour))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or f"0 {minute}"


def largest_remainder(values: Sequence[float | Fraction], total: int) -> tuple[int, ...]:
    """Whole numbers in proportion to the values that add up to the total exactly.

    Each is its exact share rounded down, and the units still missing go to the largest remainders
    (of equal ones, the first). So each differs from its exact share by less than one.

    Args:
        values: Weights, zero or more; they need not add up to the total.
        total: What the answer adds up to, zero or more.

    Returns:
        One whole number for each value, in their order.

    Raises:
        InvalidInput: A weight that is negative or not finite, a negative total, or nothing to share
            the total among.

    >>> largest_remainder([1, 1, 1], 100)
    (34, 33, 33)
    """
    faults = [
        Fault(f"values[{place}]", given=value, expected="a finite number of zero or more")
        for place, value in enumerate(values)
        if not (math.isfinite(value) and value >= 0)
    ]
    if total < 0:
        faults.append(Fault("total", given=total, expected="a whole number of zero or more"))
    if not faults and total > 0 and not any(values):
        faults.append(
            Fault(
                "values", given=tuple(values), expected="one value above zero", hint="or share a total of 0"
            )
        )
    if faults:
        raise InvalidInput(*faults)
    return _shared([Fraction(value) for value in values], total)


def _shared(weights: Sequence[Fraction], total: int) -> tuple[int, ...]:
    if not total:
        return (0,) * len(weights)
    whole = sum(weights)
    exact = [weight * total / whole for weight in weights]
    floors = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    lifted = set(by_remainder[: total - sum(floors)])
    return tuple(floor + (place in lifted) for place, floor in enumerate(floors))
