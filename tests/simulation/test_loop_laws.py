"""Laws that every simulated run keeps, whatever is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.assignment import Candidate, WaitingStep, pair_figures
from asnwork.domain.formula import Figure, at_least, evaluate, yes_or_no
from asnwork.domain.officer import Skill
from asnwork.domain.reason import Wording
from asnwork.domain.working_time import WeeklyHours, between_us, hours
from asnwork.errors import BrokenRule
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_workplaces, standard_factorial
from asnwork.policies.assigning import next_step
from asnwork.policies.assignment_rules import by_earliest_promise, by_least_load, by_rotation
from asnwork.policies.condition import Condition
from asnwork.policies.workplace import elsewhere_formula
from asnwork.simulation.engine import build_city
from asnwork.simulation.facts import place_of_piece
from asnwork.simulation.measures import service_measures
from asnwork.simulation.run import Run, run
from asnwork.simulation.scenario import Assign, EndOfShift, Rework, Scenario, StaffGroup, Stream
from tests.simulation.cities import ANY_PLACE, CALENDAR, OURS, PNS, assumptions, service, small_city, step
from tests.simulation.test_audit import Situation, blocked

LAW = national_law()
ANYWHERE = elsewhere_formula({rule.name: rule for rule in all_workplaces(LAW)}["anywhere_if_task_allows"])
OFFICE = elsewhere_formula({rule.name: rule for rule in all_workplaces(LAW)}["office_only"])

CHOICES = st.fixed_dictionaries(
    {
        "assign": st.sampled_from(Assign),
        "end_of_shift": st.sampled_from(EndOfShift),
        "start_anyway": st.booleans(),
        "rework": st.sampled_from(Rework),
        "time_out_hours": st.sampled_from([None, 3.0, 30.0]),
        "load": st.sampled_from([0.3, 0.8, 1.3]),
        "seed": st.integers(0, 1000),
    }
)
RULES = st.sampled_from([by_rotation(), by_least_load(), by_earliest_promise()])


def week_long(**changes: Any) -> Scenario:
    """Return a small city whose window is one week."""
    return small_city(**({"until": date(2026, 6, 8), "run_in_days": 2, "run_out_days": 5} | changes))


def spans(simulated: Run) -> list[tuple[int, int, int, int]]:
    """Return (piece, officer, from, to) of all work that was done."""
    log = simulated.log
    split = {piece for piece, *_ in log.segments}
    whole = [
        (piece, officer, log.started_at[piece], log.ended_at[piece])
        for piece, officer in enumerate(log.officer)
        if piece not in split and log.ended_at[piece] >= 0
    ]
    return whole + list(log.segments)


@settings(max_examples=25, deadline=None)
@given(choices=CHOICES, rule=RULES)
def test_minutes_worked_add_up_and_nobody_does_two_things_at_once(choices: dict[str, Any], rule: Any) -> None:
    """Time worked on a piece is the sum of its stretches, to the tick; no officer's stretches overlap."""
    simulated = run(build_city(week_long(**choices), 0), ANYWHERE, rule)
    log, work = simulated.log, simulated.city.work
    worked = np.zeros(len(work.row), dtype=np.int64)
    by_officer: dict[int, list[tuple[int, int]]] = {}
    for piece, officer, begins, ends in spans(simulated):
        assert begins < ends
        worked[piece] += ends - begins
        by_officer.setdefault(officer, []).append((begins, ends))
    assert worked.tolist() == log.worked
    for stretches in by_officer.values():
        stretches.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(stretches))


