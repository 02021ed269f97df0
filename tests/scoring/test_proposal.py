from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.errors import InvalidInput, MoveNotAllowed, NoValueOnDay
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate, Rating
from asnwork.scoring.proposal import Proposal, Stage, propose
from asnwork.scoring.proposal_moves import accept, allowed_moves, answer, change, issue, object_, see

LAW = national_law()
ZONE = ZoneInfo("Asia/Jakarta")
MAY = Period.month(2026, 5, zone="Asia/Jakarta")
START = datetime(2026, 6, 1, 9, tzinfo=ZONE)
OFFICER = OfficerId("o1")


def day(number: int, hour: int = 9) -> datetime:
    """The hour of a day so many days after the proposal."""
    return START.replace(hour=hour) + timedelta(days=number)


def proposed(**given: Any) -> Proposal:
    """A proposal of work results as expected."""
    known = {"officer": OFFICER, "period": MAY, "result": Rating.AS_EXPECTED, "law": LAW}
    return propose(**{**known, "at": START, **given})


def objected(once_more: bool = False) -> Proposal:
    """A proposal that was objected to on the second day, or after the answer again on the fourth."""
    first = object_(see(proposed(), at=day(1)), grounds="two weeks of leave are missing", at=day(2))
    if not once_more:
        return first
    return object_(
        answer(first, by="appraiser", reason="they are in it", at=day(3)), grounds="they are not", at=day(4)
    )


# --- proposing -----------------------------------------------------------------------------------


def test_a_proposal_says_why() -> None:
    """A proposal carries the ratings, the cell of the matrix with its law, and what came before."""
    before = Reason(rule="output", code="done", wording=Wording("40 steps done", "40 langkah selesai"))
    proposal = proposed(behaviour=Rating.ABOVE, reasons=[before])
    assert Predicate.GOOD is proposal.predicate
    assert ["done", "result", "behaviour", "matrix"] == [reason.code for reason in proposal.reasons]
    assert "work results are as expected" == str(proposal.reasons[1])
    assert "keduanya bertemu pada predikat 'baik' [reported: PermenPANRB 6/2022]" == explain(
        proposal.reasons[-1], lang="id"
    )


def test_behaviour_that_nobody_rated_is_said_to_be_assumed() -> None:
    """Without a rating of behaviour it is taken as expected, and a reason says so."""
    proposal = proposed()
    assert Rating.AS_EXPECTED is proposal.behaviour
    reason = next(reason for reason in proposal.reasons if reason.code == "behaviour_not_rated")
    assert "assumed: no rule says" in explain(reason)


def test_the_time_to_object_comes_from_the_law() -> None:
    """14 days to the appraiser, 7 to the superior."""
    assert (14, 7) == (proposed().objection_days, proposed().superior_days)


def test_before_the_regulation_nothing_can_be_proposed() -> None:
    """A period on whose last day the law has no matrix is refused."""
    with pytest.raises(NoValueOnDay):
        proposed(period=Period.month(2021, 12, zone="Asia/Jakarta"))


def test_without_a_rating_nothing_is_proposed() -> None:
    """Where the evidence does not suffice, the refusal says to show the sheet without a proposal."""
    with pytest.raises(InvalidInput, match="show the sheet without a proposal"):
        proposed(result=None)
    with pytest.raises(InvalidInput, match="result: given 2, expected a rating of work results"):
        proposed(result=2)


def test_a_moment_needs_a_zone() -> None:
    """A naive moment is refused, at first and later."""
    with pytest.raises(InvalidInput):
        proposed(at=datetime(2026, 6, 1))
    with pytest.raises(InvalidInput):
        see(proposed(), at=datetime(2026, 6, 2))


# --- the ways through ----------------------------------------------------------------------------


def test_without_objection_it_is_issued_after_the_days() -> None:
    """Seen and not objected to: a named official issues it on the first day after the 14."""
    seen = see(proposed(), at=day(1))
    assert date(2026, 6, 16) == seen.objection_until
    assert ("accept", "change", "object_") == allowed_moves(seen, at=day(15, 23))
    assert ("change", "issue") == allowed_moves(seen, at=day(16, 0))
    issued = issue(seen, official="head of the registry", at=day(16))
    assert (Stage.ISSUED, "head of the registry", Predicate.GOOD) == (
        issued.stage,
        issued.issued_by,
        issued.predicate,
    )
    assert ["proposed", "seen", "issued"] == [move.name for move in issued.moves]


def test_an_officer_may_give_up_objecting() -> None:
    """Accepted, it can be issued at once, and objected to no more."""
    accepted = accept(see(proposed(), at=day(1)), at=day(1))
    assert accepted.objection_until is None
    assert Stage.ISSUED is issue(accepted, official="head", at=day(1)).stage
    with pytest.raises(MoveNotAllowed):
        object_(accepted, grounds="after all", at=day(2))


