"""Scoring by output: how far the planned results were reached, whoever was present.

A planned result is judged by its quantity and, where its plan has indicators, by quality, time and cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asnwork.domain.formula import Constant, DatedConstant
from asnwork.domain.indicator import ASPECTS, Indicator, indicator_achievement, indicator_figure
from asnwork.domain.law import Law
from asnwork.domain.plan import AVAILABLE, PlannedResult, achievement, done_figure, target_figure
from asnwork.domain.reason import Wording
from asnwork.errors import Fault, InvalidInput
from asnwork.policies.outcome import CITIZENS, WORK, main_job
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.figure_words import unit_label
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Lever, PartRule, word_of
from asnwork.scoring.score import equal_weights

__all__ = ["done_lever", "output", "result_label"]

_HUNDRED = Constant(100, "points")
_WAYS = {"more": Wording("more", "lebih banyak"), "less": Wording("less", "lebih sedikit")}


_PEOPLE = Wording("whose matter is really solved", "yang urusannya benar-benar terselesaikan")


def result_label(result: PlannedResult) -> Wording:
    """Return what a planned result is called in its plan; its code where the plan has no name for it."""
    return Wording(result.label or result.code, result.label_id or result.label or result.code)


def done_lever(result: PlannedResult) -> Lever:
    """Return the lever of a planned result: more of it done, in its unit."""
    several, one = unit_label(result.unit), unit_label(result.unit, 1)
    people = result.code == CITIZENS.code
    if people:
        wording, lone = (_more(unit, _PEOPLE) for unit in (several, one))
    else:
        wording, lone = (_more_of(unit, several, result_label(result)) for unit in (several, one))
    return Lever(figure=done_figure(result.code), whole=people, wording=wording, one=lone)


def _more(unit: Wording, which: Wording) -> Wording:
    return Wording(
        f"$change more {unit.en} {which.en}: $after instead of $before",
        f"$change {unit.id} lagi {which.id}: $after, bukan $before",
    )


def _more_of(unit: Wording, several: Wording, called: Wording) -> Wording:
    """More of a result in its unit; where it is called by its unit, the word is said once."""
    en = f"more {unit.en}" if called.en == several.en else f"{unit.en} more of {called.en}".strip()
    same = called.id in (several.id, several.en)
    id_ = f"{unit.id} lagi" if same else f"{unit.id} lagi untuk {called.id}".strip()
    return Wording(f"$change {en}: $after instead of $before", f"$change {id_}: $after, bukan $before")


def output(
    law: Law, *, results: Iterable[PlannedResult] = (WORK,), weights: Sequence[int] | None = None
) -> FormulaScorer:
    """Return the scorer of output (keluaran): each planned result, and the main-job gate.

    It reads no attendance: where the work was done and when somebody came changes nothing. Lawful leave
    prorates what is to be done, so it never lowers the score; no mean of quality, time or cost is prorated.
    An aspect that no result tells drops out. The gate looks at quantity alone.

    Args:
        law: Read at ``main_job.threshold``, ``rating.cap`` and ``score.minimum_coverage``.
        results: The results in the officers' plans. Stretch goals, which are not committed, are left out.
        weights: What each committed result weighs, in basis points that total 10,000; all alike unless given.

    Returns:
        0 to 100 points: 100 when every target is reached; what lies above a target adds nothing.

    Law: PermenPANRB 8/2021 for what is achieved of an indicator, reported.

    Raises:
        InvalidInput: There are more or fewer weights than committed results, they do not total 10,000, or no
            result is main.

    Assumption: planned results weigh alike, and so do the aspects of one result; the basis points that do not
    divide go to its first aspects, quantity before all.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> figures = {"done.work": 900.0, "target.work": 2000.0, "available": 0.5}
        >>> evaluate(output(national_law()).formula, figures, on=date(2026, 5, 31))
        90.0
    """
    planned = tuple(result for result in results if result.committed)
    if weights is None:
        weights = equal_weights(len(planned))
    if len(weights) != len(planned):
        listed = ", ".join(result.code for result in planned)
        expected = f"one weight for each committed result: {listed}"
        raise InvalidInput(Fault("weights", given=list(weights), expected=expected))
    return weighted_mean(
        "output",
        [part for result, weight in zip(planned, weights, strict=True) for part in _parts(result, weight)],
        version="1",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
        gate=main_job(law, planned),
    )


def _parts(result: PlannedResult, weight: int) -> Iterator[PartRule]:
    """The aspects of a result, which share its weight alike; the first ones take what does not divide."""
    first, *others = equal_weights(1 + len(result.indicators), weight)
    yield _quantity(result, first)
    for indicator, share in zip(result.indicators, others, strict=True):
        yield _aspect(result, indicator, share)


def _quantity(result: PlannedResult, weight: int) -> PartRule:
    done, target = word_of(done_figure(result.code)), word_of(target_figure(result.code))
    label, unit = result_label(result), unit_label(result.unit)
    of = Wording(f"${target} {unit.en}".rstrip(), f"${target} {unit.id}".rstrip())
    return PartRule(
        name=result.code,
        formula=achievement([result], cap=1) * _HUNDRED,
        weight=weight,
        label=label,
        wording=Wording(
            f"{label.en}: ${done} of {of.en}; share of working days not on leave: ${AVAILABLE}",
            f"{label.id}: ${done} dari {of.id}; bagian hari kerja di luar cuti: ${AVAILABLE}",
        ),
        levers=[done_lever(result)],
    )


def _aspect(result: PlannedResult, indicator: Indicator, weight: int) -> PartRule:
    names = {
        what: word_of(indicator_figure(indicator.aspect, what, result.code))
        for what in ("total", "told", "target", "target_high")
    }
    label = _named(result, indicator)
    spread = indicator.target_high is not None
    high = (f" to ${names['target_high']}", f" s.d. ${names['target_high']}") if spread else ("", "")
    unit, counted = unit_label(indicator.unit), unit_label(result.unit)
    wanted = f"${names['target']}"
    return PartRule(
        name=f"{result.code}.{indicator.aspect}",
        formula=indicator_achievement(result.code, result.unit, indicator, cap=1) * _HUNDRED,
        weight=weight,
        label=label,
        wording=Wording(
            f"{label.en}: ${names['total']} {unit.en} over ${names['told']} {counted.en} that tell it, "
            f"{wanted}{high[0]} expected of each",
            f"{label.id}: ${names['total']} {unit.id} untuk ${names['told']} {counted.id} yang "
            f"menyebutkannya, {wanted}{high[1]} diharapkan untuk tiap satuan",
        ),
        levers=[_total_lever(result, indicator)],
    )


def _total_lever(result: PlannedResult, indicator: Indicator) -> Lever:
    """The lever of an aspect: more of what was measured in all of the results that tell it, or less."""
    better = "less" if indicator.less_is_better else "more"
    label, unit = _named(result, indicator), unit_label(indicator.unit)
    way = _WAYS[better]
    return Lever(
        figure=indicator_figure(indicator.aspect, "total", result.code),
        better=better,
        whole=False,
        wording=Wording(
            f"{label.en}: $change {unit.en} {way.en} in all, $after instead of $before",
            f"{label.id}: $change {unit.id} {way.id} secara keseluruhan, $after, bukan $before",
        ),
    )


def _named(result: PlannedResult, indicator: Indicator) -> Wording:
    """What an aspect of a result is called."""
    label, word = result_label(result), ASPECTS[indicator.aspect]
    return Wording(f"{label.en}, {word.en}", f"{label.id}, {word.id}")
