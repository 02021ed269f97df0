"""Rules of the country that say "except where": the base and its exceptions, each with its article."""

from __future__ import annotations

from attrs import evolve

from asnwork.domain.formula import DatedConstant, Figure
from asnwork.domain.law import Dated, Items, Law, LawValue, Parameter
from asnwork.domain.reason import Wording
from asnwork.policies.excepted import ExceptedRule, RuleException

__all__ = ["days_elsewhere_limit", "weekly_minutes"]


def weekly_minutes(law: Law) -> ExceptedRule:
    """Return how many minutes a week are worked, rest not counted: the norm, except in Ramadan.

    Args:
        law: Read at ``hours.weekly_minutes`` and ``hours.weekly_minutes_ramadan``.

    Returns:
        A rule over the figure "ramadan" (yes/no), in minutes.

    Law: Perpres 21/2023 art. 4(1) and 4(2), reported.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.policies.excepted import answer_excepted
        >>> rule, day = weekly_minutes(national_law()), date(2026, 3, 2)
        >>> for ramadan in (0.0, 1.0):
        ...     found = answer_excepted(rule, {"ramadan": ramadan}, on=day)
        ...     print(found.value / 60, found.by, found.reason.law)
        37.5 base reported: Perpres 21/2023 art. 4(1)
        32.5 ramadan reported: Perpres 21/2023 art. 4(2)
    """
    return ExceptedRule(
        name="weekly_minutes",
        base=DatedConstant(law["hours.weekly_minutes"]),
        wording=Wording("the weekly hours of the norm", "jam kerja sepekan yang berlaku umum"),
        exceptions=[
            RuleException(
                code="ramadan",
                when=Figure("ramadan", "yes/no"),
                then=DatedConstant(law["hours.weekly_minutes_ramadan"]),
                wording=Wording("the weekly hours of Ramadan", "jam kerja sepekan pada bulan Ramadan"),
            )
        ],
    )


def days_elsewhere_limit(law: Law) -> ExceptedRule:
    """Return how many days a week may be worked elsewhere: two, except on duty outside or in special times.

    Where an exception applies, every working day of the week may be. Both say the same; duty outside is
    declared to go first, so that the two together are no conflict.

    Args:
        law: Read at ``flexible.days_a_week``, ``flexible.limit_exceptions`` and ``hours.working_days``.

    Returns:
        A rule over "assigned_to_field" and "special_circumstances" (yes/no), in days.

    Law: PermenPANRB 4/2025 art. 13(1), reported.
    Assumption: where the limit is excepted no other number holds, so all working days are open.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.policies.excepted import answer_excepted
        >>> week = {"assigned_to_field": 1.0, "special_circumstances": 0.0}
        >>> found = answer_excepted(days_elsewhere_limit(national_law()), week, on=date(2026, 5, 4))
        >>> found.value, found.by
        (5.0, 'duty_outside')
    """
    every_day = DatedConstant(_counted(law["hours.working_days"]))
    brought_by = law["flexible.limit_exceptions"]
    return ExceptedRule(
        name="days_elsewhere_limit",
        base=DatedConstant(law["flexible.days_a_week"]),
        wording=Wording("the limit of days elsewhere", "batas hari di luar kantor"),
        exceptions=[
            RuleException(
                code="duty_outside",
                when=Figure("assigned_to_field", "yes/no"),
                then=every_day,
                wording=Wording("duty that lies outside the office", "tugas kedinasan di luar kantor"),
                rests_on=brought_by,
                before=("special_circumstances",),
            ),
            RuleException(
                code="special_circumstances",
                when=Figure("special_circumstances", "yes/no"),
                then=every_day,
                wording=Wording("special circumstances", "keadaan tertentu"),
                rests_on=brought_by,
            ),
        ],
    )


def _counted(listed: Parameter) -> Parameter:
    """How many entries a list of the law has, as a number of days under the path of the list."""
    counts = [(day, float(len(held))) for day, held in listed.values.values if isinstance(held, Items)]
    values = Dated[LawValue](values=counts, until=listed.values.until)
    return evolve(listed, unit="days", values=values)
