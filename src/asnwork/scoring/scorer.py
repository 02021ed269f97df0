"""Scorers: what one is, and `evaluate`, the only one who calls it.

A scorer says what it reads and sees nothing else. Its answer is checked: on its scale, explained, with
weights that add up; and it is stamped with the law that it read.
"""

from __future__ import annotations

import math
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from attrs import evolve

from asnwork import __version__
from asnwork.domain import units
from asnwork.domain.evidence import Evidence, UnitEvidence
from asnwork.domain.law import Parameter, trace_law
from asnwork.domain.reason import Reason, Wording
from asnwork.domain.same import Same
from asnwork.errors import AsnworkError, BrokenScorer, Fault, InvalidInput, UnitMismatch
from asnwork.scoring.figure_words import figure_label, names_of
from asnwork.scoring.formula_scorer import FormulaScorer, score_columns
from asnwork.scoring.part_rule import OFFICER, SUBJECTS, UNIT, Adjustment, Lever, PartRule
from asnwork.scoring.rebuilding import rebuilt_from_leaves, rebuilt_value
from asnwork.scoring.remark import Remark
from asnwork.scoring.score import (
    POINTS,
    WHOLE,
    Draft,
    Gate,
    InsufficientEvidence,
    Joined,
    Part,
    Scale,
    Score,
    rank_key,
)

__all__ = [
    "POINTS",
    "Adjustment",
    "Draft",
    "FormulaScorer",
    "Gate",
    "InsufficientEvidence",
    "Joined",
    "Lever",
    "Part",
    "PartRule",
    "Remark",
    "Scale",
    "Score",
    "Scorer",
    "evaluate",
    "law_digest",
    "rank_key",
    "rebuilt_from_leaves",
    "rebuilt_value",
    "score_columns",
]


