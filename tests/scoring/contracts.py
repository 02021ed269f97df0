"""What ships, by name, and reads what the contract files of this folder say of it.

Each thing is built anew when it is asked for, so that a test of it runs the code that makes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from attrs import evolve

from asnwork.domain.evidence import Evidence, UnitEvidence
from asnwork.domain.formula import DatedConstant, Figure, at_least
from asnwork.domain.identity import OfficerId
from asnwork.domain.indicator import Indicator
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import CITIZENS, WORK
from asnwork.scoring.allowance_rule import AllowanceRule
from asnwork.scoring.combine import banded, capped, floored, minimum_of, part_of, weighted_mean, with_gate
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule
from asnwork.scoring.pay.attendance_only import attendance_only
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance
from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
from asnwork.scoring.predicate_pay import pay_by_predicate
from asnwork.scoring.score import InsufficientEvidence, Part, Scale, Score
from asnwork.scoring.strategies.among_citizens import among_citizens
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.main_job import main_job
from asnwork.scoring.strategies.officer_satisfaction import officer_satisfaction
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.scoring.strategies.satisfaction import satisfaction
from asnwork.scoring.strategies.standardised_outcome import standardised_outcome
from asnwork.scoring.strategies.work_behaviour import work_behaviour
from tests.rows import AS_OF, MAY

__all__ = [
    "DAY",
    "LAW",
    "PAYS",
    "SCORERS",
    "cases",
    "evidence_of",
    "inner_parts",
    "reasons_of",
    "said",
    "tables",
]

LAW = national_law()
DAY = date(2026, 5, 31)
_FOLDER = Path(__file__).parent

REPORTS = PlannedResult(
    code="reports",
    label="audit reports",
    label_id="laporan audit",
    main=True,
    target=4.0,
    unit="reports",
    indicators=[
        Indicator(aspect="quality", target=90.0, unit="points"),
        Indicator(aspect="time", target=7.0, target_high=8.0, unit="days"),
        Indicator(aspect="cost", target=100_000.0, unit="rupiah"),
    ],
)
TALKS = PlannedResult(code="talks", main=False, target=2.0, unit="talks")
STRETCH = PlannedResult(code="stretch", main=False, target=9.0, unit="talks", committed=False)


def bands(closed: Literal["left", "right"]) -> Parameter:
    """Bands of points; an edge belongs to the band above it, or below it."""
    return Parameter(
        path="city.bands",
        unit="points",
        of_unit="points",
        values=Dated.always(Bands(edges=(50.0, 90.0), values=(10.0, 60.0, 100.0), closed=closed)),
        basis=Dated.always(assumed("for the tests")),
    )


SHARE = PlannedResult(code="index", label="index", label_id="indeks", main=True, target=3.0, unit="1")
BANDS = bands("left")


def _city() -> FormulaScorer:
    """Two thirds outcome, a third attendance: scorers within a scorer."""
    parts = [
        part_of(outcome(LAW), 6667, label=Wording("work", "kerja")),
        part_of(attendance(LAW), 3333),
    ]
    return weighted_mean("city", parts, version="1", minimum_coverage=0.7)


def _least() -> FormulaScorer:
    """The least of output and attendance."""
    parts = [part_of(output(LAW), 5000), part_of(attendance(LAW), 5000)]
    return minimum_of("least", parts, version="3", minimum_coverage=1)


def _gated() -> FormulaScorer:
    """Attendance, with a gate of cuts for absence."""
    enough = at_least(Figure("months", "months"), DatedConstant(_LEAST_MONTHS), missing="missing")
    return with_gate(attendance(LAW), enough)


def _own() -> FormulaScorer:
    """A scorer with a way of its own, in days, of which less is better."""
    scale = Scale(low=0.0, high=31.0, unit="days", higher_is_better=False)
    days = Figure("days_absent", "days")
    words = Wording("$days_absent days absent", "$days_absent hari tidak masuk")
    part = PartRule(name="absent", formula=days, weight=10_000, wording=words, scale=scale)
    return FormulaScorer(
        name="own",
        version="1",
        scale=scale,
        parts=[part],
        joined=Figure("part.absent", "days"),
        minimum_coverage=0.5,
    )


_LEAST_MONTHS = Parameter(
    path="city.least_months",
    unit="months",
    values=Dated.always(1.0),
    basis=Dated.always(assumed("for the tests")),
)

SCORERS: Mapping[str, Callable[[], FormulaScorer]] = {
    "among_citizens": lambda: among_citizens(LAW, results=[WORK, CITIZENS]),
    "attendance": lambda: attendance(LAW),
    "main_job": lambda: main_job(LAW, results=[WORK, REPORTS, TALKS]),
    "officer_satisfaction": lambda: officer_satisfaction(LAW),
    "outcome": lambda: outcome(LAW),
    "output": lambda: output(LAW),
    "output of several results": lambda: output(LAW, results=[REPORTS, TALKS, STRETCH]),
    "output in pure numbers": lambda: output(LAW, results=[SHARE]),
    "output by weights": lambda: output(LAW, results=[WORK, TALKS], weights=[7000, 3000]),
    "satisfaction": lambda: satisfaction(LAW),
    "standardised_outcome": lambda: standardised_outcome(LAW),
    "standardised_outcome of reports": lambda: standardised_outcome(LAW, results=[REPORTS]),
    "work_behaviour": lambda: work_behaviour(LAW),
    "work_behaviour before 2022": lambda: work_behaviour(LAW, on=date(2021, 5, 31)),
    "capped": lambda: capped(outcome(LAW), 80.0),
    "floored": lambda: floored(outcome(LAW), 30.0),
    "banded": lambda: banded(outcome(LAW), BANDS),
    "capped and banded": lambda: banded(capped(outcome(LAW), 80.0), BANDS, name="graded"),
    "output in bands": lambda: banded(output(LAW), BANDS),
    "output in bands, edges to the right": lambda: banded(output(LAW), bands("right")),
    "scorers within a scorer": _city,
    "the least of two": _least,
    "attendance with a gate": _gated,
    "a way of its own": _own,
}
"""Scorers by name: those that ship, and each way to make one of others."""

PAYS: Mapping[str, Callable[[], AllowanceRule]] = {
    "attendance_only": lambda: attendance_only(LAW),
    "outcome": lambda: outcome_pay(LAW),
    "surabaya_eperformance": lambda: surabaya_eperformance(LAW),
    "tpp_60_40": lambda: tpp_60_40(LAW),
    "pay by predicate": lambda: pay_by_predicate(output(LAW), LAW).allowance,
}
"""Pay rules by name."""


def tables(file: str) -> dict[str, Any]:
    """What a contract file holds, by name."""
    return tomllib.loads((_FOLDER / file).read_text(encoding="utf-8"))


def cases(file: str) -> list[Any]:
    """The cases of a contract file, each with a sentence for a name, for parametrize."""
    return [pytest.param({"made": name, **case}, id=name) for name, case in tables(file).items()]


def evidence_of(scorer: FormulaScorer, figures: Mapping[str, float]) -> Evidence | UnitEvidence:
    """The evidence of May 2026 with these figures, in the scorer's units; the others are not there."""
    known = {"figures": figures, "units": {name: scorer.units[name] for name in figures}}
    if scorer.subject == "unit":
        return UnitEvidence(unit="front", period=MAY, as_of=AS_OF, **known)
    return Evidence(officer=OfficerId("ani"), period=MAY, as_of=AS_OF, **known)


def reasons_of(answer: Score | InsufficientEvidence) -> Iterator[Reason]:
    """Everything that an answer says, from the whole down to the innermost parts."""
    yield from answer.reasons
    for part in inner_parts(answer.parts):
        yield from part.reasons


def inner_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, each followed by those within it."""
    for part in parts:
        yield part
        yield from inner_parts(part.parts)


def said(reasons: Iterable[Reason]) -> dict[str, list[str]]:
    """What reasons say in the two languages, each with its rule, its code and how sure its law is."""
    told = list(reasons)
    return {lang: [_line(each, lang) for each in told] for lang in ("en", "id")}


def _line(reason: Reason, lang: str) -> str:
    if reason.code == "no_figure":  # its words are those of the figure, which have their own test
        return f"{reason.rule}.no_figure: {reason['figure']}"
    law = "" if reason.law is None else f" [{reason.law.certainty.value}]"
    return f"{reason.rule}.{reason.code}: {explain(evolve(reason, law=None), lang)}{law}"
