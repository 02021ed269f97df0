from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum
from typing import Any

import attrs
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import asnwork.domain
from asnwork.adapters.converter import as_json, make_converter, structure
from asnwork.domain import formula, request
from asnwork.domain.assignment import Assignment, Candidate, WaitingStep
from asnwork.domain.attendance import Absence, AttendanceDay
from asnwork.domain.behaviour import BehaviourRating
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.channel import Channel
from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.formula import Constant, Figure, Formula, evaluate
from asnwork.domain.identity import Nik, Nip, NiPppk, OfficerId, Phone
from asnwork.domain.indicator import Indicator
from asnwork.domain.law import (
    BandRow,
    Bands,
    Basis,
    Change,
    ChangedCase,
    Cliff,
    Dated,
    Instrument,
    Item,
    Items,
    Law,
    LawReading,
    LawTrace,
    LegalReference,
    Parameter,
    Reform,
    ReformEffect,
    apply_reforms,
    trace_law,
)
from asnwork.domain.law.stretches import Stretch
from asnwork.domain.masked_number import CodedNumber, MaskedNumber
from asnwork.domain.officer import Officer, OfficerKind, Position, Posting, Skill, Unit
from asnwork.domain.place import District, WorkPlace
from asnwork.domain.plan import PerformancePlan, PlannedResult
from asnwork.domain.reason import Reason, Wording
from asnwork.domain.request import state
from asnwork.domain.request.clocks import Clocks
from asnwork.domain.service import Requirement, Service, ServiceStandard, Step, TimeLimit
from asnwork.domain.work_result import WorkResult
from asnwork.domain.working_time import DayException, OpenTable, SeasonHours, WeeklyHours, WorkingCalendar
from asnwork.errors import InvalidInput, MaskedIdentity, UnknownName
from asnwork.testing import strategies as draw

PLAIN = make_converter(identities="plain")

X = {"kind": "constant", "value": 1.0, "unit": "minutes"}


@st.composite
def reformed(draw_: st.DrawFn) -> Law:
    """A law with its reforms and its baseline."""
    law = draw_(draw.laws(least=1))
    return apply_reforms(law, draw_(draw.reforms(law)))


@st.composite
def whole_reforms(draw_: st.DrawFn) -> Reform:
    """Reforms with changes, additions and removals, under every mark."""
    (made,) = draw_(reformed()).reforms
    return attrs.evolve(
        made,
        adds=draw_(draw.laws()).parameters,
        removes=draw_(st.lists(draw.codes(), max_size=2, unique=True)),
        overrides=draw_(st.booleans()),
        no_effect_expected=draw_(st.booleans()),
    )


@st.composite
def traces(draw_: st.DrawFn) -> LawTrace:
    """What is read of a law on a day."""
    law, day = draw_(draw.laws()), draw_(draw.days())
    return trace_law([each for each in law if each.values.covers(day)], on=day)


NOTHING = st.builds(Change, path=draw.codes(), value=st.none(), since=draw.days())
ENDS = st.none() | draw.finite()
BAND_ROWS = st.builds(
    BandRow, value=draw.finite(), low=ENDS, low_in=st.booleans(), high=ENDS, high_in=st.booleans()
)

