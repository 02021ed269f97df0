from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import (
    REQUEST_FIGURES,
    STEP_FIGURES,
    RequestFact,
    StepFact,
    request_figures,
    step_figures,
)
from asnwork.testing.strategies import request_facts, step_facts

FLAGS = {
    "granted": "decision",
    "refused": "decision",
    "not_ours": "decision",
    "withdrawn": "ended_as",
    "forwarded": "ended_as",
    "duplicate": "ended_as",
}


def request(**parts: Any) -> RequestFact:
    """A row of a request with something of its own."""
    told = {"request": RequestId("r1"), "service": "card", "channel": "app", "as_of": 9, "submitted_at": 1}
    return RequestFact(**{**told, **parts})


def step(**parts: Any) -> StepFact:
    """A row of a step done with something of its own."""
    told = {"request": RequestId("r1"), "step": "verify", "officer": OfficerId("ani"), "ended_at": 7}
    return StepFact(**{**told, **parts})


@pytest.mark.parametrize(("round_", "key"), [(1, "r1"), (2, "r1#2"), (3, "r1#3")])
def test_a_row_is_named_by_its_request_and_a_later_round(round_: int, key: str) -> None:
    """The first round of a request has its name; a later one says which."""
    assert key == request(round=round_).key
    assert f"{key}/verify" == step(round=round_).key
    assert f"{key}/declined" == request(round=round_).declined_key


def test_what_a_log_does_not_tell_is_missing() -> None:
    """A bare row has a request, a moment of filing and of folding; the rest is missing, pauses are none."""
    figures = request_figures(request())
    zero = {"paused_by_applicant", "paused_outside", *FLAGS}
    assert {"as_of": 9.0, "submitted_at": 1.0, "round": 1.0} == {
        name: value for name, value in figures.items() if value is not None and name not in zero
    }
    assert dict.fromkeys(zero, 0.0) == {name: figures[name] for name in zero}


@pytest.mark.parametrize(("name", "field"), FLAGS.items())
def test_a_decision_and_an_end_are_one_word_each(name: str, field: str) -> None:
    """Exactly the flag of the word that stands in the row is yes."""
    figures = request_figures(request(**{field: name}))
    assert [name] == [flag for flag in FLAGS if figures[flag] == 1.0]


@pytest.mark.parametrize(("says", "figure"), [(None, None), (True, 1.0), (False, 0.0)])
def test_what_the_citizen_says_may_be_unknown(says: bool | None, figure: float | None) -> None:
    """Solved is yes, no, or missing while the citizen was not heard."""
    assert figure == request_figures(request(solved=says))["solved"]


@given(fact=request_facts())
def test_a_request_has_every_figure_as_a_number(fact: RequestFact) -> None:
    """Every declared figure is there; a field of the same name gives it, None staying None."""
    figures = request_figures(fact)
    assert REQUEST_FIGURES.keys() == figures.keys()
    for name in attrs.fields_dict(RequestFact):
        if name in REQUEST_FIGURES:
            value = getattr(fact, name)
            assert (None if value is None else float(value)) == figures[name]
    assert all(value is None or isinstance(value, float) for value in figures.values())


@given(fact=request_facts(), done=step_facts())
def test_a_step_has_its_own_figures_and_those_of_its_request(fact: RequestFact, done: StepFact) -> None:
    """The figures of a step are its own under names of their own, and its request's unchanged."""
    figures = step_figures(done, fact)
    assert STEP_FIGURES.keys() == figures.keys()
    assert request_figures(fact) == {name: figures[name] for name in REQUEST_FIGURES}
    own = {"step_queued_at": "queued_at", "step_started_at": "started_at", "step_ended_at": "ended_at"}
    own |= {"step_effort": "effort", "step_credit": "credit"}
    own |= {"at_office": "at_office", "among_citizens": "among_citizens"}
    for name, field in own.items():
        value = getattr(done, field)
        assert (None if value is None else float(value)) == figures[name]
    assert REQUEST_FIGURES.keys().isdisjoint(own)


def test_figures_have_units() -> None:
    """Moments and durations are microseconds, answers yes/no, and a step's figures include its request's."""
    assert {"microseconds", "rounds", "steps", "trips", "returns", "yes/no"} == set(REQUEST_FIGURES.values())
    assert dict(REQUEST_FIGURES) == {name: STEP_FIGURES[name] for name in REQUEST_FIGURES}
    assert "microseconds" == REQUEST_FIGURES["office_due_at"] == STEP_FIGURES["step_credit"]
