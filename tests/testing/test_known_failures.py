"""Laws as parameters of pytest, and which of them are known to be broken."""

from __future__ import annotations

import sys

import pytest

from asnwork.errors import InvalidInput, MissingExtra, UnknownName
from asnwork.testing.known_failures import as_parameters, checked_failures


def test_a_known_failure_is_of_a_law_that_is_tried() -> None:
    """None is known unless said; one of another law is refused under what such laws are called."""
    assert {} == checked_failures(None, ["blind"], kind="law", source="s")
    with pytest.raises(UnknownName, match="unknown pay law 'blond'; did you mean blind"):
        checked_failures({"blond": "why"}, ["blind"], kind="pay law", source="s")


def test_a_known_failure_has_a_reason() -> None:
    """Every reason that is missing is named at once, with whose laws they are."""
    with pytest.raises(InvalidInput) as told:
        checked_failures({"a": " ", "b": "so", "c": ""}, "abc", kind="law", source="mine")
    assert ["known_failures[a]", "known_failures[c]"] == [fault.path for fault in told.value.faults]
    assert str(told.value).startswith("mine: ")


def test_each_law_is_a_parameter_and_a_known_failure_is_strict() -> None:
    """Two laws of one name are both tried; only what is known to fail may, and must."""
    first, second, third = as_parameters(
        [("a", 1), ("a", 2), ("b", 3)], {"b": "it reads clocks"}, subject="s", wanted="a law"
    )
    assert [(1,), (2,), (3,)] == [each.values for each in (first, second, third)]
    assert ["s-a", "s-a", "s-b"] == [each.id for each in (first, second, third)]
    assert () == tuple(first.marks)
    (mark,) = third.marks
    assert ("xfail", True, AssertionError, "it reads clocks") == (
        mark.name,
        mark.kwargs["strict"],
        mark.kwargs["raises"],
        mark.kwargs["reason"],
    )


def test_without_pytest_it_says_which_extra_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text names what pytest is needed for and what brings it."""
    monkeypatch.setitem(sys.modules, "pytest", None)
    with pytest.raises(MissingExtra, match=r"a law as a test.*asnwork\[testing\]"):
        as_parameters([], {}, subject="s", wanted="a law as a test")
