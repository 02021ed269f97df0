from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from asnwork.domain.law import assumed, trace_law
from asnwork.domain.reason import Wording, explain
from asnwork.errors import DuplicateName, InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.workplace import LEGAL_STATUS, WorkplaceRule
from asnwork.policies.workplaces.anywhere_if_task_allows import anywhere_if_task_allows
from asnwork.policies.workplaces.office_only import office_only
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
from asnwork.scoring.scheme import PayRule, Scheme, factorial, parameters_of_pay
from asnwork.scoring.score import POINTS, Draft, Scale

LAW = national_law()
OUTCOME = standard_outcome(LAW)


class Everybody:
    """A scorer that is no formula: everybody gets all points."""

    name = "everybody"
    version = "2"
    scale: Scale = POINTS
    reads: frozenset[str] = frozenset()

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """All points."""
        return Draft(value=100.0)


TPP = PayRule(scorer=Everybody(), allowance=tpp_60_40(LAW))
PAY = PayRule(scorer=Everybody(), allowance=outcome_pay(LAW))


def place(status: str) -> WorkplaceRule:
    """A workplace rule with this legal status."""
    return WorkplaceRule(
        name=status,
        label=Wording(status, status),
        places=(),
        conditions=(),
        legal_status=status,
        basis=assumed("x"),
    )


def scheme(share: float | None) -> Scheme:
    """A scheme for this share of posts."""
    (made,) = factorial([office_only(LAW)], [TPP], outcome=OUTCOME, share_of_posts=share)
    return made


def test_every_place_meets_every_pay() -> None:
    """The factorial has every pair once, named after both, place first."""
    schemes = factorial([office_only(LAW), anywhere_if_task_allows(LAW)], [TPP, PAY], outcome=OUTCOME)
    assert [
        "office_only x tpp_60_40",
        "office_only x outcome",
        "anywhere_if_task_allows x tpp_60_40",
        "anywhere_if_task_allows x outcome",
    ] == [made.name for made in schemes]
    assert {OUTCOME.name} == {made.outcome.name for made in schemes}
    assert schemes[0].workplace is schemes[1].workplace
    assert schemes[0].pay is schemes[2].pay


def test_a_scheme_names_what_its_rules_read_of_the_law() -> None:
    """What place, pay and outcome policy read, each path once; a scorer that reads no law adds nothing."""
    (made,) = factorial([two_days_elsewhere(LAW)], [TPP], outcome=OUTCOME)
    paths = [parameter.path for parameter in made.parameters]
    assert len(set(paths)) == len(paths)
    assert {"flexible.days_a_week", "tpp.discipline_share", "main_job.threshold"} < set(paths)
    assert [parameter.path for parameter in made.pay.parameters] == [
        "tpp.discipline_share",
        "tpp.performance_share",
    ]
    assert set(paths) == {reading.path for reading in trace_law(made, on=date(2026, 5, 31)).readings}


def test_any_scorer_will_do() -> None:
    """A pay rule takes any scorer, and its version tells that of both."""
    assert ("tpp_60_40", "TPP 60/40") == (TPP.name, TPP.label.en)
    assert "everybody 2, tpp_60_40 1" == TPP.version


def test_names_are_not_shared() -> None:
    """Two rules of one name are refused: their schemes could not be told apart."""
    with pytest.raises(DuplicateName):
        factorial([office_only(LAW)], [TPP, TPP], outcome=OUTCOME)
    with pytest.raises(DuplicateName):
        factorial([office_only(LAW), office_only(LAW)], [TPP], outcome=OUTCOME)


@pytest.mark.parametrize("status", LEGAL_STATUS)
def test_a_scheme_needs_what_either_of_its_rules_needs(status: str) -> None:
    """The legal status is the more demanding one of place and pay, with a reason for each."""
    within, mayor = factorial([place(status)], [TPP, PAY], outcome=OUTCOME)
    assert status == within.legal_status
    assert max(status, "needs_mayor_regulation", key=LEGAL_STATUS.index) == mayor.legal_status
    assert [(status, status), ("outcome", "needs_mayor_regulation")] == [
        (reason.rule, reason.code) for reason in mayor.reasons
    ]


def test_legal_reasons_are_said_in_both_languages() -> None:
    """A reason names the rule, what it needs, and what that rests on."""
    place_reason, pay_reason = factorial([anywhere_if_task_allows(LAW)], [PAY], outcome=OUTCOME)[0].reasons
    assert "'anywhere, if the task allows' needs a change of national rules" == str(place_reason)
    assert explain(pay_reason, lang="id").startswith(
        "'keluaran dan hasil' memerlukan peraturan wali kota [assumed: "
    )


def test_the_share_of_posts_is_a_share_or_not_known() -> None:
    """None is not known; what is no share is refused."""
    assert scheme(None).share_of_posts is None
    assert [0.0, 0.25, 1.0] == [scheme(share).share_of_posts for share in (0.0, 0.25, 1.0)]
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(InvalidInput):
            scheme(wrong)


def test_a_scheme_for_teaching_says_so() -> None:
    """A scheme whose pay is an extreme is marked, others are not."""
    assert not scheme(None).for_teaching_only


ATTENDANCE_LAW = {f"tpp.{what}_cut" for what in ("absence", "early", "late", "no_record")}
PREDICATE_LAW = {"predicate.matrix", "rating.above"}


@pytest.mark.parametrize(
    ("pay", "own", "others"),
    [
        (TPP, {"tpp.discipline_share", "tpp.performance_share"} | ATTENDANCE_LAW, PREDICATE_LAW),
        (PAY, {"predicate.pay_share"} | PREDICATE_LAW, ATTENDANCE_LAW),
    ],
)
def test_pay_reads_the_law_of_its_evidence_and_of_its_predicate(
    pay: PayRule, own: set[str], others: set[str]
) -> None:
    """Pay by attendance reads the cuts, pay by predicate the matrix and its thresholds."""
    (made,) = factorial([two_days_elsewhere(LAW)], [pay], outcome=OUTCOME)
    paths = [parameter.path for parameter in parameters_of_pay(made, LAW)]
    outcome = {parameter.path for parameter in OUTCOME.parameters}
    assert len(set(paths)) == len(paths)
    assert own | outcome <= set(paths) <= own | outcome | {"rating.below"}
    assert set() == others & set(paths)
