from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import copy, deepcopy
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import NUMBERS, Constant, DatedConstant, Figure, at_least, evaluate, figures_of
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.reason import Wording, explain
from asnwork.errors import BrokenScorer, DuplicateName, InvalidInput, UnitMismatch, UnknownName
from asnwork.policies.condition import Condition
from asnwork.scoring import scorer as scoring
from asnwork.scoring.combine import (
    banded,
    capped,
    floored,
    minimum_of,
    part_of,
    weighted_mean,
    with_gate,
)
from asnwork.scoring.formula_scorer import FormulaScorer, score_columns
from asnwork.scoring.part_rule import Adjustment, Lever, PartRule, word_of
from asnwork.scoring.rebuilding import rebuilt_from_leaves, rebuilt_value
from asnwork.scoring.remark import Remark
from asnwork.scoring.score import POINTS, Draft, Gate, InsufficientEvidence, Joined, Part, Scale, Score
from tests.rows import AS_OF, MAY

DAY = date(2026, 5, 31)
WORDS = Wording("$value points", "$value poin")
NAMES = ("a", "b", "c")
A, B, GATE = Figure("a", "points"), Figure("b", "points"), Figure("gate", "yes/no")


def part(name: str, weight: int | Parameter, **parts: Any) -> PartRule:
    """A part that is worth the figure of its name."""
    return PartRule(
        **{"name": name, "formula": Figure(name, "points"), "weight": weight, "wording": WORDS, **parts}
    )


def dated(path: str, unit: str, *values: Any, of_unit: str = "", until: date | None = None) -> Parameter:
    """A parameter with a value from each month of 2026 on, beginning in January."""
    days = [date(2026, 1 + index, 1) for index in range(len(values))]
    return Parameter(
        path=path,
        unit=unit,
        of_unit=of_unit,
        values=Dated(values=list(zip(days, values, strict=True)), until=until),
        basis=Dated.always(assumed("for the tests")),
    )


HALVES = (part("a", 5000), part("b", 5000))
MEAN = weighted_mean("mean", HALVES, version="1", minimum_coverage=0.5)


def evidence(**figures: float | None) -> Evidence:
    """Evidence of these figures, in points; the gate answers yes or no."""
    units = {name: "yes/no" if name.startswith("gate") else "points" for name in figures}
    return Evidence(officer=OfficerId("ani"), period=MAY, as_of=AS_OF, figures=figures, units=units)


def value(scorer: FormulaScorer, **figures: float | None) -> float | None:
    """The value of the scorer for these figures."""
    found: float | None = evaluate(scorer.formula, figures, on=DAY)
    return found


# --- parts and levers --------------------------------------------------------------------------


def test_a_part_that_is_a_scorer_keeps_its_inside() -> None:
    """Its parts, their reasons and how they were joined stay within it; the whole follows from the leaves."""
    inner = capped(MEAN, 55.0)
    rules = [part_of(inner, 6000, label=Wording("half", "separuh")), part("c", 4000)]
    outer = minimum_of("outer", rules, version="1", minimum_coverage=0.1)
    score = scoring.evaluate(outer, evidence(a=80.0, b=None, c=90.0))
    assert isinstance(score, Score)
    first, leaf = score.parts
    assert (55.0, "half", "half: 55") == (first.value, first.called.en, str(first.reasons[0]))
    assert ("c", (), None) == (leaf.called.id, leaf.parts, leaf.joined)
    assert [("a", 80.0, 10_000), ("b", None, 0)] == [
        (each.name, each.value, each.effective_weight) for each in first.parts
    ]
    assert first.joined is not None
    assert ("mean", 80.0, 0.5) == (first.joined.way, first.joined.value, first.joined.minimum_coverage)
    assert ["80 is capped at 55"] == [str(reason) for reason in first.joined.adjusted]
    assert score.joined is not None
    assert ("least", 55.0, 0.1, ()) == (
        score.joined.way,
        score.joined.value,
        score.joined.minimum_coverage,
        score.joined.adjusted,
    )
    assert score.value == rebuilt_from_leaves(outer, score) == rebuilt_value(outer, score) == 55.0


def test_a_leaf_decides_what_the_whole_is_rebuilt_to() -> None:
    """From the leaves alone: a value written into the part above them is not read."""
    outer = weighted_mean("outer", [part_of(MEAN, 10_000)], version="1", minimum_coverage=0.5)
    score = scoring.evaluate(outer, evidence(a=80.0, b=40.0))
    assert isinstance(score, Score)
    forged = evolve(score, parts=[evolve(score.parts[0], value=99.0)])
    assert (99.0, 60.0) == (rebuilt_value(outer, forged), rebuilt_from_leaves(outer, forged))


