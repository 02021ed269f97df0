"""Strategies for a city: services, channels, places, the catalogue, assignments."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.assignment import Assignment, Candidate, WaitingStep
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.channel import Channel
from asnwork.domain.place import ANY_PLACE, COUNTER, FIELD, SECURED_TERMINAL, District, WorkPlace
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
from asnwork.testing.strategies.plain import (
    codes,
    counts,
    instants,
    officer_ids,
    positive,
    request_ids,
    several,
    words,
)
from asnwork.testing.strategies.rules import bases

__all__ = [
    "assignments",
    "candidates",
    "catalogues",
    "channels",
    "districts",
    "requirements",
    "service_standards",
    "services",
    "steps",
    "time_limits",
    "waiting_steps",
    "work_places",
]

NEEDS = (ANY_PLACE, SECURED_TERMINAL, COUNTER, FIELD)


def channels() -> SearchStrategy[Channel]:
    """Channels, known by what they do."""
    flags = ("electronic", "always_open", "assisted", "gives_receipt", "official")
    return st.builds(
        Channel,
        code=codes(),
        label=words(),
        label_id=words(),
        trips=counts(5),
        **{flag: st.booleans() for flag in flags},
    )


def districts() -> SearchStrategy[District]:
    """Parts of the city, each for itself."""
    return st.builds(District, code=codes(), name=words(), parent=st.just("") | codes())


def work_places() -> SearchStrategy[WorkPlace]:
    """Kinds of work place."""
    return st.builds(
        WorkPlace,
        code=codes(),
        label=words(),
        label_id=words(),
        offers=st.frozensets(st.sampled_from(NEEDS)),
        at_office=st.booleans(),
        among_citizens=st.booleans(),
    )


def time_limits() -> SearchStrategy[TimeLimit]:
    """Time limits in every unit."""
    return st.builds(
        TimeLimit,
        amount=st.integers(1, 500),
        unit=st.sampled_from(TimeUnit),
        start=st.sampled_from(StartRule),
        outside_hours=st.sampled_from(OutsideHours),
        closed_day=st.sampled_from(ClosedDay),
        basis=bases(),
    )


def requirements() -> SearchStrategy[Requirement]:
    """Papers that a service asks for."""
    return st.builds(Requirement, code=codes(), label=words(), label_id=st.text(max_size=10))


def steps() -> SearchStrategy[Step]:
    """Steps, none of which decides."""
    flags = ("before_complete", "citizen_present", "assisted_only")
    return st.builds(
        Step,
        code=codes(),
        label=words(),
        label_id=words(),
        skill=codes(),
        place=st.sampled_from(NEEDS),
        minutes=positive(600),
        leans_on=several(codes(), most=2),
        basis=bases(),
        **{flag: st.booleans() for flag in flags},
    )


def service_standards() -> SearchStrategy[ServiceStandard]:
    """Standards with papers, limits and a fee."""
    return st.builds(
        ServiceStandard,
        requirements=several(requirements(), by="code", most=3),
        completion=time_limits(),
        first_response=st.none() | time_limits(),
        fee=counts(1_000_000),
        product=st.text(max_size=10),
        basis=bases(),
    )


@st.composite
def services(draw: st.DrawFn) -> Service:
    """Services: one to four steps, one of which decides, whatever the channel."""
    found = list(draw(several(steps(), by="code", least=1)))
    deciding = draw(st.integers(0, len(found) - 1))
    found[deciding] = evolve(found[deciding], decides=True, assisted_only=False)
    return Service(
        code=draw(codes()),
        label=draw(words()),
        label_id=draw(words()),
        steps=tuple(found),
        standard=draw(service_standards()),
        collected=draw(st.booleans()),
    )


def catalogues() -> SearchStrategy[Catalogue]:
    """Catalogues that know every skill that their services need."""

    def build(found: tuple[Service, ...], skills: frozenset[str], rest: dict[str, Any]) -> Catalogue:
        needed = {step.skill for service in found for step in service.steps}
        return Catalogue(services=found, skills=skills | needed, **rest)

    rest: dict[str, SearchStrategy[Any]] = {
        "channels": several(channels(), by="code", most=3),
        "places": several(work_places(), by="code", most=3),
        "districts": several(districts(), by="code", most=3),
    }
    few = several(services(), by="code", most=2)
    return st.builds(build, few, st.frozensets(codes(), max_size=3), st.fixed_dictionaries(rest))


def waiting_steps() -> SearchStrategy[WaitingStep]:
    """Steps that wait for an officer."""
    return st.builds(
        WaitingStep,
        request=request_ids(),
        round=st.integers(1, 3),
        step=codes(),
        service=codes(),
        unit=codes(),
        skill=codes(),
        place=st.sampled_from(NEEDS),
        submitted_at=instants(),
        waiting_since=instants(),
        due_at=st.none() | instants(),
        expected_effort=counts(3_600_000_000),
        finishes_today=st.booleans(),
        order=counts(),
    )


def candidates() -> SearchStrategy[Candidate]:
    """Officers who might take a step; on duty at a place, or off duty."""
    duty = st.tuples(st.none(), st.none()) | st.tuples(work_places(), instants())
    last, idle = st.none() | instants(), st.none() | instants()
    return st.builds(
        lambda officer, on_duty, **rest: Candidate(
            officer=officer, place=on_duty[0], on_duty_until=on_duty[1], **rest
        ),
        officer_ids(),
        duty,
        units=st.frozensets(codes(), max_size=3),
        skills=st.dictionaries(codes(), st.integers(1, 5), max_size=3),
        open_now=counts(20),
        given_today=counts(50),
        last_given_at=last,
        idle_since=idle,
        order=counts(),
    )


def assignments() -> SearchStrategy[Assignment]:
    """Steps given to officers."""
    return st.builds(
        Assignment,
        request=request_ids(),
        round=st.integers(1, 3),
        step=codes(),
        officer=officer_ids(),
        given_at=instants(),
    )
