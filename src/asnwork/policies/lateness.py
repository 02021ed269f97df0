"""Compensation for a service that came late: what the agency owes the citizen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from asnwork.domain.law import Law
from asnwork.domain.working_time import to_us
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["compensation", "promise_days_late"]

_DAY_US = 86_400_000_000
_READINGS = ("begun", "whole")


def promise_days_late(
    due_at: datetime, done_at: datetime, reading: Literal["begun", "whole"] = "begun"
) -> int:
    """Return by how many days a promise was missed; 0 when it was kept.

    A day is 24 hours after the due moment. The sources do not say whether a day that has begun counts, so
    both readings are there.

    Args:
        due_at: When it was due; aware.
        done_at: When it was done; aware.
        reading: "begun" counts each day that has begun, "whole" only whole days.

    Returns:
        Days late.

    Raises:
        InvalidInput: A moment without a zone.
        UnknownName: The reading is neither.

    Assumption: which reading holds is not in the sources.

    Examples:
        >>> from datetime import timezone
        >>> due = datetime(2026, 5, 5, 9, tzinfo=timezone.utc)
        >>> done = datetime(2026, 5, 6, 10, tzinfo=timezone.utc)
        >>> promise_days_late(due, done), promise_days_late(due, done, "whole")
        (2, 1)
    """
    if reading not in _READINGS:
        raise UnknownName("reading of days late", reading, _READINGS)
    late = max(0, to_us(done_at) - to_us(due_at))
    return late // _DAY_US if reading == "whole" else -(-late // _DAY_US)


def compensation(law: Law, days_late: int, *, on: date) -> int:
    """Return what the agency owes the citizen for so many days late, in whole rupiah.

    It is paid by the agency (perangkat daerah) and never taken from an officer's allowance (TPP): nothing in
    `scoring` reads it.

    Args:
        law: Read at promise.compensation_rupiah, rupiah for each day late.
        days_late: Days, by `promise_days_late`.
        on: The day whose law is read, that of the promise.

    Returns:
        Rupiah, rounded half up.

    Raises:
        InvalidInput: Fewer than no days.
        NoValueOnDay: There was no compensation yet on the day.

    Law: 1x24-hour promise of the Surabaya registry from 13 May 2024, reported.
    """
    if days_late < 0:
        raise InvalidInput(Fault("days_late", given=days_late, expected="0 or more"))
    return int(law["promise.compensation_rupiah"].number_on(on) * days_late + 0.5)
