"""A table is scored by the objects that score one officer, and gets the same answers on every back end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnwork.adapters import score_frame
from asnwork.adapters.frame_columns import reading_of
from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.formula import NUMBERS, Banded, Constant, DatedConstant, Figure
from asnwork.domain.formula import evaluate as value_of
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Dated, Law, Parameter, assumed
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import BrokenScorer, InvalidInput, NoValueOnDay
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_schemes
from asnwork.scoring import (
    POINTS,
    AllowanceRule,
    Draft,
    FormulaScorer,
    Gate,
    LineRule,
    Part,
    PartRule,
    PayRule,
    Score,
    Scorer,
    evaluate,
    output,
    predicate_rank_formula,
    score_figures,
    share_formula,
    weighted_mean,
)
from asnwork.scoring.formula_scorer import score_columns
from asnwork.scoring.predicate import result_rating_formula
from asnwork.simulation.columns import COLUMNS
from tests.formulas import BANDS
from tests.frames import FRAMES, frame_of, rows_of
from tests.scoring.shipped import figures_for, shipped_pays, shipped_scorers

pytest.importorskip("narwhals", reason="data frames need narwhals")

DAY = date(2026, 5, 31)
LAW = national_law()
SCORERS = shipped_scorers(LAW)
PAYS = shipped_pays(LAW)
RULES: dict[str, Scorer | PayRule] = {**SCORERS, **{f"pay {name}": pay for name, pay in PAYS.items()}}
FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)


# --- one officer at a time, as applications do it ---------------------------------------------------


def evidence_of(scorer: Scorer, figures: Mapping[str, float | None], day: date) -> Evidence | UnitEvidence:
    """What a scorer reads, as the evidence of one day's period, of an officer or of a unit."""
    units: Mapping[str, str] = getattr(scorer, "units", {})
    read = {name: figures.get(name) for name in scorer.reads}
    parts: dict[str, Any] = {
        "period": Period(since=day, until=day + timedelta(days=1), zone="Asia/Jakarta"),
        "as_of": 0,
        "figures": read,
        "units": {name: units.get(name, "1") for name in read},
    }
    if getattr(scorer, "subject", "officer") == "unit":
        return UnitEvidence(unit="registry", **parts)
    return Evidence(officer=OfficerId("ani"), **parts)


def one_by_one(rule: Scorer | PayRule, figures: Mapping[str, float | None], day: date) -> dict[str, Any]:
    """What the row of an officer should hold."""
    scorer = rule.scorer if isinstance(rule, PayRule) else rule
    evidence = evidence_of(scorer, figures, day)
    try:
        score = evaluate(scorer, evidence)
    except BrokenScorer as broken:
        assert "outside" in broken.problem
        return {"refused": "off_scale", "gate": "unknown", "score": None}
    there = isinstance(score, Score)
    found: dict[str, Any] = {
        "score": score.value if isinstance(score, Score) else None,
        "gate": score.gate.value if isinstance(score, Score) else "unknown",
        "coverage": score.coverage,
        "refused": None,
    }
    parts = score.parts if isinstance(score, Score) else scorer.score(evidence.figures, day).parts
    if there or isinstance(scorer, FormulaScorer):
        found |= {f"part.{part.name}": part.value for part in parts}
    return found if not isinstance(rule, PayRule) else found | _paid(rule, score, figures, day)


def _paid(pay: PayRule, score: Any, figures: Mapping[str, float | None], day: date) -> dict[str, Any]:
    view = {"rating.behaviour": None, **dict.fromkeys(pay.allowance.reads), **figures, **score_figures(score)}
    rank = value_of(predicate_rank_formula(LAW), view, on=day)
    view["predicate"] = rank
    return {
        "proposed.rating.result": value_of(result_rating_formula(LAW), view, on=day),
        "proposed.predicate": rank,
        "simulated.share": value_of(share_formula(pay.allowance), view, on=day),
        **{
            f"simulated.share.{line.code}": value_of(line.share, view, on=day) for line in pay.allowance.lines
        },
    }


