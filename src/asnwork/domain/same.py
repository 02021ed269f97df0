"""A key for a store of what was made of some things: it goes by their identity."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Generic, TypeVar

__all__ = ["Same"]

T = TypeVar("T")


class Same(Generic[T]):
    """The very same things: to compare them part by part would take longer than what is kept of them saves.

    Examples:
        >>> one, other = [1], [1]
        >>> Same([one]) == Same([one]), Same([one]) == Same([other])
        (True, False)
    """

    __slots__ = ("things",)

    def __init__(self, things: Iterable[T]) -> None:
        self.things = tuple(things)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.things)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Same)
            and len(self.things) == len(other.things)
            and all(map(operator.is_, self.things, other.things))
        )
