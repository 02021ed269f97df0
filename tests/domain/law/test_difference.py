from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from asnwork.domain.law import Dated, Law, Reform, apply_reforms, assumed, diff_laws
from tests.domain.law.samples import EARLY, FIRST, LATE, SECOND, TABLE, law, parameter

PATH = "flexible.days_a_week"
THREE = Reform.of("three", PATH, 3, since=EARLY, until=LATE, reason="what if")


def test_the_difference_is_the_reform_again() -> None:
    """What a reform changes is found again, with days and basis, under the name that is given."""
    found = diff_laws(law(), apply_reforms(law(), THREE), name="found")
    assert THREE.changes == found.changes
    assert ("found", (), (), True) == (found.name, found.adds, found.removes, found.no_effect_expected)


def test_the_way_back_is_a_difference_too() -> None:
    """From the reformed law to the first one the change goes the other way, with the first basis."""
    reformed = apply_reforms(law(), THREE)
    (back,) = diff_laws(reformed, law()).changes
    assert (2.0, EARLY, LATE, assumed("for the tests")) == (back.value, back.since, back.until, back.basis)


def test_equal_laws_differ_in_nothing() -> None:
    """The difference of equal laws is empty, also when one of them tells its days in more stretches."""
    limit = law()[PATH]
    values = Dated(values=[(FIRST, 2.0), (EARLY, 2.0)])
    longer = evolve(limit, values=values, basis=Dated.always(assumed("for the tests")))
    others = [parameter for parameter in law() if parameter != limit]
    same = Law(parameters=[longer, *others])
    assert law() != same
    for one, other in ((law(), law()), (law(), same), (same, law())):
        assert "difference: no change" == str(diff_laws(one, other))


def test_another_basis_is_a_difference() -> None:
    """The same value by another basis is a change."""
    again = Reform.of("again", PATH, 2, since=EARLY, reason="read anew")
    (change,) = diff_laws(law(), apply_reforms(law(), again)).changes
    assert (2.0, assumed("read anew")) == (change.value, change.basis)


def test_days_on_which_nothing_holds_are_a_difference() -> None:
    """A parameter that begins later, or ends, differs on the days on which it says nothing now."""
    shorter = Law(parameters=[parameter("a.b", 1.0, since=EARLY, until=LATE)])
    longer = Law(parameters=[parameter("a.b", 1.0, since=FIRST)])
    assert [
        "a.b = nothing from 2025-04-21 to 2026-06-30",
        "a.b = nothing from 2026-10-01",
    ] == [str(change) for change in diff_laws(longer, shorter).changes]
    assert shorter == apply_reforms(longer, diff_laws(longer, shorter))
    assert longer == apply_reforms(shorter, diff_laws(shorter, longer))


def test_stretches_that_become_the_same_are_one_change() -> None:
    """Neighbouring days that get one value are told as one change; days apart are not."""
    before = Law(parameters=[parameter("a.b", 1.0, (EARLY, 2.0), (LATE, 3.0), (SECOND, 1.0))])
    after = Law(parameters=[parameter("a.b", 3.0)])
    assert ["a.b = 3 to 2026-09-30", "a.b = 3 from 2027-01-01"] == [
        str(change) for change in diff_laws(before, after).changes
    ]


@pytest.mark.parametrize(
    "other",
    [
        parameter("hours.break", TABLE),
        parameter("hours.break", 60.0, unit="minutes"),
        parameter("hours.break", 60.0, label="another name"),
        parameter("hours.break", 60.0, share_of="something"),
    ],
)
def test_a_parameter_of_another_kind_is_put_in_place(other: object) -> None:
    """A parameter that differs in more than its values is removed and added."""
    after = Law(parameters=[other if each.path == "hours.break" else each for each in law()])
    found = diff_laws(law(), after)
    assert ((), (other,), ("hours.break",)) == (found.changes, found.adds, found.removes)
    assert after == apply_reforms(law(), found)


def test_new_and_old_parameters_are_added_and_removed() -> None:
    """What only one of two laws has is added or removed."""
    new = parameter("a.new", 1.0)
    found = diff_laws(law(), law(new))
    assert ((new,), ()) == (found.adds, found.removes)
    assert ((), ("a.new",)) == (diff_laws(law(new), law()).adds, diff_laws(law(new), law()).removes)


def test_a_difference_undoes_a_reform() -> None:
    """The difference back to the law as it was overrides the reform, and leads back to it."""
    reformed = apply_reforms(law(), THREE)
    back = diff_laws(reformed, law())
    assert back.overrides
    assert law() == apply_reforms(reformed, back)
    assert law() == apply_reforms(Law(parameters=reformed), back)
    assert not diff_laws(law(), reformed).overrides


def test_the_difference_reaches_back_to_the_first_day() -> None:
    """A value that holds since ever may differ since ever."""
    (change,) = diff_laws(
        Law(parameters=[parameter("a.b", 1.0)]), Law(parameters=[parameter("a.b", 2.0)])
    ).changes
    assert (date.min, None) == (change.since, change.until)
