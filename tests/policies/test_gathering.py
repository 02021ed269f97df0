from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.attendance import AttendanceDay
from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.formula import Banded, Constant, Figure, evaluate
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.indicator import Indicator
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.moment import from_us
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.reason import Wording, explain
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.domain.work_result import WorkResult
from asnwork.errors import DuplicateName, InvalidInput, UnitMismatch, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.behaviour_measures import behaviour_measures
from asnwork.policies.fact_rows import Rows, rows_by_source
from asnwork.policies.gathering import gather, gather_all, period_figures
from asnwork.policies.outcome import WORK, Measure
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from tests.rows import AS_OF, HOUR, LEAVE, MAY, OFFICERS, START, rows

LAW = national_law()
ANI, BUDI = OFFICERS[:2]
DECIDER = standard_outcome(LAW, attribution="decider")
MEASURES = {
    attribution: (
        *standard_outcome(LAW, attribution=attribution).measures,
        *attendance_measures(LAW),
    )
    for attribution in ("each_step", "decider")
}
ATTRIBUTION = st.sampled_from(sorted(MEASURES))
WHOLE = {"period": MAY, "as_of": AS_OF}
NEAT = Indicator(aspect="quality", target=80.0, target_high=90.0, unit="points")
SWIFT = Indicator(aspect="time", target=7.0, unit="days")
RESULTS = (
    WORK,
    PlannedResult(
        code="reports",
        label="reports",
        label_id="laporan",
        main=True,
        target=5.0,
        unit="reports",
        indicators=[NEAT, SWIFT],
    ),
    PlannedResult(code="visits", main=False, target=2.0, unit="visits"),
)
PLAN = PerformancePlan(officer=ANI, period=MAY, results=RESULTS)


def gathered(found: Rows, officer: OfficerId, attribution: str = "each_step", **parts: Any) -> Evidence:
    """The evidence of an officer by all measures."""
    given_parts = {**WHOLE, "measures": MEASURES[attribution], "attribution": attribution, **parts}
    return gather(officer, rows=found, **given_parts)


def shuffled(found: Rows, order: Any) -> Rows:
    """The same rows in another order."""
    sources = ("requests", "steps", "attendance", "work_results", "ratings")
    changed = {
        source: order.sample(rows_, len(rows_))
        for source in sources
        if (rows_ := getattr(found, source)) is not None
    }
    return evolve(found, **changed)


# --- laws --------------------------------------------------------------------------------------


@given(rows(), ATTRIBUTION)
def test_everybody_at_once_is_one_after_the_other(found: Rows, attribution: str) -> None:
    """Gathering for all officers in one pass gives each the evidence that gathering alone gives."""
    plans = {ANI: PLAN, BUDI: evolve(PLAN, officer=BUDI, results=RESULTS[1:])}
    together = gather_all(
        rows=found, measures=MEASURES[attribution], attribution=attribution, plans=plans, **WHOLE
    )
    for officer, evidence in together.items():
        assert gathered(found, officer, attribution, plan=plans.get(officer)) == evidence


