from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from asnwork.domain.formula import Figure, any_of, at_least, equal_to, less_than
from asnwork.domain.law import Bands, Change, Reform, apply_reforms, assumed
from asnwork.domain.reason import Wording, explain
from asnwork.indonesia.law import national_law
from asnwork.indonesia.legality import legal_conflicts, national_limits
from asnwork.indonesia.schemes import all_schemes, all_workplaces
from asnwork.policies.condition import Condition
from asnwork.policies.legality import LegalLimit, workplace_conflicts
from asnwork.policies.officer_days import officer_days
from asnwork.policies.workplace import WorkplaceRule, may_work_elsewhere
from asnwork.policies.workplaces.anywhere_if_task_allows import anywhere_if_task_allows
from asnwork.policies.workplaces.office_only import office_only
from asnwork.policies.workplaces.surabaya_2025 import surabaya_2025
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.scoring.predicate_pay import pay_by_predicate
from asnwork.scoring.scheme import Scheme

BEFORE, AFTER = date(2025, 4, 20), date(2025, 4, 21)
JULY = date(2026, 7, 1)
LAW = national_law()


def scheme(name: str) -> Scheme:
    """One of the shipped schemes."""
    return next(each for each in all_schemes(LAW) if each.name == name)


def codes(rule: WorkplaceRule | Scheme, on: date = JULY) -> list[str]:
    """What a rule exceeds."""
    return [conflict.code for conflict in legal_conflicts(rule, on)]


def test_the_national_rule_exceeds_nothing() -> None:
    """A rule never exceeds the limits that are its own conditions, nor does one that opens nothing."""
    for rule in (two_days_elsewhere(LAW), office_only(LAW)):
        assert [] == codes(rule)
    assert [] == codes(scheme("two_days_elsewhere x tpp_60_40"))


def test_the_limits_begin_with_the_national_rule() -> None:
    """Before 21 April 2025 there was no national limit; from that day on Surabaya's circular exceeds it."""
    assert [] == codes(surabaya_2025(LAW), BEFORE)
    assert "below_weekly_limit" in codes(surabaya_2025(LAW), AFTER)
    assert [] == codes(surabaya_2025(LAW), date(2025, 3, 3))


def test_three_days_exceed_the_limit_of_two() -> None:
    """FLEX: a reform to three days makes the rule exceed article 13(1), from its first day on."""
    three = Reform.of("three", "flexible.days_a_week", 3, since=JULY, reason="what if")
    rule = two_days_elsewhere(apply_reforms(LAW, three))
    assert [] == codes(rule, date(2026, 6, 30))
    (conflict,) = legal_conflicts(rule, JULY)
    assert "below_weekly_limit" == conflict.code
    assert conflict.basis is not None
    assert "reported: PermenPANRB 4/2025 art. 13(1)" == str(conflict.basis)
    assert conflict.example is not None
    assert ("Wednesday, 2 days elsewhere so far", 3.0) == (
        str(conflict.example),
        conflict.example.figures["weekday"],
    )
    told = str(conflict)
    assert (
        "allows more days elsewhere in a week than the limit [reported: PermenPANRB 4/2025 art. 13(1)]"
        in told
    )
    assert (
        "for example Wednesday, 2 days elsewhere so far: days elsewhere taken this week: 2, of at most 2"
        in told
    )
    assert "daripada batasnya" in explain(conflict.reason, "id")


def test_fewer_days_exceed_nothing() -> None:
    """A stricter rule stays within the law."""
    one = Reform.of("one", "flexible.days_a_week", 1, since=JULY, reason="what if")
    assert [] == codes(two_days_elsewhere(apply_reforms(LAW, one)))


def test_once_the_law_is_changed_the_rule_is_within_it() -> None:
    """Asked against the reformed law, the rule made of it exceeds nothing."""
    three = Reform.of("three", "flexible.days_a_week", 3, since=JULY, reason="what if")
    reformed = apply_reforms(LAW, three)
    assert () == legal_conflicts(two_days_elsewhere(reformed), JULY, law=reformed)


def test_a_friday_rule_cannot_pass_a_limit_of_days() -> None:
    """One day a week never comes to three, so only whom it opens for can exceed the law."""
    friday = next(rule for rule in all_workplaces(LAW) if rule.name == "friday_home")
    assert "below_weekly_limit" not in codes(friday)
    assert "not_under_discipline" in codes(friday)


@pytest.mark.parametrize("rule", all_workplaces(LAW), ids=lambda rule: rule.name)
def test_every_example_shows_what_it_says(rule: WorkplaceRule) -> None:
    """In the example the rule lets work elsewhere, and the national rule does not."""
    shown = [conflict for conflict in legal_conflicts(rule, JULY) if conflict.code != "no_instrument"]
    for conflict in shown:
        assert conflict.example is not None
        assert may_work_elsewhere(rule, conflict.example.figures, on=JULY).allowed
        assert not may_work_elsewhere(two_days_elsewhere(LAW), conflict.example.figures, on=JULY).allowed