def test_weights_within_a_part_add_up_too() -> None:
    """A scorer whose inner weights do not total 10,000 is broken, as one whose outer ones do not."""

    class Unbalanced:
        name, version, scale, reads = "unbalanced", "1", POINTS, frozenset({"a"})

        def score(self, view: Any, on: date) -> Draft:
            half = Part(name="a", value=50.0, weight=5000, effective_weight=5000)
            whole = evolve(half, name="b", weight=10_000, effective_weight=10_000, parts=[half])
            return Draft(value=50.0, parts=[whole])

    with pytest.raises(BrokenScorer, match="the weights total 5000, not 10000"):
        scoring.evaluate(Unbalanced(), evidence(a=1.0))


@pytest.mark.parametrize("inner", [True, False])
def test_a_value_of_parts_that_weigh_nothing_is_broken(inner: bool) -> None:
    """Where there is a value its parts weigh something, at each level; none may weigh nothing in all."""
    nothing = Part(name="a", value=50.0, weight=5000, effective_weight=0)
    whole = evolve(nothing, name="b", weight=10_000, effective_weight=10_000, parts=[nothing])

    class Weightless:
        name, version, scale, reads = "weightless", "1", POINTS, frozenset({"a"})

        def score(self, view: Any, on: date) -> Draft:
            return Draft(value=50.0, parts=[whole if inner else nothing])

    with pytest.raises(BrokenScorer, match="the weights total 0, not 10000"):
        scoring.evaluate(Weightless(), evidence(a=1.0))


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: Lever(figure="a", better="much"), UnknownName, "way in which a is better"),
        (lambda: part("a", 1, levers=[Lever(figure="b")]), UnknownName, "figure of a lever of a"),
        (lambda: part("a", 1, levers=[Lever(figure="a", most="b")]), UnknownName, "figure of a lever of a"),
        (lambda: part("a", 1, scorer=MEAN), InvalidInput, "the formula of its scorer mean"),
        (lambda: evolve(MEAN, way="median"), UnknownName, "way in which mean joins its parts"),
        (lambda: Joined(way="median", value=1.0, minimum_coverage=0), UnknownName, "way to join parts"),
    ],
)
def test_parts_levers_and_ways_are_those_that_there_are(
    make: Callable[[], object], error: type[Exception], says: str
) -> None:
    """What names no figure, no way, or another scorer's formula is refused."""
    with pytest.raises(error, match=says):
        make()


# --- weighted mean and least -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(80.0, 40.0, 60.0), (80.0, None, 80.0), (None, 40.0, 40.0), (0.0, None, 0.0), (None, None, None)],
)
def test_a_mean_is_over_what_is_there(a: float | None, b: float | None, expected: float | None) -> None:
    """A part without a value drops out, and zero is a value; without any part there is no mean."""
    assert expected == value(MEAN, a=a, b=b)


@pytest.mark.parametrize(
    ("a", "b", "expected"), [(80.0, 40.0, 40.0), (80.0, None, 80.0), (None, 0.0, 0.0), (None, None, None)]
)
def test_the_least_is_over_what_is_there(a: float | None, b: float | None, expected: float | None) -> None:
    """The least of the parts counts, also when no evidence at all would be enough."""
    scorer = minimum_of("least", HALVES, version="1", minimum_coverage=0)
    assert expected == value(scorer, a=a, b=b)


def test_three_parts_of_five_became_three_and_a_third() -> None:
    """Two parts of five and one that nobody gave make five, not three and a third."""
    parts = [part("a", 3334), part("b", 3333), part("c", 3333)]
    scorer = weighted_mean("appraisal", parts, version="1", minimum_coverage=0.5)
    assert 5.0 == value(scorer, a=5.0, b=5.0, c=None)


@pytest.mark.parametrize(("minimum", "expected"), [(0.4, 80.0), (0.6, 80.0), (0.61, None)])
def test_below_the_minimum_coverage_there_is_no_value(minimum: float, expected: float | None) -> None:
    """The share of the weights with evidence must reach the minimum, which itself is enough."""
    parts = [part("a", 6000), part("b", 4000)]
    scorer = weighted_mean("mean", parts, version="1", minimum_coverage=minimum)
    assert expected == value(scorer, a=80.0, b=None)
    assert 0.6 == evaluate(scorer.coverage_formula, {"a": 80.0, "b": None})


def test_the_minimum_coverage_may_be_law() -> None:
    """A minimum coverage of the law is read on the day."""
    law = dated("score.minimum_coverage", "share", 0.4, 0.9)
    scorer = weighted_mean("mean", HALVES, version="1", minimum_coverage=DatedConstant(law))
    answers = [scoring.evaluate(scorer, evidence(a=1.0, b=None), on=date(2026, month, 1)) for month in (1, 2)]
    assert [Score, InsufficientEvidence] == [type(answer) for answer in answers]
    assert (law,) == scorer.parameters


