"""The sheet of one officer: score, main job, predicate and allowance, as a person checks them with a pencil.

Every result on it follows from the numbers that are printed on it, to the last digit printed.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Law
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.allowance import Allowance
from asnwork.scoring.proposal import Proposal
from asnwork.scoring.score import InsufficientEvidence, Score
from asnwork.scoring.sheet_line import SheetLine
from asnwork.scoring.sheet_pay import allowance_lines, predicate_lines, rating_told, thresholds
from asnwork.scoring.sheet_score import gate_line, plan, score_lines
from asnwork.scoring.sheet_text import sheet_text
from asnwork.tables import Lang, Table

__all__ = ["Sheet", "SheetLine", "sheet"]


@frozen(kw_only=True)
class Sheet:
    """What one officer, or one unit, is shown of a score and of what follows from it.

    Attributes:
        officer: Whose; None for the score of a unit, or one that names nobody.
        period: Of which period.
        scorer: The name of the scorer.
        version: Its version.
        on: The day whose law was read.
        rule: The name of the rule of the allowance; empty when no allowance is on the sheet.
        unit: Which unit's; None for an officer's.
        lines: The lines, in the order of `SECTIONS`.
    """

    officer: OfficerId | None
    period: Period | None
    scorer: str
    version: str
    on: date | None
    rule: str = ""
    unit: str | None = None
    lines: tuple[SheetLine, ...] = field(converter=tuple[SheetLine, ...])

    def text(self, lang: Lang = "en", *, width: int = 100) -> str:
        """Return the sheet as text for a terminal.

        Args:
            lang: "en" or "id".
            width: Most characters of a line.

        Raises:
            UnknownName: The language is neither.
        """
        return sheet_text(self, lang, width)

    def table(self, lang: Lang = "en") -> Table:
        """Return the lines as a table: section, code, label, shown, value, weights, arithmetic and law.

        Weights are basis points; what has none has no value there.

        Args:
            lang: "en" or "id".

        Raises:
            UnknownName: The language is neither.
        """
        return Table(
            {
                "section": [line.section for line in self.lines],
                "code": [line.code for line in self.lines],
                "depth": [line.depth for line in self.lines],
                "label": [line.label.said_in(lang) for line in self.lines],
                "shown": [line.shown.said_in(lang) for line in self.lines],
                "value": [line.value for line in self.lines],
                "weight": [line.weight for line in self.lines],
                "effective_weight": [line.effective_weight for line in self.lines],
                "arithmetic": [
                    "; ".join(step.said_in(lang) for step in line.arithmetic) for line in self.lines
                ],
                "law": ["" if line.law is None else str(line.law) for line in self.lines],
            }
        )

    def __str__(self) -> str:
        return self.text()


def sheet(
    score: Score | InsufficientEvidence,
    *,
    proposal: Proposal | None = None,
    allowance: Allowance | None = None,
    law: Law | None = None,
) -> Sheet:
    """Return the sheet of one officer, or of one unit.

    Args:
        score: The score, or that there is none: then the sheet says what is missing and what would suffice.
        proposal: The predicate that was proposed for it.
        allowance: What is paid.
        law: Where it is given, the sheet tells between which thresholds the score lies, and prints as many
            decimals as it takes to see it; read at ``rating.below`` and ``rating.above``.

    Returns:
        A sheet from whose printed numbers every printed result follows.

    Raises:
        BrokenScorer: The parts do not make the score in the way that the scorer says.
        InvalidInput: The proposal is of another officer or period than the score.

    Examples:
        >>> from asnwork.domain.evidence import Evidence, Period
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.scorer import evaluate
        >>> from asnwork.scoring.strategies.output import output
        >>> figures = {"done.work": 1500.0, "target.work": 2000.0, "available": 0.8}
        >>> units = {"done.work": "minutes", "target.work": "minutes", "available": "share"}
        >>> evidence = Evidence(
        ...     officer=OfficerId("ani"), period=Period.month(2026, 5, zone="Asia/Jakarta"), as_of=0,
        ...     figures=figures, units=units,
        ... )
        >>> for line in sheet(evaluate(output(national_law()), evidence)).lines[:2]:
        ...     print(line.label.en, line.shown.en, [step.en for step in line.arithmetic])
        Score 93.75 points ['(93.75 x 100) / (100) = 93.75']
        work on requests 93.75 []
    """
    _require_one_officer(score, proposal)
    how = plan(score, thresholds(score, law))
    lines = [*score_lines(score, how)]
    if isinstance(score, Score):
        lines.append(gate_line(score))
    if proposal is not None:
        lines.extend(predicate_lines(proposal, rating_told(score, how.decimals, law, proposal.result)))
    if allowance is not None:
        lines.extend(allowance_lines(allowance))
    return Sheet(
        officer=score.officer,
        period=score.period,
        scorer=score.scorer,
        version=score.version,
        on=score.on,
        unit=score.unit,
        rule="" if allowance is None else allowance.rule,
        lines=lines,
    )


def _require_one_officer(score: Score | InsufficientEvidence, proposal: Proposal | None) -> None:
    if proposal is None:
        return
    given, expected = (proposal.officer, proposal.period), (score.officer, score.period)
    if given != expected:
        whose = f"that of {score.officer}, {score.period}"
        raise InvalidInput(Fault("proposal", given=f"that of {given[0]}, {given[1]}", expected=whose))
