"""The lines of a sheet that tell what follows from a score: predicate, objection, allowance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm, prod

from asnwork.domain.law import Law
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance import Allowance, AllowanceLine, LineStatus
from asnwork.scoring.pencil import DECIMALS, MOST_DECIMALS, both, exact, plainly, rounded
from asnwork.scoring.predicate import Predicate, Rating, result_rating, score_figures
from asnwork.scoring.proposal import Proposal, Stage, spoken
from asnwork.scoring.rupiah import ONE, adding_up, half_up, whole_parts
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.sheet_line import SheetLine, filled, listed
from asnwork.scoring.sheet_moves import move_lines, proposed_first

__all__ = ["allowance_lines", "predicate_lines", "rating_told", "thresholds"]

_CELL = Wording(
    "row {row} of 3 (work results) and column {column} of 3 (work behaviour) of the matrix",
    "baris {row} dari 3 (hasil kerja) dan kolom {column} dari 3 (perilaku kerja) dalam matriks",
)
_PROPOSED_FROM = Wording("'{first}' was proposed, from {cell}", "'{first}' diusulkan, dari {cell}")
_PROPOSED = Wording("{predicate} (proposed, not issued)", "{predicate} (diusulkan, belum ditetapkan)")
_ISSUED = Wording("{predicate} (issued by {by})", "{predicate} (ditetapkan oleh {by})")
_DAYS = Wording(
    "{days} days from the day on which the officer sees the proposal, then {more} days to take it to the "
    "appraiser's superior",
    "{days} hari sejak pegawai melihat usulan ini, lalu {more} hari untuk meneruskannya kepada atasan "
    "pejabat penilai kinerja",
)
_UNTIL = Wording("open until {until}", "terbuka sampai {until}")
_WAITING = Wording("made; it waits for an answer", "sudah diajukan; menunggu jawaban")
_OVER = Wording("none is open any more", "tidak ada lagi yang terbuka")

_SIMULATED = Wording("simulation, not issued", "simulasi, belum ditetapkan")
_BASE = Wording("Rp {base} a month, for {months} months", "Rp {base} per bulan, selama {months} bulan")
_ONE_MONTH = Wording("Rp {base} a month, for one month", "Rp {base} per bulan, selama satu bulan")
_LINE = Wording(
    "Rp {base} x {months} x {weight} % of the base x {achieved} % of that = Rp {amount}",
    "Rp {base} x {months} x {weight} % dari besaran x {achieved} % dari bagian itu = Rp {amount}",
)
_WHOLE_SHARE = Wording(
    "Rp {base} x {months} x {share} % of the base = Rp {amount}",
    "Rp {base} x {months} x {share} % dari besaran = Rp {amount}",
)
_SUM = Wording("{amounts} = Rp {total}", "{amounts} = Rp {total}")
_HELD = Wording("held", "ditahan")
_SO_FAR = Wording(
    "Rp {total} so far; what is held is not counted", "Rp {total} sementara; yang ditahan belum dihitung"
)


def predicate_lines(proposal: Proposal, rated: Wording | None = None) -> Iterator[SheetLine]:
    """Yield the two ratings, the cell where they meet, what happened since, and how long one may object.

    Args:
        proposal: The proposal.
        rated: How the rating of work results follows from the score; None where that is not told.
    """
    result, behaviour = proposal.result, proposal.behaviour
    named = {reason.code: reason for reason in proposal.reasons if reason.rule == "predicate"}
    ratings = (("result", _RESULTS, result), ("behaviour", _BEHAVIOUR, behaviour))
    for code, label, rating in ratings:
        unrated = code == "behaviour" and "behaviour_not_rated" in named
        yield SheetLine(
            section="predicate",
            code=code,
            label=label,
            shown=_called(rating),
            value=float(rating),
            arithmetic=[rated] if code == "result" and rated is not None else [],
            reasons=[named["behaviour_not_rated"]] if unrated else [],
        )
    issued, first = proposal.stage is Stage.ISSUED, proposed_first(proposal)
    cell = filled(_CELL, row=str(int(result)), column=str(int(behaviour)))
    # The ratings and the matrix speak of what was proposed; who made it another says so below.
    changed = proposal.predicate is not first
    yield SheetLine(
        section="predicate",
        code="predicate",
        label=Wording("Predicate", "Predikat"),
        shown=filled(
            _ISSUED if issued else _PROPOSED, predicate=_called(proposal.predicate), by=proposal.issued_by
        ),
        value=float(proposal.predicate),
        arithmetic=[filled(_PROPOSED_FROM, first=_called(first), cell=cell) if changed else cell],
        law=named["matrix"].law if "matrix" in named else None,
        reasons=[named["matrix"]] if "matrix" in named and not changed else [],
    )
    yield from move_lines(proposal)
    yield SheetLine(
        section="predicate",
        code="objection",
        label=Wording("Objection", "Keberatan"),
        shown=_objection(proposal),
    )


_RESULTS = Wording("Work results", "Hasil kerja")
_BEHAVIOUR = Wording("Work behaviour", "Perilaku kerja")


def _called(level: Rating | Predicate) -> Wording:
    return Wording(spoken(level), level.label_id)


def _objection(proposal: Proposal) -> Wording:
    if proposal.stage is Stage.PROPOSED:
        return filled(_DAYS, days=str(proposal.objection_days), more=str(proposal.superior_days))
    if proposal.stage is Stage.OBJECTED:
        return _WAITING
    until = proposal.objection_until
    return _OVER if until is None else filled(_UNTIL, until=str(until))


def thresholds(score: Score | InsufficientEvidence, law: Law | None) -> tuple[Fraction, ...]:
    """Return below which points results are below expectation, and above which above it; if known."""
    if law is None or score.on is None or score.scale.unit != "points":
        return ()
    numbers = [law[f"rating.{end}"].number_on(score.on) for end in ("below", "above")]
    return tuple(100 * exact(number) for number in numbers)


def rating_told(
    score: Score | InsufficientEvidence, decimals: int, law: Law | None, given: Rating
) -> Wording | None:
    """Return how the rating of work results follows from a score; None where it does not."""
    edges = thresholds(score, law)
    if law is None or not edges or not isinstance(score, Score) or score.on is None:
        return None
    if given is not result_rating(law, score_figures(score), on=score.on):
        return None
    if score.gate is Gate.MISSED:
        return _GATE_FIRST
    below, above = map(plainly, edges)
    return filled(_RATED[given], value=both(score.value, decimals), below=below, above=above)


_GATE_FIRST = Wording(
    "the main job is missed; whatever the score, results are below expectation",
    "kinerja utama tidak terpenuhi; berapa pun skornya, hasil kerja di bawah ekspektasi",
)
_RATED = {
    Rating.BELOW: Wording("{value} points are less than {below}", "{value} poin kurang dari {below}"),
    Rating.AS_EXPECTED: Wording(
        "{value} points are not less than {below} and not more than {above}",
        "{value} poin tidak kurang dari {below} dan tidak lebih dari {above}",
    ),
    Rating.ABOVE: Wording("{value} points are more than {above}", "{value} poin lebih dari {above}"),
}


# --- the allowance ------------------------------------------------------------------------------


def allowance_lines(allowance: Allowance) -> Iterator[SheetLine]:
    """Yield the base, each line with what its percentages are of, and the total, in whole rupiah."""
    base, months = both(Fraction(allowance.base), 0), exact(allowance.months)
    yield SheetLine(
        section="allowance",
        code="base",
        label=Wording("Base", "Besaran TPP"),
        shown=filled(_ONE_MONTH if months == 1 else _BASE, base=base, months=plainly(months)),
        value=allowance.base,
    )
    decimals = _decimals(allowance)
    for line in allowance.lines:
        yield SheetLine(
            section="allowance",
            code=line.code,
            label=line.called,
            shown=_HELD if line.amount is None else _rupiah(line.amount),
            value=line.amount,
            arithmetic=_arithmetic(allowance, line, decimals),
            law=line.reason.law,
            reasons=[line.reason],
        )
    amounts = [_rupiah(line.amount) for line in allowance.lines if line.amount is not None]
    total = both(Fraction(allowance.settled), 0)
    shown = filled(_SO_FAR, total=total) if allowance.held else _rupiah(allowance.settled)
    yield SheetLine(
        section="allowance",
        code="total",
        label=Wording("Total", "Jumlah"),
        shown=_labelled(shown) if allowance.simulated else shown,
        value=allowance.settled,
        arithmetic=[filled(_SUM, amounts=listed(amounts, Wording(" + ", " + ")), total=total)]
        if amounts
        else [],
    )


def _labelled(shown: Wording) -> Wording:
    return Wording(f"{shown.en} ({_SIMULATED.en})", f"{shown.id} ({_SIMULATED.id})")


def _rupiah(amount: int) -> Wording:
    number = both(Fraction(amount), 0)
    return Wording(f"Rp {number.en}", f"Rp {number.id}")


def _shares(allowance: Allowance, decimals: int | None) -> list[Fraction]:
    """The printed share of the base of each line that is not held."""
    return [_share(line, decimals) for line in allowance.lines if line.amount is not None]


def _share(line: AllowanceLine, decimals: int | None) -> Fraction:
    factors = _factors(line)
    if factors is None:
        return Fraction(0)
    if decimals is None:
        return Fraction(whole_parts(prod(factors)), ONE)
    weight, achieved = (rounded(100 * exact(each), decimals) for each in factors)
    return weight * achieved / (100 * 100)


def _factors(line: AllowanceLine) -> tuple[float, float] | None:
    """The weight of a line that is paid and what is achieved of it; None for another line."""
    if line.status is not LineStatus.PAID or line.weight is None or line.achieved is None:
        return None
    return line.weight, line.achieved


def _decimals(allowance: Allowance) -> int | None:
    """With how many decimals percentages are printed so that amounts follow; None prints shares instead."""
    amounts = tuple(line.amount for line in allowance.lines if line.amount is not None)
    for decimals in range(DECIMALS, MOST_DECIMALS + 1):
        due = [share * allowance.base * exact(allowance.months) for share in _shares(allowance, decimals)]
        below = lcm(*(each.denominator for each in due))
        above = [int(each * below) for each in due]
        if min(above, default=0) >= 0 and amounts == adding_up(above, below, half_up(sum(above), below)):
            return decimals
    return None


def _arithmetic(allowance: Allowance, line: AllowanceLine, decimals: int | None) -> tuple[Wording, ...]:
    factors = _factors(line)
    if factors is None:
        return ()
    known = {
        "base": both(Fraction(allowance.base), 0),
        "months": plainly(exact(allowance.months)),
        "amount": both(Fraction(line.amount or 0), 0),
    }
    if decimals is None:
        return (filled(_WHOLE_SHARE, share=plainly(100 * _share(line, None)), **known),)
    weight, achieved = (plainly(rounded(100 * exact(each), decimals)) for each in factors)
    return (filled(_LINE, weight=weight, achieved=achieved, **known),)
