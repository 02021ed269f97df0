from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.formula import evaluate
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.plan import PlannedResult
from asnwork.domain.request import APPLICANT, Decision, RequestEvent, Solved, commands, facts_of
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.indonesia.law import national_law
from asnwork.policies.fact_rows import Rows, rows_by_source
from asnwork.policies.gathering import gather
from asnwork.policies.outcome import CITIZENS, WORK, OutcomePolicy
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from tests.domain.request.samples import ANI, BUDI, CALENDAR, COUNTER, ONLINE, Life, at, us
from tests.rows import AS_OF, MAY, OFFICERS, rows

LAW = national_law()
POLICY = standard_outcome(LAW, results=[WORK, CITIZENS])
DECIDER = standard_outcome(LAW, results=[WORK, CITIZENS], attribution="decider")
DAY = 24 * 60
MINUTE = 60_000_000
LATER = Period(since=MAY.since, until=Period.month(2026, 7, zone=MAY.zone).until, zone=MAY.zone)
PARTS = {
    "promises_kept": "promises_judged",
    "citizen_promises_kept": "citizen_promises_judged",
    "not_reopened": "reopen_judged",
    "solved_yes": "solved_known",
    "right_first_time": "first_time_judged",
}
CREDIT = ("steps_done", "done.work", "trips_usual", "done.citizens", *PARTS)


def evidence(lives: Iterable[Any], *, officer: OfficerId = ANI, minute: float = 40 * DAY) -> Evidence:
    """The evidence of an officer from events alone, as of a minute."""
    told = [facts_of(life.events, calendar=CALENDAR, as_of=at(minute)) for life in lives]
    found = Rows(
        requests=[fact for requests, _ in told for fact in requests],
        steps=[step for _, steps in told for step in steps],
    )
    return gather(officer, LATER, found, measures=POLICY.measures, as_of=us(minute))


def named(life: Life, name: str) -> Life:
    """The same life of another request."""
    return Life(life.request, [evolve(event, request=RequestId(name)) for event in life.events])


def asked_by(life: Life, applicant: str) -> Life:
    """The same life for another applicant."""
    filed, *rest = life.events
    return Life(life.request, [evolve(filed, applicant=applicant), *rest])


def served(
    *, minute: float = 0, officer: OfficerId = ANI, due: float = 400, applicant: str = "citizen-7"
) -> Life:
    """A card that one officer made in ten minutes, promised within so many, and called solved."""
    life = Life.filed("kk", "photo", minute=minute).then(
        commands.promise, minute, due_at=at(minute + due), reason="24_hours"
    )
    return asked_by(finished(life, minute, officer), applicant)


def finished(life: Life, minute: float, officer: OfficerId = ANI) -> Life:
    """The life after every step was done by one officer, closed, and called solved by the citizen."""
    life = life.step("help", minute + 1, officer).step("verify", minute + 2, officer)
    life = life.step("sign", minute + 3, officer)
    life = life.then(commands.decide, minute + 4, decision=Decision.GRANTED).step(
        "print", minute + 5, officer
    )
    life = life.then(commands.make_ready, minute + 6).step("hand", minute + 7, officer)
    life = life.then(commands.deliver, minute + 8).then(commands.close, minute + 9)
    return life.then(commands.report_solved, minute + 10, by="applicant", solved=Solved.YES)


def credit(found: Evidence) -> dict[str, float | None]:
    """What an officer was given credit for."""
    return {name: found[name] for name in CREDIT}


ONE = credit(evidence([served()]))
NOTHING = dict.fromkeys(CREDIT, 0.0)


def test_work_for_a_citizen_counts_once_in_every_part() -> None:
    """One request served well is five steps, 24 minutes, and each step carries what became of it."""
    assert {
        "steps_done": 5.0,
        "done.work": 24.0,
        "trips_usual": 5.0,
        "done.citizens": 1.0,
        **dict.fromkeys(PARTS, 5.0),
    } == ONE
    found = evidence([served()])
    assert {5.0} == {found[whole] for whole in PARTS.values()}
    assert 0.0 == found["trips_made"]


