"""Conditions that several workplace rules share, and what makes a rule hold from a day on.

Each says what it answers to a missing figure, and rests on the number of the law that it reads. Whom the law
excludes is a yes/no of the law, so that a reform can lift it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from attrs import evolve

from asnwork.domain.formula import (
    DatedConstant,
    Figure,
    Formula,
    any_of,
    at_least,
    equal_to,
    less_than,
    present,
    yes_or_no,
)
from asnwork.domain.law import Dated, Law, LawValue, Parameter, assumed
from asnwork.domain.reason import Wording
from asnwork.policies.condition import Condition

__all__ = [
    "below_weekly_limit",
    "excludes",
    "in_force",
    "is_civil_servant",
    "no_direct_service",
    "not_under_discipline",
    "settled_in_post",
    "standing",
    "task_allows",
    "unless_lifted",
]

T = TypeVar("T")

_ONE_DAY = timedelta(days=1)


def excludes(law: Law, path: str) -> Parameter:
    """Return a yes/no parameter by which the law excludes somebody, as one that answers on every day.

    Where the law says nothing it counts as yes: a rule that looks at this goes on looking.

    Raises:
        UnknownName: The law has no such parameter.
    """
    return standing(law[path], otherwise=1.0)


def unless_lifted(met: Formula, exclusion: Parameter) -> Formula:
    """Return yes where the formula is met, or where the law excludes nobody for it on the day."""
    return any_of(met, equal_to(DatedConstant(exclusion), yes_or_no(0), missing="no"))


def _answer(code: str, figure: str, answer: int, wording: Wording, exclusion: Parameter) -> Condition:
    met = equal_to(Figure(figure, "yes/no"), yes_or_no(answer), missing="no")
    return Condition(code=code, formula=unless_lifted(met, exclusion), wording=wording)


def task_allows(law: Law, path: str = "flexible.excludes_presence_tasks") -> Condition:
    """Return: the tasks need no special room or equipment and few people face to face; missing is not met.

    Args:
        law: The law.
        path: The exclusion that it reads; on days on which the law has it at no, the condition is met.
    """
    en = "the tasks of the post need presence: $needs_presence"
    wording = Wording(en, "tugas jabatan memerlukan kehadiran: $needs_presence")
    return _answer("task_allows", "needs_presence", 0, wording, excludes(law, path))


def not_under_discipline(law: Law, path: str = "flexible.excludes_under_discipline") -> Condition:
    """Return: no disciplinary case or penalty runs; missing is not met.

    Args:
        law: The law.
        path: The exclusion that it reads; on days on which the law has it at no, the condition is met.
    """
    en = "a disciplinary case or penalty runs: $under_discipline"
    wording = Wording(en, "proses atau hukuman disiplin sedang berjalan: $under_discipline")
    return _answer("not_under_discipline", "under_discipline", 0, wording, excludes(law, path))


def is_civil_servant(law: Law, path: str = "flexible.excludes_non_asn") -> Condition:
    """Return: the officer is a civil servant (ASN); missing is not met.

    Args:
        law: The law.
        path: The exclusion that it reads; on days on which the law has it at no, the condition is met.
    """
    wording = Wording("the officer is a civil servant: $is_asn", "pegawai berstatus ASN: $is_asn")
    return _answer("is_civil_servant", "is_asn", 1, wording, excludes(law, path))


def no_direct_service(law: Law, path: str) -> Condition:
    """Return: the post does not serve the public directly; missing is not met.

    Args:
        law: The law.
        path: The exclusion that it reads; on days on which the law has it at no, the condition is met.
    """
    en = "the post serves the public directly: $direct_service"
    wording = Wording(en, "jabatan melayani masyarakat secara langsung: $direct_service")
    return _answer("no_direct_service", "direct_service", 0, wording, excludes(law, path))


def settled_in_post(law: Law) -> tuple[Condition, Condition]:
    """Return two conditions: it is known since when the officer is in the post, and that is long enough.

    Missing: the first is not met and says so; the second then stays silent. Both are met on days on which
    the law does not exclude those new in the post.
    """
    days = Figure("days_in_post", "days")
    least = DatedConstant(standing(law["flexible.new_in_post_days"], otherwise=0.0))
    exclusion = excludes(law, "flexible.excludes_new_in_post")
    known = Condition(
        code="post_known",
        formula=unless_lifted(present(days), exclusion),
        wording=Wording("not known since when in post", "tidak diketahui sejak kapan menduduki jabatan"),
    )
    settled = Condition(
        code="settled_in_post",
        formula=unless_lifted(at_least(days, least, missing="yes"), exclusion),
        wording=Wording(
            "new in the post: $days_in_post days of at least $flexible_new_in_post_days",
            "baru menduduki jabatan: $days_in_post hari dari paling sedikit $flexible_new_in_post_days hari",
        ),
    )
    return known, settled


def below_weekly_limit(law: Law) -> Condition:
    """Return: fewer days elsewhere were taken this week than the law allows; missing is not met."""
    limit = DatedConstant(standing(law["flexible.days_a_week"], otherwise=0.0))
    return Condition(
        code="below_weekly_limit",
        formula=less_than(Figure("days_elsewhere_this_week", "days"), limit, missing="no"),
        wording=Wording(
            "days elsewhere taken this week: $days_elsewhere_this_week, of at most $flexible_days_a_week",
            "hari di luar kantor minggu ini: $days_elsewhere_this_week, paling banyak $flexible_days_a_week",
        ),
    )


def in_force(parameter: Parameter) -> Condition:
    """Return the condition that the law says something about the parameter on the day.

    A rule that rests on a number of the law holds on the days on which there is that number.

    Examples:
        >>> friday = Parameter(
        ...     path="friday_home.weekday", unit="days", basis=Dated.always(assumed("for this example")),
        ...     values=Dated(values=((date(2026, 4, 10), 5.0),)),
        ... )
        >>> [in_force(friday).holds({}, on=date(2026, 4, day)) for day in (9, 10)]
        [False, True]
    """
    days = [day for day, _ in parameter.values.values]
    says = Dated[LawValue](values=tuple((day, 1.0) for day in days), until=parameter.values.until)
    said = evolve(parameter, path=f"{parameter.path}.in_force", unit="yes/no", values=says)
    covers = str(parameter.values)
    return Condition(
        code="in_force",
        formula=equal_to(DatedConstant(standing(said, otherwise=0.0)), yes_or_no(1), missing="no"),
        wording=Wording(
            f"the rule does not hold on this day; it holds {covers}", _covers_id(parameter.values)
        ),
    )


def _covers_id(values: Dated[T]) -> str:
    until = "" if values.until is None else f" sampai {values.until - _ONE_DAY}"
    return f"aturan tidak berlaku pada hari ini; berlaku sejak {values.values[0][0]}{until}"


def standing(parameter: Parameter, *, otherwise: float) -> Parameter:
    """Return the parameter with a number on every day: `otherwise` on those on which the law says nothing.

    Examples:
        >>> limit = Parameter(
        ...     path="flexible.days_a_week", unit="days", values=Dated(values=((date(2025, 4, 21), 2.0),)),
        ...     basis=Dated.always(assumed("for this example")),
        ... )
        >>> always = standing(limit, otherwise=0.0)
        >>> always.on(date(2025, 4, 20)), always.on(date(2025, 4, 21))
        (0.0, 2.0)
    """
    silence = assumed(f"the law says nothing about {parameter.path} on this day")
    return evolve(
        parameter,
        values=_on_every_day(parameter.values, otherwise),
        basis=_on_every_day(evolve(parameter.basis, until=parameter.values.until), silence),
    )


def _on_every_day(dated: Dated[T], otherwise: T) -> Dated[T]:
    before = () if dated.values[0][0] == date.min else ((date.min, otherwise),)
    after = () if dated.until is None else ((dated.until, otherwise),)
    return Dated(values=(*before, *dated.values, *after))
