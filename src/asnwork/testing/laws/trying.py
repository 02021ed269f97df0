"""Tries one law on one scorer or pay rule, and finds the smallest case that breaks it."""

from __future__ import annotations

from typing import Any, TypeAlias

from attrs import frozen
from hypothesis import find
from hypothesis.errors import Flaky, NoSuchExample
from hypothesis.strategies import SearchStrategy

from asnwork.domain.reason import Wording
from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.scoring.scorer import Scorer
from asnwork.testing.laws.answers import NoAnswer, case_table, fresh
from asnwork.testing.laws.desk import evidence_read
from asnwork.testing.laws.law import BrokenLaw, Case, Month, RuleLaw, Verdict
from asnwork.testing.laws.months import officer_months
from asnwork.testing.searching import search_settings

__all__ = ["EXAMPLES", "LawOutcome", "Subject", "outcome_of"]

EXAMPLES = 50
"""How many cases each law is tried on unless said otherwise."""

Subject: TypeAlias = Scorer | PayRule | Scheme
"""What laws are run on; of a scheme, its pay rule."""


@frozen(kw_only=True)
class LawOutcome:
    """What became of one law.

    Attributes:
        law: The name of the law.
        statement: What must hold.
        verdict: What became of it.
        broken: How it was broken; None where it was not.
        reason: Why its failure is known; empty where none is.
    """

    law: str
    statement: Wording
    verdict: Verdict
    broken: BrokenLaw | None = None
    reason: str = ""


def outcome_of(
    subject: Subject,
    law: RuleLaw[Any],
    *,
    months: SearchStrategy[Month] | None = None,
    reason: str = "",
    examples: int = EXAMPLES,
) -> LawOutcome:
    """Return what becomes of one law.

    Args:
        subject: A scorer, a pay rule, or a scheme.
        law: The law.
        months: Officer-months to try.
        reason: Why it is known to be broken; empty where it is to hold.
        examples: How many cases it is tried on.
    """
    tried = subject.pay if isinstance(subject, Scheme) else subject
    found = _smallest(tried, law, _months(tried) if months is None else months, examples)
    verdict = found if isinstance(found, Verdict) else Verdict.BROKEN
    if reason and verdict is Verdict.BROKEN:
        verdict = Verdict.KNOWN
    elif reason:
        verdict = Verdict.MENDED
    broken = None
    if not isinstance(found, Verdict):
        case, text = found
        scorer = tried.scorer if isinstance(tried, PayRule) else tried
        broken = BrokenLaw(
            subject=subject.name,
            law=law.name,
            statement=law.statement,
            text=text,
            example=case,
            table=case_table(scorer, case),
        )
    return LawOutcome(law=law.name, statement=law.statement, verdict=verdict, broken=broken, reason=reason)


def _months(tried: Scorer | PayRule) -> SearchStrategy[Month]:
    if isinstance(tried, PayRule):
        return officer_months(tried.scorer, also=evidence_read(tried))
    return officer_months(tried)


def _renewed(tried: Any) -> Any:
    """What is tried as if nothing had been tried on it yet."""
    if isinstance(tried, PayRule):
        return PayRule(scorer=fresh(tried.scorer), allowance=tried.allowance)
    return fresh(tried)


def _smallest(
    tried: Any, law: RuleLaw[Any], months: SearchStrategy[Month], examples: int
) -> tuple[Case, str] | Verdict:
    """The smallest case that breaks a law, and how; or that it held or had nothing to judge."""
    cases = law.cases(tried, months)
    if cases is None:
        return Verdict.NOT_JUDGED
    judged, faults = 0, list[tuple[Case, str]]()

    def breaks(case: Case) -> bool:
        nonlocal judged
        try:
            fault = law.fault(_renewed(tried), case)
        except NoAnswer:
            return False
        judged += 1
        if fault:
            faults.append((case, fault))
        return bool(fault)

    try:
        find(cases, breaks, settings=search_settings(examples))
    except NoSuchExample:
        return Verdict.HELD if judged else Verdict.NOT_JUDGED
    except Flaky:
        pass  # state outside the scorer: broken once and not again, which is broken
    return faults[-1]
