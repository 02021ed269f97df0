"""What would change in the law, as data: changes of values, and reforms, sets of them under one name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from itertools import combinations
from typing import TypeGuard

from attrs import evolve, field, frozen

from asnwork.domain.law.bands import Bands
from asnwork.domain.law.dated import days_text
from asnwork.domain.law.items import Items
from asnwork.domain.law.parameter import LawValue, Parameter, value_text
from asnwork.domain.law.reference import Basis, assumed
from asnwork.errors import Fault, InvalidInput

__all__ = ["NOTHING_HOLDS", "Change", "Reform", "changed_twice"]

NOTHING_HOLDS = assumed("nothing holds on these days")
"""What a change rests on that leaves days without a value."""


def _as_value(value: LawValue | int | None) -> LawValue | None:
    # What is no number stays as it is, to be refused beside the other faults.
    return float(value) if type(value) is int else value


def _is_day(day: object) -> TypeGuard[date]:
    return isinstance(day, date) and not isinstance(day, datetime)


def _as_basis(basis: Basis | str) -> Basis:
    return assumed(basis) if isinstance(basis, str) else basis


@frozen(kw_only=True)
class Change:
    """One value that would hold instead of the law's, on some days.

    Attributes:
        path: The parameter.
        value: What would hold; None for nothing, from the first day on or until the last: between two values
            of a parameter no days are left without one.
        since: The first day.
        until: The first day on which the law's own value is back; None when it never is.
        basis: What it rests on; a text is the reason of an assumed value.

    Raises:
        InvalidInput: A day is none, `until` does not come after `since`, the value is none of the law, or it
            has no basis. All faults at once.

    Examples:
        >>> print(Change(path="flexible.days_a_week", value=3, since=date(2027, 1, 1), basis="what if"))
        flexible.days_a_week = 3 from 2027-01-01
    """

    path: str
    value: LawValue | None = field(converter=_as_value)
    since: date
    until: date | None = None
    basis: Basis = field(converter=_as_basis, default=NOTHING_HOLDS)

    def __attrs_post_init__(self) -> None:
        faults = []
        if _is_day(self.since) and _is_day(self.until) and self.until <= self.since:
            expected = f"a day after {self.since}"
            faults.append(Fault(f"{self.path}.until", given=self.until, expected=expected))
        for name, day in (("since", self.since), ("until", self.until)):
            if not _is_day(day) and not (name == "until" and day is None):
                faults.append(
                    Fault(f"{self.path}.{name}", given=day, expected="a day, such as date(2027, 1, 1)")
                )
        if not isinstance(self.value, float | Bands | Items | None):
            expected = "a number, bands, a list, or None for nothing"
            faults.append(Fault(f"{self.path}.value", given=self.value, expected=expected))
        if isinstance(self.value, float) and not math.isfinite(self.value):
            faults.append(Fault(f"{self.path}.value", given=self.value, expected="a finite number"))
        if self.value is not None and self.basis == NOTHING_HOLDS:
            expected = "why this value, in words, or what it rests on"
            faults.append(Fault(f"{self.path}.basis", given="nothing", expected=expected))
        if faults:
            raise InvalidInput(*faults)

    def meets(self, other: Change) -> bool:
        """Return whether both change one parameter on one day."""
        apart = (self.until is not None and self.until <= other.since) or (
            other.until is not None and other.until <= self.since
        )
        return self.path == other.path and not apart

    def __str__(self) -> str:
        value = "nothing" if self.value is None else value_text(self.value)
        return f"{self.path} = {value} {days_text(self.since, self.until)}"


@frozen(kw_only=True)
class Reform:
    """A set of changes under one name: a what-if, or what a decree would change.

    Attributes:
        name: Its name.
        changes: What would hold instead, on which days.
        adds: Parameters that the law does not have.
        removes: Paths that the law would no longer have.
        overrides: Whether it wins where another reform changes the same days; else that is refused.
        no_effect_expected: Whether it may change nothing; else `check_effect` and `compare` refuse that.

    Raises:
        InvalidInput: It changes one day of one parameter twice, or adds or removes a path twice.

    Examples:
        >>> day = date(2027, 1, 1)
        >>> three = Reform.of("three days", "flexible.days_a_week", 3, since=day, reason="what if")
        >>> three.first_day
        datetime.date(2027, 1, 1)
    """

    name: str
    changes: tuple[Change, ...] = field(converter=tuple[Change, ...], default=())
    adds: tuple[Parameter, ...] = field(converter=tuple[Parameter, ...], default=())
    removes: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    overrides: bool = False
    no_effect_expected: bool = False

    def __attrs_post_init__(self) -> None:
        faults = [
            changed_twice(first, second, "one change of a day")
            for first, second in combinations(self.changes, 2)
            if first.meets(second)
        ]
        added = [parameter.path for parameter in self.adds]
        for kind, paths in (("adds", added), ("removes", list(self.removes))):
            twice = sorted({path for path in paths if paths.count(path) > 1})
            faults += [Fault(f"{kind}.{path}", given="twice", expected="each path once") for path in twice]
        if faults:
            raise InvalidInput(*faults, source=f"reform {self.name!r}")

    @classmethod
    def of(
        cls,
        name: str,
        path: str,
        value: LawValue | int | None,
        *,
        since: date,
        until: date | None = None,
        reason: Basis | str,
    ) -> Reform:
        """Return a reform of one change.

        Args:
            name: Its name.
            path: The parameter.
            value: What would hold.
            since: The first day.
            until: The first day on which the law's own value is back; None when it never is.
            reason: Why, in words, or what the value rests on.
        """
        change = Change(path=path, value=value, since=since, until=until, basis=reason)
        return cls(name=name, changes=(change,))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that it touches, in alphabetical order."""
        touched = (*(c.path for c in self.changes), *(p.path for p in self.adds), *self.removes)
        return tuple(sorted(set(touched)))

    @property
    def first_day(self) -> date | None:
        """The first day on which the law can differ; None when it changes nothing."""
        days = [change.since for change in self.changes]
        days += [parameter.values.since for parameter in self.adds]
        days += [date.min for _ in self.removes]
        return min(days, default=None)

    def only(self, paths: Iterable[str]) -> Reform:
        """Return the same reform of these paths alone."""
        kept = set(paths)
        return evolve(
            self,
            changes=[change for change in self.changes if change.path in kept],
            adds=[parameter for parameter in self.adds if parameter.path in kept],
            removes=[path for path in self.removes if path in kept],
        )

    def __str__(self) -> str:
        lines = [f"add {parameter.path}" for parameter in self.adds]
        lines += [f"remove {path}" for path in self.removes]
        return f"{self.name}: " + ("; ".join([*map(str, self.changes), *lines]) or "no change")


def changed_twice(first: Change, second: Change, expected: str, hint: str = "") -> Fault:
    """The fault of two changes of one day."""
    return Fault(first.path, given=f"{first}, and {second}", expected=expected, hint=hint)
