"""Gathering: from the rows of facts to the evidence of an officer in a period.

Every figure is a sum over rows and names them; what the log does not tell has no figure but a reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from attrs import define, field

from asnwork.domain import units
from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.formula import Figure, evaluate, only_if, yes_or_no
from asnwork.domain.identity import OfficerId
from asnwork.domain.plan import AVAILABLE, PerformancePlan, PlannedResult, done_figure, target_figure
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.policies.attendance_measures import LEAVE_MEASURES
from asnwork.policies.condition import require_once
from asnwork.policies.fact_rows import Rows, later_fault, latest_ratings, officers_in, rows_by_source, rows_of
from asnwork.policies.indicator_measures import indicator_measures, indicator_targets
from asnwork.policies.outcome import ATTRIBUTIONS, Measure
from asnwork.policies.tally import Tally, law_stretches, tallies_of

__all__ = ["MONTHS", "Rows", "gather", "gather_all", "law_stretches", "period_figures"]

MONTHS = "months"
"""The figure that holds how many months the period has, and its unit: money and its cuts go by the month."""


def gather(
    officer: OfficerId,
    period: Period,
    rows: Rows,
    *,
    measures: Iterable[Measure],
    attribution: str = "each_step",
    plan: PerformancePlan | None = None,
    as_of: int,
) -> Evidence:
    """Return the evidence of one officer's work in a period.

    Args:
        officer: Whose evidence.
        period: For which period.
        rows: What the log holds; rows of others are not looked at.
        measures: How rows become figures. The two of leave are gathered in any case.
        attribution: Whose a request is: "each_step" or "decider".
        plan: What is expected of the officer in this very period; None when there is no plan.
        as_of: The moment of gathering, in microseconds since the epoch; later rows are not in it.

    Returns:
        The figures of the measures, and for each planned result "target.<code>" and "done.<code>" (validated
        work results, but for what a measure makes); "available", the share of working days not on lawful
        leave; "months". Each indicator of a planned result has what was measured of it and its target, under
        the names of `indicator_figure`.

    Raises:
        InvalidInput: The plan is another officer's or another period's, or a request was folded as of a
            later moment, so that it holds what could not be known.
        DuplicateName: Two measures make one figure, or two rows stand for one round of a request, or a
            day, a work result or a rating is there twice.
        UnknownName: The attribution is neither, or somebody rated a value in the period that none of the
            measures of ratings counts.

    Examples:
        >>> from asnwork.domain.request.facts import StepFact
        >>> from asnwork.domain.identity import RequestId
        >>> period = Period.month(2026, 5, zone="Asia/Jakarta")
        >>> start, end = period.bounds
        >>> step = StepFact(
        ...     request=RequestId("r1"), step="verify", officer=OfficerId("ani"), ended_at=start, effort=120
        ... )
        >>> effort = Measure(
        ...     name="effort", unit="microseconds", source="steps", at="step_ended_at",
        ...     of=Figure("step_effort", "microseconds"), wording=Wording("time spent", "waktu kerja"),
        ... )
        >>> evidence = gather(OfficerId("ani"), period, Rows(steps=[step]), measures=[effort], as_of=end)
        >>> evidence["effort"], evidence.rows["effort"], evidence["available"]
        (120.0, ('r1/verify',), None)
        >>> print(evidence.missing["available"])
        the log has no attendance
    """
    found = gather_all(
        period,
        rows_of(officer, rows),
        measures=measures,
        attribution=attribution,
        plans={} if plan is None else {officer: plan},
        as_of=as_of,
        officers=(officer,),
    )
    return found[officer]


def gather_all(
    period: Period,
    rows: Rows,
    *,
    measures: Iterable[Measure],
    attribution: str = "each_step",
    plans: Mapping[OfficerId, PerformancePlan] | None = None,
    as_of: int,
    officers: Iterable[OfficerId] | None = None,
) -> Mapping[OfficerId, Evidence]:
    """Return the evidence of every officer in one pass over the rows; each as `gather` would.

    Args:
        period: For which period.
        rows: What the log holds.
        measures: How rows become figures.
        attribution: Whose a request is: "each_step" or "decider".
        plans: What is expected of whom.
        as_of: The moment of gathering, in microseconds since the epoch.
        officers: Whose evidence; everybody whom a row names unless said otherwise.

    Raises:
        InvalidInput: As for `gather`.
        DuplicateName: As for `gather`.
        UnknownName: As for `gather`.
    """
    if attribution not in ATTRIBUTIONS:
        raise UnknownName("attribution", attribution, ATTRIBUTIONS)
    plans = {} if plans is None else plans
    wanted = officers_in(rows) if officers is None else tuple(officers)
    _refuse(period, rows, plans, as_of)
    common = _with_leave(measures)
    planned = {officer: _planned(plan, common) for officer, plan in plans.items()}
    all_measures = (*common, *{measure.name: measure for own in planned.values() for measure in own}.values())
    counting = latest_ratings(rows, period, as_of)
    _require_values(counting, common)
    tallies = tallies_of(all_measures, period, rows_by_source(counting, attribution), as_of)
    found = {}
    for officer in wanted:
        figures = _Figures()
        for measure in (*common, *planned.get(officer, ())):
            tally = tallies.get(officer, {}).get(measure.name, Tally())
            figures.add_sum(measure, tally, _silence(measure, rows, attribution))
        figures.add_available()
        figures.add_targets(plans.get(officer))
        for name, value in period_figures(period).items():
            figures.add(name, MONTHS, value)
        found[officer] = figures.evidence(officer, period, as_of)
    return found


def period_figures(period: Period) -> Mapping[str, float]:
    """Return the figures that every evidence of a period has, whoever's it is.

    Returns:
        "months": how many calendar months it has; a part of one counts by its days.

    Examples:
        >>> period_figures(Period.quarter(2026, 2, zone="Asia/Jakarta"))
        {'months': 3.0}
    """
    months = 0.0
    for part in period.months():
        whole = Period.month(part.since.year, part.since.month, zone=period.zone)
        months += (part.until - part.since) / (whole.until - whole.since)
    return {MONTHS: months}


def _with_leave(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    given = tuple(measures)
    names = [measure.name for measure in given]
    require_once("figure of evidence", names)
    return (*given, *(measure for measure in LEAVE_MEASURES if measure.name not in names))


def _refuse(period: Period, rows: Rows, plans: Mapping[OfficerId, PerformancePlan], as_of: int) -> None:
    later = later_fault(rows, as_of)
    faults = [] if later is None else [later]
    for officer, plan in plans.items():
        if (plan.officer, plan.period) != (officer, period):
            given, expected = f"{plan.officer}, {plan.period}", f"the plan of {officer} for {period}"
            faults.append(Fault(f"plans[{officer}]", given=given, expected=expected))
    if faults:
        raise InvalidInput(*faults)


def _require_values(rows: Rows, measures: Iterable[Measure]) -> None:
    """Refuse a rating of a value that no measure counts, where measures count value by value."""
    values = dict.fromkeys(measure.item for measure in measures if measure.source == "ratings")
    for rating in (rows.ratings or ()) if values and all(values) else ():
        if rating.value not in values:
            raise UnknownName("value of work behaviour", rating.value, values)


_VALIDATED = only_if(Figure("realised", "results"), Figure("validated", "yes/no"))


def _planned(plan: PerformancePlan, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures of the planned results that no other measure makes: validated work results."""
    made = {measure.name for measure in measures}
    own = (each for result in plan.results for each in (_done(result), *indicator_measures(result)))
    return tuple(each for each in own if each.name not in made)


