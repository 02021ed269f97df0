from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Figure, Formula, evaluate, figures_of
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Basis, Certainty, InForce, Law
from asnwork.domain.officer import Officer, OfficerKind, Position
from asnwork.domain.reason import Wording, explain
from asnwork.errors import DuplicateName, InvalidInput, UnitMismatch, UnknownName
from asnwork.policies import workplaces
from asnwork.policies.workplace import (
    FIELD_DUTY,
    WORKPLACE_FIGURES,
    Condition,
    WorkplaceRule,
    elsewhere_formula,
    may_work_elsewhere,
    workplace_figures,
)
from tests.laws import parameter, small_law
from tests.policies.cases import cases
from tests.policies.wednesday_home import wednesday_home

LAW = small_law()
MEMBERS: dict[str, Callable[[Law], WorkplaceRule]] = {
    name: getattr(importlib.import_module(f"asnwork.policies.workplaces.{name}"), name)
    for _, name, _ in pkgutil.iter_modules(workplaces.__path__)
}
RULES = {name: member(LAW) for name, member in MEMBERS.items()} | {"wednesday_home": wednesday_home(LAW)}
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
SHIPPED = pytest.mark.parametrize("name", MEMBERS)

CLERK: dict[str, float | None] = {
    **dict.fromkeys(WORKPLACE_FIGURES, 0.0),
    "is_asn": 1.0,
    "days_in_post": 1_000.0,
}

figures_of_a_day = st.fixed_dictionaries(
    {
        "weekday": st.none() | st.integers(1, 7).map(float),
        "days_elsewhere_this_week": st.none() | st.integers(0, 6).map(float),
        "days_in_post": st.none() | st.integers(-5, 800).map(float),
        **{
            name: st.sampled_from([None, 0.0, 1.0])
            for name, unit in WORKPLACE_FIGURES.items()
            if unit == "yes/no"
        },
    }
)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def words_of(value: Any) -> list[Wording]:
    """Every wording in a value, at any depth."""
    if isinstance(value, Wording):
        return [value]
    if isinstance(value, tuple):
        return [words for each in value for words in words_of(each)]
    if isinstance(value, Formula | Basis) or not attrs.has(type(value)):
        return []
    return [words for each in attrs.fields(type(value)) for words in words_of(getattr(value, each.name))]


@pytest.mark.parametrize("case", cases("workplace"))
def test_scenarios(case: dict[str, Any]) -> None:
    """Each case of the scenario file gets the permission and the reasons that it names."""
    on = case["on"]
    figures = CLERK | {"weekday": float(on.isoweekday())} | case.get("figures", {})
    figures |= dict.fromkeys(case.get("missing", ()))
    permission = may_work_elsewhere(RULES[case["rule"]], figures, on=on)
    refused = case.get("refused", [])
    assert (not refused) is permission.allowed
    assert refused == [] if permission.allowed else refused == [reason.code for reason in permission.reasons]
    assert case.get("says", str(permission.reasons[0])) == str(permission.reasons[0])


@EVERY_RULE
@given(figures=figures_of_a_day, on=days)
def test_one_formula_says_what_the_permission_says(
    rule: WorkplaceRule, figures: dict[str, float | None], on: date
) -> None:
    """The formula that a simulation evaluates and the permission that an application asks for agree."""
    permission = may_work_elsewhere(rule, figures, on=on)
    assert float(permission.allowed) == evaluate(elsewhere_formula(rule), figures, on=on)


@EVERY_RULE
@given(figures=figures_of_a_day, on=days)
def test_a_permission_explains_itself(
    rule: WorkplaceRule, figures: dict[str, float | None], on: date
) -> None:
    """There is always a reason, from this rule, with its law and every blank filled in both languages."""
    permission = may_work_elsewhere(rule, figures, on=on)
    assert permission.reasons
    for reason in permission.reasons:
        assert rule.name == reason.rule
        assert reason.law is not None
        assert "$" not in str(reason) + explain(reason, lang="id")


@EVERY_RULE
@given(figures=figures_of_a_day, on=days)
def test_field_duty_is_always_allowed(
    rule: WorkplaceRule, figures: dict[str, float | None], on: date
) -> None:
    """Who is sent out by an assignment letter may be out, under every rule and on every day."""
    permission = may_work_elsewhere(rule, figures | {"assigned_to_field": 1.0}, on=on)
    assert permission.allowed
    assert ["field_duty"] == [reason.code for reason in permission.reasons]


