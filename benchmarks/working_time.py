"""Working-time arithmetic: does the cost grow with the distance, and how does it compare.

Prints, for the calendar of Surabaya's offices without Ramadan: the time of adding ten and ten thousand
working hours and their ratio; the same by walking day by day; and by businesstimedelta where it is installed.
Answers are compared.

    python benchmarks/working_time.py
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from statistics import median
from time import perf_counter

from asnwork.domain.working_time import WorkingCalendar, add_us, between_us, from_us, span_us, to_us
from asnwork.indonesia.calendars import surabaya_calendar
from asnwork.indonesia.holidays import national_holidays

SEED = 11
FEW, MANY = timedelta(hours=10), timedelta(hours=10_000)


def seconds(run: Callable[[], object], rounds: int = 7) -> float:
    """The best of several rounds."""
    times = []
    for _ in range(rounds):
        began = perf_counter()
        run()
        times.append(perf_counter() - began)
    return min(times)


def moments(calendar: WorkingCalendar, count: int) -> list[datetime]:
    """Moments of 2020 and 2021, so that ten thousand hours still end inside the calendar."""
    draw = random.Random(SEED)
    first = to_us(datetime(2020, 1, 1, tzinfo=UTC))
    return [from_us(first + draw.randrange(2 * 365 * 1440) * 60_000_000, calendar.zone) for _ in range(count)]


def walk_add(calendar: WorkingCalendar, moment: datetime, amount: timedelta) -> datetime:
    """Adding as it is usually written: open the next day, take off its hours, until nothing is left."""
    week = [calendar.week.on_weekday(weekday) for weekday in range(7)]
    closed = {each.day for each in calendar.exceptions}
    day, left = moment.date(), amount
    while True:
        for start, end in () if day in closed else week[day.weekday()]:
            begin = max(datetime.combine(day, start, moment.tzinfo), moment)
            finish = datetime.combine(day, end, moment.tzinfo)
            if begin < finish:
                if left <= finish - begin:
                    return begin + left
                left -= finish - begin
        day += timedelta(days=1)


def report(
    name: str, add: Callable[[datetime, timedelta], object], given: list[datetime], rounds: int
) -> None:
    """One line: microseconds for ten hours, for ten thousand, their ratio."""
    few, many = (
        seconds(lambda amount=amount: [add(moment, amount) for moment in given], rounds) / len(given) * 1e6
        for amount in (FEW, MANY)
    )
    print(f"{name:<34}{few:>12.2f}{many:>14.2f}{many / few:>10.2f}")


def businesstimedelta_add() -> Callable[[datetime, timedelta], datetime] | None:
    """The same office week in businesstimedelta, or nothing when it is not installed."""
    try:
        import businesstimedelta as peer
    except ImportError:
        return None
    days: dict[tuple[time, time], list[int]] = {}
    for weekday in range(7):
        for interval in surabaya_calendar().week.on_weekday(weekday):
            days.setdefault(interval, []).append(weekday)
    rules = [peer.WorkDayRule(start_time=a, end_time=b, working_days=on) for (a, b), on in days.items()]
    closed = peer.HolidayRule({each.day: each.name for each in national_holidays()})
    all_rules = peer.Rules([*rules, closed])

    def add(moment: datetime, amount: timedelta) -> datetime:
        naive = moment.replace(tzinfo=None)
        later = naive + peer.BusinessTimeDelta(all_rules, seconds=int(amount.total_seconds()))
        return later.replace(tzinfo=moment.tzinfo)

    return add


def main() -> None:
    """Print the table."""
    full = surabaya_calendar()
    # Walking and the peer know no seasons, so the comparison leaves Ramadan out.
    calendar = WorkingCalendar(
        name="no seasons",
        zone=full.zone,
        since=full.since,
        until=full.until,
        week=full.week,
        exceptions=full.exceptions,
    )
    given = moments(calendar, 2000)
    table = calendar.table
    numbers = [to_us(moment) for moment in given]
    print(f"{'adding working time, 2020-2027':<34}{'10 h, µs':>12}{'10,000 h, µs':>14}{'ratio':>10}")

    few, many = (
        seconds(lambda amount=amount: [add_us(table, us, amount) for us in numbers]) / len(numbers) * 1e6
        for amount in (span_us(FEW), span_us(MANY))
    )
    print(f"{'add_us, whole numbers':<34}{few:>12.2f}{many:>14.2f}{many / few:>10.2f}")
    report("WorkingCalendar.add, moments", calendar.add, given, 7)
    report("walking day by day", lambda moment, amount: walk_add(calendar, moment, amount), given[:100], 3)
    agree = all(
        walk_add(calendar, moment, amount) == calendar.add(moment, amount)
        for moment in given[:100]
        for amount in (FEW, MANY)
    )
    print(f"{'  same answers':<34}{agree!s:>12}")
    peer = businesstimedelta_add()
    if peer is None:
        print("businesstimedelta is not installed")
    else:
        report("businesstimedelta", peer, given[:5], 1)
        agree = all(peer(moment, FEW) == calendar.add(moment, FEW) for moment in given[:20])
        print(f"{'  same answers (10 h)':<34}{agree!s:>12}")

    near = [(us, us + span_us(timedelta(days=2))) for us in numbers]
    far = [(us, us + span_us(timedelta(days=2000))) for us in numbers]
    few, many = (
        median(
            [seconds(lambda pairs=pairs: [between_us(table, a, b) for a, b in pairs], 1) for _ in range(7)]
        )
        for pairs in (near, far)
    )
    per = 1e6 / len(numbers)
    print(
        f"\n{'between_us, 2 days and 2,000 days':<34}{few * per:>12.2f}{many * per:>14.2f}{many / few:>10.2f}"
    )


if __name__ == "__main__":
    main()
