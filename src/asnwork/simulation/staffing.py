"""Who is on duty where on each day: officers, their draws, and where a workplace rule lets them be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from asnwork.domain.formula import Formula, evaluate
from asnwork.domain.identity import OfficerId
from asnwork.domain.officer import Officer, Posting
from asnwork.domain.working_time import to_us
from asnwork.errors import DuplicateName
from asnwork.policies.workplace import workplace_figures
from asnwork.simulation.columns import COLUMNS
from asnwork.simulation.draws import Draws
from asnwork.simulation.scenario import Scenario, StaffGroup

__all__ = ["OFF", "DayPlan", "OfficerDraws", "Staff", "day_plan", "draw_officers", "staff_of"]

OFF = -1
"""The place of an officer who is not on duty."""


@frozen(kw_only=True, eq=False)
class Staff:
    """The officers of a scenario in canonical order, and the days of the simulation.

    Attributes:
        officers: The officers, by id.
        group_of: For each officer the index of the group.
        unit_of: For each officer the code of the unit.
        days: Every simulated day.
        stretches: For each group and day the stretches of duty, as (opens, closes) in microseconds.
        place_codes: The codes of the places, in the order of their numbers.
    """

    officers: tuple[Officer, ...]
    groups: tuple[StaffGroup, ...]
    group_of: tuple[int, ...]
    unit_of: tuple[str, ...]
    days: tuple[date, ...]
    stretches: tuple[tuple[tuple[tuple[int, int], ...], ...], ...]
    place_codes: tuple[str, ...]

    def working(self) -> NDArray[np.bool_]:
        """Return for each officer and day whether it is a working day of that officer's group."""
        by_group = np.array(
            [[bool(stretches) for stretches in days] for days in self.stretches], dtype=np.bool_
        )
        by_group = by_group.reshape(len(self.stretches), len(self.days))
        return np.asarray(by_group[np.asarray(self.group_of, dtype=np.int64)])


def staff_of(scenario: Scenario) -> Staff:
    """Return the officers of a scenario, in canonical order of their ids, with their stretches of duty."""
    found: list[tuple[Officer, int, str]] = []
    hired = scenario.since - timedelta(days=3650)
    for index, group in enumerate(scenario.staff):
        for unit in sorted(group.units):
            posting = Posting(unit=unit, position=group.position.code, since=hired)
            for number in range(1, group.each + 1):
                officer = Officer(
                    id=OfficerId(f"{group.code}-{unit}-{number:03d}"),
                    kind=group.kind,
                    skills=group.skills,
                    postings=(posting,),
                    in_post_since=hired,
                )
                found.append((officer, index, unit))
    found.sort(key=lambda each: each[0].id)
    for (before, *_), (after, *_) in pairwise(found):
        if before.id == after.id:
            raise DuplicateName("officer", before.id, "one group of staff", "another; choose other codes")
    first = scenario.since - timedelta(days=scenario.run_in_days)
    count = (scenario.until - first).days + scenario.run_out_days
    days = tuple(first + timedelta(days=number) for number in range(count))
    return Staff(
        officers=tuple(officer for officer, _, _ in found),
        groups=scenario.staff,
        group_of=tuple(index for _, index, _ in found),
        unit_of=tuple(unit for _, _, unit in found),
        days=days,
        stretches=tuple(_stretches(scenario, group, days) for group in scenario.staff),
        place_codes=tuple(scenario.catalogue.places),
    )


