from __future__ import annotations

import pickle
import re
from datetime import date
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.officer import Skill, Unit
from asnwork.errors import DuplicateName, InvalidInput, UnknownName
from asnwork.simulation.scenario import ASSUMPTIONS, Assumption, Scenario, StaffGroup, Stream
from tests.simulation.cities import LIVELY, OURS, assumptions, small_city

CITY = small_city()
DESK = next(group for group in CITY.staff if group.code == "desk")
STREAM = CITY.demand[0]


def paths(error: InvalidInput) -> list[str]:
    """Where the faults of an error are."""
    return [fault.path for fault in error.faults]


# --- assumptions -------------------------------------------------------------------------------


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1))
def test_a_value_lies_in_its_own_range(value: float, low: float, high: float) -> None:
    """A value inside its range, ends included, is an assumption; one outside is refused with the range."""
    if low <= value <= high:
        assert value == Assumption(value=value, low=low, high=high, unit="share", basis=OURS).value
    else:
        with pytest.raises(
            InvalidInput, match=f"value: given .*its own range {low} to {high}".replace("+", ".")
        ):
            Assumption(value=value, low=low, high=high, unit="share", basis=OURS)


def test_no_number_is_no_assumption() -> None:
    """Not-a-number lies in no range."""
    for values in ({"value": float("nan")}, {"low": float("nan")}, {"high": float("nan")}):
        with pytest.raises(InvalidInput, match="a number in its own range"):
            Assumption(**{"value": 0.5, "low": 0.0, "high": 1.0, "unit": "share", "basis": OURS, **values})


def test_another_value_stays_in_the_range() -> None:
    """An assumption can be put at its ends and not beyond; all else of it stays."""
    known = Assumption(value=0.0, low=-0.18, high=0.04, unit="share", basis=OURS)
    assert (-0.18, 0.04) == (known.at(-0.18).value, known.at(0.04).value)
    assert known == known.at(-0.18).at(0.0)
    with pytest.raises(
        InvalidInput, match=r"value: given 0.05, expected a number in its own range -0.18 to 0.04"
    ):
        known.at(0.05)


def test_a_scenario_takes_another_value_for_one_assumption() -> None:
    """Only the assumption named changes, inside its range; the scenario it came from stays as it was."""
    city = small_city(
        assumptions={**LIVELY, "leave": Assumption(value=0.1, low=0.0, high=0.2, unit="1", basis=OURS)}
    )
    changed = city.with_assumption("leave", 0.2)
    assert (0.1, 0.2) == (city.value("leave"), changed.value("leave"))
    assert city == changed.with_assumption("leave", 0.1)
    assert {"leave"} == {name for name in ASSUMPTIONS if city.value(name) != changed.value(name)}
    with pytest.raises(InvalidInput, match=r"its own range 0.0 to 0.2"):
        city.with_assumption("leave", 0.21)
    with pytest.raises(UnknownName, match="unknown assumption 'leaves'; did you mean leave"):
        city.with_assumption("leaves", 0.1)


def test_another_load_changes_the_load_alone() -> None:
    """A scenario at another load is the same scenario but for the load."""
    assert 0.4 == CITY.at_load(0.4).load
    assert CITY == CITY.at_load(0.4).at_load(CITY.load)
    with pytest.raises(InvalidInput, match=r"load: given 0, expected more than 0, such as 0.8"):
        CITY.at_load(0)


# --- streams and groups ------------------------------------------------------------------------


def test_every_fault_of_a_stream_comes_at_once() -> None:
    """Demand that is wrong in every part is refused with all of its faults."""
    with pytest.raises(InvalidInput) as caught:
        Stream(
            service="card",
            channel="app",
            offices=(),
            per_day=-1.0,
            hours=(1.0,) * 23,
            closed_day=-0.1,
            basis=OURS,
        )
    parts = ("per_day", "hours", "closed_day", "offices")
    assert [f"demand[card/app].{part}" for part in parts] == paths(caught.value)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("per_day", -0.5),
        ("per_day", float("nan")),
        ("per_day", float("inf")),
        ("hours", (1.0,) * 25),
        ("hours", (0.0,) * 24),
        ("hours", ()),
        ("hours", (-1.0, *(1.0,) * 23)),
        ("closed_day", -0.1),
        ("closed_day", float("nan")),
        ("closed_day", float("inf")),
        ("offices", ()),
        ("offices", ("north", "north")),
    ],
)
def test_a_part_of_a_stream_that_is_wrong_is_named(part: str, value: Any) -> None:
    """Each part of demand is checked for itself, and only it is reported."""
    with pytest.raises(InvalidInput) as caught:
        evolve(STREAM, **{part: value})
    assert [f"demand[{STREAM.service}/{STREAM.channel}].{part}"] == paths(caught.value)


def test_no_requests_at_all_are_a_stream() -> None:
    """A service that nobody asks for is demand of 0."""
    assert 0.0 == evolve(STREAM, per_day=0.0).per_day


def test_a_stream_is_named_after_what_how_and_where() -> None:
    """All of its offices are named, in whatever order they were given, so that no name is shared."""
    assert "card/app/north" == evolve(STREAM, offices=["north"]).name
    assert "card/app/north/registry/south" == evolve(STREAM, offices=["south", "registry", "north"]).name


