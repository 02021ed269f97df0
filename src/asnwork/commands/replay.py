"""`asnwork replay`: what a real request log tells under the shipped rules, and what it cannot tell."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from asnwork.commands.places import refused, written
from asnwork.commands.terminal import width, write

if TYPE_CHECKING:
    from asnwork.adapters.replay import Replay
    from asnwork.tables import Table

__all__ = ["replay_command", "replay_document"]

SCHEMA = 1
_MOST = 20


def replay_command(options: argparse.Namespace) -> int:
    """Replay a log as the options say; the exit code is handed back."""
    targets = [("--json", options.json, ".json"), ("--unusable", options.unusable, ".csv")]
    if refused(targets, [options.log, options.mapping, options.cases]):
        return 2
    from asnwork.adapters.replay_tables import problems_table
    from asnwork.report.document import json_text

    replay = _replayed(options)
    if options.json is not None and not written(
        "--json", options.json, json_text(replay_document(replay, options))
    ):
        return 2
    if options.unusable is not None and not written(
        "--unusable", options.unusable, problems_table(replay.log).to_csv()
    ):
        return 2
    if options.json != "-":
        write(sys.stdout, "\n\n".join(_texts(replay, options)))
    return 0


def _replayed(options: argparse.Namespace) -> Replay:
    from asnwork.adapters.event_log import load_log
    from asnwork.adapters.mapping import read_mapping
    from asnwork.adapters.replay import replay_summary
    from asnwork.indonesia.law import national_law
    from asnwork.indonesia.schemes import all_pays
    from asnwork.policies.attendance_measures import attendance_measures
    from asnwork.policies.outcomes.standard_outcome import standard_outcome

    law = national_law()
    loaded = load_log(options.log, read_mapping(options.mapping), cases=options.cases, strict=options.strict)
    return replay_summary(
        loaded,
        outcome=standard_outcome(law),
        pays=[pay for pay in all_pays(law) if not pay.allowance.for_teaching_only],
        measures=attendance_measures(law),
        by=options.by,
        law_on=options.law_on,
    )


def _texts(replay: Replay, options: argparse.Namespace) -> Iterator[str]:
    from asnwork.adapters import replay_tables as tables

    yield _text(tables.log_table(replay.log), options)
    yield _text(tables.on_time_table(replay.on_time), options)
    if replay.scored:
        yield _text(tables.scores_table(replay), options)
        yield f"scored by the law of {options.law_on}; each score is a proposal, and nobody is paid by it"
    yield _text(_without_why(tables.parts_table(replay)), options)
    yield "\n".join(_whys(replay))
    if replay.log.mapping.assumptions:
        yield _text(tables.assumptions_table(replay.log), options)
    if replay.log.unusable or replay.log.doubtful or replay.log.repeated:
        yield _text(tables.problems_table(replay.log), options, rows=_MOST)


def _without_why(table: Table) -> Table:
    from asnwork.tables import Table as Made

    return Made({name: column for name, column in table.columns.items() if name != "why"}, title=table.title)


def _whys(replay: Replay) -> Iterator[str]:
    """Why parts have no answer, each reason once, with the parts."""
    reasons: dict[str, list[str]] = {}
    for part in replay.parts:
        if part.why:
            reasons.setdefault(part.why, []).append(f"{part.pay} {part.part}")
    for why, parts in reasons.items():
        yield from textwrap.wrap(f"{why}: {', '.join(parts)}", max(width(), 60), subsequent_indent="  ")


def _text(table: Table, options: argparse.Namespace, *, rows: int = 60) -> str:
    return table.text(width=max(width(), 60), rows=rows, lang=options.lang)


def replay_document(replay: Replay, options: argparse.Namespace) -> dict[str, Any]:
    """Return a replay as plain tables and lists; no officer is named."""
    import attrs

    import asnwork
    from asnwork.adapters.replay_tables import scores_table

    log = replay.log
    return {
        "schema": SCHEMA,
        "asnwork": asnwork.__version__,
        "log": {
            "source": log.source,
            "counts": dict(log.counts),
            "officers": len(log.officers),
            "set_aside": dict(log.set_aside),
            "repeated": [str(row) for row in log.repeated],
            "doubtful": [attrs.asdict(row) for row in log.doubtful],
            "unusable": [attrs.asdict(row) for row in log.unusable],
            "assumed": list(log.mapping.assumptions),
        },
        "on_time": attrs.asdict(replay.on_time) | {"share": replay.on_time.share},
        "law_on": options.law_on.isoformat(),
        "periods": [f"{period.since} to {period.until}" for period in replay.periods],
        "scores": list(scores_table(replay).rows()),
        "parts": [attrs.asdict(part) for part in replay.parts],
    }
