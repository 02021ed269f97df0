"""A workplace rule of a province, in one file: Wednesdays at home, for whoever is settled in the post."""

from __future__ import annotations

from asnwork.domain.formula import Figure, equal_to
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import settled_in_post
from asnwork.policies.workplace import Condition, WorkplaceRule

__all__ = ["wednesday_home"]


def wednesday_home(law: Law) -> WorkplaceRule:
    """East Java announced Wednesdays in March 2026, before the nation chose Friday."""
    basis = assumed("for the tests")
    wednesday = Condition(
        code="wednesday",
        formula=equal_to(Figure("weekday", "days"), 3, missing="no"),
        wording=Wording("open on Wednesdays", "dibuka pada hari Rabu"),
        basis=basis,
    )
    return WorkplaceRule(
        name="wednesday_home",
        label=Wording("Wednesdays at home", "Rabu di rumah"),
        places=("home",),
        conditions=(wednesday, *settled_in_post(law)),
        legal_status="needs_mayor_regulation",
        basis=basis,
    )
