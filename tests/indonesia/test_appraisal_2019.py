from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from asnwork.domain.law import Bands, Reform, apply_reforms
from asnwork.errors import InvalidInput, NoValueOnDay
from asnwork.indonesia.appraisal_2019 import (
    AdditionalWork,
    additional_value,
    final_value_2019,
    period_value,
    plan_value,
    predicate_2019,
)
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate

LAW = national_law()
THEN = date(2021, 12, 31)
FIRST = date(2019, 1, 1)
POINTS = st.integers(0, 12_000).map(lambda hundredths: hundredths / 100)


def reformed(path, value):
    """The law with one value changed."""
    return apply_reforms(LAW, Reform.of("a what-if", path, value, since=FIRST, reason="for this test"))


# --- additional work, the plan -----------------------------------------------------------------

WORKS = st.builds(
    AdditionalWork,
    category=st.sampled_from(Predicate),
    scope_weight=st.integers(0, 10),
    value=st.integers(0, 100),
)


@given(st.lists(WORKS, max_size=5))
def test_additional_work_adds_up_to_its_limit(works):
    """Additional work adds its parts, and never more than 10 points."""
    parts = [additional_value([work], law=LAW, on=THEN) for work in works]
    assert approx(min(10, sum(parts))) == additional_value(works, law=LAW, on=THEN)


@pytest.mark.parametrize(("category", "score"), [*zip(Predicate, (2, 4, 6, 8, 10), strict=True)])
def test_additional_work_counts_by_its_category(category, score):
    """The five categories count 20 to 100 in the hundred."""
    work = AdditionalWork(category=category, scope_weight=10, value=100)
    assert score == additional_value([work], law=LAW, on=THEN)


@pytest.mark.parametrize("wrong", [{"scope_weight": -1}, {"value": -1}, {"value": float("nan")}])
def test_additional_work_below_nothing_is_refused(wrong):
    """A weight or a value below 0, or not finite, is refused."""
    work = AdditionalWork(**{"category": Predicate.GOOD, "scope_weight": 1, "value": 1, **wrong})
    with pytest.raises(InvalidInput):
        additional_value([work], law=LAW, on=THEN)


def test_every_fault_of_additional_work_is_named():
    """Faults of several works are told at once, each with its place."""
    works = [
        AdditionalWork(category=Predicate.GOOD, scope_weight=1, value=1),
        AdditionalWork(category=6, scope_weight=-1, value=float("inf")),
        AdditionalWork(category=4, scope_weight=1, value=-1),
    ]
    with pytest.raises(InvalidInput) as caught:
        additional_value(iter(works), law=LAW, on=THEN)
    assert [
        *("works[1].category", "works[1].scope_weight", "works[1].value"),
        *("works[2].category", "works[2].value"),
    ] == [fault.path for fault in caught.value.faults]


@given(st.lists(POINTS), POINTS)
def test_a_plan_is_the_exact_sum(main, additional):
    """No order and no last bit matters to the value of a plan."""
    expected = sum(Fraction(str(value)) for value in (*main, additional))
    assert float(expected) == plan_value(main, additional) == plan_value(reversed(main), additional)


@given(st.lists(POINTS, min_size=1), st.lists(POINTS, min_size=1))
def test_a_period_of_a_leader_is_a_mean_of_means(action_plan, main):
    """Action plan and main results count the same, however many values each has."""
    value = period_value(action_plan, main)
    assert value == period_value(main, action_plan) == period_value(action_plan * 3, main)
    assert min(*action_plan, *main) <= value <= max(*action_plan, *main)


@pytest.mark.parametrize(("action_plan", "main"), [([], [1]), ([1], []), ([-1], [1])])
def test_a_period_without_values_is_refused(action_plan, main):
    """Nothing to take a mean of is no 0."""
    with pytest.raises(InvalidInput):
        period_value(action_plan, main)


# --- the final value and its predicate ---------------------------------------------------------


@given(POINTS, POINTS, st.booleans())
def test_a_final_value_lies_between_its_two(plan, behaviour, peers):
    """The shares are a whole: a final value lies between plan and behaviour."""
    value = final_value_2019(plan, behaviour, peers_asked=peers, law=LAW, on=THEN)
    assert min(plan, behaviour) <= value <= max(plan, behaviour)


@given(st.integers(120, 500), st.integers(120, 500), st.booleans())
def test_nothing_counts_above_the_limit(plan, behaviour, peers):
    """What was achieved above 120 counts as 120."""
    assert 120 == final_value_2019(plan, behaviour, peers_asked=peers, law=LAW, on=THEN)


@given(POINTS, POINTS, st.booleans())
def test_a_better_value_has_no_worse_predicate(one, other, idea):
    """The predicate rises with the value; without an idea it never is very good."""
    less, more = (predicate_2019(value, new_idea=idea, law=LAW, on=THEN) for value in sorted((one, other)))
    assert less <= more
    assert idea or more < Predicate.VERY_GOOD


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, Predicate.VERY_POOR),
        (49.99, Predicate.VERY_POOR),
        (50, Predicate.POOR),
        (109.99, Predicate.GOOD),
        (110, Predicate.VERY_GOOD),
        (120, Predicate.VERY_GOOD),
    ],
)
def test_the_other_edges_of_the_scale(value, expected):
    """The edges that the vectors leave out; the one at 50 is recalled."""
    assert expected is predicate_2019(value, new_idea=True, law=LAW, on=THEN)


def test_the_idea_is_a_matter_of_the_law():
    """A law that asks for no idea gives very good without one."""
    law = reformed("appraisal_2019.very_good_needs_idea", 0)
    assert Predicate.VERY_GOOD is predicate_2019(112, new_idea=False, law=law, on=THEN)


@pytest.mark.parametrize("wrong", [-0.01, float("nan"), float("inf")])
def test_a_value_that_is_none_is_refused(wrong):
    """A value below 0 or not finite has no predicate and no share."""
    with pytest.raises(InvalidInput):
        predicate_2019(wrong, new_idea=False, law=LAW, on=THEN)
    with pytest.raises(InvalidInput):
        final_value_2019(wrong, 100, peers_asked=False, law=LAW, on=THEN)


def test_there_was_no_such_rule_before():
    """Before the instrument there is no predicate."""
    with pytest.raises(NoValueOnDay):
        predicate_2019(100, new_idea=False, law=LAW, on=date(2018, 12, 31))


@pytest.mark.parametrize("rank", [0, 6, 3.5])
def test_a_rank_that_is_no_predicate_is_refused(rank):
    """A rank of the table that is no predicate is a fault of the law, and its place is named."""
    law = reformed("appraisal_2019.rank", Bands(edges=(), values=(rank,)))
    with pytest.raises(InvalidInput, match=r"appraisal_2019\.rank.*1 to 5"):
        predicate_2019(100, new_idea=True, law=law, on=THEN)


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2026, 11, 24)])
def test_the_scale_has_a_last_day(day):
    """From 2022 on neither scale nor additional work is read any more."""
    with pytest.raises(NoValueOnDay):
        predicate_2019(100, new_idea=False, law=LAW, on=day)
    with pytest.raises(NoValueOnDay):
        final_value_2019(100, 100, peers_asked=False, law=LAW, on=day)
    with pytest.raises(NoValueOnDay):
        additional_value([], law=LAW, on=day)
