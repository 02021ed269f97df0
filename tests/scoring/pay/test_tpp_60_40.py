from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import evaluate
from asnwork.domain.law import Bands, trace_law
from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import Allowance, allowance
from asnwork.scoring.pay.tpp_60_40 import discipline, tpp_60_40

LAW = national_law()
DAY = date(2026, 5, 31)
RULE = tpp_60_40(LAW)
GOOD_MONTH = {"score.value": 100.0, "late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.0}


def paid(**figures: float | None) -> Allowance:
    """What is paid of 5 million a month, in a good month but for these figures."""
    return allowance(RULE, 5_000_000, None, {**GOOD_MONTH, **figures}, on=DAY, simulated=True)


def amounts(of: Allowance) -> list[int | None]:
    """The amount of each line: performance, discipline."""
    return [line.amount for line in of.lines]


def test_a_good_month_pays_the_whole() -> None:
    """Everything achieved and nobody late: 60 % and 40 %."""
    assert [3_000_000, 2_000_000] == amounts(paid())


def test_what_a_line_reads_of_the_law_can_be_traced() -> None:
    """Each line, and the rule, name the number they read, its day, and what it rests on."""
    performance, discipline = RULE.lines
    assert ["tpp.performance_share"] == [reading.path for reading in trace_law(performance, on=DAY).readings]
    (reading,) = trace_law(discipline, on=DAY).readings
    assert ("tpp.discipline_share", DAY, 0.4) == (reading.path, reading.day, reading.value)
    assert "reported: Kepmendagri 900-4700/2020" == str(reading.basis)
    assert 2 == len(trace_law(RULE, on=DAY))


def test_present_but_idle_gets_the_discipline_part_only() -> None:
    """The published sentence of one regency: 40 % for being there."""
    assert [0, 2_000_000] == amounts(paid(**{"score.value": 0.0}))


def test_performance_is_capped_at_the_whole_part() -> None:
    """A score above 100 pays no more than the performance part."""
    assert [3_000_000, 2_000_000] == amounts(paid(**{"score.value": 120.0}))


@pytest.mark.parametrize(
    ("minutes", "rupiah"), [(0, 0), (1, 10_000), (31, 20_000), (61, 25_000), (91, 30_000)]
)
def test_a_cut_is_percent_of_the_discipline_part(minutes: int, rupiah: int) -> None:
    """Half a percent of the 40 % part of 5 million is 10,000, not 25,000."""
    bands = LAW["tpp.late_cut"].on(DAY)
    assert isinstance(bands, Bands)
    assert [3_000_000, 2_000_000 - rupiah] == amounts(paid(late_cut=bands.of(minutes)))


def test_cuts_add_up_and_end_at_nothing() -> None:
    """Late, early and absent add up; the discipline part is never below nothing."""
    six_percent = paid(late_cut=0.02, early_cut=0.01, absence_cut=0.03)
    assert 2_000_000 - 120_000 == six_percent.lines[1].amount
    assert 0 == paid(absence_cut=1.2).lines[1].amount


def test_a_month_of_a_quarter_cuts_its_own_part() -> None:
    """A cut of 3 % of one month's part takes the same rupiah in a quarter."""
    quarter = paid(months=3.0, absence_cut=0.03)
    assert [9_000_000, 6_000_000 - 60_000] == amounts(quarter)


@pytest.mark.parametrize("figure", ["late_cut", "early_cut", "absence_cut"])
def test_without_attendance_the_discipline_part_is_held(figure: str) -> None:
    """A log without attendance pays performance, and holds discipline instead of counting it zero."""
    found = paid(**{figure: None})
    assert [3_000_000, None] == amounts(found)
    assert (figure,) == found.lines[1].missing
    assert found.total is None


def test_the_base_of_each_percentage_is_named() -> None:
    """The discipline line says of what the cuts are percent, and why that is assumed."""
    reason = paid().lines[1].reason
    assert "(cuts in percent of that part)" in str(reason)
    assert reason.law is not None
    assert "percent of the discipline part" in reason.law.reason


def test_it_reads_attendance_and_the_score() -> None:
    """The rule reads the score's value, the three cuts and the number of months, and no gate."""
    assert {"score.value", "late_cut", "early_cut", "absence_cut", "months"} == RULE.reads


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 1), st.floats(0, 1))
def test_more_work_and_fewer_cuts_never_pay_less(low: float, high: float, small: float, great: float) -> None:
    """The allowance rises with the score and falls with the cuts."""
    low, high = sorted((low, high))
    small, great = sorted((small, great))
    worse = paid(**{"score.value": low}, late_cut=great)
    better = paid(**{"score.value": high}, late_cut=small)
    assert worse.settled <= better.settled


def test_a_count_of_months_that_is_missing_is_one() -> None:
    """As a formula, too, the discipline part is that of one month unless evidence says otherwise."""
    cuts = {"late_cut": 0.02, "early_cut": 0.01, "absence_cut": 0.03}
    known = [evaluate(discipline(), {**cuts, "months": months}) for months in (None, 1.0, 2.0)]
    assert [pytest.approx(0.94), pytest.approx(0.94), pytest.approx(0.97)] == known
