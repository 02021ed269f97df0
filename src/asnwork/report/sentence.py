"""The sentence for the mayor: one scheme against the first, with the wider range and its legal status."""

from __future__ import annotations

from typing import Any

from asnwork.report.findings import Findings
from asnwork.report.sensitivity import AtLoad
from asnwork.report.shown import in_words, scaled, signed, signed_percent
from asnwork.report.words import name_of, say
from asnwork.tables import Lang, number, percent

__all__ = ["sentence"]


def sentence(found: Findings, lang: Lang, *, scheme: str | None = None) -> str:
    """Return what the experiment says, for somebody who reads one paragraph.

    When the sign differs between loads it says so and gives no single number.

    Args:
        found: What was found.
        lang: Its language.
        scheme: The name of the scheme; the last one unless given.
    """
    outcome = found.outcome
    chosen = outcome.schemes[-1] if scheme is None else next(s for s in outcome.schemes if s.name == scheme)
    if found.replications == 0:
        return say("nothing", lang)
    parts = [_change(found, chosen, lang), *_turning(found, chosen, lang), _posts(found, chosen, lang)]
    parts.append(say("mayor.law", lang, status=say(chosen.legal_status, lang)))
    return " ".join(parts)


def _change(found: Findings, chosen: Any, lang: Lang) -> str:
    scenario = found.outcome.scenario
    name = name_of(chosen, lang)
    if found.signs_differ(chosen.workplace.name):
        at = [_at(each, lang) for each in found.loads_of(chosen.workplace.name)]
        return say("mayor.signs", lang, data=name_of(scenario, lang), scheme=name, by_load=", ".join(at))
    on_time = found.headline("on_time", chosen.name)
    before = found.headline("on_time", found.outcome.schemes[0].name).value
    trips = found.headline("trips_per_1000", chosen.name).change
    low, high = on_time.widest or (0.0, 0.0)
    place = scenario.assumptions["place_effect"]
    return say(
        "mayor.same" if on_time.practical is False else "mayor.change",
        lang,
        data=name_of(scenario, lang),
        load=number(scenario.load, 2, lang),
        low=signed_percent(place.low, lang),
        high=signed_percent(place.high, lang),
        scheme=name,
        before=in_words("on_time", before, lang),
        after=in_words("on_time", on_time.value, lang),
        **{
            "from": in_words("on_time", _share(before, low), lang),
            "to": in_words("on_time", _share(before, high), lang),
        },
        trips=signed(scaled("trips_per_1000", trips.mean if trips else None, 0), 0, lang),
    )


def _share(before: float | None, change: float) -> float | None:
    return None if before is None else min(max(before + change, 0.0), 1.0)


def _at(each: AtLoad, lang: Lang) -> str:
    change = signed(scaled("on_time", each.without_effect), 1, lang)
    return f"{number(each.load, 2, lang)}: {change} {say('points', lang)}"


def _turning(found: Findings, chosen: Any, lang: Lang) -> list[str]:
    """At which load and effect of place it turns: the load where the least effect suffices."""
    loads = found.loads_of(chosen.workplace.name)
    if not loads or found.signs_differ(chosen.workplace.name):
        return []
    practical = found.headline("on_time", chosen.name).practical
    change = found.headline("on_time", chosen.name).change
    if (
        practical
        and change is not None
        and (change.half_width is None or abs(change.mean) <= change.half_width)
    ):
        return [say("mayor.undetermined", lang)]
    turns = [(each.flips_at if practical else each.worse_from, each.load) for each in loads]
    falls = [(effect, load) for effect, load in turns if effect is not None and effect < 0]
    if not falls:
        return [say("mayor.keeps", lang)] if practical else []
    effect, load = max(falls)
    values = {"fall": percent(-effect, 1, lang), "load": number(load, 2, lang)}
    if practical:
        return [say("mayor.flips", lang, **values)]
    smallest = number(100 * found.smallest["on_time"], 0, lang)
    return [say("mayor.worse", lang, smallest=smallest, **values)]


def _posts(found: Findings, chosen: Any, lang: Lang) -> str:
    if chosen.share_of_posts is not None:
        return say("mayor.posts", lang, share=percent(chosen.share_of_posts, 0, lang))
    days = found.headline("days_elsewhere", chosen.name).value
    return say("mayor.posts_unknown", lang, days=percent(days, 0, lang))
