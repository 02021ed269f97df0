"""What the shipped rules say: in both languages, with every blank filled, and each of them used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from attrs import evolve

import asnwork
from asnwork.domain.assignment import Candidate, WaitingStep
from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import Formula, figures_of, parameters_of
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.indicator import ASPECTS, Indicator
from asnwork.domain.law import Basis, Parameter, Reform, apply_reforms, assumed
from asnwork.domain.place import WorkPlace
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.domain.service import ClosedDay, OutsideHours, StartRule, TimeLimit, TimeUnit
from asnwork.domain.working_time import WeeklyHours, WorkingCalendar, hours
from asnwork.indonesia.distribution import OrganisationPredicate, distribution_warnings
from asnwork.indonesia.excepted_rules import days_elsewhere_limit, weekly_minutes
from asnwork.indonesia.law import national_law
from asnwork.indonesia.legality import legal_conflicts
from asnwork.indonesia.schemes import all_pays, all_schemes, all_workplaces
from asnwork.policies.assigning import Recommendation, recommend
from asnwork.policies.assignment_rule import AssignmentRule, Term
from asnwork.policies.assignment_rules import by_earliest_promise, by_least_load, by_rotation, by_skill_first
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.behaviour_measures import behaviour_measures
from asnwork.policies.condition import Condition
from asnwork.policies.excepted import answer_excepted
from asnwork.policies.expected import with_expected
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.outcome import WORK, Measure
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.service_level import promise
from asnwork.policies.survey import survey_evidence, with_unit_means
from asnwork.policies.workplace import WORKPLACE_FIGURES, may_work_elsewhere
from asnwork.scoring.allowance import allowance
from asnwork.scoring.allowance_rule import LineRule
from asnwork.scoring.combine import banded, capped, floored, part_of, weighted_mean
from asnwork.scoring.counterfactual import counterfactuals
from asnwork.scoring.part_rule import Adjustment, PartRule, word_of
from asnwork.scoring.predicate import Predicate, Rating, score_figures
from asnwork.scoring.predicate_pay import pay_by_predicate
from asnwork.scoring.proposal import propose
from asnwork.scoring.score import POINTS, Draft, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.among_citizens import among_citizens
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.main_job import main_job
from asnwork.scoring.strategies.output import output
from asnwork.scoring.strategies.satisfaction import satisfaction
from asnwork.scoring.strategies.standardised_outcome import standardised_outcome
from asnwork.scoring.strategies.work_behaviour import work_behaviour
from asnwork.scoring.under_each import under_each
from tests.formulas import BANDS
from tests.policies.case_mixes import APRIL, EASY, cases, evidence_of, reference_of
from tests.rows import AS_OF, MAY

pytestmark = pytest.mark.slow

LAW = national_law()
ANI = OfficerId("ani")
WIB = ZoneInfo("Asia/Jakarta")
LAST = MAY.until - timedelta(days=1)
SOURCE = Path(asnwork.__file__).parent
RULES: tuple[AssignmentRule, ...] = (by_rotation(), by_least_load(), by_earliest_promise(), by_skill_first())
POLICIES = tuple(standard_outcome(LAW, attribution=attribution) for attribution in ("each_step", "decider"))
REPORTS = PlannedResult(
    code="reports",
    main=True,
    target=2.0,
    unit="reports",
    indicators=[
        Indicator(aspect=aspect, target=5.0, target_high=high, unit="points")
        for aspect, high in zip(ASPECTS, (None, 6.0, None), strict=True)
    ],
)
SCORERS = (output(LAW, results=[WORK, REPORTS]), main_job(LAW, results=[WORK, REPORTS]), work_behaviour(LAW))
SHIPPED: dict[str, Any] = {
    **{f"workplace {rule.name}": rule for rule in all_workplaces(LAW)},
    **{f"assigning {rule.name}": rule for rule in RULES},
    **{f"outcome by {policy.attribution}": policy for policy in POLICIES},
    "attendance": attendance_measures(LAW),
    "behaviour": behaviour_measures(LAW),
    **{f"scorer {scorer.name}": scorer for scorer in SCORERS},
    **{f"scorer of {pay.name}": pay.scorer for pay in all_pays(LAW)},
    **{f"allowance {pay.name}": pay.allowance for pay in all_pays(LAW)},
    **{f"scheme {scheme.name}": scheme for scheme in all_schemes(LAW)},
}


def names_in(text: str) -> set[str]:
    """The blanks of a sentence."""
    return set(Template(text).get_identifiers())


def parts_of(value: Any, kind: type) -> Iterator[Any]:
    """Every part of one kind in a value, at any depth."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for each in value:
            yield from parts_of(each, kind)
    elif attrs.has(type(value)) and not isinstance(value, Formula | Basis | Parameter):
        for each in attrs.fields(type(value)):
            yield from parts_of(getattr(value, each.name), kind)