@pytest.mark.parametrize("sent", [lambda each: pickle.loads(pickle.dumps(each)), deepcopy, copy, evolve])  # noqa: S301
def test_a_scorer_that_was_copied_scores_alike(sent: Callable[[FormulaScorer], FormulaScorer]) -> None:
    """What was sent to a worker, or copied, is equal, and gives the same score, parts within parts too."""
    inner = weighted_mean("inner", HALVES, version="1", minimum_coverage=0.5)
    outer = weighted_mean("outer", [part_of(inner, 6000), part("c", 4000)], version="1", minimum_coverage=0.3)
    copied = sent(outer)
    assert outer == copied
    for figures in ({"a": 80.0, "b": 60.0, "c": 10.0}, {"a": 80.0, "b": None, "c": None}):
        assert scoring.evaluate(outer, evidence(**figures)) == scoring.evaluate(copied, evidence(**figures))


def test_the_minimum_coverage_reads_no_figure() -> None:
    """It is a number or of the law: nobody lowers it by a figure of their own, or of a part."""
    for name in ("least", "part.a"):
        with pytest.raises(UnknownName, match=f"figure of the minimum coverage of mean '{name}'"):
            weighted_mean("mean", HALVES, version="1", minimum_coverage=Figure(name, "share"))


@pytest.mark.parametrize("weights", [(5000, 4999), (10_000, 1), (11_000, -1_000), (5000.5, 4999.5)])
def test_weights_are_whole_and_total_ten_thousand(weights: tuple[Any, Any]) -> None:
    """Weights that do not add up, are negative or no whole basis points are refused, and shown."""
    with pytest.raises(InvalidInput, match=r"weights of mean.*that total 10,000"):
        parts = [part(name, weight) for name, weight in zip(NAMES, weights, strict=False)]
        weighted_mean("mean", parts, version="1", minimum_coverage=0.5)


def test_weights_of_the_law_total_ten_thousand_on_every_day() -> None:
    """Weights that stop adding up on some day are refused with that day; earlier days do not count."""
    steady, wrong = dated("w.a", "basis points", 5000.0, 6000.0), dated("w.b", "basis points", 5000.0)
    with pytest.raises(InvalidInput, match="weights of mean from 2026-02-01"):
        weighted_mean("mean", [part("a", steady), part("b", wrong)], version="1", minimum_coverage=0.5)
    right = dated("w.b", "basis points", 5000.0, 4000.0)
    scorer = weighted_mean("mean", [part("a", steady), part("b", right)], version="1", minimum_coverage=0.5)
    scores = [scoring.evaluate(scorer, evidence(a=1.0, b=2.0), on=date(2026, month, 1)) for month in (1, 2)]
    assert [5000, 6000] == [score.parts[0].weight for score in scores]
    ended = dated("w.b", "basis points", 5000.0, until=date(2026, 2, 1))
    weighted_mean("mean", [part("a", steady), part("b", ended)], version="1", minimum_coverage=0.5)


@pytest.mark.parametrize("build", [weighted_mean, minimum_of])
def test_parts_that_cannot_be_joined_are_refused(build: Callable[..., FormulaScorer]) -> None:
    """No parts, two of one name, and parts of several units or directions are refused."""
    days = Scale(low=0, high=10, unit="days")
    down = Scale(low=0, high=100, unit="points", higher_is_better=False)
    other = part("b", 5000, formula=Figure("b", "days"), scale=days)
    for parts, error, match in (
        ([], InvalidInput, "at least one part"),
        ([part("a", 5000), part("a", 5000)], DuplicateName, "part of s 'a'"),
        ([part("a", 5000), other], InvalidInput, "one unit"),
        ([part("a", 5000), part("b", 5000, scale=down)], InvalidInput, "one direction"),
    ):
        with pytest.raises(error, match=match):
            build("s", parts, version="1", minimum_coverage=0.5)


def test_a_part_is_on_its_scale_in_its_unit() -> None:
    """A part whose formula is in another unit than its scale is refused."""
    with pytest.raises(UnitMismatch, match="the part a"):
        part("a", 10_000, formula=Figure("a", "days"))


