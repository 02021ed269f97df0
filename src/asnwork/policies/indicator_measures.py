"""Measures of the indicators in a plan: what validated work results tell of quality, time and cost.

Each is a sum, so that evidence adds up: what was measured, each time for as many units as the result has, and
how many units that is of. The mean is one over the other; a result that tells nothing is in neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from asnwork.domain import units
from asnwork.domain.formula import Figure, Formula, all_of, only_if, present
from asnwork.domain.indicator import ASPECTS, Indicator, indicator_figure
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import Measure

__all__ = ["indicator_measures", "indicator_targets"]

_REALISED = Figure("realised", "results")
_VALIDATED = Figure("validated", "yes/no")


def indicator_measures(result: PlannedResult) -> tuple[Measure, ...]:
    """Return the measures of a planned result's indicators: two for each, "total" and "told".

    Only what somebody other than the officer validated counts. The mean is one of what was measured: a
    result whose measurement was left out moves it as little as one that nobody could measure. How many were
    measured stands in "told" beside "done", for whoever looks into it.

    Args:
        result: The planned result; one without indicators has no such measures.

    Examples:
        >>> neat = Indicator(aspect="quality", target=90.0, unit="points")
        >>> result = PlannedResult(code="reports", main=True, target=4.0, unit="reports", indicators=[neat])
        >>> [(measure.name, measure.unit) for measure in indicator_measures(result)]
        [('quality.total.reports', 'points*reports'), ('quality.told.reports', 'reports')]
    """
    return tuple(measure for indicator in result.indicators for measure in _measures(result, indicator))


def _measures(result: PlannedResult, indicator: Indicator) -> Iterator[Measure]:
    aspect = indicator.aspect
    measured = Figure(aspect)
    told = present(measured)
    en, id_ = result.label or result.code, result.label_id or result.code
    word = ASPECTS[aspect]
    words = {
        "total": Wording(f"{word.en} of {en}, validated", f"{word.id} {id_}, tervalidasi"),
        "told": Wording(f"{en} whose {word.en} is told", f"{id_} yang {word.id}nya disebutkan"),
    }

    def measure(what: str, of: Formula, unit: str) -> Measure:
        return Measure(
            name=indicator_figure(aspect, what, result.code),
            unit=unit,
            source="work_results",
            of=of,
            at="recorded_at",
            known=told,
            needs=(aspect,),
            item=result.code,
            wording=words[what],
        )

    total_unit = units.multiplied(result.unit, indicator.unit)
    yield measure("total", only_if(_REALISED * measured, _VALIDATED), total_unit)
    yield measure("told", only_if(_REALISED, all_of(_VALIDATED, told)), result.unit)


def indicator_targets(result: PlannedResult) -> Iterator[tuple[str, str, float]]:
    """Yield the figures of the targets of a planned result's indicators: name, unit and value.

    A target that is one number has no high end.

    Args:
        result: The planned result.
    """
    for indicator in result.indicators:
        ends = {"target": indicator.target, "target_high": indicator.target_high}
        for what, value in ends.items():
            if value is not None:
                yield indicator_figure(indicator.aspect, what, result.code), indicator.unit, value
