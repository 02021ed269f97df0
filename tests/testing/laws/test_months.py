from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence, Period
from asnwork.testing.broken import SoundScorer
from asnwork.testing.laws import officer_months, presence_figures
from tests.testing.laws.shipped import shipped_scorers

SCORERS = {scorer.name: scorer for scorer in shipped_scorers()}


@given(st.data())
def test_a_month_has_what_a_scorer_reads_and_what_it_should_not_see(data: st.DataObject) -> None:
    """Every figure that is read is there with its unit, and beside them those of presence and place."""
    scorer = data.draw(st.sampled_from(sorted(SCORERS)).map(SCORERS.__getitem__))
    month = data.draw(officer_months(scorer))
    assert scorer.reads | set(presence_figures()) <= set(month.figures)
    assert {name: month.units[name] for name in scorer.units} == scorer.units


PARTS = {
    "promises_kept": "promises_judged",
    "not_reopened": "reopen_judged",
    "solved_yes": "solved_known",
    "days_absent": "days_working",
}


@given(officer_months(SCORERS["outcome"]))
def test_a_part_is_never_more_than_its_whole(month: Evidence) -> None:
    """No more is kept than judged, no more days are absent than worked; nothing is below zero."""
    for part, whole in PARTS.items():
        value, most = month[part], month[whole]
        assert value is None or most is None or value <= most
    assert all(value is None or value >= 0 for value in month.figures.values())


def test_missing_figures_are_drawn() -> None:
    """Some months lack a figure that the scorer reads, and some have them all."""
    seen = set()

    @settings(database=None)
    @given(officer_months(SCORERS["outcome"]))
    def look(month: Evidence) -> None:
        seen.add(any(month[name] is None for name in SCORERS["outcome"].reads))

    look()
    assert {True, False} == seen


@given(
    officer_months(
        SoundScorer(),
        also=["late_cut", "own_figure"],
        figures={"promises_judged": st.just(7.0)},
        period=Period.month(2026, 1, zone="Asia/Jayapura"),
    )
)
def test_a_caller_may_say_otherwise(month: Evidence) -> None:
    """A caller may replace the strategy of one figure, add figures, and name the period."""
    assert (7.0, "1", "share") == (
        month["promises_judged"],
        month.units["own_figure"],
        month.units["late_cut"],
    )
    assert "2026-01-01 to 2026-01-31" == str(month.period)
    assert month["promises_kept"] is None or month["promises_kept"] <= 7
