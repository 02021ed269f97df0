"""A digest of a scenario, the same whatever the order of officers, services and offices in its file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

__all__ = ["digest_of"]

_ANY_ORDER = frozenset({"units", "staff", "demand", "offices", "skills", "requirements"})
"""Fields whose order says nothing."""


def digest_of(value: object) -> str:
    """Return the first 16 hex digits of the SHA-256 of a value made of attrs classes and plain values.

    Args:
        value: The value, such as a scenario.

    Examples:
        >>> digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
        True
    """
    text = json.dumps(_plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def _plain(value: object) -> Any:
    kind: type[Any] = type(value)
    if attrs.has(kind):
        fields = [each for each in attrs.fields(kind) if each.init]
        return {each.name: _of_field(each.name, getattr(value, each.name)) for each in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return _sorted(map(_plain, value))
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _of_field(name: str, value: object) -> Any:
    plain = _plain(value)
    return _sorted(plain) if name in _ANY_ORDER and isinstance(plain, list) else plain


def _sorted(items: Any) -> list[Any]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