# How each public value of the domain is drawn. What is left out stands in ELSEWHERE, with the reason.
DRAWN: dict[Any, st.SearchStrategy[Any]] = {
    Absence: draw.absences(),
    Assignment: draw.assignments(),
    AttendanceDay: draw.attendance_days(),
    BandRow: BAND_ROWS,
    Bands: draw.bands(),
    Basis: draw.bases(),
    BehaviourRating: draw.behaviour_ratings(),
    Candidate: draw.candidates(),
    Change: whole_reforms().map(lambda reform: reform.changes[0]) | NOTHING,
    Catalogue: draw.catalogues(),
    Channel: draw.channels(),
    Cliff: st.builds(Cliff, edge=draw.finite(), before=draw.finite(), after=draw.finite()),
    Dated[float]: draw.dated(draw.finite()),
    DayException: draw.day_exceptions(),
    District: draw.districts(),
    Evidence: draw.evidence(),
    UnitEvidence: draw.unit_evidence(),
    Formula: draw.formulas(),
    Indicator: draw.indicators(),
    Instrument: draw.instruments(),
    Item: draw.item_lists().map(lambda items: items.entries[0]),
    Items: draw.item_lists(),
    Law: draw.laws() | reformed(),
    LawReading: traces().filter(len).map(lambda trace: trace.readings[0]),
    LawTrace: traces(),
    LegalReference: draw.references(),
    Nik: draw.niks(),
    NiPppk: draw.ni_pppks(),
    Nip: draw.nips(),
    Officer: draw.officers(),
    OfficerKind: draw.officer_kinds(),
    OpenTable: draw.open_tables(),
    Parameter: draw.parameters(),
    PerformancePlan: draw.plans(),
    Period: draw.periods(),
    Phone: draw.phones(),
    Position: draw.positions(),
    tuple[Posting, ...]: draw.postings(),
    Reason: draw.reasons(),
    Reform: whole_reforms(),
    Requirement: draw.requirements(),
    tuple[SeasonHours, ...]: draw.seasons(),
    Service: draw.services(),
    ServiceStandard: draw.service_standards(),
    Skill: draw.skills(),
    Step: draw.steps(),
    TimeLimit: draw.time_limits(),
    Unit: draw.units(),
    WaitingStep: draw.waiting_steps(),
    WeeklyHours: draw.weekly_hours(),
    Wording: draw.wordings(),
    WorkPlace: draw.work_places(),
    WorkResult: draw.work_results(),
    WorkingCalendar: draw.calendars(),
    request.CitizenRequest: draw.citizen_requests(),
    request.Document: draw.documents(),
    request.PauseReason: draw.pause_reasons(),
    request.RequestEvent: draw.request_events(),
    request.RequestFact: draw.request_facts(),
    request.Stamp: draw.stamps(),
    request.StepFact: draw.step_facts(),
    tuple[request.RequestEvent, ...]: draw.histories(),
    **draw.EVENTS,
}

ELSEWHERE = {
    ChangedCase: "an answer, never stored",
    ReformEffect: "an answer, never stored",
    Stretch: "a step in the making of a law, never stored",
    formula.Arithmetic: "a formula",
    formula.Banded: "a formula",
    formula.Comparison: "a formula",
    formula.Constant: "a formula",
    formula.DatedConstant: "a formula",
    formula.Figure: "a formula",
    formula.IfMissing: "a formula",
    formula.Trace: "made anew from a formula and its figures",
    state.Pause: "inside a request",
    state.Promise: "inside a request",
    state.Round: "inside a request",
    state.StepDone: "inside a request",
    state.StepInHand: "inside a request",
    CodedNumber: "abstract",
    MaskedNumber: "abstract",
    PlannedResult: "inside a plan",
    Clocks: "an answer, never stored",
}


def public_values() -> set[type]:
    """Every attrs class that a module of the domain offers."""
    found: set[type] = set()
    for module in pkgutil.walk_packages(asnwork.domain.__path__, "asnwork.domain."):
        home = importlib.import_module(module.name)
        offered = (getattr(home, name) for name in getattr(home, "__all__", ()))
        found |= {each for each in offered if isinstance(each, type) and attrs.has(each)}
    return found


def test_every_public_value_of_the_domain_is_drawn() -> None:
    """No value type of the domain is forgotten by the round trip, and no exception is stale."""
    drawn = {
        inner
        for kind in DRAWN
        for inner in (kind, *getattr(kind, "__args__", ()), getattr(kind, "__origin__", kind))
    }
    values = public_values()
    assert set() == {each.__name__ for each in values if each not in drawn and each not in ELSEWHERE}
    assert set(ELSEWHERE) <= values


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: getattr(kind, "__name__", str(kind)))
@settings(max_examples=25)
@given(data=st.data())
def test_a_value_survives_the_round_trip(kind: Any, data: st.DataObject) -> None:
    """What is written and read again, as tables or as JSON text, is the value that it was."""
    value = data.draw(DRAWN[kind])
    written = PLAIN.unstructure(value, unstructure_as=kind)
    assert value == structure(written, kind)
    assert value == structure(json.loads(json.dumps(written, allow_nan=False)), kind)


