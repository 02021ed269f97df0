from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from asnwork.domain.evidence import Evidence
from asnwork.domain.indicator import ASPECTS, Indicator
from asnwork.domain.moment import from_us
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.work_result import WorkResult
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.indicator_measures import indicator_measures, indicator_targets
from tests.rows import AS_OF, MAY, OFFICERS, START, rows

ALL = [Indicator(aspect=aspect, target=5.0, unit="points") for aspect in ASPECTS]
REPORTS = PlannedResult(
    code="reports", label_id="laporan", main=True, target=9.0, unit="reports", indicators=ALL
)
PLAN = PerformancePlan(officer=OFFICERS[0], period=MAY, results=[REPORTS])


def test_a_result_without_indicators_has_no_such_measures() -> None:
    """Quantity alone needs nothing more."""
    bare = PlannedResult(code="reports", main=True, target=4.0, unit="reports")
    assert () == indicator_measures(bare)
    assert [] == list(indicator_targets(bare))


@pytest.mark.parametrize(("aspect", "id_"), [("quality", "kualitas"), ("time", "waktu"), ("cost", "biaya")])
def test_each_aspect_is_said_in_both_languages(aspect: str, id_: str) -> None:
    """The two measures of an aspect are named in words, the code standing in for a label."""
    total, told = (measure for measure in indicator_measures(REPORTS) if measure.name.startswith(aspect))
    assert (f"{aspect} of reports, validated", f"{id_} laporan, tervalidasi") == (
        total.wording.en,
        total.wording.id,
    )
    assert (f"reports whose {aspect} is told", f"laporan yang {id_}nya disebutkan") == (
        told.wording.en,
        told.wording.id,
    )


def gathered(found: Rows) -> Evidence:
    """The evidence of one officer by the plan alone."""
    return gather(OFFICERS[0], MAY, found, measures=[], plan=PLAN, as_of=AS_OF)


def test_a_measurement_that_was_left_out_shows_beside_what_was_done() -> None:
    """The mean is one of what was measured, and evidence tells of how many of the results that is."""
    graded = WorkResult(
        id="w1",
        officer=OFFICERS[0],
        item="reports",
        realised=1.0,
        quality=95.0,
        recorded_at=from_us(START, MAY.zone),
        entered_by=OFFICERS[0],
        validated_by=OFFICERS[1],
    )
    for quality, told in ((60.0, (155.0, 2.0, 2.0)), (None, (95.0, 1.0, 2.0))):
        found = gathered(Rows(work_results=[graded, evolve(graded, id="w2", quality=quality)]))
        figures = ("quality.total.reports", "quality.told.reports", "done.reports")
        assert told == tuple(found[name] for name in figures)


@given(rows())
def test_what_tells_an_aspect_is_part_of_what_was_done(found: Rows) -> None:
    """No more is told than was done, and the mean lies between the least and the most that was measured."""
    evidence = gathered(found)
    done = evidence["done.reports"]
    for aspect in ASPECTS:
        total, told = (evidence[f"{aspect}.{what}.reports"] for what in ("total", "told"))
        assert (total is None) is (told is None)
        if total is None or told is None:
            continue
        assert done is not None
        assert told <= done
        measured = [
            value
            for result in found.work_results or ()
            if result.id in evidence.rows[f"{aspect}.total.reports"]
            and (value := getattr(result, aspect)) is not None
        ]
        if told:
            assert min(measured) - 1e-9 <= total / told <= max(measured) + 1e-9
