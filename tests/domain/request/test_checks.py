from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from asnwork.domain.request.checks import (
    at_fixed_offset,
    kind_faults,
    moment_faults,
    refuse,
    span_faults,
    text_faults,
    twice_faults,
)
from asnwork.errors import InvalidInput


def said(faults):
    """The texts of faults."""
    return [str(fault) for fault in faults]


def test_a_moment_keeps_its_offset_and_loses_its_rules():
    """The second of two equal clock times stays the second, with a fixed offset."""
    berlin = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
    fixed = at_fixed_offset(berlin)
    assert "2026-10-25T02:30:00+01:00" == fixed.isoformat()
    assert (timezone(timedelta(hours=1)), 0) == (fixed.tzinfo, fixed.fold)


@pytest.mark.parametrize("value", [None, "2026-05-04", datetime(2026, 5, 4)])
def test_what_has_no_offset_is_handed_back(value):
    """What is no moment with a zone is left for the check to name."""
    assert value is at_fixed_offset(value)
    (fault,) = moment_faults("when", value)
    assert ("when", "a moment with a zone") == (fault.path, fault.expected)
    assert "replace(tzinfo=" in fault.hint


def test_a_moment_with_a_zone_is_sound():
    """A moment with a zone has no fault."""
    assert [] == said(moment_faults("when", datetime(2026, 5, 4, tzinfo=UTC)))


@pytest.mark.parametrize(("text", "faults"), [("a", 0), ("", 1), (" \n", 1), (None, 1), (7, 1)])
def test_a_text_says_something(text, faults):
    """A text that is empty, blank or no text has one fault."""
    assert ["path: given " + repr(text) + ", expected a text that is not empty"] * faults == said(
        text_faults("path", text)
    )


@pytest.mark.parametrize(
    ("value", "faults"), [(timedelta(), 0), (timedelta(1), 0), (timedelta(microseconds=-1), 1), (5, 1)]
)
def test_a_span_is_not_negative(value, faults):
    """A span below zero, or what is no span, has one fault."""
    assert faults == len(said(span_faults("span", value)))


def test_the_kind_of_a_value_is_checked():
    """A value of another kind has a fault that names the kind expected."""
    assert [] == said(kind_faults("path", timedelta(), timedelta))
    assert ["path: given 5, expected a timedelta"] == said(kind_faults("path", 5, timedelta))


def test_each_code_that_stands_twice_is_named_once():
    """A code that repeats is named once, however often it stands."""
    assert [
        "steps: given 'b', expected each code once",
        "steps: given 'a', expected each code once",
    ] == said(twice_faults("steps", ["b", "a", "b", "c", "a", "b"]))


def test_faults_are_raised_together_and_none_raises_nothing():
    """Faults become one error with its source; without faults nothing happens."""
    refuse([], "paper")
    with pytest.raises(InvalidInput) as caught:
        refuse(text_faults("kind", ""), "paper")
    assert "paper: kind: given '', expected a text that is not empty" == str(caught.value)
