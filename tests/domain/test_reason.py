from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from asnwork.domain.law import assumed
from asnwork.domain.reason import Reason, Value, Wording, explain
from asnwork.errors import UnknownName

WORDS = Wording("$limit days are taken", "$limit hari terpakai")


def reason(**parts: Any) -> Reason:
    """A reason with something of its own."""
    return Reason(**{"rule": "two_days", "code": "limit", "values": {"limit": 2}, "wording": WORDS, **parts})


def test_a_reason_reads_in_two_languages() -> None:
    """A reason is English as text, and either language when it is explained."""
    assert "2 days are taken" == str(reason())
    assert "2 days are taken" == explain(reason())
    assert "2 hari terpakai" == explain(reason(), lang="id")


def test_an_explanation_names_the_law() -> None:
    """An explanation ends with what the rule rests on, when it rests on something."""
    assert "2 hari terpakai [assumed: recalled]" == explain(reason(law=assumed("recalled")), lang="id")


def test_a_language_that_is_not_spoken_is_refused() -> None:
    """A language other than the two is refused by name."""
    with pytest.raises(UnknownName, match="unknown language 'jv'"):
        explain(reason(), lang="jv")
    with pytest.raises(UnknownName, match="unknown language 'EN'; known: en, id"):
        WORDS.said_in("EN")


def test_a_wording_is_said_in_a_language() -> None:
    """A wording gives its sentence in either language, its blanks still open."""
    assert ("$limit days are taken", "$limit hari terpakai") == (WORDS.said_in("en"), WORDS.said_in("id"))


def test_values_are_found_by_name() -> None:
    """A value is found by its name; a name that is not there is an error with the near misses."""
    assert 2 == reason()["limit"]
    with pytest.raises(UnknownName, match="did you mean limit"):
        reason()["limits"]


def test_reasons_are_equal_by_what_they_say() -> None:
    """Rule, code, values and law make a reason; order of the values and words do not."""
    one = reason(values={"a": 1, "b": 2})
    assert one == reason(values={"b": 2, "a": 1}, wording=Wording("x", "y"))
    assert one == reason(values=(("b", 2), ("a", 1)))
    for other in ({"code": "other"}, {"rule": "other"}, {"values": {"a": 1}}, {"law": assumed("x")}):
        assert one != reason(**{"values": {"a": 1, "b": 2}, **other})
    assert 1 == len({one, reason(values={"b": 2, "a": 1})})


@pytest.mark.parametrize(
    ("value", "en", "id_"),
    [
        (None, "unknown", "tidak diketahui"),
        (True, "yes", "ya"),
        (False, "no", "tidak"),
        (3, "3", "3"),
        (3.0, "3", "3"),
        (100.0, "100", "100"),
        (1234.5, "1,234.5", "1.234,5"),
        (0.126, "0.126", "0,126"),
        (0.0125, "0.0125", "0,0125"),
        (-0.0125, "-0.0125", "-0,0125"),
        (1 / 3, "0.3333", "0,3333"),
        (0.99999, "1", "1"),
        (0.0000123, "0.000012", "0,000012"),
        (0.0, "0", "0"),
        (1e-9, "0", "0"),
        (-1e-9, "0", "0"),
        (12.345, "12.35", "12,35"),
        ("counter", "counter", "counter"),
        (date(2026, 5, 4), "2026-05-04", "2026-05-04"),
        (timedelta(minutes=90), "1:30:00", "1:30:00"),
        (datetime(2026, 5, 4, 7, 30, tzinfo=UTC), "2026-05-04 07:30 UTC", "2026-05-04 07:30 UTC"),
        (
            datetime(2026, 5, 4, 7, 30, tzinfo=timezone(timedelta(hours=7), "WIB")),
            "2026-05-04 07:30 WIB",
            "2026-05-04 07:30 WIB",
        ),
    ],
)
def test_values_are_spoken(value: Value, en: str, id_: str) -> None:
    """Each kind of value is written as people of the language write it."""
    told = reason(values={"x": value}, wording=Wording("<$x>", "<$x>"))
    assert (f"<{en}>", f"<{id_}>") == (explain(told), explain(told, lang="id"))


def test_a_value_that_is_not_given_stays_visible() -> None:
    """A sentence whose value is not there keeps the name, rather than failing before a citizen."""
    assert "$limit days are taken" == str(reason(values={}))
