"""What the tests of policies share: a small law and an office's calendar."""

from __future__ import annotations

from datetime import date

import pytest

from asnwork.domain.law import Law
from asnwork.domain.working_time import DayException, WeeklyHours, WorkingCalendar, hours
from tests.laws import small_law


@pytest.fixture(scope="session")
def law() -> Law:
    return small_law()


@pytest.fixture(scope="session")
def office() -> WorkingCalendar:
    """The hours of Perpres 21/2023 without rest breaks, and two closed days in May 2026."""
    closed = [
        DayException(day=day, hours=(), name=name, name_id=name, kind=kind)
        for day, name, kind in (
            (date(2026, 5, 14), "Ascension", "public_holiday"),
            (date(2026, 5, 15), "joint leave", "joint_leave"),
        )
    ]
    return WorkingCalendar(
        name="office",
        zone="Asia/Jakarta",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
        week=WeeklyHours.of(mon_thu=hours("07:30-16:00"), fri=hours("07:30-16:30")),
        exceptions=tuple(closed),
    )