# --- reopening and closing again ---------------------------------------------------------------


@pytest.mark.parametrize("waited", [1, 30, 3 * DAY, 13 * DAY])
def test_reopening_and_closing_again_earns_nothing(waited: float) -> None:
    """A second round by the same officer adds no credit, and takes the lasting result of the first."""
    first = served()
    again = first.then(commands.reopen, 10 + waited, reason="not solved")
    again = again.then(commands.promise, 10 + waited, due_at=at(waited + 2000), reason="24_hours")
    found = evidence([finished(again, 10 + waited)])
    assert {**ONE, "not_reopened": 0.0} == credit(found)
    assert {5.0} == {found[whole] for whole in PARTS.values()}


def test_what_goes_wrong_in_a_repeated_round_counts() -> None:
    """A second round that breaks its promise, is reopened in turn and is not solved is held against it."""
    again = served().then(commands.reopen, 30, reason="not solved")
    again = again.then(commands.promise, 30, due_at=at(31), reason="24_hours").then(commands.record_trip, 31)
    again = finished(again, 31).then(commands.report_solved, 50, by="applicant", solved=Solved.NO)
    found = evidence([again.then(commands.reopen, 60, reason="still not solved")])
    assert {**ONE, "not_reopened": 0.0} == credit(found)
    assert (10.0, 10.0, 10.0) == (found["promises_judged"], found["reopen_judged"], found["solved_known"])
    assert (5.0, 5.0) == (found["first_time_judged"], found["trips_made"])


def test_a_colleague_who_sets_it_right_has_done_work() -> None:
    """A second round by another officer is that officer's work; it saves no trip, as nothing is filed."""
    again = served().then(commands.reopen, 30, reason="not solved")
    again = finished(again.then(commands.promise, 30, due_at=at(400), reason="24_hours"), 31, BUDI)
    assert {**ONE, "trips_usual": 0.0} == credit(evidence([again], officer=BUDI))
    assert 0.0 == credit(evidence([again]))["not_reopened"]


# --- one request in many -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("apart", "times"), [(0, 1), (20, 1), (DAY, 1), (DAY + 1 / 60_000_000, 2), (2 * DAY, 2)]
)
def test_one_matter_filed_in_parts_counts_once(apart: float, times: int) -> None:
    """The same for one citizen counts once within the window, to its last microsecond; then it is new."""
    found = evidence([served(), named(served(minute=apart), "r2")])
    expected = {name: value * times for name, value in ONE.items()}
    assert {**expected, "done.citizens": 1.0} == credit(found)


def test_what_goes_wrong_in_a_part_counts() -> None:
    """A part of a matter that is late is a broken promise all the same."""
    found = evidence([served(), named(served(minute=20, due=1), "r2")])
    assert ONE == credit(found)
    assert 10.0 == found["promises_judged"]


@pytest.mark.parametrize("change", ["officer", "applicant"])
def test_two_matters_are_two(change: str) -> None:
    """The same for another citizen is work of its own, and so is a colleague's for the same one."""
    if change == "officer":
        found = evidence([served(officer=BUDI), named(served(minute=20), "r2")])
        assert ONE == credit(found)
    else:
        found = evidence([served(), named(served(minute=20, applicant="citizen-8"), "r2")])
        assert {name: 2 * value for name, value in ONE.items()} == credit(found)


@given(st.integers(1, 6), st.integers(0, 3))
def test_however_a_matter_is_cut_the_credit_is_that_of_one(parts: int, apart: int) -> None:
    """Any number of parts within the window gives what one request gives."""
    lives = [named(served(minute=apart * number), f"p{number}") for number in range(parts)]
    assert ONE == credit(evidence(lives))


# --- declining ---------------------------------------------------------------------------------


def declined(*, due: float = 60) -> Life:
    """A hard request that Ani gave back at once."""
    life = Life.filed("kk", "photo").then(commands.promise, 0, due_at=at(due), reason="24_hours")
    life = life.then(commands.assign, 1, step="help", officer=ANI)
    return life.then(commands.decline, 2, by=ANI, officer=ANI, reason="too hard")


