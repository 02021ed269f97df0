"""The periods of a log, and the rows that can have a part in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve

from asnwork.adapters.loaded_log import LoadedLog
from asnwork.domain.evidence import Period
from asnwork.domain.formula import Arithmetic, Figure, Formula, IfMissing, figures_of
from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import from_us
from asnwork.domain.request.facts import request_figures, step_figures
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.policies.fact_rows import Rows, officers_in
from asnwork.policies.outcome import Measure
from asnwork.policies.repeats import family_of

__all__ = ["LENGTHS", "acting_in", "periods_of", "rows_by_period"]

LENGTHS = ("whole", "year", "quarter", "month")
"""Into what periods a log can be cut."""

_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def periods_of(loaded: LoadedLog, by: str = "whole") -> tuple[Period, ...]:
    """Return the periods of a log: from its first step, or else request, to its last day.

    Args:
        loaded: The log; its mapping names the zone.
        by: "whole", or how long a period is: "year", "quarter" or "month" of the calendar.

    Raises:
        UnknownName: `by` is none of these.
        InvalidInput: The mapping names no zone.
    """
    if by not in LENGTHS:
        raise UnknownName("length of a period", by, LENGTHS)
    zone = loaded.mapping.zone
    if not zone:
        hint = 'such as zone = "Asia/Jakarta"'
        fault = Fault(
            "zone", given="nothing", expected="the zone in which a day of this log begins", hint=hint
        )
        raise InvalidInput(fault, source=loaded.source)
    moments = [step.ended_at for step in loaded.rows.steps or ()]
    moments = moments or [fact.submitted_at for fact in loaded.rows.requests or ()]
    if not moments:
        return ()
    first, last = from_us(min(moments), zone).date(), from_us(loaded.as_of, zone).date()
    whole = Period(since=first, until=last + timedelta(days=1), zone=zone)
    return (whole,) if by == "whole" else tuple(_of_the_calendar(whole, _MONTHS[by]))


def _of_the_calendar(whole: Period, months: int) -> Iterator[Period]:
    """The periods of the calendar that hold some day of the whole, each in full."""
    year, month = whole.since.year, whole.since.month - (whole.since.month - 1) % months
    while date(year, month, 1) < whole.until:
        following = month - 1 + months
        until = date(year + following // 12, following % 12 + 1, 1)
        yield Period(since=date(year, month, 1), until=until, zone=whole.zone)
        year, month = until.year, until.month


def acting_in(rows: Rows, period: Period) -> frozenset[OfficerId]:
    """Return the officers of whom a step ended in a period.

    Others have a row in it too, as when a request that they decided is closed later; they did nothing in it.
    """
    start, end = period.bounds
    return frozenset(step.officer for step in rows.steps or () if start <= step.ended_at < end)


def rows_by_period(
    rows: Rows, measures: Iterable[Measure]
) -> Callable[[Period], tuple[Rows, tuple[OfficerId, ...]]]:
    """Return a function from a period to the rows that can have a part in it, and whose evidence they make.

    Each row is looked at once, however many periods there are. When a measure counts from a moment that is
    not itself in a row, all rows stay in every period. With a row stay those of the same citizen and service
    before and after, so that what is done again on the other side of a period's edge is seen as a repeat.

    Args:
        rows: All rows of a log.
        measures: What will be measured.
    """
    at = [measure.at for measure in measures if measure.source in ("steps", "requests")]
    if rows.requests is None or rows.steps is None or not all(map(_picks, at)):
        return lambda _: (rows, officers_in(rows))
    names = {name for formula in at for name in figures_of(formula)}
    facts = {(fact.request, fact.round): fact for fact in rows.requests}
    of_fact = {key: _values(request_figures(fact), names) for key, fact in facts.items()}
    steps = [
        (
            step,
            (
                *of_fact[step.request, step.round],
                *_values(step_figures(step, facts[step.request, step.round]), names),
            ),
        )
        for step in rows.steps
    ]
    # An officer who did nothing in a period is no citizen in it either.
    everybody = rows.colleagues.union(officers_in(rows))
    family = {key: family_of(fact.service, fact.applicant, fact.request) for key, fact in facts.items()}

    def inside(period: Period) -> tuple[Rows, tuple[OfficerId, ...]]:
        start, end = period.bounds
        kept = [step for step, moments in steps if any(start <= moment < end for moment in moments)]
        touched = {(step.request, step.round) for step in kept}
        requests = [
            key for key in facts if key in touched or any(start <= moment < end for moment in of_fact[key])
        ]
        officers = officers_in(evolve(rows, requests=[facts[key] for key in requests], steps=kept))
        families = {family[key] for key in requests}
        return evolve(
            rows,
            requests=[fact for key, fact in facts.items() if family[key] in families],
            steps=[step for step, _ in steps if family[step.request, step.round] in families],
            colleagues=everybody,
        ), officers

    return inside


def _values(figures: dict[str, float | None], names: Iterable[str]) -> tuple[float, ...]:
    return tuple(value for name in names if (value := figures.get(name)) is not None)


def _picks(formula: Formula) -> bool:
    """Whether the value of a formula of moments is always one of its figures."""
    match formula:
        case Figure():
            return True
        case IfMissing(of=of, instead=instead):
            return _picks(of) and _picks(instead)
        case Arithmetic(operation="/", left=of, right=condition):
            return condition.unit == "yes/no" and _picks(of)
        case Arithmetic(operation="min" | "max", left=left, right=right):
            return _picks(left) and _picks(right)
    return False
