from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from asnwork.domain.formula import Comparison, Constant, DatedConstant, Figure, at_least, evaluate, present
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.law import Dated
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Wording
from asnwork.domain.request.facts import RequestFact, StepFact, request_figures, step_figures
from asnwork.errors import DuplicateName, InvalidInput, UnitMismatch, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import (
    CITIZENS,
    OWNER_FIGURES,
    WORK,
    Measure,
    OutcomePolicy,
    main_job,
    main_job_sides,
)
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from tests.formulas import NUMBER

LAW = national_law()
DAY = date(2026, 5, 31)
WORDS = Wording("steps", "langkah")
US_DAY = 86_400_000_000


def measure(**parts: Any) -> Measure:
    """A measure of steps with something of its own."""
    given = {
        "name": "m",
        "unit": "steps",
        "source": "steps",
        "of": Constant(1, "steps"),
        "at": "step_ended_at",
        "wording": WORDS,
    }
    return Measure(**{**given, **parts})


def test_a_moment_may_be_named_or_computed() -> None:
    """The moment of a row is given by the name of a figure or as a formula, and is then the same thing."""
    assert measure() == measure(at=Figure("step_ended_at", "microseconds"))


@pytest.mark.parametrize(
    ("parts", "error", "match"),
    [
        ({"source": "stepz"}, UnknownName, "did you mean steps"),
        ({"of": Figure("step_efort", "steps")}, UnknownName, "did you mean step_effort"),
        ({"at": "day"}, UnknownName, "figure of the measure m"),
        ({"known": present(Figure("late_minutes"))}, UnknownName, "figure of the measure m"),
        ({"needs": ("late_minutes",)}, UnknownName, "figure of the measure m"),
        ({"once_by": "confirmed"}, UnknownName, "did you mean confirmed_by"),
        (
            {"source": "attendance", "at": "starts_at", "once_by": "confirmed_by"},
            UnknownName,
            "unknown name in rows of attendance 'confirmed_by'",
        ),
        ({"of": Figure("step_effort", "minutes")}, UnitMismatch, "step_effort"),
        ({"unit": "minutes"}, UnitMismatch, "cannot sum"),
        ({"at": Figure("at_office", "yes/no")}, UnitMismatch, "use as a moment"),
        (
            {"at": Figure("step_ended_at", "microseconds") * DatedConstant(NUMBER)},
            InvalidInput,
            "a moment without law",
        ),
    ],
)
def test_a_measure_that_cannot_be_taken_is_refused(
    parts: dict[str, Any], error: type[Exception], match: str
) -> None:
    """A measure of no source, of figures that its rows lack, or in the wrong unit is refused at once."""
    with pytest.raises(error, match=match):
        measure(**parts)


def test_a_measure_of_a_planned_result_is_in_its_unit() -> None:
    """What a work result realises is in the unit of the planned result, whatever that is."""
    made = measure(
        source="work_results", of=Figure("realised", "results"), at="recorded_at", item="x", unit="reports"
    )
    assert "reports" == made.unit


def test_a_measure_knows_what_it_reads() -> None:
    """A measure of steps that looks at the request needs both; its law is what its formulas read."""
    assert ("steps",) == measure().sources
    assert ("steps", "requests") == measure(known=present(Figure("ready_at", "microseconds"))).sources
    assert ("requests",) == measure(source="requests", at="decided_at").sources
    assert ("steps", "requests") == measure(once_by="applicant").sources
    assert ("steps",) == measure(known=Figure("own", "yes/no")).sources
    weighed = measure(of=Constant(1, "steps") * DatedConstant(NUMBER))
    assert ((NUMBER,), ()) == (weighed.parameters, measure().parameters)


@pytest.mark.parametrize(
    ("changes", "error", "match"),
    [
        ({"attribution": "team"}, UnknownName, "known: decider, each_step"),
        ({"measures": (measure(), measure())}, DuplicateName, "'m'"),
        ({"gate": Constant(1, "minutes")}, UnitMismatch, "the gate of standard_outcome"),
        ({"achieved": Constant(1, "minutes")}, UnitMismatch, "what standard_outcome calls achieved"),
    ],
)
def test_a_policy_that_cannot_be_followed_is_refused(
    changes: dict[str, Any], error: type[Exception], match: str
) -> None:
    """A policy has a known attribution, one measure for each figure, and answers yes or no."""
    with pytest.raises(error, match=match):
        evolve(standard_outcome(LAW), **changes)


@pytest.mark.parametrize(
    ("done", "target", "available", "expected"),
    [(90.0, 100.0, 1.0, 1.0), (89.0, 100.0, 1.0, 0.0), (45.0, 100.0, 0.5, 1.0), (90.0, None, 1.0, None)],
)
def test_the_main_job_is_a_share_of_the_target(
    done: float, target: float | None, available: float, expected: float | None
) -> None:
    """The main job is done from the threshold of the law on; without a target that is not known."""
    figures = {"done.work": done, "target.work": target, "available": available}
    assert expected == evaluate(main_job(LAW), figures, on=DAY)


