"""Two offices side by side: what one officer's evidence and score are before a trick and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from attrs import field, frozen

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import from_us
from asnwork.policies.outcome import Measure, OutcomePolicy
from asnwork.scoring.part_rule import Lever
from asnwork.scoring.scorer import InsufficientEvidence, Score, Scorer, evaluate, rank_key
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.office import Folds, Office, evidence_of

__all__ = ["Gain", "Judges", "gain_of", "periods_of"]

HAIR = 1e-9
"""What rounding alone may move."""


@frozen(kw_only=True)
class Judges:
    """By what an officer is judged.

    Attributes:
        scorer: What is measured.
        policy: When output and outcome count.
        measures: More figures than those of the policy.
    """

    scorer: Scorer
    policy: OutcomePolicy
    measures: tuple[Measure, ...] = field(converter=tuple[Measure, ...], default=())

    @property
    def levers(self) -> tuple[Lever, ...]:
        """The figures that the scorer says move it one way; none when it says nothing."""
        return tuple(getattr(self.scorer, "levers", ()))


@frozen(kw_only=True)
class Gain:
    """What an officer gained by a trick.

    Attributes:
        period: The period in which it shows.
        as_of: When the evidence was gathered.
        before: The score before the trick.
        after: The score after it.
        figures: The figures that look better, each as a sentence.
    """

    period: Period
    as_of: datetime
    before: Score | InsufficientEvidence
    after: Score | InsufficientEvidence
    figures: tuple[str, ...]

    def __str__(self) -> str:
        change = f"{_told(self.before)} became {_told(self.after)}"
        return "; ".join((f"{self.period}: {change}", *self.figures))


def _told(score: Score | InsufficientEvidence) -> str:
    if isinstance(score, InsufficientEvidence):
        return "no score"
    return f"{score.value:.4g} {score.scale.unit} (main job {score.gate.value})"


def gain_of(
    law: GamingLaw,
    office: Office,
    trick: Trick,
    judges: Judges,
    period: Period,
    *,
    folds: Folds | None = None,
) -> Gain | None:
    """Return what an officer gains by a trick in a period; None when nothing.

    The score never ranks better, it never gives way to no score, no figure that lifts it grows, and no
    failure disappears. Where there was no score before, only the figures are compared. Where the law says so
    the failures of the two months are also counted as each month's end shows them, and are never fewer.

    Args:
        law: Whose trick it is.
        office: What happened without the trick.
        trick: What is done instead.
        judges: By what the officer is judged.
        period: For which period; one of `periods_of`.
        folds: Where folded logs are kept, when several tricks are tried in one office.
    """
    kept = {} if folds is None else folds
    before, after = (_Seen(each, trick.officer, judges, kept) for each in (office, trick.play()))
    gain = _gain(before, after, period, office.as_of)
    return gain if gain is not None or not law.at_month_ends else _lost(before, after)


def periods_of(law: GamingLaw, office: Office) -> tuple[Period, ...]:
    """Return the periods over which a law holds: both months together, and each alone where it says so."""
    return (office.both, *((office.first, office.second) if law.in_each_month else ()))


@frozen
class _Seen:
    """An office as the judges of one officer see it; what was folded for one office serves the other."""

    office: Office
    officer: OfficerId
    judges: Judges
    folds: Folds

    def evidence(self, period: Period, as_of: datetime) -> Evidence:
        return evidence_of(
            self.office,
            self.officer,
            policy=self.judges.policy,
            period=period,
            as_of=as_of,
            measures=self.judges.measures,
            folds=self.folds,
        )


def _gain(before: _Seen, after: _Seen, period: Period, as_of: datetime) -> Gain | None:
    judges = before.judges
    first, second = before.evidence(period, as_of), after.evidence(period, as_of)
    was, became = evaluate(judges.scorer, first), evaluate(judges.scorer, second)
    figures = tuple(_better_figures(judges.levers, first, second))
    if figures or _ranks_better(was, became):
        return Gain(period=period, as_of=as_of, before=was, after=became, figures=figures)
    return None


def _ranks_better(was: Score | InsufficientEvidence, became: Score | InsufficientEvidence) -> bool:
    if isinstance(was, InsufficientEvidence):
        return False
    if isinstance(became, InsufficientEvidence):
        return True
    (gate, value), (new_gate, new_value) = rank_key(was), rank_key(became)
    return new_gate > gate or (new_gate == gate and new_value > value + HAIR)


def _number(evidence: Evidence, figure: str) -> float:
    """How much there is of a figure; what nobody recorded is nothing that could have been gained or lost."""
    return evidence.figures.get(figure) or 0.0


def _better_figures(levers: Iterable[Lever], first: Evidence, second: Evidence) -> Iterator[str]:
    for lever in levers:
        was, became = _number(first, lever.figure), _number(second, lever.figure)
        if (became - was if lever.better == "more" else was - became) > HAIR:
            yield f"{lever.figure} {was:g} became {became:g}"
        if lever.most:
            failed, fails = (_failures(lever, evidence) for evidence in (first, second))
            if fails < failed - HAIR:
                yield f"{lever.most} without {lever.figure} {failed:g} became {fails:g}"


def _failures(lever: Lever, evidence: Evidence) -> float:
    return _number(evidence, lever.most) - _number(evidence, lever.figure)


def _lost(before: _Seen, after: _Seen) -> Gain | None:
    """Whether a failure is seen at neither month's end, though it was before."""
    office, judges = before.office, before.judges
    ends = [(month, _last_moment(month)) for month in (office.first, office.second)]
    firsts, seconds = ([seen.evidence(*end) for end in ends] for seen in (before, after))
    lost = []
    for lever in judges.levers:
        if lever.most:
            failed, fails = (sum(_failures(lever, one) for one in found) for found in (firsts, seconds))
            if fails < failed - HAIR:
                lost.append(
                    f"{lever.most} without {lever.figure}, as each month's end shows them, "
                    f"{failed:g} became {fails:g}"
                )
    if not lost:
        return None
    month, as_of = ends[0]
    was, became = (evaluate(judges.scorer, found[0]) for found in (firsts, seconds))
    return Gain(period=month, as_of=as_of, before=was, after=became, figures=tuple(lost))


def _last_moment(month: Period) -> datetime:
    return from_us(month.bounds[1], month.zone) - timedelta(microseconds=1)
