from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from asnwork.domain.behaviour import (
    BEHAVIOUR_FIGURES,
    VIEWS,
    BehaviourRating,
    behaviour_figure,
    behaviour_rating_figures,
)
from asnwork.domain.identity import OfficerId
from asnwork.domain.rating import Rating
from asnwork.domain.working_time import to_us
from asnwork.errors import InvalidInput
from asnwork.testing.strategies import behaviour_ratings

ANI, BUDI = OfficerId("ani"), OfficerId("budi")


def rating(**parts: Any) -> BehaviourRating:
    """A rating of Ani by Budi with something of its own."""
    told = {
        "id": "b1",
        "officer": ANI,
        "value": "loyal",
        "rating": Rating.ABOVE,
        "rated_at": datetime(2026, 5, 29, 9, tzinfo=UTC),
        "rated_by": BUDI,
        "view": "peer",
    }
    return BehaviourRating(**{**told, **parts})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"view": "self"}, "expected superior, peer or subordinate"),
        ({"rated_by": ANI}, "given 'peer, of ani by ani', expected self"),
        ({"view": "boss"}, "expected one of superior, peer, subordinate, self"),
        ({"rating": 2}, "expected below"),
        ({"rating": 4.0}, "expected below"),
    ],
)
def test_a_rating_says_truly_who_gave_it(parts: dict[str, Any], expected: str) -> None:
    """Nobody rates oneself as a colleague, nor a colleague as oneself; a rating is one of three steps."""
    with pytest.raises(InvalidInput, match=expected):
        rating(**parts)


def test_every_fault_is_told() -> None:
    """A wrong rating and a wrong view are told at once, by the id of the rating."""
    with pytest.raises(InvalidInput) as caught:
        rating(rating=0, view="boss")
    assert ["ratings[b1].rating", "ratings[b1].view"] == [fault.path for fault in caught.value.faults]


def test_a_moment_without_a_zone_is_refused() -> None:
    """When a rating was given must be told with its zone."""
    with pytest.raises(InvalidInput, match="zone"):
        rating(rated_at=datetime(2026, 5, 29, 9))


@pytest.mark.parametrize("view", VIEWS)
def test_only_ones_own_view_is_not_anothers(view: str) -> None:
    """All views but one's own are of somebody else."""
    assert (view != "self") is rating(view=view, rated_by=ANI if view == "self" else BUDI).by_other


@given(behaviour_ratings())
def test_a_rating_has_its_figures(found: BehaviourRating) -> None:
    """The figures are those that are declared: a moment, a step, whether somebody else gave it."""
    assert {
        "rated_at": float(to_us(found.rated_at)),
        "rating": float(found.rating),
        "by_other": float(found.view != "self"),
    } == behaviour_rating_figures(found)
    assert BEHAVIOUR_FIGURES.keys() == behaviour_rating_figures(found).keys()


def test_figures_of_evidence_are_named_by_value() -> None:
    """The sum and the number of ratings of one value have names of their own."""
    assert ("behaviour.total.loyal", "behaviour.told.loyal") == tuple(
        behaviour_figure(what, "loyal") for what in ("total", "told")
    )
