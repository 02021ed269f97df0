"""The words of a request's life: how far it is, how it ended, what was decided, what its clock waits for."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from asnwork.domain.request.checks import refuse, text_faults

__all__ = [
    "AGENCY",
    "APPLICANT",
    "CARD_STOCK",
    "NATIONAL_SYSTEM",
    "Decision",
    "EndedAs",
    "PauseReason",
    "Solved",
    "Stage",
]


class Stage(Enum):
    """How far a request is (tahap); every stage but closed is open."""

    SUBMITTED = "submitted"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DECIDED = "decided"
    READY = "ready"
    DELIVERED = "delivered"
    CLOSED = "closed"


class EndedAs(Enum):
    """How a request ended without having gone all the way (dicabut, diteruskan, ganda)."""

    WITHDRAWN = "withdrawn"
    FORWARDED = "forwarded"
    DUPLICATE = "duplicate"


class Decision(Enum):
    """The office's answer (keputusan: disetujui, ditolak, bukan kewenangan)."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_OURS = "not_ours"


class Solved(Enum):
    """The citizen's answer to whether the matter is solved; a closed request need not be."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class PauseReason:
    """What a clock waits for (alasan jeda); an open value, known by what it does and not by its code.

    Attributes:
        code: Its name in files.
        outside: Whether something outside the office is waited for, for which neither the office nor the
            applicant answers; otherwise the applicant is waited for.

    Raises:
        InvalidInput: The code is empty.

    Examples:
        >>> PauseReason(code="power_cut", outside=True).outside
        True
    """

    code: str
    outside: bool

    def __attrs_post_init__(self) -> None:
        refuse(text_faults("code", self.code), "pause reason")


APPLICANT = PauseReason(code="applicant", outside=False)
"""The applicant has to bring or answer something (dikembalikan untuk dilengkapi)."""
AGENCY = PauseReason(code="agency", outside=True)
"""Another agency has to answer."""
NATIONAL_SYSTEM = PauseReason(code="national_system", outside=True)
"""The national system is down."""
CARD_STOCK = PauseReason(code="card_stock", outside=True)
"""Blank cards (blangko) have run out."""
