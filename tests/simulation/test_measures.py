from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.formula import evaluate as value_of
from asnwork.domain.law import Bands, Dated, Law
from asnwork.domain.reason import Reason, Wording
from asnwork.domain.service import ClosedDay, OutsideHours
from asnwork.domain.working_time import from_us
from asnwork.errors import UnknownName
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.gathering import gather_all
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.service_level import due_us
from asnwork.scoring.allowance import allowance
from asnwork.scoring.predicate import Rating, predicate_of, result_rating, score_figures
from asnwork.scoring.score import POINTS, Draft, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.work_behaviour import work_behaviour
from asnwork.simulation.evidence import EvidenceColumns
from asnwork.simulation.measures import (
    CELLS,
    SERVICE_MEASURES,
    OfficerPeriods,
    cells_of,
    officer_periods,
    on_time_by_reading,
    pay_columns,
    service_measures,
    simulated_figures,
)
from asnwork.simulation.run import Run
from asnwork.simulation.scenario import EndOfShift
from asnwork.simulation.staffing import OFF
from tests.simulation.cities import LIVELY, PNS, PROMISE, assumptions, small_city
from tests.simulation.runs import LAW, OFFICE, rows_of, simulated

POLICY = standard_outcome(LAW)
PAYS = {pay.name: pay for pay in all_pays(LAW)}
HOUR = 3_600_000_000
MONTHS = tuple(Period.month(2026, month, zone="Asia/Jakarta") for month in (5, 6, 7))
JUNE = MONTHS[1]
CONTRACT = evolve(PNS, code="contract", has_plan=False, gets_allowance=False)


@pytest.fixture(scope="module")
def busy() -> Run:
    """A run with as much work as there is time, so that promises are broken, and citizens left waiting."""
    return simulated(small_city(load=1.2, run_out_days=5))


# --- service -----------------------------------------------------------------------------------


def naive(run: Run) -> list[tuple[int, int | None, int | None]]:
    """When each first round filed in the window was filed, ready and due, from the log."""
    scenario, log = run.city.scenario, run.log
    found = []
    for row in range(len(run.city.work.request)):
        filed = from_us(int(run.desk.submitted_at[row]), "Asia/Jakarta").date()
        if run.city.work.round[row] == 1 and scenario.since <= filed < scenario.until:
            ready = log.ready_at[row] if log.ready_at[row] >= 0 else None
            found.append((run.desk.submitted_at[row], ready, run.desk.due_at[row] or None))
    return found


def test_on_time_is_counted_request_by_request(busy: Run) -> None:
    """Ready by the due moment is on time; later, or open past it, is late; open, not due counts nowhere."""
    kept = late = open_ = 0
    for _, ready, due in naive(busy):
        assert due is not None
        if ready is not None:
            kept, late = (kept + 1, late) if ready <= due else (kept, late + 1)
        elif due < busy.city.ends_at:
            late += 1
        else:
            open_ += 1
    found = service_measures(busy, POLICY)
    assert kept / (kept + late) == found["on_time"]
    assert (kept + late, open_, len(naive(busy))) == (
        found["judged"],
        found["open_not_due"],
        found["requests"],
    )
    assert min(kept, late) > 50
    assert any(ready is None and due < busy.city.ends_at for _, ready, due in naive(busy))


def test_requests_that_are_open_and_not_due_count_nowhere() -> None:
    """With no time to finish after the window the last requests are neither on time nor late."""
    run = simulated(small_city(load=1.2, run_out_days=0, run_in_days=0))
    found = service_measures(run, POLICY)
    assert found["open_not_due"] > 10
    assert found["requests"] == found["judged"] + found["open_not_due"]


def test_waits_are_elapsed_hours_until_ready(busy: Run) -> None:
    """Mean and slowest tenth are over what became ready, on the clock."""
    waits = [(ready - filed) / HOUR for filed, ready, _ in naive(busy) if ready is not None]
    found = service_measures(busy, POLICY)
    assert np.mean(waits) == pytest.approx(found["hours_to_ready"], rel=1e-12)
    assert np.quantile(waits, 0.9) == pytest.approx(found["hours_to_ready_p90"], rel=1e-12)


def test_trips_are_counted_for_a_thousand_requests(busy: Run) -> None:
    """Trips of the requests filed in the window, those to collect and those of a second round included."""
    rows = np.flatnonzero(busy.in_window)
    assert len(naive(busy)) == len(rows)
    facts = {fact.key: fact for fact in rows_of(busy).requests or ()}
    trips = [facts[f"r{row + 1:07d}"].trips for row in rows]
    assert trips == busy.requests["trips"][rows].tolist()
    again = [facts[key].trips for row in rows if (key := f"r{row + 1:07d}#2") in facts]
    assert 0 < sum(again)
    found = service_measures(busy, POLICY)
    assert 1000 * (sum(trips) + sum(again)) / len(rows) == pytest.approx(found["trips_per_1000"])


