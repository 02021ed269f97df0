"""The event loop: who takes what, when. Every rule is asked for its answer; none stands here.

At one instant, in this order: pieces that are done, closings (and failures of outside systems that
begin), openings (and failures that end), citizens who come back, arrivals; only then do free officers
choose. They are asked in the order of the assignment rule, ties to the first, and each takes the step
that the rule's queue puts before all others that this officer may take. The loop relies on one
invariant: before an instant, no free officer may take anything that waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import Any

from attrs import define

from asnwork.errors import BrokenRule
from asnwork.simulation.desk import CLOSE, NEVER, OPEN, Desk, Log, Shift

__all__ = ["run_desk"]

OFF, FREE, BUSY = 0, 1, 2
DONE, ANSWERED, COLLECTS, REOPENED, TIMED_OUT = 0, 1, 2, 3, 4
"""What may happen to a piece or row; what is done comes before every turn, the rest after."""


def run_desk(desk: Desk) -> Log:
    """Run a desk to its end and return what happened.

    Args:
        desk: The work, the officers and the rules. Its state is used up: build a new one for each run.
    """
    return _Loop(desk).run()


@define(kw_only=True, eq=False)
class _Part:
    """What is left of a piece that was suspended.

    Attributes:
        pace: The pace of the officer who left it.
        left: What is left: in that officer's own time, or in ordinary time once it is back in the queue.
        since: When it was left.
    """

    pace: int
    left: int = 0
    since: int = 0


class _Loop:
    """The loop and its queues; a queue holds (place in the queue, piece)."""

    def __init__(self, desk: Desk) -> None:
        pieces, rows = len(desk.row), len(desk.first_piece) - 1
        self.desk = desk
        self.state = desk.state
        self.log = Log(
            queued_at=desk.state.queued_at,
            started_at=[-1] * pieces,
            ended_at=[-1] * pieces,
            officer=[-1] * pieces,
            worked=[0] * pieces,
            given_to=[-1] * pieces,
            asked_at=[-1] * rows,
            complete_at=[-1] * rows,
            ready_at=[-1] * rows,
            closed_at=[-1] * rows,
        )
        self.serves = [frozenset(kinds) for kinds in desk.rooms]
        self.duty = [OFF] * desk.officers
        self.in_hand = [-1] * desk.officers
        self.began = [0] * desk.officers
        self.pace = [1000] * desk.officers
        self.remains = [0] * desk.officers
        self.suspended: list[list[int]] = [[] for _ in range(desk.officers)]
        self.parts: dict[int, _Part] = {}
        self.waiting: list[list[tuple[Any, int]]] = [[] for _ in desk.finishes]
        self.unnamed: list[list[tuple[Any, int]]] = [[] for _ in desk.finishes]
        self.own: list[list[tuple[Any, int]]] = [[] for _ in range(desk.officers)]
        self.idle: list[list[tuple[Any, int, int]]] = [[] for _ in desk.rooms]
        self.blocked = [0] * len(desk.finishes)
        self.events: list[tuple[int, int, int]] = []
        self.freed: list[int] = []
        self.touched: list[int] = []

    def run(self) -> Log:
        """Go from instant to instant until the end."""
        desk, events = self.desk, self.events
        arriving, submitted_at, timetable = desk.rows_in_order, desk.submitted_at, desk.timetable
        arrivals, turns = len(arriving), len(timetable)
        next_row = next_turn = 0
        arrives_at = submitted_at[arriving[0]] if arrivals else NEVER
        turns_at = timetable[0][0] if turns else NEVER
        while True:
            now = events[0][0] if events else NEVER
            if turns_at < now:
                now = turns_at
            if arrives_at < now:
                now = arrives_at
            if now >= desk.ends_at:
                return self.log
            while events and events[0][0] == now and events[0][1] == DONE:
                self.done(heappop(events)[2], now)
            while turns_at == now:
                _, turn, what = timetable[next_turn]
                self.turns(turn, what, now)
                next_turn += 1
                turns_at = timetable[next_turn][0] if next_turn < turns else NEVER
            while events and events[0][0] == now and events[0][1] != DONE:
                _, why, what = heappop(events)
                self.comes_back(why, what, now)
            while arrives_at == now:
                row = arriving[next_row]
                self.reaches(row, desk.first_piece[row], now)
                next_row += 1
                arrives_at = submitted_at[arriving[next_row]] if next_row < arrivals else NEVER
            if self.freed or self.touched:
                self.choose(now)

    # --- what happens to requests ------------------------------------------------------------

    def reaches(self, row: int, piece: int, now: int) -> None:
        """A row comes to a piece: it waits for papers first, or for an officer."""
        if self.desk.waits_for_papers[row] == piece and self.log.complete_at[row] < 0:
            self.log.asked_at[row] = now
            heappush(self.events, (now + self.desk.papers_after[row], ANSWERED, piece))
        else:
            self.enqueue(piece, now)

    def enqueue(self, piece: int, now: int) -> None:
        """A piece begins to wait: for whoever is free, for the officer named, or for who did it before."""
        desk = self.desk
        self.state.queued_at[piece] = now
        before = desk.earlier[piece]
        kind = desk.kind[piece]
        if before >= 0 and desk.rework_same and self.log.officer[before] >= 0:
            self.waits_for(self.log.officer[before], piece, now)
        elif desk.named:
            heappush(self.unnamed[kind], (desk.queue_key(piece, now), piece))
            self.touched.append(kind)
        else:
            heappush(self.waiting[kind], (desk.queue_key(piece, now), piece))
            self.touched.append(kind)

    def waits_for(self, officer: int, piece: int, now: int) -> None:
        """A piece waits for one officer, for so long as the time-out lets it."""
        self.log.given_to[piece] = officer
        self.state.last_given_at[officer] = now
        self.state.given_today[officer] += 1
        self.state.open_now[officer] += 1
        heappush(self.own[officer], (self.desk.queue_key(piece, now), piece))
        if self.desk.time_out < NEVER:
            heappush(self.events, (now + self.desk.time_out, TIMED_OUT, piece))
        if self.duty[officer] == FREE:
            self.freed.append(officer)

    def comes_back(self, why: int, what: int, now: int) -> None:
        """A citizen comes back with papers, for the product, or again; or a piece waited too long."""
        desk = self.desk
        if why == REOPENED:
            desk.submitted_at[what] = now
            desk.due_at[what] = desk.promised(what, now)
            self.reaches(what, desk.first_piece[what], now)
        elif why == TIMED_OUT:
            self.times_out(what, now)
        else:
            if why == ANSWERED:
                row = desk.row[what]
                self.log.complete_at[row] = now
                desk.due_at[row] = desk.answered(row, self.log.asked_at[row], now)
            self.enqueue(what, now)

    def times_out(self, piece: int, now: int) -> None:
        """A piece that still waits for one officer goes to the queue of all, with its age."""
        officer = self.log.given_to[piece]
        if officer < 0 or self.log.started_at[piece] >= 0:
            return
        self.log.given_to[piece] = -1
        self.state.open_now[officer] -= 1
        if self.duty[officer] == FREE:
            self.freed.append(officer)
        self.to_queue(piece, now)

    def to_queue(self, piece: int, now: int) -> None:
        """A piece goes to the queue of all."""
        kind = self.desk.kind[piece]
        heappush(self.waiting[kind], (self.desk.queue_key(piece, now), piece))
        self.touched.append(kind)

    def done(self, officer: int, now: int) -> None:
        """An officer has done the piece in hand; its row goes on."""
        desk, log, state = self.desk, self.log, self.state
        piece = self.in_hand[officer]
        log.worked[piece] += now - self.began[officer]
        log.ended_at[piece] = now
        if piece in self.parts:
            log.segments.append((piece, officer, self.began[officer], now))
            del self.parts[piece]
        state.open_now[officer] -= 1
        if now < state.closes[officer]:
            self.duty[officer] = FREE
            state.idle_since[officer] = now
            self.freed.append(officer)
        else:
            self.duty[officer] = OFF
        row = desk.row[piece]
        following = piece + 1
        is_last = following == desk.first_piece[row + 1]
        if piece == desk.ready_piece[row]:
            log.ready_at[row] = now
            if not is_last:
                heappush(self.events, (desk.collect_at(row, now), COLLECTS, following))
                return
        if not is_last:
            self.reaches(row, following, now)
            return
        log.closed_at[row] = now
        if desk.reopened_as[row] >= 0:
            heappush(self.events, (now + desk.reopen_after[row], REOPENED, desk.reopened_as[row]))

    # --- what happens to officers ------------------------------------------------------------

    def is_free(self, officer: int, now: int) -> None:
        """An officer on duty has nothing in hand."""
        self.duty[officer] = FREE
        self.state.idle_since[officer] = now
        self.freed.append(officer)

    def takes(self, officer: int, piece: int, now: int) -> None:
        """A free officer begins a piece, or what another left of it."""
        log, state = self.log, self.state
        if log.given_to[piece] < 0:
            state.last_given_at[officer] = now
            state.given_today[officer] += 1
            state.open_now[officer] += 1
        log.choices.append(piece)
        log.officer[piece] = officer
        pace = self.pace[officer]
        if piece in self.parts:
            part = self.parts[piece]
            log.taken_over.append((len(log.choices) - 1, officer, now))
            self.works(officer, piece, max((part.left * pace + 500) // 1000, 1), now)
            part.pace = pace
        else:
            log.started_at[piece] = now
            self.works(officer, piece, max((self.desk.effort[piece] * pace + 500) // 1000, 1), now)

    def works(self, officer: int, piece: int, lasts: int, now: int) -> None:
        """An officer works on a piece until it is done, or until closing when it can be left."""
        self.duty[officer] = BUSY
        self.state.idle_since[officer] = None
        self.in_hand[officer] = piece
        self.began[officer] = now
        self.remains[officer] = lasts
        if now + lasts <= self.state.closes[officer] or self.desk.finishes[self.desk.kind[piece]]:
            heappush(self.events, (now + lasts, DONE, officer))

    def suspends(self, officer: int, now: int) -> None:
        """An officer leaves a piece at closing, to take it up again."""
        piece, worked = self.in_hand[officer], now - self.began[officer]
        part = self.parts.setdefault(piece, _Part(pace=self.pace[officer]))
        part.left = self.remains[officer] - worked
        part.since = now
        self.log.worked[piece] += worked
        self.log.segments.append((piece, officer, self.began[officer], now))
        self.duty[officer] = OFF
        self.suspended[officer].append(piece)

    def turns(self, turn: int, what: int, now: int) -> None:
        """A stretch of duty, or a failure of an outside system, begins or ends."""
        shifts = self.desk.shifts
        if what < len(shifts):
            if turn == OPEN:
                self.opens(shifts[what], now)
            else:
                self.ends(shifts[what], now)
            return
        for kind in self.desk.kinds_of_system[what - len(shifts)]:
            # Failures of several systems may overlap, so they are counted.
            self.blocked[kind] += 1 if turn == CLOSE else -1
            if not self.blocked[kind]:
                self.touched.append(kind)
        if turn == OPEN:
            # What waits for one officer alone may have been held up too.
            self.freed += [o for o, queue in enumerate(self.own) if queue and self.duty[o] == FREE]

    def opens(self, shift: Shift, now: int) -> None:
        """Officers come on duty; a suspended piece is taken up first where the place allows it."""
        state = self.state
        for officer, room, pace in zip(shift.officers, shift.rooms, shift.pace, strict=True):
            state.room[officer] = room
            state.closes[officer] = shift.closes
            self.pace[officer] = pace
            if now == shift.day_opens:
                state.given_today[officer] = 0
            if self.desk.named:
                self.touched += self.desk.rooms[room]
            if self.duty[officer] == BUSY:
                continue
            kinds, kind_of = self.serves[room], self.desk.kind
            piece = next(
                (p for p in self.suspended[officer] if kind_of[p] in kinds and not self.blocked[kind_of[p]]),
                -1,
            )
            if piece >= 0:
                self.suspended[officer].remove(piece)
                part = self.parts[piece]
                # What is left goes at the pace of the place where it is taken up.
                part.left = max((part.left * pace + part.pace // 2) // part.pace, 1)
                part.pace = pace
                self.works(officer, piece, part.left, now)
            else:
                self.is_free(officer, now)

    def ends(self, shift: Shift, now: int) -> None:
        """Officers go off duty; what is not done is suspended, or finished in overtime."""
        for officer in shift.officers:
            if self.duty[officer] == FREE:
                self.duty[officer] = OFF
                self.state.idle_since[officer] = None
            elif self.duty[officer] == BUSY and not self.desk.finishes[self.desk.kind[self.in_hand[officer]]]:
                self.suspends(officer, now)
        if shift.last_of_day:
            for officer in shift.everyone:
                for piece in [p for p in self.suspended[officer] if self.parts[p].since < shift.day_opens]:
                    self.gives_up(officer, piece, now)

    def gives_up(self, officer: int, piece: int, now: int) -> None:
        """A suspended piece lay untouched for a working day: what is left of it goes back to the queue."""
        part = self.parts[piece]
        part.left = max(part.left * 1000 // part.pace, 1)
        self.suspended[officer].remove(piece)
        self.log.returned.append((now, len(self.log.choices), piece))
        self.log.given_to[piece] = -1
        self.state.open_now[officer] -= 1
        self.to_queue(piece, now)

    # --- who takes what ------------------------------------------------------------------------

    def choose(self, now: int) -> None:
        """Free officers choose, in the order of the rule, until none of them may take anything."""
        freed, touched = self.freed, self.touched
        self.freed, self.touched = [], []
        if self.desk.named:
            self.name_officers(freed, touched, now)
            freed += self.freed
            self.freed = []
        if self.desk.ask is not None:
            self.choose_by_asking(now)
            return
        if self.desk.pair_key is not None:
            self.choose_by_pair(now)
            return
        asked: list[tuple[Any, int]] = []
        called: dict[int, list[int]] = {}
        if touched:
            self.call_idle(set(touched) if len(touched) > 1 else touched, asked, called, now)
        if len(freed) == 1 and not asked:
            # Nobody to be asked before this officer: no place among others needs to be worked out.
            self.takes_or_idles(freed[0], now)
            return
        key = self.desk.officer_key
        asked += [(key(officer, now), officer) for officer in freed]
        heapify(asked)
        while asked:
            _, officer = heappop(asked)
            if self.duty[officer] == FREE and self.takes_or_idles(officer, now) and officer in called:
                self.call_idle(called.pop(officer), asked, called, now)

    def takes_or_idles(self, officer: int, now: int) -> bool:
        """A free officer takes the first piece that may be begun now, or is listed as idle."""
        piece = self.first_for(officer, now)
        if piece >= 0:
            self.takes(officer, piece, now)
            return True
        since = self.state.idle_since[officer] or 0
        heappush(self.idle[self.state.room[officer]], (self.desk.officer_key(officer, now), officer, since))
        return False

    def call_idle(
        self, kinds: Iterable[int], asked: list[tuple[Any, int]], called: dict[int, list[int]], now: int
    ) -> None:
        """Add to those asked the first idle officer of each kind in which something waits."""
        for kind in kinds:
            if self.waiting[kind] and not self.blocked[kind]:
                found = self.first_idle(kind, now)
                if found is not None:
                    called.setdefault(found[1], []).append(kind)
                    heappush(asked, found)

    def first_idle(self, kind: int, now: int) -> tuple[Any, int] | None:
        """Return the first idle officer who may begin a piece of the kind now."""
        may_start = self.desk.may_start[kind]
        best: tuple[Any, int] | None = None
        for room in self.desk.rooms_of_kind[kind]:
            idle = self.idle[room]
            while idle and not self.still_idle(idle[0], room):
                heappop(idle)
            if not idle or (best is not None and idle[0][:2] >= best):
                continue
            if may_start is None or may_start(idle[0][1], now):
                best = idle[0][:2]
            else:
                for entry in sorted(idle):
                    if self.still_idle(entry, room) and may_start(entry[1], now):
                        best = entry[:2] if best is None else min(best, entry[:2])
                        break
        return best

    def still_idle(self, entry: tuple[Any, int, int], room: int) -> bool:
        """Return whether an entry of the idle still holds; entries stay behind when an officer takes work."""
        place, officer, since = entry
        state = self.state
        return (
            self.duty[officer] == FREE
            and state.idle_since[officer] == since
            and state.room[officer] == room
            # What waits for a free officer alone changes that officer's place among the others.
            and place == self.desk.officer_key(officer, since)
        )

    def first_for(self, officer: int, now: int) -> int:
        """Take out and return the first piece that an officer may begin now, or -1."""
        best, queue = None, None
        if self.own[officer]:
            best, queue = self.first_own(officer, now)
        may_start, blocked, waiting = self.desk.may_start, self.blocked, self.waiting
        for kind in self.desk.rooms[self.state.room[officer]]:
            entries = waiting[kind]
            if not entries or blocked[kind] or (best is not None and entries[0] >= best):
                continue
            ask = may_start[kind]
            if ask is None or ask(officer, now):
                best, queue = entries[0], entries
        if best is None or queue is None:
            return -1
        if queue[0] == best:
            heappop(queue)
        else:
            queue.remove(best)
            heapify(queue)
        return best[1]

    def first_own(self, officer: int, now: int) -> tuple[tuple[Any, int] | None, list[tuple[Any, int]]]:
        """Return the first piece of an officer's own queue that may begin now, and that queue."""
        kind_of = self.desk.kind
        queue = self.own_queue(officer)
        kinds = self.serves[self.state.room[officer]]
        for entry in sorted(queue):
            kind = kind_of[entry[1]]
            ask = self.desk.may_start[kind]
            if kind in kinds and not self.blocked[kind] and (ask is None or ask(officer, now)):
                return entry, queue
        return None, queue

    def own_queue(self, officer: int) -> list[tuple[Any, int]]:
        """Return what waits for one officer alone, without what was taken or timed out since."""
        log = self.log
        self.own[officer] = queue = [
            entry
            for entry in self.own[officer]
            if log.given_to[entry[1]] == officer and log.started_at[entry[1]] < 0
        ]
        heapify(queue)
        return queue

    def choose_by_asking(self, now: int) -> None:
        """Ask a rule that is a plain function, once for each free officer in canonical order."""
        ask, kind_of = self.desk.ask, self.desk.kind
        assert ask is not None
        for officer, duty in enumerate(self.duty):
            if duty != FREE:
                continue
            kinds = self.serves[self.state.room[officer]]
            waits = [piece for _, piece in self.own_queue(officer)]
            waits += [piece for queue in self.waiting for _, piece in queue]
            offered = sorted(p for p in waits if kind_of[p] in kinds and not self.blocked[kind_of[p]])
            piece = ask(officer, offered, now)
            if piece < 0:
                continue
            if piece not in offered:
                raise BrokenRule("function", f"it answered with a step that was not offered (order {piece})")
            queue = self.own[officer] if self.log.given_to[piece] == officer else self.waiting[kind_of[piece]]
            queue[:] = [entry for entry in queue if entry[1] != piece]
            heapify(queue)
            self.takes(officer, piece, now)

    def choose_by_pair(self, now: int) -> None:
        """Choose where the rule looks at officer and piece together: the best pair first, then again."""
        pair_key = self.desk.pair_key
        assert pair_key is not None
        while True:
            best: tuple[Any, int] | None = None
            for officer, duty in enumerate(self.duty):
                if duty == FREE:
                    piece = self.first_for(officer, now)
                    if piece >= 0:
                        self.put_back(officer, piece, now)
                        found = (pair_key(officer, self.desk.kind[piece], now), officer)
                        best = found if best is None else min(best, found)
            if best is None:
                return
            self.takes(best[1], self.first_for(best[1], now), now)

    def put_back(self, officer: int, piece: int, now: int) -> None:
        """Put a piece back where `first_for` took it from."""
        queue = (
            self.own[officer] if self.log.given_to[piece] == officer else self.waiting[self.desk.kind[piece]]
        )
        heappush(queue, (self.desk.queue_key(piece, self.state.queued_at[piece]), piece))

    def name_officers(self, freed: list[int], touched: list[int], now: int) -> None:
        """Name an officer for each piece that waits for a name, among those on duty who serve it."""
        kinds = {kind for kind in touched if self.unnamed[kind]}
        kinds.update(
            kind for o in freed for kind in self.desk.rooms[self.state.room[o]] if self.unnamed[kind]
        )
        waiting = sorted((entry, kind) for kind in kinds for entry in self.unnamed[kind])
        for entry, kind in waiting:
            # Each name may change who has time for the next piece.
            there = self.on_duty_for(kind, now)
            if there:
                officer = min(there, key=lambda o: (self.place_of(o, kind, now), o))
                self.unnamed[kind].remove(entry)
                self.waits_for(officer, entry[1], now)
                self.log.named.append((now, officer, entry[1]))
        for kind in kinds:
            heapify(self.unnamed[kind])

    def on_duty_for(self, kind: int, now: int) -> list[int]:
        """Return the officers on duty, free or not, who serve the kind and have time for it."""
        rooms, ask = set(self.desk.rooms_of_kind[kind]), self.desk.may_start[kind]
        return [
            officer
            for officer, duty in enumerate(self.duty)
            if duty != OFF
            and now < self.state.closes[officer]
            and self.state.room[officer] in rooms
            and (ask is None or ask(officer, now))
        ]

    def place_of(self, officer: int, kind: int, now: int) -> Any:
        """Return the place of an officer among those who could be given a piece of the kind."""
        if self.desk.pair_key is not None:
            return self.desk.pair_key(officer, kind, now)
        return self.desk.officer_key(officer, now)
