"""The rows that evidence is gathered from, and whose each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from attrs import evolve, field, frozen
from attrs.converters import optional

from asnwork.domain.attendance import AttendanceDay, attendance_figures
from asnwork.domain.behaviour import BehaviourRating, behaviour_rating_figures
from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import (
    REQUEST_FIGURES,
    STEP_FIGURES,
    RequestFact,
    StepFact,
    request_figures,
    step_figures,
)
from asnwork.domain.work_result import WorkResult, work_result_figures
from asnwork.domain.working_time import to_us
from asnwork.errors import DuplicateName, Fault, UnknownName
from asnwork.policies.condition import require_once
from asnwork.policies.outcome import SOURCES
from asnwork.policies.repeats import Repeat, repeats_of, request_doing, step_doing

__all__ = ["Row", "Rows", "later_fault", "latest_ratings", "officers_in", "rows_by_source", "rows_of"]


class _Owned(Protocol):
    @property
    def officer(self) -> OfficerId: ...


T = TypeVar("T", bound=_Owned)
_RoundKey = tuple[RequestId, int]


def _names(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


def _officers(given: Iterable[OfficerId]) -> frozenset[OfficerId]:
    return frozenset(given)


@frozen(kw_only=True)
class Rows:
    """What a log holds, source by source; None is a source that the log does not have at all.

    Attributes:
        requests: One for each round of a request.
        steps: One for each step done.
        attendance: One for each officer and working day.
        work_results: Results that are no citizen's request.
        ratings: Ratings of work behaviour, as people gave them.
        unrecorded: Names of figures that this log never records, so that their absence means nothing.
        colleagues: Officers of the log beside those whom its rows name, so that none passes for a citizen
            where only one officer's rows are kept.

    Raises:
        UnknownName: An unrecorded figure is none of any source.

    Examples:
        >>> Rows(requests=[]).attendance is None
        True
    """

    requests: tuple[RequestFact, ...] | None = field(
        converter=optional(tuple[RequestFact, ...]), default=None
    )
    steps: tuple[StepFact, ...] | None = field(converter=optional(tuple[StepFact, ...]), default=None)
    attendance: tuple[AttendanceDay, ...] | None = field(
        converter=optional(tuple[AttendanceDay, ...]), default=None
    )
    work_results: tuple[WorkResult, ...] | None = field(
        converter=optional(tuple[WorkResult, ...]), default=None
    )
    ratings: tuple[BehaviourRating, ...] | None = field(
        converter=optional(tuple[BehaviourRating, ...]), default=None
    )
    unrecorded: frozenset[str] = field(converter=_names, default=frozenset())
    colleagues: frozenset[OfficerId] = field(converter=_officers, default=frozenset())

    def __attrs_post_init__(self) -> None:
        known = {name for figures in SOURCES.values() for name in figures}
        for name in sorted(self.unrecorded - known):
            raise UnknownName("figure of a log", name, known)


@frozen
class Row:
    """One row: its name within its source, whose it is, what it realises or rates, and its figures.

    Some figures depend on whose row it is, such as whether the officer asked for it; a request that several
    have a part in is then a row for each of them.

    Attributes:
        key: Its name within its source.
        owners: Whose it is; nobody's rows count for nobody.
        figures: Its figures.
        item: What it realises, for work results, or rates, for ratings.
        names: Who had a part in it that is no figure; see `asnwork.policies.outcome.NAMES`.
    """

    key: str
    owners: tuple[OfficerId, ...]
    figures: Mapping[str, float | None]
    item: str = ""
    names: Mapping[str, str] = field(factory=dict)


def later_fault(rows: Rows, as_of: int) -> Fault | None:
    """Return what is wrong when requests were folded as of a later moment than that of gathering."""
    later = [fact for fact in rows.requests or () if fact.as_of > as_of]
    if not later:
        return None
    return Fault(
        f"requests[{later[0].key}].as_of",
        given=later[0].as_of,
        expected=f"at most {as_of}, the moment of gathering",
        hint=f"{len(later)} rows hold what came later; fold the events as of that moment",
    )


def officers_in(rows: Rows) -> tuple[OfficerId, ...]:
    """Return everybody whom a row names, in the order of their identifiers."""
    found = {step.officer for step in rows.steps or ()}
    found |= {fact.decided_by for fact in rows.requests or () if fact.decided_by is not None}
    found |= {officer for fact in rows.requests or () for officer in fact.declined_by}
    found |= {day.officer for day in rows.attendance or ()}
    found |= {result.officer for result in rows.work_results or ()}
    found |= {rating.officer for rating in rows.ratings or ()}
    return tuple(sorted(found))


def rows_of(officer: OfficerId, rows: Rows) -> Rows:
    """Return the rows that can be an officer's, with the requests that the officer had a part in."""
    steps = _only(rows.steps, officer)
    touched = {(step.request, step.round) for step in steps or ()}
    requests = rows.requests
    if requests is not None:
        requests = tuple(
            fact
            for fact in requests
            if fact.decided_by == officer
            or officer in fact.declined_by
            or (fact.request, fact.round) in touched
        )
    return evolve(
        rows,
        requests=requests,
        steps=steps,
        attendance=_only(rows.attendance, officer),
        work_results=_only(rows.work_results, officer),
        ratings=_only(rows.ratings, officer),
        colleagues=_everybody(rows),
    )


