"""Laws of a steady answer: by the work alone, not by the moment, by chance, by order or by colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.evidence import UnitEvidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording
from asnwork.scoring.score import Draft
from asnwork.scoring.scorer import Scorer, evaluate
from asnwork.testing.laws.answers import Answer, NoAnswer, answer_of, fresh, last_day, told
from asnwork.testing.laws.law import Case, Month, ScorerLaw
from asnwork.testing.laws.outside import looks_outside

__all__ = ["DETERMINISTIC", "ORDER", "PEERS"]

Months = SearchStrategy[Month]
_COLLEAGUES = 3


# --- deterministic -----------------------------------------------------------------------------


def _unsteady(scorer: Scorer, case: Case) -> str:
    (month,) = case.months.values()
    first = answer_of(scorer, month)  # imports what the scorer imports late, which no look outside is
    answers: list[Answer] = [first]
    for _ in range(2):
        found, looks = looks_outside(lambda: evaluate(scorer, month))
        if looks:
            return f"it looks at {', '.join(looks)}"
        answers.append(found)
    differing = next((each for each in answers if each != first), None)
    return "" if differing is None else f"asked again it answers {_apart(first, differing)}"


def _apart(first: Answer, second: Answer) -> str:
    if told(first) == told(second):
        return f"{told(second)} with other parts or reasons"
    return f"{told(second)}, not {told(first)}"


DETERMINISTIC = ScorerLaw(
    name="deterministic",
    statement=Wording(
        "The same work gets the same score, whenever, wherever and however often it is asked for.",
        "Hasil kerja yang sama mendapat nilai yang sama, kapan pun, di mana pun, dan berapa kali pun "
        "dihitung.",
    ),
    cases=lambda scorer, months: months.map(lambda month: Case(months={"month": month})),
    fault=_unsteady,
)


# --- order -------------------------------------------------------------------------------------


@st.composite
def _reordered(draw: st.DrawFn, scorer: Scorer, months: Months) -> Case:
    month = draw(months)
    names = draw(st.permutations(sorted(month.figures)))
    other = evolve(month, figures={name: month.figures[name] for name in names})
    return Case(months={"one order": month, "another": other})


def _by_order(scorer: Scorer, case: Case) -> str:
    first, second = (_draft(scorer, month) for month in case.months.values())
    if first == second:
        return ""
    one, other = (", ".join(_seen(scorer, month)) for month in case.months.values())
    if first.value == second.value:
        return f"parts or reasons differ between {one} and {other}"
    return f"it answers {first.value} to {one} and {second.value} to {other}"


def _seen(scorer: Scorer, month: Month) -> Sequence[str]:
    return [name for name in month.figures if name in scorer.reads]


def _draft(scorer: Scorer, month: Month) -> Draft:
    """What a scorer hands in for figures in this very order; `evaluate` always shows them by name."""
    order = _seen(scorer, month)
    view = {**{name: month.figures[name] for name in order}, **dict.fromkeys(scorer.reads - {*order})}
    try:
        return fresh(scorer).score(view, last_day(month))
    except Exception as error:
        raise NoAnswer(str(error)) from error


ORDER = ScorerLaw(
    name="order",
    statement=Wording(
        "The order in which the figures come changes nothing.",
        "Urutan datangnya angka tidak mengubah apa pun.",
    ),
    cases=_reordered,
    fault=_by_order,
)


# --- peers -------------------------------------------------------------------------------------


@st.composite
def _company(draw: st.DrawFn, scorer: Scorer, months: Months) -> Case:
    found = draw(st.lists(months, min_size=2, max_size=_COLLEAGUES))
    names = ["officer", *(f"colleague_{number}" for number in range(1, len(found)))]
    return Case(months={name: _of(name, month) for name, month in zip(names, found, strict=True)})


def _of(name: str, month: Month) -> Month:
    """The month as that of another officer, or another unit."""
    if isinstance(month, UnitEvidence):
        return evolve(month, unit=name)
    return evolve(month, officer=OfficerId(name))


def _by_company(scorer: Scorer, case: Case) -> str:
    officer, *colleagues = case.months.values()
    alone = answer_of(fresh(scorer), officer)
    for order, company in (("before", colleagues), ("in turn with", colleagues[::-1])):
        shared = fresh(scorer)
        for colleague in company:
            if order != "before":
                answer_of(shared, officer)
            answer_of(shared, colleague)
        among = answer_of(shared, officer)
        if among != alone:
            scored = f"when {len(company)} colleagues were scored {order}"
            return f"alone the officer gets {told(alone)}; {scored}, {_apart(alone, among)}"
    return ""


PEERS = ScorerLaw(
    name="peers",
    statement=Wording(
        "The score of an officer does not depend on colleagues.",
        "Nilai seorang pegawai tidak bergantung pada rekan kerjanya.",
    ),
    cases=_company,
    fault=_by_company,
)
