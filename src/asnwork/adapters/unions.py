"""Unions: a tag says which class a table is, where the shape alone does not say it.

A union of one class and some scalars needs no tag. Where there are several classes, or a class of nodes
such as `Formula`, each table holds a tag, and a tag that is not known names the near misses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from asnwork.adapters.faults import NOTHING, Refused, did_you_mean, spoken
from asnwork.adapters.scalars import DUMPED, READ
from asnwork.domain.masked_number import MaskedNumber
from asnwork.errors import InvalidIdentity, MaskedIdentity

__all__ = ["register_tagged", "register_unions", "tag_of"]

Reader = Callable[[Any, Any], Any]

# Scalars that a JSON file keeps apart by itself; the others need a tag when they stand in one union.
_NATURAL = (str, int, float, bool, NoneType)
_TAGGED_SCALARS: Mapping[str, type] = {
    "date": date,
    "moment": datetime,
    "time": time,
    "microseconds": timedelta,
}


def tag_of(kind: type) -> str:
    """Return the tag of a class: its name in small letters, words joined by underscores.

    Examples:
        >>> class DatedConstant: ...
        >>> tag_of(DatedConstant)
        'dated_constant'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def register_tagged(
    converter: Converter, base: Any, members: Mapping[str, type], *, tag: str = "kind"
) -> None:
    """Teach a converter a closed family of classes.

    Args:
        converter: The converter; changed in place.
        base: The type that fields name, such as `Formula`.
        members: The classes by tag.
        tag: The key that holds the tag; none of the classes has a field of this name.
    """
    tags = {kind: name for name, kind in members.items()}

    def read(value: object, _: Any) -> Any:
        kind = members[_tag_in(value, tag, members, base)]
        return converter.get_structure_hook(kind)(value, kind)

    def write(value: Any) -> Any:
        return converter.unstructure(value, unstructure_as=type(value))

    def is_member(kind: Any) -> bool:
        return isinstance(kind, type) and kind in tags

    converter.register_structure_hook_func(lambda kind: kind is base, read)
    converter.register_unstructure_hook_func(lambda kind: kind is base, write)
    converter.register_structure_hook_factory(
        is_member, lambda kind: _without_tag(kind, tags[kind], tag, table_reader(kind, converter))
    )
    converter.register_unstructure_hook_factory(
        is_member, lambda kind: _with_tag(tags[kind], tag, make_dict_unstructure_fn(kind, converter))
    )


def _tag_in(value: object, tag: str, members: Mapping[str, Any], kind: Any) -> str:
    if not isinstance(value, Mapping):
        raise Refused(value, f"{spoken(kind)}: a table with the key {tag}")
    name = value.get(tag, NOTHING)
    if not isinstance(name, str) or name not in members:
        known = ", ".join(sorted(members))
        raise Refused(name, f"one of {known}", did_you_mean(name, members), at=tag)
    return name


def _with_tag(name: str, tag: str, write: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {tag: name, **write(value)}


def _without_tag(kind: type, name: str, tag: str, read: Reader) -> Reader:
    def read_tagged(value: Any, _: Any) -> Any:
        if isinstance(value, Mapping) and tag in value:
            _tag_in(value, tag, {name: kind}, kind)
            value = {key: item for key, item in value.items() if key != tag}
        return read(value, kind)

    return read_tagged


def table_reader(kind: Any, converter: Converter, **overrides: Any) -> Reader:
    """Return how a table becomes an attrs class: every key known, every fault reported."""
    options: dict[str, Any] = {"_cattrs_forbid_extra_keys": True, "_cattrs_detailed_validation": True}
    read = make_dict_structure_fn(kind, converter, **options, **overrides)

    def read_table(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Refused(value, spoken(kind))
        return read(value, kind)

    return read_table


def register_unions(converter: Converter) -> None:
    """Teach a converter unions of more than one thing and None."""
    converter.register_structure_hook_factory(_is_union, lambda kind: _union_reader(kind, converter))
    converter.register_unstructure_hook_factory(_is_union, lambda kind: _union_writer(kind, converter))


def _is_union(kind: Any) -> bool:
    members = [member for member in get_args(kind) if member is not NoneType]
    return get_origin(kind) in (Union, UnionType) and len(members) > 1


def _union_reader(kind: Any, converter: Converter) -> Reader:
    members = get_args(kind)
    numbers = [member for member in members if _is_number(member)]
    if numbers:
        return _number_reader(kind, numbers, converter)
    scalars = [member for member in members if member in _NATURAL]
    tagged = _tagged_members(kind)
    tables = _tables(kind)

    def read(value: object, _: Any) -> Any:
        for member in scalars:
            if type(value) is member:
                return READ[member](value)
        if type(value) is int and float in scalars:
            return READ[float](value)
        if len(tables) == 1 and not tagged and isinstance(value, Mapping):
            return converter.structure(value, tables[0])
        if not tagged or not isinstance(value, Mapping):
            raise Refused(value, spoken(kind))
        return _read_tagged(value, kind, tagged, converter)

    return read


def _tables(kind: Any) -> list[Any]:
    origins = [(get_origin(member) or member, member) for member in get_args(kind)]
    return [member for origin, member in origins if attrs.has(origin) and not _is_number(origin)]


def _tagged_members(kind: Any) -> dict[str, Any]:
    members, tables = get_args(kind), _tables(kind)
    found: dict[str, Any] = {name: scalar for name, scalar in _TAGGED_SCALARS.items() if scalar in members}
    if len(tables) > 1 or (tables and found):
        found |= {tag_of(get_origin(member) or member): member for member in tables}
    return found


def _read_tagged(
    value: Mapping[Any, Any], kind: Any, members: Mapping[str, Any], converter: Converter
) -> Any:
    name = _tag_in(value, "kind", members, kind)
    rest = {key: item for key, item in value.items() if key != "kind"}
    if name not in _TAGGED_SCALARS:
        return converter.structure(rest, members[name])
    if set(rest) != {"value"}:
        raise Refused(sorted(map(str, rest)), "the keys kind and value, and no other")
    return READ[members[name]](rest["value"])


def _union_writer(kind: Any, converter: Converter) -> Callable[[Any], Any]:
    names = {get_origin(member) or member: name for name, member in _tagged_members(kind).items()}

    def write(value: Any) -> Any:
        cls = type(value)
        if cls not in names:
            return converter.unstructure(value)
        if cls in DUMPED:
            return {"kind": names[cls], "value": DUMPED[cls](value)}
        return {"kind": names[cls], **converter.unstructure(value)}

    return write


def _is_number(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, MaskedNumber)


def _number_reader(kind: Any, numbers: list[type], converter: Converter) -> Reader:
    """The number says itself which kind it is: the first kind that takes it."""

    def read(value: object, _: Any) -> Any:
        if value is None and NoneType in get_args(kind):
            return None
        for number in numbers:
            try:
                return converter.structure(value, number)
            except InvalidIdentity:
                continue
            except MaskedIdentity:
                raise
        raise Refused("(hidden)", " or ".join(spoken(number) for number in numbers))

    return read
