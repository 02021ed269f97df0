"""One officer under each pay rule: what score, main job, predicate and pay the same work would have given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import field, frozen

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import evaluate
from asnwork.domain.law import Law
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.scoring import scorer as scoring
from asnwork.scoring.allowance import PREDICATE, Allowance, allowance
from asnwork.scoring.pencil import DECIMALS, both
from asnwork.scoring.predicate import (
    BEHAVIOUR_RATING,
    Predicate,
    Rating,
    predicate_rank_formula,
    score_figures,
)
from asnwork.scoring.proposal import spoken
from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.sheet_line import GATE_WORDS, filled
from asnwork.tables import Lang, Table

__all__ = ["UnderEach", "UnderPay", "under_each"]

_SENTENCE = Wording(
    "under '$rule': $score, main job $gate, $predicate; $pay",
    "menurut '$rule_id': $score_id, kinerja utama $gate_id, $predicate_id; $pay_id",
)
_SCORE = Wording("score {value}", "skor {value}")
_NO_SCORE = Wording("no score for want of evidence", "tanpa skor karena bukti tidak cukup")
_PREDICATE = Wording("proposed predicate '{value}'", "usulan predikat '{value}'")
_NO_PREDICATE = Wording("no predicate can be proposed", "tidak ada predikat yang dapat diusulkan")
_PAID = Wording("Rp {amount} (simulation, not issued)", "Rp {amount} (simulasi, belum ditetapkan)")
_HELD = Wording(
    "Rp {amount} so far, the rest is held for want of evidence (simulation, not issued)",
    "Rp {amount} sementara, sisanya ditahan karena bukti tidak cukup (simulasi, belum ditetapkan)",
)


@frozen(kw_only=True)
class UnderPay:
    """What one officer's work would have given under one pay rule.

    Attributes:
        name: The name of the pay rule, or of the scheme.
        label: Its name for people.
        score: The score, or that there is none.
        predicate: The predicate that would be proposed; None when none can be.
        allowance: What would be paid; a simulation, and labelled so.
        for_teaching_only: Whether it is an extreme that shows something and is never in a headline.
        reason: All of it in a sentence.
    """

    name: str
    label: Wording
    score: Score | InsufficientEvidence
    predicate: Predicate | None
    allowance: Allowance
    for_teaching_only: bool
    reason: Reason


@frozen(kw_only=True)
class UnderEach:
    """One officer's work under each of some pay rules, in the order in which they were given."""

    answers: tuple[UnderPay, ...] = field(converter=tuple[UnderPay, ...])

    def table(self, lang: Lang = "en") -> Table:
        """Return a row for each: score, main job, predicate, what is paid and whether some of it is held.

        Args:
            lang: "en" or "id".

        Raises:
            UnknownName: The language is neither.
        """
        cells = [_cells(answer, lang) for answer in self.answers]
        columns = {name.said_in(lang): [row[index] for row in cells] for index, name in enumerate(_HEAD)}
        return Table(columns, units={_PAID_COLUMN.said_in(lang): "Rp"}, title=_TITLE.said_in(lang))


_TITLE = Wording(
    "The same work under each pay rule (simulation, not issued)",
    "Pekerjaan yang sama menurut tiap aturan TPP (simulasi, belum ditetapkan)",
)
_PAID_COLUMN = Wording("paid", "dibayar")
_HEAD = (
    Wording("pay rule", "aturan TPP"),
    Wording("score", "skor"),
    Wording("main job", "kinerja utama"),
    Wording("predicate", "predikat"),
    _PAID_COLUMN,
    Wording("held", "ditahan"),
)


def _cells(answer: UnderPay, lang: str) -> tuple[str | float | None, ...]:
    gate = _gate(answer.score)
    predicate = None if answer.predicate is None else _predicate(answer.predicate)
    held = [line.called for line in answer.allowance.lines if line.code in answer.allowance.held]
    return (
        answer.label.said_in(lang),
        answer.score.value if isinstance(answer.score, Score) else None,
        gate.said_in(lang),
        None if predicate is None else predicate.said_in(lang),
        answer.allowance.settled,
        ", ".join(label.said_in(lang) for label in held),
    )


