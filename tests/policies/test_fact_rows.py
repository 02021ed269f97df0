from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from asnwork.domain.attendance import AttendanceDay
from asnwork.domain.behaviour import BehaviourRating
from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.rating import Rating
from asnwork.domain.request.facts import REQUEST_FIGURES, STEP_FIGURES, RequestFact, StepFact
from asnwork.domain.work_result import WorkResult
from asnwork.errors import DuplicateName, UnknownName
from asnwork.policies.fact_rows import Row, Rows, latest_ratings, officers_in, rows_by_source, rows_of
from asnwork.policies.outcome import NAMES, OWNER_FIGURES, SOURCES

ANI, BUDI, CITRA = OfficerId("ani"), OfficerId("budi"), OfficerId("citra")


def request(name: str, *, number: int = 1, decided_by: OfficerId | None = None, **parts: Any) -> RequestFact:
    """One round of a request, with something of its own."""
    told = {"service": "s", "channel": "c", "as_of": 9, "submitted_at": 1, "decided_by": decided_by}
    return RequestFact(request=RequestId(name), round=number, **{**told, **parts})


def step(name: str, officer: OfficerId, *, number: int = 1, ended_at: int = 5) -> StepFact:
    """One step of a round of a request."""
    return StepFact(request=RequestId(name), round=number, step="verify", officer=officer, ended_at=ended_at)


ROWS = Rows(
    requests=[request("r1", decided_by=BUDI), request("r1", number=2), request("r2")],
    steps=[step("r1", ANI), step("r1", BUDI), step("r1", ANI, number=2), step("lost", CITRA)],
)


def test_a_figure_that_no_log_has_is_refused() -> None:
    """A figure named as unrecorded must be one of some source; near misses are named."""
    with pytest.raises(UnknownName, match="did you mean reopened_at"):
        Rows(unrecorded=["reopen_at"])


def test_everybody_whom_a_row_names_is_found() -> None:
    """Those who did a step and those who decided are found once, in order."""
    assert (ANI, BUDI, CITRA) == officers_in(ROWS)
    assert () == officers_in(Rows())


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        ("decider", [("r1", (BUDI,))]),
        ("each_step", [("r1", (ANI,)), ("r1", (BUDI,)), ("r1#2", (ANI,))]),
    ],
)
def test_a_request_belongs_to_whom_the_policy_says(
    attribution: str, expected: list[tuple[str, tuple[OfficerId, ...]]]
) -> None:
    """A round is a row of its decider, or of each who did a step of it; where there is nobody it is none."""
    found = rows_by_source(ROWS, attribution)["requests"]
    assert expected == [(row.key, row.owners) for row in found]


def test_a_step_carries_the_figures_of_its_own_round() -> None:
    """A step has its request's figures; where its request is not in the log they are missing, not zero."""
    rows = list(rows_by_source(ROWS, "each_step")["steps"])
    assert [1.0, 1.0, 2.0, None] == [row.figures["round"] for row in rows]
    assert all(rows[3].figures[name] is None for name in REQUEST_FIGURES)
    assert 5.0 == rows[3].figures["step_ended_at"]


def test_a_source_that_is_absent_has_no_rows() -> None:
    """Only sources that a log has are there, also when they are empty."""
    assert {"requests"} == set(rows_by_source(Rows(requests=[]), "decider"))


def test_a_round_stands_once() -> None:
    """Two rows for one round are refused, naming it."""
    with pytest.raises(DuplicateName, match="r1#2"):
        rows_by_source(Rows(requests=[request("r1", number=2), request("r1", number=2)]), "decider")


def test_an_officers_rows_are_those_with_a_part_in_them() -> None:
    """What is kept for one officer are own steps, and the requests that the officer decided or touched."""
    own = rows_of(BUDI, ROWS)
    assert (ROWS.requests or ())[:1] == own.requests
    assert (step("r1", BUDI),) == own.steps
    assert own.attendance is None
    assert () == rows_of(CITRA, ROWS).requests
    assert rows_of(CITRA, Rows()).requests is None


def test_ratings_belong_to_whom_they_rate() -> None:
    """A rating is found with the officer whom it rates, not with who gave it."""
    rating = BehaviourRating(
        id="b1",
        officer=ANI,
        value="loyal",
        rating=Rating.ABOVE,
        rated_at=datetime(2026, 5, 4, tzinfo=UTC),
        rated_by=BUDI,
        view="peer",
    )
    found = Rows(ratings=[rating])
    assert (ANI,) == officers_in(found)
    assert ((rating,), ()) == (rows_of(ANI, found).ratings, rows_of(BUDI, found).ratings)
    (row,) = rows_by_source(found, "decider")["ratings"]
    assert ("b1", (ANI,), "loyal", 3.0) == (row.key, row.owners, row.item, row.figures["rating"])


