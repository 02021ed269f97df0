"""Conditions that several workplace rules share, and what makes a rule hold from a day on.

Each says what it answers to a missing figure.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from attrs import evolve

from asnwork.domain.formula import DatedConstant, Figure, at_least, equal_to, less_than, present, yes_or_no
from asnwork.domain.law import (
    Bands,
    Basis,
    Certainty,
    Dated,
    InForce,
    Law,
    LegalReference,
    Parameter,
    assumed,
)
from asnwork.domain.reason import Wording
from asnwork.policies.condition import Condition

__all__ = [
    "below_weekly_limit",
    "flexibility_rule",
    "in_force",
    "is_civil_servant",
    "no_direct_service",
    "not_under_discipline",
    "settled_in_post",
    "standing",
    "task_allows",
]

T = TypeVar("T")


def flexibility_rule(article: str, link: str) -> Basis:
    """Return the basis in PermenPANRB 4/2025 (Fleksibilitas Kerja), read in the press, not in its text."""
    return Basis(
        certainty=Certainty.REPORTED,
        reference=LegalReference(
            kind="PermenPANRB",
            number="4",
            year=2025,
            article=article,
            title="Fleksibilitas Kerja",
            link=link,
            issued_on=date(2025, 4, 16),
            in_force=InForce.YES,
            reviewed_on=date(2026, 11, 24),
        ),
    )


_TASK_TESTS = flexibility_rule(
    "",
    "https://aceh.tribunnews.com/2025/06/20/asn-wajib-baca-ini-aturan-baru-wfa-ini-kriteriria-yang-boleh-kerja-tak-masuk-kantor?page=2",
)
_PERSONAL_TESTS = flexibility_rule(
    "25",
    "https://jabar.tribunnews.com/amp/2025/06/19/daftar-asn-yang-boleh-dan-tidak-boleh-wfa-sesuai-aturan-baru-kemenpan-rb",
)


def _answer(code: str, figure: str, answer: int, wording: Wording, basis: Basis) -> Condition:
    formula = equal_to(Figure(figure, "yes/no"), yes_or_no(answer), missing="no")
    return Condition(code=code, formula=formula, wording=wording, basis=basis)


def task_allows(basis: Basis = _TASK_TESTS) -> Condition:
    """Return: the tasks need no special room or equipment and few people face to face; missing is not met."""
    en = "the tasks of the post need presence: $needs_presence"
    wording = Wording(en, "tugas jabatan memerlukan kehadiran: $needs_presence")
    return _answer("task_allows", "needs_presence", 0, wording, basis)


def not_under_discipline(basis: Basis = _PERSONAL_TESTS) -> Condition:
    """Return: no disciplinary case or penalty runs; missing is not met."""
    en = "a disciplinary case or penalty runs: $under_discipline"
    wording = Wording(en, "proses atau hukuman disiplin sedang berjalan: $under_discipline")
    return _answer("not_under_discipline", "under_discipline", 0, wording, basis)


def is_civil_servant(basis: Basis) -> Condition:
    """Return: the officer is a civil servant (ASN); missing is not met."""
    wording = Wording("the officer is a civil servant: $is_asn", "pegawai berstatus ASN: $is_asn")
    return _answer("is_civil_servant", "is_asn", 1, wording, basis)


def no_direct_service(basis: Basis) -> Condition:
    """Return: the post does not serve the public directly; missing is not met."""
    en = "the post serves the public directly: $direct_service"
    wording = Wording(en, "jabatan melayani masyarakat secara langsung: $direct_service")
    return _answer("no_direct_service", "direct_service", 0, wording, basis)


def settled_in_post(law: Law) -> tuple[Condition, Condition]:
    """Return two conditions: it is known since when the officer is in the post, and that is long enough.

    Missing: the first is not met and says so; the second then stays silent.
    """
    days = Figure("days_in_post", "days")
    least = DatedConstant(standing(law["flexible.new_in_post_days"], otherwise=0.0))
    known = Condition(
        code="post_known",
        formula=present(days),
        wording=Wording("not known since when in post", "tidak diketahui sejak kapan menduduki jabatan"),
        basis=_PERSONAL_TESTS,
    )
    settled = Condition(
        code="settled_in_post",
        formula=at_least(days, least, missing="yes"),
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
    says = Dated[float | Bands](values=tuple((day, 1.0) for day in days), until=parameter.values.until)
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
    until = "" if values.until is None else f" sampai sebelum {values.until}"
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
