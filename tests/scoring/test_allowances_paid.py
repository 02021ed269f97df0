"""Fixed months: what each pay rule pays, line by line, and every sentence that it says."""

from __future__ import annotations

from typing import Any

import pytest

from asnwork.scoring.allowance import Allowance, allowance
from tests.scoring.contracts import DAY, PAYS, cases, said

BASE = 5_000_001


def paid(month: dict[str, Any]) -> Allowance:
    """What the rule of a month pays."""
    return allowance(PAYS[month["rule"]](), BASE, None, month["figures"], on=DAY, simulated=True)


def shown(number: float | None) -> Any:
    """A number, or that there is none."""
    return "none" if number is None else pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize("month", cases("allowances.toml"))
def test_a_month_is_paid(month: dict[str, Any]) -> None:
    """Every line has the weight, the achievement and the rupiah that allowances.toml gives."""
    found = paid(month)
    assert month["lines"] == [
        [line.code, line.status.value, shown(line.weight), shown(line.achieved), shown(line.amount)]
        for line in found.lines
    ]
    assert month["missing"] == [list(line.missing) for line in found.lines]
    assert (month["settled"], month["months"]) == (found.settled, found.months)
    assert month["printed"] == str(found)


@pytest.mark.parametrize("month", cases("allowances.toml"))
def test_pay_is_told_in_its_sentences(month: dict[str, Any]) -> None:
    """To the letter, and in both languages, what a line says is what allowances.toml gives."""
    told = said(line.reason for line in paid(month).lines)
    assert month["en"] == told["en"]
    assert month["id"] == told["id"]
