"""Gaming laws as named tests of pytest: one parametrize, known failures strict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from hypothesis.strategies import SearchStrategy

from asnwork.policies.outcome import OutcomePolicy
from asnwork.testing.gaming.checking import EXAMPLES, Subject, gamed_laws
from asnwork.testing.gaming.gaming_law import GamingLaw
from asnwork.testing.gaming.gaming_laws import GAMING_LAWS
from asnwork.testing.gaming.office import Office
from asnwork.testing.known_failures import as_parameters, checked_failures

__all__ = ["GamingCase", "gaming_cases"]


@frozen(kw_only=True)
class GamingCase:
    """One gaming law to be tried on one scorer and policy.

    Attributes:
        subject: The scorer, the pay rule, or the scheme.
        policy: The outcome policy; None for the scheme's own.
        law: The law.
        offices: The offices to try it on; None for the usual ones.
        examples: How many of them.
    """

    subject: Subject
    policy: OutcomePolicy | None
    law: GamingLaw
    offices: SearchStrategy[Office] | None = None
    examples: int = EXAMPLES

    def check(self) -> None:
        """Try the law.

        Raises:
            AssertionError: A trick pays; the text shows the smallest office in which it does.
        """
        __tracebackhide__ = True
        for gamed in gamed_laws(
            self.subject, self.policy, laws=[self.law], offices=self.offices, examples=self.examples
        ):
            raise AssertionError(str(gamed))


def gaming_cases(
    subject: Subject,
    policy: OutcomePolicy | None = None,
    *,
    laws: Iterable[GamingLaw] = GAMING_LAWS,
    offices: SearchStrategy[Office] | None = None,
    known_failures: Mapping[str, str] | None = None,
    examples: int = EXAMPLES,
) -> list[Any]:
    """Return one parameter for `pytest.mark.parametrize` for each gaming law, named "<scorer>-<law>".

    Args:
        subject: A scorer; or a pay rule or a scheme, whose scorer is meant.
        policy: When output and outcome count; of a scheme its own unless given.
        laws: The laws to try.
        offices: The offices to try them on; those of `office_months` unless given.
        known_failures: Laws that are known to be broken, by name, each with the reason. They are strict: one
            that unexpectedly holds fails the run.
        examples: How many offices each law is tried on.

    Raises:
        MissingExtra: pytest is not installed.
        UnknownName: A known failure names none of the laws.
        InvalidInput: A known failure has no reason.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.policies.outcomes.standard_outcome import standard_outcome
        >>> from asnwork.scoring.strategies.output import output
        >>> law = national_law()
        >>> gaming_cases(output(law), standard_outcome(law))[0].id
        'output-reopen_and_close'
    """
    laws = tuple(laws)
    names = [law.name for law in laws]
    known = checked_failures(known_failures, names, kind="gaming law", source=subject.name)
    cases = [
        (law.name, GamingCase(subject=subject, policy=policy, law=law, offices=offices, examples=examples))
        for law in laws
    ]
    return as_parameters(cases, known, subject=subject.name, wanted="a gaming law as a test")
