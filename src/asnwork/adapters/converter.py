"""The strict converter: values to plain tables, lists and scalars, and back, without bending anything.

A key that no class knows, a text where a number belongs, NaN, a moment without its zone: each is refused,
and `structure` reports all of them at once. Formulas and events of a request hold a tag that says what
they are: the key ``kind`` of a formula (``"figure"``, ``"arithmetic"``, ...), the key ``type`` of an event
(``"RequestSubmitted"``, ...). Identity numbers and phones are written masked unless asked otherwise.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal, TypeVar, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_unstructure_fn, override

from asnwork.adapters.containers import register_collections
from asnwork.adapters.faults import HIDDEN, Refused, faults_of, leaves, spoken
from asnwork.adapters.scalars import register_scalars
from asnwork.adapters.unions import register_tagged, register_unions, table_reader, tag_of
from asnwork.domain import formula
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.channel import Channel
from asnwork.domain.masked_number import MaskedNumber
from asnwork.domain.place import District, WorkPlace
from asnwork.domain.request import events
from asnwork.domain.service import Service
from asnwork.errors import AsnworkError, InvalidInput, MaskedIdentity, UnknownName

__all__ = ["as_json", "make_converter", "structure"]

T = TypeVar("T")

_DEEPEST = 100

_FORMULAS = (
    formula.Figure,
    formula.Constant,
    formula.DatedConstant,
    formula.Arithmetic,
    formula.Comparison,
    formula.Banded,
    formula.IfMissing,
)


def make_converter(identities: Literal["masked", "plain"] = "masked") -> Converter:
    """Return a new strict converter; what is registered on it later stays its own.

    Args:
        identities: Whether identity numbers and phones are written masked or in full. Masked ones cannot
            be read again.

    Raises:
        UnknownName: Neither of the two.

    Examples:
        >>> from asnwork.domain.officer import Skill
        >>> converter = make_converter()
        >>> converter.unstructure(Skill(code="verify", level=2))
        {'code': 'verify', 'level': 2}
    """
    if identities not in ("masked", "plain"):
        raise UnknownName("way to write identities", identities, ("masked", "plain"))
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    _register_classes(converter)
    register_scalars(converter)
    register_collections(converter)
    register_unions(converter)
    register_tagged(converter, formula.Formula, {tag_of(kind): kind for kind in _FORMULAS})
    register_tagged(converter, events.RequestEvent, _event_classes(), tag="type")
    _register_numbers(converter, plain=identities == "plain")
    _register_catalogue(converter)
    return converter


def _event_classes() -> dict[str, type]:
    classes = [getattr(events, name) for name in events.__all__ if name != "RequestEvent"]
    return {each.__name__: each for each in classes if issubclass(each, events.RequestEvent)}


def _register_classes(converter: Converter) -> None:
    def is_class(kind: Any) -> bool:
        return attrs.has(get_origin(kind) or kind)

    converter.register_structure_hook_factory(is_class, lambda kind: table_reader(kind, converter))


def _register_catalogue(converter: Converter) -> None:
    """A catalogue is made of lists and keeps tables by code; a file holds the lists."""

    def listed(items: Any) -> Any:
        write = converter.get_unstructure_hook(items)
        return override(
            struct_hook=converter.get_structure_hook(items),
            unstruct_hook=lambda table: write(tuple(table.values())),
        )

    overrides: dict[str, Any] = {
        "services": listed(tuple[Service, ...]),
        "channels": listed(tuple[Channel, ...]),
        "places": listed(tuple[WorkPlace, ...]),
        "districts": listed(tuple[District, ...]),
    }
    converter.register_structure_hook(Catalogue, table_reader(Catalogue, converter, **overrides))
    converter.register_unstructure_hook(
        Catalogue, make_dict_unstructure_fn(Catalogue, converter, **overrides)
    )


def _register_numbers(converter: Converter, *, plain: bool) -> None:
    def is_number(kind: Any) -> bool:
        return isinstance(kind, type) and issubclass(kind, MaskedNumber)

    def read(value: object, kind: type[MaskedNumber]) -> MaskedNumber:
        if type(value) is not str:
            raise Refused(HIDDEN, f"{spoken(kind)}, as a text")
        return kind.parse(value)

    converter.register_structure_hook_func(is_number, read)
    converter.register_unstructure_hook_func(
        is_number, lambda number: number.plain() if plain else number.masked
    )


# A pure function of its argument; a converter costs more to make than most values cost to read.
@cache
def _shared(identities: Literal["masked", "plain"]) -> Converter:
    return make_converter(identities)


def structure(value: object, kind: type[T], *, source: str = "", converter: Converter | None = None) -> T:
    """Return a value of a class from plain tables, lists and scalars.

    Args:
        value: What a file holds.
        kind: The class to build.
        source: Where it was read, for the text of an error.
        converter: A converter of your own, from `make_converter`.

    Raises:
        InvalidInput: Something is wrong; holds every fault with its path.
        MaskedIdentity: All that is wrong is that an identity number is masked.

    Examples:
        >>> from asnwork.domain.officer import Officer
        >>> structure({"id": 7, "kind": "pns", "skills": [{"code": "verify", "levl": 2}]}, Officer)
        Traceback (most recent call last):
        ...
        asnwork.errors.InvalidInput: 3 faults
          - id: given 7, expected a text
          - kind: given 'pns', expected a table (OfficerKind)
          - skills[0].levl: given 'levl', expected a known key (did you mean level?)
    """
    try:
        if _too_deep(value):
            raise RecursionError
        return (converter or _shared("masked")).structure(value, kind)
    except (BaseValidationError, Refused, AsnworkError, RecursionError) as error:
        found = list(leaves(error))
        if all(isinstance(leaf, MaskedIdentity) for _, _, leaf in found):
            raise _masked(found, source) from None
        raise InvalidInput(*faults_of(error), source=source) from None


def _too_deep(value: object) -> bool:
    """Whether tables and lists are nested so deeply that reading them would break the stack."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list | tuple)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _masked(found: list[tuple[str, Any, Exception]], source: str) -> Exception:
    error = found[0][2]
    paths = ", ".join(path for path, _, _ in found)
    error.add_note(f"at {paths}" + (f" in {source}" if source else ""))
    return error


def as_json(value: object, *, identities: Literal["masked", "plain"] = "masked") -> str:
    """Return a value as JSON text, the same bytes for equal values; moments keep their offset.

    Examples:
        >>> from asnwork.domain.officer import Skill
        >>> print(as_json(Skill(code="verify")), end="")
        {
          "code": "verify",
          "level": 1
        }
    """
    plain = _shared(identities).unstructure(value)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
