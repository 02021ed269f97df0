"""Lists, sets and tables, read item by item, every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_origin

from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote

from asnwork.adapters.faults import Refused, spoken

__all__ = ["all_or_faults", "register_collections"]

Hook = Callable[[Any, Any], Any]
Item = tuple[str | int, Any, Hook, object]
"""Where an item stands, its type, how it is read, and what was given."""


def all_or_faults(kind: Any, items: Iterator[Item]) -> list[Any]:
    """Read every item; raise once, with all that went wrong."""
    found: list[Any] = []
    wrong: list[Exception] = []
    for place, item_kind, hook, value in items:
        try:
            found.append(hook(value, item_kind))
        except Exception as error:
            error.add_note(IterableValidationNote(f"at {place!r}", place, item_kind))
            wrong.append(error)
    if wrong:
        raise IterableValidationError("while reading a collection", wrong, kind)
    return found


def register_collections(converter: Converter) -> None:
    """Teach a converter to read tuples, frozen sets and mappings strictly, and to write sets in order."""
    converter.register_structure_hook_factory(_made_of(tuple), lambda kind: _tuple_hook(kind, converter))
    converter.register_structure_hook_factory(_made_of(frozenset), lambda kind: _set_hook(kind, converter))
    converter.register_structure_hook_factory(_made_of(Mapping), lambda kind: _mapping_hook(kind, converter))
    converter.register_unstructure_hook_factory(_made_of(tuple), lambda kind: _tuple_writer(kind, converter))
    converter.register_unstructure_hook_factory(
        _made_of(frozenset), lambda kind: _set_writer(kind, converter)
    )
    converter.register_unstructure_hook_factory(
        _made_of(Mapping), lambda kind: _mapping_writer(kind, converter)
    )


def _made_of(base: type) -> Callable[[Any], bool]:
    def fits(kind: Any) -> bool:
        origin = get_origin(kind) or kind
        return isinstance(origin, type) and issubclass(origin, base) and not hasattr(origin, "_fields")

    return fits


def _listed(value: object, kind: Any) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise Refused(value, spoken(kind))
    return value


def _tuple_hook(kind: Any, converter: Converter) -> Hook:
    arguments = get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner, hook = arguments[0], converter.get_structure_hook(arguments[0])

        def read_many(value: object, _: Any) -> tuple[Any, ...]:
            listed = _listed(value, kind)
            return tuple(all_or_faults(kind, ((i, inner, hook, item) for i, item in enumerate(listed))))

        return read_many
    hooks = [(inner, converter.get_structure_hook(inner)) for inner in arguments]

    def read_fixed(value: object, _: Any) -> tuple[Any, ...]:
        listed = _listed(value, kind)
        if len(listed) != len(hooks):
            raise Refused(value, f"a list of {len(hooks)}: {', '.join(spoken(inner) for inner, _ in hooks)}")
        items = ((i, *pair, item) for i, (pair, item) in enumerate(zip(hooks, listed, strict=True)))
        return tuple(all_or_faults(kind, items))

    return read_fixed


def _set_hook(kind: Any, converter: Converter) -> Hook:
    (inner,) = get_args(kind)
    hook = converter.get_structure_hook(inner)

    def read(value: object, _: Any) -> frozenset[Any]:
        # A set is taken as it is, since a caller may hand over what never was a file.
        listed = sorted(value) if isinstance(value, frozenset | set) else _listed(value, kind)
        found = all_or_faults(kind, ((i, inner, hook, item) for i, item in enumerate(listed)))
        for index, item in enumerate(found):
            if item in found[:index]:
                raise Refused(item, "each item once", at=index)
        return frozenset(found)

    return read


def _mapping_hook(kind: Any, converter: Converter) -> Hook:
    key_kind, value_kind = get_args(kind)
    key_hook, hook = converter.get_structure_hook(key_kind), converter.get_structure_hook(value_kind)

    def read(value: object, _: Any) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise Refused(value, spoken(kind))
        keys = all_or_faults(kind, ((str(key), key_kind, key_hook, key) for key in value))
        items = ((str(key), value_kind, hook, item) for key, item in value.items())
        return dict(zip(keys, all_or_faults(kind, items), strict=True))

    return read


def _tuple_writer(kind: Any, converter: Converter) -> Callable[[Any], Any]:
    arguments = get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        write = converter.get_unstructure_hook(arguments[0])
        return lambda items: [write(item) for item in items]
    if not arguments:
        return lambda items: [converter.unstructure(item) for item in items]
    writers = [converter.get_unstructure_hook(inner) for inner in arguments]
    return lambda items: [write(item) for write, item in zip(writers, items, strict=True)]


def _set_writer(kind: Any, converter: Converter) -> Callable[[Any], Any]:
    return lambda items: sorted(converter.unstructure(item) for item in items)


def _mapping_writer(kind: Any, converter: Converter) -> Callable[[Any], Any]:
    arguments = get_args(kind)
    if not arguments:
        return lambda table: {
            converter.unstructure(key): converter.unstructure(value) for key, value in table.items()
        }
    write_key, write = map(converter.get_unstructure_hook, arguments)
    return lambda table: {write_key(key): write(value) for key, value in table.items()}