@settings(max_examples=25)
@given(reformed())
def test_a_law_is_read_again_with_its_history(law: Law) -> None:
    """The reforms and the baseline of a law are no part of its equality, and are written all the same."""
    again = structure(json.loads(as_json(law)), Law)
    assert (law.reforms, law.baseline) == (again.reforms, again.baseline)


@given(draw.formulas(), st.data())
@settings(max_examples=25)
def test_a_formula_read_again_answers_the_same(rule: Formula, data: st.DataObject) -> None:
    """A formula that was written and read again gives the same value, and holds its kind."""
    again = structure(json.loads(as_json(rule)), Formula)
    figures = data.draw(draw.figures_for(rule))
    on = date(2019, 1, 1)
    assert evaluate(rule, figures, on=on) == evaluate(again, figures, on=on)
    assert type(rule) is type(again)


def test_a_field_of_one_kind_of_formula_takes_the_tag_too() -> None:
    """Where a class asks for one kind of node, its tag may stand there and must fit."""
    written = {"kind": "figure", "name": "late", "unit": "minutes"}
    assert Figure("late", "minutes") == structure(written, Figure)
    with pytest.raises(InvalidInput, match="kind: given 'figure', expected one of constant"):
        structure(written, Constant)


@frozen(kw_only=True)
class Sample:
    """One field of each strict kind; not of the domain."""

    text: str = ""
    whole: int = 0
    number: float = 0.0
    truth: bool = False
    day: date = date(2026, 5, 4)
    moment: datetime | None = None
    clock: time = time(7, 30)
    span: timedelta = timedelta()
    codes: frozenset[str] = frozenset()
    pair: tuple[str, int] = ("", 0)
    table: dict[str, float] = attrs.field(factory=dict)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("text", 7),
        ("text", {"a": 1}),
        ("text", None),
        ("whole", "7"),
        ("whole", 1.0),
        ("whole", True),
        ("number", "1.5"),
        ("number", True),
        ("number", float("nan")),
        ("number", float("inf")),
        ("number", 2**53 + 1),
        ("truth", 1),
        ("truth", "true"),
        ("day", "2026-5-4"),
        ("day", "20260504"),
        ("day", "2026-02-30"),
        ("day", "2026-05-04T00:00:00+07:00"),
        ("day", datetime(2026, 5, 4)),
        ("moment", "2026-05-04T07:30:00"),
        ("moment", "2026-05-04"),
        ("moment", "this morning"),
        ("moment", datetime(2026, 5, 4)),
        ("moment", 1777854600),
        ("clock", "7.30"),
        ("clock", "07"),
        ("clock", "07:30+07:00"),
        ("span", "PT5M"),
        ("span", 1.5),
        ("span", 10**30),
        ("codes", "ab"),
        ("codes", ["a", "a"]),
        ("codes", [1]),
        ("pair", ["a"]),
        ("pair", ["a", "b"]),
        ("table", [1]),
        ("table", {"a": "b"}),
        ("table", {1: 1.0}),
    ],
)
def test_nothing_is_bent_into_shape(field: str, given: object) -> None:
    """A value that is not what its field takes is refused, and the path leads to it."""
    with pytest.raises(InvalidInput) as caught:
        structure({field: given}, Sample)
    (fault,) = caught.value.faults
    assert fault.path.startswith(field)


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("number", 8, 8.0),
        ("day", date(2026, 5, 4), date(2026, 5, 4)),
        ("clock", time(7, 30), time(7, 30)),
        ("clock", "07:30", time(7, 30)),
        ("span", 90_000_000, timedelta(seconds=90)),
        ("codes", ["b", "a"], frozenset("ab")),
        ("codes", {"b", "a"}, frozenset("ab")),
        ("pair", ["a", 1], ("a", 1)),
        ("table", {"a": 1}, {"a": 1.0}),
    ],
)
def test_what_files_hold_is_taken(field: str, given: object, expected: object) -> None:
    """TOML's own days and times are taken, and a whole number where a number belongs."""
    assert expected == getattr(structure({field: given}, Sample), field)


