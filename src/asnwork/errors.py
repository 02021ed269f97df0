"""The errors of asnwork, one tree.

    AsnworkError
    ├── InvalidInput          what came in is wrong; holds every fault, each with its path
    │   └── InvalidIdentity   a NIK, NIP or NI PPPK that cannot be one
    ├── UnknownName           a name that no catalogue, law or table holds; names the near misses
    ├── DuplicateName         two things under one name
    ├── NoValueOnDay          a dated value was asked for a day that it does not cover
    ├── NoEffect              a reform that changes nothing where it was looked at
    ├── CalendarUnknown       a day outside the years whose holidays are known
    ├── UnitMismatch          minutes added to rupiah, and the like
    ├── MoveNotAllowed        an event that the life of a request does not allow now
    ├── VersionConflict       somebody else wrote first
    ├── BrokenScorer          a scorer that reads, answers or explains what it may not
    ├── BrokenRule            a rule that cannot be followed: no order, no end, two answers
    ├── NotIssued             pay was asked for a predicate that no official issued
    ├── MaskedIdentity        a masked identity number where the plain one is needed
    └── MissingExtra          an optional library is needed and not installed

Every error holds what it is about as attributes, and its text says what was given, what was
expected, where, and the way out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal, TypeAlias

__all__ = [
    "AsnworkError",
    "BrokenKind",
    "BrokenRule",
    "BrokenScorer",
    "CalendarUnknown",
    "DuplicateName",
    "Fault",
    "InvalidIdentity",
    "InvalidInput",
    "MaskedIdentity",
    "MissingExtra",
    "MoveNotAllowed",
    "NoEffect",
    "NoValueOnDay",
    "NotIssued",
    "UnitMismatch",
    "UnknownName",
    "VersionConflict",
    "near_hint",
    "near_misses",
]


BrokenKind: TypeAlias = Literal["answers", "declared", "bounded", "explained"]


def near_misses(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three of the known names that look like the name given, nearest first."""
    return tuple(difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6))


def near_hint(name: str, known: Iterable[str]) -> str:
    """The known names that look like the name given, as a hint; empty when none does."""
    near = near_misses(name, known)
    return f"did you mean {' or '.join(near)}?" if near else ""


class Fault:
    """One thing that is wrong in an input: where, what was given, what was expected, the way out."""

    __slots__ = ("expected", "given", "hint", "path")

    def __init__(self, path: str, *, given: object, expected: str, hint: str = "") -> None:
        self.path = path
        self.given = given
        self.expected = expected
        self.hint = hint

    def at(self, path: str) -> Fault:
        """Return the same fault at another place."""
        return Fault(path, given=self.given, expected=self.expected, hint=self.hint)

    def __str__(self) -> str:
        given = repr(self.given)
        if len(given) > 80:
            given = given[:77] + "..."
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}: given {given}, expected {self.expected}{hint}"

    def __repr__(self) -> str:
        return f"<Fault {self}>"


def _rebuilt(kind: type[AsnworkError], args: tuple[object, ...], held: dict[str, object]) -> AsnworkError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(held)
    return error


class AsnworkError(Exception):
    """The root: catch this to catch everything that asnwork raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        # The text is made from other arguments than itself; a worker's error must reach its parent whole.
        return _rebuilt, (type(self), self.args, self.__dict__)


class InvalidInput(AsnworkError, ValueError):
    """What came in is wrong; `faults` holds every fault found, and nothing was half-loaded."""

    def __init__(self, *faults: Fault, source: str = "") -> None:
        self.faults = faults
        self.source = source
        where = f"{source}: " if source else ""
        if len(faults) == 1:
            text = f"{where}{faults[0]}"
        else:
            rows = "".join(f"\n  - {fault}" for fault in faults)
            text = f"{where}{len(faults)} faults{rows}"
        super().__init__(text)


class InvalidIdentity(InvalidInput):
    """An identity number that cannot be one; its text never shows the number."""


class UnknownName(AsnworkError, LookupError):
    """A name that is not known here; `near` holds the known names that look like it."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        known = tuple(known)
        self.kind = kind
        self.name = name
        self.near = near_misses(name, known)
        if self.near:
            hint = f"did you mean {' or '.join(self.near)}?"
        elif known:
            hint = f"known: {', '.join(sorted(known)[:8])}{', ...' if len(known) > 8 else ''}"
        else:
            hint = "nothing of this kind is known here"
        super().__init__(f"unknown {kind} {name!r}; {hint}")


