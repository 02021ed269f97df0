"""Scorers made of formulas: parts over figures of evidence, joined by weights, then adjusted.

`asnwork.scoring.combine` builds them. The same object scores one officer and a column of officers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    NUMBERS,
    Algebra,
    Banded,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    all_of,
    at_least,
    evaluate,
    evaluate_all,
    figures_of,
    missing_figures,
    more_than,
    only_if,
    parameters_of,
    present,
    substituted,
    total,
    yes_or_no,
)
from asnwork.domain.law import Basis, Parameter, once_each
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.errors import BrokenScorer, DuplicateName, Fault, InvalidInput, UnknownName
from asnwork.policies.condition import Condition
from asnwork.policies.outcome import main_job_sides
from asnwork.scoring.remark import JOINED, Remark, formulas_of, remarks_on, unmet_conditions
from asnwork.scoring.score import (
    GATE_SIDES,
    POINTS,
    WAYS_TO_JOIN,
    WHOLE,
    Draft,
    Gate,
    Joined,
    Part,
    Scale,
    Score,
    effective_weights,
)

__all__ = [
    "Adjustment",
    "FormulaScorer",
    "Lever",
    "PartRule",
    "part_figure",
    "rebuilt_from_leaves",
    "rebuilt_value",
    "score_columns",
    "word_of",
]

BASIS_POINTS = "basis points"
VALUE = "value"
MET = "met"
LEAST = "minimum_coverage"
WAYS = ("more", "less")
OFFICER, UNIT = SUBJECTS = ("officer", "unit")


@frozen(kw_only=True)
class Lever:
    """A figure that moves a score one way: a claim to which the laws hold the scorer.

    Attributes:
        figure: The name of the figure.
        better: "more" or "less": with more of it, or less, and all else the same, the score never ranks
            lower.
        most: The figure that it never passes, such as the promises judged for those kept; empty for none.
        whole: Whether it is counted in whole numbers.
        wording: What somebody would have done, in words: `$change` more or less of it, from `$before` to
            `$after`. None for what is no output or outcome of work, so that no advice is made of it.
        one: The same for a change of one; `wording` serves unless it is given.

    Raises:
        UnknownName: The way is neither more nor less.
    """

    figure: str
    better: str = "more"
    most: str = ""
    whole: bool = True
    wording: Wording | None = None
    one: Wording | None = None

    def __attrs_post_init__(self) -> None:
        if self.better not in WAYS:
            raise UnknownName(f"way in which {self.figure} is better", self.better, WAYS)


@frozen(kw_only=True)
class PartRule:
    """How one part of a score is computed.

    Attributes:
        name: Its name within the score.
        formula: Its value on its scale, over figures of evidence; missing when there is nothing to judge.
        weight: What it weighs, in basis points; a parameter when the law sets it.
        wording: What it found, in words; `$value` is its value, `$figure_name` a figure that it reads, with
            `_` for whatever is no letter or digit.
        basis: What it rests on; None takes what its weight rests on, when the law sets that.
        scale: The bounds of its value.
        gate: A main-job gate that comes with it.
        levers: The figures that move it one way.
        subject: Whose figures it reads: "officer" or "unit". What measures a unit is no part of an officer's
            score.
        label: Its name for people; its own name stands in where there is none.
        scorer: The scorer that the part is, whose parts are then shown within it; None for a part that is
            made of figures.
        reads: The names of the figures that it reads.
        figure: The figure that stands for its value where parts are joined.
        weight_formula: Its weight, as a formula.
        weight_present: Its weight where it has a value, and 0 where it has none.

    Raises:
        InvalidInput: It has a scorer, and its formula is another one.
        UnknownName: A lever moves a figure that it does not read, or the subject is neither.
        UnitMismatch: Its value does not come out in the unit of its scale.
    """

    name: str
    formula: Formula
    weight: int | Parameter
    wording: Wording
    basis: Basis | None = None
    scale: Scale = POINTS
    gate: Formula | None = None
    levers: tuple[Lever, ...] = field(converter=tuple[Lever, ...], default=())
    subject: str = OFFICER
    label: Wording | None = None
    scorer: FormulaScorer | None = field(default=None, repr=False)
    reads: tuple[str, ...] = field(init=False, eq=False, repr=False)
    figure: Figure = field(init=False, eq=False, repr=False)
    weight_formula: Formula = field(init=False, eq=False, repr=False)
    weight_present: Formula = field(init=False, eq=False, repr=False)
    _words: tuple[tuple[str, str], ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.subject not in SUBJECTS:
            raise UnknownName(f"subject of {self.name}", self.subject, SUBJECTS)
        units.same(self.formula.unit, self.scale.unit, "put on the scale", f"the part {self.name}")
        if self.scorer is not None and self.formula != self.scorer.formula:
            expected = f"the formula of its scorer {self.scorer.name}"
            raise InvalidInput(Fault(f"formula of {self.name}", given=str(self.formula), expected=expected))
        reads = tuple(figures_of(self.formula))
        for lever in self.levers:
            for name in (lever.figure, lever.most):
                if name and name not in reads:
                    raise UnknownName(f"figure of a lever of {self.name}", name, reads)
        figure = Figure(part_figure(self.name), self.formula.unit)
        weight: Formula
        if isinstance(self.weight, Parameter):
            weight = DatedConstant(self.weight)
        else:
            weight = Constant(self.weight, BASIS_POINTS)
        # Made once, so that what stands in several places of a score is computed once.
        derived = {
            "reads": reads,
            "figure": figure,
            "weight_formula": weight,
            "weight_present": present(figure) * weight,
            "_words": tuple((word_of(name), name) for name in reads),
        }
        for name, thing in derived.items():
            object.__setattr__(self, name, thing)

    def weight_on(self, day: date) -> int:
        """Return its weight on a day, in basis points."""
        return int(self.weight.number_on(day)) if isinstance(self.weight, Parameter) else self.weight

    def basis_on(self, day: date) -> Basis | None:
        """Return what it rests on, on a day."""
        if self.basis is None and isinstance(self.weight, Parameter):
            return self.weight.basis.on(day, self.weight.path)
        return self.basis


@frozen(kw_only=True)
class Adjustment:
    """What is done to a joined value: a cap, a floor, bands.

    Attributes:
        code: "capped", "floored" or "banded".
        formula: The new value, over the figure "value".
        wording: What it did, in words; `$before` and `$after` are the values.
    """

    code: str
    formula: Formula
    wording: Wording


def part_figure(name: str) -> str:
    """Return the name of the figure that holds the value of a part."""
    return f"part.{name}"


def _as_formula(value: float | Formula) -> Formula:
    return value if isinstance(value, Formula) else Constant(value, "share")


@frozen(kw_only=True)
class FormulaScorer:
    """A scorer that is data: parts, how they are joined, what is done to the value, and the gate.

    Attributes:
        name: Its name.
        version: Its version; another version is another scorer.
        scale: The bounds of its value.
        parts: Its parts.
        joined: How the parts make one value, over the figures "part.<name>".
        minimum_coverage: The share of the weights that must have evidence; a number, or a formula of the law.
        adjustments: What is done to the joined value, in order.
        gate: Whether the main job is met; None when the scorer has no gate.
        conditions: What must be so for there to be a score.
        remarks: What is said of the score as a whole.
        way: How the parts are joined, in a word: "mean", "least", or empty for a formula of its own. The ways
            of `asnwork.scoring.combine` say it.
        subject: Whose evidence it scores: "officer" or "unit".
        coverage_formula: The share of the weights that has evidence.
        formula: The value over figures of evidence, missing below the minimum coverage.
        units: The figures that it reads, with their units.
        reads: The names of the figures that it reads.
        parameters: The parameters of the law that it reads.
        levers: The figures that move the score one way: those of its parts, but for one that moves two of
            them in opposite ways.

    Raises:
        DuplicateName: Two parts have one name.
        InvalidInput: There are no parts, the weights do not total 10,000 on every day, or parts of an officer
            stand beside parts of a unit.
        UnknownName: Parts are joined that are not there.
        UnitMismatch: The value does not come out in the unit of the scale.
    """

    name: str
    version: str
    scale: Scale
    parts: tuple[PartRule, ...] = field(converter=tuple[PartRule, ...])
    joined: Formula
    minimum_coverage: Formula = field(converter=_as_formula)
    adjustments: tuple[Adjustment, ...] = field(converter=tuple[Adjustment, ...], default=())
    gate: Formula | None = None
    conditions: tuple[Condition, ...] = field(converter=tuple[Condition, ...], default=())
    remarks: tuple[Remark, ...] = field(converter=tuple[Remark, ...], default=())
    way: str = ""
    subject: str = field(init=False, eq=False, repr=False)
    coverage_formula: Formula = field(init=False, eq=False, repr=False)
    formula: Formula = field(init=False, eq=False, repr=False)
    units: Mapping[str, str] = field(init=False, eq=False, repr=False)
    reads: frozenset[str] = field(init=False, eq=False, repr=False)
    parameters: tuple[Parameter, ...] = field(init=False, eq=False, repr=False)
    levers: tuple[Lever, ...] = field(init=False, eq=False, repr=False)
    _coverage: Formula = field(init=False, eq=False, repr=False)
    _enough: Formula = field(init=False, eq=False, repr=False)
    _met: Formula = field(init=False, eq=False, repr=False)
    _gate_law: Parameter | None = field(init=False, eq=False, repr=False)
    _gate_sides: tuple[Formula, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _require_parts(self)
        coverage = total(*(rule.weight_present for rule in self.parts)) / Constant(WHOLE, BASIS_POINTS)
        # Where nothing that weighs anything has evidence there is no score, whatever the minimum.
        covered = all_of(
            at_least(coverage, self.minimum_coverage, missing="no"), more_than(coverage, 0, missing="no")
        )
        enough = only_if(self.joined, covered)
        formulas = {part_figure(rule.name): rule.formula for rule in self.parts}
        joined = value = substituted(enough, formulas)
        for adjustment in self.adjustments:
            value = substituted(adjustment.formula, {VALUE: value})
        met = all_of(yes_or_no(1), *(condition.met for condition in self.conditions))
        if self.conditions:
            value = only_if(value, met)
        units.same(value.unit, self.scale.unit, "put on the scale", f"the scorer {self.name}")
        reading = value if self.gate is None else only_if(value, self.gate)
        said = [substituted(formula, {**formulas, JOINED: joined}) for formula in formulas_of(self.remarks)]
        read = {name: unit for each in (reading, *said) for name, unit in figures_of(each).items()}
        derived = {
            "subject": self.parts[0].subject,
            "_coverage": coverage,
            "_enough": enough,
            "_met": met,
            "_gate_law": None if self.gate is None else next(iter(parameters_of(self.gate)), None),
            "_gate_sides": (None if self.gate is None else main_job_sides(self.gate)) or (),
            "coverage_formula": substituted(coverage, formulas),
            "formula": value,
            "units": read,
            "reads": frozenset(read),
            "parameters": once_each(found for each in (reading, *said) for found in parameters_of(each)),
            "levers": _levers(self.parts),
        }
        for name, thing in derived.items():
            object.__setattr__(self, name, thing)

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return the value, gate and parts of one officer's figures; `evaluate` is the one that calls it."""
        found = _measured(self, view, on, NUMBERS)
        values = [found[part_figure(rule.name)] for rule in self.parts]
        weights = [rule.weight_on(on) for rule in self.parts]
        effective = effective_weights(weights, [value is not None for value in values])
        parts = tuple(
            _part(self, rule, value, weight, real, view, on)
            for rule, value, weight, real in zip(self.parts, values, weights, effective, strict=True)
        )
        gate, gate_missing, said = _gate(self, found, view, on)
        joined = Joined(
            way=self.way,
            value=found["joined"],
            minimum_coverage=found[LEAST],
            adjusted=_adjusted(self, found["joined"], on),
        )
        return Draft(
            value=found["value"],
            gate=gate,
            parts=parts,
            reasons=(
                *said,
                *joined.adjusted,
                *remarks_on(self.name, self.remarks, {**view, **found}, on),
            ),
            coverage=found["coverage"],
            missing=sorted({name for part in parts for name in part.missing}),
            gate_missing=gate_missing,
            unmet=unmet_conditions(self.name, self.conditions, view, on),
            joined=joined,
        )


