"""Gaming laws: tricks by which officers look better without anybody being served better, and that none pays.

Each law is a value with a name, a plain statement and the tricks of its kind, which change what happened in a
small office. `gamed_laws` tells which tricks pay under a scorer and an outcome policy, each with the smallest
office that shows it; `gaming_cases` makes named tests of pytest.
"""

from __future__ import annotations

from asnwork.testing.gaming.archiving import ARCHIVE_FAILURES
from asnwork.testing.gaming.broken import BrokenExample, broken_examples
from asnwork.testing.gaming.cases import GamingCase, gaming_cases
from asnwork.testing.gaming.checking import GamedLaw, Play, gamed_laws, plays
from asnwork.testing.gaming.comparing import Gain, Judges, gain_of, periods_of
from asnwork.testing.gaming.declining import DECLINE_HARD_CASES
from asnwork.testing.gaming.gaming_law import GamingLaw, Trick
from asnwork.testing.gaming.gaming_laws import GAMING_LAWS
from asnwork.testing.gaming.office import (
    OFFICE_RESULTS,
    Office,
    evidence_of,
    judged,
    office_calendar,
    rows_of_office,
)
from asnwork.testing.gaming.office_months import office_months
from asnwork.testing.gaming.own_requests import OWN_REQUESTS
from asnwork.testing.gaming.padding import PADDING
from asnwork.testing.gaming.reopening import REOPEN_AND_CLOSE
from asnwork.testing.gaming.self_validated import SELF_VALIDATED
from asnwork.testing.gaming.shifting import SHIFT_EDGE
from asnwork.testing.gaming.splitting import SPLIT

__all__ = [
    "ARCHIVE_FAILURES",
    "DECLINE_HARD_CASES",
    "GAMING_LAWS",
    "OFFICE_RESULTS",
    "OWN_REQUESTS",
    "PADDING",
    "REOPEN_AND_CLOSE",
    "SELF_VALIDATED",
    "SHIFT_EDGE",
    "SPLIT",
    "BrokenExample",
    "Gain",
    "GamedLaw",
    "GamingCase",
    "GamingLaw",
    "Judges",
    "Office",
    "Play",
    "Trick",
    "broken_examples",
    "evidence_of",
    "gain_of",
    "gamed_laws",
    "gaming_cases",
    "judged",
    "office_calendar",
    "office_months",
    "periods_of",
    "plays",
    "rows_of_office",
]