def test_bounds_are_those_that_the_parts_imply() -> None:
    """The scale of a mean spans its parts; a wider one may be given, a narrower one may not."""
    low, high = Scale(low=-5, high=50, unit="points"), Scale(low=0, high=120, unit="points")
    parts = [part("a", 5000, scale=low), part("b", 5000, scale=high)]
    spans = weighted_mean("s", parts, version="1", minimum_coverage=0.5)
    assert Scale(low=-5, high=120, unit="points") == spans.scale
    wide = Scale(low=-10, high=200, unit="points")
    assert wide == weighted_mean("s", parts, version="1", scale=wide, minimum_coverage=0.5).scale
    for scale in (low, high):
        with pytest.raises(InvalidInput, match="bounds that hold -5 to 120"):
            weighted_mean("s", parts, version="1", scale=scale, minimum_coverage=0.5)


def test_a_scorer_reads_what_its_parts_and_gate_read() -> None:
    """What a combination reads is derived, with units; nothing more, nothing less."""
    scorer = with_gate(MEAN, GATE)
    assert frozenset({"a", "b", "gate"}) == scorer.reads
    assert {"a": "points", "b": "points", "gate": "yes/no"} == dict(scorer.units)


# --- scorers as parts, and gates ---------------------------------------------------------------


def test_a_scorer_can_be_a_part() -> None:
    """A scorer as a part brings its value, bounds and gate; where it has no value it drops out."""
    inner = with_gate(MEAN, GATE, name="inner")
    outer = weighted_mean("outer", [part_of(inner, 6000), part("c", 4000)], version="1", minimum_coverage=0.3)
    assert 6000 * 60 / 10_000 + 4000 * 10 / 10_000 == value(outer, a=80.0, b=40.0, c=10.0)
    assert 10.0 == value(outer, a=None, b=None, c=10.0)
    assert GATE == outer.gate
    score = scoring.evaluate(outer, evidence(a=80.0, b=40.0, c=10.0, gate=1.0))
    assert isinstance(score, Score)
    assert (Gate.MET, "inner: 60") == (score.gate, str(score.parts[0].reasons[0]))
    own_words = part_of(inner, 6000, Wording("of work $value", "dari kerja $value"))
    assert "of work $value" == own_words.wording.en


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(1.0, 1.0, Gate.MET), (1.0, 0.0, Gate.MISSED), (None, 0.0, Gate.MISSED), (None, 1.0, Gate.UNKNOWN)],
)
@pytest.mark.parametrize("way", ["twice", "part and whole", "two parts"])
def test_no_gate_is_ever_lost(first: float | None, second: float | None, expected: Gate, way: str) -> None:
    """However scorers with gates are combined, all gates hold, and one that is missed is missed."""
    one, two = Figure("gate1", "yes/no"), Figure("gate2", "yes/no")
    gated = with_gate(MEAN, one)
    parts = [part_of(gated, 10_000)]
    halves = [part("a", 5000, gate=one), part("b", 5000, gate=two)]
    scorer = {
        "twice": with_gate(gated, two),
        "part and whole": weighted_mean("s", parts, version="1", minimum_coverage=0.5, gate=two),
        "two parts": minimum_of("s", halves, version="1", minimum_coverage=0.5),
    }[way]
    score = scoring.evaluate(scorer, evidence(a=1.0, b=1.0, gate1=first, gate2=second))
    assert isinstance(score, Score)
    assert expected is score.gate


def test_a_gate_changes_no_value() -> None:
    """A gate stands beside the value and never in it."""
    scores = [scoring.evaluate(with_gate(MEAN, GATE), evidence(a=80.0, b=40.0, gate=g)) for g in (1.0, 0.0)]
    assert [60.0, 60.0] == [score.value for score in scores if isinstance(score, Score)]
    assert "mean_gated" == with_gate(MEAN, GATE).name


# --- cap, floor, bands -------------------------------------------------------------------------


def test_a_cap_and_a_floor_hold() -> None:
    """Values beyond a limit count as the limit, the scale ends there, and the reason shows both values."""
    scorer = floored(capped(MEAN, 70), 30)
    assert Scale(low=30, high=70, unit="points") == scorer.scale
    assert [30.0, 50.0, 70.0, None] == [value(scorer, a=at, b=None) for at in (10.0, 50.0, 90.0, None)]
    assert "mean_capped_floored" == scorer.name
    told = {at: scoring.evaluate(scorer, evidence(a=at, b=None)) for at in (10.0, 50.0, 90.0)}
    texts = {at: [str(r) for r in score.reasons] for at, score in told.items() if isinstance(score, Score)}
    assert {10.0: ["10 is raised to the floor of 30"], 50.0: [], 90.0: ["90 is capped at 70"]} == texts


