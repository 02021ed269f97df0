"""Personal data (UU 27/2022): when a breach must have been notified."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from asnwork.domain.law import Law
from asnwork.domain.moment import to_us
from asnwork.indonesia.exact import law_number

__all__ = ["breach_notice_due"]


def breach_notice_due(found_at: datetime, *, law: Law, on: date) -> datetime:
    """Return until when a failure to protect personal data must have been notified.

    Args:
        found_at: When it was found; aware.
        law: Read at ``personal_data.breach_notice_hours``, hours on the clock.
        on: The day whose law is read.

    Returns:
        The moment, in the zone of `found_at`; nights and holidays count.

    Raises:
        InvalidInput: A moment without a zone.
        NoValueOnDay: There was no such rule on the day.

    Law: UU 27/2022, reported.
    Assumption: the time runs from when the failure was found.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> from asnwork.indonesia.law import national_law
        >>> found = datetime(2026, 5, 8, 16, tzinfo=ZoneInfo("Asia/Jakarta"))
        >>> print(breach_notice_due(found, law=national_law(), on=found.date()))
        2026-05-11 16:00:00+07:00
    """
    to_us(found_at)
    allowed = timedelta(hours=float(law_number(law, "personal_data.breach_notice_hours", on)))
    return (found_at.astimezone(UTC) + allowed).astimezone(found_at.tzinfo)