@pytest.mark.parametrize(("minute", "judged"), [(59, 0.0), (60, 0.0), (60 + 1 / 60_000_000, 1.0), (DAY, 1.0)])
def test_a_declined_request_stays_in_the_decliners_denominator(minute: float, judged: float) -> None:
    """From the moment that it is late a declined request counts as a broken promise of who declined it."""
    found = evidence([declined()], minute=minute)
    assert NOTHING == credit(found)
    assert {judged} == {found[name] for name in ("promises_judged", "citizen_promises_judged")}
    assert {0.0} == {found[name] for name in ("reopen_judged", "solved_known", "first_time_judged")}
    assert (("r1/declined",) if judged else ()) == found.rows["promises_judged"]


@pytest.mark.parametrize("answered_at", [10, 100])
def test_a_declined_request_that_somebody_answered_counts_for_nothing(answered_at: float) -> None:
    """Once another has answered, in time or late, the decliner has neither credit nor blame."""
    life = finished(declined(), answered_at, BUDI)
    assert {**NOTHING, "promises_judged": 0.0} == {
        **credit(evidence([life])),
        "promises_judged": evidence([life])["promises_judged"],
    }
    assert 5.0 == evidence([life], officer=BUDI)["promises_judged"]
    unsolved = life.then(commands.report_solved, 200, by="applicant", solved=Solved.NO)
    assert 0.0 == evidence([unsolved])["solved_known"]
    assert 0.0 == evidence([life.then(commands.reopen, 200, reason="x")])["reopen_judged"]


def test_a_declined_request_that_ended_late_without_an_answer_is_broken() -> None:
    """Nobody answered the citizen who gave up, so it stays with the decliner; in time nothing was broken."""
    late, soon = (declined().then(commands.withdraw, minute) for minute in (61, 60))
    assert (1.0, 0.0) == (evidence([late])["promises_judged"], evidence([soon])["promises_judged"])


def test_the_decliner_is_blamed_in_the_deciders_policy_too() -> None:
    """Where a request is its decider's, one that nobody decided is still the decliner's."""
    requests, steps = facts_of(declined().events, calendar=CALENDAR, as_of=at(DAY))
    found = gather(
        ANI,
        MAY,
        Rows(requests=requests, steps=steps),
        measures=DECIDER.measures,
        attribution="decider",
        as_of=us(DAY),
    )
    assert (1.0, 0.0) == (found["promises_judged"], found["promises_kept"])


def test_one_easy_step_does_not_free_the_decliner_in_the_deciders_policy() -> None:
    """Who did a step and gave the hard one back is blamed as long as nobody has answered the citizen."""
    life = Life.filed("kk", "photo").then(commands.promise, 0, due_at=at(60), reason="24_hours")
    life = life.step("help", 1).then(commands.assign, 2, step="verify", officer=ANI)
    life = life.then(commands.decline, 3, by=ANI, officer=ANI, reason="too hard")
    requests, steps = facts_of(life.events, calendar=CALENDAR, as_of=at(DAY))
    found = {
        policy.attribution: gather(
            ANI,
            MAY,
            Rows(requests=requests, steps=steps),
            measures=policy.measures,
            attribution=policy.attribution,
            as_of=us(DAY),
        )
        for policy in (POLICY, DECIDER)
    }
    for attribution, rows_named in (("each_step", ("r1/help",)), ("decider", ("r1/declined",))):
        assert (1.0, 0.0) == tuple(found[attribution][f"promises_{each}"] for each in ("judged", "kept"))
        assert rows_named == found[attribution].rows["promises_judged"]


# --- asking oneself, answering oneself ---------------------------------------------------------


