from __future__ import annotations

import pytest

from asnwork.report.findings import HEADLINES, summed_up
from asnwork.simulation.experiment import Design, Point
from tests.report.outcomes import made_outcome, schemes


def test_the_family_is_schemes_by_headline_measures() -> None:
    """Three schemes against the first, five measures: fifteen comparisons share the level."""
    assert (15, 5) == (summed_up(made_outcome()).family, len(HEADLINES))


def test_schemes_of_one_workplace_have_one_service() -> None:
    """Pay moves no service: the difference is exactly zero, and so is its range."""
    found = summed_up(made_outcome()).headline("on_time", "office_only x outcome")

    assert found.change is not None
    assert (0.0, 0.0, (0.0, 0.0)) == (found.change.mean, found.change.half_width, found.assumptions)


def test_identical_schemes_differ_by_exactly_zero() -> None:
    """A scheme beside itself differs in nothing, in no measure."""
    first = schemes()[0]
    outcome = made_outcome(compared=(first, first), design=Design(replications=3))
    changes = [each.change for each in summed_up(outcome).headlines if each.change is not None]

    assert {(0.0, 0.0)} == {(change.mean, change.half_width) for change in changes}


def test_place_pay_and_interaction_come_apart() -> None:
    """Place moves trips, pay moves pay, and without interaction there is none."""
    effects = {(each.measure, each.factor): each.change.mean for each in summed_up(made_outcome()).effects}

    assert pytest.approx(-30.0) == effects["trips_per_1000", "place"]
    assert 0.0 == effects["trips_per_1000", "pay"] == effects["trips_per_1000", "interaction"]
    assert pytest.approx(0.1) == effects["paid_to_achieved", "pay"]
    assert pytest.approx(0.0) == effects["paid_to_achieved", "interaction"]


def test_only_two_by_two_has_effects() -> None:
    """Three schemes have headlines and no factorial effects."""
    assert () == summed_up(made_outcome(compared=schemes()[:3])).effects


def test_a_small_difference_is_no_practical_difference() -> None:
    """Below one point of a share a difference is not practical; hours have no smallest difference."""
    found = summed_up(made_outcome())
    name = "anywhere_if_task_allows x tpp_60_40"

    assert False is found.headline("on_time", name).practical
    assert None is found.headline("hours_to_ready", name).practical


def test_the_widest_range_holds_noise_and_assumptions() -> None:
    """The sentence for the mayor uses the wider of both."""
    low, high = summed_up(made_outcome()).headline("on_time", "anywhere_if_task_allows x outcome").widest or (
        0,
        0,
    )

    assert (pytest.approx(-0.171), pytest.approx(0.038)) == (low, high)


def test_replications_that_are_not_paired_are_left_out() -> None:
    """An interrupted experiment compares only replications finished under every workplace rule."""
    outcome = made_outcome(
        design=Design(replications=3),
        done=lambda point: point.main and (point.replication < 2 or point.workplace == "office_only"),
    )
    found = summed_up(outcome)

    assert (2, ()) == (found.replications, found.by_load)
    assert outcome.interrupted


def test_nothing_finished_is_nothing_found() -> None:
    """An experiment interrupted at once has no values, and nothing breaks."""
    found = summed_up(made_outcome(done=lambda point: False))

    assert (0, ()) == (found.replications, found.paid)
    assert {None} == {each.value for each in found.headlines}


@pytest.mark.parametrize(
    ("replications", "spread", "differ"), [(2, 0.0, True), (2, 0.1, False), (1, 0, False)]
)
def test_signs_differ_only_beyond_the_noise(replications: int, spread: float, differ: bool) -> None:
    """Opposite means at two loads are two signs only when the noise of the main runs is smaller."""

    def share(point: Point) -> float:
        away = point.workplace != "office_only"
        return 0.8 + away * ((0.6 - point.load) / 5 + spread * point.replication)

    found = summed_up(made_outcome(share=share, design=Design(replications=replications)))

    assert differ == found.signs_differ("anywhere_if_task_allows")


def test_one_replication_has_no_noise() -> None:
    """With one replication there is a difference and no interval, never a narrow one."""
    found = summed_up(made_outcome(design=Design(replications=1)))
    change = found.headline("on_time", "anywhere_if_task_allows x outcome").change

    assert change is not None
    assert (None, None) == (change.half_width, change.low)
