"""Every guard that touches scores, each with a test; what is tested elsewhere is named here.

=============================================================  ==============================================
guard                                                          tests
=============================================================  ==============================================
evidence has no field for place, screen or call-back           tests/domain/test_evidence.py; here
no scorer or pay rule reads them                               here
a scorer sees only what it declared                            tests/scoring/test_scorer.py; here
attendance is only evidence: outcome and output are blind      tests/scoring/strategies
reports rank no names; small cells are merged                  tests/report/test_cells.py; here
                                                               tests/report/test_html.py
                                                               tests/report/test_document.py
                                                               tests/test_cli_replay.py
a sheet is for the officer who asks                            tests/commands/test_officer.py; here
proposed, seen, objection, issued by a named official          tests/scoring/test_proposal.py; here
a changed predicate needs a reason                             tests/scoring/test_proposal.py; here
only an issued predicate is paid                               tests/scoring/test_allowance.py; here
the distribution pattern warns, names nobody, changes nothing  tests/indonesia/test_distribution.py; here
no function computes a disciplinary punishment                 here
compensation for a late service is never taken from pay        here
simulated pay is labelled                                      tests/scoring/test_under_each.py; here
a survey measures a unit, no officer                           here
survey answers, attendance and ratings are no advice           tests/scoring/test_counterfactual.py
=============================================================  ==============================================
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import FORBIDDEN_FIGURES
from asnwork.domain.identity import OfficerId
from asnwork.errors import BrokenScorer, InvalidInput, MoveNotAllowed, NotIssued
from asnwork.indonesia import distribution, satisfaction_survey
from asnwork.indonesia.distribution import OrganisationPredicate, distribution_warnings
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.report.document import document, json_text
from asnwork.report.findings import summed_up
from asnwork.report.html import page
from asnwork.report.text import printed
from asnwork.scoring.allowance import allowance
from asnwork.scoring.predicate import Predicate, Rating
from asnwork.scoring.proposal import Proposal, Stage, propose
from asnwork.scoring.proposal_moves import accept, allowed_moves, answer, change, issue, object_, see
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.score import POINTS, Draft
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.sheet import sheet
from asnwork.scoring.under_each import under_each
from tests.architecture.sources import ROOT, SOURCE, modules, tree
from tests.report.outcomes import made_outcome
from tests.rows import MAY
from tests.scoring.evidence import evidence, of

LAW = national_law()
PAYS = all_pays(LAW)
DAY = MAY.until - timedelta(days=1)
NOON = datetime(2026, 6, 2, 5, tzinfo=UTC)


def words(name: str) -> set[str]:
    """The words of a name."""
    return set(re.split(r"[^a-z]+", name.lower()))


def reads(pay: PayRule) -> frozenset[str]:
    """Whatever scorer and allowance of a pay rule read."""
    return pay.scorer.reads | pay.allowance.reads


# --- what is never looked at --------------------------------------------------------------------


@pytest.mark.parametrize("pay", PAYS, ids=lambda pay: pay.name)
def test_no_shipped_rule_reads_place_screen_or_call_back(pay: PayRule) -> None:
    """No figure of a shipped rule tracks an officer, and evidence of one that does is refused."""
    assert [] == [name for name in reads(pay) if words(name) & set(FORBIDDEN_FIGURES)]
    with pytest.raises(InvalidInput, match="does not track an officer"):
        evolve(of({}), figures={"last_location": 1.0}, units={"last_location": "1"})


def test_a_scorer_that_looks_at_what_it_did_not_declare_is_stopped() -> None:
    """Location cannot be read on the side."""

    class Curious:
        name, version, scale, reads = "curious", "1", POINTS, frozenset({"steps_done"})

        def score(self, view: Any, on: date) -> Draft:
            return Draft(value=view["days_at_office"])

    with pytest.raises(BrokenScorer, match="without declaring it"):
        evaluate(Curious(), of({"steps_done": 1.0, "days_at_office": 20.0}))


@pytest.mark.parametrize("pay", PAYS, ids=lambda pay: pay.name)
def test_no_shipped_rule_reads_a_survey_or_a_compensation(pay: PayRule) -> None:
    """The survey measures a unit, and what a citizen gets for a late service is the agency's to pay."""
    never = {"survey", "skm", "ikm", "compensation", "kompensasi", "refund", "fine"}
    assert [] == [name for name in reads(pay) if words(name) & never]
    read = (*pay.parameters,)
    assert [] == [parameter.path for parameter in read if words(parameter.path) & never]


