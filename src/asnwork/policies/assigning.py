"""Who should take a waiting step, and which step comes first.

A rule is data: hard conditions, then levels of terms. Candidates are compared level by level and term by
term, never by weights, so no amount of comfort outweighs service.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from attrs import field, frozen

from asnwork.domain.assignment import Candidate, WaitingStep, pair_figures, refuse_twins, work_figures
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.policies.assignment_rule import HARD_CONDITIONS, LEVELS, AssignmentRule, Level, SortKey, Term
from asnwork.policies.assignment_rules import by_earliest_promise, by_least_load, by_rotation, by_skill_first

__all__ = [
    "HARD_CONDITIONS",
    "LEVELS",
    "AssignmentRule",
    "Level",
    "Ranked",
    "Recommendation",
    "Removed",
    "Term",
    "Unassignable",
    "by_earliest_promise",
    "by_least_load",
    "by_rotation",
    "by_skill_first",
    "may_take",
    "next_step",
    "queue_key",
    "recommend",
]


@frozen(kw_only=True)
class Removed:
    """The officers whom one hard condition removed, in their own order, and the reason in words."""

    condition: str
    officers: tuple[OfficerId, ...]
    reason: Reason


@frozen(kw_only=True)
class Ranked:
    """A candidate in its place.

    Attributes:
        candidate: Who.
        values: For each level of the rule the value of each of its terms, None when missing.
        reasons: Why the candidate stands in front of the next.
    """

    candidate: Candidate
    values: Mapping[str, tuple[float | None, ...]] = field(hash=False)
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Recommendation:
    """Who may take a step, best first; a person or an application decides.

    Attributes:
        work: The waiting step.
        ranked: Everybody who may take it, at least one.
        removed: For each hard condition that removed somebody, whom.
    """

    work: WaitingStep
    ranked: tuple[Ranked, ...]
    removed: tuple[Removed, ...]

    @property
    def officer(self) -> OfficerId:
        """The officer who is recommended."""
        return self.ranked[0].candidate.officer


@frozen(kw_only=True)
class Unassignable:
    """Nobody may take a step.

    Attributes:
        work: The waiting step.
        removed: For each hard condition that removed somebody, whom; one officer can stand under several.
        relax: The smallest set of hard conditions without which somebody remains; of several of
            that size the one with the softest conditions. Empty when there is no candidate at all.
        would_remain: Who would remain without them.
        reasons: All of it in words.
    """

    work: WaitingStep
    removed: tuple[Removed, ...]
    relax: tuple[str, ...]
    would_remain: tuple[OfficerId, ...]
    reasons: tuple[Reason, ...]


_NOBODY = Wording("there is no candidate", "tidak ada calon pegawai")
_RELAX = Wording("without $relax, $officers could take it", "tanpa $relax, $officers dapat mengerjakannya")
_TIE = Wording(
    "equal to $next in everything; the order decides", "setara dengan $next; urutan yang menentukan"
)
_LAST = Wording("behind everybody else who may take it", "di belakang semua yang dapat mengerjakannya")
_ONLY = Wording("the only one who may take it", "satu-satunya yang dapat mengerjakannya")


def recommend(
    rule: AssignmentRule, work: WaitingStep, candidates: Iterable[Candidate], *, now: int
) -> Recommendation | Unassignable:
    """Return who should take a step, best first, and why; or why nobody may.

    Candidates that are equal in every term stand by their `order`; the order in which they are given does not
    matter.

    Args:
        rule: The assignment rule.
        work: The waiting step.
        candidates: The officers looked at, each once.
        now: The moment, in microseconds since the epoch.

    Raises:
        DuplicateName: An officer stands among the candidates twice.

    Examples:
        >>> from asnwork.domain.identity import RequestId
        >>> from asnwork.domain.place import WorkPlace
        >>> office = WorkPlace(code="office", label="office", label_id="kantor", offers={"any"},
        ...     at_office=True)
        >>> step = WaitingStep(
        ...     request=RequestId("r1"), step="verify", service="birth_act", unit="u", skill="verify",
        ...     place="any", submitted_at=0, waiting_since=0,
        ... )
        >>> def clerk(name, load):
        ...     return Candidate(officer=OfficerId(name), place=office, on_duty_until=9, units={"u"},
        ...         skills={"verify": 1}, open_now=load)
        >>> answer = recommend(by_least_load(), step, [clerk("ani", 3), clerk("budi", 1)], now=5)
        >>> answer.officer, str(answer.ranked[0].reasons[0])
        ('budi', 'has fewer steps in hand (1) than ani (3)')
    """
    known = tuple(candidates)
    refuse_twins(known)
    seen = [(candidate, pair_figures(work, candidate, now)) for candidate in sorted(known, key=_place)]
    failed = {
        candidate.officer: tuple(condition.code for condition in rule.hard if not condition.holds(figures))
        for candidate, figures in seen
    }
    removed = _removed(rule, failed)
    left = [(candidate, figures) for candidate, figures in seen if not failed[candidate.officer]]
    if not left:
        return _unassignable(rule, work, failed, removed)
    return Recommendation(work=work, ranked=_ranked(rule, left), removed=removed)


def _place(candidate: Candidate) -> tuple[int, str]:
    return candidate.order, candidate.officer


def _removed(rule: AssignmentRule, failed: Mapping[OfficerId, tuple[str, ...]]) -> tuple[Removed, ...]:
    removed = []
    for condition in rule.hard:
        officers = tuple(officer for officer, codes in failed.items() if condition.code in codes)
        if officers:
            words = Wording(f"{condition.wording.en}: $officers", f"{condition.wording.id}: $officers")
            values = {"officers": ", ".join(officers)}
            reason = Reason(
                rule=rule.name, code=condition.code, values=values, law=condition.basis, wording=words
            )
            removed.append(Removed(condition=condition.code, officers=officers, reason=reason))
    return tuple(removed)


def _unassignable(
    rule: AssignmentRule,
    work: WaitingStep,
    failed: Mapping[OfficerId, tuple[str, ...]],
    removed: tuple[Removed, ...],
) -> Unassignable:
    if not failed:
        nobody = Reason(rule=rule.name, code="no_candidate", wording=_NOBODY)
        return Unassignable(work=work, removed=(), relax=(), would_remain=(), reasons=(nobody,))
    codes = [condition.code for condition in rule.hard]

    def cost(broken: tuple[str, ...]) -> tuple[int, list[int]]:
        # Softer conditions stand later, so of two sets of one size the one with later conditions is taken.
        return len(broken), [-codes.index(code) for code in broken]

    # Without a set of conditions an officer remains if and only if the set holds all that the officer fails:
    # so the smallest set is the smallest of those that somebody fails.
    relax = min(failed.values(), key=cost)
    officers = tuple(officer for officer, broken in failed.items() if set(broken) <= set(relax))
    values = {"relax": ", ".join(relax), "officers": ", ".join(officers)}
    way_out = Reason(rule=rule.name, code="relax", values=values, wording=_RELAX)
    reasons = (*(each.reason for each in removed), way_out)
    return Unassignable(work=work, removed=removed, relax=relax, would_remain=officers, reasons=reasons)


_Row = tuple[Candidate, tuple[float | None, ...]]


def _ranked(
    rule: AssignmentRule, left: list[tuple[Candidate, dict[str, float | None]]]
) -> tuple[Ranked, ...]:
    terms = [(level.name, term) for level in rule.levels for term in level.terms]
    rows = [(candidate, tuple(term.value(figures) for _, term in terms)) for candidate, figures in left]

    def key(row: _Row) -> SortKey:
        return tuple(term.key(value) for (_, term), value in zip(terms, row[1], strict=True))

    # Sorting keeps the order of equals, and they come by their own order.
    rows.sort(key=key)
    reasons = [_in_front(rule, terms, front, behind) for front, behind in pairwise(rows)]
    if reasons:
        reasons.append(Reason(rule=rule.name, code="last", wording=_LAST))
    else:
        reasons.append(Reason(rule=rule.name, code="only", wording=_ONLY))
    return tuple(
        Ranked(candidate=candidate, values=_by_level(rule, values), reasons=(reason,))
        for (candidate, values), reason in zip(rows, reasons, strict=True)
    )


def _by_level(rule: AssignmentRule, values: tuple[float | None, ...]) -> dict[str, tuple[float | None, ...]]:
    left = iter(values)
    return {level.name: tuple(next(left) for _ in level.terms) for level in rule.levels}


def _in_front(rule: AssignmentRule, terms: list[tuple[str, Term]], front: _Row, behind: _Row) -> Reason:
    values: dict[str, Value] = {"next": behind[0].officer}
    for (level, term), value, other in zip(terms, front[1], behind[1], strict=True):
        if value != other:
            values |= {"level": level, "value": value, "other": other}
            return Reason(rule=rule.name, code=term.code, values=values, wording=term.wording)
    return Reason(rule=rule.name, code="order", values=values, wording=_TIE)


def may_take(rule: AssignmentRule, work: WaitingStep, candidate: Candidate, *, now: int) -> bool:
    """Return whether the officer meets every hard condition for the step.

    Args:
        rule: The assignment rule.
        work: The waiting step.
        candidate: The officer.
        now: The moment, in microseconds since the epoch.
    """
    figures = pair_figures(work, candidate, now)
    return all(condition.holds(figures) for condition in rule.hard)


def queue_key(rule: AssignmentRule, work: WaitingStep) -> tuple[SortKey, int, str, int, str]:
    """Return what sorts waiting steps, first the one to take first.

    It does not change while the step waits, so a queue can be kept sorted. Steps that are equal in every term
    stand by their `order`, then by request, round and step.
    """
    figures = work_figures(work)
    key = tuple(term.key(term.value(figures)) for term in rule.queue)
    return key, work.order, work.request, work.round, work.step


def next_step(
    rule: AssignmentRule, candidate: Candidate, waiting: Iterable[WaitingStep], *, now: int
) -> WaitingStep | None:
    """Return the step that the officer should take next; None when there is none that the officer may take.

    Args:
        rule: The assignment rule; its queue says which step comes first.
        candidate: The officer who is free.
        waiting: The steps that wait; the order in which they are given does not matter.
        now: The moment, in microseconds since the epoch.
    """
    for work in sorted(waiting, key=lambda step: queue_key(rule, step)):
        if may_take(rule, work, candidate, now=now):
            return work
    return None