def test_what_officers_ask_of_themselves_counts_for_nothing() -> None:
    """A request whose applicant is the officer gives neither credit nor blame; a colleague's part counts."""
    own = asked_by(served(), "ani")
    found = evidence([own, named(asked_by(served(minute=30, due=1), "ani"), "r2")])
    assert NOTHING == credit(found)
    assert {0.0} == {found[whole] for whole in PARTS.values()}
    assert ONE == credit(evidence([asked_by(served(officer=BUDI), "ani")], officer=BUDI))


@pytest.mark.parametrize(("by", "yes"), [("applicant", 5.0), ("citizen-8", 0.0), ("budi", 0.0), ("ani", 0.0)])
def test_a_yes_that_somebody_else_entered_is_no_answer(by: str, yes: float) -> None:
    """A yes counts when the applicant gave it, and no officer's does, whose work it is about or not."""
    silent = served().then(commands.report_solved, 15, by="applicant", solved=Solved.UNKNOWN)
    found = evidence([silent.then(commands.report_solved, 20, by=by, solved=Solved.YES)])
    assert (yes, yes) == (found["solved_yes"], found["solved_known"])
    assert (1.0 if yes else 0.0) == found["done.citizens"]


def test_a_no_counts_whoever_entered_it() -> None:
    """An officer who writes down that it is not solved is believed."""
    found = evidence([served().then(commands.report_solved, 20, by="ani", solved=Solved.NO)])
    assert (0.0, 5.0, 0.0) == (found["solved_yes"], found["solved_known"], found["done.citizens"])


# --- ending before its time --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "more"),
    [
        (commands.withdraw, {}),
        (commands.forward, {"to": "Sidoarjo"}),
        (commands.mark_duplicate, {"of": RequestId("r0")}),
    ],
)
@pytest.mark.parametrize(("minute", "judged"), [(60, 0.0), (60 + 1 / 60_000_000, 1.0)])
def test_what_is_archived_after_it_fell_due_is_broken(
    end: Any, more: dict[str, Any], minute: float, judged: float
) -> None:
    """Withdrawn, forwarded or a duplicate after its due moment, a request is a broken promise."""
    life = Life.filed("kk", "photo").then(commands.promise, 0, due_at=at(60), reason="24_hours")
    found = evidence([life.step("help", 1).then(end, minute, **more)])
    assert (judged, 0.0) == (found["promises_judged"], found["promises_kept"])


JUNE = Period.month(2026, 6, zone=MAY.zone)
JULY = Period.month(2026, 7, zone=MAY.zone)


@pytest.mark.parametrize("policy", [POLICY, DECIDER], ids=lambda policy: str(policy.attribution))
def test_a_broken_promise_counts_in_one_period(policy: OutcomePolicy) -> None:
    """Late at the end of May and decided in June, it stays in May; who came to it in June answers in June."""
    since = us(0)
    days = {day: since + day * 24 * 60 * MINUTE for day in (2, 25, 40, 80)}
    assert [MAY, MAY, JUNE, JULY] == [
        next(each for each in (MAY, JUNE, JULY) if each.bounds[0] <= moment < each.bounds[1])
        for moment in days.values()
    ]

    def judged(officer: OfficerId, period: Period, *, decided: int | None, as_of: int) -> float | None:
        fact = RequestFact(
            request=RequestId("r"),
            service="s",
            channel="c",
            decided_by=None if decided is None else BUDI,
            as_of=as_of,
            submitted_at=since,
            decided_at=decided,
            ready_at=decided,
            due_at=days[25],
            office_due_at=days[25],
            declined_by=(ANI,) if policy is DECIDER else (),
        )
        steps = [StepFact(request=fact.request, step="help", officer=ANI, ended_at=days[2])]
        if decided is not None:
            steps.append(StepFact(request=fact.request, step="sign", officer=BUDI, ended_at=decided))
        found = gather(
            officer,
            period,
            Rows(requests=[fact], steps=steps),
            measures=policy.measures,
            attribution=policy.attribution,
            as_of=as_of,
        )
        assert 0.0 == found["promises_kept"]
        return found["promises_judged"]

    end_of_may = MAY.bounds[1] - 1
    assert 1.0 == judged(ANI, MAY, decided=None, as_of=end_of_may)
    assert 0.0 == judged(BUDI, MAY, decided=None, as_of=end_of_may)
    later = {
        officer: [judged(officer, period, decided=days[40], as_of=days[80]) for period in (MAY, JUNE, JULY)]
        for officer in (ANI, BUDI)
    }
    # Under the decider's policy the decliner has no blame left once somebody answered.
    assert {ANI: [1.0 if policy is POLICY else 0.0, 0.0, 0.0], BUDI: [0.0, 1.0, 0.0]} == later