def _done(result: PlannedResult) -> Measure:
    en, id_ = result.label or result.code, result.label_id or result.code
    return Measure(
        name=done_figure(result.code),
        unit=result.unit,
        source="work_results",
        of=_VALIDATED,
        at="recorded_at",
        item=result.code,
        wording=Wording(f"{en}, validated", f"{id_}, tervalidasi"),
    )


# --- figures and why they are missing ----------------------------------------------------------


_NO_SOURCE = {
    "requests": Wording("the log has no requests", "log tidak memuat permohonan"),
    "steps": Wording("the log has no steps", "log tidak memuat langkah kerja"),
    "work_results": Wording("the log has no work results", "log tidak memuat hasil kerja"),
    "attendance": Wording("the log has no attendance", "log tidak memuat presensi"),
    "ratings": Wording("the log has no ratings of behaviour", "log tidak memuat penilaian perilaku kerja"),
}
_NO_DAY = Wording("the period has no working day", "periode ini tidak memuat hari kerja")
_NO_TARGET = Wording("no plan sets a target for $item", "tidak ada SKP yang menetapkan target untuk $item")


def _why(code: str, wording: Wording, **values: str) -> Reason:
    return Reason(rule="gathering", code=code, values=values, wording=wording)


def _silence(measure: Measure, rows: Rows, attribution: str) -> Reason | None:
    """Why a log can tell nobody's figure; None when it can."""
    shared = measure.source == "requests" and attribution == "each_step"
    for source in (*measure.sources, *(("steps",) if shared else ())):
        if getattr(rows, source) is None:
            return _why("no_source", _NO_SOURCE[source], source=source)
    return _untold(measure) if not rows.unrecorded.isdisjoint(measure.needs) else None


