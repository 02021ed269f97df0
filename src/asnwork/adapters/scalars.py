"""Scalars that are never bent into shape: a text stays a text, a number a number, a moment has its zone.

| type | in a file |
|---|---|
| `float` | a number; a whole number is taken when a float holds it exactly |
| `date`, `time` | ``"2026-05-04"``, ``"07:30"``; TOML's own dates and times are taken too |
| `datetime` | ``"2026-05-04T07:30:00+07:00"``, always with its offset |
| `timedelta` | a whole number of microseconds, as durations are counted everywhere else |
| `Enum` | its value |
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum
from typing import Any

from cattrs import Converter

from asnwork.adapters.faults import Refused, did_you_mean, spoken
from asnwork.domain.moment import span_us
from asnwork.errors import Fault, InvalidInput

__all__ = ["DUMPED", "READ", "register_scalars"]

_MOST_EXACT = 2**53
_BUILT_IN = (str, int, float, bool)


def _text(value: object) -> str:
    if type(value) is not str:
        raise Refused(value, spoken(str))
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise Refused(value, spoken(int))
    return value


def _number(value: object) -> float:
    if type(value) is int and abs(value) <= _MOST_EXACT:
        return float(value)
    if type(value) is not float or not math.isfinite(value):
        raise Refused(value, spoken(float))
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise Refused(value, spoken(bool))
    return value


def _day(value: object) -> date:
    if type(value) is date:
        return value
    if type(value) is str and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        found: date | None = _parsed(date.fromisoformat, value)
        if found is not None:
            return found
    raise Refused(value, spoken(date))


def _moment(value: object) -> datetime:
    found = _parsed(datetime.fromisoformat, value) if type(value) is str else value
    if not isinstance(found, datetime):
        raise Refused(value, spoken(datetime))
    if found.utcoffset() is None:
        raise Refused(_plain(value), spoken(datetime), "add the offset, +07:00 in Surabaya")
    return found


def _clock(value: object) -> time:
    found = _parsed(time.fromisoformat, value) if type(value) is str and ":" in value else value
    if type(found) is not time or found.tzinfo is not None:
        raise Refused(_plain(value), spoken(time))
    return found


def _span(value: object) -> timedelta:
    if type(value) is not int:
        raise Refused(value, spoken(timedelta))
    try:
        return timedelta(microseconds=value)
    except OverflowError:
        raise Refused(value, "a span of less than three million years, in microseconds") from None


def _nothing(value: object) -> None:
    if value is not None:
        raise Refused(value, "nothing")


def _parsed(parse: Callable[[str], Any], text: str) -> Any:
    try:
        return parse(text)
    except ValueError:
        return None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | time) else value


READ: Mapping[Any, Callable[[object], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    date: _day,
    datetime: _moment,
    time: _clock,
    timedelta: _span,
    type(None): _nothing,
}
"""How a scalar is read, by its type."""


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise InvalidInput(
            Fault("value", given=value, expected="a finite number", hint="None where it is missing")
        )
    return value


def _zoned(value: datetime) -> str:
    if value.utcoffset() is None:
        hint = "add tzinfo"
        raise InvalidInput(
            Fault("moment", given=value.isoformat(), expected="a moment with a zone", hint=hint)
        )
    return value.isoformat()


DUMPED: Mapping[type, Callable[[Any], Any]] = {
    float: _finite,
    date: date.isoformat,
    datetime: _zoned,
    time: time.isoformat,
    timedelta: span_us,
}
"""How a scalar is written, by its type; those not listed are written as they are."""


def register_scalars(converter: Converter) -> None:
    """Teach a converter to read and write scalars strictly."""
    for kind, read in READ.items():
        _register(converter, kind, read)
    for kind, write in DUMPED.items():
        converter.register_unstructure_hook_func(_is(kind), write)
    converter.register_structure_hook_func(_is_enum, _member)
    converter.register_unstructure_hook_func(_is_enum, _value_of)
    converter.register_unstructure_hook(StrEnum, _value_of)


def _register(converter: Converter, kind: Any, read: Callable[[object], Any]) -> None:
    if kind in _BUILT_IN:
        # cattrs looks these up by class before all else, and so meets their subclasses here too.
        converter.register_structure_hook(
            kind, lambda value, asked: _member(value, asked) if _is_enum(asked) else read(value)
        )
    else:
        converter.register_structure_hook_func(_is(kind), lambda value, _: read(value))


def _is(kind: Any) -> Callable[[Any], bool]:
    # By identity, not by class: in Python a datetime is a date, here it is not.
    return lambda other: other is kind


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _value_of(member: Enum) -> Any:
    return member.value


def _member(value: object, kind: type[Enum]) -> Enum:
    for member in kind:
        if type(member.value) is type(value) and member.value == value:
            return member
    values = [str(member.value) for member in kind]
    raise Refused(value, spoken(kind), did_you_mean(value, values))