def _stretches(
    scenario: Scenario, group: StaffGroup, days: tuple[date, ...]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    roster = scenario.calendar.with_week(group.week, name=group.code)
    reserved = group.reserved_minutes * 60_000_000
    found = []
    for day in days:
        open_hours = [(to_us(opens), to_us(closes)) for opens, closes in roster.hours_on(day)]
        found.append(_without_last(open_hours, reserved))
    return tuple(found)


def _without_last(stretches: list[tuple[int, int]], reserved: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a day without so much working time at their end."""
    left = []
    for opens, closes in reversed(stretches):
        taken = min(reserved, closes - opens)
        reserved -= taken
        if taken < closes - opens:
            left.append((opens, closes - taken))
    return tuple(reversed(left))


@frozen(kw_only=True, eq=False)
class OfficerDraws:
    """What is drawn for officers before any scheme is looked at; officers x days unless said otherwise.

    Attributes:
        speed: Work per minute of each officer, with mean 1; one for each officer.
        wish: A number in 0..1; an officer who may work elsewhere does when it is below the wish of the
            scenario.
        on_leave: Whether the officer is on lawful leave.
        absent: Whether the officer is absent without leave.
        field_duty: Whether the officer is on duty in the field.
        late_minutes: Minutes late at the office, were the officer at the office.
    """

    speed: NDArray[np.float64]
    wish: NDArray[np.float64]
    on_leave: NDArray[np.bool_]
    absent: NDArray[np.bool_]
    field_duty: NDArray[np.bool_]
    late_minutes: NDArray[np.float64]


def draw_officers(scenario: Scenario, staff: Staff, draws: Draws) -> OfficerDraws:
    """Draw speed, leave, absence, field duty, lateness and wishes; each officer's streams are keyed by id."""
    days = len(staff.days)
    speed = np.empty(len(staff.officers))
    chance = np.empty((len(staff.officers), days, 5))
    spread = scenario.value("officer_spread")
    for index, officer in enumerate(staff.officers):
        stream = draws.stream("officer", officer.id)
        sigma = np.sqrt(np.log1p(spread**2))
        speed[index] = np.exp(stream.normal() * sigma - sigma**2 / 2)
        chance[index] = stream.random((days, 5))
    on_leave = chance[:, :, 0] < scenario.value("leave")
    absent = ~on_leave & (chance[:, :, 1] < scenario.value("absent"))
    field_duty = ~on_leave & ~absent & (chance[:, :, 2] < scenario.value("field_duty"))
    if not scenario.field_place:
        field_duty[:] = False
    share = scenario.value("late")
    late = np.zeros(on_leave.shape)
    if share > 0:
        is_late = chance[:, :, 3] < share
        # The same number tells whether and, spread over the rest of its range, how much.
        late[is_late] = -np.log1p(-chance[:, :, 3][is_late] / share) * scenario.value("late_minutes")
    return OfficerDraws(
        speed=speed,
        wish=chance[:, :, 4],
        on_leave=on_leave,
        absent=absent,
        field_duty=field_duty,
        late_minutes=np.floor(late),
    )


@frozen(kw_only=True, eq=False)
class DayPlan:
    """Where each officer is on each day, under one workplace rule.

    Attributes:
        place: Officers x days: the number of the place, or -1 when off duty.
        permitted: Officers x days: whether the rule lets the officer work elsewhere; only for days on duty.
        days_elsewhere: Officers x days: days elsewhere already taken that week, as the rule was asked.
    """

    place: NDArray[np.int64]
    permitted: NDArray[np.bool_]
    days_elsewhere: NDArray[np.int64]


def day_plan(
    scenario: Scenario,
    staff: Staff,
    drawn: OfficerDraws,
    elsewhere: Formula,
    places: Collection[str] | None = None,
) -> DayPlan:
    """Return where everybody is, day by day.

    An officer works elsewhere when the rule allows it, the officer wishes it that day, and enough
    colleagues of the group stay in the unit; the keenest go first, ties to the first.

    Args:
        scenario: The scenario.
        staff: Its officers.
        drawn: Their draws.
        elsewhere: Yes where an officer may work elsewhere, over `WORKPLACE_FIGURES`.
        places: Codes of the places that the rule opens; None for any.
    """
    number = {code: index for index, code in enumerate(staff.place_codes)}
    groups = [staff.groups[group] for group in staff.group_of]
    base = np.array([number[group.place] for group in groups])
    away = np.array(
        [
            number.get(group.elsewhere, OFF) if places is None or group.elsewhere in places else OFF
            for group in groups
        ]
    )
    wish = scenario.value("wish_elsewhere")
    on_duty = staff.working() & ~drawn.on_leave & ~drawn.absent
    place = np.full(on_duty.shape, OFF, dtype=np.int64)
    permitted = np.zeros(on_duty.shape, dtype=np.bool_)
    taken = np.zeros(on_duty.shape, dtype=np.int64)
    this_week = np.zeros(len(staff.officers), dtype=np.int64)
    for index, day in enumerate(staff.days):
        if day.weekday() == 0:
            this_week[:] = 0
        taken[:, index] = this_week
        duty, field = on_duty[:, index], drawn.field_duty[:, index]
        if not duty.any():
            continue
        asked = _ask(staff, groups, day, this_week, field)
        answer = np.asarray(evaluate(elsewhere, asked, on=day, algebra=COLUMNS)) == 1
        permitted[:, index] = duty & answer & ~field & (away != OFF)
        wants = permitted[:, index] & (drawn.wish[:, index] < wish)
        goes = _with_enough_left(staff, groups, duty & ~field, wants, drawn.wish[:, index])
        place[:, index] = np.where(goes, away, base)
        if scenario.field_place:
            place[field, index] = number[scenario.field_place]
        place[~duty, index] = OFF
        this_week += goes
    return DayPlan(place=place, permitted=permitted, days_elsewhere=taken)


def _ask(
    staff: Staff, groups: list[StaffGroup], day: date, this_week: NDArray[np.int64], field: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    rows = [
        workplace_figures(
            officer,
            group.position,
            day,
            days_elsewhere_this_week=int(taken),
            assigned_to_field=bool(assigned),
        )
        for officer, group, taken, assigned in zip(staff.officers, groups, this_week, field, strict=True)
    ]
    return {
        name: np.array([row[name] if row[name] is not None else np.nan for row in rows], dtype=np.float64)
        for name in rows[0]
    }


def _with_enough_left(
    staff: Staff,
    groups: list[StaffGroup],
    there: NDArray[np.bool_],
    wants: NDArray[np.bool_],
    wish: NDArray[np.float64],
) -> NDArray[np.bool_]:
    goes = np.zeros_like(wants)
    rooms: dict[tuple[int, str], list[int]] = defaultdict(list)
    present: dict[tuple[int, str], int] = defaultdict(int)
    for officer in np.flatnonzero(there):
        room = (staff.group_of[officer], staff.unit_of[officer])
        present[room] += 1
        if wants[officer]:
            rooms[room].append(int(officer))
    for room, officers in rooms.items():
        spare = present[room] - staff.groups[room[0]].at_least
        keenest = sorted(officers, key=lambda officer: (wish[officer], officer))
        goes[keenest[: max(spare, 0)]] = True
    return goes
