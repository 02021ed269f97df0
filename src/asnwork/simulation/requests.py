"""Any one simulated request as an application would hold it: folded from its events."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from attrs import evolve, field, frozen

from asnwork.domain.identity import EventId, RequestId
from asnwork.domain.request import APPLICANT, CitizenRequest, Decision, Document, PauseReason, Solved, Stamp
from asnwork.domain.request.commands import (
    assign,
    close,
    complete_step,
    decide,
    decline,
    deliver,
    inform_citizen,
    make_ready,
    pause,
    promise,
    receive_document,
    record_trip,
    reopen,
    report_solved,
    resume,
    start_step,
    submit,
)
from asnwork.domain.service import Requirement, Service
from asnwork.domain.working_time import from_us
from asnwork.simulation.city import City
from asnwork.simulation.desk import Desk, Log
from asnwork.simulation.facts import blocked_waits, place_of_piece
from asnwork.simulation.staffing import DayPlan
from asnwork.simulation.work import minutes_factor

__all__ = ["Rebuilder"]


_Told = tuple[CitizenRequest, object]


@frozen(order=True)
class _Happening:
    """Something to be told of a request: when, its place at one moment, and the command that tells it."""

    at: int
    order: int
    tell: Callable[[CitizenRequest, Stamp], _Told] = field(eq=False, order=False)


class Rebuilder:
    """Tells the life of simulated requests as commands; what is common to all is worked out once."""

    def __init__(self, city: City, plan: DayPlan, desk: Desk, log: Log) -> None:
        self.city, self.desk, self.log = city, desk, log
        self.place = place_of_piece(city, plan, log)
        self.plan = plan
        stretch = minutes_factor(city.scenario, city.staff)
        self.services = {
            code: _as_simulated(service, stretch)
            for code, service in city.scenario.catalogue.services.items()
        }
        self.blocked: dict[int, list[tuple[int, int, int]]] = {}
        for piece, begins, ends in blocked_waits(city, log):
            self.blocked.setdefault(int(city.work.row[piece]), []).append((piece, begins, ends))

    def request(self, number: int) -> CitizenRequest:
        """Return the request with this number; see `Run.request`."""
        city, work = self.city, self.city.work
        stream = city.scenario.demand[work.stream[number]]
        service = self.services[stream.service]
        district = next(unit.district for unit in city.scenario.units if unit.code == work.office[number])
        ident = RequestId(f"r{number + 1:07d}")
        complete = work.waits_for_papers[number] < 0
        papers = [paper.code for paper in service.standard.requirements]
        filed = self._stamp(ident, 1, self.desk.submitted_at[number], "applicant")
        request, _ = submit(
            ident,
            filed,
            service=service,
            channel=city.scenario.catalogue.channel(stream.channel),
            applicant=f"citizen-{number + 1}",
            district=district,
            unit=str(work.office[number]),
            documents=[_paper(ident, code, filed.occurred_at) for code in papers[: None if complete else -1]],
        )
        request = self._round(request, number, service)
        again = int(work.reopened_as[number])
        if again >= 0 and self.desk.submitted_at[again] > 0:
            steps = [
                city.work.step_codes[step]
                for step in work.step[work.first_piece[again] : work.first_piece[again + 1]]
            ]
            stamp = self._stamp(ident, request.version + 1, self.desk.submitted_at[again], "applicant")
            request, _ = reopen(request, stamp, reason="not solved", steps=steps)
            request = self._round(request, again, service)
        return request

    # --- one round --------------------------------------------------------------------------

    def _round(self, request: CitizenRequest, row: int, service: Service) -> CitizenRequest:
        for happening in sorted(self._happenings(row, service)):
            stamp = self._stamp(request.id, request.version + 1, happening.at, "simulation")
            request, _ = happening.tell(request, stamp)
        return request

    def _happenings(self, row: int, service: Service) -> Iterator[_Happening]:
        work, log, desk = self.city.work, self.log, self.desk
        submitted, started = desk.submitted_at[row], log.started_at[work.first_piece[row]]
        yield _Happening(submitted, 0, partial(self._promise, row=row))
        stream = self.city.scenario.demand[work.stream[row]]
        if self.city.scenario.catalogue.channel(stream.channel).gives_receipt:
            yield _Happening(submitted, 1, _informs)
        elif started >= 0:
            yield _Happening(started, 31, _informs)
        if log.asked_at[row] >= 0:
            yield from _paused(APPLICANT, log.asked_at[row], log.complete_at[row], 25, 3)
            if log.complete_at[row] >= 0:
                yield _Happening(log.complete_at[row], 2, self._receives)
                if not work.due_at[row] and desk.due_at[row]:
                    yield _Happening(log.complete_at[row], 4, partial(self._promise, row=row, late=True))
        for piece, begins, ends in self.blocked.get(row, ()):
            system = PauseReason(code="+".join(work.kinds[work.kind[piece]].leans_on), outside=True)
            yield from _paused(system, begins, ends if ends < self.city.ends_at else -1, 26, 4)
        for piece in range(work.first_piece[row], work.first_piece[row + 1]):
            yield from self._piece(piece, row, service)

    def _piece(self, piece: int, row: int, service: Service) -> Iterator[_Happening]:
        work, log = self.city.work, self.log
        if log.queued_at[piece] >= 0 and service.step(work.step_codes[work.step[piece]]).hands_over:
            yield _Happening(log.queued_at[piece], 5, record_trip)
        for officer, begins, given_up in self._holders(piece):
            yield _Happening(begins, 30, partial(self._starts, officer=officer, piece=piece))
            if given_up >= 0:
                yield _Happening(given_up, 6, partial(self._declines, officer=officer))
        ended = log.ended_at[piece]
        if ended < 0:
            return
        yield _Happening(ended, 20, partial(self._completes, piece=piece))
        if piece == work.deciding_piece[row]:
            yield _Happening(ended, 21, partial(decide, decision=Decision.GRANTED))
        if piece == work.ready_piece[row]:
            yield _Happening(ended, 22, make_ready)
        if piece == work.first_piece[row + 1] - 1:
            yield _Happening(ended, 23, partial(self._delivers, row=row))

    def _holders(self, piece: int) -> Iterator[tuple[int, int, int]]:
        """Who had the piece in hand: (officer, from when, until when another took over or -1)."""
        log = self.log
        if log.started_at[piece] < 0:
            return
        taken = [(when, officer) for place, officer, when in log.taken_over if log.choices[place] == piece]
        first = next((officer for p, officer, _, _ in log.segments if p == piece), log.officer[piece])
        holders = [(log.started_at[piece], first), *taken]
        for index, (begins, officer) in enumerate(holders):
            until = holders[index + 1][0] if index + 1 < len(holders) else -1
            yield officer, begins, until

    # --- telling ----------------------------------------------------------------------------

    def _promise(self, request: CitizenRequest, stamp: Stamp, row: int, *, late: bool = False) -> _Told:
        """Promise when it is filed, and once more when the papers came that the promise had to wait for."""
        again = self.city.work.round[row] > 1
        promised = int(self.city.work.due_at[row])
        if late:
            promised = self.desk.due_at[row]
        elif again:
            promised = self.desk.promised(row, self.desk.submitted_at[row])
        due = from_us(promised, self.city.scenario.calendar.zone) if promised else None
        return promise(request, stamp, due_at=due, reason="standard" if promised else "no_promise")

    def _receives(self, request: CitizenRequest, stamp: Stamp) -> _Told:
        kind = request.missing_papers[0]
        return receive_document(request, stamp, document=_paper(request.id, kind, stamp.occurred_at))

    def _starts(self, request: CitizenRequest, stamp: Stamp, officer: int, piece: int) -> _Told:
        step = self.city.work.step_codes[self.city.work.step[piece]]
        ident = self.city.staff.officers[officer].id
        request, _ = assign(request, stamp, step=step, officer=ident)
        return start_step(request, self._after(request, stamp), step=step, officer=ident)

    def _declines(self, request: CitizenRequest, stamp: Stamp, officer: int) -> _Told:
        ident = self.city.staff.officers[officer].id
        return decline(request, stamp, officer=ident, reason="a working day passed without it")

    def _completes(self, request: CitizenRequest, stamp: Stamp, piece: int) -> _Told:
        work, log, staff = self.city.work, self.log, self.city.staff
        officer = log.officer[piece]
        return complete_step(
            request,
            stamp,
            step=work.step_codes[work.step[piece]],
            officer=staff.officers[officer].id,
            unit=staff.unit_of[officer],
            place=self.city.scenario.catalogue.places[staff.place_codes[self.place[piece]]],
            effort=timedelta(microseconds=log.worked[piece]),
        )

    def _delivers(self, request: CitizenRequest, stamp: Stamp, row: int) -> _Told:
        work = self.city.work
        request, _ = deliver(request, stamp)
        says = bool(self.city.arrivals.solved[work.request[row]]) and work.reopened_as[row] < 0
        request, _ = close(request, self._after(request, stamp))
        heard = evolve(self._after(request, stamp), actor="applicant")
        return report_solved(request, heard, solved=Solved.YES if says else Solved.NO)

    def _after(self, request: CitizenRequest, stamp: Stamp) -> Stamp:
        return evolve(stamp, event_id=EventId(f"{request.id}-{request.version + 1}"))

    def _stamp(self, request: RequestId, sequence: int, at: int, actor: str) -> Stamp:
        moment = from_us(int(at), self.city.scenario.calendar.zone)
        return Stamp(
            event_id=EventId(f"{request}-{sequence}"), occurred_at=moment, recorded_at=moment, actor=actor
        )


def _informs(request: CitizenRequest, stamp: Stamp) -> _Told:
    return inform_citizen(request, stamp, kind="first_response")


def _paused(reason: PauseReason, since: int, until: int, begins: int, ends: int) -> Iterator[_Happening]:
    """A pause and, when it was over, its end; `begins` and `ends` are their places at one moment."""
    yield _Happening(since, begins, partial(pause, reason=reason))
    if until >= 0:
        yield _Happening(until, ends, partial(resume, reason=reason))


def _paper(request: RequestId, kind: str, at: datetime) -> Document:
    digest = hashlib.sha256(f"{request}/{kind}".encode()).hexdigest()
    return Document(kind=kind, mime="application/pdf", size=100_000, sha256=digest, received_at=at)


def _as_simulated(service: Service, stretch: Mapping[str, float]) -> Service:
    """The service with the minutes that the load makes of its steps, and at least one paper to be missing."""
    steps = tuple(evolve(step, minutes=step.minutes * stretch.get(step.skill, 1.0)) for step in service.steps)
    papers = service.standard.requirements or (Requirement(code="papers", label="papers", label_id="berkas"),)
    return evolve(service, steps=steps, standard=evolve(service.standard, requirements=papers))
