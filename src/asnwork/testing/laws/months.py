"""Officer-months for any scorer: what it reads, and beside it what it should not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.plan import AVAILABLE
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.gathering import MONTHS
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.part_rule import OFFICER, UNIT
from asnwork.scoring.scorer import Lever, Scorer
from asnwork.testing.laws.law import Month

__all__ = [
    "MAY",
    "changed",
    "known_units",
    "levers_of",
    "of_unit",
    "officer_months",
    "presence_figures",
    "units_of",
]

MAY = Period.month(2026, 5, zone="Asia/Jakarta")
_MOST = 40
_DAYS = 22
_TARGETS, _BEYOND = 1_000, 1_500
_LARGE = 200
_GONE = 3
_PARTS = {
    "promises_kept": "promises_judged",
    "citizen_promises_kept": "citizen_promises_judged",
    "not_reopened": "reopen_judged",
    "solved_yes": "solved_known",
    "steps_among_citizens": "steps_done",
    "days_on_leave": "days_working",
    "days_on_duty": "days_working",
    "days_at_office": "days_working",
    "days_absent": "days_working",
}


@cache
def presence_figures() -> Mapping[str, str]:
    """Return the figures that say when or where somebody was, each with its unit.

    They are those of the measures of attendance, and the steps done among citizens.

    Examples:
        >>> sorted(presence_figures())[:3]
        ['absence_cut', 'days_absent', 'days_at_office']
    """
    measures = attendance_measures(national_law())
    return {**{measure.name: measure.unit for measure in measures}, "steps_among_citizens": "1"}


@cache
def known_units() -> Mapping[str, str]:
    """Return the figures that the library gathers, each with its unit."""
    measures = standard_outcome(national_law()).measures
    gathered = {measure.name: measure.unit for measure in measures}
    return {**gathered, **presence_figures(), "target.work": "minutes", AVAILABLE: "share", MONTHS: "months"}


def levers_of(scorer: Scorer) -> tuple[Lever, ...]:
    """Return the figures of which a scorer says that they move it one way; none where it says nothing."""
    return tuple(getattr(scorer, "levers", ()))


def units_of(scorer: Scorer) -> dict[str, str]:
    """Return the unit of each figure that a scorer reads: its own word, or what the library gathers."""
    said: Mapping[str, str] = getattr(scorer, "units", {})
    return {name: said.get(name, known_units().get(name, "1")) for name in sorted(scorer.reads)}


def of_unit(scorer: Scorer) -> bool:
    """Return whether a scorer measures units, and so is given no officer's month."""
    return getattr(scorer, "subject", OFFICER) == UNIT


def officer_months(
    scorer: Scorer,
    *,
    also: Iterable[str] = (),
    figures: Mapping[str, SearchStrategy[float | None]] | None = None,
    period: Period = MAY,
) -> SearchStrategy[Month]:
    """Officer-months for a scorer: what it reads, and figures of attendance and place that it may not see.

    Parts are never more than their whole: promises kept than judged, and every lever than its `most`. Any
    figure may be missing.

    Args:
        scorer: For whom; its `reads`, and its `units` and `levers` where it has them.
        also: Further figures that the evidence has, such as what a pay rule reads.
        figures: Strategies for single figures, in place of the usual ones.
        period: The period of the evidence; the law of its last day is read.

    Examples:
        >>> from hypothesis import find, settings
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring import output
        >>> month = find(officer_months(output(national_law())), lambda month: month["done.work"] == 3)
        >>> month["done.work"], month["target.work"], month["days_absent"]
        (3.0, 2.0, 0.0)
    """
    units = {**presence_figures(), **dict.fromkeys(also, "1"), **units_of(scorer)}
    units.update({name: unit for name, unit in known_units().items() if name in also})
    parts = {**_PARTS, **{lever.figure: lever.most for lever in levers_of(scorer) if lever.most}}
    missing = st.sets(st.sampled_from(sorted(units)), max_size=_GONE)
    return _months(units, parts, dict(figures or {}), missing, partial(_of_one, of_unit(scorer), period))


