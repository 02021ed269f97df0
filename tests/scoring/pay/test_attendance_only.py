from __future__ import annotations

from datetime import date

from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import allowance
from asnwork.scoring.pay.attendance_only import attendance_only

RULE = attendance_only(national_law())


def test_it_pays_presence_and_nothing_else() -> None:
    """The score of attendance is paid in full."""
    paid = allowance(RULE, 4_000_000, None, {"score.value": 75.0}, on=date(2026, 5, 31), simulated=True)
    assert 3_000_000 == paid.total
    assert {"score.value"} == RULE.reads


def test_it_is_labelled_as_an_extreme() -> None:
    """It is for teaching only, says so in both languages, and no rule allows it."""
    assert RULE.for_teaching_only
    assert ("attendance only (for teaching)", "kehadiran saja (untuk pembelajaran)") == (
        RULE.label.en,
        RULE.label.id,
    )
    assert "needs_national_change" == RULE.legal_status