def test_only_the_main_job_has_sides() -> None:
    """What was reached and what is needed are those of the gate of the library; another gate has none."""
    gate = main_job(LAW)
    assert isinstance(gate, Comparison)
    assert (gate.left, gate.right) == main_job_sides(gate)
    share = Figure("done.work", "minutes") / Figure("target.work", "minutes")
    others = (
        Figure("met", "yes/no"),
        at_least(share, 0.9, missing="missing"),
        at_least(share, DatedConstant(LAW["rating.below"]), missing="missing"),
    )
    assert [None, None, None] == [main_job_sides(other) for other in others]


def test_only_main_results_make_the_main_job() -> None:
    """An additional result neither helps nor hurts, and a plan without a main one has no main job."""
    extra = PlannedResult(code="extra", main=False, target=1.0, unit="steps")
    assert main_job(LAW) == main_job(LAW, [WORK, extra])
    with pytest.raises(InvalidInput, match="at least one planned result"):
        main_job(LAW, [extra])


# --- the standard policy -----------------------------------------------------------------------


DECIDER = standard_outcome(LAW, results=[WORK, CITIZENS], attribution="decider")


def request(**moments: Any) -> RequestFact:
    """A request in which a day is the unit of time: filed on day 0, due on day 10, seen on day 20."""
    whole = {"submitted_at": 0, "office_due_at": 10, "due_at": 10, "as_of": 20, **moments}
    timed = {
        name: value * US_DAY if name.endswith(("_at", "as_of")) and value is not None else value
        for name, value in whole.items()
    }
    return RequestFact(request=RequestId("r"), service="s", channel="c", **timed)


# What a row says of its owner when there is nothing to say.
ALONE: dict[str, float | None] = {**dict.fromkeys(OWNER_FIGURES, 0.0), "since_same": None}


def measured(name: str, fact: RequestFact, **owner: float | None) -> tuple[Any, Any]:
    """What a measure of the standard policy makes of a request, and on which day it counts."""
    found = next(each for each in DECIDER.measures if each.name == name)
    figures = {**request_figures(fact), **ALONE, **owner}
    moment = evaluate(found.at, figures)
    return evaluate(found.of, figures, on=DAY), None if moment is None else moment / US_DAY


@pytest.mark.parametrize(
    ("moments", "kept", "day"),
    [
        ({"decided_at": 5, "ready_at": 10, "decision": "granted"}, 1.0, 5),
        ({"decided_at": 5, "ready_at": 11, "decision": "granted"}, 0.0, 10),
        ({"decided_at": 12, "ready_at": 12, "decision": "granted"}, 0.0, 12),
        ({"decided_at": 9, "decision": "refused"}, 1.0, 9),
        ({"decided_at": 11, "decision": "not_ours"}, 0.0, 11),
        ({"decided_at": 9, "decision": "granted"}, 0.0, 10),
        ({"decided_at": 9, "decision": "granted", "as_of": 10}, None, 9),
        ({"closed_at": 8}, 1.0, 8),
        ({}, 0.0, 10),
        ({"as_of": 10}, None, 10),
        ({"as_of": 9}, None, 10),
        ({"ended_at": 8, "ended_as": "withdrawn"}, None, 10),
        ({"ended_at": 11, "ended_as": "forwarded"}, 0.0, 10),
        ({"office_due_at": None, "due_at": None, "decided_at": 5, "ready_at": 6}, None, 5),
        ({"office_due_at": None, "due_at": None}, None, None),
    ],
)
@pytest.mark.parametrize("whose", ["promises", "citizen_promises"])
def test_a_promise_is_judged_when_its_fate_is_known(
    moments: dict[str, Any], kept: float | None, day: float | None, whose: str
) -> None:
    """A promise is kept by an answer in time, broken by a late one or none, and else not judged.

    A broken one counts when it fell due, or when it was decided after that.
    """
    fact = request(**moments)
    assert (kept, day) == measured(f"{whose}_kept", fact)
    assert (None if kept is None else 1.0, day) == measured(f"{whose}_judged", fact)


def test_an_outside_failure_is_the_citizens_delay_and_not_the_offices() -> None:
    """When the office's day was moved and the citizen's was not, one promise is kept and the other broken."""
    fact = request(office_due_at=14, decided_at=12, ready_at=12, decision="granted")
    assert (1.0, 0.0) == (measured("promises_kept", fact)[0], measured("citizen_promises_kept", fact)[0])