def under_each(
    rules: Iterable[PayRule | Scheme],
    evidence: Evidence,
    *,
    base: int,
    law: Law,
    behaviour: Rating | None = None,
    on: date | None = None,
) -> UnderEach:
    """Return what one officer's work would have given under each of some pay rules.

    The work is the same throughout: nothing is said of how anybody would have worked under another rule.

    Args:
        rules: Pay rules, or schemes, of which the pay rule is taken.
        evidence: What is known of the officer's period.
        base: The base allowance of the position, whole rupiah a month.
        law: Read at what `predicate_rank_formula` reads.
        behaviour: The rating of behaviour by a person; as expected where nobody gave one.
        on: The day whose law is read; the last day of the period unless said otherwise.

    Raises:
        BrokenScorer: As for `evaluate`.
        InvalidInput: The base is no whole number of rupiah.
        NoValueOnDay: The law says nothing on the day.

    Examples:
        >>> from asnwork.domain.evidence import Period
        >>> from asnwork.domain.identity import OfficerId
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.indonesia.schemes import all_pays
        >>> figures = {"done.work": 1900.0, "target.work": 2000.0}
        >>> figures |= {"promises_kept": 9.0, "promises_judged": 9.0}
        >>> units = {"done.work": "minutes", "target.work": "minutes"}
        >>> evidence = Evidence(
        ...     officer=OfficerId("ani"), period=Period.month(2026, 5, zone="Asia/Jakarta"), as_of=0,
        ...     figures=figures, units={name: units.get(name, "1") for name in figures},
        ... )
        >>> law = national_law()
        >>> for answer in under_each(all_pays(law)[:3], evidence, base=5_000_000, law=law).answers:
        ...     print(answer.name, answer.predicate.label_id, answer.allowance)
        tpp_60_40 baik Rp 2,850,000, held: discipline (simulation, not issued)
        surabaya_eperformance baik Rp 4,750,000 (simulation, not issued)
        outcome baik Rp 5,000,000 (simulation, not issued)
    """
    day = evidence.period.until - timedelta(days=1) if on is None else on
    return UnderEach(answers=[_under(rule, evidence, base, law, behaviour, day) for rule in rules])


def _under(
    rule: PayRule | Scheme, evidence: Evidence, base: int, law: Law, behaviour: Rating | None, on: date
) -> UnderPay:
    pay = rule.pay if isinstance(rule, Scheme) else rule
    score = scoring.evaluate(pay.scorer, evidence, on=on)
    figures = {BEHAVIOUR_RATING.name: None, **evidence.figures, **score_figures(score), PREDICATE.name: None}
    if behaviour is not None:
        figures[BEHAVIOUR_RATING.name] = float(behaviour)
    rank = evaluate(predicate_rank_formula(law), figures, on=on)
    predicate = None if rank is None else Predicate(int(rank))
    paid = allowance(pay.allowance, base, predicate, figures, on=on, simulated=True)
    return UnderPay(
        name=rule.name,
        label=rule.label,
        score=score,
        predicate=predicate,
        allowance=paid,
        for_teaching_only=pay.allowance.for_teaching_only,
        reason=_told(rule, score, predicate, paid),
    )


def _told(
    rule: PayRule | Scheme, score: Score | InsufficientEvidence, predicate: Predicate | None, paid: Allowance
) -> Reason:
    words = {
        "rule": rule.label,
        "score": _NO_SCORE
        if isinstance(score, InsufficientEvidence)
        else filled(_SCORE, value=both(score.value, DECIMALS)),
        "gate": _gate(score),
        "predicate": _NO_PREDICATE if predicate is None else filled(_PREDICATE, value=_predicate(predicate)),
        "pay": filled(_HELD if paid.held else _PAID, amount=both(paid.settled, 0)),
    }
    values: dict[str, Value] = {name: wording.en for name, wording in words.items()}
    values |= {f"{name}_id": wording.id for name, wording in words.items()}
    return Reason(rule="under_each", code=rule.name, values=values, wording=_SENTENCE)


def _gate(score: Score | InsufficientEvidence) -> Wording:
    return GATE_WORDS[score.gate if isinstance(score, Score) else Gate.UNKNOWN]


def _predicate(predicate: Predicate) -> Wording:
    return Wording(spoken(predicate), predicate.label_id)
