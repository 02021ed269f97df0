"""What may come into a picture: checked before anything is drawn, all faults at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Real

from asnwork.charts._ink import MOST_SERIES
from asnwork.charts._words import Pair, known_language
from asnwork.errors import Fault, InvalidInput

__all__ = [
    "LARGEST",
    "common_faults",
    "label_faults",
    "length_faults",
    "number_fault",
    "number_faults",
    "pair_faults",
    "refuse",
    "series_faults",
]

LARGEST = 1e15
_NARROWEST = 320
_WIDEST = 2000


def refuse(*groups: Iterable[Fault]) -> None:
    """Raises `InvalidInput` with every fault found, if there is one."""
    faults = [fault for group in groups for fault in group]
    if faults:
        raise InvalidInput(*faults)


def common_faults(title: str, width: float, lang: str) -> Iterator[Fault]:
    """What every picture asks for: a language, a title to be read aloud, a width that letters fit into."""
    known_language(lang)
    if not title.strip():
        yield Fault("title", given=title, expected="a text", hint="it names the picture for screen readers")
    if not _NARROWEST <= width <= _WIDEST:
        yield Fault("width", given=width, expected=f"{_NARROWEST} to {_WIDEST} pixels")


def label_faults(path: str, labels: Sequence[object]) -> Iterator[Fault]:
    """Labels are texts."""
    for place, label in enumerate(labels):
        if not isinstance(label, str):
            yield Fault(f"{path}[{place}]", given=label, expected="text")


def length_faults(path: str, values: Sequence[object], expected: int, of: str) -> Iterator[Fault]:
    """Columns that belong together have one length."""
    if len(values) != expected:
        yield Fault(path, given=f"{len(values)} values", expected=f"{expected}, one for each of {of}")


def number_fault(
    path: str, value: object, *, least: float | None = None, gaps: bool = True
) -> Iterator[Fault]:
    """A number that can be drawn: finite, not beyond `LARGEST`; None is missing where gaps are allowed."""
    if value is None and gaps:
        return
    if not isinstance(value, Real) or isinstance(value, bool):
        yield Fault(path, given=value, expected="a number or None" if gaps else "a number")
    elif not math.isfinite(value):
        hint = "use None where a value is missing" if gaps else ""
        yield Fault(path, given=value, expected="a finite number", hint=hint)
    elif abs(float(value)) > LARGEST:
        yield Fault(path, given=value, expected=f"at most {LARGEST:.0e}", hint="give it in millions")
    elif least is not None and float(value) < least:
        yield Fault(path, given=value, expected=f"{least:g} or more")


def number_faults(
    path: str, values: Iterable[object], *, least: float | None = None, gaps: bool = True
) -> Iterator[Fault]:
    """Every number of a column that cannot be drawn."""
    for place, value in enumerate(values):
        yield from number_fault(f"{path}[{place}]", value, least=least, gaps=gaps)


def pair_faults(path: str, pairs: Iterable[Pair | None]) -> Iterator[Fault]:
    """Pairs are (low, high), low first; None is missing."""
    for place, pair in enumerate(pairs):
        where = f"{path}[{place}]"
        if pair is None:
            continue
        ends: Sequence[object] = pair
        faults = list(number_faults(where, ends, gaps=False))
        yield from faults
        if not faults and (len(ends) != 2 or pair[0] > pair[1]):
            yield Fault(where, given=pair, expected="(low, high), low first")


def series_faults(series: Mapping[str, Sequence[object]]) -> Iterator[Fault]:
    """As many series as can be told apart."""
    if len(series) > MOST_SERIES:
        hint = "make two pictures"
        yield Fault("series", given=len(series), expected=f"at most {MOST_SERIES} series", hint=hint)
    yield from label_faults("series", tuple(series))
