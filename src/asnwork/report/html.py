"""The report as one HTML file: no script, nothing from outside, every text escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator

from attrs import evolve

from asnwork.domain.reason import explain
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import standard_factorial
from asnwork.report.digest import digest_of
from asnwork.report.findings import PAY, Findings
from asnwork.report.held import held_lines
from asnwork.report.legal import (
    articles,
    conflicts_of,
    conflicts_table,
    legal_basis_table,
    reasons_of,
    status_of,
)
from asnwork.report.mayor import mayor_table
from asnwork.report.pictures import (
    NARROW,
    WIDE,
    load_pictures,
    paid_picture,
    readings_picture,
    service_picture,
    turning_picture,
)
from asnwork.report.rows import (
    assumptions_table,
    by_load_table,
    demand_table,
    effects_table,
    lettered,
    pay_table,
    readings_table,
    schemes_table,
    service_tables,
    staff_table,
    staffing_table,
    turning_table,
    workplaces_of,
)
from asnwork.report.sentence import sentence
from asnwork.report.style import STYLE
from asnwork.report.text import (
    b_lead,
    interrupted,
    no_turning,
    noise_note,
    plain_note,
    practical_note,
    reform_line,
    run_line,
)
from asnwork.report.words import NOT_MODELLED, name_of, say
from asnwork.tables import Lang, Table, number
from asnwork.tables.cells import clean

__all__ = ["page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SECTIONS = ("a", "b", "c", "assumptions", "not_modelled", "reproducibility")


def page(found: Findings, lang: Lang) -> str:
    """Return what an experiment found as one HTML page.

    Args:
        found: What was found.
        lang: Its language.

    Returns:
        A page that opens offline; the same findings give the same bytes.
    """
    title = f"{say('title', lang)}: {name_of(found.outcome.scenario, lang)}"
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}"/>\n'
        f"<title>{_text(title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n"
    )
    return head + "\n".join(_body(found, lang)) + "\n</main>\n</body>\n</html>\n"


def _body(found: Findings, lang: Lang) -> Iterator[str]:
    yield f"<header>\n<h1>{_text(say('title', lang))}</h1>"
    yield _p(run_line(found, lang), "quiet")
    if found.outcome.reform is not None:
        yield _p(reform_line(found, lang))
    if found.outcome.interrupted:
        yield _p(interrupted(found, lang), "warn")
    yield f'<div class="lead"><p>{_text(sentence(found, lang))}</p></div>'
    yield _p(say("simulation_only", lang), "quiet")
    yield from _schemes(found, lang)
    if not found.replications:
        yield "</header>"
        return
    yield _table(schemes_table(found, lang), lang)
    links = (f'<a href="#{name}">{_text(say(name, lang))}</a>' for name in _SECTIONS)
    yield f'<nav aria-label="{_text(say("contents", lang))}">{"".join(links)}</nav>\n</header>'
    yield from _section("a", _paid(found, lang), lang)
    yield from _section("b", _service(found, lang), lang)
    yield from _section("c", _turning(found, lang), lang)
    yield from _section("assumptions", _assumptions(found, lang), lang)
    yield from _section("not_modelled", _not_modelled(lang), lang)
    yield from _section("reproducibility", _again(found, lang), lang)


def _section(name: str, parts: Iterator[str], lang: Lang) -> Iterator[str]:
    yield f'<section id="{name}" aria-labelledby="h-{name}">\n<h2 id="h-{name}">{_text(say(name, lang))}</h2>'
    yield from parts
    yield "</section>"


def _schemes(found: Findings, lang: Lang) -> Iterator[str]:
    yield f'<ul class="schemes" aria-label="{_text(say("legal_status", lang))}">'
    for scheme in found.outcome.schemes:
        status = status_of(found, scheme)
        reasons = " · ".join(explain(evolve(reason, law=None), lang) for reason in reasons_of(found, scheme))
        exceeded = articles(found.conflicts.get(scheme.name, ()))
        reasons += f" · {say('exceeds', lang)}: {exceeded}" if exceeded else ""
        yield (
            f"<li><b>{_text(lettered(found, scheme.name, lang))}</b>"
            f'<span class="badge {_text(status)}">{_text(say(status, lang))}</span>'
            f'<span class="quiet">{_text(reasons)}</span></li>'
        )
    yield "</ul>"
    yield f'<details class="brief"><summary>{_text(say("legal_basis", lang))}</summary>'
    yield _table(legal_basis_table(found, lang), lang, "long")
    if conflicts_of(found):
        yield _table(conflicts_table(found, lang), lang, "long")
    yield "</details>"


def _paid(found: Findings, lang: Lang) -> Iterator[str]:
    yield _p(say("a_lead", lang))
    if plain := plain_note(found, lang):
        yield _p(plain, "quiet")
    for line in held_lines(found, lang):
        yield _p(line, "warn")
    yield _picture(*(paid_picture(found, lang, width) for width in (WIDE, NARROW)))
    yield '<div class="pair">'
    for measure in PAY:
        yield _table(pay_table(found, measure, lang), lang)
    yield "</div>"
    yield _p(practical_note(found, lang), "quiet")
    yield f"<h3>{_text(say('mayors_table', lang))}</h3>"
    yield _p(say("yardstick", lang))
    for paid in found.paid:
        yield mayor_table(found, paid, lang)
    yield _p(say("fewer_than_ten", lang), "quiet")
    yield f"<h3>{_text(say('staff', lang))}</h3>"
    for paid in found.paid:
        name = name_of(workplaces_of(found)[paid.workplace], lang)
        yield _table(staff_table(found, paid, lang), lang, title=f"{name} ({say('per_month', lang)})")


def _service(found: Findings, lang: Lang) -> Iterator[str]:
    yield _p(b_lead(found, lang))
    yield _p(say("unknown_effort", lang))
    if len(workplaces_of(found)) > 1:
        yield _picture(*(service_picture(found, lang, width) for width in (WIDE, NARROW)))
    for table in service_tables(found, lang):
        yield _table(table, lang)
    yield _p(noise_note(found, lang), "quiet")
    yield _p(practical_note(found, lang), "quiet")
    if found.effects:
        yield f"<h3>{_text(say('effects', lang))}</h3>"
        yield _p(say("effects_lead", lang))
        yield _table(effects_table(found, lang), lang)
    if found.by_load:
        yield f"<h3>{_text(say('by_load', lang))}</h3>"
        for name in dict.fromkeys(each.workplace for each in found.by_load):
            if found.signs_differ(name):
                yield _p(say("signs_differ", lang), "warn")
        pictures = (load_pictures(found, lang, width) for width in (WIDE, NARROW))
        yield from (_picture(wide, narrow) for wide, narrow in zip(*pictures, strict=True))
        yield '<div class="pair">'
        for loads in (found.by_load, found.waits_by_load):
            yield _table(by_load_table(found, loads, lang), lang)
        yield "</div>"
    if any(found.readings.values()):
        yield f"<h3>{_text(say('readings', lang))}</h3>"
        yield _p(say("readings_lead", lang))
        yield _picture(*(readings_picture(found, lang, width) for width in (WIDE, NARROW)))
        yield _table(readings_table(found, lang), lang)


def _turning(found: Findings, lang: Lang) -> Iterator[str]:
    if not found.by_load:
        yield _p(no_turning(found, lang))
        return
    first = name_of(found.outcome.schemes[0].workplace, lang)
    smallest = number(100 * found.smallest["on_time"], 0, lang)
    yield _p(say("c_lead", lang, smallest=smallest, first=first))
    for workplace in dict.fromkeys(each.workplace for each in found.by_load):
        yield _picture(*(turning_picture(found, workplace, lang, width) for width in (WIDE, NARROW)))
    yield _table(turning_table(found, lang), lang)


def _assumptions(found: Findings, lang: Lang) -> Iterator[str]:
    yield _p(say("unknown_effort", lang))
    yield _table(assumptions_table(found, lang), lang, "long")
    yield f"<h3>{_text(say('staffing', lang))}</h3>"
    yield _table(staffing_table(found, lang), lang, "long")
    yield f"<details><summary>{_text(say('demand', lang))}</summary>"
    yield _table(demand_table(found, lang), lang, "long")
    yield "</details>"


def _not_modelled(lang: Lang) -> Iterator[str]:
    items = "".join(f"<li>{_text(each.said_in(lang))}</li>" for each in NOT_MODELLED)
    yield f'<ul class="plain">{items}</ul>'


def _again(found: Findings, lang: Lang) -> Iterator[str]:
    scenario, design = found.outcome.scenario, found.outcome.design
    yield _p(run_line(found, lang))
    command = f"asnwork compare --seed {scenario.seed} --replications {design.replications} --lang {lang}"
    names = [scheme.name for scheme in found.outcome.schemes]
    if found.outcome.reform is None and names != [each.name for each in standard_factorial(national_law())]:
        command += f' --schemes "{", ".join(names)}"'
    yield f"<p><code>{_text(command)}</code></p>"
    yield _p(f"{say('same_bytes', lang)} SHA-256: {digest_of(scenario)}.", "quiet")


def _table(table: Table, lang: Lang, kind: str = "", *, title: str = "") -> str:
    if title:
        table = Table(table.columns, units=table.units, title=title)
    caption = _text(table.title or " / ".join(table.columns))
    return (
        f'<div class="{f"wide {kind}".strip()}" role="region" tabindex="0" aria-label="{caption}">\n'
        f"{table.html(rows=400, lang=lang)}\n</div>"
    )


def _picture(wide: str, narrow: str) -> str:
    """The picture twice, of which a reader gets the one that fits."""
    return f'<figure><div class="on-wide">{wide}</div><div class="on-narrow">{narrow}</div></figure>'


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{_text(text)}</p>' if kind else f"<p>{_text(text)}</p>"


def _text(text: str) -> str:
    return html.escape(clean(text))
