"""The sentence for the mayor: one scheme against the first, with its width and its legal status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asnwork.report.findings import Findings, Headline
from asnwork.report.held import pays_nobody
from asnwork.report.legal import status_of
from asnwork.report.rows import pays_of
from asnwork.report.sensitivity import AtLoad, exceeds
from asnwork.report.shown import beyond_scale, in_words, scaled, signed, signed_percent
from asnwork.report.words import name_of, say
from asnwork.tables import Lang, number, percent

__all__ = ["sentence"]


def sentence(found: Findings, lang: Lang, *, scheme: str | None = None) -> str:
    """Return what the experiment says, for somebody who reads one paragraph.

    When the sign differs between loads it says so and gives no single number. Of a scheme that differs from
    the first one in pay alone it tells who is paid for what, and nothing of service or place.

    Args:
        found: What was found.
        lang: Its language.
        scheme: The name of the scheme; the last one unless given.
    """
    outcome = found.outcome
    chosen = outcome.schemes[-1] if scheme is None else next(s for s in outcome.schemes if s.name == scheme)
    if found.replications == 0:
        return say("nothing", lang)
    if _only_pay(found, chosen):
        parts = [*_pay(found, chosen, lang)]
    else:
        parts = [_change(found, chosen, lang), *_turning(found, chosen, lang), _posts(found, chosen, lang)]
    parts.append(say("mayor.law", lang, status=say(status_of(found, chosen), lang)))
    return " ".join(parts)


def _only_pay(found: Findings, chosen: Any) -> bool:
    first = found.outcome.schemes[0]
    same_place: bool = chosen.workplace.name == first.workplace.name
    return same_place and chosen.name != first.name


def _pay(found: Findings, chosen: Any, lang: Lang) -> Iterator[str]:
    """Who is paid for what; the shares only where both schemes pay anybody."""
    scenario, first = found.outcome.scenario, found.outcome.schemes[0]
    names = {"data": scenario, "scheme": chosen, "first": first}
    said = {key: name_of(thing, lang) for key, thing in names.items()}
    load = number(scenario.load, 2, lang)
    yield say("mayor.pay", lang, load=load, total=_total(found, chosen, lang), **said)
    shares = {
        "before": found.headline("paid_to_achieved", first.name),
        "after": found.headline("paid_to_achieved", chosen.name),
        "idle_before": found.headline("paid_to_present_missed", first.name),
        "idle_after": found.headline("paid_to_present_missed", chosen.name),
    }
    if not any(each.value is None for each in shares.values()):
        told = {key: in_words(each.measure, each.value, lang) for key, each in shares.items()}
        yield say("mayor.paid", lang, noise=_noise(shares["after"], lang), **told)


def _noise(headline: Headline, lang: Lang) -> str:
    width = None if headline.change is None else headline.change.half_width
    if width is None:
        return say("width.none", lang)
    if beyond_scale(headline.measure, width):
        return say("undetermined", lang)
    return say("noise.points", lang, width=number(scaled(headline.measure, width), 1, lang))


def _change(found: Findings, chosen: Any, lang: Lang) -> str:
    scenario = found.outcome.scenario
    name, total = name_of(chosen, lang), _total(found, chosen, lang)
    if found.signs_differ(chosen.workplace.name):
        at = [_at(each, lang) for each in found.loads_of(chosen.workplace.name)]
        return say(
            "mayor.signs", lang, data=name_of(scenario, lang), scheme=name, by_load=", ".join(at), total=total
        )
    on_time = found.headline("on_time", chosen.name)
    before = found.headline("on_time", found.outcome.schemes[0].name).value
    trips = found.headline("trips_per_1000", chosen.name).change
    place = scenario.assumptions["place_effect"]
    return say(
        "mayor.same" if on_time.practical is False and not _unknown(found, chosen) else "mayor.change",
        lang,
        data=name_of(scenario, lang),
        load=number(scenario.load, 2, lang),
        low=signed_percent(place.low, lang),
        high=signed_percent(place.high, lang),
        scheme=name,
        before=in_words("on_time", before, lang),
        after=in_words("on_time", on_time.value, lang),
        width=_width(found, chosen, lang),
        trips=signed(scaled("trips_per_1000", trips.mean if trips else None, 0), 0, lang),
        total=total,
    )


def _total(found: Findings, chosen: Any, lang: Lang) -> str:
    """Whether both schemes pay the same total: one that pays nobody cannot."""
    both = {found.outcome.schemes[0].pay.name, chosen.pay.name}
    nobody = [name_of(pays_of(found)[name], lang) for name in pays_nobody(found) if name in both]
    return say("total.apart", lang, names=", ".join(nobody)) if nobody else say("total.same", lang)


def _unknown(found: Findings, chosen: Any) -> bool:
    """Whether the noise is not known."""
    change = found.headline("on_time", chosen.name).change
    return change is not None and change.half_width is None


def _width(found: Findings, chosen: Any, lang: Lang) -> str:
    """Between which shares it lies, and what that width is of."""
    on_time = found.headline("on_time", chosen.name)
    before = found.headline("on_time", found.outcome.schemes[0].name).value
    low, high = on_time.widest or (0.0, 0.0)
    if not found.loads_of(chosen.workplace.name) and on_time.assumptions is None:
        key = "width.none" if _unknown(found, chosen) else "width.noise"
    else:
        key = "width.assumptions" if _unknown(found, chosen) else "width.both"
    ends = (in_words("on_time", _share(before, end), lang) for end in (low, high))
    return say(key, lang, **dict(zip(("low", "high"), ends, strict=True)))


def _share(before: float | None, change: float) -> float | None:
    return None if before is None else min(max(before + change, 0.0), 1.0)


def _at(each: AtLoad, lang: Lang) -> str:
    change = signed(scaled("on_time", each.without_effect), 1, lang)
    return f"{number(each.load, 2, lang)}: {change} {say('points', lang)}"


def _turning(found: Findings, chosen: Any, lang: Lang) -> list[str]:
    """At which load and effect of place it turns: the load where the least effect suffices."""
    headline = found.headline("on_time", chosen.name)
    loads = found.loads_of(chosen.workplace.name)
    if headline.change is None or found.signs_differ(chosen.workplace.name):
        return []
    if _unknown(found, chosen):
        return [say("mayor.unknown_noise", lang)]
    if headline.practical and not exceeds(headline.change.mean, headline.change.half_width):
        return [say("mayor.undetermined", lang)]
    if not loads:
        return []
    return _flips(loads, headline.change.mean, lang) if headline.practical else _worse(found, loads, lang)


def _flips(loads: Sequence[AtLoad], change: float, lang: Lang) -> list[str]:
    turns = [(each.flips_at, each.load) for each in loads]
    falls = [(effect, load) for effect, load in turns if effect is not None and effect < 0]
    rises = [(effect, load) for effect, load in turns if effect is not None and effect > 0]
    if falls or rises:
        effect, load = max(falls) if falls else min(rises)
        values = {"effect": percent(abs(effect), 1, lang), "load": number(load, 2, lang)}
        return [say("mayor.flips" if falls else "mayor.flips_up", lang, **values)]
    against = any(tried.change * change <= 0 for each in loads for tried in each.changes)
    return [say("mayor.some_loads" if against else "mayor.keeps", lang)]


def _worse(found: Findings, loads: Sequence[AtLoad], lang: Lang) -> list[str]:
    turns = [(each.worse_from, each.load) for each in loads]
    falls = [(effect, load) for effect, load in turns if effect is not None and effect < 0]
    if not falls:
        return []
    effect, load = max(falls)
    values = {"effect": percent(-effect, 1, lang), "load": number(load, 2, lang)}
    smallest = number(100 * found.smallest["on_time"], 0, lang)
    return [say("mayor.worse", lang, smallest=smallest, **values)]


def _posts(found: Findings, chosen: Any, lang: Lang) -> str:
    if chosen.share_of_posts is not None:
        return say("mayor.posts", lang, share=percent(chosen.share_of_posts, 0, lang))
    days = found.headline("days_elsewhere", chosen.name).value
    return say("mayor.posts_unknown", lang, days=percent(days, 0, lang))
