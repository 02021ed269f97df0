"""Looking for tricks that pay: the laws that are broken, each with the smallest office that shows it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen
from hypothesis import find
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

from asnwork.domain.evidence import Period
from asnwork.domain.reason import Wording
from asnwork.errors import BrokenScorer, Fault, InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.outcome import OutcomePolicy
from asnwork.scoring.part_rule import OFFICER
from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.scoring.scorer import Score, Scorer, evaluate
from asnwork.testing.gaming.comparing import Gain, Judges, gain_of, periods_of
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.gaming_laws import GAMING_LAWS
from asnwork.testing.gaming.office import Folds, Office, evidence_of
from asnwork.testing.gaming.office_months import office_months
from asnwork.testing.searching import search_settings

__all__ = ["EXAMPLES", "GamedLaw", "Play", "Subject", "gamed_laws", "judges_of", "plays"]

Subject: TypeAlias = Scorer | PayRule | Scheme

EXAMPLES = 50
"""How many offices each law is tried on unless said otherwise."""

MOST_TRICKS = 4
"""How many of an office's tricks are tried at a time, spread over all of them."""


class Play:
    """An office, some tricks that could be played there, each by itself, and the period that is judged.

    Attributes:
        office: What happened.
        tricks: What could be done in order to look better; none where there is nothing to play.
        period: The period that is judged.
    """

    # No attrs class: hypothesis would print every event of it, field by field.
    __slots__ = ("office", "period", "tricks")

    def __init__(self, office: Office, tricks: tuple[Trick, ...], period: Period) -> None:
        self.office, self.tricks, self.period = office, tricks, period

    def __repr__(self) -> str:
        tricks = (f"  or: {trick.wording.en}" for trick in self.tricks)
        return "\n".join((repr(self.office), *tricks, f"  judged for {self.period}"))

    def gains(self, law: GamingLaw, judges: Judges) -> Iterator[tuple[Trick, Gain]]:
        """Yield the tricks that pay, each with what is gained."""
        folds: Folds = {}
        for trick in self.tricks:
            gain = gain_of(law, self.office, trick, judges, self.period, folds=folds)
            if gain is not None:
                yield trick, gain


@frozen(kw_only=True)
class GamedLaw:
    """A gaming law that a scorer and a policy break, with the smallest office that was found to show it.

    Attributes:
        subject: The scorer and the policy, by name.
        law: The name of the law.
        statement: What should hold.
        office: What happened.
        trick: What was done in order to look better.
        gain: What was gained by it.
    """

    subject: str
    law: str
    statement: Wording
    office: Office
    trick: Trick
    gain: Gain

    def __str__(self) -> str:
        happened = "\n".join(f"  {line}" for line in self.office.lines)
        return (
            f"{self.subject} breaks {self.law!r}: {self.statement.en}\n"
            f"{happened}\n  then {self.trick.wording.en}\n  {self.trick.officer}, {self.gain}"
        )


@st.composite
def plays(draw: st.DrawFn, law: GamingLaw, offices: SearchStrategy[Office] | None = None) -> Play:
    """Offices with tricks that somebody could play there, and a period to judge.

    Args:
        draw: How to draw; hypothesis gives it.
        law: The law whose tricks are played.
        offices: The offices; those of `office_months` unless given.
    """
    office = draw(office_months() if offices is None else offices)
    period = draw(st.sampled_from(periods_of(law, office)))
    tricks = tuple(law.tricks(office))
    step = max(1, math.ceil(len(tricks) / MOST_TRICKS))
    return Play(office, tricks[draw(st.integers(0, step - 1)) :: step], period)


