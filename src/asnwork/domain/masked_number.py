"""Numbers that belong to a person: checked when made, masked where they are shown, plain only when asked."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from enum import StrEnum
from typing import ClassVar, NamedTuple, Self

from attrs import field, frozen

from asnwork.errors import Fault, InvalidIdentity, MaskedIdentity, UnknownName

__all__ = ["CodedNumber", "MaskedNumber", "Part", "Rule", "Sex", "starred"]

_SHOWN = 2  # last digits: enough to tell two numbers on one desk apart, too few to tell whose they are
# One x alone is a slip of the pen; nobody masks a single digit with it.
_MASKED = re.compile(r"\+?(?=.*(?:\*|[xX•#]{2}))[0-9*xX•#]+")


class Sex(StrEnum):
    """The sex that an identity number records (jenis kelamin)."""

    MAN = "man"
    WOMAN = "woman"


_SEX_ID = {Sex.MAN: "laki-laki", Sex.WOMAN: "perempuan"}


def _letter(text: str) -> str:
    """Where a text without spaces has its first letter, in words; empty when it has none."""
    place = next((place for place, mark in enumerate(text, start=1) if mark.isalpha()), 0)
    return f"a letter at position {place}" if place else ""


def starred(digits: str) -> str:
    """The text with all but its last two characters starred.

    Examples:
        >>> starred("19860926")
        '******26'
    """
    return "*" * (len(digits) - _SHOWN) + digits[-_SHOWN:]


class _Hidden:
    """Digits that print masked; no attrs class, so that `attrs.asdict` does not look inside."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str | _Hidden) -> None:
        self._digits: str = digits.reveal() if isinstance(digits, _Hidden) else digits

    def reveal(self) -> str:
        return self._digits

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hidden) and self._digits == other.reveal()

    def __hash__(self) -> int:
        return hash(self._digits)

    def __repr__(self) -> str:
        return starred(self._digits)


class Rule(NamedTuple):
    """One thing that must hold of the digits: where, what is expected, whether it holds, a hint if not."""

    path: str
    expected: str
    holds: bool
    hint: str = ""


class Part(NamedTuple):
    """Some digits of a number: where they stand, what they hold in two languages, and what they say."""

    place: str
    en: str
    id: str
    value: object

    def told(self, lang: str, *, plain: bool) -> str:
        """The part in words, with its value when that is asked for."""
        value = _SEX_ID[self.value] if lang == "id" and isinstance(self.value, Sex) else self.value
        return f"{self.place} {self.en if lang == 'en' else self.id}" + (f": {value}" if plain else "")


@frozen(repr=False)
class MaskedNumber(ABC):
    """What such numbers have in common: `parse`, `plain`, and a text that hides all but two digits."""

    _digits: _Hidden = field(converter=_Hidden)

    kind: ClassVar[str]

    def __attrs_post_init__(self) -> None:
        faults = self._faults(self.plain())
        if faults:
            raise InvalidIdentity(*faults, source=self.kind)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as people write it, with or without spaces.

        Args:
            text: The number in full.

        Returns:
            The checked number.

        Raises:
            InvalidIdentity: It is no text, or cannot be such a number; names every fault, and never shows
                the number.
            MaskedIdentity: It is masked, as this library prints it.
        """
        given: object = text
        if not isinstance(given, str):
            hint = "a number as text, since a spreadsheet may round it"
            fault = Fault("number", given=type(given).__name__, expected="a text", hint=hint)
            raise InvalidIdentity(fault, source=cls.kind)
        compact = cls._compact(text)
        if _MASKED.fullmatch(compact):
            raise MaskedIdentity(cls.kind, starred(compact))
        # A text without any digit is no slip in a number, and one fault says enough.
        letter = _letter("".join(text.split())) if re.search("[0-9]", text) else ""
        faults = cls._faults(compact) if letter else []
        if faults and all(fault.given != letter for fault in faults):
            raise InvalidIdentity(Fault("number", given=letter, expected="digits"), *faults, source=cls.kind)
        return cls(compact)

    @property
    def masked(self) -> str:
        """The number with all but its last two digits starred."""
        return starred(self.plain())

    def plain(self) -> str:
        """The number in full; ask for it only where the task needs it."""
        return self._digits.reveal()

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked!r})"

    @staticmethod
    def _compact(text: str) -> str:
        return "".join(text.split())

    @classmethod
    @abstractmethod
    def _faults(cls, digits: str) -> list[Fault]:
        """Every fault of the digits; none of them may show the digits."""


@frozen(repr=False)
class CodedNumber(MaskedNumber):
    """A number of fixed length whose digits say something about the person."""

    length: ClassVar[int]

    def explain(self, lang: str = "en", *, plain: bool = False) -> str:
        """What each field of the number holds, in one sentence.

        Args:
            lang: "en" or "id".
            plain: Whether to tell the values too; without it the sentence reveals no more than the mask.

        Returns:
            The sentence.

        Raises:
            UnknownName: Another language.
        """
        if lang not in ("en", "id"):
            raise UnknownName("language", lang, ("en", "id"))
        told = "; ".join(part.told(lang, plain=plain) for part in self._parts())
        number = self.plain() if plain else self.masked
        return f"{self.kind} {number}: {'digits' if lang == 'en' else 'digit'} {told}."

    def _number(self, first: int, last: int) -> int:
        """The number that stands at some digits, counted from one as the sentences count them."""
        return int(self.plain()[first - 1 : last])

    @abstractmethod
    def _parts(self) -> tuple[Part, ...]:
        """The fields of the number, in order."""

    @classmethod
    @abstractmethod
    def _rules(cls, digits: str) -> tuple[Rule, ...]:
        """What must hold of digits that are as many as they should be."""

    @classmethod
    def _faults(cls, digits: str) -> list[Fault]:
        foreign = len(re.findall("[^0-9]", digits))
        shape = (
            (len(digits) == cls.length, f"{len(digits)} characters", f"{cls.length} digits"),
            (
                not foreign,
                _letter(digits) or f"{foreign} characters that are no digits",
                "only the digits 0 to 9",
            ),
        )
        faults = [
            Fault("number", given=given, expected=expected) for holds, given, expected in shape if not holds
        ]
        return faults or [
            Fault(rule.path, given="(hidden)", expected=rule.expected, hint=rule.hint)
            for rule in cls._rules(digits)
            if not rule.holds
        ]
