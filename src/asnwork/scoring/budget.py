"""Schemes compared at the same total: the shares of each scheme scaled to one budget, to the rupiah."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from asnwork.domain.identity import OfficerId
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.rupiah import ONE, adding_up, is_whole, whole_parts

__all__ = ["BudgetNeutral", "budget_neutral"]


@frozen(kw_only=True)
class BudgetNeutral:
    """One total paid out by the shares of a scheme.

    Attributes:
        total: Rupiah paid in all.
        scale: By what every share was multiplied; above 1 when the shares alone would pay less.
        amounts: Rupiah for each officer; they add up to the total.
    """

    total: int
    scale: float
    amounts: Mapping[OfficerId, int] = field(hash=False)


def budget_neutral(
    shares: Mapping[OfficerId, float | None], bases: Mapping[OfficerId, int], total: int
) -> BudgetNeutral:
    """Return what each officer gets when the shares of a scheme are scaled to a total.

    Args:
        shares: Each officer's share of the base, 0 to 1, such as `share_formula` gives it.
        bases: Each officer's base for the period, whole rupiah.
        total: What is paid in all, whole rupiah.

    Returns:
        Whole rupiah that add up to the total (largest remainder, ties by id), whatever the order of the
        officers. A scale above 1 may pay somebody more than the base: a comparison at the same total
        compares who gets which part of it.

    Raises:
        InvalidInput: A share or a base is missing or no amount, or all shares are 0 and the total is not.

    Examples:
        >>> halves = {OfficerId("a"): 0.5, OfficerId("b"): 1.0}
        >>> paid = budget_neutral(halves, {OfficerId("a"): 1000, OfficerId("b"): 1000}, 1000)
        >>> paid.amounts, round(paid.scale, 4)
        ({'a': 333, 'b': 667}, 0.6667)
    """
    officers = sorted(shares.keys() | bases.keys())
    faults = [
        fault for officer in officers for fault in _faults(officer, shares.get(officer), bases.get(officer))
    ]
    if not is_whole(total, least=0):
        faults.append(Fault("total", given=total, expected="whole rupiah, 0 or more"))
    if faults:
        raise InvalidInput(*faults, source="budget")
    due = [whole_parts(shares[officer] or 0.0) * bases[officer] for officer in officers]
    whole = sum(due)
    if whole == 0:
        if total:
            expected = "at least one share above 0, to pay the total by"
            raise InvalidInput(Fault("shares", given="all 0", expected=expected), source="budget")
        return BudgetNeutral(total=0, scale=1.0, amounts=dict.fromkeys(officers, 0))
    amounts = adding_up([part * total for part in due], whole, total)
    return BudgetNeutral(
        total=total, scale=total * ONE / whole, amounts=dict(zip(officers, amounts, strict=True))
    )


def _faults(officer: OfficerId, share: float | None, base: int | None) -> list[Fault]:
    found = []
    if share is None or not 0 <= share < float("inf"):
        hint = "decide first what an officer gets whose line is held" if share is None else ""
        found.append(Fault(f"shares[{officer}]", given=share, expected="a share, 0 or more", hint=hint))
    if not is_whole(base, least=0):
        found.append(Fault(f"bases[{officer}]", given=base, expected="whole rupiah, 0 or more"))
    return found
