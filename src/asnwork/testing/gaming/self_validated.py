"""Results and answers that nobody but the officer vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo

from attrs import evolve

from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording
from asnwork.domain.request.events import SolvedReported
from asnwork.domain.request.request import replay
from asnwork.domain.request.stages import Solved
from asnwork.domain.work_result import WorkResult
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.logs import Happened, doers, numbered
from asnwork.testing.gaming.office import Office

__all__ = ["SELF_VALIDATED"]


def _entered(office: Office, officer: OfficerId, validator: OfficerId | None) -> Office:
    at = datetime.combine(office.first.since, time(15), tzinfo=ZoneInfo(office.first.zone))
    entered = [
        WorkResult(
            id=f"more_{result.code}",
            officer=officer,
            item=result.code,
            realised=result.target,
            recorded_at=at,
            entered_by=officer,
            validated_by=validator,
        )
        for result in office.results
    ]
    return evolve(office, work_results=(*office.work_results, *entered))


def _typed_in(office: Office, place: int, officer: OfficerId, answer: Solved) -> Office:
    log = office.logs[place]
    at = log[-1].occurred_at + timedelta(hours=1)
    said = Happened(SolvedReported, at, officer, solved=answer)
    return office.with_log(place, numbered(log[0].request, (*log, said)))


def _results(office: Office) -> Iterator[Trick]:
    for officer in office.officers:
        for validator in (None, officer):
            en = f"{validator} validates them" if validator else "nobody validates them"
            id_ = f"{validator} sendiri memvalidasinya" if validator else "tidak ada yang memvalidasinya"
            yield Trick(
                officer=officer,
                wording=Wording(
                    f"{officer} enters results, and {en}", f"{officer} memasukkan hasil kerja, dan {id_}"
                ),
                play=partial(_entered, office, officer, validator),
            )


def _answers(office: Office) -> Iterator[Trick]:
    for place, log in enumerate(office.logs):
        request = replay(log)
        if request.decision is not None and request.ended_as is None:
            for officer, by, (answer, (en, id_)) in product(doers(log), office.officers, _ANSWERS.items()):
                yield Trick(
                    officer=officer,
                    wording=Wording(
                        f"{by} records in the citizen's place that {request.id}, done by {officer}, {en}",
                        f"{by} mencatat, menggantikan jawaban warga, bahwa {request.id}, yang dikerjakan "
                        f"{officer}, {id_}",
                    ),
                    play=partial(_typed_in, office, place, by, answer),
                )


_ANSWERS = {
    Solved.YES: ("is solved", "terselesaikan"),
    Solved.UNKNOWN: ("has no answer", "tidak ada jawabannya"),
}


def _tricks(office: Office) -> Iterator[Trick]:
    yield from _results(office)
    yield from _answers(office)


SELF_VALIDATED = GamingLaw(
    name="self_validated",
    statement=Wording(
        "what only the officer vouches for lifts nothing: results that no other person validated, and an "
        "answer that the officer or a colleague recorded for the citizen",
        "yang hanya dijamin oleh petugas sendiri tidak menambah apa pun: hasil kerja yang tidak divalidasi "
        "orang lain, dan jawaban warga yang dicatat oleh petugas itu atau rekannya",
    ),
    tricks=_tricks,
)
"""The officer enters results that no other person validates; an officer enters the citizen's answer."""
