"""A replay as tables, for terminals, notebooks and files. No table names or ranks an officer.

Headings, names of rows and reasons come in English, or in Indonesian where that is asked for. Names of pay
rules and of their parts are those in files, in either language.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.replay import OnTime, Replay, ScoredOfficer
from asnwork.adapters.replay_words import repeated_reason, row_reason, word
from asnwork.scoring.score import Gate, Score
from asnwork.tables import Lang, Table

__all__ = ["assumptions_table", "log_table", "on_time_table", "parts_table", "problems_table", "scores_table"]

FEWEST = 10
"""Of fewer people than this no figure is shown, lest it tell on one of them (assumed)."""


def log_table(log: LoadedLog, lang: Lang = "en") -> Table:
    """Return how much of a log was read, set aside, repeated and not used."""
    aside, nobody = word("set aside", lang), word("nobody", lang)
    found = {
        **{word(f"{name} read", lang): count for name, count in log.counts.items()},
        word("officers", lang): len(log.officers),
        **{f"{aside}: {name or nobody}": count for name, count in log.set_aside.items()},
        word("rows repeated", lang): len(log.repeated),
        word("rows in doubt", lang): len(log.doubtful),
        word("rows unusable", lang): len(log.unusable),
    }
    return Table(
        {word("what", lang): list(found), word("count", lang): list(found.values())}, title=log.source
    )


def assumptions_table(log: LoadedLog, lang: Lang = "en") -> Table:
    """Return what the mapping assumes, since no log holds it."""
    mapping = log.mapping
    told = [
        word("minutes a step", lang).format(name=name, count=count) for name, count in mapping.minutes.items()
    ]
    if mapping.plan is not None:
        told.append(word("plan", lang).format(count=mapping.plan.minutes_a_month))
    return Table({word("assumed", lang): told}, title=word("assumed by the mapping", lang))


def problems_table(log: LoadedLog, lang: Lang = "en") -> Table:
    """Return every row that was not taken as it stood: its file, line and the reason."""
    unused, doubt, again = (word(name, lang) for name in ("not used", "used in doubt", "repeated"))
    rows = [
        *((row.source, row.line, unused, row_reason(row.reason, lang)) for row in log.unusable),
        *((row.source, row.line, doubt, row_reason(row.reason, lang)) for row in log.doubtful),
        *((row.source, row.line, again, repeated_reason(row, lang)) for row in log.repeated),
    ]
    rows.sort(key=lambda row: (row[0], row[1]))
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    names = [word(name, lang) for name in ("file", "line", "what", "reason")]
    return Table(dict(zip(names, columns, strict=True)), title=word("problems", lang))


def on_time_table(found: OnTime, lang: Lang = "en") -> Table:
    """Return how many requests kept their promise, and what became of the others."""
    kept = "of these by the moment promised"
    counts = {
        "answered, with a promise": found.answered,
        kept: found.kept,
        "answered, without a promise": found.without_promise,
        "late and open": found.late_and_open,
        "open": found.open,
        "ended otherwise": found.ended_otherwise,
    }
    share = None if found.share is None else 100 * found.share
    heading = word("share", lang)
    return Table(
        {
            word("requests", lang): [word(name, lang) for name in counts],
            word("count", lang): list(counts.values()),
            heading: [share if name == kept else None for name in counts],
        },
        units={heading: "%"},
        title=word("promises", lang),
    )


def scores_table(replay: Replay, lang: Lang = "en") -> Table:
    """Return for each pay rule how many periods of officers were scored, their gates and the median."""
    pays = list(dict.fromkeys(each.pay for each in replay.scored))
    groups = [[each for each in replay.scored if each.pay == pay] for pay in pays]
    scores = [[each.score for each in group if isinstance(each.score, Score)] for group in groups]
    return Table(
        {
            word("pay rule", lang): pays,
            word("periods", lang): [len(group) for group in groups],
            word("scored", lang): [len(found) for found in scores],
            word("not scored", lang): [
                len(group) - len(found) for group, found in zip(groups, scores, strict=True)
            ],
            **{
                word(f"gate {gate.value}", lang): [
                    sum(score.gate is gate for score in found) for found in scores
                ]
                for gate in Gate
            },
            word("median", lang): [_median(group) for group in groups],
        },
        title=word("scores", lang),
    )


def _median(group: Sequence[ScoredOfficer]) -> float | None:
    scored = [each for each in group if isinstance(each.score, Score)]
    if len({each.evidence.officer for each in scored}) < FEWEST:
        return None
    return median(each.score.value for each in scored if isinstance(each.score, Score))


def parts_table(replay: Replay, lang: Lang = "en") -> Table:
    """Return which parts of each pay rule the log can answer, and why it cannot answer the others."""
    parts = replay.parts
    return Table(
        {
            word("pay rule", lang): [part.pay for part in parts],
            word("part", lang): [part.part for part in parts],
            word("answered", lang): [part.answered for part in parts],
            word("not answered", lang): [part.insufficient for part in parts],
            word("why", lang): [(part.why_id if lang == "id" else part.why) or None for part in parts],
        },
        title=word("parts", lang),
    )