def test_days_elsewhere_are_a_share_of_days_on_duty(busy: Run) -> None:
    """Days away from the office in the window, field duty left out, of all days on duty."""
    staff, plan, scenario = busy.city.staff, busy.plan, busy.city.scenario
    away = on_duty = 0
    for number in range(len(staff.officers)):
        for index, day in enumerate(staff.days):
            if not scenario.since <= day < scenario.until or plan.place[number, index] == OFF:
                continue
            on_duty += 1
            away += staff.place_codes[plan.place[number, index]] == "home"
    assert away / on_duty == service_measures(busy, POLICY)["days_elsewhere"]
    assert 0 < away
    assert 0.0 == service_measures(simulated(elsewhere=OFFICE), POLICY)["days_elsewhere"]


def test_overtime_is_work_after_closing() -> None:
    """Minutes outside duty hours, of all minutes worked, over pieces that were begun in the window."""
    run = simulated(small_city(end_of_shift=EndOfShift.FINISH, load=1.1, start_anyway=True))
    staff, log = run.city.staff, run.log
    scenario = run.city.scenario
    since, until = Period(since=scenario.since, until=scenario.until, zone=scenario.calendar.zone).bounds
    over = worked = 0
    for piece, officer in enumerate(log.officer):
        begins, ends = log.started_at[piece], log.ended_at[piece]
        if not since <= begins < until:
            continue
        worked += log.worked[piece]
        stretches = [s for day in staff.stretches[staff.group_of[officer]] for s in day]
        on_duty = sum(max(min(closes, ends) - max(opens, begins), 0) for opens, closes in stretches)
        over += ends - begins - on_duty if ends >= 0 else 0
    assert over / worked == service_measures(run, POLICY)["overtime"] > 0


def test_a_piece_in_hand_at_closing_is_no_overtime_when_it_can_be_left() -> None:
    """With pieces that are taken up again only what a citizen waits beside may run over."""
    assert service_measures(simulated(), POLICY)["overtime"] < 0.01


def test_every_measure_is_there(busy: Run) -> None:
    """The measures of service and the counts that they rest on, all of them numbers."""
    found = service_measures(busy, POLICY)
    assert [*SERVICE_MEASURES, "requests", "judged", "not_ready", "open_not_due"] == list(found)
    assert not any(np.isnan(value) for value in found.values())


def test_a_city_that_nobody_asks_for_anything_has_no_service_to_measure() -> None:
    """Without requests shares and waits are missing, and counts are 0."""
    found = service_measures(simulated(small_city(demand=(), until=date(2026, 6, 8))), POLICY)
    assert np.isnan(
        [found[name] for name in ("on_time", "hours_to_ready", "hours_to_ready_p90", "trips_per_1000")]
    ).all()
    assert [0.0, 0.0, 0.0, 0.0] == [
        found[name] for name in ("requests", "judged", "open_not_due", "overtime")
    ]


def test_a_policy_without_the_promises_of_citizens_is_refused(busy: Run) -> None:
    """The measure that is read is named when a policy does not have it."""
    without = evolve(POLICY, measures=[each for each in POLICY.measures if "citizen" not in each.name])
    with pytest.raises(UnknownName, match="unknown measure of the outcome policy 'citizen_promises_judged'"):
        service_measures(busy, without)


# --- readings ----------------------------------------------------------------------------------


def test_each_reading_of_the_promise_is_judged_by_its_own_due_moment(busy: Run) -> None:
    """Over the requests that waited for no papers, each reading gives the share ready by its due moment."""
    readings = {
        "as shipped": PROMISE,
        "clock": evolve(PROMISE, closed_day=ClosedDay.CLOCK),
        "none outside": evolve(PROMISE, outside_hours=OutsideHours.NO_PROMISE),
    }
    found = on_time_by_reading(busy, POLICY, readings)
    assert list(readings) == list(found)
    rows = np.flatnonzero(busy.in_window & (np.asarray(busy.log.asked_at) < 0))
    for name, limit in readings.items():
        judged = kept = 0
        for row in rows:
            filed, ready = busy.desk.submitted_at[row], busy.log.ready_at[row]
            due = due_us(limit, filed, filed, busy.city.scenario.calendar)
            if due is None or (ready < 0 and due >= busy.city.ends_at):
                continue
            judged += 1
            kept += 0 <= ready <= due
        assert kept / judged == found[name]
    assert 1 < len(set(found.values()))


