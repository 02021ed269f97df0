"""Scoring by outcome: the work done, and what citizens got of it."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.formula import Constant, DatedConstant, Figure, maximum
from asnwork.domain.law import Law, Parameter
from asnwork.domain.plan import PlannedResult, achievement
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import WORK, main_job
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer, Lever, PartRule
from asnwork.scoring.strategies.output import done_lever

__all__ = ["outcome"]

_HUNDRED = Constant(100, "points")
_OUTPUT = Wording(
    "of the main job at least $value % is done", "kinerja utama tercapai sekurang-kurangnya $value %"
)
_KEPT = Wording(
    "$promises_kept of $promises_judged promises kept", "$promises_kept dari $promises_judged janji ditepati"
)
_FIRST_TIME = Wording(
    "$right_first_time of $first_time_judged requests right first time",
    "$right_first_time dari $first_time_judged permohonan benar sejak awal",
)
_NOT_REOPENED = Wording(
    "$not_reopened of $reopen_judged results not reopened",
    "$not_reopened dari $reopen_judged hasil tidak dibuka kembali",
)
_SOLVED = Wording(
    "$solved_yes of $solved_known citizens call it solved",
    "$solved_yes dari $solved_known warga menyatakan terselesaikan",
)
_TRIPS = Wording(
    "$trips_made trips of citizens, where $trips_usual are usual",
    "$trips_made kali warga datang, biasanya $trips_usual kali",
)

_MORE_KEPT = Wording(
    "$change more promises kept: $after instead of $before",
    "$change janji layanan lagi ditepati: $after, bukan $before",
)
_MORE_FIRST_TIME = Wording(
    "$change more files for which all papers are asked for at once: $after instead of $before",
    "$change berkas lagi yang seluruh syaratnya diminta sekaligus: $after, bukan $before",
)
_MORE_LASTING = Wording(
    "$change fewer results reopened: $after that last instead of $before",
    "$change hasil lagi yang tidak dibuka kembali: $after, bukan $before",
)
_MORE_SOLVED = Wording(
    "$change more requests really solved: $after instead of $before",
    "$change permohonan lagi benar-benar terselesaikan: $after, bukan $before",
)
_FEWER_TRIPS = Wording(
    "$change fewer trips of citizens: $after instead of $before",
    "warga datang $change kali lebih sedikit: $after, bukan $before",
)


def outcome(law: Law, *, results: Iterable[PlannedResult] = (WORK,)) -> FormulaScorer:
    """Return the scorer of output and outcome (keluaran dan hasil), with the main-job gate.

    It reads no attendance and no place. A part that nobody could judge drops out and the others take its
    weight. No promise kept lifts an officer who misses the main job over one who meets it. Trips count as the
    share of the usual ones that was saved; more trips than usual save none.

    Args:
        law: Read at ``outcome.output_weight``, ``outcome.kept_weight``, ``outcome.first_time_weight``,
            ``outcome.not_reopened_weight``, ``outcome.solved_weight``, ``outcome.trips_weight``,
            ``score.minimum_coverage``, ``main_job.threshold`` and ``rating.cap``.
        results: The results in the officers' plans; the main ones are the output.

    Returns:
        0 to 100 points.

    Examples:
        >>> from datetime import date
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> figures = {
        ...     "done.work": 2000.0, "target.work": 2000.0, "available": None,
        ...     "promises_kept": 8.0, "promises_judged": 10.0, "not_reopened": 9.0, "reopen_judged": 9.0,
        ...     "solved_yes": None, "solved_known": None, "right_first_time": 10.0, "first_time_judged": 10.0,
        ...     "trips_made": 2.0, "trips_usual": 8.0,
        ... }
        >>> evaluate(outcome(national_law()).formula, figures, on=date(2026, 5, 31))
        93.05555555555556
    """
    planned = tuple(results)
    main = [result for result in planned if result.main]
    parts = [
        PartRule(
            name="output",
            formula=achievement(main, cap=1) * _HUNDRED,
            weight=law["outcome.output_weight"],
            wording=_OUTPUT,
            levers=map(done_lever, main),
        ),
        _share("kept", "promises_kept", "promises_judged", law["outcome.kept_weight"], _KEPT, _MORE_KEPT),
        _share(
            "first_time",
            "right_first_time",
            "first_time_judged",
            law["outcome.first_time_weight"],
            _FIRST_TIME,
            _MORE_FIRST_TIME,
        ),
        _share(
            "not_reopened",
            "not_reopened",
            "reopen_judged",
            law["outcome.not_reopened_weight"],
            _NOT_REOPENED,
            _MORE_LASTING,
        ),
        _share("solved", "solved_yes", "solved_known", law["outcome.solved_weight"], _SOLVED, _MORE_SOLVED),
        _trips(law["outcome.trips_weight"]),
    ]
    return weighted_mean(
        "outcome",
        parts,
        version="2",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
        gate=main_job(law, planned),
    )


def _share(name: str, part: str, whole: str, weight: Parameter, wording: Wording, more: Wording) -> PartRule:
    return PartRule(
        name=name,
        formula=Figure(part) / Figure(whole) * _HUNDRED,
        weight=weight,
        wording=wording,
        levers=[Lever(figure=part, most=whole, wording=more)],
    )


def _trips(weight: Parameter) -> PartRule:
    made, usual = Figure("trips_made", "trips"), Figure("trips_usual", "trips")
    return PartRule(
        name="trips",
        formula=maximum(Constant(1, "share") - made / usual, 0) * _HUNDRED,
        weight=weight,
        wording=_TRIPS,
        levers=[Lever(figure="trips_made", better="less", wording=_FEWER_TRIPS)],
    )
