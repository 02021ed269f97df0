"""One table of a TOML file, read key by key; what is wrong is noted with its path and reading goes on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from asnwork.errors import Fault, near_hint

__all__ = ["NOTHING", "TomlTable"]

E = TypeVar("E", bound=Enum)

NOTHING = "nothing"
"""What a fault says was given where a key is missing."""

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LINK = re.compile(r"https?://\S+")


class TomlTable:
    """A table, its path, and the list in which faults are noted.

    Every read takes a key off the table; `finish` notes the keys that nobody asked for.

    Examples:
        >>> faults = []
        >>> table = TomlTable({"year": "2025", "titel": "x"}, "instrument", faults)
        >>> table.number("year"), table.text("title", optional=True)
        (None, '')
        >>> table.finish()
        >>> print(*faults, sep=chr(10))
        instrument.year: given '2025', expected a number
        instrument.titel: given 'x', expected no such key (did you mean title?)
    """

    def __init__(self, given: Mapping[str, object], path: str, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        self._given = given
        self._asked: dict[str, None] = {}

    def names(self) -> tuple[str, ...]:
        """The keys of the table, in the order of the file."""
        return tuple(self._given)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._given

    def looks_nested(self) -> bool:
        """Whether the table holds nothing but tables: a dotted name was written without quotes."""
        return bool(self._given) and all(isinstance(value, dict) for value in self._given.values())

    def fault(self, key: str, *, given: object, expected: str, hint: str = "") -> None:
        """Note that something is wrong at the key, or at the table itself when the key is empty."""
        self.faults.append(
            Fault(self._at(key) if key else self.path, given=given, expected=expected, hint=hint)
        )

    def text(self, key: str, *, optional: bool = False) -> str:
        """The text at the key; empty when it is wrong, or missing and optional."""
        value = self._take(key, optional=optional)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, given=value, expected="a text in quotes")
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at the key; empty when it is missing or wrong."""
        value = self._take(key, optional=True)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            self.fault(key, given=value, expected="a list of texts in quotes")
            return ()
        return tuple(value)

    def skip(self, key: str) -> None:
        """Take a key off the table without reading it: what is wrong with it is noted elsewhere."""
        self._asked[key] = None

    def link(self, key: str) -> str:
        """The web address at the key; empty when it is missing or wrong."""
        link = self.text(key, optional=True)
        if link and not _LINK.fullmatch(link):
            self.fault(key, given=link, expected="an address that begins with https://")
            return ""
        return link

    def day(self, key: str, *, optional: bool = False) -> date | None:
        """The day at the key; None when it is missing or wrong."""
        value = self._take(key, optional=optional)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(key, given=value, expected="a day such as 2025-04-21, without quotes and time")
            return None
        return value

    def number(self, key: str) -> float | None:
        """The number at the key; None when it is missing or wrong."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, given=value, expected="a number")
            return None
        try:
            number = float(value)
        except OverflowError:  # a whole number of hundreds of digits
            number = math.inf
        if not math.isfinite(number):
            self.fault(key, given=value, expected="a finite number")
            return None
        return number

    def year(self, key: str) -> int:
        """The year at the key; 0 with a fault."""
        year = self.number(key)
        if year is not None and not year.is_integer():
            self.fault(key, given=year, expected="a whole year")
        return int(year or 0)

    def flag(self, key: str) -> bool:
        """The truth value at the key; False when it is missing or wrong."""
        value = self._take(key, optional=True)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(key, given=value, expected="true or false, without quotes")
        return False

    def choice(self, key: str, choices: type[E]) -> E | None:
        """The member of an enum whose value stands at the key; None when it is missing or wrong."""
        text = self.text(key)
        if not text:
            return None
        known = {str(choice.value): choice for choice in choices}
        if text not in known:
            self.fault(key, given=text, expected=f"one of {', '.join(known)}", hint=near_hint(text, known))
            return None
        return known[text]

    def table(self, key: str, *, hint: str = "") -> TomlTable | None:
        """The table at the key; None when it is missing or something else."""
        value = self._take(key, hint=hint)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, given=value, expected="a table", hint=hint)
            return None
        return TomlTable(value, self._at(key), self.faults)

    def tables(self, key: str) -> list[TomlTable]:
        """The list of tables at the key; empty when it is missing or wrong."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not value:
            self.fault(key, given=value, expected="a list of tables, at least one")
            return []
        found = []
        for index, entry in enumerate(value):
            path = f"{self._at(key)}[{index}]"
            if isinstance(entry, dict):
                found.append(TomlTable(entry, path, self.faults))
            else:
                self.faults.append(Fault(path, given=entry, expected="a table in braces"))
        return found

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key, value in self._given.items():
            if key not in self._asked:
                hint = near_hint(key, self._asked)
                self.fault(key, given=value, expected="no such key", hint=hint)

    def _take(self, key: str, *, optional: bool = False, hint: str = "") -> object:
        self._asked[key] = None
        if key not in self._given and not optional:
            self.fault(key, given=NOTHING, expected="this key", hint=hint)
        return self._given.get(key)

    def _at(self, key: str) -> str:
        name = key if _PLAIN_KEY.fullmatch(key) else f'"{key}"'
        return f"{self.path}.{name}" if self.path else name
