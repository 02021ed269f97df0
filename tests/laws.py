"""A small law for tests, with the paths that the workplace and service rules read."""

from __future__ import annotations

from datetime import date

from asnwork.domain.law import (
    Basis,
    Certainty,
    Dated,
    InForce,
    Item,
    Items,
    Law,
    LawValue,
    LegalReference,
    Parameter,
    assumed,
)

__all__ = ["parameter", "reported", "small_law"]


def reported(
    kind: str,
    number: str,
    year: int,
    article: str = "",
    *,
    reason: str = "",
    in_force: InForce = InForce.YES,
) -> Basis:
    """The basis of a value that was read in the press."""
    reference = LegalReference(
        kind=kind,
        number=number,
        year=year,
        article=article,
        link="https://example.go.id",
        in_force=in_force,
    )
    return Basis(certainty=Certainty.REPORTED, reference=reference, reason=reason)


def parameter(
    path: str,
    unit: str,
    value: LawValue,
    *,
    basis: Basis | None = None,
    since: date = date.min,
    until: date | None = None,
) -> Parameter:
    """One number, table or list of the law from a day on."""
    return Parameter(
        path=path,
        unit=unit,
        values=Dated(values=((since, value),), until=until),
        basis=Dated(values=((since, basis or assumed("for the tests")),), until=until),
    )


def _yes(path: str, basis: Basis, since: date) -> Parameter:
    return parameter(path, "yes/no", 1.0, basis=basis, since=since)


def _flexible() -> tuple[Parameter, ...]:
    since = date(2025, 4, 21)
    rule, personal = (reported("PermenPANRB", "4", 2025, article) for article in ("", "25"))
    limit = reported("PermenPANRB", "4", 2025, "13(1)")
    return (
        parameter("flexible.days_a_week", "days", 2.0, basis=limit, since=since),
        parameter("flexible.new_in_post_days", "days", 365.0),
        _yes("flexible.excludes_non_asn", limit, since),
        _yes("flexible.excludes_presence_tasks", rule, since),
        _yes("flexible.excludes_under_discipline", personal, since),
        _yes("flexible.excludes_new_in_post", personal, since),
    )


def _friday() -> tuple[Parameter, ...]:
    since = date(2026, 4, 10)
    doubt = "known to run until about late July 2026"
    basis = reported("SE Mendagri", "800.1.5/3349/SJ", 2026, reason=doubt, in_force=InForce.UNKNOWN)
    return (
        parameter("friday_home.weekday", "days", 5.0, basis=basis, since=since),
        parameter("friday_home.known_to_run", "yes/no", 1.0, since=since, until=date(2026, 8, 1)),
        _yes("friday_home.excludes_non_asn", basis, since),
        _yes("friday_home.excludes_direct_service", basis, since),
        _yes("friday_home.geolocation", basis, since),
        parameter("friday_home.call_back_minutes", "minutes", 5.0, basis=basis, since=since),
    )


def _surabaya() -> tuple[Parameter, ...]:
    since, basis = date(2025, 2, 16), reported("SE Sekda Surabaya", "000.8.3/3415/436.3.2/2025", 2025)
    watched = [
        Item(code="check_in", label="check in in Kantorku", label_id="presensi masuk di Kantorku"),
        Item(code="check_out", label="check out in Kantorku", label_id="presensi pulang di Kantorku"),
        Item(code="reachable", label="answer calls", label_id="menjawab panggilan"),
    ]
    duties = [
        Item(code="tasks_by_indicator", label="tasks by indicators", label_id="tugas menurut indikator"),
        Item(code="reports", label="report results", label_id="melaporkan hasil kerja"),
    ]
    return (
        parameter("surabaya_2025.minutes_a_day", "minutes", 450.0, basis=basis, since=since),
        parameter("surabaya_2025.minutes_a_week", "minutes", 2250.0, basis=basis, since=since),
        _yes("surabaya_2025.excludes_non_asn", basis, since),
        _yes("surabaya_2025.excludes_presence_tasks", basis, since),
        parameter("surabaya_2025.monitoring", "list", Items(watched), basis=basis, since=since),
        parameter("surabaya_2025.duties", "list", Items(duties), basis=basis, since=since),
    )


def small_law(*changes: Parameter) -> Law:
    """The law of the tests, with some of its parameters replaced."""
    compensation = parameter(
        "promise.compensation_rupiah",
        "rupiah/days",
        50_000.0,
        basis=reported("1x24", "1", 2024),
        since=date(2024, 5, 13),
    )
    parameters = (*_flexible(), *_friday(), *_surabaya(), compensation)
    known = {each.path: each for each in (*parameters, *changes)}
    return Law(parameters=tuple(known.values()))
