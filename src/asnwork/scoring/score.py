"""What a scorer answers: a score with gate, parts and reasons, or that the evidence does not suffice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from attrs import field, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = [
    "GATE_SIDES",
    "POINTS",
    "WHOLE",
    "Draft",
    "Gate",
    "InsufficientEvidence",
    "Joined",
    "Part",
    "Scale",
    "Score",
    "effective_weights",
    "equal_weights",
    "rank_key",
]

GATE_SIDES = ("reached", "needed")
"""What the reason of a main-job gate holds in numbers: what was reached and what is needed, in targets."""

WHOLE = 10_000
"""The whole of a set of weights, in basis points."""


class Gate(Enum):
    """Whether the main job is met; it is looked at before any value."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Scale:
    """Between which bounds a score lies, in what, and which way is better.

    Raises:
        InvalidInput: The low end is not below the high end.

    Examples:
        >>> Scale(low=0, high=100, unit="points").holds(100.5)
        False
    """

    low: float
    high: float
    unit: str
    higher_is_better: bool = True

    def __attrs_post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise InvalidInput(
                Fault("scale", given=(self.low, self.high), expected="two bounds, low below high")
            )

    @property
    def hair(self) -> float:
        """How far rounding may carry a value beyond its ends."""
        return 1e-9 * (self.high - self.low)

    def holds(self, value: float) -> bool:
        """Return whether a value lies on the scale; a hair of rounding beyond its ends does no harm."""
        return self.low - self.hair <= value <= self.high + self.hair


POINTS = Scale(low=0.0, high=100.0, unit="points")
"""Nothing to all that was expected, in points."""


