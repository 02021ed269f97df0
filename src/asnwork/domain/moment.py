"""Moments and wall clocks: whole microseconds, time zones, and the hours at which clocks jump.

The one place that looks up time zones. Nothing here uses a float.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = [
    "DAY_US",
    "first_instant_us",
    "from_us",
    "merged",
    "span_us",
    "to_us",
    "wall_to_us",
    "zone_named",
]

DAY_US = 86_400_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND_US = 1_000_000


def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as ``Asia/Jakarta``.

    Raises:
        UnknownName: No such zone; the error names the near misses.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownName("time zone", name, available_timezones()) from None


def span_us(span: timedelta) -> int:
    """A span as whole microseconds, without floats."""
    return (span.days * 86_400 + span.seconds) * _SECOND_US + span.microseconds


def to_us(moment: datetime) -> int:
    """A moment as microseconds since the Unix epoch, exactly.

    Raises:
        InvalidInput: The moment has no zone.

    Examples:
        >>> to_us(datetime(1970, 1, 1, 7, tzinfo=ZoneInfo("Asia/Jakarta")))
        0
    """
    if moment.utcoffset() is None:
        hint = "say where it was read: moment.replace(tzinfo=ZoneInfo('Asia/Jakarta'))"
        given, expected = moment.isoformat(), "a moment with a zone"
        raise InvalidInput(Fault("moment", given=given, expected=expected, hint=hint))
    return span_us(moment - _EPOCH)


def from_us(us: int, zone: str) -> datetime:
    """The moment of a number of microseconds since the Unix epoch, on the clock of the zone.

    Examples:
        >>> from_us(0, "Asia/Jakarta").isoformat()
        '1970-01-01T07:00:00+07:00'
    """
    return (_EPOCH + timedelta(microseconds=us)).astimezone(zone_named(zone))


def first_instant_us(day: date, zone: str) -> int:
    """The first instant of a day in a zone; midnight, or the end of the gap where clocks skip midnight."""
    return to_us(datetime.combine(day, time.min, zone_named(zone)))


def wall_to_us(spans: Iterable[tuple[int, int]], zone: str) -> list[tuple[int, int]]:
    """The instants at which the wall clock of a zone stands inside one of the spans.

    Where clocks jump, the skipped hour is never open, and a repeated hour is open both times.

    Args:
        spans: Start and end on the wall clock, not overlapping, as microseconds since 1970-01-01 00:00 on it.
        zone: IANA name.

    Returns:
        Start and end since the Unix epoch, ascending, half-open, those that touch merged.
    """
    walls = sorted(spans)
    if not walls:
        return []
    found = []
    # A wall clock is never two days off UTC; whole days keep the search for a change on whole seconds.
    first_day, last_day = walls[0][0] // DAY_US - 2, walls[-1][1] // DAY_US + 3
    for begin, end, offset in _offsets(zone_named(zone), first_day * DAY_US, last_day * DAY_US):
        first = bisect_left(walls, begin + offset, key=lambda span: span[1])
        last = bisect_right(walls, end + offset, key=lambda span: span[0])
        for open_at, close_at in walls[first:last]:
            found.append((max(open_at - offset, begin), min(close_at - offset, end)))
    return merged((start, end) for start, end in found if start < end)


def _offsets(zone: ZoneInfo, begin: int, end: int) -> list[tuple[int, int, int]]:
    """Stretches of one offset to UTC: begin, end, offset. Assumption: at most one change in 24 hours."""

    def offset_at(us: int) -> int:
        offset = (_EPOCH + timedelta(microseconds=us)).astimezone(zone).utcoffset() or timedelta()
        return span_us(offset)

    found = []
    since, offset = begin, offset_at(begin)
    for midnight in range(begin, end, DAY_US):
        following = offset_at(midnight + DAY_US)
        if following != offset:
            seconds = range(midnight, midnight + DAY_US + _SECOND_US, _SECOND_US)
            change = seconds[bisect_left(seconds, True, key=lambda us: offset_at(us) != offset)]
            found.append((since, change, offset))
            since, offset = change, following
    return [*found, (since, end, offset)]


def merged(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Intervals in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
