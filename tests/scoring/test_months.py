"""Fixed months: the exact score that each scorer makes of them, and every sentence that it says."""

from __future__ import annotations

from typing import Any

import pytest

from asnwork.scoring.score import InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate, rebuilt_from_leaves, rebuilt_value
from tests.scoring.contracts import DAY, SCORERS, cases, evidence_of, inner_parts, reasons_of, said


def answered(month: dict[str, Any]) -> Score | InsufficientEvidence:
    """What the scorer of a month makes of it."""
    scorer = SCORERS[month["scorer"]]()
    return evaluate(scorer, evidence_of(scorer, month["figures"]), on=DAY)


@pytest.mark.parametrize("month", cases("months.toml"))
def test_a_month_has_its_score(month: dict[str, Any]) -> None:
    """Value, gate, coverage and each part with its weights are what months.toml gives."""
    answer = answered(month)
    assert month["coverage"] == pytest.approx(answer.coverage, rel=1e-12)
    assert month["parts"] == [
        [
            part.name,
            "missing" if part.value is None else pytest.approx(part.value, rel=1e-12),
            part.weight,
            part.effective_weight,
        ]
        for part in inner_parts(answer.parts)
    ]
    if isinstance(answer, Score):
        assert month["value"] == pytest.approx(answer.value, rel=1e-12)
        assert month["gate"] == answer.gate.value
    else:
        assert "value" not in month
        assert month["missing"] == list(answer.missing)


@pytest.mark.parametrize("month", cases("months.toml"))
def test_a_month_is_told_in_its_sentences(month: dict[str, Any]) -> None:
    """To the letter, and in both languages, what is said is what months.toml gives."""
    told = said(reasons_of(answered(month)))
    assert month["en"] == told["en"]
    assert month["id"] == told["id"]


@pytest.mark.parametrize("month", cases("months.toml"))
def test_a_month_is_rebuilt_from_its_parts(month: dict[str, Any]) -> None:
    """From the parts, and from the innermost parts, the same value comes out."""
    answer = answered(month)
    if isinstance(answer, Score):
        scorer = SCORERS[month["scorer"]]()
        assert answer.value == rebuilt_value(scorer, answer) == rebuilt_from_leaves(scorer, answer)
