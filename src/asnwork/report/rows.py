"""The tables of a report, the same for the terminal and for the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from asnwork.report.cells import MERGED, Cell
from asnwork.report.findings import HEADLINES, SERVICE, Effect, Findings, Headline, PaidCells
from asnwork.report.sensitivity import AtLoad, exceeds
from asnwork.report.shown import beyond_scale, scaled, signed_percent, unit_of
from asnwork.report.words import WORDS, name_of, say
from asnwork.simulation.scenario import ASSUMPTIONS
from asnwork.simulation.statistics import PairedDifference
from asnwork.tables import Lang, Table, Value, number

__all__ = [
    "assumptions_table",
    "by_load_table",
    "cells_table",
    "demand_table",
    "effects_table",
    "lettered",
    "load_note",
    "pay_table",
    "pays_of",
    "reading_name",
    "readings_table",
    "schemes_table",
    "service_tables",
    "staff_table",
    "staffing_table",
    "turning_table",
    "workplaces_of",
]


def workplaces_of(found: Findings) -> dict[str, Any]:
    """Return the workplace rules by name, the first one first."""
    return {scheme.workplace.name: scheme.workplace for scheme in found.outcome.schemes}


def pays_of(found: Findings) -> dict[str, Any]:
    """Return the pay rules by name, the first one first."""
    return {scheme.pay.name: scheme.pay for scheme in found.outcome.schemes}


def lettered(found: Findings, name: str, lang: Lang) -> str:
    """Return what a scheme is called, after the letter of its place: A for the first."""
    place, scheme = next((place, s) for place, s in enumerate(found.outcome.schemes) if s.name == name)
    return f"{chr(ord('A') + place)}. {name_of(scheme, lang)}"


def schemes_table(found: Findings, lang: Lang, *, short: bool = False) -> Table:
    """Return the headline measures of each scheme.

    Args:
        found: What was found.
        lang: Its language.
        short: Whether schemes are called by their letters alone.
    """
    schemes = found.outcome.schemes
    names = [lettered(found, scheme.name, lang) for scheme in schemes]
    columns: dict[str, Sequence[Value]] = {
        say("scheme", lang): [name.partition(".")[0] if short else name for name in names]
    }
    for measure in HEADLINES:
        values = [found.headline(measure, scheme.name).value for scheme in schemes]
        columns[say(f"short.{measure}", lang)] = [scaled(measure, value) for value in values]
    units = [unit_of(measure, lang) for measure in HEADLINES]
    return Table(
        columns, units=dict(zip(list(columns)[1:], units, strict=True)), title=say("headlines", lang)
    )


def pay_table(found: Findings, measure: str, lang: Lang) -> Table:
    """Return whom each scheme pays: the measure, its change and its noise."""
    rows = [each for each in found.headlines if each.measure == measure]
    columns: dict[str, Sequence[Value]] = {
        say("scheme", lang): [lettered(found, each.scheme, lang) for each in rows],
        say("value", lang): [scaled(measure, each.value) for each in rows],
        say("change", lang): [_mean(measure, each.change) for each in rows],
        say("noise", lang): _noise(rows, lang),
        "≈": [_same(each.practical) for each in rows],
    }
    names = list(columns)
    units = {names[1]: "%"} | dict.fromkeys(names[2:4], unit_of(measure, lang, change=True))
    return Table(columns, units=units, title=say(measure, lang))


def _same(practical: bool | None) -> str:
    return "≈" if practical is False else ""


def service_tables(found: Findings, lang: Lang) -> tuple[Table, ...]:
    """Return the measures of service under each workplace rule against the first, noise and range apart.

    The pay rules of a workplace rule share its service, since no behaviour reacts to pay.
    """
    first, *others = workplaces_of(found).values()
    return tuple(_service_table(found, first, other, lang) for other in others)


def _service_table(found: Findings, first: Any, other: Any, lang: Lang) -> Table:
    of = {scheme.workplace.name: scheme.name for scheme in reversed(found.outcome.schemes)}
    rows = [found.headline(measure, of[other.name]) for measure in SERVICE]
    before = [found.headline(measure, of[first.name]).value for measure in SERVICE]
    ranges = [each.assumptions or (None, None) for each in rows]
    columns: dict[str, Sequence[Value]] = {
        say("measure", lang): [say(f"short.{measure}", lang) for measure in SERVICE],
        say("unit", lang): [unit_of(measure, lang) for measure in SERVICE],
        say("before", lang): [scaled(*pair) for pair in zip(SERVICE, before, strict=True)],
        say("after", lang): [scaled(each.measure, each.value) for each in rows],
        say("change", lang): [_mean(each.measure, each.change) for each in rows],
        say("noise", lang): _noise(rows, lang),
        say("range_from", lang): [
            scaled(*pair) for pair in zip(SERVICE, (low for low, _ in ranges), strict=True)
        ],
        say("range_to", lang): [
            scaled(*pair) for pair in zip(SERVICE, (high for _, high in ranges), strict=True)
        ],
        "≈": [_same(each.practical) for each in rows],
    }
    title = say("against", lang, other=name_of(other, lang), first=name_of(first, lang))
    return Table(columns, title=title)


def _mean(measure: str, change: PairedDifference | None) -> float | None:
    return None if change is None else scaled(measure, change.mean, 2)


def _noise(rows: Sequence[Headline | Effect], lang: Lang) -> list[Value]:
    """The half-widths, as numbers unless one of them is wider than its scale."""
    widths = [None if each.change is None else each.change.half_width for each in rows]
    beyond = [beyond_scale(each.measure, width) for each, width in zip(rows, widths, strict=True)]
    shown = [scaled(each.measure, width, 2) for each, width in zip(rows, widths, strict=True)]
    if not any(beyond):
        return [*shown]
    return [
        say("undetermined", lang) if wide else number(width, 2, lang)
        for wide, width in zip(beyond, shown, strict=True)
    ]


def effects_table(found: Findings, lang: Lang) -> Table:
    """Return the effects of place, of pay and their interaction on each headline measure."""
    rows = found.effects
    columns: dict[str, Sequence[Value]] = {
        say("measure", lang): [say(f"short.{each.measure}", lang) for each in rows],
        say("effect", lang): [say(f"effect.{each.factor}", lang) for each in rows],
        say("unit", lang): [unit_of(each.measure, lang, change=True) for each in rows],
        say("change", lang): [_mean(each.measure, each.change) for each in rows],
        say("noise", lang): _noise(rows, lang),
        "≈": [_same(each.practical) for each in rows],
    }
    return Table(columns)


def by_load_table(found: Findings, loads: Sequence[AtLoad], lang: Lang) -> Table:
    """Return how a measure changes at each load, at each effect of place that was tried."""
    effects = sorted({change.effect for each in loads for change in each.changes})
    measure = loads[0].measure
    names = workplaces_of(found)
    columns: dict[str, Sequence[Value]] = {
        say("workplace", lang): [name_of(names[each.workplace], lang) for each in loads],
        say("load", lang): [each.load for each in loads],
        say("value", lang): [scaled(measure, each.before) for each in loads],
    }
    units = {say("value", lang): unit_of(measure, lang)}
    for effect in effects:
        column = signed_percent(effect, lang) if effect else "0 %"
        columns[column] = [
            next(
                (scaled(measure, change.change, 2) for change in each.changes if change.effect == effect),
                None,
            )
            for each in loads
        ]
        units[column] = unit_of(measure, lang, change=True)
    if len(names) == 2:
        columns.pop(say("workplace", lang))
    return Table(columns, units=units, title=say(measure, lang))


def load_note(found: Findings, lang: Lang) -> str:
    """Return what load is, and how long and how often the runs over the range were."""
    design = found.outcome.design
    days, times = str(design.range_days), str(design.range_replications)
    return say("load_note", lang, days=days, replications=times)


def turning_table(found: Findings, lang: Lang) -> Table:
    """Return at which effect of place the on-time share moves by the smallest difference, at each load."""
    names, loads = workplaces_of(found), found.by_load
    columns: dict[str, Sequence[Value]] = {
        say("workplace", lang): [name_of(names[each.workplace], lang) for each in loads],
        say("load", lang): [number(each.load, 2, lang) for each in loads],
        say("worse_from", lang): [_turn(each.worse_from, lang) for each in loads],
        say("better_from", lang): [_turn(each.better_from, lang) for each in loads],
        say("flips_at", lang): [_flip(each, found.noise_of(each.workplace), lang) for each in loads],
    }
    if len(names) == 2:
        columns.pop(say("workplace", lang))
    return Table(columns)


def _flip(each: AtLoad, noise: float | None, lang: Lang) -> str:
    change = each.without_effect
    if change is not None and each.smallest is not None and abs(change) < each.smallest:
        return say("no_sign", lang)
    if change is not None and not exceeds(change, noise):
        return say("undetermined", lang)
    return _turn(each.flips_at, lang)


def _turn(effect: float | None, lang: Lang) -> str:
    if effect is None:
        return say("not_inside", lang)
    return signed_percent(effect, lang, 1) if effect else say("already", lang)


def readings_table(found: Findings, lang: Lang) -> Table:
    """Return the on-time share under each reading of the promise."""
    names = workplaces_of(found)
    readings = list(dict.fromkeys(reading for shares in found.readings.values() for reading in shares))
    columns = _reading_columns(readings, lang)
    units = {}
    for name, shares in found.readings.items():
        column = name_of(names[name], lang)
        columns[column] = [scaled("on_time", shares.get(reading)) for reading in readings]
        units[column] = "%"
    return Table(columns, units=units, title=say("on_time", lang))


def _reading_columns(readings: Sequence[str], lang: Lang) -> dict[str, Sequence[Value]]:
    """The parts of each reading beside each other, so that a narrow terminal cannot cut what differs."""
    parts = [[_part(part, lang).partition(": ") for part in name.split(" x ")] for name in readings]
    heads = {tuple(head for head, _, _ in each) for each in parts}
    if len(heads) != 1 or not all(tail for each in parts for _, _, tail in each):
        return {say("reading", lang): [reading_name(name, lang) for name in readings]}
    return {head: [each[at][2] for each in parts] for at, head in enumerate(next(iter(heads)))}


def reading_name(name: str, lang: Lang) -> str:
    """Return what a reading of the promise is called: its parts, joined by " x " in its name, in words.

    Examples:
        >>> reading_name("no_promise x clock", "en")
        'filed outside hours: no promise; due when closed: stays'
        >>> reading_name("a_city_s_own", "en")
        'a city s own'
    """
    return "; ".join(_part(part, lang) for part in name.split(" x "))


def _part(part: str, lang: Lang) -> str:
    key = f"reading.{part.strip()}"
    return say(key, lang) if key in WORDS else part.strip().replace("_", " ")


def cells_table(found: Findings, paid: PaidCells, lang: Lang) -> Table:
    """Return the mayor's table as rows: how many officer-months, and what each pay rule pays for one."""
    return _paid(found, [(_cell_name(cell, lang), cell) for cell in paid.cells], say("cell", lang), lang)


