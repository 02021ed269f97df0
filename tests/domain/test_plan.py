from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.formula import DatedConstant, evaluate
from asnwork.domain.identity import OfficerId
from asnwork.domain.indicator import Indicator
from asnwork.domain.plan import (
    AVAILABLE,
    PerformancePlan,
    PlannedResult,
    achievement,
    done_figure,
    target_figure,
)
from asnwork.errors import DuplicateName, InvalidInput
from tests.formulas import DAY, NUMBER

MAY = Period.month(2026, 5, zone="Asia/Jakarta")


def result(code: str, *, main: bool = True, target: float = 10.0, unit: str = "steps") -> PlannedResult:
    """One planned result."""
    return PlannedResult(code=code, main=main, target=target, unit=unit)


@pytest.mark.parametrize("target", [0.0, -1.0, float("inf"), float("nan")])
def test_a_target_is_more_than_nothing(target: float) -> None:
    """A target that is no number above zero is refused by the code of its result."""
    with pytest.raises(InvalidInput, match=r"results\[work\].target"):
        result("work", target=target)


def test_an_aspect_has_one_indicator() -> None:
    """Two indicators of one aspect are refused by the code of their result."""
    neat = Indicator(aspect="quality", target=90.0, unit="points")
    with pytest.raises(DuplicateName, match="indicator of reports 'quality'"):
        PlannedResult(code="reports", main=True, target=4.0, unit="reports", indicators=[neat, neat])


def test_the_main_job_is_no_stretch_goal() -> None:
    """A result of the main job is committed; every fault of a result is told at once."""
    with pytest.raises(InvalidInput, match="the main job is no stretch goal") as caught:
        PlannedResult(code="reports", main=True, target=0.0, unit="reports", committed=False)
    assert ["results[reports].target", "results[reports].committed"] == [
        fault.path for fault in caught.value.faults
    ]


def test_a_plan_holds_each_result_once() -> None:
    """Two results with one code are refused, with whose plan it is."""
    with pytest.raises(DuplicateName, match="planned result of ani 'work'"):
        PerformancePlan(officer=OfficerId("ani"), period=MAY, results=[result("work"), result("work")])


def test_a_plan_may_hold_more_than_the_main_job() -> None:
    """Results of the main job and additional ones stand in one plan, in the order given."""
    results = [result("work"), result("extra", main=False)]
    plan = PerformancePlan(officer=OfficerId("ani"), period=MAY, results=results)
    assert tuple(results) == plan.results


def test_a_plan_has_a_main_job() -> None:
    """A plan without a result of the main job is refused, with the way out."""
    with pytest.raises(InvalidInput, match="mark it with main = true"):
        PerformancePlan(officer=OfficerId("ani"), period=MAY, results=[result("extra", main=False)])


def figures(done: float | None, target: float | None, available: float | None) -> dict[str, float | None]:
    """The figures that the achievement of one result reads."""
    return {done_figure("work"): done, target_figure("work"): target, AVAILABLE: available}


ACHIEVED = achievement([result("work")], cap=1.2)


@pytest.mark.parametrize(
    ("done", "target", "available", "expected"),
    [
        (5.0, 10.0, 1.0, 0.5),
        (5.0, 10.0, 0.5, 1.0),
        (50.0, 10.0, 1.0, 1.2),
        (5.0, 10.0, None, 0.5),
        (0.0, 10.0, 1.0, 0.0),
        (None, 10.0, 1.0, None),
        (5.0, None, 1.0, None),
        (0.0, 10.0, 0.0, None),
        (1.0, 10.0, 0.0, 1.2),
        (None, 10.0, 0.0, None),
        (1.0, None, 0.0, None),
    ],
)
def test_achievement_of_one_result(
    done: float | None, target: float | None, available: float | None, expected: float | None
) -> None:
    """Done over the target prorated by lawful leave, at most the cap; missing stays missing."""
    assert expected == evaluate(ACHIEVED, figures(done, target, available))


def test_the_least_achieved_result_counts() -> None:
    """One result never makes up for another, and one that is not known leaves the whole unknown."""
    formula = achievement([result("a"), result("b")], cap=1.2)
    known = {"done.a": 20.0, "target.a": 10.0, "done.b": 4.0, "target.b": 10.0, AVAILABLE: 1.0}
    assert 0.4 == evaluate(formula, known)
    assert evaluate(formula, {**known, "done.b": None}) is None


def test_the_cap_may_come_from_the_law() -> None:
    """A cap that is a formula is read on the day."""
    formula = achievement([result("work")], cap=DatedConstant(NUMBER))
    assert 2.5 == evaluate(formula, figures(99.0, 10.0, 1.0), on=DAY)


def test_there_is_something_to_achieve() -> None:
    """Without planned results there is no achievement to speak of."""
    with pytest.raises(InvalidInput, match="at least one planned result"):
        achievement([], cap=1.2)


@given(
    st.floats(0, 100),
    st.integers(1, 31).flatmap(lambda days: st.tuples(st.just(days), st.integers(0, days))),
    st.data(),
)
def test_a_day_of_leave_more_never_lowers_it(done: float, days: tuple[int, int], data: st.DataObject) -> None:
    """With the same work done, more lawful leave never lowers the achievement nor makes it unknown."""
    working, leave = days
    more = data.draw(st.integers(leave, working))
    before = evaluate(ACHIEVED, figures(done, 10.0, 1 - leave / working))
    after = evaluate(ACHIEVED, figures(done, 10.0, 1 - more / working))
    if after is None:
        assert before in (None, 0.0)
    else:
        assert before is None or before <= after