@pytest.mark.parametrize("rule", all_workplaces(LAW), ids=lambda rule: rule.name)
def test_no_conflict_means_that_the_national_rule_allows_all_of_it(rule: WorkplaceRule) -> None:
    """Whoever may work elsewhere under a rule without conflicts may do so under the national one."""
    if legal_conflicts(rule, JULY):
        return
    national = two_days_elsewhere(LAW)
    for case in officer_days(days_in_post=[365]):
        if may_work_elsewhere(rule, case.figures, on=JULY).allowed:
            assert may_work_elsewhere(national, case.figures, on=JULY).allowed


@pytest.mark.parametrize("each", all_schemes(LAW), ids=lambda each: each.name)
def test_what_is_declared_agrees_with_what_is_found(each: Scheme) -> None:
    """A scheme that needs another regulation exceeds current ones; whoever exceeds none is within them."""
    found = legal_conflicts(each, JULY)
    assert found or each.legal_status == "within_rules"


def test_an_allowance_without_a_regulation_needs_one() -> None:
    """Pay by outcome rests on no instrument and pays nothing for discipline; pay of today clashes not."""
    found = {c.code: c for c in legal_conflicts(scheme("office_only x outcome"), JULY)}
    assert {"no_regulation", "no_discipline_part"} == set(found)
    assert "pays nothing for discipline, where 40 % is reported" in str(found["no_discipline_part"])
    assert found["no_regulation"].example is None
    for pay in ("tpp_60_40", "surabaya_eperformance"):
        assert [] == codes(scheme(f"office_only x {pay}"))


def test_pay_that_looks_at_attendance_lacks_only_a_regulation() -> None:
    """An allowance that cuts for lateness pays for discipline; without an instrument it still needs one."""
    paid = scheme("office_only x tpp_60_40")
    allowance = evolve(paid.pay.allowance, basis=assumed("an idea"))
    assert ["no_regulation"] == codes(evolve(paid, pay=evolve(paid.pay, allowance=allowance)))


def test_before_the_decree_pay_had_no_limit() -> None:
    """Days on which the law says nothing of discipline know no such conflict."""
    assert [] == codes(scheme("office_only x outcome"), date(2019, 12, 31))


def test_the_limits_are_the_conditions_of_the_national_rule() -> None:
    """Each condition of the shipped rule is a limit, but for the one that only says what is not known."""
    conditions = {c.code: c for c in two_days_elsewhere(LAW).conditions}
    limits = {limit.code: limit.condition for limit in national_limits(LAW)}
    assert limits == {code: c for code, c in conditions.items() if code != "post_known"}


def test_a_limit_of_a_city_may_have_its_own_numbers() -> None:
    """Numbers that a limit compares days in the post with are tried, at the number and just below it."""
    words = Wording("opened within 90 days", "dibuka dalam 90 hari")
    settled = Condition(
        code="q", formula=at_least(Figure("days_in_post", "days"), 90, missing="no"), wording=words
    )
    young = Condition(
        code="y", formula=less_than(Figure("days_in_post", "days"), 90, missing="no"), wording=words
    )
    open_to_all = WorkplaceRule(
        name="open",
        label=Wording("open", "terbuka"),
        places=("home",),
        conditions=(
            Condition(
                code="any", formula=at_least(Figure("weekday", "days"), 1, missing="no"), wording=words
            ),
        ),
        basis=assumed("for this test"),
    )
    limits = [LegalLimit(code=c.code, condition=c, wording=words) for c in (settled, young)]
    found = {conflict.code: conflict for conflict in workplace_conflicts(open_to_all, limits, on=JULY)}
    assert {"q": 89.0, "y": 3650.0} == {
        code: conflict.example.figures["days_in_post"] for code, conflict in found.items() if conflict.example
    }
    assert found["q"].basis is None


def test_only_days_that_the_rule_itself_opens_count_before() -> None:
    """Open on Tuesdays and Thursdays, a limit of one day is exceeded on Thursday, after the one Tuesday."""
    words = Wording("closed", "tutup")
    weekday, taken = Figure("weekday", "days"), Figure("days_elsewhere_this_week", "days")
    days = any_of(equal_to(weekday, 2, missing="no"), equal_to(weekday, 4, missing="no"))
    rule = WorkplaceRule(
        name="tuesdays_and_thursdays",
        label=words,
        places=("home",),
        conditions=(Condition(code="open", formula=days, wording=words),),
        basis=assumed("for this test"),
    )
    once = Condition(code="once", formula=less_than(taken, 1, missing="no"), wording=words)
    twice = Condition(code="twice", formula=less_than(taken, 2, missing="no"), wording=words)
    limits = [LegalLimit(code=each.code, condition=each, wording=words) for each in (once, twice)]
    (conflict,) = workplace_conflicts(rule, limits, on=JULY)
    assert ("once", "Thursday, 1 day elsewhere so far") == (conflict.code, str(conflict.example))


