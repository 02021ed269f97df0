from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from asnwork.domain.law import Bands, Reform, apply_reforms
from asnwork.errors import InvalidInput, NoValueOnDay
from asnwork.indonesia.achievement import Better, TargetRange, achieved_percent, indicator_value
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate

LAW = national_law()
THEN = date(2021, 12, 31)
PERCENTS = st.integers(-500, 3000).map(lambda tenths: tenths / 10)


def reformed(table):
    """The law with another table of categories."""
    reform = Reform.of("a what-if", "achievement.category", table, since=THEN, reason="for this test")
    return apply_reforms(LAW, reform)


def value_of(percent, **more):
    """The value of an indicator on a day of the rule."""
    return indicator_value(percent, law=LAW, on=THEN, **more)


# --- what was achieved -------------------------------------------------------------------------


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_more_and_less_mirror_each_other(realised, target):
    """What is too much where less is better is what is achieved beyond 100 % where more is."""
    both = [achieved_percent(realised, target, better=better, law=LAW, on=THEN) for better in Better]
    assert approx(200) == sum(both)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 2000), st.sampled_from(Better))
def test_a_range_counts_from_its_nearer_end(low, width, realised, better):
    """Above a range its upper end is the target, below it the lower, and within it the target is reached."""
    aim = TargetRange(low=low, high=low + width)
    found = achieved_percent(realised, aim, better=better, law=LAW, on=THEN)
    if low <= realised <= low + width:
        assert 100 == found
    else:
        end = low if realised < low else low + width
        assert achieved_percent(realised, end, better=better, law=LAW, on=THEN) == found


@pytest.mark.parametrize("end", [80, 90])
def test_the_ends_of_a_range_belong_to_it(end):
    """Whoever meets an end of the range exactly has reached the target."""
    assert 100 == achieved_percent(end, TargetRange(low=80, high=90), law=LAW, on=THEN)


def test_the_printed_example_is_not_followed():
    """IKI-6: the annex prints 113 % for 92 against 80 to 90; its own rule gives 102.2 %."""
    aim = TargetRange(low=80, high=90)
    assert approx(102.2, abs=0.05) == achieved_percent(92, aim, law=LAW, on=THEN)


@pytest.mark.parametrize("target", [0, -1])
def test_a_target_of_nothing_is_refused(target):
    """A target must be above 0."""
    with pytest.raises(InvalidInput, match="target"):
        achieved_percent(1, target, law=LAW, on=THEN)


def test_a_realisation_below_nothing_is_refused():
    """Nobody realises less than nothing."""
    with pytest.raises(InvalidInput, match="realised"):
        achieved_percent(-1, 5, law=LAW, on=THEN)


@pytest.mark.parametrize(("low", "high"), [(0, 5), (-1, 5), (5, 5), (6, 5)])
def test_a_range_ascends_from_above_nothing(low, high):
    """The low end of a range lies above 0 and below the high end."""
    with pytest.raises(InvalidInput, match="0 < low < high"):
        TargetRange(low=low, high=high)


# --- the value of an indicator -----------------------------------------------------------------


@given(PERCENTS, PERCENTS)
def test_more_achieved_is_never_worth_less(one, other):
    """The value rises with the percent, and so does the category."""
    less, more = (value_of(percent) for percent in sorted((one, other)))
    assert less.value <= more.value
    assert less.category <= more.category


@given(PERCENTS, st.booleans())
def test_a_value_stays_on_its_scale(percent, ceiling):
    """No value leaves 0 to 120 points."""
    assert 0 <= value_of(percent, target_is_ceiling=ceiling).value <= 120


@pytest.mark.parametrize(
    ("percent", "whole"), [(97.4, 97), (97.49, 97), (97.5, 98), (98.4, 98), (79.5, 80), (110.5, 111)]
)
def test_a_half_percent_goes_up(percent, whole):
    """A percent is rounded to a whole one, a half upwards, before anything is looked up."""
    assert value_of(whole) == value_of(percent)


