"""A predicate on its way to be issued: what was proposed, why, and what happened to it since.

`asnwork.scoring.proposal_moves` moves it; nobody is paid by a number that no person stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum

from attrs import frozen

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Law, assumed
from asnwork.domain.moment import to_us, zone_named
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.predicate import Predicate, Rating, predicate_of

__all__ = ["INSTANCES", "Move", "Proposal", "Stage", "proposal_day", "propose", "spoken"]


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
        if self.stage not in (Stage.SEEN, Stage.ANSWERED) or self.accepted or self.objections == INSTANCES:
            return None
        days = self.objection_days if self.stage is Stage.SEEN else self.superior_days
        return proposal_day(self, self.moves[-1].at) + timedelta(days=days)

    @property
    def issued_by(self) -> str:
        """The official who issued it; empty while nobody did."""
        return self.moves[-1].by if self.stage is Stage.ISSUED else ""


INSTANCES = 2
"""How often an officer may object: to the appraiser, then to the appraiser's superior."""

_RESULT = Wording("work results are $rating", "hasil kerja $rating_id")
_BEHAVIOUR = Wording("work behaviour is rated $rating", "perilaku kerja dinilai $rating_id")
_UNRATED = Wording(
    "nobody rated work behaviour; it is taken as expected",
    "perilaku kerja belum dinilai; dianggap sesuai ekspektasi",
)
_MATRIX = Wording(
    "the two meet in the predicate '$predicate'", "keduanya bertemu pada predikat '$predicate_id'"
)


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
    on: date | None = None,
) -> Proposal:
    """Return the proposal of a predicate.

    Args:
        officer: Whose predicate.
        period: Of which period; its zone says which day a moment is.
        result: The rating of work results, such as `result_rating` gives it, or a person.
        behaviour: The rating of behaviour by a person; None takes it as expected, and the reasons say so.
        law: Read at ``predicate.matrix``, ``objection.days`` and ``objection.superior_days``.
        at: When; aware.
        by: Who proposes; empty for a formula.
        reasons: Why the results are rated so, such as those of the score.
        on: The day whose law is read; the last day of the period unless said otherwise.

    Raises:
        InvalidInput: There is no rating, as where the evidence does not suffice; or the moment has no zone.
        NoValueOnDay: The law has no matrix or no time to object.

    Examples:
        >>> from datetime import timezone
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.proposal_moves import accept, issue, see
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
    _require_rating(result)
    to_us(at)
    day = period.until - timedelta(days=1) if on is None else on
    behaved = Rating.AS_EXPECTED if behaviour is None else behaviour
    predicate = predicate_of(result, behaved, law=law, on=day)
    matrix = law["predicate.matrix"].basis.on(day)
    why = (
        _rated("result", _RESULT, result),
        _rated("behaviour", _BEHAVIOUR, behaviour) if behaviour is not None else _unrated(),
        Reason(
            rule="predicate",
            code="matrix",
            values={"predicate": spoken(predicate), "predicate_id": predicate.label_id},
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


def _require_rating(result: object) -> None:
    if not isinstance(result, Rating):
        hint = "where the evidence does not suffice there is none: show the sheet without a proposal"
        raise InvalidInput(Fault("result", given=result, expected="a rating of work results", hint=hint))


def _rated(code: str, wording: Wording, rating: Rating) -> Reason:
    values = {"rating": spoken(rating), "rating_id": rating.label_id}
    return Reason(rule="predicate", code=code, values=values, wording=wording)


def _unrated() -> Reason:
    law = assumed(
        "no rule says what holds while nobody has rated behaviour; a person rates it before it is issued"
    )
    return Reason(rule="predicate", code="behaviour_not_rated", law=law, wording=_UNRATED)


def spoken(level: Rating | Predicate) -> str:
    """The name of a level as it is said in a sentence.

    Examples:
        >>> spoken(Rating.BELOW), spoken(Predicate.NEEDS_IMPROVEMENT)
        ('below expectation', 'in need of improvement')
    """
    return _SPOKEN.get(level.name) or level.name.lower().replace("_", " ")


_SPOKEN = {
    "BELOW": "below expectation",
    "ABOVE": "above expectation",
    "NEEDS_IMPROVEMENT": "in need of improvement",
}


def proposal_day(proposal: Proposal, moment: datetime) -> date:
    """Return which day a moment is, in the zone of the proposal's period."""
    return moment.astimezone(zone_named(proposal.period.zone)).date()
