from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.formula import Constant, DatedConstant, Figure, Formula, only_if, present
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Dated, Parameter
from asnwork.domain.reason import Wording
from asnwork.errors import UnknownName
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather_all
from asnwork.policies.outcome import CITIZENS, WORK, Measure
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.simulation.evidence import EvidenceColumns, gather_columns, last_day
from asnwork.simulation.facts import Columns
from asnwork.simulation.run import Run
from tests.laws import parameter
from tests.simulation.cities import LIVELY, OURS, PNS, assumptions, small_city
from tests.simulation.runs import ANYWHERE, LAW, OFFICE, rows_of, simulated

WIB = "Asia/Jakarta"
WORDS = Wording("something", "sesuatu")
MONTHS = tuple(Period.month(2026, month, zone=WIB) for month in (5, 6, 7))
WEEKEND = Period(since=date(2026, 6, 6), until=date(2026, 6, 8), zone=WIB)
HALF = Period(since=date(2026, 6, 1), until=date(2026, 6, 13), zone=WIB)
PERIODS = (*MONTHS, WEEKEND, HALF)


# --- one path ----------------------------------------------------------------------------------


def by_rows(run: Run, rows: Rows, period: Period, attribution: str) -> dict[OfficerId, Evidence]:
    """The evidence of every officer as an application gathers it, from rows."""
    policy = standard_outcome(LAW, results=[WORK, CITIZENS], attribution=attribution)
    planned = {who: run.plan_of(number, period) for number, who in enumerate(run.officers)}
    return dict(
        gather_all(
            period,
            rows,
            measures=[*policy.measures, *attendance_measures(LAW)],
            attribution=attribution,
            plans={who: plan for who, plan in planned.items() if plan is not None},
            as_of=run.city.ends_at,
            officers=run.officers,
        )
    )


def by_columns(run: Run, periods: tuple[Period, ...], attribution: str) -> EvidenceColumns:
    """The same as a simulation gathers it, from columns."""
    policy = standard_outcome(LAW, results=[WORK, CITIZENS], attribution=attribution)
    return run.evidence(periods, [*policy.measures, *attendance_measures(LAW)], attribution=attribution)


UNPLANNED = evolve(PNS, code="contract", has_plan=False, gets_allowance=False)
CITIES = {
    "lively": small_city(until=date(2026, 6, 15)),
    "failing": small_city(
        until=date(2026, 6, 15),
        assumptions={
            **LIVELY,
            **{n: assumptions(outage_days=1.0, outage_hours=8.0)[n] for n in ("outage_days", "outage_hours")},
        },
        staff=[
            evolve(group, kind=UNPLANNED if group.code == "desk" else PNS) for group in small_city().staff
        ],
    ),
    "overloaded": small_city(until=date(2026, 6, 15), run_out_days=3, load=1.6),
}


@pytest.fixture(scope="module", params=CITIES)
def told(request: pytest.FixtureRequest) -> tuple[Run, Rows]:
    """A run of one of the cities, and its facts as rows."""
    run = simulated(CITIES[request.param], OFFICE if request.param == "overloaded" else ANYWHERE)
    return run, rows_of(run)


@pytest.mark.parametrize("attribution", ["each_step", "decider"])
def test_evidence_is_the_same_by_rows_and_by_columns(told: tuple[Run, Rows], attribution: str) -> None:
    """Every figure of every officer and period is that of an application on the same facts."""
    run, rows = told
    columns = by_columns(run, PERIODS, attribution)
    assert (PERIODS, len(run.officers)) == (columns.periods, columns.officers)
    compared = 0
    for place, period in enumerate(PERIODS):
        for number, evidence in enumerate(by_rows(run, rows, period, attribution).values()):
            assert evidence.figures.keys() == columns.figures.keys()
            for name, value in evidence.figures.items():
                found = columns.figures[name][number * len(PERIODS) + place]
                assert (np.nan if value is None else value) == pytest.approx(
                    found, rel=1e-12, abs=1e-12, nan_ok=True
                ), (evidence.officer, period, name)
                compared += 1
    assert len(PERIODS) * 9 * 28 == compared
    judged = columns.figures["promises_judged"]
    assert np.nansum(judged) > 100
    assert np.nansum(columns.figures["done.work"]) > 1000
    for name in ("done.citizens", "right_first_time", "trips_usual", "trips_made"):
        assert np.nansum(columns.figures[name]) > 100, name


def test_a_period_without_duty_has_no_target() -> None:
    """Where nobody was on duty nothing was planned: the target is missing, and not 0."""
    run = simulated(CITIES["lively"])
    assert np.isnan(run.targets([WEEKEND])).all()
    assert (run.targets([HALF]) > 0).all()
    assert {None} == {run.plan_of(number, WEEKEND) for number in range(len(run.officers))}