# --- what stands in the rules ------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_wording_of_a_shipped_rule_is_in_both_languages(name: str) -> None:
    """No sentence is empty, and no value is said in one language and left out in the other."""
    found = list(parts_of(SHIPPED[name], Wording))
    assert found
    for wording in found:
        assert wording.en.strip() == wording.en != ""
        assert wording.id.strip() == wording.id != ""
        assert names_in(wording.en) == names_in(wording.id), wording


@pytest.mark.parametrize("name", SHIPPED)
def test_every_blank_of_a_shipped_rule_is_one_that_its_reason_fills(name: str) -> None:
    """A condition fills what its formula reads, a term two numbers, a part its figures, a line shares."""
    kinds = 0
    for part in parts_of(SHIPPED[name], Condition):
        laws = {parameter.path.replace(".", "_") for parameter in parameters_of(part.formula)}
        assert names_in(part.wording.en) <= set(figures_of(part.formula)) | laws, part.code
        kinds += 1
    for part in parts_of(SHIPPED[name], Term):
        assert names_in(part.wording.en) <= {"value", "other", "next", "level"}, part.code
        kinds += 1
    for part in parts_of(SHIPPED[name], PartRule):
        assert names_in(part.wording.en) <= {"value", *map(word_of, part.reads)}, part.name
        kinds += 1
    for part in parts_of(SHIPPED[name], LineRule):
        assert names_in(part.wording.en) <= {"weight_percent", "achieved_percent", "amount"}, part.code
        kinds += 1
    for part in parts_of(SHIPPED[name], Adjustment):
        assert names_in(part.wording.en) <= {"before", "after"}, part.code
    for part in parts_of(SHIPPED[name], Measure):
        assert set() == names_in(part.wording.en), part.name
        kinds += 1
    assert kinds
    label = getattr(SHIPPED[name], "label", Wording("no label", "tanpa label"))
    assert set() == names_in(label.en) | names_in(label.id)


