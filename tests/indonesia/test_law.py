from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date

import pytest

from asnwork.adapters.law_file import load_law
from asnwork.domain.law import Bands, Basis, Certainty, Parameter
from asnwork.indonesia.law import national_law

DAY = date(2026, 11, 24)

PATHS = (
    *("hours.weekly_minutes", "hours.weekly_minutes_ramadan"),
    *("flexible.days_a_week", "flexible.new_in_post_days", "friday_home.weekday"),
    *("surabaya_2025.minutes_a_day", "surabaya_2025.minutes_a_week"),
    *("tpp.performance_share", "tpp.discipline_share", "tpp.late_cut", "tpp.early_cut"),
    *("tpp.no_record_cut", "tpp.absence_cut", "eperformance.work_share", "eperformance.behaviour_share"),
    *("rating.below", "rating.above", "rating.cap", "main_job.threshold"),
    *("predicate.matrix", "predicate.pay_share", "outcome.reopen_window_days", "outcome.kept_weight"),
    *("score.minimum_coverage", "promise.compensation_rupiah", "objection.days", "objection.superior_days"),
)


def bases(parameter: Parameter) -> list[Basis]:
    """What each value of a parameter rests on."""
    return [basis for _, basis in parameter.basis.values]


def bands(path: str) -> Bands:
    """A table of bands of the shipped law."""
    table = national_law()[path].on(DAY)
    assert isinstance(table, Bands)
    return table


@pytest.mark.parametrize("path", PATHS)
def test_what_the_rules_read_is_there(path: str) -> None:
    """Every path that a shipped rule reads has a value on the day the facts were looked up."""
    assert path == national_law()[path].path
    national_law()[path].on(DAY)


@pytest.mark.parametrize("parameter", tuple(national_law()), ids=str)
def test_every_number_says_what_it_rests_on(parameter: Parameter) -> None:
    """Every shipped number has a unit, words in two languages, and a reference or a reason."""
    assert parameter.unit
    assert parameter.label
    assert parameter.label_id
    assert (parameter.unit in ("share", "percent")) == bool(parameter.share_of and parameter.share_of_id)
    assert [day for day, _ in parameter.values.values] == [day for day, _ in parameter.basis.values]
    for basis in bases(parameter):
        if basis.certainty is Certainty.ASSUMED:
            assert basis.reason
        else:
            assert basis.reference is not None
            assert basis.reference.link or basis.reason
            assert basis.reference.reviewed_on == DAY


def test_no_number_claims_an_enacted_text() -> None:
    """The texts of the instruments were not read, so no number is enacted."""
    certainties = {basis.certainty for parameter in national_law() for basis in bases(parameter)}
    assert {Certainty.REPORTED, Certainty.ASSUMED} == certainties


def test_what_was_only_recalled_is_assumed() -> None:
    """The cut for a day absent and the table for early leave were found nowhere."""
    for path in ("tpp.absence_cut", "tpp.early_cut", "flexible.new_in_post_days", "predicate.pay_share"):
        assert {Certainty.ASSUMED} == {basis.certainty for basis in bases(national_law()[path])}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("hours.weekly_minutes", 37.5 * 60),
        ("hours.weekly_minutes_ramadan", 32.5 * 60),
        ("flexible.days_a_week", 2),
        ("friday_home.weekday", 5),
        ("surabaya_2025.minutes_a_day", 7.5 * 60),
        ("surabaya_2025.minutes_a_week", 37.5 * 60),
        ("tpp.performance_share", 0.6),
        ("tpp.absence_cut", 0.03),
        ("eperformance.work_share", 0.8),
        ("rating.below", 0.9),
        ("rating.above", 1.0),
        ("rating.cap", 1.2),
        ("promise.compensation_rupiah", 50_000),
        ("objection.days", 14),
        ("objection.superior_days", 7),
    ],
)
def test_the_numbers_are_those_of_the_sources(path: str, expected: float) -> None:
    """The numbers are those that the sources report."""
    assert expected == national_law()[path].number_on(DAY)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("hours.weekly_minutes", date(2023, 4, 12)),
        ("flexible.days_a_week", date(2025, 4, 21)),
        ("friday_home.weekday", date(2026, 4, 10)),
        ("promise.compensation_rupiah", date(2024, 5, 13)),
    ],
)
def test_a_number_holds_from_its_first_day(path: str, day: date) -> None:
    """The first day of a number that was read is the day on which its instrument came into force."""
    basis = national_law()[path].basis.values
    assert day == next(first for first, found in basis if found.certainty is Certainty.REPORTED)


def test_the_late_bands_are_those_of_the_decree() -> None:
    """TL-1: lateness in minutes against the cut in percent, at every edge."""
    minutes = (0, 1, 30, 31, 60, 61, 90, 91)
    assert [0, 0.5, 0.5, 1, 1, 1.25, 1.25, 1.5] == [100 * bands("tpp.late_cut").of(late) for late in minutes]
    assert 0.015 == national_law()["tpp.no_record_cut"].number_on(DAY)
    assert bands("tpp.early_cut") == bands("tpp.late_cut")


@pytest.mark.parametrize(
    ("whole", "paths"),
    [
        (1, ("tpp.performance_share", "tpp.discipline_share")),
        (1, ("eperformance.work_share", "eperformance.behaviour_share")),
        (10_000, tuple(path for path in map(str, national_law()) if path.endswith("_weight"))),
    ],
)
def test_parts_of_a_whole_add_up(whole: float, paths: tuple[str, ...]) -> None:
    """The parts of an allowance, of a score, and of the outcome add up to the whole."""
    assert whole == sum(national_law()[path].number_on(DAY) for path in paths)


def test_pay_rises_with_the_predicate() -> None:
    """A better predicate never pays less."""
    shares = [bands("predicate.pay_share").of(rank) for rank in range(1, 6)]
    assert sorted(shares) == shares
    assert (0.25, 1.0) == (shares[0], shares[-1])


def test_the_law_is_read_once() -> None:
    """Asking again gives the very same law."""
    assert national_law() is national_law()


def seconds(texts: Mapping[str, str]) -> float:
    """How long it takes to read the law from its texts."""
    start = time.perf_counter()
    load_law(texts)
    return time.perf_counter() - start
