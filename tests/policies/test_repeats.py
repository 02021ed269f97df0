from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.policies.repeats import (
    Doing,
    Repeat,
    family_of,
    repeats_of,
    request_doing,
    settled_at,
    step_doing,
)

ANI, BUDI = OfficerId("ani"), OfficerId("budi")


def doing(at: int | None, **parts: Any) -> Doing:
    """A card verified by Ani for nobody known, with something of its own."""
    told = {"officer": ANI, "what": ("card", "verify"), "request": "r1", "round": 1, "applicant": ""}
    return Doing(at=at, **{**told, **parts})


NEVER = Repeat()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Repeat(4, doubled=True)),
        ({"round": 2}, Repeat(4, again=True)),
        ({"request": "r2"}, NEVER),
        ({"officer": BUDI}, NEVER),
        ({"what": ("card", "sign")}, NEVER),
        ({"what": ("birth", "verify")}, NEVER),
    ],
)
def test_without_an_applicant_only_the_same_request_is_looked_at(
    change: dict[str, Any], expected: Repeat
) -> None:
    """The same officer doing the same in the same request repeats; anything else is new."""
    assert (NEVER, expected) == repeats_of([doing(5), doing(9, **change)])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"request": "r2"}, Repeat(4)),
        ({"request": "r2", "applicant": "citizen-8"}, NEVER),
        ({"request": "r2", "applicant": ""}, NEVER),
        ({"request": "r2", "officer": BUDI}, NEVER),
        ({"request": "r2", "what": ("card", "sign")}, NEVER),
        ({"round": 2}, Repeat(4, again=True)),
    ],
)
def test_with_an_applicant_every_request_of_theirs_is_looked_at(
    change: dict[str, Any], expected: Repeat
) -> None:
    """Two requests of one applicant for the same are compared; those of two applicants are not."""
    first = doing(5, applicant="citizen-7")
    assert (NEVER, expected) == repeats_of([first, doing(9, **{"applicant": "citizen-7", **change})])


def test_the_last_time_before_counts() -> None:
    """How long ago is counted from the last time, and a later round repeats every one before it."""
    found = repeats_of([doing(at, request="r1", round=number) for at, number in ((3, 1), (7, 2), (8, 3))])
    assert (NEVER, Repeat(4, again=True), Repeat(1, again=True)) == found


@pytest.mark.parametrize(
    ("filed_at", "expected"),
    [((1, 3), 2), ((3, 1), 2), ((1, 999), 400), ((1, None), 400), ((None, 1), 400)],
)
def test_requests_filed_together_are_near_however_late_they_are_done(
    filed_at: tuple[int | None, int | None], expected: int
) -> None:
    """How long ago is counted between the filings or between the doings, whichever lie nearer."""
    first = doing(100, applicant="citizen-7", filed_at=filed_at[0])
    second = doing(500, applicant="citizen-7", request="r2", filed_at=filed_at[1])
    assert (NEVER, Repeat(expected)) == repeats_of([first, second])


def test_the_nearest_filing_counts() -> None:
    """Of several requests filed before and after, all done before, the one filed nearest counts."""
    filings = {"r1": 10, "r2": 90, "r3": 40, "r4": 47}
    made = [
        doing(1000 * place, request=name, applicant="citizen-7", filed_at=at)
        for place, (name, at) in enumerate(filings.items(), start=1)
    ]
    assert (NEVER, Repeat(80), Repeat(30), Repeat(7)) == repeats_of(made)


def test_a_filing_is_compared_with_other_filings_alone() -> None:
    """What is done twice in one request was filed once: there the doings alone tell how long ago."""
    twice = [doing(at, applicant="citizen-7", filed_at=1) for at in (100, 500)]
    assert (NEVER, Repeat(400, doubled=True)) == repeats_of(twice)


def test_two_of_one_moment_are_told_apart() -> None:
    """Of two done at once for one applicant one is the first, the same whatever the order of the rows."""
    pair = [doing(5, request=name, applicant="citizen-7") for name in ("r2", "r1")]
    assert (Repeat(0), NEVER) == repeats_of(pair)
    assert (NEVER, Repeat(0)) == repeats_of(pair[::-1])
    twins = [doing(5, order=(order,)) for order in (2, 1)]
    assert (Repeat(0, doubled=True), NEVER) == repeats_of(twins)


