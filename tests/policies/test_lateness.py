from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import Law
from asnwork.errors import InvalidInput, NoValueOnDay, UnknownName
from asnwork.policies.lateness import compensation, promise_days_late
from tests.laws import parameter, small_law
from tests.policies.cases import cases

DUE = datetime(2026, 5, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize("case", cases("lateness"))
def test_scenarios(case: dict[str, Any], law: Law) -> None:
    """Each case gives the days of both readings, and the rupiah of the begun ones."""
    due, done = (case[name].replace(tzinfo=UTC) for name in ("due", "done"))
    assert case["begun"] == promise_days_late(due, done)
    assert case["whole"] == promise_days_late(due, done, "whole")
    assert case["rupiah"] == compensation(law, case["begun"], on=due.date())


@given(late=st.timedeltas(timedelta(), timedelta(days=40)))
def test_the_two_readings_are_at_most_a_day_apart(late: timedelta) -> None:
    """Begun days are the whole ones, and one more when part of a day is left."""
    whole = promise_days_late(DUE, DUE + late, "whole")
    part = late - whole * timedelta(days=1)
    assert timedelta() <= part < timedelta(days=1)
    assert whole + bool(part) == promise_days_late(DUE, DUE + late)


def test_zones_do_not_matter() -> None:
    """The same two moments are as far apart on every clock."""
    east = DUE.astimezone(timezone(timedelta(hours=9)))
    assert 1 == promise_days_late(east, DUE + timedelta(hours=1))


def test_a_reading_is_one_of_two() -> None:
    """Another reading is refused with the near miss."""
    with pytest.raises(UnknownName, match="did you mean whole"):
        promise_days_late(DUE, DUE, "wole")


def test_a_naive_moment_is_refused() -> None:
    """A moment without a zone is refused."""
    with pytest.raises(InvalidInput, match="a moment with a zone"):
        promise_days_late(DUE, datetime(2026, 5, 5, 9))


def test_there_is_no_compensation_before_its_day(law: Law) -> None:
    """Before 13 May 2024 the law says nothing, which is not the same as nothing owed."""
    assert 50_000 == compensation(law, 1, on=date(2024, 5, 13))
    with pytest.raises(NoValueOnDay, match=r"promise\.compensation_rupiah"):
        compensation(law, 1, on=date(2024, 5, 12))


def test_days_late_are_not_negative(law: Law) -> None:
    """Fewer than no days is a mistake."""
    with pytest.raises(InvalidInput, match="days_late"):
        compensation(law, -1, on=date(2026, 5, 5))


def test_half_a_rupiah_is_rounded_up() -> None:
    """The rounding is half up, to whole rupiah."""
    odd = small_law(parameter("promise.compensation_rupiah", "rupiah/days", 0.5))
    assert [0, 1, 1, 2] == [compensation(odd, days, on=date(2026, 5, 5)) for days in range(4)]
