from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import assumed, trace_law
from asnwork.domain.place import ANY_PLACE
from asnwork.domain.service import (
    ClosedDay,
    OutsideHours,
    Requirement,
    Service,
    ServiceStandard,
    StartRule,
    Step,
    TimeLimit,
    TimeUnit,
)
from asnwork.errors import DuplicateName, InvalidInput, UnknownName
from asnwork.testing.strategies import services, time_limits

OURS = assumed("made up for a test")
DAY = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=OURS)
STANDARD = ServiceStandard(completion=DAY, basis=OURS)


def step(code: str, **parts: Any) -> Step:
    """A step with something of its own."""
    told = {"label": code, "label_id": code, "skill": "desk", "minutes": 5.0, "basis": OURS}
    return Step(code=code, **{**told, **parts})


def service(*steps: Step, **parts: Any) -> Service:
    """A service of these steps."""
    told = {"code": "card", "label": "card", "label_id": "kartu", "standard": STANDARD}
    return Service(**{**told, "steps": steps, **parts})


VERIFY, SIGN = step("verify"), step("sign", decides=True)
HELP = step("help", assisted_only=True, before_complete=True)
HAND_OVER = step("hand_over", hands_over=True)


# --- time limits -------------------------------------------------------------------------------


def test_a_time_limit_reads_as_amount_and_unit() -> None:
    """A limit is printed as people write it."""
    assert "24 elapsed hours" == str(DAY)
    assert "3 working days" == str(evolve(DAY, amount=3, unit=TimeUnit.WORKING_DAYS))


@pytest.mark.parametrize("amount", [0, -1, -24])
def test_a_limit_of_nothing_is_refused(amount: int) -> None:
    """A limit below one of its unit is refused, with what was given."""
    with pytest.raises(InvalidInput) as caught:
        TimeLimit(amount=amount, unit=TimeUnit.MINUTES, basis=OURS)
    assert [("amount", amount)] == [(fault.path, fault.given) for fault in caught.value.faults]
    assert f"amount: given {amount}, expected a whole number above zero" == str(caught.value)


def test_one_of_a_unit_is_the_least() -> None:
    """One minute is a limit."""
    assert "1 minutes" == str(TimeLimit(amount=1, unit=TimeUnit.MINUTES, basis=OURS))


def test_what_a_limit_leaves_out() -> None:
    """A limit starts when the request is filed, or at the next opening, and ends on a working day."""
    assert StartRule.SUBMITTED is DAY.start
    assert OutsideHours.FROM_NEXT_OPENING is DAY.outside_hours
    assert ClosedDay.NEXT_WORKING_DAY_SAME_TIME is DAY.closed_day


@given(limit=time_limits())
def test_every_choice_has_its_name_in_files(limit: TimeLimit) -> None:
    """A unit, a start and what holds outside hours are found again by the name that files use."""
    assert limit.unit is TimeUnit(limit.unit.value)
    assert limit.start is StartRule(limit.start.value)
    assert limit.outside_hours is OutsideHours(limit.outside_hours.value)
    assert limit.closed_day is ClosedDay(limit.closed_day.value)
    assert str(limit).startswith(f"{limit.amount} ")


# --- steps and standards -----------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [0, 0.0, -1.5, float("nan"), float("inf")])
def test_a_step_takes_some_minutes(minutes: float) -> None:
    """A step that takes no time, or no number of minutes, is refused with its path."""
    with pytest.raises(
        InvalidInput, match=r"^steps\[verify\].minutes: given .*, expected more than 0"
    ) as caught:
        step("verify", minutes=minutes)
    assert minutes is caught.value.faults[0].given


def test_what_a_step_leaves_out() -> None:
    """A step can be done anywhere, after the papers are complete, for every channel, without anybody else."""
    assert ANY_PLACE == VERIFY.place
    assert () == VERIFY.leans_on
    assert not any((VERIFY.before_complete, VERIFY.citizen_present, VERIFY.assisted_only))
    assert not any((VERIFY.hands_over, VERIFY.decides))


def test_systems_that_a_step_leans_on_are_kept_in_order() -> None:
    """The outside systems come as any row of names and stay as they were given."""
    assert ("national", "card_stock") == step("print", leans_on=["national", "card_stock"]).leans_on


def test_a_standard_without_a_fee_is_free_of_charge() -> None:
    """A fee of 0 is a value; nothing is promised of the first response unless it is said."""
    assert (0, None, ()) == (STANDARD.fee, STANDARD.first_response, STANDARD.requirements)
    papers = [Requirement(code="kk", label="family card", label_id="kartu keluarga")]
    assert tuple(papers) == evolve(STANDARD, requirements=papers, fee=10_000).requirements
    assert "" == Requirement(code="kk", label="family card").label_id