@EVERY_RULE
@given(figures=figures_of_a_day, on=days, missing=st.sampled_from(sorted(WORKPLACE_FIGURES)))
def test_not_knowing_never_opens_a_place(
    rule: WorkplaceRule, figures: dict[str, float | None], on: date, missing: str
) -> None:
    """Who may work elsewhere with a figure missing may do so whatever the figure is."""
    values = (0.0, 1.0) if WORKPLACE_FIGURES[missing] == "yes/no" else (0.0, 3.0, 5.0, 400.0)
    known = [may_work_elsewhere(rule, figures | {missing: value}, on=on).allowed for value in values]
    without = may_work_elsewhere(rule, figures | {missing: None}, on=on)
    assert not without.allowed or all(known)


@SHIPPED
def test_a_rule_has_the_name_of_its_file(name: str) -> None:
    """Each file of the shipped rules offers one function of law, and the rule is called like the file."""
    member = MEMBERS[name]
    assert name == RULES[name].name
    assert [name] == list(inspect.getmodule(member).__all__)
    assert ["law"] == list(inspect.signature(member).parameters)
    assert member.__doc__


@SHIPPED
def test_a_rule_names_its_basis(name: str) -> None:
    """Every part of a shipped rule rests on a reference with a link, or says why not."""
    rule, on = RULES[name], date(2026, 5, 8)
    parts = [rule.basis, *(part.basis for part in (*rule.monitoring, *rule.obligations))]
    parts += [condition.basis_on(on) for condition in rule.conditions]
    for basis in parts:
        assert basis is not None
        assert basis.reason or (basis.reference is not None and basis.reference.link.startswith("https://"))
        assert basis.certainty is not Certainty.ENACTED


@EVERY_RULE
def test_a_rule_speaks_two_languages(rule: WorkplaceRule) -> None:
    """Every sentence of a rule is there in English and in Indonesian, with the same blanks."""
    found = words_of(rule)
    assert len(found) > len(rule.conditions)
    for words in found:
        assert words.en.strip()
        assert words.id.strip()
        assert set(re.findall(r"\$\w+", words.en)) == set(re.findall(r"\$\w+", words.id))


@EVERY_RULE
def test_a_rule_reads_figures_of_a_day_only(rule: WorkplaceRule) -> None:
    """A rule reads nothing but the figures of a day, in their units."""
    read = figures_of(elsewhere_formula(rule))
    assert read.items() <= WORKPLACE_FIGURES.items()


@EVERY_RULE
def test_monitoring_has_no_figure(rule: WorkplaceRule) -> None:
    """What a rule watches is described and nothing else: it holds no formula that a scorer could read."""
    for watched in rule.monitoring:
        assert {"code", "wording", "basis"} == set(attrs.asdict(watched, recurse=False))


def test_the_friday_rule_watches_location_and_call_back() -> None:
    """The national rule of 2026 asks for location and for a call back in under five minutes."""
    watched = {each.code: each for each in RULES["friday_home"].monitoring}
    assert ["geolocation", "call_back"] == list(watched)
    assert "call back in under 5 minutes" == watched["call_back"].wording.en


def test_the_friday_rule_says_that_its_force_is_not_known() -> None:
    """Its basis says that it is not known whether it is in force, and until when it was known to run."""
    basis = RULES["friday_home"].basis
    assert basis.reference is not None
    assert InForce.UNKNOWN is basis.reference.in_force
    assert "late July 2026" in basis.reason


def test_the_friday_rule_follows_the_law() -> None:
    """Another weekday in the law, from another day on, moves the rule."""
    wednesday = parameter("friday_home.weekday", "days", 3.0, since=date(2026, 4, 1))
    rule = MEMBERS["friday_home"](small_law(wednesday))
    allowed = [
        may_work_elsewhere(rule, CLERK | {"weekday": float(day.isoweekday())}, on=day).allowed
        for day in (date(2026, 4, 1), date(2026, 4, 3), date(2026, 3, 25))
    ]
    assert [True, False, False] == allowed


def test_the_city_watches_check_in_and_asks_for_hours() -> None:
    """The city's circular watches clock-ins in Kantorku, and asks for hours by the law and for reports."""
    rule = RULES["surabaya_2025"]
    assert ["check_in", "check_out", "reachable"] == [each.code for each in rule.monitoring]
    assert all("Kantorku" in each.wording.en for each in rule.monitoring[:2])
    amounts = {each.code: each.amount and each.amount.on(date(2025, 3, 3)) for each in rule.obligations}
    expected = {"minutes_a_day": 450.0, "minutes_a_week": 2250.0, "tasks_by_indicator": None, "reports": None}
    assert expected == amounts


def test_only_the_wish_needs_a_national_change() -> None:
    """The limit of days is national, so the rule without one needs a national change; the others do not."""
    status = {name: rule.legal_status for name, rule in RULES.items() if name in MEMBERS}
    assert "needs_national_change" == status.pop("anywhere_if_task_allows")
    assert {"within_rules"} == set(status.values())


