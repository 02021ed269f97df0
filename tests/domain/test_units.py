from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.units import DIMENSIONLESS, divided, multiplied, same
from asnwork.errors import UnitMismatch

NAMES = ["minutes", "days", "rupiah"]


def joined() -> st.SearchStrategy[str]:
    """Units of one to four names, above and below the line."""
    parts = st.lists(st.sampled_from(NAMES), max_size=2)
    return st.tuples(parts, parts).map(
        lambda both: ("*".join(both[0]) or "1") + "".join(f"/{name}" for name in both[1])
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("minutes", "minutes", "minutes"),
        ("minutes*days", "days*minutes", "minutes*days"),
        ("minutes/minutes", "share", "minutes/minutes"),
        ("share", "share", "share"),
        ("share/days", "1/days", "share/days"),
        ("share", "yes/no", "1"),
        ("yes/no", "1", "1"),
    ],
)
def test_units_that_go_together(left: str, right: str, expected: str) -> None:
    """Units that are equal, however they are written, add up in the first of them; pure numbers mix."""
    assert expected == same(left, right, "add")


@pytest.mark.parametrize(
    ("left", "right"), [("minutes", "days"), ("minutes", "1"), ("rupiah/days", "rupiah")]
)
def test_units_that_do_not_go_together(left: str, right: str) -> None:
    """Other units are refused, with both, what was to be done with them, and where."""
    with pytest.raises(UnitMismatch, match=f"cannot add '{left}' and '{right}' in the sum") as caught:
        same(left, right, "add", "the sum")
    assert (left, right, "add") == (caught.value.left, caught.value.right, caught.value.operation)


@pytest.mark.parametrize(
    ("left", "right", "product", "quotient"),
    [
        ("rupiah", "days", "days*rupiah", "rupiah/days"),
        ("rupiah/days", "days", "rupiah", "rupiah/days*days"),
        ("share", "rupiah", "rupiah", "share/rupiah"),
        ("rupiah", "share", "rupiah", "rupiah"),
        ("share", "share", "share", "1"),
        ("yes/no", "yes/no", "yes/no", "yes/no"),
        ("share", "yes/no", "1", "share"),
        ("yes/no", "minutes", "minutes", "1/minutes"),
        ("minutes", "minutes", "minutes*minutes", "1"),
        ("1/days", "1/days", "1/days*days", "1"),
    ],
)
def test_products_and_quotients(left: str, right: str, product: str, quotient: str) -> None:
    """Units multiply and cancel; a pure number changes no unit; a condition over a condition stays one."""
    assert product == multiplied(left, right)
    same(quotient, divided(left, right), "compare")


def test_yes_over_yes_is_yes() -> None:
    """Yes or no under a condition is still yes or no, and a share of a share is no share of one."""
    assert ("yes/no", "1") == (divided("yes/no", "yes/no"), divided("share", "share"))


@given(joined(), joined())
def test_dividing_undoes_multiplying(left: str, right: str) -> None:
    """What is multiplied and then divided by one unit is in the unit that it was in."""
    same(left, divided(multiplied(left, right), right), "compare")
    same(left, multiplied(divided(left, right), right), "compare")


@given(joined(), joined())
def test_the_order_of_factors_does_not_matter(left: str, right: str) -> None:
    """A product is in one unit, whichever factor comes first."""
    same(multiplied(left, right), multiplied(right, left), "compare")


@given(joined())
def test_a_pure_number_changes_nothing(unit: str) -> None:
    """Any pure number leaves a unit as it is."""
    for number in sorted(DIMENSIONLESS):
        same(unit, multiplied(unit, number), "compare")
        same(unit, multiplied(number, unit), "compare")
        same(unit, divided(unit, number), "compare")
