"""Lists of the law: elements of a survey, categories of data, whom a rule excludes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from asnwork.errors import DuplicateName, Fault, InvalidInput

__all__ = ["Item", "Items"]


@frozen(kw_only=True)
class Item:
    """One entry of a list of the law: its name for programs, and for people in two languages."""

    code: str
    label: str = ""
    label_id: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.code.strip():
            raise InvalidInput(Fault("code", given=self.code, expected="the name of the entry"))

    def __str__(self) -> str:
        return self.label or self.code


@frozen
class Items:
    """A list of the law, in its order.

    Raises:
        InvalidInput: It is empty.
        DuplicateName: A code stands twice.

    Examples:
        >>> data = Items([Item(code="health", label="health data"), Item(code="genetic")])
        >>> data.codes, "health" in data, len(data)
        (('health', 'genetic'), True, 2)
    """

    entries: tuple[Item, ...] = field(converter=tuple[Item, ...])

    def __attrs_post_init__(self) -> None:
        if not self.entries:
            raise InvalidInput(Fault("items", given="none", expected="at least one entry"))
        for code in self.codes:
            if self.codes.count(code) > 1:
                raise DuplicateName("entry of a list", code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(item.code for item in self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __iter__(self) -> Iterator[Item]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @classmethod
    def of(cls, codes: Iterable[str]) -> Items:
        """Return a list of bare codes."""
        return cls(tuple(Item(code=code) for code in codes))