@given(rows(), ATTRIBUTION, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(found: Rows, attribution: str, order: Any) -> None:
    """The same rows in any order give the same evidence, to the last bit."""
    whole = (*MEASURES[attribution], *behaviour_measures(LAW))
    for officer in OFFICERS:
        plan = PLAN if officer == ANI else None
        expected = gathered(found, officer, attribution, plan=plan, measures=whole)
        again = gathered(shuffled(found, order), officer, attribution, plan=plan, measures=whole)
        assert expected == again


@given(rows(), ATTRIBUTION, st.integers(1, 30))
def test_two_halves_make_the_whole(found: Rows, attribution: str, days: int) -> None:
    """A figure that is a sum is the sum of its halves, and names the rows of both."""
    cut = date(2026, 5, 1 + days)
    halves = [
        gathered(found, ANI, attribution, period=part)
        for part in (evolve(MAY, until=cut), evolve(MAY, since=cut))
    ]
    whole = gathered(found, ANI, attribution)
    for measure in MEASURES[attribution]:
        name = measure.name
        values = [half[name] for half in halves if half[name] is not None]
        if whole[name] is None:
            assert 0.0 == sum(values)
        else:
            assert whole[name] == pytest.approx(sum(values), rel=1e-12)
        assert whole.rows[name] == tuple(sorted(row for half in halves for row in half.rows[name]))


@given(rows(), ATTRIBUTION)
def test_a_figure_is_rebuilt_from_the_rows_that_it_names(found: Rows, attribution: str) -> None:
    """Summing a measure over the named rows alone gives the figure again."""
    evidence = gathered(found, ANI, attribution)
    sources = {
        source: {row.key: row for row in rows_ if ANI in row.owners}
        for source, rows_ in rows_by_source(found, attribution).items()
    }
    for measure in MEASURES[attribution]:
        value, named = evidence[measure.name], evidence.rows[measure.name]
        if value is None:
            assert () == named
            continue
        terms = [evaluate(measure.of, sources[measure.source][key].figures, on=MAY.since) for key in named]
        assert value == pytest.approx(sum(terms), rel=1e-12)


@given(rows(), ATTRIBUTION)
def test_a_missing_figure_says_why(found: Rows, attribution: str) -> None:
    """Each figure has a unit and either a value or a reason, in two languages."""
    evidence = gathered(found, ANI, attribution, plan=PLAN)
    assert set(evidence.figures) == set(evidence.units)
    for name, value in evidence.figures.items():
        assert (value is None) is (name in evidence.missing)
    for reason in evidence.missing.values():
        assert explain(reason, lang="en") != explain(reason, lang="id")


@given(rows(), ATTRIBUTION)
def test_others_rows_change_nothing(found: Rows, attribution: str) -> None:
    """An officer's evidence is the same when the steps, days and results of others are not there."""
    changes = {
        source: [row for row in rows_ if row.officer == ANI]
        for source in ("steps", "attendance", "work_results", "ratings")
        if (rows_ := getattr(found, source)) is not None
    }
    alone = evolve(found, **changes)
    whole = (*MEASURES[attribution], *behaviour_measures(LAW))
    assert gathered(found, ANI, attribution, measures=whole) == gathered(
        alone, ANI, attribution, measures=whole
    )


# --- cases -------------------------------------------------------------------------------------


def request(**parts: Any) -> RequestFact:
    """A request filed on the first of May and decided by ani on the tenth."""
    whole: dict[str, Any] = {
        "request": RequestId("r1"),
        "decided_by": ANI,
        "as_of": AS_OF,
        "submitted_at": START,
        "decided_at": START + 9 * 24 * HOUR,
        "ready_at": START + 9 * 24 * HOUR,
        "office_due_at": START + 5 * 24 * HOUR,
        "decision": "granted",
    }
    return RequestFact(service="s", channel="c", **{**whole, **parts})


def test_a_result_belongs_to_the_period_of_its_decision() -> None:
    """A request that fell due in May and is decided in June counts in June, and in no month twice."""
    june = Period.month(2026, 6, zone=MAY.zone)
    late = request(decided_at=START + 40 * 24 * HOUR, ready_at=START + 40 * 24 * HOUR)
    found = Rows(requests=[late], steps=[])
    judged = [gathered(found, ANI, "decider", period=period)["promises_judged"] for period in (MAY, june)]
    assert [0.0, 1.0] == judged


def test_a_request_that_nobody_decided_counts_when_it_fell_due() -> None:
    """A request open past its promise is broken in the period in which it fell due."""
    step = StepFact(request=RequestId("r1"), step="verify", officer=ANI, ended_at=START)
    open_ = request(decided_at=None, ready_at=None, decision="", decided_by=None)
    evidence = gathered(Rows(requests=[open_], steps=[step]), ANI)
    assert (1.0, 0.0) == (evidence["promises_judged"], evidence["promises_kept"])
    assert ("r1/verify",) == evidence.rows["promises_judged"]


@pytest.mark.parametrize(
    ("offset", "expected"), [(-1, 0.0), (0, 1.0), (31 * 24 * HOUR - 1, 1.0), (31 * 24 * HOUR, 0.0)]
)
def test_a_period_begins_at_local_midnight(offset: int, expected: float) -> None:
    """A step counts from the first microsecond of the first day to the last of the last, in the zone."""
    step = StepFact(request=RequestId("r1"), step="verify", officer=ANI, ended_at=START + offset)
    assert expected == gathered(Rows(steps=[step]), ANI)["steps_done"]


def test_what_came_later_is_not_in_it() -> None:
    """A step after the moment of gathering does not count; one at that very moment does."""
    steps = [
        StepFact(request=RequestId("r1"), step=str(hour), officer=ANI, ended_at=START + hour)
        for hour in (1, 2)
    ]
    assert 1.0 == gathered(Rows(steps=steps), ANI, as_of=START + 1)["steps_done"]


def test_facts_folded_later_are_refused() -> None:
    """Rows that know more than could be known at the moment are refused, saying how many and what to do."""
    found = Rows(requests=[request(), request(request=RequestId("r2"))])
    with pytest.raises(InvalidInput, match=r"requests\[r1\].as_of.*2 rows.*fold the events"):
        gathered(found, ANI, as_of=AS_OF - 1)


@pytest.mark.parametrize(
    ("source", "figure", "en", "id_"),
    [
        ("attendance", "late_cut", "the log has no attendance", "log tidak memuat presensi"),
        ("attendance", "available", "the log has no attendance", "log tidak memuat presensi"),
        ("steps", "steps_done", "the log has no steps", "log tidak memuat langkah kerja"),
        ("requests", "promises_kept", "the log has no requests", "log tidak memuat permohonan"),
        ("work_results", "done.reports", "the log has no work results", "log tidak memuat hasil kerja"),
    ],
)
def test_a_log_without_a_source_says_so(source: str, figure: str, en: str, id_: str) -> None:
    """What the log does not hold at all is missing, never zero, and the reason reads well."""
    whole = Rows(requests=[], steps=[], attendance=[], work_results=[])
    evidence = gathered(evolve(whole, **{source: None}), ANI, plan=PLAN)
    assert evidence[figure] is None
    assert (en, id_) == (str(evidence.missing[figure]), explain(evidence.missing[figure], lang="id"))


def test_an_officer_without_rows_did_nothing() -> None:
    """When the sources are there and an officer stands in none, sums are zero, and no leave is known."""
    evidence = gathered(Rows(requests=[], steps=[], attendance=[], work_results=[]), ANI)
    assert (0.0, 0.0, 0.0) == (evidence["steps_done"], evidence["promises_judged"], evidence["days_working"])
    assert "the period has no working day" == str(evidence.missing["available"])


def test_rows_that_do_not_tell_are_no_zero() -> None:
    """When no step says what it counts for, the work is unknown; one that does is enough."""
    mute = StepFact(request=RequestId("r1"), step="a", officer=ANI, ended_at=START)
    told = evolve(mute, step="b", credit=60_000_000)
    silent = gathered(Rows(steps=[mute]), ANI)
    assert silent["done.work"] is None
    assert "the log does not tell: expected minutes of the steps done" == str(silent.missing["done.work"])
    assert 1.0 == gathered(Rows(steps=[mute, told]), ANI)["done.work"]


def test_what_a_log_never_records_is_unknown() -> None:
    """A log that records no reopening has no lasting results, rather than only lasting ones."""
    rows_ = Rows(requests=[request(closed_at=START + 10 * 24 * HOUR)], steps=[])
    assert (1.0, 1.0) == tuple(gathered(rows_, ANI, "decider")[n] for n in ("reopen_judged", "not_reopened"))
    blind = gathered(evolve(rows_, unrecorded=["reopened_at"]), ANI, "decider")
    assert blind["not_reopened"] is None
    assert "the log does not tell: results not reopened" == str(blind.missing["not_reopened"])


def test_a_measure_over_requests_belongs_to_everybody_with_a_step() -> None:
    """With each step, a measure over requests counts each request once for each officer who worked on it."""
    closed = Measure(
        name="decided",
        unit="1",
        source="requests",
        of=Figure("granted", "yes/no"),
        at="decided_at",
        wording=Wording("granted", "dikabulkan"),
    )
    steps = [StepFact(request=RequestId("r1"), step=step, officer=ANI, ended_at=START) for step in ("a", "b")]
    found = Rows(requests=[request(decided_by=BUDI)], steps=steps)
    decided = {
        attribution: [
            gathered(found, officer, attribution, measures=[closed])["decided"] for officer in (ANI, BUDI)
        ]
        for attribution in ("each_step", "decider")
    }
    assert {"each_step": [1.0, 0.0], "decider": [0.0, 1.0]} == decided
    unknown = gathered(evolve(found, steps=None), ANI, measures=[closed])
    assert "the log has no steps" == str(unknown.missing["decided"])


def work_result(name: str, **parts: Any) -> WorkResult:
    """A validated result of ani's in May."""
    whole = {"officer": ANI, "item": "reports", "realised": 3.0, "validated_by": BUDI, **parts}
    return WorkResult(id=name, recorded_at=from_us(START, MAY.zone), entered_by=ANI, **whole)


def test_results_count_when_somebody_else_validated_them() -> None:
    """Results come in under their planned result, in its unit, when another officer validated them."""
    results = [
        work_result("w1"),
        work_result("w2", item="visits", realised=1.0),
        work_result("w3", validated_by=None),
        work_result("w4", validated_by=ANI),
        work_result("w5", item="elsewhere"),
        work_result("w6", officer=BUDI),
    ]
    evidence = gathered(Rows(work_results=results), ANI, plan=PLAN)
    assert (3.0, 1.0) == (evidence["done.reports"], evidence["done.visits"])
    assert (("w1",), ("w2",)) == (evidence.rows["done.reports"], evidence.rows["done.visits"])
    assert ("reports", "visits") == (evidence.units["done.reports"], evidence.units["target.visits"])


def test_indicators_are_sums_over_validated_results() -> None:
    """What was measured counts for as many units as the result has; what nobody else validated counts not."""
    results = [
        work_result("w1", realised=3.0, quality=92.0, time=6.0),
        work_result("w2", realised=1.0, quality=80.0),
        work_result("w3", realised=9.0, quality=10.0, time=99.0, validated_by=ANI),
        work_result("w4", realised=2.0),
    ]
    evidence = gathered(Rows(work_results=results), ANI, plan=PLAN)
    assert (356.0, 4.0, 18.0, 3.0, 6.0) == tuple(
        evidence[name]
        for name in (
            *("quality.total.reports", "quality.told.reports"),
            *("time.total.reports", "time.told.reports", "done.reports"),
        )
    )
    assert ("w1", "w2") == evidence.rows["quality.total.reports"] == evidence.rows["quality.told.reports"]
    assert ("points*reports", "reports") == tuple(
        evidence.units[f"quality.{what}.reports"] for what in ("total", "told")
    )


def test_the_targets_of_indicators_come_from_the_plan() -> None:
    """A range has two ends, one number has one; without a plan there are neither."""
    with_plan, without = (gathered(Rows(work_results=[]), ANI, plan=plan) for plan in (PLAN, None))
    assert (80.0, 90.0, 7.0) == (
        with_plan["quality.target.reports"],
        with_plan["quality.target_high.reports"],
        with_plan["time.target.reports"],
    )
    assert "time.target_high.reports" not in with_plan.figures
    assert not [name for name in without.figures if "reports" in name]


def test_results_that_measure_nothing_leave_an_indicator_unknown() -> None:
    """When no result tells its quality, quality is unknown and says so; in a log that never tells it, too."""
    mute, told = work_result("w1"), work_result("w2", quality=50.0)
    evidence = gathered(Rows(work_results=[mute]), ANI, plan=PLAN)
    assert evidence["quality.total.reports"] is evidence["quality.told.reports"] is None
    assert "the log does not tell: quality of reports, validated" == str(
        evidence.missing["quality.total.reports"]
    )
    blind = gathered(Rows(work_results=[told], unrecorded=["quality"]), ANI, plan=PLAN)
    assert blind["quality.told.reports"] is None
    assert 3.0 == gathered(Rows(work_results=[mute, told]), ANI, plan=PLAN)["quality.told.reports"]


def test_a_citys_own_measure_of_an_indicator_takes_the_place_of_ours() -> None:
    """A measure that a caller names like an indicator's figure is the one that counts."""
    own = Measure(
        name="quality.told.reports",
        unit="reports",
        source="work_results",
        of=Figure("realised", "results"),
        at="recorded_at",
        item="reports",
        wording=Wording("all reports", "semua laporan"),
    )
    evidence = gathered(
        Rows(work_results=[work_result("w1", validated_by=None)]), ANI, plan=PLAN, measures=[own]
    )
    assert 3.0 == evidence["quality.told.reports"]


def test_targets_come_from_the_plan() -> None:
    """Each planned result has its target; what is done without one says that no plan sets it."""
    with_plan, without = (gathered(Rows(steps=[]), ANI, plan=plan) for plan in (PLAN, None))
    assert (1.0, 5.0, 2.0) == tuple(with_plan[f"target.{code}"] for code in ("work", "reports", "visits"))
    assert without["target.work"] is None
    assert "no plan sets a target for work" == str(without.missing["target.work"])
    assert "target.reports" not in without.figures


@pytest.mark.parametrize(
    "changes",
    [{"officer": BUDI}, {"period": Period.month(2026, 6, zone=MAY.zone)}],
)
def test_a_plan_must_fit(changes: dict[str, Any]) -> None:
    """The plan of another officer or for another period is refused."""
    with pytest.raises(InvalidInput, match="the plan of ani for 2026-05-01 to 2026-05-31"):
        gathered(Rows(), ANI, plan=evolve(PLAN, **changes))


def test_a_target_is_in_the_unit_of_what_is_done() -> None:
    """A target in another unit than the measure of it is refused."""
    plan = evolve(PLAN, results=[evolve(WORK, unit="steps")])
    with pytest.raises(UnitMismatch, match="the target of work"):
        gathered(Rows(), ANI, plan=plan)


def test_leave_prorates_what_is_available() -> None:
    """What is available is the share of working days not on lawful leave, and names all days."""
    days = [
        AttendanceDay(
            officer=ANI,
            day=date(2026, 5, number),
            starts_at=datetime(2026, 5, number, 1, tzinfo=UTC),
            at_office=True,
            absence=LEAVE if number == 5 else None,
        )
        for number in (4, 5, 6, 7)
    ]
    evidence = gathered(Rows(attendance=days), ANI, measures=[])
    assert 0.75 == evidence["available"]
    assert ("2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07") == evidence.rows["available"]


def test_law_is_read_on_the_day_of_each_row() -> None:
    """When bands change within a month, each step is measured by those of its own day."""
    first, then = Bands(edges=(), values=(1.0,)), Bands(edges=(), values=(10.0,))
    bands = Parameter(
        path="some.bands",
        unit="1",
        of_unit="microseconds",
        values=Dated(values=[(date(2026, 1, 1), first), (date(2026, 5, 11), then)]),
        basis=Dated.always(assumed("for the tests")),
    )
    points = Measure(
        name="points",
        unit="1",
        source="steps",
        of=Banded(Figure("step_ended_at", "microseconds"), bands),
        at="step_ended_at",
        wording=Wording("points", "poin"),
    )
    ends = (START, START + 10 * 24 * HOUR - 1, START + 10 * 24 * HOUR)
    steps = [StepFact(request=RequestId("r"), step=str(end), officer=ANI, ended_at=end) for end in ends]
    assert 12.0 == gathered(Rows(steps=steps), ANI, measures=[points])["points"]


def test_a_figure_is_made_once() -> None:
    """Two measures of one name are refused."""
    twice = [MEASURES["decider"][0]] * 2
    with pytest.raises(DuplicateName, match="'steps_done'"):
        gathered(Rows(), ANI, measures=twice)


def test_a_citys_own_measure_of_leave_takes_the_place_of_ours() -> None:
    """A measure that a caller names days_working is the one that counts."""
    own = Measure(
        name="days_working",
        unit="days",
        source="attendance",
        of=Figure("working_day", "days") * Constant(2),
        at="starts_at",
        wording=Wording("half days", "setengah hari"),
    )
    day = AttendanceDay(
        officer=ANI, day=date(2026, 5, 4), starts_at=datetime(2026, 5, 4, 1, tzinfo=UTC), at_office=True
    )
    assert 2.0 == gathered(Rows(attendance=[day]), ANI, measures=[own])["days_working"]


def test_only_named_officers_are_gathered() -> None:
    """Evidence comes for those asked for, in the order asked; unknown attributions are refused."""
    asked = gather_all(MAY, Rows(steps=[]), measures=[], as_of=AS_OF, officers=[BUDI, ANI])
    assert [BUDI, ANI] == list(asked)
    with pytest.raises(UnknownName, match="attribution"):
        gather_all(MAY, Rows(), measures=[], attribution="team", as_of=AS_OF)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 5, 1), date(2026, 6, 1), 1.0),
        (date(2026, 4, 1), date(2026, 7, 1), 3.0),
        (date(2026, 4, 16), date(2026, 5, 1), 0.5),
        (date(2026, 4, 16), date(2026, 6, 1), 1.5),
    ],
)
def test_a_part_of_a_month_counts_by_its_days(since: date, until: date, expected: float) -> None:
    """A period counts its months, and a part of one as the share of its days."""
    period = Period(since=since, until=until, zone=MAY.zone)
    assert {"months": expected} == period_figures(period)
    assert expected == gather(ANI, period, Rows(), measures=[], as_of=AS_OF)["months"]
