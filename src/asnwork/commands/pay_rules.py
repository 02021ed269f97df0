"""Which pay rules a command knows, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.domain.law import Law
    from asnwork.scoring.scheme import PayRule

__all__ = ["pay_rules"]


def pay_rules(law: Law) -> Mapping[str, PayRule]:
    """Return the pay rules by name: the shipped ones, the one for teaching last.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> list(pay_rules(national_law()))
        ['tpp_60_40', 'surabaya_eperformance', 'outcome', 'attendance_only']
    """
    from asnwork.indonesia.schemes import all_pays

    return {pay.name: pay for pay in all_pays(law)}
