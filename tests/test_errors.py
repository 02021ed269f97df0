"""Errors say what was given, what was expected, where, and the way out."""

from __future__ import annotations

import inspect
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork import errors
from asnwork.errors import (
    AsnworkError,
    BrokenRule,
    BrokenScorer,
    CalendarUnknown,
    DuplicateName,
    Fault,
    InvalidIdentity,
    InvalidInput,
    MaskedIdentity,
    MissingExtra,
    MoveNotAllowed,
    NoEffect,
    NotIssued,
    NoValueOnDay,
    UnitMismatch,
    UnknownName,
    VersionConflict,
    near_misses,
)

CLASSES = [
    value for name in errors.__all__ if inspect.isclass(value := getattr(errors, name)) and value is not Fault
]


@pytest.mark.parametrize("error", CLASSES)
def test_one_except_catches_everything(error: type[Exception]) -> None:
    """Every error of asnwork is an AsnworkError."""
    assert issubclass(error, AsnworkError)


@pytest.mark.parametrize("error", CLASSES)
def test_the_tree_at_the_top_names_every_error(error: type[Exception]) -> None:
    """The drawing that opens the module has a line for each class."""
    assert error.__name__ in str(errors.__doc__)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidInput, ValueError),
        (UnknownName, LookupError),
        (DuplicateName, ValueError),
        (NoValueOnDay, LookupError),
        (CalendarUnknown, LookupError),
        (UnitMismatch, ValueError),
        (MoveNotAllowed, ValueError),
        (MissingExtra, ImportError),
    ],
)
def test_an_error_is_also_the_builtin_that_a_caller_expects(
    error: type[Exception], builtin: type[Exception]
) -> None:
    """A caller who knows only Python's own errors catches the right ones."""
    assert issubclass(error, builtin)


def test_a_fault_says_where_what_and_the_way_out() -> None:
    """A fault reads as path, given, expected, hint."""
    fault = Fault("services[2].limit", given="24h", expected="an amount and a unit", hint="write 24, 'hours'")
    assert "services[2].limit: given '24h', expected an amount and a unit (write 24, 'hours')" == str(fault)


def test_a_fault_without_a_hint_ends_at_what_was_expected() -> None:
    """A fault that has no hint shows no empty brackets."""
    assert "day: given None, expected a date" == str(Fault("day", given=None, expected="a date"))


@given(st.text(min_size=100))
def test_a_long_value_is_cut(value: str) -> None:
    """A fault never prints more than 80 characters of what was given."""
    text = str(Fault("note", given=value, expected="a short text"))
    shown = text.removeprefix("note: given ").removesuffix(", expected a short text")
    assert 80 == len(shown)
    assert shown.endswith("...")


def test_a_fault_shows_itself_in_a_session() -> None:
    """The representation of a fault is its text."""
    assert "<Fault day: given 5, expected a date>" == repr(Fault("day", given=5, expected="a date"))


def test_one_fault_is_one_line() -> None:
    """An input with a single fault is told in one line, with its source in front."""
    error = InvalidInput(Fault("day", given=5, expected="a date"), source="city.toml")
    assert "city.toml: day: given 5, expected a date" == str(error)


def test_all_faults_are_told_at_once() -> None:
    """An input with several faults tells them all, in order, and holds them."""
    faults = (Fault("a", given=1, expected="a text"), Fault("b", given=2, expected="a date"))
    error = InvalidInput(*faults)
    assert faults == error.faults
    assert "2 faults\n  - a: given 1, expected a text\n  - b: given 2, expected a date" == str(error)


def test_an_identity_that_cannot_be_one_is_invalid_input() -> None:
    """A wrong identity number is caught with all other wrong input."""
    assert issubclass(InvalidIdentity, InvalidInput)


@pytest.mark.parametrize(
    ("name", "known", "text"),
    [
        ("watsapp", ["whatsapp", "counter"], "unknown channel 'watsapp'; did you mean whatsapp?"),
        ("fax", ["whatsapp", "counter"], "unknown channel 'fax'; known: counter, whatsapp"),
        ("fax", [], "unknown channel 'fax'; nothing of this kind is known here"),
        (
            "?",
            [f"ab{i}" for i in range(9)],
            "unknown channel '?'; known: ab0, ab1, ab2, ab3, ab4, ab5, ab6, ab7, ...",
        ),
    ],
)
def test_an_unknown_name_points_to_the_known_ones(name: str, known: list[str], text: str) -> None:
    """A near miss is named; without one the known names are; a long list is cut."""
    assert text == str(UnknownName("channel", name, known))


def test_an_unknown_name_takes_names_that_can_be_read_only_once() -> None:
    """The known names may come from a generator."""
    assert ("whatsapp",) == UnknownName("channel", "watsapp", (n for n in ["whatsapp"])).near


@given(st.text(), st.lists(st.text(), max_size=8))
def test_near_misses_are_few_and_known(name: str, known: list[str]) -> None:
    """There are at most three near misses, all of them among the known names."""
    near = near_misses(name, known)
    assert len(near) <= 3
    assert set(near) <= set(known)


@given(st.text(min_size=1), st.lists(st.text(), max_size=8))
def test_a_known_name_is_its_own_nearest(name: str, known: list[str]) -> None:
    """What is known is found first, and the order of the known names does not matter."""
    near = near_misses(name, [*known, name])
    assert name == near[0]
    assert near == near_misses(name, [name, *reversed(known)])