def _everybody(rows: Rows) -> frozenset[OfficerId]:
    return rows.colleagues.union(officers_in(rows))


def _only(rows: tuple[T, ...] | None, officer: OfficerId) -> tuple[T, ...] | None:
    return None if rows is None else tuple(row for row in rows if row.officer == officer)


def latest_ratings(rows: Rows, period: Period, as_of: int) -> Rows:
    """Return the rows with each rater's latest rating of a value in a period, and no other rating.

    Whoever rates an officer twice counts once, so that nobody weighs more by rating often.

    Args:
        rows: What the log holds.
        period: Ratings outside it are left out.
        as_of: So are ratings after this moment, in microseconds since the epoch.
    """
    if rows.ratings is None:
        return rows
    start, end = period.bounds
    inside = [each for each in rows.ratings if start <= to_us(each.rated_at) < min(end, as_of + 1)]
    inside.sort(key=lambda each: (to_us(each.rated_at), each.id, each.rating))
    latest = {(each.officer, each.value, each.rated_by): each for each in inside}
    return evolve(rows, ratings=latest.values(), colleagues=_everybody(rows))


def rows_by_source(rows: Rows, attribution: str) -> Mapping[str, Iterable[Row]]:
    """Return the rows of each source that is there, each with its figures and whose it is.

    Args:
        rows: What the log holds.
        attribution: "decider" gives a request to the officer who decided it, "each_step" to everybody who
            did a step of it. A step, a day, a result and a rating are the officer's whom they name. Who
            declined a request and has no such row of it has one beside theirs, among the steps too.

    Raises:
        DuplicateName: Two rows stand for one round of a request, or one officer has a day, a result or a
            rating twice.
    """
    found: dict[str, Iterable[Row]] = {}
    facts = _by_round(rows.requests or ())
    everybody = _everybody(rows)
    if rows.requests is not None:
        doers = _doers(rows.steps or ()) if attribution == "each_step" else None
        found["requests"] = _request_rows(facts, doers, everybody)
    if rows.steps is not None:
        found["steps"] = _step_rows(rows.steps, facts, everybody)
    _require_once(rows)
    if rows.attendance is not None:
        found["attendance"] = (
            Row(day.day.isoformat(), (day.officer,), attendance_figures(day)) for day in rows.attendance
        )
    if rows.work_results is not None:
        found["work_results"] = (
            Row(result.id, (result.officer,), work_result_figures(result), result.item)
            for result in rows.work_results
        )
    if rows.ratings is not None:
        found["ratings"] = (
            Row(rating.id, (rating.officer,), behaviour_rating_figures(rating), rating.value)
            for rating in rows.ratings
        )
    return found


def _require_once(rows: Rows) -> None:
    """Refuse what was entered twice: a day of an officer, a result or a rating by its identifier."""
    for what, names in (
        ("day of attendance", [(day.officer, day.day.isoformat()) for day in rows.attendance or ()]),
        ("work result", [(result.officer, result.id) for result in rows.work_results or ()]),
        ("rating of behaviour", [(rating.officer, rating.id) for rating in rows.ratings or ()]),
    ):
        require_once(what, [f"{name} of {officer}" for officer, name in names])


