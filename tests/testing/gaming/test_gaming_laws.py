"""The laws hold for what is shipped, and each broken example fails the laws that it should, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import CITIZENS, WORK
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.strategies.among_citizens import among_citizens
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.testing.gaming import (
    GAMING_LAWS,
    OFFICE_RESULTS,
    BrokenExample,
    GamingCase,
    broken_examples,
    gamed_laws,
    gaming_cases,
)

LAW = national_law()
STANDARD = standard_outcome(LAW)
WITH_CITIZENS = standard_outcome(LAW, results=(WORK, CITIZENS))
BY_DECIDER = standard_outcome(LAW, attribution="decider")
BROKEN = broken_examples(LAW)
NAMES = [law.name for law in GAMING_LAWS]


def test_the_laws_are_told_apart() -> None:
    """There are eight laws, each with its own name and a statement in both languages."""
    assert [
        "reopen_and_close",
        "split",
        "archive_failures",
        "decline_hard_cases",
        "own_requests",
        "self_validated",
        "padding",
        "shift_edge",
    ] == NAMES
    assert all(law.statement.en and law.statement.id for law in GAMING_LAWS)


@pytest.mark.parametrize(
    "case",
    [
        *gaming_cases(outcome(LAW), STANDARD, examples=30),
        *gaming_cases(output(LAW, results=OFFICE_RESULTS), WITH_CITIZENS, examples=12),
        *gaming_cases(among_citizens(LAW), WITH_CITIZENS, examples=12),
    ],
)
def test_no_trick_pays_under_the_standard_policy(case: GamingCase) -> None:
    """The shipped scorers of output and outcome hold every law under the shipped policy."""
    case.check()


@pytest.mark.parametrize("case", gaming_cases(outcome(LAW), BY_DECIDER, examples=12))
def test_no_trick_pays_when_a_request_is_the_deciders(case: GamingCase) -> None:
    """The laws hold as well when a request counts once, for the officer who decided."""
    case.check()


def test_no_trick_changes_attendance() -> None:
    """A scorer of attendance has evidence in the office, and none of the tricks moves it."""
    assert () == gamed_laws(attendance(LAW), STANDARD, examples=5)


@pytest.mark.parametrize("example", BROKEN, ids=lambda example: example.name)
def test_a_broken_example_breaks_the_laws_listed_and_no_other(example: BrokenExample) -> None:
    """Each breaks at least the law named for it; the others that it breaks are listed, all of them."""
    listed = {example.breaks, *example.also}
    broken = [law for law in GAMING_LAWS if law.name in listed]
    kept = [law for law in GAMING_LAWS if law.name not in listed]
    found = gamed_laws(example.scorer, example.policy, laws=broken, examples=300)
    assert listed == {gamed.law for gamed in found}
    assert () == gamed_laws(example.scorer, example.policy, laws=kept, examples=8)


def test_every_law_is_broken_by_an_example_made_for_it() -> None:
    """For each law there is a broken example, so that each law is known to find something."""
    assert set(NAMES) == {example.breaks for example in BROKEN}
    assert len({example.name for example in BROKEN}) == len(BROKEN)


def test_a_broken_example_is_found_with_a_small_office() -> None:
    """What is shown is small: one request, and what was done."""
    example = next(example for example in BROKEN if example.name == "counts_own_requests")
    (gamed,) = gamed_laws(example.scorer, example.policy, laws=GAMING_LAWS[4:5])
    assert 1 == len(gamed.office.logs)
    assert str(gamed).startswith("outcome under counts_own_requests breaks 'own_requests': requests that")
    assert "then ani files a request as the applicant and does the work" in str(gamed)
    assert "done.work 30 became 60" in str(gamed)


def test_a_scorer_that_claims_no_lever_is_held_to_its_ranks_alone() -> None:
    """A policy that credits own requests is found by the score, too, when no figure is claimed to lift it."""

    class Unclaimed:
        """The scorer of outcome, without its levers."""

        def __init__(self) -> None:
            self.inner = outcome(LAW)
            self.name, self.version = "unclaimed", "1"
            self.scale, self.reads = self.inner.scale, self.inner.reads

        def score(self, view: Any, on: Any) -> Any:
            return self.inner.score(view, on)

    example = next(example for example in BROKEN if example.name == "counts_own_requests")
    (gamed,) = gamed_laws(Unclaimed(), example.policy, laws=GAMING_LAWS[4:5])
    assert () == gamed.gain.figures
