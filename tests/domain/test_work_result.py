from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from asnwork.domain.identity import OfficerId
from asnwork.domain.work_result import WORK_RESULT_FIGURES, WorkResult, work_result_figures
from asnwork.domain.working_time import to_us
from asnwork.errors import InvalidInput
from asnwork.testing.strategies import work_results

ANI, BUDI = OfficerId("ani"), OfficerId("budi")


def result(**parts: Any) -> WorkResult:
    """A result of Ani's with something of its own."""
    told = {
        "id": "w1",
        "officer": ANI,
        "item": "reports",
        "realised": 3.0,
        "recorded_at": datetime(2026, 5, 4, 9, tzinfo=UTC),
        "entered_by": ANI,
    }
    return WorkResult(**{**told, **parts})


@pytest.mark.parametrize(("by", "validated"), [(None, False), (ANI, False), (BUDI, True)])
def test_a_result_is_validated_by_somebody_else(by: OfficerId | None, validated: bool) -> None:
    """What nobody validated, or only the officer, does not count as validated."""
    assert validated is result(validated_by=by).validated
    assert float(validated) == work_result_figures(result(validated_by=by))["validated"]


def test_who_entered_a_result_may_validate_it_for_another() -> None:
    """Who enters a colleague's result and stands for it has validated it; only the officer may not."""
    assert result(entered_by=BUDI, validated_by=BUDI).validated


@pytest.mark.parametrize("realised", [-1.0, -1e-9, float("nan"), float("inf")])
def test_what_is_realised_is_a_number_from_nothing_up(realised: float) -> None:
    """Less than nothing, and what is no number, are refused with the id of the result."""
    with pytest.raises(
        InvalidInput, match=r"^results\[w1\].realised: given .*, expected 0 or more"
    ) as caught:
        result(realised=realised)
    assert realised is caught.value.faults[0].given


def test_what_was_measured_is_a_number_from_nothing_up() -> None:
    """Quality, time and cost below nothing or without end are refused, every fault at once."""
    with pytest.raises(InvalidInput) as caught:
        result(realised=-1.0, quality=-0.5, time=float("inf"), cost=0.0)
    assert [f"results[w1].{name}" for name in ("realised", "quality", "time")] == [
        fault.path for fault in caught.value.faults
    ]


def test_nothing_realised_is_a_result() -> None:
    """Zero is a value."""
    assert 0.0 == work_result_figures(result(realised=0.0))["realised"]


def test_a_moment_without_a_zone_is_refused() -> None:
    """When a result was entered must be told with its zone."""
    with pytest.raises(InvalidInput, match="zone"):
        result(recorded_at=datetime(2026, 5, 4, 9))


@given(found=work_results())
def test_a_result_has_its_figures(found: WorkResult) -> None:
    """The figures are those that are declared, in their units: a moment, an amount, yes or no."""
    assert {
        "recorded_at": float(to_us(found.recorded_at)),
        "realised": found.realised,
        "validated": float(found.validated),
        "quality": found.quality,
        "time": found.time,
        "cost": found.cost,
    } == work_result_figures(found)
    assert WORK_RESULT_FIGURES.keys() == work_result_figures(found).keys()
