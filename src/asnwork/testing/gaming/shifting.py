"""Work that is shifted over the edge of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import from_us
from asnwork.domain.reason import Wording
from asnwork.domain.request.events import (
    RequestClosed,
    RequestDecided,
    RequestEvent,
    RequestReopened,
    StepCompleted,
)
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Log, later, numbered
from asnwork.testing.gaming.office import Office

__all__ = ["SHIFT_EDGE"]

LAST_DAYS = timedelta(days=7)
WORK = (StepCompleted, RequestDecided, RequestClosed)


def _shifted(office: Office, place: int, since: int) -> Office:
    """The office in which an event and all that follow it happen later, the first in the next month."""
    log = office.logs[place]
    by = _delay(office, log, since)
    moved = (*log[:since], *(later(event, by) for event in log[since:]))
    return office.with_log(place, numbered(log[0].request, moved))


def _delay(office: Office, log: Log, since: int) -> timedelta:
    return _edge(office.first) + timedelta(hours=1) - log[since].occurred_at


def _edge(month: Period) -> datetime:
    return from_us(month.bounds[1], month.zone)


def _at_the_edge(office: Office, log: Log) -> dict[OfficerId, int]:
    """For each officer the first piece of work that could be left until the next month.

    It lies in the last days of the first month; the request is decided after it, since what nobody decides
    has no result to be shifted; and nothing of it would leave the second month.
    """
    edge, end = _edge(office.first), _edge(office.second)
    found: dict[OfficerId, int] = {}
    for since, event in enumerate(log):
        if isinstance(event, WORK) and edge - LAST_DAYS <= event.occurred_at < edge:
            stays = log[-1].occurred_at + _delay(office, log, since) < end
            if stays and any(isinstance(after, RequestDecided) for after in _rest_of_round(log, since)):
                found.setdefault(OfficerId(event.actor), since)
    return found


def _rest_of_round(log: Log, since: int) -> Iterator[RequestEvent]:
    return takewhile(lambda event: not isinstance(event, RequestReopened), log[since:])


def _tricks(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        for officer, since in _at_the_edge(office, log).items():
            request = log[0].request
            yield Trick(
                officer=officer,
                wording=Wording(
                    f"{officer} leaves {request} until the first day of the next month",
                    f"{officer} menunda {request} sampai hari pertama bulan berikutnya",
                ),
                play=partial(_shifted, office, place, since),
            )


SHIFT_EDGE = GamingLaw(
    name="shift_edge",
    statement=Wording(
        "work that is left until the next month never ranks better over both months together, and no failure "
        "is lost between the two",
        "menunda pekerjaan ke bulan berikutnya tidak menguntungkan bila kedua bulan dihitung bersama, dan "
        "tidak ada kegagalan yang hilang di antara keduanya",
    ),
    tricks=_tricks,
    in_each_month=False,
    at_month_ends=True,
)
"""Steps, decisions and closings are shifted from the end of one month into the next."""