def test_sets_are_written_in_order() -> None:
    """A set is written sorted, so that equal values give equal bytes."""
    assert '"codes": [\n    "a",\n    "b",\n    "c"\n  ]' in as_json(Sample(codes=frozenset("cab")))


def test_lists_and_tables_of_values_are_written_too() -> None:
    """A caller may write several values at once, in a list, a table or a set."""
    skills = (Skill(code="a"), Skill(code="b"))
    assert [{"code": "a", "level": 1}, {"code": "b", "level": 1}] == json.loads(as_json(skills))
    assert {"x": {"code": "a", "level": 1}} == json.loads(as_json({"x": skills[0]}))
    assert ["a", "b"] == json.loads(as_json(frozenset("ba")))


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        (OfficerId, 7, "a text"),
        (Phone, 7, "a phone, as a text"),
        (MaskedNumber, 7, "an identity number, as a text"),
        (type(None), 7, "nothing"),
        (dict[str, int], 7, "a table"),
        (frozenset[str], 7, "a list"),
        (Nip | NiPppk | None, "7", "a NIP or a NI PPPK"),
        (tuple[OfficerKind, ...], [7], r"\[0\]: given 7, expected a table \(OfficerKind\)"),
    ],
)
def test_what_belongs_somewhere_is_told_in_words(kind: Any, given: object, told: str) -> None:
    """The error says in words what the place takes."""
    with pytest.raises(InvalidInput, match=told):
        structure(given, kind)


@pytest.mark.parametrize("value", [Sample(number=float("nan")), Sample(moment=datetime(2026, 5, 4))])
def test_what_could_not_be_read_is_not_written(value: Sample) -> None:
    """NaN and a moment without a zone are refused when writing too."""
    with pytest.raises(InvalidInput):
        as_json(value)


@frozen
class Cat:
    """One of two classes of a union."""

    lives: int


@frozen
class Dog:
    """The other one."""

    name: str


@frozen(kw_only=True)
class House:
    """Unions of every kind."""

    pet: Cat | Dog | None = None
    since: date | timedelta | None = None
    guest: Cat | date | str = ""
    rooms: int | None = None


@pytest.mark.parametrize(
    ("house", "written"),
    [
        (House(pet=Cat(9)), {"pet": {"kind": "cat", "lives": 9}}),
        (House(pet=Dog("Rex")), {"pet": {"kind": "dog", "name": "Rex"}}),
        (House(since=date(2026, 5, 4)), {"since": {"kind": "date", "value": "2026-05-04"}}),
        (House(since=timedelta(seconds=1)), {"since": {"kind": "microseconds", "value": 1_000_000}}),
        (House(guest=Cat(1)), {"guest": {"kind": "cat", "lives": 1}}),
        (House(guest="date"), {"guest": "date"}),
        (House(rooms=3), {"rooms": 3}),
    ],
)
def test_a_union_keeps_apart_what_it_is_made_of(house: House, written: dict[str, object]) -> None:
    """A tag is written where several classes, or days beside texts, share a place, with or without None."""
    plain = PLAIN.unstructure(house)
    assert written.items() <= plain.items()
    assert house == structure(json.loads(json.dumps(plain)), House)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"pet": {"lives": 9}}, "pet.kind: given nothing, expected one of cat, dog"),
        ({"pet": {"kind": "cta", "lives": 9}}, r"pet.kind: given 'cta'.*did you mean cat"),
        ({"pet": {"kind": "cat", "name": "Rex"}}, "pet.lives: given nothing"),
        ({"pet": 9}, r"pet: given 9, expected a table \(Cat\) or a table \(Dog\) or nothing"),
        ({"since": {"kind": "date", "value": "4 May"}}, "since: given '4 May', expected a day"),
        ({"since": {"kind": "date", "at": "x"}}, r"since: given \['at'\], expected the keys kind and value"),
        ({"since": "2026-05-04"}, "since: given '2026-05-04'"),
        ({"rooms": "3"}, "rooms: given '3', expected a whole number"),
    ],
)
def test_what_fits_no_member_of_a_union_is_refused(given: object, told: str) -> None:
    """A value that is none of what a union is made of is refused with what would be."""
    with pytest.raises(InvalidInput, match=told):
        structure(given, House)


