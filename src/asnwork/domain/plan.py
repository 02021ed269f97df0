"""Performance plans: what an officer is expected to achieve in a period."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.formula import (
    Constant,
    Figure,
    Formula,
    IfMissing,
    all_of,
    at_most,
    minimum,
    more_than,
    only_if,
    yes_or_no,
)
from asnwork.domain.identity import OfficerId
from asnwork.domain.indicator import Indicator
from asnwork.errors import DuplicateName, Fault, InvalidInput

__all__ = ["AVAILABLE", "PerformancePlan", "PlannedResult", "achievement", "done_figure", "target_figure"]

AVAILABLE = "available"
"""The figure that prorates targets: the share of working days not on lawful leave, 0..1."""


@frozen(kw_only=True)
class PlannedResult:
    """One result in a plan (hasil kerja utama or tambahan).

    Attributes:
        code: Its name within the plan; work results and measures name it.
        label: What it is, in English.
        label_id: What it is, in Indonesian.
        main: Whether it belongs to the main job; an additional result does not.
        target: How much is expected in the period, above 0.
        unit: The unit of the target.
        indicators: What is expected beside the quantity: of quality, time or cost, each at most once.
        committed: Whether it is to be reached in full. A stretch goal, which is not, counts in no score.

    Raises:
        InvalidInput: The target is not above 0, or a result of the main job is not committed.
        DuplicateName: Two indicators have one aspect.
    """

    code: str
    label: str = ""
    label_id: str = ""
    main: bool
    target: float
    unit: str
    indicators: tuple[Indicator, ...] = field(converter=tuple[Indicator, ...], default=())
    committed: bool = True

    def __attrs_post_init__(self) -> None:
        aspects = [indicator.aspect for indicator in self.indicators]
        for aspect in aspects:
            if aspects.count(aspect) > 1:
                raise DuplicateName(f"indicator of {self.code}", aspect)
        faults = []
        if not 0 < self.target < float("inf"):
            faults.append(Fault(f"results[{self.code}].target", given=self.target, expected="more than 0"))
        if self.main and not self.committed:
            path, expected = f"results[{self.code}].committed", "yes: the main job is no stretch goal"
            faults.append(Fault(path, given=self.committed, expected=expected))
        if faults:
            raise InvalidInput(*faults)


@frozen(kw_only=True)
class PerformancePlan:
    """What is expected of an officer in a period (sasaran kinerja pegawai, SKP).

    Raises:
        DuplicateName: Two results have one code.
        InvalidInput: No result belongs to the main job.
    """

    officer: OfficerId
    period: Period
    results: tuple[PlannedResult, ...] = field(converter=tuple[PlannedResult, ...])

    def __attrs_post_init__(self) -> None:
        codes = [result.code for result in self.results]
        for code in codes:
            if codes.count(code) > 1:
                raise DuplicateName(f"planned result of {self.officer}", code)
        if not any(result.main for result in self.results):
            raise InvalidInput(
                Fault(
                    f"plans[{self.officer}].results",
                    given=codes,
                    expected="at least one result of the main job",
                    hint="mark it with main = true",
                )
            )


def target_figure(code: str) -> str:
    """Return the name of the evidence figure that holds the target of a planned result."""
    return f"target.{code}"


def done_figure(code: str) -> str:
    """Return the name of the evidence figure that holds how much of a planned result was done."""
    return f"done.{code}"


def achievement(results: Iterable[PlannedResult], *, cap: float | Formula) -> Formula:
    """Return the formula of how far the least achieved of the results reached its target.

    The least counts, not the mean, so that one result never makes up for another. Targets are
    prorated by the figure "available"; where it is missing no leave is known and the whole target
    holds. With no available day there is nothing to achieve: the answer is missing when nothing was
    done, and the cap when something was, so that a day of leave more never lowers it.

    Args:
        results: The planned results; at least one.
        cap: The most that counts, such as 1.2; in targets.

    Returns:
        A formula in targets (1 is the target), missing when what was done is missing.

    Raises:
        InvalidInput: There are no results.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> plan = [PlannedResult(code="steps", main=True, target=40.0, unit="steps")]
        >>> figures = {"done.steps": 30.0, "target.steps": 40.0, "available": 0.75}
        >>> evaluate(achievement(plan, cap=1.2), figures)
        1.0
    """
    limit = cap if isinstance(cap, Formula) else Constant(cap)
    shares = [_reached(result, limit) for result in results]
    if not shares:
        raise InvalidInput(Fault("results", given=(), expected="at least one planned result"))
    return minimum(*shares)


def _reached(result: PlannedResult, limit: Formula) -> Formula:
    done = Figure(done_figure(result.code), result.unit)
    available = IfMissing(Figure(AVAILABLE, "share"), yes_or_no(1))
    due = Figure(target_figure(result.code), result.unit) * available
    beyond = all_of(more_than(done, 0, missing="no"), at_most(due, 0, missing="no"))
    return IfMissing(minimum(done / due, limit), only_if(limit, beyond))
