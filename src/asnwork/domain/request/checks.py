"""Checks that the values of a request share; each yields its faults, so that all are reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone

from asnwork.errors import Fault, InvalidInput

__all__ = [
    "at_fixed_offset",
    "kind_faults",
    "moment_faults",
    "refuse",
    "span_faults",
    "text_faults",
    "twice_faults",
]


def at_fixed_offset(moment: datetime) -> datetime:
    """Return the same moment with the offset it has, in place of the rules of its zone.

    A stored moment then reads the same for ever, also after the rules of the zone are changed. What is no
    moment with a zone is handed back as it is, for `moment_faults` to refuse.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> at_fixed_offset(datetime(2026, 5, 4, 9, tzinfo=ZoneInfo("Asia/Jakarta"))).isoformat()
        '2026-05-04T09:00:00+07:00'
    """
    if not isinstance(moment, datetime):
        return moment
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=timezone(offset), fold=0)


def moment_faults(path: str, moment: object) -> Iterator[Fault]:
    """Yield a fault unless this is a moment with a zone."""
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        given = moment.isoformat() if isinstance(moment, datetime) else moment
        hint = "say where it was read: moment.replace(tzinfo=ZoneInfo('Asia/Jakarta'))"
        yield Fault(path, given=given, expected="a moment with a zone", hint=hint)


def kind_faults(path: str, value: object, kind: type) -> Iterator[Fault]:
    """Yield a fault unless the value is of this kind."""
    if not isinstance(value, kind):
        yield Fault(path, given=value, expected=f"a {kind.__name__}")


def span_faults(path: str, span: object) -> Iterator[Fault]:
    """Yield a fault unless this is a span of time that is not negative."""
    if not isinstance(span, timedelta) or span < timedelta():
        yield Fault(path, given=span, expected="a timedelta of zero or more")


def text_faults(path: str, text: object) -> Iterator[Fault]:
    """Yield a fault unless this is a text that says something."""
    if not isinstance(text, str) or not text.strip():
        yield Fault(path, given=text, expected="a text that is not empty")


def twice_faults(path: str, codes: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each code that stands twice or more."""
    listed = list(codes)
    for code in dict.fromkeys(listed):
        if listed.count(code) > 1:
            yield Fault(path, given=code, expected="each code once")


def refuse(faults: Iterable[Fault], source: str) -> None:
    """Raise InvalidInput with all the faults, if there are any."""
    found = tuple(faults)
    if found:
        raise InvalidInput(*found, source=source)
