"""Evidence drawn at random: figures that the shipped scorers read, and figures that they may not."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import OfficerId
from tests.rows import AS_OF, MAY

__all__ = ["ATTENDANCE", "UNITS", "evidence", "figures", "of"]

ATTENDANCE = {
    "days_working": "days",
    "days_on_leave": "days",
    "days_on_duty": "days",
    "days_at_office": "days",
    "days_absent": "days",
    "late_cut": "share",
    "early_cut": "share",
    "absence_cut": "share",
    "steps_among_citizens": "1",
}
"""What says when and where somebody was."""

UNITS: Mapping[str, str] = {
    **ATTENDANCE,
    **dict.fromkeys(("promises_judged", "promises_kept", "reopen_judged", "not_reopened"), "1"),
    **dict.fromkeys(("first_time_judged", "right_first_time"), "1"),
    **dict.fromkeys(("trips_usual", "trips_made"), "trips"),
    **dict.fromkeys(("done.citizens", "target.citizens"), "citizens"),
    **dict.fromkeys(("solved_known", "solved_yes", "citizen_promises_judged", "citizen_promises_kept"), "1"),
    "steps_done": "steps",
    "done.work": "minutes",
    "target.work": "minutes",
    "available": "share",
    "months": "months",
}


def of(figures: Mapping[str, float | None]) -> Evidence:
    """The evidence that has these figures; the others are not there at all."""
    units = {name: UNITS[name] for name in figures}
    return Evidence(officer=OfficerId("ani"), period=MAY, as_of=AS_OF, figures=figures, units=units)


@st.composite
def figures(draw: st.DrawFn) -> dict[str, float | None]:
    """Figures that fit together: kept are never more than judged; any of them may be missing."""
    found: dict[str, float | None] = {}
    for whole, part in (
        ("promises_judged", "promises_kept"),
        ("reopen_judged", "not_reopened"),
        ("solved_known", "solved_yes"),
        ("first_time_judged", "right_first_time"),
        ("citizen_promises_judged", "citizen_promises_kept"),
    ):
        found[whole] = float(draw(st.integers(0, 40)))
        found[part] = float(draw(st.integers(0, int(found[whole] or 0))))
    days = draw(st.integers(0, 22))
    leave = draw(st.integers(0, days))
    found.update(
        {
            "days_working": float(days),
            "days_on_leave": float(leave),
            "available": 1 - leave / days if days else None,
            "steps_done": float(draw(st.integers(0, 400))),
            "done.work": draw(st.floats(0, 20_000)),
            "target.work": draw(st.floats(1, 20_000)),
            "done.citizens": float(draw(st.integers(0, 60))),
            "target.citizens": draw(st.floats(1, 60)),
            "trips_usual": float(draw(st.integers(0, 40))),
            "trips_made": float(draw(st.integers(0, 60))),
            "months": draw(st.sampled_from([0.5, 1.0, 3.0])),
        }
    )
    found.update({name: draw(st.floats(0, 2)) for name in ATTENDANCE if name not in found})
    gone = draw(st.sets(st.sampled_from(sorted(found)), max_size=6))
    return {name: None if name in gone else value for name, value in sorted(found.items())}


def evidence() -> st.SearchStrategy[Evidence]:
    """Evidence with such figures."""
    return figures().map(of)
