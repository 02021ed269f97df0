"""What `asnwork compare` prints in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import asnwork
from asnwork.report.digest import digest_of
from asnwork.report.findings import PAY, Findings
from asnwork.report.held import held_lines
from asnwork.report.legal import conflict_lines, legal_table
from asnwork.report.rows import (
    by_load_table,
    cells_table,
    effects_table,
    load_note,
    pay_table,
    pays_of,
    readings_table,
    schemes_table,
    service_tables,
    staff_table,
    turning_table,
    workplaces_of,
)
from asnwork.report.sentence import sentence
from asnwork.report.shown import signed_percent
from asnwork.report.words import NOT_MODELLED, name_of, say
from asnwork.scoring.scorer import FormulaScorer
from asnwork.tables import Lang, Table, number, percent

__all__ = [
    "b_lead",
    "no_turning",
    "noise_note",
    "plain_note",
    "practical_note",
    "printed",
    "reform_line",
    "run_line",
]


def printed(found: Findings, lang: Lang, *, width: int = 100) -> str:
    """Return what an experiment found as text for a terminal.

    Args:
        found: What was found.
        lang: Its language.
        width: Most columns that a line may take, at least 80.
    """
    return "\n".join(_lines(found, lang, max(width, 80)))


def _lines(found: Findings, lang: Lang, width: int) -> Iterator[str]:
    yield from _head(say("title", lang), "=", width)
    yield from _wrapped(run_line(found, lang), width)
    yield from _wrapped(reform_line(found, lang), width)
    if found.outcome.interrupted:
        yield from _wrapped(interrupted(found, lang), width)
    yield ""
    yield from _wrapped(sentence(found, lang), width)
    yield from _wrapped(say("simulation_only", lang), width)
    yield ""
    yield from _table(legal_table(found, lang), width, lang)
    exceeding = [f"- {line}" for line in conflict_lines(found, lang)]
    if exceeding:
        yield f"{say('exceeds', lang)}:"
        for line in exceeding:
            yield from textwrap.wrap(line, width, subsequent_indent="  ")
        yield ""
    if not found.replications:
        return
    yield from _table(schemes_table(found, lang, short=True), width, lang)
    yield from _paid(found, lang, width)
    yield from _service(found, lang, width)
    yield from _turning(found, lang, width)
    yield from _head(say("not_modelled", lang), "-", width)
    yield from _wrapped("; ".join(each.said_in(lang) for each in NOT_MODELLED) + ".", width)


def _paid(found: Findings, lang: Lang, width: int) -> Iterator[str]:
    yield from _head(say("a", lang), "-", width)
    yield from _wrapped(say("a_lead", lang), width)
    yield from _wrapped(plain_note(found, lang), width)
    for line in held_lines(found, lang):
        yield from _wrapped(line, width)
    yield ""
    for measure in PAY:
        yield from _table(pay_table(found, measure, lang), width, lang)
    for paid in found.paid:
        name = name_of(workplaces_of(found)[paid.workplace], lang)
        yield f"{say('mayors_table', lang)}: {name} ({say('per_month', lang)})"
        yield from _table(cells_table(found, paid, lang), width, lang)
        yield from _table(staff_table(found, paid, lang), width, lang)
    yield from _wrapped(f"* {say('this_is_an_input', lang)}. {say('yardstick', lang)}", width)
    yield from _wrapped(say("fewer_than_ten", lang), width)


def _service(found: Findings, lang: Lang, width: int) -> Iterator[str]:
    yield from _head(say("b", lang), "-", width)
    yield from _wrapped(b_lead(found, lang), width)
    yield ""
    for table in service_tables(found, lang):
        yield from _table(table, width, lang)
    yield from _wrapped(noise_note(found, lang), width)
    yield from _wrapped(practical_note(found, lang), width)
    if found.effects:
        yield from _head(say("effects", lang), "-", width)
        yield from _wrapped(say("effects_lead", lang), width)
        yield ""
        yield from _table(effects_table(found, lang), width, lang)
    if any(found.readings.values()):
        yield from _head(say("readings", lang), "-", width)
        yield from _wrapped(say("readings_lead", lang), width)
        yield ""
        yield from _table(readings_table(found, lang), width, lang)


def _turning(found: Findings, lang: Lang, width: int) -> Iterator[str]:
    yield from _head(say("c", lang), "-", width)
    if not found.by_load:
        yield from _wrapped(no_turning(found, lang), width)
        return
    first = name_of(found.outcome.schemes[0].workplace, lang)
    smallest = number(100 * found.smallest["on_time"], 0, lang)
    yield from _wrapped(say("c_lead", lang, smallest=smallest, first=first), width)
    yield ""
    yield from _table(by_load_table(found, found.by_load, lang), width, lang)
    yield from _table(turning_table(found, lang), width, lang)
    yield from _wrapped(load_note(found, lang), width)
    for name in dict.fromkeys(each.workplace for each in found.by_load):
        if found.signs_differ(name):
            yield from _wrapped(say("signs_differ", lang), width)


def reform_line(found: Findings, lang: Lang) -> str:
    """Return the reform under which schemes stand once more; empty when there is none."""
    reform = found.outcome.reform
    return "" if reform is None else f"{say('reform', lang)}: {reform}"


def run_line(found: Findings, lang: Lang) -> str:
    """Return what was run, so that the same numbers can be had again."""
    scenario, design = found.outcome.scenario, found.outcome.design
    days = (scenario.until - scenario.since).days
    words = {
        "en": f"{scenario.since} to {scenario.until} ({days} days), load {{}}, seed {scenario.seed}, "
        f"{found.replications} of {design.replications} replications",
        "id": f"{scenario.since} s.d. {scenario.until} ({days} hari), beban {{}}, benih {scenario.seed}, "
        f"{found.replications} dari {design.replications} ulangan",
    }[lang].format(number(scenario.load, 2, lang))
    return f"{name_of(scenario, lang)}: {words}; asnwork {asnwork.__version__}, SHA-256 {digest_of(scenario)}"


def interrupted(found: Findings, lang: Lang) -> str:
    """Return how much of an interrupted experiment is finished."""
    from asnwork.simulation.experiment import points_of

    outcome = found.outcome
    total = len(points_of(outcome.scenario, outcome.schemes, outcome.design))
    return say("interrupted", lang, done=str(len(outcome.findings)), total=str(total))


def plain_note(found: Findings, lang: Lang) -> str:
    """Return which pay rules are scored by plain Python instead of formulas; empty when none is."""
    plain = [pay for pay in pays_of(found).values() if not isinstance(pay.scorer, FormulaScorer)]
    names = ", ".join(name_of(pay, lang) for pay in plain)
    return say("officer_by_officer", lang, names=names) if plain else ""


def b_lead(found: Findings, lang: Lang) -> str:
    """Return what the tables of service show; or why there are none, where all schemes have one place."""
    if len(workplaces_of(found)) == 1:
        return say("b_same", lang, first=name_of(found.outcome.schemes[0].workplace, lang))
    place = found.outcome.scenario.assumptions["place_effect"]
    loads = "; ".join(number(load, 2, lang) for load in found.outcome.design.loads)
    low, high = signed_percent(place.low, lang), signed_percent(place.high, lang)
    return say("b_lead", lang, low=low, high=high, loads=loads)


def no_turning(found: Findings, lang: Lang) -> str:
    """Return why nothing is said of what would have to be true."""
    if len(workplaces_of(found)) == 1:
        return say("c_same", lang, first=name_of(found.outcome.schemes[0].workplace, lang))
    design = found.outcome.design
    asked = design.range_replications and design.loads
    return say("c_unfinished" if asked else "c_not_asked", lang)


def noise_note(found: Findings, lang: Lang) -> str:
    """Return what the intervals are, with the family that shares their level."""
    level = percent(0.95, 0, lang)
    return say(
        "noise_note", lang, level=level, family=str(found.family), replications=str(found.replications)
    )


def practical_note(found: Findings, lang: Lang) -> str:
    """Return from which difference on a difference is one."""
    return say("practical_note", lang, smallest=number(100 * found.smallest["on_time"], 0, lang))


def _head(title: str, line: str, width: int) -> Iterator[str]:
    if line == "-":
        yield ""
    yield title
    yield line * min(len(title), width)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def _table(table: Table, width: int, lang: Lang) -> Iterator[str]:
    yield table.text(width=width, lang=lang)
    yield ""