def test_officers_without_a_plan_have_no_target() -> None:
    """Who has no performance plan has neither target nor plan."""
    run = simulated(CITIES["failing"])
    desk = [number for number, who in enumerate(run.officers) if who.startswith("desk")]
    target = run.targets([HALF])
    assert np.isnan(target[desk]).all()
    assert not np.isnan(np.delete(target, desk)).any()
    assert {None} == {run.plan_of(number, HALF) for number in desk}


# --- what is summed ----------------------------------------------------------------------------

START, END = MONTHS[0].bounds
ANI, BUDI = 0, 1


def counted_once(
    rows: list[tuple[int, float, float, int]], periods: tuple[Period, ...] = (MONTHS[0],), **parts: Any
) -> list[float]:
    """The sum of trips over rows of (officer, moment, trips, citizen), each citizen once."""
    table = np.array(rows, dtype=float).reshape(len(rows), 4)
    makers = {"decided_at": lambda: table[:, 1], "trips": lambda: table[:, 2]}
    names = {"confirmed_by": lambda: table[:, 3].astype(np.int64)}
    sources = {"requests": (Columns(len(rows), makers, names), table[:, 0].astype(np.int64))}
    told = {"source": "requests", "unit": "trips", "at": "decided_at", "of": Figure("trips", "trips")}
    asked = measure(**{**told, "once_by": "confirmed_by", **parts})
    found = gather_columns(periods, [asked], sources, officers=2, targets={}, as_of=END + US_A_MONTH)
    return found.figures["sum"].tolist()


US_A_MONTH = 31 * 86_400_000_000


def test_of_several_rows_of_one_citizen_the_greatest_counts() -> None:
    """In columns as in rows a citizen counts once for an officer and period, and nobody for nothing."""
    rows = [(ANI, START, 2.0, 7), (ANI, START, 3.0, 7), (ANI, START, 1.0, 7), (ANI, START, 1.0, 8)]
    rows += [(BUDI, START, 5.0, 7), (BUDI, START, 9.0, -1), (BUDI, START, np.nan, 8)]
    assert [4.0, 5.0] == counted_once(rows)
    assert [4.0, 5.0] == counted_once(rows[::-1])
    assert [0.0, 0.0] == counted_once([]) == counted_once([(ANI, START, 9.0, -1)])
    assert [2.0, 3.0, 0.0, 0.0] == counted_once([(ANI, START, 2.0, 7), (ANI, END, 3.0, 7)], MONTHS[:2])


def test_a_citizen_counts_once_however_often_the_law_changes_in_a_period() -> None:
    """A period that is cut where the law changes is still one period."""
    rates = Dated(values=[(date(2026, 1, 1), 2.0), (date(2026, 5, 11), 1.0)])
    changing = Parameter(path="rate", unit="share", values=rates, basis=Dated.always(OURS))
    later = Period(since=date(2026, 5, 11), until=date(2026, 6, 1), zone=WIB).bounds[0]
    rows = [(ANI, START, 2.0, 7), (ANI, later, 3.0, 7)]
    assert [4.0, 0.0] == counted_once(rows, of=Figure("trips", "trips") * DatedConstant(changing))


def measure(**parts: Any) -> Measure:
    """A measure of work results with something of its own, used on columns of the same names."""
    told = {"name": "sum", "unit": "results", "source": "work_results", "wording": WORDS}
    return Measure(**{**told, "of": Figure("realised", "results"), "at": "recorded_at", **parts})


def gathered(
    measures: list[Measure],
    rows: list[tuple[int, float, float, float]],
    *,
    periods: tuple[Period, ...] = (MONTHS[0],),
    as_of: int = END + 10,
) -> EvidenceColumns:
    """The evidence of two officers from rows of (officer, moment, realised, validated)."""
    table = np.array(rows, dtype=float).reshape(len(rows), 4)
    makers = {
        "recorded_at": lambda: table[:, 1],
        "realised": lambda: table[:, 2],
        "validated": lambda: table[:, 3],
    }
    sources = {"work_results": (Columns(len(rows), makers), table[:, 0].astype(np.int64))}
    return gather_columns(periods, measures, sources, officers=2, targets={}, as_of=as_of)


def test_a_row_belongs_to_the_period_of_its_moment() -> None:
    """The first moment of a month is in it, the first of the next is not."""
    rows = [(ANI, START - 1, 1.0, 1), (ANI, START, 2.0, 1), (BUDI, END - 1, 4.0, 1), (BUDI, END, 8.0, 1)]
    found = gathered([measure()], rows, periods=MONTHS[:2])
    assert [2.0, 0.0, 4.0, 8.0] == found.figures["sum"].tolist()


def test_what_came_after_the_gathering_is_not_in_it() -> None:
    """A row at the moment of gathering counts, a later one does not."""
    rows = [(ANI, START + 5, 1.0, 1), (ANI, START + 6, 2.0, 1)]
    assert [1.0, 0.0] == gathered([measure()], rows, as_of=START + 5).figures["sum"].tolist()


def test_a_row_without_a_moment_or_a_value_counts_nowhere() -> None:
    """What has no moment is in no period, and what is missing is not summed."""
    rows = [(ANI, np.nan, 1.0, 1), (ANI, START, np.nan, 1), (ANI, START, 2.0, 1)]
    assert [2.0, 0.0] == gathered([measure()], rows).figures["sum"].tolist()