def test_the_order_of_the_offices_of_a_stream_does_not_matter() -> None:
    """Offices are all alike, so a stream is the same however they are listed."""
    assert evolve(STREAM, offices=["south", "north"]) == evolve(STREAM, offices=["north", "south"])


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("each", 0),
        ("each", -1),
        ("units", ()),
        ("units", ("north", "north")),
        ("skills", ()),
        ("skills", (Skill(code="front"), Skill(code="front", level=2))),
        ("at_least", -1),
        ("reserved_minutes", -1),
    ],
)
def test_a_part_of_a_group_that_is_wrong_is_named(part: str, value: Any) -> None:
    """A group has officers, units and skills, each once, and no number below nothing."""
    with pytest.raises(InvalidInput) as caught:
        evolve(DESK, **{part: value})
    assert [f"staff[desk].{part}"] == paths(caught.value)


def test_every_fault_of_a_group_comes_at_once() -> None:
    """A group that is wrong in every part is refused with all of its faults."""
    with pytest.raises(InvalidInput) as caught:
        evolve(DESK, each=0, at_least=-1, reserved_minutes=-5, units=(), skills=())
    parts = ("each", "at_least", "reserved_minutes", "units", "skills")
    assert [f"staff[desk].{part}" for part in parts] == paths(caught.value)


# --- scenarios ---------------------------------------------------------------------------------


def test_every_fault_of_a_scenario_comes_at_once() -> None:
    """Days, load, time-out, target, assumptions and groups are checked together, by scenario."""
    stated = {name: each for name, each in LIVELY.items() if name not in ("leave", "reopened")}
    with pytest.raises(InvalidInput, match=r"^scenario small: 8 faults") as caught:
        small_city(
            until=date(2026, 6, 1),
            run_in_days=-1,
            load=float("nan"),
            time_out_hours=0.0,
            work_target=-1.0,
            assumptions=stated,
            staff=(DESK, DESK),
        )
    expected = ["until", "run_in_days", "load", "time_out_hours", "work_target"]
    assert [*expected, "assumptions.leave", "assumptions.reopened", "staff"] == paths(caught.value)
    assert "expected a day after 2026-06-01" in str(caught.value)
    assert f"stated: {ASSUMPTIONS['leave']}" in str(caught.value)
    assert "staff: given 'desk', expected each once" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"until": date(2026, 5, 31)}, "until"),
        ({"run_in_days": -1}, "run_in_days"),
        ({"run_out_days": -1}, "run_out_days"),
        ({"load": 0.0}, "load"),
        ({"load": -0.1}, "load"),
        ({"load": 5.0}, "load"),
        ({"load": float("inf")}, "load"),
        ({"time_out_hours": -1.0}, "time_out_hours"),
        ({"time_out_hours": float("inf")}, "time_out_hours"),
        ({"work_target": 0.0}, "work_target"),
        ({"work_target": float("nan")}, "work_target"),
    ],
)
def test_a_number_that_cannot_be_is_named(change: dict[str, Any], path: str) -> None:
    """What is out of its bounds is refused by its name."""
    with pytest.raises(InvalidInput) as caught:
        small_city(**change)
    assert [path] == paths(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        {"until": date(2026, 6, 2)},
        {"run_in_days": 0, "run_out_days": 0},
        {"load": 4.9},
        {"load": 0.01},
        {"time_out_hours": 0.5},
        {"work_target": 1.2},
    ],
)
def test_the_ends_of_what_can_be_are_scenarios(change: dict[str, Any]) -> None:
    """One day, no run-in, little and much load are taken."""
    assert change == {name: getattr(small_city(**change), name) for name in change}


@pytest.mark.parametrize("left_out", ASSUMPTIONS)
def test_an_assumption_that_is_not_stated_is_asked_for(left_out: str) -> None:
    """Every assumption must be stated; the fault says what it is."""
    stated = {name: each for name, each in LIVELY.items() if name != left_out}
    with pytest.raises(InvalidInput, match=re.escape(f"expected stated: {ASSUMPTIONS[left_out]}")) as caught:
        small_city(assumptions=stated)
    assert [f"assumptions.{left_out}"] == paths(caught.value)


def with_group(**changes: Any) -> dict[str, Any]:
    """The changes that give the desk something of its own."""
    return {"staff": (evolve(DESK, **changes), *(group for group in CITY.staff if group.code != "desk"))}


def with_stream(**changes: Any) -> dict[str, Any]:
    """The changes that give the first stream of demand something of its own."""
    return {"demand": (evolve(STREAM, **changes), *CITY.demand[1:])}


