"""What a law of the kit is: a name, a plain statement, cases that could break it, and a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Generic, TypeAlias, TypeVar

from attrs import field, frozen
from hypothesis.strategies import SearchStrategy

from asnwork.domain.evidence import Evidence, UnitEvidence
from asnwork.domain.reason import Wording
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.scorer import Scorer
from asnwork.tables import Table

__all__ = ["BrokenLaw", "Case", "RuleLaw", "SchemeLaw", "ScorerLaw", "Verdict"]

T = TypeVar("T")


Month = Evidence | UnitEvidence
"""A month of an officer, or of a unit where a scorer measures units."""


def _copied(months: Mapping[str, Month]) -> dict[str, Month]:
    return dict(months)


def _copied_terms(terms: Mapping[str, float]) -> dict[str, float]:
    return dict(terms)


@frozen(kw_only=True)
class Case:
    """What a law is tried on: officer-months, each with the name under which it is shown.

    Attributes:
        months: The officer-months, in order.
        figure: The figure that the case is about; empty for none.
        terms: Numbers beside the evidence by name, such as the base allowance of a pay rule, in rupiah.
    """

    months: Mapping[str, Month] = field(converter=_copied, hash=False)
    figure: str = ""
    terms: Mapping[str, float] = field(converter=_copied_terms, factory=dict, hash=False)


@frozen(kw_only=True)
class RuleLaw(Generic[T]):
    """What must hold for every officer-month, as a value that can be listed, run and shown.

    Attributes:
        name: Its name, for programs and for tests.
        statement: What must hold, as a city reads it.
        cases: Given what is tried and officer-months for it, the cases that could break the law; None when
            there is nothing to try, such as a scorer that claims no lever.
        fault: What breaks it in a case; empty when it holds there.
    """

    name: str
    statement: Wording
    cases: Callable[[T, SearchStrategy[Month]], SearchStrategy[Case] | None]
    fault: Callable[[T, Case], str]


ScorerLaw: TypeAlias = RuleLaw[Scorer]
"""A law for scorers."""

SchemeLaw: TypeAlias = RuleLaw[PayRule]
"""A law for pay rules, each with its scorer."""


class Verdict(Enum):
    """What became of a law."""

    HELD = "held"
    BROKEN = "broken"
    KNOWN = "known failure"
    MENDED = "holds, though listed as a known failure"
    NOT_JUDGED = "nothing to judge"

    @property
    def label_id(self) -> str:
        """The verdict in Indonesian."""
        return {
            Verdict.HELD: "dipatuhi",
            Verdict.BROKEN: "dilanggar",
            Verdict.KNOWN: "pelanggaran yang diketahui",
            Verdict.MENDED: "dipatuhi, padahal tercatat sebagai pelanggaran",
            Verdict.NOT_JUDGED: "tidak ada yang dapat dinilai",
        }[self]


@frozen(kw_only=True)
class BrokenLaw:
    """A law that something breaks, with the smallest case that was found.

    Attributes:
        subject: What breaks it, by name.
        law: The name of the law.
        statement: What must hold.
        text: What went wrong in the case.
        example: The smallest case that was found.
        table: The figures of the case, and what was answered, for people.
    """

    subject: str
    law: str
    statement: Wording
    text: str
    example: Case
    table: Table

    def __str__(self) -> str:
        claim = f"{self.subject} breaks {self.law!r}: {self.statement.en}"
        return f"{claim}\n{self.text}\n\n{self.table.text(width=None)}"
