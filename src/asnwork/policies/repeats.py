"""Repeats: what an officer did before, for the same citizen or in the same request, and how long ago."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from attrs import frozen

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import RequestFact, StepFact

__all__ = ["Doing", "Repeat", "family_of", "repeats_of", "request_doing", "settled_at", "step_doing"]


@frozen(kw_only=True)
class Doing:
    """Something that an officer did in one round of a request.

    Attributes:
        officer: Who did it.
        what: What was done, such as a service, or a service and a step.
        request: In which request.
        round: In which round.
        applicant: For whom; empty when not known.
        at: When; None when it is not finished.
        filed_at: When the request was filed; None when not known, and for a later round, which nobody files.
        order: What tells two of one moment apart.
    """

    officer: OfficerId
    what: tuple[str, ...]
    request: RequestId
    round: int
    applicant: str
    at: int | None
    filed_at: int | None = None
    order: tuple[int, ...] = ()


@frozen
class Repeat:
    """What came before a doing: nothing, when every field has its default.

    Attributes:
        since: Microseconds since the officer last did the same for the same citizen, or between the filings
            of the two requests where those lie nearer; None when never.
        again: Whether the officer did the same in an earlier round of the request.
        doubled: Whether the officer did the same before in this very round.
    """

    since: int | None = None
    again: bool = False
    doubled: bool = False


def family_of(service: str, applicant: str, request: RequestId) -> tuple[str, str]:
    """Return what tells the requests of one citizen for one service; a request alone when nobody knows whose.

    Examples:
        >>> family_of("card", "citizen-7", RequestId("r1")) == family_of("card", "citizen-7", RequestId("r2"))
        True
        >>> family_of("card", "", RequestId("r1")) == family_of("card", "", RequestId("r2"))
        False
    """
    return (f"service {service}", applicant) if applicant else ("request", request)


def settled_at(fact: RequestFact) -> int | None:
    """Return when a round was decided, or else answered or ended; None while it is none of these."""
    moments = (fact.decided_at, fact.ready_at, fact.closed_at, fact.ended_at)
    return next((moment for moment in moments if moment is not None), None)


def repeats_of(doings: Iterable[Doing]) -> tuple[Repeat, ...]:
    """Return what came before each doing, in the order given.

    Where the applicant is not known only the same request is looked at. What is not finished has no moment,
    so nothing is told of how long ago.

    Args:
        doings: All that is known; one officer's are not compared with another's.

    Examples:
        >>> ani, r1 = OfficerId("ani"), RequestId("r1")
        >>> first = Doing(officer=ani, what=("card",), request=r1, round=1, applicant="", at=5)
        >>> again = Doing(officer=ani, what=("card",), request=r1, round=2, applicant="", at=9)
        >>> repeats_of([again, first])
        (Repeat(since=4, again=True, doubled=False), Repeat(since=None, again=False, doubled=False))
    """
    given = tuple(doings)
    groups: dict[Hashable, list[int]] = defaultdict(list)
    rounds: dict[Hashable, list[int]] = defaultdict(list)
    for number, doing in enumerate(given):
        own = (doing.officer, doing.what)
        groups[(*own, family_of("", doing.applicant, doing.request))].append(number)
        rounds[(*own, doing.request)].append(number)
    since = _since(given, groups)
    again, doubled = _in_request(given, rounds)
    return tuple(
        Repeat(since.get(number), number in again, number in doubled) for number in range(len(given))
    )


def _sorted(given: tuple[Doing, ...], numbers: Iterable[int]) -> list[int]:
    """Those that are finished by when they were, the others after them."""

    def key(number: int) -> tuple[bool, int, int, str, tuple[int, ...]]:
        doing = given[number]
        return doing.at is None, doing.at or 0, doing.round, doing.request, doing.order

    return sorted(numbers, key=key)


def _since(given: tuple[Doing, ...], groups: Mapping[Hashable, list[int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for numbers in groups.values():
        before: int | None = None
        filings = _Filings()
        for number in _sorted(given, numbers) if len(numbers) > 1 else ():
            doing = given[number]
            if doing.at is not None:
                gaps = [*([] if before is None else [doing.at - before]), *filings.gaps_to(doing)]
                if gaps:
                    found[number] = min(gaps)
                before = doing.at
    return found


class _Filings:
    """When the requests done so far were filed, each once."""

    def __init__(self) -> None:
        self._filed: list[int] = []
        self._requests: set[RequestId] = set()

    def gaps_to(self, doing: Doing) -> list[int]:
        """How far the nearest of them lie from the filing of one more, which is then one of them."""
        at = doing.filed_at
        if at is None or doing.request in self._requests:
            return []
        place = bisect_left(self._filed, at)
        near = self._filed[max(place - 1, 0) : place + 1]
        self._filed.insert(place, at)
        self._requests.add(doing.request)
        return [abs(at - filed) for filed in near]


def _in_request(given: tuple[Doing, ...], rounds: Mapping[Hashable, list[int]]) -> tuple[set[int], set[int]]:
    again: set[int] = set()
    doubled: set[int] = set()
    for numbers in rounds.values():
        seen: set[int] = set()
        first = min(given[number].round for number in numbers)
        for number in _sorted(given, numbers):
            round_ = given[number].round
            if round_ > first:
                again.add(number)
            if round_ in seen:
                doubled.add(number)
            seen.add(round_)
    return again, doubled


def step_doing(step: StepFact, fact: RequestFact | None) -> Doing:
    """Return a step done as a doing; its request may not be in the log."""
    return Doing(
        officer=step.officer,
        what=("" if fact is None else fact.service, step.step),
        request=step.request,
        round=step.round,
        applicant="" if fact is None else fact.applicant,
        at=step.ended_at,
        filed_at=None if fact is None else _filed_at(fact),
        order=(
            -1 if step.started_at is None else step.started_at,
            -1 if step.credit is None else step.credit,
        ),
    )


def request_doing(fact: RequestFact, officer: OfficerId) -> Doing:
    """Return a round of a request as what one of its officers did."""
    return Doing(
        officer=officer,
        what=(fact.service,),
        request=fact.request,
        round=fact.round,
        applicant=fact.applicant,
        at=settled_at(fact),
        filed_at=_filed_at(fact),
    )


def _filed_at(fact: RequestFact) -> int | None:
    return fact.submitted_at if fact.round == 1 else None
