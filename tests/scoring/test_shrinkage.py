from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Figure, evaluate
from asnwork.domain.law import Dated, Parameter, assumed
from asnwork.errors import InvalidInput, UnknownName
from asnwork.scoring.shrinkage import shrunk_share

PART, WHOLE = Figure("part"), Figure("whole")
SHARE = st.floats(0, 1)
STRENGTH = st.floats(0, 1000)


def drawn(part: float | None, whole: float | None, towards: float, strength: float, **options: str) -> float:
    """A share drawn towards a number."""
    formula = shrunk_share(PART, WHOLE, towards, strength, **options)
    return evaluate(formula, {"part": part, "whole": whole})


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, int]:
    """A part of a whole that has a case in it."""
    whole = draw(st.integers(1, 500))
    return draw(st.integers(0, whole)), whole


@given(cases(), SHARE, STRENGTH)
def test_it_lies_between_the_share_and_the_reference(
    case: tuple[int, int], towards: float, strength: float
) -> None:
    """It never passes either end."""
    low, high = sorted((case[0] / case[1], towards))
    assert low - 1e-9 <= drawn(*case, towards, strength) <= high + 1e-9


@given(cases(), SHARE, st.floats(0.1, 1000))
def test_many_cases_speak_for_themselves(case: tuple[int, int], towards: float, strength: float) -> None:
    """With the same share of ever more cases it comes ever nearer to the share, and in the end is it."""
    raw = case[0] / case[1]
    far = [abs(drawn(case[0] * n, case[1] * n, towards, strength) - raw) for n in (1, 10, 100, 10**9)]
    assert all(after <= before + 1e-12 for before, after in pairwise(far))
    assert 0 == pytest.approx(far[-1], abs=1e-5)


@given(cases(), SHARE)
def test_without_strength_it_is_the_share(case: tuple[int, int], towards: float) -> None:
    """A reference that counts for no case changes nothing."""
    assert case[0] / case[1] == drawn(*case, towards, 0)


@given(SHARE, STRENGTH)
def test_no_cases_are_missing_unless_asked_by_name(towards: float, strength: float) -> None:
    """Without a case nobody gets the reference, but for those who asked for it."""
    assert drawn(0, 0, towards, strength) is None
    assert towards == drawn(0, 0, towards, strength, no_cases="reference")


@given(cases(), SHARE, STRENGTH)
def test_who_asks_for_the_reference_gets_it_only_without_cases(
    case: tuple[int, int], towards: float, strength: float
) -> None:
    """With a case both are the same."""
    assert drawn(*case, towards, strength) == drawn(*case, towards, strength, no_cases="reference")


@pytest.mark.parametrize("no_cases", ["missing", "reference"])
@pytest.mark.parametrize(("part", "whole"), [(None, 3.0), (1.0, None), (None, None), (None, 0.0)])
def test_what_is_not_known_stays_so(part: float | None, whole: float | None, no_cases: str) -> None:
    """A missing part or whole is missing, and is given no reference."""
    assert drawn(part, whole, 0.5, 10, no_cases=no_cases) is None


def test_reference_and_strength_may_be_law_or_figures() -> None:
    """A number of the law, a figure of an earlier period and a plain number do the same."""
    day, always = date(2026, 5, 31), Dated.always(assumed("example"))
    law = [
        Parameter(path=path, unit=unit, values=Dated.always(value), basis=always)
        for path, unit, value in (("x.towards", "share", 0.8), ("x.strength", "1", 10.0))
    ]
    figures = {"part": 3.0, "whole": 10.0, "before": 0.8, "cases": 10.0}
    found = [
        evaluate(shrunk_share(PART, WHOLE, *how), figures, on=day)
        for how in (law, (Figure("before", "share"), Figure("cases")), (0.8, 10))
    ]
    assert [0.55] * 3 == found


def test_what_cannot_be_is_refused() -> None:
    """A strength below 0, or none at all, and another answer to no cases are refused."""
    for strength in (-1, float("nan")):
        with pytest.raises(InvalidInput, match="0 or more cases"):
            shrunk_share(PART, WHOLE, 0.5, strength)
    with pytest.raises(UnknownName, match="answer to no cases 'zero'"):
        shrunk_share(PART, WHOLE, 0.5, 1, no_cases="zero")
