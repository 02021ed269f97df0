"""Requests that an officer files and does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from attrs import evolve

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.reason import Wording
from asnwork.domain.request.events import PromiseGiven, RequestSubmitted, SolvedReported
from asnwork.domain.request.stages import Solved
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Happened, Log, numbered, one_round
from asnwork.testing.gaming.office import Office

__all__ = ["OWN_REQUESTS"]

HOW_MANY = (1, 4)
STEP = "record"


def _own(officer: OfficerId, at: datetime, number: int) -> Log:
    filed = Happened(
        RequestSubmitted,
        at,
        officer,
        service=f"service_{number}",
        channel="counter",
        applicant=officer,
        steps=(STEP,),
        credits=(timedelta(minutes=30),),
        deciding_step=STEP,
    )
    promised = Happened(PromiseGiven, at, officer, due_at=at + timedelta(days=1), reason="limit")
    solved = Happened(SolvedReported, at, officer, solved=Solved.YES)
    done = one_round([(STEP, officer)], at)
    return numbered(RequestId(f"own_{number}"), (filed, promised, *done, solved))


def _filed(office: Office, officer: OfficerId, many: int) -> Office:
    first = datetime.combine(office.first.since, time(10), tzinfo=ZoneInfo(office.first.zone))
    own = [_own(officer, first + timedelta(days=number), number) for number in range(1, many + 1)]
    return evolve(office, logs=(*office.logs, *own))


def _tricks(office: Office) -> Iterator[Trick]:
    for officer in office.officers:
        for many in HOW_MANY:
            en = "a request" if many == 1 else f"{many} requests"
            yield Trick(
                officer=officer,
                wording=Wording(
                    f"{officer} files {en} as the applicant and does the work",
                    f"{officer} mengajukan {many} permohonan atas nama sendiri dan mengerjakannya",
                ),
                play=partial(_filed, office, officer, many),
            )


OWN_REQUESTS = GamingLaw(
    name="own_requests",
    statement=Wording(
        "requests that an officer files as the applicant and does lift nothing",
        "permohonan yang diajukan petugas atas nama sendiri lalu dikerjakannya tidak menambah apa pun",
    ),
    tricks=_tricks,
)
"""The officer files requests and does them."""
