"""Scores for a table: one row for each officer and period, by the very objects that score one officer.

A table may be any frame that narwhals knows: of pandas, polars, DuckDB, pyarrow and others. What comes out is
a frame of the same kind with columns added; a lazy frame stays lazy, and nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial, reduce
from typing import Any

from attrs import field, frozen

from asnwork import __version__
from asnwork.adapters.frame_columns import FrameColumns, Reading, columns_of, reading_of
from asnwork.adapters.frame_days import Days, day_column, one_day
from asnwork.adapters.frame_rows import RowScores, scored_rows
from asnwork.domain.formula import NUMBERS, evaluate_all
from asnwork.domain.law import Law
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.allowance_rule import PREDICATE, share_formula
from asnwork.scoring.formula_scorer import FormulaScorer, part_figure, score_columns
from asnwork.scoring.predicate import BEHAVIOUR_RATING, predicate_rank_formula, result_rating_formula
from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.scoring.score import Scale
from asnwork.scoring.scorer import Scorer
from asnwork.tables.algebra import FrameAlgebra, Term, narwhals

__all__ = ["REFUSED", "ScoredFrame", "score_frame"]

REFUSED: Mapping[str, Wording] = {
    "no_day": Wording("the day whose law is read is missing", "hari yang hukumnya dibaca tidak terisi"),
    "no_law": Wording("the law says nothing on that day", "tidak ada aturan yang berlaku pada hari itu"),
    "infinite_figure": Wording("a figure is infinite", "ada angka tak hingga"),
    "off_scale": Wording(
        "a part or the score lies outside its scale", "ada bagian atau nilai di luar skalanya"
    ),
}
"""Why a row is refused: it has no score, no gate, no part, and nothing is paid for it."""

_ROW_BY_ROW = Wording(
    "$scorer is no formula: each row went through it one by one, in memory",
    "$scorer bukan rumus: setiap baris dinilai satu per satu, di dalam memori",
)
_MISSING = Wording(
    "figures that the table does not have are taken as missing: $figures",
    "angka yang tidak ada di tabel dianggap kosong: $figures",
)
_SIMULATED = Wording(
    "ratings and predicates are proposed only, and shares of the allowance are a simulation: a named official "
    "issues a predicate before anybody is paid by it",
    "penilaian dan predikat hanya usulan, dan bagian TPP adalah simulasi: predikat ditetapkan dahulu oleh "
    "pejabat yang berwenang sebelum menjadi dasar pembayaran",
)


_RATING = "proposed.rating.result"
_PREDICATE = "proposed.predicate"
_SHARE = "simulated.share"
_WHOLE = Scale(low=0.0, high=1.0, unit="share")


@frozen(kw_only=True, eq=False)
class ScoredFrame:
    """A table with its scores.

    Attributes:
        frame: The table, of the kind that was given, with columns added.
        added: The names of the columns that were added.
        notices: What whoever reads it must know.
        scorer: The name of the scorer, and its version.
        law_digests: From each day on the digest of the law that is read; under None the same for every row.
        library_version: The version of this library.
    """

    frame: Any
    added: tuple[str, ...]
    notices: tuple[Reason, ...]
    scorer: str
    law_digests: Mapping[date | None, str] = field(hash=False)
    library_version: str = __version__


def score_frame(
    frame: Any,
    rule: Scheme | PayRule | Scorer,
    *,
    on: date | str | None = None,
    until: str | None = None,
    law: Law | None = None,
    columns: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    absent: Iterable[str] = (),
) -> ScoredFrame:
    """Return a table with the score of each row, as `evaluate` gives it.

    A missing figure is null; not-a-number counts as missing. A row with an infinite figure, with a value off
    its scale, or on a day without law is refused: `refused` says why, and every other result is missing.

    Args:
        frame: One row for each officer and period; any frame that narwhals knows.
        rule: A scheme, a pay rule or a scorer.
        on: The day whose law is read, or the column that holds it: the last day of the row's period.
        until: Instead of `on`, the column that holds the first day after the row's period.
        law: The law that the rule was made of; ratings and predicates are made of it too. Not needed for a
            scorer.
        columns: The column of each figure that does not have the figure's name.
        units: The units of figures, checked against those that the rule reads.
        absent: Figures that the table does not have, to be taken as missing in each row. The rating of
            behaviour and the months of a period may always be left out.

    Returns:
        The frame with the columns `score` (missing where the evidence does not suffice), `gate` ("met",
        "missed" or "unknown"), `coverage`, `part.<name>` for each part, and `refused`. For a scheme or a pay
        rule also `proposed.rating.result` (1 to 3) and `proposed.predicate` (1 to 5), `simulated.share.<line>`
        for each line and `simulated.share` for all: shares of the base allowance, 0 to 1.

    Raises:
        InvalidInput: Holds every fault: columns that are not there, with near misses, that hold no numbers,
            or that are in the way; units that do not fit; no day, or two.
        NoValueOnDay: The law says nothing on the day, when it is one for all rows.
        BrokenScorer: A scorer that is no formula does what it may not.
        MissingExtra: narwhals is not installed.

    Examples:
        >>> import polars
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring import output
        >>> table = polars.DataFrame({"done.work": [1800, None], "target.work": 2000, "available": 1.0})
        >>> scored = score_frame(table, output(national_law()), on=date(2026, 5, 31))
        >>> scored.frame["score"].to_list(), scored.frame["gate"].to_list()
        ([90.0, None], ['met', 'unknown'])
    """
    library = narwhals("scoring a table")
    held = _frame(library, frame)
    day = _day_asked(on, until)
    reading = reading_of(rule, law)
    schema = dict(held.collect_schema())
    found = columns_of(
        schema,
        reading,
        day=None if isinstance(day, date) else day,
        columns=columns or {},
        units=units or {},
        absent=absent,
        added=_added(reading),
    )
    rows = None
    if not isinstance(reading.scorer, FormulaScorer):
        rows = scored_rows(library, held, reading.scorer, found.columns, on=day, after=until is not None)
        held = rows.frame
    algebra = FrameAlgebra(held, NUMBERS)
    days = _days(library, algebra, reading, schema, day, after=until is not None)
    figures = dict(zip(found.columns, algebra.read(found.columns.values()), strict=True))
    figures.update(dict.fromkeys(found.missing, algebra.constant(None)))
    scored = _scored(algebra, reading.scorer, figures, days) if rows is None else _by_row(algebra, rows)
    paid = {} if reading.allowance is None else _paid(algebra, reading, figures, scored, days)
    refused = _refused(library, algebra, reading, found, scored, paid, days, rows)
    added = _results(library, algebra, scored, paid, refused)
    whole = algebra.frame.with_columns(*(value.alias(name) for name, value in added.items()))
    return ScoredFrame(
        frame=library.to_native(whole.select(*schema, *added)),
        added=tuple(added),
        notices=tuple(_notices(reading, found, row_by_row=rows is not None)),
        scorer=f"{reading.scorer.name} {reading.scorer.version}",
        law_digests=days.digests(reading.parameters),
    )


# --- what is asked for -------------------------------------------------------------------------------


def _frame(library: Any, frame: Any) -> Any:
    try:
        return library.from_native(frame)
    except TypeError:
        given = type(frame).__name__
        expected = "a frame that narwhals knows, such as of pandas, polars, DuckDB or pyarrow"
        raise InvalidInput(Fault("frame", given=given, expected=expected)) from None


def _day_asked(on: date | str | None, until: str | None) -> date | str:
    asked = [each for each in (on, until) if each is not None]
    if len(asked) != 1:
        expected = "one of them: a day or a column of last days as on, a column of first days after as until"
        raise InvalidInput(Fault("on, until", given=(on, until), expected=expected))
    return asked[0]


def _added(reading: Reading) -> list[str]:
    """The names of the columns that will be added, as far as they are known before a row is scored."""
    parts = getattr(reading.scorer, "parts", ())
    lines = () if reading.allowance is None else reading.allowance.lines
    paid = (_RATING, _PREDICATE, *(f"{_SHARE}.{line.code}" for line in lines), _SHARE) if lines else ()
    return ["score", "gate", "coverage", *(part_figure(part.name) for part in parts), *paid, "refused"]


def _days(
    library: Any, algebra: FrameAlgebra, reading: Reading, schema: Mapping[str, Any], day: date | str, *, after: bool
) -> Days:
    if isinstance(day, date):
        return one_day(day, reading.parameters)
    column, moments = library.col(day), schema[day] != library.Date
    return day_column(algebra, column, reading.parameters, moments=moments, after=after)


# --- scores, and what is paid for them ---------------------------------------------------------------


def _scored(
    algebra: FrameAlgebra, scorer: FormulaScorer, figures: Mapping[str, Term], days: Days
) -> dict[str, Term]:
    return days.terms(algebra, lambda day: score_columns(scorer, figures, on=day, algebra=algebra))


def _by_row(algebra: FrameAlgebra, rows: RowScores) -> dict[str, Term]:
    terms = dict(zip(rows.columns, algebra.read(rows.columns.values()), strict=True))
    return {name: term for name, term in terms.items() if name not in REFUSED}


def _paid(
    algebra: FrameAlgebra,
    reading: Reading,
    figures: Mapping[str, Term],
    scored: Mapping[str, Term],
    days: Days,
) -> dict[str, Term]:
    allowance, law = reading.allowance, reading.law
    assert allowance is not None and law is not None
    # Where there is no score there is no gate and no part either that could be paid for.
    there = algebra.comparison("=", scored["value"], scored["value"], 0.0)
    seen = {f"score.{name}": algebra.arithmetic("/", term, there) for name, term in scored.items()}
    view = {**dict.fromkeys(allowance.reads, algebra.constant(None)), **figures, **seen}
    view.setdefault(BEHAVIOUR_RATING.name, algebra.constant(None))
    ratings = (result_rating_formula(law), predicate_rank_formula(law))
    names = (*(f"{_SHARE}.{line.code}" for line in allowance.lines), _SHARE)
    shares = (*(line.share for line in allowance.lines), share_formula(allowance))

    def on_day(day: date) -> dict[str, Term]:
        rating, rank = evaluate_all(ratings, view, on=day, algebra=algebra)
        paid = evaluate_all(shares, {**view, PREDICATE.name: rank}, on=day, algebra=algebra)
        return {_RATING: rating, _PREDICATE: rank, **dict(zip(names, paid, strict=True))}

    return days.terms(algebra, on_day)


# --- rows that are refused ---------------------------------------------------------------------------


def _refused(
    library: Any,
    algebra: FrameAlgebra,
    reading: Reading,
    found: FrameColumns,
    scored: Mapping[str, Term],
    paid: Mapping[str, Term],
    days: Days,
    rows: RowScores | None,
) -> dict[str, Term]:
    """For each reason why a row may be refused, in which rows it holds; the first that holds is said."""
    answers: dict[str, list[Term]] = {code: [] for code in REFUSED}
    if days.unknown is not None:
        answers["no_day"] = [algebra.condition(days.unknown)]
    answers["no_law"] = [days.without_law(algebra)]
    answers["infinite_figure"] = [
        algebra.condition(_infinite(library.col(column))) for column in found.fractions
    ]
    if rows is not None:
        for code in ("no_law", "off_scale"):
            said = algebra.read([rows.columns[code]])
            answers[code] += [algebra.comparison("=", term, algebra.constant(1.0), 0.0) for term in said]
    bounds = {part_figure(part.name): part.scale for part in getattr(reading.scorer, "parts", ())}
    bounds["value"] = reading.scorer.scale
    measured = [(scored[name], scale) for name, scale in bounds.items() if name in scored]
    measured += [(term, _WHOLE) for name, term in paid.items() if name.startswith(_SHARE)]
    answers["off_scale"] += [
        answer for term, scale in measured for answer in _outside(algebra, term, scale)
    ]
    either = partial(algebra.arithmetic, "max")
    return {code: reduce(either, terms) for code, terms in answers.items() if terms}


def _infinite(column: Any) -> Any:
    return ~(column.is_finite() | column.is_nan() | column.is_null())


def _outside(algebra: FrameAlgebra, term: Term, scale: Scale) -> Iterator[Term]:
    """Where a term lies below or above its scale, as `Scale.holds` has it."""
    hair = scale.hair
    yield algebra.comparison("<", term, algebra.constant(scale.low - hair), 0.0)
    yield algebra.comparison(">", term, algebra.constant(scale.high + hair), 0.0)


def _results(
    library: Any,
    algebra: FrameAlgebra,
    scored: Mapping[str, Term],
    paid: Mapping[str, Term],
    refused: Mapping[str, Term],
) -> dict[str, Any]:
    """Everything that is added, as expressions in the order of their columns."""
    any_reason = reduce(partial(algebra.arithmetic, "max"), refused.values())
    taken = algebra.arithmetic("-", algebra.constant(1.0), any_reason)
    there = algebra.comparison("=", scored["value"], scored["value"], 0.0)
    numbers = {
        name: algebra.expression(algebra.arithmetic("/", term, taken))
        for name, term in {**scored, **paid}.items()
        if name not in ("value", "gate")
    }
    value, gate = (
        algebra.expression(algebra.arithmetic("/", algebra.arithmetic("/", scored[name], there), taken))
        for name in ("value", "gate")
    )
    coverage = numbers.pop("coverage")
    text = partial(library.lit, dtype=library.String)
    said = library.when(gate == 1).then(text("met")).otherwise(text("missed"))
    said = library.when(gate.is_null()).then(text("unknown")).otherwise(said)
    why = text(None)
    for code, term in reversed(refused.items()):
        if not term.constant:
            why = library.when(algebra.truth(term)).then(text(code)).otherwise(why)
    return {"score": value, "gate": said, "coverage": coverage, **numbers, "refused": why}


def _notices(reading: Reading, found: FrameColumns, *, row_by_row: bool) -> Iterator[Reason]:
    say = partial(Reason, rule="score_frame")
    if row_by_row:
        yield say(code="row_by_row", values={"scorer": reading.scorer.name}, wording=_ROW_BY_ROW)
    if found.missing:
        yield say(code="taken_as_missing", values={"figures": ", ".join(found.missing)}, wording=_MISSING)
    if reading.allowance is not None:
        yield say(code="simulated", wording=_SIMULATED)
