"""The audit law: every choice of a simulation, put again to the rule as an application asks it."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from asnwork.domain.assignment import Candidate, WaitingStep
from asnwork.domain.identity import RequestId
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_workplaces
from asnwork.policies.assigning import Recommendation, next_step, recommend
from asnwork.policies.assignment_rules import by_earliest_promise, by_least_load, by_rotation, by_skill_first
from asnwork.policies.workplace import elsewhere_formula, may_work_elsewhere, workplace_figures
from asnwork.simulation.engine import build_city
from asnwork.simulation.run import Run, run
from asnwork.simulation.scenario import Assign, EndOfShift
from tests.simulation.cities import assumptions, small_city

LAW = national_law()
ANYWHERE = elsewhere_formula({rule.name: rule for rule in all_workplaces(LAW)}["anywhere_if_task_allows"])
RULES = (by_rotation(), by_least_load(), by_earliest_promise(), by_skill_first())


class Situation:
    """The situation at each choice, rebuilt from the log of a run and nothing else."""

    def __init__(self, simulated: Run) -> None:
        self.run, self.city, self.log, self.desk = simulated, simulated.city, simulated.log, simulated.desk
        self.work = self.city.work
        officers = len(self.city.staff.officers)
        self.last_given: list[int | None] = [None] * officers
        self.given_at: dict[int, list[int]] = defaultdict(list)
        self.open_now = [0] * officers
        self.waiting: set[int] = set()
        self.owner: dict[int, int] = {}
        self.stretches: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for shift, (opens, closes) in self._stretches():
            for officer in shift.officers:
                self.stretches[officer].append((opens, closes, shift.day_opens))
        self.busy: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._fill_busy()

    def _stretches(self) -> Any:
        opened: dict[int, int] = {}
        for at, turn, what in self.desk.timetable:
            if what < len(self.desk.shifts):
                if turn == 1:
                    opened[what] = at
                else:
                    yield self.desk.shifts[what], (opened[what], at)

    def _fill_busy(self) -> None:
        log = self.log
        taken_over = {place: (officer, when) for place, officer, when in log.taken_over}
        first = {piece: officer for piece, officer, *_ in reversed(log.segments)}
        self.choices = [
            taken_over.get(number, (first.get(piece, log.officer[piece]), log.started_at[piece]))
            for number, piece in enumerate(log.choices)
        ]
        self.chosen = set(self.choices)
        split = {piece for piece, *_ in log.segments}
        for _, officer, begins, ends in log.segments:
            self.busy[officer].append((begins, ends))
        for piece, officer in enumerate(log.officer):
            if officer >= 0 and piece not in split:
                ends = log.ended_at[piece] if log.ended_at[piece] >= 0 else self.desk.ends_at
                self.busy[officer].append((log.started_at[piece], ends))

    def duty_of(self, officer: int, now: int) -> tuple[int, int, int] | None:
        """The stretch of duty that an officer is in."""
        return next((each for each in self.stretches[officer] if each[0] <= now < each[1]), None)

    def due_of(self, row: int, now: int) -> int | None:
        """When a row was due, as it was known then: papers that came later moved it."""
        moved = self.log.complete_at[row] < 0 or self.log.complete_at[row] > now
        return (
            int(self.work.due_at[row] if moved and self.work.round[row] == 1 else self.desk.due_at[row])
            or None
        )

    def work_of(self, piece: int, now: int) -> WaitingStep:
        """A piece as an application sees it."""
        kind = self.work.kinds[self.work.kind[piece]]
        row = int(self.work.row[piece])
        return WaitingStep(
            request=RequestId(f"r{int(self.work.request[row]) + 1:07d}"),
            round=int(self.work.round[row]),
            step=self.work.step_codes[self.work.step[piece]],
            service=self.city.scenario.demand[self.work.stream[row]].service,
            unit=kind.unit,
            skill=kind.skill,
            place=kind.place,
            submitted_at=self.desk.submitted_at[row],
            waiting_since=self.log.queued_at[piece],
            due_at=self.due_of(row, now),
            expected_effort=kind.expected_effort,
            finishes_today=kind.finishes,
            order=piece,
        )

    def candidate(self, officer: int, now: int) -> Candidate:
        """An officer as an application sees him or her now."""
        duty = self.duty_of(officer, now)
        staff = self.city.staff
        group = staff.groups[staff.group_of[officer]]
        place = None
        if duty is not None:
            day = int((self.city.midnights <= now).sum()) - 1
            place = self.city.scenario.catalogue.places[staff.place_codes[self.run.plan.place[officer, day]]]
        ended = [ends for begins, ends in self.busy[officer] if ends <= now]
        free_since = max([duty[0], *ended]) if duty is not None else None
        return Candidate(
            officer=staff.officers[officer].id,
            place=place,
            on_duty_until=None if duty is None else duty[1],
            units={staff.unit_of[officer]},
            skills={skill.code: skill.level for skill in group.skills},
            open_now=self.open_now[officer],
            given_today=sum(duty is not None and at >= duty[2] for at in self.given_at[officer]),
            last_given_at=self.last_given[officer],
            idle_since=free_since if self.is_free(officer, now) else None,
            order=officer,
        )

    def is_free(self, officer: int, now: int) -> bool:
        """Whether an officer is on duty with nothing in hand before anybody chooses at this instant."""
        if self.duty_of(officer, now) is None:
            return False
        chooses = (officer, now) in self.chosen
        return not any(
            begins < now < ends or (begins == now and not chooses) for begins, ends in self.busy[officer]
        )

    def queue(self, piece: int) -> None:
        """Note that a piece began to wait; a reopened one waits for who did that step before."""
        self.waiting.add(piece)
        before = self.desk.earlier[piece]
        if before >= 0:
            self.owner[piece] = self.log.officer[before]
            self.give(self.owner[piece], self.log.queued_at[piece])

    def give_back(self, piece: int, holder: int) -> None:
        """Note that a suspended piece went back to the queue of all."""
        self.waiting.add(piece)
        self.owner.pop(piece, None)
        self.open_now[holder] -= 1

    def give(self, officer: int, now: int) -> None:
        """Note that an officer was given a piece."""
        self.last_given[officer] = now
        self.given_at[officer].append(now)
        self.open_now[officer] += 1


def blocked(simulated: Run, piece: int, now: int) -> bool:
    """Whether an outside system that a piece leans on fails now."""
    city = simulated.city
    leans = city.work.kinds[city.work.kind[piece]].leans_on
    return any(
        begins <= now < ends
        for system, stretches in zip(city.outages.systems, city.outages.stretches, strict=True)
        if system in leans
        for begins, ends in stretches
    )


def audit(simulated: Run, rule: Any) -> int:
    """Put every choice of a run again to `next_step` and `recommend`; return how many there were."""
    situation, log, city = Situation(simulated), simulated.log, simulated.city
    taken_over = {place: (officer, when) for place, officer, when in log.taken_over}
    first_officer = {piece: officer for piece, officer, *_ in reversed(log.segments)}
    holder: dict[int, int] = {}
    happened = sorted(
        [(at, 0, -1, piece) for piece, at in enumerate(log.ended_at) if at >= 0]
        + [(at, 1, number, piece) for at, number, piece in log.returned]
        + [(at, 2, -1, piece) for piece, at in enumerate(log.queued_at) if at >= 0]
    )
    next_happened = 0
    for number, piece in enumerate(log.choices):
        officer, now = taken_over.get(
            number, (first_officer.get(piece, log.officer[piece]), log.started_at[piece])
        )
        while next_happened < len(happened) and happened[next_happened][0] <= now:
            _, what, _, other = happened[next_happened]
            if what == 0:
                situation.open_now[log.officer[other]] -= 1
            elif what == 1:
                situation.give_back(other, holder[other])
            else:
                situation.queue(other)
            next_happened += 1
        offered = [
            each
            for each in situation.waiting
            if situation.owner.get(each, officer) == officer and not blocked(simulated, each, now)
        ]
        asked = situation.candidate(officer, now)
        answer = next_step(rule, asked, [situation.work_of(each, now) for each in sorted(offered)], now=now)
        assert answer == situation.work_of(piece, now), (number, now, asked)
        if piece not in situation.owner:
            free = [
                situation.candidate(each, now)
                for each in range(len(city.staff.officers))
                if each == officer
                or (situation.is_free(each, now) and log_free(situation, each, number, now))
            ]
            if simulated.desk.pair_key is not None:
                # The best pair chooses first: rivals are those whose own first step is this one.
                shared = [situation.work_of(e, now) for e in sorted(offered) if e not in situation.owner]
                free = [each for each in free if next_step(rule, each, shared, now=now) == answer]
            recommended = recommend(rule, situation.work_of(piece, now), free, now=now)
            assert isinstance(recommended, Recommendation)
            assert recommended.ranked[0].candidate.officer == asked.officer
            situation.give(officer, now)
        situation.waiting.discard(piece)
        holder[piece] = officer
    return len(log.choices)


def log_free(situation: Situation, officer: int, number: int, now: int) -> bool:
    """Whether an officer had not yet chosen at this instant before the choice with this number."""
    return (officer, now) not in situation.choices[max(0, number - 40) : number]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("end", EndOfShift, ids=lambda end: end.value)
def test_every_choice_is_the_answer_of_the_rule(rule: Any, end: EndOfShift) -> None:
    """Each officer took what `next_step` says, and was whom `recommend` names first among the free."""
    city = build_city(small_city(until=date(2026, 6, 8), run_in_days=3, run_out_days=7, end_of_shift=end), 0)
    simulated = run(city, ANYWHERE, rule)
    assert audit(simulated, rule) == len(simulated.log.choices) > 900


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rule", [by_rotation(), by_least_load()], ids=lambda rule: rule.name)
def test_idle_officers_with_held_up_rework_keep_their_true_place(rule: Any, seed: int) -> None:
    """With little to do, much rework and many failures, what waits for an idle officer counts at once."""
    assumed = assumptions(
        wish_elsewhere=0.5, reopened=0.5, effort_variation=0.5, outage_days=0.7, outage_hours=6.0
    )
    scenario = small_city(
        until=date(2026, 6, 8), run_in_days=3, run_out_days=7, load=0.3, assumptions=assumed, seed=seed
    )
    simulated = run(build_city(scenario, 0), ANYWHERE, rule)
    assert audit(simulated, rule) == len(simulated.log.choices)


@pytest.mark.parametrize("rule", [by_rotation(), by_least_load()], ids=lambda rule: rule.name)
def test_every_officer_named_on_arrival_is_the_one_recommended(rule: Any) -> None:
    """With officers named on arrival, each name is the first of `recommend` over all who are on duty."""
    scenario = small_city(until=date(2026, 6, 8), run_in_days=3, run_out_days=7, assign=Assign.ON_ARRIVAL)
    simulated = run(build_city(scenario, 0), ANYWHERE, rule)
    situation, log = Situation(simulated), simulated.log
    happened = sorted(
        [(at, 0, piece) for piece, at in enumerate(log.ended_at) if at >= 0]
        + [(at, 1, piece) for at, _, piece in log.returned]
        + [
            (at, 2, piece)
            for piece, at in enumerate(log.queued_at)
            if at >= 0 and simulated.desk.earlier[piece] >= 0
        ]
        + [(when, 3, officer) for _, officer, when in log.taken_over]
    )
    next_happened = 0
    for now, officer, piece in log.named:
        while next_happened < len(happened) and happened[next_happened] < (now, 3):
            _, what, other = happened[next_happened]
            if what == 2:
                situation.queue(other)
            elif what == 3:
                situation.give(other, happened[next_happened][0])
            else:
                first = next((o for p, o, *_ in log.segments if p == other), log.officer[other])
                situation.open_now[first if what else log.officer[other]] -= 1
            next_happened += 1
        situation.waiting = {piece}
        on_duty = [
            situation.candidate(each, now)
            for each in range(len(simulated.city.staff.officers))
            if situation.duty_of(each, now) is not None
        ]
        recommended = recommend(rule, situation.work_of(piece, now), on_duty, now=now)
        assert isinstance(recommended, Recommendation)
        assert recommended.ranked[0].candidate.officer == simulated.officers[officer]
        situation.give(officer, now)
    assert len(log.named) > 500


@pytest.mark.parametrize("rule", all_workplaces(LAW), ids=lambda rule: rule.name)
def test_every_day_elsewhere_was_permitted(rule: Any) -> None:
    """For every officer and day on duty, `may_work_elsewhere` gives the answer that the day plan went by."""
    simulated = run(build_city(small_city(), 0), elsewhere_formula(rule), by_rotation())
    plan, staff = simulated.plan, simulated.city.staff
    asked = 0
    for index, officer in enumerate(staff.officers):
        position = staff.groups[staff.group_of[index]].position
        for number, day in enumerate(staff.days):
            if plan.place[index, number] < 0 or simulated.city.officers.field_duty[index, number]:
                continue
            figures = workplace_figures(
                officer, position, day, days_elsewhere_this_week=int(plan.days_elsewhere[index, number])
            )
            assert may_work_elsewhere(rule, figures, on=day).allowed == plan.permitted[index, number]
            asked += 1
    assert asked > 200


def test_the_life_of_any_request_has_the_clocks_of_the_columns() -> None:
    """`run.request` tells every request as its events, and their facts are the rows of the columns."""
    from asnwork.domain.request import facts_of
    from asnwork.domain.request.facts import request_figures, step_figures
    from asnwork.domain.working_time import from_us

    scenario = small_city()
    simulated = run(build_city(scenario, 0), ANYWHERE, by_rotation())
    work, as_of = simulated.city.work, from_us(simulated.city.ends_at, scenario.calendar.zone)
    _, doers, pieces = simulated._steps
    place = {
        (int(work.row[piece]), work.step_codes[work.step[piece]]): index for index, piece in enumerate(pieces)
    }
    reopened = 0
    for number in range(len(simulated.city.arrivals)):
        request = simulated.request(f"r{number + 1:07d}")
        rows, steps = facts_of(request, calendar=scenario.calendar, as_of=as_of)
        reopened += len(rows) > 1
        row_of = [number, int(work.reopened_as[number])]
        for fact in rows:
            for name, value in request_figures(fact).items():
                found = simulated.requests[name][row_of[fact.round - 1]]
                assert math.isnan(found) if value is None else found == value, (fact.key, name)
        for step in steps:
            index = place[(row_of[step.round - 1], step.step)]
            assert step.officer == simulated.officers[doers[index]]
            for name, value in step_figures(step, rows[step.round - 1]).items():
                found = simulated.steps[name][index]
                assert math.isnan(found) if value is None else found == value, (step.key, name)
    assert reopened > 10