def test_an_objection_goes_to_the_appraiser_then_to_the_superior() -> None:
    """Objected, answered, objected once more within 7 days, changed by the superior, issued."""
    again = objected(once_more=True)
    assert (Stage.OBJECTED, 2) == (again.stage, again.objections)
    done = answer(again, by="superior", reason="the leave counts", at=day(5), predicate=Predicate.VERY_GOOD)
    assert done.objection_until is None
    assert ("issue",) == allowed_moves(done, at=day(5))
    assert Predicate.VERY_GOOD is issue(done, official="head", at=day(5)).predicate


def test_an_answer_lets_the_predicate_stand_unless_it_says_otherwise() -> None:
    """An answer without a predicate changes nothing; the officer then has 7 days."""
    answered = answer(objected(), by="appraiser", reason="the leave is in it", at=day(3))
    assert (Stage.ANSWERED, Predicate.GOOD) == (answered.stage, answered.predicate)
    assert date(2026, 6, 11) == answered.objection_until
    assert ("change", "issue") == allowed_moves(answered, at=day(11, 0))
    assert ("issue", "change") == tuple(reversed(allowed_moves(accept(answered, at=day(4)), at=day(4))))


def test_a_changed_predicate_is_seen_anew() -> None:
    """A change with a reason returns the proposal to its officer, with all days to object."""
    changed = change(
        objected_and_answered(), Predicate.NEEDS_IMPROVEMENT, by="appraiser", reason="new proof", at=day(20)
    )
    assert (Stage.PROPOSED, Predicate.NEEDS_IMPROVEMENT, 0) == (
        changed.stage,
        changed.predicate,
        changed.objections,
    )
    seen = see(changed, at=day(21))
    assert date(2026, 7, 6) == seen.objection_until
    assert Stage.OBJECTED is object_(seen, grounds="the proof is old", at=day(22)).stage


def objected_and_answered() -> Proposal:
    """A proposal whose objection was answered and whose days are over."""
    return answer(objected(), by="appraiser", reason="no", at=day(3))


def test_the_zone_of_the_period_says_which_day_it_is() -> None:
    """An objection late on the last day, Jakarta time, is in time, whatever the zone of the moment."""
    seen = see(proposed(), at=day(1))
    last = datetime(2026, 6, 16, 16, 59, tzinfo=UTC)
    assert Stage.OBJECTED is object_(seen, grounds="late but in time", at=last).stage
    with pytest.raises(MoveNotAllowed, match="the last day was 2026-06-16"):
        object_(seen, grounds="too late", at=last + timedelta(minutes=1))


# --- what is not allowed -------------------------------------------------------------------------

ISSUED = issue(accept(see(proposed(), at=day(1)), at=day(1)), official="head", at=day(1))
MOVES: dict[str, Callable[[Proposal, datetime], Proposal]] = {
    "see": lambda proposal, at: see(proposal, at=at),
    "accept": lambda proposal, at: accept(proposal, at=at),
    "object_": lambda proposal, at: object_(proposal, grounds="grounds", at=at),
    "answer": lambda proposal, at: answer(
        proposal, by=f"person {len(proposal.moves)}", reason="reason", at=at
    ),
    "change": lambda proposal, at: change(
        proposal, Predicate(proposal.predicate % 5 + 1), by="appraiser", reason="reason", at=at
    ),
    "issue": lambda proposal, at: issue(proposal, official="head", at=at),
}


@pytest.mark.parametrize(
    ("proposal", "at", "allowed"),
    [
        (proposed(), day(40), {"see", "change"}),
        (see(proposed(), at=day(1)), day(2), {"accept", "object_", "change"}),
        (see(proposed(), at=day(1)), day(40), {"change", "issue"}),
        (objected(), day(40), {"answer"}),
        (objected(once_more=True), day(40), {"answer"}),
        (objected_and_answered(), day(4), {"accept", "object_", "change"}),
        (objected_and_answered(), day(40), {"change", "issue"}),
        (ISSUED, day(40), set()),
    ],
)
def test_no_path_skips(proposal: Proposal, at: datetime, allowed: set[str]) -> None:
    """In every stage exactly the allowed moves succeed; every other one names the stage and the way out."""
    assert sorted(allowed) == list(allowed_moves(proposal, at=at))
    for name, move in MOVES.items():
        if name in allowed:
            assert len(proposal.moves) + 1 == len(move(proposal, at).moves)
        else:
            with pytest.raises(MoveNotAllowed) as caught:
                move(proposal, at)
            assert (proposal.stage.value, name) == (caught.value.state, caught.value.event)
            assert allowed == set(caught.value.allowed)


def test_issuing_too_early_names_the_day() -> None:
    """While the officer may object, nobody issues, and the error says until when."""
    with pytest.raises(MoveNotAllowed, match="may object until 2026-06-16"):
        issue(see(proposed(), at=day(1)), official="head", at=day(15))


