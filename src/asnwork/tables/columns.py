"""What a column may hold: checked, all faults at once, brought to plain Python values."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal, TypeAlias, cast

from asnwork.errors import Fault, InvalidInput

__all__ = ["Kind", "Value", "checked_columns", "checked_units", "kind_of"]

Value: TypeAlias = str | int | float | bool | date | datetime | None
Kind: TypeAlias = Literal["none", "text", "bool", "int", "float", "date", "datetime"]

_NAMES: dict[Kind, str] = {
    "text": "text",
    "bool": "a truth value",
    "float": "a number",
    "date": "a date",
    "datetime": "a datetime",
}
_EXPECTED = "text, a number, a truth value, a date, an aware datetime or None"


def _plain(value: object) -> object:
    """A numpy scalar as the Python value that it stands for; anything else as it is."""
    item = getattr(value, "item", None)
    return item() if callable(item) else value


def _kind(value: object) -> Kind | None:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, datetime):  # before date, of which it is a kind
        return "datetime"
    for kind, types in _KINDS:
        if isinstance(value, types):
            return kind
    return None


_KINDS: tuple[tuple[Kind, type], ...] = (("int", int), ("float", float), ("text", str), ("date", date))


def _fault(path: str, value: object) -> Fault | None:
    kind = _kind(value)
    if kind is None:
        return Fault(path, given=value, expected=_EXPECTED)
    if isinstance(value, float) and not math.isfinite(value):
        return Fault(path, given=value, expected="a finite value", hint="use None where a value is missing")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return Fault(path, given=value, expected="a whole number of at most 64 bits")
    # What pandas gives for a missing moment is a datetime too, and has no zone.
    if isinstance(value, datetime) and value.utcoffset() is None:
        return Fault(
            path,
            given=value,
            expected="a datetime with its zone",
            hint="add tzinfo; None where it is missing",
        )
    return None


def kind_of(values: Iterable[Value]) -> Kind:
    """What a checked column holds; whole numbers beside fractions are `float`, nothing at all is `none`."""
    kinds = {_kind(value) for value in values if value is not None}
    if kinds == {"int", "float"}:
        return "float"
    return next((kind for kind in kinds if kind is not None), "none")


def _mixed(path: str, values: tuple[object, ...]) -> Iterable[Fault]:
    first: Kind | None = None
    for place, value in enumerate(values):
        kind = None if value is None else _kind(value)
        kind = "float" if kind == "int" else kind
        if first is None:
            first = kind
        elif kind is not None and kind != first:
            yield Fault(
                f"{path}[{place}]", given=value, expected=f"{_NAMES[first]} like the values before it"
            )
            return


def _column(name: str, values: Iterable[object], faults: list[Fault]) -> tuple[object, ...]:
    path = f"columns.{name}"
    if isinstance(values, str | bytes):
        faults.append(Fault(path, given=values, expected="a sequence of values", hint="put it in a list"))
        return ()
    tolist = getattr(values, "tolist", None)
    plain = tuple(_plain(value) for value in (tolist() if callable(tolist) else values))
    found = [
        fault
        for place, value in enumerate(plain)
        if value is not None and (fault := _fault(f"{path}[{place}]", value))
    ]
    faults.extend(found or _mixed(path, plain))
    return plain


def checked_columns(columns: Mapping[str, Iterable[object]]) -> dict[str, tuple[Value, ...]]:
    """The columns as tuples of plain values.

    Raises:
        InvalidInput: Every value that no column may hold, columns of mixed kinds, unequal lengths.
    """
    names: Iterable[object] = columns
    faults = [
        Fault("columns", given=name, expected="a name as text")
        for name in names
        if not (isinstance(name, str) and name)
    ]
    checked = {name: _column(name, values, faults) for name, values in columns.items()}
    lengths = {name: len(values) for name, values in checked.items()}
    if not faults and len(set(lengths.values())) > 1:
        faults.append(Fault("columns", given=lengths, expected="columns of equal length"))
    if faults:
        raise InvalidInput(*faults)
    return cast(dict[str, tuple[Value, ...]], checked)


def checked_units(units: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The units, each of a column that exists.

    Raises:
        InvalidInput: A unit for a column that is not there; the hint names columns like it.
    """
    known = tuple(names)
    given: Mapping[str, object] = units
    faults = [
        Fault(f"units.{name}", given=unit, expected="a unit as text")
        for name, unit in given.items()
        if not isinstance(unit, str)
    ]
    faults += [
        Fault(
            f"units.{name}",
            given=unit,
            expected="the unit of a column",
            hint=f"columns: {', '.join(difflib.get_close_matches(name, known) or known) or 'none'}",
        )
        for name, unit in units.items()
        if name not in known
    ]
    if faults:
        raise InvalidInput(*faults)
    return dict(units)
