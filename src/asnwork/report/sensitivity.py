"""What would have to be true: how a change of service depends on load and on the effect of place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import fsum, isfinite, isnan

from attrs import frozen

from asnwork.simulation.experiment import Outcome

__all__ = ["ALREADY", "AtLoad", "Change", "at_loads", "crossing", "exceeds", "mean", "signs_differ"]

ALREADY = 0.0
"""Where a change is large enough without any effect of place."""


@frozen(kw_only=True)
class Change:
    """The change of one measure at one effect of place."""

    effect: float
    change: float


@frozen(kw_only=True)
class AtLoad:
    """How a measure changes at one load, over the effects of place that were tried.

    Attributes:
        measure: The measure.
        workplace: The workplace rule that is compared with the first.
        load: The load.
        before: The measure under the first workplace rule.
        changes: The changes, by rising effect of place.
        smallest: The smallest difference that matters; None when there is none for the measure.
    """

    measure: str
    workplace: str
    load: float
    before: float
    changes: tuple[Change, ...]
    smallest: float | None

    @property
    def low(self) -> float:
        """The least change."""
        return min(change.change for change in self.changes)

    @property
    def high(self) -> float:
        """The largest change."""
        return max(change.change for change in self.changes)

    @property
    def without_effect(self) -> float | None:
        """The change when place has no effect on work; None when that is not finished."""
        return next((change.change for change in self.changes if change.effect == 0), None)

    @property
    def worse_from(self) -> float | None:
        """The effect of place nearest to none at which it falls by the smallest difference."""
        return None if self.smallest is None else crossing(self.changes, -self.smallest)

    @property
    def better_from(self) -> float | None:
        """The effect of place nearest to none at which it rises by the smallest difference."""
        return None if self.smallest is None else crossing(self.changes, self.smallest)

    @property
    def flips_at(self) -> float | None:
        """The effect of place at which the change is nothing; None when it keeps its sign."""
        now = self.without_effect
        return crossing(self.changes, 0.0) if now else None


def mean(numbers: Sequence[float]) -> float | None:
    """Return the mean of the numbers that are there; None when there are none."""
    there = [number for number in numbers if not isnan(number)]
    return fsum(there) / len(there) if there else None


def crossing(changes: Sequence[Change], level: float) -> float | None:
    """Return the effect of place nearest to none at which the change reaches a level.

    Args:
        changes: What was tried, by rising effect.
        level: The change asked for: below zero for a fall of at least so much.

    Returns:
        The effect, interpolated between the points tried; zero when the level is reached without any effect;
        None when it is not reached.

    Examples:
        >>> tried = [Change(effect=-0.2, change=-0.04), Change(effect=0.0, change=0.0)]
        >>> round(crossing(tried, -0.01), 3), crossing(tried, 0.01)
        (-0.05, None)
    """
    found = [
        change.effect
        for change in changes
        if (level < 0 and change.change <= level) or (level > 0 and change.change >= level)
        or (level == 0 and change.change == 0)
    ]  # fmt: skip
    for left, right in pairwise(changes):
        below, above = left.change - level, right.change - level
        if below * above < 0:
            found.append(left.effect + (right.effect - left.effect) * below / (below - above))
    return min(found, key=abs, default=None)


def at_loads(outcome: Outcome, measure: str, smallest: float | None) -> tuple[AtLoad, ...]:
    """Return how a measure changes at each load, for each workplace rule that is compared with the first."""
    first = outcome.schemes[0].workplace.name
    others = sorted({scheme.workplace.name for scheme in outcome.schemes} - {first})
    found = []
    for workplace in others:
        for load in sorted(outcome.design.loads):
            before = _ranged(outcome, first, load, 0.0, measure)
            effects = sorted({finding.point.effect for finding in outcome.findings if not finding.point.main})
            # A baseline that opens no place elsewhere is run without an effect only: none would change it.
            against = {e: _ranged(outcome, first, load, e, measure) or before for e in effects}
            after = {effect: _ranged(outcome, workplace, load, effect, measure) for effect in effects}
            changes = tuple(
                Change(effect=effect, change=value - base)
                for effect, value in after.items()
                if value is not None and (base := against[effect]) is not None
            )
            if changes and before is not None:
                found.append(
                    AtLoad(
                        measure=measure,
                        workplace=workplace,
                        load=load,
                        before=before,
                        changes=changes,
                        smallest=smallest,
                    )
                )
    return tuple(found)


def _ranged(outcome: Outcome, workplace: str, load: float, effect: float, measure: str) -> float | None:
    found = outcome.ranged(workplace, load=load, effect=effect)
    value = mean([finding.service[measure] for finding in found])
    return value if value is not None and isfinite(value) else None


def exceeds(change: float, noise: float | None) -> bool:
    """Return whether a change is larger than its noise; noise that is not known hides every change.

    Examples:
        >>> exceeds(-0.04, 0.03), exceeds(-0.04, 0.04), exceeds(-0.04, None)
        (True, False, False)
    """
    return noise is not None and abs(change) > noise


def signs_differ(found: Sequence[AtLoad], *, noise: float | None) -> bool:
    """Return whether the change without any effect of place has another sign at another load.

    A change below the smallest difference that matters has no sign, nor has one inside the noise.

    Args:
        found: The changes at each load.
        noise: The half-width of the paired interval of the main runs; None when it is not known.
    """
    signs = set()
    for each in found:
        change = each.without_effect
        if change is not None and abs(change) >= (each.smallest or 0.0) and exceeds(change, noise):
            signs.add(change > 0)
    return len(signs) == 2
