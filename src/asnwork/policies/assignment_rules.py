"""The shipped assignment rules: by rotation, least load, earliest promise, skill first.

They share the hard conditions and differ in the order of the candidates and of the queue.
"""

from __future__ import annotations

from asnwork.domain.formula import Figure, no, present
from asnwork.domain.reason import Wording
from asnwork.policies.assignment_rule import HARD_CONDITIONS, AssignmentRule, Level, Term

__all__ = ["by_earliest_promise", "by_least_load", "by_rotation", "by_skill_first"]

_OPEN_NOW = Term(
    code="fewest_in_hand",
    formula=Figure("open_now", "steps"),
    wording=Wording(
        "has fewer steps in hand ($value) than $next ($other)",
        "lebih sedikit tahap di tangan ($value) daripada $next ($other)",
    ),
)
_GIVEN_TODAY = Term(
    code="fewest_today",
    formula=Figure("given_today", "steps"),
    wording=Wording(
        "was given fewer steps today ($value) than $next ($other)",
        "hari ini menerima lebih sedikit tahap ($value) daripada $next ($other)",
    ),
)
_NEVER_GIVEN = Term(
    code="never_given",
    formula=no(present(Figure("last_given_at", "microseconds"))),
    prefers="more",
    wording=Wording(
        "was not given a step yet, unlike $next", "belum pernah menerima tahap, berbeda dengan $next"
    ),
)
_GIVEN_LONGEST_AGO = Term(
    code="given_longest_ago",
    formula=Figure("last_given_at", "microseconds"),
    wording=Wording(
        "was last given a step longer ago than $next", "terakhir menerima tahap lebih lama daripada $next"
    ),
)
_LONGEST_IDLE = Term(
    code="longest_idle",
    formula=Figure("idle_since", "microseconds"),
    wording=Wording("has been free longer than $next", "lebih lama tidak ada pekerjaan daripada $next"),
)
_MOST_SKILLED = Term(
    code="most_skilled",
    formula=Figure("skill_level", "levels"),
    prefers="more",
    wording=Wording(
        "is more skilled (level $value) than $next (level $other)",
        "lebih terampil (tingkat $value) daripada $next (tingkat $other)",
    ),
)
_OLDEST = Term(
    code="oldest_request",
    formula=Figure("submitted_at", "microseconds"),
    wording=Wording("was filed earlier", "diajukan lebih dahulu"),
)
_EARLIEST_DUE = Term(
    code="earliest_due",
    formula=Figure("due_at", "microseconds"),
    wording=Wording("is due earlier", "jatuh tempo lebih dahulu"),
)


def by_rotation() -> AssignmentRule:
    """Return: whoever was given nothing yet, then whoever was given a step longest ago; oldest request first.

    Examples:
        >>> [term.code for term in by_rotation().levels[0].terms]
        ['never_given', 'given_longest_ago']
    """
    return AssignmentRule(
        name="by_rotation",
        label=Wording("in turn", "bergiliran"),
        hard=HARD_CONDITIONS,
        levels=(Level(name="service", terms=(_NEVER_GIVEN, _GIVEN_LONGEST_AGO)),),
        queue=(_OLDEST,),
    )


def by_least_load() -> AssignmentRule:
    """Return: whoever has the fewest steps in hand, then was given the fewest today; oldest request first.

    Examples:
        >>> [level.name for level in by_least_load().levels]
        ['service', 'comfort']
    """
    return AssignmentRule(
        name="by_least_load",
        label=Wording("least load first", "beban paling ringan dahulu"),
        hard=HARD_CONDITIONS,
        levels=(Level(name="service", terms=(_OPEN_NOW,)), Level(name="comfort", terms=(_GIVEN_TODAY,))),
        queue=(_OLDEST,),
    )


def by_earliest_promise() -> AssignmentRule:
    """Return: the step that is due first, those without a promise last; by whoever has been free longest.

    Examples:
        >>> [term.code for term in by_earliest_promise().queue]
        ['earliest_due', 'oldest_request']
    """
    return AssignmentRule(
        name="by_earliest_promise",
        label=Wording("earliest promise first", "janji paling dekat dahulu"),
        hard=HARD_CONDITIONS,
        levels=(Level(name="service", terms=(_LONGEST_IDLE, _OPEN_NOW)),),
        queue=(_EARLIEST_DUE, _OLDEST),
    )


def by_skill_first() -> AssignmentRule:
    """Return: whoever is most skilled, then has the fewest steps in hand; oldest request first.

    Examples:
        >>> [term.code for term in by_skill_first().levels[0].terms]
        ['most_skilled', 'fewest_in_hand']
    """
    return AssignmentRule(
        name="by_skill_first",
        label=Wording("skill first", "keahlian dahulu"),
        hard=HARD_CONDITIONS,
        levels=(Level(name="service", terms=(_MOST_SKILLED, _OPEN_NOW)),),
        queue=(_OLDEST,),
    )
