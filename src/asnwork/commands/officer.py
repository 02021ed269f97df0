"""`asnwork replay --officer`: the sheet of one officer of a log, on request only, for that officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from asnwork.adapters.replay import Replay
    from asnwork.domain.evidence import Evidence
    from asnwork.domain.law import Law
    from asnwork.domain.reason import Reason
    from asnwork.scoring.scheme import PayRule
    from asnwork.scoring.scorer import Scorer
    from asnwork.tables import Lang

__all__ = ["evidence_of", "officer_texts", "period_name"]


def evidence_of(replay: Replay, officer: str) -> tuple[Evidence, ...]:
    """Return what a log tells of an officer in each period in which a step of theirs ended, in order.

    A period in which the officer only has a row, such as a request decided before and closed then, is none to
    be judged for.
    """
    from asnwork.adapters.replay_periods import acting_in

    own = [each for each in replay.evidence if each.officer == officer]
    return tuple(each for each in own if each.officer in acting_in(replay.log.rows, each.period))


def period_name(evidence: Evidence) -> str:
    """Return what a period is asked for by: its first month, such as "2026-05"."""
    return f"{evidence.period.since:%Y-%m}"


def officer_texts(
    evidence: Evidence, pays: Sequence[PayRule], *, law: Law, law_on: date, base: int | None, lang: Lang
) -> Iterator[str]:
    """Yield the sheet by each scorer, what would move the predicate, and what each rule would pay.

    Args:
        evidence: Of the officer and period.
        pays: The pay rules; a scorer that several of them have is asked once.
        law: The law.
        law_on: The day whose law is read.
        base: The base allowance, rupiah a month; None leaves pay out.
        lang: "en" or "id".
    """
    scorers = {pay.scorer.name: pay.scorer for pay in pays}
    for scorer in scorers.values():
        yield _sheet(scorer, evidence, law, law_on, lang)
        yield "\n".join(_advice(scorer, evidence, law, law_on, lang))
    if base is not None:
        from asnwork.scoring.under_each import under_each

        yield under_each(pays, evidence, base=base, law=law, on=law_on).table(lang).text(lang=lang)


def _sheet(scorer: Scorer, evidence: Evidence, law: Law, law_on: date, lang: Lang) -> str:
    from asnwork.scoring.predicate import result_rating, score_figures
    from asnwork.scoring.proposal import propose
    from asnwork.scoring.scorer import evaluate
    from asnwork.scoring.sheet import sheet

    score = evaluate(scorer, evidence, on=law_on)
    rating = result_rating(law, score_figures(score), on=law_on)
    proposal = None
    if rating is not None:
        period = evidence.period
        after = datetime.combine(period.until, datetime.min.time(), ZoneInfo(period.zone))
        proposal = propose(
            officer=evidence.officer, period=period, result=rating, law=law, at=after, on=law_on
        )
    return sheet(score, proposal=proposal, law=law).text(lang)


def _advice(scorer: Scorer, evidence: Evidence, law: Law, law_on: date, lang: Lang) -> Iterator[str]:
    from asnwork.scoring.counterfactual import counterfactuals

    told = counterfactuals(scorer, evidence, law=law, on=law_on)
    yield _HEAD_ID if lang == "id" else _HEAD
    if told.reason is not None:
        yield from _lines(told.reason, lang)
    for answer in told.found:
        yield from _lines(answer.reason, lang)


_HEAD = "What would move the proposed predicate one step up:"
_HEAD_ID = "Yang akan menaikkan usulan predikat satu tingkat:"


def _lines(reason: Reason, lang: Lang) -> list[str]:
    from textwrap import wrap

    from asnwork.commands.terminal import width
    from asnwork.domain.reason import explain

    return wrap(f"- {explain(reason, lang)}", max(width(), 60), subsequent_indent="  ")
