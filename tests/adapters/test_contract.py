"""What keeps an object from being a scorer is told all at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from attrs import evolve, field, frozen

from asnwork.adapters.contract import scorer_faults
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.scoring.score import POINTS, Draft, Scale

LAW = national_law()


@frozen
class Plain:
    """A scorer whose parts can be put wrong one by one."""

    name: Any = "plain"
    version: Any = "1"
    scale: Any = POINTS
    reads: Any = frozenset({"kept"})
    parameters: Any = ()
    units: Any = field(factory=dict)
    levers: Any = ()

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Nothing."""
        return Draft(value=None)


class Raising:
    """A scorer that cannot say what it reads."""

    name, version, scale = "raising", "1", POINTS

    @property
    def reads(self) -> frozenset[str]:
        """Raise."""
        raise KeyError("law")

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Nothing."""
        return Draft(value=None)


class OneArgument(Plain):
    """A scorer that does not take the day."""

    def score(self, view: Any) -> Any:  # type: ignore[override]
        """Nothing."""


class NoMethod(Plain):
    """A scorer whose score is a number."""

    score: Any = 80.0


class BuiltIn(Plain):
    """A scorer whose method shows no signature."""

    score: Any = staticmethod(max)


def paths(thing: object) -> list[str]:
    """Where the faults of an object are."""
    return [fault.path for fault in scorer_faults(thing)]


@pytest.mark.parametrize("pay", all_pays(LAW), ids=lambda pay: pay.name)
def test_shipped_scorers_have_no_faults(pay: Any) -> None:
    """Every shipped scorer fits."""
    assert () == scorer_faults(pay.scorer)


@pytest.mark.parametrize("thing", [Plain(), BuiltIn()])
def test_a_plain_object_has_no_faults(thing: object) -> None:
    """No base class is asked for, nor a signature where there is none to see."""
    assert () == scorer_faults(thing)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("name", 5),
        ("name", ""),
        ("name", "near x far"),
        ("version", 1),
        ("version", "  "),
        ("scale", (0, 100)),
        ("reads", {"kept"}),
        ("reads", "kept"),
        ("reads", frozenset({1})),
        ("parameters", [1]),
        ("parameters", (1,)),
        ("units", [("kept", "1")]),
        ("units", {"kept": 1}),
        ("levers", ("kept",)),
        ("levers", None),
    ],
)
def test_one_thing_wrong_is_one_fault(name: str, wrong: Any) -> None:
    """The fault says where, what was given and what was expected."""
    (fault,) = scorer_faults(evolve(Plain(), **{name: wrong}))
    assert (name, wrong) == (fault.path, fault.given)
    assert fault.expected


def test_all_faults_come_at_once() -> None:
    """Required ones first, then those of what the object need not have."""
    wrong = Plain(name=1, version=2, scale=Scale, reads=[], parameters=3, units=4, levers=5)
    expected = ["name", "version", "scale", "reads", "parameters", "units", "levers"]
    assert expected == paths(wrong)
    assert ["name", "version", "scale", "reads", "score"] == paths(object())


@pytest.mark.parametrize("thing", [OneArgument(), NoMethod()])
def test_the_method_takes_view_and_day(thing: object) -> None:
    """A method that cannot be called with both is a fault."""
    assert ["score"] == paths(thing)


def test_an_attribute_that_raises_is_a_fault() -> None:
    """What it raised is told, and the others are looked at all the same."""
    (fault,) = scorer_faults(Raising())
    assert "reads: given KeyError: 'law', expected a frozenset of the names of figures" == str(fault)


def test_a_class_is_no_scorer() -> None:
    """The class is told from its object, and only that is said."""
    (fault,) = scorer_faults(Plain)
    assert "hand over Plain(...)" == fault.hint
