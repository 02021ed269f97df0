"""Replay: what a real log tells under some rules, and what it cannot tell.

Promises kept are counted from the facts as they are. Evidence is gathered for each officer and period by the
outcome policy, as an application would, and scored. What the log does not hold has no value and says why:
a log without attendance gives no attendance of zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from attrs import evolve, frozen

from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.replay_periods import acting_in, periods_of, rows_by_period
from asnwork.adapters.replay_words import insufficient, label_of, no_law, of_reason
from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.formula import (
    Figure,
    Formula,
    IfMissing,
    children_of,
    evaluate,
    figures_of,
    parameters_of,
)
from asnwork.domain.identity import OfficerId
from asnwork.domain.plan import PerformancePlan
from asnwork.domain.reason import Wording
from asnwork.domain.request.facts import RequestFact
from asnwork.errors import NoValueOnDay
from asnwork.policies.gathering import MONTHS, gather_all, period_figures
from asnwork.policies.outcome import WORK, Measure, OutcomePolicy
from asnwork.scoring import scorer as scorers
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.predicate import score_figures
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.score import InsufficientEvidence, Score

__all__ = ["OnTime", "PartAnswer", "Replay", "ScoredOfficer", "lacking_law", "on_time", "replay_summary"]


@frozen(kw_only=True)
class OnTime:
    """How many requests got their answer by the moment promised.

    A request is answered when it was refused, else when it was ready, else when it was closed.

    Attributes:
        answered: Answered, with a promise.
        kept: Of those, answered by the moment promised.
        without_promise: Answered, with no promise.
        late_and_open: Not answered, though the moment promised has passed.
        open: Not answered, not yet due or with no promise.
        ended_otherwise: Withdrawn, forwarded or found a duplicate without an answer.
    """

    answered: int
    kept: int
    without_promise: int
    late_and_open: int
    open: int
    ended_otherwise: int

    @property
    def share(self) -> float | None:
        """The share of answered requests with a promise that kept it; None when there are none."""
        return self.kept / self.answered if self.answered else None


@frozen(kw_only=True)
class ScoredOfficer:
    """What the scorer of one pay rule makes of one officer's period."""

    pay: str
    evidence: Evidence
    score: Score | InsufficientEvidence


@frozen(kw_only=True)
class PartAnswer:
    """Whether the log can answer one part of a pay rule.

    Attributes:
        pay: The pay rule.
        part: "score.<name>" for a part of its score, "score" for all of one that is no formula, "line.<code>"
            for a line of its allowance.
        reads: The figures that the part reads.
        answered: For how many periods of officers it has a value.
        insufficient: For how many it has none.
        why: Why it has none, the most frequent reason; empty when it always has one.
        why_id: The same in Indonesian.
    """

    pay: str
    part: str
    reads: tuple[str, ...]
    answered: int
    insufficient: int
    why: str
    why_id: str


@frozen(kw_only=True)
class Replay:
    """What a log tells under some rules."""

    log: LoadedLog
    on_time: OnTime
    periods: tuple[Period, ...]
    evidence: tuple[Evidence, ...]
    scored: tuple[ScoredOfficer, ...]
    parts: tuple[PartAnswer, ...]
    for_teaching_only: tuple[str, ...] = ()


def on_time(facts: Iterable[RequestFact]) -> OnTime:
    """Return how many requests got their answer by the moment promised.

    Examples:
        >>> from asnwork.domain.identity import RequestId
        >>> moments = {"as_of": 9, "submitted_at": 1, "due_at": 5}
        >>> facts = [
        ...     RequestFact(request=RequestId(str(end)), service="s", channel="c", closed_at=end, **moments)
        ...     for end in (5, 6)
        ... ]
        >>> on_time(facts).share
        0.5
    """
    found = Counter(_state(fact) for fact in facts)
    return OnTime(
        answered=found["kept"] + found["late"],
        kept=found["kept"],
        without_promise=found["without_promise"],
        late_and_open=found["late_and_open"],
        open=found["open"],
        ended_otherwise=found["ended_otherwise"],
    )


