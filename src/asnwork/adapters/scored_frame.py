"""Scores for a table: one row for each officer and period, by the very objects that score one officer.

A table may be any frame that narwhals knows: of pandas, polars, DuckDB, pyarrow and others. What comes out is
a frame of the same kind with columns added; a lazy frame stays lazy, and nothing is run.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from attrs import field, frozen

from asnwork import __version__
from asnwork.adapters.contract import scorer_faults
from asnwork.adapters.frame_columns import IN_PYTHON, Asked, columns_of, reading_of, require_free
from asnwork.adapters.frame_scores import REFUSED, Sheet, added_by, results_of, sheet_of
from asnwork.domain.law import Law
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput
from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.scoring.scorer import Scorer
from asnwork.tables.algebra import narwhals

__all__ = ["REFUSED", "ScoredFrame", "score_frame"]

_ROW_BY_ROW = Wording(
    "$scorer is no formula: each row went through it one by one, in memory",
    "$scorer bukan rumus: setiap baris dinilai satu per satu, di dalam memori",
)
_MISSING = Wording(
    "figures that the table does not have are taken as missing: $figures",
    "angka yang tidak ada di tabel dianggap kosong: $figures",
)
_SIMULATED = Wording(
    "ratings and predicates are proposed only, and shares of the allowance are a simulation: "
    "a named official issues a predicate before anybody is paid by it",
    "penilaian dan predikat hanya usulan, dan bagian TPP adalah simulasi: predikat ditetapkan dahulu oleh "
    "pejabat yang berwenang sebelum menjadi dasar pembayaran",
)


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
    asked: Asked = IN_PYTHON,
    on_progress: Callable[[int, int], None] | None = None,
) -> ScoredFrame:
    """Return a table with the score of each row, as `evaluate` gives it.

    A missing figure is null; not-a-number counts as missing. A row with an infinite figure, with a value off
    its scale, with an `available` above 1, as a percentage is, or on a day without law is refused: `refused`
    says why, and every other result is missing.

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
        asked: In whose words a fault is told; those of this function unless a command stands before it.
        on_progress: Called after each row with how many are scored, and of how many, while a scorer that is
            no formula scores them one by one. A formula scores when the frame is collected.

    Returns:
        The frame with the columns `score` (missing where the evidence does not suffice), `gate` ("met",
        "missed" or "unknown"), `coverage`, `part.<name>` for each part, and `refused`. For a scheme or a pay
        rule also `proposed.rating.result` (1 to 3), `proposed.predicate` (1 to 5), and, as shares of the base
        allowance, `simulated.share.<line>` for each line and `simulated.share` for all. There are no rupiah:
        whole ones that add up need more than 64 bits, and `asnwork.scoring.allowance` gives them.

    Raises:
        InvalidInput: What was given is no rule. Or holds every fault: columns that are not there, with near
            misses, that hold no numbers, or that are in the way; units that do not fit; no day, or two.
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
    _require_rule(rule)
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
        added=added_by(reading),
        asked=asked,
    )
    sheet = sheet_of(library, held, reading, found, day, after=until is not None, on_progress=on_progress)
    added = results_of(sheet)
    # The parts of a scorer that is no formula are known only now.
    require_free(added, schema, asked)
    whole = sheet.algebra.frame.with_columns(*(value.alias(name) for name, value in added.items()))
    passing = [name for name in whole.collect_schema() if name not in schema and name not in added]
    return ScoredFrame(
        # Dropped, not selected: Spark reads a dot in a selected name as a way into a structure.
        frame=library.to_native(whole.drop(*passing)),
        added=tuple(added),
        notices=tuple(_notices(sheet)),
        scorer=f"{reading.scorer.name} {reading.scorer.version}",
        law_digests=sheet.days.digests(reading.parameters),
    )


def _require_rule(rule: object) -> None:
    if isinstance(rule, Scheme | PayRule):
        return
    if faults := scorer_faults(rule):
        if inspect.isfunction(rule):
            hint = f"call it with a law: {rule.__name__}(law)"
            fault = Fault("rule", given=rule.__name__, expected="what the function returns", hint=hint)
            raise InvalidInput(fault)
        raise InvalidInput(*faults, source="rule")


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


def _notices(sheet: Sheet) -> Iterator[Reason]:
    say = partial(Reason, rule="score_frame")
    if sheet.rows is not None:
        yield say(code="row_by_row", values={"scorer": sheet.reading.scorer.name}, wording=_ROW_BY_ROW)
    if sheet.found.missing:
        yield say(
            code="taken_as_missing", values={"figures": ", ".join(sheet.found.missing)}, wording=_MISSING
        )
    if sheet.reading.allowance is not None:
        yield say(code="simulated", wording=_SIMULATED)
