from __future__ import annotations

import gc
import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import (
    Arithmetic,
    Banded,
    Comparison,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    all_met,
    all_of,
    any_of,
    at_least,
    at_most,
    children_of,
    equal_to,
    evaluate,
    evaluate_all,
    figures_of,
    less_than,
    maximum,
    minimum,
    missing_figures,
    more_than,
    no,
    only_if,
    parameters_of,
    present,
    substituted,
    total,
    trace,
    yes_or_no,
)
from asnwork.domain.formula.walker import Steps, steps_of
from asnwork.errors import InvalidInput, NoValueOnDay, UnitMismatch, UnknownName
from tests.formulas import BANDS, DAY, NUMBER, figure_values, formulas

A, B, C = Figure("a"), Figure("b"), Figure("c")
P, Q = Figure("p", "yes/no"), Figure("q", "yes/no")


def test_a_formula_takes_numbers_and_formulas() -> None:
    """Plus, minus, times and divided work with another formula and with a number, left to right."""
    formula = ((A + 2) * B - 1) / 4
    assert 2.25 == evaluate(formula, {"a": 3.0, "b": 2.0})
    assert "((((a + 2) x b) - 1) / 4)" == str(formula)


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (less_than, (1.0, 0.0, 0.0)),
        (at_most, (1.0, 1.0, 0.0)),
        (equal_to, (0.0, 1.0, 0.0)),
        (at_least, (0.0, 1.0, 1.0)),
        (more_than, (0.0, 0.0, 1.0)),
    ],
)
def test_a_comparison_answers_yes_or_no(
    build: Callable[..., Formula], expected: tuple[float, float, float]
) -> None:
    """Each comparison answers below, at and above the number, and its unit is yes or no."""
    formula = build(A, 5, missing="missing")
    assert expected == tuple(evaluate(formula, {"a": value}) for value in (4.0, 5.0, 6.0))
    assert "yes/no" == formula.unit


@pytest.mark.parametrize(("missing", "expected"), [("no", 0.0), ("yes", 1.0), ("missing", None)])
@pytest.mark.parametrize("figures", [{"a": None, "b": 1.0}, {"a": 1.0, "b": None}, {"a": None, "b": None}])
def test_a_comparison_says_what_missing_means(
    missing: str, expected: float | None, figures: dict[str, float | None]
) -> None:
    """A comparison with a missing side answers what it says it does, whichever side is missing."""
    for operation in ("<", "<=", "=", ">=", ">"):
        assert expected == evaluate(Comparison(operation, A, B, missing), figures)


@pytest.mark.parametrize("operation", ["+", "-", "x", "/", "min", "max"])
def test_arithmetic_with_a_missing_side_is_missing(operation: str) -> None:
    """Arithmetic is missing when one side is, and has a value when none is."""
    formula = Arithmetic(operation, A, B)
    values = (2.0, None)
    for left, right in product(values, values):
        known = left is not None and right is not None
        assert known is (evaluate(formula, {"a": left, "b": right}) is not None)


@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_a_quotient_by_zero_is_missing(zero: float) -> None:
    """Nothing is divided by zero, of either sign: the answer is missing."""
    assert evaluate(A / B, {"a": 1.0, "b": zero}) is None


def test_what_is_no_number_is_missing() -> None:
    """Infinity less infinity is missing, as it is in a column."""
    assert evaluate(A * 10 - A * 10, {"a": 1e308}) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(-1.0, 4.0), (0.0, 0.0), (7.4, 1.0), (7.5, -2.0), (None, None)]
)
def test_bands_give_the_value_of_the_band(value: float | None, expected: float | None) -> None:
    """A banded formula has the value of its band on the day, and is missing when the formula is."""
    assert expected == evaluate(Banded(A, BANDS), {"a": value}, on=DAY)


