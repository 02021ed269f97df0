"""Gaming laws run as tests of pytest, on scorers, pay rules and schemes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

import pytest

from asnwork.errors import BrokenScorer, InvalidInput, MissingExtra, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import standard_factorial
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.score import POINTS, Draft
from asnwork.scoring.strategies.output import output
from asnwork.testing.gaming import (
    GAMING_LAWS,
    OWN_REQUESTS,
    PADDING,
    SHIFT_EDGE,
    SPLIT,
    BrokenExample,
    Office,
    Play,
    broken_examples,
    gain_of,
    gamed_laws,
    gaming_cases,
    office_months,
    periods_of,
)
from asnwork.testing.gaming.checking import judges_of

LAW = national_law()
STANDARD = standard_outcome(LAW)


def broken(name: str) -> BrokenExample:
    """The broken example of a name."""
    return next(example for example in broken_examples(LAW) if example.name == name)


def test_there_is_a_case_for_each_law_with_the_name_of_both() -> None:
    """Each law is a parameter of its own, named after scorer and law; none is expected to fail."""
    cases = gaming_cases(output(LAW), STANDARD)
    assert [f"output-{law.name}" for law in GAMING_LAWS] == [case.id for case in cases]
    assert not any(case.marks for case in cases)


def test_a_broken_law_fails_its_test_with_the_office_that_shows_it() -> None:
    """The case of a law that is broken raises, and the text says what happened and what was gained."""
    example = broken("counts_own_requests")
    (case,) = gaming_cases(example.scorer, example.policy, laws=[OWN_REQUESTS])
    with pytest.raises(AssertionError, match="breaks 'own_requests'") as raised:
        case.values[0].check()
    assert "record given to ani" in str(raised.value)


def test_a_known_failure_is_strict_and_has_its_reason() -> None:
    """A known failure is expected to fail for the law alone, and one that holds fails the run."""
    example = broken("counts_own_requests")
    known = {"own_requests": "the log does not say who asked"}
    (case,) = gaming_cases(example.scorer, example.policy, laws=[OWN_REQUESTS], known_failures=known)
    (mark,) = case.marks
    assert "xfail" == mark.name
    assert {
        "strict": True,
        "raises": AssertionError,
        "reason": "the log does not say who asked",
    } == mark.kwargs


def test_a_known_failure_names_a_law_and_a_reason() -> None:
    """A law that is not tried, or a reason that says nothing, is refused."""
    with pytest.raises(UnknownName, match="own_requests"):
        gaming_cases(output(LAW), STANDARD, known_failures={"own_request": "because"})
    with pytest.raises(InvalidInput, match="the reason, in words"):
        gaming_cases(output(LAW), STANDARD, known_failures={"own_requests": " "})


def test_without_pytest_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases need pytest; who lacks it is told what to install."""
    monkeypatch.setitem(sys.modules, "pytest", None)
    with pytest.raises(MissingExtra, match="testing"):
        gaming_cases(output(LAW), STANDARD)


def test_a_scheme_brings_its_own_policy_and_a_scorer_does_not() -> None:
    """A scheme and its pay rule are tried by their scorer; only the scheme has a policy of its own."""
    scheme = standard_factorial(LAW)[0]
    judges = judges_of(scheme, None)
    assert (scheme.pay.scorer, scheme.outcome) == (judges.scorer, judges.policy)
    assert judges == judges_of(scheme.pay, scheme.outcome) == judges_of(scheme.pay.scorer, scheme.outcome)
    with pytest.raises(InvalidInput, match="only a scheme has one of its own"):
        gamed_laws(scheme.pay)


class Elsewhere:
    """A scorer of a figure that no log gives."""

    name, version, scale, reads = "elsewhere", "1", POINTS, frozenset({"questionnaire.points"})

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """What the questionnaire says."""
        return Draft(value=view["questionnaire.points"])


class OfUnit(Elsewhere):
    """The same of a unit."""

    subject = "unit"


def test_nothing_to_judge_is_no_pass() -> None:
    """A scorer whose figures nobody measures is refused, naming them; by the named tests too."""
    with pytest.raises(InvalidInput, match=r"not known there: questionnaire\.points") as caught:
        gamed_laws(Elsewhere(), STANDARD, examples=2)
    assert "elsewhere" in str(caught.value)
    case, *_ = gaming_cases(Elsewhere(), STANDARD, laws=[OWN_REQUESTS], examples=2)
    with pytest.raises(InvalidInput, match="something to judge"):
        case.values[0].check()


class Raises(Elsewhere):
    """A scorer that fails as soon as somebody has done something."""

    reads = frozenset({"done.work"})

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """An error of its own, or nothing."""
        if view["done.work"]:
            raise ZeroDivisionError("nobody told")
        return Draft(value=None)


class Undeclared(Elsewhere):
    """A scorer that reads what it does not say."""

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Another figure."""
        return Draft(value=view["done.work"])


@pytest.mark.parametrize(
    ("scorer", "says", "kind"),
    [
        (Raises(), "it raised ZeroDivisionError: nobody told", "answers"),
        (Undeclared(), "it reads this figure without declaring it", "declared"),
    ],
)
def test_a_scorer_that_raises_is_told_with_law_and_office(scorer: Elsewhere, says: str, kind: str) -> None:
    """The error names the law that was tried and shows the office, not only what went wrong inside."""
    with pytest.raises(BrokenScorer, match="while 'own_requests' was tried in this office") as caught:
        gamed_laws(scorer, STANDARD, laws=[OWN_REQUESTS], examples=20)
    assert says in str(caught.value)
    assert "Office of " in str(caught.value)
    assert kind == caught.value.kind


def test_a_scorer_of_units_plays_no_tricks_of_officers() -> None:
    """What measures a unit is refused before anything runs."""
    with pytest.raises(InvalidInput, match="a scorer of officers"):
        gamed_laws(OfUnit(), STANDARD)


def test_offices_of_ones_own_are_tried() -> None:
    """The offices can be given: where nothing is finished there is nothing to split, and nothing is found."""
    example = broken("credits_every_part")
    idle = office_months(requests=1).filter(lambda office: not [*SPLIT.tricks(office)])
    assert () == gamed_laws(example.scorer, example.policy, laws=[SPLIT], offices=idle, examples=10)
    (gamed,) = gamed_laws(example.scorer, example.policy, laws=[SPLIT], offices=office_months(requests=1))
    judges = judges_of(example.scorer, example.policy)
    assert gamed.gain == gain_of(SPLIT, gamed.office, gamed.trick, judges, gamed.gain.period)


def test_a_law_is_judged_over_the_months_that_it_says() -> None:
    """Both months together come first; a law about moving work is judged over nothing else."""
    empty = Office(officers=("ani",))
    assert (empty.both, empty.first, empty.second) == periods_of(PADDING, empty)
    assert (empty.both,) == periods_of(SHIFT_EDGE, empty)


def test_a_play_reads_as_what_happened_and_what_was_done() -> None:
    """A play is shown as the office, its tricks and the period."""
    office = Office(officers=("ani",))
    assert [
        "Office of ani",
        "  or: ani files a request as the applicant and does the work",
        "  or: ani files 4 requests as the applicant and does the work",
        "  judged for 2026-05-01 to 2026-06-30",
    ] == repr(Play(office, tuple(OWN_REQUESTS.tricks(office)), office.both)).splitlines()