def test_a_duplicate_says_where_both_came_from() -> None:
    """Two things under one name are told with the place of each, when the places are known."""
    error = DuplicateName("service", "ktp", "a.toml", "b.toml")
    assert "service 'ktp' is there twice (first a.toml, then b.toml); rename one of them" == str(error)
    assert "service 'ktp' is there twice; rename one of them" == str(DuplicateName("service", "ktp"))


def test_a_day_without_a_value_says_which_days_have_one() -> None:
    """A dated value names the day that was asked for and what it covers."""
    error = NoValueOnDay("working hours", date(2001, 1, 1), "2003-07-01 on")
    assert "working hours has no value on 2001-01-01: it covers 2003-07-01 on" == str(error)
    assert date(2001, 1, 1) == error.day


@pytest.mark.parametrize("day", [date(2029, 3, 1), 2029])
def test_an_unknown_calendar_names_the_year(day: object) -> None:
    """A day, or a year, outside the known decrees is told with its year and with what is known."""
    text = str(CalendarUnknown(day, known="2020 to 2027"))
    assert text.startswith("joint leave for 2029 is not known")
    assert "known: 2020 to 2027" in text


def test_units_that_do_not_go_together_are_both_named() -> None:
    """A mismatch names the operation, both units and the place."""
    assert "cannot add 'minutes' and 'rupiah' in pay.base; bring both to one unit first" == str(
        UnitMismatch("add", "minutes", "rupiah", "pay.base")
    )
    assert "cannot add 'minutes' and 'rupiah'; bring both to one unit first" == str(
        UnitMismatch("add", "minutes", "rupiah")
    )


def test_a_forbidden_move_names_the_allowed_ones() -> None:
    """A move that is not allowed names state, event, reason and the moves that are."""
    error = MoveNotAllowed("closed", "RequestDecided", ["RequestReopened"], "it has ended")
    assert "RequestDecided is not allowed while closed (it has ended); allowed now: RequestReopened" == str(
        error
    )
    assert ("RequestReopened",) == error.allowed


def test_a_state_without_moves_says_none() -> None:
    """Where nothing is allowed any more the text says so."""
    assert "RequestDecided is not allowed while withdrawn; allowed now: none" == str(
        MoveNotAllowed("withdrawn", "RequestDecided", [])
    )


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (VersionConflict("R-7", 3, 5), ["R-7", "version 5", "not 3", "load it again"]),
        (
            BrokenScorer("output", "minutes", "was read but not declared"),
            ["'output'", "'minutes'", "declared"],
        ),
        (BrokenRule("rotation", "has no order"), ["'rotation'", "has no order"]),
        (NotIssued("O-1", "proposed"), ["O-1", "proposed", "named official"]),
        (MaskedIdentity("NIK", "3578**********01"), ["NIK", "3578**********01", "identities='plain'"]),
        (MissingExtra("numpy", "sim", "a simulation"), ["a simulation", "numpy", "asnwork[sim]"]),
    ],
)
def test_the_text_holds_what_the_error_is_about(error: AsnworkError, parts: list[str]) -> None:
    """Each of these says the thing, the trouble and the way out."""
    assert [] == [part for part in parts if part not in str(error)]


@pytest.mark.parametrize(
    "error",
    [
        VersionConflict("R-7", 3, 5),
        MoveNotAllowed("closed", "RequestDecided", ["RequestReopened"], "it has ended"),
        UnknownName("channel", "watsapp", ["whatsapp"]),
        InvalidInput(Fault("day", given=5, expected="a date")),
    ],
)
def test_an_error_holds_its_facts_as_attributes(error: AsnworkError) -> None:
    """A program reads the facts of an error without reading its text."""
    assert vars(error)
    assert all(value is not None for value in vars(error).values())


ONE_OF_EACH = [
    BrokenRule("rule", "it has no end"),
    BrokenScorer("scorer", "figure", "it was not declared"),
    CalendarUnknown(date(2029, 3, 1), known="2020 to 2027"),
    DuplicateName("service", "kk", "a.toml", "b.toml"),
    InvalidIdentity(Fault("number", given="15 digits (hidden)", expected="16 digits")),
    InvalidInput(Fault("load", given=-1, expected="more than 0"), source="city.toml"),
    MaskedIdentity("NIK", "3578************"),
    MissingExtra("numpy", "sim", "the simulation"),
    MoveNotAllowed("closed", "RequestDecided", ["RequestReopened"], "it is over"),
    NoEffect("three days", 5, "three days: flexible.days_a_week = 3 from 2027-01-01", "nobody reads it"),
    NoValueOnDay("tpp.late_cut", date(2019, 1, 1), "from 2020-01-01"),
    NotIssued("officer-1", "proposed"),
    UnitMismatch("add", "minutes", "rupiah", "a rule"),
    UnknownName("channel", "watsapp", ["whatsapp"]),
    VersionConflict("r1", 2, 3),
]


@pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)
def test_an_error_of_a_worker_reaches_its_parent_whole(error: AsnworkError) -> None:
    """Every kind of error survives being sent between processes: its kind, its text and what it holds."""
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, as a worker sends them
    assert type(error) is type(sent)
    assert str(error) == str(sent)
    assert vars(error).keys() == vars(sent).keys()


def test_one_of_each_error_is_sent() -> None:
    """The list above holds one error of each class but the root."""
    assert {type(error) for error in ONE_OF_EACH} == set(CLASSES) - {AsnworkError}
