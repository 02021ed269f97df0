"""Two days a week elsewhere: PermenPANRB 4/2025."""

from __future__ import annotations

from asnwork.domain.law import Law
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import (
    below_weekly_limit,
    in_force,
    is_civil_servant,
    not_under_discipline,
    settled_in_post,
    task_allows,
)
from asnwork.policies.workplace import WorkplaceRule

__all__ = ["two_days_elsewhere"]


def two_days_elsewhere(law: Law) -> WorkplaceRule:
    """Return the national rule of flexible place: at most two working days a week (Fleksibilitas Kerja).

    Not for tasks that need presence, nor under discipline, nor for those new in the post (art. 25). A third
    day as field duty under an assignment letter is no violation (art. 13(1), derived).

    Args:
        law: Read at flexible.days_a_week, flexible.new_in_post_days, and for whom it excludes.

    Law: PermenPANRB 4/2025 art. 13(1) and 25, reported.
    Assumption: how long somebody is new in a post is not in the sources.

    Raises:
        UnknownName: The law has no such parameter.
    """
    limit = law["flexible.days_a_week"]
    return WorkplaceRule(
        name="two_days_elsewhere",
        label=Wording("two days a week elsewhere", "dua hari seminggu di luar kantor"),
        places=("other_office", "home", "other_place"),
        opens=in_force(limit),
        conditions=(
            is_civil_servant(law),
            task_allows(law),
            not_under_discipline(law),
            *settled_in_post(law),
            below_weekly_limit(law),
        ),
        basis=limit.brought_by,
    )
