"""Hard cases that are handed back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording
from asnwork.domain.request.events import AssignmentDeclined, RequestAssigned, StepCompleted
from asnwork.domain.request.fold import facts_of
from asnwork.domain.request.request import replay
from asnwork.testing.gaming.archiving import TOO_OFTEN
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Happened, Log, numbered
from asnwork.testing.gaming.office import Office, office_calendar

__all__ = ["DECLINE_HARD_CASES"]

AFTER = (timedelta(hours=1), timedelta(days=20))
"""When it is handed back: before it is late, or long after."""

_UNDONE = ("leaving it undone", "membiarkannya")
_LATE = ("doing it late", "mengerjakannya terlambat")


def _declined(office: Office, place: int, officer: OfficerId, kept: int, at: datetime) -> Office:
    """The office in which an officer hands a step back after so many events, and nobody does any more."""
    log = office.logs[place]
    back = Happened(AssignmentDeclined, at, officer, officer=officer, reason="no time")
    return office.with_log(place, numbered(log[0].request, (*log[:kept], back)))


def _tricks(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        held = replay(log).present.in_hand
        if held is not None:
            for after in AFTER:
                yield _instead(_UNDONE, office, place, held.officer, len(log), after)
        elif _only_late(log, office):
            for officer in _who_did_one_step(log):
                yield _instead(_LATE, office, place, officer, _given(log, officer))


def _only_late(log: Log, office: Office) -> bool:
    """Whether a request that fell due in the two months was done late, and nothing else is wrong with it."""
    facts, _ = facts_of(log, calendar=office_calendar(), as_of=office.as_of)
    done, due = facts[0].decided_at, facts[0].due_at
    late = done is not None and due is not None and office.both.bounds[0] <= due < done
    fine = facts[0].solved is not False and (facts[0].returns or 0) < TOO_OFTEN
    return late and len(facts) == 1 and fine


def _who_did_one_step(log: Log) -> tuple[OfficerId, ...]:
    """Who did one step alone: what is declined counts once, as that step did."""
    did = [event.officer for event in log if isinstance(event, StepCompleted)]
    return tuple(officer for officer in did if did.count(officer) == 1)


def _given(log: Log, officer: OfficerId) -> int:
    """How many events there are until an officer was first given a step."""
    return 1 + next(
        place
        for place, event in enumerate(log)
        if isinstance(event, RequestAssigned) and event.officer == officer
    )


def _instead(
    what: tuple[str, str],
    office: Office,
    place: int,
    officer: OfficerId,
    kept: int,
    after: timedelta = timedelta(),
) -> Trick:
    log, (en, id_) = office.logs[place], what
    at = log[kept - 1].occurred_at + after
    return Trick(
        officer=officer,
        wording=Wording(
            f"{officer} declines {log[0].request} on {at:%d %b} instead of {en}",
            f"{officer} mengembalikan {log[0].request} pada {at:%d-%m} alih-alih {id_}",
        ),
        play=partial(_declined, office, place, officer, kept, at),
    )


DECLINE_HARD_CASES = GamingLaw(
    name="decline_hard_cases",
    statement=Wording(
        "declining a request that becomes late never ranks better than leaving it undone or doing it late; "
        "it counts for who declined it until somebody finishes it",
        "mengembalikan permohonan yang akan terlambat tidak lebih menguntungkan daripada membiarkannya atau "
        "mengerjakannya terlambat; permohonan itu tetap dihitung pada petugas yang mengembalikannya "
        "sampai ada yang menyelesaikannya",
    ),
    tricks=_tricks,
    in_each_month=False,
)
"""The officer declines the request that would become late."""