def test_a_log_without_ratings_stays_without() -> None:
    """Choosing the latest ratings makes none where there is no such source."""
    assert latest_ratings(ROWS, Period.month(2026, 5, zone="Asia/Jakarta"), 0) == ROWS


# --- whose row it is ---------------------------------------------------------------------------

HARD = request("hard", declined_by=(ANI,), applicant="citizen-7")
BY_ANI = Rows(
    requests=[
        request("r1", applicant="ani", confirmed_by="ani", decided_by=ANI),
        request("r2", applicant="citizen-7", confirmed_by="budi", decided_by=ANI),
        request("r3"),
        HARD,
    ],
    steps=[step(name, officer) for name in ("r1", "r2", "r3", "lost") for officer in (ANI, BUDI)],
)


def figures(source: str, *names: str, attribution: str = "each_step") -> list[tuple[object, ...]]:
    """Of every row of a source its key, its owner and some of its figures."""
    found = rows_by_source(BY_ANI, attribution)[source]
    return [(row.key, *row.owners, *(row.figures[name] for name in names)) for row in found]


def test_a_row_says_whether_its_officer_asked_for_it_and_answered_for_the_citizen() -> None:
    """What officers ask of themselves is marked in their own rows, what is entered for a citizen in all."""
    assert [
        ("r1/verify", "ani", 1.0, 0.0),
        ("r1/verify", "budi", 0.0, 0.0),
        ("r2/verify", "ani", 0.0, 1.0),
        ("r2/verify", "budi", 0.0, 1.0),
        ("r3/verify", "ani", 0.0, 0.0),
        ("r3/verify", "budi", 0.0, 0.0),
        ("lost/verify", "ani", 0.0, 0.0),
        ("lost/verify", "budi", 0.0, 0.0),
        ("hard/declined", "ani", 0.0, 0.0),
    ] == figures("steps", "own", "answered_for")
    assert [
        ("r1", "ani", 1.0, 0.0),
        ("r2", "ani", 0.0, 1.0),
        ("hard/declined", "ani", 0.0, 0.0),
    ] == figures("requests", "own", "answered_for", attribution="decider")


@pytest.mark.parametrize(
    ("applicant", "by", "answered_for", "citizen"),
    [
        ("citizen-7", "citizen-7", 0.0, "citizen-7"),
        ("citizen-7", "citizen-8", 1.0, "citizen-7"),
        ("citizen-7", "budi", 1.0, "citizen-7"),
        ("citizen-7", "", 0.0, "citizen-7"),
        ("budi", "budi", 0.0, "budi"),
        ("", "citizen-8", 0.0, "citizen-8"),
        ("", "budi", 1.0, ""),
        ("", "ani", 1.0, ""),
        ("", "", 0.0, ""),
    ],
)
def test_an_officer_of_the_log_is_no_citizen(
    applicant: str, by: str, answered_for: float, citizen: str
) -> None:
    """Who answers is the applicant; where nobody knows the applicant, anybody but an officer of the log."""
    asked = request("r1", applicant=applicant, confirmed_by=by, decided_by=ANI)
    found = Rows(requests=[asked], steps=[step("r1", ANI), step("r2", BUDI)])
    for kept in (found, rows_of(ANI, found)):
        for source in ("requests", "steps"):
            row, *_ = rows_by_source(kept, "each_step")[source]
            assert (answered_for, citizen) == (row.figures["answered_for"], row.names["citizen"])


@pytest.mark.parametrize("attribution", ["each_step", "decider"])
@pytest.mark.parametrize("source", ["steps", "requests"])
def test_a_declined_request_stays_with_the_decliner(source: str, attribution: str) -> None:
    """Whoever declined has a row with the figures of the request, none of a step, and nothing before it."""
    found = list(rows_by_source(BY_ANI, attribution)[source])
    assert [0.0] * (len(found) - 1) + [1.0] == [row.figures["declined"] for row in found]
    row: Row = found[-1]
    assert (
        "hard/declined",
        (ANI,),
        {"applicant": "citizen-7", "confirmed_by": "", "citizen": "citizen-7"},
    ) == (
        row.key,
        row.owners,
        row.names,
    )
    assert (1.0, 0.0, 0.0, None) == tuple(
        row.figures[name] for name in ("submitted_at", "again", "doubled", "since_same")
    )
    if source == "steps":
        own = STEP_FIGURES.keys() - REQUEST_FIGURES.keys()
        assert {None} == {row.figures[name] for name in own}


