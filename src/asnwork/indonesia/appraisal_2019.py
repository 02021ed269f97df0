"""Appraisal as PP 30/2019 and PermenPANRB 8/2021 had it: from the values of a plan to a predicate.

PermenPANRB 6/2022 took its place in practice; the law here ends with 2021 (assumed). The values of single
indicators are in `asnwork.indonesia.achievement`. Every step is counted exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from asnwork.domain.law import Law
from asnwork.errors import Fault, InvalidInput
from asnwork.indonesia.exact import Exact, exact, law_number
from asnwork.scoring.predicate import Predicate

__all__ = [
    "AdditionalWork",
    "additional_value",
    "final_value_2019",
    "period_value",
    "plan_value",
    "predicate_2019",
]

_ADDITIONAL = {
    Predicate.VERY_POOR: "additional_work.very_poor",
    Predicate.POOR: "additional_work.poor",
    Predicate.NEEDS_IMPROVEMENT: "additional_work.fair",
    Predicate.GOOD: "additional_work.good",
    Predicate.VERY_GOOD: "additional_work.very_good",
}


@frozen(kw_only=True)
class AdditionalWork:
    """One piece of additional work (kinerja tambahan).

    Attributes:
        category: How well it was done; the third was called cukup.
        scope_weight: The weight of its scope.
        value: Its value, 0 to 100.

    Assumption: what the weights of the scopes are was not found; the caller has them.
    """

    category: Predicate
    scope_weight: Exact
    value: Exact


def additional_value(works: Iterable[AdditionalWork], *, law: Law, on: date) -> float:
    """Return what all additional work adds (nilai kinerja tambahan), in points.

    Each counts its category's score / 100 x the weight of its scope x its value / 100; a total above the
    limit is cut to it.

    Args:
        works: The additional work; none adds nothing.
        law: Read at ``additional_work``.
        on: The day whose law is read.

    Raises:
        InvalidInput: A weight or a value is below 0 or not finite, or a category is no `Predicate`; every
            fault at once.
        NoValueOnDay: There was no such rule on the day.

    Law: PermenPANRB 8/2021, reported.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> law, day = national_law(), date(2021, 12, 31)
        >>> work = AdditionalWork(category=Predicate.GOOD, scope_weight=10, value=100)
        >>> additional_value([work], law=law, on=day), additional_value([work, work], law=law, on=day)
        (8.0, 10.0)
    """
    given = tuple(works)
    faults = [fault for index, work in enumerate(given) for fault in _faults(work, f"works[{index}]")]
    if faults:
        raise InvalidInput(*faults)
    total = sum((_weighted(work, law, on) for work in given), start=Fraction(0))
    return float(min(total, law_number(law, "additional_work.cap", on)))


def _faults(work: AdditionalWork, path: str) -> Iterator[Fault]:
    if not isinstance(work.category, Predicate):
        yield Fault(f"{path}.category", given=work.category, expected="a Predicate")
    for name, number in (("scope_weight", work.scope_weight), ("value", work.value)):
        try:
            exact(number, f"{path}.{name}", least=0)
        except InvalidInput as error:
            yield from error.faults


def _weighted(work: AdditionalWork, law: Law, on: date) -> Fraction:
    score = law_number(law, _ADDITIONAL[work.category], on)
    return score / 100 * exact(work.scope_weight) * exact(work.value) / 100


def plan_value(main: Iterable[Exact], additional: Exact = 0) -> float:
    """Return the value of a performance plan (nilai SKP): main work and what additional work adds, in points.

    Args:
        main: The weighted value of each main result.
        additional: What additional work adds, by `additional_value`.

    Raises:
        InvalidInput: A value is below 0 or not finite.

    Law: PermenPANRB 8/2021, annex p. 363, reported.

    Examples:
        >>> plan_value([59.2, 43.6])
        102.8
    """
    parts = [exact(value, f"main[{index}]", least=0) for index, value in enumerate(main)]
    return float(sum(parts, start=exact(additional, "additional", least=0)))


def period_value(action_plan: Iterable[Exact], main: Iterable[Exact]) -> float:
    """Return the value of a leader's plan for one period (nilai SKP periodik), in points.

    Args:
        action_plan: The values of the action plan (rencana aksi); at least one.
        main: The values of the main results that could be measured; at least one.

    Returns:
        The mean of the two means.

    Raises:
        InvalidInput: One of the two is empty, or a value is below 0 or not finite.

    Law: PermenPANRB 8/2021, annex p. 75, reported.

    Examples:
        >>> period_value([100, 80], [109])
        99.5
    """
    return float(_mean([_mean(action_plan, "action_plan"), _mean(main, "main")], "means"))


def _mean(values: Iterable[Exact], path: str) -> Fraction:
    parts = [exact(value, f"{path}[{index}]", least=0) for index, value in enumerate(values)]
    if not parts:
        raise InvalidInput(Fault(path, given="none", expected="at least one value"))
    return sum(parts, start=Fraction(0)) / len(parts)


def final_value_2019(plan: Exact, behaviour: Exact, *, peers_asked: bool, law: Law, on: date) -> float:
    """Return the value of an officer's performance (nilai kinerja), in points.

    Args:
        plan: The value of the performance plan (SKP), in points.
        behaviour: The value of work behaviour (perilaku kerja), in points.
        peers_asked: Whether peers and subordinates were asked about behaviour; then it weighs more.
        law: Read at ``appraisal_2019``.
        on: The day whose law is read.

    Returns:
        0 to 120 points, not rounded.

    Raises:
        InvalidInput: A value is below 0 or not finite.
        NoValueOnDay: There was no such rule on the day.

    Law: PP 30/2019 art. 41(2)-(4), reported.
    Assumption: the limit of 120 is set to each of the two values before they are weighed.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> law, day = national_law(), date(2021, 12, 31)
        >>> final_value_2019(102.8, 100, peers_asked=False, law=law, on=day)
        101.96
        >>> final_value_2019(102.8, 100, peers_asked=True, law=law, on=day)
        101.68
    """
    cap, asked = law_number(law, "appraisal_2019.cap", on), "_peers" if peers_asked else ""
    results = min(cap, exact(plan, "plan", least=0))
    behaved = min(cap, exact(behaviour, "behaviour", least=0))
    return float(
        law_number(law, f"appraisal_2019.results_share{asked}", on) * results
        + law_number(law, f"appraisal_2019.behaviour_share{asked}", on) * behaved
    )


def predicate_2019(final: Exact, *, new_idea: bool, law: Law, on: date) -> Predicate:
    """Return the predicate of a final value.

    Args:
        final: The value of performance in points, by `final_value_2019`.
        new_idea: Whether the officer had a new idea or way that benefits the organisation or the state.
        law: Read at ``appraisal_2019``; its ``predicates`` names each in the words of its days.
        on: The day whose law is read.

    Returns:
        The predicate; the third was called cukup.

    Raises:
        InvalidInput: The value is below 0 or not finite, or a rank in the law is no predicate.
        NoValueOnDay: There was no such rule on the day.

    Law: PP 30/2019 art. 41(5), reported; that kurang ends at 50 is recalled.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> law, day = national_law(), date(2021, 12, 31)
        >>> [predicate_2019(112.9, new_idea=idea, law=law, on=day).label_id for idea in (True, False)]
        ['sangat baik', 'baik']
    """
    value = exact(final, "final", least=0)
    if value < law_number(law, "appraisal_2019.very_poor_below", on):
        return Predicate.VERY_POOR
    rank, most = law["appraisal_2019.rank"].bands_on(on).of(float(value)), len(Predicate)
    if rank not in range(1, most + 1):
        raise InvalidInput(Fault("appraisal_2019.rank", given=rank, expected=f"a predicate, 1 to {most}"))
    predicate = Predicate(int(rank))
    if predicate is Predicate.VERY_GOOD and not new_idea:
        needed = law_number(law, "appraisal_2019.very_good_needs_idea", on)
        return Predicate.GOOD if needed else predicate
    return predicate