@pytest.mark.parametrize("limit", [0.0, -1.0, 100.0, 101.0])
@pytest.mark.parametrize("build", [capped, floored])
def test_a_limit_lies_inside_the_scale(build: Callable[..., FormulaScorer], limit: float) -> None:
    """A cap or floor that would change nothing, or leave one value only, is refused."""
    with pytest.raises(InvalidInput, match="more than 0 and less than 100"):
        build(MEAN, limit)
    with pytest.raises(InvalidInput, match="of mean"):
        build(MEAN, dated("limit", "points", 50.0, limit))


WIDE = Scale(low=-50.0, high=200.0, unit="points")


@pytest.mark.parametrize("join", [weighted_mean, minimum_of])
def test_a_wider_scale_is_the_scale(join: Callable[..., FormulaScorer]) -> None:
    """A scale that holds the parts may be given, however they are joined, and a part of it keeps it."""
    scorer = join("wide", HALVES, version="1", minimum_coverage=0.5, scale=WIDE)
    assert WIDE == scorer.scale == part_of(scorer, 10_000).scale


@pytest.mark.parametrize(("limit", "at"), [(capped, 90.0), (floored, 10.0)])
def test_what_is_made_of_a_scorer_may_have_a_name_of_its_own(
    limit: Callable[..., FormulaScorer], at: float
) -> None:
    """The name that is given is the name; without one it says what was done."""
    assert ("ours", f"mean_{limit.__name__}") == (limit(MEAN, at, name="ours").name, limit(MEAN, at).name)


def test_two_bands_may_count_for_the_same() -> None:
    """Bands whose values stay are no bands whose values fall."""
    levels = dated("levels", "points", Bands(edges=(20.0, 50.0), values=(0.0, 0.0, 80.0)), of_unit="points")
    scorer = banded(MEAN, levels)
    assert [0.0, 0.0, 80.0] == [value(scorer, a=number, b=number) for number in (10.0, 30.0, 60.0)]


def test_a_limit_may_be_law() -> None:
    """A limit of the law holds from its day, and the scale spans what it ever is."""
    law = dated("limit", "points", 80.0, 60.0)
    cap, floor = capped(MEAN, law, name="cap"), floored(MEAN, law)
    assert (80.0, 60.0) == (cap.scale.high, floor.scale.low)
    on = {month: date(2026, month, 1) for month in (1, 2)}
    assert [80.0, 60.0] == [evaluate(cap.formula, {"a": 90.0, "b": None}, on=day) for day in on.values()]
    assert ("cap", (law,)) == (cap.name, cap.parameters)
    with pytest.raises(UnitMismatch):
        capped(MEAN, dated("limit", "days", 50.0))


LEVELS = dated("levels", "level", Bands(edges=(50.0, 90.0), values=(1.0, 2.0, 3.0)), of_unit="points")


def test_bands_put_a_value_on_their_own_scale() -> None:
    """A banded score is the level of its value, on a scale of levels, and says from which value."""
    scorer = banded(MEAN, LEVELS)
    assert (Scale(low=1, high=3, unit="level"), "mean_banded") == (scorer.scale, scorer.name)
    assert [1.0, 2.0, 3.0, None] == [value(scorer, a=at, b=None) for at in (49.9, 50.0, 90.0, None)]
    score = scoring.evaluate(scorer, evidence(a=60.0, b=None))
    assert isinstance(score, Score)
    assert "60 masuk golongan 2" == explain(score.reasons[0], lang="id")


@pytest.mark.parametrize(
    "levels",
    [
        dated("x", "level", 5.0, of_unit="points"),
        dated("x", "level", Bands(edges=(50.0,), values=(2.0, 1.0)), of_unit="points"),
        dated("x", "level", LEVELS.on(DAY), Bands(edges=(1.0,), values=(2.0, 1.0)), of_unit="points"),
    ],
)
def test_bands_never_turn_an_order_around(levels: Parameter) -> None:
    """Bands in which a better value counts for less, on any day, are refused; so is a number."""
    with pytest.raises(InvalidInput, match="bands whose values never fall"):
        banded(MEAN, levels)


def test_bands_are_for_values_of_their_unit() -> None:
    """Bands over another unit than the score's are refused."""
    with pytest.raises(UnitMismatch, match="look up"):
        banded(MEAN, dated("x", "level", LEVELS.on(DAY), of_unit="days"))


# --- a scorer put together by hand -------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "error", "match"),
    [
        ({"parts": ()}, InvalidInput, "at least one part"),
        ({"joined": Figure("part.z", "points")}, UnknownName, "part of s"),
        (
            {"adjustments": [Adjustment(code="x", formula=A, wording=WORDS)]},
            UnknownName,
            "figure of an adjustment of s",
        ),
        ({"scale": Scale(low=0, high=1, unit="days")}, UnitMismatch, "the scorer s"),
    ],
)
def test_a_scorer_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], error: type[Exception], match: str
) -> None:
    """Joining parts that are not there, adjusting by figures, or ending in another unit is refused."""
    whole = {
        "name": "s",
        "version": "1",
        "scale": POINTS,
        "parts": [part("a", 10_000)],
        "joined": Figure("part.a", "points"),
        "minimum_coverage": 0.5,
    }
    with pytest.raises(error, match=match):
        FormulaScorer(**{**whole, **changes})


