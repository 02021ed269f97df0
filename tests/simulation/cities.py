"""Small cities for the tests of the simulation."""

from __future__ import annotations

from datetime import date
from typing import Any

from asnwork.domain.catalogue import Catalogue
from asnwork.domain.channel import Channel
from asnwork.domain.law import assumed
from asnwork.domain.officer import OfficerKind, Position, Skill, Unit
from asnwork.domain.place import ANY_PLACE, COUNTER, FIELD, SECURED_TERMINAL, WorkPlace
from asnwork.domain.service import Service, ServiceStandard, Step, TimeLimit, TimeUnit
from asnwork.domain.working_time import WeeklyHours, WorkingCalendar, hours
from asnwork.simulation.scenario import ASSUMPTIONS, Assumption, Scenario, StaffGroup, Stream

OURS = assumed("made up for a test")
DAY = hours("07:30-12:00", "13:00-16:00")
WEEK = WeeklyHours.of(mon_thu=DAY, fri=hours("07:30-11:30", "13:00-16:30"))
CALENDAR = WorkingCalendar(
    name="office", zone="Asia/Jakarta", since=date(2025, 1, 1), until=date(2028, 1, 1), week=WEEK
)
PLACES = (
    WorkPlace(
        code="office",
        label="office",
        label_id="kantor",
        offers={ANY_PLACE, SECURED_TERMINAL, COUNTER},
        at_office=True,
    ),
    WorkPlace(code="home", label="home", label_id="rumah", offers={ANY_PLACE}, at_office=False),
    WorkPlace(
        code="hall",
        label="neighbourhood hall",
        label_id="Balai RW",
        offers={ANY_PLACE, COUNTER, FIELD},
        at_office=False,
        among_citizens=True,
    ),
)
CHANNELS = (
    Channel(code="app", label="app", label_id="aplikasi", electronic=True, always_open=True, assisted=False),
    Channel(
        code="whatsapp",
        label="WhatsApp",
        label_id="WhatsApp",
        electronic=True,
        always_open=True,
        assisted=True,
    ),
    Channel(
        code="counter",
        label="counter",
        label_id="loket",
        electronic=False,
        always_open=False,
        assisted=True,
        trips=1,
    ),
)
PNS = OfficerKind(code="pns", is_asn=True, has_plan=True, gets_allowance=True)


def step(code: str, skill: str, minutes: float, **more: Any) -> Step:
    """Return a step for a test."""
    return Step(code=code, label=code, label_id=code, skill=skill, minutes=minutes, basis=OURS, **more)


PROMISE = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=OURS)


def service(code: str, *steps: Step, limit: TimeLimit = PROMISE, **more: Any) -> Service:
    """Return a service for a test."""
    return Service(
        code=code,
        label=code,
        label_id=code,
        steps=steps,
        standard=ServiceStandard(completion=limit, basis=OURS),
        **more,
    )


SERVICES = (
    service(
        "card",
        step("help", "front", 12, before_complete=True, assisted_only=True),
        step("verify", "check", 6),
        step("sign", "check", 2, decides=True),
        step("print", "print", 4, place=SECURED_TERMINAL),
        step("hand_over", "front", 4, place=COUNTER, citizen_present=True, hands_over=True),
        collected=True,
    ),
    service(
        "paper",
        step("help", "front", 10, before_complete=True, assisted_only=True),
        step("verify", "check", 6),
        step("record", "record", 9, place=SECURED_TERMINAL, leans_on=("national",)),
        step("sign", "check", 2, decides=True),
    ),
)


def assumptions(**values: float) -> dict[str, Assumption]:
    """Return calm assumptions: everybody alike, nothing goes wrong, unless a value says otherwise."""
    calm = dict.fromkeys(ASSUMPTIONS, 0.0) | {
        "solved": 1.0,
        "outage_days": 1000.0,
        "answer_hours": 20.0,
        "collect_hours": 20.0,
        "reopen_hours": 30.0,
    }
    return {
        name: Assumption(value=value, low=min(value, -0.5), high=max(value, 10_000.0), unit="1", basis=OURS)
        for name, value in (calm | values).items()
    }


LIVELY = assumptions(
    effort_variation=0.5,
    officer_spread=0.2,
    wish_elsewhere=0.5,
    leave=0.05,
    absent=0.01,
    late=0.1,
    late_minutes=12.0,
    field_duty=0.05,
    incomplete=0.2,
    incomplete_after_help=0.3,
    reopened=0.06,
    solved=0.9,
    outage_days=5.0,
    outage_hours=3.0,
)


def small_city(**changes: Any) -> Scenario:
    """Return a city of two kelurahan and a registry, four weeks long."""
    post = Position(code="desk", label="desk", label_id="loket", allowance=5_000_000)
    inside = Position(
        code="terminal", label="terminal", label_id="terminal", needs_presence=True, allowance=6_000_000
    )
    even = tuple(1.0 for _ in range(24))
    given: dict[str, Any] = {
        "name": "small",
        "label": "a small city",
        "label_id": "kota kecil",
        "catalogue": Catalogue(
            services=SERVICES, channels=CHANNELS, places=PLACES, skills={"front", "check", "record", "print"}
        ),
        "calendar": CALENDAR,
        "units": (
            Unit(code="north", name="North", district="n"),
            Unit(code="south", name="South", district="s"),
            Unit(code="registry", name="Registry"),
        ),
        "routing": {"front": "office", "check": "registry", "record": "registry", "print": "registry"},
        "staff": (
            StaffGroup(
                code="desk",
                units=("north", "south"),
                each=2,
                kind=PNS,
                position=post,
                skills=(Skill(code="front"),),
                week=WEEK,
                place="office",
                elsewhere="home",
                at_least=1,
                basis=OURS,
            ),
            StaffGroup(
                code="check",
                units=("registry",),
                each=3,
                kind=PNS,
                position=post,
                skills=(Skill(code="check", level=2), Skill(code="record")),
                week=WEEK,
                place="office",
                elsewhere="home",
                basis=OURS,
            ),
            StaffGroup(
                code="record",
                units=("registry",),
                each=2,
                kind=PNS,
                position=inside,
                skills=(Skill(code="record", level=2), Skill(code="print")),
                week=WEEK,
                place="office",
                elsewhere="home",
                basis=OURS,
            ),
        ),
        "demand": tuple(
            Stream(
                service=service,
                channel=channel,
                offices=("north", "south"),
                per_day=8.0,
                hours=even,
                closed_day=0.3,
                basis=OURS,
            )
            for service in ("card", "paper")
            for channel in ("app", "whatsapp", "counter")
        ),
        "since": date(2026, 6, 1),
        "until": date(2026, 6, 29),
        "run_in_days": 7,
        "run_out_days": 14,
        "load": 0.8,
        "assumptions": LIVELY,
        "field_place": "hall",
        "seed": 1,
    }
    return Scenario(**(given | changes))