@pytest.mark.parametrize(
    ("moments", "lasted"),
    [
        ({"closed_at": 2}, 1.0),
        ({"closed_at": 2, "as_of": 16}, 1.0),
        ({"closed_at": 2, "as_of": 15}, None),
        ({"closed_at": 2, "reopened_at": 3, "as_of": 4}, 0.0),
        ({"closed_at": 2, "reopened_at": 16}, 0.0),
        ({"closed_at": 2, "reopened_at": 17}, 1.0),
        ({}, None),
    ],
)
def test_a_result_lasts_when_its_window_passed(moments: dict[str, Any], lasted: float | None) -> None:
    """A result is judged once it was reopened or its two weeks are over; a later reopening does not count."""
    fact = request(**moments)
    assert lasted == measured("not_reopened", fact)[0]
    assert (None if lasted is None else 1.0) == measured("reopen_judged", fact)[0]


@pytest.mark.parametrize(
    ("solved", "known", "yes"), [(True, 1.0, 1.0), (False, 1.0, 0.0), (None, None, None)]
)
def test_only_citizens_who_answered_count(
    solved: bool | None, known: float | None, yes: float | None
) -> None:
    """What the citizen says counts when the citizen said something."""
    fact = request(decided_at=5, solved=solved)
    assert (known, yes) == (measured("solved_known", fact)[0], measured("solved_yes", fact)[0])


def test_attribution_decides_which_rows_are_measured() -> None:
    """With each step the fate of a request is read in each step's row, with the decider once in its own."""
    sources = {
        attribution: {
            each.name: each.source for each in standard_outcome(LAW, attribution=attribution).measures
        }
        for attribution in ("each_step", "decider")
    }
    assert ("steps", "requests") == tuple(found["promises_kept"] for found in sources.values())
    assert ("steps", "steps") == tuple(found["done.work"] for found in sources.values())
    with pytest.raises(UnknownName, match="attribution"):
        standard_outcome(LAW, attribution="everybody")


def step_measure(name: str, owner: dict[str, float | None] | None = None, **parts: Any) -> Any:
    """What a measure of steps makes of a step of an undecided request."""
    found = next(each for each in standard_outcome(LAW).measures if each.name == name)
    step = StepFact(request=RequestId("r"), step="s", officer=OfficerId("ani"), ended_at=US_DAY, **parts)
    return evaluate(found.of, {**step_figures(step, request()), **ALONE, **(owner or {})}, on=DAY)


@pytest.mark.parametrize(
    ("name", "parts", "expected"),
    [
        ("steps_done", {}, 1.0),
        ("done.work", {"credit": 90_000_000}, 1.5),
        ("done.work", {"credit": None}, None),
        ("steps_among_citizens", {"among_citizens": True}, 1.0),
        ("steps_among_citizens", {"among_citizens": False}, 0.0),
        ("steps_among_citizens", {"among_citizens": None}, None),
    ],
)
def test_steps_are_counted(name: str, parts: dict[str, Any], expected: float | None) -> None:
    """A step counts as one, for the minutes that it should take, and among citizens where it was."""
    assert expected == step_measure(name, **parts)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 1.0),
        ({"done.work": 80.0}, 0.0),
        ({"done.work": None}, None),
        ({"promises_kept": 8.0}, 0.0),
        ({"not_reopened": 8.0}, 0.0),
        ({"promises_kept": 8.0, "done.work": None}, 0.0),
        ({"promises_kept": 0.0, "promises_judged": 0.0}, 1.0),
        ({"promises_kept": None, "promises_judged": None, "not_reopened": None}, 1.0),
    ],
)
def test_a_month_is_achieved_by_work_and_by_what_came_of_it(
    changes: dict[str, float | None], expected: float | None
) -> None:
    """Achieved is the main job and, where judged, kept promises and lasting results; one failure is a no."""
    figures: dict[str, float | None] = {
        "done.work": 95.0,
        "target.work": 100.0,
        "available": None,
        "promises_kept": 9.0,
        "promises_judged": 10.0,
        "not_reopened": 9.0,
        "reopen_judged": 10.0,
    }
    assert expected == evaluate(standard_outcome(LAW).achieved, {**figures, **changes}, on=DAY)


@pytest.mark.parametrize("build", [standard_outcome, main_job])
def test_a_what_if_needs_no_second_copy(build: Callable[..., Any]) -> None:
    """The policy is a function of law: another threshold in the law makes another policy."""
    threshold = LAW["main_job.threshold"]
    stricter = evolve(threshold, values=Dated.always(1.0))
    changed = evolve(
        LAW, parameters=[stricter if each.path == stricter.path else each for each in LAW.parameters]
    )
    figures = {"done.work": 95.0, "target.work": 100.0, "available": 1.0}
    before, after = (
        found.gate if isinstance(found, OutcomePolicy) else found for found in (build(LAW), build(changed))
    )
    assert (1.0, 0.0) == (evaluate(before, figures, on=DAY), evaluate(after, figures, on=DAY))