def test_a_decliner_with_a_row_of_their_own_has_no_other() -> None:
    """Who declined and did a step has that step; the request is a row beside only where none is theirs."""
    found = Rows(
        requests=[request("r1", declined_by=(ANI, BUDI), decided_by=BUDI)],
        steps=[step("r1", ANI), step("r1", CITRA)],
    )
    for source, attribution, expected in (
        ("steps", "each_step", [("r1/verify", ANI), ("r1/verify", CITRA), ("r1/declined", BUDI)]),
        ("requests", "each_step", [("r1", ANI), ("r1", CITRA), ("r1/declined", BUDI)]),
        ("requests", "decider", [("r1", BUDI), ("r1/declined", ANI)]),
    ):
        found_rows = rows_by_source(found, attribution)[source]
        assert expected == [(row.key, *row.owners) for row in found_rows]


NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ATTENDED = AttendanceDay(officer=ANI, day=date(2026, 5, 4), starts_at=NOON, at_office=True)
RESULT = WorkResult(id="w1", officer=ANI, item="reports", realised=1.0, recorded_at=NOON, entered_by=ANI)
RATING = BehaviourRating(
    id="b1",
    officer=ANI,
    value="loyal",
    rating=Rating.ABOVE,
    rated_at=datetime(2026, 5, 4, tzinfo=UTC),
    rated_by=BUDI,
    view="peer",
)


@pytest.mark.parametrize(
    ("source", "row", "named"),
    [
        ("attendance", ATTENDED, "2026-05-04 of ani"),
        ("work_results", RESULT, "w1 of ani"),
        ("ratings", RATING, "b1 of ani"),
    ],
)
def test_what_was_entered_twice_is_refused(source: str, row: Any, named: str) -> None:
    """A day, a result or a rating that an officer has twice is refused, naming it; another's counts."""
    with pytest.raises(DuplicateName, match=named):
        rows_by_source(Rows(**{source: [row, row]}), "each_step")
    both = Rows(**{source: [row, evolve(row, officer=CITRA)]})
    assert [(ANI,), (CITRA,)] == [row.owners for row in rows_by_source(both, "each_step")[source]]


def test_a_decliner_is_named_and_keeps_the_request() -> None:
    """Whoever only declined is among the officers, and the request among the decliner's rows."""
    found = Rows(requests=[HARD, request("r2")], steps=[])
    assert (ANI,) == officers_in(found)
    assert (HARD,) == rows_of(ANI, found).requests
    assert () == rows_of(BUDI, found).requests


def test_every_row_of_a_request_has_the_figures_and_names_that_are_declared() -> None:
    """Rows of requests and of steps have every figure of their source, and every name."""
    for source, found in rows_by_source(BY_ANI, "each_step").items():
        for row in found:
            assert SOURCES[source].keys() == row.figures.keys()
            assert set(NAMES[source]) == row.names.keys()
            assert OWNER_FIGURES.keys() <= row.figures.keys()


@pytest.mark.parametrize(("filed_at", "since"), [(-9, 4.0), (0, 1.0)])
def test_a_row_says_how_long_ago_its_officer_did_the_same(filed_at: int, since: float) -> None:
    """A step is compared with the same step for the same applicant, a request with the same service.

    Where they were filed nearer to each other than done, that counts.
    """
    found = Rows(
        requests=[
            request("r1", applicant="citizen-7", decided_by=ANI, decided_at=5, submitted_at=filed_at),
            request("r2", applicant="citizen-7", decided_by=ANI, decided_at=9),
            request("r2", number=2, applicant="citizen-7", decided_by=BUDI, decided_at=12),
        ],
        steps=[step("r1", ANI), step("r2", ANI, ended_at=9), step("r2", ANI, number=2, ended_at=11)],
    )
    names = ("since_same", "again", "doubled")
    by_source = rows_by_source(found, "each_step")
    expected = [(None, 0.0, 0.0), (since, 0.0, 0.0), (2.0, 1.0, 0.0)]
    assert expected == [tuple(row.figures[name] for name in names) for row in by_source["steps"]]
    expected = [(None, 0.0, 0.0), (since, 0.0, 0.0), (3.0, 1.0, 0.0)]
    assert expected == [tuple(row.figures[name] for name in names) for row in by_source["requests"]]
    expected = [(None, 0.0, 0.0), (since, 0.0, 0.0), (None, 0.0, 0.0)]
    by_decider = rows_by_source(found, "decider")["requests"]
    assert expected == [tuple(row.figures[name] for name in names) for row in by_decider]


def test_a_step_done_twice_in_one_round_is_doubled() -> None:
    """An event log may name a step twice; the later of the two is marked, whoever else did it too."""
    found = Rows(
        requests=[request("r1")],
        steps=[step("r1", ANI, ended_at=8), step("r1", ANI), step("r1", BUDI, ended_at=9)],
    )
    rows = rows_by_source(found, "each_step")["steps"]
    assert [(1.0, 3.0), (0.0, None), (0.0, None)] == [
        (row.figures["doubled"], row.figures["since_same"]) for row in rows
    ]
