"""How the predicates of a unit spread, against the pattern for the predicate of its organisation.

The pattern is a thing for the leader to consider and no quota. So it is looked at only after predicates are
proposed; it only warns, it names nobody, and it says nothing of a small unit. No predicate is ever changed to
fit it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

from asnwork.domain.law import Law, Parameter
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.indonesia.exact import law_number
from asnwork.scoring.predicate import Predicate

__all__ = ["OrganisationPredicate", "distribution_warnings"]


class OrganisationPredicate(Enum):
    """The five predicates of an organisation (predikat kinerja organisasi), the least first."""

    VERY_POOR = "very_poor"
    POOR = "poor"
    NEEDS_IMPROVEMENT = "needs_improvement"
    GOOD = "good"
    EXCELLENT = "excellent"


_AT_MOST = Wording(
    "$share % of $people officers are $group; where the organisation is $organisation, at most $limit %",
    "$share % dari $people pegawai $group_id; bila organisasi $organisation_id, paling banyak $limit %",
)
_AT_LEAST = Wording(
    "$share % of $people officers are $group; where the organisation is $organisation, at least $limit %",
    "$share % dari $people pegawai $group_id; bila organisasi $organisation_id, paling sedikit $limit %",
)
_MAJORITY = Wording(
    "$share % of $people officers are $group; where the organisation is $organisation, more than $limit %",
    "$share % dari $people pegawai $group_id; bila organisasi $organisation_id, lebih dari $limit %",
)
_PEOPLE = Wording(
    "$count of $people officers are $group; where the organisation is $organisation, at least $limit",
    "$count dari $people pegawai $group_id; bila organisasi $organisation_id, paling sedikit $limit",
)

# What the last part of a path may speak of, and which predicates count towards it.
_GROUPS: Mapping[str, tuple[Predicate, ...]] = {
    **{predicate.name.lower(): (predicate,) for predicate in Predicate},
    "low": (Predicate.POOR, Predicate.NEEDS_IMPROVEMENT),
}
_KINDS: Mapping[str, Wording] = {
    "at_most": _AT_MOST,
    "at_least": _AT_LEAST,
    "majority": _MAJORITY,
    "people": _PEOPLE,
}


def distribution_warnings(
    organisation: OrganisationPredicate, predicates: Iterable[Predicate], *, law: Law, on: date
) -> tuple[Reason, ...]:
    """Return where the proposed predicates of a unit lie outside the pattern for its organisation.

    Args:
        organisation: The predicate of the organisation (predikat kinerja organisasi).
        predicates: The proposed predicates of its officers, in any order; whose they are is not asked.
        law: Read at ``distribution``, ``organisation.predicates`` and ``predicate.names``. Each parameter
            under ``distribution.<organisation>`` is one line of the pattern.
        on: The day whose law is read.

    Returns:
        One warning for each line of the pattern that is not met; none for a unit of fewer people than
        ``distribution.least_people``. A warning holds shares and counts, never names.

    Raises:
        InvalidInput: An entry is no `Predicate`, or the organisation's is no `OrganisationPredicate`; every
            fault at once.
        NoValueOnDay: There was no pattern on the day.
        UnknownName: A line of the pattern is of no kind that is known.

    Law: SE MenPANRB 3/2023, reported; a consideration for the leader.
    Assumption: a majority is more than half; silence below ten people.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> spread = [Predicate.GOOD] * 8 + [Predicate.VERY_GOOD] * 2
        >>> for warning in distribution_warnings(
        ...     OrganisationPredicate.GOOD, spread, law=national_law(), on=date(2026, 12, 31)
        ... ):
        ...     print(warning)
        80 % of 10 officers are good; where the organisation is good, at most 70 %
        0 of 10 officers are poor (or misconduct) or in need of improvement;
        where the organisation is good, at least 1
    """
    given = tuple(predicates)
    faults = [*_faults(organisation, given)]
    if faults:
        raise InvalidInput(*faults)
    if len(given) < law_number(law, "distribution.least_people", on):
        return ()
    lines = (
        _warning(line, organisation, given, law, on)
        for line in law.under(f"distribution.{organisation.value}")
    )
    return tuple(warning for warning in lines if warning is not None)


def _faults(organisation: object, given: tuple[object, ...]) -> Iterator[Fault]:
    if not isinstance(organisation, OrganisationPredicate):
        yield Fault("organisation", given=organisation, expected="an OrganisationPredicate")
    for index, predicate in enumerate(given):
        if not isinstance(predicate, Predicate):
            yield Fault(f"predicates[{index}]", given=predicate, expected="a Predicate")


def _warning(
    line: Parameter, organisation: OrganisationPredicate, given: tuple[Predicate, ...], law: Law, on: date
) -> Reason | None:
    code = line.path.rpartition(".")[-1]
    group, kind = _parts(code)
    count = sum(predicate in _GROUPS[group] for predicate in given)
    number = law_number(law, line.path, on)
    share = Fraction(count, len(given))
    found: dict[str, Value] = {"share": float(100 * share), "limit": float(100 * number)}
    if kind == "people":
        met, found = count >= number, {"count": count, "limit": float(number)}
    elif kind == "majority":
        half = law_number(law, "distribution.majority_above", on)
        met, found = share > half or not number, {**found, "limit": float(100 * half)}
    else:
        met = share <= number if kind == "at_most" else share >= number
    if met:
        return None
    return Reason(
        rule="distribution",
        code=f"{organisation.value}.{code}",
        values={**found, "people": len(given), **_words(organisation, group, law, on)},
        law=line.basis.on(on, line.path),
        wording=_KINDS[kind],
    )


def _parts(code: str) -> tuple[str, str]:
    """The group and the kind of a line, such as "very_good" and "at_most"."""
    for kind in _KINDS:
        group = code.removesuffix(f"_{kind}")
        if group != code and group in _GROUPS:
            return group, kind
    known = [f"{group}_{kind}" for group in _GROUPS for kind in _KINDS]
    raise UnknownName("line of the pattern", code, known)


def _words(organisation: OrganisationPredicate, group: str, law: Law, on: date) -> dict[str, Value]:
    names = {item.code: item for item in law["predicate.names"].items_on(on)}
    said = [names[predicate.name.lower()] for predicate in _GROUPS[group]]
    units = {item.code: item for item in law["organisation.predicates"].items_on(on)}
    unit = units[organisation.value]
    return {
        "group": " or ".join(item.label for item in said),
        "group_id": " atau ".join(item.label_id for item in said),
        "organisation": unit.label,
        "organisation_id": unit.label_id,
    }
