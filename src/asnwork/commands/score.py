"""`asnwork score`: a file of officers and periods, scored and paid in simulation by a pay rule."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, redirect_stdout
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from asnwork.commands.places import refused, written
from asnwork.commands.score_files import ENDINGS, scanned, scanned_back
from asnwork.commands.terminal import Progress, width, write
from asnwork.domain.reason import explain
from asnwork.errors import DuplicateName, Fault, InvalidInput, MissingExtra, NoValueOnDay, UnknownName
from asnwork.tables.algebra import narwhals

if TYPE_CHECKING:
    from asnwork.adapters.scored_frame import ScoredFrame
    from asnwork.commands.score_summary import ScoreSummary
    from asnwork.domain.law import Law
    from asnwork.report.cells import Cell
    from asnwork.scoring.scheme import PayRule

__all__ = ["score_command", "score_document"]

SCHEMA = 1
_PATIENCE = 1.0  # seconds without a word


def score_command(options: argparse.Namespace) -> int:
    """Score a file as the options say; the exit code is handed back."""
    if _misused(options):
        return 2
    polars, library = _polars(), narwhals("scoring a file")
    from asnwork.indonesia.law import national_law

    law = national_law()
    try:
        pay = _pay(law, options)
    except (UnknownName, DuplicateName) as error:
        write(sys.stderr, f"asnwork: {error}")
        return 2
    try:
        return _scored(polars, law, pay, options)
    except NoValueOnDay as error:
        write(sys.stderr, f"asnwork: --on: {error}")
        return 2
    except (polars.exceptions.PolarsError, library.exceptions.NarwhalsError, OSError) as error:
        said = str(error).strip().splitlines()[0]
        room = "" if options.out is None else f", and room to write {options.out}"
        kind = "a Parquet or Arrow file that can be read"
        if options.file.endswith(".csv"):
            kind = "a CSV file in UTF-8, separated by commas, its numbers with a decimal point"
        expected = f"{kind}{room}"
        fault = Fault(options.file, given=said, expected=expected)
        raise InvalidInput(fault) from None


def _polars() -> Any:
    try:
        import polars
    except ImportError as missing:
        raise MissingExtra("polars", "frames", "scoring a file") from missing
    return polars


def _misused(options: argparse.Namespace) -> bool:
    """Whether the call itself is wrong; what is, is said on standard error."""
    known: bool = options.file.endswith(ENDINGS)
    if not known:
        expected = f"a name that ends in {', '.join(ENDINGS)}"
        write(sys.stderr, f"asnwork: FILE: given {options.file!r}, expected {expected}")
    targets: list[tuple[str, str | None, str | tuple[str, ...]]] = [
        ("--out", options.out, ENDINGS),
        ("--json", options.json, ".json"),
    ]
    return refused(targets, [options.file]) or not known


def _pay(law: Law, options: argparse.Namespace) -> PayRule:
    if options.pay is not None:
        from asnwork.commands.pay_rules import pay_rule_named

        return pay_rule_named(options.pay, law)
    from asnwork.indonesia.schemes import all_schemes

    known = {scheme.name: scheme.pay for scheme in all_schemes(law)}
    if options.scheme not in known:
        raise UnknownName("scheme", options.scheme, known)
    return known[options.scheme]


def _scored(polars: Any, law: Law, pay: PayRule, options: argparse.Namespace) -> int:
    from asnwork.adapters.frame_columns import Asked, reading_of
    from asnwork.adapters.scored_frame import score_frame
    from asnwork.commands.score_summary import summary_of
    from asnwork.report.document import json_text

    columns = dict(options.column)
    read = reading_of(pay, law)
    figures = {columns.get(name, name) for name in (*read.figures, *read.left_out)}
    frame = scanned(polars, options.file, figures)
    if options.officer is not None and options.officer not in frame.collect_schema().names():
        fault = Fault(options.officer, given="no such column", expected="the column of officers (--officer)")
        raise InvalidInput(fault, source=options.file)
    progress = Progress(options.lang, patience=_PATIENCE)
    with redirect_stdout(sys.stderr), closing(progress):  # a scorer of a plug-in may print
        scored = score_frame(
            frame,
            pay,
            on=options.on if options.until is None else None,
            until=options.until,
            law=law,
            columns=columns,
            units=dict(options.unit),
            absent=options.absent,
            asked=Asked(
                source=options.file,
                columns="--column $figure=COLUMN",
                units="--unit $figure=UNIT",
                absent="--absent $figure",
            ),
            on_progress=progress,
        )
    period = options.until or (options.on if isinstance(options.on, str) else None)
    out = None if options.out is None else Path(options.out)
    draft = None if out is None else out.with_name(f".{os.getpid()}-{out.name}")
    try:
        result = scored.frame if draft is None else _written(polars, scored, frame, draft, options)
        summary = summary_of(result, pay.scorer.scale, officer=_officer(frame, options), period=period)
        if summary.refused and options.strict:
            _tell_refused(summary)
            return 3
        if draft is not None:
            os.replace(draft, options.out)
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
    if options.json is not None and not written(
        "--json", options.json, json_text(score_document(pay, scored, summary, options))
    ):
        return 2
    if options.json != "-":
        write(sys.stdout, "\n\n".join(_texts(pay, scored, summary, options)))
    return 0


def _officer(frame: Any, options: argparse.Namespace) -> str | None:
    if options.officer is not None:
        officer: str = options.officer
        return officer
    return "officer" if "officer" in frame.collect_schema().names() else None


def _written(polars: Any, scored: ScoredFrame, frame: Any, draft: Path, options: argparse.Namespace) -> Any:
    """Write the scored rows as they come, never all of them at once, and return them as they were written."""
    total = frame.select(polars.len()).collect(engine="streaming").item()
    done = 0

    def counted(batch: Any) -> Any:
        nonlocal done
        done += batch.height
        progress(done, total)
        return batch

    rows = scored.frame
    rows = rows.map_batches(
        counted, streamable=True, schema=rows.collect_schema(), validate_output_schema=False
    )
    with closing(Progress(options.lang, patience=_PATIENCE)) as progress:
        if draft.name.endswith(".parquet"):
            rows.sink_parquet(draft)
        elif draft.name.endswith(".csv"):
            rows.sink_csv(draft)
        else:
            rows.sink_ipc(draft)
    return scanned_back(polars, draft)


def _tell_refused(summary: ScoreSummary) -> None:
    from asnwork.adapters.scored_frame import REFUSED

    for code, rows in summary.refused.items():
        write(sys.stderr, f"asnwork: --strict: {rows} rows refused: {REFUSED[code].en}")


def _texts(
    pay: PayRule, scored: ScoredFrame, summary: ScoreSummary, options: argparse.Namespace
) -> Iterator[str]:
    from asnwork.commands.score_summary import summary_tables

    lang = options.lang
    versions = dict.fromkeys(pay.version.split(", "))  # a scorer and the pay by it may have one name
    yield f"{options.file}: {pay.label.en if lang == 'en' else pay.label.id} ({', '.join(versions)})"
    for table in summary_tables(summary, pay.scorer.scale, lang):
        if len(table):
            yield table.text(width=max(width(), 60), lang=lang)
    yield "\n".join(fill(explain(notice, lang), max(width(), 60)) for notice in scored.notices)
    if options.out is not None:
        yield {"en": "written to {}", "id": "ditulis ke {}"}[lang].format(options.out)


def score_document(
    pay: PayRule, scored: ScoredFrame, summary: ScoreSummary, options: argparse.Namespace
) -> dict[str, Any]:
    """Return what was scored as plain tables and lists; no officer is named."""
    return {
        "schema": SCHEMA,
        "asnwork": scored.library_version,
        "pay": pay.name,
        "version": pay.version,
        "for_teaching_only": pay.allowance.for_teaching_only,
        "law": {str(since or options.on): digest for since, digest in scored.law_digests.items()},
        "notices": [
            {"code": notice.code, "text": explain(notice, options.lang)} for notice in scored.notices
        ],
        "officer_months": summary.rows,
        "gates": _cells(summary.gates),
        "bands": _cells(summary.bands),
        "refused": dict(summary.refused),
        "out": options.out,
    }


def _cells(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    return [
        {"name": cell.name, "officer_months": int(cell.officer_months), "merged": list(cell.of)}
        for cell in cells
    ]
