"""What every scorer made of formulas claims, to be asserted of any of them on any figures that it reads."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.reason import Reason, explain
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.score import InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate, rebuilt_value
from tests.rows import AS_OF, MAY, OFFICERS
from tests.scoring.strategies.blind import never_lower

__all__ = ["assert_claims", "evidence_for", "known_evidence", "reasons_of"]


def evidence_for(scorer: FormulaScorer, figures: Mapping[str, float | None]) -> Evidence:
    """Evidence in the scorer's own units."""
    units = {name: scorer.units[name] for name in figures}
    return Evidence(officer=OFFICERS[0], period=MAY, as_of=AS_OF, figures=figures, units=units)


@st.composite
def known_evidence(draw: st.DrawFn, scorer: FormulaScorer) -> Evidence:
    """Evidence with any figure that the scorer reads, some of them missing."""
    value = st.none() | st.integers(0, 30).map(float) | st.floats(0, 1000)
    found = {name: draw(value) for name in sorted(scorer.reads)}
    if "available" in found:
        found["available"] = draw(st.none() | st.floats(0, 1))
    return evidence_for(scorer, found)


def reasons_of(answer: Score | InsufficientEvidence) -> list[Reason]:
    """Everything that an answer says."""
    parts = answer.parts if isinstance(answer, Score) else ()
    return [*answer.reasons, *(reason for part in parts for reason in part.reasons)]


def assert_claims(scorer: FormulaScorer, found: Evidence, more: float) -> None:
    """Assert that it answers on its scale, in words, in any order of figures, and true to its levers."""
    answer = evaluate(scorer, found)
    backwards = evolve(found, figures=dict(reversed(found.figures.items())))
    assert evaluate(scorer, backwards) == answer
    for reason in reasons_of(answer):
        assert "$" not in explain(reason, lang="en") + explain(reason, lang="id")
    if isinstance(answer, Score):
        assert scorer.scale.holds(answer.value)
        assert rebuilt_value(scorer, answer) == answer.value
        assert 10_000 == sum(part.effective_weight for part in answer.parts)
    for lever in scorer.levers:
        before = found[lever.figure]
        if before is not None:
            after = before + more if lever.better == "more" else max(before - more, 0.0)
            assert never_lower(scorer, found, evolve(found, figures={**found.figures, lever.figure: after}))
    if found.figures.get("available") is not None:
        for share in (0.75, 0.0):
            available = (found["available"] or 0.0) * share
            leave = evolve(found, figures={**found.figures, "available": available})
            # Where no day is left nothing is due: what was not done may leave too little to judge.
            unjudged = available == 0 and isinstance(evaluate(scorer, leave), InsufficientEvidence)
            assert unjudged or never_lower(scorer, found, leave)
