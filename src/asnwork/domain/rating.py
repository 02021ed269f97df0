"""The three steps by which people rate work results and work behaviour."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Rating"]


class Rating(IntEnum):
    """How work results or work behaviour stand to what was expected (ekspektasi)."""

    BELOW = 1
    AS_EXPECTED = 2
    ABOVE = 3

    @property
    def label_id(self) -> str:
        """The rating in Indonesian."""
        return ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi")[self - 1]
