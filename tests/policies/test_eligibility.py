from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from asnwork.domain.law import Certainty, Law, Reform, apply_reforms
from asnwork.domain.reason import explain
from asnwork.policies.condition import Condition
from asnwork.policies.eligibility import (
    below_weekly_limit,
    in_force,
    is_civil_servant,
    no_direct_service,
    not_under_discipline,
    settled_in_post,
    standing,
    task_allows,
)
from tests.laws import parameter, small_law

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
    assert "it holds from 2025-04-21 to 2025-12-31" in str(reason)
    assert "berlaku sejak 2025-04-21 sampai 2025-12-31" in explain(reason, lang="id")


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


BEGAN = date(2026, 4, 10)
EXCLUSIONS = {
    "flexible.excludes_presence_tasks": task_allows,
    "flexible.excludes_under_discipline": not_under_discipline,
    "flexible.excludes_non_asn": is_civil_servant,
    "flexible.excludes_new_in_post": lambda law: settled_in_post(law)[1],
    "friday_home.excludes_direct_service": lambda law: no_direct_service(
        law, "friday_home.excludes_direct_service"
    ),
}
EXCLUDED = {
    "needs_presence": 1.0,
    "under_discipline": 1.0,
    "is_asn": 0.0,
    "days_in_post": 3.0,
    "direct_service": 1.0,
}
MISSING = dict.fromkeys(EXCLUDED)


@pytest.mark.parametrize(("path", "made"), EXCLUSIONS.items(), ids=EXCLUSIONS)
def test_a_reform_lifts_an_exclusion(path: str, made: Callable[[Law], Condition]) -> None:
    """What the law excludes is not met until the day on which the law no longer does, and met from it on."""
    lifted = Reform.of("lifted", path, 0, since=BEGAN, reason="what if")
    condition = made(apply_reforms(small_law(), lifted))
    assert [False, True] == [condition.holds(EXCLUDED, on=day) for day in (BEGAN - DAY, BEGAN)]
    assert condition.holds(MISSING, on=BEGAN)
    assert path in [each.path for each in condition.parameters]


@pytest.mark.parametrize(("path", "made"), EXCLUSIONS.items(), ids=EXCLUSIONS)
@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 5, 4)])
def test_an_exclusion_holds_where_the_law_says_nothing(
    path: str, made: Callable[[Law], Condition], day: date
) -> None:
    """Before its first day and from then on an exclusion bars; only a no of the law lifts it."""
    assert not made(small_law()).holds(EXCLUDED, on=day)
    basis = made(small_law()).basis_on(day)
    assert basis is not None
    assert (day.year < 2026 or "new_in_post" in path) is (basis.certainty is Certainty.ASSUMED)


def test_a_post_that_nobody_knows_is_no_bar_without_the_exclusion() -> None:
    """Where the law excludes nobody new in the post, since when somebody is in it need not be known."""
    lifted = Reform.of("lifted", "flexible.excludes_new_in_post", 0, since=BEGAN, reason="what if")
    known, _ = settled_in_post(apply_reforms(small_law(), lifted))
    assert [False, True] == [known.holds(MISSING, on=day) for day in (BEGAN - DAY, BEGAN)]


def test_a_rule_rests_on_the_instrument_that_began_it() -> None:
    """A later value, such as that of a reform, does not take the place of the first instrument."""
    three = Reform.of("three", "flexible.days_a_week", 3, since=BEGAN, reason="what if")
    limit = apply_reforms(small_law(), three)["flexible.days_a_week"]
    assert "reported: PermenPANRB 4/2025 art. 13(1)" == str(limit.brought_by)
