"""What an officer could have done: the least change of one figure that moves the predicate one step up.

Only figures that are outputs or outcomes of work, and so have words, are advice. What people answered or
rated, and when somebody came or went, never is. The rating and the predicate are those of the proposal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil

from attrs import evolve, field, frozen

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import Formula, evaluate
from asnwork.domain.law import Law
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.scoring import scorer as scoring
from asnwork.scoring.figure_words import figure_label, names_of
from asnwork.scoring.part_rule import Lever
from asnwork.scoring.predicate import (
    BEHAVIOUR_RATING,
    Predicate,
    Rating,
    predicate_rank_formula,
    score_figures,
)
from asnwork.scoring.proposal import spoken
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import Scorer

__all__ = ["Counterfactual", "Counterfactuals", "counterfactuals"]

_FAR = 2**30
_FINER = 100


@frozen(kw_only=True)
class Counterfactual:
    """The least change of one figure, all others the same, that moves the predicate up; or why none does.

    Attributes:
        figure: The figure.
        unit: Its unit.
        before: What it is; None when the evidence has none.
        after: What it would have to be; None when no change of it is enough.
        predicate_before: The predicate as it is.
        predicate_after: The predicate that it would be; None when no change of it is enough.
        reason: The sentence for people.
    """

    figure: str
    unit: str
    before: float | None
    after: float | None
    predicate_before: Predicate
    predicate_after: Predicate | None
    reason: Reason

    @property
    def change(self) -> float | None:
        """By how much the figure would have to change; None when no change of it is enough."""
        return None if self.after is None or self.before is None else self.after - self.before


@frozen(kw_only=True)
class Counterfactuals:
    """What would move a predicate up, figure by figure.

    Attributes:
        predicate: The predicate as it is; None when the evidence gives none.
        found: One answer for each figure that is an output or outcome of work, in the order of the scorer.
        reason: Why there is none, in a sentence; None when there are some.
    """

    predicate: Predicate | None
    found: tuple[Counterfactual, ...] = field(converter=tuple[Counterfactual, ...], default=())
    reason: Reason | None = None


def counterfactuals(
    scorer: Scorer, evidence: Evidence, *, law: Law, behaviour: Rating | None = None, on: date | None = None
) -> Counterfactuals:
    """Return for each figure that somebody could work on the least change that moves the predicate up.

    It answers about one officer who asks; it is no target, and a report shows none of it.

    Args:
        scorer: The scorer; its `levers` with words are what advice is made of. One without gives none.
        evidence: What is known of the officer's period.
        law: Read at what `predicate_rank_formula` reads.
        behaviour: The rating of behaviour, which stays as it is; as expected where nobody gave one.
        on: The day whose law is read; the last day of the period unless said otherwise.

    Returns:
        Answers that are exact to one step, which is one unit of the figure: a promise, a trip, a card; for a
        figure that is not counted in whole numbers, a hundredth of its unit. The last step ends at the
        figure's limit. With one step less the predicate stays. They rest on the claim of each lever that the
        score moves one way.

    Raises:
        BrokenScorer: As for `evaluate`.
        NoValueOnDay: The law says nothing on the day.

    Examples:
        >>> from asnwork.domain.evidence import Period
        >>> from asnwork.domain.identity import OfficerId
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.strategies.output import output
        >>> figures = {"done.work": 1500.0, "target.work": 2000.0, "available": 1.0}
        >>> units = {"done.work": "minutes", "target.work": "minutes", "available": "share"}
        >>> evidence = Evidence(
        ...     officer=OfficerId("ani"), period=Period.month(2026, 5, zone="Asia/Jakarta"), as_of=0,
        ...     figures=figures, units=units,
        ... )
        >>> for answer in counterfactuals(output(national_law()), evidence, law=national_law()).found:
        ...     print(answer.reason)
        300 minutes more of work on requests: 1,800 instead of 1,500; all else the same, the proposed
        predicate would be 'good' instead of 'in need of improvement'
    """
    day = evidence.period.until - timedelta(days=1) if on is None else on
    case = _Case(scorer, evidence, predicate_rank_formula(law), behaviour, day)
    predicate = case.predicate(evidence)
    levers: tuple[Lever, ...] = getattr(scorer, "levers", ())
    advice = [(lever, lever.wording) for lever in levers if lever.wording is not None]
    why = _why_none(predicate, bool(advice), scorer)
    if why is not None or predicate is None:
        return Counterfactuals(predicate=predicate, reason=why)
    found = [case.answer(lever, words, predicate) for lever, words in advice]
    return Counterfactuals(predicate=predicate, found=found)


# --- why there is none --------------------------------------------------------------------------

_NO_PREDICATE = Wording(
    "the evidence gives no predicate, so that nothing moves it", "bukti tidak menghasilkan predikat"
)
_TOP = Wording(
    "the proposed predicate is '$now', which none is above",
    "predikat yang diusulkan sudah '$now_id', tidak ada yang lebih tinggi",
)
_NO_LEVER = Wording(
    "the scorer '$scorer' names no output or outcome of work that somebody could have done more of",
    "cara penilaian '$scorer' tidak menyebut keluaran atau hasil kerja yang dapat ditambah",
)


def _why_none(predicate: Predicate | None, advises: bool, scorer: Scorer) -> Reason | None:
    if not advises:
        return Reason(
            rule="counterfactual", code="no_lever", values={"scorer": scorer.name}, wording=_NO_LEVER
        )
    if predicate is None:
        return Reason(rule="counterfactual", code="no_predicate", wording=_NO_PREDICATE)
    if predicate is Predicate.VERY_GOOD:
        values = {"now": spoken(predicate), "now_id": predicate.label_id}
        return Reason(rule="counterfactual", code="highest", values=values, wording=_TOP)
    return None


# --- one figure ---------------------------------------------------------------------------------

_INSTEAD = Wording(
    "; all else the same, the proposed predicate would be '$then' instead of '$now'",
    "; bila yang lain tetap, predikat yang diusulkan menjadi '$then_id', bukan '$now_id'",
)
_UNKNOWN = Wording(
    "no advice on $label: the evidence has none", "tidak ada saran tentang $label_id: bukti tidak memuatnya"
)
_NO_LIMIT = Wording(
    "no advice on $label: the evidence has no figure for $most",
    "tidak ada saran tentang $label_id: bukti tidak memuat $most_id",
)
_GATE = Wording(
    "no change of $label is enough: the main job is missed, and nothing else makes up for it",
    "perubahan $label_id tidak cukup: kinerja utama tidak terpenuhi, dan tidak tergantikan oleh hal lain",
)
_BOUND = Wording(
    "no change of $label is enough: even at $bound, its limit, the predicate stays '$now'",
    "perubahan $label_id tidak cukup: pada $bound pun, yaitu batasnya, predikat tetap '$now_id'",
)
_NEVER = Wording(
    "no change of $label is enough: however much it were, the predicate stays '$now'",
    "perubahan $label_id tidak cukup: berapa pun jumlahnya, predikat tetap '$now_id'",
)


@frozen
class _Case:
    """One officer's evidence before a scorer; figures are changed one at a time."""

    scorer: Scorer
    evidence: Evidence
    rank: Formula
    behaviour: Rating | None
    on: date

    def answered(self, evidence: Evidence) -> Score | InsufficientEvidence:
        return scoring.evaluate(self.scorer, evidence, on=self.on)

    def predicate(self, evidence: Evidence) -> Predicate | None:
        figures = score_figures(self.answered(evidence))
        figures[BEHAVIOUR_RATING.name] = None if self.behaviour is None else float(self.behaviour)
        rank = evaluate(self.rank, figures, on=self.on)
        return None if rank is None else Predicate(int(rank))

    def _label(self, figure: str) -> Wording:
        return figure_label(figure, names_of(getattr(self.scorer, "parts", ())))

    def changed(self, figure: str, value: float) -> Evidence:
        return evolve(self.evidence, figures={**self.evidence.figures, figure: value})

    def answer(self, lever: Lever, words: Wording, now: Predicate) -> Counterfactual:
        before = self.evidence.figures.get(lever.figure)
        if before is None:
            return self._unreachable(lever, before, now, _UNKNOWN, "unknown")
        bound = self._bound(lever, before)
        if bound is None:
            most = self._label(lever.most)
            return self._unreachable(
                lever, before, now, _NO_LIMIT, "limit_unknown", most=most.en, most_id=most.id
            )
        return self._least_change(lever, words, before, bound, now)

    def _least_change(
        self, lever: Lever, words: Wording, before: float, bound: float, now: Predicate
    ) -> Counterfactual:
        sign, finer = 1 if lever.better == "more" else -1, 1 if lever.whole else _FINER
        room = max(sign * (bound - before), 0.0) * finer
        reached: dict[int, Predicate] = {}

        def after(steps: int) -> float:
            # The last step ends at the bound, which need not be a whole step away.
            return before + sign * steps / finer if steps < room else bound

        def moved(steps: int) -> bool:
            then = self.predicate(self.changed(lever.figure, after(steps)))
            if then is None or then <= now:
                return False
            reached[steps] = then
            return True

        steps = _least(moved, ceil(room))
        if steps is None:
            return self._why_not(lever, before, bound, now)
        change = min(float(steps), room) / finer
        told = lever.one if change == 1 and lever.one is not None else words
        return self._reached(lever, told, before, after(steps), change, now, reached[steps])

    def _bound(self, lever: Lever, before: float) -> float | None:
        """How far the figure can go; None when that is not known."""
        if lever.better == "less":
            return 0.0
        if lever.most:
            return self.evidence.figures.get(lever.most)
        return before + _FAR

    def _why_not(self, lever: Lever, before: float, bound: float, now: Predicate) -> Counterfactual:
        score = self.answered(self.changed(lever.figure, bound))
        if isinstance(score, Score) and score.gate is Gate.MISSED:
            return self._unreachable(lever, before, now, _GATE, "gate_missed")
        if lever.most or lever.better == "less":
            return self._unreachable(lever, before, now, _BOUND, "bound", bound=bound)
        return self._unreachable(lever, before, now, _NEVER, "never")

    def _unreachable(
        self,
        lever: Lever,
        before: float | None,
        now: Predicate,
        wording: Wording,
        code: str,
        **values: Value,
    ) -> Counterfactual:
        label = self._label(lever.figure)
        found: dict[str, Value] = {
            "figure": lever.figure,
            "label": label.en,
            "label_id": label.id,
            "now": spoken(now),
            "now_id": now.label_id,
            **values,
        }
        reason = Reason(rule="counterfactual", code=code, values=found, wording=wording)
        return self._made(lever, before, None, now, None, reason)

    def _reached(
        self,
        lever: Lever,
        words: Wording,
        before: float,
        after: float,
        change: float,
        now: Predicate,
        then: Predicate,
    ) -> Counterfactual:
        values: dict[str, Value] = {"change": change, "before": before, "after": after}
        values |= {"now": spoken(now), "now_id": now.label_id}
        values |= {"then": spoken(then), "then_id": then.label_id}
        wording = Wording(f"{words.en}{_INSTEAD.en}", f"{words.id}{_INSTEAD.id}")
        reason = Reason(rule="counterfactual", code=lever.figure, values=values, wording=wording)
        return self._made(lever, before, after, now, then, reason)

    def _made(
        self,
        lever: Lever,
        before: float | None,
        after: float | None,
        now: Predicate,
        then: Predicate | None,
        reason: Reason,
    ) -> Counterfactual:
        return Counterfactual(
            figure=lever.figure,
            unit=self.evidence.units.get(lever.figure, ""),
            before=before,
            after=after,
            predicate_before=now,
            predicate_after=then,
            reason=reason,
        )


def _least(moved: Callable[[int], bool], most: int) -> int | None:
    """The least whole number of steps that moves, between 1 and the most; None when the most does not."""
    low, high = 0, min(1, most)
    while high < most and not moved(high):
        low, high = high, min(2 * high, most)
    if high == most and not (most and moved(most)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if moved(middle) else (middle, high)
    return high
