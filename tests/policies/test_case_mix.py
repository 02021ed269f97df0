from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.adapters.converter import make_converter
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.errors import DuplicateName, InvalidInput, UnknownName
from asnwork.policies.case_mix import (
    CaseMixReference,
    StratumRate,
    reference_rates,
    requests_by_row,
    require_same_rows,
)
from asnwork.policies.fact_rows import Rows
from tests.policies.case_mixes import APRIL, EASY, HARD, LAW, POLICIES, cases, reference_of

SERVICE, CHANNEL = ("card", "whatsapp", "centre"), ("card", "counter", "island")


def rate(reference: CaseMixReference, kind: tuple[str, str, str]) -> StratumRate | None:
    """The rate for a request of a kind."""
    service, channel, district = kind
    fact = RequestFact(
        request=RequestId("new"), service=service, channel=channel, district=district, as_of=0, submitted_at=0
    )
    return reference.rate_of("promises_kept", fact)


def test_each_kind_has_its_rate() -> None:
    """Kinds with enough requests have rates of their own; all together have one too."""
    reference = reference_of([(EASY, 36, 40), (HARD, 20, 40)])
    assert [0.9, 0.5] == [rate(reference, kind).rate for kind in (EASY, HARD)]
    assert (0.7, 80) == (reference.overall("promises_kept").rate, reference.overall("promises_kept").requests)


@pytest.mark.parametrize(
    ("asked", "stratum", "expected"),
    [
        (EASY, EASY, 0.9),
        (CHANNEL, ("card", "counter"), 37 / 42),
        (("card", "web", "centre"), ("card",), 67 / 102),
        (("tax", "web", "centre"), (), 67 / 102),
    ],
)
def test_a_thin_kind_falls_back(
    asked: tuple[str, str, str], stratum: tuple[str, ...], expected: float
) -> None:
    """With fewer than 30 requests the district is left out of account, then the channel, then the service."""
    found = rate(reference_of([(EASY, 36, 40), (CHANNEL, 1, 2), (SERVICE, 30, 60)]), asked)
    assert (stratum, expected) == (found.stratum, pytest.approx(found.rate))


def test_too_few_cases_in_all_have_no_rate() -> None:
    """A reference of 29 requests compares with nothing; with 30 it does."""
    few, enough = (reference_of([(EASY, 20, count)]) for count in (29, 30))
    assert (None, None) == (rate(few, EASY), few.overall("promises_kept"))
    assert EASY == rate(enough, EASY).stratum
    assert rate(reference_of([]), EASY) is None


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_steps_of_one_request_are_one_request(policy: str) -> None:
    """With each step credited a request counts as often as it has steps, and as one request."""
    rows = cases(APRIL, [(EASY, 24, 30)], steps=["verify", "sign", "print"])
    made = reference_rates(rows, APRIL, policy=POLICIES[policy], law=LAW, as_of=APRIL.bounds[1])
    found = made.overall("promises_kept")
    times = {"each_step": 3, "decider": 1}[policy]
    assert (24.0 * times, 30.0 * times, 30) == (found.part, found.whole, found.requests)


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random: Any) -> None:
    """The same rows in another order give the same reference."""
    rows = cases(APRIL, [(EASY, 3, 9), (HARD, 2, 8)])
    mixed = Rows(
        requests=random.sample(rows.requests, len(rows.requests)),
        steps=random.sample(rows.steps, len(rows.steps)),
    )
    made = [
        reference_rates(each, APRIL, policy=POLICIES["each_step"], law=LAW, as_of=APRIL.bounds[1])
        for each in (rows, mixed)
    ]
    assert made[0] == made[1]


def test_it_can_be_printed_and_stored() -> None:
    """It is plain values: it comes back from storage as it was, and prints its rates."""
    reference = reference_of([(EASY, 36, 40), (("card", "counter", ""), 3, 30)])
    converter = make_converter()
    again = converter.structure(converter.unstructure(reference), CaseMixReference)
    assert reference == again
    assert rate(reference, EASY) == rate(again, EASY)
    lines = str(reference).splitlines()
    assert (
        "reference of 2026-04-01 to 2026-04-30 by standard_outcome 2 (decider), kinds of 30 requests or more"
        == lines[0]
    )
    assert "  promises_kept of all: 0.557 (70 requests)" == lines[1]
    assert "  promises_kept of card, counter, unknown: 0.100 (30 requests)" in lines


