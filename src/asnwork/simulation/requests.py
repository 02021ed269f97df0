"""Any one simulated request as the application would hold it: its events, and the request folded from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from attrs import evolve, frozen

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
from asnwork.simulation.desk import Desk, Log
from asnwork.simulation.engine import City
from asnwork.simulation.facts import blocked_waits, place_of_piece
from asnwork.simulation.staffing import DayPlan
from asnwork.simulation.work import minutes_factor

__all__ = ["Rebuilder"]


@frozen(kw_only=True, order=True)
class _Happening:
    """Something to be told of a request: when, in which order at one moment, and what."""

    at: int
    order: int
    name: str
    values: tuple[tuple[str, Any], ...] = ()


class Rebuilder:
    """Tells the life of simulated requests as commands; what is common to all is worked out once."""

    def __init__(self, city: City, plan: DayPlan, desk: Desk, log: Log) -> None:
        self.city, self.desk, self.log = city, desk, log
        self.place = place_of_piece(city, plan, log)
        self.plan = plan
        stretch = minutes_factor(city.scenario, city.staff)
        self.services = {
            code: _as_simulated(service, stretch) for code, service in city.scenario.catalogue.services.items()
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
        request, _ = submit(
            ident,
            self._stamp(ident, 1, self.desk.submitted_at[number], "applicant"),
            service=service,
            channel=city.scenario.catalogue.channel(stream.channel),
            applicant=f"citizen-{number + 1}",
            district=district,
            unit=str(work.office[number]),
            documents=[self._paper(ident, code, self.desk.submitted_at[number]) for code in papers[: None if complete else -1]],
        )
        request = self._round(request, number, service)
        again = int(work.reopened_as[number])
        if again >= 0 and self.desk.submitted_at[again] > 0:
            steps = [city.work.step_codes[step] for step in work.step[work.first_piece[again] : work.first_piece[again + 1]]]
            stamp = self._stamp(ident, request.version + 1, self.desk.submitted_at[again], "applicant")
            request, _ = reopen(request, stamp, reason="not solved", steps=steps)
            request = self._round(request, again, service)
        return request

    # --- one round --------------------------------------------------------------------------

    def _round(self, request: CitizenRequest, row: int, service: Service) -> CitizenRequest:
        for happening in sorted(self._happenings(row, service)):
            stamp = self._stamp(request.id, request.version + 1, happening.at, "simulation")
            request = self._tell(request, stamp, happening.name, dict(happening.values))
        return request

    def _happenings(self, row: int, service: Service) -> Iterator[_Happening]:
        work, log, desk = self.city.work, self.log, self.desk
        submitted = desk.submitted_at[row]
        yield _Happening(at=submitted, order=0, name="promise", values=(("row", row),))
        if self.city.scenario.catalogue.channel(self.city.scenario.demand[work.stream[row]].channel).gives_receipt:
            yield _Happening(at=submitted, order=1, name="inform")
        elif log.started_at[work.first_piece[row]] >= 0:
            yield _Happening(at=log.started_at[work.first_piece[row]], order=31, name="inform")
        if log.asked_at[row] >= 0:
            yield _Happening(at=log.asked_at[row], order=25, name="pause", values=(("reason", APPLICANT),))
            if log.complete_at[row] >= 0:
                yield _Happening(at=log.complete_at[row], order=2, name="paper", values=(("row", row),))
                yield _Happening(at=log.complete_at[row], order=3, name="resume", values=(("reason", APPLICANT),))
        for piece, begins, ends in self.blocked.get(row, ()):
            systems = work.kinds[work.kind[piece]].leans_on
            reason = PauseReason(code="+".join(systems), outside=True)
            yield _Happening(at=begins, order=26, name="pause", values=(("reason", reason),))
            if ends < self.city.ends_at:
                yield _Happening(at=ends, order=4, name="resume", values=(("reason", reason),))
        for piece in range(work.first_piece[row], work.first_piece[row + 1]):
            yield from self._piece(piece, row, service)

    def _piece(self, piece: int, row: int, service: Service) -> Iterator[_Happening]:
        work, log = self.city.work, self.log
        if log.queued_at[piece] >= 0 and service.step(work.step_codes[work.step[piece]]).hands_over:
            yield _Happening(at=log.queued_at[piece], order=5, name="trip")
        for officer, begins, given_up in self._holders(piece):
            yield _Happening(at=begins, order=30, name="start", values=(("officer", officer), ("piece", piece)))
            if given_up >= 0:
                yield _Happening(at=given_up, order=6, name="decline", values=(("officer", officer),))
        ended = log.ended_at[piece]
        if ended < 0:
            return
        yield _Happening(at=ended, order=20, name="complete", values=(("piece", piece),))
        if piece == work.deciding_piece[row]:
            yield _Happening(at=ended, order=21, name="decide")
        if piece == work.ready_piece[row]:
            yield _Happening(at=ended, order=22, name="ready")
        if piece == work.first_piece[row + 1] - 1:
            yield _Happening(at=ended, order=23, name="deliver", values=(("row", row),))

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

    def _tell(self, request: CitizenRequest, stamp: Stamp, name: str, values: dict[str, Any]) -> CitizenRequest:
        match name:
            case "promise":
                return self._promise(request, stamp, values["row"])
            case "inform":
                return inform_citizen(request, stamp, kind="first_response")[0]
            case "pause":
                return pause(request, stamp, reason=values["reason"])[0]
            case "resume":
                return resume(request, stamp, reason=values["reason"])[0]
            case "paper":
                paper = self._paper(request.id, request.missing_papers[0], self.log.complete_at[values["row"]])
                return receive_document(request, stamp, document=paper)[0]
            case "trip":
                return record_trip(request, stamp)[0]
            case "start":
                return self._start(request, stamp, values["officer"], values["piece"])
            case "decline":
                officer = self.city.staff.officers[values["officer"]].id
                return decline(request, stamp, officer=officer, reason="a working day passed without it")[0]
            case "complete":
                return self._complete(request, stamp, values["piece"])
            case "decide":
                return decide(request, stamp, decision=Decision.GRANTED)[0]
            case "ready":
                return make_ready(request, stamp)[0]
        return self._deliver(request, stamp, values["row"])

    def _promise(self, request: CitizenRequest, stamp: Stamp, row: int) -> CitizenRequest:
        promised = int(self.city.work.due_at[row]) or self.desk.promised(row, self.desk.submitted_at[row])
        due = from_us(promised, self.city.scenario.calendar.zone) if promised else None
        return promise(request, stamp, due_at=due, reason="standard" if promised else "no_promise")[0]

    def _start(self, request: CitizenRequest, stamp: Stamp, officer: int, piece: int) -> CitizenRequest:
        step = self.city.work.step_codes[self.city.work.step[piece]]
        ident = self.city.staff.officers[officer].id
        request, _ = assign(request, stamp, step=step, officer=ident)
        again = evolve(stamp, event_id=EventId(f"{request.id}-{request.version + 1}"))
        return start_step(request, again, step=step, officer=ident)[0]

    def _complete(self, request: CitizenRequest, stamp: Stamp, piece: int) -> CitizenRequest:
        work, log = self.city.work, self.log
        officer = log.officer[piece]
        return complete_step(
            request,
            stamp,
            step=work.step_codes[work.step[piece]],
            officer=self.city.staff.officers[officer].id,
            unit=self.city.staff.unit_of[officer],
            place=self.city.scenario.catalogue.places[self.city.staff.place_codes[self.place[piece]]],
            effort=timedelta(microseconds=log.worked[piece]),
        )[0]

    def _deliver(self, request: CitizenRequest, stamp: Stamp, row: int) -> CitizenRequest:
        work = self.city.work
        request, _ = deliver(request, stamp)
        says = bool(self.city.arrivals.solved[work.request[row]]) and work.reopened_as[row] < 0
        solved = Solved.YES if says else Solved.NO
        request, _ = close(request, self._after(request, stamp))
        return report_solved(request, self._after(request, stamp), solved=solved)[0]

    def _after(self, request: CitizenRequest, stamp: Stamp) -> Stamp:
        return evolve(stamp, event_id=EventId(f"{request.id}-{request.version + 1}"))

    def _stamp(self, request: RequestId, sequence: int, at: int, actor: str) -> Stamp:
        moment = from_us(int(at), self.city.scenario.calendar.zone)
        return Stamp(
            event_id=EventId(f"{request}-{sequence}"), occurred_at=moment, recorded_at=moment, actor=actor
        )

    def _paper(self, request: RequestId, kind: str, at: int) -> Document:
        moment = from_us(int(at), self.city.scenario.calendar.zone)
        digest = hashlib.sha256(f"{request}/{kind}".encode()).hexdigest()
        return Document(kind=kind, mime="application/pdf", size=100_000, sha256=digest, received_at=moment)


def _as_simulated(service: Service, stretch: Any) -> Service:
    """The service with the minutes that the load makes of its steps, and at least one paper to be missing."""
    steps = tuple(evolve(step, minutes=step.minutes * stretch.get(step.skill, 1.0)) for step in service.steps)
    papers = service.standard.requirements or (Requirement(code="papers", label="papers", label_id="berkas"),)
    return evolve(service, steps=steps, standard=evolve(service.standard, requirements=papers))
