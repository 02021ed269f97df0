"""`asnwork replay`: what a real request log tells under the shipped rules, and what it cannot tell."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from asnwork.commands.places import refused, written
from asnwork.commands.terminal import width, write
from asnwork.errors import DuplicateName, Fault, InvalidInput, UnknownName

if TYPE_CHECKING:
    import attrs

    from asnwork.adapters.replay import Replay
    from asnwork.domain.law import Law
    from asnwork.scoring.scheme import PayRule
    from asnwork.tables import Table

__all__ = ["replay_command", "replay_document"]

SCHEMA = 1
LAW_ON = date(2026, 7, 1)
"""The day whose law a log is scored by unless another is asked for."""
_MOST = 20


def replay_command(options: argparse.Namespace) -> int:
    """Replay a log as the options say; the exit code is handed back."""
    if _misused(options):
        return 2
    from asnwork.indonesia.law import national_law
    from asnwork.report.document import json_text

    law = national_law()
    pays = _pays(law, options.pay)
    if pays is None or not _covered(pays, _law_on(options)):
        return 2
    with redirect_stdout(sys.stderr):  # a scorer of a plug-in may print
        replay = _replayed(law, pays, options)
    if options.officer is not None:
        if options.unusable is not None and not _unusable_written(replay, options):
            return 2
        return _one_officer(replay, law, pays, options)
    if options.json is not None and not written(
        "--json", options.json, json_text(replay_document(replay, options))
    ):
        return 2
    if options.unusable is not None and not _unusable_written(replay, options):
        return 2
    if options.json != "-":
        write(sys.stdout, "\n\n".join(_texts(replay, options)))
    return 0


def _misused(options: argparse.Namespace) -> bool:
    """Whether the call itself is wrong; what is, is said on standard error."""
    targets = [("--json", options.json, ".json"), ("--unusable", options.unusable, ".csv")]
    lonely = {
        "--base": (options.base, "pay is shown to one officer"),
        "--period": (options.period, "the others are told by all periods"),
    }
    alone = [(name, why) for name, (given, why) in lonely.items() if given is not None]
    if options.officer is None and alone:
        for name, why in alone:
            write(sys.stderr, f"asnwork: {name}: only with --officer: {why}")
        return True
    return refused(targets, [options.log, options.mapping, options.cases])


def _law_on(options: argparse.Namespace) -> date:
    """The one day whose law all periods are scored by: a log is often older than the law."""
    day: date = options.law_on or LAW_ON
    return day


def _unusable_written(replay: Replay, options: argparse.Namespace) -> bool:
    from asnwork.adapters.replay_tables import problems_table

    return written("--unusable", options.unusable, problems_table(replay.log).to_csv())


def _one_officer(replay: Replay, law: Law, pays: Sequence[PayRule], options: argparse.Namespace) -> int:
    """The sheet of one officer; a name that the log does not hold is not answered with other names."""
    from asnwork.commands.officer import evidence_of, officer_texts, period_name

    found = {period_name(each): each for each in evidence_of(replay, options.officer)}
    if not found:
        write(
            sys.stderr,
            "asnwork: --officer: the log has no step of that officer; give the name as it stands there",
        )
        return 2
    asked = options.period or next(reversed(found))
    if asked not in found:
        known = f"a period with a step of that officer: {', '.join(found)}"
        write(sys.stderr, f"asnwork: --period: given {asked!r}, expected {known}")
        return 2
    evidence = found[asked]
    law_on = options.law_on or evidence.period.until - timedelta(days=1)
    if not _covered(pays, law_on):
        return 2
    with redirect_stdout(sys.stderr):  # a scorer of a plug-in may print
        told = officer_texts(evidence, pays, law=law, law_on=law_on, base=options.base, lang=options.lang)
        texts = "\n\n".join(told)
    write(sys.stdout, texts)
    return 0


def _pays(law: Law, asked: Iterable[str]) -> list[PayRule] | None:
    """The pay rules that ship, and those asked for beside them; None for one that cannot be had, told why."""
    from asnwork.commands.figures import told_unmeasured
    from asnwork.commands.pay_rules import pay_rule_named, told_before
    from asnwork.indonesia.schemes import all_pays

    pays = {pay.name: pay for pay in all_pays(law) if not pay.allowance.for_teaching_only}
    try:
        pays |= {name: pay_rule_named(name, law) for name in asked if name not in pays}
        odd = told_unmeasured((pay.scorer for pay in pays.values()), law)
    except (UnknownName, DuplicateName) as error:
        odd = str(error)
    if odd:
        write(sys.stderr, f"asnwork: --pay: {odd}")
        return None
    for name in dict.fromkeys(asked):
        for told in told_before(pays[name]):
            write(sys.stderr, f"asnwork: --pay: {told}")
    return list(pays.values())


def _covered(pays: Sequence[PayRule], day: date) -> bool:
    """Whether every pay rule has law on the day asked for; what it lacks is said on standard error."""
    from asnwork.adapters.replay import lacking_law

    lacking = lacking_law(pays, day)
    for pay, error in lacking:
        write(sys.stderr, f"asnwork: --law-on: {pay}: {error}")
    return not lacking


def _replayed(law: Law, pays: Sequence[PayRule], options: argparse.Namespace) -> Replay:
    from asnwork.adapters.event_log import load_log
    from asnwork.adapters.mapping import read_mapping
    from asnwork.adapters.replay import replay_summary
    from asnwork.policies.attendance_measures import attendance_measures
    from asnwork.policies.outcomes.standard_outcome import standard_outcome

    loaded = load_log(options.log, read_mapping(options.mapping), cases=options.cases, strict=options.strict)
    if not loaded.counts["rows"]:
        fault = Fault("rows", given="no rows below the header", expected="at least one row")
        raise InvalidInput(fault, source=loaded.source)
    return replay_summary(
        loaded,
        outcome=standard_outcome(law),
        pays=pays,
        measures=attendance_measures(law),
        by=options.by,
        law_on=_law_on(options),
    )


def _texts(replay: Replay, options: argparse.Namespace) -> Iterator[str]:
    from asnwork.adapters import replay_tables as tables
    from asnwork.adapters.replay_words import word

    lang = options.lang
    yield _text(tables.log_table(replay.log, lang), options)
    yield _text(tables.on_time_table(replay.on_time, lang), options)
    if replay.scored:
        yield _text(tables.scores_table(replay, lang), options)
        yield word("law on", lang).format(day=_law_on(options))
        yield _text(_without(word("why", lang), tables.parts_table(replay, lang)), options)
        yield "\n".join(_whys(replay, options))
    else:
        yield word("nobody scored", lang)
    assumed = tables.assumptions_table(replay.log, lang)
    if len(assumed):
        yield _text(assumed, options)
    problems = tables.problems_table(replay.log, lang)
    if len(problems):
        yield _text(problems, options, rows=_MOST)


def _without(name: str, table: Table) -> Table:
    from asnwork.tables import Table as Made

    return Made({each: column for each, column in table.columns.items() if each != name}, title=table.title)


def _whys(replay: Replay, options: argparse.Namespace) -> Iterator[str]:
    """Why parts have no answer, each reason once, with the parts."""
    reasons: dict[str, list[str]] = {}
    for part in replay.parts:
        why = part.why_id if options.lang == "id" else part.why
        if why:
            reasons.setdefault(why, []).append(f"{part.pay} {part.part}")
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
            "doubtful": [attrs.asdict(row, filter=_no_text) for row in log.doubtful],
            "unusable": [attrs.asdict(row, filter=_no_text) for row in log.unusable],
            "assumed": list(log.mapping.assumptions),
        },
        "on_time": attrs.asdict(replay.on_time) | {"share": replay.on_time.share},
        "law_on": _law_on(options).isoformat(),
        "for_teaching_only": list(replay.for_teaching_only),
        "periods": [f"{period.since} to {period.until}" for period in replay.periods],
        "scores": list(scores_table(replay).rows()),
        "parts": [attrs.asdict(part) for part in replay.parts],
    }


def _no_text(attribute: attrs.Attribute[Any], _: object) -> bool:
    """Whether a field of a row may be told: its text may name people."""
    return attribute.name != "text"
