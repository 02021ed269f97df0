"""What a scorer made of formulas says of its parts, its gate, and what was done to its value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from asnwork.domain.formula import Banded, evaluate
from asnwork.domain.formula.tracing import missing_within
from asnwork.domain.formula.walker import Values
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.errors import BrokenScorer
from asnwork.scoring.part_rule import VALUE, Adjustment, PartRule
from asnwork.scoring.score import GATE_SIDES, Draft, Gate, Part

if TYPE_CHECKING:
    from asnwork.scoring.formula_scorer import FormulaScorer

__all__ = ["adjusted", "explained_gate", "explained_part"]

# What stands for the inside of a part that is made of figures.
_NOTHING_INSIDE = Draft(value=None)

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


def explained_part(
    scorer: FormulaScorer,
    rule: PartRule,
    weight: int,
    effective_weight: int,
    figures: Mapping[str, float | None],
    values: Values,
    on: date,
) -> Part:
    """Return a part with what it found, or why it has no value.

    Raises:
        BrokenScorer: Its value lies off its scale.
    """
    value: float | None = values.of(rule.formula)
    missing: tuple[str, ...] = ()
    # What a part is made of is told by the scorer that it is.
    inside = _NOTHING_INSIDE if rule.scorer is None else rule.scorer.score(figures, on)
    if value is not None:
        if not rule.scale.holds(value):
            bounds = f"{rule.scale.low:g} to {rule.scale.high:g} {rule.scale.unit}"
            problem = f"the part is worth {value!r}, outside {bounds}"
            raise BrokenScorer(scorer.name, rule.name, problem, kind="bounded")
        told: dict[str, Value] = {word: figures[name] for word, name in rule._words}
        told[VALUE] = value
        law = rule.basis_on(on)
        reasons = [Reason(rule=scorer.name, code=rule.name, values=told, law=law, wording=rule.wording)]
    else:
        missing = inside.missing or missing_within(rule.formula, values.of)
        reasons = list(inside.unmet)
        if not reasons and (inside.joined is not None or not missing):
            reasons = [_nothing(scorer, rule, inside)]
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
        unmet=inside.unmet,
    )


def _nothing(scorer: FormulaScorer, rule: PartRule, inside: Draft) -> Reason:
    label = Wording(rule.name, rule.name) if rule.label is None else rule.label
    values: dict[str, Value] = {"part": rule.name, "label": label.en, "label_id": label.id}
    if inside.joined is None:
        return Reason(rule=scorer.name, code="nothing_to_judge", values=values, wording=_NOTHING)
    values |= {"covered": 100 * inside.coverage, "least": 100 * inside.joined.minimum_coverage}
    return Reason(rule=scorer.name, code="too_little_to_judge", values=values, wording=_TOO_LITTLE)


def explained_gate(
    scorer: FormulaScorer,
    found: Mapping[str, float | None],
    values: Values,
    on: date,
) -> tuple[Gate, tuple[str, ...], tuple[Reason, ...]]:
    """Return the gate, the figures for want of which it is unknown, and what is said of it."""
    if scorer.gate is None:
        return Gate.UNKNOWN, (), ()
    answer = found["gate"]
    gate = Gate.UNKNOWN if answer is None else Gate.MET if answer == 1 else Gate.MISSED
    missing = missing_within(scorer.gate, values.of)
    rests_on = scorer._gate_law
    law = None if rests_on is None else rests_on.basis.on(on, rests_on.path)
    # Both sides of the main job, in parts of the target, for those who tell it in numbers.
    told = {} if answer is None else {side: found[side] for side in GATE_SIDES if side in found}
    said = Reason(rule=scorer.name, code=f"gate_{gate.value}", values=told, law=law, wording=_GATES[gate])
    return gate, missing, (said,)


def adjusted(scorer: FormulaScorer, value: float | None, on: date) -> Iterator[Reason]:
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
