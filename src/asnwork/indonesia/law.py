"""The national and Surabaya law that ships with the library: one file for each instrument, in `law/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from asnwork.adapters.law_file import read_instruments
from asnwork.domain.law import Instrument, Law, layered

__all__ = ["national_instruments", "national_law"]


@cache
def national_law() -> Law:
    """Return the shipped law: every number that the shipped schemes read, with its basis.

    It is read once and then kept; it never changes. A city adds its own instruments beside it:
    ``Law(parameters=(*national_law(), *read_instrument(text)))``.

    Examples:
        >>> from datetime import date
        >>> limit = national_law()["flexible.days_a_week"]
        >>> limit.number_on(date(2026, 5, 4)), limit.unit
        (2.0, 'days')
        >>> str(limit.basis.on(date(2026, 5, 4)))
        'reported: PermenPANRB 4/2025 art. 13(1)'
    """
    return layered(Law(parameters=()), national_instruments())


@cache
def national_instruments() -> tuple[Instrument, ...]:
    """Return the shipped instruments, one for each file, in the order of their names.

    Examples:
        >>> sum(len(instrument.parameters) for instrument in national_instruments()) == len(national_law())
        True
    """
    folder = files("asnwork.indonesia") / "law"
    names = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return read_instruments({entry.name: entry.read_text(encoding="utf-8") for entry in names})
