from __future__ import annotations

import random
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.adapters.scenario_file import parse_scenario, read_scenario, structure_scenario
from asnwork.domain.officer import Skill
from asnwork.domain.working_time import WeeklyHours, WorkingCalendar, hours
from asnwork.errors import InvalidInput
from asnwork.simulation.scenario import Rework, Scenario

DATA = Path(__file__).parent / "data"
FILE = DATA / "small_city.toml"
TEXT = FILE.read_text(encoding="utf-8")
OFFICE = WorkingCalendar(
    name="office",
    zone="Asia/Jakarta",
    since=date(2026, 1, 1),
    until=date(2027, 1, 1),
    week=WeeklyHours.of(mon_thu=hours("08:00-16:00")),
)


def faults_of(text: str, **more: Any) -> list[str]:
    """The faults of a text, as they are told."""
    with pytest.raises(InvalidInput) as caught:
        parse_scenario(text, folder=DATA, **more)
    return [str(fault) for fault in caught.value.faults]


def without(text: str, heading: str) -> str:
    """The text without the first part under a heading."""
    found = re.subn(rf"^{re.escape(heading)}\n(.+\n)*", "", text, count=1, flags=re.MULTILINE)
    assert 1 == found[1], heading
    return found[0]


def test_a_file_makes_a_scenario() -> None:
    """Every part of the file is where it belongs, named things in the place of their names."""
    city = read_scenario(FILE)
    assert ("small_city", date(2026, 6, 1), date(2026, 6, 29), 0.8, 3) == (
        city.name,
        city.since,
        city.until,
        city.load,
        city.seed,
    )
    desk, sign = city.staff
    assert (("kel-1", "kel-2"), 2, "pns", 6_000_000, 1) == (
        desk.units,
        desk.each,
        desk.kind.code,
        desk.position.allowance,
        desk.at_least,
    )
    assert (Skill(code="registry", level=2),) == desk.skills
    assert hours("07:30-12:00") == desk.week.wednesday
    assert hours("07:30-12:00", "13:00-16:00") == desk.week.thursday
    assert ("pppk", True, 30, hours("09:00-12:00")) == (
        sign.kind.code,
        sign.position.needs_presence,
        sign.reserved_minutes,
        sign.week.saturday,
    )
    first, second = city.demand
    assert (("kel-1", "kel-2"), 12.0, 0.3, (1.0,) * 24) == (
        first.offices,
        first.per_day,
        first.closed_day,
        first.hours,
    )
    assert (("registry",), 2.5, 0.0, 4.0) == (
        second.offices,
        second.per_day,
        second.closed_day,
        sum(second.hours),
    )
    assert {"registry": "office", "sign": "registry"} == city.routing
    assert ["kec", "kel-1", "kel-2", "registry"] == [unit.code for unit in city.units]
    assert (-0.2, 0.1) == (city.assumptions["place_effect"].low, city.assumptions["place_effect"].high)
    assert "birth_certificate" in city.catalogue.services


def test_a_calendar_can_stand_in_the_file() -> None:
    """The calendar in the file has its week, its holidays and its seasons."""
    calendar = read_scenario(FILE).calendar
    assert not calendar.is_working_day(date(2026, 6, 16))
    assert "Tahun Baru Islam" == calendar.exceptions[1].name_id
    assert ("half a day", hours("07:30-12:00")) == (
        calendar.exceptions[0].name_id,
        calendar.exceptions[0].hours,
    )
    assert hours("08:00-15:00") == calendar.seasons[0].week.monday


def test_a_row_rests_on_what_it_names_or_on_what_its_file_names() -> None:
    """A row without a basis rests on that of the file; a table stands in the place of a name."""
    city = read_scenario(FILE)
    assert "assumed: made up for a test" == str(city.staff[0].basis)
    assert "assumed: one who signs" == str(city.staff[1].basis)
    assert "assumed: made up for a test" == str(city.assumptions["leave"].basis)


def test_what_is_left_out_stays_as_the_scenario_has_it() -> None:
    """A choice that the file does not make is the default of the scenario."""
    city = read_scenario(FILE)
    assert (28, Rework.QUEUE) == (city.run_out_days, city.rework)
    other = parse_scenario(TEXT.replace('rework = "queue"\n', "time_out_hours = 4\n"), folder=DATA)
    assert (Rework.SAME_OFFICER, 4.0) == (other.rework, other.time_out_hours)


