"""The difference of two laws, as a reform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from asnwork.domain.law.change import NOTHING_HOLDS, Change, Reform
from asnwork.domain.law.instrument import Law
from asnwork.domain.law.parameter import LawValue, Parameter, kind_of_value
from asnwork.domain.law.reference import Basis
from asnwork.domain.law.stretches import Stretch, stretches_of

__all__ = ["diff_laws"]


def diff_laws(before: Law, after: Law, *, name: str = "difference") -> Reform:
    """Return the reform that makes the one law of the other: `apply_reforms` is its inverse.

    Where the law was reformed already, the difference overrides those reforms, so that it can undo them.

    Args:
        before: The law as it was.
        after: The law as it would be.
        name: The name of the reform.

    Returns:
        Its changes carry the basis of the values in `after`. It has none when both laws say the same on
        every day, by the same basis.

    Examples:
        >>> from asnwork.domain.law import apply_reforms
        >>> from asnwork.indonesia.law import national_law
        >>> law = national_law()
        >>> three = Reform.of("three", "flexible.days_a_week", 3, since=date(2027, 1, 1), reason="what if")
        >>> print(diff_laws(law, apply_reforms(law, three)))
        difference: flexible.days_a_week = 3 from 2027-01-01
    """
    old, new = ({parameter.path: parameter for parameter in law} for law in (before, after))
    adds = [new[path] for path in new if path not in old or not _alike(old[path], new[path])]
    removes = [path for path in old if path not in new or not _alike(old[path], new[path])]
    both = [path for path in old if path in new and _alike(old[path], new[path])]
    changes = [change for path in both for change in _changes(old[path], new[path])]
    return Reform(
        name=name,
        changes=changes,
        adds=adds,
        removes=removes,
        overrides=bool(before.reforms),
        no_effect_expected=True,
    )


def _alike(one: Parameter, other: Parameter) -> bool:
    """Whether two parameters differ in nothing but what they hold, and hold the same kind of value."""

    def bare(parameter: Parameter) -> Parameter:
        return evolve(parameter, values=one.values, basis=one.basis)

    kinds = [kind_of_value(parameter.values.values[0][1]) for parameter in (one, other)]
    return kinds[0] == kinds[1] and one == bare(other)


def _changes(before: Parameter, after: Parameter) -> Iterator[Change]:
    old, new = stretches_of(before), stretches_of(after)
    days = sorted({stretch.since for stretch in (*old, *new)})
    differing: list[Stretch] = []
    for since, until in zip(days, (*days[1:], None), strict=True):
        was, is_ = _held_on(old, since), _held_on(new, since)
        if was == is_:
            continue
        if differing and differing[-1].until == since and differing[-1].held == is_:
            differing[-1] = evolve(differing[-1], until=until)
        else:
            differing.append(Stretch(since, until, is_))
    for stretch in differing:
        value, basis = (None, NOTHING_HOLDS) if stretch.held is None else stretch.held
        yield Change(path=before.path, value=value, since=stretch.since, until=stretch.until, basis=basis)


def _held_on(stretches: Sequence[Stretch], day: date) -> tuple[LawValue, Basis] | None:
    return next(s.held for s in reversed(stretches) if s.since <= day)