def _state(fact: RequestFact) -> str:
    answered, due = _answered_at(fact), fact.due_at
    if answered is not None:
        return "without_promise" if due is None else "kept" if answered <= due else "late"
    if fact.ended_as:
        return "ended_otherwise"
    return "late_and_open" if due is not None and due < fact.as_of else "open"


def _answered_at(fact: RequestFact) -> int | None:
    if fact.decision in ("refused", "not_ours") and fact.decided_at is not None:
        return fact.decided_at
    return fact.ready_at if fact.ready_at is not None else fact.closed_at


def replay_summary(
    loaded: LoadedLog,
    *,
    outcome: OutcomePolicy,
    pays: Iterable[PayRule],
    measures: Iterable[Measure] = (),
    by: str = "month",
    law_on: date | None = None,
) -> Replay:
    """Return what a log tells under an outcome policy and some pay rules.

    Args:
        loaded: The log.
        outcome: How facts become evidence.
        pays: The pay rules whose scorers are asked.
        measures: Measures beside those of the policy, such as those of attendance, so that it can be said
            why they have no value.
        by: How long a period is: "month", "quarter" or "year" of the calendar, or "whole".
        law_on: The day whose law the scorers read; the last day of each period unless given. A log older
            than the law is scored by the law of another day.

    Returns:
        Promises kept, and for each officer with a row in a period the evidence and what each scorer says.

    Raises:
        UnknownName: `by` is none of these.
        InvalidInput: The mapping names no zone.
        NoValueOnDay: A scorer reads law that says nothing on the day; give `law_on`.
    """
    periods, rules = periods_of(loaded, by), tuple(pays)
    evidence = tuple(_gathered(loaded, periods, outcome, (*outcome.measures, *measures)))
    scored = tuple(
        ScoredOfficer(pay=pay.name, evidence=each, score=scorers.evaluate(pay.scorer, each, on=law_on))
        for pay in rules
        for each in evidence
    )
    return Replay(
        log=loaded,
        on_time=on_time(loaded.rows.requests or ()),
        periods=periods,
        evidence=evidence,
        scored=scored,
        parts=tuple(answer for pay in rules for answer in _answers(pay, scored, law_on)),
        for_teaching_only=tuple(pay.name for pay in rules if pay.allowance.for_teaching_only),
    )


def lacking_law(pays: Iterable[PayRule], day: date) -> tuple[tuple[str, NoValueOnDay], ...]:
    """Return what pay rules read of the law that has no value on a day.

    Args:
        pays: The pay rules; their scorers and every line of their allowances are asked.
        day: The day.

    Returns:
        For each parameter without a value, the name of the pay rule, and the error that reading it raises.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.indonesia.schemes import all_pays
        >>> for pay, error in lacking_law(all_pays(national_law()), date(2019, 12, 31)):
        ...     print(pay, error.what, error.covers)
        tpp_60_40 tpp.performance_share from 2020-01-01
        tpp_60_40 tpp.discipline_share from 2020-01-01
    """
    found: list[tuple[str, NoValueOnDay]] = []
    for pay in pays:
        lines = [parameter for line in pay.allowance.lines for parameter in parameters_of(line.share)]
        for parameter in dict.fromkeys((*getattr(pay.scorer, "parameters", ()), *lines)):
            try:
                parameter.on(day)
            except NoValueOnDay as error:
                found.append((pay.name, error))
    return tuple(found)


def _gathered(
    loaded: LoadedLog, periods: Iterable[Period], outcome: OutcomePolicy, measures: tuple[Measure, ...]
) -> Iterator[Evidence]:
    rows_in = rows_by_period(loaded.rows, measures)
    for period in periods if loaded.officers else ():
        rows, officers = rows_in(period)
        found = gather_all(
            period,
            rows,
            measures=measures,
            attribution=outcome.attribution,
            plans=_plans(loaded, period),
            as_of=loaded.as_of,
            officers=officers,
        )
        yield from (found[officer] for officer in sorted(found))


