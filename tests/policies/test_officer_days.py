from __future__ import annotations

from asnwork.policies.officer_days import officer_days
from asnwork.policies.workplace import WORKPLACE_FIGURES


def test_every_figure_of_a_workplace_rule_has_a_value() -> None:
    """Each case has a value for each figure that a workplace rule may read, and is a case of its own."""
    cases = officer_days()
    assert all(set(WORKPLACE_FIGURES) == set(case.figures) for case in cases)
    assert len(cases) == len({str(case) for case in cases}) == 16 * 15


def test_no_more_days_elsewhere_than_days_have_gone_by() -> None:
    """On a Wednesday at most two days of the week lie behind."""
    for case in officer_days():
        assert 0 <= case.figures["days_elsewhere_this_week"] < case.figures["weekday"] <= 5


def test_the_most_ordinary_come_first() -> None:
    """First comes a civil servant with nothing odd about, then those with one odd thing, then two."""
    odd = [
        case.figures["needs_presence"]
        + case.figures["direct_service"]
        + case.figures["under_discipline"]
        + 1
        - case.figures["is_asn"]
        for case in officer_days()
    ]
    assert sorted(odd) == odd
    assert 0 == odd[0]


def test_days_in_the_post_lie_at_and_just_below_what_is_asked() -> None:
    """Each number asked for is tried, and the day before it; never less than none."""
    found = {case.figures["days_in_post"] for case in officer_days(days_in_post=[0, 365])}
    assert {0.0, 364.0, 365.0} < found
    assert 4 == len(found)
    assert "Monday, 364 days in the post" in {str(case) for case in officer_days(days_in_post=[365])}


def test_each_case_is_told_in_a_few_words() -> None:
    """The day, the days elsewhere so far, what is odd, and the days in the post when they are few."""
    told = [str(case) for case in officer_days(days_in_post=[365])]
    assert ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] == told[:5]
    assert ["Tuesday, 1 day elsewhere so far", "Wednesday, 1 day elsewhere so far"] == told[5:7]
    assert "Wednesday, 2 days elsewhere so far" == told[9]
    assert ["Monday, 365 days in the post", "Monday, 364 days in the post"] == [told[15], told[30]]
    assert "Monday, no civil servant" == told[45]
    assert (
        "Friday, 4 days elsewhere so far, tasks need presence, direct service, under discipline, "
        "no civil servant, 364 days in the post"
    ) == told[-1]


def test_most_have_been_in_the_post_for_about_ten_years() -> None:
    """Unless other days are asked for, nobody is new."""
    assert {3650.0} == {case.figures["days_in_post"] for case in officer_days()}
    assert officer_days()[0] == officer_days()[0]
