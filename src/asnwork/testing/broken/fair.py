"""Scorers that lower what is good or lawful, or that see presence."""

from __future__ import annotations

import inspect
from typing import ClassVar

from asnwork.domain.evidence import Evidence
from asnwork.testing.broken.sound_scorer import SoundScorer, View

__all__ = ["LessOnLeave", "PaysDaysOnDuty", "PaysPresence", "SideDoor", "TooGoodToBeTrue"]

_SUSPECT = 95


class TooGoodToBeTrue(SoundScorer):
    """It halves what looks too good, though it calls more promises kept better."""

    name = "too_good_to_be_true"
    breaks = "monotone"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, or half of it where it is nearly whole."""
        share = 100 * kept / judged
        return share if share < _SUSPECT else share / 2


class LessOnLeave(SoundScorer):
    """It pays for days at work, so that lawful leave costs points."""

    name = "less_on_leave"
    breaks = "leave"
    reads: ClassVar[frozenset[str]] = SoundScorer.reads | {"available"}

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, times the share of days at work."""
        available = view["available"]
        return 100 * kept / judged * (1 if available is None else available)


class PaysDaysOnDuty(SoundScorer):
    """It counts days on duty, of which lawful leave is none."""

    name = "pays_days_on_duty"
    breaks = "leave"
    reads: ClassVar[frozenset[str]] = SoundScorer.reads | {"days_on_duty"}

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, times days on duty in parts of a hundred."""
        days = view["days_on_duty"]
        return kept / judged * (100 if days is None else min(days, 100))


class PaysPresence(SoundScorer):
    """It says openly that it reads days at the office, and pays for them."""

    name = "pays_presence"
    breaks = "blind"
    reads: ClassVar[frozenset[str]] = SoundScorer.reads | {"days_at_office"}

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share in parts of half the scale, and a point for each day at the office."""
        days = view["days_at_office"]
        return 50 * kept / judged + min(50 if days is None else days, 50)


class SideDoor(SoundScorer):
    """It says that it reads promises, and takes the days at the office from whoever called it."""

    name = "side_door"
    breaks = "blind"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, and a point more where somebody was at the office at all."""
        frame = inspect.currentframe()
        while frame is not None and not isinstance(frame.f_locals.get("evidence"), Evidence):
            frame = frame.f_back
        there = frame is not None and frame.f_locals["evidence"].figures.get("days_at_office")
        return min(100 * kept / judged + (1 if there else 0), 100)
