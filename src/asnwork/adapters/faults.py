"""Faults with paths: what went wrong while a value was built, made fit for people to read.

cattrs collects what goes wrong as groups of exceptions, with notes that say where. Here the groups are
walked, so that every leaf becomes one `Fault` whose path reads like ``officers[3].skills[0].level``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from asnwork.domain.formula import Formula
from asnwork.domain.masked_number import MaskedNumber
from asnwork.errors import (
    AsnworkError,
    DuplicateName,
    Fault,
    InvalidInput,
    MaskedIdentity,
    UnknownName,
    near_hint,
)

__all__ = [
    "HIDDEN",
    "NOTHING",
    "TWICE",
    "Refused",
    "Word",
    "did_you_mean",
    "faults_of",
    "joined",
    "joined_text",
    "leaves",
    "spoken",
]


class Word:
    """Stands for a value in the text of a fault, as a word without quotes."""

    def __init__(self, word: str) -> None:
        self._word = word

    def __repr__(self) -> str:
        return self._word


NOTHING = Word("nothing")
"""Given where nothing was given; prints without quotes."""
HIDDEN = Word("(hidden)")
"""Given where the value may be an identity number."""
TWICE = Word("twice")
"""Given where a key stands more than once."""


class Refused(Exception):
    """A value that is not what its place takes; `at` is where inside the value, empty for all of it."""

    def __init__(self, given: object, expected: str, hint: str = "", *, at: str | int = "") -> None:
        super().__init__(expected)
        self.given = given
        self.expected = expected
        self.hint = hint
        self.at = at


def did_you_mean(name: object, known: Iterable[str], kind: str = "") -> str:
    """Return a hint: the known names like this one, or else, when their kind is given, the first few.

    Examples:
        >>> did_you_mean("levl", ["code", "level"])
        'did you mean level?'
        >>> did_you_mean("x", ["code", "level"], "keys")
        'keys: code, level'
    """
    names = sorted(known)
    hint = near_hint(name, names) if isinstance(name, str) else ""
    if hint or not kind or not names:
        return hint
    return f"{kind}: {', '.join(names[:12])}{', ...' if len(names) > 12 else ''}"


def joined(path: str, step: str | int) -> str:
    """Return the path one step deeper: a key, or the index of an item.

    Examples:
        >>> joined(joined("officers", 3), "level"), joined("figures", "done.work")
        ('officers[3].level', 'figures."done.work"')
    """
    if isinstance(step, int):
        return f"{path}[{step}]"
    step = step if re.fullmatch(r"[\w-]+", step) else f'"{step}"'
    return f"{path}.{step}" if path else step


_SPOKEN: Mapping[object, str] = {
    str: "a text",
    int: "a whole number",
    float: "a finite number",
    bool: "true or false",
    NoneType: "nothing",
    date: "a day such as 2026-05-04",
    datetime: "a moment with its offset, such as 2026-05-04T07:30:00+07:00",
    time: "a time of day such as 07:30",
    timedelta: "a whole number of microseconds",
    Formula: "a formula",
}


def spoken(kind: Any) -> str:
    """Return in words what a type takes.

    Examples:
        >>> spoken(int), spoken(tuple[str, ...]), spoken(float | None)
        ('a whole number', 'a list', 'a finite number or nothing')
    """
    if kind in _SPOKEN:
        return _SPOKEN[kind]
    if hasattr(kind, "__supertype__"):
        return spoken(kind.__supertype__)
    origin = get_origin(kind) or kind
    if isinstance(origin, type) and origin is not UnionType:
        return _spoken_class(origin)
    return " or ".join(spoken(member) for member in get_args(kind))


def _spoken_class(kind: type) -> str:
    if issubclass(kind, Enum):
        return "one of " + ", ".join(repr(member.value) for member in kind)
    if issubclass(kind, MaskedNumber):
        return f"a {kind.kind}" if hasattr(kind, "kind") else "an identity number"
    if attrs.has(kind):
        return f"a table ({kind.__name__})"
    if issubclass(kind, Mapping):
        return "a table"
    if issubclass(kind, tuple | list | frozenset):
        return "a list"
    return f"a {kind.__name__}"


def leaves(error: Exception, path: str = "") -> Iterator[tuple[str, Any, Exception]]:
    """Yield what went wrong, one by one: the path, the type expected there, and the exception.

    The type is that of the field or item; for what a class found only once its fields were right, the class.
    """
    yield from _leaves(error, path, None)


def _leaves(error: Exception, path: str, kind: Any) -> Iterator[tuple[str, Any, Exception]]:
    if not isinstance(error, BaseValidationError):
        yield path, kind, error
        return
    for child in error.exceptions:
        inner, inner_kind = path, error.cl
        for note in getattr(child, "__notes__", ()):
            if isinstance(note, AttributeValidationNote | IterableValidationNote):
                step = note.name if isinstance(note, AttributeValidationNote) else note.index
                inner, inner_kind = joined(path, step), note.type
        yield from _leaves(child, inner, inner_kind)


def faults_of(error: Exception, path: str = "") -> tuple[Fault, ...]:
    """Return every fault of what went wrong.

    Args:
        error: What cattrs or a class raised.
        path: Where the value stands in what was read.

    Raises:
        Exception: A leaf that is no fault of the input is raised again as it is.
    """
    return tuple(
        fault.at(fault.path or "(all of it)")
        for where, kind, leaf in leaves(error, path)
        for fault in _leaf_faults(leaf, where, kind)
    )


def _leaf_faults(error: Exception, path: str, kind: Any) -> Iterator[Fault]:
    match error:
        case Refused():
            where = path if error.at == "" else joined(path, error.at)
            yield Fault(where, given=error.given, expected=error.expected, hint=error.hint)
        case ForbiddenExtraKeysError():
            yield from _extra_faults(error, path)
        case KeyError():
            yield Fault(path, given=NOTHING, expected=spoken(kind))
        case AsnworkError():
            yield from _domain_faults(error, path, kind)
        case RecursionError():
            yield Fault(path, given=Word("too many levels"), expected="tables that are nested less deeply")
        case ValueError() | ArithmeticError():
            yield Fault(path, given=HIDDEN, expected=f"a value that fits ({error})")
        case _:
            raise error


def _extra_faults(error: ForbiddenExtraKeysError, path: str) -> Iterator[Fault]:
    known = [each.name for each in attrs.fields(get_origin(error.cl) or error.cl) if each.init]
    for key in sorted(map(str, error.extra_fields)):
        # The key is shown and never its value, which may be an identity number under a mistyped key.
        yield Fault(
            joined(path, key), given=key, expected="a known key", hint=did_you_mean(key, known, "keys")
        )


def _domain_faults(error: AsnworkError, path: str, kind: Any) -> Iterator[Fault]:
    match error:
        case InvalidInput():
            for fault in error.faults:
                yield fault.at(_inside(path, fault.path, kind))
        case UnknownName():
            hint = f"did you mean {' or '.join(error.near)}?" if error.near else ""
            yield Fault(path, given=error.name, expected=f"a known {error.kind}", hint=hint)
        case DuplicateName():
            yield Fault(path, given=error.name, expected=f"each {error.kind} once", hint="rename one of them")
        case MaskedIdentity():
            hint = "write the file with make_converter(identities='plain') to keep it whole"
            yield Fault(path, given=error.masked, expected=f"a {error.kind} in full", hint=hint)
        case _:
            yield Fault(path, given=HIDDEN, expected=f"a value that fits ({error})")


def _inside(path: str, below: str, kind: Any) -> str:
    """The path of a fault that a class found in itself; a name of its own class in front is left out."""
    origin = get_origin(kind) or kind
    names = {each.name for each in attrs.fields(origin)} if attrs.has(origin) else set()
    parts = re.split(r"\.(?![^\[]*\])", below)
    for start in range(len(parts)):
        if re.split(r"\[", parts[start], maxsplit=1)[0] in names:
            return joined_text(path, ".".join(parts[start:]))
    return path if re.fullmatch(r"\w+\[.*\]", below) else joined_text(path, below)


def joined_text(path: str, below: str) -> str:
    """Return two paths as one."""
    if not path or not below:
        return path or below
    return f"{path}{below}" if below.startswith("[") else f"{path}.{below}"
