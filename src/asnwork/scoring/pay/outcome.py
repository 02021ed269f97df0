"""Pay by outcome: the predicate alone decides, and attendance is not read."""

from __future__ import annotations

from asnwork.domain.formula import Banded, Constant
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance_rule import PREDICATE, AllowanceRule, LineRule

__all__ = ["outcome_pay"]

_BY_PREDICATE = Wording(
    "$achieved_percent % of the allowance for the predicate",
    "$achieved_percent % dari TPP untuk predikat kinerja",
)


def outcome_pay(law: Law) -> AllowanceRule:
    """Return the allowance by output and outcome: a share of the base for each predicate.

    The predicate follows the score, gate first: who misses the main job is rated below expectation, and so
    never gets more than somebody who meets it. It reads no figure of attendance.

    Args:
        law: Read at ``predicate.pay_share``.

    Assumption: the shares, and that a mayor's regulation suffices: each region fixes its allowance by its own
    regulation, but whether the 40 % for discipline may be left out was not found.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.allowance import allowance
        >>> rule, day = outcome_pay(national_law()), date(2026, 5, 31)
        >>> print(allowance(rule, 5_000_000, None, {"predicate": 3.0}, on=day, simulated=True))
        Rp 3,750,000 (simulation, not issued)
    """
    return AllowanceRule(
        name="outcome",
        label=Wording("output and outcome", "keluaran dan hasil"),
        lines=(
            LineRule(
                code="predicate",
                weight=Constant(1, "share"),
                achieved=Banded(PREDICATE, law["predicate.pay_share"]),
                wording=_BY_PREDICATE,
                label=Wording("performance predicate", "predikat kinerja"),
            ),
        ),
        legal_status="needs_mayor_regulation",
        basis=assumed(
            "each region fixes its allowance by its own regulation (Kepmendagri 900-4700/2020, reported), "
            "and the 80/20 of Surabaya pays no attendance; whether the 40 % for discipline may be left out "
            "without a national change was not found"
        ),
    )
