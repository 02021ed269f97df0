"""From an issued predicate to the allowance (tambahan penghasilan pegawai, TPP).

An officer is paid by the lines of a rule, in whole rupiah that add up, each line with its reason. A line
whose evidence is missing is held: it is neither paid nor counted as zero. `share_formula` is the same rule as
one formula, which a simulation evaluates over columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from asnwork.domain.formula import evaluate, missing_figures
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import BrokenRule, Fault, InvalidInput, NotIssued
from asnwork.scoring.allowance_rule import MONTHS, PREDICATE, AllowanceRule, LineRule, share_formula
from asnwork.scoring.figure_words import joined_labels
from asnwork.scoring.predicate import Predicate
from asnwork.scoring.proposal import Proposal, Stage
from asnwork.scoring.rupiah import ONE, adding_up, half_up, is_whole, whole_parts

__all__ = [
    "MONTHS",
    "PREDICATE",
    "Allowance",
    "AllowanceLine",
    "AllowanceRule",
    "LineRule",
    "LineStatus",
    "allowance",
    "share_formula",
]

_ROUNDING = 1e-9  # how far a sum of float weights may lie outside 0..1


class LineStatus(Enum):
    """What became of a line."""

    PAID = "paid"
    DROPPED = "dropped out"
    HELD = "insufficient evidence"


@frozen(kw_only=True)
class AllowanceLine:
    """One line of an allowance, as it came out.

    Attributes:
        code: The line's name.
        status: Whether it is paid, dropped out, or is held for want of evidence.
        weight: The most that it pays, a share of the base; None where that is not known.
        achieved: Which part of that is earned; None where it is held or dropped out.
        amount: Whole rupiah; None while it is held.
        missing: The figures for which it is held or drops out.
        reason: Why.
        label: Its name for people; None when it has none but its code.
    """

    code: str
    status: LineStatus
    weight: float | None
    achieved: float | None
    amount: int | None
    missing: tuple[str, ...] = ()
    reason: Reason
    label: Wording | None = field(eq=False, default=None)

    @property
    def called(self) -> Wording:
        """Its name for people, or its code where it has no other."""
        return Wording(self.code, self.code) if self.label is None else self.label


@frozen(kw_only=True)
class Allowance:
    """What an officer is paid, line by line.

    Attributes:
        rule: The name of the rule.
        version: Its version.
        base: The base allowance, rupiah a month.
        months: For how many months, as the evidence says.
        predicate: The issued predicate; None in a simulation that has none.
        lines: The lines; their amounts add up to what is settled.
        simulated: Whether no official stands behind it: then it is a simulation and no pay.
    """

    rule: str
    version: str
    base: int
    months: float
    predicate: Predicate | None
    lines: tuple[AllowanceLine, ...]
    simulated: bool

    @property
    def settled(self) -> int:
        """The sum of the lines that are not held, in rupiah."""
        return sum(line.amount for line in self.lines if line.amount is not None)

    @property
    def total(self) -> int | None:
        """The whole allowance, in rupiah; None while a line is held."""
        return None if self.held else self.settled

    @property
    def held(self) -> tuple[str, ...]:
        """The lines that are held for want of evidence."""
        return tuple(line.code for line in self.lines if line.status is LineStatus.HELD)

    def __str__(self) -> str:
        amount = f"Rp {self.settled:,}" + (f", held: {', '.join(self.held)}" if self.held else "")
        return f"{amount} (simulation, not issued)" if self.simulated else amount


def allowance(
    rule: AllowanceRule,
    base: int,
    predicate: Proposal | Predicate | None,
    figures: Mapping[str, float | None],
    *,
    on: date,
    simulated: bool = False,
) -> Allowance:
    """Return what an officer is paid by a rule.

    Args:
        rule: The rule.
        base: The base allowance of the position, whole rupiah a month.
        predicate: The issued predicate. A simulation may give one that nobody issued, or none: the figure
            "predicate" is then read from the figures.
        figures: Evidence figures, and the score's: "score.value", "score.gate", "score.part.<name>". A
            figure that is not there is missing. "months" says for how many months the base is paid: one
            when missing.
        on: The day whose law is read.
        simulated: Whether this is a simulation and is labelled so.

    Returns:
        The allowance. Its total is base x months x share, rounded half up; lines are rounded so that they
        add up to it.

    Raises:
        NotIssued: No official issued the predicate, and this is no simulation.
        InvalidInput: The base is no whole number of rupiah, or the months are not more than 0.
        BrokenRule: A line, or all together, come out outside 0 to 1 of the base.
    """
    months = figures.get(MONTHS.name)
    months = 1.0 if months is None else months
    _require_amounts(base, months)
    issued = _issued(predicate, simulated)
    known = {**dict.fromkeys(rule.reads), **figures, MONTHS.name: months}
    if issued is not None:
        known[PREDICATE.name] = float(issued)
    drafts = [_draft(rule, line, known, on) for line in rule.lines]
    shares = [share for _, share in drafts if share is not None]
    _require(rule, "all lines together pay", sum(shares))
    paid = [whole_parts(share) * whole_parts(months) * base for share in shares]
    amounts = iter(adding_up(paid, ONE * ONE, half_up(sum(paid), ONE * ONE)))
    lines = [line if share is None else _with_amount(line, next(amounts)) for line, share in drafts]
    return Allowance(
        rule=rule.name,
        version=rule.version,
        base=base,
        months=months,
        predicate=issued,
        lines=tuple(lines),
        simulated=simulated,
    )


def _require_amounts(base: int, months: float) -> None:
    faults = []
    if not is_whole(base, least=0):
        faults.append(Fault("base", given=base, expected="whole rupiah a month, 0 or more"))
    if not 0 < months < float("inf"):
        faults.append(Fault(MONTHS.name, given=months, expected="months, more than 0"))
    if faults:
        raise InvalidInput(*faults)


def _issued(predicate: Proposal | Predicate | None, simulated: bool) -> Predicate | None:
    if isinstance(predicate, Proposal):
        if predicate.stage is not Stage.ISSUED and not simulated:
            raise NotIssued(predicate.officer, predicate.stage.value)
        return predicate.predicate
    if not simulated:
        raise NotIssued("the officer", "only proposed" if predicate else "missing")
    return predicate


def _require(rule: AllowanceRule, what: str, share: float) -> None:
    if not -_ROUNDING <= share <= 1 + _ROUNDING:
        raise BrokenRule(rule.name, f"{what} {share:g} of the base, expected 0 to 1")


_HELD = Wording(
    "held for want of evidence ($missing_words), at most $weight_percent % of the base",
    "ditahan karena bukti belum cukup ($missing_words_id), paling banyak $weight_percent % dari besaran TPP",
)
_DROPPED = Wording(
    "drops out for want of evidence ($missing_words), its weight goes to the other lines",
    "tidak dihitung karena tidak ada bukti ($missing_words_id), bobotnya beralih ke unsur lain",
)


def _draft(
    rule: AllowanceRule, line: LineRule, figures: Mapping[str, float | None], on: date
) -> tuple[AllowanceLine, float | None]:
    """The line without its amount, and its share of the base; no share while it is held."""
    weight, achieved, share = (
        evaluate(formula, figures, on=on) for formula in (line.weight, line.achieved, line.share)
    )
    if share is None:
        status, wording, short = LineStatus.HELD, _HELD, line.share
    elif line.applies is not None and evaluate(line.applies, figures, on=on) == 0:
        status, wording, short = LineStatus.DROPPED, _DROPPED, line.achieved
    else:
        status, wording, short = LineStatus.PAID, line.wording, line.share
    if share is not None:
        _require(rule, f"the line {line.code} pays", share)
    missing = missing_figures(short, figures, on=on)
    words = joined_labels(missing)
    reason = Reason(
        rule=rule.name,
        code=line.code if status is LineStatus.PAID else f"{line.code}.{status.name.lower()}",
        values={
            "weight_percent": _percent(weight),
            "achieved_percent": _percent(achieved),
            "missing": ", ".join(missing),
            "missing_words": words.en,
            "missing_words_id": words.id,
        },
        law=line.basis_on(on),
        wording=wording,
    )
    draft = AllowanceLine(
        code=line.code,
        status=status,
        weight=weight,
        achieved=achieved if status is LineStatus.PAID else None,
        amount=None,
        missing=missing,
        reason=reason,
        label=line.label,
    )
    return draft, share


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _with_amount(line: AllowanceLine, amount: int) -> AllowanceLine:
    values = {**dict(line.reason.values), "amount": amount}
    return evolve(line, amount=amount, reason=evolve(line.reason, values=values))