def test_a_product_that_comes_late_is_broken_when_it_fell_due() -> None:
    """Decided in time in May and ready too late in June, the promise fell due in June and is broken then."""
    day = 24 * 60 * MINUTE
    decided, due, ready = us(0) + 2 * day, us(0) + 40 * day, us(0) + 42 * day
    fact = RequestFact(
        request=RequestId("r"),
        service="s",
        channel="c",
        as_of=JULY.bounds[1],
        submitted_at=us(0),
        decided_at=decided,
        ready_at=ready,
        due_at=due,
        office_due_at=due,
    )
    step = StepFact(request=fact.request, step="sign", officer=ANI, ended_at=decided)
    found = [
        gather(
            ANI, each, Rows(requests=[fact], steps=[step]), measures=POLICY.measures, as_of=JULY.bounds[1]
        )["promises_judged"]
        for each in (MAY, JUNE, JULY)
    ]
    assert [0.0, 1.0, 0.0] == found


# --- right first time, trips -------------------------------------------------------------------


def returned(times: int) -> Life:
    """A request whose file went back so many times, served by Ani."""
    life = Life.filed("kk", "photo")
    for number in range(times):
        life = life.then(commands.pause, number, reason=APPLICANT)
        life = life.then(commands.resume, number + 0.5, reason=APPLICANT)
    return finished(life, times)


@pytest.mark.parametrize(("times", "right"), [(0, 5.0), (1, 5.0), (2, 0.0), (3, 0.0)])
def test_a_file_may_go_back_as_often_as_the_law_allows(times: int, right: float) -> None:
    """What is missing can be asked for once; a file that goes back twice was not right first time."""
    found = evidence([returned(times)])
    assert (right, 5.0) == (found["right_first_time"], found["first_time_judged"])


def test_a_request_that_is_not_decided_is_not_right_yet() -> None:
    """What is open is judged by nothing yet, and right is only what was decided."""
    life = Life.filed("kk", "photo").step("help", 1)
    assert 0.0 == evidence([life])["first_time_judged"]
    for number in range(3):
        life = life.then(commands.pause, 2 * number + 2, reason=APPLICANT)
        life = life.then(commands.resume, 2 * number + 3, reason=APPLICANT)
    assert 0.0 == evidence([life])["first_time_judged"]


ENDS: list[tuple[Any, dict[str, Any]]] = [
    (commands.withdraw, {}),
    (commands.forward, {"to": "Sidoarjo"}),
    (commands.mark_duplicate, {"of": RequestId("r0")}),
]


@pytest.mark.parametrize(("end", "more"), ENDS)
@pytest.mark.parametrize(("times", "judged"), [(1, 0.0), (2, 1.0), (3, 1.0)])
def test_a_file_that_went_back_too_often_counts_however_its_request_ends(
    end: Any, more: dict[str, Any], times: int, judged: float
) -> None:
    """Ended before a decision, a request is never right first time, and wrong when it went back too often."""
    life = Life.filed("kk", "photo").step("help", 1)
    for number in range(2, times + 2):
        life = life.then(commands.pause, number, reason=APPLICANT)
        life = life.then(commands.resume, number + 0.5, reason=APPLICANT)
    found = evidence([life.then(end, 9, **more)])
    assert (0.0, judged) == (found["right_first_time"], found["first_time_judged"])


