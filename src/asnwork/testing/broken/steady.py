"""Scorers whose answers turn on the moment, on chance, on order or on colleagues."""

from __future__ import annotations

import os
import random
from datetime import MAXYEAR, UTC, date, datetime

from asnwork.scoring.score import Draft
from asnwork.testing.broken.sound_scorer import SoundScorer, View

__all__ = [
    "AgainstTheBest",
    "AsksTheClock",
    "AsksTheEnvironment",
    "DrawsLots",
    "FirstFigureFirst",
    "TiresOfAsking",
]


class AsksTheClock(SoundScorer):
    """It gives nothing once the clock of the machine says that the scorer is out of date."""

    name = "asks_the_clock"
    breaks = "deterministic"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, until the last year that a calendar holds."""
        return 100 * kept / judged if datetime.now(tz=UTC).year < MAXYEAR else 0


class DrawsLots(SoundScorer):
    """It breaks ties by lot."""

    name = "draws_lots"
    breaks = "deterministic"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return a little less than the share."""
        return 100 * kept / judged * (1 - random.random() / 100)


class AsksTheEnvironment(SoundScorer):
    """It takes a factor from the settings of the machine."""

    name = "asks_the_environment"
    breaks = "deterministic"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, times a factor where one is set."""
        return 100 * kept / judged * float(os.environ.get("SCORE_FACTOR", "1"))


class TiresOfAsking(SoundScorer):
    """It gives a little less each time that it is asked."""

    name = "tires_of_asking"
    breaks = "deterministic"

    def __init__(self) -> None:
        self.asked = 0

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, divided by how often it was asked for."""
        self.asked += 1
        return 100 * kept / judged / self.asked


class FirstFigureFirst(SoundScorer):
    """It takes the figure that comes first for the promises kept."""

    name = "first_figure_first"
    breaks = "order"

    def score(self, view: View, on: date) -> Draft:
        """Return the lesser share of the first figure and the last one."""
        first, last = list(view.values())
        if not first or not last:
            return Draft(value=None, coverage=0, reasons=[self.reason(None, None)])
        return self.draft(min(100 * first / last, 100), first, last)


class AgainstTheBest(SoundScorer):
    """It measures everybody against the best colleague that it has seen."""

    name = "against_the_best"
    breaks = "peers"

    def __init__(self) -> None:
        self.best = 0.0

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the promises kept, in parts of the most that anybody kept."""
        self.best = max(self.best, kept)
        return 100 * kept / self.best if self.best else 0