def test_the_survey_knows_no_officer() -> None:
    """No function of the survey takes an officer, and its module does not know what one is."""
    for name in satisfaction_survey.__all__:
        thing = getattr(satisfaction_survey, name)
        if inspect.isfunction(thing):
            assert not any("officer" in each for each in inspect.signature(thing).parameters), name
    assert "OfficerId" not in vars(satisfaction_survey)


# --- from proposed to issued --------------------------------------------------------------------


def proposal() -> Proposal:
    """A proposal of May."""
    return propose(officer=OfficerId("ani"), period=MAY, result=Rating.AS_EXPECTED, law=LAW, at=NOON)


def after(steps: list[int]) -> Proposal:
    """A proposal after some moves, each one of those that were allowed, a day and a half apart."""
    found, at = proposal(), NOON
    moves: dict[str, Any] = {
        "see": lambda: see(found, at=at),
        "accept": lambda: accept(found, at=at),
        "object_": lambda: object_(found, grounds="two were kept", at=at),
        "answer": lambda: answer(found, by=f"appraiser {len(found.moves)}", reason="not so", at=at),
        "change": lambda: change(found, OTHER[found.predicate], by="appraiser", reason="seen anew", at=at),
        "issue": lambda: issue(found, official="head of the office", at=at),
    }
    for step in steps:
        at += timedelta(hours=36)
        allowed = allowed_moves(found, at=at)
        if allowed:
            found = moves[allowed[step % len(allowed)]]()
    return found


OTHER = dict(zip(Predicate, (*list(Predicate)[1:], Predicate.VERY_POOR), strict=True))


@given(st.lists(st.integers(0, 5), max_size=14), st.sampled_from(PAYS), evidence())
def test_only_what_a_named_official_issued_is_paid(steps: list[int], pay: PayRule, found: Any) -> None:
    """Whatever way a predicate went, it is paid only where an official issued it, seen by its officer."""
    one = after(steps)
    names = [move.name for move in one.moves]
    if one.stage is Stage.ISSUED:
        assert "head of the office" == one.issued_by == one.moves[-1].by
        assert "seen" in names
        assert not allowance(pay.allowance, 5_000_000, one, found.figures, on=DAY).simulated
    else:
        assert "" == one.issued_by
        with pytest.raises(NotIssued):
            allowance(pay.allowance, 5_000_000, one, found.figures, on=DAY)
    changed = [move for move in one.moves if move.name == "changed"]
    assert all(move.text and move.by for move in changed)


def test_an_issued_predicate_stands() -> None:
    """Nothing moves a predicate once it is issued, and a change before needs a reason in words."""
    issued = issue(accept(see(proposal(), at=NOON), at=NOON), official="head of the office", at=NOON)
    assert () == allowed_moves(issued, at=NOON + timedelta(days=99))
    with pytest.raises(MoveNotAllowed):
        change(issued, Predicate.POOR, by="appraiser", reason="late", at=NOON)
    with pytest.raises(InvalidInput, match="a reason in words"):
        change(proposal(), Predicate.POOR, by="appraiser", reason=" ", at=NOON)


# --- the pattern --------------------------------------------------------------------------------