def staff_table(found: Findings, paid: PaidCells, lang: Lang) -> Table:
    """Return the groups of staff, and what each pay rule pays for an officer-month."""
    called = _staff_names(found, lang)
    names = [(", ".join(called[code] for code in cell.of or (cell.name,)), cell) for cell in paid.staff]
    return _paid(found, names, say("group", lang), lang)


def _staff_names(found: Findings, lang: Lang) -> dict[str, str]:
    """What each group of staff is called: its post, with its code where two groups have one post."""
    posts = {group.code: name_of(group.position, lang) for group in found.outcome.scenario.staff}
    often = Counter(posts.values())
    return {code: f"{post} ({code})" if often[post] > 1 else post for code, post in posts.items()}


def _cell_name(cell: Cell, lang: Lang) -> str:
    if cell.name != MERGED:
        mark = " *" if cell.name == "present_missed" else ""
        return say(cell.name, lang) + mark
    return f"{say(MERGED, lang)}: {'; '.join(say(name, lang) for name in cell.of)}"


def _paid(found: Findings, cells: Sequence[tuple[str, Cell]], head: str, lang: Lang) -> Table:
    total = sum(cell.officer_months for _, cell in cells)
    columns: dict[str, Sequence[Value]] = {
        head: [name for name, _ in cells],
        say("count", lang): [round(cell.officer_months, 1) for _, cell in cells],
        "%": [round(100 * cell.officer_months / total, 1) if total else None for _, cell in cells],
    }
    units = {}
    for name, pay in pays_of(found).items():
        column = name_of(pay, lang)
        columns[column] = [_rounded(cell.per_month(name)) for _, cell in cells]
        units[column] = "Rp"
    return Table(columns, units=units)


