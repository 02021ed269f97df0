from __future__ import annotations

import pytest

from asnwork.domain.law import Item, Items
from asnwork.errors import DuplicateName, InvalidInput

DATA = Items([Item(code="health", label="health data", label_id="data kesehatan"), Item(code="genetic")])


def test_a_list_keeps_its_order() -> None:
    """A list of the law gives its entries and codes in their order, and knows what is in it."""
    assert ("health", "genetic") == DATA.codes
    assert ["health data", "genetic"] == [str(item) for item in DATA]
    assert 2 == len(DATA)
    assert "genetic" in DATA
    assert "health data" not in DATA


def test_a_list_of_bare_codes_is_soon_made() -> None:
    """Codes alone make a list without labels."""
    assert Items([Item(code="b"), Item(code="a")]) == Items.of(["b", "a"])
    assert Items.of(["a", "b"]) != Items.of(["b", "a"])


@pytest.mark.parametrize("code", ["", " "])
def test_an_entry_has_a_code(code: str) -> None:
    """An entry without a code is refused."""
    with pytest.raises(InvalidInput, match=r"code: .* expected the name of the entry"):
        Item(code=code)


def test_a_list_has_entries_and_each_once() -> None:
    """An empty list and a code that stands twice are refused."""
    with pytest.raises(InvalidInput, match=r"items: .* at least one entry"):
        Items([])
    with pytest.raises(DuplicateName, match="'a'"):
        Items.of(["a", "b", "a"])
