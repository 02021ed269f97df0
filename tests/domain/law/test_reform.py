from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from asnwork.domain.law import Bands, Change, Law, LawValue, Reform, apply_reforms, assumed
from asnwork.errors import InvalidInput, NoValueOnDay
from tests.domain.law.samples import DATA, EARLY, FIRST, LATE, TABLE, law, parameter

PATH = "flexible.days_a_week"
ONE_DAY = timedelta(days=1)


def reform(
    value: LawValue | None = 3.0,
    since: date = EARLY,
    until: date | None = LATE,
    path: str = PATH,
    name: str = "x",
    **marks: Any,
) -> Reform:
    """A reform of one change."""
    return Reform(name=name, changes=[_change(value, since, until, path)], **marks)


def _change(value: LawValue | None, since: date, until: date | None, path: str) -> Change:
    if value is None:
        return Change(path=path, value=None, since=since, until=until)
    return Change(path=path, value=value, since=since, until=until, basis="what if")


def faults(*reforms: Reform, of: Law | None = None) -> list[str]:
    """What is wrong with reforms of the law of the tests."""
    with pytest.raises(InvalidInput) as caught:
        apply_reforms(of or law(), *reforms)
    return [str(fault) for fault in caught.value.faults]


def test_a_change_holds_on_its_days_alone() -> None:
    """Inside its days the change holds with its own basis, before and after them the law's value."""
    limit = apply_reforms(law(), reform())[PATH]
    days = (FIRST, EARLY - ONE_DAY, EARLY, LATE - ONE_DAY, LATE)
    assert [2.0, 2.0, 3.0, 3.0, 2.0] == [limit.number_on(day) for day in days]
    assert assumed("what if") == limit.basis.on(EARLY)
    assert assumed("for the tests") == limit.basis.on(LATE)
    with pytest.raises(NoValueOnDay):
        limit.on(FIRST - ONE_DAY)


def test_an_open_change_holds_for_good() -> None:
    """A change without an end holds on the last day that there is."""
    assert 3.0 == apply_reforms(law(), reform(until=None))[PATH].number_on(date.max)


def test_a_change_may_begin_before_the_law() -> None:
    """A change may give a value to days on which the law had none, when no gap is left."""
    limit = apply_reforms(law(), reform(since=date(2020, 1, 1), until=FIRST))[PATH]
    assert [3.0, 2.0] == [limit.number_on(day) for day in (date(2020, 1, 1), FIRST)]
    assert [
        f"{PATH}: given 'nothing', expected a value from 2021-01-01 to 2025-04-20 (this leaves a gap)"
    ] == faults(reform(since=date(2020, 1, 1), until=date(2021, 1, 1)))


def test_a_change_may_end_a_parameter() -> None:
    """Nothing may hold from a day on, or up to one; in between that would be a gap."""
    ended = apply_reforms(law(), reform(None, until=None))[PATH]
    assert (EARLY, EARLY) == (ended.values.until, ended.basis.until)
    assert LATE == apply_reforms(law(), reform(None, since=date.min))[PATH].values.since
    assert PATH not in apply_reforms(law(), reform(None, since=date.min, until=None))
    assert [
        f"{PATH}: given 'nothing', expected a value from 2026-07-01 to 2026-09-30 (this leaves a gap)"
    ] == faults(reform(None))


def test_bands_and_lists_are_changed_too() -> None:
    """A table may become another table, a list another list."""
    table, items = evolve(TABLE, closed="right"), evolve(DATA, entries=DATA.entries[:1])
    changed = apply_reforms(
        law(), reform(table, path="tpp.late_cut"), reform(items, path="data.special", name="y")
    )
    assert table == changed["tpp.late_cut"].bands_on(EARLY)
    assert items == changed["data.special"].items_on(EARLY)


@pytest.mark.parametrize(
    ("value", "path", "given", "expected"),
    [
        (TABLE, PATH, "bands", "one number"),
        (DATA, PATH, "a list", "one number"),
        (1.0, "tpp.late_cut", "one number", "bands"),
        (1.0, "data.special", "one number", "a list"),
    ],
)
def test_a_value_of_another_kind_is_refused(value: LawValue, path: str, given: str, expected: str) -> None:
    """A number cannot take the place of bands or a list, nor they that of a number; the path is named."""
    made = reform(value, path=path)
    assert [f"{path}: given {given!r}, expected {expected} (in {made.changes[0]})"] == faults(made)


def test_a_path_that_the_law_does_not_have_names_near_ones() -> None:
    """A change or removal of an unknown path names what looks like it."""
    assert [
        "hours.brek: given 'no such parameter', expected a parameter of the law (did you mean hours.break?)",
        "zzz: given 'no such parameter', expected a parameter of the law",
    ] == faults(reform(path="zzz", removes=["hours.brek"]))