def test_a_part_off_its_scale_is_found() -> None:
    """A part whose value leaves its own scale is an error that names scorer and part."""
    with pytest.raises(BrokenScorer, match=r"'mean', figure 'a': the part is worth 101.0, outside 0 to 100"):
        scoring.evaluate(MEAN, evidence(a=101.0, b=1.0))


def test_a_part_tells_what_it_rests_on() -> None:
    """The reason of a part names its basis, or the basis of its weight, or none."""
    own = assumed("its own")
    by_law = dated("w", "basis points", 10_000.0)
    for rule, expected in (
        (part("a", 10_000, basis=own), own),
        (part("a", by_law, basis=own), own),
        (part("a", by_law), assumed("for the tests")),
        (part("a", 10_000), None),
    ):
        scorer = weighted_mean("s", [rule], version="1", minimum_coverage=0.5)
        score = scoring.evaluate(scorer, evidence(a=5.0))
        assert isinstance(score, Score)
        assert expected == score.parts[0].reasons[0].law


def test_a_wording_can_name_any_figure() -> None:
    """The values of a part's reason are named so that a sentence can hold them."""
    rule = part("a", 10_000, formula=Figure("done.a-b", "points"), wording=Wording("$done_a_b", "$done_a_b"))
    scorer = weighted_mean("s", [rule], version="1", minimum_coverage=0.5)
    assert "done_a_b" == word_of("done.a-b")
    assert "7" == str(scorer.score({"done.a-b": 7.0}, DAY).parts[0].reasons[0])


# --- laws --------------------------------------------------------------------------------------

LAW_WEIGHTS = [
    dated(f"w.{name}", "basis points", weight)
    for name, weight in (("a", 5000.0), ("b", 3000.0), ("c", 2000.0))
]
VALUES = st.none() | st.floats(0, 100)


@st.composite
def scorers(draw: st.DrawFn) -> FormulaScorer:
    """Scorers built by every combinator, in any order."""
    first = draw(st.integers(0, 10_000))
    second = draw(st.integers(0, 10_000 - first))
    fixed = (first, second, 10_000 - first - second)
    weights: Any = draw(st.sampled_from([fixed, tuple(LAW_WEIGHTS)]))
    join = draw(st.sampled_from([weighted_mean, minimum_of]))
    rules = [part(name, weight) for name, weight in zip(NAMES, weights, strict=True)]
    scorer = join("s", rules, version="1", minimum_coverage=draw(st.sampled_from([0.0, 0.3, 1.0])))
    for step in draw(st.lists(st.sampled_from(["cap", "floor", "gate", "nest"]), max_size=3)):
        middle = (scorer.scale.low + scorer.scale.high) / 2
        match step:
            case "cap":
                scorer = capped(scorer, draw(st.floats(middle, scorer.scale.high, exclude_max=True)))
            case "floor":
                limits = st.floats(scorer.scale.low, middle, exclude_min=True, exclude_max=True)
                scorer = floored(scorer, draw(limits))
            case "gate":
                scorer = with_gate(scorer, GATE)
            case "nest":
                scorer = weighted_mean(
                    "outer", [part_of(scorer, 7000), part("d", 3000)], version="1", minimum_coverage=0.3
                )
    if draw(st.booleans()) and scorer.scale.unit == "points":
        scorer = banded(scorer, LEVELS)
    return scorer


FIGURES = st.fixed_dictionaries(
    {**dict.fromkeys((*NAMES, "d"), VALUES), "gate": st.sampled_from([None, 0.0, 1.0])}
)


@given(scorers(), FIGURES)
def test_the_breakdown_rebuilds_the_total(scorer: FormulaScorer, figures: dict[str, float | None]) -> None:
    """The value of a score follows from the values of its parts alone, to the last bit."""
    score = scoring.evaluate(scorer, evidence(**figures))
    if isinstance(score, Score):
        assert score.value == rebuilt_value(scorer, score)