def test_what_is_not_finished_has_no_how_long_ago() -> None:
    """Without a moment nothing is told of time, and others look past it; a later round repeats anyway."""
    found = repeats_of([doing(5), doing(None, round=2), doing(9, round=3)])
    assert (NEVER, Repeat(None, again=True), Repeat(4, again=True)) == found
    assert (NEVER, NEVER) == repeats_of([doing(None, applicant="c"), doing(9, request="r2", applicant="c")])


@given(
    st.lists(
        st.builds(
            Doing,
            officer=st.sampled_from([ANI, BUDI]),
            what=st.sampled_from([("card",), ("birth",)]),
            request=st.sampled_from(["r1", "r2", "r3"]),
            round=st.integers(1, 3),
            applicant=st.just(""),
            at=st.none() | st.integers(0, 9),
        ).map(lambda one: evolve(one, applicant={"r1": "", "r2": "c", "r3": "c"}[one.request])),
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_rows_are_given_does_not_matter(found: list[Doing], order: Any) -> None:
    """However the rows are shuffled, each kind of doing is told the same, so many times."""
    told = sorted(zip(found, repeats_of(found), strict=True), key=repr)
    shuffled = order.sample(found, len(found))
    assert told == sorted(zip(shuffled, repeats_of(shuffled), strict=True), key=repr)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), max_size=8))
def test_a_repeat_is_as_old_as_the_nearest_before(found: list[tuple[str, int]]) -> None:
    """By the plain definition: the least time since any other of the same applicant that came before."""
    doings = [doing(at, request=f"r{number}", applicant=who) for number, (who, at) in enumerate(found)]
    for one, repeat in zip(doings, repeats_of(doings), strict=True):
        before = [
            other
            for other in doings
            if other.applicant == one.applicant and (other.at, other.request) < (one.at, one.request)
        ]
        assert min((one.at - other.at for other in before), default=None) == repeat.since
        assert not repeat.again
        assert not repeat.doubled


def request(**parts: Any) -> RequestFact:
    """A round of a request with something of its own."""
    return RequestFact(**{"request": RequestId("r1"), "service": "card", "channel": "c", "as_of": 9, **parts})


@pytest.mark.parametrize(
    ("moments", "settled"),
    [
        ({}, None),
        ({"ended_at": 8}, 8),
        ({"ended_at": 8, "closed_at": 7}, 7),
        ({"closed_at": 7, "ready_at": 6}, 6),
        ({"ready_at": 6, "decided_at": 5}, 5),
    ],
)
def test_a_round_is_settled_when_it_was_decided_or_else_ended(
    moments: dict[str, int], settled: int | None
) -> None:
    """The decision settles it; without one the answer, the close or the early end."""
    assert settled == settled_at(request(submitted_at=1, **moments))


def test_rows_become_doings() -> None:
    """A step is one for the applicant of its request; a request is one for each of its officers."""
    fact = request(submitted_at=1, applicant="citizen-7", round=2, decided_at=7)
    done = StepFact(request=RequestId("r1"), round=2, step="verify", officer=ANI, ended_at=5)
    told = {"request": "r1", "round": 2}
    expected = doing(5, applicant="citizen-7", order=(-1, -1), **told)
    assert expected == step_doing(done, fact)
    assert doing(5, what=("", "verify"), order=(-1, -1), **told) == step_doing(done, None)
    timed = StepFact(
        request=RequestId("r1"), round=2, step="verify", officer=ANI, started_at=0, ended_at=5, credit=0
    )
    assert (0, 0) == step_doing(timed, fact).order
    expected = doing(7, officer=BUDI, what=("card",), applicant="citizen-7", **told)
    assert expected == request_doing(fact, BUDI)


def test_a_family_is_one_applicants_requests_for_one_service() -> None:
    """Service and applicant make a family; without an applicant a request is one of its own."""
    r1, r2 = RequestId("r1"), RequestId("r2")
    assert family_of("card", "c", r1) == family_of("card", "c", r2)
    assert family_of("card", "c", r1) != family_of("birth", "c", r1)
    assert family_of("card", "c", r1) != family_of("card", "d", r1)
    assert family_of("card", "", r1) != family_of("card", "", r2)
    assert family_of("card", "", r1) == family_of("birth", "", r1)
    assert family_of("", "r1", r1) != family_of("", "", r1)