@pytest.mark.parametrize(
    ("change", "kind", "name", "near"),
    [
        (with_stream(service="crad"), "service", "crad", "card"),
        (with_stream(channel="ap"), "channel", "ap", "app"),
        (with_stream(offices=["north", "sout"]), "unit", "sout", "south"),
        ({"routing": {**CITY.routing, "front": "ofice"}}, "unit", "ofice", None),
        ({"routing": {**CITY.routing, "check": "registri"}}, "unit", "registri", "registry"),
        (
            {"routing": {skill: unit for skill, unit in CITY.routing.items() if skill != "print"}},
            "skill without a routing",
            "print",
            None,
        ),
        (with_group(units=["nort"]), "unit", "nort", "north"),
        (with_group(place="offfice"), "place", "offfice", "office"),
        (with_group(elsewhere="hone"), "place", "hone", "home"),
        (with_group(skills=[Skill(code="frnt")]), "skill", "frnt", "front"),
        ({"field_place": "hal"}, "place", "hal", "hall"),
        ({"assumptions": {**LIVELY, "leaf": LIVELY["leave"]}}, "assumption", "leaf", "leave"),
    ],
)
def test_what_is_called_by_a_name_that_is_not_there_is_refused(
    change: dict[str, Any], kind: str, name: str, near: str | None
) -> None:
    """A name that nothing has is refused with its kind and its near misses."""
    with pytest.raises(UnknownName) as caught:
        small_city(**change)
    assert (kind, name) == (caught.value.kind, caught.value.name)
    assert near is None or near == caught.value.near[0]


def test_a_service_whose_decision_is_left_out_cannot_be_simulated() -> None:
    """A decision for assisted channels alone is left out of other channels, and of a second round."""
    paper = CITY.catalogue.service("paper")
    steps = [evolve(step, assisted_only=step.decides) for step in paper.steps]
    catalogue = evolve(CITY.catalogue, services=[CITY.catalogue.service("card"), evolve(paper, steps=steps)])
    with pytest.raises(
        InvalidInput, match=r"given 'paper', expected a service whose decision no channel"
    ) as caught:
        small_city(catalogue=catalogue)
    assert ["demand[paper/app].service"] == paths(caught.value)


def test_one_code_for_two_units_or_streams_is_refused() -> None:
    """Two units of one code, and two streams of one name, are refused."""
    with pytest.raises(DuplicateName, match="unit 'north' is there twice"):
        small_city(units=(*CITY.units, Unit(code="north", name="again")))
    with pytest.raises(DuplicateName, match="stream of demand 'card/app/north/south' is there twice"):
        small_city(demand=(*CITY.demand, evolve(STREAM, per_day=1.0)))


def test_places_elsewhere_and_in_the_field_may_be_left_out() -> None:
    """A group may have no place elsewhere, and a city no field duty."""
    assert "" == small_city(**with_group(elsewhere=""), field_place="").field_place


# --- a value -----------------------------------------------------------------------------------


@given(data=st.data())
def test_the_order_of_staff_demand_and_tables_does_not_matter(data: st.DataObject) -> None:
    """However groups, streams, routing and assumptions are listed, it is one and the same scenario."""
    turned = evolve(
        CITY,
        staff=data.draw(st.permutations(CITY.staff)),
        demand=data.draw(st.permutations(CITY.demand)),
        routing=dict(data.draw(st.permutations(sorted(CITY.routing.items())))),
        assumptions=dict(data.draw(st.permutations(sorted(CITY.assumptions.items())))),
    )
    assert CITY == turned
    assert hash(CITY) == hash(turned)


def test_a_scenario_is_hashed_by_what_it_is() -> None:
    """Equal scenarios are one key of a table; another seed, load or assumption makes another scenario."""
    others = [evolve(CITY, seed=2), CITY.at_load(0.5), CITY.with_assumption("leave", 0.2)]
    assert 4 == len({CITY, small_city(), *others})


def test_a_scenario_travels_to_another_process() -> None:
    """A scenario comes out of a pickle equal, with an equal hash and a calendar that works."""
    back = pickle.loads(pickle.dumps(CITY))  # noqa: S301
    assert CITY == back
    assert hash(CITY) == hash(back)
    assert CITY.calendar.table == back.calendar.table


def test_a_scenario_does_not_change() -> None:
    """Nothing in it can be set, and a table that was given can change without changing it."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CITY.load = 0.1
    routing, stated = dict(CITY.routing), dict(LIVELY)
    city = small_city(routing=routing, assumptions=stated)
    routing.clear()
    stated.clear()
    assert CITY == city


def test_a_calm_city_is_a_scenario() -> None:
    """With every assumption at nothing the city is one in which nothing goes wrong."""
    calm: Scenario = small_city(assumptions=assumptions())
    assert (0.0, 1.0) == (calm.value("leave"), calm.value("solved"))
    assert isinstance(calm.staff[0], StaffGroup)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("place_effect", {"value": -0.5, "low": -1.0, "high": 0.0}),
        ("leave", {"value": 1.5, "low": 0.0, "high": 2.0}),
        ("late_minutes", {"value": -1.0, "low": -1.0, "high": 0.0}),
    ],
)
def test_an_assumption_beyond_what_can_be_is_refused(name: str, wrong: dict[str, float]) -> None:
    """A share lies in 0..1, a time is not negative, and away from the office some work is always done."""
    broken = Assumption(**wrong, unit="1", basis=OURS)
    with pytest.raises(InvalidInput, match=f"assumptions.{name}"):
        small_city(assumptions={**LIVELY, name: broken})
