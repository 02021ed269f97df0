"""A scorer, a workplace rule, a service and a channel, each added by one file and used end to end."""

from __future__ import annotations

import importlib
import inspect
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import asnwork
from asnwork.adapters.catalogue_file import load_catalogue, parse_catalogue_file
from asnwork.domain.evidence import Period
from asnwork.domain.reason import explain
from asnwork.domain.request import Stage
from asnwork.domain.working_time import from_us
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays, all_workplaces
from asnwork.policies.assignment_rules import by_rotation
from asnwork.policies.gathering import gather_all
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.workplace import elsewhere_formula, may_work_elsewhere
from asnwork.scoring.allowance import allowance
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
from asnwork.scoring.predicate import score_figures
from asnwork.scoring.scheme import PayRule, factorial
from asnwork.scoring.score import Gate, Score
from asnwork.scoring.scorer import evaluate
from asnwork.simulation.experiment import Design, Outcome, compare
from asnwork.simulation.measures import service_measures
from asnwork.simulation.run import Run
from asnwork.simulation.scenario import Scenario, Stream
from asnwork.testing.laws import LawCase, law_cases
from tests.one_file.kept_promises import kept_promises
from tests.one_file.two_weekdays_home import two_weekdays_home
from tests.simulation.cities import OURS, small_city
from tests.simulation.runs import ANYWHERE, ranged_city, rows_of, simulated

FOLDER = Path(__file__).parent / "one_file"
SCRIPTS, TABLES = sorted(FOLDER.glob("*.py")), sorted(FOLDER.glob("*.toml"))
LAW = national_law()
POLICY = standard_outcome(LAW)
JUNE = Period(since=date(2026, 6, 1), until=date(2026, 6, 15), zone="Asia/Jakarta")
CITY = small_city(until=JUNE.until)


# --- one file each -----------------------------------------------------------------------------


