from __future__ import annotations

import pytest
from attrs import evolve

from asnwork.report.sensitivity import AtLoad, Change, at_loads, crossing, signs_differ
from asnwork.simulation.experiment import Point
from tests.report.outcomes import made_outcome


def at(load: float, *changes: tuple[float, float]) -> AtLoad:
    """Changes at one load, as pairs of effect and change."""
    tried = tuple(Change(effect=effect, change=change) for effect, change in changes)
    return AtLoad(measure="on_time", workplace="w", load=load, before=0.9, changes=tried, smallest=0.01)


def test_a_crossing_lies_on_the_straight_line() -> None:
    """Between two points tried the effect is interpolated."""
    found = at(0.8, (-0.2, -0.05), (0.0, 0.0), (0.1, 0.02))

    assert (pytest.approx(-0.04), pytest.approx(0.05)) == (found.worse_from, found.better_from)


def test_the_crossing_nearest_to_no_effect_counts() -> None:
    """Of several crossings the one that needs the least effect is given."""
    tried = at(0.8, (-0.3, 0.02), (-0.2, -0.02), (-0.1, 0.02), (0.0, 0.02)).changes

    assert pytest.approx(-0.15) == crossing(tried, 0.0)


def test_what_is_not_reached_has_no_crossing() -> None:
    """Outside the range nothing is extrapolated."""
    assert (None, None) == (at(0.8, (-0.2, -0.005), (0.0, 0.0)).worse_from, crossing((), 0.01))


def test_a_change_without_any_effect_is_there_already() -> None:
    """When place has no effect on work and the share moves all the same, the effect needed is none."""
    assert 0.0 == at(0.8, (-0.1, -0.06), (0.0, -0.02)).worse_from


def test_signs_differ_only_where_both_matter() -> None:
    """A change below the smallest difference that matters has no sign."""
    up, down, slight = at(0.4, (0.0, 0.02)), at(0.8, (0.0, -0.02)), at(0.8, (0.0, -0.005))

    pairs = ([up, down], [up, slight], [up, up])
    assert [True, False, False] == [signs_differ(pair, noise=0.0) for pair in pairs]
    assert signs_differ([evolve(up, smallest=None), evolve(slight, smallest=None)], noise=0.0)


@pytest.mark.parametrize(
    ("noise", "differ"), [(0.0, True), (0.019, True), (0.02, False), (0.5, False), (None, False)]
)
def test_a_change_inside_the_noise_has_no_sign(noise: float | None, differ: bool) -> None:
    """A sign must exceed the noise of the main runs; where that is not known there is none."""
    assert differ == signs_differ([at(0.4, (0.0, 0.02)), at(0.8, (0.0, -0.03))], noise=noise)


def test_loads_are_read_from_the_range_runs() -> None:
    """Each load has the change at both ends of the range and without an effect."""
    found = at_loads(made_outcome(), "on_time", 0.01)

    assert [0.4, 0.6, 0.8, 0.95] == [each.load for each in found]
    assert pytest.approx([-0.144, 0.0, 0.032]) == [change.change for change in found[2].changes]
    assert (pytest.approx(-0.144), pytest.approx(0.032)) == (found[2].low, found[2].high)


def test_unfinished_loads_are_left_out() -> None:
    """An interrupted experiment gives the loads that are there."""
    outcome = made_outcome(done=lambda point: point.main or point.load < 0.5)

    assert [0.4] == [each.load for each in at_loads(outcome, "on_time", 0.01)]


def test_a_share_that_is_missing_gives_no_change() -> None:
    """A load at which nothing was judged is left out, not counted as zero."""

    def share(point: Point) -> float:
        return float("nan") if point.load == 0.4 else 0.9

    assert [0.6, 0.8, 0.95] == [each.load for each in at_loads(made_outcome(share=share), "on_time", 0.01)]
