"""From an issued predicate to the allowance (tambahan penghasilan pegawai, TPP).

A rule is lines, each a formula for its share of the base allowance. `share_formula` is the rule as one
formula, which a simulation evaluates over columns; `allowance` pays one officer by the same lines, in whole
rupiah that add up, each line with its reason. A line whose evidence is missing is held: it is neither paid
nor counted as zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    Figure,
    Formula,
    IfMissing,
    evaluate,
    figures_of,
    missing_figures,
    no,
    only_if,
    total,
    yes_or_no,
)
from asnwork.domain.law import Basis
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import BrokenRule, DuplicateName, Fault, InvalidInput, NotIssued
from asnwork.policies.workplace import LEGAL_STATUS
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

PREDICATE = Figure("predicate", "1")
"""The rank of the predicate, 1 (sangat kurang) to 5 (sangat baik)."""

MONTHS = Figure("months", "months")
"""Over how many months the figures of evidence are summed; one when missing."""

_ROUNDING = 1e-9  # how far a sum of float weights may lie outside 0..1


@frozen(kw_only=True)
class LineRule:
    """One line of an allowance: how much of the base it can pay, and which part of that is earned.

    Attributes:
        code: Its name.
        weight: The most that it pays, a share of the base.
        achieved: Which part of that is earned, 0 to 1; missing evidence holds the line.
        applies: Where it answers no the line drops out and pays nothing; None when it never drops out.
        wording: What it pays for. `$weight_percent`, `$achieved_percent` and
            `$amount` stand for what was found.
        basis: What it rests on.
        share: The line's share of the base: weight x achieved.
    """

    code: str
    weight: Formula
    achieved: Formula
    applies: Formula | None = None
    wording: Wording
    basis: Basis
    share: Formula = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for formula in (self.weight, self.achieved):
            units.same(formula.unit, "share", "pay", f"the line {self.code}")
        share = self.weight * self.achieved
        if self.applies is not None:
            # Where the line drops out its evidence may be missing; elsewhere it may not.
            earned = IfMissing(self.achieved, only_if(yes_or_no(1), no(self.applies)))
            share = self.weight * self.applies * earned
        object.__setattr__(self, "share", share)


@frozen(kw_only=True)
class AllowanceRule:
    """How an allowance follows from evidence, score and predicate.

    Attributes:
        name: Its name in files.
        version: Raised when the rule changes its answers.
        label: Its name for people.
        lines: What is paid for; their weights add up to the whole base.
        legal_status: One of `LEGAL_STATUS`.
        basis: What the rule, and its legal status, rest on.
        for_teaching_only: Whether it is an extreme that shows something and is never in a headline.

    Raises:
        DuplicateName: Two lines have one code.
        InvalidInput: There is no line, or the legal status is unknown.
    """

    name: str
    version: str = "1"
    label: Wording
    lines: tuple[LineRule, ...] = field(converter=tuple[LineRule, ...])
    legal_status: str = "within_rules"
    basis: Basis
    for_teaching_only: bool = False

    def __attrs_post_init__(self) -> None:
        codes = [line.code for line in self.lines]
        if not codes:
            raise InvalidInput(Fault("lines", given=(), expected="at least one line"))
        for code in codes:
            if codes.count(code) > 1:
                raise DuplicateName(f"line of {self.name}", code)
        if self.legal_status not in LEGAL_STATUS:
            expected = f"one of {', '.join(LEGAL_STATUS)}"
            raise InvalidInput(Fault("legal_status", given=self.legal_status, expected=expected))

    @property
    def reads(self) -> frozenset[str]:
        """The figures that it reads: of evidence, of the score, and the predicate."""
        return frozenset(figures_of(share_formula(self)))


def share_formula(rule: AllowanceRule) -> Formula:
    """Return which share of the base the rule pays in all, 0 to 1; missing where a line is held."""
    first, *others = (line.share for line in rule.lines)
    return total(first, *others)


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
    """

    code: str
    status: LineStatus
    weight: float | None
    achieved: float | None
    amount: int | None
    missing: tuple[str, ...] = ()
    reason: Reason


@frozen(kw_only=True)
class Allowance:
    """What an officer is paid, line by line.

    Attributes:
        rule: The name of the rule.
        version: Its version.
        base: The base allowance, rupiah a month.
        months: For how many months.
        predicate: The issued predicate; None in a simulation that has none.
        lines: The lines; their amounts add up to what is settled.
        simulated: Whether no official stands behind it: then it is a simulation and no pay.
    """

    rule: str
    version: str
    base: int
    months: int
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
    months: int = 1,
    simulated: bool = False,
) -> Allowance:
    """Return what an officer is paid by a rule.

    Args:
        rule: The rule.
        base: The base allowance of the position, whole rupiah a month.
        predicate: The issued predicate. A simulation may give one that nobody issued, or none: the figure
            "predicate" is then read from the figures.
        figures: Evidence figures, and the score's: "score.value", "score.gate", "score.part.<name>". A
            figure that is not there is missing.
        on: The day whose law is read.
        months: For how many months the figures are summed, and the base is paid.
        simulated: Whether this is a simulation and is labelled so.

    Returns:
        The allowance. Its total is base x months x share, rounded half up; lines are rounded so that they
        add up to it.

    Raises:
        NotIssued: No official issued the predicate, and this is no simulation.
        InvalidInput: The base or the months are no amount.
        BrokenRule: A line, or all together, come out outside 0 to 1 of the base.
    """
    faults = [
        Fault(name, given=given, expected=f"a whole number, {least} or more")
        for name, given, least in (("base", base, 0), ("months", months, 1))
        if not is_whole(given, least=least)
    ]
    if faults:
        raise InvalidInput(*faults)
    issued = _issued(predicate, simulated)
    known = {**dict.fromkeys(rule.reads), **figures, MONTHS.name: float(months)}
    if issued is not None:
        known[PREDICATE.name] = float(issued)
    drafts = [_draft(rule, line, known, on) for line in rule.lines]
    shares = [share for _, share in drafts if share is not None]
    _require(rule, "all lines together", sum(shares))
    paid = [whole_parts(share) * base * months for share in shares]
    amounts = iter(adding_up(paid, ONE, half_up(sum(paid), ONE)))
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
        raise BrokenRule(rule.name, f"{what} pays {share:g} of the base, expected 0 to 1")


_HELD = Wording(
    "held for want of evidence ($missing), at most $weight_percent % of the base",
    "ditahan karena bukti belum cukup ($missing), paling banyak $weight_percent % dari besaran TPP",
)
_DROPPED = Wording(
    "drops out for want of evidence ($missing), its weight goes to the other lines",
    "tidak dihitung karena tidak ada bukti ($missing), bobotnya beralih ke unsur lain",
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
        _require(rule, f"the line {line.code}", share)
    missing = missing_figures(short, figures, on=on)
    reason = Reason(
        rule=rule.name,
        code=line.code if status is LineStatus.PAID else f"{line.code}.{status.name.lower()}",
        values={
            "weight_percent": _percent(weight),
            "achieved_percent": _percent(achieved),
            "missing": ", ".join(missing),
        },
        law=line.basis,
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
    )
    return draft, share


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _with_amount(line: AllowanceLine, amount: int) -> AllowanceLine:
    values = {**dict(line.reason.values), "amount": amount}
    return evolve(line, amount=amount, reason=evolve(line.reason, values=values))
