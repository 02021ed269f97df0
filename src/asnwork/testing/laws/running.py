"""Runs laws on a scorer or a pay rule, and tells what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen
from hypothesis.strategies import SearchStrategy

from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.testing.known_failures import checked_failures
from asnwork.testing.laws.blind import BLIND
from asnwork.testing.laws.fair import LEAVE, MONOTONE
from asnwork.testing.laws.law import BrokenLaw, Month, RuleLaw, ScorerLaw, Verdict
from asnwork.testing.laws.pay import SCHEME_LAWS
from asnwork.testing.laws.sound import ANSWERS, BOUNDED, DECLARED, EXPLAINED, MISSING
from asnwork.testing.laws.steady import DETERMINISTIC, ORDER, PEERS
from asnwork.testing.laws.trying import EXAMPLES, LawOutcome, Subject, outcome_of

__all__ = ["SCORER_LAWS", "LawCheck", "broken_laws", "check_laws", "laws_for"]

SCORER_LAWS: tuple[ScorerLaw, ...] = (
    ANSWERS,
    BOUNDED,
    DECLARED,
    EXPLAINED,
    MISSING,
    DETERMINISTIC,
    ORDER,
    PEERS,
    MONOTONE,
    LEAVE,
    BLIND,
)
"""The laws for scorers."""


@frozen(kw_only=True)
class LawCheck:
    """What became of every law that a scorer or a pay rule was tried on.

    Attributes:
        subject: Its name.
        outcomes: One for each law, in their order.
    """

    subject: str
    outcomes: tuple[LawOutcome, ...] = field(converter=tuple[LawOutcome, ...])

    @property
    def passed(self) -> bool:
        """Whether no law is broken, but for known failures, and each of those is one still."""
        return all(each.verdict not in (Verdict.BROKEN, Verdict.MENDED) for each in self.outcomes)

    @property
    def broken(self) -> tuple[BrokenLaw, ...]:
        """The laws that are broken and not known to be."""
        return tuple(
            each.broken
            for each in self.outcomes
            if each.broken is not None and each.verdict is Verdict.BROKEN
        )

    def __str__(self) -> str:
        width = max((len(each.law) for each in self.outcomes), default=0)
        lines = [f"{each.law:<{width}}  {_verdict(each)}" for each in self.outcomes]
        return "\n".join([f"{self.subject}: {'passed' if self.passed else 'not passed'}", *lines])


def _verdict(outcome: LawOutcome) -> str:
    return f"{outcome.verdict.value} ({outcome.reason})" if outcome.reason else outcome.verdict.value


def check_laws(
    subject: Subject,
    *,
    laws: Iterable[RuleLaw[Any]] | None = None,
    months: SearchStrategy[Month] | None = None,
    known_failures: Mapping[str, str] | None = None,
    examples: int = EXAMPLES,
) -> LawCheck:
    """Return what becomes of each law on a scorer or a pay rule.

    The cases are the same in every run. Each case is put to a copy of the scorer that has scored nobody yet.

    Args:
        subject: A scorer, a pay rule, or a scheme.
        laws: `SCORER_LAWS` or `SCHEME_LAWS` unless said otherwise.
        months: Officer-months to try; those of `officer_months` unless given.
        known_failures: Laws that are known to be broken, by name, each with the reason. A law that holds
            though it stands here is no pass: take it out of the list.
        examples: How many cases each law is tried on.

    Raises:
        UnknownName: A known failure names none of the laws.
        InvalidInput: A known failure has no reason.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring import attendance
        >>> scorer = attendance(national_law())
        >>> check = check_laws(scorer, known_failures={"blind": "it pays for presence"}, examples=20)
        >>> check.passed, check.outcomes[-1].verdict.value
        (True, 'known failure')
    """
    kept = laws_for(subject, laws)
    known = checked_failures(known_failures, [law.name for law in kept], kind="law", source=subject.name)
    outcomes = [
        outcome_of(subject, law, months=months, reason=known.get(law.name, ""), examples=examples)
        for law in kept
    ]
    return LawCheck(subject=subject.name, outcomes=outcomes)


def broken_laws(
    subject: Subject,
    *,
    laws: Iterable[RuleLaw[Any]] | None = None,
    months: SearchStrategy[Month] | None = None,
    examples: int = EXAMPLES,
) -> tuple[BrokenLaw, ...]:
    """Return the laws that a scorer or a pay rule breaks, each with the smallest case.

    Args:
        subject: A scorer, a pay rule, or a scheme.
        laws: `SCORER_LAWS` or `SCHEME_LAWS` unless said otherwise.
        months: Officer-months to try; those of `officer_months` unless given.
        examples: How many cases each law is tried on.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring import attendance
        >>> (broken,) = broken_laws(attendance(national_law()), examples=20)
        >>> broken.law
        'blind'
    """
    return check_laws(subject, laws=laws, months=months, examples=examples).broken


def laws_for(subject: Subject, laws: Iterable[RuleLaw[Any]] | None = None) -> tuple[RuleLaw[Any], ...]:
    """Return the laws given, or else those for the kind of thing that is tried."""
    if laws is not None:
        return tuple(laws)
    return SCHEME_LAWS if isinstance(subject, PayRule | Scheme) else SCORER_LAWS
