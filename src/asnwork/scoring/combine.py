"""The ways to make one scorer of others: weighted mean, least, gate, cap, floor, bands; and no other.

Each returns a scorer that can be combined again. Bounds, figures read, and gates are derived, so that no
combination loses them; arithmetic that would lose them is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from attrs import evolve

from asnwork.domain.formula import (
    Banded,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    all_met,
    maximum,
    minimum,
    more_than,
    only_if,
    present,
    total,
)
from asnwork.domain.law import Bands, Parameter
from asnwork.domain.reason import Wording
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import VALUE, Adjustment, PartRule
from asnwork.scoring.score import Scale

__all__ = ["banded", "capped", "floored", "minimum_of", "part_of", "weighted_mean", "with_gate"]


def part_of(
    scorer: FormulaScorer,
    weight: int | Parameter,
    wording: Wording | None = None,
    *,
    label: Wording | None = None,
) -> PartRule:
    """Return a scorer as a part of another one; its gate, its levers and its own parts come with it.

    Args:
        scorer: What the part is worth.
        weight: What it weighs, in basis points.
        wording: What it found, in words.
        label: Its name for people; the scorer's name unless given.
    """
    called = Wording(scorer.name, scorer.name) if label is None else label
    return PartRule(
        name=scorer.name,
        formula=scorer.formula,
        weight=weight,
        wording=Wording(f"{called.en}: $value", f"{called.id}: $value") if wording is None else wording,
        scale=scorer.scale,
        gate=scorer.gate,
        levers=scorer.levers,
        subject=scorer.subject,
        label=label,
        scorer=scorer,
    )


def weighted_mean(
    name: str,
    parts: Iterable[PartRule],
    *,
    version: str,
    scale: Scale | None = None,
    minimum_coverage: float | Formula,
    gate: Formula | None = None,
) -> FormulaScorer:
    """Return the mean of parts by weight. A part without a value drops out; the others take its weight.

    Args:
        name: Name of the new scorer.
        parts: What is averaged; weights are whole basis points that total 10,000.
        version: Version of the new scorer.
        scale: Its bounds; those that the parts imply unless wider ones are given.
        minimum_coverage: The share of the weights that must have evidence, or there is no score.
        gate: Whether the main job is met; the gates of the parts hold as well.

    Raises:
        InvalidInput: There are no parts, weights do not total 10,000, or scales do not go together.
        DuplicateName: Two parts have one name.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> parts = [
        ...     PartRule(name=name, formula=Figure(name, "points"), weight=5000, wording=Wording(name, name))
        ...     for name in ("output", "outcome")
        ... ]
        >>> scorer = weighted_mean("both", parts, version="1", minimum_coverage=0.5)
        >>> evaluate(scorer.formula, {"output": 80.0, "outcome": None})
        80.0
    """
    return _joined(name, parts, "mean", version, scale, minimum_coverage, gate)


def minimum_of(
    name: str,
    parts: Iterable[PartRule],
    *,
    version: str,
    scale: Scale | None = None,
    minimum_coverage: float | Formula,
    gate: Formula | None = None,
) -> FormulaScorer:
    """Return the least of parts, so that none makes up for another.

    A part without a value drops out, and so does one that weighs nothing.

    Args:
        name: Name of the new scorer.
        parts: What is compared; weights count for coverage only.
        version: Version of the new scorer.
        scale: Its bounds; those that the parts imply unless wider ones are given.
        minimum_coverage: The share of the weights that must have evidence, or there is no score.
        gate: Whether the main job is met; the gates of the parts hold as well.

    Raises:
        InvalidInput: As for `weighted_mean`, or less of a part is better, so that the least is its best.
        DuplicateName: Two parts have one name.
    """
    return _joined(name, parts, "least", version, scale, minimum_coverage, gate)


def _mean(parts: tuple[PartRule, ...], scale: Scale) -> Formula:
    nothing = Constant(0, scale.unit)
    weighed = [IfMissing(rule.figure, nothing) * rule.weight_formula for rule in parts]
    return total(*weighed) / total(*(rule.weight_present for rule in parts))


def _least(parts: tuple[PartRule, ...], scale: Scale) -> Formula:
    top = Constant(scale.high, scale.unit)
    figures = [_weighing(rule) for rule in parts if rule.weight != 0] or [rule.figure for rule in parts]
    some = total(*map(present, figures))
    return only_if(minimum(*(IfMissing(figure, top) for figure in figures)), more_than(some, 0, missing="no"))


def _weighing(rule: PartRule) -> Formula:
    """The value of a part on the days on which it weighs anything."""
    if isinstance(rule.weight, Parameter):
        return only_if(rule.figure, more_than(rule.weight_formula, 0, missing="no"))
    return rule.figure


_WAYS: Mapping[str, Callable[[tuple[PartRule, ...], Scale], Formula]] = {"mean": _mean, "least": _least}


def _joined(
    name: str,
    parts: Iterable[PartRule],
    way: str,
    version: str,
    scale: Scale | None,
    minimum_coverage: float | Formula,
    gate: Formula | None,
) -> FormulaScorer:
    rules = tuple(parts)
    bounds = _scale_of(name, rules, scale)
    if way == "least" and not bounds.higher_is_better:
        given, expected = [rule.name for rule in rules], "parts of which more is better"
        raise InvalidInput(Fault(f"parts of {name}", given=given, expected=expected))
    gates = [each for each in (gate, *(rule.gate for rule in rules)) if each is not None]
    return FormulaScorer(
        name=name,
        version=version,
        scale=bounds,
        parts=rules,
        joined=_WAYS[way](rules, bounds),
        way=way,
        minimum_coverage=minimum_coverage,
        gate=all_met(*gates) if gates else None,
    )


def _scale_of(name: str, parts: tuple[PartRule, ...], given: Scale | None) -> Scale:
    if not parts:
        raise InvalidInput(Fault(f"parts of {name}", given=(), expected="at least one part"))
    first = parts[0].scale
    implied = Scale(
        low=min(rule.scale.low for rule in parts),
        high=max(rule.scale.high for rule in parts),
        unit=first.unit,
        higher_is_better=first.higher_is_better,
    )
    scale = implied if given is None else given
    ways = {(rule.scale.unit, rule.scale.higher_is_better) for rule in parts}
    if ways != {(scale.unit, scale.higher_is_better)}:
        expected = "parts in one unit that are better in one direction"
        raise InvalidInput(Fault(f"scale of {name}", given=sorted(ways), expected=expected))
    if scale.low > implied.low or scale.high < implied.high:
        expected = f"bounds that hold {implied.low:g} to {implied.high:g}"
        raise InvalidInput(Fault(f"scale of {name}", given=(scale.low, scale.high), expected=expected))
    return scale


def with_gate(scorer: FormulaScorer, gate: Formula, *, name: str = "") -> FormulaScorer:
    """Return the scorer with a gate that is looked at before its value; an earlier gate stays.

    Args:
        scorer: The scorer.
        gate: Whether the main job is met: yes, no, or missing where that is not known.
        name: Name of the new scorer; the old one with "_gated" unless given.
    """
    both = gate if scorer.gate is None else all_met(scorer.gate, gate)
    return evolve(scorer, name=name or f"{scorer.name}_gated", gate=both)


_CAP = Wording("$before is capped at $after", "$before dibatasi menjadi $after")
_FLOOR = Wording("$before is raised to the floor of $after", "$before dinaikkan ke batas bawah $after")
_BANDS = Wording("$before falls in the band of $after", "$before masuk golongan $after")


def capped(scorer: FormulaScorer, at: float | Parameter, *, name: str = "") -> FormulaScorer:
    """Return the scorer with values above the cap counted as the cap.

    Args:
        scorer: The scorer.
        at: The cap, within the scale; a parameter when the law sets it.
        name: Name of the new scorer; the old one with "_capped" unless given.

    Raises:
        InvalidInput: The cap is outside the scale, so that it would change nothing or everything.
    """
    highest = _within(scorer, "cap", at)[-1]
    formula = minimum(_value(scorer), _limit(scorer, at))
    return _adjusted(scorer, "capped", formula, _CAP, evolve(scorer.scale, high=highest), name)


def floored(scorer: FormulaScorer, at: float | Parameter, *, name: str = "") -> FormulaScorer:
    """Return the scorer with values below the floor counted as the floor.

    Args:
        scorer: The scorer.
        at: The floor, within the scale; a parameter when the law sets it.
        name: Name of the new scorer; the old one with "_floored" unless given.

    Raises:
        InvalidInput: The floor is outside the scale, so that it would change nothing or everything.
    """
    lowest = _within(scorer, "floor", at)[0]
    formula = maximum(_value(scorer), _limit(scorer, at))
    return _adjusted(scorer, "floored", formula, _FLOOR, evolve(scorer.scale, low=lowest), name)


def banded(scorer: FormulaScorer, bands: Parameter, *, name: str = "") -> FormulaScorer:
    """Return the scorer with each value replaced by that of the band it falls in.

    Args:
        scorer: The scorer.
        bands: Bands whose values ascend, so that a better value never counts for less.
        name: Name of the new scorer; the old one with "_banded" unless given.

    Raises:
        InvalidInput: The parameter holds no bands, or bands whose values fall.
        UnitMismatch: The bands are of another unit than the scorer's values.
    """
    tables = [table for _, table in bands.values.values]
    levels: list[float] = []
    for table in tables:
        if not isinstance(table, Bands) or table.reading != "single" or _falls(table):
            raise InvalidInput(Fault(bands.path, given=table, expected="bands whose values never fall"))
        levels.extend(table.values)
    scale = evolve(scorer.scale, low=min(levels), high=max(levels), unit=bands.unit)
    return _adjusted(scorer, "banded", Banded(_value(scorer), bands), _BANDS, scale, name)


def _falls(table: Bands) -> bool:
    return any(after < before for before, after in pairwise(table.values))


def _value(scorer: FormulaScorer) -> Figure:
    return Figure(VALUE, scorer.scale.unit)


def _limit(scorer: FormulaScorer, at: float | Parameter) -> Formula:
    return DatedConstant(at) if isinstance(at, Parameter) else Constant(at, scorer.scale.unit)


def _within(scorer: FormulaScorer, what: str, at: float | Parameter) -> list[float]:
    """Every value that a limit ever has, in ascending order; all strictly within the scale."""
    days = [day for day, _ in at.values.values] if isinstance(at, Parameter) else []
    limits = sorted(at.number_on(day) for day in days) if isinstance(at, Parameter) else [at]
    scale = scorer.scale
    for limit in limits:
        if not scale.low < limit < scale.high:
            expected = f"more than {scale.low:g} and less than {scale.high:g}"
            raise InvalidInput(Fault(f"{what} of {scorer.name}", given=limit, expected=expected))
    return limits


def _adjusted(
    scorer: FormulaScorer, code: str, formula: Formula, wording: Wording, scale: Scale, name: str
) -> FormulaScorer:
    adjustment = Adjustment(code=code, formula=formula, wording=wording)
    return evolve(
        scorer,
        name=name or f"{scorer.name}_{code}",
        scale=scale,
        adjustments=(*scorer.adjustments, adjustment),
    )