def test_the_law_is_read_on_the_day() -> None:
    """The same formula reads other bands on another day, and refuses a day without law."""
    assert (0.0, 9.0) == tuple(
        evaluate(Banded(A, BANDS), {"a": value}, on=date(2026, 7, 1)) for value in (1.0, 1.1)
    )
    with pytest.raises(NoValueOnDay, match=r"some\.bands"):
        evaluate(Banded(A, BANDS), {"a": 1.0}, on=date(2025, 12, 31))


def test_a_missing_figure_can_have_a_stand_in() -> None:
    """The stand-in counts only where the formula is missing, and may be missing itself."""
    formula = IfMissing(A, B)
    assert 1.0 == evaluate(formula, {"a": 1.0, "b": 2.0})
    assert 2.0 == evaluate(formula, {"a": None, "b": 2.0})
    assert evaluate(formula, {"a": None, "b": None}) is None


@pytest.mark.parametrize(
    ("build", "expected"), [(minimum, 1.0), (maximum, 3.0), (total, 6.0), (all_of, 1.0), (any_of, 3.0)]
)
def test_the_words_fold_from_the_left(build: Callable[..., Formula], expected: float) -> None:
    """Words for many formulas join them one after the other; of one formula they are that formula."""
    assert expected == evaluate(build(A, B, C), {"a": 2.0, "b": 1.0, "c": 3.0})
    assert A == build(A)


ANSWERS = (0.0, 1.0, None)


@pytest.mark.parametrize(("p", "q"), list(product(ANSWERS, ANSWERS)))
def test_one_no_is_enough_for_all_met(p: float | None, q: float | None) -> None:
    """All conditions are met unless one is no, whatever is missing; with no no, a missing one is missing."""
    expected = 0.0 if 0.0 in (p, q) else None if None in (p, q) else 1.0
    assert expected == evaluate(all_met(P, Q), {"p": p, "q": q})
    assert expected == evaluate(all_met(P, Q, P), {"p": p, "q": q})


@pytest.mark.parametrize(("answer", "expected"), [(0.0, 1.0), (1.0, 0.0), (None, None)])
def test_no_turns_an_answer_around(answer: float | None, expected: float | None) -> None:
    """No of yes is no, of no yes, of missing missing."""
    assert expected == evaluate(no(P), {"p": answer})


@pytest.mark.parametrize(("answer", "expected"), [(0.0, None), (1.0, 7.0), (None, None)])
def test_only_if_keeps_a_value_where_the_condition_is_yes(
    answer: float | None, expected: float | None
) -> None:
    """A value under a condition is missing unless the condition is yes."""
    assert expected == evaluate(only_if(A, P), {"a": 7.0, "p": answer})


def test_present_tells_whether_there_is_a_value() -> None:
    """Zero is present, missing is not."""
    assert (1.0, 0.0) == (evaluate(present(A), {"a": 0.0}), evaluate(present(A), {"a": None}))


def test_yes_and_no_stay_yes_and_no() -> None:
    """A condition joined or limited by conditions answers yes or no; mixed with a number it does not."""
    for formula in (all_of(P, Q), any_of(P, Q), all_met(P, Q), no(P), only_if(P, Q), P * Q, yes_or_no(1)):
        assert "yes/no" == formula.unit
    assert "1" == (P + A).unit


def test_units_are_checked_when_a_formula_is_built() -> None:
    """Minutes go with minutes only, and the error shows the formula."""
    minutes, rupiah = Figure("late", "minutes"), Figure("pay", "rupiah")
    assert "minutes" == (minutes + 5).unit
    assert "rupiah/minutes" == (rupiah / minutes).unit
    assert "minutes*rupiah" == (rupiah * minutes).unit
    for build in (
        lambda: minutes + rupiah,
        lambda: minutes - rupiah,
        lambda: minimum(minutes, rupiah),
        lambda: less_than(minutes, rupiah, missing="no"),
        lambda: IfMissing(minutes, rupiah),
        lambda: Banded(minutes, BANDS),
    ):
        with pytest.raises(UnitMismatch, match="late"):
            build()


