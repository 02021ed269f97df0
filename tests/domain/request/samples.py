"""A small service, a calendar and a life to test with; Monday 4 May 2026, 08:00 WIB is minute 0."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from asnwork.domain.channel import Channel
from asnwork.domain.identity import EventId, OfficerId, RequestId
from asnwork.domain.law import assumed
from asnwork.domain.place import WorkPlace
from asnwork.domain.request import CitizenRequest, Decision, Document, RequestEvent, Stage, Stamp, commands
from asnwork.domain.service import Requirement, Service, ServiceStandard, Step, TimeLimit, TimeUnit
from asnwork.domain.working_time import WeeklyHours, WorkingCalendar, hours

__all__ = [
    "ANI",
    "BUDI",
    "CALENDAR",
    "CARD",
    "COUNTER",
    "HOME",
    "ONLINE",
    "R1",
    "Life",
    "at",
    "life_at",
    "paper",
    "span",
    "stamp",
    "us",
]

WIB = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 5, 4, 8, tzinfo=WIB)
R1 = RequestId("r1")
ANI, BUDI = OfficerId("ani"), OfficerId("budi")

# Eight hours a day without a break, Monday to Friday: minute 480 is closing, minute 1440 the next opening.
CALENDAR = WorkingCalendar(
    name="office",
    zone="Asia/Jakarta",
    since=date(2026, 1, 1),
    until=date(2028, 1, 1),
    week=WeeklyHours.of(mon_thu=hours("08:00-16:00"), fri=hours("08:00-16:00")),
)

GUESS = assumed("for the tests")


def _step(code: str, minutes: int, **more: Any) -> Step:
    return Step(code=code, label=code, label_id=code, skill=code, minutes=minutes, basis=GUESS, **more)


CARD = Service(
    code="card",
    label="identity card",
    label_id="KTP-el",
    steps=[
        _step("help", 5, before_complete=True),
        _step("verify", 10),
        _step("sign", 2, decides=True),
        _step("print", 4),
        _step("hand", 3, hands_over=True),
    ],
    standard=ServiceStandard(
        requirements=[Requirement(code="kk", label="family card"), Requirement(code="photo", label="photo")],
        completion=TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=GUESS),
        basis=GUESS,
    ),
    collected=True,
)
ONLINE = Channel(
    code="online", label="online", label_id="daring", electronic=True, always_open=True, assisted=False
)
COUNTER = Channel(
    code="counter",
    label="counter",
    label_id="loket",
    electronic=False,
    always_open=False,
    assisted=True,
    trips=1,
)
HOME = WorkPlace(code="home", label="home", label_id="rumah", offers={"any"}, at_office=False)


def at(minute: float) -> datetime:
    """The moment so many minutes after the start."""
    return START + timedelta(minutes=minute)


def span(minutes: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=minutes)


def us(minute: float) -> int:
    """The moment so many minutes after the start, in microseconds since the epoch."""
    return (at(minute) - datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))) // timedelta(microseconds=1)


def stamp(minute: float, name: str = "", cause: str = "", by: str = "tester") -> Stamp:
    """The stamp of something that somebody did, and that was recorded, at a minute."""
    moment = at(minute)
    return Stamp(
        event_id=EventId(name or f"e{minute}"),
        occurred_at=moment,
        recorded_at=moment,
        actor=by,
        cause=cause,
    )


def paper(kind: str, minute: float = 0) -> Document:
    """A paper of a kind."""
    return Document(kind=kind, mime="image/jpeg", size=1000, sha256="ab" * 32, received_at=at(minute))


class Life:
    """A request with the events that it is made of, to tell a story step by step."""

    def __init__(self, request: CitizenRequest, events: list[RequestEvent]) -> None:
        self.request = request
        self.events = events

    @classmethod
    def filed(cls, *papers: str, minute: float = 0, channel: Channel = ONLINE) -> Life:
        """A request filed with papers of these kinds."""
        request, event = commands.submit(
            R1,
            stamp(minute, "e1"),
            service=CARD,
            channel=channel,
            applicant="citizen-7",
            district="gubeng",
            unit="dukcapil",
            documents=[paper(kind, minute) for kind in papers],
        )
        return cls(request, [event])

    def then(self, command: Callable[..., Any], minute: float, *, by: str = "tester", **values: Any) -> Life:
        """The life after one more command, by somebody."""
        name = f"e{len(self.events) + 1}"
        request, event = command(self.request, stamp(minute, name, by=by), **values)
        return Life(request, [*self.events, event])

    def step(self, code: str, minute: float, officer: OfficerId = ANI, **values: Any) -> Life:
        """The life after a step was assigned, begun and done at one minute."""
        return (
            self.then(commands.assign, minute, step=code, officer=officer)
            .then(commands.start_step, minute, step=code, officer=officer)
            .then(commands.complete_step, minute, step=code, officer=officer, **values)
        )


def life_at(stage: Stage) -> Life:
    """A life that came to a stage by the shortest way, with all papers; a step in hand only when assigned."""
    filed = Life.filed("kk", "photo")
    if stage is Stage.SUBMITTED:
        return filed
    if stage is Stage.ASSIGNED:
        return filed.then(commands.assign, 1, step="help", officer=ANI)
    signed = filed.step("help", 1).step("verify", 2).step("sign", 3)
    if stage is Stage.IN_PROGRESS:
        return signed
    decided = signed.then(commands.decide, 4, decision=Decision.GRANTED)
    if stage is Stage.DECIDED:
        return decided
    ready = decided.step("print", 5).then(commands.make_ready, 6)
    if stage is Stage.READY:
        return ready
    delivered = ready.step("hand", 7).then(commands.deliver, 8)
    if stage is Stage.DELIVERED:
        return delivered
    return delivered.then(commands.close, 9)
