from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from asnwork.domain.behaviour import BehaviourRating
from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.moment import from_us
from asnwork.domain.rating import Rating
from asnwork.domain.reason import explain
from asnwork.errors import NoValueOnDay, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.policies.behaviour_measures import behaviour_measures, behaviour_values
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from tests.rows import AS_OF, HOUR, MAY, START, rows

LAW = national_law()
ANI, BUDI, CITRA = (OfficerId(name) for name in ("ani", "budi", "citra"))
VALUES = ("service_oriented", "accountable", "competent", "harmonious", "loyal", "adaptive", "collaborative")


def rated(name: str, rating: Rating, **parts: Any) -> BehaviourRating:
    """A rating of Ani's loyalty in May, by Budi unless said otherwise."""
    hours = parts.pop("hours", 0)
    told = {"officer": ANI, "value": "loyal", "rated_by": BUDI, "view": "peer", **parts}
    return BehaviourRating(id=name, rating=rating, rated_at=from_us(START + hours * HOUR, MAY.zone), **told)


def gathered(ratings: list[BehaviourRating] | None, **parts: Any) -> Evidence:
    """The evidence of Ani's behaviour in May."""
    whole: dict[str, Any] = {"as_of": AS_OF, "measures": behaviour_measures(LAW), **parts}
    return gather(ANI, MAY, Rows(ratings=ratings), **whole)


def loyalty(found: Evidence) -> tuple[float | None, float | None]:
    """The sum of the ratings of loyalty and how many there are."""
    return found["behaviour.total.loyal"], found["behaviour.told.loyal"]


def test_the_list_is_that_of_the_day() -> None:
    """Seven values since 2022, the newest where no day is said; five before, and none at first."""
    assert VALUES == behaviour_values(LAW).codes == behaviour_values(LAW, date(2022, 1, 1)).codes
    before = behaviour_values(LAW, date(2021, 12, 31)).codes
    assert ("service_orientation", "commitment", "initiative", "cooperation", "leadership") == before
    with pytest.raises(NoValueOnDay):
        behaviour_values(LAW, date(2018, 12, 31))
    then = behaviour_measures(LAW, on=date(2021, 12, 31))
    assert {f"behaviour.{what}.{value}" for what in ("total", "told") for value in before} == {
        measure.name for measure in then
    }


def test_ratings_are_summed_and_counted() -> None:
    """Each value has the sum of its ratings and how many gave one, and names them."""
    found = gathered(
        [
            rated("b1", Rating.ABOVE),
            rated("b2", Rating.BELOW, rated_by=CITRA, view="superior"),
            rated("b3", Rating.ABOVE, value="adaptive"),
            rated("b5", Rating.ABOVE, officer=CITRA),
        ]
    )
    assert (4.0, 2.0) == loyalty(found)
    assert ("b1", "b2") == found.rows["behaviour.total.loyal"]
    assert (0.0, 0.0) == (found["behaviour.total.competent"], found["behaviour.told.competent"])


def test_a_rating_of_no_value_of_the_list_is_refused() -> None:
    """A misspelt value is named with the near one, whoever gave it; other periods are not looked at."""
    wrong = rated("b4", Rating.BELOW, value="akuntabel")
    with pytest.raises(UnknownName, match="value of work behaviour 'akuntabel'; did you mean accountable"):
        gathered([wrong])
    with pytest.raises(UnknownName, match="did you mean accountable"):
        gathered([rated("b4", Rating.BELOW, value="acountable", rated_by=ANI, view="self")])
    assert (0.0, 0.0) == loyalty(gathered([rated("b4", Rating.BELOW, value="akuntabel", hours=24 * 31)]))
    everything = evolve(behaviour_measures(LAW)[0], name="all", item="")
    assert 1.0 == gathered([wrong], measures=[everything])["all"]


def test_a_rating_by_oneself_does_not_count() -> None:
    """What officers say of themselves is in no figure."""
    assert (1.0, 1.0) == loyalty(
        gathered([rated("b1", Rating.BELOW), rated("b2", Rating.ABOVE, rated_by=ANI, view="self")])
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"hours": 5}, (3.0, 1.0)),
        ({"hours": -1}, (1.0, 1.0)),
        ({"hours": 24 * 31}, (1.0, 1.0)),
        ({"hours": 1}, (1.0, 1.0)),
        ({"hours": 5, "view": "superior"}, (3.0, 1.0)),
        ({"hours": 5, "rated_by": CITRA}, (4.0, 2.0)),
        ({"hours": 5, "value": "adaptive"}, (1.0, 1.0)),
    ],
)
def test_a_rater_counts_once_for_a_value_and_period(second: dict[str, Any], expected: Any) -> None:
    """Of two ratings of one value by one person in the period the latest counts, whatever its view."""
    found = [rated("b1", Rating.BELOW, hours=3), rated("b2", Rating.ABOVE, **second)]
    assert expected == loyalty(gathered(found)) == loyalty(gathered(found[::-1]))


def test_of_two_at_one_moment_the_later_name_counts() -> None:
    """Where moments do not tell which rating is the latest, the order of the rows does not either."""
    found = [rated("b1", Rating.BELOW), rated("b2", Rating.ABOVE)]
    assert (3.0, 1.0) == loyalty(gathered(found)) == loyalty(gathered(found[::-1]))


def test_what_came_later_is_not_known() -> None:
    """A rating that replaced another after the moment of gathering leaves the earlier one standing."""
    found = [rated("b1", Rating.BELOW, hours=1), rated("b2", Rating.ABOVE, hours=2)]
    for hours, expected in ((1, (1.0, 1.0)), (2, (3.0, 1.0))):
        assert expected == loyalty(gathered(found, as_of=START + hours * HOUR))
    assert (0.0, 0.0) == loyalty(gathered(found, as_of=START))


def test_a_log_without_ratings_says_so() -> None:
    """Where nobody is asked about behaviour, nothing is known of it, and the reason reads well."""
    reason = gathered(None).missing["behaviour.total.loyal"]
    assert "the log has no ratings of behaviour" == str(reason)
    assert "log tidak memuat penilaian perilaku kerja" == explain(reason, lang="id")


@given(rows())
def test_a_mean_rating_is_a_rating(found: Rows) -> None:
    """The sum of the ratings of a value lies between one and three for each who gave one."""
    evidence = gather(ANI, MAY, found, measures=behaviour_measures(LAW), as_of=AS_OF)
    for value in VALUES:
        total, told = (evidence[f"behaviour.{what}.{value}"] for what in ("total", "told"))
        assert (total is None) is (told is None) is (found.ratings is None)
        if total is not None and told is not None:
            assert Rating.BELOW * told <= total <= Rating.ABOVE * told
            others = {each.rated_by for each in found.ratings or () if each.officer == ANI} - {ANI}
            assert told <= len(others)


@given(rows())
def test_only_days_of_the_period_count(found: Rows) -> None:
    """Taking away every rating outside the period changes nothing."""
    start, end = (from_us(moment, MAY.zone) for moment in MAY.bounds)
    inside = [
        each for each in found.ratings or () if start <= each.rated_at <= end - timedelta(microseconds=1)
    ]
    assert gathered(list(found.ratings or ())) == gathered(inside)
