"""Scoring by outcome: the work done, and what citizens got of it."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.formula import Constant, DatedConstant, Figure
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
    "every main result reached at least $value % of its target",
    "setiap hasil kerja utama mencapai sekurang-kurangnya $value % dari targetnya",
)
_KEPT = Wording(
    "$promises_kept of $promises_judged promises kept",
    "$promises_kept dari $promises_judged janji layanan ditepati",
)
_NOT_REOPENED = Wording(
    "$not_reopened of $reopen_judged results not reopened",
    "$not_reopened dari $reopen_judged hasil tidak dibuka kembali",
)
_SOLVED = Wording(
    "$solved_yes of $solved_known citizens call it solved",
    "$solved_yes dari $solved_known warga menyatakan terselesaikan",
)

_MORE_KEPT = (
    Wording(
        "$change more promises kept: $after instead of $before",
        "$change janji layanan lagi ditepati: $after, bukan $before",
    ),
    Wording(
        "$change more promise kept: $after instead of $before",
        "$change janji layanan lagi ditepati: $after, bukan $before",
    ),
)
_MORE_LASTING = (
    Wording(
        "$change fewer results reopened: $after that last instead of $before",
        "$change hasil lagi yang tidak dibuka kembali: $after, bukan $before",
    ),
    Wording(
        "$change result fewer reopened: $after that last instead of $before",
        "$change hasil lagi yang tidak dibuka kembali: $after, bukan $before",
    ),
)
_MORE_SOLVED = (
    Wording(
        "$change more requests really solved: $after instead of $before",
        "$change permohonan lagi benar-benar terselesaikan: $after, bukan $before",
    ),
    Wording(
        "$change more request really solved: $after instead of $before",
        "$change permohonan lagi benar-benar terselesaikan: $after, bukan $before",
    ),
)


def outcome(law: Law, *, results: Iterable[PlannedResult] = (WORK,)) -> FormulaScorer:
    """Return the scorer of output and outcome (keluaran dan hasil), with the main-job gate.

    It reads no attendance and no place. A part that nobody could judge drops out and the others take its
    weight. No promise kept lifts an officer who misses the main job over one who meets it.

    Args:
        law: Read at ``outcome.output_weight``, ``outcome.kept_weight``, ``outcome.not_reopened_weight``,
            ``outcome.solved_weight``, ``score.minimum_coverage``, ``main_job.threshold`` and ``rating.cap``.
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
        ...     "solved_yes": None, "solved_known": None,
        ... }
        >>> evaluate(outcome(national_law()).formula, figures, on=date(2026, 5, 31))
        92.94117647058823
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
    ]
    return weighted_mean(
        "outcome",
        parts,
        version="1",
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
