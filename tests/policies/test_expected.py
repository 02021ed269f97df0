from __future__ import annotations

from math import sqrt
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.intervals import share_variance
from asnwork.errors import InvalidInput, UnknownName
from asnwork.policies.expected import expected_figures, with_expected, with_expected_all
from asnwork.policies.fact_rows import Rows
from tests.policies.case_mixes import ANI, EASY, HARD, MAY, POLICIES, cases, evidence_of, reference_of

EXPECTED, VARIANCE, HALF_WIDTH, REFERENCE = expected_figures("promises_kept")
BEFORE = reference_of([(EASY, 360, 400), (HARD, 200, 400)])
COUNT = st.integers(0, 12)


def test_what_was_to_be_expected_is_the_sum_over_the_cases() -> None:
    """Ten easy and twenty hard cases: 9 and 10 promises, with the variance of both and of the reference."""
    rows = cases(MAY, [(EASY, 5, 10), (HARD, 5, 20)])
    found = with_expected(evidence_of(rows), rows, BEFORE)
    easy, hard = share_variance(360, 400), share_variance(200, 400)
    variance = 10 * easy + 20 * hard + (100 * easy + 400 * hard) / 400
    assert 19.0 == pytest.approx(found[EXPECTED])
    assert variance == pytest.approx(found[VARIANCE])
    assert 1.959964 * sqrt(variance) == pytest.approx(found[HALF_WIDTH], rel=1e-6)
    assert 0.7 == found[REFERENCE]
    assert {EXPECTED: "1", VARIANCE: "1", HALF_WIDTH: "1", REFERENCE: "share"}.items() <= found.units.items()
    assert found.rows["promises_judged"] == found.rows[EXPECTED]
    assert evidence_of(rows).figures.items() <= found.figures.items()


def test_steps_of_one_request_stand_or_fall_together() -> None:
    """Three steps of one case expect three times as much, with nine times the variance, not three."""
    one, three = (
        cases(MAY, [(EASY, 4, 5)], steps=steps) for steps in (["verify"], ["verify", "sign", "print"])
    )
    before = reference_of([(EASY, 360, 400)], "each_step")
    single, triple = (with_expected(evidence_of(rows, "each_step"), rows, before) for rows in (one, three))
    assert 3 * single[EXPECTED] == pytest.approx(triple[EXPECTED])
    assert 9 * single[VARIANCE] == pytest.approx(triple[VARIANCE])


@pytest.mark.parametrize("policy", sorted(POLICIES))
@settings(max_examples=25)
@given(kept=st.tuples(COUNT, COUNT), more=st.tuples(COUNT, COUNT))
def test_over_all_cases_what_was_expected_is_what_came(
    policy: str, kept: tuple[int, int], more: tuple[int, int]
) -> None:
    """Cases that come out as before add up to what was expected of them."""
    counts = [(kind, good, good + bad + 30) for kind, good, bad in zip((EASY, HARD), kept, more, strict=True)]
    rows = cases(MAY, counts)
    found = with_expected(evidence_of(rows, policy), rows, reference_of(counts, policy))
    assert found["promises_kept"] == pytest.approx(found[EXPECTED])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([EASY, HARD]), COUNT, COUNT), max_size=4))
def test_colleagues_change_nothing(others: list[tuple[tuple[str, str, str], int, int]]) -> None:
    """Whatever colleagues do in the same period, what was expected of an officer stays."""
    rows = cases(MAY, [(EASY, 5, 10), (HARD, 5, 20)])
    theirs = cases(
        MAY,
        [(kind, kept, kept + more) for kind, kept, more in others],
        officer=OfficerId("citra"),
        name="theirs",
    )
    both = Rows(requests=rows.requests + theirs.requests, steps=rows.steps + theirs.steps)
    assert with_expected(evidence_of(rows), rows, BEFORE) == with_expected(evidence_of(both), both, BEFORE)


def test_all_officers_at_once_get_what_each_gets() -> None:
    """One pass over the rows gives every officer the figures that asking one by one gives."""
    citra = OfficerId("citra")
    rows, theirs = (
        cases(MAY, [(EASY, 5, 10), (HARD, 5, 20)]),
        cases(MAY, [(HARD, 1, 3)], officer=citra, name="theirs"),
    )
    both = Rows(requests=rows.requests + theirs.requests, steps=rows.steps + theirs.steps)
    alone = {officer: evidence_of(both, officer=officer) for officer in (ANI, citra)}
    assert {
        officer: with_expected(each, both, BEFORE) for officer, each in alone.items()
    } == with_expected_all(alone, both, BEFORE)


