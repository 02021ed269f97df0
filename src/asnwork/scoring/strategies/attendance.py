"""Scoring by attendance: what is left after cuts for lateness, early leave and absence."""

from __future__ import annotations

from asnwork.domain.formula import Constant, Figure, maximum, total
from asnwork.domain.law import Law
from asnwork.domain.reason import Wording
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Lever, PartRule
from asnwork.scoring.score import WHOLE

__all__ = ["attendance"]

_CUTS = ("late_cut", "early_cut", "absence_cut")
_WORDING = Wording(
    "cuts for coming late ($late_cut), leaving early ($early_cut) and absence ($absence_cut), as shares of "
    "one month, leave $value points (months counted: $months)",
    "potongan datang terlambat ($late_cut), pulang sebelum waktunya ($early_cut), dan tidak masuk kerja "
    "($absence_cut), sebagai bagian dari satu bulan, menyisakan $value poin (jumlah bulan: $months)",
)


def attendance(law: Law) -> FormulaScorer:
    """Return the scorer of discipline as attendance rules count it (disiplin kerja).

    It reads presence and nothing of the work; it has no gate. The cuts come from the measures of attendance,
    which read the law on the day of each cut.

    Args:
        law: Not read here; every shipped scorer is a function of law.

    Returns:
        100 points less the cuts, at least 0; over several months the cuts are taken from all of them.

    Law: Kepmendagri 900-4700/2020 as regencies apply it.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> cuts = {"late_cut": 0.02, "early_cut": 0.0, "absence_cut": 0.03, "months": 1.0}
        >>> evaluate(attendance(Law(parameters=())).formula, cuts)
        95.0
    """
    cuts = total(*(Figure(name, "share") for name in _CUTS))
    months = Figure("months", "months") / Constant(1, "months")
    left = maximum(Constant(1, "share") - cuts / months, 0)
    part = PartRule(
        name="discipline",
        formula=left * Constant(100, "points"),
        weight=WHOLE,
        wording=_WORDING,
        label=Wording("discipline", "disiplin kerja"),
        levers=[Lever(figure=name, better="less", whole=False) for name in _CUTS],
    )
    return weighted_mean("attendance", [part], version="1", minimum_coverage=1)