def test_an_officer_without_rows_has_nothing_and_one_whose_rows_do_not_tell_has_no_figure() -> None:
    """No row is 0; rows none of which tells are missing; one that tells is enough."""
    known = present(Figure("realised", "results"))
    asked = measure(of=Figure("validated", "yes/no"), unit="1", known=known)
    rows = [(ANI, START, np.nan, 1), (ANI, START, np.nan, 1)]
    assert [None, 0.0] == [None if np.isnan(v) else v for v in gathered([asked], rows).figures["sum"]]
    rows.append((ANI, START, 1.0, 1))
    assert [3.0, 0.0] == gathered([asked], rows).figures["sum"].tolist()


def test_a_source_that_is_not_there_makes_no_figure() -> None:
    """What the run has no rows of is missing for everybody, not 0."""
    days = measure(
        name="days", unit="days", source="attendance", of=Figure("working_day", "days"), at="starts_at"
    )
    found = gathered([measure(), days], [(ANI, START, 1.0, 1)])
    assert np.isnan(found.figures["days"]).all()
    assert [1.0, 0.0] == found.figures["sum"].tolist()


def test_a_figure_that_the_rows_do_not_have_is_refused() -> None:
    """A measure of other rows than those given names the figure and what looks like it."""
    table = {"recorded_on": lambda: np.array([float(START)]), "realised": lambda: np.array([1.0])}
    sources = {"work_results": (Columns(1, table), np.array([ANI]))}
    with pytest.raises(UnknownName, match="unknown figure 'recorded_at'; did you mean recorded_on"):
        gather_columns((MONTHS[0],), [measure()], sources, officers=2, targets={}, as_of=END)
    asked = measure(at=Figure("recorded_at", "microseconds"), of=Figure("validated", "yes/no"), unit="1")
    known = {**table, "recorded_at": table["recorded_on"]}
    sources = {"work_results": (Columns(1, known), np.array([ANI]))}
    with pytest.raises(UnknownName, match="unknown figure 'validated'"):
        gather_columns((MONTHS[0],), [asked], sources, officers=2, targets={}, as_of=END)


def test_the_law_of_the_day_of_each_row_is_read() -> None:
    """A rate that changes within the month counts each row by the rate of its day."""
    rate = Parameter(
        path="rate",
        unit="share",
        values=Dated(values=[(date(2026, 1, 1), 1.0), (date(2026, 5, 11), 10.0)]),
        basis=Dated.always(OURS),
    )
    middle = Period(since=date(2026, 5, 11), until=date(2026, 6, 1), zone=WIB).bounds[0]
    weighed = measure(of=Figure("realised", "results") * DatedConstant(rate))
    rows = [(ANI, START, 1.0, 1), (ANI, middle - 1, 1.0, 1), (ANI, middle, 1.0, 1), (BUDI, END - 1, 1.0, 1)]
    assert [12.0, 10.0] == gathered([weighed], rows).figures["sum"].tolist()


def test_one_number_is_spread_over_the_rows() -> None:
    """A measure may count rows without reading any of their figures."""
    rows = [(ANI, START, 1.0, 0), (ANI, START, 1.0, 1), (BUDI, START, 1.0, 1)]
    counted = measure(of=Constant(1, "results"))
    validated = measure(name="yes", of=only_if(Constant(1, "results"), Figure("validated", "yes/no")))
    found = gathered([counted, validated], rows)
    assert [2.0, 1.0] == found.figures["sum"].tolist()
    assert [1.0, 1.0] == found.figures["yes"].tolist()


def test_every_evidence_has_its_months_and_its_share_of_days() -> None:
    """Months come from the period; without attendance the share of days available is missing."""
    found = gathered(
        [], [], periods=(*MONTHS[:1], Period(since=date(2026, 5, 1), until=date(2026, 7, 16), zone=WIB))
    )
    assert [1.0, 2 + 15 / 31] * 2 == pytest.approx(found.figures["months"].tolist())
    assert np.isnan(found.figures["available"]).all()


def test_a_formula_over_evidence_reads_the_law_of_the_last_day() -> None:
    """Each period is judged by the law of its own last day."""
    changed = parameter("bar", "months", 7.0, since=date(2026, 6, 30))
    bar = Parameter(
        path="bar",
        unit="months",
        values=Dated(values=[(date(2020, 1, 1), 3.0), *changed.values.values]),
        basis=Dated.always(OURS),
    )
    asked: Formula = Figure("months", "months") * DatedConstant(bar)
    found = gathered([], [], periods=MONTHS[:2])
    assert [3.0, 7.0, 3.0, 7.0] == found.on_last_day(asked).tolist()
    assert [date(2026, 5, 31), date(2026, 6, 30)] == [last_day(period) for period in MONTHS[:2]]
    assert [2.0] * 4 == found.on_last_day(Constant(2)).tolist()
