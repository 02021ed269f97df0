from __future__ import annotations

from datetime import UTC, datetime

import pytest

from asnwork.domain.behaviour import BehaviourRating
from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.rating import Rating
from asnwork.domain.request.facts import REQUEST_FIGURES, RequestFact, StepFact
from asnwork.errors import DuplicateName, UnknownName
from asnwork.policies.fact_rows import Rows, latest_ratings, officers_in, rows_by_source, rows_of

ANI, BUDI, CITRA = OfficerId("ani"), OfficerId("budi"), OfficerId("citra")


def request(name: str, *, number: int = 1, decided_by: OfficerId | None = None) -> RequestFact:
    """One round of a request."""
    return RequestFact(
        request=RequestId(name),
        round=number,
        service="s",
        channel="c",
        as_of=9,
        submitted_at=1,
        decided_by=decided_by,
    )


def step(name: str, officer: OfficerId, *, number: int = 1) -> StepFact:
    """One step of a round of a request."""
    return StepFact(request=RequestId(name), round=number, step="verify", officer=officer, ended_at=5)


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
        ("decider", {"r1": (BUDI,), "r1#2": (), "r2": ()}),
        ("each_step", {"r1": (ANI, BUDI), "r1#2": (ANI,), "r2": ()}),
    ],
)
def test_a_request_belongs_to_whom_the_policy_says(
    attribution: str, expected: dict[str, tuple[OfficerId, ...]]
) -> None:
    """A round belongs to its decider, or to everybody who did a step of it, and else to nobody."""
    found = rows_by_source(ROWS, attribution)["requests"]
    assert expected == {row.key: row.owners for row in found}


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