@settings(max_examples=25, deadline=None)
@given(choices=CHOICES, rule=RULES)
def test_effort_of_a_piece_is_its_drawn_effort_at_the_pace_of_its_officer(
    choices: dict[str, Any], rule: Any
) -> None:
    """A piece that one officer did takes its drawn effort times that officer's pace, to the tick."""
    simulated = run(build_city(week_long(**choices), 0), OFFICE, rule)
    log, city = simulated.log, simulated.city
    passed_on = {log.choices[place] for place, _, _ in log.taken_over}
    pace = np.rint(1000 / city.officers.speed).astype(int)
    for piece, ended in enumerate(log.ended_at):
        if ended >= 0 and piece not in passed_on:
            effort = int(city.work.effort[piece]) * int(pace[log.officer[piece]])
            assert log.worked[piece] == max((effort + 500) // 1000, 1)


@settings(max_examples=25, deadline=None)
@given(choices=CHOICES, rule=RULES)
def test_nobody_starts_off_duty_or_does_what_the_place_does_not_allow(
    choices: dict[str, Any], rule: Any
) -> None:
    """Every piece is begun on duty, by an officer of the unit with the skill, at a place that allows it."""
    simulated = run(build_city(week_long(**choices), 0), ANYWHERE, rule)
    situation, log = Situation(simulated), simulated.log
    place = place_of_piece(simulated.city, simulated.plan, log)
    for piece, officer in enumerate(log.officer):
        if officer < 0:
            continue
        started = log.started_at[piece]
        first = next((o for p, o, *_ in log.segments if p == piece), officer)
        figures = pair_figures(
            situation.work_of(piece, started), situation.candidate(first, started), started
        )
        assert (figures["on_duty"], figures["same_unit"], figures["has_skill"]) == (1.0, 1.0, 1.0)
        assert figures["place_allows"] == 1.0
        if log.ended_at[piece] >= 0:
            kind = simulated.city.work.kinds[simulated.city.work.kind[piece]]
            code = simulated.city.staff.place_codes[place[piece]]
            assert (
                simulated.city.scenario.catalogue.place(code).allows(kind.place)
                or log.ended_at[piece] > started
            )


@pytest.mark.parametrize("rework", Rework, ids=lambda rework: rework.value)
@pytest.mark.parametrize("seed", range(3))
def test_no_officer_is_free_while_something_waits_that_the_officer_may_take(
    seed: int, rework: Rework
) -> None:
    """Nobody on duty with nothing in hand could take anything that waits, for all or for that officer."""
    simulated = run(build_city(week_long(seed=seed, rework=rework), 0), ANYWHERE, by_rotation())
    situation, log = Situation(simulated), simulated.log
    moments = sorted(set(log.queued_at) | set(log.ended_at))
    looked = 0
    for now in moments[:: max(len(moments) // 150, 1)]:
        if now < 0:
            continue
        waiting = [
            piece
            for piece, queued in enumerate(log.queued_at)
            if 0 <= queued <= now and (log.started_at[piece] < 0 or log.started_at[piece] > now)
        ]
        free = [each for each in range(len(simulated.officers)) if situation.is_free(each, now)]
        free = [each for each in free if (each, now) not in situation.chosen]
        for piece in waiting:
            if blocked(simulated, piece, now):
                continue
            before = simulated.desk.earlier[piece]
            for officer in free:
                if before >= 0 and rework is Rework.SAME_OFFICER and officer != log.officer[before]:
                    continue
                figures = pair_figures(situation.work_of(piece, now), situation.candidate(officer, now), now)
                assert not all(evaluate(each.formula, figures) == 1 for each in by_rotation().hard)
                looked += 1
    assert looked > 0


def test_identical_schemes_differ_by_exactly_nothing() -> None:
    """The same workplace rule on the same seed gives the same log, whatever is paid for."""
    city = build_city(small_city(), 0)
    first, second = (run(city, OFFICE, by_rotation()) for _ in range(2))
    assert first.log.ended_at == second.log.ended_at
    assert first.log.officer == second.log.officer
    schemes = standard_factorial(LAW)
    measures = [service_measures(each, schemes[0].outcome) for each in (first, second)]
    assert measures[0] == measures[1]


def test_with_no_effect_of_place_only_eligibility_differs() -> None:
    """When every step can be done anywhere and place has no effect, working anywhere changes nothing."""
    scenario = small_city()
    places = [
        evolve(place, offers={"any", "counter", "secured_terminal", "field"})
        for place in scenario.catalogue.places.values()
    ]
    catalogue = evolve(
        scenario.catalogue,
        services=tuple(scenario.catalogue.services.values()),
        channels=tuple(scenario.catalogue.channels.values()),
        places=tuple(places),
        districts=(),
    )
    city = build_city(evolve(scenario, catalogue=catalogue), 0)
    office, anywhere = (run(city, rule, by_rotation()) for rule in (OFFICE, ANYWHERE))
    assert (office.plan.place != anywhere.plan.place).any()
    assert office.log.ended_at == anywhere.log.ended_at
    assert office.log.officer == anywhere.log.officer


def test_place_effect_changes_only_work_away_from_the_office() -> None:
    """With nobody away, an effect of place of any size changes nothing."""
    city = build_city(small_city(), 0)
    slower = evolve(city, scenario=city.scenario.with_assumption("place_effect", -0.18))
    assert run(city, OFFICE, by_rotation()).log.ended_at == run(slower, OFFICE, by_rotation()).log.ended_at
    assert (
        run(city, ANYWHERE, by_rotation()).log.ended_at != run(slower, ANYWHERE, by_rotation()).log.ended_at
    )


def test_order_of_the_input_changes_nothing() -> None:
    """Staff, demand, units and services given in another order give the same run."""
    scenario = small_city()
    turned = evolve(
        scenario,
        staff=scenario.staff[::-1],
        demand=scenario.demand[::-1],
        units=scenario.units[::-1],
        catalogue=evolve(
            scenario.catalogue,
            services=tuple(scenario.catalogue.services.values())[::-1],
            channels=tuple(scenario.catalogue.channels.values())[::-1],
            places=tuple(scenario.catalogue.places.values())[::-1],
            districts=(),
        ),
    )
    one, other = (run(build_city(each, 0), ANYWHERE, by_rotation()) for each in (scenario, turned))
    assert one.log.ended_at == other.log.ended_at
    assert one.officers == other.officers


def test_after_arrivals_stop_everything_that_somebody_may_take_is_taken() -> None:
    """With a long run-out every request is closed."""
    simulated = run(build_city(small_city(run_out_days=60), 0), ANYWHERE, by_rotation())
    assert (np.asarray(simulated.log.closed_at)[simulated.city.work.round == 1] >= 0).all()


def test_littles_law_holds_to_the_tick() -> None:
    """On a run that starts and ends empty, the area under the number there is the sum of the times there."""
    simulated = run(build_city(small_city(run_out_days=60), 0), ANYWHERE, by_rotation())
    rows = np.flatnonzero(simulated.city.work.round == 1)
    filed = np.asarray(simulated.desk.submitted_at)[rows].tolist()
    closed = np.asarray(simulated.log.closed_at)[rows].tolist()
    changes = sorted([(at, 1) for at in filed] + [(at, -1) for at in closed])
    area, there, before = 0, 0, changes[0][0]
    for at, change in changes:
        area += there * (at - before)
        there, before = there + change, at
    assert there == 0
    assert area == sum(closed) - sum(filed)


ALWAYS = WeeklyHours.of(
    mon_thu=hours("00:00-24:00"), fri=hours("00:00-24:00"), sat=hours("00:00-24:00"), sun=hours("00:00-24:00")
)


def open_desk(officers: int, *, load: float = 0.7, **changes: Any) -> Scenario:
    """Return a desk that never closes: one service of one step, officers who are all alike."""
    calm = small_city()
    calendar = evolve(CALENDAR, week=ALWAYS)
    given = {
        "calendar": calendar,
        "assumptions": assumptions(effort_variation=1.0),
        "catalogue": evolve(
            calm.catalogue,
            services=(service("one", step("do", "front", 10, decides=True, place=ANY_PLACE)),),
            channels=tuple(calm.catalogue.channels.values()),
            places=tuple(calm.catalogue.places.values()),
            districts=(),
        ),
        "staff": (
            StaffGroup(
                code="desk",
                units=("north",),
                each=officers,
                kind=PNS,
                position=calm.staff[0].position,
                skills=(Skill(code="front"),),
                week=ALWAYS,
                place="office",
                basis=OURS,
            ),
        ),
        "demand": (
            Stream(
                service="one",
                channel="app",
                offices=("north",),
                per_day=400.0,
                hours=(1.0,) * 24,
                basis=OURS,
            ),
        ),
        "field_place": "",
        "load": load,
        "until": date(2026, 6, 15),
    }
    return small_city(**(given | changes))


def waits(simulated: Run) -> Any:
    """Return the waits of the requests filed in the window, in minutes."""
    requests, window = simulated.requests, simulated.in_window
    started = np.asarray(simulated.log.started_at, dtype=float)[simulated.city.work.first_piece[:-1]]
    return (started[window] - requests["submitted_at"][window]) / 60_000_000


def test_waits_at_one_desk_agree_with_pollaczek_and_khinchine() -> None:
    """Mean wait at one desk with lognormal service is load x (1 + variation^2) / (2 (1 - load)) services.

    The bound is six standard errors over 50 independent replications: a right engine fails less than once in
    a million runs, and one whose service takes 5 % longer lies outside.
    """
    scenario = open_desk(1, load=0.7)
    city = build_city(scenario, 0)
    service_minutes = city.work.kinds[0].expected_effort / 60_000_000
    expected = service_minutes * 0.7 * (1 + 1.0**2) / (2 * (1 - 0.7))
    means = [float(waits(run(build_city(scenario, r), OFFICE, by_rotation())).mean()) for r in range(50)]
    error = float(np.std(means, ddof=1)) / np.sqrt(len(means))
    assert abs(np.mean(means) - expected) < 6 * error
    slower = service_minutes * 1.05 * 0.735 * 2 / (2 * (1 - 0.735))
    assert abs(slower - expected) > 6 * error


def test_one_officer_more_never_lengthens_a_wait_when_all_are_alike() -> None:
    """With interchangeable officers, first come first served, no wait grows with one officer more."""
    fewer, more = (open_desk(count, load=0.8) for count in (3, 4))
    # The load would stretch the minutes with the number of officers: keep those of the smaller desk.
    more = evolve(more, load=0.8 * 3 / 4)
    before, after = (waits(run(build_city(each, 0), OFFICE, by_rotation())) for each in (fewer, more))
    assert len(before) == len(after) > 5000
    assert (after <= before).all()


def test_a_formula_that_always_says_yes_lets_everybody_be_away() -> None:
    """A workplace rule may be any formula: constant yes lets every officer with a place elsewhere be away."""
    simulated = run(build_city(small_city(), 0), yes_or_no(1), by_rotation())
    on_duty = simulated.plan.place >= 0
    assert simulated.plan.permitted[on_duty & ~simulated.city.officers.field_duty].all()


def test_closed_minutes_are_never_worked_without_overtime() -> None:
    """With pieces that can be left, all work lies inside duty: working time equals elapsed time."""
    simulated = run(build_city(week_long(end_of_shift=EndOfShift.RESUME), 0), ANYWHERE, by_rotation())
    table = simulated.city.scenario.calendar.table
    finishes = simulated.desk.finishes
    for piece, _, begins, ends in spans(simulated):
        if not finishes[simulated.city.work.kind[piece]]:
            assert between_us(table, begins, ends) == ends - begins


@pytest.mark.parametrize("anyway", [False, True])
def test_a_plain_function_gives_the_answers_of_the_rule_that_it_asks(anyway: bool) -> None:
    """A rule without an order of officers, and a function that asks it, give the same log."""
    rule = evolve(by_rotation(), levels=())

    def first_of_mine(candidate: Candidate, waiting: Sequence[WaitingStep], now: int) -> WaitingStep | None:
        return next_step(rule, candidate, waiting, now=now)

    city = build_city(week_long(start_anyway=anyway), 0)
    by_rule, by_function = run(city, ANYWHERE, rule), run(city, ANYWHERE, first_of_mine)
    assert by_rule.log.ended_at == by_function.log.ended_at
    assert by_rule.log.officer == by_function.log.officer


def test_a_plain_function_cannot_name_officers_on_arrival() -> None:
    """Naming on arrival needs a rule that can compare officers."""
    with pytest.raises(BrokenRule, match="on arrival"):
        run(
            build_city(week_long(assign=Assign.ON_ARRIVAL), 0), ANYWHERE, lambda candidate, waiting, now: None
        )


def test_a_hard_condition_may_not_read_what_differs_within_a_queue() -> None:
    """The engine refuses a rule whose hard condition reads a figure of one request, and names the figure."""
    late = at_least(Figure("due_at", "microseconds"), Figure("now", "microseconds"), missing="yes")
    rule = evolve(
        by_rotation(),
        hard=(
            *by_rotation().hard,
            Condition(code="not_late", formula=late, wording=Wording("x", "x"), basis=OURS),
        ),
    )
    with pytest.raises(BrokenRule, match="due_at"):
        run(build_city(week_long(), 0), ANYWHERE, rule)


def test_a_plain_function_can_take_only_what_its_place_allows() -> None:
    """A function that takes whatever is offered first is offered nothing that the place does not allow."""

    def first(candidate: Candidate, waiting: Sequence[WaitingStep], now: int) -> WaitingStep | None:
        assert candidate.place is not None
        assert all(candidate.place.allows(step.place) for step in waiting)
        return next((step for step in waiting if candidate.skills.get(step.skill)), None)

    assert run(build_city(week_long(), 0), ANYWHERE, first).log.choices


def test_a_plain_function_that_answers_with_what_was_not_offered_is_refused() -> None:
    """An answer that is none of the steps offered is an error, not work."""
    with pytest.raises(BrokenRule, match="not offered"):
        run(
            build_city(week_long(), 0),
            ANYWHERE,
            lambda candidate, waiting, now: evolve(waiting[0], order=10**9) if waiting else None,
        )


def test_work_taken_up_at_another_place_goes_at_the_pace_of_that_place() -> None:
    """With officers of one speed, ordinary work done in the stretches of a piece adds up to its effort."""
    scenario = small_city(
        assumptions=assumptions(wish_elsewhere=0.5, effort_variation=1.5), load=0.9, rework=Rework.QUEUE
    ).with_assumption("place_effect", -0.4)
    city = build_city(scenario, 0)
    simulated = run(city, ANYWHERE, by_rotation())
    log, plan = simulated.log, simulated.plan
    ordinary: dict[int, float] = {}
    places: dict[int, set[int]] = {}
    for piece, officer, begins, ends in log.segments:
        day = int(np.searchsorted(city.midnights, begins, side="right")) - 1
        place = int(plan.place[officer, day])
        away = city.staff.place_codes[place] == "home"
        ordinary[piece] = ordinary.get(piece, 0.0) + (ends - begins) * (0.6 if away else 1.0)
        places.setdefault(piece, set()).add(place)
    moved = [piece for piece, seen in places.items() if len(seen) > 1 and log.ended_at[piece] >= 0]
    assert len(moved) > 5
    for piece in moved:
        # The pace is a whole number per mille, so what adds up is off by less than one in a thousand.
        assert ordinary[piece] == pytest.approx(float(city.work.effort[piece]), rel=1e-3)
