"""A small law of every kind of value, for the tests of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

from asnwork.domain.law import Bands, Basis, Dated, Items, Law, LawValue, LegalReference, Parameter, assumed

__all__ = ["DATA", "EARLY", "FIRST", "LATE", "PERPRES", "SECOND", "TABLE", "TESTS", "law", "parameter"]

FIRST, SECOND = date(2025, 4, 21), date(2027, 1, 1)
EARLY, LATE = date(2026, 7, 1), date(2026, 10, 1)
TESTS = assumed("for the tests")
PERPRES = LegalReference(kind="Perpres", number="21", year=2023, article="4(1)")
TABLE = Bands(edges=(1.0, 31.0), values=(0.0, 0.5, 1.0))
DATA = Items.of(["health", "genetic"])


def parameter(
    path: str,
    value: LawValue,
    *later: tuple[date, LawValue],
    since: date = date.min,
    until: date | None = None,
    basis: Basis = TESTS,
    **more: Any,
) -> Parameter:
    """A parameter that holds one value from a day on, and others later."""
    return Parameter(
        path=path,
        **{"unit": "1", **more},
        values=Dated(values=[(since, value), *later], until=until),
        basis=Dated(values=[(since, basis)], until=until),
    )


def law(*more: Parameter) -> Law:
    """A law with two numbers, a table and a list, and more."""
    return Law(
        parameters=[
            parameter("flexible.days_a_week", 2.0, since=FIRST),
            parameter("hours.break", 60.0),
            parameter("tpp.late_cut", TABLE, of_unit="minutes"),
            parameter("data.special", DATA, unit="list"),
            *more,
        ]
    )
