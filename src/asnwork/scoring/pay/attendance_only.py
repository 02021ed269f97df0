"""Pay by attendance only: an extreme for teaching, never in a headline."""

from __future__ import annotations

from asnwork.domain.formula import Constant
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule
from asnwork.scoring.pay.tpp_60_40 import performance

__all__ = ["attendance_only"]

_EXTREME = (
    "no rule pays by attendance alone; an extreme that shows what a rule buys that looks at presence only"
)


def attendance_only(law: Law) -> AllowanceRule:
    """Return the allowance that pays the score of attendance and looks at nothing else.

    It is for teaching: it shows what is bought when only presence is paid. It goes with a scorer of
    attendance.

    Args:
        law: Not read; every pay rule is a function of law.

    Assumption: all of it.

    Examples:
        >>> attendance_only(Law(parameters=())).for_teaching_only
        True
    """
    return AllowanceRule(
        name="attendance_only",
        label=Wording("attendance only (for teaching)", "kehadiran saja (untuk pembelajaran)"),
        lines=(
            LineRule(
                code="attendance",
                weight=Constant(1, "share"),
                achieved=performance(),
                wording=Wording(
                    "attendance: $achieved_percent % of the allowance",
                    "kehadiran: $achieved_percent % dari TPP",
                ),
                basis=assumed(_EXTREME),
                label=Wording("attendance", "kehadiran"),
            ),
        ),
        legal_status="needs_national_change",
        basis=assumed(f"{_EXTREME}; PP 12/2019 art. 58 wants work results among the criteria, as recalled"),
        for_teaching_only=True,
    )
