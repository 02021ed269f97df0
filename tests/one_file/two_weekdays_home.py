"""A workplace rule of a city, in one file: Tuesdays and Thursdays at home, if the task allows."""

from __future__ import annotations

from asnwork.domain.formula import Figure, any_of, equal_to
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.condition import Condition
from asnwork.policies.eligibility import task_allows
from asnwork.policies.workplace import WorkplaceRule

__all__ = ["two_weekdays_home"]


def two_weekdays_home(law: Law) -> WorkplaceRule:
    """Open home on two weekdays; of the law it reads only whether tasks that need presence are excluded."""
    basis, weekday = assumed("for the tests"), Figure("weekday", "days")
    open_today = Condition(
        code="open_weekday",
        formula=any_of(equal_to(weekday, 2, missing="no"), equal_to(weekday, 4, missing="no")),
        wording=Wording(
            "home is open on Tuesdays and Thursdays; this is weekday $weekday",
            "rumah dibuka pada Selasa dan Kamis; ini hari ke-$weekday",
        ),
        basis=basis,
    )
    return WorkplaceRule(
        name="two_weekdays_home",
        label=Wording("Tuesdays and Thursdays at home", "Selasa dan Kamis di rumah"),
        places=("home",),
        conditions=(open_today, task_allows(law)),
        legal_status="needs_mayor_regulation",
        basis=basis,
    )
