"""The way from a proposed to an issued predicate: nobody is paid by a number that no person stands for.

    proposed --see--> seen --------------(accepted, or the days to object are over)--------> issued
       ^               | object_                                                               ^
       |               v                                                                       |
       +--change--  objected --answer--> answered --(accepted, days over, or the superior's)---+
                       ^                    | object_ once more, to the superior
                       +--------------------+

The appraiser may `change` a predicate with a reason; the officer then sees it anew and may object anew.
Every function returns the new proposal; its last move says what happened, by whom, and why.
"""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from asnwork.domain.moment import to_us
from asnwork.errors import Fault, InvalidInput, MoveNotAllowed
from asnwork.scoring.predicate import Predicate
from asnwork.scoring.proposal import INSTANCES, Move, Proposal, Stage, proposal_day, spoken

__all__ = ["accept", "allowed_moves", "answer", "change", "issue", "object_", "see"]


def allowed_moves(proposal: Proposal, *, at: datetime) -> tuple[str, ...]:
    """Return the names of the moves that are allowed at a moment, in alphabetical order."""
    until = proposal.objection_until
    open_now = until is not None and proposal_day(proposal, at) <= until
    match proposal.stage:
        case Stage.PROPOSED:
            return ("change", "see")
        case Stage.OBJECTED:
            return ("answer",)
        case Stage.ISSUED:
            return ()
    if open_now:
        return ("accept", "change", "object_")
    # What the superior answered is final: only a predicate that nobody above looked at may still change.
    return ("issue",) if proposal.objections == INSTANCES else ("change", "issue")


def see(proposal: Proposal, *, at: datetime) -> Proposal:
    """Return the proposal as seen by its officer, whose days to object begin.

    Raises:
        MoveNotAllowed: It was seen already.
        InvalidInput: The moment has no zone, or lies before the last move.
    """
    return _moved(proposal, "see", Stage.SEEN, name="seen", at=at, by=proposal.officer)


def accept(proposal: Proposal, *, at: datetime) -> Proposal:
    """Return the proposal with further objection given up by its officer.

    Raises:
        MoveNotAllowed: There is nothing to object to now.
        InvalidInput: The moment has no zone, or lies before the last move.
    """
    return _moved(proposal, "accept", proposal.stage, name="accepted", at=at, by=proposal.officer)


def object_(proposal: Proposal, *, grounds: str, at: datetime) -> Proposal:
    """Return the proposal with an objection of its officer (keberatan).

    The first one goes to the appraiser, the second to the appraiser's superior.

    Args:
        proposal: Seen, or answered by the appraiser.
        grounds: Why.
        at: When; on or before the last day, in the zone of the period.

    Raises:
        MoveNotAllowed: The officer has not seen it, gave up objecting, or the days are over.
        InvalidInput: There are no grounds, or the moment has no zone or lies before the last move.

    Law: PermenPANRB 6/2022, 14 days to the appraiser and 7 days to the appraiser's superior, as reported.
    Assumption: calendar days, the day of seeing or of the answer not counted.
    """
    return _moved(
        proposal,
        "object_",
        Stage.OBJECTED,
        name="objected",
        at=at,
        by=proposal.officer,
        text=grounds,
        why="grounds",
    )


def answer(
    proposal: Proposal, *, by: str, reason: str, at: datetime, predicate: Predicate | None = None
) -> Proposal:
    """Return the proposal with an objection answered: the predicate stands, or is changed.

    Args:
        proposal: Objected to.
        by: Who answers: the appraiser, or for the second objection somebody above.
        reason: Why.
        at: When.
        predicate: The predicate from now on; None lets it stand.

    Raises:
        MoveNotAllowed: Nobody objected.
        InvalidInput: There is no reason; the officer answers; the same person answers twice; or the
            moment has no zone or lies before the last move.
    """
    return _moved(
        proposal,
        "answer",
        Stage.ANSWERED,
        name="answered",
        at=at,
        by=by,
        text=reason,
        why="reason",
        predicate=predicate,
    )


def change(proposal: Proposal, predicate: Predicate, *, by: str, reason: str, at: datetime) -> Proposal:
    """Return the proposal with another predicate; the officer sees it anew.

    Args:
        proposal: Neither objected to nor issued; an objection is met by `answer`, the superior's is final.
        predicate: The other predicate.
        by: Who changes it; not the officer.
        reason: Why. A change without a reason is refused.
        at: When.

    Raises:
        MoveNotAllowed: It is objected to, answered by the superior, or issued.
        InvalidInput: There is no reason, it is the same predicate, the officer changes it, or the moment
            has no zone or lies before the last move.
    """
    changed = _moved(
        proposal,
        "change",
        Stage.PROPOSED,
        name="changed",
        at=at,
        by=by,
        text=reason,
        why="reason",
        predicate=predicate,
    )
    if predicate is proposal.predicate:
        raise InvalidInput(
            Fault("predicate", given=spoken(predicate), expected="another predicate than it has")
        )
    return changed


def issue(proposal: Proposal, *, official: str, at: datetime) -> Proposal:
    """Return the predicate as issued by a named official (predikat ditetapkan).

    Args:
        proposal: Seen or answered, with the days to object over or given up.
        official: The name or id of the official; not the officer.
        at: When.

    Raises:
        MoveNotAllowed: It was not seen, an objection is open, or the days to object still run.
        InvalidInput: No official is named, the officer is the official, or the moment has no zone or
            lies before the last move.
    """
    return _moved(proposal, "issue", Stage.ISSUED, name="issued", at=at, by=official)


def _moved(
    proposal: Proposal,
    move: str,
    stage: Stage,
    *,
    name: str,
    at: datetime,
    by: str,
    text: str = "",
    why: str = "",
    predicate: Predicate | None = None,
) -> Proposal:
    """The proposal after a move; `why` names the text that may not be empty."""
    last = proposal.moves[-1]
    if to_us(at) < to_us(last.at):
        expected = f"a moment not before {last.at.isoformat()}, when it was {last.name}"
        raise InvalidInput(Fault("at", given=at.isoformat(), expected=expected))
    allowed = allowed_moves(proposal, at=at)
    if move not in allowed:
        raise MoveNotAllowed(proposal.stage.value, move, allowed, _why_not(proposal, move))
    if why and not text.strip():
        raise InvalidInput(Fault(why, given=text, expected="a reason in words"))
    _check_person(proposal, move, by)
    after = proposal.predicate if predicate is None else predicate
    made = Move(name=name, at=at, by=by, text=text, predicate=after)
    return evolve(proposal, stage=stage, predicate=after, moves=(*proposal.moves, made))


def _why_not(proposal: Proposal, move: str) -> str:
    until = proposal.objection_until
    if until is None or move not in ("accept", "object_", "issue"):
        return ""
    return f"the officer may object until {until}" if move == "issue" else f"the last day was {until}"


def _check_person(proposal: Proposal, move: str, by: str) -> None:
    if move in ("answer", "change", "issue"):
        if not by.strip():
            raise InvalidInput(Fault("by", given=by, expected="the name or id of the person who decides"))
        if by == proposal.officer:
            raise InvalidInput(Fault("by", given=by, expected="somebody other than the officer it is about"))
    answered = [made.by for made in proposal.moves if made.name == "answered"]
    if move == "answer" and proposal.objections == INSTANCES and by == answered[-1]:
        expected = "the appraiser's superior, not who answered first"
        raise InvalidInput(Fault("by", given=by, expected=expected))
