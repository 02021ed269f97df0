from __future__ import annotations

from datetime import date

import pytest

from asnwork.domain.formula import (
    Banded,
    Constant,
    DatedConstant,
    Figure,
    at_least,
    evaluate,
    less_than,
)
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.reason import Wording, explain
from asnwork.errors import DuplicateName, UnitMismatch, UnknownName
from asnwork.policies.condition import Condition, require_figures, require_once
from tests.laws import parameter, reported

DAY = date(2026, 5, 4)
WORDS = Wording("late $late of $grace_minutes", "terlambat $late dari $grace_minutes")
GRACE = Parameter(
    path="grace.minutes",
    unit="minutes",
    values=Dated(values=((date(2026, 1, 1), 5.0), (date(2026, 6, 1), 10.0))),
    basis=Dated(values=((date(2026, 1, 1), assumed("first")), (date(2026, 6, 1), assumed("then")))),
)


def within_grace() -> Condition:
    """A condition that reads a figure and a number of the law."""
    formula = less_than(Figure("late", "minutes"), DatedConstant(GRACE), missing="no")
    return Condition(code="grace", formula=formula, wording=WORDS)


def test_a_condition_answers_yes_or_no() -> None:
    """A condition whose formula is a quantity is refused, naming the condition."""
    with pytest.raises(UnitMismatch, match="the condition late"):
        Condition(code="late", formula=Figure("late", "minutes"), wording=WORDS)


@pytest.mark.parametrize(("value", "expected"), [(1.0, True), (0.0, False), (None, False)])
def test_a_missing_answer_is_not_met(value: float | None, expected: bool) -> None:
    """A condition is met by yes alone, and its comparison says the same and is never missing."""
    condition = Condition(code="present", formula=Figure("present", "yes/no"), wording=WORDS)
    assert expected is condition.holds({"present": value})
    assert float(expected) == evaluate(condition.met, {"present": value})


def test_the_law_of_the_day_decides() -> None:
    """A condition reads the law of the day it is asked for."""
    condition = within_grace()
    answers = [condition.holds({"late": 7.0}, on=day) for day in (date(2026, 5, 31), date(2026, 6, 1))]
    assert [False, True] == answers


def test_the_basis_is_that_of_the_parameter_on_the_day() -> None:
    """Without a basis of its own a condition rests on the law that it reads, as it is on the day."""
    condition = within_grace()
    assert assumed("first") == condition.basis_on(DAY)
    assert assumed("then") == condition.basis_on(date(2026, 6, 1))


def test_a_basis_of_its_own_wins() -> None:
    """A condition that names a basis rests on it, whatever it reads."""
    formula = less_than(Figure("late", "minutes"), DatedConstant(GRACE), missing="no")
    condition = Condition(code="grace", formula=formula, wording=WORDS, basis=assumed("mine"))
    assert assumed("mine") == condition.basis_on(DAY)


def test_a_condition_without_law_rests_on_nothing() -> None:
    """A condition that reads no law and names no basis has none."""
    condition = Condition(code="present", formula=Figure("present", "yes/no"), wording=WORDS)
    assert condition.basis_on(DAY) is None


def test_a_reason_holds_what_was_read() -> None:
    """The reason names rule and code and holds the figures and the numbers of the law."""
    reason = within_grace().reason("clock", {"late": 7.0}, on=DAY)
    assert ("clock", "grace") == (reason.rule, reason.code)
    assert (("grace_minutes", 5.0), ("late", 7.0)) == reason.values
    assert "terlambat 7 dari 5 [assumed: first]" == explain(reason, lang="id")


def test_a_reason_leaves_bands_out() -> None:
    """Bands are no value that a sentence can name, so a reason holds only the figures then."""
    bands = Parameter(
        path="late.cut",
        unit="share",
        of_unit="minutes",
        values=Dated.always(Bands(edges=(1.0,), values=(0.0, 0.5))),
        basis=Dated.always(assumed("for the tests")),
    )
    cut = at_least(Constant(0.2, "share"), Banded(Figure("late", "minutes"), bands), missing="no")
    condition = Condition(code="cut", formula=cut, wording=WORDS)
    assert (("late", None),) == condition.reason("clock", {"late": None}, on=DAY).values


def test_a_figure_that_is_not_known_is_refused() -> None:
    """A formula that reads a figure outside the known ones is refused with the near miss."""
    with pytest.raises(UnknownName, match="figure of the rule 'wekday'; did you mean weekday"):
        require_figures(Figure("wekday", "days"), {"weekday": "days"}, "the rule")


def test_a_figure_in_another_unit_is_refused() -> None:
    """A figure must be read in the unit that it has."""
    with pytest.raises(UnitMismatch, match="the figure weekday of the rule"):
        require_figures(Figure("weekday", "minutes"), {"weekday": "days"}, "the rule")


def test_figures_that_are_known_pass() -> None:
    """A formula over known figures in their units is accepted, numbers of the law included."""
    grace = DatedConstant(parameter("grace", "days", 2.0))
    formula = less_than(Figure("weekday", "days"), grace, missing="no")
    assert require_figures(formula, {"weekday": "days", "late": "minutes"}, "the rule") is None


def test_a_name_stands_once() -> None:
    """Of two equal names the second is refused; names that differ pass."""
    assert require_once("condition", ["a", "b"]) is None
    with pytest.raises(DuplicateName, match="condition 'a' is there twice"):
        require_once("condition", ["a", "b", "a"])


def test_a_condition_rests_on_the_least_sure_number_that_it_reads() -> None:
    """Of two numbers of the law the one that is assumed decides what the condition rests on."""
    sure = parameter("a.days", "days", 2.0, basis=reported("UU", "1", 2020, "1"))
    unsure = parameter("b.days", "days", 3.0, basis=assumed("a guess"))
    for first, second in ((sure, unsure), (unsure, sure)):
        days = DatedConstant(first) + DatedConstant(second)
        both = Condition(
            code="x", formula=at_least(Figure("late", "days"), days, missing="no"), wording=WORDS
        )
        assert assumed("a guess") == both.basis_on(DAY)
