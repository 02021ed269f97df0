from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.errors import InvalidInput, NoValueOnDay
from asnwork.indonesia.law import national_law
from asnwork.indonesia.personal_data import breach_notice_due

LAW = national_law()
DAY = date(2026, 5, 8)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam"])


@given(st.datetimes(datetime(2023, 1, 1), datetime(2030, 1, 1)), ZONES.map(ZoneInfo))
def test_a_notice_is_due_three_days_later(moment, zone):
    """Three times 24 hours pass, in whatever zone, and also where clocks are moved."""
    found_at = moment.replace(tzinfo=zone)
    due = breach_notice_due(found_at, law=LAW, on=DAY)
    assert timedelta(hours=72) == due.astimezone(UTC) - found_at.astimezone(UTC)
    assert zone is due.tzinfo


def test_a_moment_without_a_zone_is_refused():
    """A naive moment is no moment."""
    with pytest.raises(InvalidInput, match="a moment with a zone"):
        breach_notice_due(datetime(2026, 5, 8, 16), law=LAW, on=DAY)


def test_there_was_no_such_duty_before():
    """Before the law there is no notice."""
    with pytest.raises(NoValueOnDay):
        breach_notice_due(datetime(2022, 1, 1, tzinfo=UTC), law=LAW, on=date(2022, 1, 1))