def test_other_figures_can_be_counted() -> None:
    """What is counted is named by the figures of the policy; others are refused with the near misses."""
    reference = reference_of([(EASY, 36, 40)], wholes={"solved_yes": "solved_known"})
    assert (("solved_yes", "solved_known"),) == reference.wholes
    assert reference.overall("solved_yes") is None
    with pytest.raises(UnknownName, match="figure of the reference 'promises_kept'"):
        rate(reference, EASY)
    with pytest.raises(UnknownName, match="did you mean promises_kept"):
        reference_of([], wholes={"promise_kept": "promises_judged"})


def test_a_figure_over_other_rows_is_refused() -> None:
    """A numerator must be counted over the very rows that were judged, each of them once."""
    with pytest.raises(InvalidInput, match=r"expected the rows of steps_done, each counted once"):
        reference_of([(EASY, 36, 40)], "each_step", wholes={"solved_yes": "steps_done"})
    with pytest.raises(InvalidInput, match="each counted once"):
        require_same_rows("a", "b", ["r1", "r2"], ["r1", "r2"], 3.0)
    require_same_rows("a", "b", ["r2", "r1", "r1"], ["r1", "r1", "r2"], 3.0)


@pytest.mark.parametrize(
    ("part", "whole", "requests"),
    [(2.0, 1.0, 1), (-1.0, 1.0, 1), (0.0, 0.0, 0), (1.0, 2.0, 0), (1.0, 2.0, 3)],
)
def test_a_rate_is_a_part_of_a_whole(part: float, whole: float, requests: int) -> None:
    """More than all, less than none, and nothing judged are refused, from a file too."""
    with pytest.raises(InvalidInput, match=r"rate of kept: given .*, expected a part of a whole"):
        StratumRate(figure="kept", stratum=(), part=part, whole=whole, requests=requests)


def test_a_row_without_its_request_is_refused() -> None:
    """A step whose request is not in the log is of no kind, and is named."""
    rows = Rows(requests=[], steps=cases(APRIL, [(EASY, 1, 1)]).steps)
    with pytest.raises(
        InvalidInput, match=r"rows\[steps_done\]: given 'r0/verify', expected a row of a request"
    ):
        reference_rates(
            rows,
            APRIL,
            policy=POLICIES["each_step"],
            law=LAW,
            as_of=APRIL.bounds[1],
            wholes={"steps_done": "steps_done"},
        )


def test_what_came_later_is_refused() -> None:
    """Rows folded as of a later moment hold what could not be known when the reference was made."""
    rows = cases(APRIL, [(EASY, 1, 1)])
    with pytest.raises(InvalidInput, match="the moment of gathering"):
        reference_rates(rows, APRIL, policy=POLICIES["decider"], law=LAW, as_of=APRIL.bounds[1] - 1)


# --- whose case a row is -----------------------------------------------------------------------

FACT = RequestFact(request=RequestId("r1"), round=2, service="s", channel="c", as_of=0, submitted_at=0)
STEP = StepFact(request=RequestId("r1"), round=2, step="verify", officer=OfficerId("ani"), ended_at=0)


def test_rows_lead_to_their_requests() -> None:
    """A request, its steps, and the row of who declined lead to it; a step of an unknown request nowhere."""
    lost = evolve(STEP, round=3)
    found = requests_by_row(Rows(requests=[FACT], steps=[STEP, STEP, lost]))
    assert {"r1#2": FACT, "r1#2/declined": FACT, "r1#2/verify": FACT} == found
    assert {} == requests_by_row(Rows())


def test_a_name_that_two_requests_share_is_refused() -> None:
    """A request that is called like the second round of another one cannot be told from it."""
    twin = evolve(FACT, request=RequestId("r1#2"), round=1)
    with pytest.raises(DuplicateName, match="row of a request 'r1#2'"):
        requests_by_row(Rows(requests=[FACT, twin]))
