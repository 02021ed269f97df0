from __future__ import annotations

from datetime import date, timedelta
from math import sqrt
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from asnwork.domain.formula import Figure, Formula, equal_to, yes_or_no
from asnwork.domain.officer import Unit
from asnwork.domain.working_time import DayException, from_us
from asnwork.errors import DuplicateName
from asnwork.policies.assignment_rules import by_rotation
from asnwork.simulation.city import build_city
from asnwork.simulation.draws import Draws
from asnwork.simulation.run import run
from asnwork.simulation.scenario import Scenario
from asnwork.simulation.staffing import OFF, DayPlan, OfficerDraws, Staff, day_plan, draw_officers, staff_of
from tests.simulation.cities import CALENDAR, LIVELY, assumptions, small_city
from tests.simulation.runs import ANYWHERE, ELSEWHERE, OFFICE

MINUTE = 60_000_000
EVERYBODY = yes_or_no(1)


def planned(scenario: Scenario, elsewhere: Formula = ANYWHERE) -> tuple[Staff, OfficerDraws, DayPlan]:
    """The officers of a city, what is drawn for them, and where they are under a rule."""
    staff = staff_of(scenario)
    drawn = draw_officers(scenario, staff, Draws(seed=scenario.seed, replication=0))
    return staff, drawn, day_plan(scenario, staff, drawn, elsewhere)


def at(staff: Staff, plan: DayPlan, place: str) -> np.ndarray:
    """Which officers are at a place on which days."""
    return plan.place == staff.place_codes.index(place)


def changed_group(code: str, **changes: Any) -> tuple:
    """The staff of the small city with something else about one group."""
    return tuple(evolve(group, **changes) if group.code == code else group for group in small_city().staff)


WISH = assumptions(wish_elsewhere=1.0)["wish_elsewhere"]
EAGER = small_city(until=date(2026, 7, 27), assumptions={**LIVELY, "wish_elsewhere": WISH})
LIVE = small_city(until=date(2026, 7, 27))


# --- who there is ------------------------------------------------------------------------------


def test_officers_are_called_after_group_unit_and_number() -> None:
    """Officers come in the order of their ids, each with the unit, post and skills of the group."""
    staff = staff_of(LIVE)
    ids = [officer.id for officer in staff.officers]
    assert sorted(ids) == ids
    assert ["desk-north-001", "desk-north-002", "desk-south-001", "desk-south-002"] == ids[3:7]
    assert 2 * 2 + 3 + 2 == len(ids)
    for number, officer in enumerate(staff.officers):
        group = staff.groups[staff.group_of[number]]
        (posting,) = officer.postings_on(LIVE.since)
        assert officer.id.startswith(f"{group.code}-{staff.unit_of[number]}-")
        assert (staff.unit_of[number], group.position.code) == (posting.unit, posting.position)
        assert (group.skills, group.kind) == (officer.skills, officer.kind)


def test_days_run_from_the_run_in_to_the_run_out() -> None:
    """Every day is simulated, those before and after the window too."""
    days = staff_of(LIVE).days
    assert (LIVE.since - timedelta(days=7), LIVE.until + timedelta(days=13)) == (days[0], days[-1])
    assert len(days) == (days[-1] - days[0]).days + 1


def test_duty_is_the_roster_of_the_group_on_the_days_of_the_city() -> None:
    """A group's stretches are the hours of its week, and a holiday of the city is a holiday of all."""
    holiday = DayException(
        day=date(2026, 6, 16), name="holiday", name_id="libur", kind="public_holiday", hours=()
    )
    scenario = evolve(LIVE, calendar=CALENDAR.with_days(holiday))
    staff = staff_of(scenario)
    for group, by_day in zip(staff.groups, staff.stretches, strict=True):
        assert group.week == CALENDAR.week
        for day, stretches in zip(staff.days, by_day, strict=True):
            told = [(from_us(a, "Asia/Jakarta"), from_us(b, "Asia/Jakarta")) for a, b in stretches]
            assert list(scenario.calendar.hours_on(day)) == told
    assert not staff.working()[:, staff.days.index(holiday.day)].any()
    weekday = np.array([day.weekday() < 5 and day != holiday.day for day in staff.days])
    assert (staff.working() == weekday).all()


