"""One request that is filed as many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import product

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.reason import Wording
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Log, doers, later, numbered
from asnwork.testing.gaming.office import Office

__all__ = ["SPLIT"]

PARTS = (2, 5)
APART = (timedelta(), timedelta(days=2))
"""How much later than the one before each part is done: at about the same time, or days later."""


def _part(log: Log, number: int, apart: timedelta) -> Log:
    """Another part of a request: filed minutes later, and done later still."""
    filed_at, minutes = log[0].occurred_at, timedelta(minutes=number)
    events = [
        later(event, minutes if event.occurred_at == filed_at else minutes + number * apart) for event in log
    ]
    return numbered(RequestId(f"{log[0].request}_{number}"), events)


def _split(office: Office, place: int, parts: int, apart: timedelta) -> Office:
    log = office.logs[place]
    return office.with_log(place, log, *(_part(log, number, apart) for number in range(1, parts)))


def _tricks(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        for officer, parts, apart in product(doers(log), PARTS, APART):
            yield Trick(
                officer=officer,
                wording=_words(log[0].request, officer, parts, apart),
                play=partial(_split, office, place, parts, apart),
            )


def _words(request: RequestId, officer: OfficerId, parts: int, apart: timedelta) -> Wording:
    how, how_id = "at the same time", "pada waktu yang sama"
    if apart:
        how, how_id = f"{apart.days} days apart", f"berselang {apart.days} hari"
    return Wording(
        f"{officer} has {request} filed as {parts} requests of the same citizen and does them {how}",
        f"{officer} memecah {request} menjadi {parts} permohonan warga yang sama dan mengerjakannya {how_id}",
    )


SPLIT = GamingLaw(
    name="split",
    statement=Wording(
        "one request split in many of the same citizen and service, filed at about the same time, "
        "counts as one",
        "satu permohonan yang dipecah menjadi banyak permohonan warga yang sama untuk layanan yang sama, "
        "dan diajukan hampir bersamaan, dihitung satu",
    ),
    tricks=_tricks,
)
"""One request is split in many."""
