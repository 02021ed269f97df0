"""Work-from-anywhere rules for civil servants: stated exactly, tried on a seeded city, run in applications.

The public names are found on first use, so that `import asnwork` stays light:

>>> import asnwork
>>> asnwork.UnknownName("channel", "watsapp", ["counter", "whatsapp"]).near
('whatsapp',)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.errors import (
        AsnworkError,
        BrokenRule,
        BrokenScorer,
        CalendarUnknown,
        DuplicateName,
        Fault,
        InvalidIdentity,
        InvalidInput,
        MaskedIdentity,
        MissingExtra,
        MoveNotAllowed,
        NotIssued,
        NoValueOnDay,
        UnitMismatch,
        UnknownName,
        VersionConflict,
    )

__version__ = "0.1.0"

__all__ = [
    "AsnworkError",
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
    "NoValueOnDay",
    "NotIssued",
    "UnitMismatch",
    "UnknownName",
    "VersionConflict",
]

# Where each public name lives. A name is added in three places: here, in `__all__`, and among the
# imports for type checkers above; a test holds the three together.
_HOME = {
    "AsnworkError": "asnwork.errors",
    "BrokenRule": "asnwork.errors",
    "BrokenScorer": "asnwork.errors",
    "CalendarUnknown": "asnwork.errors",
    "DuplicateName": "asnwork.errors",
    "Fault": "asnwork.errors",
    "InvalidIdentity": "asnwork.errors",
    "InvalidInput": "asnwork.errors",
    "MaskedIdentity": "asnwork.errors",
    "MissingExtra": "asnwork.errors",
    "MoveNotAllowed": "asnwork.errors",
    "NoValueOnDay": "asnwork.errors",
    "NotIssued": "asnwork.errors",
    "UnitMismatch": "asnwork.errors",
    "UnknownName": "asnwork.errors",
    "VersionConflict": "asnwork.errors",
}


if not TYPE_CHECKING:  # a type checker sees the imports above, and so finds a misspelt name

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module 'asnwork' has no attribute {name!r}")
        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