def test_there_is_one_file_of_each_kind() -> None:
    """A scorer, a workplace rule, a service and a channel stand in one file each."""
    assert ["kept_promises", "two_weekdays_home"] == [path.stem for path in SCRIPTS]
    assert ["kiosk", "move_letter"] == [path.stem for path in TABLES]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_rule_is_a_function_of_law_with_the_name_of_its_file(path: Path) -> None:
    """The file offers one function of law, named like the file; the same law gives an equal rule."""
    module = importlib.import_module(f"tests.one_file.{path.stem}")
    assert [path.stem] == module.__all__
    member = getattr(module, path.stem)
    assert ["law"] == list(inspect.signature(member).parameters)
    assert path.stem == member(LAW).name
    assert member(LAW) == member(LAW)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_nothing_else_knows_of_a_rule(path: Path) -> None:
    """No source of the library names the rule: there is no list that it would have to be added to."""
    texts = [each for each in Path(asnwork.__file__).parent.rglob("*.*") if each.suffix in (".py", ".toml")]
    assert len(texts) > 100
    assert [] == [each for each in texts if path.stem in each.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_holds_one_thing_with_the_name_of_its_file(path: Path) -> None:
    """The file holds one service or one channel, called like the file."""
    found = parse_catalogue_file(path.read_text(encoding="utf-8"), source=path.name)
    (thing,) = (each for each in (found.service, found.channel) if each is not None)
    assert path.stem == thing.code


# --- the scorer --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def run() -> Run:
    """A run of the small city."""
    return simulated(evolve(CITY, load=1.1), ANYWHERE)


def evidence_of(found: Run, scorer: FormulaScorer) -> dict[Any, Any]:
    """What a scorer answers to the evidence of each officer of a run."""
    plans = {who: found.plan_of(number, JUNE) for number, who in enumerate(found.officers)}
    told = gather_all(
        JUNE,
        rows_of(found),
        measures=POLICY.measures,
        plans={who: plan for who, plan in plans.items() if plan is not None},
        as_of=found.city.ends_at,
    )
    return {who: (evidence, evaluate(scorer, evidence)) for who, evidence in told.items()}


def test_a_new_scorer_is_evaluated_explained_and_paid(run: Run) -> None:
    """Its score is the share of promises kept, it says so in both languages, and an allowance pays it."""
    scorer, rule = kept_promises(LAW), tpp_60_40(LAW)
    gates = set()
    for evidence, score in evidence_of(run, scorer).values():
        assert isinstance(score, Score)
        share = evidence["promises_kept"] / evidence["promises_judged"]
        assert 100 * share == pytest.approx(score.value)
        assert frozenset(score.read) == scorer.reads
        assert not any("late" in name or "office" in name for name in scorer.reads)
        gates.add(score.gate)
        (part,) = score.parts
        told = str(part.reasons[0]), explain(part.reasons[0], lang="id")
        assert "promises kept" in told[0]
        assert "janji ditepati" in told[1]
        assert "$" not in "".join(told)
        figures = {
            **evidence.figures,
            **score_figures(score),
            "late_cut": 0.0,
            "early_cut": 0.0,
            "absence_cut": 0.0,
        }
        money = allowance(rule, 1_000_000, None, figures, on=JUNE.until - timedelta(days=1), simulated=True)
        assert (0.6 * share + 0.4) * 1_000_000 * evidence["months"] == pytest.approx(money.total, abs=1)
    assert Gate.MET in gates


@pytest.mark.parametrize("case", law_cases(kept_promises(LAW)))
def test_a_new_scorer_keeps_the_laws(case: LawCase) -> None:
    """The laws for scorers run on it without a word in its file."""
    case.check()


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """A factorial of the new workplace rule and the new scorer with shipped ones."""
    pays = [
        PayRule(scorer=kept_promises(LAW), allowance=tpp_60_40(LAW)),
        next(pay for pay in all_pays(LAW) if pay.name == "outcome"),
    ]
    places = [all_workplaces(LAW)[0], two_weekdays_home(LAW)]
    return compare(
        ranged_city(until=JUNE.until, load=1.1),
        factorial(places, pays, outcome=POLICY),
        law=LAW,
        rule=by_rotation(),
        design=Design(replications=2, loads=(0.8,), range_days=7),
    )


def test_a_new_scorer_is_paid_in_a_comparison(outcome: Outcome) -> None:
    """The pay rule of the new scorer pays every group, and in all as much as the other rule."""
    names = [scheme.name for scheme in outcome.schemes]
    assert "two_weekdays_home x tpp_60_40" in names
    assert all("kept_promises 1" in scheme.pay.version for scheme in outcome.schemes if "tpp" in scheme.name)
    for finding in outcome.main("two_weekdays_home"):
        paid = {pay: [group.paid[pay] for group in finding.staff] for pay in ("tpp_60_40", "outcome")}
        assert sum(paid["tpp_60_40"]) == pytest.approx(sum(paid["outcome"]), rel=1e-9)
        assert paid["tpp_60_40"] != paid["outcome"]
        assert min(paid["tpp_60_40"]) > 0


# --- the workplace rule ------------------------------------------------------------------------


def test_a_new_workplace_rule_stands_in_the_factorial(outcome: Outcome) -> None:
    """The rule is simulated beside a shipped one: some are away under it, nobody under the other."""
    away = [finding.service["days_elsewhere"] for finding in outcome.main("two_weekdays_home")]
    assert all(0 < share < 0.4 for share in away)
    assert {0.0} == {finding.service["days_elsewhere"] for finding in outcome.main("office_only")}
    assert 3 == len(
        {
            finding.point.effect
            for finding in outcome.findings
            if finding.point.workplace == "two_weekdays_home" and not finding.point.main
        }
    )
    scheme = next(scheme for scheme in outcome.schemes if scheme.workplace.name == "two_weekdays_home")
    assert "needs_mayor_regulation" == scheme.legal_status
    assert ["needs_mayor_regulation", "within_rules"] == [reason.code for reason in scheme.reasons]


def test_a_new_workplace_rule_answers_an_application_as_it_does_a_simulation() -> None:
    """Away on Tuesdays and Thursdays only, and refused on other days with a reason in both languages."""
    rule = two_weekdays_home(LAW)
    found = simulated(CITY, elsewhere_formula(rule))
    opened = found.plan.permitted.any(axis=0)
    assert {1, 3} == {
        day.weekday() for day, open_ in zip(found.city.staff.days, opened, strict=True) if open_
    }
    clerk = dict.fromkeys(["needs_presence", "assigned_to_field"], 0.0)
    for weekday in range(1, 8):
        answer = may_work_elsewhere(rule, {**clerk, "weekday": float(weekday)}, on=date(2026, 6, 1))
        assert (weekday in (2, 4)) is answer.allowed
        assert "$" not in "".join(str(reason) + explain(reason, lang="id") for reason in answer.reasons)


# --- the service and the channel ---------------------------------------------------------------


def extended() -> Scenario:
    """The small city with the service and the channel of the files beside its own."""
    added, known = load_catalogue(TABLES), CITY.catalogue
    catalogue = evolve(
        known,
        services=[*known.services.values(), added.service("move_letter")],
        channels=[*known.channels.values(), added.channel("kiosk")],
    )
    asked = [
        Stream(
            service="move_letter",
            channel=channel,
            offices=("north", "south"),
            per_day=10.0,
            hours=(1.0,) * 24,
            closed_day=0.5,
            basis=OURS,
        )
        for channel in ("kiosk", "whatsapp")
    ]
    asked.append(evolve(CITY.demand[0], channel="kiosk", service="card"))
    return evolve(CITY, catalogue=catalogue, demand=(*CITY.demand, *asked))


@pytest.fixture(scope="module")
def wider() -> Run:
    """A run of the city with the service and the channel added."""
    return simulated(extended())


def rows_for(found: Run, service: str, channel: str) -> list[int]:
    """The first rounds of requests for a service by a channel."""
    demand, work = found.city.scenario.demand, found.city.work
    return [
        row
        for row, stream in enumerate(work.stream)
        if work.round[row] == 1 and (demand[stream].service, demand[stream].channel) == (service, channel)
    ]


def test_a_new_service_is_done_step_by_step(wider: Run) -> None:
    """Its requests go through the steps of the file, with help only where the channel gives help."""
    for channel, steps in (("kiosk", ["record", "sign"]), ("whatsapp", ["help", "record", "sign"])):
        rows = rows_for(wider, "move_letter", channel)
        assert len(rows) > 50
        done = 0
        for row in rows:
            request = wider.request(f"r{row + 1:07d}")
            assert ("move_letter", channel) == (request.service, request.channel)
            done += request.stage is Stage.CLOSED
        assert done > 0.8 * len(rows)
        work = wider.city.work
        pieces = work.step[work.first_piece[rows[0]] : work.first_piece[rows[0] + 1]]
        assert steps == [work.step_codes[step] for step in pieces]


def test_a_new_service_is_promised_and_measured(wider: Run) -> None:
    """It is due after two working days at closing time, and counts in the measures of service."""
    calendar = wider.city.scenario.calendar
    rows = [row for row in rows_for(wider, "move_letter", "kiosk") if wider.log.asked_at[row] < 0]
    for row in rows[:40]:
        due = from_us(int(wider.desk.due_at[row]), calendar.zone)
        assert due == calendar.closing_on(due.date())
    before = service_measures(simulated(CITY), POLICY)
    after = service_measures(wider, POLICY)
    assert after["requests"] > before["requests"] + 100
    assert after["judged"] > 0


def test_a_new_channel_behaves_by_its_attributes(wider: Run) -> None:
    """Day and night, a trip for each request, a receipt at once, no help: all by what the file says of it."""
    columns, calendar = wider.requests, wider.city.scenario.calendar
    rows = rows_for(wider, "move_letter", "kiosk")
    assert {1.0} == set(columns["trips"][rows].tolist())
    assert (columns["first_response_at"][rows] == columns["submitted_at"][rows]).all()
    moments = [from_us(int(at), calendar.zone) for at in columns["submitted_at"][rows]]
    assert any(not calendar.is_open(at) for at in moments)
    assert any(not calendar.is_working_day(at.date()) for at in moments)
    cards = rows_for(wider, "card", "kiosk")
    assert {1.0, 2.0} == set(columns["trips"][cards].tolist())


def test_what_was_there_before_is_filed_as_before(wider: Run) -> None:
    """The files add requests and change none of those of other services."""
    before = simulated(CITY)
    for stream in CITY.demand:
        filed = [
            [found.desk.submitted_at[row] for row in rows_for(found, stream.service, stream.channel)]
            for found in (before, wider)
        ]
        assert filed[0] == filed[1]
