"""Requests that failed and are then taken out of sight: withdrawn, forwarded, marked as duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import product

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.reason import Wording
from asnwork.domain.request.events import (
    RequestAssigned,
    RequestDecided,
    RequestForwarded,
    RequestMarkedDuplicate,
    RequestReopened,
    RequestWithdrawn,
)
from asnwork.domain.request.facts import RequestFact
from asnwork.domain.request.fold import facts_of
from asnwork.domain.request.request import replay
from asnwork.domain.request.stages import Stage
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Happened, Log, doers, numbered
from asnwork.testing.gaming.office import Office, office_calendar

__all__ = ["ARCHIVE_FAILURES", "TOO_OFTEN"]

AFTERWARDS = timedelta(days=20)
"""So long after the last event that the failure is there, and that a reopening no longer counts."""


def _withdrawn(at: datetime, officer: OfficerId) -> Happened:
    return Happened(RequestWithdrawn, at, officer)


def _forwarded(at: datetime, officer: OfficerId) -> Happened:
    return Happened(RequestForwarded, at, officer, to="another agency")


def _duplicate(at: datetime, officer: OfficerId) -> Happened:
    return Happened(RequestMarkedDuplicate, at, officer, of=RequestId("another"))


_ENDS: dict[str, tuple[Callable[[datetime, OfficerId], Happened], str]] = {
    "withdraws": (_withdrawn, "mencabut"),
    "forwards": (_forwarded, "meneruskan ke instansi lain"),
    "marks as a duplicate": (_duplicate, "menandai sebagai ganda"),
}


TOO_OFTEN = 2
"""A file that went back so often was not right first time."""


def _failed(fact: RequestFact) -> bool:
    """Whether a round was late, was reopened, or is said not to be solved."""
    answered = fact.ready_at or fact.closed_at or fact.as_of
    late = fact.due_at is not None and answered > fact.due_at and fact.ended_at is None
    return late or fact.reopened_at is not None or fact.solved is False


def _archived(office: Office, place: int, officer: OfficerId, end: str) -> Office:
    log = office.logs[place]
    at = log[-1].occurred_at + AFTERWARDS
    ended = [_ENDS[end][0](at, officer)]
    if replay(log).stage is Stage.CLOSED:
        ended = [Happened(RequestReopened, at, officer, reason="to be archived"), *ended]
    return office.with_log(place, numbered(log[0].request, (*log, *ended)))


def _instead(office: Office, place: int, decided: int, officer: OfficerId, end: str) -> Office:
    """The office in which a request is ended at the moment at which it was decided."""
    log = office.logs[place]
    ended = _ENDS[end][0](log[decided].occurred_at, officer)
    return office.with_log(place, numbered(log[0].request, (*log[:decided], ended)))


def _only_sent_back(facts: tuple[RequestFact, ...]) -> bool:
    """Whether a request of one round was decided, its file went back too often, and nothing came after."""
    first, *others = facts
    often = (first.returns or 0) >= TOO_OFTEN
    return often and first.decided_at is not None and not others and first.solved is not False


def _who_had_it(log: Log) -> tuple[OfficerId, ...]:
    return tuple(sorted({event.officer for event in log if isinstance(event, RequestAssigned)}))


def _tricks(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        facts, _ = facts_of(log, calendar=office_calendar(), as_of=office.as_of)
        request = log[0].request
        if any(map(_failed, facts)):
            for officer, (end, (_, id_)) in product(_who_had_it(log), _ENDS.items()):
                yield Trick(
                    officer=officer,
                    wording=Wording(
                        f"{officer} {end} the failed request {request}",
                        f"{officer} {id_} permohonan {request} yang gagal",
                    ),
                    play=partial(_archived, office, place, officer, end),
                )
        if _only_sent_back(facts):
            decided = next(index for index, event in enumerate(log) if isinstance(event, RequestDecided))
            for officer, (end, (_, id_)) in product(doers(log), _ENDS.items()):
                yield Trick(
                    officer=officer,
                    wording=Wording(
                        f"{officer} {end} the request {request}, sent back too often, instead of deciding it",
                        f"{officer} {id_} permohonan {request}, yang terlalu sering dikembalikan, "
                        "alih-alih memutuskannya",
                    ),
                    play=partial(_instead, office, place, decided, officer, end),
                )


ARCHIVE_FAILURES = GamingLaw(
    name="archive_failures",
    statement=Wording(
        "a request that failed, or whose file went back too often, counts all the same when it is withdrawn, "
        "forwarded or marked as a duplicate",
        "permohonan yang gagal, atau yang berkasnya terlalu sering dikembalikan, tetap dihitung, walaupun "
        "kemudian dicabut, diteruskan, atau ditandai ganda",
    ),
    tricks=_tricks,
)
"""A request that was late, went back too often, was reopened or is not solved is taken out of sight."""