@pytest.mark.parametrize(("end", "more"), ENDS)
@pytest.mark.parametrize(("made", "expected"), [(0, (0.0, 0.0)), (1, (1.0, 1.0)), (3, (1.0, 3.0))])
def test_trips_in_vain_count_however_a_request_ends(
    end: Any, more: dict[str, Any], made: int, expected: tuple[float, float]
) -> None:
    """A request that ended without an answer saved nobody a trip; once none is left they count."""
    life = Life.filed("kk", "photo").step("help", 1)
    for number in range(made):
        life = life.then(commands.record_trip, 2 + number)
    assert expected == trips(life.then(end, 9, **more))


def test_trips_of_a_later_round_that_ended_count() -> None:
    """A round after a reopening has no usual trip, and those that it costs count however it ends."""
    again = served().then(commands.reopen, 30, reason="not solved").step("help", 31)
    ended = again.then(commands.record_trip, 32).then(commands.withdraw, 33)
    assert (5.0, 1.0) == trips(ended)


def trips(life: Life) -> tuple[float | None, float | None]:
    """The trips that were usual and those that were made."""
    found = evidence([life])
    return found["trips_usual"], found["trips_made"]


def test_trips_are_those_before_the_answer() -> None:
    """Filing at the counter costs the usual trip, another for papers one more; the product is not counted."""
    online, counter = (Life.filed("kk", "photo", channel=channel) for channel in (ONLINE, COUNTER))
    assert (5.0, 0.0) == trips(finished(online, 1))
    assert (5.0, 5.0) == trips(finished(counter, 1))
    assert (5.0, 10.0) == trips(finished(counter.then(commands.record_trip, 1), 2))
    assert (0.0, 0.0) == trips(online.step("help", 1)), "nobody has answered yet"


def test_where_no_trip_can_be_saved_none_is_judged() -> None:
    """A service that needs the citizen there has no usual trip, and its trips are not counted either."""
    filed, *rest = finished(Life.filed("kk", "photo", channel=COUNTER), 1).events
    for usual, expected in ((0, (0.0, 0.0)), (None, (None, None)), (2, (10.0, 5.0))):
        events: list[RequestEvent] = [evolve(filed, usual_trips=usual), *rest]
        assert expected == trips(Life(finished(Life.filed("kk", "photo"), 1).request, events))


# --- citizens ----------------------------------------------------------------------------------


def test_a_citizen_counts_once_in_a_period() -> None:
    """One citizen with two matters is one, two citizens are two, and nobody answers for another."""
    other = named(served(minute=3 * DAY), "r2")
    assert 1.0 == evidence([served(), other])["done.citizens"]
    second = named(served(minute=3 * DAY, applicant="citizen-8"), "r2")
    assert 2.0 == evidence([served(), second])["done.citizens"]
    by_one = [
        life.then(commands.report_solved, 4 * DAY, by="head-of-rw", solved=Solved.YES)
        for life in (served(), served(minute=3 * DAY, applicant="citizen-8"))
    ]
    assert 2.0 == evidence([by_one[0], named(by_one[1], "r2")])["done.citizens"]


def test_citizens_whom_nobody_can_name_are_told_by_who_answered() -> None:
    """Where the applicant is not known whoever answers is the citizen, once, but for the officers."""
    (known,), _ = facts_of(served().events, calendar=CALENDAR, as_of=at(DAY))
    answers = enumerate(["citizen-8", "citizen-8", "citizen-9", "ani", "budi"])
    asked = [
        evolve(known, request=RequestId(f"r{number}"), applicant="", confirmed_by=by)
        for number, by in answers
    ]
    done = [
        StepFact(request=fact.request, step="sign", officer=ANI, ended_at=known.submitted_at)
        for fact in asked
    ]
    other = StepFact(request=RequestId("lost"), step="sign", officer=BUDI, ended_at=known.submitted_at)
    rows_of_all = Rows(requests=asked, steps=[*done, other])
    found = gather(ANI, LATER, rows_of_all, measures=POLICY.measures, as_of=us(DAY))
    assert (2.0, 3.0) == (found["done.citizens"], found["solved_yes"])


