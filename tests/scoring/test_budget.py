from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.identity import OfficerId
from asnwork.errors import InvalidInput
from asnwork.scoring.budget import budget_neutral

shares_of = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3).map(OfficerId), st.floats(0.001, 1), min_size=1, max_size=8
)


@given(shares_of, st.integers(0, 10**9), st.integers(0, 10**6), st.integers())
def test_every_scheme_pays_the_same_total(
    shares: dict[OfficerId, float], total: int, base: int, seed: int
) -> None:
    """Amounts add up to the total, follow the shares, and do not depend on the order of the officers."""
    bases = dict.fromkeys(shares, base + 1)
    paid = budget_neutral(shares, bases, total)
    assert total == paid.total == sum(paid.amounts.values())
    for officer, share in shares.items():
        assert abs(paid.amounts[officer] - share * (base + 1) * paid.scale) < 1 + 1e-6 * total
    shuffled = list(shares)
    random.Random(seed).shuffle(shuffled)
    again = budget_neutral({officer: shares[officer] for officer in shuffled}, bases, total)
    assert paid == again
    assert list(paid.amounts) == sorted(shares)


def test_the_scale_says_by_what_shares_were_multiplied() -> None:
    """Half the need of the shares is paid by half of each."""
    bases = {OfficerId("a"): 1_000_000, OfficerId("b"): 3_000_000}
    paid = budget_neutral({OfficerId("a"): 1.0, OfficerId("b"): 1.0}, bases, 2_000_000)
    assert 0.5 == paid.scale
    assert {"a": 500_000, "b": 1_500_000} == paid.amounts


def test_nothing_to_pay_pays_nothing() -> None:
    """A total of nothing needs no share; a total without any share is refused."""
    nobody = {OfficerId("a"): 0.0}
    nothing = budget_neutral(nobody, {OfficerId("a"): 5}, 0)
    assert ({"a": 0}, 1.0) == (nothing.amounts, nothing.scale)
    assert {"a": 0, "b": 7} == budget_neutral(
        {OfficerId("a"): 1.0, OfficerId("b"): 1.0}, {OfficerId("a"): 0, OfficerId("b"): 5}, 7
    ).amounts
    assert 0 == budget_neutral({}, {}, 0).total
    with pytest.raises(InvalidInput, match="at least one share above 0"):
        budget_neutral(nobody, {OfficerId("a"): 5}, 1)


def test_what_is_missing_is_refused_and_named() -> None:
    """A held share, a missing base and a total that is no amount are all named at once."""
    a, b, c = OfficerId("a"), OfficerId("b"), OfficerId("c")
    with pytest.raises(InvalidInput) as caught:
        budget_neutral({a: None, b: float("nan"), c: 0.5}, {a: 1, b: -1}, -5)
    paths = [fault.path for fault in caught.value.faults]
    assert ["shares[a]", "shares[b]", "bases[b]", "bases[c]", "total"] == paths
    assert "decide first" in caught.value.faults[0].hint
