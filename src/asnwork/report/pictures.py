"""The pictures of a report."""

from __future__ import annotations

from asnwork.charts import grouped_bars, lines, ranges
from asnwork.report.findings import PAY, Findings
from asnwork.report.rows import lettered, load_note, reading_name, workplaces_of
from asnwork.report.sensitivity import AtLoad
from asnwork.report.shown import beyond_scale, scaled, signed_percent, unit_of
from asnwork.report.words import name_of, say
from asnwork.tables import Lang, number

__all__ = [
    "NARROW",
    "WIDE",
    "load_pictures",
    "paid_picture",
    "readings_picture",
    "service_picture",
    "turning_picture",
]

WIDE, NARROW = 860, 360
"""Widths in pixels: beside text on a screen or paper, and on a phone."""


def paid_picture(found: Findings, lang: Lang, width: int) -> str:
    """Which share of all pay goes to results, and which to presence without them, under each scheme."""
    schemes = found.outcome.schemes
    series = {
        say(measure, lang): [
            scaled(measure, found.headline(measure, scheme.name).value) for scheme in schemes
        ]
        for measure in PAY
    }
    names = [lettered(found, scheme.name, lang) for scheme in schemes]
    return grouped_bars(names, series, title=say("share_by_purpose", lang), unit="%", lang=lang, width=width)


def service_picture(found: Findings, lang: Lang, width: int) -> str:
    """The change of the on-time share under each other workplace rule, noise and range apart."""
    first, *others = workplaces_of(found)
    of = {scheme.workplace.name: scheme.name for scheme in reversed(found.outcome.schemes)}
    rows = [found.headline("on_time", of[name]) for name in others]
    noise = [
        None
        if each.change is None
        or each.change.low is None
        or each.change.high is None
        or beyond_scale("on_time", each.change.half_width)
        else _points((each.change.low, each.change.high))
        for each in rows
    ]
    assumed = [None if each.assumptions is None else _points(each.assumptions) for each in rows]
    names = workplaces_of(found)
    return ranges(
        [name_of(names[name], lang) for name in others],
        [None if each.change is None else round(100 * each.change.mean, 2) for each in rows],
        noise,
        assumed,
        title=f"{say('on_time', lang)}: {say('change_against', lang, first=name_of(names[first], lang))}",
        unit=say("points", lang),
        smallest_that_matters=100 * found.smallest["on_time"],
        lang=lang,
        width=width,
    )


def _points(pair: tuple[float, float]) -> tuple[float, float]:
    return round(100 * pair[0], 2) + 0.0, round(100 * pair[1], 2) + 0.0


def load_pictures(found: Findings, lang: Lang, width: int) -> tuple[str, ...]:
    """On-time share and mean wait by load, with the range over the effects of place."""
    return tuple(
        _by_load(found, loads, lang, width) for loads in (found.by_load, found.waits_by_load) if loads
    )


def _by_load(found: Findings, loads: tuple[AtLoad, ...], lang: Lang, width: int) -> str:
    names, measure = workplaces_of(found), loads[0].measure
    first = next(iter(names))
    x = sorted({each.load for each in loads})
    before = {each.load: each.before for each in loads}
    series: dict[str, list[float | None]] = {
        name_of(names[first], lang): [scaled(measure, before[load], 3) for load in x]
    }
    bands: dict[str, list[tuple[float, float] | None]] = {}
    for name in dict.fromkeys(each.workplace for each in loads):
        at = {each.load: each for each in loads if each.workplace == name}
        shown = name_of(names[name], lang)
        series[shown] = [_after(at.get(load), measure) for load in x]
        bands[shown] = [_band(at.get(load), measure) for load in x]
    return lines(
        x,
        series,
        bands=bands,
        band_title=say("band", lang),
        title=f"{say(measure, lang)}: {say('by_load_title', lang)}",
        x_title=say("load", lang),
        unit=unit_of(measure, lang),
        note=load_note(found, lang),
        lang=lang,
        width=width,
    )


def _after(at: AtLoad | None, measure: str) -> float | None:
    if at is None or at.without_effect is None:
        return None
    return scaled(measure, at.before + at.without_effect, 3)


def _band(at: AtLoad | None, measure: str) -> tuple[float, float] | None:
    if at is None:
        return None
    low, high = scaled(measure, at.before + at.low, 3), scaled(measure, at.before + at.high, 3)
    return None if low is None or high is None else (low, high)


def readings_picture(found: Findings, lang: Lang, width: int) -> str:
    """The on-time share under each reading of the promise."""
    names = workplaces_of(found)
    readings = list(dict.fromkeys(reading for shares in found.readings.values() for reading in shares))
    series = {
        name_of(names[name], lang): [scaled("on_time", shares.get(reading)) for reading in readings]
        for name, shares in found.readings.items()
    }
    labels = [reading_name(reading, lang) for reading in readings]
    return grouped_bars(labels, series, title=say("on_time", lang), unit="%", lang=lang, width=width)


def turning_picture(found: Findings, workplace: str, lang: Lang, width: int) -> str:
    """The change of the on-time share over the effect of place, a line for each load."""
    loads = found.loads_of(workplace)
    x = sorted({change.effect for each in loads for change in each.changes})
    series = {
        f"{say('load', lang)} {number(each.load, 2, lang)}": [
            next(
                (scaled("on_time", change.change, 2) for change in each.changes if change.effect == effect),
                None,
            )
            for effect in x
        ]
        for each in loads
    }
    name = name_of(workplaces_of(found)[workplace], lang)
    tried = "; ".join(signed_percent(effect, lang) if effect else "0 %" for effect in x)
    return lines(
        [round(100 * effect, 6) for effect in x],
        series,
        title=say("turning_title", lang, scheme=name),
        x_title=say("place_effect", lang),
        x_unit="%",
        unit=say("points", lang),
        note=say("tried", lang, effects=tried),
        lang=lang,
        width=width,
    )
