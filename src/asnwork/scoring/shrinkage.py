"""Shares of few cases, drawn towards a reference that was fixed before."""

from __future__ import annotations

from asnwork.domain.formula import Constant, DatedConstant, Formula, IfMissing, more_than, only_if, present
from asnwork.domain.law import Parameter
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["shrunk_share"]

_NO_CASES = ("missing", "reference")


def shrunk_share(
    part: Formula,
    whole: Formula,
    towards: Formula | Parameter | float,
    strength: Formula | Parameter | float,
    *,
    no_cases: str = "missing",
) -> Formula:
    """Return a share of few cases drawn towards a reference.

    It is (part + strength x towards) / (whole + strength).

    One bad day of three cases says little; of three hundred it says much. Use it where a figure of few cases
    would jump about, and say so: it is fair to who was unlucky and kind to who was careless. The reference is
    a number, a number of the law, or a figure of an earlier period, fixed before; never the mean of
    colleagues in the same period, or a score would depend on them.

    Args:
        part: What came out well, such as promises kept.
        whole: Of how many cases.
        towards: The reference.
        strength: For how many cases the reference counts; 0 leaves the share as it is.
        no_cases: What there is without a case: "missing", or "reference" to be given the reference for it.

    Returns:
        A formula between the share and the reference; missing where the part or the whole is.

    Raises:
        InvalidInput: The strength is a number below 0.
        UnknownName: What there is without a case is neither.

    Source: the posterior mean of a share under a Beta prior that is worth `strength` cases.

    Examples:
        >>> from asnwork.domain.formula import Figure, evaluate
        >>> share = shrunk_share(Figure("kept"), Figure("judged"), towards=0.8, strength=10)
        >>> [evaluate(share, {"kept": kept, "judged": judged}) for kept, judged in ((0, 2), (0, 90), (0, 0))]
        [0.6666666666666666, 0.08, None]
    """
    if no_cases not in _NO_CASES:
        raise UnknownName("answer to no cases", no_cases, _NO_CASES)
    if isinstance(strength, int | float) and not strength >= 0:
        raise InvalidInput(Fault("strength", given=strength, expected="0 or more cases"))
    reference, cases = _formula(towards, part.unit), _formula(strength, whole.unit)
    drawn = only_if((part + cases * reference) / (whole + cases), more_than(whole, 0, missing="no"))
    if no_cases == "missing":
        return drawn
    return IfMissing(drawn, only_if(reference, present(part) * present(whole)))


def _formula(value: Formula | Parameter | float, unit: str) -> Formula:
    if isinstance(value, Formula):
        return value
    return DatedConstant(value) if isinstance(value, Parameter) else Constant(value, unit)
