from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from asnwork.domain.law import Instrument, Law, Reform, apply_reforms
from asnwork.errors import DuplicateName, UnknownName
from tests.domain.law.samples import PERPRES, law, parameter

CUT, EARLY_CUT, RATE = (parameter(path, 1.0) for path in ("tpp.late_cut", "tpp.early_cut", "tppx.rate"))
THREE = Instrument(title="three", parameters=[CUT, EARLY_CUT, RATE])


def test_an_instrument_keeps_the_order_of_the_text() -> None:
    """An instrument gives its parameters in the order in which they stand, and each by its path."""
    assert [CUT, EARLY_CUT, RATE] == list(THREE)
    assert CUT is THREE["tpp.late_cut"]
    with pytest.raises(UnknownName, match=r"did you mean tpp\.late_cut"):
        THREE["tpp.late_cuts"]


def test_an_instrument_is_called_by_what_is_known_of_it() -> None:
    """Its file names it, else its reference, else its title; two are equal without the file."""
    cited = evolve(THREE, reference=PERPRES)
    assert "three" == str(THREE)
    assert "Perpres 21/2023 art. 4(1)" == str(cited)
    assert "a.toml" == str(evolve(cited, source="a.toml"))
    assert cited == evolve(cited, source="a.toml") != THREE


def test_an_instrument_sets_a_path_once_and_replaces_only_that() -> None:
    """A path that stands twice, and one that is replaced but not set, are refused."""
    with pytest.raises(DuplicateName, match=r"'tpp\.late_cut'"):
        Instrument(title="twice", parameters=[CUT, EARLY_CUT, CUT])
    with pytest.raises(UnknownName, match=r"'tpp\.late'; did you mean tpp\.late_cut"):
        Instrument(title="other", parameters=[CUT], replaces=["tpp.late"])


def test_a_law_finds_its_parameters() -> None:
    """A law gives a parameter by its path, names near misses, and lists what it has in the order of paths."""
    found = Law(parameters=[CUT, EARLY_CUT])
    assert CUT is found["tpp.late_cut"]
    assert [EARLY_CUT, CUT] == list(found)
    assert 2 == len(found)
    assert "tpp.early_cut" in found
    assert "tpp" not in found
    with pytest.raises(UnknownName, match=r"did you mean tpp\.late_cut"):
        found["tpp.late_cuts"]


def test_a_path_stands_once() -> None:
    """Two parameters under one path are refused."""
    with pytest.raises(DuplicateName, match=r"'tpp\.late_cut'"):
        Law(parameters=[CUT, EARLY_CUT, CUT])


def test_a_stem_stands_for_what_hangs_under_it() -> None:
    """What is under a stem begins with it and a dot, or is it; a likeness of letters is not enough."""
    found = Law(parameters=THREE.parameters)
    assert (EARLY_CUT, CUT) == found.under("tpp")
    assert (CUT,) == found.under("tpp.late_cut")
    assert ("tpp", "tpp.early_cut", "tpp.late_cut", "tppx", "tppx.rate") == found.stems()
    with pytest.raises(UnknownName, match="part of the law 'tp'; did you mean tpp"):
        found.under("tp")


def test_laws_are_equal_by_what_they_say() -> None:
    """How a law came about is no part of what it says, and the order of parameters neither."""
    three = Reform.of("three", "hours.break", 30, since=date(2026, 1, 1), reason="what if")
    reformed = apply_reforms(law(), three)
    assert reformed == Law(parameters=reversed(reformed.parameters))
    assert reformed != law()
    assert (three,) == reformed.reforms
    assert law() == reformed.baseline
