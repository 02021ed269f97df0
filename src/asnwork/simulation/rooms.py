"""Rooms: who may take which kinds of work, from which place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen

from asnwork.domain.formula import evaluate
from asnwork.simulation.city import City
from asnwork.simulation.rules import AnyRule, split
from asnwork.simulation.staffing import OFF, DayPlan

__all__ = ["Rooms", "lay_rooms"]


@frozen(kw_only=True, eq=False)
class Rooms:
    """Who may take what: officers of one group and unit at one place share a room.

    Attributes:
        kinds_of_room: For each room the kinds of work that may be taken there.
        rooms_of_kind: For each kind the rooms from which it may be taken.
        number: The number of the room of (group, unit, place).
    """

    kinds_of_room: list[list[int]]
    rooms_of_kind: list[list[int]]
    number: Mapping[tuple[int, str, int], int]


def lay_rooms(city: City, plan: DayPlan, rule: AnyRule) -> Rooms:
    """Return who may take what from where, by the hard conditions of the rule that a kind of work decides.

    Raises:
        BrokenRule: A hard condition reads what differs within a queue.
    """
    scenario, staff, work = city.scenario, city.staff, city.work
    still, _ = split(rule)
    alike: dict[tuple[Any, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, kind in enumerate(work.kinds):
        alike[(kind.skill, kind.place, kind.expected_effort, kind.must_fit)][kind.unit].append(index)
    used = sorted(
        {
            (staff.group_of[officer], staff.unit_of[officer], int(place))
            for officer, places in enumerate(plan.place)
            for place in np.unique(places)
            if place != OFF
        }
    )
    answers: dict[tuple[Any, ...], bool] = {}

    def allowed(level: int, allows: bool, same: bool, expected: int, finishes: bool) -> bool:
        asked = (level, allows, same, expected, finishes)
        if asked not in answers:
            figures = {
                "on_duty": 1.0,
                "same_unit": float(same),
                "has_skill": float(level > 0),
                "skill_level": float(level),
                "place_allows": float(allows),
                "expected_effort": float(expected),
                "finishes_today": float(finishes),
            }
            answers[asked] = all(evaluate(formula, figures, on=scenario.since) == 1 for formula in still)
        return answers[asked]

    kinds_of_room: list[list[int]] = []
    for group, unit, place in used:
        levels = {skill.code: skill.level for skill in staff.groups[group].skills}
        offers = scenario.catalogue.places[staff.place_codes[place]]
        found: list[int] = []
        for (skill, need, expected, finishes), by_unit in alike.items():
            asked = (levels.get(skill, 0), offers.allows(need))
            if allowed(*asked, True, expected, finishes):
                found += by_unit.get(unit, [])
            if allowed(*asked, False, expected, finishes):
                found += [kind for other, kinds in by_unit.items() if other != unit for kind in kinds]
        kinds_of_room.append(sorted(found))
    rooms_of_kind: list[list[int]] = [[] for _ in work.kinds]
    for room, served in enumerate(kinds_of_room):
        for number in served:
            rooms_of_kind[number].append(room)
    return Rooms(
        kinds_of_room=kinds_of_room,
        rooms_of_kind=rooms_of_kind,
        number={each: index for index, each in enumerate(used)},
    )