@st.composite
def _months(
    draw: st.DrawFn,
    units: Mapping[str, str],
    parts: Mapping[str, str],
    own: Mapping[str, SearchStrategy[Any]],
    missing: SearchStrategy[set[str]],
    made: Callable[[Mapping[str, float | None], Mapping[str, str]], Month],
) -> Month:
    found: dict[str, float | None] = {}
    for name in _wholes_first(units, parts):
        if name in own:
            found[name] = draw(own[name])
        else:
            found[name] = draw(_values(name, units[name], found, parts))
    gone = draw(missing) - set(own)
    return made({name: None if name in gone else found[name] for name in sorted(found)}, units)


def _of_one(
    unit: bool, period: Period, figures: Mapping[str, float | None], units: Mapping[str, str]
) -> Month:
    """The month of an officer, or of a unit."""
    as_of = period.bounds[1]
    if unit:
        return UnitEvidence(unit="unit", period=period, as_of=as_of, figures=figures, units=units)
    return Evidence(officer=OfficerId("officer"), period=period, as_of=as_of, figures=figures, units=units)


def _wholes_first(units: Mapping[str, str], parts: Mapping[str, str]) -> Iterator[str]:
    """The figures, each after the one that it is a part of."""
    done = [name for name in units if name in parts or name.startswith("done.")]
    yield from sorted(set(units) - set(done))
    # A part may be the whole of another one.
    yield from sorted(done, key=lambda name: (parts.get(name) in done, name))


def _values(
    name: str, unit: str, found: Mapping[str, float | None], parts: Mapping[str, str]
) -> SearchStrategy[float]:
    """Values of a figure: a part is no more than its whole; what is done lies around its target."""
    if (whole := found.get(parts.get(name, ""))) is not None:
        return _part(whole)
    if name == AVAILABLE:
        return _AVAILABLE
    if name.startswith("target."):
        return _whole(1, _TARGETS)
    if name.startswith("done."):
        target = found.get(f"target.{name.removeprefix('done.')}")
        return _whole(0, _BEYOND) if target is None else _done(int(target))
    return _of_unit(unit)


def _of_unit(unit: str) -> SearchStrategy[float]:
    if unit in _UNITS:
        return _UNITS[unit]
    return _whole(0, {"points": 100, "days": _DAYS, "1": _MOST}.get(unit, _LARGE))


# A strategy that is made anew for each draw is checked anew for each draw.
_AVAILABLE = st.integers(0, _DAYS).map(lambda days: 1 - days / _DAYS)
_UNITS = {
    "share": st.integers(0, 100).map(lambda percent: percent / 100),
    "yes/no": st.sampled_from([0.0, 1.0]),
    "months": st.sampled_from([1.0, 0.5, 3.0]),
}


@cache
def _part(whole: float) -> SearchStrategy[float]:
    """Any part of a whole, and all of it more often than by chance."""
    if whole != int(whole):
        return st.integers(0, 100).map(lambda percent: percent / 100 * whole)
    return _whole(0, int(whole)) | _whole(int(whole), int(whole))


@cache
def _done(target: int) -> SearchStrategy[float]:
    """What may be done of a target, and nearly all of it more often than by chance."""
    return _whole(0, int(1.5 * target)) | _whole(int(0.8 * target), target)


@cache
def _whole(low: int, high: int) -> SearchStrategy[float]:
    return st.integers(low, high).map(float)


def changed(evidence: Month, figures: Mapping[str, float | None]) -> Month:
    """Return evidence with some figures replaced; one that it has no unit for counts something."""
    units = {**dict.fromkeys(figures, "1"), **known_units(), **evidence.units}
    kept = {name: units[name] for name in {*evidence.figures, *figures}}
    return evolve(evidence, figures={**evidence.figures, **figures}, units=kept)