@pytest.mark.parametrize(
    ("build", "near"),
    [
        (lambda: Arithmetic("*", A, B), "operation"),
        (lambda: Comparison("==", A, B, "no"), "comparison"),
        (lambda: Comparison("=", A, B, "none"), "answer to a missing figure"),
    ],
)
def test_the_kinds_of_node_are_closed(build: Callable[[], Formula], near: str) -> None:
    """An operation that is not in the language is refused by name."""
    with pytest.raises(UnknownName, match=near):
        build()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_constant_is_a_finite_number(value: float) -> None:
    """A constant that is no finite number is refused."""
    with pytest.raises(InvalidInput, match="a finite number"):
        Constant(value)


def test_a_stranger_among_the_nodes_is_refused() -> None:
    """A formula of a kind that the language does not have is not evaluated."""

    class Stranger(Formula):
        pass

    class Hidden(Figure):
        pass

    for odd in (Stranger(), Hidden("a"), A + Hidden("a")):
        with pytest.raises(TypeError, match="kinds of formula are closed"):
            evaluate(odd, {"a": 1.0})


def test_a_figure_that_is_not_given_is_an_error() -> None:
    """A figure that is not there at all is not the same as a missing one; near misses are named."""
    with pytest.raises(UnknownName, match="did you mean promises_kept"):
        evaluate(Figure("promise_kept"), {"promises_kept": 1.0})


@pytest.mark.parametrize("formula", [DatedConstant(NUMBER), Banded(A, BANDS)])
def test_law_needs_a_day(formula: Formula) -> None:
    """A formula that reads the law says so when no day is given."""
    with pytest.raises(InvalidInput, match="a day, since the formula reads some"):
        evaluate(formula, {"a": 1.0})


def test_bands_and_numbers_are_not_mixed_up() -> None:
    """A formula that looks up bands refuses a parameter that holds a number on the day, and the reverse."""
    number = evolve(NUMBER, of_unit="1")
    with pytest.raises(InvalidInput, match=r"some.number: given 2.5, expected bands"):
        evaluate(Banded(A, number), {"a": 1.0}, on=DAY)
    with pytest.raises(InvalidInput, match="expected one number"):
        evaluate(DatedConstant(BANDS), {}, on=DAY)


def test_a_shared_part_is_computed_once() -> None:
    """What stands in a formula in many places is computed once, so doubling it often costs little."""

    class Counted(dict[str, float]):
        reads = 0

        def __getitem__(self, name: str) -> float:
            self.reads += 1
            return super().__getitem__(name)

    formula: Formula = A
    for _ in range(60):
        formula = formula + formula
    figures = Counted(a=1.0)
    assert 2.0**60 == evaluate(formula, figures)
    assert 1 == figures.reads
    assert {"a": "1"} == figures_of(formula)


def test_what_is_equal_is_computed_once() -> None:
    """Parts that are equal are one step, though they are not one object; others are not."""
    doubled = [Arithmetic("+", Figure("a"), Figure("a")) for _ in range(2)]
    steps = Steps([*doubled, Figure("a") - Figure("a"), Figure("a") + Figure("b")])
    values = steps.run({"a": 1.0, "b": 5.0})
    assert (2.0, 2.0, 0.0, 6.0) == values.whole
    assert {"a", "b"} == {what for kind, what, *_ in steps._steps if kind is Figure}
    assert 5 == len(steps._steps)
    assert [2.0, 1.0] == [values.of(doubled[1]), values.of(doubled[1].left)]


def test_the_steps_of_formulas_are_kept() -> None:
    """The very same formulas are laid out once, others anew, be they equal."""
    one, other = A + B, A + B
    assert steps_of([one, other]) is steps_of([one, other])
    assert steps_of([one]) is not steps_of([other])
    assert steps_of([one]) is not steps_of([one, other])


def test_values_keep_their_formulas() -> None:
    """Values know the very formulas that they are of, and no other one, after all else is gone."""
    kept = A + B
    values = [
        Steps([kept, Figure(f"a{number}") + 1]).run({f"a{number}": 0.0, "a": 2.0, "b": 3.0})
        for number in range(50)
    ]
    gc.collect()
    strangers = [Figure(f"z{number}") for number in range(500)]
    for each in values:
        assert 5.0 == each.of(kept)
        for stranger in strangers:
            with pytest.raises(KeyError):
                each.of(stranger)


