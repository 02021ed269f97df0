from __future__ import annotations

import pytest

from asnwork.domain.law import Basis, Certainty, InForce, LegalReference, assumed
from asnwork.errors import InvalidInput
from tests.domain.law.samples import PERPRES

CIRCULAR = LegalReference(kind="SE Mendagri", number="800.1.5/3349/SJ", year=2026)


def test_a_reference_reads_as_lawyers_cite_it() -> None:
    """A reference gives kind, number, year and article; a number that holds slashes already has its year."""
    assert "Perpres 21/2023 art. 4(1)" == str(PERPRES)
    assert "SE Mendagri 800.1.5/3349/SJ" == str(CIRCULAR)
    assert InForce.UNKNOWN is PERPRES.in_force


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (Basis(certainty=Certainty.ENACTED, reference=PERPRES), "Perpres 21/2023 art. 4(1)"),
        (Basis(certainty=Certainty.REPORTED, reference=CIRCULAR), "reported: SE Mendagri 800.1.5/3349/SJ"),
        (assumed("the middle"), "assumed: the middle"),
        (Basis(certainty=Certainty.ASSUMED, reason="the middle", reference=PERPRES), "assumed: the middle"),
    ],
)
def test_a_basis_says_how_sure_it_is(basis: Basis, expected: str) -> None:
    """A basis shows its reference or its reason, and unless it is enacted a word of doubt."""
    assert expected == str(basis)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_assumption_has_a_reason(reason: str) -> None:
    """An assumed value without a reason in words is refused."""
    with pytest.raises(InvalidInput, match="why this is assumed"):
        assumed(reason)


@pytest.mark.parametrize("certainty", [Certainty.ENACTED, Certainty.REPORTED])
def test_a_rule_has_a_reference(certainty: Certainty) -> None:
    """An enacted or reported value without a reference is refused, with the way out."""
    with pytest.raises(InvalidInput, match=f"that is {certainty.value}.*mark it assumed"):
        Basis(certainty=certainty, reason="read somewhere")
