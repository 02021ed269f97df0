"""What keeps an object from being a scorer: everything at once, before anything is scored by it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from asnwork.domain.law import Parameter
from asnwork.errors import Fault
from asnwork.scoring.scorer import Lever, Scale

__all__ = ["scorer_faults"]

_Check = tuple[str, Callable[[Any], bool], str]


def scorer_faults(thing: object) -> tuple[Fault, ...]:
    """Return everything that keeps an object from being a scorer; nothing when it is one.

    It needs no base class: what it has is looked at. What it answers is checked by `evaluate`, and what it
    promises by the laws of `asnwork.testing`.

    Args:
        thing: Any object.

    Returns:
        A fault for each thing that `asnwork.scoring.Scorer` asks for and that is missing or of another type:
        `name`, `version`, `scale`, `reads`, `score`; and for `parameters`, `units` and `levers`, where the
        object has them and they are of another type.

    Examples:
        >>> class Half:
        ...     name, version = "half of it", 2
        >>> for fault in scorer_faults(Half()):
        ...     print(fault)
        name: given 'half of it', expected a name of letters, digits and _, such as 'near_the_citizen'
        version: given 2, expected a text, such as '1'
        scale: given nothing, expected a Scale, such as POINTS
        reads: given nothing, expected a frozenset of the names of figures
        score: given nothing, expected a method score(view, on)
    """
    if isinstance(thing, type):
        hint = f"hand over {thing.__name__}(...)"
        return (Fault("scorer", given=thing, expected="an object, not its class", hint=hint),)
    return (*_faults(thing, _REQUIRED, optional=False), *_faults(thing, _OPTIONAL, optional=True))


class _Told:
    """What is said in place of a value, without quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _faults(thing: object, checks: tuple[_Check, ...], *, optional: bool) -> Iterator[Fault]:
    for name, fits, expected in checks:
        try:
            value = getattr(thing, name)
        except AttributeError:
            if not optional:
                yield Fault(name, given=_Told("nothing"), expected=expected)
        except Exception as error:
            yield Fault(name, given=_Told(f"{type(error).__name__}: {error}"), expected=expected)
        else:
            if not fits(value):
                yield Fault(name, given=value, expected=expected)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier()


def _is_version(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_names(value: Any) -> bool:
    return isinstance(value, frozenset) and all(isinstance(each, str) for each in value)


def _takes_view_and_day(value: Any) -> bool:
    if not callable(value):
        return False
    try:
        inspect.signature(value).bind({}, date.min)
    except TypeError:
        return False
    except ValueError:  # what is built in shows no signature
        return True
    return True


def _are_units(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(name, str) and isinstance(unit, str) for name, unit in value.items()
    )


def _all_of(kind: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, tuple) and all(isinstance(each, kind) for each in value)


_REQUIRED: tuple[_Check, ...] = (
    ("name", _is_name, "a name of letters, digits and _, such as 'near_the_citizen'"),
    ("version", _is_version, "a text, such as '1'"),
    ("scale", lambda value: isinstance(value, Scale), "a Scale, such as POINTS"),
    ("reads", _are_names, "a frozenset of the names of figures"),
    ("score", _takes_view_and_day, "a method score(view, on)"),
)
_OPTIONAL: tuple[_Check, ...] = (
    ("parameters", _all_of(Parameter), "a tuple of parameters of the law"),
    ("units", _are_units, "a mapping from the names of figures to their units"),
    ("levers", _all_of(Lever), "a tuple of levers"),
)
