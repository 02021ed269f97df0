from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.formula import Constant, DatedConstant, Figure, Formula, at_least, evaluate, present
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import assumed
from asnwork.domain.reason import Wording, explain
from asnwork.errors import BrokenRule, DuplicateName, InvalidInput, NotIssued, UnitMismatch
from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import (
    MONTHS,
    Allowance,
    AllowanceRule,
    LineRule,
    LineStatus,
    allowance,
    share_formula,
)
from asnwork.scoring.pay.attendance_only import attendance_only
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance
from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
from asnwork.scoring.predicate import Predicate, Rating
from asnwork.scoring.proposal import Proposal, propose
from asnwork.scoring.proposal_moves import accept, issue, see
from tests.formulas import NUMBER

LAW = national_law()
DAY = date(2026, 5, 31)
RULES = [rule(LAW) for rule in (tpp_60_40, surabaya_eperformance, outcome_pay, attendance_only)]
AT = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
PROPOSED = propose(
    officer=OfficerId("o1"),
    period=Period.month(2026, 5, zone="Asia/Jakarta"),
    result=Rating.AS_EXPECTED,
    law=LAW,
    at=AT,
)
ISSUED = issue(accept(see(PROPOSED, at=AT), at=AT), official="head", at=AT)
THIRD = Constant(1 / 3, "share")


def line(
    code: str, weight: Formula = THIRD, achieved: Formula | None = None, applies: Formula | None = None
) -> LineRule:
    """A line that pays a third of the base unless said otherwise."""
    return LineRule(
        code=code,
        weight=weight,
        achieved=Constant(1, "share") if achieved is None else achieved,
        applies=applies,
        wording=Wording("$achieved_percent % of $weight_percent %: Rp $amount", "Rp $amount"),
        basis=assumed("for a test"),
    )


def rule(*lines: LineRule, **given: str) -> AllowanceRule:
    """A rule of these lines."""
    return AllowanceRule(
        name="test", label=Wording("test", "uji"), lines=lines, basis=assumed("for a test"), **given
    )


def simulated(of: AllowanceRule, base: int, **figures: float | None) -> Allowance:
    """What a rule pays in a simulation."""
    return allowance(of, base, None, figures, on=DAY, simulated=True)


# --- who is paid ---------------------------------------------------------------------------------


@pytest.mark.parametrize("predicate", [PROPOSED, see(PROPOSED, at=AT), None, Predicate.GOOD])
def test_only_an_issued_predicate_is_paid(predicate: Proposal | Predicate | None) -> None:
    """Without a predicate that an official issued there is no pay."""
    with pytest.raises(NotIssued):
        allowance(outcome_pay(LAW), 5_000_000, predicate, {}, on=DAY)


def test_an_issued_predicate_is_paid() -> None:
    """What the official issued decides, whatever figures say."""
    paid = allowance(outcome_pay(LAW), 5_000_000, ISSUED, {"predicate": 1.0}, on=DAY)
    assert (5_000_000, Predicate.GOOD, False) == (paid.total, paid.predicate, paid.simulated)
    assert "Rp 5,000,000" == str(paid)


@pytest.mark.parametrize("predicate", [PROPOSED, Predicate.GOOD])
def test_simulated_pay_says_that_it_is(predicate: Proposal | Predicate) -> None:
    """A simulation may pay a predicate that nobody issued, and is labelled."""
    paid = allowance(outcome_pay(LAW), 5_000_000, predicate, {}, on=DAY, simulated=True)
    assert (5_000_000, Predicate.GOOD, True) == (paid.total, paid.predicate, paid.simulated)
    assert "Rp 5,000,000 (simulation, not issued)" == str(paid)


# --- whole rupiah --------------------------------------------------------------------------------


def test_lines_add_up_to_the_total() -> None:
    """Three thirds of an amount that does not divide are the whole amount; the first lines get the rest."""
    paid = simulated(rule(line("a"), line("b"), line("c")), 1_000_001)
    assert [333_334, 333_334, 333_333] == [item.amount for item in paid.lines]
    assert 1_000_001 == paid.total == paid.settled


def test_the_total_is_rounded_half_up() -> None:
    """Half a rupiah is one."""
    assert 3 == simulated(rule(line("a", Constant(0.5, "share"))), 5).total


