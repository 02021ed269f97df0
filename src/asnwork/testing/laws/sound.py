"""Laws of a sound answer: there is one, on its scale, of what was declared, explained, missing never zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.reason import Reason, Wording, explain
from asnwork.scoring.score import WHOLE, Score
from asnwork.scoring.scorer import FormulaScorer, Scorer, evaluate, rebuilt_value
from asnwork.testing.laws.answers import Answer, NoAnswer, answer_of, fault_kind, told
from asnwork.testing.laws.law import Case, Month, ScorerLaw
from asnwork.testing.laws.months import changed

__all__ = ["ANSWERS", "BOUNDED", "DECLARED", "EXPLAINED", "MISSING"]

Months = SearchStrategy[Month]
_LANGUAGES = ("en", "id")
_LEFT_OVER = re.compile(r"\$\{?[a-z]", re.IGNORECASE)


def _one(scorer: Scorer, months: Months) -> SearchStrategy[Case]:
    return months.map(lambda month: Case(months={"month": month}))


def _raised(scorer: Scorer, case: Case, kind: str) -> str:
    """What a scorer raises that breaks the law of this name; empty when nothing."""
    for month in case.months.values():
        try:
            evaluate(scorer, month)
        except Exception as error:
            if fault_kind(error) != kind:
                raise NoAnswer(str(error)) from error
            return f"{type(error).__name__}: {error}"
    return ""


ANSWERS = ScorerLaw(
    name="answers",
    statement=Wording(
        "Every month of every officer gets an answer: a score, or what is missing for one.",
        "Setiap bulan kerja setiap pegawai mendapat jawaban: nilai, atau apa yang masih kurang.",
    ),
    cases=_one,
    fault=lambda scorer, case: _raised(scorer, case, "answers"),
)

BOUNDED = ScorerLaw(
    name="bounded",
    statement=Wording("A score never leaves its scale.", "Nilai tidak pernah keluar dari skalanya."),
    cases=_one,
    fault=lambda scorer, case: _raised(scorer, case, "bounded"),
)

DECLARED = ScorerLaw(
    name="declared",
    statement=Wording(
        "A scorer looks only at the figures that it says it reads.",
        "Cara penilaian hanya membaca angka yang dinyatakannya.",
    ),
    cases=_one,
    fault=lambda scorer, case: _raised(scorer, case, "declared"),
)


# --- explained ---------------------------------------------------------------------------------


def _unexplained(scorer: Scorer, case: Case) -> str:
    if fault := _raised(scorer, case, "explained"):
        return fault
    return next((fault for month in case.months.values() for fault in _gaps(scorer, month)), "")


def _gaps(scorer: Scorer, month: Month) -> Iterator[str]:
    found = evaluate(scorer, month)
    for reason in _reasons(found):
        yield from _unsaid(reason)
    if isinstance(found, Score):
        for part in found.parts:
            if not part.reasons:
                yield f"the part {part.name} has no reason"
        rebuilt, hair = _rebuilt(scorer, found)
        if rebuilt is None or abs(rebuilt - found.value) > hair:
            yield f"the score is {found.value:.10g}, its parts make {rebuilt}"


def _reasons(found: Answer) -> Iterator[Reason]:
    yield from found.reasons
    if isinstance(found, Score):
        yield from (reason for part in found.parts for reason in part.reasons)


def _unsaid(reason: Reason) -> Iterator[str]:
    for lang in _LANGUAGES:
        text = explain(reason, lang=lang)
        if not text.strip():
            yield f"the reason {reason.code!r} has no text in {lang!r}"
        elif _LEFT_OVER.search(text):
            yield f"the reason {reason.code!r} leaves a gap in {lang!r}: {text}"


def _rebuilt(scorer: Scorer, score: Score) -> tuple[float | None, float]:
    """The value that the parts make, and how far rounding may take it from the score's."""
    width = score.scale.high - score.scale.low
    if isinstance(scorer, FormulaScorer):
        return rebuilt_value(scorer, score), 1e-9 * width
    if not score.parts:
        return score.value, 0
    weighed = [part.value * part.effective_weight for part in score.parts if part.value is not None]
    # Effective weights are whole basis points, so each part may be one of them beside what it really weighs.
    return sum(weighed) / WHOLE, len(score.parts) * width / WHOLE


EXPLAINED = ScorerLaw(
    name="explained",
    statement=Wording(
        "Every score and every part of it says why, in English and in Indonesian, and the parts make the "
        "score.",
        "Setiap nilai dan setiap unsurnya disertai alasan dalam bahasa Inggris dan Indonesia, dan "
        "unsur-unsurnya membentuk nilai itu.",
    ),
    cases=_one,
    fault=_unexplained,
)


# --- missing is not zero -----------------------------------------------------------------------


@st.composite
def _with_gap(draw: st.DrawFn, scorer: Scorer, months: Months) -> Case:
    month = draw(months)
    known = [name for name in sorted(scorer.reads) if month.figures.get(name)]
    name = draw(st.sampled_from(["", *known]))
    if not name:
        return Case(months={"nothing known": changed(month, dict.fromkeys(scorer.reads))})
    missing, zero = changed(month, {name: None}), changed(month, {name: 0.0})
    return Case(months={"known": month, "missing": missing, "zero": zero}, figure=name)


def _read_as_zero(scorer: Scorer, case: Case) -> str:
    answers = [answer_of(scorer, month) for month in case.months.values()]
    if not case.figure:
        score = answers[0]
        return f"with nothing known it answers {told(score)}" if isinstance(score, Score) else ""
    known, missing, zero = answers
    if not (isinstance(known, Score) and isinstance(missing, Score) and isinstance(zero, Score)):
        return ""
    counts = (known.value, known.gate) != (zero.value, zero.gate)
    as_zero = (missing.value, missing.gate) == (zero.value, zero.gate)
    if not (counts and as_zero and missing.coverage >= known.coverage):
        return ""
    return (
        f"without {case.figure} it answers as to 0 of it, {told(missing)}, and its coverage does not say "
        "that something is missing"
    )


MISSING = ScorerLaw(
    name="missing",
    statement=Wording(
        "A figure that is missing is never read as zero: its part drops out and the coverage says so, or "
        "there is no score.",
        "Angka yang tidak ada tidak pernah dianggap nol: unsurnya tidak dihitung dan cakupan bukti "
        "menunjukkannya, atau tidak ada nilai.",
    ),
    cases=_with_gap,
    fault=_read_as_zero,
)
