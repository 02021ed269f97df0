"""Surabaya's e-Performance: work 80, behaviour 20."""

from __future__ import annotations

from asnwork.domain.formula import Constant, DatedConstant, Figure, minimum, present
from asnwork.domain.law import Law
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule
from asnwork.scoring.predicate import SCORE_VALUE

__all__ = ["BEHAVIOUR_POINTS", "surabaya_eperformance"]

BEHAVIOUR_POINTS = Figure("behaviour.points", "points")
"""Behaviour and competence as people rated it, 0 to 100 points; missing when nobody did."""

_WORK = Wording(
    "work: $achieved_percent % of the $weight_percent % part for individual work",
    "kinerja individu (NKI): $achieved_percent % dari bagian $weight_percent %",
)
_BEHAVIOUR = Wording(
    "behaviour: $achieved_percent % of the $weight_percent % part for behaviour and competence",
    "perilaku dan kompetensi: $achieved_percent % dari bagian $weight_percent %",
)


def surabaya_eperformance(law: Law) -> AllowanceRule:
    """Return the allowance by e-Performance: 80 % individual work, 20 % behaviour and competence.

    Where nobody rated behaviour, its line drops out and work carries the whole weight; the lines show it.

    Args:
        law: Read at ``eperformance.work_share`` and ``eperformance.behaviour_share``.

    Law: Perwali Surabaya 83/2012, reported; the formulas of later regulations were not seen.
    Assumption: the allowance is proportional to the score, and a score of 100 pays the whole base. It is paid
    each quarter.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.allowance import allowance
        >>> rule, day = surabaya_eperformance(national_law()), date(2026, 5, 31)
        >>> print(allowance(rule, 5_000_000, None, {"score.value": 90.0}, on=day, simulated=True))
        Rp 4,500,000 (simulation, not issued)
    """
    work, behaviour = (DatedConstant(law[f"eperformance.{part}_share"]) for part in ("work", "behaviour"))
    rated = present(BEHAVIOUR_POINTS)
    whole = work + behaviour * rated
    hundred = Constant(100, "points")
    return AllowanceRule(
        name="surabaya_eperformance",
        label=Wording("Surabaya e-Performance 80/20", "e-Performance Surabaya 80/20"),
        lines=(
            LineRule(
                code="work",
                weight=work / whole,
                achieved=minimum(SCORE_VALUE / hundred, 1),
                wording=_WORK,
                label=Wording("individual work", "kinerja individu"),
            ),
            LineRule(
                code="behaviour",
                weight=behaviour * rated / whole,
                achieved=minimum(BEHAVIOUR_POINTS / hundred, 1),
                applies=rated,
                wording=_BEHAVIOUR,
                label=Wording("behaviour and competence", "perilaku dan kompetensi"),
            ),
        ),
        basis=law["eperformance.work_share"].brought_by,
    )
