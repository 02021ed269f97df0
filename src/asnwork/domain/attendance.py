"""Attendance: clock-ins, leave, field duty and standby. They belong to an officer's day, to no request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen

from asnwork.domain.identity import OfficerId
from asnwork.domain.working_time import to_us
from asnwork.errors import Fault, InvalidInput

__all__ = ["ATTENDANCE_FIGURES", "Absence", "AttendanceDay", "attendance_figures"]


@frozen(kw_only=True)
class Absence:
    """A kind of absence or duty away, known by what it means (cuti, dinas luar, siaga).

    Attributes:
        code: Its name in files.
        label_id: Its name in Indonesian.
        lawful: Whether it is allowed; lawful leave prorates targets and never lowers a score.
        on_duty: Whether it counts as on duty: field duty, duty at a neighbourhood hall, standby.
    """

    code: str
    label_id: str = ""
    lawful: bool
    on_duty: bool

    def __attrs_post_init__(self) -> None:
        if self.on_duty and not self.lawful:
            raise InvalidInput(
                Fault(f"absences[{self.code}]", given="on duty, not lawful", expected="duty is lawful")
            )


@frozen(kw_only=True)
class AttendanceDay:
    """What is known of one officer's working day: presence, absence, minutes late. Never where exactly.

    Attributes:
        officer: Whose day.
        day: The working day.
        starts_at: When the shift begins; aware.
        at_office: Whether the officer was at the office.
        clocked_in: Whether there is a record of coming in.
        late_minutes: Minutes after the start of the shift; None without a record.
        early_minutes: Minutes before the end of the shift; None without a record.
        absence: Why the officer was not at work, or on duty elsewhere; None on an ordinary day.
    """

    officer: OfficerId
    day: date
    starts_at: datetime
    at_office: bool
    clocked_in: bool = True
    late_minutes: float | None = None
    early_minutes: float | None = None
    absence: Absence | None = None

    def __attrs_post_init__(self) -> None:
        if self.starts_at.tzinfo is None:
            raise InvalidInput(Fault("starts_at", given=self.starts_at, expected="a moment with its zone"))
        for name in ("late_minutes", "early_minutes"):
            value = getattr(self, name)
            if value is not None and not 0 <= value < float("inf"):
                raise InvalidInput(Fault(name, given=value, expected="minutes, 0 or more"))


ATTENDANCE_FIGURES: Mapping[str, str] = {
    "starts_at": "microseconds",
    "working_day": "days",
    "on_leave": "yes/no",
    "on_duty": "yes/no",
    "at_office": "yes/no",
    "clocked_in": "yes/no",
    "absent": "yes/no",
    "late_minutes": "minutes",
    "early_minutes": "minutes",
}
"""The figures of one officer-day by name, with their units."""


def attendance_figures(day: AttendanceDay) -> dict[str, float | None]:
    """Return the figures of an officer's day, for formulas.

    Lawful leave is neither on duty nor absent; duty elsewhere is on duty. A day without absence,
    leave and record is absent.

    Examples:
        >>> from datetime import timezone
        >>> day = AttendanceDay(
        ...     officer=OfficerId("a"), day=date(2026, 5, 4), at_office=True, late_minutes=5.0,
        ...     starts_at=datetime(2026, 5, 4, 7, 30, tzinfo=timezone.utc),
        ... )
        >>> attendance_figures(day)["on_duty"], attendance_figures(day)["late_minutes"]
        (1.0, 5.0)
    """
    absence = day.absence
    on_leave = absence is not None and absence.lawful and not absence.on_duty
    on_duty = absence.on_duty if absence is not None else day.clocked_in
    return {
        "starts_at": float(to_us(day.starts_at)),
        "working_day": 1.0,
        "on_leave": float(on_leave),
        "on_duty": float(on_duty),
        "at_office": float(day.at_office),
        "clocked_in": float(day.clocked_in),
        "absent": float(not on_leave and not on_duty),
        "late_minutes": day.late_minutes,
        "early_minutes": day.early_minutes,
    }
