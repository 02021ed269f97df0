"""Strategies for officers, their numbers, posts and plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.attendance import Absence, AttendanceDay
from asnwork.domain.behaviour import BehaviourRating
from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.identity import Nik, Nip, NiPppk, Phone
from asnwork.domain.indicator import ASPECTS, Indicator
from asnwork.domain.officer import Officer, OfficerKind, Position, Posting, Skill, Unit
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.rating import Rating
from asnwork.domain.work_result import WorkResult
from asnwork.testing.strategies.plain import (
    codes,
    counts,
    days,
    finite,
    instants,
    moments,
    officer_ids,
    positive,
    several,
    words,
    zones,
)
from asnwork.testing.strategies.rules import reasons

__all__ = [
    "absences",
    "attendance_days",
    "behaviour_ratings",
    "evidence",
    "indicators",
    "ni_pppks",
    "niks",
    "nips",
    "officer_kinds",
    "officers",
    "periods",
    "phones",
    "plans",
    "positions",
    "postings",
    "skills",
    "unit_evidence",
    "units",
    "work_results",
]

FIGURES = (
    "steps_done",
    "done.work",
    "promises_judged",
    "promises_kept",
    "not_reopened",
    "days_working",
    "late_cut",
)
UNIT_FIGURES = ("survey.forms", "survey.half_width", "survey.total.time", "survey.forms.time")


def skills() -> SearchStrategy[Skill]:
    """Skills with their level."""
    return st.builds(Skill, code=codes(), level=st.integers(1, 5))


def officer_kinds() -> SearchStrategy[OfficerKind]:
    """Kinds of officers."""
    flags = {name: st.booleans() for name in ("is_asn", "has_plan", "gets_allowance")}
    return st.builds(OfficerKind, code=codes(), label_id=st.text(max_size=10), **flags)


def units() -> SearchStrategy[Unit]:
    """Units, each for itself; they make no tree."""
    return st.builds(
        Unit, code=codes(), name=words(), parent=st.just("") | codes(), district=st.just("") | codes()
    )


def positions() -> SearchStrategy[Position]:
    """Posts."""
    return st.builds(
        Position,
        code=codes(),
        label=words(),
        label_id=words(),
        needs_presence=st.booleans(),
        direct_service=st.booleans(),
        allowance=counts(50_000_000),
    )


@st.composite
def postings(draw: st.DrawFn) -> tuple[Posting, ...]:
    """The postings of one officer: definitive ones in a row, acting ones beside them."""
    changes = sorted(draw(st.sets(days(), max_size=4)))
    ends: list[date | None] = [*changes[1:], None][: len(changes)]
    definitive = [
        Posting(unit=draw(codes()), position=draw(codes()), since=since, until=until)
        for since, until in zip(changes, ends, strict=True)
    ]
    acting = st.builds(
        lambda unit, position, since, length, kind: Posting(
            unit=unit, position=position, since=since, until=since + timedelta(days=length), kind=kind
        ),
        codes(),
        codes(),
        days(),
        st.integers(1, 400),
        st.sampled_from(["plt", "plh"]),
    )
    return (*definitive, *draw(several(acting, most=2)))


def officers() -> SearchStrategy[Officer]:
    """Officers; some hold a number, some have no posting."""
    return st.builds(
        Officer,
        id=officer_ids(),
        kind=officer_kinds(),
        skills=several(skills(), by="code"),
        postings=postings(),
        number=st.none() | nips() | ni_pppks(),
        appraiser=st.none() | officer_ids(),
        under_discipline=st.booleans(),
        in_post_since=st.none() | days(),
    )


def _born() -> SearchStrategy[date]:
    return st.dates(date(1955, 1, 1), date(2000, 12, 31))


def nips() -> SearchStrategy[Nip]:
    """Numbers of permanent civil servants."""
    return st.builds(
        lambda born, year, month, sex, serial: Nip.parse(f"{born:%Y%m%d}{year}{month:02}{sex}{serial:03}"),
        _born(),
        st.integers(2001, 2027),
        st.integers(1, 12),
        st.integers(1, 2),
        st.integers(1, 999),
    )


def ni_pppks() -> SearchStrategy[NiPppk]:
    """Numbers of civil servants under a work agreement."""
    return st.builds(
        lambda born, year, code, sex, serial: NiPppk.parse(f"{born:%Y%m%d}{year}{code}{sex}{serial:03}"),
        _born(),
        st.integers(2019, 2027),
        st.integers(21, 29),
        st.integers(1, 2),
        st.integers(1, 999),
    )


def niks() -> SearchStrategy[Nik]:
    """Numbers of citizens, women and men."""
    return st.builds(
        lambda area, born, woman, serial: Nik.parse(
            f"{area:06}{born.day + 40 * woman:02}{born:%m%y}{serial:04}"
        ),
        st.builds(lambda a, b, c: a * 10_000 + b * 100 + c, *[st.integers(1, 99)] * 3),
        _born(),
        st.booleans(),
        st.integers(1, 9999),
    )


def phones() -> SearchStrategy[Phone]:
    """Phone numbers of mobile networks."""
    return st.integers(10_000_000, 9_999_999_999).map(lambda number: Phone.parse(f"08{number}"))


def periods() -> SearchStrategy[Period]:
    """Stretches of up to 400 days."""
    return st.builds(
        lambda since, length, zone: Period(since=since, until=since + timedelta(days=length), zone=zone),
        days(),
        st.integers(1, 400),
        zones(),
    )


def indicators() -> SearchStrategy[Indicator]:
    """Indicators of a planned result, of every aspect, with one target or a range of it."""
    return st.builds(
        lambda aspect, target, width, unit, less: Indicator(
            aspect=aspect,
            target=target,
            target_high=None if width is None else target + width,
            unit=unit,
            less_is_better=less,
        ),
        st.sampled_from(sorted(ASPECTS)),
        st.floats(0.001, 1e6),
        st.none() | st.floats(0.001, 1e6),
        st.sampled_from(["points", "days", "rupiah"]),
        st.booleans(),
    )


def plans() -> SearchStrategy[PerformancePlan]:
    """Performance plans with at least one result of the main job."""

    def result(main: bool) -> SearchStrategy[PlannedResult]:
        return st.builds(
            PlannedResult,
            code=codes(),
            label=st.text(max_size=10),
            label_id=st.text(max_size=10),
            main=st.just(main),
            target=positive(),
            unit=st.sampled_from(["minutes", "steps", "results"]),
            indicators=several(indicators(), by="aspect", most=3),
            committed=st.just(True) if main else st.booleans(),
        )

    def plan(
        officer: Any, period: Period, main: PlannedResult, others: tuple[PlannedResult, ...]
    ) -> PerformancePlan:
        kept = tuple(other for other in others if other.code != main.code)
        return PerformancePlan(officer=officer, period=period, results=(main, *kept))

    others = several(st.booleans().flatmap(result), by="code", most=3)
    return st.builds(plan, officer_ids(), periods(), result(True), others)


def work_results() -> SearchStrategy[WorkResult]:
    """Work results, validated or not, that tell quality, time and cost or do not."""
    measured = st.none() | st.floats(0, 1e6)
    return st.builds(
        WorkResult,
        id=codes(),
        officer=officer_ids(),
        item=codes(),
        realised=st.floats(0, 1e6),
        quality=measured,
        time=measured,
        cost=measured,
        recorded_at=moments(),
        entered_by=officer_ids(),
        validated_by=st.none() | officer_ids(),
        proof=st.text(max_size=10),
    )


def behaviour_ratings() -> SearchStrategy[BehaviourRating]:
    """Ratings of work behaviour, by others and by the officers themselves."""

    def build(officer: Any, rated_by: Any, view: str, **parts: Any) -> BehaviourRating:
        seen = "self" if rated_by == officer else view
        return BehaviourRating(officer=officer, rated_by=rated_by, view=seen, **parts)

    return officer_ids().flatmap(
        lambda officer: st.builds(
            build,
            st.just(officer),
            st.just(officer) | officer_ids(),
            st.sampled_from(["superior", "peer", "subordinate"]),
            id=codes(),
            value=codes(),
            rating=st.sampled_from(Rating),
            rated_at=moments(),
        )
    )


def absences() -> SearchStrategy[Absence]:
    """Kinds of absence: lawful duty, lawful leave, unlawful absence."""
    flags = st.sampled_from([(True, True), (True, False), (False, False)])
    return st.builds(
        lambda code, label, flag: Absence(code=code, label_id=label, lawful=flag[0], on_duty=flag[1]),
        codes(),
        st.text(max_size=10),
        flags,
    )


def attendance_days() -> SearchStrategy[AttendanceDay]:
    """Days of officers: at the office or not, with or without a record."""
    minutes = st.none() | st.floats(0, 600)
    return st.builds(
        AttendanceDay,
        officer=officer_ids(),
        day=days(),
        starts_at=moments(),
        at_office=st.booleans(),
        clocked_in=st.booleans(),
        late_minutes=minutes,
        early_minutes=minutes,
        absence=st.none() | absences(),
    )


def evidence() -> SearchStrategy[Evidence]:
    """Evidence of officers with figures, some missing and some of those with a reason."""
    gathered = _gathered(FIGURES)
    return st.builds(lambda officer, parts: Evidence(officer=officer, **parts), officer_ids(), gathered)


def unit_evidence() -> SearchStrategy[UnitEvidence]:
    """Evidence of units with figures, some missing and some of those with a reason."""
    gathered = _gathered(UNIT_FIGURES)
    return st.builds(lambda unit, parts: UnitEvidence(unit=unit, **parts), codes(), gathered)


def _gathered(names: Sequence[str]) -> SearchStrategy[dict[str, Any]]:
    def build(period: Period, as_of: int, figures: dict[str, Any], reason: Any) -> dict[str, Any]:
        missing = [name for name, value in figures.items() if value is None]
        return {
            "period": period,
            "as_of": as_of,
            "figures": figures,
            "units": dict.fromkeys(figures, "1"),
            "rows": {name: ("r1", "r2#2/verify") for name, value in figures.items() if value is not None},
            "missing": dict.fromkeys(missing, reason) if reason is not None else {},
        }

    figures = st.dictionaries(st.sampled_from(names), st.none() | finite())
    return st.builds(build, periods(), instants(), figures, st.none() | reasons())
