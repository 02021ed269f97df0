"""Fridays at home: the national rule of 2026."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from asnwork.domain.formula import DatedConstant, Figure, equal_to
from asnwork.domain.law import Basis, Certainty, InForce, Law, LegalReference
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import in_force, is_civil_servant, no_direct_service, standing
from asnwork.policies.workplace import Condition, Monitoring, WorkplaceRule

__all__ = ["friday_home"]

_CIRCULAR = LegalReference(
    kind="SE Mendagri",
    number="800.1.5/3349/SJ",
    year=2026,
    title="work from home every Friday",
    link="https://jawawa.id/newsitem/civil-servants-begin-working-from-home-every-friday-public-services-remain-normal-1775800248",
    in_force=InForce.UNKNOWN,
    reviewed_on=date(2026, 11, 24),
)
_EXCLUSIONS = "https://jawawa.id/api/v1/article/this-is-how-the-government-monitors-civil-servants-exploiting-wfh-policy-as-long-weekends-1775209850"
_CALL_BACK = (
    "https://jawawa.id/newsitem/civil-servants-granted-wfh-every-friday-how-to-ensure-they-work-1775011849"
)

# First day 10 April 2026, extended by two months in May: about the end of July.
_KNOWN_UNTIL = date(2026, 8, 1)
_DOUBT = "known to run until about late July 2026; after that not known whether in force"


def _reported(link: str = _CIRCULAR.link) -> Basis:
    return Basis(certainty=Certainty.REPORTED, reference=evolve(_CIRCULAR, link=link), reason=_DOUBT)


def friday_home(law: Law) -> WorkplaceRule:
    """Return the national rule of 2026: one day a week, Friday, at home.

    Not for direct service: emergency, order, health, education, the head of a sub-district (camat) and of a
    village (lurah) stay at the office; mark such positions with `direct_service`.

    Args:
        law: Read at friday_home.weekday (Monday is 1); the rule opens on its first day, 10 April 2026.

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
        known_until=_KNOWN_UNTIL,
        conditions=(open_today, is_civil_servant(_reported()), no_direct_service(_reported(_EXCLUSIONS))),
        monitoring=(
            Monitoring(
                code="geolocation",
                wording=Wording("phones on, with their location", "telepon aktif dengan lokasi menyala"),
                basis=_reported(_EXCLUSIONS),
            ),
            Monitoring(
                code="call_back",
                wording=Wording(
                    "call back in under 5 minutes", "menelepon balik dalam waktu kurang dari 5 menit"
                ),
                basis=_reported(_CALL_BACK),
            ),
        ),
        basis=_reported(),
    )
