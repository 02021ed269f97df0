from __future__ import annotations

from asnwork.domain.rating import Rating


def test_the_three_steps_are_in_order_and_named() -> None:
    """Below comes before as expected, and that before above; each has its name in Indonesian."""
    assert [Rating.BELOW, Rating.AS_EXPECTED, Rating.ABOVE] == sorted(Rating)
    assert ["di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi"] == [
        rating.label_id for rating in Rating
    ]
