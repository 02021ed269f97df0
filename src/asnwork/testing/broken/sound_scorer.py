"""A small scorer that keeps every law; each broken one is this one with a single thing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from asnwork.domain.reason import Reason, Wording
from asnwork.scoring.score import POINTS, WHOLE, Draft, Part, Scale
from asnwork.scoring.scorer import Lever

__all__ = ["SoundScorer", "View"]

View = Mapping[str, float | None]


class SoundScorer:
    """The share of promises kept, in points: right, so that what differs from it is what is wrong.

    Attributes:
        name: Its name.
        breaks: The name of the law that it breaks; empty when none.
    """

    name: ClassVar[str] = "sound"
    breaks: ClassVar[str] = ""
    version: ClassVar[str] = "1"
    scale: ClassVar[Scale] = POINTS
    reads: ClassVar[frozenset[str]] = frozenset({"promises_kept", "promises_judged"})
    levers: ClassVar[tuple[Lever, ...]] = (Lever(figure="promises_kept", most="promises_judged"),)
    words: ClassVar[Wording] = Wording(
        "$kept of $judged promises kept", "$kept dari $judged janji layanan ditepati"
    )

    def score(self, view: View, on: date) -> Draft:
        """Return what the promises kept are worth."""
        kept, judged = view["promises_kept"], view["promises_judged"]
        if kept is None or not judged:
            return Draft(value=None, coverage=0, reasons=[self.reason(kept, judged)])
        return self.draft(self.points(kept, judged, view), kept, judged)

    def points(self, kept: float, judged: float, view: View) -> float:
        """Return the points for promises of which some were judged."""
        return 100 * kept / judged

    def reason(self, kept: float | None, judged: float | None) -> Reason:
        """Return why, in words."""
        return Reason(
            rule=self.name, code="kept", values={"kept": kept, "judged": judged}, wording=self.words
        )

    def draft(self, value: float, kept: float | None, judged: float | None) -> Draft:
        """Return an answer of one part."""
        why = self.reason(kept, judged)
        part = Part(name="kept", value=value, weight=WHOLE, effective_weight=WHOLE, reasons=(why,))
        return Draft(value=value, parts=[part])
