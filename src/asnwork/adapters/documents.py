"""Documents: TOML and JSON files, read strictly into values.

A file that is not there, is a folder, is longer than `LONGEST` bytes, is not UTF-8, begins with a byte
order mark, breaks the syntax, or has a key twice is refused, with the line where that is known.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from cattrs import Converter

from asnwork.adapters.converter import structure
from asnwork.adapters.faults import TWICE, Word, joined
from asnwork.adapters.files import marked_as, open_file
from asnwork.errors import Fault, InvalidInput

__all__ = ["LONGEST", "Form", "kind_of", "parse", "parse_document", "read_document", "read_text"]

T = TypeVar("T")
Form: TypeAlias = Literal["toml", "json"]

LONGEST = 64 * 1024 * 1024
"""The longest document that is read, in bytes (64 MiB)."""

_KINDS: Mapping[str, frozenset[str]] = {
    "scenario": frozenset({"scenario"}),
    "law": frozenset({"parameters", "instrument"}),
    "reform": frozenset({"reform", "changes"}),
    "catalogue": frozenset({"service", "channel", "places", "districts", "skills"}),
    "mapping": frozenset({"events", "cases"}),
}


class _Syntax(Fault):
    """A text that breaks the syntax of its form: the parser's own words, after the place."""

    __slots__ = ()

    def __init__(self, path: str, form: str, problem: str) -> None:
        super().__init__(path, given=Word(f"not valid {form}: {problem}"), expected=f"valid {form}")

    def __str__(self) -> str:
        return f"{self.path}: {self.given!r}"


def kind_of(content: Mapping[str, Any], source: str = "") -> str:
    """Return what kind of file has this content: "scenario", "law", "reform", "catalogue" or "mapping".

    Raises:
        InvalidInput: It is none of these.

    Examples:
        >>> kind_of({"cases": {}, "zone": "Asia/Jakarta"})
        'mapping'
    """
    for kind, keys in _KINDS.items():
        if keys & content.keys():
            return kind
    expected = "; ".join(f"{kind}: {' or '.join(sorted(keys))}" for kind, keys in _KINDS.items())
    given = ", ".join(sorted(content)) or "nothing"
    raise InvalidInput(
        Fault("(all of it)", given=given, expected=f"a table of one kind ({expected})"), source=source
    )


def read_document(path: str | os.PathLike[str], kind: type[T], *, converter: Converter | None = None) -> T:
    """Return a value of a class from a file that ends in ``.toml`` or ``.json``.

    Args:
        path: The file.
        kind: The class to build.
        converter: A converter of your own, from `make_converter`.

    Raises:
        InvalidInput: The file cannot be read or something in it is wrong; holds every fault with its path.
        MaskedIdentity: All that is wrong is that an identity number is masked.
    """
    source = os.fspath(path)
    return parse_document(read_text(path), kind, form=_form_of(source), source=source, converter=converter)


def parse_document(
    text: str, kind: type[T], *, form: Form, source: str = "", converter: Converter | None = None
) -> T:
    """Return a value of a class from the text of a document.

    Args:
        text: The document.
        kind: The class to build.
        form: "toml" or "json".
        source: Where it was read, for the text of an error.
        converter: A converter of your own, from `make_converter`.

    Raises:
        InvalidInput: Something is wrong; holds every fault with its path.
        MaskedIdentity: All that is wrong is that an identity number is masked.

    Examples:
        >>> from asnwork.domain.officer import Skill
        >>> parse_document("code = 'verify'", Skill, form="toml")
        Skill(code='verify', level=1)
        >>> parse_document('{"code": "verify", "code": "sign"}', Skill, form="json")
        Traceback (most recent call last):
        ...
        asnwork.errors.InvalidInput: code: given twice, expected each key once in a table
    """
    return structure(parse(text, form=form, source=source), kind, source=source, converter=converter)


def parse(text: str, *, form: Form, source: str = "") -> Any:
    """Return the plain tables, lists and scalars of a document; `parse_document` goes on from there.

    Raises:
        InvalidInput: The syntax is broken, or a key stands twice in one table.
    """
    try:
        found = tomllib.loads(text) if form == "toml" else json.loads(text, object_pairs_hook=_Pairs)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(_toml_fault(error, text), source=source) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InvalidInput(_Syntax(where, "JSON", error.msg), source=source) from None
    except RecursionError:
        fault = Fault(
            "(all of it)", given=Word("too many levels"), expected="tables that are nested less deeply"
        )
        raise InvalidInput(fault, source=source) from None
    except ValueError as error:  # a number of more digits than Python reads
        raise InvalidInput(
            Fault("(all of it)", given=Word("something else"), expected=f"numbers ({error})"), source=source
        ) from None
    twice = tuple(_twice(found, ""))
    if twice:
        raise InvalidInput(*twice, source=source)
    return found


class _Pairs(dict[str, Any]):
    """A JSON object that remembers which keys it was given twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.twice = [] if len(keys) == len(self) else [key for key in self if keys.count(key) > 1]


def _twice(value: object, path: str) -> Iterator[Fault]:
    stack = [(value, path)]
    while stack:
        outer, where = stack.pop()
        if isinstance(outer, _Pairs):
            for key in outer.twice:
                yield Fault(joined(where, key), given=TWICE, expected="each key once in a table")
            stack += [
                (inner, joined(where, key)) for key, inner in outer.items() if isinstance(inner, dict | list)
            ]
        elif isinstance(outer, list):
            stack += [(inner, joined(where, index)) for index, inner in enumerate(outer)]


def _toml_fault(error: tomllib.TOMLDecodeError, text: str) -> Fault:
    match = re.fullmatch(r"(.*) \(at (line .*)\)", str(error), re.DOTALL)
    if match:
        return _Syntax(match[2], "TOML", match[1])
    # At the end of the document the parser names no line: it is the last one with something on it.
    return _Syntax(f"line {text.rstrip().count(chr(10)) + 1}", "TOML", str(error))


def _form_of(source: str) -> Form:
    suffix = Path(source).suffix
    if suffix == ".toml":
        return "toml"
    if suffix == ".json":
        return "json"
    raise InvalidInput(
        Fault("file", given=suffix, expected="a name that ends in .toml or .json"), source=source
    )


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file that is UTF-8 and no longer than `LONGEST` bytes.

    Raises:
        InvalidInput: It is not there, is no ordinary file, is too long, or is not UTF-8.
    """
    source = os.fspath(path)
    with open_file(source) as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        fault = Fault("file", given=f"more than {LONGEST} bytes", expected=f"at most {LONGEST // 2**20} MiB")
        raise InvalidInput(fault, source=source)
    if mark := marked_as(content):
        hint = "save it as UTF-8 without a byte order mark"
        raise InvalidInput(Fault("file", given=mark, expected="plain UTF-8", hint=hint), source=source)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        given = f"the byte 0x{content[error.start]:02x}"
        raise InvalidInput(Fault(f"line {line}", given=given, expected="UTF-8"), source=source) from None
