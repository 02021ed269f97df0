"""A replay as tables, for terminals, notebooks and files. No table names or ranks an officer."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.replay import OnTime, Replay, ScoredOfficer
from asnwork.scoring.score import Gate, Score
from asnwork.tables import Table

__all__ = ["assumptions_table", "log_table", "on_time_table", "parts_table", "problems_table", "scores_table"]

FEWEST = 10
"""Of fewer people than this no figure is shown, lest it tell on one of them (assumed)."""


def log_table(log: LoadedLog) -> Table:
    """Return how much of a log was read, set aside, repeated and not used."""
    found = {
        **{f"{name} read": count for name, count in log.counts.items()},
        "officers": len(log.officers),
        **{f"rows set aside: {name or '(nobody named)'}": count for name, count in log.set_aside.items()},
        "rows repeated": len(log.repeated),
        "rows used in doubt": len(log.doubtful),
        "rows that could not be used": len(log.unusable),
    }
    return Table({"what": list(found), "count": list(found.values())}, title=log.source)


def assumptions_table(log: LoadedLog) -> Table:
    """Return what the mapping assumes, since no log holds it."""
    return Table({"assumed": log.mapping.assumptions}, title="assumed by the mapping")


def problems_table(log: LoadedLog) -> Table:
    """Return every row that was not taken as it stood: its file, line and the reason."""
    rows = [
        *((row.source, row.line, "not used", row.reason) for row in log.unusable),
        *((row.source, row.line, "used in doubt", row.reason) for row in log.doubtful),
        *((row.source, row.line, "repeated", str(row).partition(": ")[2]) for row in log.repeated),
    ]
    rows.sort(key=lambda row: (row[0], row[1]))
    files, lines, what, reasons = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Table(
        {"file": files, "line": lines, "what": what, "reason": reasons}, title="rows not taken as they stand"
    )


def on_time_table(found: OnTime) -> Table:
    """Return how many requests kept their promise, and what became of the others."""
    counts = {
        "answered, with a promise": found.answered,
        "of these by the moment promised": found.kept,
        "answered, without a promise": found.without_promise,
        "not answered, past the moment promised": found.late_and_open,
        "not answered, not due": found.open,
        "ended some other way": found.ended_otherwise,
    }
    share = [
        None if found.share is None else 100 * found.share if name.startswith("of these") else None
        for name in counts
    ]
    return Table(
        {"requests": list(counts), "count": list(counts.values()), "share": share},
        units={"share": "%"},
        title="promises",
    )


def scores_table(replay: Replay) -> Table:
    """Return for each pay rule how many periods of officers were scored, their gates and the median."""
    pays = list(dict.fromkeys(each.pay for each in replay.scored))
    groups = [[each for each in replay.scored if each.pay == pay] for pay in pays]
    scores = [[each.score for each in group if isinstance(each.score, Score)] for group in groups]
    return Table(
        {
            "pay rule": pays,
            "periods": [len(group) for group in groups],
            "scored": [len(found) for found in scores],
            "not scored": [len(group) - len(found) for group, found in zip(groups, scores, strict=True)],
            **{
                f"gate {gate.value}": [sum(score.gate is gate for score in found) for found in scores]
                for gate in Gate
            },
            "median": [_median(group) for group in groups],
        },
        title="scores, by periods of officers",
    )


def _median(group: Sequence[ScoredOfficer]) -> float | None:
    scored = [each for each in group if isinstance(each.score, Score)]
    if len({each.evidence.officer for each in scored}) < FEWEST:
        return None
    return median(each.score.value for each in scored if isinstance(each.score, Score))


def parts_table(replay: Replay) -> Table:
    """Return which parts of each pay rule the log can answer, and why it cannot answer the others."""
    parts = replay.parts
    return Table(
        {
            "pay rule": [part.pay for part in parts],
            "part": [part.part for part in parts],
            "answered": [part.answered for part in parts],
            "not answered": [part.insufficient for part in parts],
            "why": [part.why or None for part in parts],
        },
        title="what the log can answer, in officer periods",
    )