def _rounded(amount: float | None) -> int | None:
    return None if amount is None else round(amount)


def assumptions_table(found: Findings, lang: Lang) -> Table:
    """Return all assumptions of the scenario with their range and basis."""
    known = found.outcome.scenario.assumptions
    names = [name for name in ASSUMPTIONS if name in known]
    return Table(
        {
            say("assumption", lang): [say(f"assumption.{name}", lang) for name in names],
            say("value", lang): [number_of(known[name].value, lang) for name in names],
            say("low", lang): [number_of(known[name].low, lang) for name in names],
            say("high", lang): [number_of(known[name].high, lang) for name in names],
            say("unit", lang): [known[name].unit for name in names],
            say("basis", lang): [str(known[name].basis) for name in names],
        }
    )


def number_of(value: float, lang: Lang) -> str:
    """Return a number with as many decimals as it needs, four at most."""
    text = number(value, 4, "en").rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if lang == "id" else text


def staffing_table(found: Findings, lang: Lang) -> Table:
    """Return the officers of the scenario, and what their number rests on."""
    groups = found.outcome.scenario.staff
    return Table(
        {
            say("group", lang): list(_staff_names(found, lang).values()),
            say("units_each", lang): [f"{len(group.units)} x {group.each}" for group in groups],
            say("officers", lang): [len(group.units) * group.each for group in groups],
            say("basis", lang): [str(group.basis) for group in groups],
        }
    )


def demand_table(found: Findings, lang: Lang) -> Table:
    """Return the requests of the scenario, and what their number rests on."""
    streams = found.outcome.scenario.demand
    return Table(
        {
            say("stream", lang): [stream.name for stream in streams],
            say("per_day", lang): [stream.per_day for stream in streams],
            say("basis", lang): [str(stream.basis) for stream in streams],
        }
    )
