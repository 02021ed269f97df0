from __future__ import annotations

from datetime import date, timedelta

import pytest

from asnwork.domain.law import Instrument, Law, Reform, apply_reforms, layered
from asnwork.errors import InvalidInput
from tests.domain.law.samples import EARLY, FIRST, LATE, TABLE, law, parameter

PATH = "flexible.days_a_week"
ONE_DAY = timedelta(days=1)


def city(*parameters: object, title: str = "city", source: str = "", **more: object) -> Instrument:
    """A city's own instrument."""
    return Instrument(title=title, parameters=parameters, source=source, **more)


def faults(*instruments: Instrument) -> list[str]:
    """What is wrong with instruments over the law of the tests."""
    with pytest.raises(InvalidInput) as caught:
        layered(law(), instruments)
    assert "law" == caught.value.source
    return [str(fault) for fault in caught.value.faults]


def test_what_the_law_does_not_have_is_added() -> None:
    """A parameter of a city's own stands beside the law, and the law stays as it was."""
    below = law()
    text = repr(below)
    new = parameter("city.own", 1.0)
    assert law(new) == layered(below, [city(new)])
    assert text == repr(below)
    assert below == layered(below, [])


def test_what_is_declared_is_set_anew_on_its_days() -> None:
    """A declared parameter holds on the days that the city's file covers; on the others the law's does."""
    own = parameter(PATH, 1.0, since=EARLY, until=LATE, label="a city's own")
    limit = layered(law(), [city(own, replaces=[PATH])])[PATH]
    days = (FIRST, EARLY - ONE_DAY, EARLY, LATE - ONE_DAY, LATE)
    assert [2.0, 2.0, 1.0, 1.0, 2.0] == [limit.number_on(day) for day in days]
    assert "a city's own" == limit.label


def test_each_own_value_is_laid_over() -> None:
    """Several values of the city's own hold one after the other."""
    own = parameter(PATH, 1.0, (LATE, 0.0), since=EARLY)
    limit = layered(law(), [city(own, replaces=[PATH])])[PATH]
    assert [2.0, 1.0, 0.0, 0.0] == [limit.number_on(day) for day in (FIRST, EARLY, LATE, date.max)]


def test_shadowing_is_refused_unless_it_is_declared() -> None:
    """A parameter of the law below may not be set in passing; the way out is named."""
    assert [
        f"a.toml: {PATH}: given 'a parameter of the law below', expected a path that the law below does not "
        f'have (say replaces = ["{PATH}"] in the head of the file if that is meant)'
    ] == faults(city(parameter(PATH, 1.0), source="a.toml"))


def test_what_is_declared_must_be_there() -> None:
    """To replace what the law below does not have is refused, with what looks like it."""
    path = "flexible.days_a_wek"
    assert [
        f"city: {path}: given 'no such parameter', expected a parameter of the law (did you mean {PATH}?)"
    ] == faults(city(parameter(path, 1.0), replaces=[path]))


@pytest.mark.parametrize("titles", [("first", "second"), ("same", "same")])
def test_two_files_may_not_set_one_parameter(titles: tuple[str, str]) -> None:
    """One parameter in two instruments is refused, also when both go by one name."""
    own = parameter("city.own", 1.0)
    one, other = (city(own, title=title) for title in titles)
    assert [f"{titles[1]}: city.own: given 'also in {titles[0]}', expected one file for each parameter"] == (
        faults(one, other)
    )


def test_the_unit_is_that_of_the_law_below() -> None:
    """Another unit, or another unit of what is looked up, is refused by its own key."""
    assert [
        f"city: {PATH}.unit: given 'hours', expected 1 (as in the law below)",
        "city: tpp.late_cut.unit: given 'share', expected 1 (as in the law below)",
        "city: tpp.late_cut.of_unit: given 'hours', expected minutes (as in the law below)",
    ] == faults(
        city(
            parameter(PATH, 1.0, unit="hours"),
            parameter("tpp.late_cut", TABLE, unit="share", of_unit="hours"),
            replaces=[PATH, "tpp.late_cut"],
        )
    )
    assert [f"city: {PATH}.of_unit: given 'minutes', expected nothing (as in the law below)"] == faults(
        city(parameter(PATH, 1.0, of_unit="minutes"), replaces=[PATH])
    )


def test_a_gap_between_the_layers_is_refused() -> None:
    """Days between the city's values and the law's, on which nothing would hold, are named."""
    own = parameter(PATH, 1.0, since=date(2020, 1, 1), until=date(2021, 1, 1))
    assert [
        f"city: {PATH}: given 'nothing', expected a value from 2021-01-01 to 2025-04-20 (this leaves a gap)"
    ] == faults(city(own, replaces=[PATH]))


def test_all_faults_of_all_layers_come_at_once() -> None:
    """Faults of several instruments are named in one error, each with its instrument and path."""
    own = parameter("city.own", 1.0)
    assert [f"a: {PATH}", "b: city.own", "b: zzz", "b: hours.break.unit"] == [
        fault.split(": given")[0]
        for fault in faults(
            city(own, parameter(PATH, 1.0), title="a"),
            city(
                own,
                parameter("zzz", 1.0),
                parameter("hours.break", 1.0, unit="hours"),
                title="b",
                replaces=["zzz", "hours.break"],
            ),
        )
    ]


def test_a_law_can_be_made_of_layers_alone() -> None:
    """Over nothing, the layers are the law."""
    assert law() == layered(Law(parameters=()), [city(*law())])


def test_a_share_of_something_else_is_another_thing() -> None:
    """A city's share must be a share of the same, in both languages, or its bands would mean another sum."""
    below = parameter("tpp.cut", 0.01, unit="share", share_of="one month", share_of_id="satu bulan")
    own = parameter("tpp.cut", 0.02, unit="share", share_of="the whole year", share_of_id="setahun")
    with pytest.raises(InvalidInput) as caught:
        layered(Law(parameters=[below]), [city(own, replaces=["tpp.cut"], source="a.toml")])
    assert [
        ("a.toml: tpp.cut.share_of", "the whole year", "one month"),
        ("a.toml: tpp.cut.share_of_id", "setahun", "satu bulan"),
    ] == [(fault.path, fault.given, fault.expected) for fault in caught.value.faults]


def test_instruments_are_laid_below_reforms() -> None:
    """Over a law that was reformed already nothing is laid: its reforms would be lost."""
    reformed = apply_reforms(law(), Reform.of("r", PATH, 3, since=EARLY, reason="x"))
    with pytest.raises(InvalidInput, match="lay the instruments over it first, then apply the reforms"):
        layered(reformed, [city(parameter("city.own", 1.0))])
