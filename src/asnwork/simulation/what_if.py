"""A what-if on a simulated city: the schemes under the law as it is, and under a reform of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from attrs import evolve, field, frozen

from asnwork.domain.law import (
    Law,
    LawValue,
    Parameter,
    Reform,
    ReformEffect,
    apply_reforms,
    check_effect,
    days_text,
    value_text,
)
from asnwork.domain.reason import Wording
from asnwork.errors import Fault, InvalidInput, NoEffect, UnknownName
from asnwork.scoring.scheme import Scheme, parameters_of_pay
from asnwork.simulation.experiment import Design, Finding, Outcome, compare
from asnwork.simulation.rules import AnyRule
from asnwork.simulation.scenario import Scenario

__all__ = ["WhatIf", "compare_reform", "reformed_schemes"]


@frozen(kw_only=True)
class WhatIf:
    """What a reform does to schemes on a simulated city.

    Attributes:
        effect: Which scheme reads another law from which day on, and by which parameter.
        outcome: The comparison; the reformed schemes stand after those under the law as it is.
        pairs: The names of the schemes that the reform changes, before and after.
        law: The law under the reform.
    """

    effect: ReformEffect
    outcome: Outcome
    pairs: tuple[tuple[str, str], ...] = field(converter=tuple[tuple[str, str], ...])
    law: Law


@frozen
class _SchemeOnDay:
    scheme: str
    day: date

    def __str__(self) -> str:
        return f"{self.scheme} from {self.day}"


@frozen
class _Read:
    """What a scheme reads on a day of the parameters that a reform touches; None where the law is silent."""

    values: tuple[tuple[str, LawValue | None], ...]

    def __str__(self) -> str:
        texts = (f"{path} = {'nothing' if v is None else value_text(v)}" for path, v in self.values)
        return ", ".join(texts)


def compare_reform(
    scenario: Scenario,
    schemes_of: Callable[[Law], Iterable[Scheme]],
    reform: Reform,
    *,
    law: Law,
    rule: AnyRule,
    design: Design | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> WhatIf:
    """Compare schemes under the law as it is with the same schemes under a reform, on one seeded city.

    Args:
        scenario: The city.
        schemes_of: The schemes as a function of law.
        reform: What would change.
        law: The law as it is.
        rule: Who takes what; the same under every scheme.
        design: How many replications, at which loads.
        executor: Where the units of work are run; here and now when None.
        on_progress: Called with (done, total) after each unit of work.

    Returns:
        The comparison, and what the reform changes in which scheme. A scheme that it does not touch in the
        simulated days stands once.

    Raises:
        NoEffect: No scheme reads anything else on the simulated days, or no measure of any run differs;
            unless the reform is marked as one that may change nothing.
        InvalidInput: The reform does not fit the law, or the schemes differ in number.
    """
    before, after = reformed_schemes(schemes_of, reform, law)
    effect = _read_otherwise(scenario, schemes_of, reform, law)
    touched = {changed.case.scheme for changed in effect.changed}
    reformed = apply_reforms(law, reform)
    pairs = [
        (old, _renamed(old, new, reform, (law, reformed)))
        for old, new in zip(before, after, strict=True)
        if old.name in touched
    ]
    outcome = compare(
        scenario,
        [*before, *(new for _, new in pairs)],
        law=law,
        laws={new.pay.name: reformed for old, new in pairs if new.pay.name != old.pay.name},
        rule=rule,
        design=design,
        executor=executor,
        on_progress=on_progress,
    )
    if pairs and not outcome.interrupted and not reform.no_effect_expected:
        _refuse_alike(outcome, pairs, reform)
    names = [(old.name, new.name) for old, new in pairs]
    return WhatIf(effect=effect, outcome=evolve(outcome, reform=reform), pairs=names, law=reformed)


def reformed_schemes(
    schemes_of: Callable[[Law], Iterable[Scheme]], reform: Reform, law: Law
) -> tuple[tuple[Scheme, ...], tuple[Scheme, ...]]:
    """Return the schemes under the law as it is, and the same under a reform.

    Raises:
        InvalidInput: The reform does not fit the law, or it changes how many schemes there are.
    """
    before, reformed = tuple(schemes_of(law)), apply_reforms(law, reform)
    try:
        after = tuple(schemes_of(reformed))
    except UnknownName as error:
        if error.name not in law or error.name in reformed:
            raise
        hint = "let it hold nothing from a day on instead, or hand over schemes that do without it"
        given = f"removed by the reform {reform.name!r}"
        expected = "a parameter that the rules of the schemes read"
        raise InvalidInput(Fault(error.name, given=given, expected=expected, hint=hint)) from None
    names = [[scheme.name for scheme in schemes] for schemes in (before, after)]
    if names[0] != names[1]:
        fault = Fault("schemes_of", given=names[1], expected=f"the schemes {names[0]} under every law")
        raise InvalidInput(fault)
    return before, after


# --- what is read otherwise ---------------------------------------------------------------------------


def _read_otherwise(
    scenario: Scenario, schemes_of: Callable[[Law], Iterable[Scheme]], reform: Reform, law: Law
) -> ReformEffect:
    known: dict[int, tuple[Law, Mapping[str, tuple[Parameter, ...]]]] = {}

    def read(of: Law, case: _SchemeOnDay) -> _Read:
        # The law is kept beside what was made of it, so that its identity stays its own.
        if id(of) not in known:
            known[id(of)] = of, {scheme.name: _parameters(scheme, of) for scheme in schemes_of(of)}
        touched = {p.path: p for p in known[id(of)][1][case.scheme] if p.path in reform.paths}
        values = {p.path: p.on(case.day) if p.values.covers(case.day) else None for p in touched.values()}
        return _Read(tuple(sorted(values.items(), key=itemgetter(0))))

    first, after = _simulated(scenario)
    days = sorted({first, *(day for day in _days_of(reform) if first < day < after)})
    cases = [_SchemeOnDay(scheme.name, day) for scheme in schemes_of(law) for day in days]
    try:
        return check_effect(reform, read, cases, law=law)
    except NoEffect as error:
        why = f"no scheme reads another value on the simulated days, {days_text(first, after)}"
        raise NoEffect(reform.name, error.cases, str(reform), why) from None


def _parameters(scheme: Scheme, law: Law) -> tuple[Parameter, ...]:
    return (*scheme.workplace.parameters, *parameters_of_pay(scheme, law))


def _simulated(scenario: Scenario) -> tuple[date, date]:
    """The first simulated day, and the first after the last."""
    first = scenario.since - timedelta(days=scenario.run_in_days)
    return first, scenario.until + timedelta(days=scenario.run_out_days)


def _days_of(reform: Reform) -> Iterator[date]:
    """The days on which a reform begins or ends to make a difference."""
    for change in reform.changes:
        yield change.since
        if change.until is not None:
            yield change.until
    for parameter in reform.adds:
        yield parameter.values.since


# --- the schemes under the reform ---------------------------------------------------------------------


def _renamed(before: Scheme, after: Scheme, reform: Reform, laws: tuple[Law, Law]) -> Scheme:
    """The reformed scheme, with other names for the rules that the reform changes."""
    place, pay = after.workplace, after.pay
    if place != before.workplace:
        place = evolve(place, name=f"{place.name} + {reform.name}", label=_added(place.label, reform))
    if parameters_of_pay(before, laws[0]) != parameters_of_pay(after, laws[1]):
        name, label = f"{pay.name} + {reform.name}", _added(pay.label, reform)
        pay = evolve(pay, allowance=evolve(pay.allowance, name=name, label=label))
    return evolve(
        after,
        name=f"{before.name} + {reform.name}",
        label=_added(after.label, reform),
        workplace=place,
        pay=pay,
    )


def _added(label: Wording, reform: Reform) -> Wording:
    return Wording(f"{label.en} + {reform.name}", f"{label.id} + {reform.name}")


# --- the alarm ------------------------------------------------------------------------------------------


def _refuse_alike(outcome: Outcome, pairs: Sequence[tuple[Scheme, Scheme]], reform: Reform) -> None:
    findings = [f for f in outcome.findings if f.point.main]
    if any(_differ(findings, old, new) for old, new in pairs):
        return
    why = "it is read, but no measure of any run differs"
    raise NoEffect(reform.name, len(findings) // len({f.point.workplace for f in findings}), str(reform), why)


def _differ(findings: Sequence[Finding], old: Scheme, new: Scheme) -> bool:
    by = {(f.point.workplace, f.point.replication): f for f in findings}
    return any(
        _seen(by[old.workplace.name, number], old) != _seen(by[new.workplace.name, number], new)
        for number in {f.point.replication for f in findings}
    )


def _seen(finding: Finding, scheme: Scheme) -> tuple[Any, ...]:
    """All that one run shows of a scheme; what is no number equals itself."""
    pay = scheme.pay.name
    measured = {**finding.service, **finding.measures[pay]}
    groups = [(g.name, g.officer_periods, g.paid[pay], g.held[pay]) for g in (*finding.cells, *finding.staff)]
    return tuple(sorted((name, repr(value)) for name, value in measured.items())), tuple(groups)