def literal_wordings() -> Iterator[tuple[str, ast.Call]]:
    """Where the core writes a wording down, and the call."""
    for room in ("domain", "policies", "scoring", "indonesia", "simulation"):
        for path in sorted((SOURCE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Wording":
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_every_wording_written_down_has_both_languages_and_the_same_blanks() -> None:
    """Whatever the core says it says twice, with the same values; `$x_id` is the Indonesian word for `$x`."""
    looked = 0
    for where, call in literal_wordings():
        assert 2 == len(call.args), where
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
        assert all(isinstance(text, str) and text.strip() for text in texts), where
        if len(texts) == 2:
            english, indonesian = map(names_in, texts)
            assert english == {name.removesuffix("_id") for name in indonesian}, where
            looked += 1
    assert looked > 80


# --- what is said in use -----------------------------------------------------------------------


def promises() -> Iterator[Reason]:
    """The reasons of promises of every kind, filed in and outside hours, complete or not."""
    office = WorkingCalendar(
        name="office",
        zone="Asia/Jakarta",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
        week=WeeklyHours.of(mon_thu=hours("08:00-16:00"), fri=hours("08:00-16:00")),
    )
    basis = assumed("made up for a test")
    filed = [datetime(2026, 5, day, hour, tzinfo=WIB) for day in (7, 8, 9) for hour in (9, 20)]
    for unit, start, outside, closed, at in product(TimeUnit, StartRule, OutsideHours, ClosedDay, filed):
        limit = TimeLimit(
            amount=2, unit=unit, start=start, outside_hours=outside, closed_day=closed, basis=basis
        )
        if unit is TimeUnit.ELAPSED_HOURS:
            limit = evolve(limit, amount=24)
        for complete in (None, at, at + timedelta(hours=12)):
            yield from promise(limit, submitted_at=at, complete_at=complete, calendar=office).reasons


def permissions() -> Iterator[Reason]:
    """The reasons of every workplace rule on days before, in and after it, for all sorts of officers."""
    clerk: dict[str, float | None] = {
        **dict.fromkeys(WORKPLACE_FIGURES, 0.0),
        "is_asn": 1.0,
        "days_in_post": 999.0,
    }
    changes: list[dict[str, float | None]] = [
        {},
        {"assigned_to_field": 1.0},
        dict.fromkeys(WORKPLACE_FIGURES),
    ]
    for name, value in product(WORKPLACE_FIGURES, (None, 0.0, 1.0, 5.0)):
        changes.append({name: value})
    days = (date(2024, 1, 5), date(2025, 3, 7), date(2026, 5, 7), date(2026, 5, 8), date(2026, 9, 4))
    for rule, change, day in product(all_workplaces(LAW), changes, days):
        figures = {**clerk, "weekday": float(day.isoweekday()), **change}
        yield from may_work_elsewhere(rule, figures, on=day).reasons


def recommendations() -> Iterator[Reason]:
    """The reasons of every assignment rule: who comes before whom, who was removed, nobody at all."""
    office, home = (
        WorkPlace(code=code, label=code, label_id=code, offers=offers, at_office=code == "office")
        for code, offers in (("office", {"any", "counter"}), ("home", {"any"}))
    )
    work = WaitingStep(
        request=RequestId("r1"),
        step="verify",
        service="card",
        unit="registry",
        skill="check",
        place="counter",
        submitted_at=0,
        waiting_since=0,
        expected_effort=10,
        finishes_today=True,
    )

    def officer(name: str, **parts: Any) -> Candidate:
        told: dict[str, Any] = {
            "place": office,
            "on_duty_until": 1_000,
            "units": {"registry"},
            "idle_since": 5,
        }
        return Candidate(officer=OfficerId(name), **{**told, "skills": {"check": 1}, **parts})

    apt = officer("apt")
    variants: list[dict[str, Any]] = [
        {"open_now": 2},
        {"given_today": 3},
        {"last_given_at": 4},
        {"idle_since": 9},
        {"skills": {"check": 3}},
        {},
    ]
    unapt: list[dict[str, Any]] = [
        {"place": None},
        {"skills": {}},
        {"place": home},
        {"units": {"north"}},
        {"on_duty_until": 8},
    ]
    crowds = [
        [],
        [apt],
        *([apt, officer("other", **parts)] for parts in variants),
        [officer("early", last_given_at=3), officer("late", last_given_at=4)],
        *([officer("unapt", **parts)] for parts in unapt),
        [apt, *(officer(f"unapt{number}", **parts) for number, parts in enumerate(unapt))],
    ]
    for rule, crowd in product(RULES, crowds):
        answer = recommend(rule, work, crowd, now=5)
        if isinstance(answer, Recommendation):
            yield from (reason for each in answer.ranked for reason in each.reasons)
        else:
            yield from answer.reasons
        yield from (each.reason for each in answer.removed)


MEASURES = (*POLICIES[0].measures, *attendance_measures(LAW), *behaviour_measures(LAW))


def evidences() -> Iterator[Evidence]:
    """Evidence with everything, with nothing, and with much of it missing for one reason or another."""
    plan = PerformancePlan(
        officer=ANI,
        period=MAY,
        results=[evolve(WORK, target=6_000.0), REPORTS],
    )
    empty = Rows(requests=(), steps=(), attendance=(), work_results=(), ratings=())
    for rows, planned in product(
        (
            empty,
            Rows(),
            evolve(empty, unrecorded={"step_credit", "due_at", "office_due_at", "solved", "closed_at"}),
        ),
        (None, plan),
    ):
        yield gather(ANI, MAY, rows, measures=MEASURES, plan=planned, as_of=AS_OF)
    full: dict[str, float | None] = {
        "done.work": 5_900.0,
        "target.work": 6_000.0,
        "available": 1.0,
        "months": 1.0,
        "promises_kept": 8.0,
        "promises_judged": 10.0,
        "not_reopened": 9.0,
        "reopen_judged": 9.0,
        "solved_yes": 3.0,
        "solved_known": 4.0,
        "right_first_time": 9.0,
        "first_time_judged": 10.0,
        "trips_made": 1.0,
        "trips_usual": 4.0,
        "done.citizens": 3.0,
        "target.citizens": 4.0,
        "late_cut": 0.02,
        "early_cut": 0.0,
        "absence_cut": 0.03,
    }
    units = {
        **dict.fromkeys(full, "1"),
        "done.work": "minutes",
        "target.work": "minutes",
        "available": "share",
        **dict.fromkeys(("trips_made", "trips_usual"), "trips"),
        **dict.fromkeys(("done.citizens", "target.citizens"), "citizens"),
    }
    units |= {"months": "months", **dict.fromkeys(("late_cut", "early_cut", "absence_cut"), "share")}
    nothing_judged = {
        name: 0.0 for name in full if name.endswith(("judged", "kept", "reopened", "known", "yes"))
    }
    changes: list[dict[str, float | None]] = [{}, {"done.work": 100.0}, {"target.work": None}, nothing_judged]
    changes += [{"done.work": 0.0, "available": 0.0}, {"late_cut": None}]
    for change in changes:
        yield Evidence(officer=ANI, period=MAY, as_of=AS_OF, figures={**full, **change}, units=units)
    yield Evidence(officer=ANI, period=MAY, as_of=AS_OF, figures={}, units={})
    for scorer in SCORERS:
        told = dict.fromkeys(scorer.reads, 1.0)
        yield Evidence(officer=ANI, period=MAY, as_of=AS_OF, figures=told, units=scorer.units)


@attrs.frozen
class _Silent:
    """A plain scorer that wants a figure which no evidence has."""

    name: str = "silent"
    version: str = "1"
    scale: Any = POINTS
    reads: frozenset[str] = frozenset({"nobody_knows"})

    def score(self, view: Any, on: date) -> Draft:
        """Answer nothing for want of the figure."""
        return Draft(value=None, missing=("nobody_knows",), coverage=0.0)


def scorers() -> Iterator[Any]:
    """The shipped scorers, and each way to make one of others."""
    shipped = [pay.scorer for pay in all_pays(LAW)]
    yield from (*shipped, *SCORERS, among_citizens(LAW))
    yield from (capped(shipped[0], 50.0), floored(shipped[0], 99.5))
    yield weighted_mean("of_one", [part_of(shipped[0], 10_000)], version="1", minimum_coverage=0.5)
    yield banded(shipped[0], evolve(BANDS, path="bands", unit="points", of_unit="points", values=RISING))
    yield _Silent()


RISING = evolve(
    BANDS.values, values=((date.min, evolve(BANDS.values.values[0][1], values=(0.0, 10.0, 20.0, 30.0))),)
)


def scores() -> Iterator[Reason]:
    """The reasons of every scorer for every evidence, and of the evidence for what is missing."""
    for evidence in evidences():
        yield from evidence.missing.values()
    for scorer, evidence in product(scorers(), evidences()):
        answer = evaluate(scorer, evidence)
        yield from answer.reasons
        if isinstance(answer, Score):
            yield from (reason for part in answer.parts for reason in part.reasons)
        yield from (reason for part in answer.parts if part.parts for reason in part.reasons)


def fairness() -> Iterator[Reason]:
    """What is said of units and their surveys, of few cases, and of cases compared with those before."""
    asked = LAW["survey.elements"].items_on(LAST).codes
    surveys = [
        survey_evidence(
            {str(number): dict.fromkeys(asked, 3) for number in range(count)},
            unit="front",
            period=MAY,
            as_of=AS_OF,
            law=LAW,
        )
        for count in (0, 3, 12)
    ]
    before = evolve(surveys[0], period=APRIL)
    cards = cases(MAY, [(EASY, 20, 30)])
    compared = [
        with_expected(evidence_of(cards), cards, reference_of([(EASY, kept, 40)])) for kept in (5, 36)
    ]
    compared.append(with_expected(evidence_of(cards), cards, reference_of([(EASY, 5, 9)])))
    for evidence in (*surveys, *compared, with_unit_means(evidence_of(cards), before)):
        yield from evidence.missing.values()
    heard = {"solved_known": 5.0, "solved_yes": 4.0, "done.work": 60.0, "target.work": 60.0}
    full = [evolve(each, figures={**each.figures, **heard}) for each in compared]
    for scorer, evidence in (
        *product([satisfaction(LAW)], surveys),
        *product([standardised_outcome(LAW)], (*compared, *full)),
    ):
        answer = evaluate(scorer, evidence)
        yield from answer.reasons
        if isinstance(answer, Score):
            yield from (reason for part in answer.parts for reason in part.reasons)


def allowances() -> Iterator[Reason]:
    """The reasons of every line of every allowance: paid, held, dropped out."""
    for pay, evidence in product(all_pays(LAW), evidences()):
        figures = {**evidence.figures, **score_figures(evaluate(pay.scorer, evidence))}
        for predicate, behaviour in ((Predicate.GOOD, 80.0), (None, None)):
            known = {**figures, "behaviour.points": behaviour}
            money = allowance(pay.allowance, 5_000_000, predicate, known, on=LAST, simulated=True)
            yield from (line.reason for line in money.lines)


def proposals() -> Iterator[Reason]:
    """The reasons of every predicate that may be proposed, and of the legal status of every scheme."""
    at = datetime(2026, 6, 2, 9, tzinfo=WIB)
    for result, behaviour in product(Rating, (None, *Rating)):
        yield from propose(
            officer=ANI, period=MAY, result=result, behaviour=behaviour, law=LAW, at=at
        ).reasons
    for scheme in all_schemes(LAW):
        yield from scheme.reasons


def advice() -> Iterator[Reason]:
    """What would move a predicate up, one of a thing and several; and one officer under each pay rule."""
    easy = apply_reforms(LAW, Reform.of("easy", "rating.above", 0.95, since=MAY.since, reason="what if"))
    one = (*all_pays(LAW)[:3],)
    for pay, evidence, law in product(one, (*evidences(), *nearly()), (LAW, easy)):
        for behaviour in (None, *Rating):
            told = counterfactuals(pay.scorer, evidence, law=law, behaviour=behaviour)
            yield from (answer.reason for answer in told.found)
            if told.reason is not None:
                yield told.reason
    yield from (counterfactuals(_Silent(), each, law=LAW).reason or _NOTHING for each in evidences())
    for evidence in evidences():
        yield from (each.reason for each in under_each(all_pays(LAW), evidence, base=1, law=LAW).answers)


_NOTHING = Reason(rule="none", code="none", wording=Wording("none", "tidak ada"))


def nearly() -> Iterator[Evidence]:
    """Evidence that a few things more would lift: minutes, promises, lasting results, solved requests."""
    full = list(evidences())[6]
    base = {"promises_kept": 10.0, "not_reopened": 9.0, "solved_yes": 4.0}
    for name, few in product(("done.work", "promises_kept", "not_reopened", "solved_yes"), range(1, 10)):
        figures = {**full.figures, **base, name: (full.figures[name] or 0.0) - few}
        if min(value for value in figures.values() if value is not None) >= 0:
            yield evolve(full, figures=figures)
    for gone in ("promises_kept", "promises_judged"):
        yield evolve(full, figures={**full.figures, **base, gone: None})
    for done in (5_399.0, 5_398.0):
        yield evolve(full, figures={**full.figures, **base, "done.work": done})


def distributions() -> Iterator[Reason]:
    """The warnings for every predicate of an organisation, of units all of one predicate and of two."""
    for organisation, one, other in product(OrganisationPredicate, Predicate, Predicate):
        yield from distribution_warnings(organisation, [one] * 6 + [other] * 6, law=LAW, on=LAST)


def conflicts() -> Iterator[Reason]:
    """What every shipped scheme exceeds, with its examples; before any rule and under a reform too."""
    other = Reform.of("other", "tpp.performance_share", 0.9, since=LAST, reason="what if")
    reformed = apply_reforms(LAW, other)
    for law, day in ((LAW, LAST), (LAW, date(2023, 1, 2)), (reformed, LAST)):
        shipped = all_schemes(law)
        by_presence = evolve(shipped[0], name="by presence", pay=pay_by_predicate(attendance(law), law))
        for scheme in (*shipped, by_presence):
            for conflict in legal_conflicts(scheme, day, made_of=law):
                yield conflict.reason
                if conflict.because is not None:
                    yield conflict.because


def exceptions() -> Iterator[Reason]:
    """What the rules with exceptions answer on several days, whatever is known."""
    known = (None, 0.0, 1.0)
    for month in range(1, 5):
        day = date(2026, month, 1)
        for ramadan in known:
            yield answer_excepted(weekly_minutes(LAW), {"ramadan": ramadan}, on=day).reason
        for field, special in product(known, known):
            figures = {"assigned_to_field": field, "special_circumstances": special}
            yield answer_excepted(days_elsewhere_limit(LAW), figures, on=day).reason


WALKS = (
    *(promises, permissions, recommendations, scores, fairness, allowances, proposals),
    *(advice, distributions, conflicts, exceptions),
)


@cache
def said() -> dict[str, tuple[Reason, ...]]:
    """Every reason that the walks hear, by the name of the walk."""
    return {walk.__name__: tuple(walk()) for walk in WALKS}


@pytest.mark.parametrize("kind", [walk.__name__ for walk in WALKS])
def test_every_reason_is_a_sentence_without_a_blank_in_both_languages(kind: str) -> None:
    """Whatever a shipped rule answers, it says why: in English and Indonesian, every value filled in."""
    assert len(said()[kind]) > 20
    for reason in dict.fromkeys(said()[kind]):
        english, indonesian = explain(reason, lang="en"), explain(reason, lang="id")
        assert str(reason).strip()
        assert english.startswith(str(reason))
        assert indonesian.strip()
        assert "$" not in english + indonesian, reason
        assert reason.rule and reason.code


def test_every_sentence_with_a_blank_is_said_by_some_rule() -> None:
    """No sentence with values stands in the core that the walk above does not hear, in its own language."""
    heard = {
        language: "\n".join(
            {getattr(reason.wording, language) for told in said().values() for reason in told}
        )
        for language in ("en", "id")
    }
    for lever in (lever for scorer in scorers() for lever in getattr(scorer, "levers", ())):
        # What an officer could do is said when it is asked for, with values of its own.
        for language in heard if lever.wording is not None else ():
            heard[language] += getattr(lever.wording, language)
    silent = [
        f"{where} {arg.value}"
        for where, call in literal_wordings()
        for arg, language in zip(call.args, ("en", "id"), strict=True)
        if isinstance(arg, ast.Constant) and "$" in arg.value and arg.value not in heard[language]
    ]
    assert [] == silent


def test_the_walk_hears_many_rules_and_codes() -> None:
    """Each shipped rule of each kind was heard, and lines that are paid, held and dropped."""
    rules = {reason.rule for told in said().values() for reason in told}
    assert {rule.name for rule in (*all_workplaces(LAW), *RULES)} <= rules
    assert {pay.scorer.name for pay in all_pays(LAW)} | {pay.name for pay in all_pays(LAW)} <= rules
    assert {"promise", "gathering", "predicate", "evaluate"} <= rules
    codes = {reason.code for told in said().values() for reason in told}
    assert {
        "performance.held",
        "behaviour.dropped",
        "capped",
        "floored",
        "banded",
        "nothing_to_judge",
    } <= codes
    assert {"no_source", "not_told", "no_target", "no_day", "no_figure", "relax", "no_candidate"} <= codes


def test_labels_of_the_law_are_in_both_languages_or_in_none() -> None:
    """A number of the shipped law that has a name for people has it twice."""
    for parameter in LAW.parameters:
        assert bool(parameter.label) == bool(parameter.label_id), parameter.path
