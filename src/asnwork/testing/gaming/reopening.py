"""Finished requests that are reopened and closed again, to be counted once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import product

from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording
from asnwork.domain.request.events import PromiseGiven, RequestReopened, StepCompleted
from asnwork.domain.request.request import replay
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Happened, Log, doers, numbered, one_round
from asnwork.testing.gaming.office import Office

__all__ = ["REOPEN_AND_CLOSE"]

SOON, LONG_AFTER = timedelta(days=3), timedelta(days=20)
"""Inside and outside the days after closing in which a reopening counts against the result."""

TIMES = (1, 3)


def _round_again(
    work: Iterable[tuple[str, OfficerId]], officer: OfficerId, at: datetime
) -> Iterator[Happened]:
    yield Happened(RequestReopened, at, officer, reason="to be done again")
    yield Happened(PromiseGiven, at, officer, due_at=at + LONG_AFTER, reason="limit")
    yield from one_round(work, at)


def _reopened(office: Office, place: int, officer: OfficerId, gap: timedelta, times: int) -> Office:
    """The office in which a closed request is done again, each step by who did it before."""
    log = office.logs[place]
    work = {event.step: event.officer for event in log if isinstance(event, StepCompleted)}
    last = log[-1].occurred_at
    again = [
        event
        for number in range(1, times + 1)
        for event in _round_again(work.items(), officer, last + number * gap)
    ]
    return office.with_log(place, numbered(log[0].request, (*log, *again)))


def _tricks(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        if replay(log).present.closed_at is not None:
            for officer, gap, times in product(doers(log), (SOON, LONG_AFTER), TIMES):
                yield Trick(
                    officer=officer,
                    wording=_words(log, officer, gap, times),
                    play=partial(_reopened, office, place, officer, gap, times),
                )


def _words(log: Log, officer: OfficerId, gap: timedelta, times: int) -> Wording:
    request, days = log[0].request, gap.days
    often, often_id = ("", "") if times == 1 else (f", {times} times", f", {times} kali")
    return Wording(
        f"{officer} reopens {request} after {days} days and closes it again{often}",
        f"{officer} membuka kembali {request} setelah {days} hari lalu menutupnya lagi{often_id}",
    )


REOPEN_AND_CLOSE = GamingLaw(
    name="reopen_and_close",
    statement=Wording(
        "reopening a finished request and closing it again gains nothing, however often and however late",
        "membuka kembali permohonan yang sudah selesai lalu menutupnya lagi tidak menguntungkan petugas, "
        "berapa kali pun dan kapan pun",
    ),
    tricks=_tricks,
)
"""A finished request is reopened and closed again by one who did it."""