def shuffled(value: Any, shuffle: random.Random) -> Any:
    """Tables in another order, and lists of things in another order; hours and weights stay as they are."""
    if isinstance(value, dict):
        items = list(value.items())
        shuffle.shuffle(items)
        return {key: shuffled(item, shuffle) for key, item in items}
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [shuffled(item, shuffle) for item in shuffle.sample(value, len(value))]
    if isinstance(value, list) and any("kel" in str(item) or ".toml" in str(item) for item in value):
        return shuffle.sample(value, len(value))
    return value


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(shuffle: random.Random) -> None:
    """The same parts in any order make an equal scenario."""
    raw = shuffled(tomllib.loads(TEXT), shuffle)
    assert read_scenario(FILE) == structure_scenario(raw, folder=DATA)


def test_the_caller_knows_catalogues_and_calendars() -> None:
    """A file may name what the caller knows; only what it names is made."""
    names = ("birth_certificate.toml", "places.toml")
    texts = {name: (DATA / name).read_text(encoding="utf-8") for name in names}
    text = without(TEXT, "[calendar]").replace(
        'catalogue = ["birth_certificate.toml", "whatsapp.toml", "places.toml"]',
        'catalogue = ["whatsapp.toml", "registry"]\ncalendar = "office"',
    )

    def never() -> Any:
        raise AssertionError("made though not named")

    city = parse_scenario(
        text,
        folder=DATA,
        catalogues={"registry": lambda: texts, "other": never},
        calendars={"office": lambda: OFFICE, "other": never},
    )
    assert OFFICE == city.calendar
    assert read_scenario(FILE).catalogue == city.catalogue
    assert ["calendar: given 'office', expected the name of a calendar, or a table [calendar]"] == faults_of(
        text, catalogues={"registry": lambda: texts}
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("seed = 3", "sead = 3", "scenario.sead: given 'sead', expected a known key .did you mean seed"),
        ("seed = 3", "seed = 3.5", "scenario.seed: given 3.5, expected a whole number"),
        ("load = 0.8", "load = nan", "scenario.load: given nan, expected a finite number"),
        ("load = 0.8", "load = 0", "scenario.load: given 0.0, expected more than 0"),
        ("2026-06-29", "2026-05-29", "scenario.until: .* expected a day after 2026-06-01"),
        ("since = 2026-06-01", "since = 2026-06-01T07:00:00", "scenario.since: .*expected a day"),
        ("run_in_days = 7", "run_in_days = -7", "scenario.run_in_days: given -7"),
        ('"queue"', '"cue"', "scenario.rework: given 'cue', expected one of 'same_officer', 'queue'"),
        ('"rw_hall"', '"rw_hal"', "scenario.field_place: .*did you mean rw_hall"),
        ("[weeks.office]", "[weks.office]", "weks: .*did you mean weeks"),
        ("[routing]", "[[routing]]", "routing: .* expected what stands under .routing."),
        ('code = "kel-2"', 'code = "kel-1"', r"units\[1\]: given 'kel-1', .* once .it stands at units\[0\]"),
        ('parent = "kec"', 'parent = "kek"', r"units\[0\].parent: .*did you mean kec"),
        ('"north_quay"', '"north_kay"', r"units\[0\].district: .*did you mean north_quay"),
        ('sign = "registry"', 'sign = "registri"', "routing.sign: .*did you mean registry"),
        ('sign = "registry"', 'sing = "registry"', "routing.sing: given 'sing'.*did you mean sign"),
        ('sign = "registry"\n', "", "routing.sign: given nothing"),
        ("is_asn = true", "is_asn = 1", "kinds.pns.is_asn: given 1, expected true or false"),
        ("allowance = 6_000_000", "allowance = 6e6", "positions.desk.allowance: .* a whole number"),
        ('"07:30-11:30"', '"7:30-25:00"', "weeks.office.fri: given '7:30-25:00', expected HH:MM-HH:MM"),
        ('wed = ["07:30-12:00"]', "wed = 7", "weeks.office.wed: given 7, expected a list of hours"),
        ("even = [1,", "even = [nan,", r"profiles.even\[0\]: given nan"),
        (
            '"kel-*"',
            '"kal-*"',
            r"staff\[0\].units\[0\]: given 'kal-\*', expected the code of a unit, or a patt",
        ),
        ('units = ["kel-*"]', 'units = "kel-*"', r"staff\[0\].units: .* a list of codes"),
        ("each = 2", "each = 0", r"staff\[0\].*: given 0, expected officers"),
        ('kind = "pns"', 'kind = "png"', r"staff\[0\].kind: .*under \[kinds\] .did you mean pns"),
        ('position = "desk"', 'position = "disk"', r"staff\[0\].position: .*did you mean desk"),
        ("{ registry = 2 }", "{ regstry = 2 }", r"staff\[0\].skills.regstry: .*did you mean registry"),
        ("{ registry = 2 }", "{ registry = 0 }", r"staff\[0\].skills.registry: given 0, .* 1 or more"),
        ("{ registry = 2 }", '["registry"]', r"staff\[0\].skills: .* a table of skills with their levels"),
        ('week = "office"\nplace', 'week = "ofice"\nplace', r"staff\[0\].week: .*did you mean office"),
        ('elsewhere = "home"', 'elsewhere = "hom"', r"staff\[0\].elsewhere: .*did you mean home"),
        ('code = "sign"', 'code = "desk"', r"staff\[1\]: given 'desk', expected each group of staff once"),
        ('reason = "one who signs"', 'reason = " "', r"staff\[1\].basis.reason: given ' '"),
        ('service = "birth_', 'service = "bird_', r"demand\[0\].service: .*did you mean birth_certificate"),
        ('channel = "whatsapp"', 'channel = "whatsup"', r"demand\[0\].channel: .*did you mean whatsapp"),
        ('"kel-2", "kel-1"', '"kel-3"', r"demand\[0\].offices\[0\]: given 'kel-3'"),
        ("per_day = 12", "per_day = -1", r"demand\[0\].per_day: given -1.0"),
        ('hours = "even"', 'hours = "eve"', r"demand\[0\].hours: .*did you mean even"),
        ("[0, 0, 0, 0, 0, 0, 0, 0, 1,", "[0, 0, 0, 0, 0, 0, 0, 1,", r"demand\[1\].hours: .* 24 weights"),
        ('["registry"]\nper_day', '["kel-?"]\nper_day', r"demand\[1\]: .* each stream of demand once"),
        ("leave = {", "leafe = {", "assumptions.leafe: .*did you mean leave"),
        ("leave = {", "leafe = {", "assumptions.leave: given nothing"),
        ("leave = { value = 0.05", "leave = { value = 0.5", "assumptions.leave.value: .* its own range"),
        ('basis = "ours"', 'basis = "our"', r"staff\[0\].basis: .*did you mean ours"),
        (
            'certainty = "assumed"\nreason',
            'certainty = "sure"\nreason',
            "sources.ours.certainty: given 'sure'",
        ),
        ('zone = "Asia/Jakarta"', 'zone = "Asia/Djakarta"', "calendar: given 'Asia/Djakarta'"),
        ('week = "office"\nholi', 'week = "ofice"\nholi', "calendar.week: .*did you mean office"),
        ("day = 2026-06-16", "day = 2026-06-02", "calendar.exceptions: .* one exception a day"),
        ('hours = ["07:30-12:00"] }', "hours = 7 }", r"calendar.holidays\[1\].hours: given 7"),
        ('"whatsapp.toml"', '"whatsap.toml"', r"catalogue\[1\]: .*did you mean whatsapp.toml"),
        ('"whatsapp.toml"', '"whatsapp"', r"catalogue\[1\]: .* a file that ends in .toml"),
        ('"whatsapp.toml"', '"whatsapp.toml", "../data/whatsapp.toml"', "catalogue: .* each channel in one"),
        ('"whatsapp.toml"', '"small_city.toml"', "small_city.toml: scenario: given 'scenario'"),
        (
            'catalogue = ["birth_certificate.toml", "whatsapp.toml", "places.toml"]',
            "catalogue = 1",
            "catalogue: .* a list of",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(old: str, new: str, told: str) -> None:
    """Each fault of a file is refused with its path, and where a name is near, with the near miss."""
    assert old in TEXT
    assert any(re.match(told, fault) for fault in faults_of(TEXT.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "zone = 'Asia/Jakarta'\n[cases]\ncase = 'id'\n",
            "(all of it): given a mapping, expected a scenario (or use `asnwork replay`)",
        ),
        (
            "[[places]]\ncode = 'home'\n",
            "(all of it): given a catalogue, expected a scenario (a scenario names it under catalogue)",
        ),
        (
            "[instrument]\nkind = 'UU'\n",
            "(all of it): given a law, expected a scenario (`asnwork check` reads it)",
        ),
    ],
)
def test_a_file_of_another_kind_is_one_fault(text: str, told: str) -> None:
    """A mapping, a catalogue or a law is called by its name, and what it lacks is not listed."""
    assert [told] == faults_of(text)


def test_a_scenario_with_a_stray_table_stays_a_scenario() -> None:
    """Where some table of a scenario is there, a key of another kind is an unknown key among the faults."""
    told = faults_of("[[units]]\ncode = 'north'\nname = 'North'\n[events]\ncase = 'id'\n")
    assert any(fault.startswith("events: given 'events', expected a known key") for fault in told)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Faults of all parts come in one error, and none of them twice."""
    text = TEXT
    for old, new in (
        ("seed = 3", "sead = 3"),
        ("is_asn = true", "is_asn = 1"),
        ("{ registry = 2 }", "{ regstry = 2 }"),
        ('kind = "pns"', 'kind = "pnss"'),
        ("per_day = 12", "per_day = nan"),
        ('channel = "whatsapp"', 'channel = "whatsup"'),
        ('code = "kel-2"', 'code = "kel-1"'),
        ("leave = { value = 0.05", "leave = { value = '0.05'"),
        ('"07:30-11:30"', '"7:30"'),
    ):
        text = text.replace(old, new, 1)
    found = [fault.partition(":")[0] for fault in faults_of(text)]
    assert [
        "assumptions.leave.value",
        "demand[0].channel",
        "demand[0].offices[0]",
        "demand[0].per_day",
        "kinds.pns.is_asn",
        "scenario.sead",
        "staff[0].kind",
        "staff[0].skills.regstry",
        "units[1]",
        "weeks.office.fri",
    ] == sorted(found)


def test_parts_that_are_missing_are_named() -> None:
    """An empty file is told all that a scenario needs."""
    found = faults_of("")
    needed = ("catalogue", "calendar", "scenario", "units", "staff", "demand", "routing")
    assert [*needed, "assumptions.place_effect"] == [fault.partition(":")[0] for fault in found[:8]]


def test_every_choice_of_a_scenario_can_be_made_in_a_file() -> None:
    """What is no part of its own is a key of [scenario], so a new choice cannot be forgotten here."""
    parts = {"catalogue", "calendar", "units", "routing", "staff", "demand", "assumptions"}
    choices = {each.name for each in attrs.fields(Scenario)} - parts
    found = faults_of("[scenario]\n" + "".join(f"{name} = []\n" for name in sorted(choices)))
    assert {f"scenario.{name}" for name in choices} == {
        fault.partition(":")[0]
        for fault in found
        if fault.startswith("scenario.") and "known key" not in fault
    }


def test_names_are_not_doubted_when_the_catalogue_cannot_be_read() -> None:
    """A file of the catalogue that is not there is the one fault; names that it may hold are none."""
    found = faults_of(TEXT.replace('"birth_certificate.toml"', '"marriage.toml"'))
    assert ["catalogue[0]"] == [fault.partition(":")[0] for fault in found]


def test_a_text_without_a_folder_names_no_files() -> None:
    """Where there is no folder to look in, only what the caller knows can be named."""
    with pytest.raises(InvalidInput, match="expected the name of a catalogue"):
        parse_scenario(TEXT)


def test_the_error_names_the_file(tmp_path: Path) -> None:
    """The text of the error begins with the file that is wrong."""
    path = tmp_path / "city.toml"
    path.write_text("load = 0.8", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"city\.toml: \d+ faults"):
        read_scenario(path)
