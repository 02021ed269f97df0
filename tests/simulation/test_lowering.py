from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import (
    Comparison,
    Constant,
    Figure,
    Formula,
    all_of,
    any_of,
    evaluate,
    less_than,
    yes_or_no,
)
from asnwork.domain.reason import Wording
from asnwork.policies.assignment_rule import Term
from asnwork.simulation.columns import COLUMNS
from asnwork.simulation.lowering import lower, ordering
from tests.formulas import DAY, FIGURES, figure_values, formulas

OFFICERS = 4


def as_asked(table: dict[str, list[float | None]], open_ones: set[str]) -> dict[str, Any]:
    """The figures of a table: as a function of (officer, moment) where open, else the value of officer 0."""

    def question(name: str) -> Any:
        return lambda officer, now: table[name][officer]

    return {name: question(name) if name in open_ones else table[name][0] for name in table}


def refuses(officer: int, now: int) -> float:
    """A figure that must not be asked for."""
    raise AssertionError("this figure decides nothing and was asked for")


@given(
    formula=formulas(),
    people=st.lists(figure_values(), min_size=OFFICERS, max_size=OFFICERS),
    open_ones=st.sets(st.sampled_from(FIGURES)),
)
def test_numbers_columns_and_questions_give_one_answer(
    formula: Formula, people: list[dict[str, float | None]], open_ones: set[str]
) -> None:
    """A rule asked for each officer, over columns of officers, and of plain numbers answers alike."""
    table = {name: [person[name] for person in people] for name in FIGURES}
    for name in FIGURES:
        if name not in open_ones:
            table[name] = [table[name][0]] * OFFICERS
    expected = [
        evaluate(formula, {name: table[name][officer] for name in FIGURES}, on=DAY)
        for officer in range(OFFICERS)
    ]
    asked = lower(formula, as_asked(table, open_ones), on=DAY)
    questions = [asked(officer, 7) if callable(asked) else asked for officer in range(OFFICERS)]
    assert expected == questions
    columns = {
        name: np.array([np.nan if value is None else value for value in table[name]]) for name in FIGURES
    }
    found = np.broadcast_to(evaluate(formula, columns, on=DAY, algebra=COLUMNS), (OFFICERS,))
    numbers = [np.nan if value is None else value for value in expected]
    assert numbers == pytest.approx(found.tolist(), rel=1e-12, abs=1e-12, nan_ok=True)


@given(formula=formulas(), figures=figure_values())
def test_a_rule_whose_figures_are_all_known_is_a_number(
    formula: Formula, figures: dict[str, float | None]
) -> None:
    """With nothing left to ask a lowered rule is folded to its value at once."""
    found = lower(formula, figures, on=DAY)
    assert not callable(found)
    assert evaluate(formula, figures, on=DAY) == found


def test_a_question_gets_officer_and_moment() -> None:
    """A figure that is a function is asked with the two numbers of the situation."""
    left = lower(
        Figure("a") - Figure("b"), {"a": lambda officer, now: now, "b": lambda officer, now: officer}
    )
    assert 60 - 3 == left(3, 60)


@pytest.mark.parametrize("missing", ["yes", "no"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_settled_is_not_asked(missing: str, turned: bool) -> None:
    """Yes or anything is yes, no and anything is no, when the other side always answers yes or no."""
    asked = less_than(Figure("a"), 1, missing=missing)
    yes, no = yes_or_no(1), yes_or_no(0)
    figures = {"a": refuses}
    assert 1.0 == lower(any_of(asked, yes) if turned else any_of(yes, asked), figures)
    assert 0.0 == lower(all_of(asked, no) if turned else all_of(no, asked), figures)


def test_what_may_be_missing_is_asked_all_the_same() -> None:
    """A condition that may come out missing makes the whole missing, so it is never left out."""
    may_be_missing = Comparison("<", Figure("a"), Constant(1), "missing")
    found = lower(any_of(yes_or_no(1), may_be_missing), {"a": lambda officer, now: None})
    assert found(0, 0) is None
    plain = lower(any_of(yes_or_no(1), Figure("a", "yes/no")), {"a": lambda officer, now: None})
    assert plain(0, 0) is None


def test_what_decides_nothing_is_left_out() -> None:
    """No or a condition, and yes and a condition, are that very condition."""
    asked = less_than(Figure("a"), 1, missing="no")
    figures = {"a": lambda officer, now: float(officer)}
    for formula in (any_of(yes_or_no(0), asked), all_of(yes_or_no(1), asked)):
        found = lower(formula, figures)
        assert [1.0, 0.0] == [found(0, 0), found(1, 0)]


def test_a_value_beside_yes_or_no_is_compared_as_a_number() -> None:
    """Only yes and no short-cut: the greater of a condition and 0.5 is still worked out."""
    asked = less_than(Figure("a"), 1, missing="no")
    found = lower(any_of(asked, yes_or_no(0.5)), {"a": lambda officer, now: float(officer)})
    assert [1.0, 0.5] == [found(0, 0), found(1, 0)]


@given(
    terms=st.lists(st.tuples(formulas(), st.booleans()), max_size=3),
    people=st.lists(figure_values(), min_size=2, max_size=6),
    open_ones=st.sets(st.sampled_from(FIGURES), min_size=1),
)
def test_officers_stand_in_the_order_that_the_terms_give(
    terms: list[tuple[Formula, bool]], people: list[dict[str, float | None]], open_ones: set[str]
) -> None:
    """Sorting by the lowered terms is sorting by the terms of the rule; what is missing comes last."""
    table = {name: [person[name] for person in people] for name in FIGURES}
    for name in set(FIGURES) - open_ones:
        table[name] = [table[name][0]] * len(people)
    words = Wording("less", "kurang")
    as_terms = [
        Term(code=f"t{number}", formula=formula, prefers="more" if more else "less", wording=words)
        for number, (formula, more) in enumerate(terms)
    ]

    def rank(officer: int) -> list[tuple[bool, float]]:
        figures = {name: table[name][officer] for name in FIGURES}
        return [term.key(evaluate(term.formula, figures, on=DAY)) for term in as_terms]

    key = ordering(terms, as_asked(table, open_ones), on=DAY)
    officers = range(len(people))
    assert sorted(officers, key=rank) == sorted(officers, key=lambda officer: key(officer, 7))


def test_without_terms_everybody_is_alike() -> None:
    """No term, no order: ties go to the first."""
    key = ordering([], {})
    assert key(0, 0) == key(5, 9)
