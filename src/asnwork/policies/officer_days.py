"""Every kind of officer on every working day of a week: what a workplace rule can be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from attrs import field, frozen

__all__ = ["OfficerDay", "officer_days"]

_WORKING_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_LONG_IN_POST = 3650.0
_ODD = {
    "needs_presence": "tasks need presence",
    "direct_service": "direct service",
    "under_discipline": "under discipline",
    "not_asn": "no civil servant",
}


@frozen(kw_only=True)
class OfficerDay:
    """One kind of officer on one working day.

    Attributes:
        figures: The figures of `WORKPLACE_FIGURES`, none missing.
        told: What kind and which day, in a few words.
    """

    figures: Mapping[str, float] = field(hash=False)
    told: str

    def __str__(self) -> str:
        return self.told


def officer_days(*, days_in_post: Iterable[float] = ()) -> tuple[OfficerDay, ...]:
    """Return every kind of officer on each working day, the most ordinary first.

    All combinations of: whether tasks need presence, direct service, a disciplinary case, being a civil
    servant; Monday to Friday with every number of days elsewhere that can have gone before; and ten years in
    the post, or just below and at each number given. Field duty is left out, since every rule allows it.

    Args:
        days_in_post: Calendar days in the post at which an answer may change.

    Examples:
        >>> days = officer_days()
        >>> print(len(days), days[0], days[3], days[-1], sep="; ")
        240; Monday; Thursday; Friday, 4 days elsewhere so far, tasks need presence, direct service, ...
    """
    in_post = {_LONG_IN_POST, *(each for day in days_in_post for each in (day - 1, day) if each >= 0)}
    kinds = sorted(product((0.0, 1.0), repeat=len(_ODD)), key=sum)
    return tuple(
        _officer_day(dict(zip(_ODD, odd, strict=True)), post, taken, weekday)
        for odd in kinds
        for post in sorted(in_post, reverse=True)
        for taken in range(len(_WORKING_DAYS))
        for weekday in range(taken + 1, len(_WORKING_DAYS) + 1)
    )


def _officer_day(odd: Mapping[str, float], post: float, taken: int, weekday: int) -> OfficerDay:
    told = [_WORKING_DAYS[weekday - 1]]
    told += [f"{taken} day{'s' if taken > 1 else ''} elsewhere so far"] if taken else []
    told += [words for flag, words in _ODD.items() if odd[flag]]
    told += [f"{post:g} days in the post"] if post < _LONG_IN_POST else []
    figures = {
        "weekday": float(weekday),
        "days_elsewhere_this_week": float(taken),
        "days_in_post": post,
        "needs_presence": odd["needs_presence"],
        "direct_service": odd["direct_service"],
        "under_discipline": odd["under_discipline"],
        "is_asn": 1.0 - odd["not_asn"],
        "assigned_to_field": 0.0,
    }
    return OfficerDay(figures=figures, told=", ".join(told))
