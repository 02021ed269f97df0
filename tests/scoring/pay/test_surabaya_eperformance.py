from __future__ import annotations

from datetime import date

import pytest

from asnwork.domain.law import Reform, apply_reforms
from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import Allowance, LineStatus, allowance
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance

RULE = surabaya_eperformance(national_law())


def paid(work: float | None, behaviour: float | None) -> Allowance:
    """What is paid of 5 million for points of work and of behaviour."""
    figures = {"score.value": work, "behaviour.points": behaviour}
    return allowance(RULE, 5_000_000, None, figures, on=date(2026, 5, 31), simulated=True)


@pytest.mark.parametrize(
    ("work", "behaviour", "amounts"),
    [
        (100.0, 100.0, [4_000_000, 1_000_000]),
        (50.0, 100.0, [2_000_000, 1_000_000]),
        (120.0, 120.0, [4_000_000, 1_000_000]),
        (100.0, 0.0, [4_000_000, 0]),
        (90.0, None, [4_500_000, 0]),
        (None, 100.0, [None, 1_000_000]),
        (None, None, [None, 0]),
    ],
)
def test_work_and_behaviour_share_80_to_20(
    work: float | None, behaviour: float | None, amounts: list[int | None]
) -> None:
    """80 % for work, 20 % for behaviour; what nobody rated drops out, what is not measured is held."""
    assert amounts == [line.amount for line in paid(work, behaviour).lines]


def test_weights_are_shown_as_they_were_used() -> None:
    """With a rating of behaviour 80 and 20, without one the whole weight is on work."""
    assert [0.8, 0.2] == [line.weight for line in paid(90.0, 80.0).lines]
    work, behaviour = paid(90.0, None).lines
    assert (1.0, 0.0) == (work.weight, behaviour.weight)
    assert LineStatus.DROPPED is behaviour.status
    assert ("behaviour.points",) == behaviour.missing


def test_a_missing_rating_is_not_the_worst_rating() -> None:
    """Nobody's rating pays more than a rating of nothing."""
    assert (4_500_000, 3_600_000) == (paid(90.0, None).total, paid(90.0, 0.0).total)


def test_it_reads_no_attendance() -> None:
    """Only the score and the rating of behaviour are read."""
    assert {"score.value", "behaviour.points"} == RULE.reads


def test_shares_that_are_more_than_the_whole_are_brought_to_it() -> None:
    """Where a city's two shares total 1.1, each line weighs its share of the 1.1."""
    more = Reform.of(
        "more", "eperformance.behaviour_share", 0.3, since=date(2026, 1, 1), reason="to pass the whole"
    )
    rule = surabaya_eperformance(apply_reforms(national_law(), more))
    figures = {"score.value": 100.0, "behaviour.points": 100.0}
    found = allowance(rule, 1_100, None, figures, on=date(2026, 5, 31), simulated=True)
    assert [pytest.approx(0.8 / 1.1), pytest.approx(0.3 / 1.1)] == [line.weight for line in found.lines]
    assert [800, 300] == [line.amount for line in found.lines]