def _plans(loaded: LoadedLog, period: Period) -> Mapping[OfficerId, PerformancePlan]:
    """The plan that the mapping assumes for each officer; none when it assumes none.

    Nobody who did no step in a period is held to one: the log does not say that they were there to work.
    """
    if loaded.mapping.plan is None:
        return {}
    target = loaded.mapping.plan.minutes_a_month * period_figures(period)[MONTHS]
    results = (evolve(WORK, target=target),)
    return {
        officer: PerformancePlan(officer=officer, period=period, results=results)
        for officer in acting_in(loaded.rows, period)
    }


def _answers(pay: PayRule, scored: Iterable[ScoredOfficer], law_on: date | None) -> Iterator[PartAnswer]:
    own = [each for each in scored if each.pay == pay.name]
    scorer = pay.scorer
    if isinstance(scorer, FormulaScorer):
        for part in scorer.parts:
            yield _answer(pay.name, f"score.{part.name}", (part.formula,), own, law_on)
    else:
        yield _counted(pay.name, "score", tuple(sorted(scorer.reads)), map(_why_no_score, own))
    for line in pay.allowance.lines:
        yield _answer(pay.name, f"line.{line.code}", (line.achieved, line.weight), own, law_on)


def _answer(
    pay: str, part: str, formulas: tuple[Formula, ...], scored: Iterable[ScoredOfficer], law_on: date | None
) -> PartAnswer:
    """Whether the first formula has a value; what else goes with it, such as a weight, must have one too."""

    def lacking(each: ScoredOfficer) -> Wording | None:
        reasons = (_why_not(formula, each, law_on) for formula in formulas)
        return next((reason for reason in reasons if reason is not None), None)

    return _counted(pay, part, tuple(figures_of(formulas[0])), map(lacking, scored))


def _why_no_score(scored: ScoredOfficer) -> Wording | None:
    return None if isinstance(scored.score, Score) else of_reason(scored.score.reasons[0])


def _counted(pay: str, part: str, reads: tuple[str, ...], reasons: Iterable[Wording | None]) -> PartAnswer:
    """How many have an answer, where there is no reason against one, and the most frequent reason."""
    why: Counter[Wording] = Counter()
    answered = 0
    for reason in reasons:
        if reason is None:
            answered += 1
        else:
            why[reason] += 1
    most = why.most_common(1)[0][0] if why else Wording("", "") if answered else _NOBODY
    return PartAnswer(
        pay=pay,
        part=part,
        reads=reads,
        answered=answered,
        insufficient=why.total(),
        why=most.en,
        why_id=most.id,
    )


def _why_not(formula: Formula, scored: ScoredOfficer, law_on: date | None) -> Wording | None:
    """Why a formula has no value for an officer's period; None when it has one."""
    evidence = scored.evidence
    known: Mapping[str, float | None] = {**evidence.figures, **score_figures(scored.score)}
    figures = {name: known.get(name) for name in figures_of(formula)}
    day = evidence.period.until - timedelta(days=1) if law_on is None else law_on
    try:
        if evaluate(formula, figures, on=day) is not None:
            return None
    except NoValueOnDay as error:
        return no_law(error)
    missing = [name for name in _needed(formula) if figures[name] is None]
    return next((_why_missing(name, scored) for name in missing), _NOTHING)


def _needed(formula: Formula) -> Iterator[str]:
    """The figures that a formula cannot do without: those for which nothing stands in."""
    match formula:
        case Figure(name=name):
            yield name
        case IfMissing(instead=instead):
            yield from _needed(instead)
        case _:
            for child in children_of(formula):
                yield from _needed(child)


def _why_missing(name: str, scored: ScoredOfficer) -> Wording:
    evidence, score = scored.evidence, scored.score
    if name in evidence.missing:
        return insufficient(of_reason(evidence.missing[name]))
    if name == "predicate":
        return _NOT_ISSUED
    if name.startswith("score.") and isinstance(score, InsufficientEvidence) and score.reasons:
        return of_reason(score.reasons[0])
    label = label_of(name)
    return insufficient(Wording(f"the log has no figure for {label.en}", f"log tidak memuat {label.id}"))


_NOT_ISSUED = Wording("no predicate was issued", "belum ada predikat yang ditetapkan")
_NOTHING = insufficient(Wording("nothing to judge", "tidak ada yang dapat dinilai"))
_NOBODY = insufficient(Wording("the log names no officer", "log tidak menyebut pegawai"))