def test_a_sum_that_misses_a_half_by_a_hair_goes_up_too():
    """A last bit of a float does not lower a category."""
    hair = 79.5 - 2**-46
    assert hair < 79.5
    assert value_of(80) == value_of(hair)


def test_an_achievement_below_nothing_counts_as_nothing():
    """Where less is better and three times the target was used, the value is 0."""
    used = achieved_percent(3, 1, better=Better.LESS, law=LAW, on=THEN)
    assert -100 == used
    assert (0, Predicate.VERY_POOR, 0) == (
        value_of(used).percent,
        value_of(used).category,
        value_of(used).value,
    )


@pytest.mark.parametrize("percent", [99, 99.4, 101, 111])
def test_only_the_whole_of_a_ceiling_is_lifted(percent):
    """A target that is the most possible lifts 100 % and nothing else."""
    assert value_of(percent) == value_of(percent, target_is_ceiling=True)


def test_a_finer_step_is_a_matter_of_the_law():
    """With a step of half a percent, or none said, the very same function rounds otherwise."""
    table = LAW["achievement.category"].bands_on(THEN)
    finer = Bands(edges=table.edges, values=table.values, step=0.5)
    plain = Bands(edges=table.edges, values=table.values)
    assert 97.5 == indicator_value(97.5, law=reformed(finer), on=THEN).percent
    assert 98 == indicator_value(97.5, law=reformed(plain), on=THEN).percent


def test_a_table_without_a_band_beyond_ends_with_its_last_value():
    """Where the law has no band above very good, its line ends at its high end."""
    table = LAW["achievement.category"].bands_on(THEN)
    shorter = Bands(edges=table.edges[:-1], values=table.values[:-1], step=1)
    law = reformed(shorter)
    assert 120 == indicator_value(150, law=law, on=THEN).value


def test_there_was_no_such_rule_before():
    """Before the instrument there is no value."""
    with pytest.raises(NoValueOnDay):
        indicator_value(100, law=LAW, on=date(2020, 12, 31))


@pytest.mark.parametrize("rank", [0, -1, 7, 4.5])
@pytest.mark.parametrize("ceiling", [False, True])
def test_a_rank_that_is_no_category_is_refused(rank, ceiling):
    """A rank of the table that is no category is a fault of the law, and its place is named."""
    table = LAW["achievement.category"].bands_on(THEN)
    law = reformed(Bands(edges=table.edges, values=[rank] * len(table.values), step=1))
    with pytest.raises(InvalidInput, match=r"achievement\.category.*1 to 6"):
        indicator_value(100, target_is_ceiling=ceiling, law=law, on=THEN)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(wrong):
    """NaN and what has no end are no realisation, no target, no end of a range and no percent."""
    with pytest.raises(InvalidInput, match="realised"):
        achieved_percent(wrong, 5, law=LAW, on=THEN)
    with pytest.raises(InvalidInput, match="target"):
        achieved_percent(1, wrong, law=LAW, on=THEN)
    with pytest.raises(InvalidInput, match="low"):
        TargetRange(low=wrong, high=5)
    with pytest.raises(InvalidInput, match="percent"):
        value_of(wrong)


@pytest.mark.parametrize("wrong", ["more", None, True])
def test_which_way_is_better_is_never_guessed(wrong):
    """What is no `Better` is refused, and not taken for less."""
    with pytest.raises(InvalidInput, match="better"):
        achieved_percent(1, 2, better=wrong, law=LAW, on=THEN)


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2026, 11, 24)])
def test_the_rule_has_a_last_day(day):
    """From 2022 on it is read no more, within a range of a target and for a value."""
    with pytest.raises(NoValueOnDay):
        indicator_value(100, law=LAW, on=day)
    for aim in (80, TargetRange(low=80, high=90)):
        for realised in (70, 85):
            with pytest.raises(NoValueOnDay):
                achieved_percent(realised, aim, law=LAW, on=day)


def test_far_beyond_a_target_counts_as_very_good():
    """What is above 110 % is 120 points and very good."""
    found = value_of(150)
    assert (Predicate.VERY_GOOD, 120) == (found.category, found.value)