def require_same(expected: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> None:
    """Each row holds what is expected of it, to 1e-12, and nothing where nothing is."""
    for should, row in zip(expected, rows, strict=True):
        for name, value in should.items():
            if isinstance(value, float) and row[name] is not None:
                assert value == pytest.approx(row[name], rel=1e-12, abs=1e-12), name
            else:
                assert value == row[name], name
        if should["refused"] is not None:
            results = [row[name] for name in row if name.startswith(("part.", "proposed.", "simulated."))]
            assert [None] * len(results) == results


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows as columns."""
    return {name: [row[name] for row in rows] for name in rows[0]}


def drawn(rule: Scorer | PayRule) -> st.SearchStrategy[list[dict[str, float | None]]]:
    """Rows of the figures that a rule reads."""
    reading = reading_of(rule, LAW)
    units = {name: unit or "1" for name, unit in {**reading.figures, **reading.left_out}.items()}
    return st.lists(figures_for(units, reading.scorer), min_size=1, max_size=5)


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("name", RULES)
@FEW
@given(st.data())
def test_a_table_gets_what_each_officer_gets(name: str, kind: str, data: st.DataObject) -> None:
    """Score, gate, coverage, parts, rating, predicate and shares are those of `evaluate`, to 1e-12.

    A table refuses a share of days above 1, where a percentage would make everybody miss the main job.
    """
    rule = RULES[name]
    figures = data.draw(drawn(rule))
    scored = score_frame(frame_of(kind, columns_of(figures)), rule, law=LAW, on=DAY)
    expected = [one_by_one(rule, row, DAY) for row in figures]
    if isinstance(rule, PayRule):
        for should in expected:
            shares = [value for key, value in should.items() if key.startswith("simulated")]
            if any(share is not None and not -1e-9 <= share <= 1 + 1e-9 for share in shares):
                should.clear()
                should.update(refused="off_scale", gate="unknown", score=None)
    for should, row in zip(expected, figures, strict=True):
        if (row.get("available") or 0.0) > 1.0:
            should.clear()
            should.update(refused="no_share", gate="unknown", score=None)
    require_same(expected, rows_of(scored.frame))


@pytest.mark.parametrize("name", [name for name, rule in SCORERS.items() if isinstance(rule, FormulaScorer)])
@FEW
@given(st.data())
def test_numpy_columns_give_what_each_officer_gets(name: str, data: st.DataObject) -> None:
    """The columns of a simulation hold the same values, gates, coverages and parts, to 1e-12."""
    scorer = SCORERS[name]
    assert isinstance(scorer, FormulaScorer)
    figures = data.draw(drawn(scorer))
    view = {
        figure: np.array([math.nan if value is None else value for value in values])
        for figure, values in columns_of(figures).items()
    }
    found = score_columns(scorer, view, on=DAY, algebra=COLUMNS)
    columns = {
        key: np.broadcast_to(column, len(figures)) for key, column in found.items() if column is not None
    }
    for place, row in enumerate(figures):
        should = score_columns(scorer, row, on=DAY, algebra=NUMBERS)
        values = {key: math.nan if should[key] is None else should[key] for key in columns}
        own = {key: float(column[place]) for key, column in columns.items()}
        assert values == pytest.approx(own, rel=1e-12, abs=1e-12, nan_ok=True)


# --- what comes out --------------------------------------------------------------------------------

ONE = {"done.work": 1800.0, "target.work": 2000.0, "available": 1.0}


def table(*rows: Mapping[str, Any], kind: str = "polars") -> Any:
    """A frame of that kind with these rows."""
    return frame_of(kind, columns_of(rows))


@pytest.mark.parametrize("kind", FRAMES)
def test_the_frame_stays_what_it_was(kind: str) -> None:
    """The result is a frame of the same class, with the columns of the table first and as they were."""
    given_frame = table({"officer": "ani", **ONE}, {"officer": "budi", **ONE}, kind=kind)
    scored = score_frame(given_frame, SCORERS["output"], on=DAY)

    assert type(given_frame) is type(scored.frame)
    assert ("score", "gate", "coverage", "part.work", "refused") == scored.added
    (first, _) = rows_of(scored.frame)
    assert [*("officer", *ONE), *scored.added] == list(first)
    assert {"officer": "ani", **ONE} == {name: first[name] for name in ("officer", *ONE)}


@pytest.mark.parametrize("kind", FRAMES)
def test_no_column_of_the_table_is_touched(kind: str) -> None:
    """Whatever a table calls its columns, they come out as they went in; an empty one stays empty."""
    others = {f"asnwork_{place}": float(place) for place in range(20)} | {"asnwork_row0": 7.0}
    for scorer, own in ((SCORERS["output"], ONE), (PromisesOnly(), {"kept": 1.0, "judged": 4.0})):
        whole = table({**own, **others}, kind=kind)
        (row,) = rows_of(score_frame(whole, scorer, on=DAY).frame)
        assert others == {name: row[name] for name in others}
        assert row["score"] is not None
        none = frame_of(kind, {name: [] for name in (*own, *others)})
        assert [] == rows_of(score_frame(none, scorer, on=DAY).frame)


def test_whole_numbers_and_truth_values_are_figures_too() -> None:
    """A column of whole numbers counts like one of fractions."""
    scored = score_frame(table({**ONE, "done.work": 1800, "available": True}), SCORERS["output"], on=DAY)
    assert [90.0] == [row["score"] for row in rows_of(scored.frame)]


def test_a_scheme_is_scored_by_its_pay_rule() -> None:
    """A scheme and its pay rule give the same table."""
    scheme = next(each for each in all_schemes(LAW) if each.pay.name == "tpp_60_40")
    row = {**ONE, "late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.1}
    by_scheme, by_pay = (
        rows_of(score_frame(table(row), rule, law=LAW, on=DAY).frame) for rule in (scheme, scheme.pay)
    )
    assert by_pay == by_scheme
    assert pytest.approx(0.6 * 0.9 + 0.4 * 0.9) == by_pay[0]["simulated.share"]


def test_what_is_only_proposed_and_simulated_says_so() -> None:
    """A pay rule's notice says that nobody is paid by it; what the table leaves out is named."""
    row = {**ONE, "late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.0}
    scored = score_frame(table(row), PAYS["tpp_60_40"], law=LAW, on=DAY)
    assert ["taken_as_missing", "simulated"] == [notice.code for notice in scored.notices]
    assert "months, rating.behaviour" in str(scored.notices[0])
    assert [] == list(score_frame(table(ONE), SCORERS["output"], on=DAY).notices)


def test_pay_may_follow_a_part_but_only_of_a_score() -> None:
    """A part may be paid for; where there is no score there is no part to be paid for either."""
    part = Figure("score.part.kept", "points") / Constant(100, "points")
    line = LineRule(
        code="kept", weight=Constant(1, "share"), achieved=part, wording=Wording("kept", "ditepati")
    )
    allowance = AllowanceRule(
        name="by_part",
        label=Wording("by a part", "menurut bagian"),
        lines=[line],
        basis=assumed("for the tests"),
    )
    pay = PayRule(scorer=SCORERS["outcome"], allowance=allowance)
    kept = {"promises_kept": 3.0, "promises_judged": 4.0}
    absent = sorted(SCORERS["outcome"].reads - ONE.keys() - kept.keys())
    rows = [{**ONE, **kept}, {**ONE, **kept, "done.work": None}]
    found = rows_of(score_frame(table(*rows), pay, law=LAW, on=DAY, absent=absent).frame)
    assert [75.0, 75.0] == [row["part.kept"] for row in found]
    assert [0.75, None] == [row["simulated.share"] for row in found]


def test_the_table_says_which_law_was_read() -> None:
    """The digest is that of the score of one officer."""
    scored = score_frame(table(ONE), SCORERS["output"], on=DAY)
    score = evaluate(SCORERS["output"], evidence_of(SCORERS["output"], ONE, DAY))
    assert isinstance(score, Score)
    assert {None: score.law_digest} == dict(scored.law_digests)


# --- the law's day ---------------------------------------------------------------------------------


def banded_scorer() -> FormulaScorer:
    """A scorer whose bands begin on 1 January 2026 and change on 1 July 2026."""
    shown = Wording("$value", "$value")
    part = PartRule(
        name="a",
        formula=(Banded(Figure("a"), BANDS) + Constant(50)) * Constant(1, "points"),
        weight=10_000,
        wording=shown,
    )
    return weighted_mean("banded", [part], version="1", minimum_coverage=1)


DAYS = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), None]