def minutes_a_day(staff: Staff, code: str, day: date) -> list[int]:
    """The minutes of each stretch of duty of a group on a day."""
    group = [group.code for group in staff.groups].index(code)
    return [(closes - opens) // MINUTE for opens, closes in staff.stretches[group][staff.days.index(day)]]


@pytest.mark.parametrize(
    ("reserved", "left"),
    [
        (0, [270, 180]),
        (1, [270, 179]),
        (60, [270, 120]),
        (180, [270]),
        (240, [210]),
        (449, [1]),
        (450, []),
        (999, []),
    ],
)
def test_reserved_minutes_are_the_last_of_the_day(reserved: int, left: list[int]) -> None:
    """Time kept for other work is taken from the end of the day of duty, over the break if need be."""
    staff = staff_of(evolve(LIVE, staff=changed_group("desk", reserved_minutes=reserved)))
    monday = date(2026, 6, 1)
    assert left == minutes_a_day(staff, "desk", monday)
    assert [270, 180] == minutes_a_day(staff, "check", monday)


def test_a_city_without_officers_has_nobody_on_duty() -> None:
    """No staff, no rows; the plan of such a city is empty."""
    nobody = evolve(LIVE, staff=())
    staff, drawn, plan = planned(nobody)
    assert (0, len(staff.days)) == staff.working().shape == plan.place.shape == drawn.wish.shape


# --- what is drawn -----------------------------------------------------------------------------


def test_leave_absence_and_field_duty_exclude_each_other() -> None:
    """A day is leave, absence, field duty or none of them, each about as often as assumed."""
    _, drawn, _ = planned(LIVE)
    flags = (drawn.on_leave, drawn.absent, drawn.field_duty)
    assert (sum(flag.astype(int) for flag in flags) <= 1).all()
    days = drawn.on_leave.size
    for flag, share in zip(flags, (0.05, 0.95 * 0.01, 0.95 * 0.99 * 0.05), strict=True):
        assert abs(flag.mean() - share) < 6 * sqrt(share * (1 - share) / days)


def test_lateness_is_as_often_and_as_much_as_assumed() -> None:
    """A tenth of days is late by 12 minutes on average, in whole minutes; the rest by exactly nothing."""
    scenario = small_city(until=date(2027, 6, 1))
    staff = staff_of(scenario)
    late = draw_officers(scenario, staff, Draws(seed=1, replication=0)).late_minutes
    assert (late == np.floor(late)).all()
    assert late.min() == 0.0
    # Minutes are cut to whole ones, so that an exponential mean of m comes out at 1 / (exp(1 / m) - 1).
    mean = 1 / np.expm1(1 / 12)
    is_late = late[late > 0]
    assert abs(late.mean() - 0.1 * mean) < 6 * 0.1**0.5 * 17 / sqrt(late.size)
    assert abs(len(is_late) / late.size - 0.1 * np.exp(-1 / 12)) < 6 * 0.3 / sqrt(late.size)


def test_speed_has_mean_one_and_the_spread_assumed() -> None:
    """Officers differ as assumed and do one minute's work a minute on average."""
    scenario = evolve(LIVE, staff=changed_group("desk", each=2000))
    speed = draw_officers(scenario, staff_of(scenario), Draws(seed=1, replication=0)).speed
    assert abs(speed.mean() - 1) < 6 * 0.2 / sqrt(len(speed))
    assert 0.2 == pytest.approx(speed.std(), rel=0.1)


def test_without_a_place_in_the_field_nobody_is_sent_there() -> None:
    """Field duty needs a place; a city without one has none."""
    staff, drawn, plan = planned(evolve(LIVE, field_place=""))
    assert not drawn.field_duty.any()
    assert not at(staff, plan, "hall").any()


# --- where they are ----------------------------------------------------------------------------


def test_off_duty_is_nowhere_and_on_duty_is_somewhere() -> None:
    """Who is on leave, absent, or has a day off is at no place; everybody else is at exactly one."""
    staff, drawn, plan = planned(LIVE)
    on_duty = staff.working() & ~drawn.on_leave & ~drawn.absent
    assert ((plan.place != OFF) == on_duty).all()
    assert not plan.permitted[~on_duty].any()


def test_under_office_only_nobody_is_elsewhere_but_in_the_field() -> None:
    """The rule that opens no place leaves everybody at the office, field duty apart."""
    staff, drawn, plan = planned(EAGER, OFFICE)
    assert not at(staff, plan, "home").any()
    assert (at(staff, plan, "hall") == (drawn.field_duty & staff.working())).all()
    assert not plan.permitted.any()


def test_field_duty_is_at_the_place_of_the_field() -> None:
    """Whoever is sent out is there, whatever the rule and the wish, and it counts as no day elsewhere."""
    staff, drawn, plan = planned(EAGER)
    sent = drawn.field_duty & staff.working()
    assert sent.sum() > 10
    assert (at(staff, plan, "hall") == sent).all()
    assert not plan.permitted[sent].any()


def test_whoever_may_and_wishes_goes_when_nobody_is_needed() -> None:
    """In a group that need not keep anybody, those permitted who wish it are elsewhere, and nobody else."""
    staff, drawn, plan = planned(LIVE)
    check = np.array([staff.groups[group].code == "check" for group in staff.group_of])
    goes = plan.permitted & (drawn.wish < 0.5)
    assert (at(staff, plan, "home")[check] == goes[check]).all()
    assert 0 < goes[check].sum() < plan.permitted[check].sum()


def test_tasks_that_need_presence_keep_people_at_the_office() -> None:
    """Under "anywhere, if the task allows" the group at the terminal is never away."""
    staff, _, plan = planned(EAGER)
    terminal = np.array([staff.groups[group].code == "record" for group in staff.group_of])
    assert not at(staff, plan, "home")[terminal].any()
    assert at(staff, plan, "home")[~terminal].any()


def test_a_group_without_a_place_elsewhere_stays() -> None:
    """Without a place to be at, nobody is permitted to be there."""
    staff, _, plan = planned(evolve(EAGER, staff=changed_group("check", elsewhere="")), EVERYBODY)
    check = np.array([staff.groups[group].code == "check" for group in staff.group_of])
    assert not plan.permitted[check].any()
    assert not at(staff, plan, "home")[check].any()


@pytest.mark.parametrize("least", [0, 1, 2, 3])
def test_enough_stay_at_their_place(least: int) -> None:
    """On every day and in every unit as many stay as must, or all who are there and not in the field."""
    scenario = evolve(EAGER, staff=changed_group("desk", each=3, at_least=least))
    staff, drawn, plan = planned(scenario, EVERYBODY)
    office, home = at(staff, plan, "office"), at(staff, plan, "home")
    for unit in ("north", "south"):
        room = np.array([name == unit for name in staff.unit_of])
        there = ((plan.place != OFF) & ~drawn.field_duty)[room].sum(axis=0)
        assert (office[room].sum(axis=0) == np.minimum(there, least)).all()
        assert (home[room].sum(axis=0) == np.maximum(there - least, 0)).all()


def test_the_keenest_go_first() -> None:
    """Where not all may go, those who wish it most do."""
    staff, drawn, plan = planned(EAGER, EVERYBODY)
    home = at(staff, plan, "home")
    for unit in ("north", "south"):
        room = np.flatnonzero([name == unit for name in staff.unit_of])
        for day in range(len(staff.days)):
            wishes = {bool(home[o, day]): drawn.wish[o, day] for o in room if plan.permitted[o, day]}
            if len(wishes) == 2:
                assert wishes[True] < wishes[False]


# --- a limit of days a week --------------------------------------------------------------------


def weeks(staff: Staff) -> np.ndarray:
    """The ISO week of each day."""
    return np.array([day.isocalendar()[:2] for day in staff.days])


def test_two_days_a_week_are_never_three() -> None:
    """Under the national rule nobody is elsewhere on more than two days of a week, and many are on two."""
    staff, drawn, plan = planned(EAGER, ELSEWHERE["two_days_elsewhere"])
    home, week = at(staff, plan, "home"), weeks(staff)
    taken = []
    for each in np.unique(week, axis=0):
        days = (week == each).all(axis=1)
        taken.append(home[:, days].sum(axis=1))
    assert 2 == np.max(taken)
    check = [number for number, group in enumerate(staff.group_of) if staff.groups[group].code == "check"]
    assert np.mean(np.array(taken)[:, check]) > 1.5
    # A day in the field beside two elsewhere is no third one.
    assert drawn.field_duty.any()


def test_the_rule_is_asked_with_the_days_taken_so_far_that_week() -> None:
    """The plan remembers how many days elsewhere had been taken, from Monday on, field duty left out."""
    staff, _, plan = planned(EAGER, ELSEWHERE["two_days_elsewhere"])
    home, week = at(staff, plan, "home"), weeks(staff)
    for index in range(len(staff.days)):
        before = [day for day in range(index) if (week[day] == week[index]).all()]
        assert (plan.days_elsewhere[:, index] == home[:, before].sum(axis=1)).all()
        assert not (plan.permitted[:, index] & (plan.days_elsewhere[:, index] >= 2)).any()


def test_a_rule_may_name_the_day_of_the_week() -> None:
    """A rule of one weekday opens that day and no other."""
    wednesdays = equal_to(Figure("weekday", "days"), 3, missing="no")
    staff, _, plan = planned(EAGER, wednesdays)
    opened = plan.permitted.any(axis=0)
    assert {2} == {day.weekday() for day, open_ in zip(staff.days, opened, strict=True) if open_}
    assert at(staff, plan, "home").any()


def test_a_rule_that_begins_in_the_window_opens_on_its_day() -> None:
    """The law of each day is read: nothing is open before the national Friday began."""
    scenario = evolve(EAGER, since=date(2026, 3, 30), until=date(2026, 4, 27), run_in_days=0)
    staff, _, plan = planned(
        evolve(
            scenario,
            staff=changed_group("check", position=evolve(scenario.staff[0].position, direct_service=False)),
        ),
        ELSEWHERE["friday_home"],
    )
    opened = [day for day, open_ in zip(staff.days, plan.permitted.any(axis=0), strict=True) if open_]
    assert date(2026, 4, 10) == opened[0]
    assert {4} == {day.weekday() for day in opened}


def test_a_place_that_the_rule_does_not_open_is_not_gone_to() -> None:
    """An officer whose place elsewhere the rule does not open stays, whatever its conditions say."""
    city = build_city(small_city(), 0)
    plan = run(city, yes_or_no(1), by_rotation(), places=("rw_hall",)).plan
    assert not plan.permitted.any()


def test_two_groups_whose_officers_would_share_an_identifier_are_refused() -> None:
    """Codes of groups and units that spell one identifier are refused, since draws are keyed by it."""
    scenario = small_city()
    unit = Unit(code="b-c", name="b-c")
    one = evolve(scenario.staff[0], code="x", units=("b-c",), each=1)
    other = evolve(scenario.staff[0], code="x-b", units=("c",), each=1)
    crowded = evolve(
        scenario, units=(*scenario.units, unit, Unit(code="c", name="c")), staff=(*scenario.staff, one, other)
    )
    with pytest.raises(DuplicateName, match="x-b-c-001"):
        build_city(crowded, 0)
