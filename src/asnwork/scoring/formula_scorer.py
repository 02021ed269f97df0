"""Scorers made of formulas: parts over figures of evidence, joined by weights, then adjusted.

`asnwork.scoring.combine` builds them. The same object scores one officer and a column of officers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    Algebra,
    Constant,
    Formula,
    all_of,
    at_least,
    every_node,
    figures_of,
    more_than,
    only_if,
    parameters_of,
    substituted,
    total,
)
from asnwork.domain.formula.walker import Steps
from asnwork.domain.law import Parameter, once_each
from asnwork.errors import DuplicateName, Fault, InvalidInput, UnknownName
from asnwork.policies.condition import Condition
from asnwork.policies.outcome import main_job_sides
from asnwork.scoring.explaining import adjusted, explained_gate, explained_part
from asnwork.scoring.part_rule import BASIS_POINTS, VALUE, Adjustment, Lever, PartRule, part_figure
from asnwork.scoring.remark import JOINED, Remark, formulas_of, remarks_on, unmet_conditions
from asnwork.scoring.score import (
    GATE_SIDES,
    WAYS_TO_JOIN,
    WHOLE,
    Draft,
    Joined,
    Scale,
    effective_weights,
)

__all__ = ["FormulaScorer", "score_columns"]

LEAST = "minimum_coverage"


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
        way: How the parts are joined, in a word: "mean" by weight, "plain" for the mean of all alike,
            "least", or empty for a formula of its own. The ways of `asnwork.scoring.combine` say it.
        subject: Whose evidence it scores: "officer" or "unit".
        coverage_formula: The share of the weights that has evidence.
        formula: The value over figures of evidence, missing below the minimum coverage.
        units: The figures that it reads, with their units.
        reads: The names of the figures that it reads.
        parameters: The parameters of the law that it reads.
        levers: The figures that move the score one way: those of its parts, but for one that another part
            reads and moves by in the opposite way, or does not say how.

    Raises:
        DuplicateName: Two parts have one name.
        InvalidInput: There are no parts, the weights do not total 10,000 on every day, parts of an officer
            stand beside parts of a unit, or a gate that comes with a part is not within the gate.
        UnknownName: Parts are joined that are not there, or the minimum coverage reads a figure.
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
    _enough: Formula = field(init=False, eq=False, repr=False)
    _gate_law: Parameter | None = field(init=False, eq=False, repr=False)
    _names: tuple[str, ...] = field(init=False, eq=False, repr=False)
    _steps: Steps = field(init=False, eq=False, repr=False)

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
        if self.conditions:
            value = only_if(value, all_of(*(condition.met for condition in self.conditions)))
        units.same(value.unit, self.scale.unit, "put on the scale", f"the scorer {self.name}")
        reading = value if self.gate is None else only_if(value, self.gate)
        said = [substituted(formula, {**formulas, JOINED: joined}) for formula in formulas_of(self.remarks)]
        read = {name: unit for each in (reading, *said) for name, unit in figures_of(each).items()}
        sides = (None if self.gate is None else main_job_sides(self.gate)) or ()
        computed = {
            **formulas,
            "gate": _MISSING if self.gate is None else self.gate,
            **dict(zip(GATE_SIDES, sides, strict=False)),
            "coverage": substituted(coverage, formulas),
            JOINED: joined,
            LEAST: self.minimum_coverage,
            VALUE: value,
        }
        derived = {
            "subject": self.parts[0].subject,
            "_enough": enough,
            "_gate_law": None if self.gate is None else next(iter(parameters_of(self.gate)), None),
            "_names": tuple(computed),
            "_steps": Steps(computed.values()),
            "coverage_formula": computed["coverage"],
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
        figures = dict(view.items())
        values = self._steps.run(figures, on=on)
        found = dict(zip(self._names, values.whole, strict=True))
        made = {name: found[name] for name in (JOINED, *(rule.figure.name for rule in self.parts))}
        weights = [int(values.of(rule.weight_formula)) for rule in self.parts]
        effective = effective_weights(weights, [values.of(rule.formula) is not None for rule in self.parts])
        parts = tuple(
            explained_part(self, rule, weight, real, figures, values, on)
            for rule, weight, real in zip(self.parts, weights, effective, strict=True)
        )
        gate, gate_missing, said = explained_gate(self, found, values, on)
        joined = Joined(
            way=self.way,
            value=found[JOINED],
            minimum_coverage=found[LEAST],
            adjusted=adjusted(self, found[JOINED], on),
        )
        return Draft(
            value=found[VALUE],
            gate=gate,
            parts=parts,
            reasons=(
                *said,
                *joined.adjusted,
                *remarks_on(self.name, self.remarks, {**figures, **made}, on),
            ),
            coverage=found["coverage"],
            missing=sorted({name for part in parts if part.weight for name in part.missing}),
            gate_missing=gate_missing,
            unmet=unmet_conditions(self.name, self.conditions, figures, on),
            joined=joined,
        )


def _levers(parts: tuple[PartRule, ...]) -> tuple[Lever, ...]:
    """The levers of all parts, each figure once, where all parts that read it say so, and one way."""
    found: dict[str, Lever] = {}
    ways: dict[str, set[str]] = {}
    for rule in parts:
        said = {lever.figure: lever for lever in rule.levers}
        found = {**found, **{name: lever for name, lever in said.items() if name not in found}}
        for figure in rule.reads:
            # A part that reads it and says nothing may go the other way.
            ways.setdefault(figure, set()).add(said[figure].better if figure in said else "")
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
    for figure in figures_of(scorer.minimum_coverage):
        raise UnknownName(f"figure of the minimum coverage of {scorer.name}", figure, [])
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
    _require_gates(scorer)
    if scorer.way not in WAYS_TO_JOIN:
        raise UnknownName(f"way in which {scorer.name} joins its parts", scorer.way, WAYS_TO_JOIN)
    _require_whole(scorer)


def _require_gates(scorer: FormulaScorer) -> None:
    """A gate that comes with a part is never lost: it stands within that of the scorer."""
    within = [] if scorer.gate is None else list(every_node(scorer.gate))
    for rule in scorer.parts:
        if rule.gate is not None and rule.gate not in within:
            raise InvalidInput(
                Fault(
                    f"gate of {scorer.name}",
                    given=None if scorer.gate is None else str(scorer.gate),
                    expected=f"the gate of its part {rule.name} within it",
                    hint="weighted_mean and minimum_of join the gates; or give all_met(...) of them",
                )
            )


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


# A quotient by zero is missing, in every algebra.
_MISSING = Constant(0, "yes/no") / Constant(0, "yes/no")


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
        >>> from asnwork.domain.formula import NUMBERS, Figure
        >>> from asnwork.domain.reason import Wording
        >>> from asnwork.scoring.combine import weighted_mean
        >>> from asnwork.scoring.part_rule import PartRule
        >>> kept = PartRule(
        ...     name="kept", formula=Figure("kept", "points"), weight=10_000,
        ...     wording=Wording("promises kept: $value", "janji ditepati: $value"),
        ... )
        >>> scorer = weighted_mean("promises", [kept], version="1", minimum_coverage=0.5)
        >>> score_columns(scorer, {"kept": 80.0}, on=date(2026, 5, 31), algebra=NUMBERS)
        {'part.kept': 80.0, 'gate': None, 'coverage': 1.0, 'value': 80.0}
    """
    values = scorer._steps.run(figures, on=on, algebra=algebra)
    found = zip(scorer._names, values.whole, strict=True)
    return {name: column for name, column in found if name not in (JOINED, LEAST, *GATE_SIDES)}
