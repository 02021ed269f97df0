"""Indicators of a planned result beside its quantity: how well, how fast, at what cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import Factory, field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    Constant,
    Figure,
    Formula,
    IfMissing,
    maximum,
    minimum,
)
from asnwork.domain.reason import Wording
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["ASPECTS", "Indicator", "indicator_achievement", "indicator_figure"]

ASPECTS: Mapping[str, Wording] = {
    "quality": Wording("quality", "kualitas"),
    "time": Wording("time", "waktu"),
    "cost": Wording("cost", "biaya"),
}
"""What is measured of a result beside its quantity (kualitas, waktu, biaya), in words."""

_LESS_BY_NATURE = ("time", "cost")
_FIGURES = ("total", "told", "target", "target_high")


@frozen(kw_only=True)
class Indicator:
    """What is expected of each unit of a planned result in one aspect (indikator kinerja).

    Attributes:
        aspect: "quality", "time" or "cost".
        target: What is expected, above 0; the low end where a range is.
        target_high: The high end of a range; None where one number is expected. Both ends belong to it.
        unit: The unit of the target, such as points, days or rupiah, for one unit of the result.
        less_is_better: Whether less is better; by nature it is for time and cost.

    Raises:
        UnknownName: The aspect is none of the three.
        InvalidInput: The target is not above 0, or the high end not above it.

    Examples:
        >>> Indicator(aspect="time", target=7.0, unit="days").less_is_better
        True
    """

    aspect: str
    target: float
    target_high: float | None = None
    unit: str
    less_is_better: bool = field(
        default=Factory(lambda self: self.aspect in _LESS_BY_NATURE, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        if self.aspect not in ASPECTS:
            raise UnknownName("aspect of a result", self.aspect, ASPECTS)
        if faults := tuple(self._faults()):
            raise InvalidInput(*faults)

    def _faults(self) -> Iterator[Fault]:
        where, high = f"indicators[{self.aspect}]", self.target_high
        if not 0 < self.target < float("inf"):
            yield Fault(f"{where}.target", given=self.target, expected="more than 0")
        if high is not None and not self.target < high < float("inf"):
            yield Fault(f"{where}.target_high", given=high, expected=f"more than {self.target:g}")


def indicator_figure(aspect: str, what: str, code: str) -> str:
    """Return the name of an evidence figure of one aspect of a planned result.

    Args:
        aspect: "quality", "time" or "cost".
        what: "total", what was measured, each time for as many units as the result has; "told", how many
            units that is of; "target"; "target_high", the high end where the target is a range.
        code: The code of the planned result.

    Raises:
        UnknownName: There is no such aspect or no such figure of it.

    Examples:
        >>> indicator_figure("quality", "total", "reports")
        'quality.total.reports'
    """
    for kind, name, known in (("aspect of a result", aspect, ASPECTS), ("figure of it", what, _FIGURES)):
        if name not in known:
            raise UnknownName(kind, name, known)
    return f"{aspect}.{what}.{code}"


def indicator_achievement(code: str, unit: str, indicator: Indicator, *, cap: float | Formula) -> Formula:
    """Return the formula of how far the mean of what was measured reached its target.

    The mean is over the units of the result that tell the aspect; where none does, the answer is missing,
    never zero. Lawful leave changes no mean, so it changes no target here.

    Where more is better it is mean / target; where less is better, 1 + (1 - mean / target). Above a range
    the target is its high end, below it its low end; within it the target is reached in full.
    Which of the two it is says the evidence: without a high end one number is expected.

    Args:
        code: The code of the planned result.
        unit: The unit of the planned result, such as reports.
        indicator: What is expected in one aspect.
        cap: The most that counts, such as 1.2; in targets.

    Returns:
        A formula in targets (1 is the target), 0 to the cap.

    Law: PermenPANRB 8/2021, annex pp. 99 and 110, reported; superseded, but no later rule has any arithmetic.
    Assumption: within a range the target is reached in full; an achievement below 0 counts as 0.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> swift = Indicator(aspect="time", target=7.0, target_high=8.0, unit="days")
        >>> formula = indicator_achievement("reports", "reports", swift, cap=1.2)
        >>> figures = {"time.target.reports": 7.0, "time.target_high.reports": 8.0}
        >>> evaluate(formula, {**figures, "time.total.reports": 36.0, "time.told.reports": 4.0})
        0.875
        >>> evaluate(formula, {**figures, "time.total.reports": None, "time.told.reports": None})
    """

    def figure(what: str, unit: str) -> Figure:
        return Figure(indicator_figure(indicator.aspect, what, code), unit)

    mean = figure("total", units.multiplied(unit, indicator.unit)) / figure("told", unit)
    low = figure("target", indicator.unit)
    high = IfMissing(figure("target_high", indicator.unit), low)
    one = Constant(1, "share")
    # Below the range the second factor is 1, above it the first, within it both.
    part = minimum(mean / low, one) * maximum(mean / high, one)
    reached = one + (one - part) if indicator.less_is_better else part
    return maximum(minimum(reached, cap), 0)
