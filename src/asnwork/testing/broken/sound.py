"""Scorers whose answers are not sound."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from attrs import evolve

from asnwork.domain.reason import Wording
from asnwork.scoring.score import Draft
from asnwork.testing.broken.sound_scorer import SoundScorer, View

__all__ = [
    "BeyondTheScale",
    "GapInWords",
    "LooksBeyondReads",
    "MissingAsZero",
    "OddParts",
    "Unexplained",
    "UnpreparedForNothing",
]


class UnpreparedForNothing(SoundScorer):
    """It divides by what was judged, also where nothing was."""

    name = "unprepared_for_nothing"
    breaks = "answers"

    def score(self, view: View, on: date) -> Draft:
        """Return the share, without asking whether there is one."""
        kept, judged = view["promises_kept"], view["promises_judged"]
        return self.draft(100 * kept / judged, kept, judged)  # type: ignore[operator]


class BeyondTheScale(SoundScorer):
    """It gives a bonus on top of all that there is to get."""

    name = "beyond_the_scale"
    breaks = "bounded"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, and one point for each promise kept."""
        return 100 * kept / judged + kept


class LooksBeyondReads(SoundScorer):
    """It looks at lateness without saying that it reads it."""

    name = "looks_beyond_reads"
    breaks = "declared"

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the share, less a cut for coming late."""
        return 100 * kept / judged * (1 - (view.get("late_cut") or 0))


class Unexplained(SoundScorer):
    """It gives a number and no word."""

    name = "unexplained"
    breaks = "explained"

    def draft(self, value: float, kept: float | None, judged: float | None) -> Draft:
        """Return the value alone."""
        return Draft(value=value)


class GapInWords(SoundScorer):
    """Its Indonesian sentence names a value that it does not give."""

    name = "gap_in_words"
    breaks = "explained"
    words: ClassVar[Wording] = Wording("$kept of $judged promises kept", "$ditepati dari $judged janji")


class OddParts(SoundScorer):
    """What its part shows is not what the score is made of."""

    name = "odd_parts"
    breaks = "explained"

    def draft(self, value: float, kept: float | None, judged: float | None) -> Draft:
        """Return half of what the part shows."""
        whole = super().draft(value, kept, judged)
        return evolve(whole, value=value / 2)


class MissingAsZero(SoundScorer):
    """It takes what nobody knows for nothing done."""

    name = "missing_as_zero"
    breaks = "missing"

    def score(self, view: View, on: date) -> Draft:
        """Return the share, of which unknown is none."""
        kept, judged = view["promises_kept"] or 0, view["promises_judged"] or 0
        return self.draft(100 * kept / judged if judged and kept <= judged else 0, kept, judged)
