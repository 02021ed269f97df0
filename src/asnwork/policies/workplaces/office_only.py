"""The office only: nothing elsewhere but field duty."""

from __future__ import annotations

from asnwork.domain.formula import yes_or_no
from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.workplace import Condition, WorkplaceRule

__all__ = ["office_only"]

_BASIS = assumed(
    "flexible work is something that an agency may open (Perpres 21/2023 art. 8); here it opens none"
)


def office_only(law: Law) -> WorkplaceRule:
    """Return the rule under which everybody works at the office, field duty apart.

    Args:
        law: Not read; every workplace rule is a function of law.

    Assumption: an agency that opens no flexible work is within the rules.

    Examples:
        >>> office_only(Law(parameters=())).places
        ()
    """
    nowhere = Condition(
        code="office_only",
        formula=yes_or_no(0),
        wording=Wording("work is done at the office", "pekerjaan dilakukan di kantor"),
        basis=_BASIS,
    )
    return WorkplaceRule(
        name="office_only",
        label=Wording("office only", "hanya di kantor"),
        places=(),
        conditions=(nowhere,),
        basis=_BASIS,
    )
