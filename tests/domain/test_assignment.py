from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from asnwork.domain.assignment import (
    CANDIDATE_FIGURES,
    PAIR_FIGURES,
    WORK_FIGURES,
    Assignment,
    Candidate,
    WaitingStep,
    candidate_figures,
    pair_figures,
    refuse_twins,
    work_figures,
)
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.place import ANY_PLACE, COUNTER, WorkPlace
from asnwork.errors import DuplicateName
from asnwork.testing.strategies import candidates, instants, waiting_steps

HOME = WorkPlace(code="home", label="home", label_id="rumah", offers={ANY_PLACE}, at_office=False)
STEP = WaitingStep(
    request=RequestId("r1"),
    step="verify",
    service="card",
    unit="registry",
    skill="check",
    place=ANY_PLACE,
    submitted_at=100,
    waiting_since=150,
)


def candidate(**parts: Any) -> Candidate:
    """An officer at home and on duty until 1,000."""
    told = {"officer": OfficerId("ani"), "place": HOME, "on_duty_until": 1_000, "units": ["registry"]}
    return Candidate(**{**told, "skills": {"check": 2}, **parts})


def test_a_waiting_step_that_leaves_things_out() -> None:
    """A step without a promise has no due moment; it is of the first round and need not be finished today."""
    assert {
        "submitted_at": 100.0,
        "waiting_since": 150.0,
        "due_at": None,
        "expected_effort": 0.0,
        "finishes_today": 0.0,
    } == work_figures(STEP)
    assert (1, 0) == (STEP.round, STEP.order)


def test_a_candidate_that_was_given_nothing() -> None:
    """Who was given nothing and is not free has no moment for either; on duty needs a place and an end."""
    assert {
        "on_duty": 1.0,
        "on_duty_until": 1000.0,
        "open_now": 0.0,
        "given_today": 0.0,
        "last_given_at": None,
        "idle_since": None,
    } == candidate_figures(candidate())


@pytest.mark.parametrize(
    ("place", "until", "on_duty"), [(HOME, 9, 1.0), (None, 9, 0.0), (HOME, None, 0.0), (None, None, 0.0)]
)
def test_on_duty_is_at_a_place_until_a_moment(
    place: WorkPlace | None, until: int | None, on_duty: float
) -> None:
    """Without a place, or without an end of duty, nobody is on duty."""
    figures = candidate_figures(candidate(place=place, on_duty_until=until))
    assert on_duty == figures["on_duty"]


@pytest.mark.parametrize(
    ("step", "officer", "figure", "expected"),
    [
        ({}, {}, "same_unit", 1.0),
        ({}, {"units": {"north", "south"}}, "same_unit", 0.0),
        ({}, {}, "has_skill", 1.0),
        ({}, {}, "skill_level", 2.0),
        ({"skill": "print"}, {}, "has_skill", 0.0),
        ({"skill": "print"}, {}, "skill_level", 0.0),
        ({}, {"skills": {"check": 0}}, "has_skill", 0.0),
        ({}, {}, "place_allows", 1.0),
        ({"place": COUNTER}, {}, "place_allows", 0.0),
        ({}, {"place": None}, "place_allows", 0.0),
    ],
)
def test_the_two_together(
    step: dict[str, Any], officer: dict[str, Any], figure: str, expected: float
) -> None:
    """Unit, skill and place are compared; who is at no place can do nothing."""
    from attrs import evolve

    assert expected == pair_figures(evolve(STEP, **step), candidate(**officer), 7)[figure]


@given(work=waiting_steps(), officer=candidates(), now=instants())
def test_a_pair_has_the_figures_of_both_and_of_the_moment(
    work: WaitingStep, officer: Candidate, now: int
) -> None:
    """Every figure that is declared is there, with those of the step and of the officer unchanged."""
    figures = pair_figures(work, officer, now)
    assert PAIR_FIGURES.keys() == figures.keys()
    assert WORK_FIGURES.keys() == work_figures(work).keys()
    assert CANDIDATE_FIGURES.keys() == candidate_figures(officer).keys()
    assert figures == figures | work_figures(work) | candidate_figures(officer) | {"now": float(now)}
    assert all(value is None or isinstance(value, float) for value in figures.values())


def test_a_candidate_keeps_its_own_copy() -> None:
    """What the caller does later with the skills that were given changes no candidate."""
    skills = {"check": 1}
    known = candidate(skills=skills)
    skills["check"] = 9
    assert {"check": 1} == known.skills
    assert frozenset({"registry"}) == known.units
    assert hash(known) == hash(candidate(skills={"check": 1}))


def test_an_officer_is_looked_at_once() -> None:
    """The same officer twice among the candidates is refused by name; different ones are not."""
    refuse_twins(())
    refuse_twins((candidate(), candidate(officer=OfficerId("budi"))))
    with pytest.raises(DuplicateName, match="candidate 'ani' is there twice"):
        refuse_twins((candidate(), candidate(officer=OfficerId("budi")), candidate(open_now=3)))


def test_an_assignment_says_what_was_given_to_whom_when() -> None:
    """An assignment is a value of request, round, step, officer and moment."""
    given = Assignment(request=RequestId("r1"), round=2, step="sign", officer=OfficerId("ani"), given_at=5)
    assert ("r1", 2, "sign", "ani", 5) == (
        given.request,
        given.round,
        given.step,
        given.officer,
        given.given_at,
    )
