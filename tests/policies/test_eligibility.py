from __future__ import annotations

from datetime import date, timedelta

import pytest

from asnwork.domain.law import Certainty, Law
from asnwork.domain.reason import explain
from asnwork.policies.eligibility import below_weekly_limit, in_force, settled_in_post, standing
from tests.laws import parameter

SINCE, UNTIL = date(2025, 4, 21), date(2026, 1, 1)
LIMIT = parameter("flexible.days_a_week", "days", 2.0, since=SINCE, until=UNTIL)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "expected"), [(SINCE - DAY, 0.0), (SINCE, 2.0), (UNTIL - DAY, 2.0), (UNTIL, 0.0)]
)
def test_a_standing_parameter_has_a_number_on_every_day(day: date, expected: float) -> None:
    """Before its first day and after its last the stand-in holds, in between the law."""
    always = standing(LIMIT, otherwise=0.0)
    assert expected == always.on(day)
    silent = "says nothing" in always.basis.on(day).reason
    assert silent is (expected == 0.0)


def test_a_parameter_of_every_day_stands_already() -> None:
    """A parameter without first and last day is left as it is."""
    always = parameter("flexible.new_in_post_days", "days", 365.0)
    assert always == standing(always, otherwise=0.0)


@pytest.mark.parametrize(
    ("day", "expected"), [(SINCE - DAY, False), (SINCE, True), (UNTIL - DAY, True), (UNTIL, False)]
)
def test_a_rule_holds_while_the_law_says_its_number(day: date, expected: bool) -> None:
    """A rule is in force from the first day of its number to the day before the last."""
    assert expected is in_force(LIMIT).holds({}, on=day)


def test_a_rule_says_when_it_holds() -> None:
    """Outside its days the reason names first day and end in both languages."""
    reason = in_force(LIMIT).reason("rule", {}, on=UNTIL)
    assert "it holds from 2025-04-21 until 2026-01-01 (exclusive)" in str(reason)
    assert "berlaku sejak 2025-04-21 sampai sebelum 2026-01-01" in explain(reason, lang="id")


def test_a_rule_without_an_end_names_its_first_day() -> None:
    """A rule whose number has no last day names the first alone."""
    reason = in_force(parameter("x.y", "days", 2.0, since=SINCE)).reason("rule", {}, on=SINCE - DAY)
    assert "berlaku sejak 2025-04-21 [" in explain(reason, lang="id")


def test_conditions_rest_on_the_law_they_read(law: Law) -> None:
    """The limit is reported, how long one is new in a post is assumed, that it matters is article 25."""
    on = date(2026, 5, 4)
    known, settled = settled_in_post(law)
    limit, article, length = (each.basis_on(on) for each in (below_weekly_limit(law), known, settled))
    assert limit is not None
    assert article is not None
    assert length is not None
    assert "reported: PermenPANRB 4/2025 art. 13(1)" == str(limit)
    assert "reported: PermenPANRB 4/2025 art. 25" == str(article)
    assert Certainty.ASSUMED is length.certainty
