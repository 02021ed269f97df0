from __future__ import annotations

from datetime import date, timedelta

import pytest

from asnwork.domain.law import Dated, days_text
from asnwork.errors import InvalidInput, NoValueOnDay
from tests.domain.law.samples import FIRST, SECOND

LAST = date(2028, 1, 1)
DAYS = Dated(values=[(FIRST, 2.0), (SECOND, 3.0)], until=LAST)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(FIRST, 2.0), (SECOND - ONE_DAY, 2.0), (SECOND, 3.0), (LAST - ONE_DAY, 3.0)],
)
def test_a_value_holds_from_its_day(day: date, expected: float) -> None:
    """A dated value holds from its first day to the day before the next one, exact to the day."""
    assert expected == DAYS.on(day)
    assert DAYS.covers(day)


@pytest.mark.parametrize("day", [FIRST - ONE_DAY, LAST])
def test_a_day_that_is_not_covered_has_no_value(day: date) -> None:
    """Before the first and after the last day there is no value; the error says which days have one."""
    with pytest.raises(NoValueOnDay, match=f"days a week has no value on {day}: it covers from {FIRST}"):
        DAYS.on(day, "days a week")
    assert not DAYS.covers(day)


def test_a_value_can_hold_on_every_day() -> None:
    """A value given without a day holds on the first and on the last day there is."""
    always = Dated.always(5)
    assert (5, 5) == (always.on(date.min), always.on(date.max))
    assert always.covers(date.max)
    assert date.min == always.since


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date.min, None, "every day"),
        (FIRST, None, "from 2025-04-21"),
        (date.min, FIRST, "to 2025-04-20"),
        (FIRST, SECOND, "from 2025-04-21 to 2026-12-31"),
    ],
)
def test_days_are_told_with_their_last_day(since: date, until: date | None, expected: str) -> None:
    """A stretch is told by its first and its last day, and not by the day after it."""
    assert expected == days_text(since, until)
    assert expected == str(Dated(values=[(since, 1)], until=until))


def test_stretches_follow_each_other() -> None:
    """Each value comes with its first day and the first day after it."""
    assert [(FIRST, SECOND, 2.0), (SECOND, LAST, 3.0)] == list(DAYS.stretches())
    assert [(date.min, None, 1)] == list(Dated.always(1).stretches())


@pytest.mark.parametrize(
    ("values", "until", "paths"),
    [
        ([], None, ["values"]),
        ([(SECOND, 1), (FIRST, 2)], None, ["values[1]"]),
        ([(FIRST, 1), (FIRST, 2)], None, ["values[1]"]),
        ([(FIRST, 1)], FIRST, ["until"]),
        ([(FIRST, 1)], FIRST - ONE_DAY, ["until"]),
        ([(SECOND, 1), (FIRST, 2), (FIRST, 3)], FIRST, ["values[1]", "values[2]", "until"]),
    ],
)
def test_days_that_do_not_ascend_are_refused(
    values: list[tuple[date, int]], until: date | None, paths: list[str]
) -> None:
    """No value, a day twice or out of order, or an end too early is refused by place, all at once."""
    with pytest.raises(InvalidInput) as caught:
        Dated(values=values, until=until)
    assert paths == [fault.path for fault in caught.value.faults]
