from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from asnwork.domain.law import (
    Change,
    ChangedCase,
    Dated,
    Items,
    Law,
    Parameter,
    Reform,
    assumed,
    check_effect,
)
from asnwork.errors import InvalidInput, NoEffect
from tests.domain.law.samples import EARLY, FIRST, LATE, parameter

DAYS = (date(2026, 6, 30), EARLY, LATE)
LAW = Law(parameters=[parameter(f"a.{name}", 1.0, since=FIRST) for name in ("x", "y", "z")])


def reform(**values: float) -> Reform:
    """A reform of some parameters in the third quarter of 2026."""
    changes = [
        Change(path=f"a.{name}", value=value, since=EARLY, until=LATE, basis="what if")
        for name, value in values.items()
    ]
    return Reform(name="trial", changes=changes)


def numbers(law: Law, day: date) -> list[float]:
    """The three numbers of the law on a day."""
    return [law[path].number_on(day) for path in ("a.x", "a.y", "a.z")]


def total(law: Law, day: date) -> float:
    """Their sum."""
    return sum(numbers(law, day))


def highest(law: Law, day: date) -> float:
    """The highest of them."""
    return max(numbers(law, day))


def lowest(law: Law, day: date) -> float:
    """The lowest of them."""
    return min(numbers(law, day))


def middle(law: Law, day: date) -> float:
    """The one in the middle."""
    return sorted(numbers(law, day))[1]


def causes(reform: Reform, evaluate: object) -> list[tuple[str, ...]]:
    """The parameters that changed each case."""
    return [case.paths for case in check_effect(reform, evaluate, DAYS, law=LAW).changed]


def test_the_cases_that_change_are_named() -> None:
    """Only cases inside the days of the reform change, each with its answers and the parameter."""
    effect = check_effect(reform(x=3.0), total, iter(DAYS), law=LAW)
    assert (ChangedCase(case=EARLY, before=3.0, after=5.0, paths=("a.x",)),) == effect.changed
    assert (3, reform(x=3.0)) == (effect.asked, effect.reform)
    assert (
        "trial: a.x = 3 from 2026-07-01 to 2026-09-30\n1 of 3 cases change\n2026-07-01: 3.0 -> 5.0 by a.x"
    ) == str(effect)


def test_only_what_did_it_is_named() -> None:
    """Of several parameters those are named whose change alone changes the answer."""

    def first(law: Law, day: date) -> float:
        return law["a.x"].number_on(day)

    assert [("a.x",)] == causes(reform(x=3.0, y=5.0), first)
    assert [("a.x", "a.y")] == causes(reform(x=3.0, y=5.0), total)
    assert [("a.x", "a.y")] == causes(reform(x=3.0, y=5.0), highest)


def test_what_works_only_together_is_named_together() -> None:
    """Where leaving one out undoes the change, that one is named too, though alone it does nothing."""
    assert [("a.x", "a.y", "a.z")] == causes(reform(x=2.0, y=2.0, z=2.0), lowest)


def test_what_is_missed_is_named_though_it_does_nothing_alone() -> None:
    """Where two do it only together, and a third one does nothing, the two are named and not the third."""

    def lower(law: Law, day: date) -> float:
        return min(numbers(law, day)[:2])

    assert [("a.x", "a.y")] == causes(reform(x=2.0, y=2.0, z=2.0), lower)


def test_a_parameter_that_another_one_hides_is_named() -> None:
    """Where the larger of two decides, both are named: each alone would have changed the answer."""
    assert [("a.x", "a.y")] == causes(reform(x=2.0, y=2.0), highest)


def test_what_changes_nothing_beside_others_is_left_out() -> None:
    """A parameter is not named when its change alone does nothing and leaving it out neither."""
    lower = reform(x=2.0, y=0.5)
    assert [("a.x",)] == causes(lower, highest)


def test_where_any_two_of_three_do_it_all_are_named() -> None:
    """Where no single parameter is missed and none does it alone, all of them are named."""
    assert [("a.x", "a.y", "a.z")] == causes(reform(x=2.0, y=2.0, z=2.0), middle)


