"""The lines of a sheet that tell the score: its parts, how they make it, what is missing, the main job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import accumulate, count
from math import ceil

from attrs import evolve

from asnwork.domain.reason import Reason, Value, Wording, explain
from asnwork.errors import BrokenScorer
from asnwork.scoring.figure_words import joined_labels, names_of, unit_label
from asnwork.scoring.pencil import (
    DECIMALS,
    HAIR,
    MOST_DECIMALS,
    Made,
    Printed,
    both,
    exact,
    in_band,
    number,
    plainly,
    printed,
    same_side,
)
from asnwork.scoring.score import GATE_SIDES, WHOLE, Gate, InsufficientEvidence, Joined, Part, Score
from asnwork.scoring.sheet_line import GATE_WORDS, SheetLine, filled, listed

__all__ = ["gate_line", "plan", "score_lines"]

_NO_SCORE = Wording("none, the evidence does not suffice", "tidak ada, bukti tidak cukup")
_MISSING = Wording("-", "-")
_MEAN = Wording("({sum}) / ({weights}) = {value}", "({sum}) / ({weights}) = {value}")
_PLAIN = Wording(
    "each alike, whatever its weight: ({values}) / {count} = {value}",
    "semua sama, tanpa bobot: ({values}) / {count} = {value}",
)
_LEAST = Wording("the least of ({values}) = {value}", "yang terkecil dari ({values}) = {value}")
_LIMITS = {
    "capped": Wording(
        "not above the cap: the lesser of ({before}; {after}) = {after}",
        "tidak melebihi batas: yang lebih kecil dari ({before}; {after}) = {after}",
    ),
    "floored": Wording(
        "not below the floor: the greater of ({before}; {after}) = {after}",
        "tidak di bawah batas: yang lebih besar dari ({before}; {after}) = {after}",
    ),
    "banded": Wording(
        "{before} lies in the band ({band}), which counts as = {after}",
        "{before} masuk golongan ({band}), yang dihitung sebagai = {after}",
    ),
}
_ON_EDGE = Wording(
    "{before} lies on the edge, but for a hair of rounding in the band ({band}), which counts as = {after}",
    "{before} tepat di batas, hanya karena selisih pembulatan masuk ke ({band}), yang dihitung sebagai "
    "= {after}",
)
_ADJUSTED = Wording("{before} becomes = {after}", "{before} menjadi = {after}")
_EDGES = {
    ("low", "left"): Wording("from {edge}", "mulai {edge}"),
    ("high", "left"): Wording("below {edge}", "di bawah {edge}"),
    ("low", "right"): Wording("above {edge}", "di atas {edge}"),
    ("high", "right"): Wording("up to {edge}", "sampai dengan {edge}"),
}
_OWN_WAY = Wording(
    "the scorer has a way of its own to make this value; it cannot be done by hand from this sheet",
    "nilai ini dibuat dengan cara hitung tersendiri; tidak dapat dihitung ulang dari lembar ini",
)
_COVERED = Wording(
    "for {covered} % of the weights; at least {least} % is needed",
    "untuk {covered} % dari bobot; diperlukan paling sedikit {least} %",
)
_COVERED_ONLY = Wording("for {covered} % of the weights", "untuk {covered} % dari bobot")
_FOR_WANT_OF = Wording("{part} ({figures})", "{part} ({figures})")
_JUDGED = Wording("something to judge", "sesuatu yang dapat dinilai")
_SIDES = Wording(
    "the least achieved main result reached {reached} % of its target, as far as it counts; "
    "{needed} % is needed",
    "hasil kerja utama yang terendah mencapai {reached} % dari targetnya, sejauh diperhitungkan; "
    "diperlukan {needed} %",
)
_NO_GATE = Wording("this scorer does not look at it", "tidak dilihat oleh cara penilaian ini")
_AND, _THEN = Wording(" and ", " dan "), Wording("; ", "; ")
_ENOUGH = Wording("Would suffice", "Akan mencukupi")
_ENOUGH_THEN = Wording(
    "Would suffice, once what is not met is met", "Akan mencukupi bila yang belum terpenuhi sudah terpenuhi"
)
_NOT_MET = Wording("not met: {what}", "belum terpenuhi: {what}")
_OR_OTHERS = Wording(
    "{parts}, or others that together weigh at least {weight} %",
    "{parts}, atau unsur lain yang bobotnya bersama-sama paling sedikit {weight} %",
)


def plan(answer: Score | InsufficientEvidence, edges: Iterable[Fraction] = ()) -> Printed:
    """Return with how many decimals a score and its parts are printed, the fewest that do.

    Args:
        answer: The score.
        edges: Values to which the printed score must stand as the score does: under it, on it or over it.
            Within a hair of one, which floats may be off, it is on it.

    Raises:
        BrokenScorer: The parts do not make the score in the way that the scorer says.
    """
    made, sides = _as_made(answer), tuple(edges)
    for decimals in range(DECIMALS, MOST_DECIMALS + 1):
        found = printed(made, decimals)
        if found is not None and (made.value is None or same_side(made.value, sides, decimals, HAIR)):
            return found
    raise BrokenScorer(answer.scorer, "joined", "its parts do not make its value in the way that it says")


def _as_made(answer: Score | InsufficientEvidence) -> Made:
    value = answer.value if isinstance(answer, Score) else None
    return Part(
        name="score",
        value=value,
        weight=WHOLE,
        effective_weight=WHOLE,
        parts=answer.parts,
        joined=answer.joined,
    )


def score_lines(answer: Score | InsufficientEvidence, how: Printed) -> Iterator[SheetLine]:
    """Yield the score, its parts down to the innermost, and how much of it has evidence."""
    made = _as_made(answer)
    unit = unit_label(answer.scale.unit)
    shown = _NO_SCORE if made.value is None else both(made.value, how.decimals)
    yield SheetLine(
        section="score",
        code="score",
        label=Wording("Score", "Skor"),
        shown=shown if made.value is None else Wording(f"{shown.en} {unit.en}", f"{shown.id} {unit.id}"),
        value=made.value,
        arithmetic=_arithmetic(made, how),
        reasons=_said_of_score(answer),
    )
    for part, inner in zip(answer.parts, how.parts, strict=False):
        yield from _part_lines(part, inner, 1)
    yield from _coverage(answer)


def _part_lines(part: Part, how: Printed, depth: int) -> Iterator[SheetLine]:
    yield SheetLine(
        section="score",
        code=part.name,
        depth=depth,
        label=part.called,
        shown=_MISSING if part.value is None else both(part.value, how.decimals),
        value=part.value,
        weight=part.weight,
        effective_weight=part.effective_weight,
        arithmetic=_arithmetic(part, how) if part.parts else (),
        law=part.reasons[0].law if part.reasons else None,
        reasons=part.reasons,
    )
    for inner, inner_how in zip(part.parts, how.parts, strict=False):
        yield from _part_lines(inner, inner_how, depth + 1)


def _arithmetic(made: Made, how: Printed) -> tuple[Wording, ...]:
    joined = made.joined
    if made.value is None:
        return ()
    if joined is None or joined.value is None or not made.parts or not joined.way:
        return (_OWN_WAY, *(() if joined is None else _steps(joined, how.decimals)))
    return (_join(made.parts, joined, how), *_steps(joined, how.decimals))


def _join(parts: tuple[Part, ...], joined: Joined, how: Printed) -> Wording:
    present = [(part, each) for part, each in zip(parts, how.parts, strict=True) if part.value is not None]
    values = [both(part.value or 0.0, each.decimals) for part, each in present]
    result = both(joined.value or 0.0, how.decimals)
    if joined.way == "least":
        return filled(_LEAST, values=listed(values, Wording("; ", "; ")), value=result)
    plus = Wording(" + ", " + ")
    if joined.way == "plain":
        return filled(_PLAIN, values=listed(values, plus), count=str(len(values)), value=result)
    weights = [plainly(Fraction(part.weight, 100)) for part, _ in present]
    products = [Wording(f"{v.en} x {w.en}", f"{v.id} x {w.id}") for v, w in zip(values, weights, strict=True)]
    return filled(_MEAN, sum=listed(products, plus), weights=listed(weights, plus), value=result)


def _steps(joined: Joined, decimals: int) -> Iterator[Wording]:
    for reason in joined.adjusted:
        values = dict(reason.values)
        words = {name: both(number(values[name]), decimals) for name in ("before", "after")}
        if reason.code == "banded":
            words["band"] = _band(values)
        told = _LIMITS.get(reason.code, _ADJUSTED) if in_band(reason, decimals) else _ON_EDGE
        yield filled(told, **words)


def _band(values: Mapping[str, Value]) -> Wording:
    closed = str(values["closed"])
    edges = [
        filled(_EDGES[end, closed], edge=plainly(exact(number(values[end]))))
        for end in ("low", "high")
        if values[end] is not None
    ]
    return listed(edges, Wording(", ", ", "))


# --- evidence -----------------------------------------------------------------------------------


def _coverage(answer: Score | InsufficientEvidence) -> Iterator[SheetLine]:
    joined, covered = answer.joined, plainly(100 * exact(answer.coverage))
    if joined is None:
        shown = filled(_COVERED_ONLY, covered=covered)
    else:
        shown = filled(_COVERED, covered=covered, least=plainly(100 * exact(joined.minimum_coverage)))
    yield SheetLine(
        section="score",
        code="coverage",
        label=Wording("Evidence", "Bukti"),
        shown=shown,
        value=answer.coverage,
    )
    if isinstance(answer, InsufficientEvidence):
        yield from _wanting(answer)


def _wanting(answer: InsufficientEvidence) -> Iterator[SheetLine]:
    """What would suffice for a score: more evidence, what is not met, or both."""
    wanted, unmet = _sufficient(answer.parts, answer.joined), _unmet(answer)
    if unmet is not None:
        label = Wording("Not met", "Belum terpenuhi")
        yield SheetLine(section="score", code="unmet", label=label, shown=unmet)
    if wanted is not None:
        yield SheetLine(
            section="score",
            code="would_suffice",
            label=_ENOUGH if unmet is None else _ENOUGH_THEN,
            shown=wanted,
        )


def _unmet(answer: InsufficientEvidence | Part) -> Wording | None:
    """The conditions of a score that are not met, in words; None where all are."""
    reasons: tuple[Reason, ...] = getattr(answer, "unmet", ())
    told = [
        Wording(explain(evolve(each, law=None)), explain(evolve(each, law=None), "id")) for each in reasons
    ]
    return listed(told, _AND) if told else None


def _sufficient(parts: tuple[Part, ...], joined: Joined | None) -> Wording | None:
    """One of the smallest sets of parts that would bring the evidence to the minimum.

    None where the evidence is there, or could never be.
    """
    there = sum(part.weight for part in parts if part.value is not None)
    absent = sorted((part for part in parts if part.value is None), key=lambda part: -part.weight)
    whole = there + sum(part.weight for part in absent)
    needed = 0 if joined is None else max(ceil(exact(joined.minimum_coverage) * WHOLE), 1)
    if not there < needed <= whole:
        return None
    sums = accumulate((part.weight for part in absent), initial=there)
    chosen = absent[: next(size for size, covered in enumerate(sums) if covered >= needed)]
    told = listed([_wanted(part) for part in chosen], _AND)
    # Others can do the same where it is enough without the one of these that weighs least.
    if whole - chosen[-1].weight < needed:
        return told
    return filled(_OR_OTHERS, parts=told, weight=plainly(Fraction(needed - there, 100)))


def _wanted(part: Part) -> Wording:
    inner, unmet = _sufficient(part.parts, part.joined), _unmet(part)
    figures = joined_labels(part.missing, names_of([part])) if part.missing else _JUDGED
    wanted = [each for each in (unmet and filled(_NOT_MET, what=unmet), inner) if each is not None]
    return filled(_FOR_WANT_OF, part=part.called, figures=listed(wanted, _THEN) if wanted else figures)


# --- the main job -------------------------------------------------------------------------------


def _said_of_gate(score: Score) -> tuple[Reason, ...]:
    """What the reasons say of the gate: from the first that names it to the last, but for adjustments."""
    adjusted = () if score.joined is None else score.joined.adjusted
    others = [reason for reason in score.reasons if reason not in adjusted]
    named = [index for index, reason in enumerate(others) if reason.code.startswith("gate_")]
    return tuple(others[named[0] :]) if named else ()


def _said_of_score(answer: Score | InsufficientEvidence) -> tuple[Reason, ...]:
    if isinstance(answer, InsufficientEvidence):
        told = [*_reasons_of(answer.parts)]
        return tuple(reason for reason in answer.reasons if reason not in told)
    adjusted = () if answer.joined is None else answer.joined.adjusted
    gate = _said_of_gate(answer)
    return tuple(reason for reason in answer.reasons if reason not in adjusted and reason not in gate)


def _reasons_of(parts: tuple[Part, ...]) -> Iterator[Reason]:
    for part in parts:
        yield from part.reasons
        yield from _reasons_of(part.parts)


def gate_line(score: Score) -> SheetLine:
    """Return the line that says whether the main job is met."""
    said = _said_of_gate(score)
    looked = bool(said) or score.gate is not Gate.UNKNOWN
    return SheetLine(
        section="gate",
        code=score.gate.value,
        label=Wording("Main job", "Kinerja utama"),
        shown=GATE_WORDS[score.gate] if looked else _NO_GATE,
        arithmetic=[each for reason in said for each in _sides(reason)],
        law=said[0].law if said else None,
        reasons=said,
    )


def _sides(reason: Reason) -> Iterator[Wording]:
    """What was reached and what is needed, with the decimals that it takes to see which is more."""
    sides = dict(reason.values)
    reached, needed = (sides.get(name) for name in GATE_SIDES)
    if not isinstance(reached, float) or not isinstance(needed, float):
        return
    told, edge = 100 * exact(reached), 100 * exact(needed)
    decimals = next(each for each in count(DECIMALS) if same_side(told, [edge], each))
    yield filled(_SIDES, reached=both(told, decimals), needed=plainly(edge))
