"""Stamps of a log: texts to microseconds since the epoch, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from asnwork.adapters.mapping import LogMapping
from asnwork.domain.moment import to_us
from asnwork.errors import Fault, InvalidInput

__all__ = ["stamp_reader"]


def stamp_reader(mapping: LogMapping, source: str) -> Callable[[str], int]:
    """Return how the stamps of a log are read.

    Args:
        mapping: Its zone and its way to write moments.
        source: The file, for the text of an error.

    Returns:
        A function from a text to microseconds since the epoch. It raises ValueError when the text is no
        moment, and InvalidInput when a stamp has no offset and the mapping no zone.

    Examples:
        >>> from asnwork.adapters.mapping import CaseColumns
        >>> cases = CaseColumns(case="id", opened="at")
        >>> mapping = LogMapping(zone="Asia/Jakarta", time_format="%d/%m/%Y", cases=cases)
        >>> read = stamp_reader(mapping, "log.csv")
        >>> read("04/05/2026") == to_us(datetime.fromisoformat("2026-05-04T00:00:00+07:00"))
        True
    """
    zone, form = mapping.zone_or_none, mapping.time_format

    def read(text: str) -> int:
        # Without an offset it gets its zone below.
        moment = datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007
        if moment.tzinfo is None:
            if zone is None:
                hint = 'add zone = "Asia/Jakarta", or where the log was written, to the mapping'
                fault = Fault("zone", given=text, expected="a stamp with its offset, or a zone", hint=hint)
                raise InvalidInput(fault, source=source)
            moment = moment.replace(tzinfo=zone)
        return to_us(moment)

    return read
