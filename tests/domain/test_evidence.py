from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import FORBIDDEN_FIGURES, Evidence, Period, UnitEvidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import from_us
from asnwork.errors import InvalidInput, UnknownName

WIB = "Asia/Jakarta"
MAY = Period.month(2026, 5, zone=WIB)


def test_a_month_is_whole() -> None:
    """A month runs from its first day to its last, in its zone."""
    assert Period(since=date(2026, 5, 1), until=date(2026, 6, 1), zone=WIB) == MAY
    assert "2026-05-01 to 2026-05-31" == str(MAY)
    assert "2026-12-01 to 2026-12-31" == str(Period.month(2026, 12, zone=WIB))


@pytest.mark.parametrize(
    ("quarter", "expected"), [(1, "2026-01-01 to 2026-03-31"), (4, "2026-10-01 to 2026-12-31")]
)
def test_a_quarter_is_three_months(quarter: int, expected: str) -> None:
    """A quarter runs from the first day of its first month to the last of its third."""
    assert expected == str(Period.quarter(2026, quarter, zone=WIB))


@pytest.mark.parametrize(("name", "given"), [("month", 0), ("month", 13), ("quarter", 0), ("quarter", 5)])
def test_a_month_or_quarter_that_is_none_is_refused(name: str, given: int) -> None:
    """A month outside 1 to 12 and a quarter outside 1 to 4 are refused, saying so."""
    last = 12 if name == "month" else 4
    with pytest.raises(InvalidInput, match=f"{name}: given {given}, expected 1 to {last}"):
        getattr(Period, name)(2026, given, zone=WIB)


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_has_a_day_in_it(days: int) -> None:
    """A period that ends before it begins is refused."""
    since = date(2026, 5, 1)
    with pytest.raises(InvalidInput, match="a day after 2026-05-01"):
        Period(since=since, until=since + timedelta(days=days), zone=WIB)


def test_bounds_are_local_midnights() -> None:
    """The bounds are the midnights of the zone, the second one outside."""
    start, end = MAY.bounds
    assert "2026-05-01T00:00:00+07:00" == from_us(start, WIB).isoformat()
    assert "2026-06-01T00:00:00+07:00" == from_us(end, WIB).isoformat()


def test_a_zone_that_does_not_exist_is_refused() -> None:
    """A zone that is none is refused, with the near misses, when the bounds are asked for."""
    with pytest.raises(UnknownName, match="did you mean Asia/Jakarta"):
        _ = Period.month(2026, 5, zone="Asia/Jakart").bounds


@given(st.dates(date(2020, 1, 1), date(2027, 12, 31)), st.integers(1, 500))
def test_months_tile_a_period(since: date, days: int) -> None:
    """The months of a period follow one another without gap or overlap and stay inside it."""
    period = Period(since=since, until=since + timedelta(days=days), zone=WIB)
    months = list(period.months())
    assert (period.since, period.until) == (months[0].since, months[-1].until)
    assert [month.until for month in months[:-1]] == [month.since for month in months[1:]]
    assert all(month.since.month == (month.until - timedelta(days=1)).month for month in months)
    assert days == sum((month.until - month.since).days for month in months)


def evidence(**parts: Any) -> Evidence:
    """Evidence of one officer with something of its own."""
    officer = OfficerId("ani")
    return Evidence(
        **{"officer": officer, "period": MAY, "as_of": 0, "figures": {"a": 1.0}, "units": {"a": "1"}, **parts}
    )


def test_figures_are_found_by_name() -> None:
    """A figure is found by its name, a missing one is None, and one that is not there is an error."""
    found = evidence(figures={"kept": 1.0, "judged": None}, units={"kept": "1", "judged": "1"})
    assert (1.0, None) == (found["kept"], found["judged"])
    with pytest.raises(UnknownName, match="did you mean judged"):
        found["judge"]


@pytest.mark.parametrize("word", FORBIDDEN_FIGURES)
def test_no_figure_tracks_an_officer(word: str) -> None:
    """There is no place in evidence for coordinates, screens, keys or calls."""
    name = f"mean_{word.upper()}"
    with pytest.raises(InvalidInput, match="does not track an officer"):
        evidence(figures={name: 1.0}, units={name: "1"})