@pytest.mark.parametrize("kind", FRAMES)
def test_each_row_is_measured_by_the_law_of_its_day(kind: str) -> None:
    """A table over several periods reads in each row the law of the row's last day."""
    rows = [{"day": day, "a": value} for day in DAYS for value in (0.5, 9.0)]
    found = rows_of(score_frame(table(*rows, kind=kind), banded_scorer(), on="day").frame)

    assert [*["no_law"] * 2, *[None] * 6, *["no_day"] * 2] == [row["refused"] for row in found]
    for row in found[2:8]:
        expected = evaluate(banded_scorer(), evidence_of(banded_scorer(), row, DAYS[found.index(row) // 2]))
        assert isinstance(expected, Score)
        assert expected.value == row["score"]
    assert [None] * 4 == [found[place]["score"] for place in (0, 1, 8, 9)]


@pytest.mark.parametrize("kind", FRAMES)
def test_the_day_may_be_the_first_after_the_period(kind: str) -> None:
    """With `until` the last day of a period is the day before."""
    days = [day for day in DAYS if day is not None]
    on, until = (
        rows_of(
            score_frame(
                table(*({"day": day + later, "a": 0.5} for day in days), kind=kind),
                banded_scorer(),
                **{option: "day"},
            ).frame
        )
        for option, later in (("on", timedelta()), ("until", timedelta(days=1)))
    )
    assert [row["score"] for row in on] == [row["score"] for row in until]


def test_moments_without_a_zone_are_days() -> None:
    """A column of moments counts by their days."""
    rows = [{"day": datetime(2026, 6, 30, 23), "a": 9.0}, {"day": datetime(2026, 7, 1), "a": 9.0}]
    found = rows_of(score_frame(table(*rows), banded_scorer(), on="day").frame)
    assert [48.0, 59.0] == [row["score"] for row in found]


def test_each_stretch_has_its_digest() -> None:
    """The result says from which day on which law was read."""
    scored = score_frame(table({"day": DAY, "a": 1.0}), banded_scorer(), on="day")
    assert [date(2026, 1, 1), date(2026, 7, 1)] == list(scored.law_digests)
    assert 2 == len(set(scored.law_digests.values()))


def test_a_day_without_law_is_refused_before_anything_runs() -> None:
    """One day for all rows on which the law says nothing is an error, as it is for one officer."""
    with pytest.raises(NoValueOnDay):
        score_frame(table({"a": 1.0}), banded_scorer(), on=date(2025, 12, 31))


def test_law_that_is_never_whole_is_refused() -> None:
    """Two parameters that are never in force together give no score on any day."""
    share = Constant(1, "share")
    early = Parameter(
        path="a.early",
        unit="share",
        values=Dated(values=[(date(2020, 1, 1), 0.5)], until=date(2021, 1, 1)),
        basis=Dated.always(assumed("for the tests")),
    )
    late = Parameter(
        path="a.late",
        unit="share",
        values=Dated(values=[(date(2022, 1, 1), 0.5)]),
        basis=Dated.always(assumed("for the tests")),
    )
    never = (DatedConstant(early) + DatedConstant(late)) / share * Figure("a", "points")
    part = PartRule(name="a", formula=never, weight=10_000, wording=Wording("$value", "$value"))
    scorer = weighted_mean("never", [part], version="1", minimum_coverage=1)
    with pytest.raises(NoValueOnDay):
        score_frame(table({"day": DAY, "a": 1.0}), scorer, on="day")


# --- rows that are refused -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FRAMES)
def test_no_number_is_missing_and_an_infinite_one_is_refused(kind: str) -> None:
    """Not-a-number is a missing figure; an infinite figure refuses its row, and says so."""
    nan, inf = float("nan"), float("inf")
    rows = [{**ONE, "available": nan}, {**ONE, "done.work": inf}, {**ONE, "done.work": -inf}, ONE]
    found = rows_of(score_frame(table(*rows, kind=kind), SCORERS["output"], on=DAY).frame)

    assert [90.0, None, None, 90.0] == [row["score"] for row in found]
    assert [None, "infinite_figure", "infinite_figure", None] == [row["refused"] for row in found]
    assert ["met", "unknown", "unknown", "met"] == [row["gate"] for row in found]


def test_a_share_off_its_scale_is_refused() -> None:
    """Cuts below nothing would pay more than the whole allowance: the row is refused."""
    row = {**ONE, "late_cut": -0.5, "early_cut": 0.0, "absence_cut": 0.0}
    (found,) = rows_of(score_frame(table(row), PAYS["tpp_60_40"], law=LAW, on=DAY).frame)
    assert ("off_scale", None, None) == (found["refused"], found["score"], found["simulated.share"])


@pytest.mark.parametrize("kind", FRAMES)
def test_a_share_of_days_is_no_percentage(kind: str) -> None:
    """More than all working days, or fewer than none, is refused; a hair above is all of them."""
    rows = [{**ONE, "available": each} for each in (100.0, -0.5, 1.0 + 1e-12, 0.5)]
    found = rows_of(score_frame(table(*rows, kind=kind), SCORERS["output"], on=DAY).frame)
    assert ["no_share", "no_share", None, None] == [row["refused"] for row in found]
    assert [None, None] == [row["score"] for row in found[:2]]


def test_cuts_of_a_month_may_pass_one() -> None:
    """Cuts are shares as well, yet those of many days are more than the whole."""
    row = {"late_cut": 0.9, "early_cut": 0.9, "absence_cut": 1.2, "months": 1.0}
    (found,) = rows_of(score_frame(table(row), SCORERS["attendance"], on=DAY).frame)
    assert found["refused"] is None


# --- what is wrong with the table ------------------------------------------------------------------


def faults(*args: Any, **options: Any) -> list[str]:
    """What is wrong with a call."""
    with pytest.raises(InvalidInput) as refused:
        score_frame(*args, **options)
    return [str(fault) for fault in refused.value.faults]


def test_all_faults_are_named_at_once() -> None:
    """Every column that is missing, holds no numbers or is in the way is named, with near misses."""
    rows = {"done.wrok": 1.0, "target.work": "many", "score": 1.0, "day": "2026-05-31"}
    said = faults(
        table(rows),
        SCORERS["output"],
        on="day",
        columns={"done": "x"},
        units={"target.work": "days", "dnoe.work": "minutes"},
        absent=["avail"],
    )
    assert [
        "columns[done]",
        "units[dnoe.work]",
        "absent[avail]",
        "available",
        "done.work",
        "target.work",
        "units[target.work]",
        "day",
        "score",
    ] == [fault.split(":")[0] for fault in said]
    text = "\n".join(said)
    assert "did you mean done.wrok" in text and "did you mean available?" in text
    assert "name its column with columns[available], or say absent[available] if nobody" in text


def test_a_column_may_have_another_name() -> None:
    """`columns` says where a figure stands, and units are checked where they are given."""
    frame = table({"selesai": 1800.0, "sasaran": 2000.0})
    names = {"done.work": "selesai", "target.work": "sasaran"}
    scored = score_frame(
        frame,
        SCORERS["output"],
        on=DAY,
        columns=names,
        units={"done.work": "minutes"},
        absent=["available"],
    )
    assert [90.0] == [row["score"] for row in rows_of(scored.frame)]
    assert "available" in str(scored.notices[0])
    assert [] != faults(frame, SCORERS["output"], on=DAY, columns={**names, "available": "tersedia"})


def test_a_table_brings_in_nothing_that_evidence_may_not_hold() -> None:
    """A column of coordinates is refused under whatever name its figure has."""
    said = faults(
        table({**ONE, "latitude": 7.2}), SCORERS["output"], on=DAY, columns={"available": "latitude"}
    )
    assert "track" in said[0]


def test_what_is_no_rule_is_refused() -> None:
    """A function of law that was not called is told so, and any other thing what it lacks."""
    (said,) = faults(table(ONE), output, on=DAY)
    assert (
        "rule: given 'output', expected what the function returns (call it with a law: output(law))" == said
    )
    assert "name" == faults(table(ONE), 5, on=DAY)[0].split(":")[0]


def test_the_call_itself_is_checked() -> None:
    """No day, two days, no law for a pay rule, and what is no frame are refused."""
    assert ["on, until"] == [each.split(":")[0] for each in faults(table(ONE), SCORERS["output"])]
    assert ["on, until"] == [
        each.split(":")[0] for each in faults(table(ONE), SCORERS["output"], on=DAY, until="day")
    ]
    assert ["law"] == [each.split(":")[0] for each in faults(table(ONE), PAYS["outcome"], on=DAY)]
    assert ["frame"] == [each.split(":")[0] for each in faults([ONE], SCORERS["output"], on=DAY)]
    assert ["day"] == [each.split(":")[0] for each in faults(table(ONE), SCORERS["output"], on="day")]


# --- a scorer that is no formula -------------------------------------------------------------------


@frozen
class PromisesOnly:
    """Promises kept of those judged, in plain Python."""

    name = "promises_only"
    version = "1"
    scale = POINTS
    reads = frozenset({"kept", "judged"})
    parameters = ()

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        kept, judged = view["kept"], view["judged"]
        if kept is None or judged is None:
            return Draft(value=None, coverage=0.0)
        if on < date(2026, 1, 1):
            raise NoValueOnDay("promises", on, "2026 on")
        why = Reason(rule=self.name, code="kept", wording=Wording("kept", "ditepati"))
        gate = Gate.MET if kept else Gate.MISSED
        return Draft(value=100 * kept / judged, gate=gate, reasons=[why])


def promises() -> Iterator[dict[str, Any]]:
    """One row for each answer that there is."""
    yield {"day": DAY, "kept": 3.0, "judged": 4.0}
    yield {"day": DAY, "kept": None, "judged": 4.0}
    yield {"day": DAY, "kept": 5.0, "judged": 4.0}
    yield {"day": DAY, "kept": float("inf"), "judged": 4.0}
    yield {"day": date(2025, 5, 31), "kept": 1.0, "judged": 4.0}
    yield {"day": None, "kept": 1.0, "judged": 4.0}
    yield {"day": DAY, "kept": 0.0, "judged": 4.0}


@pytest.mark.parametrize("kind", FRAMES)
def test_any_scorer_scores_a_table_row_by_row_and_says_so(kind: str) -> None:
    """A scorer in plain Python goes through `evaluate` row by row; the result says so and stays its kind."""
    given_frame = table(*promises(), kind=kind)
    told: list[tuple[int, int]] = []
    scored = score_frame(
        given_frame, PromisesOnly(), on="day", on_progress=lambda done, total: told.append((done, total))
    )
    found = rows_of(scored.frame)

    assert [(done, 7) for done in range(1, 8)] == told
    assert type(given_frame) is type(scored.frame)
    assert ["row_by_row"] == [notice.code for notice in scored.notices]
    assert [75.0, None, None, None, None, None, 0.0] == [row["score"] for row in found]
    assert [None, None, "off_scale", "infinite_figure", "no_law", "no_day", None] == [
        row["refused"] for row in found
    ]
    assert ["met", *["unknown"] * 5, "missed"] == [row["gate"] for row in found]
    assert (1.0, 0.0) == (found[0]["coverage"], found[1]["coverage"])


def test_no_part_of_any_scorer_writes_over_a_column() -> None:
    """The parts of a scorer in plain Python are known late; a column of their name is refused too."""

    class Parted(PromisesOnly):
        def score(self, view: Mapping[str, float | None], on: date) -> Draft:
            draft = super().score(view, on)
            part = Part(name="kept", value=draft.value, weight=10_000, effective_weight=10_000, reasons=())
            return evolve(draft, parts=(part,))

    frame = table({"kept": 3.0, "judged": 4.0, "part.kept": 7.0})
    (said,) = faults(frame, Parted(), on=DAY)
    assert said.startswith("part.kept: given 'a column of the table'")


def test_a_pay_rule_takes_any_scorer() -> None:
    """What a scorer in plain Python gives is rated and paid like any other score."""
    pay = PayRule(scorer=PromisesOnly(), allowance=PAYS["outcome"].allowance)
    rows = [row for row in promises() if row["day"] == DAY]
    found = rows_of(score_frame(table(*rows), pay, law=LAW, until="day").frame)
    assert [1.0, None, None, None, 1.0] == [row["proposed.rating.result"] for row in found]
    assert [0.75, None, None, None, 0.75] == [row["simulated.share"] for row in found]


def test_a_scorer_that_breaks_its_word_is_an_error() -> None:
    """A scorer that reads what it did not declare is no row's fault."""

    class Curious(PromisesOnly):
        name = "curious"

        def score(self, view: Mapping[str, float | None], on: date) -> Draft:
            return Draft(value=view["late_cut"])

    with pytest.raises(BrokenScorer):
        score_frame(table({"kept": 1.0, "judged": 1.0}), Curious(), on=DAY)


def test_law_may_change_under_a_pay_rule() -> None:
    """A reform in the middle of a year pays each month by its own law."""
    share = LAW["main_job.threshold"]
    changed = Parameter(
        path=share.path,
        unit=share.unit,
        label=share.label,
        label_id=share.label_id,
        share_of=share.share_of,
        share_of_id=share.share_of_id,
        values=Dated(values=[(date.min, 0.9), (date(2026, 7, 1), 0.95)]),
        basis=share.basis,
    )
    law = Law(parameters=[changed if each.path == share.path else each for each in LAW])
    rows = [{"day": date(2026, month, 28), **ONE} for month in (6, 7)]
    for kind in FRAMES:
        found = rows_of(score_frame(table(*rows, kind=kind), output(law), on="day").frame)
        assert ["met", "missed"] == [row["gate"] for row in found]
        assert [90.0, 90.0] == [row["score"] for row in found]
