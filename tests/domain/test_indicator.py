from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, param

from asnwork.domain.formula import Formula, evaluate
from asnwork.domain.indicator import ASPECTS, Indicator, indicator_achievement, indicator_figure
from asnwork.errors import InvalidInput, UnknownName
from asnwork.indonesia.achievement import Better, TargetRange, achieved_percent
from asnwork.indonesia.law import national_law
from asnwork.testing.strategies import indicators

CAP = 1.2


def figures(indicator: Indicator, mean: float | None, told: float | None = 1.0) -> dict[str, float | None]:
    """The figures that an indicator of reports reads when its mean over so many is known."""
    found = {
        "total": None if mean is None or told is None else mean * told,
        "told": told,
        "target": indicator.target,
        "target_high": indicator.target_high,
    }
    return {indicator_figure(indicator.aspect, what, "reports"): value for what, value in found.items()}


def formula(indicator: Indicator, cap: float = CAP) -> Formula:
    """What is achieved of an indicator of reports."""
    return indicator_achievement("reports", "reports", indicator, cap=cap)


def achieved(indicator: Indicator, mean: float | None, told: float | None = 1.0, cap: float = CAP) -> Any:
    """What is achieved of it at a mean."""
    return evaluate(formula(indicator, cap), figures(indicator, mean, told))


def quality(target: float, high: float | None = None, **parts: Any) -> Indicator:
    """An indicator of quality."""
    return Indicator(aspect="quality", target=target, target_high=high, unit="points", **parts)


def time(target: float, high: float | None = None) -> Indicator:
    """An indicator of time."""
    return Indicator(aspect="time", target=target, target_high=high, unit="months")


@pytest.mark.parametrize(
    ("indicator", "mean", "expected"),
    [
        param(quality(85), 85, 1.0, id="IKI-1-seen"),
        param(quality(95), 93, 0.97894736842, id="IKI-2-seen"),
        param(quality(80, 90), 70, 0.875, id="IKI-3-seen"),
        param(time(7, 8), 6.5, 1.07142857143, id="IKI-4-seen"),
        param(time(7, 8), 9, 0.875, id="IKI-5-seen"),
        param(quality(80, 90), 92, 1.02222222222, id="IKI-6-seen-conflict"),
        param(quality(100), 100, 1.0, id="IKI-7-seen"),
    ],
)
def test_the_published_examples(indicator: Indicator, mean: float, expected: float) -> None:
    """The formula gives what the regulation prints, but for its one misprint."""
    assert approx(expected) == achieved(indicator, mean)


@pytest.mark.parametrize(
    ("indicator", "mean", "expected"),
    [
        param(quality(80, 90), 80, 1.0, id="low-end"),
        param(quality(80, 90), 85, 1.0, id="inside"),
        param(quality(80, 90), 90, 1.0, id="high-end"),
        param(time(7, 8), 7.5, 1.0, id="inside-less"),
        param(quality(80), 0, 0.0, id="nothing"),
        param(quality(50), 100, CAP, id="capped"),
        param(time(4), 12, 0.0, id="thrice-the-time"),
        param(time(4), 0, CAP, id="no-time"),
        param(quality(4, less_is_better=True), 5, 0.75, id="errors"),
    ],
)
def test_ranges_and_bounds(indicator: Indicator, mean: float, expected: float) -> None:
    """Both ends belong to a range; nothing counts above the cap or below nothing."""
    assert approx(expected) == achieved(indicator, mean)


@given(indicators(), st.floats(0, 1e6))
def test_it_is_the_official_arithmetic(indicator: Indicator, mean: float) -> None:
    """Within its bounds the formula agrees with the exact arithmetic of the regulation."""
    target: Any = indicator.target
    if indicator.target_high is not None:
        target = TargetRange(low=indicator.target, high=indicator.target_high)
    better = Better.LESS if indicator.less_is_better else Better.MORE
    exact = achieved_percent(mean, target, better=better, law=national_law(), on=date(2021, 12, 31)) / 100
    assert min(max(exact, 0.0), CAP) == approx(achieved(indicator, mean), rel=1e-9, abs=1e-9)


@given(indicators(), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.1, 100))
def test_it_moves_one_way(indicator: Indicator, first: float, second: float, told: float) -> None:
    """A better mean never achieves less, and what is achieved lies between nothing and the cap."""
    worse, better = sorted((first, second), reverse=indicator.less_is_better)
    found = [achieved(indicator, mean, told) for mean in (worse, better)]
    assert 0 <= found[0] <= found[1] <= CAP


@given(indicators(), st.floats(0, 1e6), st.sampled_from([None, 0.0]))
def test_what_nobody_tells_is_missing(indicator: Indicator, mean: float, told: float | None) -> None:
    """Where no result tells an aspect nothing is achieved and nothing missed: it is not known."""
    assert achieved(indicator, mean, told) is None


def test_the_evidence_says_whether_there_is_a_range() -> None:
    """An officer whose plan has a range is judged by it, though the plan of others has one number."""
    judged = {**figures(quality(80), 84), "quality.target_high.reports": None}
    assert approx(1.05) == evaluate(formula(quality(80)), judged)
    assert approx(1.0) == evaluate(formula(quality(80)), {**judged, "quality.target_high.reports": 90.0})


@pytest.mark.parametrize(
    ("parts", "paths"),
    [
        ({"target": 0.0}, ["target"]),
        ({"target": -1.0}, ["target"]),
        ({"target": float("inf")}, ["target"]),
        ({"target": float("nan")}, ["target"]),
        ({"target": 0.0, "target_high": 0.0}, ["target", "target_high"]),
        ({"target_high": 5.0}, ["target_high"]),
        ({"target_high": float("inf")}, ["target_high"]),
    ],
)
def test_a_target_is_more_than_nothing_and_a_range_rises(parts: dict[str, float], paths: list[str]) -> None:
    """A target that is no number above zero and a high end that is no higher are refused, all at once."""
    with pytest.raises(InvalidInput) as caught:
        Indicator(**{"aspect": "cost", "target": 5.0, "unit": "rupiah", **parts})
    assert [f"indicators[cost].{path}" for path in paths] == [fault.path for fault in caught.value.faults]


def test_only_three_aspects_are_known() -> None:
    """Quantity is the target of the result itself; anything else is refused with the near misses."""
    with pytest.raises(UnknownName, match="did you mean quality"):
        Indicator(aspect="qualty", target=1.0, unit="points")
    with pytest.raises(UnknownName, match="aspect of a result"):
        indicator_figure("quantity", "total", "reports")
    with pytest.raises(UnknownName, match="figure of it 'mean'"):
        indicator_figure("quality", "mean", "reports")


def test_less_time_and_cost_are_better_by_nature() -> None:
    """Which way is better follows from the aspect unless said otherwise."""
    found = {aspect: Indicator(aspect=aspect, target=1.0, unit="1").less_is_better for aspect in ASPECTS}
    assert {"quality": False, "time": True, "cost": True} == found
    assert not Indicator(aspect="time", target=95.0, unit="percent", less_is_better=False).less_is_better


def test_the_mean_is_in_the_unit_of_the_indicator() -> None:
    """What is summed is in the units of both, so that the mean and its target go together."""
    each = Indicator(aspect="cost", target=80_000.0, unit="rupiah/report")
    assert "1" == indicator_achievement("reports", "reports", each, cap=1).unit