def gamed_laws(
    subject: Subject,
    policy: OutcomePolicy | None = None,
    *,
    laws: Iterable[GamingLaw] = GAMING_LAWS,
    offices: SearchStrategy[Office] | None = None,
    examples: int = EXAMPLES,
) -> tuple[GamedLaw, ...]:
    """Return the gaming laws that a scorer breaks under a policy, each with the smallest office.

    Args:
        subject: A scorer; or a pay rule or a scheme, whose scorer is meant.
        policy: When output and outcome count; of a scheme its own unless given.
        laws: The laws to try.
        offices: The offices to try them on; those of `office_months` unless given.
        examples: How many offices are tried for each law; the same ones in every run.

    Returns:
        The broken laws; none when no trick was found to pay. That is no proof that none does.

    Raises:
        InvalidInput: There is no policy: a scorer or a pay rule has none of its own; the scorer measures a
            unit; or there was nothing to judge, since nobody had a score or a figure that lifts one.
        BrokenScorer: The scorer is broken or raises; the text names the law and shows the smallest office.

    Examples:
        >>> from asnwork.policies.outcomes.standard_outcome import standard_outcome
        >>> from asnwork.scoring.strategies.outcome import outcome
        >>> law = national_law()
        >>> gamed_laws(outcome(law), standard_outcome(law), examples=20)
        ()
    """
    judges = judges_of(subject, policy)
    tried = _Tried()
    found = [_gamed(law, judges, offices, examples, tried) for law in laws]
    tried.require_judged(judges)
    return tuple(gamed for gamed in found if gamed is not None)


class _Tried:
    """Whether there was anything to judge while tricks were played: a score, or a figure that lifts one."""

    __slots__ = ("judged", "known", "played")

    def __init__(self) -> None:
        self.played, self.judged = False, False
        self.known: set[str] = set()

    def look(self, play: Play, judges: Judges) -> None:
        if self.judged or not play.tricks:
            return
        self.played = True
        evidence = evidence_of(
            play.office,
            play.tricks[0].officer,
            policy=judges.policy,
            period=play.period,
            as_of=play.office.as_of,
            measures=judges.measures,
        )
        self.known |= {name for name in judges.scorer.reads if evidence.figures.get(name) is not None}
        lifted = any(lever.figure in self.known for lever in judges.levers)
        self.judged = lifted or isinstance(evaluate(judges.scorer, evidence), Score)

    def require_judged(self, judges: Judges) -> None:
        if self.judged or not self.played:
            return
        missing = ", ".join(sorted(judges.scorer.reads - self.known)) or "none of what it reads"
        expected = "something to judge: in every office that was tried there was no score"
        hint = f"not known there: {missing}; measure it in the policy, or give offices that have it"
        raise InvalidInput(
            Fault("reads", given=", ".join(sorted(judges.scorer.reads)), expected=expected, hint=hint),
            source=judges.scorer.name,
        )


def judges_of(subject: Subject, policy: OutcomePolicy | None) -> Judges:
    """Return by what an officer is judged; what the scorer reads of attendance is measured too."""
    if policy is None:
        if not isinstance(subject, Scheme):
            expected = "an outcome policy; only a scheme has one of its own"
            raise InvalidInput(Fault("policy", given=None, expected=expected), source=subject.name)
        policy = subject.outcome
    pay = subject.pay if isinstance(subject, Scheme) else subject
    scorer = pay.scorer if isinstance(pay, PayRule) else pay
    if getattr(scorer, "subject", OFFICER) != OFFICER:
        expected = "a scorer of officers: the tricks are those of one officer"
        raise InvalidInput(Fault("subject", given="a unit", expected=expected), source=scorer.name)
    made = {measure.name for measure in policy.measures}
    more = [
        measure
        for measure in attendance_measures(national_law())
        if measure.name in scorer.reads and measure.name not in made
    ]
    return Judges(scorer=scorer, policy=policy, measures=more)


def _gamed(
    law: GamingLaw,
    judges: Judges,
    offices: SearchStrategy[Office] | None,
    examples: int,
    tried: _Tried,
) -> GamedLaw | None:
    def pays(play: Play) -> bool:
        try:
            tried.look(play, judges)
            return any(True for _ in play.gains(law, judges))
        except BrokenScorer as error:
            problem = f"{error.problem}; while {law.name!r} was tried in this office\n{play!r}"
            raise BrokenScorer(error.scorer, error.figure, problem, kind=error.kind) from error

    try:
        play = find(plays(law, offices), pays, settings=search_settings(examples))
    except NoSuchExample:
        return None
    trick, gain = next(play.gains(law, judges))
    return GamedLaw(
        subject=f"{judges.scorer.name} under {judges.policy.name}",
        law=law.name,
        statement=law.statement,
        office=play.office,
        trick=trick,
        gain=gain,
    )
