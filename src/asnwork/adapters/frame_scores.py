"""The scores of a table as expressions: parts, value, gate, what is paid, and which rows are refused.

The formulas are those of the scorer, of the ratings and of the allowance rule, evaluated over data frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial, reduce
from typing import Any

from attrs import field, frozen

from asnwork.adapters.frame_columns import FrameColumns, Reading
from asnwork.adapters.frame_days import Days, day_column, one_day
from asnwork.adapters.frame_rows import RowScores, scored_rows
from asnwork.domain.formula import NUMBERS, evaluate_all
from asnwork.domain.law import Law
from asnwork.domain.plan import AVAILABLE
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance_rule import PREDICATE, AllowanceRule, share_formula
from asnwork.scoring.formula_scorer import FormulaScorer, score_columns
from asnwork.scoring.part_rule import part_figure
from asnwork.scoring.predicate import BEHAVIOUR_RATING, predicate_rank_formula, result_rating_formula
from asnwork.scoring.score import Scale
from asnwork.tables.algebra import FrameAlgebra, Term

__all__ = ["REFUSED", "Sheet", "added_by", "results_of", "sheet_of"]

REFUSED: Mapping[str, Wording] = {
    "no_day": Wording("the day whose law is read is missing", "hari yang hukumnya dibaca tidak terisi"),
    "no_law": Wording("the law says nothing on that day", "tidak ada aturan yang berlaku pada hari itu"),
    "infinite_figure": Wording("a figure is infinite", "ada angka tak hingga"),
    "no_share": Wording(
        "a share of days is not 0 to 1 (percent?)", "bagian hari tidak antara 0 dan 1 (persen?)"
    ),
    "off_scale": Wording(
        "a part or the score lies outside its scale", "ada bagian atau nilai di luar skalanya"
    ),
}
"""Why a row is refused: it has no score, no gate, no part, and nothing is paid for it."""

_RATING = "proposed.rating.result"
_PREDICATE = "proposed.predicate"
_SHARE = "simulated.share"
_PARTS_OF_A_WHOLE = (AVAILABLE,)
"""Figures that cannot pass 1. Cuts are shares too, but those of a month may."""

_WHOLE = Scale(low=0.0, high=1.0, unit="share")


@frozen(kw_only=True, eq=False)
class Sheet:
    """A table on which scores are put together.

    Attributes:
        library: The library of frames.
        algebra: What the rows are computed in.
        reading: What is read.
        found: Where the table holds it.
        days: Whose day's law the rows are measured by.
        figures: The figures that are read, as terms.
        rows: What a scorer that is no formula made of each row; None for one that is.
    """

    library: Any
    algebra: FrameAlgebra
    reading: Reading
    found: FrameColumns
    days: Days
    figures: Mapping[str, Term] = field(hash=False)
    rows: RowScores | None


def added_by(reading: Reading) -> list[str]:
    """Return the names of the columns that will be added, as far as they are known before a row is scored."""
    parts = getattr(reading.scorer, "parts", ())
    lines = () if reading.allowance is None else reading.allowance.lines
    paid = (_RATING, _PREDICATE, *(f"{_SHARE}.{line.code}" for line in lines), _SHARE) if lines else ()
    return ["score", "gate", "coverage", *(part_figure(part.name) for part in parts), *paid, "refused"]


def sheet_of(
    library: Any,
    held: Any,
    reading: Reading,
    found: FrameColumns,
    day: date | str,
    *,
    after: bool,
    on_progress: Callable[[int, int], None] | None = None,
) -> Sheet:
    """Return a table with the figures that are read; a scorer that is no formula is run here, row by row."""
    moments = isinstance(day, str) and held.collect_schema()[day] != library.Date
    rows = None
    if not isinstance(reading.scorer, FormulaScorer):
        rows = scored_rows(
            library, held, reading.scorer, found.columns, on=day, after=after, on_progress=on_progress
        )
    algebra = FrameAlgebra(held if rows is None else rows.frame, NUMBERS)
    if isinstance(day, date):
        days = one_day(day, reading.parameters)
    else:
        days = day_column(algebra, library.col(day), reading.parameters, moments=moments, after=after)
    figures = dict(zip(found.columns, algebra.read(found.columns.values()), strict=True))
    figures.update(dict.fromkeys(found.missing, algebra.constant(None)))
    return Sheet(
        library=library,
        algebra=algebra,
        reading=reading,
        found=found,
        days=days,
        figures=figures,
        rows=rows,
    )


def results_of(sheet: Sheet) -> dict[str, Any]:
    """Return everything that is added to a table, as expressions in the order of their columns."""
    scored = _scored(sheet)
    allowance, law = sheet.reading.allowance, sheet.reading.law
    paid = {} if allowance is None or law is None else _paid(sheet, allowance, law, scored)
    refused = _refused(sheet, scored, paid)
    algebra, library = sheet.algebra, sheet.library
    taken = algebra.arithmetic("-", algebra.constant(1.0), _any(algebra, refused.values()))
    seen = {**scored, "gate": _only_with_score(algebra, scored, "gate"), **paid}
    numbers = {name: algebra.expression(algebra.arithmetic("/", term, taken)) for name, term in seen.items()}
    value, gate, coverage = (numbers.pop(name) for name in ("value", "gate", "coverage"))
    text = partial(library.lit, dtype=library.String)
    said = library.when(gate == 1).then(text("met")).otherwise(text("missed"))
    said = library.when(gate.is_null()).then(text("unknown")).otherwise(said)
    why = text(None)
    for code, term in reversed(tuple(refused.items())):
        if not term.constant:
            why = library.when(algebra.truth(term)).then(text(code)).otherwise(why)
    return {"score": value, "gate": said, "coverage": coverage, **numbers, "refused": why}


# --- scores, and what is paid for them ---------------------------------------------------------------


def _scored(sheet: Sheet) -> dict[str, Term]:
    """Value, gate, coverage and parts, as terms."""
    algebra, scorer = sheet.algebra, sheet.reading.scorer
    if sheet.rows is not None or not isinstance(scorer, FormulaScorer):
        held = {} if sheet.rows is None else sheet.rows.columns
        terms = dict(zip(held, algebra.read(held.values()), strict=True))
        return {name: term for name, term in terms.items() if name not in REFUSED}
    return sheet.days.terms(
        algebra, lambda day: score_columns(scorer, sheet.figures, on=day, algebra=algebra)
    )


def _only_with_score(algebra: FrameAlgebra, scored: Mapping[str, Term], name: str) -> Term:
    """Where there is no score there is no gate and no part either that anything could follow from."""
    there = algebra.comparison("=", scored["value"], scored["value"], 0.0)
    return algebra.arithmetic("/", scored[name], there)


def _paid(sheet: Sheet, allowance: AllowanceRule, law: Law, scored: Mapping[str, Term]) -> dict[str, Term]:
    """The proposed rating and predicate, and the share of the base for each line and in all."""
    algebra = sheet.algebra
    nothing = algebra.constant(None)
    seen = {f"score.{name}": _only_with_score(algebra, scored, name) for name in scored}
    view = {
        BEHAVIOUR_RATING.name: nothing,
        **dict.fromkeys(allowance.reads, nothing),
        **sheet.figures,
        **seen,
    }
    ratings = (result_rating_formula(law), predicate_rank_formula(law))
    names = (*(f"{_SHARE}.{line.code}" for line in allowance.lines), _SHARE)
    shares = (*(line.share for line in allowance.lines), share_formula(allowance))

    def on_day(day: date) -> dict[str, Term]:
        rating, rank = evaluate_all(ratings, view, on=day, algebra=algebra)
        paid = evaluate_all(shares, {**view, PREDICATE.name: rank}, on=day, algebra=algebra)
        return {_RATING: rating, _PREDICATE: rank, **dict(zip(names, paid, strict=True))}

    return sheet.days.terms(algebra, on_day)


# --- rows that are refused ---------------------------------------------------------------------------


def _any(algebra: FrameAlgebra, answers: Iterable[Term]) -> Term:
    return reduce(partial(algebra.arithmetic, "max"), answers, algebra.constant(0.0))


def _refused(sheet: Sheet, scored: Mapping[str, Term], paid: Mapping[str, Term]) -> dict[str, Term]:
    """For each reason why a row may be refused, in which rows it holds; the first that holds is said."""
    algebra, days, col = sheet.algebra, sheet.days, sheet.library.col
    infinite = [algebra.condition(_infinite(col(column))) for column in sheet.found.fractions]
    answers = {
        "no_day": [] if days.unknown is None else [algebra.condition(days.unknown)],
        "no_law": [days.without_law(algebra), *_said_by_row(sheet, "no_law")],
        "infinite_figure": infinite,
        "no_share": list(_no_share(sheet)),
        "off_scale": [*_off_scale(sheet, scored, paid), *_said_by_row(sheet, "off_scale")],
    }
    return {code: _any(algebra, answers[code]) for code in REFUSED}


def _no_share(sheet: Sheet) -> Iterator[Term]:
    for name in _PARTS_OF_A_WHOLE:
        if name in sheet.figures:
            yield from _outside(sheet.algebra, sheet.figures[name], _WHOLE)


def _said_by_row(sheet: Sheet, code: str) -> Iterator[Term]:
    if sheet.rows is not None:
        (said,) = sheet.algebra.read([sheet.rows.columns[code]])
        yield sheet.algebra.comparison("=", said, said, 0.0)


def _off_scale(sheet: Sheet, scored: Mapping[str, Term], paid: Mapping[str, Term]) -> Iterator[Term]:
    parts = getattr(sheet.reading.scorer, "parts", ())
    scales = {part_figure(part.name): part.scale for part in parts}
    scales |= {"value": sheet.reading.scorer.scale}
    scales |= {name: _WHOLE for name in paid if name.startswith(_SHARE)}
    terms = {**scored, **paid}
    for name, scale in scales.items():
        yield from _outside(sheet.algebra, terms[name], scale)


def _infinite(column: Any) -> Any:
    return ~(column.is_finite() | column.is_nan() | column.is_null())


def _outside(algebra: FrameAlgebra, term: Term, scale: Scale) -> Iterator[Term]:
    """Where a term lies below or above its scale, as `Scale.holds` has it."""
    hair = scale.hair
    yield algebra.comparison("<", term, algebra.constant(scale.low - hair), 0.0)
    yield algebra.comparison(">", term, algebra.constant(scale.high + hair), 0.0)
