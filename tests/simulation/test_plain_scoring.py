"""A scorer in plain Python scores columns row by row, and answers as it does in an application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pytest
from attrs import evolve, frozen

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import BrokenScorer
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.predicate import score_figures
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.score import POINTS, Draft
from asnwork.scoring.scorer import evaluate
from asnwork.simulation.measures import OfficerPeriods, officer_periods, pay_columns
from asnwork.simulation.plain_scoring import score_rows
from asnwork.simulation.run import Run
from tests.simulation.cities import small_city
from tests.simulation.runs import LAW, simulated

MAY = Period.month(2026, 5, zone="Asia/Jakarta")
DAY = date(2026, 5, 31)
MONTHS = tuple(Period.month(2026, month, zone="Asia/Jakarta") for month in (5, 6, 7))
PAYS = all_pays(LAW)
WHY = Reason(rule="bare", code="kept", wording=Wording("kept", "ditepati"))


@frozen
class Wrapped:
    """A scorer of formulas behind a plain method: what it is made of cannot be seen."""

    of: FormulaScorer

    @property
    def name(self) -> str:
        """As of the scorer inside, and so with all the others."""
        return self.of.name

    @property
    def version(self) -> str:
        """Its version."""
        return self.of.version

    @property
    def scale(self) -> Any:
        """Its scale."""
        return self.of.scale

    @property
    def reads(self) -> frozenset[str]:
        """What it reads."""
        return self.of.reads

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """The draft of the scorer inside."""
        return self.of.score(view, on)


@pytest.fixture(scope="module")
def officers() -> OfficerPeriods:
    """The officers of a run in three months, of which some have no figures."""
    found: Run = simulated(small_city(load=1.2))
    periods = officer_periods(found, standard_outcome(LAW), LAW, MONTHS)
    figures = {name: column.copy() for name, column in periods.evidence.figures.items()}
    for place, name in enumerate(("done.work", "promises_kept", "available", "late_cut")):
        figures[name][place :: 7 + place] = np.nan
    for column in figures.values():
        column[4::9] = np.nan
    return evolve(periods, evidence=evolve(periods.evidence, figures=figures))


@pytest.mark.parametrize("pay", PAYS, ids=lambda pay: pay.name)
def test_a_plain_scorer_is_paid_as_one_of_formulas(officers: OfficerPeriods, pay: PayRule) -> None:
    """Value, gate, predicate and share are equal for every officer and month, missing ones among them."""
    by_columns = pay_columns(officers, pay, LAW)
    row_by_row = pay_columns(officers, evolve(pay, scorer=Wrapped(pay.scorer)), LAW)
    for name in ("value", "predicate", "share"):
        left, right = getattr(by_columns, name), getattr(row_by_row, name)
        assert np.allclose(left, right, rtol=0, atol=1e-12, equal_nan=True)
    scored = ~np.isnan(by_columns.value)
    assert 0 < scored.sum() < len(scored)
    assert np.array_equal(by_columns.gate[scored], row_by_row.gate[scored], equal_nan=True)


@pytest.mark.parametrize("pay", PAYS, ids=lambda pay: pay.name)
def test_rows_are_what_evaluate_answers(officers: OfficerPeriods, pay: PayRule) -> None:
    """Each row holds the figures of the score that an application gets of the same evidence."""
    view = {name: column[::3] for name, column in officers.evidence.figures.items()}
    size = officers.evidence.officers
    found = score_rows(pay.scorer, view, units={}, period=MAY, on=DAY, size=size)
    for row in range(size):
        read = {name: float(view[name][row]) for name in pay.scorer.reads}
        evidence = Evidence(
            officer=OfficerId("ani"),
            period=MAY,
            as_of=0,
            figures={name: None if isnan(value) else value for name, value in read.items()},
            units=pay.scorer.units,  # type: ignore[attr-defined]
        )
        figures = score_figures(evaluate(pay.scorer, evidence, on=DAY))
        told = {name: None if isnan(column[row]) else column[row] for name, column in found.items()}
        assert dict.fromkeys(found) | figures == told


class Bare:
    """A scorer with one figure, no parts, and an answer of one's choice."""

    name, version, scale, reads = "bare", "1", POINTS, frozenset({"kept", "unknown"})

    def __init__(self, value: float) -> None:
        self.value = value

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """No value where a figure is missing."""
        kept, unknown = view["kept"], view["unknown"]
        assert unknown is None
        return Draft(value=None if kept is None else self.value * kept, reasons=[WHY])


def test_a_figure_that_no_column_holds_is_missing() -> None:
    """As in an application, where evidence has no such figure; a column that is not read is left alone."""
    figures = {"kept": np.array([1.0, np.nan]), "other": np.array([np.inf, 2.0])}
    found = score_rows(Bare(50.0), figures, units={}, period=MAY, on=DAY, size=2)
    assert ["score.value", "score.gate"] == list(found)
    assert np.array_equal([50.0, np.nan], found["score.value"], equal_nan=True)
    assert np.isnan(found["score.gate"]).all()


def test_a_scorer_that_leaves_its_scale_is_told_so() -> None:
    """Each answer is checked by `evaluate`."""
    with pytest.raises(BrokenScorer, match="outside 0 to 100 points"):
        score_rows(Bare(101.0), {"kept": np.ones(1)}, units={}, period=MAY, on=DAY, size=1)


class Dividing(Bare):
    """A scorer with a fault of its own."""

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Divide by zero."""
        return Draft(value=self.value / 0, reasons=[WHY])


@frozen
class Hours(Wrapped):
    """A scorer that takes minutes for hours."""

    units: Mapping[str, str] = {"done.work": "hours"}


def test_a_scorer_that_reads_another_unit_is_told_so(officers: OfficerPeriods) -> None:
    """The columns know their units, so that a simulation refuses what an application refuses."""
    pay = PAYS[0]
    with pytest.raises(BrokenScorer, match="it reads 'hours', the evidence has 'minutes'"):
        pay_columns(officers, evolve(pay, scorer=Hours(pay.scorer)), LAW)


def test_a_scorer_that_raises_is_named() -> None:
    """An error of a scorer is its own, not one of the simulation."""
    with pytest.raises(BrokenScorer, match="'bare', figure 'score': it raised ZeroDivisionError: ") as told:
        score_rows(Dividing(1.0), {"kept": np.ones(1)}, units={}, period=MAY, on=DAY, size=1)
    assert isinstance(told.value.__cause__, ZeroDivisionError)
    assert "answers" == told.value.kind