def test_citizens_are_counted_where_they_are_planned() -> None:
    """The measure comes with the planned result; one that others report is no result of this policy's."""
    plain = {measure.name for measure in standard_outcome(LAW).measures}
    assert {"done.citizens"} == {measure.name for measure in POLICY.measures} - plain
    reports = PlannedResult(code="reports", main=False, target=1.0, unit="reports")
    other = standard_outcome(LAW, results=iter([WORK, reports]))
    assert plain == {measure.name for measure in other.measures}
    assert standard_outcome(LAW, results=[WORK]).gate == other.gate


# --- laws --------------------------------------------------------------------------------------


@given(rows(), st.sampled_from(OFFICERS), st.sampled_from(["each_step", "decider"]))
def test_a_good_part_is_never_more_than_what_was_judged(
    found: Rows, officer: OfficerId, attribution: str
) -> None:
    """Whatever the rows hold, kept is at most judged, lasting at most closed, yes at most heard."""
    policy = {"each_step": POLICY, "decider": DECIDER}[attribution]
    gathered = gather(officer, MAY, found, measures=policy.measures, attribution=attribution, as_of=AS_OF)
    for part, whole in PARTS.items():
        assert (gathered[part] is None) is (gathered[whole] is None)
        assert 0 <= (gathered[part] or 0) <= (gathered[whole] or 0)


@given(rows(), st.sampled_from(OFFICERS), st.integers(0, 9))
def test_a_step_noted_once_more_adds_nothing(found: Rows, officer: OfficerId, number: int) -> None:
    """Padding a log with steps that stand in it already never adds credit, nor takes away what went wrong."""
    steps = found.steps or ()
    if not steps:
        return
    copied: StepFact = steps[number % len(steps)]
    padded = evolve(found, steps=[*steps, evolve(copied, ended_at=copied.ended_at + 1)])
    before, after = (
        gather(officer, MAY, each, measures=POLICY.measures, as_of=AS_OF) for each in (found, padded)
    )
    for name in CREDIT:
        assert (after[name] or 0) <= (before[name] or 0)
    for part, whole in PARTS.items():
        gone_wrong = [(each[whole] or 0) - (each[part] or 0) for each in (before, after)]
        assert gone_wrong[0] == gone_wrong[1]


@given(rows(), st.integers(0, 9))
def test_a_row_is_worth_most_to_one_who_served_another_for_the_first_time(found: Rows, number: int) -> None:
    """Making a row an own, doubled, repeated, declined or one answered for the citizen never adds credit."""
    every = list(rows_by_source(evolve(found, steps=found.steps or ()), "each_step")["steps"])
    if not every:
        return
    figures = every[number % len(every)].figures
    plain = {**figures, **dict.fromkeys(("own", "declined", "again", "doubled", "answered_for"), 0.0)}
    plain["since_same"] = None
    marks = [{name: 1.0} for name in ("own", "declined", "again", "doubled", "answered_for")]
    for mark in (*marks, {"since_same": 0.0}):
        for measure in POLICY.measures:
            if measure.name in CREDIT:
                before, after = (evaluate(measure.of, {**plain, **more}, on=MAY.since) for more in ({}, mark))
                assert (after or 0) <= (before or 0), (measure.name, mark)


def test_the_fact_that_is_late_by_a_microsecond_is_late() -> None:
    """A repeat's promise counts when it is broken and not when it is kept, to the microsecond."""
    due = us(0)
    for ready, judged in ((due, None), (due + 1, 1.0)):
        fact = RequestFact(
            request=RequestId("r"),
            service="s",
            channel="c",
            as_of=due + 9,
            submitted_at=0,
            ready_at=ready,
            due_at=due,
            office_due_at=due,
        )
        step = StepFact(request=RequestId("r"), step="s", officer=ANI, ended_at=due)
        (row,) = rows_by_source(Rows(requests=[fact], steps=[step]), "each_step")["steps"]
        (measure,) = [each for each in POLICY.measures if each.name == "promises_judged"]
        assert judged == evaluate(measure.of, {**row.figures, "again": 1.0}, on=MAY.since)
