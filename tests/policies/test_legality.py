from __future__ import annotations

from datetime import date

from attrs import evolve

from asnwork.domain.formula import Figure, equal_to, no
from asnwork.domain.reason import Wording
from asnwork.policies.condition import Condition
from asnwork.policies.legality import LegalLimit, workplace_conflicts
from tests.laws import small_law
from tests.policies.wednesday_home import wednesday_home

DAY = date(2026, 5, 4)
WEDNESDAYS_IN = LegalLimit(
    code="wednesdays_in",
    condition=Condition(
        code="wednesday",
        formula=no(equal_to(Figure("weekday"), 3, missing="no")),
        wording=Wording("on Wednesdays all are in", "setiap Rabu semua masuk"),
    ),
    wording=Wording("$rule lets work elsewhere on a Wednesday", "$rule_id membolehkan di luar pada Rabu"),
)


def test_a_conflict_is_told_with_its_example() -> None:
    """What a rule does that a limit does not allow is told with the officer and day on which it shows."""
    rule = wednesday_home(small_law())
    (conflict,) = workplace_conflicts(rule, [WEDNESDAYS_IN], on=DAY)
    told = str(conflict)
    assert told.startswith(f"{rule.label.en} lets work elsewhere on a Wednesday; for example ")
    assert told.endswith(f"{conflict.example}: on Wednesdays all are in")


def test_a_conflict_in_the_rule_itself_is_told_without_example() -> None:
    """Where no officer shows it the sentence stands alone."""
    (found,) = workplace_conflicts(wednesday_home(small_law()), [WEDNESDAYS_IN], on=DAY)
    assert str(evolve(found, example=None, because=None)).endswith("lets work elsewhere on a Wednesday")


def test_a_rule_within_a_limit_has_no_conflict() -> None:
    """Where every officer and day that the rule opens keeps the limit, nothing is found."""
    wednesday = equal_to(Figure("weekday"), 3, missing="no")
    limit = evolve(WEDNESDAYS_IN, condition=evolve(WEDNESDAYS_IN.condition, formula=wednesday))
    assert () == workplace_conflicts(wednesday_home(small_law()), [limit], on=DAY)
