"""Bands of the law in words: each band, and what is odd about a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from asnwork.domain.law import (
    Bands,
    Parameter,
    cliffs,
    flat_from,
)
from asnwork.report.law_words import digits, law_say, number_words, unit_word
from asnwork.tables import Lang

__all__ = ["band_words", "bands_notes", "inside"]


def inside(bands: Bands, band: int) -> float:
    """Return a quantity that lies in a band, at its end where it can.

    Examples:
        >>> table = Bands(edges=(1.0, 31.0), values=(0.0, 0.5, 1.0))
        >>> [table.of(inside(table, band)) for band in range(3)]
        [0.0, 0.5, 1.0]
    """
    if not bands.edges:
        return 0.0
    left = bands.closed == "left"
    edge = bands.edges[max(band - 1, 0)]
    if left == bool(band):
        return edge
    if bands.step is None:
        return math.nextafter(edge, math.inf if band else -math.inf)
    return _stepped(edge, bands.step if band else -bands.step)


def _stepped(edge: float, step: float) -> float:
    return float(Decimal(repr(edge)) + Decimal(repr(step)))


def band_words(bands: Bands, parameter: Parameter, lang: Lang) -> tuple[str, ...]:
    """Return each band of a table in words, with the unit of what is looked up.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> law, day = national_law(), date(2026, 5, 4)
        >>> band_words(law["tpp.late_cut"].bands_on(day), law["tpp.late_cut"], "en")[:2]
        ('below 1 minute', '1 up to below 31 minutes')
        >>> band_words(law["survey.grade"].bands_on(day), law["survey.grade"], "id")[:2]
        ('sampai dengan 64,99 poin', '65 s.d. 76,6 poin')
    """
    if not bands.edges:
        return (law_say("any", lang),)
    left, step = bands.closed == "left", bands.step
    lows, highs = bands.edges, bands.edges
    names = ("below", "low_below", "and_more") if left else ("up_to", "above_up_to", "above")
    if step is not None:
        names = ("up_to", "low_to", "and_more")
        if left:
            highs = tuple(_stepped(edge, -step) for edge in bands.edges)
        else:
            lows = tuple(_stepped(edge, step) for edge in bands.edges)

    def told(name: str, low: float | None, high: float | None) -> str:
        values = {"low": low, "high": high}
        shown = {key: digits(value, lang) for key, value in values.items() if value is not None}
        unit = unit_word(parameter.of_unit, lang, one=1 in values.values() and high in (1, None))
        return f"{law_say(name, lang, **shown)} {unit}".strip()

    middle = (told(names[1], low, high) for low, high in zip(lows, highs[1:], strict=False))
    return (told(names[0], None, highs[0]), *middle, _last(told(names[2], lows[-1], None), names[2], lang))


def _last(text: str, name: str, lang: Lang) -> str:
    """The unit goes before "and more"."""
    if name != "and_more":
        return text
    tail = law_say("and_more", lang, low="").strip()
    number_, _, unit = text.partition(f" {tail}")
    return f"{number_}{unit} {tail}"


def bands_notes(bands: Bands, parameter: Parameter, lang: Lang) -> Iterator[str]:
    """Yield what is odd about a table: its jumps, the highest first, and from where on it is flat."""

    def quantity(edge: float) -> str:
        return f"{digits(edge, lang)} {unit_word(parameter.of_unit, lang, one=edge == 1)}".strip()

    if bands.step is not None:
        yield law_say("step", lang, step=digits(bands.step, lang))
    for cliff in cliffs(bands):
        low, high = (number_words(value, parameter, lang) for value in (cliff.before, cliff.after))
        high = f"{high} %" if parameter.share_of or parameter.unit == "percent" else high
        yield law_say("cliff", lang, edge=quantity(cliff.edge), low=low, high=high)
    flat = flat_from(bands)
    if flat is not None:
        yield law_say("flat", lang, edge=quantity(flat))
