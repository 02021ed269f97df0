"""What ships claims of itself: what it reads, in which unit, by which law, on what basis, in which words."""

from __future__ import annotations

from typing import Any

import pytest

from asnwork.domain.reason import Wording
from asnwork.scoring.allowance_rule import LineRule
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Lever, PartRule
from asnwork.scoring.score import Scale
from tests.scoring.contracts import DAY, PAYS, SCORERS, cases, tables


def both(words: Wording | None) -> list[str]:
    """Words in the two languages; none where there are none."""
    return ["", ""] if words is None else [words.en, words.id]


def scale_of(scale: Scale) -> list[Any]:
    """A scale as scorers.toml writes it."""
    return [scale.low, scale.high, scale.unit, "more" if scale.higher_is_better else "less"]


def scales_of(scorer: FormulaScorer) -> list[list[Any]]:
    """The scales of its parts, each once."""
    return [list(each) for each in dict.fromkeys(tuple(scale_of(part.scale)) for part in scorer.parts)]


def part_of(part: PartRule) -> list[Any]:
    """A part as scorers.toml writes it."""
    weight = part.weight if isinstance(part.weight, int) else part.weight.path
    return [part.name, weight, *both(part.label)]


def lever_of(lever: Lever) -> dict[str, Any]:
    """A lever as scorers.toml writes it."""
    claim = {"figure": lever.figure, "better": lever.better, "most": lever.most, "whole": lever.whole}
    words = {"several": lever.wording, "one": lever.one}
    return claim | {count: both(said) for count, said in words.items() if said is not None}


def sureness(part: PartRule) -> str:
    """What a part rests on: an instrument, or that it is assumed; empty where it rests on nothing."""
    basis = part.basis_on(DAY)
    return "" if basis is None else f"{basis.certainty.value} {basis.reference or ''}".strip()


def line_of(line: LineRule) -> list[str]:
    """A line as pays.toml writes it: its own basis in full, that of the law as sure as it is."""
    basis = line.basis_on(DAY)
    assert basis is not None
    return [line.code, *both(line.label), basis.certainty.value if line.basis is None else str(line.basis)]


@pytest.mark.parametrize("claims", cases("scorers.toml"))
def test_a_scorer_claims_what_it_reads(claims: dict[str, Any]) -> None:
    """Name, version, scale, subject, figures with units, law and parts are what scorers.toml gives."""
    scorer = SCORERS[claims["made"]]()
    assert claims["scorer"] == scorer.name
    assert claims["version"] == scorer.version
    assert claims["scale"] == scale_of(scorer.scale)
    assert claims["subject"] == scorer.subject
    assert claims["way"] == scorer.way
    assert claims["gate"] == (scorer.gate is not None)
    assert claims["units"] == scorer.units
    assert set(claims["units"]) == scorer.reads
    assert claims["law"] == sorted(parameter.path for parameter in scorer.parameters)
    assert claims["parts"] == [part_of(part) for part in scorer.parts]
    assert claims["part_scales"] == scales_of(scorer)
    assert claims["rests_on"] == [sureness(part) for part in scorer.parts]


@pytest.mark.parametrize("claims", cases("scorers.toml"))
def test_a_scorer_claims_what_moves_it(claims: dict[str, Any]) -> None:
    """Its levers, which way each is better, how far it goes, and the words of advice, if any."""
    assert claims.get("levers", []) == [lever_of(lever) for lever in SCORERS[claims["made"]]().levers]


@pytest.mark.parametrize("claims", cases("pays.toml"))
def test_a_pay_rule_claims_what_it_rests_on(claims: dict[str, Any]) -> None:
    """Name, label, legal status with its basis, figures, law and lines are what pays.toml gives."""
    rule = PAYS[claims["made"]]()
    assert claims["rule"] == rule.name
    assert claims["version"] == rule.version
    assert claims["label"] == both(rule.label)
    assert claims["legal_status"] == rule.legal_status
    assert claims["for_teaching_only"] == rule.for_teaching_only
    assert claims["basis"] == str(rule.basis)
    assert set(claims["reads"]) == rule.reads
    assert claims["law"] == sorted({parameter.path for parameter in rule.parameters})
    assert claims["lines"] == [line_of(line) for line in rule.lines]


def test_every_claim_is_written_down() -> None:
    """No scorer and no pay rule is left out of the two files."""
    assert set(SCORERS) == set(tables("scorers.toml"))
    assert set(PAYS) == set(tables("pays.toml"))