@pytest.mark.parametrize("sent", [deepcopy, lambda each: pickle.loads(pickle.dumps(each))])  # noqa: S301
def test_steps_travel(sent: Callable[[object], tuple[Formula, Steps]]) -> None:
    """A copy of steps knows the formulas of the copy, and no longer those at home."""
    formula = A - B
    again, copied = sent((formula, Steps([formula])))
    values = copied.run({"a": 2.0, "b": 3.0})
    assert -1.0 == values.of(again)
    with pytest.raises(KeyError):
        values.of(formula)


def test_figures_are_looked_up_from_left_to_right() -> None:
    """Of several figures that are not there the first one is named."""
    with pytest.raises(UnknownName, match="unknown figure 'a'"):
        evaluate(A + B, {})


def test_a_long_sum_is_evaluated() -> None:
    """A sum of many terms does not run into a limit of the language."""
    terms = [Constant(1) for _ in range(5_000)]
    assert 5_000.0 == evaluate(total(*terms), {})


def test_figures_and_parameters_are_found() -> None:
    """What a formula reads is found wherever it stands, in alphabetical order, each once."""
    formula = IfMissing(Banded(B, BANDS), DatedConstant(NUMBER)) + A * B
    assert [("a", "1"), ("b", "1")] == list(figures_of(formula).items())
    assert (BANDS, NUMBER) == parameters_of(formula)


def test_a_figure_has_one_unit() -> None:
    """A formula that reads one figure in two units is found out."""
    with pytest.raises(UnitMismatch, match="the figure a"):
        figures_of(A + Figure("a", "share"))


def test_a_formula_has_its_children_in_order() -> None:
    """The parts of each kind of node come left to right, and leaves have none."""
    for node in (A + B, less_than(A, B, missing="no"), IfMissing(A, B)):
        assert (A, B) == children_of(node)
    assert (A,) == children_of(Banded(A, BANDS))
    assert () == children_of(A) == children_of(Constant(1)) == children_of(DatedConstant(NUMBER))


def test_a_figure_can_be_replaced_by_a_formula() -> None:
    """A figure gives way to a formula of its unit, everywhere, and what was shared stays shared."""
    shared = A * 2
    changed = substituted(shared / shared, {"a": B + C})
    assert (B + C) * 2 / ((B + C) * 2) == changed
    left, right = children_of(changed)
    assert left is right
    with pytest.raises(UnitMismatch, match="the figure a"):
        substituted(A, {"a": Figure("late", "minutes")})


@given(formulas(), formulas(), figure_values())
def test_replacing_a_figure_is_evaluating_it_first(
    formula: Formula, inner: Formula, figures: dict[str, float | None]
) -> None:
    """A formula put in a figure's place gives what the figure would with the formula's value."""
    value = evaluate(inner, figures, on=DAY)
    expected = evaluate(formula, {**figures, "a": value}, on=DAY)
    assert expected == evaluate(substituted(formula, {"a": inner}), figures, on=DAY)


@given(formulas(), figure_values())
def test_a_trace_rebuilds_the_value(formula: Formula, figures: dict[str, float | None]) -> None:
    """A trace has the value of the formula, and computes it again from its own parts alone."""
    value = evaluate(formula, figures, on=DAY)
    told = trace(formula, figures, on=DAY)
    assert value == told.value == told.rebuilt
    assert children_of(formula) == tuple(part.formula for part in told.parts)


def test_a_trace_holds_numbers() -> None:
    """Whatever was given as a figure, a trace tells a number."""
    told = trace(A + B, {"a": True, "b": 2})
    assert [float] * 4 == [
        type(each) for each in (told.value, told.rebuilt, *(part.value for part in told.parts))
    ]


