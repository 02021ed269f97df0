from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from asnwork.domain.law import Certainty, Reform, apply_reforms
from asnwork.domain.service import StartRule, TimeUnit
from asnwork.errors import InvalidInput, NoValueOnDay
from asnwork.indonesia.calendars import surabaya_calendar
from asnwork.indonesia.complaints import ComplaintClass, ComplaintStep, complaint_limit
from asnwork.indonesia.law import national_law
from asnwork.policies.service_level import promise

LAW = national_law()
DAY = date(2026, 7, 6)
WIB = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("of", "days"),
    [
        (ComplaintStep.VERIFICATION, 3),
        (ComplaintStep.FOLLOW_UP, 5),
        (ComplaintStep.SILENCE, 10),
        (ComplaintClass.LIGHT, 2),
        (ComplaintClass.NORMATIVE, 5),
        (ComplaintClass.NOT_SUPERVISORY, 14),
        (ComplaintClass.SUPERVISORY, 60),
    ],
)
def test_each_step_and_class_has_its_working_days(of, days):
    """Each step and each class has the working days of the sources, from when it came."""
    limit = complaint_limit(of, law=LAW, on=DAY)
    assert (days, TimeUnit.WORKING_DAYS, StartRule.SUBMITTED) == (limit.amount, limit.unit, limit.start)


@pytest.mark.parametrize(("of", "days"), [(ComplaintStep.REPLY, 14), (ComplaintStep.DECISION, 60)])
def test_what_the_law_on_public_service_asks_runs_from_a_complete_complaint(of, days):
    """Reply and decision are recalled: calendar days from a complete complaint, and tagged assumed."""
    limit = complaint_limit(of, law=LAW, on=DAY)
    assert (days, TimeUnit.CALENDAR_DAYS, StartRule.FILE_COMPLETE) == (limit.amount, limit.unit, limit.start)
    assert Certainty.ASSUMED is limit.basis.certainty


def test_a_limit_says_what_it_rests_on():
    """The basis of a limit is that of the law on the day."""
    limit = complaint_limit(ComplaintStep.FOLLOW_UP, law=LAW, on=DAY)
    assert "reported: PermenPANRB 62/2018" == str(limit.basis)


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        (datetime(2026, 7, 6, 9, tzinfo=WIB), datetime(2026, 7, 9, 16, tzinfo=WIB)),
        (datetime(2026, 7, 6, 22, tzinfo=WIB), datetime(2026, 7, 9, 16, tzinfo=WIB)),
        (datetime(2026, 7, 11, 9, tzinfo=WIB), datetime(2026, 7, 15, 16, tzinfo=WIB)),
    ],
)
def test_a_promise_counts_a_limit(filed, due):
    """A report of Monday, by day or by night, is verified by Thursday; one of Saturday by Wednesday."""
    limit = complaint_limit(ComplaintStep.VERIFICATION, law=LAW, on=filed.date())
    given = promise(limit, submitted_at=filed, complete_at=filed, calendar=surabaya_calendar())
    assert due == given.due_at


def test_a_broken_day_is_refused():
    """A law that holds half a day is an error, not cut to a whole one."""
    reform = Reform.of("half a day", "complaint.light_days", 2.5, since=DAY, reason="a test")
    with pytest.raises(InvalidInput, match="a whole number"):
        complaint_limit(ComplaintClass.LIGHT, law=apply_reforms(LAW, reform), on=DAY)


def test_there_was_no_such_limit_before():
    """Before the instrument there is no limit."""
    with pytest.raises(NoValueOnDay):
        complaint_limit(ComplaintClass.LIGHT, law=LAW, on=date(2017, 12, 31))
