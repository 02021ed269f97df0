from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from asnwork.domain.law import Basis, Certainty
from asnwork.domain.service import TimeUnit
from asnwork.indonesia.calendars import surabaya_calendar
from asnwork.indonesia.law import national_law
from asnwork.indonesia.surabaya import (
    CALENDARS,
    CATALOGUES,
    promise_readings,
    surabaya_catalogue,
    surabaya_catalogue_files,
    surabaya_registry,
)
from asnwork.policies.service_level import promise
from asnwork.simulation.scenario import ASSUMPTIONS, Scenario

ROOT = Path(__file__).parents[2]
AREAS = ROOT.parent / "shared" / "data" / "surabaya_areas.csv"
CITY_FILE = ROOT / "src" / "asnwork" / "indonesia" / "surabaya" / "city.toml"
CITY = surabaya_registry()
CATALOGUE = surabaya_catalogue()
WIB = ZoneInfo("Asia/Jakarta")


def everything(value: Any) -> Iterator[Any]:
    """A value and all that it is made of."""
    yield value
    if attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            yield from everything(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from everything(inner)
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from everything(inner)


# --- where it is ----------------------------------------------------------------------------------------


def test_there_are_153_kelurahan_in_31_kecamatan() -> None:
    """Each kecamatan has its kelurahan as units below it, and lies in its district."""
    kecamatan = [unit for unit in CITY.units if unit.code.startswith("kec-")]
    kelurahan = [unit for unit in CITY.units if unit.code.startswith("kel-")]
    assert (31, 153) == (len(kecamatan), len(kelurahan))
    assert {unit.code for unit in kecamatan} == {unit.parent for unit in kelurahan}
    assert {f"35.78.{number:02d}" for number in range(1, 32)} == {unit.district for unit in kelurahan}
    assert all(unit.code.startswith(f"kel-{unit.district}-") for unit in kelurahan)
    assert {"registry", "siola"} == {unit.code for unit in CITY.units} - {
        unit.code for unit in (*kecamatan, *kelurahan)
    }


@pytest.mark.skipif(not AREAS.exists(), reason="the list of areas is not part of the project")
def test_kecamatan_and_counts_are_those_of_the_ministry() -> None:
    """Codes and names of the kecamatan, and how many kelurahan each has, are those of the list."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["code"]: row["name"] for row in rows if row["level"] == "kecamatan"}
    counts = Counter(row["parent_code"] for row in rows if row["level"] == "kelurahan")
    assert names == {code: CATALOGUE.district(code).name for code in names}
    assert counts == Counter(unit.district for unit in CITY.units if unit.code.startswith("kel-"))


# --- what rests on what ---------------------------------------------------------------------------------


def test_every_number_has_a_source_or_is_assumed_with_the_reason() -> None:
    """Every basis names what it rests on and where it was read, or says in words why it is assumed."""
    parts = (CITY.staff, CITY.demand, CITY.assumptions, CITY.catalogue)
    bases = {each for each in everything(parts) if isinstance(each, Basis)}
    assert {Certainty.REPORTED, Certainty.ASSUMED} <= {basis.certainty for basis in bases}
    for basis in bases:
        if basis.certainty is Certainty.ASSUMED:
            assert len(basis.reason.split()) >= 5, basis
        else:
            assert basis.reference is not None
            assert basis.reference.link.startswith("https://"), basis
            assert basis.reference.reviewed_on is not None, basis


def test_numbers_without_a_basis_have_a_comment() -> None:
    """Where the scenario keeps no basis, the file says beside the number, or just above it, why it is so."""
    lines = CITY_FILE.read_text(encoding="utf-8").splitlines()
    heading, bare = "", []
    for number, line in enumerate(lines):
        if line.startswith("["):
            heading = line.partition("#")[0].strip()
        holds_number = re.match(r'[\w".]+ = (\[\d|\d)', line)
        kept = heading.startswith(("[[", "[assumptions", "[sources"))
        above = lines[number - 1].startswith("#")
        if holds_number and not kept and "#" not in line and not above:
            bare.append(line)
    assert [] == bare


def test_all_assumptions_are_stated_with_a_range() -> None:
    """Every assumption has a value inside a range that is more than a point."""
    assert set(ASSUMPTIONS) == set(CITY.assumptions)
    assert all(each.low < each.high for each in CITY.assumptions.values())
    effect = CITY.assumptions["place_effect"]
    assert (-0.18, 0.0, 0.04) == (effect.low, effect.value, effect.high)


# --- what is asked for ----------------------------------------------------------------------------------


def a_day(scenario: Scenario) -> dict[str, float]:
    """Requests of a working day, by service."""
    found: dict[str, float] = defaultdict(float)
    for stream in scenario.demand:
        found[stream.service] += stream.per_day
    return found


def test_the_mix_is_that_of_the_days_after_lebaran() -> None:
    """The services share the day as the 11,604 requests did; digital identities come beside them."""
    mix = a_day(CITY)
    digital = mix.pop("ikd_activation")
    total = sum(mix.values())
    assert 2650 == pytest.approx(total, abs=1)
    assert 850 == pytest.approx(digital)
    share = {service: round(100 * count / total, 1) for service, count in mix.items()}
    assert {
        "ktp_reprint": 26.8,
        "ktp_first_recording": 9.4,
        "kia": 28.6,
        "family_card": 24.4,  # 24.36 and 0.06 of marriages
        "birth_act": 7.8,
        "death_act": 3.1,
    } == pytest.approx(share, abs=0.051)
    assert 36.2 == pytest.approx(share["ktp_reprint"] + share["ktp_first_recording"], abs=0.051)


def test_what_needs_the_citizen_is_filed_at_counters_only() -> None:
    """First recordings and digital identities come by no electronic channel."""
    channels = {
        stream.channel
        for stream in CITY.demand
        if stream.service in ("ktp_first_recording", "ikd_activation")
    }
    assert not any(CATALOGUE.channel(channel).electronic for channel in channels)


def test_counters_are_asked_in_opening_hours_only() -> None:
    """A counter has no requests at night; a channel that is always open has some in the evening."""
    for stream in CITY.demand:
        always = CATALOGUE.channel(stream.channel).always_open
        assert always is (sum(stream.hours[19:22]) > 0)
        assert always is (stream.closed_day > 0)


# --- who does it ----------------------------------------------------------------------------------------


def test_somebody_can_do_every_step_where_it_is_done() -> None:
    """Each step of each stream has officers with the skill in its unit, at a place that allows it."""
    able = {(unit, skill.code) for group in CITY.staff for unit in group.units for skill in group.skills}
    places = {group.place for group in CITY.staff}
    for stream in CITY.demand:
        for step in CATALOGUE.service(stream.service).steps:
            unit = CITY.routing[step.skill]
            assert {(unit if unit != "office" else office, step.skill) for office in stream.offices} <= able
            assert all(CATALOGUE.place(place).allows(step.place) for place in places)


def test_pools_share_no_skill_so_that_each_meets_the_load() -> None:
    """The front offices share their skills; each pool of the back office has one of its own."""
    pools = {group.code: {skill.code for skill in group.skills} for group in CITY.staff}
    assert pools["desk"] == pools["siola"]
    back = [pools[code] for code in ("verify", "record", "print", "sign")]
    assert [1, 1, 1, 1] == [len(pool) for pool in back]
    assert 8 == len(set().union(*pools.values()))


def test_which_steps_can_leave_the_office() -> None:
    """Help, checking and signing can be done anywhere; recording, cards and citizens need the office."""
    needs = defaultdict(set)
    for service in CATALOGUE.services.values():
        for step in service.steps:
            needs[step.place].add(step.code)
    assert {
        "any": {"help", "verify", "sign"},
        "secured_terminal": {"record", "print"},
        "counter": {"hand_over", "activate", "biometrics"},
    } == needs
    home = {group.code for group in CITY.staff if not group.position.needs_presence}
    assert {"desk", "siola", "verify", "sign"} == home


def test_every_counter_stays_staffed() -> None:
    """At least one of the two at each kelurahan stays."""
    desk = next(group for group in CITY.staff if group.code == "desk")
    assert (153, 2, 2) == (len(desk.units), desk.each, desk.at_least)


# --- what is promised -----------------------------------------------------------------------------------


def test_the_promise_is_1x24_hours_save_for_the_national_check() -> None:
    """All services promise 24 elapsed hours but the first identity card, which awaits the national check."""
    limits = {code: service.standard.completion for code, service in CATALOGUE.services.items()}
    assert (7, TimeUnit.WORKING_DAYS) == (
        limits["ktp_first_recording"].amount,
        limits.pop("ktp_first_recording").unit,
    )
    assert {(24, TimeUnit.ELAPSED_HOURS)} == {(limit.amount, limit.unit) for limit in limits.values()}


def test_the_promise_has_four_readings() -> None:
    """Filed on Friday evening, and on Friday morning: each reading gives its own answer."""
    calendar = surabaya_calendar()
    told = {}
    for name, limit in promise_readings().items():
        moments = (datetime(2026, 7, 3, 20, tzinfo=WIB), datetime(2026, 7, 3, 9, tzinfo=WIB))
        dues = [
            promise(limit, submitted_at=moment, complete_at=moment, calendar=calendar).due_at
            for moment in moments
        ]
        told[name] = [due and f"{due:%a %H:%M}" for due in dues]
    assert {
        "from_next_opening x next_working_day_same_time": ["Tue 07:30", "Mon 09:00"],
        "from_next_opening x clock": ["Tue 07:30", "Sat 09:00"],
        "no_promise x next_working_day_same_time": [None, "Mon 09:00"],
        "no_promise x clock": [None, "Sat 09:00"],
    } == told


def test_the_services_promise_by_the_first_reading() -> None:
    """What the services promise is the first of the readings, apart from what it rests on."""
    first = next(iter(promise_readings().values()))
    given = CATALOGUE.service("kia").standard.completion
    assert attrs.evolve(first, basis=given.basis) == given


# --- files ----------------------------------------------------------------------------------------------


def test_there_is_one_file_for_each_service_and_channel() -> None:
    """A file holds the one thing that it is named after."""
    for folder, kind in (("services", "service"), ("channels", "channel")):
        texts = {name: text for name, text in surabaya_catalogue_files().items() if name.startswith(folder)}
        assert {f"{folder}/{tomllib.loads(text)[kind]['code']}.toml" for text in texts.values()} == set(texts)
    assert 7 == len(CATALOGUE.services)
    assert {"kng", "whatsapp", "kelurahan_counter", "siola_counter"} == set(CATALOGUE.channels)


def test_the_city_is_read_once() -> None:
    """Asking again gives the same object, under the name that files call it by too."""
    assert surabaya_registry() is surabaya_registry()
    assert surabaya_catalogue_files() is CATALOGUES["surabaya"]()
    assert surabaya_calendar() is CALENDARS["surabaya"]()


def test_the_window_is_a_quarter_without_ramadan_in_known_years() -> None:
    """All simulated days are known to the calendar, and none lies in Ramadan."""
    assert (date(2026, 7, 1), date(2026, 10, 1)) == (CITY.since, CITY.until)
    first, last = (
        CITY.since - timedelta(days=CITY.run_in_days),
        CITY.until + timedelta(days=CITY.run_out_days),
    )
    calendar = CITY.calendar
    assert calendar.since <= first < last < calendar.until
    assert not any(season.since < last and first < season.until for season in calendar.seasons)
    window = national_law()["outcome.reopen_window_days"].number_on(CITY.until)
    assert CITY.run_out_days >= window


# --- simulated ------------------------------------------------------------------------------------------


def test_minutes_at_the_load_are_about_those_of_the_files() -> None:
    """At load 0.8 no pool's minutes are stretched by more than a fifth: the files say what follows."""
    pytest.importorskip("numpy")
    from asnwork.simulation.staffing import staff_of
    from asnwork.simulation.work import minutes_factor

    factors = minutes_factor(CITY, staff_of(CITY))
    assert CATALOGUE.skills == set(factors)
    assert all(0.8 <= factor <= 1.2 for factor in factors.values())


def test_counters_in_siola_are_about_as_busy_as_the_others() -> None:
    """The minutes asked of an officer in Siola and in a kelurahan differ by less than a tenth."""
    asked: dict[str, float] = defaultdict(float)
    days = 64 / 92
    for stream in CITY.demand:
        channel = CATALOGUE.channel(stream.channel)
        closed = stream.closed_day * (1 - days) / days if channel.always_open else 0.0
        for step in CATALOGUE.service(stream.service).steps_for(assisted=channel.assisted):
            if CITY.routing[step.skill] == "office":
                asked[stream.offices[0][:3]] += stream.per_day * (1 + closed) * step.minutes
    officers = {group.code: group.each * len(group.units) for group in CITY.staff}
    assert 1 == pytest.approx((asked["sio"] / officers["siola"]) / (asked["kel"] / officers["desk"]), abs=0.1)


@pytest.mark.slow
def test_a_week_of_the_city_can_be_simulated() -> None:
    """A short window runs: every kind of step is done, most requests are on time, nobody is left behind."""
    pytest.importorskip("numpy")
    import numpy as np

    from asnwork.policies.assignment_rules import by_rotation
    from asnwork.policies.outcomes.standard_outcome import standard_outcome
    from asnwork.policies.workplace import elsewhere_formula
    from asnwork.policies.workplaces.anywhere_if_task_allows import anywhere_if_task_allows
    from asnwork.simulation.engine import build_city
    from asnwork.simulation.measures import service_measures
    from asnwork.simulation.run import run

    law = national_law()
    short = attrs.evolve(CITY, until=CITY.since + timedelta(days=7), run_in_days=2, run_out_days=7)
    simulated = run(build_city(short, 0), elsewhere_formula(anywhere_if_task_allows(law)), by_rotation())
    measures = service_measures(simulated, standard_outcome(law))
    assert 0.8 < measures["on_time"] <= 1
    assert 0.04 < measures["days_elsewhere"] < 0.12
    ended = np.asarray(simulated.log.ended_at) >= 0
    assert set(range(len(simulated.city.work.step_codes))) == set(simulated.city.work.step[ended])
    ready = ~np.isnan(simulated.requests["ready_at"][simulated.in_window])
    assert ready.mean() > 0.98
