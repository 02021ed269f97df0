from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from asnwork.domain.attendance import ATTENDANCE_FIGURES
from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays, all_schemes, all_workplaces, standard_factorial
from asnwork.policies.attendance_measures import LEAVE_MEASURES, attendance_measures
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.allowance import Allowance, allowance
from asnwork.scoring.predicate import Rating, result_rating, score_figures
from asnwork.scoring.proposal import propose
from asnwork.scoring.proposal_moves import accept, issue, see
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.scorer import evaluate

LAW = national_law()
# Leave prorates targets and so reaches every scorer; all else of attendance does not.
ATTENDANCE = {*ATTENDANCE_FIGURES, *(measure.name for measure in attendance_measures(LAW))} - {
    measure.name for measure in LEAVE_MEASURES
}


def test_the_standard_comparison_crosses_place_and_pay() -> None:
    """Office or anywhere, 60/40 or outcome; what each needs; nothing for teaching; shares not known."""
    assert [
        ("office_only x tpp_60_40", "within_rules"),
        ("office_only x outcome", "needs_mayor_regulation"),
        ("anywhere_if_task_allows x tpp_60_40", "needs_national_change"),
        ("anywhere_if_task_allows x outcome", "needs_national_change"),
    ] == [(scheme.name, scheme.legal_status) for scheme in standard_factorial(LAW)]
    assert {None} == {scheme.share_of_posts for scheme in standard_factorial(LAW)}


def test_the_shipped_rules_are_all_there() -> None:
    """Five workplace rules and four pay rules, of which one is for teaching only."""
    assert [
        "office_only",
        "two_days_elsewhere",
        "friday_home",
        "surabaya_2025",
        "anywhere_if_task_allows",
    ] == [rule.name for rule in all_workplaces(LAW)]
    assert [
        ("tpp_60_40", False),
        ("surabaya_eperformance", False),
        ("outcome", False),
        ("attendance_only", True),
    ] == [(pay.name, pay.allowance.for_teaching_only) for pay in all_pays(LAW)]


def test_nothing_for_teaching_is_among_the_schemes() -> None:
    """Every workplace rule meets every pay rule but the extreme."""
    schemes = all_schemes(LAW)
    assert 15 == len({scheme.name for scheme in schemes})
    assert not any(scheme.for_teaching_only for scheme in schemes)


def test_pay_by_outcome_reads_no_attendance() -> None:
    """Neither its scorer nor its allowance reads a figure of attendance; the extreme reads nothing else."""
    pays = {pay.name: pay for pay in all_pays(LAW)}
    outcome, extreme = pays["outcome"], pays["attendance_only"]
    assert set() == (outcome.scorer.reads | outcome.allowance.reads) & ATTENDANCE
    assert extreme.scorer.reads <= ATTENDANCE | {"months"}


def test_another_yardstick_may_be_given() -> None:
    """The outcome policy of all schemes can be another one than the standard."""
    policy = standard_outcome(LAW, attribution="decider")
    for schemes in (standard_factorial(LAW, policy=policy), all_schemes(LAW, policy=policy)):
        assert {"decider"} == {scheme.outcome.attribution for scheme in schemes}


def test_schemes_are_a_function_of_law() -> None:
    """The same law gives equal schemes."""
    assert [scheme.pay.allowance for scheme in standard_factorial(LAW)] == [
        scheme.pay.allowance for scheme in standard_factorial(LAW)
    ]


UNITS = {
    **dict.fromkeys(("done.work", "target.work"), "minutes"),
    **dict.fromkeys(("available", "late_cut", "early_cut", "absence_cut"), "share"),
    **dict.fromkeys(("promises_kept", "promises_judged", "not_reopened", "reopen_judged"), "1"),
    **dict.fromkeys(("solved_yes", "solved_known"), "1"),
    "months": "months",
}
MONTH = {
    "done.work": 9_000.0,
    "target.work": 9_000.0,
    "available": 1.0,
    "months": 1.0,
    "promises_kept": 80.0,
    "promises_judged": 100.0,
    "not_reopened": 100.0,
    "reopen_judged": 100.0,
    "solved_yes": None,
    "solved_known": None,
    "late_cut": 0.02,
    "early_cut": 0.0,
    "absence_cut": 0.03,
}
MAY = Period.month(2026, 5, zone="Asia/Jakarta")
AT = datetime(2026, 6, 2, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def month(**figures: float | None) -> Evidence:
    """A month in which all work was done, but for these figures."""
    known = {**MONTH, **figures}
    return Evidence(officer=OfficerId("o1"), period=MAY, as_of=0, figures=known, units=UNITS)


def paid(pay: PayRule, evidence: Evidence) -> Allowance:
    """The whole way: score, proposal, accepted and issued predicate, pay."""
    score = evaluate(pay.scorer, evidence)
    figures = {**evidence.figures, **score_figures(score)}
    rated = result_rating(LAW, figures, on=MAY.until - timedelta(days=1))
    reasons = [reason for part in getattr(score, "parts", ()) for reason in part.reasons]
    proposal = propose(
        officer=evidence.officer, period=MAY, result=rated or Rating.BELOW, law=LAW, at=AT, reasons=reasons
    )
    issued = issue(accept(see(proposal, at=AT), at=AT), official="head of the registry", at=AT)
    return allowance(pay.allowance, 5_000_000, issued, figures, on=MAY.until - timedelta(days=1))


@pytest.mark.parametrize(
    ("changed", "tpp", "outcome"),
    [
        ({}, [3_000_000, 1_900_000], [5_000_000]),
        ({"late_cut": 0.5}, [3_000_000, 940_000], [5_000_000]),
        ({"late_cut": None}, [3_000_000, None], [5_000_000]),
        ({"done.work": 4_500.0}, [1_500_000, 1_900_000], [3_750_000]),
        ({"done.work": 4_500.0, "available": 0.5}, [3_000_000, 1_900_000], [5_000_000]),
        ({"promises_kept": 10.0}, [3_000_000, 1_900_000], [3_750_000]),
    ],
)
def test_an_officer_goes_from_evidence_to_pay(
    changed: dict[str, float | None], tpp: list[int | None], outcome: list[int | None]
) -> None:
    """Lateness moves 60/40, broken promises outcome, a missed main job both, lawful leave neither."""
    pays = {pay.name: pay for pay in all_pays(LAW)}
    evidence = month(**changed)
    assert tpp == [line.amount for line in paid(pays["tpp_60_40"], evidence).lines]
    assert outcome == [line.amount for line in paid(pays["outcome"], evidence).lines]