def test_a_trace_notices_a_forged_part() -> None:
    """A trace in which a part was changed no longer rebuilds its own value."""
    told = trace(A + B, {"a": 1.0, "b": 2.0})
    forged = evolve(told, parts=(evolve(told.parts[0], value=5.0), told.parts[1]))
    assert 3.0 == told.rebuilt
    assert 7.0 == forged.rebuilt


def test_a_trace_is_printed_with_missing_values() -> None:
    """A trace prints one indented line for each part, all digits, and the word missing."""
    printed = str(trace(IfMissing(A, B) / 3, {"a": None, "b": 1.0}))
    assert [
        "((a, if missing b) / 3) = 0.3333333333333333",
        "  (a, if missing b) = 1",
        "    a = missing",
        "    b = 1",
        "  3 = 3",
    ] == printed.splitlines()


def small_formulas() -> set[Formula]:
    """Every formula of at most one join over a few leaves, and some of two."""
    leaves: list[Formula] = [A, B, Constant(1), Constant(-1), Constant(1234567), Constant(1234568)]
    leaves.append(DatedConstant(NUMBER))
    joined: list[Formula] = [Banded(leaf, BANDS) for leaf in leaves]
    for left, right in product(leaves, leaves):
        joined += [Arithmetic(operation, left, right) for operation in ("+", "-", "x", "/", "min", "max")]
        joined += [
            Comparison(operation, left, right, missing)
            for operation in ("<", "<=", "=", ">=", ">")
            for missing in ("no", "yes", "missing")
        ]
        joined.append(IfMissing(left, right))
    twice = [Arithmetic("-", left, right) for left in joined[::7] for right in joined[::11]]
    return {*leaves, *joined, *twice}


def test_different_formulas_print_differently() -> None:
    """No two formulas over the same figures print alike."""
    found = small_formulas()
    assert len(found) > 5000
    assert len(found) == len({str(formula) for formula in found})


@given(formulas(), figure_values())
def test_missing_figures_are_the_cause(formula: Formula, figures: dict[str, float | None]) -> None:
    """The figures named are missing ones; a formula with a value names none."""
    named = missing_figures(formula, figures, on=DAY)
    assert all(figures[name] is None for name in named)
    if evaluate(formula, figures, on=DAY) is not None:
        assert () == named


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (A / B, ("a", "b")),
        (A / C, ("a",)),
        (IfMissing(A, B), ("a", "b")),
        (IfMissing(A, C) / B, ("b",)),
        (at_least(A, B, missing="no") / Constant(0), ()),
        (at_least(C, B, missing="missing"), ("b",)),
        (Banded(B, BANDS), ("b",)),
    ],
)
def test_the_figures_to_blame_are_named(formula: Formula, expected: tuple[str, ...]) -> None:
    """Only figures for want of which there is no value are named: not those that have a stand-in."""
    assert expected == missing_figures(formula, {"a": None, "b": None, "c": 1.0}, on=DAY)


def test_causes_that_are_shared_are_looked_at_once() -> None:
    """Doubling a formula sixty times does not make its causes any dearer to find."""
    formula: Formula = A
    for _ in range(60):
        formula = formula + formula
    assert ("a",) == missing_figures(formula, {"a": None})


@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=5))
def test_the_order_of_conditions_does_not_matter(answers: list[float | None]) -> None:
    """All met gives the same answer whatever the order of the conditions."""
    figures = {f"c{index}": answer for index, answer in enumerate(answers)}
    conditions = [Figure(name, "yes/no") for name in figures]
    forward = evaluate(all_met(*conditions), figures)
    assert forward == evaluate(all_met(*reversed(conditions)), figures)


@given(st.lists(formulas(), max_size=4), figure_values())
def test_formulas_at_once_are_formulas_one_by_one(
    some: list[Formula], figures: dict[str, float | None]
) -> None:
    """Several formulas evaluated together have the values that each has alone, in order."""
    expected = tuple(evaluate(formula, figures, on=DAY) for formula in some)
    assert expected == evaluate_all(some, figures, on=DAY)
