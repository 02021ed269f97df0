"""TPP by 60/40: performance and discipline, with cuts for lateness, early leave and absence."""

from __future__ import annotations

from asnwork.domain.formula import (
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    maximum,
    minimum,
    total,
)
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance_rule import MONTHS, AllowanceRule, LineRule
from asnwork.scoring.predicate import SCORE_VALUE

__all__ = ["discipline", "performance", "tpp_60_40"]

_CUTS = ("late_cut", "early_cut", "absence_cut")

_PERFORMANCE = Wording(
    "performance: $achieved_percent % of the $weight_percent % part for performance",
    "produktivitas kerja: $achieved_percent % dari bagian produktivitas $weight_percent %",
)
_DISCIPLINE = Wording(
    "discipline: $achieved_percent % of the $weight_percent % part for discipline is left after cuts "
    "(cuts in percent of that part)",
    "disiplin kerja: setelah potongan tersisa $achieved_percent % dari bagian disiplin $weight_percent % "
    "(potongan dalam persen dari bagian itu)",
)
_OF_WHAT = (
    "cuts for lateness, early leave and absence are taken as percent of the discipline part of one month, "
    "not of the whole allowance: sources confuse the two, and one regency's program cuts 0.2 to 0.6 % of the "
    "whole where its table says 0.5 to 1.5 %, which agrees with a 40 % discipline part only"
)


def performance() -> Formula:
    """Return how much of the performance part is earned: the score in parts of 100 points, at most 1."""
    return minimum(SCORE_VALUE / Constant(100, "points"), 1)


def discipline() -> Formula:
    """Return how much of the discipline part is left after cuts, at least 0.

    Cuts are summed over the period; over several months each month's cut takes its part of the whole.
    """
    first, *others = (Figure(name, "share") for name in _CUTS)
    months = IfMissing(MONTHS, Constant(1, "months")) / Constant(1, "months")
    return maximum(Constant(1, "share") - total(first, *others) / months, 0)


def tpp_60_40(law: Law) -> AllowanceRule:
    """Return the allowance of 60 % for performance and 40 % for discipline.

    "Present but idle" gets the discipline part only. It does not look at the gate of the main job, since the
    rule as reported does not.

    Args:
        law: Read at ``tpp.performance_share`` and ``tpp.discipline_share``; the cuts stand in the evidence.

    Law: Kepmendagri 900-4700/2020 as regencies apply it, reported.
    Assumption: the percentages of cuts are percentages of the discipline part. Over several months the cuts
    of a bad month are set against the discipline part of all of them.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.allowance import allowance
        >>> month = {"score.value": 90.0, "late_cut": 0.0125, "early_cut": 0.0, "absence_cut": 0.03}
        >>> rule, day = tpp_60_40(national_law()), date(2026, 5, 31)
        >>> paid = allowance(rule, 5_000_000, None, month, on=day, simulated=True)
        >>> print(paid)
        Rp 4,615,000 (simulation, not issued)
        >>> paid.lines[1].achieved, paid.lines[1].amount
        (0.9575, 1915000)
    """
    return AllowanceRule(
        name="tpp_60_40",
        label=Wording("TPP 60/40", "TPP 60/40"),
        lines=(
            LineRule(
                code="performance",
                weight=DatedConstant(law["tpp.performance_share"]),
                achieved=performance(),
                wording=_PERFORMANCE,
                label=Wording("performance", "produktivitas kerja"),
            ),
            LineRule(
                code="discipline",
                weight=DatedConstant(law["tpp.discipline_share"]),
                achieved=discipline(),
                wording=_DISCIPLINE,
                label=Wording("discipline", "disiplin kerja"),
                basis=assumed(_OF_WHAT),
            ),
        ),
        basis=law["tpp.performance_share"].brought_by,
    )
