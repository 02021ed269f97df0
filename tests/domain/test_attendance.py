from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from asnwork.domain.attendance import ATTENDANCE_FIGURES, Absence, AttendanceDay, attendance_figures
from asnwork.domain.identity import OfficerId
from asnwork.domain.working_time import to_us
from asnwork.errors import InvalidInput
from asnwork.testing.strategies import attendance_days

STARTS = datetime(2026, 5, 4, 0, 30, tzinfo=UTC)
LEAVE = Absence(code="leave", label_id="cuti", lawful=True, on_duty=False)
HALL = Absence(code="hall", label_id="tugas Balai RW", lawful=True, on_duty=True)
UNEXCUSED = Absence(code="unexcused", lawful=False, on_duty=False)


def day(**parts: Any) -> AttendanceDay:
    """A Monday with something of its own."""
    told = {"officer": OfficerId("ani"), "day": date(2026, 5, 4), "starts_at": STARTS, "at_office": True}
    return AttendanceDay(**{**told, **parts})


@pytest.mark.parametrize(
    ("parts", "on_leave", "on_duty", "absent"),
    [
        ({}, 0.0, 1.0, 0.0),
        ({"clocked_in": False}, 0.0, 0.0, 1.0),
        ({"absence": LEAVE, "clocked_in": False, "at_office": False}, 1.0, 0.0, 0.0),
        ({"absence": LEAVE}, 1.0, 0.0, 0.0),
        ({"absence": HALL, "clocked_in": False, "at_office": False}, 0.0, 1.0, 0.0),
        ({"absence": UNEXCUSED, "at_office": False}, 0.0, 0.0, 1.0),
        ({"absence": UNEXCUSED, "clocked_in": False, "at_office": False}, 0.0, 0.0, 1.0),
    ],
)
def test_leave_duty_and_absence_are_told_apart(
    parts: dict[str, Any], on_leave: float, on_duty: float, absent: float
) -> None:
    """Leave is neither duty nor absence, duty elsewhere is duty, and no record is absence."""
    figures = attendance_figures(day(**parts))
    assert (on_leave, on_duty, absent) == (figures["on_leave"], figures["on_duty"], figures["absent"])


@given(found=attendance_days())
def test_a_working_day_is_leave_duty_or_absence(found: AttendanceDay) -> None:
    """Exactly one of the three holds on a working day, and every figure has its unit."""
    figures = attendance_figures(found)
    assert ATTENDANCE_FIGURES.keys() == figures.keys()
    assert 1.0 == figures["on_leave"] + figures["on_duty"] + figures["absent"] == figures["working_day"]
    assert float(to_us(found.starts_at)) == figures["starts_at"]
    assert (found.late_minutes, found.early_minutes) == (figures["late_minutes"], figures["early_minutes"])
    assert (float(found.at_office), float(found.clocked_in)) == (figures["at_office"], figures["clocked_in"])


def test_what_nobody_recorded_is_missing() -> None:
    """Minutes without a record are missing, not zero, and zero minutes are zero."""
    assert (None, None) == (day().late_minutes, day().early_minutes)
    assert 0.0 == attendance_figures(day(late_minutes=0.0))["late_minutes"]
    assert attendance_figures(day())["late_minutes"] is None


@pytest.mark.parametrize("name", ["late_minutes", "early_minutes"])
@pytest.mark.parametrize("value", [-0.5, float("nan"), float("inf")])
def test_minutes_are_a_number_from_nothing_up(name: str, value: float) -> None:
    """Fewer than no minutes, and what is no number, are refused by the name of the field."""
    with pytest.raises(InvalidInput, match=f"^{name}: given .*, expected minutes, 0 or more") as caught:
        day(**{name: value})
    assert value is caught.value.faults[0].given


def test_a_start_without_a_zone_is_refused() -> None:
    """A shift begins at a moment, so its zone must be said."""
    with pytest.raises(InvalidInput, match=r"starts_at: .*expected a moment with its zone"):
        day(starts_at=datetime(2026, 5, 4, 7, 30))


def test_duty_is_lawful() -> None:
    """An absence that counts as duty but is not allowed contradicts itself and is refused by its code."""
    with pytest.raises(
        InvalidInput, match=r"^absences\[odd\]: given 'on duty, not lawful', expected duty is"
    ):
        Absence(code="odd", lawful=False, on_duty=True)


def test_attendance_holds_no_place() -> None:
    """There is no field for where exactly anybody was, nor for calls and screens."""
    assert {
        "starts_at",
        "working_day",
        "on_leave",
        "on_duty",
        "at_office",
        "clocked_in",
        "absent",
        "late_minutes",
        "early_minutes",
    } == set(ATTENDANCE_FIGURES)