def _levers(parts: tuple[PartRule, ...]) -> tuple[Lever, ...]:
    """The levers of all parts, each figure once; none for one that is better more here and less there."""
    found: dict[str, Lever] = {}
    ways: dict[str, set[str]] = {}
    for lever in (lever for rule in parts for lever in rule.levers):
        found.setdefault(lever.figure, lever)
        ways.setdefault(lever.figure, set()).add(lever.better)
    return tuple(lever for figure, lever in found.items() if len(ways[figure]) == 1)


def _require_parts(scorer: FormulaScorer) -> None:
    names = [rule.name for rule in scorer.parts]
    if not names:
        raise InvalidInput(Fault("parts", given=(), expected="at least one part"))
    for name in names:
        if names.count(name) > 1:
            raise DuplicateName(f"part of {scorer.name}", name)
    known = [part_figure(name) for name in names]
    for figure in figures_of(scorer.joined):
        if figure not in known:
            raise UnknownName(f"part of {scorer.name}", figure, known)
    for adjustment in scorer.adjustments:
        for figure in figures_of(adjustment.formula):
            if figure != VALUE:
                raise UnknownName(f"figure of an adjustment of {scorer.name}", figure, [VALUE])
    subjects = sorted({rule.subject for rule in scorer.parts})
    if len(subjects) > 1:
        raise InvalidInput(
            Fault(
                f"parts of {scorer.name}",
                given=", ".join(f"{rule.name}: {rule.subject}" for rule in scorer.parts),
                expected="parts of officers alone, or of units alone",
                hint="what measures a unit is no part of an officer's score; see docs/concepts/fair.md",
            )
        )
    if scorer.way not in WAYS_TO_JOIN:
        raise UnknownName(f"way in which {scorer.name} joins its parts", scorer.way, WAYS_TO_JOIN)
    _require_whole(scorer)