def test_parameters_are_added_and_removed() -> None:
    """An added parameter may be changed at once; a removed one is gone, or added again as another."""
    new = parameter("a.new", 1.0)
    changed = apply_reforms(law(), reform(5.0, path="a.new", adds=[new], removes=["hours.break"]))
    assert 5.0 == changed["a.new"].number_on(EARLY)
    assert "hours.break" not in changed
    again = parameter("hours.break", TABLE, of_unit="minutes")
    assert (
        again == apply_reforms(law(), Reform(name="x", adds=[again], removes=["hours.break"]))["hours.break"]
    )
    assert ["hours.break: given 'a parameter to add', expected a path that the law does not have"] == faults(
        Reform(name="x", adds=[again])
    )
    assert ["a.new: given 'a parameter to add', expected a path that the law does not have"] == faults(
        Reform(name="x", adds=[new]), Reform(name="y", adds=[new])
    )


THREE, FOUR = reform(3.0, name="three"), reform(4.0, since=date(2026, 9, 30), until=None, name="four")


def test_reforms_that_change_one_day_are_refused() -> None:
    """Two reforms of one day are refused, at once or one after the other, with the way out."""
    (fault,) = faults(THREE, FOUR)
    assert fault.startswith("flexible.days_a_week: given 'flexible.days_a_week = 4 from 2026-09-30")
    assert (
        "reform 'three' says flexible.days_a_week = 3 from 2026-07-01 to 2026-09-30, and 'four' this" in fault
    )
    assert "declare that one of the two overrides, and not both" in fault
    assert [fault] == faults(FOUR, of=apply_reforms(law(), THREE))
    assert 1 == len(faults(evolve(THREE, overrides=True), evolve(FOUR, overrides=True)))


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("share", 50, "a share from 0 to 2, in which 50 % is written 0.5"),
        ("share", -0.1, "a share from 0 to 2"),
        ("yes/no", 7, "1 for yes or 0 for no"),
        ("days", -3, "0 or more days"),
        ("share", Bands(edges=(1,), values=(0, 50)), "a share from 0 to 2"),
    ],
)
def test_a_value_must_fit_its_unit(unit: str, value: float | Bands, expected: str) -> None:
    """What no number of that unit can be is refused, as in a file of the law."""
    held = Bands(edges=(1,), values=(0, 1)) if isinstance(value, Bands) else 1.0
    below = Law(parameters=[parameter("a.b", held, unit=unit)])
    with pytest.raises(InvalidInput) as caught:
        apply_reforms(below, Reform.of("r", "a.b", value, since=FIRST, reason="x"))
    (fault,) = caught.value.faults
    assert "a.b" == fault.path
    assert fault.expected.startswith(expected)


def test_the_one_that_overrides_wins() -> None:
    """Where one of two overrides it holds on the days of both, in any order; the other on its own days."""
    over = evolve(THREE, overrides=True)
    first, second = apply_reforms(law(), over, FOUR), apply_reforms(law(), FOUR, over)
    assert first == second == apply_reforms(apply_reforms(law(), over), FOUR)
    assert [3.0, 4.0] == [first[PATH].number_on(day) for day in (LATE - ONE_DAY, LATE)]
    assert [3.0, 4.0] == [
        apply_reforms(law(), THREE, evolve(FOUR, overrides=True))[PATH].number_on(day)
        for day in (date(2026, 9, 29), date(2026, 9, 30))
    ]


def test_a_third_reform_is_checked_against_both() -> None:
    """An override settles only the days of the one that declares it."""
    third = reform(5.0, until=None, name="third")
    assert 1 == len(faults(THREE, evolve(FOUR, overrides=True), third))


def test_neighbours_do_not_meet() -> None:
    """A reform may begin on the day on which another one ends."""
    after = reform(4.0, since=LATE, until=None, name="after")
    assert [3.0, 4.0] == [
        apply_reforms(law(), THREE, after)[PATH].number_on(day) for day in (LATE - ONE_DAY, LATE)
    ]


def test_all_faults_of_reforms_come_at_once_and_nothing_is_applied() -> None:
    """An overlap, an unknown path, a wrong kind and a gap of two reforms are named in one error."""
    before = law()
    text = repr(before)
    bad = Reform(
        name="bad",
        changes=[
            _change(TABLE, EARLY, None, "hours.break"),
            _change(1.0, EARLY, None, "zzz"),
            _change(4.0, EARLY, None, PATH),
            _change(None, EARLY, LATE, "tpp.late_cut"),
        ],
        removes=["yyy"],
    )
    with pytest.raises(InvalidInput) as caught:
        apply_reforms(before, THREE, bad)
    assert [PATH, "yyy", "hours.break", "zzz", "tpp.late_cut"] == [
        fault.path for fault in caught.value.faults
    ]
    assert "reform 'three', reform 'bad'" == caught.value.source
    assert text == repr(before)


def test_a_law_remembers_where_it_came_from() -> None:
    """Reforms applied one after the other keep the first law as their baseline."""
    first = law()
    other = reform(30.0, path="hours.break", name="y")
    twice = apply_reforms(apply_reforms(first, THREE), other)
    assert first is twice.baseline
    assert (THREE, other) == twice.reforms
    assert first == apply_reforms(first)


def test_equal_neighbours_become_one() -> None:
    """A change to what holds already, by the same basis, leaves the parameter as it was."""
    same = Reform.of("same", PATH, 2, since=EARLY, until=LATE, reason=assumed("for the tests"))
    assert law() == apply_reforms(law(), same)
