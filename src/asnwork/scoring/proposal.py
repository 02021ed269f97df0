"""The way from a proposed to an issued predicate: nobody is paid by a number that no person stands for.

::

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

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum

from attrs import evolve, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Law, assumed
from asnwork.domain.moment import to_us, zone_named
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput, MoveNotAllowed
from asnwork.scoring.predicate import Predicate, Rating, predicate_of

__all__ = [
    "Move",
    "Proposal",
    "Stage",
    "accept",
    "allowed_moves",
    "answer",
    "change",
    "issue",
    "object_",
    "propose",
    "see",
]


class Stage(Enum):
    """Where a proposed predicate stands."""

    PROPOSED = "proposed"
    SEEN = "seen"
    OBJECTED = "objected"
    ANSWERED = "answered"
    ISSUED = "issued"


@frozen(kw_only=True)
class Move:
    """One thing that happened to a proposal.

    Attributes:
        name: What happened: proposed, seen, accepted, objected, answered, changed or issued.
        at: When; aware.
        by: Who did it; empty for a proposal that a formula made.
        text: The grounds of an objection, or the reason of an answer or a change.
        predicate: The predicate after it.
    """

    name: str
    at: datetime
    by: str
    text: str = ""
    predicate: Predicate


@frozen(kw_only=True)
class Proposal:
    """A predicate on its way: proposed, seen, objected to, answered, issued.

    Attributes:
        officer: Whose predicate.
        period: Of which period.
        result: The rating of work results.
        behaviour: The rating of work behaviour.
        predicate: The predicate as it now stands.
        stage: Where it stands.
        moves: What happened so far, the last one last.
        reasons: Why it was proposed.
        objection_days: Days to object to the appraiser.
        superior_days: Days to take an objection on to the appraiser's superior.
    """

    officer: OfficerId
    period: Period
    result: Rating
    behaviour: Rating
    predicate: Predicate
    stage: Stage = Stage.PROPOSED
    moves: tuple[Move, ...]
    reasons: tuple[Reason, ...] = ()
    objection_days: int
    superior_days: int

    @property
    def objections(self) -> int:
        """How often the officer objected to the predicate since it was last changed by `change`."""
        names = [move.name for move in self.moves]
        since = max(index for index, name in enumerate(names) if name in ("proposed", "changed"))
        return names[since:].count("objected")

    @property
    def accepted(self) -> bool:
        """Whether the officer gave up further objection."""
        return self.moves[-1].name == "accepted"

    @property
    def objection_until(self) -> date | None:
        """The last day on which the officer may object; None when there is nothing to object to now."""
        if self.stage not in (Stage.SEEN, Stage.ANSWERED) or self.accepted or self.objections == _INSTANCES:
            return None
        days = self.objection_days if self.stage is Stage.SEEN else self.superior_days
        return _day_of(self, self.moves[-1].at) + timedelta(days=days)

    @property
    def issued_by(self) -> str:
        """The official who issued it; empty while nobody did."""
        return self.moves[-1].by if self.stage is Stage.ISSUED else ""


_INSTANCES = 2  # the appraiser, then the appraiser's superior

_RESULT = Wording("work results are $rating", "hasil kerja $rating_id")
_BEHAVIOUR = Wording("work behaviour is rated $rating", "perilaku kerja dinilai $rating_id")
_UNRATED = Wording(
    "nobody rated work behaviour; it is taken as expected",
    "perilaku kerja belum dinilai; dianggap sesuai ekspektasi",
)
_MATRIX = Wording("the two meet in $predicate", "keduanya bertemu pada predikat $predicate_id")


def propose(
    *,
    officer: OfficerId,
    period: Period,
    result: Rating,
    behaviour: Rating | None = None,
    law: Law,
    at: datetime,
    by: str = "",
    reasons: Iterable[Reason] = (),
) -> Proposal:
    """Return the proposal of a predicate.

    Args:
        officer: Whose predicate.
        period: Of which period; the law of its last day is read, and its zone says which day a moment is.
        result: The rating of work results, such as `result_rating` gives it, or a person.
        behaviour: The rating of behaviour by a person; None takes it as expected, and the reasons say so.
        law: Read at ``predicate.matrix``, ``objection.days`` and ``objection.superior_days``.
        at: When; aware.
        by: Who proposes; empty for a formula.
        reasons: Why the results are rated so, such as those of the score.

    Raises:
        InvalidInput: The moment has no zone.
        NoValueOnDay: The law has no matrix or no time to object.

    Examples:
        >>> from datetime import timezone
        >>> from asnwork.indonesia.law import national_law
        >>> month = Period.month(2026, 5, zone="Asia/Jakarta")
        >>> at = datetime(2026, 6, 2, 3, tzinfo=timezone.utc)
        >>> proposal = propose(
        ...     officer=OfficerId("o1"), period=month, result=Rating.AS_EXPECTED, law=national_law(), at=at
        ... )
        >>> proposal.predicate.label_id, proposal.stage.value
        ('baik', 'proposed')
        >>> seen = see(proposal, at=at)
        >>> seen.objection_until
        datetime.date(2026, 6, 16)
        >>> issue(accept(seen, at=at), official="head of the office", at=at).issued_by
        'head of the office'
    """
    to_us(at)
    day = period.until - timedelta(days=1)
    behaved = Rating.AS_EXPECTED if behaviour is None else behaviour
    predicate = predicate_of(result, behaved, law=law, on=day)
    matrix = law["predicate.matrix"].basis.on(day)
    why = (
        _rated("result", _RESULT, result),
        _rated("behaviour", _BEHAVIOUR, behaviour) if behaviour is not None else _unrated(),
        Reason(
            rule="predicate",
            code="matrix",
            values={"predicate": _spoken(predicate), "predicate_id": predicate.label_id},
            law=matrix,
            wording=_MATRIX,
        ),
    )
    return Proposal(
        officer=officer,
        period=period,
        result=result,
        behaviour=behaved,
        predicate=predicate,
        moves=(Move(name="proposed", at=at, by=by, predicate=predicate),),
        reasons=(*reasons, *why),
        objection_days=int(law["objection.days"].number_on(day)),
        superior_days=int(law["objection.superior_days"].number_on(day)),
    )


def _rated(code: str, wording: Wording, rating: Rating) -> Reason:
    values = {"rating": _spoken(rating), "rating_id": rating.label_id}
    return Reason(rule="predicate", code=code, values=values, wording=wording)


def _unrated() -> Reason:
    law = assumed(
        "no rule says what holds while nobody has rated behaviour; a person rates it before it is issued"
    )
    return Reason(rule="predicate", code="behaviour_not_rated", law=law, wording=_UNRATED)


def _spoken(level: Rating | Predicate) -> str:
    return level.name.lower().replace("_", " ")


# --- moves -------------------------------------------------------------------------------------


def allowed_moves(proposal: Proposal, *, at: datetime) -> tuple[str, ...]:
    """Return the names of the moves that are allowed at a moment, in alphabetical order."""
    until = proposal.objection_until
    open_now = until is not None and _day_of(proposal, at) <= until
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
    return ("issue",) if proposal.objections == _INSTANCES else ("change", "issue")


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
            Fault("predicate", given=_spoken(predicate), expected="another predicate than it has")
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
    if move == "answer" and proposal.objections == _INSTANCES and by == answered[-1]:
        expected = "the appraiser's superior, not who answered first"
        raise InvalidInput(Fault("by", given=by, expected=expected))


def _day_of(proposal: Proposal, moment: datetime) -> date:
    return moment.astimezone(zone_named(proposal.period.zone)).date()
