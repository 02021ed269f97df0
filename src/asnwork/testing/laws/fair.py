"""Laws of a fair answer: more of what is good never lowers it, and neither does lawful leave."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.plan import AVAILABLE
from asnwork.domain.reason import Wording
from asnwork.scoring.score import InsufficientEvidence
from asnwork.scoring.scorer import Lever, Scorer
from asnwork.testing.laws.answers import answer_of, ranks_lower, told
from asnwork.testing.laws.gathered import gathered_leave, is_gathered
from asnwork.testing.laws.law import Case, Month, ScorerLaw
from asnwork.testing.laws.months import changed, levers_of, of_unit, units_of

__all__ = ["LEAVE", "MONOTONE", "leave_cases", "with_nothing_due"]

Months = SearchStrategy[Month]
_MORE = 200
_PARTS = 10


# --- monotone ----------------------------------------------------------------------------------


def _pulled(scorer: Scorer, months: Months) -> SearchStrategy[Case] | None:
    levers = levers_of(scorer)
    return _one_lever(levers, months) if levers else None


@st.composite
def _one_lever(draw: st.DrawFn, levers: tuple[Lever, ...], months: Months) -> Case:
    lever, month = draw(st.sampled_from(levers)), draw(months)
    value, most = month.figures.get(lever.figure), month.figures.get(lever.most)
    known = value is not None and (not lever.most or most is not None)
    after = month
    if value is not None and known:
        better = draw(_better(lever, value, most))
        after = changed(month, {lever.figure: better})
    return Case(months={"before": month, "after": after}, figure=lever.figure)


def _better(lever: Lever, value: float, most: float | None) -> SearchStrategy[float]:
    """Values of a lever that are better than the one it has, the best more often than by chance."""
    if lever.better == "less":
        best = min(value, 0.0)
    else:
        best = max(value, value + _MORE if most is None else most)
    parts = int(abs(best - value)) if lever.whole else _PARTS
    step = (1.0 if best > value else -1.0) if lever.whole else (best - value) / _PARTS
    between = st.integers(0, parts).map(lambda number: value + number * step)
    return between | st.just(best)


def _lowered(scorer: Scorer, case: Case) -> str:
    before, after = (answer_of(scorer, month) for month in case.months.values())
    if not ranks_lower(before, after):
        return ""
    was, now = (month.figures[case.figure] for month in case.months.values())
    return f"with {case.figure} {now:.10g} instead of {was:.10g}: {told(after)} instead of {told(before)}"


MONOTONE = ScorerLaw(
    name="monotone",
    statement=Wording(
        "More of what the scorer calls good, and all else the same, never ranks an officer lower.",
        "Bertambahnya hal yang dinyatakan baik oleh cara penilaian, jika hal lain sama, tidak pernah "
        "menurunkan peringkat pegawai.",
    ),
    cases=_pulled,
    fault=_lowered,
)


# --- lawful leave ------------------------------------------------------------------------------


def leave_cases(units: Mapping[str, str], months: Months) -> SearchStrategy[Case] | None:
    """Return two months with the same done, the second with more lawful leave.

    Args:
        units: The figures that are read, each with its unit.
        months: Officer-months.

    Returns:
        The cases; None where leave cannot matter.
    """
    prorated = tuple(name for name in units if name == AVAILABLE or name.startswith("target."))
    kinds = [_less_due(prorated, months)] if prorated else []
    if any(is_gathered(name) for name in units):
        kinds.append(gathered_leave(units, months))
    return st.one_of(*kinds) if kinds else None


@st.composite
def _less_due(draw: st.DrawFn, names: tuple[str, ...], months: Months) -> Case:
    month, name = draw(months), draw(st.sampled_from(names))
    value = month.figures.get(name)
    after = month
    if value is not None:
        least = 0 if name == AVAILABLE else 1
        after = changed(month, {name: value * draw(st.integers(least, _PARTS)) / _PARTS})
    return Case(months={"before": month, "more leave": after}, figure=name)


def with_nothing_due(month: Month) -> bool:
    """Return whether leave takes up the whole period, so that there is nothing to achieve in it."""
    return month.figures.get(AVAILABLE) == 0


def _lowered_by_leave(scorer: Scorer, case: Case) -> str:
    months = list(case.months.values())
    before, after = (answer_of(scorer, month) for month in months)
    if isinstance(after, InsufficientEvidence) and with_nothing_due(months[1]):
        return ""
    return f"{told(after)} instead of {told(before)}" if ranks_lower(before, after) else ""


LEAVE = ScorerLaw(
    name="leave",
    statement=Wording(
        "With the same work done, lawful leave never lowers a score.",
        "Dengan hasil kerja yang sama, cuti yang sah tidak pernah menurunkan nilai.",
    ),
    cases=lambda scorer, months: None if of_unit(scorer) else leave_cases(units_of(scorer), months),
    fault=_lowered_by_leave,
)
