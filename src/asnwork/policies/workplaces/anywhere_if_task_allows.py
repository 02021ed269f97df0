"""Anywhere, if the task allows: the mayor's wish of April 2023."""

from __future__ import annotations

from asnwork.domain.law import Law, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import not_under_discipline, task_allows
from asnwork.policies.workplace import WorkplaceRule

__all__ = ["anywhere_if_task_allows"]


def anywhere_if_task_allows(law: Law) -> WorkplaceRule:
    """Return the rule that the mayor wished for: from anywhere, judged by results, if the task allows.

    It looks at the tasks of the post and at discipline, at no number of days. The limit of days stands in
    PermenPANRB 4/2025, so it needs a national change.

    Args:
        law: Read at flexible.excludes_presence_tasks and flexible.excludes_under_discipline.

    Source: https://rejogja.co.id/berita/ru0okm399/dprd-tanggapi-wacana-asn-surabaya-dapat-bekerja-dari-mana-saja
    Assumption: there is no instrument; the two tests are those of PermenPANRB 4/2025, on days before it too.

    Raises:
        UnknownName: The law has no such parameter.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> anywhere_if_task_allows(national_law()).legal_status
        'needs_national_change'
    """
    return WorkplaceRule(
        name="anywhere_if_task_allows",
        label=Wording("anywhere, if the task allows", "di mana saja, bila tugasnya memungkinkan"),
        places=("home", "rw_hall", "other_office", "other_place"),
        conditions=(task_allows(law), not_under_discipline(law)),
        legal_status="needs_national_change",
        basis=assumed(
            "the mayor's wish of April 2023, in no instrument; the limit of days in PermenPANRB 4/2025 "
            "art. 13(1) would have to change"
        ),
    )