# Not `tuple[Reason, ...]`, which takes five times as long: scores and their parts are made by the million.
def _reasons(given: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(given)


def _parts(given: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(given)


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


WAYS_TO_JOIN = ("mean", "plain", "least", "")
"""How parts make one value: the mean by weight, that of all alike, the least, or a formula of its own."""


@frozen(kw_only=True)
class Joined:
    """How parts made one value.

    Attributes:
        way: "mean" by weight, "plain" for the mean of all alike, "least", or empty for a formula of the
            scorer's own.
        value: What they made, before any adjustment; None when the evidence does not suffice.
        minimum_coverage: The share of the weights that must have evidence, 0..1.
        adjusted: One reason for each adjustment that changed the value, in order, with "before" and "after".

    Raises:
        UnknownName: The way is none of these.
    """

    way: str
    value: float | None
    minimum_coverage: float
    adjusted: tuple[Reason, ...] = field(converter=_reasons, default=())

    def __attrs_post_init__(self) -> None:
        if self.way not in WAYS_TO_JOIN:
            raise UnknownName("way to join parts", self.way, WAYS_TO_JOIN)


@frozen(kw_only=True)
class Part:
    """One part of a score; what is a score itself keeps its own parts.

    Attributes:
        name: Its name within the score.
        label: Its name for people; None when it has none but its name.
        value: Its value on the scale; None when it dropped out.
        weight: What it weighs, in basis points.
        effective_weight: What it weighs once the parts without a value have dropped out, in basis points.
        reasons: What it found, or why it has no value.
        reads: The figures that it reads.
        missing: The figures for want of which it has no value.
        parts: The parts that it is made of; none when it is made of figures.
        joined: How those parts made its value; None when there are none.
        unmet: What must be so for the score that it is and is not.
    """

    name: str
    label: Wording | None = field(eq=False, default=None)
    value: float | None
    weight: int
    effective_weight: int
    reasons: tuple[Reason, ...] = ()
    reads: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[Part, ...] = field(converter=_parts, default=())
    joined: Joined | None = None
    unmet: tuple[Reason, ...] = field(converter=_reasons, default=())

    @property
    def called(self) -> Wording:
        """Its name for people, or its own name where it has no other."""
        return Wording(self.name, self.name) if self.label is None else self.label


@frozen(kw_only=True)
class Draft:
    """What a scorer hands to `evaluate`, which checks it and makes a score of it.

    Attributes:
        value: The value on the scorer's scale; None when the evidence does not suffice.
        gate: Whether the main job is met.
        parts: The parts; none when the scorer has none to show.
        reasons: Why the value is what it is.
        coverage: Which share of the weights has evidence, 0..1.
        missing: The figures for want of which there is no value.
        gate_missing: The figures for want of which the gate is unknown.
        unmet: What must be so for there to be a score and is not; said when there is no value.
        joined: How the parts made the value; None when the scorer does not say.
    """

    value: float | None
    gate: Gate = Gate.UNKNOWN
    parts: tuple[Part, ...] = field(converter=_parts, default=())
    reasons: tuple[Reason, ...] = field(converter=_reasons, default=())
    coverage: float = 1.0
    missing: tuple[str, ...] = field(converter=_names, default=())
    gate_missing: tuple[str, ...] = field(converter=_names, default=())
    unmet: tuple[Reason, ...] = field(converter=_reasons, default=())
    joined: Joined | None = None


@frozen(kw_only=True)
class Score:
    """The score of one officer's evidence, or of one unit's; ordered by `rank_key`, gate first.

    Attributes:
        scorer: Name of the scorer.
        version: Version of the scorer.
        value: The value, on the scale.
        gate: Whether the main job is met.
        parts: The parts, each with the weight that it really had.
        reasons: Why it is so, what concerns no single part.
        coverage: Which share of the weights had evidence, 0..1.
        law_digest: SHA-256 of the law that was read, with its values and bases on the day.
        library_version: The version of this library.
        read: The figures that were read.
        scale: The scale of the value.
        officer: Whose evidence it was; None when it was a unit's.
        period: For which period.
        as_of: When the evidence was gathered, in microseconds since the epoch.
        on: The day whose law was read.
        unit: Which unit's evidence it was; None when it was an officer's.
        joined: How the parts made the value; None when the scorer does not say.
    """

    scorer: str
    version: str
    value: float
    gate: Gate
    parts: tuple[Part, ...] = field(converter=_parts)
    reasons: tuple[Reason, ...] = field(converter=_reasons)
    coverage: float
    law_digest: str
    library_version: str
    read: tuple[str, ...] = field(converter=_names)
    scale: Scale = POINTS
    officer: OfficerId | None = None
    period: Period | None = None
    as_of: int | None = None
    on: date | None = None
    unit: str | None = None
    joined: Joined | None = None


@frozen(kw_only=True)
class InsufficientEvidence:
    """The answer that there is no score, and what is missing; never read as zero.

    Attributes:
        scorer: Name of the scorer.
        version: Version of the scorer.
        coverage: Which share of the weights had evidence, 0..1.
        missing: The figures for want of which there is no score.
        reasons: Why they are missing.
        officer: Whose evidence it was; None when it was a unit's.
        period: For which period.
        as_of: When the evidence was gathered, in microseconds since the epoch.
        unit: Which unit's evidence it was; None when it was an officer's.
        scale: The scale of the value that there would be.
        parts: The parts, also those that have a value.
        on: The day whose law was read.
        joined: How the parts would make a value, and how much evidence they need; None when the scorer does
            not say.
        unmet: What must be so for there to be a score and is not.
    """

    scorer: str
    version: str
    coverage: float
    missing: tuple[str, ...] = field(converter=_names)
    reasons: tuple[Reason, ...] = field(converter=_reasons)
    officer: OfficerId | None = None
    period: Period | None = None
    as_of: int | None = None
    unit: str | None = None
    scale: Scale = POINTS
    parts: tuple[Part, ...] = field(converter=_parts, default=())
    on: date | None = None
    joined: Joined | None = None
    unmet: tuple[Reason, ...] = field(converter=_reasons, default=())

    def __str__(self) -> str:
        return "; ".join(str(reason) for reason in self.reasons)


_GATE_RANK = {Gate.MISSED: 0, Gate.UNKNOWN: 1, Gate.MET: 2}


def rank_key(score: Score) -> tuple[int, float]:
    """Return the key by which scores are ordered, the greatest best: gate first, then value.

    No value, however good, lifts a score whose gate is missed over one whose gate is met.

    Args:
        score: A score; only scores of one scorer can be compared.

    Examples:
        >>> def of(value, gate):
        ...     return Score(
        ...         scorer="s", version="1", value=value, gate=gate, parts=(), reasons=(), coverage=1.0,
        ...         law_digest="", library_version="", read=(),
        ...     )
        >>> rank_key(of(60.0, Gate.MET)) > rank_key(of(99.0, Gate.UNKNOWN)) > rank_key(of(100.0, Gate.MISSED))
        True
    """
    return _GATE_RANK[score.gate], score.value if score.scale.higher_is_better else -score.value


def equal_weights(count: int, whole: int = WHOLE) -> tuple[int, ...]:
    """Return weights that are all alike; one more for each of the first ones where they do not divide evenly.

    Args:
        count: How many there are.
        whole: What they total, in basis points.

    Examples:
        >>> equal_weights(3)
        (3334, 3333, 3333)
    """
    return tuple(whole // count + (place < whole % count) for place in range(count))


def effective_weights(weights: Sequence[int], present: Sequence[bool]) -> tuple[int, ...]:
    """Return what each part weighs once those that are not present have dropped out.

    Args:
        weights: Basis points.
        present: Which parts have a value.

    Returns:
        Basis points that total 10,000, or nothing but zeros when no part that weighs anything is present.
        What rounding leaves goes to the largest remainders, the first of equals first.

    Examples:
        >>> effective_weights([4000, 3000, 3000], [True, False, True])
        (5714, 0, 4286)
    """
    kept = [weight if there else 0 for weight, there in zip(weights, present, strict=True)]
    whole = sum(kept)
    if whole == 0:
        return tuple(kept)
    shares = [weight * WHOLE // whole for weight in kept]
    by_remainder = sorted(range(len(kept)), key=lambda index: -(kept[index] * WHOLE % whole))
    for index in by_remainder[: WHOLE - sum(shares)]:
        shares[index] += 1
    return tuple(shares)
