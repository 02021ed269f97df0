"""Work outside the office in Surabaya: the circular of February 2025."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from asnwork.domain.law import Basis, Certainty, InForce, Law, LegalReference, Parameter
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import in_force, is_civil_servant, task_allows
from asnwork.policies.workplace import Monitoring, Obligation, WorkplaceRule

__all__ = ["surabaya_2025"]

_CIRCULAR = LegalReference(
    kind="SE Sekda Surabaya",
    number="000.8.3/3415/436.3.2/2025",
    year=2025,
    title="work outside the office for efficiency",
    link="https://suarasurabaya.net/kelanakota/2025/pemkot-surabaya-terapkan-kebijakan-asn-kerja-dari-luar-kantor-minimal-75-jam-sehari",
    in_force=InForce.UNKNOWN,
    reviewed_on=date(2026, 11, 24),
)
_BASIS = Basis(certainty=Certainty.REPORTED, reference=_CIRCULAR)
_MAYOR = Basis(
    certainty=Certainty.REPORTED,
    reference=evolve(
        _CIRCULAR,
        link="https://www.detik.com/jatim/berita/d-7781284/asn-pemkot-surabaya-bakal-work-from-anywhere-imbas-efisiensi-anggaran",
    ),
    reason="the mayor: not for presence services; registry and licensing can go through applications",
)


def surabaya_2025(law: Law) -> WorkplaceRule:
    """Return the city's rule of 2025: outside the office where the tasks allow, with check-in and check-out.

    It names no limit of days; from 21 April 2025 the national limit (`two_days_elsewhere`) stands beside it.

    Args:
        law: Read at surabaya_2025.minutes_a_day and surabaya_2025.minutes_a_week; the rule opens on the first
            day of the former.

    Law: SE Sekda Surabaya 000.8.3/3415/436.3.2/2025, reported.
    Assumption: "presence services" are the posts whose tasks need presence; each head's list of tasks
    that can be done outside is the same figure.

    Raises:
        UnknownName: The law has no such parameter.
    """
    day, week = law["surabaya_2025.minutes_a_day"], law["surabaya_2025.minutes_a_week"]
    return WorkplaceRule(
        name="surabaya_2025",
        label=Wording("Surabaya 2025", "Surabaya 2025"),
        places=("home", "rw_hall", "other_office", "other_place"),
        opens=in_force(day),
        conditions=(is_civil_servant(_BASIS), task_allows(_MAYOR)),
        monitoring=_monitoring(),
        obligations=_obligations(day, week),
        basis=_BASIS,
    )


def _monitoring() -> tuple[Monitoring, ...]:
    check_in = Wording(
        "check in in Kantorku when work starts", "presensi masuk di Kantorku saat mulai bekerja"
    )
    check_out = Wording(
        "check out in Kantorku when work ends", "presensi pulang di Kantorku saat selesai bekerja"
    )
    answer = Wording(
        "answer messages and calls of superior and colleagues; no limit in minutes found",
        "menjawab pesan dan panggilan atasan dan rekan; batas menit tidak ditemukan",
    )
    return (
        Monitoring(code="check_in", wording=check_in, basis=_BASIS),
        Monitoring(code="check_out", wording=check_out, basis=_BASIS),
        Monitoring(code="reachable", wording=answer, basis=_BASIS),
    )


def _obligations(day: Parameter, week: Parameter) -> tuple[Obligation, ...]:
    daily = Wording(
        "at least this many effective minutes a day", "paling sedikit sekian menit efektif sehari"
    )
    weekly = Wording(
        "at least this many effective minutes a week", "paling sedikit sekian menit efektif seminggu"
    )
    tasks = Wording(
        "tasks are given by individual performance indicators, from a list of what can be done outside",
        "tugas diberikan menurut indikator kinerja individu, dari daftar tugas yang dapat di luar kantor",
    )
    reports = Wording("report results regularly", "melaporkan hasil kerja secara berkala")
    return (
        Obligation(code="minutes_a_day", wording=daily, amount=day, basis=_BASIS),
        Obligation(code="minutes_a_week", wording=weekly, amount=week, basis=_BASIS),
        Obligation(code="tasks_by_indicator", wording=tasks, basis=_BASIS),
        Obligation(code="reports", wording=reports, basis=_BASIS),
    )