class Colour(Enum):
    """A plain enum."""

    RED = "red"
    GREEN = "green"


class Size(StrEnum):
    """An enum that is a text too."""

    SMALL = "small"


class Rank(int, Enum):
    """An enum that is a number too."""

    FIRST = 1


@pytest.mark.parametrize("member", [Colour.GREEN, Size.SMALL])
def test_an_enum_is_written_as_its_value(member: Enum) -> None:
    """An enum goes out as its value and comes back as the member."""
    assert member.value == PLAIN.unstructure(member)
    assert type(PLAIN.unstructure(member)) is str
    assert member is structure(member.value, type(member))


def test_a_wrong_value_of_an_enum_names_the_near_misses() -> None:
    """The error says which values there are, and which look like the one given."""
    with pytest.raises(
        InvalidInput, match=r"given 'gren', expected one of 'red', 'green' \(did you mean green"
    ):
        structure("gren", Colour)
    with pytest.raises(InvalidInput, match="given True, expected one of 1"):
        structure(True, Rank)


def test_all_faults_come_at_once() -> None:
    """Every fault is reported in one go, each with its path, what was given, what was expected, a hint."""
    given = {
        "id": 3,
        "kind": {"code": "pns", "is_asn": "yes", "has_plan": True},
        "skills": [{"code": "verify"}, {"code": "sign", "levl": 2, "level": True}],
        "postings": [{"unit": "a", "position": "b", "since": "2026-13-01"}],
        "postingz": [],
    }
    with pytest.raises(InvalidInput) as caught:
        structure(given, Officer, source="officers.json")
    assert "officers.json" == caught.value.source
    assert [
        "id: given 3, expected a text",
        "kind.is_asn: given 'yes', expected true or false",
        "kind.gets_allowance: given nothing, expected true or false",
        "skills[1].level: given True, expected a whole number",
        "skills[1].levl: given 'levl', expected a known key (did you mean level?)",
        "postings[0].since: given '2026-13-01', expected a day such as 2026-05-04",
        "postingz: given 'postingz', expected a known key (did you mean postings?)",
    ] == [str(fault) for fault in caught.value.faults]


def test_a_fault_that_a_class_finds_has_the_path_of_its_place() -> None:
    """What a class itself refuses is reported where it stands, without the name that it gives itself."""
    step = {"code": "s", "label": "s", "label_id": "s", "skill": "s", "minutes": -1, "basis": ASSUMED}
    service = {
        "code": "ktp",
        "label": "k",
        "label_id": "k",
        "steps": [{**step, "minutes": 5}, step],
        "standard": {
            "completion": {"amount": 0, "unit": "minutes", "basis": {"certainty": "assumed"}},
            "basis": ASSUMED,
        },
    }
    with pytest.raises(InvalidInput) as caught:
        structure(service, Service)
    assert ["steps[1].minutes", "standard.completion.basis.reason"] == [
        each.path for each in caught.value.faults
    ]
    with pytest.raises(InvalidInput) as caught:
        structure({**service, "steps": [{**step, "minutes": 5}], "standard": STANDARD}, Service)
    assert ["steps"] == [each.path for each in caught.value.faults]