def test_a_reading_that_is_the_scenarios_own_gives_its_own_share() -> None:
    """Where nobody waits for papers the shipped reading is the on-time share of the run."""
    run = simulated(small_city(load=1.2, assumptions={**LIVELY, "incomplete": assumptions()["incomplete"]}))
    assert (
        service_measures(run, POLICY)["on_time"] == on_time_by_reading(run, POLICY, {"own": PROMISE})["own"]
    )


# --- officers ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def months() -> tuple[Run, OfficerPeriods, dict[tuple[int, int], Evidence]]:
    """A run, its officer-months as columns, and the same evidence as an application gathers it."""
    staff = [evolve(group, kind=CONTRACT if group.code == "check" else PNS) for group in small_city().staff]
    run = simulated(small_city(staff=staff, load=0.9, run_out_days=24))
    measures = [*POLICY.measures, *attendance_measures(LAW)]
    rows, found = rows_of(run), {}
    for place, period in enumerate(MONTHS):
        plans = {who: run.plan_of(number, period) for number, who in enumerate(run.officers)}
        told = gather_all(
            period,
            rows,
            measures=measures,
            plans={who: plan for who, plan in plans.items() if plan is not None},
            as_of=run.city.ends_at,
            officers=run.officers,
        )
        found |= {(number, place): told[who] for number, who in enumerate(run.officers)}
    return run, officer_periods(run, POLICY, LAW, MONTHS), found


def test_presence_achievement_and_base_are_those_of_each_officer(months: Any) -> None:
    """Present on half of the days not on leave, achieved as the policy says, paid what the post pays."""
    run, officers, evidence = months
    for (number, place), told in evidence.items():
        at = number * len(MONTHS) + place
        group = run.city.staff.groups[run.city.staff.group_of[number]]
        days = told["days_working"] - told["days_on_leave"]
        present = None if days == 0 else told["days_at_office"] / days >= 0.5
        achieved = value_of(POLICY.achieved, told.figures, on=MONTHS[place].until - timedelta(days=1))
        base = group.position.allowance * told["months"] if group.kind.gets_allowance else None
        for expected, found in (
            (present, officers.present),
            (achieved, officers.achieved),
            (base, officers.base),
        ):
            assert (np.nan if expected is None else expected) == pytest.approx(found[at], nan_ok=True)
    assert {0.0, 1.0} == set(officers.present[~np.isnan(officers.present)].tolist())
    assert np.isnan(officers.base).sum() == 3 * len(MONTHS)


@pytest.mark.parametrize("name", PAYS)
def test_pay_is_what_an_application_pays(months: Any, name: str) -> None:
    """Score, gate, predicate and share of every officer-month are those of `evaluate` and `allowance`."""
    _, officers, evidence = months
    pay, law = PAYS[name], LAW
    found = pay_columns(officers, pay, law)
    paid = 0
    for (number, place), told in evidence.items():
        at, day = number * len(MONTHS) + place, MONTHS[place].until - timedelta(days=1)
        score = evaluate(pay.scorer, told)
        figures = {**told.figures, **score_figures(score)}
        result = result_rating(law, figures, on=day)
        rank = None if result is None else predicate_of(result, Rating.AS_EXPECTED, law=law, on=day)
        money = allowance(pay.allowance, 7_777_777, rank, figures, on=day, simulated=True)
        shares = [line.weight * line.achieved for line in money.lines if line.achieved is not None]
        share = None if money.held else sum(shares)
        expected = {
            "value": score.value if isinstance(score, Score) else None,
            "gate": figures["score.gate"],
            "predicate": None if rank is None else float(rank),
            "share": share,
        }
        for figure, one in expected.items():
            two = getattr(found, figure)[at]
            assert (np.nan if one is None else one) == pytest.approx(
                two, rel=1e-12, abs=1e-12, nan_ok=True
            ), (
                told.officer,
                figure,
            )
        if share is not None:
            assert abs(money.total - 7_777_777 * told["months"] * share) <= 0.5 + 1e-6
            paid += 1
    assert paid > 10


def test_what_is_simulated_is_what_the_evidence_of_a_run_has(months: Any) -> None:
    """Every figure that a run measures is named, and every one that is named is there."""
    _, officers, _ = months
    named = simulated_figures(POLICY, LAW)
    assert named <= officers.evidence.figures.keys()
    measured = {name for name, column in officers.evidence.figures.items() if not np.isnan(column).all()}
    assert measured <= named
    assert all(pay.scorer.reads <= named for pay in PAYS.values())


@pytest.mark.parametrize("formulas", [True, False])
def test_what_the_simulation_does_not_measure_is_missing(months: Any, formulas: bool) -> None:
    """A scorer that reads ratings, which no simulation has, scores nobody; made of formulas or not."""
    scorer: Any = work_behaviour(LAW)
    plain = SimpleNamespace(**{name: getattr(scorer, name) for name in ("name", "version", "scale", "reads")})
    plain.score = scorer.score
    _, officers, _ = months
    found = pay_columns(officers, evolve(PAYS["outcome"], scorer=scorer if formulas else plain), LAW)
    for column in (found.value, found.predicate, found.share):
        assert np.isnan(column).all()


