"""The gaming laws, in the order in which they are told."""

from __future__ import annotations

from asnwork.testing.gaming.archiving import ARCHIVE_FAILURES
from asnwork.testing.gaming.declining import DECLINE_HARD_CASES
from asnwork.testing.gaming.own_requests import OWN_REQUESTS
from asnwork.testing.gaming.padding import PADDING
from asnwork.testing.gaming.reopening import REOPEN_AND_CLOSE
from asnwork.testing.gaming.self_validated import SELF_VALIDATED
from asnwork.testing.gaming.shifting import SHIFT_EDGE
from asnwork.testing.gaming.splitting import SPLIT

__all__ = ["GAMING_LAWS"]

GAMING_LAWS = (
    REOPEN_AND_CLOSE,
    SPLIT,
    ARCHIVE_FAILURES,
    DECLINE_HARD_CASES,
    OWN_REQUESTS,
    SELF_VALIDATED,
    PADDING,
    SHIFT_EDGE,
)
"""All gaming laws."""
