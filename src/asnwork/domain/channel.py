"""Channels: the ways in which a request reaches the office."""

from __future__ import annotations

from attrs import frozen

from asnwork.errors import Fault, InvalidInput

__all__ = ["Channel"]


@frozen(kw_only=True)
class Channel:
    """A way in (kanal pelayanan), known by what it does and not by its code.

    Attributes:
        code: Its name in files.
        label: Its name in English.
        label_id: Its name in Indonesian.
        electronic: Whether requests arrive as electronic messages or files.
        always_open: Whether it takes requests day and night, or only in the opening hours of the office.
        assisted: Whether an officer helps the citizen with the papers.
        trips: Trips that the citizen makes to the office in order to file, in trips.
        gives_receipt: Whether the citizen gets a proof of receipt (e-kitir).
        official: Whether the city owns it; messages to an officer's own number do not count.
    """

    code: str
    label: str
    label_id: str
    electronic: bool
    always_open: bool
    assisted: bool
    trips: int = 0
    gives_receipt: bool = True
    official: bool = True

    def __attrs_post_init__(self) -> None:
        if self.trips < 0:
            raise InvalidInput(Fault("trips", given=self.trips, expected="0 or more trips"))
