from __future__ import annotations

from datetime import date

import pytest

from asnwork.domain.law import trace_law
from asnwork.errors import NoValueOnDay
from asnwork.indonesia.excepted_rules import days_elsewhere_limit, weekly_minutes
from asnwork.indonesia.law import national_law
from asnwork.policies.excepted import answer_excepted

LAW = national_law()
DAY = date(2026, 5, 4)


def test_ramadan_is_the_exception_to_the_weekly_hours() -> None:
    """The norm and the hours of Ramadan each cite their own paragraph."""
    norm, ramadan = (answer_excepted(weekly_minutes(LAW), {"ramadan": yes}, on=DAY) for yes in (0.0, 1.0))
    assert (2250.0, 1950.0) == (norm.value, ramadan.value)
    assert ["reported: Perpres 21/2023 art. 4(1)", "reported: Perpres 21/2023 art. 4(2)"] == [
        str(norm.reason.law),
        str(ramadan.reason.law),
    ]


@pytest.mark.parametrize(
    ("field", "special", "days", "by"),
    [
        (0.0, 0.0, 2.0, "base"),
        (1.0, 0.0, 5.0, "duty_outside"),
        (0.0, 1.0, 5.0, "special_circumstances"),
        (1.0, 1.0, 5.0, "duty_outside"),
        (None, 1.0, None, "unknown"),
    ],
)
def test_duty_outside_and_special_times_except_the_limit(
    field: float | None, special: float | None, days: float | None, by: str
) -> None:
    """Two days a week, and every working day where the limit is excepted."""
    figures = {"assigned_to_field": field, "special_circumstances": special}
    found = answer_excepted(days_elsewhere_limit(LAW), figures, on=DAY)
    assert (days, by) == (found.value, found.by)
    if days is not None:
        assert "reported: PermenPANRB 4/2025 art. 13(1)" == str(found.reason.law)


def test_before_the_limit_there_is_no_answer() -> None:
    """Before the regulation the law says nothing about days elsewhere."""
    with pytest.raises(NoValueOnDay):
        answer_excepted(
            days_elsewhere_limit(LAW),
            {"assigned_to_field": 0.0, "special_circumstances": 0.0},
            on=date(2025, 4, 20),
        )


def test_what_the_rules_read_can_be_traced() -> None:
    """Base and exceptions name the numbers that they read."""
    assert ["flexible.days_a_week", "flexible.limit_exceptions", "hours.working_days"] == [
        reading.path for reading in trace_law(days_elsewhere_limit(LAW), on=DAY).readings
    ]


def test_an_exception_cites_nothing_that_was_not_there() -> None:
    """Duty outside the office in 2024 has no limit to be excepted from, and no article to cite."""
    with pytest.raises(NoValueOnDay):
        answer_excepted(
            days_elsewhere_limit(LAW),
            {"assigned_to_field": 1.0, "special_circumstances": 0.0},
            on=date(2024, 5, 4),
        )