def test_a_rule_is_one_file() -> None:
    """A rule that a province writes in one file of its own is asked like a shipped one."""
    rule = wednesday_home(LAW)
    wednesday = CLERK | {"weekday": 3.0}
    assert may_work_elsewhere(rule, wednesday, on=date(2026, 4, 1)).allowed
    permission = may_work_elsewhere(rule, CLERK | {"weekday": 4.0}, on=date(2026, 4, 2))
    assert "dibuka pada hari Rabu [assumed: for the tests]" == explain(permission.reasons[0], lang="id")


def test_a_rule_without_conditions_is_open() -> None:
    """Where nothing is asked, everybody may work elsewhere."""
    rule = attrs.evolve(RULES["office_only"], name="open", places=("home",), conditions=())
    assert 1.0 == evaluate(elsewhere_formula(rule), CLERK)


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"name": ""}, InvalidInput, "the name of the workplace rule"),
        ({"legal_status": "legal"}, UnknownName, "legal status of the workplace rule office_only 'legal'"),
        ({"places": ("home", "home")}, DuplicateName, "place of the workplace rule office_only 'home'"),
        ({"conditions": (FIELD_DUTY, FIELD_DUTY)}, DuplicateName, "'field_duty'"),
        ({"opens": FIELD_DUTY, "conditions": (FIELD_DUTY,)}, DuplicateName, "'field_duty'"),
    ],
)
def test_a_broken_rule_is_refused(change: dict[str, Any], error: type[Exception], text: str) -> None:
    """A rule without a name, with an unknown status, or with a name twice is refused with the name."""
    with pytest.raises(error, match=text):
        attrs.evolve(RULES["office_only"], **change)


@pytest.mark.parametrize(
    ("figure", "error"), [(Figure("latitude", "yes/no"), UnknownName), (Figure("weekday", "1"), UnitMismatch)]
)
def test_a_rule_cannot_read_what_is_not_there(figure: Figure, error: type[Exception]) -> None:
    """A condition over another figure, or over one in another unit, is refused with the rule."""
    condition = Condition(code="x", formula=figure, wording=Wording("x", "x"))
    with pytest.raises(error, match="the workplace rule office_only"):
        attrs.evolve(RULES["office_only"], conditions=(condition,))


def test_a_figure_that_is_not_given_is_an_error() -> None:
    """A figure left out is a mistake of the caller and not a missing figure."""
    figures = {name: value for name, value in CLERK.items() if name != "is_asn"}
    with pytest.raises(UnknownName, match="figure 'is_asn'"):
        may_work_elsewhere(RULES["two_days_elsewhere"], figures, on=date(2026, 5, 6))


KIND = OfficerKind(code="pppk", is_asn=True, has_plan=True, gets_allowance=True)


def test_the_figures_of_a_day_come_from_officer_and_position() -> None:
    """The figures of a day are those of the officer, the post and the day, by the names stated."""
    officer = Officer(id=OfficerId("o1"), kind=KIND, under_discipline=True, in_post_since=date(2026, 4, 1))
    desk = Position(code="desk", label="desk", label_id="loket", needs_presence=True, direct_service=False)
    figures = workplace_figures(
        officer, desk, date(2026, 5, 10), days_elsewhere_this_week=2, assigned_to_field=True
    )
    expected = {
        "weekday": 7.0,
        "days_elsewhere_this_week": 2.0,
        "days_in_post": 39.0,
        "needs_presence": 1.0,
        "direct_service": 0.0,
        "under_discipline": 1.0,
        "is_asn": 1.0,
        "assigned_to_field": 1.0,
    }
    assert expected == figures
    assert set(WORKPLACE_FIGURES) == set(figures)


def test_what_is_not_known_of_an_officer_is_missing() -> None:
    """A post since nobody knows when, and days that nobody counted, are missing and not zero."""
    officer = Officer(id=OfficerId("o1"), kind=KIND)
    desk = Position(code="desk", label="desk", label_id="loket")
    figures = workplace_figures(officer, desk, date(2026, 5, 11), days_elsewhere_this_week=None)
    assert (None, None) == (figures["days_in_post"], figures["days_elsewhere_this_week"])


@given(on=days, taken=st.integers(0, 6))
def test_the_limit_is_never_passed(on: date, taken: int) -> None:
    """Day by day through a week, whoever takes every day allowed takes no more than the limit."""
    rule = RULES["two_days_elsewhere"]
    monday, count = on - timedelta(days=on.weekday()), 0
    for step in range(7):
        day = monday + timedelta(days=step)
        figures = CLERK | {"weekday": step + 1.0, "days_elsewhere_this_week": float(count)}
        count += may_work_elsewhere(rule, figures, on=day).allowed
    assert count <= 2
    late = CLERK | {"days_elsewhere_this_week": float(taken)}
    assert (taken < 2 and on >= date(2025, 4, 21)) is may_work_elsewhere(rule, late, on=on).allowed
