"""A small law for tests, with the paths that the workplace and service rules read."""

from __future__ import annotations

from datetime import date

from asnwork.domain.law import Basis, Certainty, Dated, InForce, Law, LegalReference, Parameter, assumed

__all__ = ["parameter", "reported", "small_law"]


def reported(kind: str, number: str, year: int, article: str = "") -> Basis:
    """The basis of a value that was read in the press."""
    reference = LegalReference(
        kind=kind,
        number=number,
        year=year,
        article=article,
        link="https://example.go.id",
        in_force=InForce.YES,
    )
    return Basis(certainty=Certainty.REPORTED, reference=reference)


def parameter(
    path: str,
    unit: str,
    value: float,
    *,
    basis: Basis | None = None,
    since: date = date.min,
    until: date | None = None,
) -> Parameter:
    """One number of the law from a day on."""
    return Parameter(
        path=path,
        unit=unit,
        values=Dated(values=((since, value),), until=until),
        basis=Dated(values=((since, basis or assumed("for the tests")),), until=until),
    )


def small_law(*changes: Parameter) -> Law:
    """The law of the tests, with some of its parameters replaced."""
    circular = reported("SE Sekda Surabaya", "000.8.3/3415/436.3.2/2025", 2025)
    february, may = date(2025, 2, 16), date(2024, 5, 13)
    parameters = [
        parameter(
            "flexible.days_a_week",
            "days",
            2.0,
            basis=reported("PermenPANRB", "4", 2025, "13(1)"),
            since=date(2025, 4, 21),
        ),
        parameter("flexible.new_in_post_days", "days", 365.0),
        parameter(
            "friday_home.weekday",
            "days",
            5.0,
            basis=reported("SE Mendagri", "800.1.5/3349/SJ", 2026),
            since=date(2026, 4, 10),
        ),
        parameter("surabaya_2025.minutes_a_day", "minutes", 450.0, basis=circular, since=february),
        parameter("surabaya_2025.minutes_a_week", "minutes", 2250.0, basis=circular, since=february),
        parameter(
            "promise.compensation_rupiah",
            "rupiah/days",
            50_000.0,
            basis=reported("1x24", "1", 2024),
            since=may,
        ),
    ]
    known = {each.path: each for each in (*parameters, *changes)}
    return Law(parameters=tuple(known.values()))
