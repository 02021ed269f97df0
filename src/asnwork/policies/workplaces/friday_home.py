"""Fridays at home: the national rule of 2026."""

from __future__ import annotations

from asnwork.domain.formula import DatedConstant, Figure, equal_to
from asnwork.domain.law import Law
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import in_force, is_civil_servant, no_direct_service, standing
from asnwork.policies.workplace import Condition, Monitoring, WorkplaceRule

__all__ = ["friday_home"]


def friday_home(law: Law) -> WorkplaceRule:
    """Return the national rule of 2026: one day a week, Friday, at home.

    Not for direct service: emergency, order, health, education, the head of a sub-district (camat) and of a
    village (lurah) stay at the office; mark such positions with `direct_service`.

    Args:
        law: Read at friday_home; the rule opens on the first day of friday_home.weekday (Monday is 1), 10
            April 2026. After the last day of friday_home.known_to_run it is not known whether it holds.

    Law: SE Mendagri 800.1.5/3349/SJ, reported; known to run until about late July 2026, then not known.
    Assumption: the exact list of exclusions was not found; discipline and being new in the post are no bar.

    Raises:
        UnknownName: The law has no such parameter.
    """
    weekday = law["friday_home.weekday"]
    open_today = Condition(
        code="open_weekday",
        formula=equal_to(
            Figure("weekday", "days"), DatedConstant(standing(weekday, otherwise=0.0)), missing="no"
        ),
        wording=Wording(
            "home is open on weekday $friday_home_weekday (Monday is 1); this is weekday $weekday",
            "bekerja dari rumah pada hari ke-$friday_home_weekday (Senin hari ke-1); ini hari ke-$weekday",
        ),
    )
    return WorkplaceRule(
        name="friday_home",
        label=Wording("Fridays at home", "Jumat di rumah"),
        places=("home",),
        opens=in_force(weekday),
        known_until=law["friday_home.known_to_run"].values.until,
        conditions=(
            open_today,
            is_civil_servant(law, "friday_home.excludes_non_asn"),
            no_direct_service(law, "friday_home.excludes_direct_service"),
        ),
        monitoring=_monitoring(law),
        basis=weekday.brought_by,
    )


def _monitoring(law: Law) -> tuple[Monitoring, ...]:
    call_back = law["friday_home.call_back_minutes"]
    minutes = f"{call_back.number_on(call_back.values.since):g}"
    phones = Wording("phones on, with their location", "telepon aktif dengan lokasi menyala")
    answer = Wording(
        f"call back in under {minutes} minutes", f"menelepon balik dalam waktu kurang dari {minutes} menit"
    )
    return (
        Monitoring(code="geolocation", wording=phones, basis=law["friday_home.geolocation"].brought_by),
        Monitoring(code="call_back", wording=answer, basis=call_back.brought_by),
    )