def test_a_quiet_office_has_a_wide_interval() -> None:
    """With a tenth of the cases the interval of the share is about three times as wide."""
    widths = []
    for count in (4, 40, 400):
        rows = cases(MAY, [(EASY, count // 2, count)])
        widths.append(with_expected(evidence_of(rows), rows, BEFORE)[HALF_WIDTH] / count)
    assert widths[0] > 3 * widths[1] > 6 * widths[2]


def test_nothing_judged_expects_nothing() -> None:
    """An officer whose log judges no promise has 0 to expect, and the reference all the same."""
    found = with_expected(evidence_of(Rows(requests=[])), Rows(requests=[]), BEFORE)
    assert [0.0, 0.0, 0.0, 0.7] == [found[name] for name in expected_figures("promises_kept")]


# --- what is missing ---------------------------------------------------------------------------


def test_what_was_not_judged_has_no_expectation() -> None:
    """Where the log does not tell, the figures are missing for the same reason."""
    found = with_expected(evidence_of(Rows()), Rows(), BEFORE)
    assert {None} == {found[name] for name in expected_figures("promises_kept")}
    assert "the log has no requests" == str(found.missing[EXPECTED])
    bare = evolve(evidence_of(Rows()), missing={})
    assert EXPECTED not in with_expected(bare, Rows(), BEFORE).missing


def test_a_thin_reference_expects_nothing() -> None:
    """With too few cases before, the figures are missing and say so."""
    rows = cases(MAY, [(EASY, 5, 10)])
    found = with_expected(evidence_of(rows), rows, reference_of([(EASY, 20, 29)]))
    assert {None} == {found[name] for name in expected_figures("promises_kept")}
    assert "the earlier period has too few cases to compare with" == str(found.missing[REFERENCE])


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until"), [((2026, 5), (2026, 6)), ((2026, 4), (2026, 6)), ((2026, 6), (2026, 7))]
)
def test_a_reference_of_the_same_time_is_refused(since: tuple[int, int], until: tuple[int, int]) -> None:
    """A reference that overlaps the period judged, or follows it, is refused."""
    period = Period(
        since=Period.month(*since, zone=MAY.zone).since,
        until=Period.month(*until, zone=MAY.zone).since,
        zone=MAY.zone,
    )
    rows = cases(MAY, [(EASY, 5, 10)])
    with pytest.raises(InvalidInput, match=r"expected a period that ends before 2026-05-01.*colleagues"):
        with_expected(evidence_of(rows), rows, evolve(BEFORE, period=period))


def test_a_reference_is_fixed_before() -> None:
    """One that was made when the period had begun is refused; every fault comes at once."""
    rows = cases(MAY, [(EASY, 5, 10)])
    late = evolve(BEFORE, as_of=MAY.bounds[0] + 1)
    with pytest.raises(InvalidInput, match="so that it was known before the period began"):
        with_expected(evidence_of(rows), rows, late)
    with pytest.raises(InvalidInput, match="2 faults"):
        with_expected(evidence_of(rows), rows, evolve(late, period=MAY))
    assert with_expected(evidence_of(rows), rows, evolve(BEFORE, as_of=MAY.bounds[0]))[EXPECTED]


def test_the_rows_must_be_those_of_the_evidence() -> None:
    """Rows that do not hold what was judged are refused, naming one; so is evidence of another kind."""
    rows = cases(MAY, [(EASY, 5, 10)])
    with pytest.raises(InvalidInput, match=r"rows\[promises_judged\]: given 'r0', expected a row"):
        with_expected(evidence_of(rows), Rows(requests=[]), BEFORE)
    found = evidence_of(rows)
    other = evolve(found, rows={**found.rows, "promises_kept": found.rows["promises_judged"][1:]})
    with pytest.raises(InvalidInput, match="expected the rows of promises_judged"):
        with_expected(other, rows, BEFORE)
    with pytest.raises(UnknownName, match="promises_judged"):
        with_expected(evolve(found, figures={}, units={}), rows, BEFORE)


# --- how often it cries wolf -------------------------------------------------------------------


@pytest.mark.parametrize("size", [5, 20])
def test_false_alarms_are_about_as_rare_as_they_should_be(size: int) -> None:
    """Officers who do as everybody did before fall outside the interval about once in twenty times."""
    random, rates, officers = Random(4), {EASY: 0.9, HARD: 0.5}, 300
    alarms = 0
    for _ in range(officers):
        counts = []
        for kind, share in rates.items():
            judged = random.randint(0, size)
            counts.append((kind, sum(random.random() < share for _ in range(judged)), judged))
        rows = cases(MAY, counts)
        found = with_expected(evidence_of(rows), rows, BEFORE)
        alarms += abs(found["promises_kept"] - found[EXPECTED]) > found[HALF_WIDTH]
    assert 0.03 <= alarms / officers <= 0.07