ASSUMED = {"certainty": "assumed", "reason": "for this test"}
STANDARD = {"completion": {"amount": 1, "unit": "minutes", "basis": ASSUMED}, "basis": ASSUMED}


@pytest.mark.parametrize(
    ("given", "kind", "told"),
    [
        ({"kind": "figur"}, Formula, "kind: given 'figur', expected one of arithmetic"),
        ({"kind": 1}, Formula, "kind: given 1, expected one of arithmetic"),
        ({"name": "late"}, Formula, "kind: given nothing"),
        ("late", Formula, "given 'late', expected a formula: a table with the key kind"),
        ({"type": "RequestClosd"}, request.RequestEvent, "did you mean RequestClosed"),
        ({"kind": "figure", "name": "a", "unti": "1"}, Formula, r"unti: .*\(did you mean unit\?\)"),
        ({"kind": "figure"}, Formula, "name: given nothing, expected a text"),
        (
            {"kind": "comparison", "operation": "=>", "left": X, "right": X, "missing": "no"},
            Formula,
            "given '=>', expected a known comparison",
        ),
        (
            {"kind": "arithmetic", "operation": "+", "left": X, "right": {**X, "unit": "days"}},
            Formula,
            "cannot add",
        ),
        ([], Officer, r"\(all of it\): given \[\], expected a table \(Officer\)"),
        ({"channels": "x"}, Catalogue, "channels: given 'x', expected a list"),
    ],
)
def test_what_is_wrong_is_told(given: object, kind: type, told: str) -> None:
    """A tag or key that is not known, and what a class refuses, are told in words with the way out."""
    with pytest.raises(InvalidInput, match=told):
        structure(given, kind)


def test_nesting_without_end_is_refused() -> None:
    """A document that is nested too deeply is a fault of the document, not a crash."""
    given: Any = X
    for _ in range(5000):
        given = {"kind": "arithmetic", "operation": "+", "left": given, "right": X}
    with pytest.raises(InvalidInput, match="nested less deeply"):
        structure(given, Formula)


def test_nesting_of_any_sane_rule_is_taken() -> None:
    """Formulas of ninety levels can be read."""
    rule: Formula = Figure("late", "minutes")
    for _ in range(90):
        rule = rule + 1.0
    assert rule == structure(PLAIN.unstructure(rule), Formula)


NIP = "198609262015051001"
OFFICER = {"id": "a", "kind": {"code": "pns", "is_asn": True, "has_plan": True, "gets_allowance": True}}


def test_identity_numbers_are_masked_unless_asked_for() -> None:
    """An officer's number is written masked, and in full only by a converter that was asked for it."""
    officer = structure({**OFFICER, "number": NIP}, Officer)
    assert NIP not in as_json(officer)
    assert "****************01" in as_json(officer)
    assert NIP in as_json(officer, identities="plain")


def test_a_masked_number_cannot_be_read_again() -> None:
    """A number that was written masked raises MaskedIdentity, with the place where it stands."""
    with pytest.raises(MaskedIdentity) as caught:
        structure({**OFFICER, "number": "****************01"}, Officer, source="a.json")
    assert "at number in a.json" in caught.value.__notes__
    with pytest.raises(InvalidInput, match="2 faults"):
        structure({**OFFICER, "id": 1, "number": "****************01"}, Officer)


@pytest.mark.parametrize("number", [NIP[:-1], f"{NIP}0", 198609262015051001, [NIP], "x7801", {"nip": NIP}])
def test_no_error_shows_an_identity_number(number: object) -> None:
    """A number that is wrong in whatever way is never shown by the error."""
    with pytest.raises((InvalidInput, MaskedIdentity)) as caught:
        structure({**OFFICER, "number": number, "nmber": NIP}, Officer)
    assert "19860926" not in str(caught.value)


def test_the_way_to_write_identities_is_one_of_two() -> None:
    """A converter is asked for masked or plain identities, and nothing else."""
    with pytest.raises(UnknownName, match="masked"):
        make_converter("maskd")


