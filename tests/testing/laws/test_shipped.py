from __future__ import annotations

import pytest

from asnwork.indonesia.schemes import all_schemes
from asnwork.testing.laws import LawCase, broken_laws, law_cases
from tests.testing.laws.shipped import KNOWN, LAW, shipped_pays, shipped_scorers

SCORERS, PAYS = shipped_scorers(), shipped_pays()


@pytest.mark.parametrize(
    "case", [each for scorer in SCORERS for each in law_cases(scorer, known_failures=KNOWN.get(scorer.name))]
)
def test_a_shipped_scorer_keeps_the_law(case: LawCase) -> None:
    """Every shipped scorer keeps every law, but for the known failures."""
    case.check()


@pytest.mark.parametrize("case", [each for pay in PAYS for each in law_cases(pay)])
def test_a_shipped_pay_rule_keeps_the_law(case: LawCase) -> None:
    """Every shipped pay rule keeps every law."""
    case.check()


def test_a_scheme_is_tried_by_its_pay_rule() -> None:
    """Of a scheme the pay rule is tried, under the name of the scheme."""
    scheme = all_schemes(LAW)[-1]
    assert () == broken_laws(scheme, examples=10)
    assert f"{scheme.name}-adds_up" == law_cases(scheme)[0].id


def test_known_failures_are_of_shipped_scorers() -> None:
    """The table of known failures names no scorer that is gone."""
    assert {"attendance", "outcome", "output"} <= {scorer.name for scorer in SCORERS}
    assert set(KNOWN) <= {scorer.name for scorer in SCORERS}
