"""Offices are valid, small and judged by the chain that an application goes through."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.request.events import CitizenInformed, RequestEvent, RequestSubmitted
from asnwork.domain.request.request import replay
from asnwork.domain.request.stages import EndedAs, Solved, Stage
from asnwork.domain.work_result import WorkResult
from asnwork.indonesia.law import national_law
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.score import InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.outcome import outcome
from asnwork.testing.gaming import (
    GAMING_LAWS,
    OFFICE_RESULTS,
    Office,
    evidence_of,
    judged,
    office_months,
    rows_of_office,
)
from asnwork.testing.gaming.logs import Happened, numbered, one_round
from asnwork.testing.gaming.showing import log_lines
from asnwork.testing.strategies import request_events

LAW = national_law()
POLICY, SCORER = standard_outcome(LAW), outcome(LAW)

FATES = {
    "granted": lambda request: request.present.ready_at is not None,
    "refused": lambda request: request.stage is Stage.CLOSED and request.present.ready_at is None,
    "held": lambda request: request.present.in_hand is not None,
    "open": lambda request: request.stage is Stage.SUBMITTED,
    "withdrawn": lambda request: request.ended_as is EndedAs.WITHDRAWN,
    "reopened": lambda request: request.round > 1,
    "declined": lambda request: bool(request.rounds[0].declined_by),
    "solved": lambda request: request.solved is Solved.YES,
    "not solved": lambda request: request.solved is Solved.NO,
    "late": lambda request: (
        request.present.answered_at is not None
        and request.present.promise.due_at < request.present.answered_at
    ),
}


@given(office_months())
@settings(max_examples=60)
def test_what_happened_in_an_office_is_allowed(office: Office) -> None:
    """Every log replays, each is another citizen's, and all of it lies before the evidence is gathered."""
    requests = [replay(log) for log in office.logs]
    assert len(requests) == len({request.id for request in requests}) <= 6
    assert len(requests) == len({request.applicant for request in requests})
    assert all(request.last_event_at < office.as_of for request in requests)
    assert 2 <= len(office.officers) <= 3


def test_every_outcome_is_drawn() -> None:
    """Within some dozens of offices each kind of outcome has come up."""
    seen: set[str] = set()

    @given(office_months())
    @settings(max_examples=80, database=None, derandomize=True)
    def look(office: Office) -> None:
        requests = [replay(log) for log in office.logs]
        seen.update(name for name, holds in FATES.items() if any(map(holds, requests)))

    look()
    assert set(FATES) == seen


@given(office_months(requests=2), st.sampled_from(["first", "second", "both"]))
@settings(max_examples=30)
def test_an_office_is_judged_by_the_real_chain(office: Office, name: str) -> None:
    """`judged` is the scorer on the evidence of the office's rows; months add up to both together."""
    period, officer = getattr(office, name), office.officers[0]
    found = evidence_of(office, officer, policy=POLICY, period=period, as_of=office.as_of)
    answer = judged(office, officer, policy=POLICY, scorer=SCORER, period=period, as_of=office.as_of)
    assert isinstance(answer, Score | InsufficientEvidence)
    assert evaluate(SCORER, found) == answer
    both = evidence_of(office, officer, policy=POLICY, period=office.both, as_of=office.as_of)
    months = [
        evidence_of(office, officer, policy=POLICY, period=each, as_of=office.as_of)
        for each in (office.first, office.second)
    ]
    assert both["done.work"] == sum(month["done.work"] or 0.0 for month in months)


def test_the_months_adjoin_and_the_plan_grows_with_them() -> None:
    """Both months are one period without a gap, and twice as much is expected in it."""
    office = Office(officers=("ani",))
    assert office.first.until == office.second.since
    assert Period(since=office.first.since, until=office.second.until, zone=office.first.zone) == office.both
    targets = [office.plan("ani", period).results[0].target for period in (office.first, office.both)]
    assert [60.0, 120.0] == targets
    assert OFFICE_RESULTS[0].target == targets[0]


@given(office_months(requests=2))
@settings(max_examples=30)
def test_rows_are_those_of_a_moment(office: Office) -> None:
    """What came after a moment is not in its rows, and a fold that is kept gives the same rows."""
    early, folds = office.as_of - timedelta(days=200), {}
    rows = rows_of_office(office, early, folds=folds)
    assert all(step.ended_at <= rows.requests[0].as_of for step in rows.steps)
    assert all(result.recorded_at <= early for result in rows.work_results)
    assert rows == rows_of_office(office, early, folds=folds) == rows_of_office(office, early)


@given(office_months(requests=3), st.data())
@settings(max_examples=60)
def test_every_trick_is_allowed_and_is_the_officers_own(office: Office, data: st.DataObject) -> None:
    """A trick leaves a log that replays, changes the office, and says in both languages what is done."""
    tricks = [trick for law in GAMING_LAWS for trick in law.tricks(office)]
    trick = data.draw(st.sampled_from(tricks))
    played = trick.play()
    assert trick.officer in office.officers
    assert trick.officer in trick.wording.en
    assert trick.officer in trick.wording.id
    assert trick.wording.en != trick.wording.id
    assert played != office
    assert played == trick.play()
    requests = [replay(log) for log in played.logs]
    assert len(requests) == len({request.id for request in requests}) >= len(office.logs)
    assert all(request.last_event_at < office.as_of for request in requests)


def test_an_office_reads_as_what_happened() -> None:
    """An office is printed as lines: a request with its moments, and the results that were entered."""
    office = Office(officers=("ani", "budi"))
    at = datetime.combine(office.first.since, time(9), tzinfo=ZoneInfo(office.first.zone))
    steps = {"steps": ("record",), "deciding_step": "record"}
    filed = Happened(
        RequestSubmitted, at, "applicant", service="card", channel="counter", applicant="citizen-1", **steps
    )
    told = Happened(CitizenInformed, at + timedelta(hours=1), "ani")
    done = one_round([("record", "ani")], at + timedelta(days=2))
    result = WorkResult(
        id="w1", officer="ani", item="reports", realised=1.0, recorded_at=at, entered_by="ani"
    )
    validated = evolve(result, id="w2", validated_by="budi")
    log = numbered("r1", [filed, told, *done])
    assert [
        "Office of ani, budi",
        "  request r1",
        "    01 May 09:00  filed by citizen-1",
        "    01 May 10:00  citizen informed",
        "    03 May 09:00  record given to ani, begun, done, granted, ready, delivered, closed",
        "  reports w1: 1, entered by ani, validated by nobody",
        "  reports w2: 1, entered by ani, validated by budi",
    ] == repr(evolve(office, logs=(log,), work_results=(result, validated))).splitlines()


@given(request_events())
@settings(max_examples=60)
def test_every_event_can_be_shown(event: RequestEvent) -> None:
    """There are words for each kind of event."""
    name, moment = log_lines((event,))
    assert f"request {event.request}" == name
    assert moment.split("  ")[2].strip()
