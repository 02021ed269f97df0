from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from asnwork.domain.attendance import AttendanceDay
from asnwork.domain.identity import OfficerId
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import LEAVE_MEASURES, attendance_measures
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from tests.rows import AS_OF, FIELD_DUTY, LEAVE, MAY, NO_EXCUSE

ANI = OfficerId("ani")
MEASURES = attendance_measures(national_law())


def day(number: int, **parts: Any) -> AttendanceDay:
    """A day of May with something of its own; at the office, on time, until closing unless said otherwise."""
    whole = {"at_office": True, "late_minutes": 0.0, "early_minutes": 0.0, **parts}
    starts_at = datetime(2026, 5, number, 0, 30, tzinfo=UTC)
    return AttendanceDay(officer=ANI, day=date(2026, 5, number), starts_at=starts_at, **whole)


AWAY = {"at_office": False, "clocked_in": False, "late_minutes": None, "early_minutes": None}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([day(4)], {"days_working": 1.0, "days_on_duty": 1.0, "days_at_office": 1.0, "days_absent": 0.0}),
        ([day(4, at_office=False)], {"days_on_duty": 1.0, "days_at_office": 0.0}),
        ([day(4, absence=LEAVE, **AWAY)], {"days_on_leave": 1.0, "days_on_duty": 0.0, "days_absent": 0.0}),
        ([day(4, absence=FIELD_DUTY, **AWAY)], {"days_on_duty": 1.0, "days_on_leave": 0.0}),
        ([day(4, **AWAY)], {"days_absent": 1.0, "absence_cut": 0.03, "late_cut": 0.0}),
        ([day(4, absence=NO_EXCUSE, **AWAY)], {"days_absent": 1.0, "absence_cut": 0.03}),
        (
            [day(4, **{**AWAY, "at_office": True})],
            {"days_absent": 1.0, "absence_cut": 0.0, "late_cut": 0.015},
        ),
        ([day(4, late_minutes=1.0)], {"late_cut": 0.005, "early_cut": 0.0}),
        ([day(4, late_minutes=31.0), day(5, late_minutes=91.0)], {"late_cut": 0.025}),
        ([day(4, early_minutes=61.0)], {"early_cut": 0.0125, "late_cut": 0.0}),
        ([day(4, absence=LEAVE, **{**AWAY, "late_minutes": 300.0})], {"late_cut": 0.0}),
        ([day(4, absence=FIELD_DUTY, **{**AWAY, "late_minutes": 300.0})], {"late_cut": 0.0}),
        ([day(4, late_minutes=40.0, early_minutes=None)], {"late_cut": 0.01, "early_cut": None}),
        ([day(4, early_minutes=None), day(5, early_minutes=40.0)], {"early_cut": 0.01}),
        ([], {"days_working": 0.0, "late_cut": 0.0, "absence_cut": 0.0}),
    ],
)
def test_days_become_counts_and_cuts(days: list[AttendanceDay], expected: dict[str, float | None]) -> None:
    """Each kind of day counts as what it is; leave, duty elsewhere and unknown minutes cut nothing."""
    evidence = gather(ANI, MAY, Rows(attendance=days), measures=MEASURES, as_of=AS_OF)
    assert expected == {name: evidence[name] for name in expected}


def test_minutes_that_nobody_recorded_are_no_zero() -> None:
    """When no day tells the minutes, the cut is missing and the reason says what the log does not tell."""
    days = [day(4, late_minutes=None)]
    evidence = gather(ANI, MAY, Rows(attendance=days), measures=MEASURES, as_of=AS_OF)
    assert "the log does not tell: cuts for coming late" == str(evidence.missing["late_cut"])


def test_leave_is_measured_among_the_rest() -> None:
    """The two measures of leave are the same objects that every evidence gathers."""
    assert LEAVE_MEASURES == MEASURES[:2]