def test_a_named_official_issues() -> None:
    """Nobody, or the officer it is about, cannot issue."""
    seen = see(proposed(), at=day(1))
    for official in ("", "  ", OFFICER):
        with pytest.raises(InvalidInput):
            issue(seen, official=official, at=day(20))


def test_words_are_needed() -> None:
    """An objection without grounds, an answer or a change without reason is refused."""
    with pytest.raises(InvalidInput, match="grounds"):
        object_(see(proposed(), at=day(1)), grounds=" ", at=day(2))
    with pytest.raises(InvalidInput, match="reason"):
        answer(objected(), by="appraiser", reason="", at=day(3))
    with pytest.raises(InvalidInput, match="reason"):
        change(proposed(), Predicate.POOR, by="appraiser", reason="", at=day(1))


def test_nobody_decides_about_themselves_or_twice() -> None:
    """The officer answers and changes nothing, and the second answer comes from somebody else."""
    with pytest.raises(InvalidInput, match="other than the officer"):
        answer(objected(), by=OFFICER, reason="yes", at=day(3))
    with pytest.raises(InvalidInput, match="other than the officer"):
        change(proposed(), Predicate.VERY_GOOD, by=OFFICER, reason="yes", at=day(1))
    with pytest.raises(InvalidInput, match="superior"):
        answer(objected(once_more=True), by="appraiser", reason="still no", at=day(5))


def test_a_change_changes_something() -> None:
    """A change to the same predicate is refused."""
    with pytest.raises(InvalidInput, match="another predicate"):
        change(proposed(), Predicate.GOOD, by="appraiser", reason="none", at=day(1))


def test_time_does_not_run_back() -> None:
    """A move before the last one is refused."""
    with pytest.raises(InvalidInput, match="not before"):
        see(proposed(), at=START - timedelta(seconds=1))


def test_every_move_is_on_record() -> None:
    """What happened, when, by whom, in which words, and the predicate after it: all of it is kept."""
    again = objected(once_more=True)
    done = answer(again, by="superior", reason="the leave counts", at=day(5), predicate=Predicate.VERY_GOOD)
    issued = issue(done, official="head", at=day(6))
    assert [
        ("proposed", day(0), "", "", Predicate.GOOD),
        ("seen", day(1), "o1", "", Predicate.GOOD),
        ("objected", day(2), "o1", "two weeks of leave are missing", Predicate.GOOD),
        ("answered", day(3), "appraiser", "they are in it", Predicate.GOOD),
        ("objected", day(4), "o1", "they are not", Predicate.GOOD),
        ("answered", day(5), "superior", "the leave counts", Predicate.VERY_GOOD),
        ("issued", day(6), "head", "", Predicate.VERY_GOOD),
    ] == [(move.name, move.at, move.by, move.text, move.predicate) for move in issued.moves]
    changed = change(see(proposed(by="formula"), at=day(1)), Predicate.POOR, by="head", reason="x", at=day(2))
    assert [("formula", ""), ("o1", ""), ("head", "x")] == [(move.by, move.text) for move in changed.moves]
    accepted = accept(see(proposed(), at=day(1)), at=day(2)).moves[-1]
    assert ("accepted", "o1", "", Predicate.GOOD) == (
        accepted.name,
        accepted.by,
        accepted.text,
        accepted.predicate,
    )


def test_the_day_of_the_law_may_be_named() -> None:
    """The matrix and the days to object are those of the day that is named."""
    with pytest.raises(NoValueOnDay, match="2021-12-31"):
        proposed(on=date(2021, 12, 31))


def test_nothing_is_changed_in_place() -> None:
    """A move leaves the proposal that it was made on as it was."""
    before = proposed()
    see(before, at=day(1))
    assert (Stage.PROPOSED, 1) == (before.stage, len(before.moves))


@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 20)), max_size=30))
def test_every_walk_ends_as_the_rules_say(walk: list[tuple[str, int]]) -> None:
    """Whatever is tried, an issued predicate was seen, has no open objection, and names its official."""
    proposal, at = proposed(), START
    for name, days in walk:
        at += timedelta(days=days)
        allowed = name in allowed_moves(proposal, at=at)
        try:
            proposal = MOVES[name](proposal, at)
        except MoveNotAllowed:
            assert not allowed
        else:
            assert allowed
    names = [move.name for move in proposal.moves]
    assert names.count("answered") <= names.count("objected") <= names.count("answered") + 1
    if proposal.stage is Stage.ISSUED:
        since = max(index for index, name in enumerate(names) if name in ("proposed", "changed"))
        assert "seen" in names[since:]
        assert names.count("answered") == names.count("objected")
        assert "head" == proposal.issued_by
        assert "issued" == names[-1]
    else:
        assert "" == proposal.issued_by