def _require_whole(scorer: FormulaScorer) -> None:
    """The weights total 10,000 on every day on which all of them are known."""
    dated = [rule.weight for rule in scorer.parts if isinstance(rule.weight, Parameter)]
    days = {day for parameter in dated for day, _ in parameter.values.values}
    first = max((parameter.values.values[0][0] for parameter in dated), default=date.min)
    ends = [parameter.values.until for parameter in dated if parameter.values.until is not None]
    last = min(ends, default=date.max)
    faults = []
    for day in sorted(day for day in days | {first} if first <= day < last):
        weights = [_weight(rule, day) for rule in scorer.parts]
        if sum(weights) != WHOLE or any(weight < 0 or weight != int(weight) for weight in weights):
            since = "" if day == date.min else f" from {day}"
            expected = f"whole basis points, 0 or more, that total {WHOLE:,}"
            faults.append(Fault(f"weights of {scorer.name}{since}", given=weights, expected=expected))
    if faults:
        raise InvalidInput(*faults)


def _weight(rule: PartRule, day: date) -> float:
    return rule.weight.number_on(day) if isinstance(rule.weight, Parameter) else rule.weight


# --- evaluating --------------------------------------------------------------------------------


def _measured(
    scorer: FormulaScorer, figures: Mapping[str, Any], on: date, algebra: Algebra[Any]
) -> dict[str, Any]:
    """Everything that a scorer computes, over whatever kind of value: parts, coverage, value, gate."""
    gate = _MISSING if scorer.gate is None else scorer.gate
    sides = scorer._gate_sides
    names = [*(part_figure(rule.name) for rule in scorer.parts), "gate", MET, *GATE_SIDES[: len(sides)]]
    formulas = [*(rule.formula for rule in scorer.parts), gate, scorer._met, *sides]
    values = evaluate_all(formulas, figures, on=on, algebra=algebra)
    found = dict(zip(names, values, strict=True))
    stages = (scorer._coverage, scorer._enough, scorer.minimum_coverage)
    coverage, joined, least = evaluate_all(stages, found, on=on, algebra=algebra)
    value = joined
    for adjustment in scorer.adjustments:
        value = evaluate(adjustment.formula, {VALUE: value}, on=on, algebra=algebra)
    if scorer.conditions:
        value = evaluate(_IF_MET, {VALUE: value, MET: found[MET]}, algebra=algebra)
    del found[MET]
    found.update({"coverage": coverage, JOINED: joined, LEAST: least, VALUE: value})
    return found


