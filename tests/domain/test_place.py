from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.place import ANY_PLACE, COUNTER, FIELD, SECURED_TERMINAL, District, WorkPlace
from asnwork.testing.strategies import work_places

NEEDS = (ANY_PLACE, SECURED_TERMINAL, COUNTER, FIELD)


def test_the_needs_have_their_names_in_files() -> None:
    """What a step can need of a place is written as the files write it."""
    assert ("any", "secured_terminal", "counter", "field") == NEEDS


@given(place=work_places(), need=st.sampled_from(NEEDS) | st.text())
def test_a_place_allows_what_it_offers_and_nothing_else(place: WorkPlace, need: str) -> None:
    """A step can be done at a place exactly when the place offers what the step needs."""
    assert (need in place.offers) is place.allows(need)


def test_a_city_may_have_needs_of_its_own() -> None:
    """A need is an open word, compared with nothing but what the place offers."""
    hall = WorkPlace(code="hall", label="hall", label_id="balai", offers={"iris_camera"}, at_office=False)
    assert hall.allows("iris_camera")
    assert not hall.allows("any")


def test_the_order_of_the_offers_does_not_matter() -> None:
    """Places that offer the same are equal, and hash alike, however the offers were given."""
    one, other = (
        WorkPlace(code="o", label="o", label_id="o", offers=offers, at_office=True)
        for offers in (["any", "counter"], ("counter", "any", "any"))
    )
    assert one == other
    assert 1 == len({one, other})


def test_a_place_is_no_hall_unless_it_says_so() -> None:
    """A place is not among the citizens by default, and being at the office must be said."""
    home = WorkPlace(code="home", label="home", label_id="rumah", offers={ANY_PLACE}, at_office=False)
    assert (False, False) == (home.at_office, home.among_citizens)
    with pytest.raises(TypeError, match="at_office"):
        WorkPlace(code="home", label="home", label_id="rumah", offers={ANY_PLACE})


def test_a_district_may_lie_in_another() -> None:
    """A district stands for itself unless it names the one that it lies in."""
    kecamatan = District(code="35.78.01", name="Karang Pilang")
    kelurahan = District(code="35.78.01.1", name="Kelurahan 1", parent=kecamatan.code)
    assert "" == kecamatan.parent
    assert "35.78.01" == kelurahan.parent


def test_places_do_not_change() -> None:
    """A place is a value: nothing in it can be set."""
    place = WorkPlace(code="o", label="o", label_id="o", offers={ANY_PLACE}, at_office=True)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        place.at_office = False