def _by_round(facts: Iterable[RequestFact]) -> Mapping[_RoundKey, RequestFact]:
    found: dict[_RoundKey, RequestFact] = {}
    for fact in facts:
        key = (fact.request, fact.round)
        if key in found:
            raise DuplicateName("row of a request", fact.key)
        found[key] = fact
    return found


def _doers(steps: Iterable[StepFact]) -> Mapping[_RoundKey, tuple[OfficerId, ...]]:
    found: dict[_RoundKey, set[OfficerId]] = {}
    for step in steps:
        found.setdefault((step.request, step.round), set()).add(step.officer)
    return {key: tuple(sorted(officers)) for key, officers in found.items()}


def _request_rows(
    facts: Mapping[_RoundKey, RequestFact],
    doers: Mapping[_RoundKey, tuple[OfficerId, ...]] | None,
    everybody: frozenset[OfficerId],
) -> Iterator[Row]:
    owned = [
        (fact, owner)
        for key, fact in facts.items()
        for owner in (_decider(fact) if doers is None else doers.get(key, ()))
    ]
    repeats = repeats_of(request_doing(fact, owner) for fact, owner in owned)
    for (fact, owner), repeat in zip(owned, repeats, strict=True):
        yield _row(fact.key, owner, request_figures(fact), fact, repeat, everybody)
    for fact, officer in _decliners(facts, (((fact.request, fact.round), owner) for fact, owner in owned)):
        yield _row(fact.declined_key, officer, request_figures(fact), fact, None, everybody)


def _decliners(
    facts: Mapping[_RoundKey, RequestFact], owned: Iterable[tuple[_RoundKey, OfficerId]]
) -> Iterator[tuple[RequestFact, OfficerId]]:
    """Who declined what, but for those who own a row of it already."""
    declined = [(key, officer) for key, fact in facts.items() for officer in fact.declined_by]
    own = set(declined).intersection(owned)
    yield from ((facts[key], officer) for key, officer in declined if (key, officer) not in own)


def _decider(fact: RequestFact) -> tuple[OfficerId, ...]:
    return () if fact.decided_by is None else (fact.decided_by,)


def _step_rows(
    steps: Iterable[StepFact], facts: Mapping[_RoundKey, RequestFact], everybody: frozenset[OfficerId]
) -> Iterator[Row]:
    joined = [(step, facts.get((step.request, step.round))) for step in steps]
    repeats = repeats_of(step_doing(step, fact) for step, fact in joined)
    for (step, fact), repeat in zip(joined, repeats, strict=True):
        # The step is known; what became of its request need not be.
        known = fact or RequestFact(request=step.request, service="", channel="", as_of=0, submitted_at=0)
        figures = step_figures(step, known)
        if fact is None:
            figures.update(dict.fromkeys(REQUEST_FIGURES))
        yield _row(step.key, step.officer, figures, known, repeat, everybody)
    for fact, officer in _decliners(
        facts, (((step.request, step.round), step.officer) for step, _ in joined)
    ):
        figures = {**dict.fromkeys(STEP_FIGURES), **request_figures(fact)}
        yield _row(fact.declined_key, officer, figures, fact, None, everybody)


def _row(
    key: str,
    owner: OfficerId,
    figures: Mapping[str, float | None],
    fact: RequestFact,
    repeat: Repeat | None,
    everybody: frozenset[OfficerId],
) -> Row:
    """A row of one officer; without a repeat it stands for what the officer declined."""
    before = repeat or Repeat()
    by_officer = fact.confirmed_by in everybody
    own: dict[str, float | None] = {
        "own": float(fact.applicant == owner),
        "answered_for": float(
            fact.confirmed_by not in ("", fact.applicant) if fact.applicant else by_officer
        ),
        "declined": float(repeat is None),
        "again": float(before.again),
        "doubled": float(before.doubled),
        "since_same": None if before.since is None else float(before.since),
    }
    citizen = fact.applicant or ("" if by_officer else fact.confirmed_by)
    names = {"applicant": fact.applicant, "confirmed_by": fact.confirmed_by, "citizen": citizen}
    return Row(key, (owner,), {**figures, **own}, names=names)
