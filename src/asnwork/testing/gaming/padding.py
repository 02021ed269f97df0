"""Logs that are padded with events that do no work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording
from asnwork.domain.request.documents import Document
from asnwork.domain.request.events import (
    AssignmentDeclined,
    CitizenInformed,
    CitizenTripMade,
    ClockPaused,
    ClockResumed,
    DocumentReceived,
    RequestAssigned,
    RequestEvent,
)
from asnwork.domain.request.stages import AGENCY, APPLICANT
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Happened, numbered
from asnwork.testing.gaming.office import Office

__all__ = ["PADDING"]

TIMES = 4


def _updates(given: RequestAssigned, at: datetime) -> Iterator[Happened]:
    yield Happened(CitizenInformed, at, given.officer)


def _trips(given: RequestAssigned, at: datetime) -> Iterator[Happened]:
    yield Happened(CitizenTripMade, at, given.officer)


def _pauses(given: RequestAssigned, at: datetime) -> Iterator[Happened]:
    for reason in (APPLICANT, AGENCY):
        yield Happened(ClockPaused, at, given.officer, reason=reason)
        yield Happened(ClockResumed, at, given.officer, reason=reason)


def _papers(given: RequestAssigned, at: datetime) -> Iterator[Happened]:
    paper = Document(kind="note", mime="application/pdf", size=1, sha256="0f" * 32, received_at=at)
    yield Happened(DocumentReceived, at, given.officer, document=paper)


def _hand_overs(given: RequestAssigned, at: datetime) -> Iterator[Happened]:
    yield Happened(AssignmentDeclined, at, given.officer, officer=given.officer, reason="a moment")
    yield Happened(RequestAssigned, at, given.officer, step=given.step, officer=given.officer)


_Padding = Callable[[RequestAssigned, datetime], Iterator[Happened]]

_PADDINGS: dict[_Padding, tuple[str, str]] = {
    _updates: ("updates to the citizen", "kabar kepada warga"),
    _trips: ("trips of the citizen", "kedatangan warga"),
    _pauses: ("pauses that end at once", "jeda yang langsung berakhir"),
    _papers: ("papers that nobody asked for", "berkas yang tidak diminta"),
    _hand_overs: (
        "handing the step back and taking it again",
        "pengembalian tugas yang langsung diambil lagi",
    ),
}


def _padded(office: Office, place: int, after: int, padding: _Padding) -> Office:
    log = office.logs[place]
    given = log[after]
    assert isinstance(given, RequestAssigned)
    more = [event for _ in range(TIMES) for event in padding(given, given.occurred_at)]
    return office.with_log(place, numbered(log[0].request, (*log[: after + 1], *more, *log[after + 1 :])))


def _first_given(log: tuple[RequestEvent, ...]) -> dict[OfficerId, int]:
    """Where each officer was first given a step."""
    found: dict[OfficerId, int] = {}
    for place, event in enumerate(log):
        if isinstance(event, RequestAssigned):
            found.setdefault(event.officer, place)
    return found


def _tricks(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        for officer, after in _first_given(log).items():
            for padding, (en, id_) in _PADDINGS.items():
                request = log[0].request
                yield Trick(
                    officer=officer,
                    wording=Wording(
                        f"{officer} pads the log of {request}: {en}, {TIMES} times",
                        f"{officer} menambah catatan pada {request}: {id_}, {TIMES} kali",
                    ),
                    play=partial(_padded, office, place, after, padding),
                )


PADDING = GamingLaw(
    name="padding",
    statement=Wording(
        "events that do no work lift nothing: updates, trips, pauses that end at once, papers, a step handed "
        "back and taken again",
        "catatan yang bukan pekerjaan tidak menambah apa pun: kabar, kedatangan, jeda yang langsung "
        "berakhir, berkas, tugas yang dikembalikan lalu diambil lagi",
    ),
    tricks=_tricks,
)
"""The log is padded with events that do no work."""