# A quotient by zero is missing, in every algebra.
_MISSING = Constant(0, "yes/no") / Constant(0, "yes/no")
_IF_MET = only_if(Figure(VALUE), Figure(MET, "yes/no"))


def score_columns(
    scorer: FormulaScorer, figures: Mapping[str, Any], *, on: date, algebra: Algebra[Any]
) -> dict[str, Any]:
    """Return the scores of many officers at once, by the very formulas that `evaluate` uses for one.

    Args:
        scorer: A scorer made of formulas.
        figures: The figures that it reads, as columns.
        on: The day whose law is read.
        algebra: The kind of column.

    Returns:
        Columns "value" (missing where the evidence does not suffice), "gate" (yes, no or missing),
        "coverage", and "part.<name>" for each part.

    Raises:
        UnknownName: A figure that the scorer reads is not among the figures.

    Examples:
        >>> from asnwork.domain.formula import NUMBERS
        >>> from asnwork.scoring.combine import weighted_mean
        >>> kept = PartRule(
        ...     name="kept", formula=Figure("kept", "points"), weight=10_000,
        ...     wording=Wording("promises kept: $value", "janji ditepati: $value"),
        ... )
        >>> scorer = weighted_mean("promises", [kept], version="1", minimum_coverage=0.5)
        >>> score_columns(scorer, {"kept": 80.0}, on=date(2026, 5, 31), algebra=NUMBERS)
        {'part.kept': 80.0, 'gate': None, 'coverage': 1.0, 'value': 80.0}
    """
    found = _measured(scorer, figures, on, algebra)
    return {name: column for name, column in found.items() if name not in (JOINED, LEAST, *GATE_SIDES)}


