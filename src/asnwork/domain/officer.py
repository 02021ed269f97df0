"""Officers: who serves, with which skills, in which unit and position, from which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from attrs import field, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.identity import Nip, NiPppk, OfficerId, reference_faults
from asnwork.errors import DuplicateName, Fault, InvalidInput, UnknownName

__all__ = ["Officer", "OfficerKind", "Position", "Posting", "Skill", "Unit", "path_of", "units_by_code"]


@frozen(kw_only=True)
class OfficerKind:
    """A kind of officer (PNS, PPPK, part-time PPPK, contract, outsourced), by what it means.

    Attributes:
        code: Its name in files.
        label_id: Its name in Indonesian.
        is_asn: Whether the officer is a civil servant under the ASN law.
        has_plan: Whether the officer has a performance plan (SKP).
        gets_allowance: Whether the officer gets the performance allowance (TPP).
    """

    code: str
    label_id: str = ""
    is_asn: bool
    has_plan: bool
    gets_allowance: bool


@frozen(kw_only=True)
class Skill:
    """A skill and its level; 1 is the least."""

    code: str
    level: int = 1

    def __attrs_post_init__(self) -> None:
        if self.level < 1:
            raise InvalidInput(Fault("level", given=self.level, expected="1 or more"))


@frozen(kw_only=True)
class Unit:
    """An office of the city (perangkat daerah, or a unit below it); `parent` is the code of the one above."""

    code: str
    name: str
    parent: str = ""
    district: str = ""


def path_of(code: str, units: Mapping[str, Unit]) -> tuple[Unit, ...]:
    """Return a unit and all above it, nearest first.

    Raises:
        UnknownName: A unit on the way is not among the units.
        InvalidInput: The tree runs in a circle.
    """
    path: list[Unit] = []
    while code:
        if code not in units:
            raise UnknownName("unit", code, units)
        unit = units[code]
        if unit in path:
            raise InvalidInput(Fault(f"units[{code}].parent", given=code, expected="a tree, not a circle"))
        path.append(unit)
        code = unit.parent
    return tuple(path)


@frozen(kw_only=True)
class Position:
    """A post (jabatan) and what its tasks allow.

    Attributes:
        code: Its name in files.
        label: Its name in English.
        label_id: Its name in Indonesian.
        needs_presence: Whether its tasks need a special room, equipment, or people face to face.
        direct_service: Whether it serves the public directly.
        allowance: Base allowance (TPP), in rupiah a month.
    """

    code: str
    label: str
    label_id: str
    needs_presence: bool = False
    direct_service: bool = True
    allowance: int = 0

    def __attrs_post_init__(self) -> None:
        if self.allowance < 0:
            raise InvalidInput(Fault("allowance", given=self.allowance, expected="0 or more rupiah a month"))


@frozen(kw_only=True)
class Posting:
    """An officer's place in a unit and a position for a time (penempatan).

    Attributes:
        unit: Code of the unit.
        position: Code of the position.
        since: The first day.
        until: The first day after the last; None while it lasts.
        kind: "definitive", or acting: "plt" (the post is vacant), "plh" (its holder is away).
    """

    unit: str
    position: str
    since: date
    until: date | None = None
    kind: str = "definitive"

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            raise InvalidInput(Fault("until", given=self.until, expected=f"a day after {self.since}"))
        if self.kind not in ("definitive", "plt", "plh"):
            raise InvalidInput(Fault("kind", given=self.kind, expected="'definitive', 'plt' or 'plh'"))

    def covers(self, day: date) -> bool:
        """Return whether the posting holds on the day."""
        return self.since <= day and (self.until is None or day < self.until)


@frozen(kw_only=True)
class Officer:
    """Anyone who serves (pegawai, petugas).

    Attributes:
        id: The city's own identifier, never an identity number of the state.
        kind: What kind of officer.
        skills: What the officer can do.
        postings: Where the officer is placed, by time; two definitive ones never overlap.
        number: The officer's NIP or NI PPPK, if it must be held at all; masked wherever it is shown.
        appraiser: The officer who appraises (pejabat penilai kinerja).
        under_discipline: Whether a disciplinary case or penalty runs.
        in_post_since: The first day in the present post; None when not known.

    Raises:
        InvalidInput: Two definitive postings overlap.
        DuplicateName: A skill stands twice.
    """

    id: OfficerId
    kind: OfficerKind
    skills: tuple[Skill, ...] = field(converter=tuple[Skill, ...], default=())
    postings: tuple[Posting, ...] = field(converter=tuple[Posting, ...], default=())
    number: Nip | NiPppk | None = None
    appraiser: OfficerId | None = None
    under_discipline: bool = False
    in_post_since: date | None = None

    def __attrs_post_init__(self) -> None:
        faults = reference_faults("id", self.id)
        if not self.id.strip():
            faults.append(Fault("id", given=self.id, expected="a reference of the city's own"))
        if faults:
            raise InvalidInput(*faults, source="officer")
        codes = [skill.code for skill in self.skills]
        for code in codes:
            if codes.count(code) > 1:
                raise DuplicateName(f"skill of {self.id}", code)
        settled = sorted(
            (posting for posting in self.postings if posting.kind == "definitive"),
            key=lambda posting: posting.since,
        )
        for before, after in pairwise(settled):
            if before.until is None or before.until > after.since:
                raise InvalidInput(
                    Fault(
                        f"officers[{self.id}].postings",
                        given=f"{before.unit} and {after.unit} from {after.since}",
                        expected="one definitive posting at a time",
                        hint="end the first with `until`, or mark the second plt or plh",
                    )
                )

    def level_of(self, skill: str) -> int:
        """Return the level of a skill; 0 when the officer does not have it."""
        return next((known.level for known in self.skills if known.code == skill), 0)

    def postings_on(self, day: date) -> tuple[Posting, ...]:
        """Return the postings that hold on the day, definitive first."""
        held = [posting for posting in self.postings if posting.covers(day)]
        return tuple(sorted(held, key=lambda posting: posting.kind != "definitive"))

    def stretches(self, period: Period) -> Iterator[tuple[Period, Posting]]:
        """Yield the parts of a period between changes of posting, each with its definitive posting."""
        for posting in sorted(self.postings, key=lambda posting: posting.since):
            if posting.kind != "definitive":
                continue
            since = max(period.since, posting.since)
            until = period.until if posting.until is None else min(period.until, posting.until)
            if since < until:
                yield Period(since=since, until=until, zone=period.zone), posting


def units_by_code(units: Iterable[Unit]) -> dict[str, Unit]:
    """Return the units by their code; raises DuplicateName."""
    found: dict[str, Unit] = {}
    for unit in units:
        if unit.code in found:
            raise DuplicateName("unit", unit.code)
        found[unit.code] = unit
    return found