class Scorer(Protocol):
    """What every scorer is; any object with these will do.

    It may also have `parameters`, the parameters of the law that it reads, which go into the digest of its
    scores; `units`, the unit in which it reads each figure; `levers`, the figures that move it one way, to
    which the laws of `asnwork.testing` hold it; and `subject`, whose evidence it scores: "officer", unless it
    says "unit".
    """

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def version(self) -> str:
        """Its version; another version is another scorer."""
        ...

    @property
    def scale(self) -> Scale:
        """The bounds of its value, and which way is better."""
        ...

    @property
    def reads(self) -> frozenset[str]:
        """The names of the figures that it reads; it cannot see others."""
        ...

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Return what the figures in view are worth; `on` is the day whose law is read."""
        ...


class _View(Mapping[str, "float | None"]):
    """The figures that a scorer declared; asking for another one is an error."""

    __slots__ = ("_figures", "_scorer")

    def __init__(self, scorer: Scorer, evidence: Evidence | UnitEvidence) -> None:
        self._scorer = scorer.name
        self._figures = {name: evidence.figures.get(name) for name in sorted(scorer.reads)}

    def __getitem__(self, name: str) -> float | None:
        try:
            return self._figures[name]
        except KeyError:
            raise self._undeclared(name) from None

    def __contains__(self, name: object) -> bool:
        if name not in self._figures:
            raise self._undeclared(name)
        return True

    def _undeclared(self, name: object) -> BrokenScorer:
        return BrokenScorer(
            self._scorer,
            str(name),
            "it reads this figure without declaring it; add it to `reads`",
            kind="declared",
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def items(self) -> ItemsView[str, float | None]:
        """All of them at once."""
        return self._figures.items()

    def __len__(self) -> int:
        return len(self._figures)


def evaluate(
    scorer: Scorer, evidence: Evidence | UnitEvidence, *, on: date | None = None
) -> Score | InsufficientEvidence:
    """Return the score of one officer's evidence, or of one unit's, or what is missing for one.

    Args:
        scorer: Any object that fits `Scorer`.
        evidence: What is known of the officer's work in the period; of the unit, for a scorer of units.
        on: The day whose law is read; the last day of the period unless said otherwise.

    Returns:
        A score with its parts, or `InsufficientEvidence` when the scorer gives no value; never zero for it.

    Raises:
        BrokenScorer: The scorer raises an error of its own; it reads a figure that it does not declare, or in
            another unit than the evidence has it; its value is no number or off its scale; it explains
            nothing; its weights do not add up; it scores neither officers nor units.
        InvalidInput: The evidence is an officer's and the scorer measures a unit, or the other way round.
        NoValueOnDay: The law that it reads says nothing on the day.

    Examples:
        >>> from asnwork.domain.evidence import Period
        >>> from asnwork.domain.identity import OfficerId
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.strategies.attendance import attendance
        >>> evidence = Evidence(
        ...     officer=OfficerId("ani"), period=Period.month(2026, 5, zone="Asia/Jakarta"), as_of=0,
        ...     figures={"late_cut": 0.01, "early_cut": 0.0, "absence_cut": 0.03, "months": 1.0},
        ...     units={"late_cut": "share", "early_cut": "share", "absence_cut": "share", "months": "months"},
        ... )
        >>> score = evaluate(attendance(national_law()), evidence)
        >>> score.value, score.gate, score.coverage
        (96.0, <Gate.UNKNOWN: 'unknown'>, 1.0)
    """
    day = evidence.period.until - timedelta(days=1) if on is None else on
    _require_subject(scorer, evidence)
    _require_units(scorer, evidence)
    officer = evidence.officer if isinstance(evidence, Evidence) else None
    unit = evidence.unit if isinstance(evidence, UnitEvidence) else None
    view = _View(scorer, evidence)
    try:
        draft = scorer.score(view, day)
    except AsnworkError:
        raise
    except Exception as error:
        problem = f"it raised {type(error).__name__}: {error}"
        raise BrokenScorer(scorer.name, "score", problem, kind="answers") from error
    _require_sound(scorer, draft)
    names = names_of(draft.parts)
    parts = _explained(draft.parts, evidence, names)
    if draft.value is None:
        missing = draft.missing or tuple(name for name, value in view.items() if value is None)
        gaps = () if draft.unmet else (reason for part in parts for reason in _gaps(part))
        because = (
            *map(_insufficient, draft.unmet),
            *_reasons(missing, evidence, names),
            *gaps,
        ) or draft.reasons
        _require_reasons(scorer, because)
        return InsufficientEvidence(
            scorer=scorer.name,
            version=scorer.version,
            coverage=draft.coverage,
            missing=missing,
            reasons=because,
            officer=officer,
            period=evidence.period,
            as_of=evidence.as_of,
            unit=unit,
            scale=scorer.scale,
            parts=parts,
            on=day,
            unmet=draft.unmet,
            joined=draft.joined,
        )
    reasons = (*draft.reasons, *_reasons(draft.gate_missing, evidence, names))
    _require_reasons(scorer, (*reasons, *(reason for part in parts for reason in part.reasons)))
    return Score(
        scorer=scorer.name,
        version=scorer.version,
        value=draft.value,
        gate=draft.gate,
        parts=parts,
        reasons=reasons,
        coverage=draft.coverage,
        law_digest=law_digest(getattr(scorer, "parameters", ()), day),
        library_version=__version__,
        read=tuple(view),
        scale=scorer.scale,
        officer=officer,
        period=evidence.period,
        as_of=evidence.as_of,
        on=day,
        unit=unit,
        joined=draft.joined,
    )


# --- what a scorer may not do ------------------------------------------------------------------


def _require_subject(scorer: Scorer, evidence: Evidence | UnitEvidence) -> None:
    subject = getattr(scorer, "subject", OFFICER)
    if subject not in SUBJECTS:
        raise BrokenScorer(scorer.name, "subject", f"{subject!r} is neither {OFFICER!r} nor {UNIT!r}")
    if (subject == UNIT) != isinstance(evidence, UnitEvidence):
        expected = f"evidence of {'a unit' if subject == UNIT else 'an officer'}, whom {scorer.name} measures"
        hint = "what measures a unit measures nobody in it; see docs/concepts/fair.md"
        raise InvalidInput(Fault("evidence", given=f"of {evidence.whose}", expected=expected, hint=hint))


def _require_units(scorer: Scorer, evidence: Evidence | UnitEvidence) -> None:
    expected: Mapping[str, str] = getattr(scorer, "units", {})
    for name, unit in expected.items():
        given = evidence.units.get(name, unit)
        if given != unit:
            try:
                units.same(given, unit, "read")
            except UnitMismatch:
                problem = f"it reads {unit!r}, the evidence has {given!r}"
                raise BrokenScorer(scorer.name, name, problem, kind="declared") from None


def _require_sound(scorer: Scorer, draft: Draft) -> None:
    scale, value = scorer.scale, draft.value
    if value is not None and not scale.holds(value):
        problem = f"{value!r} is outside {scale.low:g} to {scale.high:g} {scale.unit}"
        raise BrokenScorer(scorer.name, "value", problem, kind="bounded")
    if not 0 <= draft.coverage <= 1:
        problem = f"{draft.coverage!r} is outside 0 to 1"
        raise BrokenScorer(scorer.name, "coverage", problem, kind="bounded")
    if not isinstance(draft.gate, Gate):
        raise BrokenScorer(scorer.name, "gate", f"{draft.gate!r} is not met, missed or unknown")
    for part in draft.parts:
        if part.value is not None and not math.isfinite(part.value):
            problem = f"the part is worth {part.value!r}, not a number or None"
            raise BrokenScorer(scorer.name, part.name, problem, kind="bounded")
    _require_weights(scorer, draft.parts, value)


def _require_weights(scorer: Scorer, parts: tuple[Part, ...], value: float | None) -> None:
    weights = sum([part.effective_weight for part in parts])
    if parts and weights not in ((0, WHOLE) if value is None else (WHOLE,)):
        raise BrokenScorer(scorer.name, "effective_weight", f"the weights total {weights}, not {WHOLE}")
    for part in parts:
        if part.parts:
            _require_weights(scorer, part.parts, part.value)


def _require_reasons(scorer: Scorer, reasons: Iterable[Reason]) -> None:
    if not any(True for _ in reasons):
        raise BrokenScorer(scorer.name, "reasons", "it explains nothing; give at least one reason")


# --- reasons and law ---------------------------------------------------------------------------


def _reasons(
    missing: Iterable[str], evidence: Evidence | UnitEvidence, names: Mapping[str, Wording]
) -> tuple[Reason, ...]:
    """Why these figures are missing, each reason once, as people read it."""
    found = dict.fromkeys(evidence.missing.get(name) or _no_figure(name, names) for name in missing)
    return tuple(map(_insufficient, found))


def _insufficient(reason: Reason) -> Reason:
    words = reason.wording
    return Reason(
        rule=reason.rule,
        code=reason.code,
        values=reason.values,
        law=reason.law,
        wording=Wording(f"insufficient evidence: {words.en}", f"bukti tidak cukup: {words.id}"),
    )


def _explained(
    parts: Iterable[Part], evidence: Evidence | UnitEvidence, names: Mapping[str, Wording]
) -> tuple[Part, ...]:
    """The parts, inner ones too, each with why its figures are missing."""
    return tuple(
        evolve(
            part,
            reasons=part.reasons if part.parts else (*part.reasons, *_reasons(part.missing, evidence, names)),
            parts=_explained(part.parts, evidence, names),
        )
        if part.missing or part.parts
        else part
        for part in parts
    )


def _no_figure(name: str, names: Mapping[str, Wording]) -> Reason:
    label = figure_label(name, names)
    values = {"figure": name, "label": label.en, "label_id": label.id}
    return Reason(rule="evaluate", code="no_figure", values=values, wording=_NO_FIGURE)


_NO_FIGURE = Wording("the evidence has no figure for $label", "bukti tidak memuat $label_id")


def _gaps(part: Part) -> tuple[Reason, ...]:
    """Why a part has no value, where no figure is to blame."""
    return part.reasons if part.value is None and not part.missing else ()


def law_digest(parameters: Iterable[Parameter], on: date) -> str:
    """Return a digest of the law that is in force on a day: paths, values, units and what they rest on.

    Args:
        parameters: What is read of the law, in any order.
        on: The day.

    Returns:
        SHA-256, in hexadecimal digits; equal only when path, value, unit and basis of all are.

    Raises:
        NoValueOnDay: A parameter says nothing on the day.
    """
    return _digest(Same(parameters), on)


@lru_cache
def _digest(same: Same[Parameter], on: date) -> str:
    """The digest of parameters on a day; all scores of one rule on one day share it."""
    return trace_law(same.things, on=on).digest
