from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from asnwork.errors import BrokenScorer
from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import allowance
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.predicate_pay import pay_by_predicate
from asnwork.scoring.score import Scale
from asnwork.scoring.strategies.output import output
from asnwork.scoring.strategies.satisfaction import satisfaction

LAW = national_law()
DAY = date(2026, 5, 31)
OURS = evolve(output(LAW), name="near_the_citizen")


def test_the_pay_rule_has_the_name_of_the_scorer() -> None:
    """Name and label are the scorer's, in both languages."""
    rule = pay_by_predicate(OURS, LAW)
    assert OURS is rule.scorer
    assert "near_the_citizen" == rule.name
    assert ("near the citizen", "near the citizen") == (rule.label.en, rule.label.id)
    assert "near_the_citizen 1, near_the_citizen 1" == rule.version


@pytest.mark.parametrize("predicate", [1.0, 2.0, 3.0, 4.0, 5.0, None])
def test_it_pays_what_the_predicate_pays(predicate: float | None) -> None:
    """Every predicate is paid as by `outcome_pay`; without one the pay is held."""
    figures = {"predicate": predicate}
    paid, expected = (
        allowance(rule, 5_000_000, None, figures, on=DAY, simulated=True)
        for rule in (pay_by_predicate(OURS, LAW).allowance, outcome_pay(LAW))
    )
    assert expected.total == paid.total


@pytest.mark.parametrize(
    ("reads", "says"),
    [
        (
            (),
            "'near_the_citizen', which reads no attendance: whether the 40 % for discipline may be",
        ),
        (("days_on_leave",), "which reads no attendance"),
        (
            ("late_cut", "days_at_office"),
            "which reads attendance (days_at_office, late_cut): whether",
        ),
    ],
)
def test_its_legal_status_rests_on_what_it_reads(reads: tuple[str, ...], says: str) -> None:
    """No basis of another rule is claimed: the scorer is named, and whether it reads attendance."""

    class Reads:
        name, version, scale = OURS.name, "1", OURS.scale

        def __init__(self) -> None:
            self.reads = OURS.reads | set(reads)

        def score(self, view: object, on: object) -> None:
            """Nothing."""

    rule = pay_by_predicate(Reads(), LAW).allowance  # type: ignore[arg-type]
    assert says in str(rule.basis)
    assert "needs_mayor_regulation" == rule.legal_status


def test_what_measures_a_unit_pays_nobody() -> None:
    """A survey of a unit is no officer's score, and so no officer's pay."""
    with pytest.raises(BrokenScorer, match="it measures a unit, and pay is an officer's"):
        pay_by_predicate(satisfaction(LAW), LAW)


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        (Scale(low=0, high=1, unit="share"), "it is 0 to 1 share, the most being best"),
        (Scale(low=0, high=10, unit="points"), "it is 0 to 10 points, the most being best"),
        (
            Scale(low=0, high=100, unit="points", higher_is_better=False),
            "it is 0 to 100 points, the least being best",
        ),
    ],
)
def test_a_scale_that_leads_to_no_predicate_is_refused(scale: Scale, says: str) -> None:
    """Pay in silence by a share, or by cuts, would be wrong for everybody."""

    class Other:
        name, version, reads = "other", "1", frozenset[str]()

        def __init__(self) -> None:
            self.scale = scale

        def score(self, view: object, on: object) -> None:
            """Nothing."""

    with pytest.raises(BrokenScorer, match=says) as told:
        pay_by_predicate(Other(), LAW)  # type: ignore[arg-type]
    assert ("other", "scale") == (told.value.scorer, told.value.figure)


def test_a_wider_scale_of_points_is_paid() -> None:
    """What may pass 100 points is in points all the same."""
    wide = evolve(OURS, scale=Scale(low=0, high=120, unit="points"))
    assert wide is pay_by_predicate(wide, LAW).scorer