@pytest.mark.parametrize(
    "name",
    [
        *(
            "camera_minutes",
            "cctv",
            "screenTime",
            "screentime",
            "screenshots",
            "gpsLat",
            "GPSLat",
            "locations",
        ),
        *("callbacks", "call_back", "keylogger", "clicks", "geotag", "tracking", "posisi", "idle_minutes"),
        *("panggilan_balik", "telepon_balik", "superior_response_minutes", "response_to_superior"),
        *("menit_jawaban_atasan", "lokasinya", "mouse.moves", "LokasiTerakhir"),
    ],
)
def test_no_way_of_writing_passes(name: str) -> None:
    """Plurals, camel case and two words for one are refused as the word itself is, in both languages."""
    with pytest.raises(InvalidInput, match="does not track an officer"):
        evidence(figures={name: 1.0}, units={name: "1"})


@pytest.mark.parametrize(
    "name",
    [
        *("late_minutes", "long_waits", "clocked_in", "done.koordinasi", "answers", "first_response_at"),
        *(
            "done.allocations",
            "position_grade",
            "behaviour.total.accountable",
            "days_elsewhere",
            "mean_class",
        ),
    ],
)
def test_honest_names_pass(name: str) -> None:
    """What only resembles a forbidden word is a figure like any other."""
    assert 1.0 == evidence(figures={name: 1.0}, units={name: "1"})[name]


@pytest.mark.parametrize(
    "name", ["survey.forms", "survey.half_width", "survey.total.time", "survey", "survey.x"]
)
def test_what_the_survey_says_of_a_unit_is_no_officers(name: str) -> None:
    """Of the survey an officer has what asks about who served; a unit has all of it."""
    with pytest.raises(InvalidInput, match="asks about who served: competence and behaviour"):
        evidence(figures={name: 1.0}, units={name: "1"})
    assert 1.0 == UnitEvidence(unit="u", period=MAY, as_of=0, figures={name: 1.0}, units={name: "1"})[name]
    personal = "survey.unit_mean.competence"
    assert 1.0 == evidence(figures={personal: 1.0}, units={personal: "1"})[personal]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_figure_is_a_number_or_missing(value: float) -> None:
    """What is no finite number is refused rather than summed."""
    with pytest.raises(InvalidInput, match="a finite number, or None when missing"):
        evidence(figures={"a": value})


def test_all_faults_come_together() -> None:
    """Every fault of every figure is named at once, with whose evidence it is."""
    with pytest.raises(InvalidInput, match="evidence of ani: 3 faults") as caught:
        evidence(figures={"a": float("nan"), "screen_time": 1.0}, units={"a": "1"})
    assert ["a", "screen_time", "screen_time"] == [fault.path for fault in caught.value.faults]


def test_evidence_keeps_its_own_copy() -> None:
    """What the caller does later with what was given changes no evidence."""
    figures: dict[str, float | None] = {"a": 1.0}
    found = evidence(figures=figures)
    figures["a"] = 2.0
    assert 1.0 == found["a"]
    assert ({}, {}) == (found.rows, found.missing)
    assert evidence() == evidence(figures={"a": 1.0})


# --- a unit's ----------------------------------------------------------------------------------


def test_evidence_of_a_unit_names_no_officer() -> None:
    """It has the unit's code and no field for an officer, and an officer's has none for a unit."""
    found = UnitEvidence(unit="front", period=MAY, as_of=0, figures={"a": 1.0}, units={"a": "1"})
    assert ("front", 1.0, "the unit front") == (found.unit, found["a"], found.whose)
    assert not hasattr(found, "officer")
    assert not hasattr(evidence(), "unit")


@pytest.mark.parametrize("word", FORBIDDEN_FIGURES)
def test_the_guards_hold_for_a_unit_too(word: str) -> None:
    """No figure of a unit tracks anybody either, and the error says whose evidence it was."""
    with pytest.raises(InvalidInput, match=f"evidence of the unit front: {word}: given"):
        UnitEvidence(unit="front", period=MAY, as_of=0, figures={word: 1.0}, units={word: "1"})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_figure_of_a_unit_is_finite_and_has_a_unit(value: float) -> None:
    """Both faults are told at once."""
    with pytest.raises(InvalidInput) as caught:
        UnitEvidence(unit="front", period=MAY, as_of=0, figures={"a": value}, units={})
    assert ["a unit", "a finite number, or None when missing"] == [
        fault.expected for fault in caught.value.faults
    ]


def test_an_unknown_figure_of_a_unit_names_the_near_one() -> None:
    """A figure that is not there is refused, with the near misses."""
    found = UnitEvidence(unit="front", period=MAY, as_of=0, figures={"forms": 1.0}, units={"forms": "1"})
    with pytest.raises(UnknownName, match="did you mean forms"):
        found["form"]