def test_a_fee_below_nothing_is_refused() -> None:
    """No service pays the citizen; the fault names the field."""
    with pytest.raises(InvalidInput, match=r"^fee: given -1, expected 0 or more rupiah$"):
        ServiceStandard(completion=DAY, basis=OURS, fee=-1)


# --- services ----------------------------------------------------------------------------------


def test_a_service_finds_its_steps_by_code() -> None:
    """A step is found by its code; an unknown one is refused with the near misses."""
    card = service(HELP, VERIFY, SIGN)
    assert SIGN is card.step("sign")
    with pytest.raises(UnknownName, match="unknown step of card 'verfy'; did you mean verify\\?") as caught:
        card.step("verfy")
    assert ("step of card", "verfy", ("verify",)) == (caught.value.kind, caught.value.name, caught.value.near)


def test_an_unknown_step_that_is_near_nothing_names_those_that_there_are() -> None:
    """Without a near miss the steps of the service are listed."""
    with pytest.raises(UnknownName, match="known: sign, verify"):
        service(VERIFY, SIGN).step("zzz")


def test_a_step_stands_once() -> None:
    """Two steps of one code are refused, naming the service and the step."""
    with pytest.raises(DuplicateName, match="step of card 'verify'") as caught:
        service(VERIFY, SIGN, evolve(VERIFY, minutes=9.0))
    assert ("step of card", "verify") == (caught.value.kind, caught.value.name)


@pytest.mark.parametrize(
    ("steps", "deciding"),
    [((), []), ((VERIFY,), []), ((evolve(VERIFY, decides=True), SIGN), ["verify", "sign"])],
)
def test_exactly_one_step_decides(steps: tuple[Step, ...], deciding: list[str]) -> None:
    """A service without steps, without a decision or with two is refused, naming those that decide."""
    with pytest.raises(InvalidInput, match="expected exactly one step that decides") as caught:
        service(*steps)
    assert [("services[card].steps", deciding)] == [(f.path, f.given) for f in caught.value.faults]


def test_a_request_is_decided_before_the_product_is_handed_over() -> None:
    """The step that decides hands nothing over."""
    with pytest.raises(InvalidInput, match="a decision before the hand-over") as caught:
        service(VERIFY, evolve(SIGN, hands_over=True))
    assert [("services[card].steps", "sign")] == [(f.path, f.given) for f in caught.value.faults]


def test_an_assisted_channel_goes_through_every_step() -> None:
    """Help with the papers is a step of assisted channels alone; order stays as it is."""
    card = service(HELP, VERIFY, SIGN, HAND_OVER)
    assert (HELP, VERIFY, SIGN, HAND_OVER) == card.steps_for(assisted=True)
    assert (VERIFY, SIGN, HAND_OVER) == card.steps_for(assisted=False)


@given(found=services(), assisted=st.booleans())
def test_every_service_has_a_decision_whatever_the_channel(found: Service, assisted: bool) -> None:
    """However a request comes, its steps are steps of the service, in order, and one of them decides."""
    steps = found.steps_for(assisted=assisted)
    assert 1 == sum(step.decides for step in steps)
    places = [found.steps.index(step) for step in steps]
    assert sorted(places) == places
    assert all(step is found.step(step.code) for step in steps)


def test_what_a_promise_rests_on_can_be_traced() -> None:
    """A service names its time limits and its fee as what a promise reads, each with its unit and basis."""
    answer = TimeLimit(amount=2, unit=TimeUnit.WORKING_DAYS, basis=assumed("soon"))
    standard = evolve(STANDARD, first_response=answer, fee=5000)
    traced = trace_law(service(step("decide", decides=True), standard=standard), on=date(2026, 5, 4))
    assert [
        "card.completion = 24 elapsed hours [assumed: made up for a test]",
        "card.fee = 5000 rupiah [assumed: made up for a test]",
        "card.first_response = 2 working days [assumed: soon]",
    ] == list(traced.lines())
    assert 2 == len(service(step("decide", decides=True)).parameters)


@pytest.mark.parametrize(
    ("changes", "usual"),
    [
        ({}, 1),
        ({"citizen_present": True}, 0),
        ({"citizen_present": True, "assisted_only": True}, 1),
        ({"citizen_present": True, "hands_over": True}, 1),
    ],
)
def test_a_trip_is_saved_where_the_citizen_need_not_be_there(changes: dict[str, bool], usual: int) -> None:
    """A trip to file is usual; a step with the citizen there, help and hand-over aside, costs it anyhow."""
    assert usual == service(evolve(VERIFY, **changes), SIGN).usual_trips


def test_a_product_is_not_collected_unless_it_says_so() -> None:
    """A product is sent unless the citizen comes for it."""
    assert not service(VERIFY, SIGN).collected