def _untold(measure: Measure) -> Reason:
    words = measure.wording
    wording = Wording(f"the log does not tell: {words.en}", f"log tidak menyebutkan: {words.id}")
    return _why("not_told", wording, figure=measure.name)


@define
class _Figures:
    """The parts of an evidence while it is put together."""

    figures: dict[str, float | None] = field(factory=dict)
    units: dict[str, str] = field(factory=dict)
    rows: dict[str, tuple[str, ...]] = field(factory=dict)
    missing: dict[str, Reason] = field(factory=dict)

    def add(
        self, name: str, unit: str, value: float | None, why: Reason | None = None, rows: Iterable[str] = ()
    ) -> None:
        self.figures[name] = value
        self.units[name] = unit
        self.rows[name] = tuple(sorted(rows))
        if value is None and why is not None:
            self.missing[name] = why

    def add_sum(self, measure: Measure, tally: Tally, silence: Reason | None) -> None:
        why = _untold(measure) if silence is None and tally.rows and not tally.told else silence
        if why is not None:
            self.add(measure.name, measure.unit, None, why=why)
        else:
            value = math.fsum(value for _, value in tally.counted)
            self.add(measure.name, measure.unit, value, rows=[key for key, _ in tally.counted])

    def add_available(self) -> None:
        working, leave = (measure.name for measure in LEAVE_MEASURES)
        value = evaluate(_AVAILABLE, self.figures)
        why = self.missing.get(working, _why("no_day", _NO_DAY))
        self.add(AVAILABLE, "share", value, why=why, rows={*self.rows[working], *self.rows[leave]})

    def add_targets(self, plan: PerformancePlan | None) -> None:
        """Every planned result has a target, and every figure of something done has one or lacks it."""
        results = {} if plan is None else {result.code: result for result in plan.results}
        for code, result in results.items():
            units.same(self.units[done_figure(code)], result.unit, "plan", f"the target of {code}")
            self.add(target_figure(code), result.unit, result.target)
            for name, unit, value in indicator_targets(result):
                self.add(name, unit, value)
        prefix = done_figure("")
        for name in [name for name in self.figures if name.startswith(prefix)]:
            code = name.removeprefix(prefix)
            if code not in results:
                why = _why("no_target", _NO_TARGET, item=code)
                self.add(target_figure(code), self.units[name], None, why=why)

    def evidence(self, officer: OfficerId, period: Period, as_of: int) -> Evidence:
        return Evidence(
            officer=officer,
            period=period,
            as_of=as_of,
            figures=self.figures,
            units=self.units,
            rows=self.rows,
            missing=self.missing,
        )


_AVAILABLE = yes_or_no(1) - Figure("days_on_leave", "days") / Figure("days_working", "days")
