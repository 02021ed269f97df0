"""Scorers and pay with one thing wrong each, to try laws on: a law that catches none of them is none."""

from __future__ import annotations

from asnwork.testing.broken.fair import LessOnLeave, PaysDaysOnDuty, PaysPresence, SideDoor, TooGoodToBeTrue
from asnwork.testing.broken.pay import BrokenPay, broken_pay
from asnwork.testing.broken.sound import (
    BeyondTheScale,
    GapInWords,
    LooksBeyondReads,
    MissingAsZero,
    OddParts,
    Unexplained,
    UnpreparedForNothing,
)
from asnwork.testing.broken.sound_scorer import SoundScorer
from asnwork.testing.broken.steady import (
    AgainstTheBest,
    AsksTheClock,
    AsksTheEnvironment,
    DrawsLots,
    FirstFigureFirst,
    TiresOfAsking,
)

BROKEN_SCORERS: tuple[SoundScorer, ...] = (
    UnpreparedForNothing(),
    BeyondTheScale(),
    LooksBeyondReads(),
    Unexplained(),
    GapInWords(),
    OddParts(),
    MissingAsZero(),
    AsksTheClock(),
    DrawsLots(),
    AsksTheEnvironment(),
    TiresOfAsking(),
    FirstFigureFirst(),
    AgainstTheBest(),
    TooGoodToBeTrue(),
    LessOnLeave(),
    PaysDaysOnDuty(),
    PaysPresence(),
    SideDoor(),
)
"""One of each, in the order of the laws that they break."""

__all__ = [
    "BROKEN_SCORERS",
    "AgainstTheBest",
    "AsksTheClock",
    "AsksTheEnvironment",
    "BeyondTheScale",
    "BrokenPay",
    "DrawsLots",
    "FirstFigureFirst",
    "GapInWords",
    "LessOnLeave",
    "LooksBeyondReads",
    "MissingAsZero",
    "OddParts",
    "PaysDaysOnDuty",
    "PaysPresence",
    "SideDoor",
    "SoundScorer",
    "TiresOfAsking",
    "TooGoodToBeTrue",
    "Unexplained",
    "UnpreparedForNothing",
    "broken_pay",
]
