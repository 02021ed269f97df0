"""Laws as named tests of pytest: one parametrize, known failures strict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from hypothesis.strategies import SearchStrategy

from asnwork.testing.known_failures import as_parameters, checked_failures
from asnwork.testing.laws.law import Month, RuleLaw, Verdict
from asnwork.testing.laws.running import laws_for
from asnwork.testing.laws.trying import EXAMPLES, Subject, outcome_of

__all__ = ["LawCase", "law_cases"]


@frozen(kw_only=True)
class LawCase:
    """One law to be run on one scorer or pay rule.

    Attributes:
        subject: The scorer, the pay rule, or the scheme.
        law: The law.
        months: Officer-months to try; None for the usual ones.
        examples: How many cases it is tried on.
        known: Whether it is known to be broken; then having nothing to judge is no failure that is known.
    """

    subject: Subject
    law: RuleLaw[Any]
    months: SearchStrategy[Month] | None = None
    examples: int = EXAMPLES
    known: bool = False

    def check(self) -> None:
        """Run the law; a law without anything to judge skips the test.

        Raises:
            AssertionError: The law is broken; the text shows the smallest case.
        """
        import pytest

        __tracebackhide__ = True
        found = outcome_of(self.subject, self.law, months=self.months, examples=self.examples)
        if found.verdict is Verdict.NOT_JUDGED and not self.known:
            pytest.skip(f"{self.law.name}: {found.verdict.value}")
        if found.broken is not None:
            raise AssertionError(str(found.broken))


def law_cases(
    subject: Subject,
    *,
    laws: Iterable[RuleLaw[Any]] | None = None,
    months: SearchStrategy[Month] | None = None,
    known_failures: Mapping[str, str] | None = None,
    examples: int = EXAMPLES,
) -> list[Any]:
    """Return one parameter for `pytest.mark.parametrize` for each law, named "<scorer>-<law>".

    Args:
        subject: A scorer, a pay rule, or a scheme.
        laws: `SCORER_LAWS` or `SCHEME_LAWS` unless said otherwise.
        months: Officer-months to try; those of `officer_months` unless given.
        known_failures: Laws that are known to be broken, by name, each with the reason. They are strict: one
            that unexpectedly holds fails the run.
        examples: How many cases each law is tried on.

    Raises:
        MissingExtra: pytest is not installed.
        UnknownName: A known failure names none of the laws.
        InvalidInput: A known failure has no reason.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring import output
        >>> law_cases(output(national_law()))[0].id
        'output-answers'
    """
    laws = laws_for(subject, laws)
    names = [law.name for law in laws]
    known = checked_failures(known_failures, names, kind="law", source=subject.name)
    cases = [
        (name, LawCase(subject=subject, law=law, months=months, examples=examples, known=name in known))
        for name, law in zip(names, laws, strict=True)
    ]
    return as_parameters(cases, known, subject=subject.name, wanted="a law as a test")