def test_added_and_removed_parameters_count() -> None:
    """A case may change by a parameter that is added or removed."""

    def known(law: Law, day: date) -> tuple[bool, bool, float]:
        return "b.new" in law, "a.z" in law, law["a.x"].number_on(day)

    whole = evolve(reform(x=2.0), adds=[parameter("b.new", 1.0)], removes=["a.z"])
    assert [("a.z", "b.new"), ("a.x", "a.z", "b.new"), ("a.z", "b.new")] == causes(whole, known)


def test_a_reform_without_effect_is_refused() -> None:
    """A reform that changes no case is refused, with its changes and the way out."""
    with pytest.raises(
        NoEffect, match=r"reform 'trial' changes none of 2 cases \(trial: a\.x = 3 .*no_effect_expected"
    ):
        check_effect(reform(x=3.0), total, [DAYS[0], DAYS[2]], law=LAW)
    with pytest.raises(NoEffect, match="none of 0 cases"):
        check_effect(reform(x=3.0), total, [], law=LAW)


def test_what_sets_what_holds_already_has_no_effect() -> None:
    """A value that held anyway changes no answer, though it rests on something else now."""
    with pytest.raises(NoEffect):
        check_effect(reform(x=1.0), total, DAYS, law=LAW)


def test_a_reform_may_be_meant_to_change_nothing() -> None:
    """A reform that is marked so may change no case."""
    effect = check_effect(evolve(reform(x=1.0), no_effect_expected=True), total, DAYS, law=LAW)
    assert () == effect.changed
    assert "0 of 3 cases change" == str(effect).splitlines()[-1]
    assert 0 == len(check_effect(Reform(name="none", no_effect_expected=True), total, DAYS, law=LAW).changed)


def test_a_reform_that_does_not_fit_is_refused() -> None:
    """What the law cannot take is refused before any case is asked."""
    with pytest.raises(InvalidInput, match=r"a\.q: given 'no such parameter'"):
        check_effect(reform(q=1.0), total, DAYS, law=LAW)


def test_half_a_reform_may_give_no_answer() -> None:
    """Two parameters that belong together are both named, where each alone makes the question fail."""
    both = Reform(
        name="both",
        changes=[
            Change(path="a.rank", value=2.0, since=date(2026, 1, 1), basis="x"),
            Change(
                path="a.names", value=Items.of(["one", "two", "three"]), since=date(2026, 1, 1), basis="x"
            ),
        ],
    )
    names = Parameter(
        path="a.names",
        unit="list",
        values=Dated.always(Items.of(["one", "two"])),
        basis=Dated.always(assumed("x")),
    )
    rank = Parameter(path="a.rank", unit="1", values=Dated.always(0.0), basis=Dated.always(assumed("x")))

    def named(law: Law, day: date) -> str:
        return law["a.names"].items_on(day).codes[int(law["a.rank"].number_on(day))]

    effect = check_effect(both, named, [date(2026, 5, 4)], law=Law(parameters=[names, rank]))
    (changed,) = effect.changed
    assert ("one", "three", ("a.names", "a.rank")) == (changed.before, changed.after, changed.paths)


def test_what_is_no_number_equals_itself() -> None:
    """An answer of NaN before and after is no change, and an array is no answer."""
    reform = Reform.of("r", "a.rank", 2, since=date(2026, 1, 1), reason="x")
    rank = Parameter(path="a.rank", unit="1", values=Dated.always(0.0), basis=Dated.always(assumed("x")))
    below = Law(parameters=[rank])
    with pytest.raises(NoEffect):
        check_effect(reform, lambda law, case: float("nan"), [1, 2], law=below)

    class Many:
        def __eq__(self, other: object) -> Any:
            return self

        def __bool__(self) -> bool:
            raise ValueError("ambiguous")

        __hash__ = None  # type: ignore[assignment]

    with pytest.raises(InvalidInput, match="given 'Many', expected an answer that is equal or"):
        check_effect(reform, lambda law, case: Many(), [1], law=below)
