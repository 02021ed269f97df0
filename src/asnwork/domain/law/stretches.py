"""What a parameter holds on all days, as stretches that others can be laid over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from attrs import evolve, frozen

from asnwork.domain.law.dated import Dated, days_text
from asnwork.domain.law.parameter import LawValue, Parameter
from asnwork.domain.law.reference import Basis
from asnwork.errors import Fault

__all__ = ["Stretch", "joined", "laid_over", "stretches_of", "with_stretches"]


@frozen
class Stretch:
    """Some days, and what is held on them: a value with its basis, or nothing."""

    since: date
    until: date | None
    held: tuple[LawValue, Basis] | None


def stretches_of(parameter: Parameter) -> list[Stretch]:
    """What a parameter holds on every day that there is."""
    values, basis = parameter.values, parameter.basis
    days = {since for since, _, _ in values.stretches()}
    days |= {since for since, _, _ in basis.stretches() if values.covers(since)}
    found = [Stretch(date.min, values.since, None)] if values.since > date.min else []
    firsts = sorted(days)
    for since, until in zip(firsts, (*firsts[1:], values.until), strict=True):
        found.append(Stretch(since, until, (values.on(since), basis.on(since))))
    if values.until is not None:
        found.append(Stretch(values.until, None, None))
    return found


def laid_over(stretches: Iterable[Stretch], above: Stretch) -> list[Stretch]:
    """The stretches with another one in the place of what they hold on its days."""
    found = []
    for below in stretches:
        if below.since < above.since:
            end = above.since if below.until is None else min(below.until, above.since)
            found.append(Stretch(below.since, end, below.held))
        if above.until is not None and (below.until is None or below.until > above.until):
            found.append(Stretch(max(below.since, above.until), below.until, below.held))
    return sorted([*found, above], key=lambda stretch: stretch.since)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches with neighbours that hold the same made one."""
    found: list[Stretch] = []
    for stretch in stretches:
        if found and found[-1].held == stretch.held:
            found[-1] = evolve(found[-1], until=stretch.until)
        else:
            found.append(stretch)
    return found


def with_stretches(
    parameter: Parameter, stretches: Iterable[Stretch]
) -> tuple[Parameter | None, list[Fault]]:
    """The parameter that holds these, None when it holds nothing any more; and a fault for each gap."""
    held = [(stretch, stretch.held) for stretch in joined(stretches) if stretch.held is not None]
    gaps = [
        Fault(
            parameter.path,
            given="nothing",
            expected=f"a value {days_text(before.until or before.since, after.since)}",
            hint="this leaves a gap",
        )
        for (before, _), (after, _) in pairwise(held)
        if before.until != after.since
    ]
    if gaps or not held:
        return None, gaps
    until = held[-1][0].until
    values = [(stretch.since, value) for stretch, (value, _) in held]
    basis = [(stretch.since, basis) for stretch, (_, basis) in held]
    return evolve(
        parameter, values=Dated(values=values, until=until), basis=Dated(values=basis, until=until)
    ), []