def rebuilt_value(scorer: FormulaScorer, score: Score) -> float | None:
    """Return the value of a score computed again from its parts alone, to check a breakdown.

    Args:
        scorer: The scorer that made the score.
        score: A score that `evaluate` returned.

    Raises:
        InvalidInput: The score names no day, so that the law to read is not known.
    """
    parts = {part_figure(part.name): part.value for part in score.parts}
    value: float | None = evaluate(scorer._enough, parts, on=score.on)
    for adjustment in scorer.adjustments:
        value = evaluate(adjustment.formula, {VALUE: value}, on=score.on)
    return value


def rebuilt_from_leaves(scorer: FormulaScorer, score: Score) -> float | None:
    """Return the value of a score computed again from its innermost parts, those that are made of figures.

    Args:
        scorer: The scorer that made the score.
        score: A score that `evaluate` returned.

    Raises:
        InvalidInput: The score names no day, so that the law to read is not known.
    """
    return _from_leaves(scorer, score.parts, score.on)


def _from_leaves(scorer: FormulaScorer, parts: tuple[Part, ...], on: date | None) -> float | None:
    found = {
        part_figure(rule.name): part.value
        if rule.scorer is None
        else _from_leaves(rule.scorer, part.parts, on)
        for rule, part in zip(scorer.parts, parts, strict=True)
    }
    value: float | None = evaluate(scorer._enough, found, on=on)
    for adjustment in scorer.adjustments:
        value = evaluate(adjustment.formula, {VALUE: value}, on=on)
    return value


# What stands for the inside of a part that is made of figures.
_NOTHING_INSIDE = Draft(value=None)

# --- reasons -----------------------------------------------------------------------------------

_NOTHING = Wording(
    "insufficient evidence: nothing to judge for $label",
    "bukti tidak cukup: tidak ada yang dapat dinilai untuk $label_id",
)
_TOO_LITTLE = Wording(
    "insufficient evidence for $label: for $covered % of its weights, at least $least % is needed",
    "bukti tidak cukup untuk $label: ada untuk $covered % dari bobotnya, perlu paling sedikit $least %",
)
_GATES = {
    Gate.MET: Wording("the main job is met", "kinerja utama terpenuhi"),
    Gate.MISSED: Wording("the main job is missed", "kinerja utama tidak terpenuhi"),
    Gate.UNKNOWN: Wording(
        "whether the main job is met is not known", "belum diketahui apakah kinerja utama terpenuhi"
    ),
}


