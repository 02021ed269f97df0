"""The values of a column as texts: one count of decimals for a column, a mark for what is missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from asnwork.tables.columns import Value, kind_of
from asnwork.tables.numbers import MISSING, Lang, number

__all__ = ["Shown", "clean", "shown", "some_rows"]

_YES_NO = {"en": ("no", "yes"), "id": ("tidak", "ya")}
# Below this whole numbers may be years, and nobody writes 2,026.
_GROUPED_FROM = 10_000
_SIGNIFICANT = 4


class Shown(NamedTuple):
    """One column as texts; numbers stand to the right, and only text may be cut."""

    name: str
    unit: str
    right: bool
    whole: bool
    cells: tuple[str, ...]


def clean(text: str) -> str:
    """The text on one line, without characters that steer a terminal or that XML forbids."""
    spaced = " ".join(text.split()) if any(mark.isspace() for mark in text) else text
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(mark) else mark for mark in spaced)


def _steers(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs"} or mark in "\ufffe\uffff"


def some_rows(count: int, most: int) -> tuple[int | None, ...]:
    """The rows to show: all, or the first and last with None for the gap between them."""
    if count <= most:
        return tuple(range(count))
    head = (most + 1) // 2
    return (*range(head), None, *range(count - (most - head), count))


def _decimals(values: Sequence[float]) -> int | None:
    """Decimals that show every value, at most four significant; None where a power of ten reads better."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest >= 1e15 or 0 < largest < 1e-4:
        return None
    room = _SIGNIFICANT - len(f"{largest:.0f}") if largest >= 1 else _SIGNIFICANT
    room = max(room, 1 if largest < 1e6 else 0)
    for digits in range(room):
        if all(value == round(value, digits) for value in values):
            return digits
    return room


def _numbers(values: Sequence[float | None], lang: Lang) -> tuple[str, ...]:
    present = [value for value in values if value is not None]
    digits = _decimals(present)
    grouped = any(abs(value) >= _GROUPED_FROM for value in present)

    def text(value: float | None) -> str:
        if value is not None and digits is None:
            return f"{value:.{_SIGNIFICANT - 1}e}".replace(".", "." if lang == "en" else ",")
        written = number(value, digits or 0, lang)
        return written if grouped else written.replace("," if lang == "en" else ".", "")

    return tuple(text(value) for value in values)


def _moments(values: Sequence[date | None]) -> tuple[str, ...]:
    clock = [value for value in values if isinstance(value, datetime)]
    timespec = "seconds" if any(value.second for value in clock) else "minutes"

    def text(value: date | None) -> str:
        if isinstance(value, datetime):
            return value.isoformat(" ", timespec)
        return MISSING if value is None else value.isoformat()

    return tuple(text(value) for value in values)


def shown(name: str, unit: str, values: Sequence[Value], lang: Lang) -> Shown:
    """One column as texts that read well under each other.

    Args:
        name: Name of the column.
        unit: Its unit; empty for none.
        values: The values, missing ones as None.
        lang: Language of numbers and of yes and no.
    """
    kind = kind_of(values)
    if kind in {"int", "float"}:
        cells = _numbers([value for value in values if value is None or isinstance(value, int | float)], lang)
    elif kind in {"date", "datetime"}:
        cells = _moments([value for value in values if value is None or isinstance(value, date)])
    elif kind == "bool":
        cells = tuple(MISSING if value is None else _YES_NO[lang][bool(value)] for value in values)
    else:
        cells = tuple(MISSING if value is None else clean(str(value)) for value in values)
    return Shown(clean(name), clean(unit), kind in {"int", "float"}, kind not in {"text", "none"}, cells)
