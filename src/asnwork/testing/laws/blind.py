"""The law of blindness: when and where somebody was present changes nothing."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.reason import Wording
from asnwork.scoring.score import InsufficientEvidence
from asnwork.scoring.scorer import Scorer
from asnwork.testing.laws.answers import Answer, answer_of, told
from asnwork.testing.laws.law import Case, Month, ScorerLaw
from asnwork.testing.laws.months import changed, presence_figures

__all__ = ["BLIND", "blind_to", "presence_cases"]

_MOST = 22


def blind_to(*figures: str) -> ScorerLaw:
    """Return the law that figures of attendance and place change nothing in a score.

    Args:
        figures: Names of a city's own, beside those that the library gathers; `BLIND` has none.

    Examples:
        >>> blind_to("standby_days").name
        'blind'
    """
    return ScorerLaw(
        name="blind",
        statement=Wording(
            "When and where an officer was present changes nothing in the score.",
            "Kapan dan di mana pegawai hadir tidak mengubah nilainya.",
        ),
        cases=lambda scorer, months: presence_cases(months, figures),
        fault=_leak,
    )


@st.composite
def presence_cases(draw: st.DrawFn, months: SearchStrategy[Month], figures: tuple[str, ...] = ()) -> Case:
    """Two months that differ in figures of presence and place alone, and in further ones that are named."""
    names = sorted({*presence_figures(), *figures})
    month = draw(months)
    values = st.integers(0, _MOST).map(float) | st.none()
    some = st.dictionaries(st.sampled_from(names), values, min_size=1)
    presence = draw(some | st.fixed_dictionaries(dict.fromkeys(names, values)))
    return Case(months={"before": month, "after": changed(month, presence)})


def _leak(scorer: Scorer, case: Case) -> str:
    before, after = (answer_of(scorer, month) for month in case.months.values())
    if _what_counts(before) == _what_counts(after):
        return ""
    if told(before) == told(after):
        return f"the parts of the answer, {told(after)}, change with presence"
    return f"with the same work done, presence makes it {told(after)} instead of {told(before)}"


def _what_counts(found: Answer) -> object:
    """A score with its parts, without the words; that there is none, whatever is missing for one."""
    if isinstance(found, InsufficientEvidence):
        return None
    parts = [(part.name, part.value, part.effective_weight) for part in found.parts]
    return found.value, found.gate, found.coverage, parts


BLIND = blind_to()
