"""Scoring by outcome: the work done, and what citizens got of it."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.formula import (
    Constant,
    DatedConstant,
    Figure,
    IfMissing,
    all_of,
    maximum,
    more_than,
    only_if,
    present,
)
from asnwork.domain.law import Law, Parameter
from asnwork.domain.plan import PlannedResult, achievement
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import WORK, main_job
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Lever, PartRule
from asnwork.scoring.strategies.output import done_lever

__all__ = ["outcome"]

_HUNDRED = Constant(100, "points")
_OUTPUT = Wording(
    "every main result reached at least $value % of its target",
    "setiap hasil kerja utama mencapai sekurang-kurangnya $value % dari targetnya",
)
_KEPT = Wording(
    "$promises_kept of $promises_judged promises kept",
    "$promises_kept dari $promises_judged janji layanan ditepati",
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

_INSTEAD = Wording("$after instead of $before", "$after, bukan $before")


def _more(several: str, one: str, id_: str) -> tuple[Wording, Wording]:
    """What somebody would have done, for several and for one."""
    return (
        Wording(f"$change {several}: {_INSTEAD.en}", f"{id_}: {_INSTEAD.id}"),
        Wording(f"$change {one}: {_INSTEAD.en}", f"{id_}: {_INSTEAD.id}"),
    )


_MORE_KEPT = _more("more promises kept", "more promise kept", "$change janji layanan lagi ditepati")
_MORE_FIRST_TIME = _more(
    "more files for which all papers are asked for at once",
    "more file for which all papers are asked for at once",
    "$change berkas lagi yang seluruh syaratnya diminta sekaligus",
)
_MORE_LASTING = _more(
    "more results that last", "more result that lasts", "$change hasil lagi yang tidak dibuka kembali"
)
_MORE_SOLVED = _more(
    "more requests really solved",
    "more request really solved",
    "$change permohonan lagi benar-benar terselesaikan",
)
_FEWER_TRIPS = _more(
    "fewer trips of citizens", "trip of a citizen fewer", "warga datang $change kali lebih sedikit"
)


def outcome(law: Law, *, results: Iterable[PlannedResult] = (WORK,)) -> FormulaScorer:
    """Return the scorer of output and outcome (keluaran dan hasil), with the main-job gate.

    It reads no attendance and no place. A part that nobody could judge drops out and the others take its
    weight. No promise kept lifts an officer who misses the main job over one who meets it. Trips count as the
    share of the usual ones that was saved; more trips than usual save none, and neither do those of later
    rounds alone, for which none is usual.

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
            label=Wording("work done", "hasil kerja utama"),
            levers=map(done_lever, main),
        ),
        _share(
            "kept",
            "promises_kept",
            "promises_judged",
            law["outcome.kept_weight"],
            _KEPT,
            _MORE_KEPT,
            label=Wording("promises kept", "janji layanan ditepati"),
        ),
        _share(
            "first_time",
            "right_first_time",
            "first_time_judged",
            law["outcome.first_time_weight"],
            _FIRST_TIME,
            _MORE_FIRST_TIME,
            label=Wording("right first time", "benar sejak awal"),
        ),
        _share(
            "not_reopened",
            "not_reopened",
            "reopen_judged",
            law["outcome.not_reopened_weight"],
            _NOT_REOPENED,
            _MORE_LASTING,
            label=Wording("results that last", "hasil yang bertahan"),
        ),
        _share(
            "solved",
            "solved_yes",
            "solved_known",
            law["outcome.solved_weight"],
            _SOLVED,
            _MORE_SOLVED,
            label=Wording("requests solved", "permohonan terselesaikan"),
        ),
        _trips(law["outcome.trips_weight"]),
    ]
    return weighted_mean(
        "outcome",
        parts,
        version="2",
        minimum_coverage=DatedConstant(law["score.minimum_coverage"]),
        gate=main_job(law, planned),
    )


def _share(
    name: str,
    part: str,
    whole: str,
    weight: Parameter,
    wording: Wording,
    more: tuple[Wording, Wording],
    *,
    label: Wording,
) -> PartRule:
    several, one = more
    return PartRule(
        name=name,
        formula=Figure(part) / Figure(whole) * _HUNDRED,
        weight=weight,
        wording=wording,
        label=label,
        levers=[Lever(figure=part, most=whole, wording=several, one=one)],
    )


def _trips(weight: Parameter) -> PartRule:
    made, usual = Figure("trips_made", "trips"), Figure("trips_usual", "trips")
    saved = maximum(Constant(1, "share") - made / usual, 0)
    # Trips where none is usual saved none; without either there is nothing to judge.
    in_vain = all_of(more_than(made, 0, missing="no"), present(usual))
    several, one = _FEWER_TRIPS
    return PartRule(
        name="trips",
        formula=IfMissing(saved, only_if(Constant(0, "share"), in_vain)) * _HUNDRED,
        weight=weight,
        wording=_TRIPS,
        label=Wording("trips saved for citizens", "kedatangan warga yang dihemat"),
        levers=[Lever(figure="trips_made", better="less", wording=several, one=one)],
    )
