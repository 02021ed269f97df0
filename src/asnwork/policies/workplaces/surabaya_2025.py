"""Work outside the office in Surabaya: the circular of February 2025."""

from __future__ import annotations

from collections.abc import Iterator

from asnwork.domain.law import Basis, Law, Parameter
from asnwork.domain.reason import Wording
from asnwork.policies.eligibility import in_force, is_civil_servant, task_allows
from asnwork.policies.workplace import Monitoring, Obligation, WorkplaceRule

__all__ = ["surabaya_2025"]


def surabaya_2025(law: Law) -> WorkplaceRule:
    """Return the city's rule of 2025: outside the office where the tasks allow, with check-in and check-out.

    It names no limit of days; from 21 April 2025 the national limit (`two_days_elsewhere`) stands beside it.

    Args:
        law: Read at surabaya_2025; the rule opens on the first day of surabaya_2025.minutes_a_day. What it
            watches and asks for is as the circular had it first.

    Law: SE Sekda Surabaya 000.8.3/3415/436.3.2/2025, reported.
    Assumption: "presence services" are the posts whose tasks need presence; each head's list of tasks
    that can be done outside is the same figure.

    Raises:
        UnknownName: The law has no such parameter.
    """
    day = law["surabaya_2025.minutes_a_day"]
    basis = day.brought_by
    return WorkplaceRule(
        name="surabaya_2025",
        label=Wording("Surabaya 2025", "Surabaya 2025"),
        places=("home", "rw_hall", "other_office", "other_place"),
        opens=in_force(day),
        conditions=(
            is_civil_servant(law, "surabaya_2025.excludes_non_asn"),
            task_allows(law, "surabaya_2025.excludes_presence_tasks"),
        ),
        monitoring=tuple(
            Monitoring(code=code, wording=wording, basis=found)
            for code, wording, found in _listed(law["surabaya_2025.monitoring"])
        ),
        obligations=_obligations(law),
        basis=basis,
    )


def _listed(parameter: Parameter) -> Iterator[tuple[str, Wording, Basis]]:
    """The entries of a list of the law, as it was first."""
    for item in parameter.items_on(parameter.values.since):
        yield item.code, Wording(item.label, item.label_id), parameter.brought_by


def _obligations(law: Law) -> tuple[Obligation, ...]:
    day, week = law["surabaya_2025.minutes_a_day"], law["surabaya_2025.minutes_a_week"]
    daily = Wording(
        "at least this many effective minutes a day", "paling sedikit sekian menit efektif sehari"
    )
    weekly = Wording(
        "at least this many effective minutes a week", "paling sedikit sekian menit efektif seminggu"
    )
    return (
        Obligation(code="minutes_a_day", wording=daily, amount=day, basis=day.brought_by),
        Obligation(code="minutes_a_week", wording=weekly, amount=week, basis=week.brought_by),
        *(
            Obligation(code=code, wording=wording, basis=found)
            for code, wording, found in _listed(law["surabaya_2025.duties"])
        ),
    )