def test_a_converter_of_ones_own_is_used() -> None:
    """A caller's converter decides; what is registered on it stays its own."""
    own = make_converter()
    own.register_structure_hook(Skill, lambda value, _: Skill(code="own"))
    assert Skill(code="own") == structure({}, Skill, converter=own)
    with pytest.raises(InvalidInput):
        structure({}, Skill)


def test_a_fault_of_the_program_is_not_taken_for_a_fault_of_the_input() -> None:
    """An exception that no input causes comes through as it is."""

    @frozen
    class Broken:
        text: str

        def __attrs_post_init__(self) -> None:
            raise TypeError("a mistake in the class")

    with pytest.raises(TypeError, match="a mistake in the class"):
        structure({"text": ""}, Broken)


def test_a_value_error_of_a_class_is_a_fault() -> None:
    """A class that refuses a value with ValueError is reported like any other, without the value."""

    @frozen
    class Picky:
        text: str

        def __attrs_post_init__(self) -> None:
            raise ValueError("no such thing")

    with pytest.raises(InvalidInput, match=r"given \(hidden\), expected a value that fits \(no such thing\)"):
        structure({"text": ""}, Picky)


# --- plans, results and ratings -----------------------------------------------------------------

REPORTS = {"code": "reports", "main": True, "target": 4.0, "unit": "reports"}
MAY = {"since": "2026-05-01", "until": "2026-06-01", "zone": "Asia/Jakarta"}
RESULT = {
    "id": "w1",
    "officer": "ani",
    "item": "reports",
    "realised": 3.0,
    "recorded_at": "2026-05-04T09:00:00+07:00",
    "entered_by": "ani",
}


def test_a_plan_and_a_result_of_before_are_still_read() -> None:
    """What was written before there were indicators is read: quantity alone, nothing measured, committed."""
    plan = structure({"officer": "ani", "period": MAY, "results": [REPORTS]}, PerformancePlan)
    assert ((), True) == (plan.results[0].indicators, plan.results[0].committed)
    result = structure(RESULT, WorkResult)
    assert (None, None, None) == (result.quality, result.time, result.cost)


def test_an_indicator_knows_which_way_is_better() -> None:
    """A file need not say that less time is better."""
    swift = {"aspect": "time", "target": 7, "unit": "days"}
    assert structure(swift, Indicator).less_is_better
    assert not structure({**swift, "less_is_better": False}, Indicator).less_is_better


def test_every_fault_of_a_plan_is_told() -> None:
    """Unknown keys, unknown aspects and targets of nothing are told at once, each with its path."""
    indicators = [
        {"aspect": "beauty", "target": 1.0, "unit": "points"},
        {"aspect": "cost", "target": 0.0, "unit": "rupiah", "targt_high": 2.0},
        {"aspect": "time", "target": 2.0, "target_high": 1.0, "unit": "days"},
    ]
    results = [{**REPORTS, "indicators": indicators, "comitted": True}]
    with pytest.raises(InvalidInput) as caught:
        structure({"officer": "ani", "period": MAY, "results": results}, PerformancePlan)
    told = "\n".join(map(str, caught.value.faults))
    for part in ("beauty", "targt_high", "indicators[2]", "did you mean committed"):
        assert part in told


def test_a_rating_is_read_strictly() -> None:
    """A rating outside the three steps and a view that hides who rated are refused."""
    rating = {
        "id": "b1",
        "officer": "ani",
        "value": "loyal",
        "rating": 3,
        "rated_at": "2026-05-29T09:00:00+07:00",
        "rated_by": "ani",
        "view": "self",
    }
    assert not structure(rating, BehaviourRating).by_other
    for change in ({"rating": 4}, {"rating": "3"}, {"view": "peer"}, {"rated_at": "2026-05-29T09:00:00"}):
        with pytest.raises(InvalidInput):
            structure({**rating, **change}, BehaviourRating)