def test_several_months_pay_several_bases() -> None:
    """The base is rupiah a month, for as many months as the evidence is summed over."""
    months = line("a", Constant(1, "share"), MONTHS / Constant(6, "months") * Constant(1, "share"))
    paid = allowance(rule(months), 1_000_000, ISSUED, {"months": 3.0}, on=DAY)
    assert (1_500_000, 3) == (paid.total, paid.months)


amounts = st.integers(0, 20_000_000)
shares = st.floats(0, 1)
points = st.none() | st.floats(0, 120)
cuts = st.none() | st.floats(0, 1.5)


@given(
    st.sampled_from(RULES),
    amounts,
    st.fixed_dictionaries(
        {
            "score.value": points,
            "behaviour.points": points,
            "late_cut": cuts,
            "early_cut": cuts,
            "absence_cut": cuts,
            "predicate": st.none() | st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]),
        }
    ),
    st.floats(0.1, 12),
)
def test_the_formula_is_the_allowance(
    of: AllowanceRule, base: int, figures: dict[str, float | None], months: float
) -> None:
    """The one formula of a rule pays what its lines pay, before rounding; missing when a line is held."""
    figures = {**figures, "months": months}
    share = evaluate(share_formula(of), figures, on=DAY)
    paid = allowance(of, base, None, figures, on=DAY, simulated=True)
    assert paid.settled == sum(item.amount or 0 for item in paid.lines)
    if share is None:
        assert paid.total is None
        assert paid.held
    else:
        assert paid.total == paid.settled
        assert abs(paid.settled - share * base * months) <= 0.5 + 1e-3
        assert 0 <= share <= 1 + 1e-9


# --- missing evidence ----------------------------------------------------------------------------


def test_a_line_without_evidence_is_held() -> None:
    """A line whose figure is missing is neither paid nor zero, and names the figure."""
    work = line("work", THIRD, Figure("done", "share"))
    paid = simulated(rule(work, line("other")), 3_000_000)
    held, other = paid.lines
    assert (LineStatus.HELD, None, ("done",)) == (held.status, held.amount, held.missing)
    assert (LineStatus.PAID, 1_000_000) == (other.status, other.amount)
    assert (None, 1_000_000, ("work",)) == (paid.total, paid.settled, paid.held)
    assert "held for want of evidence (done), at most 33.33 % of the base" == str(held.reason)
    assert "Rp 1,000,000, held: work (simulation, not issued)" == str(paid)


def test_lines_that_are_held_are_named_one_after_the_other() -> None:
    """Two lines that are held are both named where an allowance is printed."""
    held = [line(code, THIRD, Figure("done", "share")) for code in ("work", "care")]
    assert "Rp 0, held: work, care (simulation, not issued)" == str(simulated(rule(*held), 3_000_000))


def test_a_line_whose_weight_is_missing_is_held() -> None:
    """A line whose most is not known is held too."""
    (held,) = simulated(rule(line("work", Figure("weight", "share"))), 5).lines
    assert (LineStatus.HELD, None, ("weight",)) == (held.status, held.weight, held.missing)


@pytest.mark.parametrize(
    ("given", "status", "amount"),
    [
        ({"rated": 1.0, "done": 0.5}, LineStatus.PAID, 500_000),
        ({"rated": 1.0, "done": None}, LineStatus.HELD, None),
        ({"rated": 0.0, "done": None}, LineStatus.DROPPED, 0),
        ({"rated": 0.0, "done": 0.5}, LineStatus.DROPPED, 0),
        ({"rated": None, "done": 0.5}, LineStatus.HELD, None),
        ({"rated": None, "done": None}, LineStatus.HELD, None),
    ],
)
def test_a_line_may_drop_out(given: dict[str, float | None], status: LineStatus, amount: int | None) -> None:
    """Where a line does not apply it pays nothing; where that is not known it is held."""
    optional = line("a", THIRD, Figure("done", "share"), Figure("rated", "yes/no"))
    (came_out,) = simulated(rule(optional), 3_000_000, **given).lines
    assert (status, amount) == (came_out.status, came_out.amount)
    assert (came_out.achieved is not None) == (status is LineStatus.PAID)


def test_a_line_that_drops_out_says_why() -> None:
    """The reason of a dropped line names the evidence that is not there."""
    done = Figure("done", "share")
    (dropped,) = simulated(rule(line("a", THIRD, done, present(done))), 5).lines
    assert "drops out for want of evidence (done), its weight goes to the other lines" == str(dropped.reason)
    assert "a.dropped" == dropped.reason.code