def test_what_is_measured_of_units_is_missing_to_an_officer(months: Any) -> None:
    """Plain Python that reads an answer to the survey of the unit scores by what else it reads."""

    class OfTheUnitToo:
        name, version, scale = "unit_too", "1", POINTS
        reads = frozenset({"survey.total.fee", "promises_judged"})

        def score(self, view: Any, on: Any) -> Draft:
            assert view["survey.total.fee"] is None
            told = Reason(rule="unit_too", code="flat", wording=Wording("flat", "rata"))
            return Draft(value=50.0 if view["promises_judged"] else None, reasons=[told])

    _, officers, _ = months
    found = pay_columns(officers, evolve(PAYS["outcome"], scorer=OfTheUnitToo()), LAW)
    assert {50.0} == set(found.value[~np.isnan(found.value)])


def test_cells_are_presence_and_achievement() -> None:
    """Each officer-month stands in the cell that its two answers name, or under insufficient evidence."""
    present = [1.0, 1.0, 0.0, 0.0, np.nan, 1.0, np.nan]
    achieved = [1.0, 0.0, 1.0, 0.0, 1.0, np.nan, np.nan]
    blank = np.full(len(present), np.nan)
    nothing = EvidenceColumns(periods=(JUNE,), officers=len(present), figures={})
    officers = OfficerPeriods(
        evidence=nothing, present=np.array(present), achieved=np.array(achieved), base=blank
    )
    assert [*CELLS[:4], "insufficient", "insufficient", "insufficient"] == [
        CELLS[n] for n in cells_of(officers)
    ]


def test_half_of_the_days_is_present() -> None:
    """Exactly half of the days not on leave is enough; a day less is not; no day at all cannot be told."""
    run = simulated(small_city(assumptions={**LIVELY, "leave": assumptions()["leave"]}))
    officers = officer_periods(run, POLICY, LAW, (JUNE,))
    figures = officers.evidence.figures
    share = figures["days_at_office"] / (figures["days_working"] - figures["days_on_leave"])
    assert ((share >= 0.5) == (officers.present == 1)).all()
    away = evolve(LIVELY["leave"], value=1.0)
    gone = simulated(
        small_city(
            until=date(2026, 6, 8), assumptions={**LIVELY, "leave": away, "absent": assumptions()["absent"]}
        )
    )
    assert np.isnan(officer_periods(gone, POLICY, LAW, (JUNE,)).present).all()


def test_what_nobody_rated_is_missing_to_the_rule_that_reads_it(months: Any) -> None:
    """A rule may read a figure that no run has: it is missing, and where the rule can do without, it pays."""
    _, officers, _ = months
    assert "behaviour.points" not in officers.evidence.figures
    assert "behaviour.points" in PAYS["surabaya_eperformance"].allowance.reads
    found = pay_columns(officers, PAYS["surabaya_eperformance"], LAW)
    # Without behaviour work carries the whole weight.
    known = ~np.isnan(found.share)
    assert np.minimum(found.value[known] / 100, 1) == pytest.approx(found.share[known], rel=1e-12)


def test_a_scorer_without_a_gate_has_no_predicate(months: Any) -> None:
    """Attendance has no main-job gate, so that nothing is known of it and no predicate follows."""
    _, officers, _ = months
    found = pay_columns(officers, PAYS["attendance_only"], LAW)
    assert np.isnan(found.gate).all()
    assert np.isnan(found.predicate).all()
    assert not np.isnan(found.share).all()


def test_scores_are_of_the_law_of_the_last_day(months: Any) -> None:
    """A threshold that changes between two months is read for each month as it then is."""
    _, officers, _ = months
    shares = LAW["predicate.pay_share"]
    lower = Bands(edges=shares.on(JUNE.since).edges, values=[0.0] * len(shares.on(JUNE.since).values))
    changed = evolve(shares, values=Dated(values=[*shares.values.values, (date(2026, 7, 1), lower)]))
    law = Law(parameters=[changed if each.path == changed.path else each for each in LAW.parameters])
    before, after = (
        pay_columns(officers, {pay.name: pay for pay in all_pays(each)}["outcome"], each).share
        for each in (LAW, law)
    )
    places = np.arange(len(before)) % len(MONTHS)
    assert np.array_equal(before[places < 2], after[places < 2], equal_nan=True)
    july = (places == 2) & ~np.isnan(before)
    assert july.any()
    assert (before[july] > 0).all()
    assert not after[july].any()