class DuplicateName(AsnworkError, ValueError):
    """Two things of one kind under one name; `first` and `second` say where each came from."""

    def __init__(
        self, kind: str, name: str, first: str = "", second: str = "", *, way_out: str = "rename one of them"
    ) -> None:
        self.kind = kind
        self.name = name
        self.first = first
        self.second = second
        where = f" (first {first}, then {second})" if first or second else ""
        super().__init__(f"{kind} {name!r} is there twice{where}; {way_out}")


class NoValueOnDay(AsnworkError, LookupError):
    """A dated value was asked for a day before its first or after its last day."""

    def __init__(self, what: str, day: object, covers: str) -> None:
        self.what = what
        self.day = day
        self.covers = covers
        super().__init__(f"{what} has no value on {day}: it covers {covers}")


class NoEffect(AsnworkError, ValueError):
    """A reform changes nothing where it was looked at, and is not marked as one that may."""

    def __init__(self, reform: str, cases: int, changes: str, why: str = "") -> None:
        self.reform = reform
        self.cases = cases
        self.changes = changes
        self.why = why
        because = f"; {why}" if why else ""
        super().__init__(
            f"reform {reform!r} changes none of {cases} cases ({changes}){because}; look at its paths and "
            "days, or mark it with no_effect_expected=True if nothing is meant to change"
        )


class CalendarUnknown(AsnworkError, LookupError):
    """A day for which holidays or joint leave are not known; never read as "none"."""

    def __init__(self, day: object, *, known: str) -> None:
        self.day = day
        self.known = known
        year = getattr(day, "year", day)
        super().__init__(
            f"joint leave for {year} is not known (asked for {day}; known: {known}); "
            "add the year's decree to the calendar or stay inside it"
        )


class UnitMismatch(AsnworkError, ValueError):
    """Two quantities whose units do not go together."""

    def __init__(self, operation: str, left: str, right: str, where: str = "") -> None:
        self.operation = operation
        self.left = left
        self.right = right
        at = f" in {where}" if where else ""
        super().__init__(f"cannot {operation} {left!r} and {right!r}{at}; bring both to one unit first")


class MoveNotAllowed(AsnworkError, ValueError):
    """An event that is not allowed in this state; the request is unchanged."""

    def __init__(self, state: str, event: str, allowed: Iterable[str], why: str = "") -> None:
        self.state = state
        self.event = event
        self.allowed = tuple(allowed)
        self.why = why
        moves = ", ".join(self.allowed) or "none"
        because = f" ({why})" if why else ""
        super().__init__(f"{event} is not allowed while {state}{because}; allowed now: {moves}")


class VersionConflict(AsnworkError):
    """Somebody else appended first: load the request again and decide anew."""

    def __init__(self, request_id: str, expected: int, found: int) -> None:
        self.request_id = request_id
        self.expected = expected
        self.found = found
        super().__init__(
            f"request {request_id} is at version {found}, not {expected}; "
            "load it again and repeat the command"
        )


class BrokenScorer(AsnworkError):
    """A scorer that gave no answer, read what it did not declare, left its scale, or explained nothing.

    `kind` says which: "answers", "declared", "bounded" or "explained", as the law that it breaks is called.
    """

    def __init__(self, scorer: str, figure: str, problem: str, *, kind: BrokenKind = "explained") -> None:
        self.scorer = scorer
        self.figure = figure
        self.problem = problem
        self.kind = kind
        super().__init__(f"scorer {scorer!r}, figure {figure!r}: {problem}")


class BrokenRule(AsnworkError):
    """A rule that cannot be followed as it stands."""

    def __init__(self, rule: str, problem: str) -> None:
        self.rule = rule
        self.problem = problem
        super().__init__(f"rule {rule!r}: {problem}")


class NotIssued(AsnworkError):
    """Pay was asked for a predicate that no named official has issued."""

    def __init__(self, officer: str, stage: str) -> None:
        self.officer = officer
        self.stage = stage
        super().__init__(
            f"the predicate of {officer} is {stage}, not issued; a named official issues it first"
        )


class MaskedIdentity(AsnworkError):
    """A masked identity number was given where the plain one is needed."""

    def __init__(self, kind: str, masked: str) -> None:
        self.kind = kind
        self.masked = masked
        super().__init__(f"{kind} {masked} is masked; make_converter(identities='plain') keeps it whole")


class MissingExtra(AsnworkError, ImportError):
    """An optional library is needed; the text says which extra brings it."""

    def __init__(self, library: str, extra: str, purpose: str) -> None:
        self.library = library
        self.extra = extra
        self.purpose = purpose
        super().__init__(f"{purpose} needs {library}: pip install 'asnwork[{extra}]'")