@given(st.lists(st.tuples(VALUES, st.integers(0, 3334)), min_size=3, max_size=3))
def test_a_mean_is_what_a_clerk_would_compute(parts: list[tuple[float | None, int]]) -> None:
    """Parts times weights over the weights that remain make the mean; effective weights nearly do."""
    weights = [*(weight for _, weight in parts[:2]), 10_000 - sum(weight for _, weight in parts[:2])]
    rules = [part(name, weight) for name, weight in zip(NAMES, weights, strict=True)]
    scorer = weighted_mean("s", rules, version="1", minimum_coverage=0.01)
    score = scoring.evaluate(scorer, evidence(**dict(zip(NAMES, (v for v, _ in parts), strict=True))))
    if isinstance(score, Score):
        there = [(p.value, p.weight, p.effective_weight) for p in score.parts if p.value is not None]
        exact = sum(v * w for v, w, _ in there) / sum(w for _, w, _ in there)
        shown = sum(v * e for v, _, e in there) / 10_000
        assert score.value == pytest.approx(exact, rel=1e-12, abs=1e-12)
        assert score.value == pytest.approx(shown, abs=0.03)


@given(scorers(), FIGURES)
def test_derived_bounds_hold(scorer: FormulaScorer, figures: dict[str, float | None]) -> None:
    """No figure within the bounds of the parts takes a combination off its derived scale."""
    found = value(scorer, **figures)
    assert found is None or scorer.scale.holds(found)


@given(scorers(), FIGURES)
def test_one_formula_says_what_the_stages_say(
    scorer: FormulaScorer, figures: dict[str, float | None]
) -> None:
    """The scorer as one formula over figures has the value and the coverage of the scorer in stages."""
    stages = score_columns(scorer, figures, on=DAY, algebra=NUMBERS)
    assert stages["value"] == evaluate(scorer.formula, figures, on=DAY)
    assert stages["coverage"] == evaluate(scorer.coverage_formula, figures, on=DAY)
    assert set(figures_of(scorer.formula)) <= scorer.reads


@given(scorers(), st.lists(FIGURES, min_size=1, max_size=6))
def test_columns_give_what_officers_get(scorer: FormulaScorer, rows: list[dict[str, float | None]]) -> None:
    """A column of officers has in each row the score of that officer: value, gate, coverage and parts."""
    np = pytest.importorskip("numpy")
    from asnwork.simulation.columns import COLUMNS

    columns = {
        name: np.array([np.nan if row[name] is None else row[name] for row in rows]) for name in rows[0]
    }
    found = score_columns(scorer, columns, on=DAY, algebra=COLUMNS)
    gates = {1.0: Gate.MET, 0.0: Gate.MISSED}
    for index, row in enumerate(rows):
        one = {name: np.broadcast_to(column, len(rows))[index] for name, column in found.items()}
        answer = scoring.evaluate(scorer, evidence(**row))
        assert answer.coverage == pytest.approx(one["coverage"], rel=1e-12)
        assert np.isnan(one["value"]) == isinstance(answer, InsufficientEvidence)
        if isinstance(answer, Score):
            assert answer.value == pytest.approx(one["value"], rel=1e-12, abs=1e-12)
            assert answer.gate is gates.get(one["gate"], Gate.UNKNOWN)
            for each in answer.parts:
                expected = np.nan if each.value is None else each.value
                assert expected == pytest.approx(one[f"part.{each.name}"], rel=1e-12, nan_ok=True)


@given(scorers(), FIGURES, st.sampled_from(["a", "b", "c", "d"]), st.floats(0, 100))
def test_more_of_a_part_is_never_worse(
    scorer: FormulaScorer, figures: dict[str, float | None], name: str, more: float
) -> None:
    """When a part that has a value gets a better one, the whole does not get worse."""
    if figures[name] is not None:
        better = {**figures, name: max(figures[name] or 0.0, more)}
        before, after = value(scorer, **figures), value(scorer, **better)
        assert (before is None) is (after is None)
        if before is not None and after is not None:
            assert after >= before - 1e-9


def test_constants_may_be_scored() -> None:
    """A part that reads nothing is a part like another."""
    rule = part("a", 10_000, formula=Constant(40, "points"))
    score = scoring.evaluate(weighted_mean("s", [rule], version="1", minimum_coverage=1), evidence())
    assert isinstance(score, Score)
    assert (40.0, ()) == (score.value, score.read)


def test_a_part_that_weighs_nothing_makes_no_score_alone() -> None:
    """With evidence only for a part of weight 0 there is no score, even when no coverage is asked for."""
    parts = [part("a", 10_000), part("b", 0)]
    scorer = minimum_of("least", parts, version="1", minimum_coverage=0.0)
    assert isinstance(scoring.evaluate(scorer, evidence(a=None, b=50.0)), InsufficientEvidence)


# --- levers ------------------------------------------------------------------------------------


