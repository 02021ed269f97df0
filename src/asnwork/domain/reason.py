"""Reasons: why an answer is what it is, as data, with words for people."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from operator import itemgetter
from string import Template

from attrs import field, frozen

from asnwork.domain.law import Basis
from asnwork.errors import UnknownName

__all__ = ["Reason", "Value", "Wording", "explain"]

_DECIMALS, _DIGITS, _MOST_DECIMALS = 2, 4, 6

Value = str | int | float | bool | date | datetime | timedelta | None
"""What a reason may hold."""


@frozen
class Wording:
    """One sentence in the two languages; `$name` stands for a value of the reason.

    Examples:
        >>> Wording("at most $limit days", "paling banyak $limit hari").id
        'paling banyak $limit hari'
    """

    en: str
    id: str

    def said_in(self, lang: str) -> str:
        """Return the sentence in "en" or "id"; `UnknownName` for another language."""
        words = {"en": self.en, "id": self.id}
        if lang not in words:
            raise UnknownName("language", lang, words)
        return words[lang]


_NAME = itemgetter(0)


def _pairs(values: Mapping[str, Value] | tuple[tuple[str, Value], ...]) -> tuple[tuple[str, Value], ...]:
    # A tuple first: whether something is a mapping takes long to find out.
    pairs = values.items() if not isinstance(values, tuple) and isinstance(values, Mapping) else values
    return tuple(sorted(pairs, key=_NAME))


@frozen(kw_only=True)
class Reason:
    """Why a rule answered as it did; two reasons are equal when rule, code, values and law are.

    Attributes:
        rule: The name of the rule that answered.
        code: What it found, for programs.
        values: The values that it found, by name.
        law: What the rule rests on.
        wording: The sentence for people; it stands beside the rule that gives the reason.

    Examples:
        >>> reason = Reason(
        ...     rule="two_days_elsewhere", code="limit_reached", values={"limit": 2},
        ...     wording=Wording("$limit days elsewhere are taken", "$limit hari di luar sudah terpakai"),
        ... )
        >>> str(reason)
        '2 days elsewhere are taken'
        >>> explain(reason, lang="id")
        '2 hari di luar sudah terpakai'
    """

    rule: str
    code: str
    values: tuple[tuple[str, Value], ...] = field(converter=_pairs, default=())
    law: Basis | None = None
    wording: Wording = field(eq=False, repr=False)

    def __getitem__(self, name: str) -> Value:
        """Return one of the values by its name."""
        for known, value in self.values:
            if known == name:
                return value
        raise UnknownName("value of the reason", name, [known for known, _ in self.values])

    def __str__(self) -> str:
        return _fill(self.wording.en, self.values, "en")


def explain(reason: Reason, lang: str = "en") -> str:
    """Return the reason as a sentence for people, with its law.

    Args:
        reason: The reason.
        lang: "en" or "id".

    Raises:
        UnknownName: The language is neither.
    """
    sentence = _fill(reason.wording.said_in(lang), reason.values, lang)
    return f"{sentence} [{reason.law}]" if reason.law is not None else sentence


def _fill(sentence: str, values: tuple[tuple[str, Value], ...], lang: str) -> str:
    return Template(sentence).safe_substitute({name: _spoken(value, lang) for name, value in values})


def _spoken(value: Value, lang: str) -> str:
    if value is None:
        return {"en": "unknown", "id": "tidak diketahui"}[lang]
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "id": ("tidak", "ya")}[lang][value]
    if isinstance(value, float):
        text = f"{value:z,.{_decimals(value)}f}".rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", ".,")) if lang == "id" else text
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M %Z}".strip()
    return str(value)


def _decimals(value: float) -> int:
    """Two decimals; below one as many as show four digits that count, so that 0.0125 is not read as 0.01."""
    size = abs(value)
    if not 0 < size < 1:
        return _DECIMALS
    return min(_DIGITS - 1 - math.floor(math.log10(size)), _MOST_DECIMALS)
