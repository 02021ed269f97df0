from __future__ import annotations

from typing import Any

import attrs
import pytest

from asnwork.domain.channel import Channel
from asnwork.errors import InvalidInput


def channel(**parts: Any) -> Channel:
    """A channel with something of its own."""
    told = {"electronic": True, "always_open": True, "assisted": True}
    return Channel(code="whatsapp", label="WhatsApp", label_id="WhatsApp", **{**told, **parts})


def test_a_channel_is_official_gives_a_receipt_and_takes_no_trip_unless_it_says_otherwise() -> None:
    """What a channel leaves out is what most channels of a city are."""
    found = channel()
    assert (0, True, True) == (found.trips, found.gives_receipt, found.official)


@pytest.mark.parametrize("left_out", ["electronic", "always_open", "assisted"])
def test_what_a_channel_does_must_be_said(left_out: str) -> None:
    """What drives behaviour has no default: it is never guessed from the code of the channel."""
    told = {"electronic": True, "always_open": True, "assisted": True}
    del told[left_out]
    with pytest.raises(TypeError, match=left_out):
        Channel(code="whatsapp", label="WhatsApp", label_id="WhatsApp", **told)


@pytest.mark.parametrize("trips", [0, 1, 7])
def test_filing_may_take_trips(trips: int) -> None:
    """A channel says how often the citizen travels in order to file."""
    assert trips == channel(trips=trips).trips


def test_fewer_than_no_trips_are_refused() -> None:
    """Nobody travels less than not at all; the fault names the field."""
    with pytest.raises(InvalidInput, match=r"^trips: given -1, expected 0 or more trips$"):
        channel(trips=-1)


def test_channels_are_values() -> None:
    """Two channels that do the same under one code are equal and hash alike; none can be changed."""
    assert channel() == channel()
    assert 2 == len({channel(), channel(), channel(assisted=False)})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        channel().assisted = False
