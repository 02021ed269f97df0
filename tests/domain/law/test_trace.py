from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve, frozen

from asnwork.domain.law import Basis, Certainty, LegalReference, Parameter, assumed, trace_law
from asnwork.errors import NoValueOnDay
from tests.domain.law.samples import FIRST, PERPRES, SECOND, TABLE, TESTS, law, parameter

CITED = Basis(certainty=Certainty.REPORTED, reference=PERPRES)
CIRCULAR = LegalReference(kind="SE Sekda", number="000.8.3/3415/436.3.2/2025", year=2025)
SHARE = parameter(
    "tpp.share", 0.4, (SECOND, 0.5), basis=CITED, unit="share", share_of="one month", label="part"
)
BREAK = parameter("hours.break", 60.0, basis=CITED, unit="minutes")
LIMIT = parameter("flexible.days", 2.0, since=FIRST, unit="days")
CUT = parameter("tpp.late_cut", TABLE, basis=evolve(CITED, reference=CIRCULAR))
ALL = (SHARE, CUT, LIMIT, BREAK)


@frozen
class Rule:
    """Whatever says which parameters it reads."""

    parameters: tuple[Parameter, ...]


def test_a_trace_holds_each_reading_by_path() -> None:
    """Each parameter is read once, in the order of paths, with value, unit, basis and labels."""
    trace = trace_law((*ALL, SHARE), on=SECOND)
    assert ["flexible.days", "hours.break", "tpp.late_cut", "tpp.share"] == [
        each.path for each in trace.readings
    ]
    assert 4 == len(trace)
    share = trace.readings[-1]
    assert (0.5, "share", CITED, "part", "one month", SECOND) == (
        share.value,
        share.unit,
        share.basis,
        share.label,
        share.share_of,
        share.day,
    )


def test_a_rule_and_its_parameters_give_one_trace() -> None:
    """A rule that says what it reads is asked; a law and a list of parameters are read whole."""
    assert trace_law(ALL, on=SECOND) == trace_law(Rule(ALL), on=SECOND)
    assert len(law()) == len(trace_law(law(), on=SECOND))


def test_a_trace_is_told_whole_for_programs() -> None:
    """Each reading stands on a line with its value, its unit, what a share is of, and the basis."""
    assert [
        "flexible.days = 2 days [assumed: for the tests]",
        "hours.break = 60 minutes [reported: Perpres 21/2023 art. 4(1)]",
        "tpp.late_cut = 0; from 1: 0.5; from 31: 1 1 [reported: SE Sekda 000.8.3/3415/436.3.2/2025]",
        "tpp.share = 0.4 share of one month [reported: Perpres 21/2023 art. 4(1)]",
    ] == list(trace_law(ALL, on=date(2026, 5, 4)).lines())


def test_a_trace_is_folded_for_people() -> None:
    """Each instrument stands on a line with its first parameter and how many more were read of it."""
    assert [
        "on 2026-05-04, assumed: flexible.days = 2",
        "on 2026-05-04, Perpres 21/2023 (reported): hours.break = 60; and 1 more",
        f"on 2026-05-04, {CIRCULAR} (reported): tpp.late_cut = 0; from 1: 0.5; from 31: 1",
    ] == str(trace_law(ALL, on=date(2026, 5, 4))).splitlines()


def test_a_rule_that_reads_nothing_says_so() -> None:
    """The trace of a rule without law is empty, and told in words."""
    trace = trace_law((), on=SECOND)
    assert "on 2027-01-01: nothing of the law is read" == str(trace)
    assert 0 == len(trace)


def test_a_day_without_law_is_an_error() -> None:
    """A parameter that says nothing on the day is named."""
    with pytest.raises(NoValueOnDay, match=r"flexible\.days has no value on 2025-04-20"):
        trace_law(ALL, on=date(2025, 4, 20))


@pytest.mark.parametrize(
    "other",
    [
        evolve(SHARE, path="tpp.shares"),
        evolve(SHARE, unit="percent"),
        evolve(SHARE, share_of="another"),
        parameter("tpp.share", 0.41, basis=CITED, unit="share", share_of="one month"),
        parameter("tpp.share", 0.4, unit="share", share_of="one month"),
        parameter("tpp.share", 0.4, basis=assumed("other"), unit="share", share_of="one month"),
        parameter(
            "tpp.share",
            0.4,
            basis=evolve(CITED, reference=evolve(PERPRES, article="5")),
            unit="share",
            share_of="one month",
        ),
    ],
)
def test_the_digest_tells_what_was_read(other: Parameter) -> None:
    """Path, value, unit, what a share is of and basis each change the digest."""
    day = date(2026, 5, 4)
    assert trace_law([BREAK, SHARE], on=day).digest != trace_law([BREAK, other], on=day).digest


def test_the_digest_tells_nothing_else() -> None:
    """The order of the parameters, their labels and the day itself are no part of the digest."""
    day = date(2026, 5, 4)
    digest = trace_law([SHARE, BREAK], on=day).digest
    assert digest == trace_law([BREAK, evolve(SHARE, label="other")], on=date(2026, 6, 1)).digest
    assert (
        digest
        == trace_law(
            [BREAK, parameter("tpp.share", 0.4, basis=CITED, unit="share", share_of="one month")], on=day
        ).digest
    )
    assert 64 == len(digest)
    trace = trace_law([SHARE, BREAK], on=day)
    assert digest == evolve(trace, readings=reversed(trace.readings)).digest


def test_a_text_cannot_imitate_another_reading() -> None:
    """One parameter whose reason looks like a second reading has not the digest of both."""
    two = trace_law([parameter("a.a", 1.0), parameter("a.b", 1.0)], on=SECOND)
    reason = "for the tests\na.b = 1.0 1; assumed: for the tests"
    one = trace_law([parameter("a.a", 1.0, basis=assumed(reason))], on=SECOND)
    assert two.digest != one.digest


def test_a_whole_number_has_the_digest_of_the_number() -> None:
    """Values that are equal have one digest, however they were written."""
    assert (
        trace_law([parameter("a.a", 2)], on=SECOND).digest
        == trace_law([parameter("a.a", 2.0)], on=SECOND).digest
    )
    assert TESTS == trace_law([parameter("a.a", 2)], on=SECOND).readings[0].basis