def test_a_lever_is_of_a_figure_that_is_read_and_moves_one_way() -> None:
    """Another way than more or less, and a figure that the formula does not read, are refused."""
    with pytest.raises(UnknownName, match="way in which a is better 'higher'"):
        Lever(figure="a", better="higher")
    for lever in (Lever(figure="b"), Lever(figure="a", most="b")):
        with pytest.raises(UnknownName, match="figure of a lever of a 'b'"):
            part("a", 10_000, levers=[lever])


# --- conditions and remarks --------------------------------------------------------------------


def test_a_subject_is_an_officer_or_a_unit() -> None:
    """A part of anything else is refused."""
    with pytest.raises(UnknownName, match="subject of a 'team'"):
        PartRule(name="a", formula=Figure("a", "points"), weight=10_000, wording=WORDS, subject="team")


def conditioned() -> FormulaScorer:
    """A scorer that asks for three cases, and says of how many the value is made."""
    scorer = weighted_mean("cond", [part("a", 10_000)], version="1", minimum_coverage=0)
    return evolve(
        scorer,
        conditions=[
            Condition(
                code="few",
                formula=at_least(Figure("some.cases"), 3, missing="missing"),
                wording=Wording("only $some_cases cases", "hanya $some_cases kasus"),
            )
        ],
        remarks=[
            Remark(
                code="said",
                values={
                    "value": Figure("joined", "points"),
                    "a": Figure("part.a", "points"),
                    "n": Figure("n"),
                },
                wording=Wording("$value is $a of $n", "$value adalah $a dari $n"),
            )
        ],
    )


@pytest.mark.parametrize(
    ("cases", "n", "expected"),
    [(3.0, 7.0, 40.0), (2.0, 7.0, None), (None, 7.0, None), (3.0, None, 40.0)],
)
def test_a_condition_holds_back_a_value_and_a_remark_speaks_of_it(
    cases: float | None, n: float | None, expected: float | None
) -> None:
    """Unmet, there is no value, on columns too, and the sentence says why; a remark needs all its numbers."""
    scorer, figures = conditioned(), {"a": 40.0, "some.cases": cases, "n": n}
    found = Evidence(
        officer=OfficerId("ani"), period=MAY, as_of=AS_OF, figures=figures, units=dict(scorer.units)
    )
    answer = scoring.evaluate(scorer, found)
    assert expected == score_columns(scorer, figures, on=DAY, algebra=NUMBERS)["value"]
    assert expected == evaluate(scorer.formula, figures, on=DAY)
    if isinstance(answer, Score):
        assert expected == answer.value
        assert ([] if n is None else ["40 is 40 of 7"]) == [str(reason) for reason in answer.reasons]
        assert answer.value == rebuilt_value(scorer, answer)
    else:
        assert expected is None
        assert "only" in str(answer)


def test_a_remark_tells_the_figure_that_it_names() -> None:
    """A figure of evidence by the name of a number of the scorer's own is told as the evidence has it."""
    told = Remark(code="told", values={"n": Figure("coverage")}, wording=Wording("of $n", "dari $n"))
    scorer = evolve(weighted_mean("s", [part("a", 10_000)], version="1", minimum_coverage=0), remarks=[told])
    answer = scoring.evaluate(
        scorer,
        Evidence(
            officer=OfficerId("ani"),
            period=MAY,
            as_of=AS_OF,
            figures={"a": 40.0, "coverage": 0.25},
            units=dict(scorer.units),
        ),
    )
    assert ["of 0.25"] == [str(reason) for reason in answer.reasons]


def test_a_remark_speaks_of_the_value_before_it_is_adjusted() -> None:
    """Capped, the remark still tells the value that was joined; the scorer still reads what it needs."""
    scorer = capped(conditioned(), 30.0)
    figures = {"a": 40.0, "some.cases": 3.0, "n": 7.0}
    assert set(figures) == scorer.reads
    found = Evidence(
        officer=OfficerId("ani"), period=MAY, as_of=AS_OF, figures=figures, units=dict(scorer.units)
    )
    answer = scoring.evaluate(scorer, found)
    assert isinstance(answer, Score)
    assert (30.0, "40 is 40 of 7") == (answer.value, str(answer.reasons[-1]))


@pytest.mark.parametrize("law", [True, False])
def test_the_least_weight_counts(law: bool) -> None:
    """A part that weighs one basis point, by law or not, is among those of which the least is taken."""
    weights = {"a": 1.0, "b": 9_999.0}
    parts = [
        part(name, dated(name, "basis points", weighs) if law else int(weighs))
        for name, weighs in weights.items()
    ]
    scorer = minimum_of("least", parts, version="1", minimum_coverage=0.5)
    assert 20.0 == value(scorer, a=20.0, b=80.0)