def test_before_any_rule_nothing_is_called_lawful() -> None:
    """Where no rule lets agencies open flexible work, a rule that opens it exceeds what is known."""
    for rule in (anywhere_if_task_allows(LAW), surabaya_2025(LAW)):
        assert ["no_enabling_rule"] == codes(rule, date(2023, 4, 11))
    assert [] == codes(office_only(LAW), date(1990, 1, 1))
    (conflict,) = legal_conflicts(anywhere_if_task_allows(LAW), date(1990, 1, 1))
    assert "no rule that lets agencies open it is known on 1990-01-01" in str(conflict)
    assert "needs_national_change" == conflict.needs


def test_an_idea_needs_an_instrument() -> None:
    """From the decree of 2023 on an agency may open flexible work, by a rule of its own; a wish is none."""
    (conflict,) = legal_conflicts(anywhere_if_task_allows(LAW), date(2024, 1, 1))
    assert ("no_instrument", "needs_mayor_regulation") == (conflict.code, conflict.needs)
    assert "reported: Perpres 21/2023 art. 8" == str(conflict.basis)
    assert [] == codes(surabaya_2025(LAW), date(2025, 3, 3))


def test_a_repeal_of_the_limit_is_no_permission() -> None:
    """Without the national limit the wish still needs an instrument."""
    repeal = Reform.of("repeal", "flexible.days_a_week", None, since=JULY, reason="what if")
    gone = apply_reforms(LAW, repeal)
    found = legal_conflicts(anywhere_if_task_allows(gone), JULY, law=gone)
    assert ["no_instrument"] == [conflict.code for conflict in found]


def test_pay_that_reads_another_number_exceeds_the_law() -> None:
    """A share of TPP, and bands of lateness, that differ from current law are named with both values."""
    paid = scheme("office_only x tpp_60_40")
    reform = Reform(
        name="harsh",
        changes=[
            Change(path="tpp.discipline_share", value=0.9, since=JULY, basis="what if"),
            Change(path="tpp.late_cut", value=Bands(edges=(1,), values=(0, 1)), since=JULY, basis="what if"),
            Change(path="outcome.reopen_window_days", value=3, since=JULY, basis="what if"),
        ],
    )
    law = apply_reforms(LAW, reform)
    harsh = next(each for each in all_schemes(law) if each.name == paid.name)
    assert [] == codes(harsh, date(2026, 6, 30))
    assert ["other_number.tpp.discipline_share"] == codes(harsh)
    found = {c.code: c for c in legal_conflicts(harsh, JULY, made_of=law)}
    assert {"other_number.tpp.discipline_share", "other_number.tpp.late_cut"} == set(found)
    late = found["other_number.tpp.late_cut"]
    assert "reads tpp.late_cut as 0; from 1: 1, where current law has 0; from 1: 0.005" in str(late)
    assert "reported: Kepmendagri 900-4700/2020" == str(late.basis)
    assert () == legal_conflicts(paid, JULY, made_of=LAW)


def test_a_reform_to_come_changes_no_answer_of_today() -> None:
    """Pay under a law that is reformed from 2030 on is as lawful in 2026 as without the reform."""
    for path in ("tpp.performance_share", "eperformance.work_share"):
        later = Reform.of("later", path, 0.7, since=date(2030, 1, 1), reason="what if")
        for before, after in zip(all_schemes(LAW), all_schemes(apply_reforms(LAW, later)), strict=True):
            assert codes(before) == codes(after)


@pytest.mark.parametrize(
    ("reads", "code"),
    [
        (frozenset({"done.work"}), "no_discipline_part"),
        (frozenset({"done.work", "days_on_leave"}), "no_discipline_part"),
        (frozenset({"done.work", "days_at_office"}), "discipline_in_score"),
    ],
)
def test_a_scorer_that_reads_presence_is_not_said_to_pay_nothing_for_it(
    reads: frozenset[str], code: str
) -> None:
    """What is said of discipline follows from what the scorer reads; lawful leave is no presence."""
    plain = scheme("office_only x outcome")

    class Reads:
        name, version, scale = "mine", "1", plain.pay.scorer.scale

        def __init__(self) -> None:
            self.reads = reads

        def score(self, view: object, on: object) -> None:
            """Nothing."""

    mine = evolve(plain, pay=pay_by_predicate(Reads(), LAW))  # type: ignore[arg-type]
    found = {each.code: each for each in legal_conflicts(mine, JULY)}
    assert {"no_regulation", code} == set(found)
    assert ("pays for presence through its score alone (days_at_office)" in str(found[code].reason)) == (
        code == "discipline_in_score"
    )