def test_a_reason_rebuilds_the_amount() -> None:
    """The reason of a line holds its weight, what was earned of it, the amount and its basis."""
    (paid,) = simulated(rule(line("a", THIRD, Constant(0.5, "share"))), 3_000_000).lines
    assert ("a", 500_000) == (paid.reason.code, paid.reason["amount"])
    assert "50 % of 33.33 %: Rp 500000" == str(paid.reason)
    assert "Rp 500000 [assumed: for a test]" == explain(paid.reason, lang="id")


def test_a_line_rests_on_the_law_that_it_reads() -> None:
    """Without a basis of its own a line cites the number that it reads, as it was on the day."""
    figures = {"score.value": 90.0, "behaviour.points": 90.0, "predicate": 4.0}
    lines = [simulated(of, 5, **figures).lines[0] for of in RULES]
    assert [
        "reported: Kepmendagri 900-4700/2020",
        "reported: Perwali Surabaya 83/2012",
        "assumed: no rule ties the allowance to the predicate alone",
        "assumed: no rule pays by attendance alone",
    ] == [str(found.reason.law).partition(";")[0] for found in lines]
    free = LineRule(code="a", weight=THIRD, achieved=THIRD, wording=Wording("", ""))
    assert simulated(rule(free), 5).lines[0].reason.law is None


def test_whether_a_line_applies_may_be_law() -> None:
    """Where a line applies from a number of the law on, it drops out below it, on the day that is read."""
    enough = at_least(Figure("rated"), DatedConstant(NUMBER), missing="missing")
    optional = line("a", THIRD, Figure("done", "share"), enough)
    assert [(LineStatus.PAID, 500_000), (LineStatus.DROPPED, 0)] == [
        (found.status, found.amount)
        for rated in (2.5, 2.0)
        for found in simulated(rule(optional), 3_000_000, rated=rated, done=0.5).lines
    ]


def test_a_reason_names_every_figure_that_is_missing() -> None:
    """As data, a reason holds the figures that are missing by their own names, one after the other."""
    both = line("a", THIRD, Figure("done", "share") * Figure("asked", "share"))
    (held,) = simulated(rule(both), 5).lines
    assert (("asked", "done"), "asked, done") == (tuple(sorted(held.missing)), held.reason["missing"])


def test_an_allowance_says_by_which_rule_it_was_paid() -> None:
    """Name and version of the rule, base and months stand on the allowance."""
    paid = simulated(rule(line("a"), version="7"), 5)
    assert ("test", "7", 5, 1.0) == (paid.rule, paid.version, paid.base, paid.months)


# --- rules that are no rules ---------------------------------------------------------------------


def test_a_rule_has_lines_with_their_own_names() -> None:
    """No line, two lines of one name, or an unknown legal status are refused."""
    with pytest.raises(InvalidInput, match="at least one line"):
        rule()
    with pytest.raises(DuplicateName):
        rule(line("a"), line("a"))
    with pytest.raises(InvalidInput, match="within_rules"):
        rule(line("a"), legal_status="fine")


def test_a_line_pays_shares() -> None:
    """A line in another unit than a share is refused."""
    with pytest.raises(UnitMismatch):
        line("a", Constant(1, "days"))
    with pytest.raises(UnitMismatch):
        line("a", THIRD, Constant(1, "points"))


@pytest.mark.parametrize("achieved", [-0.01, 3.1])
def test_a_line_outside_the_base_is_refused(achieved: float) -> None:
    """A line that takes away, or pays more than the base, is a broken rule."""
    with pytest.raises(BrokenRule, match="the line a pays"):
        simulated(rule(line("a", THIRD, Constant(achieved, "share"))), 5)


def test_lines_beyond_the_base_are_refused() -> None:
    """Lines that pay more than the base together are a broken rule."""
    with pytest.raises(BrokenRule, match="all lines together"):
        simulated(rule(*(line(code) for code in "abcd")), 5)


@pytest.mark.parametrize(
    ("base", "months"), [(-1, 1.0), (1.5, 1.0), (True, 1.0), (1, 0.0), (1, -1.0), (1, float("inf"))]
)
def test_a_base_is_whole_rupiah(base: int, months: float) -> None:
    """A base that is no amount, or no month, is refused."""
    with pytest.raises(InvalidInput):
        allowance(rule(line("a")), base, ISSUED, {"months": months}, on=DAY)
