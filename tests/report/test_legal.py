from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from asnwork.domain.law import Reform, apply_reforms
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays, all_workplaces
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.report.document import document
from asnwork.report.findings import Findings, summed_up
from asnwork.report.html import page
from asnwork.report.legal import (
    articles,
    conflict_lines,
    conflicts_of,
    conflicts_table,
    legal_basis_table,
    legal_table,
    reasons_of,
    status_of,
)
from asnwork.report.text import printed
from asnwork.scoring.scheme import factorial
from asnwork.tables import Lang
from tests.report.outcomes import made_outcome

LAW = national_law()
THREE = Reform.of("three days", "flexible.days_a_week", 3, since=date(2026, 1, 1), reason="a <b>wish</b>")


def found() -> Findings:
    """The standard comparison, with every rule's conflicts."""
    return summed_up(made_outcome())


def reformed() -> Findings:
    """A comparison of which the last scheme allows three days a week."""
    pays = [pay for pay in all_pays(LAW) if pay.name == "tpp_60_40"]
    rules = [two_days_elsewhere(LAW), evolve(two_days_elsewhere(apply_reforms(LAW, THREE)), name="three")]
    schemes = factorial(rules, pays, outcome=standard_outcome(LAW))
    outcome = evolve(found().outcome, schemes=schemes, findings=(), reform=THREE)
    return summed_up(outcome)


def test_a_scheme_that_exceeds_the_law_is_not_within_it() -> None:
    """Made of a law with three days, the very rule that is within the law exceeds it."""
    of = reformed()
    assert ["within_rules", "exceeds_rules"] == [status_of(of, scheme) for scheme in of.outcome.schemes]
    assert ["within_rules"] * 2 == [scheme.legal_status for scheme in of.outcome.schemes]
    assert ["within current rules", "exceeds current rules"] == legal_table(of, "en").to_dict()[
        "legal status"
    ]


def test_a_rule_that_exceeds_the_law_is_not_quoted_as_within_it() -> None:
    """What a rule says of itself is left out where it is not so, and its status says so too."""
    of = reformed()
    within, exceeding = of.outcome.schemes
    assert ["two_days_elsewhere", "tpp_60_40"] == [reason.rule for reason in reasons_of(of, within)]
    assert ["tpp_60_40"] == [reason.rule for reason in reasons_of(of, exceeding)]
    assert ["within current rules", "exceeds current rules", "within current rules"] == legal_basis_table(
        of, "en"
    ).to_dict()["legal status"]


def test_a_need_that_is_said_stays_said() -> None:
    """Who needs a change of national rules, or only a regulation, is called so."""
    of = found()
    assert ["within_rules", "needs_mayor_regulation", *["needs_national_change"] * 2] == [
        status_of(of, scheme) for scheme in of.outcome.schemes
    ]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_articles_are_the_top_row(lang: Lang) -> None:
    """Text and page name the article before any number of the comparison."""
    of = reformed()
    for text in (printed(of, lang), page(of, lang)):
        assert "PermenPANRB 4/2025 art. 13(1)" in text
    whole = found()
    text = printed(whole, lang)
    assert text.index("art. 13(1)") < text.index(
        {"en": "The schemes side by side", "id": "Skema berdampingan"}[lang]
    )
    html = page(whole, lang)
    assert html.index("art. 13(1)") < html.index('id="a"')


def test_articles_of_one_instrument_stand_together() -> None:
    """Each instrument is named once, with its articles in order; what has no article is left out."""
    friday = next(rule for rule in all_workplaces(LAW) if rule.name == "surabaya_2025")
    pays = [pay for pay in all_pays(LAW) if pay.name == "outcome"]
    outcome = evolve(
        found().outcome, schemes=factorial([friday], pays, outcome=standard_outcome(LAW)), findings=()
    )
    of = summed_up(outcome)
    told = articles(of.conflicts["surabaya_2025 x outcome"])
    assert told.startswith("PermenPANRB 4/2025 art. 13(1), 25")
    assert told.endswith("Kepmendagri 900-4700/2020")
    assert "" == articles(())


def test_each_conflict_is_told_once() -> None:
    """Schemes that share a rule do not repeat what it exceeds, and each line has article and example."""
    of = found()
    keys = [(conflict.rule, conflict.code) for conflict in conflicts_of(of)]
    assert (
        len(set(keys)) == len(keys) == len(conflicts_table(of, "en")) == len(list(conflict_lines(of, "id")))
    )
    assert ("anywhere_if_task_allows", "below_weekly_limit") in keys
    line = next(line for line in conflict_lines(of, "id") if "daripada batasnya" in line)
    assert "[reported: PermenPANRB 4/2025 art. 13(1)]; contoh: hari di luar kantor minggu ini: 2" in line
    plain = next(line for line in conflict_lines(of, "en") if "rests on no regulation" in line)
    assert "example" not in plain


def test_without_conflicts_nothing_is_said() -> None:
    """A comparison of which nothing exceeds the law says nothing of it."""
    of = evolve(found(), conflicts={})
    assert "exceeds" not in printed(of, "en")
    assert "what exceeds" not in page(of, "en")
    assert () == conflicts_of(of)
    assert 4 == len(legal_basis_table(of, "en"))


def test_programs_get_the_conflicts_too() -> None:
    """The document names rule, code, article, certainty, words and example of each."""
    (_, three) = document(reformed())["schemes"]
    (conflict,) = three["conflicts"]
    assert {
        "rule": "three",
        "code": "below_weekly_limit",
        "article": "PermenPANRB 4/2025 art. 13(1)",
        "certainty": "reported",
    }.items() <= conflict.items()
    assert (3.0, 2.0) == (conflict["example"]["weekday"], conflict["example"]["days_elsewhere_this_week"])
    assert conflict["text"].startswith("'two days a week elsewhere' allows more days")
    outcome_pay = document(found())["schemes"][1]["conflicts"][0]
    assert (None, "no_regulation") == (outcome_pay["example"], outcome_pay["code"])


def test_the_reform_is_told_and_escaped() -> None:
    """A comparison under a reform says which, in text, page and document; text from a file is escaped."""
    of = reformed()
    assert "reform: three days: flexible.days_a_week = 3 from 2026-01-01" in printed(of, "en")
    assert "perubahan yang dicoba: three days" in page(of, "id")
    assert document(of)["reform"] == str(THREE)
    assert document(found())["reform"] is None
    marked = evolve(of, outcome=evolve(of.outcome, reform=evolve(THREE, name="<b>three</b>")))
    assert "<b>three</b>" not in page(marked, "en")
