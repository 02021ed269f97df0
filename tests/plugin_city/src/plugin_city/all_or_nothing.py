"""Every promise kept, or nothing: a scorer in plain Python, for what no formula says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from asnwork.domain import Formula, Law, Parameter, Reason, Wording
from asnwork.domain.formula import evaluate, missing_figures, parameters_of
from asnwork.policies import main_job
from asnwork.scoring import POINTS, Draft, Gate, Lever, Part

__all__ = ["AllOrNothing", "all_or_nothing"]

KEPT, JUDGED = "promises_kept", "promises_judged"
WHOLE = 10_000
TOLD = Wording("$kept of $judged promises kept", "$kept dari $judged janji ditepati")
NOTHING = Wording("no promise was judged", "tidak ada janji yang dinilai")


@frozen
class AllOrNothing:
    """All points when every promise judged was kept, none otherwise; the main job is a gate."""

    gate: Formula
    name = "all_or_nothing"
    version = "1"
    scale = POINTS
    reads = frozenset({KEPT, JUDGED, "done.work", "target.work", "available"})
    levers = (Lever(figure=KEPT, most=JUDGED),)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What the gate reads of the law."""
        return parameters_of(self.gate)

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return all points or none, or that no promise was judged."""
        kept, judged = view[KEPT], view[JUDGED]
        if kept is None or judged is None:
            return Draft(value=None, parts=[self._part(None)], coverage=0.0)
        if judged == 0:
            nothing = Reason(rule=self.name, code="nothing_judged", wording=NOTHING)
            return Draft(value=None, parts=[self._part(None, nothing)], coverage=0.0)
        value = 100.0 if kept == judged else 0.0
        told = Reason(rule=self.name, code="kept", values={"kept": kept, "judged": judged}, wording=TOLD)
        done = evaluate(self.gate, view, on=on)
        gate = Gate.UNKNOWN if done is None else Gate.MET if done == 1 else Gate.MISSED
        missing = missing_figures(self.gate, view, on=on) if done is None else ()
        return Draft(value=value, gate=gate, parts=[self._part(value, told)], gate_missing=missing)

    def _part(self, value: float | None, *reasons: Reason) -> Part:
        weight = WHOLE if value is not None else 0
        return Part(
            name="kept",
            value=value,
            weight=WHOLE,
            effective_weight=weight,
            reasons=reasons,
            reads=(KEPT, JUDGED),
        )


def all_or_nothing(law: Law) -> AllOrNothing:
    """Score all points for all promises kept, and none for less."""
    return AllOrNothing(gate=main_job(law))
