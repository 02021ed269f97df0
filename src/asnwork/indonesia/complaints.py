"""Complaints (pengaduan): how long each step and each class of complaint may take.

What comes out is a time limit like that of any service; `asnwork.policies.service_level.promise` counts it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from asnwork.domain.law import Law
from asnwork.domain.service import OutsideHours, StartRule, TimeLimit, TimeUnit
from asnwork.indonesia.exact import law_whole

__all__ = ["ComplaintClass", "ComplaintStep", "complaint_limit"]


class ComplaintStep(Enum):
    """The steps of a report in the national complaint system (SP4N-LAPOR!) that have a time limit."""

    VERIFICATION = "complaint.verification_days"
    FOLLOW_UP = "complaint.follow_up_days"
    SILENCE = "complaint.silence_days"
    REPLY = "complaint.reply_days"
    DECISION = "complaint.decision_days"


class ComplaintClass(Enum):
    """The classes of complaints, by how long it may take to settle one."""

    LIGHT = "complaint.light_days"
    NORMATIVE = "complaint.normative_days"
    NOT_SUPERVISORY = "complaint.not_supervisory_days"
    SUPERVISORY = "complaint.supervisory_days"


# What the law on public service asks counts from a complete complaint, in days of the calendar.
_OF_THE_LAW = (ComplaintStep.REPLY, ComplaintStep.DECISION)


def complaint_limit(of: ComplaintStep | ComplaintClass, *, law: Law, on: date) -> TimeLimit:
    """Return how long a step of a complaint, or a complaint of a class, may take.

    Args:
        of: The step or the class. The silence of the reporter runs from the agency's last answer, each other
            step from when the report reached whoever does it.
        law: Read at ``complaint``.
        on: The day whose law is read, that of filing.

    Returns:
        Working days; for the reply and the decision that the law on public service asks for, calendar days
        from a complete complaint.

    Raises:
        InvalidInput: The law holds no whole number of days above 0.
        NoValueOnDay: There was no such limit on the day.

    Law: PermenPANRB 62/2018, reported, the classes for one kelurahan; UU 25/2009, recalled.
    Assumption: a report sent in outside opening hours counts from the day it was sent, since the system is
        open at all hours; reply and decision count calendar days.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> limit = complaint_limit(ComplaintClass.SUPERVISORY, law=national_law(), on=date(2026, 5, 4))
        >>> print(limit)
        60 working days
    """
    asked_by_law = of in _OF_THE_LAW
    return TimeLimit(
        amount=law_whole(law, of.value, on),
        unit=TimeUnit.CALENDAR_DAYS if asked_by_law else TimeUnit.WORKING_DAYS,
        start=StartRule.FILE_COMPLETE if asked_by_law else StartRule.SUBMITTED,
        outside_hours=OutsideHours.AS_FILED,
        basis=law[of.value].basis.on(on, of.value),
    )