def _part(
    scorer: FormulaScorer,
    rule: PartRule,
    value: float | None,
    weight: int,
    effective_weight: int,
    view: Mapping[str, float | None],
    on: date,
) -> Part:
    missing: tuple[str, ...] = ()
    # What a part is made of is told by the scorer that it is.
    inside = _NOTHING_INSIDE if rule.scorer is None else rule.scorer.score(view, on)
    if value is not None:
        if not rule.scale.holds(value):
            bounds = f"{rule.scale.low:g} to {rule.scale.high:g} {rule.scale.unit}"
            raise BrokenScorer(scorer.name, rule.name, f"the part is worth {value!r}, outside {bounds}")
        values: dict[str, Value] = {word: view[name] for word, name in rule._words}
        values[VALUE] = value
        reasons = [
            Reason(
                rule=scorer.name, code=rule.name, values=values, law=rule.basis_on(on), wording=rule.wording
            )
        ]
    else:
        missing = inside.missing or missing_figures(rule.formula, view, on=on)
        reasons = [_nothing(scorer, rule, inside)] if inside.joined is not None or not missing else []
    return Part(
        name=rule.name,
        value=value,
        weight=weight,
        effective_weight=effective_weight,
        reasons=tuple(reasons),
        reads=rule.reads,
        missing=missing,
        label=rule.label,
        parts=inside.parts,
        joined=inside.joined,
    )


def _nothing(scorer: FormulaScorer, rule: PartRule, inside: Draft) -> Reason:
    label = Wording(rule.name, rule.name) if rule.label is None else rule.label
    values: dict[str, Value] = {"part": rule.name, "label": label.en, "label_id": label.id}
    if inside.joined is None:
        return Reason(rule=scorer.name, code="nothing_to_judge", values=values, wording=_NOTHING)
    values |= {"covered": 100 * inside.coverage, "least": 100 * inside.joined.minimum_coverage}
    return Reason(rule=scorer.name, code="too_little_to_judge", values=values, wording=_TOO_LITTLE)


def word_of(figure: str) -> str:
    """Return the name of a figure as a wording can hold it.

    Examples:
        >>> word_of("done.work")
        'done_work'
    """
    return re.sub(r"\W", "_", figure)


def _gate(
    scorer: FormulaScorer, found: Mapping[str, float | None], view: Mapping[str, float | None], on: date
) -> tuple[Gate, tuple[str, ...], tuple[Reason, ...]]:
    if scorer.gate is None:
        return Gate.UNKNOWN, (), ()
    answer = found["gate"]
    gate = Gate.UNKNOWN if answer is None else Gate.MET if answer == 1 else Gate.MISSED
    missing = missing_figures(scorer.gate, view, on=on) if answer is None else ()
    rests_on = scorer._gate_law
    law = None if rests_on is None else rests_on.basis.on(on, rests_on.path)
    # Both sides of the main job, in parts of the target, for those who tell it in numbers.
    values = {} if answer is None else {side: found[side] for side in GATE_SIDES if side in found}
    said = Reason(rule=scorer.name, code=f"gate_{gate.value}", values=values, law=law, wording=_GATES[gate])
    return gate, missing, (said,)


def _adjusted(scorer: FormulaScorer, value: float | None, on: date) -> Iterator[Reason]:
    """One reason for each adjustment that changed the value."""
    for adjustment in scorer.adjustments:
        before, value = value, evaluate(adjustment.formula, {VALUE: value}, on=on)
        if before is not None and before != value:
            values = {"before": before, "after": value, **_band(adjustment, before, on)}
            yield Reason(rule=scorer.name, code=adjustment.code, values=values, wording=adjustment.wording)


def _band(adjustment: Adjustment, before: float, on: date) -> dict[str, Value]:
    """Between which edges a banded value lies, None where a band is open, and which edge belongs to it."""
    formula = adjustment.formula
    if not isinstance(formula, Banded):
        return {}
    bands = formula.parameter.bands_on(on).plain
    edges = (None, *bands.edges, None)
    below = bisect_right if bands.closed == "left" else bisect_left
    index = below(bands.edges, before)
    return {"low": edges[index], "high": edges[index + 1], "closed": bands.closed}
