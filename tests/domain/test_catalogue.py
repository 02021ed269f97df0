from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.catalogue import Catalogue
from asnwork.domain.channel import Channel
from asnwork.domain.law import assumed
from asnwork.domain.place import District, WorkPlace
from asnwork.domain.service import Service, ServiceStandard, Step, TimeLimit, TimeUnit
from asnwork.errors import DuplicateName, UnknownName
from asnwork.testing.strategies import catalogues

OURS = assumed("made up for a test")


def service(code: str, skill: str = "check") -> Service:
    """A service of one step."""
    limit = TimeLimit(amount=24, unit=TimeUnit.ELAPSED_HOURS, basis=OURS)
    sign = Step(code="sign", label="sign", label_id="ttd", skill=skill, minutes=2.0, decides=True, basis=OURS)
    standard = ServiceStandard(completion=limit, basis=OURS)
    return Service(code=code, label=code, label_id=code, steps=[sign], standard=standard)


def channel(code: str) -> Channel:
    """A channel that an officer helps in."""
    return Channel(code=code, label=code, label_id=code, electronic=True, always_open=True, assisted=True)


def place(code: str) -> WorkPlace:
    """A place for every step that can be done anywhere."""
    return WorkPlace(code=code, label=code, label_id=code, offers={"any"}, at_office=True)


THINGS: dict[str, list[Any]] = {
    "services": [service("card"), service("birth")],
    "channels": [channel("whatsapp"), channel("app")],
    "places": [place("office"), place("home")],
    "districts": [
        District(code="35.78.02", name="Wonocolo"),
        District(code="35.78.01", name="Karang Pilang"),
    ],
}
CITY = Catalogue(**THINGS, skills=["check"])


def test_things_are_found_by_code() -> None:
    """Each kind of thing is found by its code, and is the one that was given."""
    assert THINGS["services"][0] is CITY.service("card")
    assert THINGS["channels"][1] is CITY.channel("app")
    assert THINGS["places"][0] is CITY.place("office")
    assert THINGS["districts"][0] is CITY.district("35.78.02")
    assert frozenset({"check"}) == CITY.skills


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        ("service", "crad", "card"),
        ("channel", "whatsap", "whatsapp"),
        ("place", "offices", "office"),
        ("district", "35.78.03", "35.78.02"),
    ],
)
def test_an_unknown_name_is_refused_with_its_near_misses(kind: str, name: str, near: str) -> None:
    """A name that the catalogue does not hold is refused, naming its kind and what looks like it."""
    with pytest.raises(UnknownName, match=f"unknown {kind} '{name}'; did you mean {near}") as caught:
        getattr(CITY, kind)(name)
    assert (kind, name, near) == (caught.value.kind, caught.value.name, caught.value.near[0])


def test_an_empty_catalogue_says_that_it_is_empty() -> None:
    """A catalogue without anything of a kind says so."""
    with pytest.raises(UnknownName, match="nothing of this kind is known here"):
        Catalogue().channel("app")


@pytest.mark.parametrize("kind", THINGS)
def test_one_code_for_two_things_is_refused(kind: str) -> None:
    """Two things of one kind under one code are refused by name; nothing is silently replaced."""
    twice = evolve(THINGS[kind][1], code=THINGS[kind][0].code)
    with pytest.raises(DuplicateName, match=f"{kind[:-1]} '{twice.code}' is there twice") as caught:
        Catalogue(**{**THINGS, kind: [*THINGS[kind], twice]}, skills={"check"})
    assert kind[:-1] == caught.value.kind


def test_things_of_different_kinds_may_share_a_code() -> None:
    """A service and a channel of one code are two things."""
    both = Catalogue(services=[service("counter")], channels=[channel("counter")], skills={"check"})
    assert ("counter", "counter") == (both.service("counter").code, both.channel("counter").code)


def test_a_step_needs_a_skill_of_the_catalogue() -> None:
    """A skill that no officer could have is refused, naming service and step, with the near misses."""
    with pytest.raises(UnknownName, match=r"unknown skill of step card.sign 'chek'; did you mean check\?"):
        Catalogue(services=[service("card", skill="chek")], skills=["check", "print"])


def test_order_is_that_of_the_codes() -> None:
    """Whatever the order given, things come in the order of their codes, so that equal cities are equal."""
    turned = Catalogue(**{kind: things[::-1] for kind, things in THINGS.items()}, skills={"check"})
    assert CITY == turned
    assert ["birth", "card"] == list(turned.services)
    assert ["app", "whatsapp"] == list(turned.channels)
    assert list(CITY.districts) == list(turned.districts)
    assert hash(CITY) == hash(turned)


def test_one_thing_more_makes_another_catalogue() -> None:
    """A catalogue can be made from another one with something changed; the first stays as it was."""
    more = evolve(CITY, channels=[*CITY.channels.values(), channel("kiosk")])
    assert ["app", "kiosk", "whatsapp"] == list(more.channels)
    assert ["app", "whatsapp"] == list(CITY.channels)
    assert CITY.services == more.services
    assert CITY == evolve(CITY)


@settings(max_examples=25)
@given(found=catalogues(), data=st.data())
def test_a_catalogue_is_the_same_in_any_order(found: Catalogue, data: st.DataObject) -> None:
    """Shuffling what a catalogue is made of makes an equal catalogue, with every code in its place."""
    parts = {name: list(getattr(found, name).values()) for name in THINGS}
    shuffled = {name: data.draw(st.permutations(things)) for name, things in parts.items()}
    assert found == Catalogue(**shuffled, skills=sorted(found.skills, reverse=True))
    for name in THINGS:
        assert all(code == thing.code for code, thing in getattr(found, name).items())
        assert sorted(getattr(found, name)) == list(getattr(found, name))