@given(st.sampled_from(OrganisationPredicate), st.lists(st.sampled_from(Predicate), max_size=30))
def test_the_pattern_changes_nothing(organisation: OrganisationPredicate, given_: list[Predicate]) -> None:
    """It answers with warnings alone, leaves what it was given, and is silent below ten people."""
    before = list(given_)
    warnings = distribution_warnings(organisation, given_, law=LAW, on=DAY)
    assert before == given_
    assert len(given_) >= 10 or () == warnings
    assert all("distribution" == warning.rule for warning in warnings)


def test_nothing_asks_the_pattern_before_a_predicate_is_proposed() -> None:
    """No code of the library calls it: neither scorers, proposals, pay, simulation nor reports know it."""
    callers = [
        str(path.relative_to(SOURCE))
        for path in modules()
        if path.stem not in ("distribution", "__init__")
        and "distribution_warnings" in path.read_text("utf-8")
    ]
    assert [] == callers
    assert not any("OfficerId" in name or name == "propose" for name in vars(distribution))


# --- what no function does ----------------------------------------------------------------------

PUNISHING = {
    "punish",
    "punishment",
    "sanction",
    "sanctions",
    "hukuman",
    "sanksi",
    "demote",
    "dismiss",
    "penalty",
}


def defined() -> Iterator[tuple[str, str]]:
    """Every function and class of the library, with its file."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
                yield str(path.relative_to(SOURCE)), node.name


def test_no_function_computes_a_punishment() -> None:
    """No function or class of the library is named after one, and no number of the law is one."""
    assert [] == [(file, name) for file, name in defined() if words(name.replace("_", " ")) & PUNISHING]
    assert [] == [each.path for each in LAW.parameters if words(each.path) & PUNISHING]


# --- who is shown -------------------------------------------------------------------------------


def test_what_is_for_one_officer_is_made_only_where_one_asks() -> None:
    """Sheets, advice and comparisons of one officer are made by no report and no other command."""
    personal = ("asnwork.scoring.sheet", "asnwork.scoring.counterfactual", "asnwork.scoring.under_each")
    users = {
        str(path.relative_to(SOURCE))
        for path in modules()
        if path.parent.name != "scoring" and any(name in path.read_text("utf-8") for name in personal)
    }
    assert {"commands/officer.py"} == users


def test_no_report_orders_officers() -> None:
    """The key by which scores are ordered is used by no report, no replay and no command."""
    users = [
        str(path.relative_to(SOURCE))
        for path in modules("report", "commands", "adapters", "simulation")
        if "rank_key" in path.read_text("utf-8")
    ]
    assert [] == users


def test_no_report_names_an_officer() -> None:
    """In the text, the page and the document of a comparison no officer of the city is named."""
    outcome = made_outcome()
    found = summed_up(outcome)
    told = (printed(found, "en"), printed(found, "id"), page(found, "en"), json_text(document(found)))
    officers = [
        f"{group.code}-{unit}-{number:03d}"
        for group in outcome.scenario.staff
        for unit in group.units
        for number in range(1, group.each + 1)
    ]
    assert "desk-north-001" in officers
    for text in told:
        assert [] == [officer for officer in officers if officer in text]


@given(evidence())
def test_simulated_pay_is_labelled_wherever_it_is_told(found: Any) -> None:
    """As text, in a sentence, in a table and on a sheet, in either language."""
    told = under_each(PAYS, found, base=5_000_000, law=LAW)
    for one in told.answers:
        assert "simulation, not issued" in str(one.allowance)
        assert "simulation, not issued" in str(one.reason)
        made = sheet(one.score, allowance=one.allowance)
        assert "simulation, not issued" in made.text("en", width=200)
        assert "simulasi, belum ditetapkan" in made.text("id", width=200)
    assert "simulation, not issued" in told.table().title


def test_every_test_file_that_is_named_is_there() -> None:
    """The list of guards points at tests that exist."""
    assert __doc__ is not None
    for name in re.findall(r"tests/[\w/]+(?:\.py)?", __doc__):
        assert (ROOT / name).exists(), name
