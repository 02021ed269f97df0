"""`asnwork law`: what the law says, since when and by what; what differs between laws and between days."""

from __future__ import annotations

import argparse
import sys
import textwrap
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from asnwork.commands.law_sources import KnownLaw, as_day, law_of, law_with
from asnwork.commands.terminal import width, write
from asnwork.domain.law import Bands, Basis, Certainty, Items, Law, Parameter, diff_laws
from asnwork.errors import UnknownName
from asnwork.report.asked_tables import matrix_table, survey_table, week_table
from asnwork.report.band_words import bands_notes
from asnwork.report.document import json_text
from asnwork.report.law_differences import days_diff_table, diff_table, differing
from asnwork.report.law_document import diff_document, law_document, value_document
from asnwork.report.law_tables import bands_table, history_table, items_table, law_list, reviewed_on
from asnwork.report.law_words import basis_words, days_words, law_say, parameter_label, whole_value
from asnwork.report.wrapped import wrapped
from asnwork.tables import Lang, Table

if TYPE_CHECKING:
    pass

__all__ = ["law_command", "print_json", "readers_of"]

_MATRIX, _SURVEY, _HOURS = "predicate.matrix", "survey.grade", "hours."
# Bands of which each stands for one rank of a list.
_RANKS = {"predicate.pay_share": "predicate.names", "credit.share": "predicate.names"}
_TEXTS = {
    "en": {
        "on": "The law on $day",
        "count": "parameters: $count",
        "none_on": "No value on $day; it holds $days.",
        "read_by": "read by",
        "basis": "basis",
        "reviewed": "reviewed on",
        "in_force": "in force",
        "link": "link",
        "note": "note",
        "same": "no difference",
        "two_days": "asnwork: a day is compared with a day, a law with a law; given $one and $other",
    },
    "id": {
        "on": "Aturan pada $day",
        "count": "parameter: $count",
        "none_on": "Tidak ada nilai pada $day; berlaku $days.",
        "read_by": "dibaca oleh",
        "basis": "dasar",
        "reviewed": "ditinjau",
        "in_force": "berlaku",
        "link": "tautan",
        "note": "catatan",
        "same": "tidak ada perbedaan",
        "two_days": "asnwork: hari dibandingkan dengan hari, aturan dengan aturan; diberikan $one dan $other",
    },
}


def law_command(options: argparse.Namespace) -> int:
    """Do what is asked about the law; the exit code is handed back."""
    if options.action == "check":
        from asnwork.commands.law_check import law_check

        return law_check(options, _today(options))
    try:
        actions = {"list": _list, "show": _show, "diff": _diff}
        return actions[options.action](options)
    except UnknownName as error:
        write(sys.stderr, f"asnwork: {error}")
        return 2


def _today(options: argparse.Namespace) -> date:
    given: date | None = options.on
    return datetime.now(UTC).astimezone().date() if given is None else given


def _told(name: str, lang: Lang, **values: object) -> str:
    from string import Template

    return Template(_TEXTS[lang][name]).substitute({key: str(value) for key, value in values.items()})


def print_json(found: Any) -> None:
    """Write a document to standard output; what a terminal could not take stands as its number."""
    coding = sys.stdout.encoding or "utf-8"
    write(sys.stdout, "".join(_plain(mark, coding) for mark in json_text(found).rstrip("\n")))


def _plain(mark: str, coding: str) -> str:
    import json

    if mark == "\n" or (mark.isascii() and mark.isprintable()):
        return mark
    try:
        mark.encode(coding)
    except UnicodeEncodeError:
        return json.dumps(mark)[1:-1]
    return json.dumps(mark)[1:-1] if unicodedata.category(mark) in ("Cc", "Cf", "Cs") else mark


# --- list and show -------------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> int:
    known, day, lang = law_with(options.with_folder), _today(options), options.lang
    found = tuple(known.law) if options.stem is None else known.law.under(options.stem)
    if options.json:
        print_json(law_document(found, on=day, homes=known.homes))
        return 0
    write(sys.stdout, f"{_told('on', lang, day=day)}: {_told('count', lang, count=len(found))}\n")
    write(
        sys.stdout,
        wrapped(law_list(found, on=day, lang=lang, homes=known.homes), width=width(), lang=lang, keep=3),
    )
    return 0


def _show(options: argparse.Namespace) -> int:
    known, day, lang = law_with(options.with_folder), _today(options), options.lang
    found = known.law.under(options.path)
    if options.json:
        print_json(law_document(found, on=day, homes=known.homes, history=True))
        return 0
    pages = ["\n".join(_page(each, known, day, lang)) for each in found]
    if any(each.path.startswith(_HOURS) for each in found):
        pages = [*_weeks(known.law, day, lang), *pages]
    write(sys.stdout, _told("on", lang, day=day) + "\n\n" + "\n\n".join(pages))
    return 0


def _page(parameter: Parameter, known: KnownLaw, day: date, lang: Lang) -> Iterator[str]:
    """All that is known of a parameter."""
    wide = width()
    yield from _folded(f"{parameter.path}: {parameter_label(parameter, lang)}", wide)
    if parameter.values.covers(day):
        yield from _value(parameter, known.law, day, lang, wide)
        yield from _rests_on(parameter, known, day, lang, wide)
    else:
        days = days_words(parameter.values.since, parameter.values.until, lang)
        yield _told("none_on", lang, day=day, days=days)
    readers = readers_of(parameter.path, known.law)
    if readers:
        yield from _folded(f"{_told('read_by', lang)}: {', '.join(readers)}", wide)
    yield ""
    yield wrapped(history_table(parameter, lang), width=wide, lang=lang)


def _value(parameter: Parameter, law: Law, day: date, lang: Lang, wide: int) -> Iterator[str]:
    value = parameter.on(day)
    if isinstance(value, Items):
        yield ""
        yield _untitled(items_table(parameter, on=day, lang=lang), wide, lang)
        yield ""
    elif isinstance(value, Bands):
        yield ""
        yield _untitled(_table_of(parameter, law, day, lang), wide, lang)
        if parameter.path != _MATRIX:
            for note in bands_notes(value, parameter, lang):
                yield from _folded(f"- {note}", wide)
        yield ""
    else:
        yield from _folded(f"{law_say('value', lang)}: {whole_value(value, parameter, lang)}", wide)


def _table_of(parameter: Parameter, law: Law, day: date, lang: Lang) -> Table:
    """The table of bands; where they answer a question of their own, that of the answers."""
    if parameter.path == _MATRIX:
        return matrix_table(law, on=day, lang=lang)
    if parameter.path == _SURVEY:
        return survey_table(law, on=day, lang=lang)
    names = _RANKS.get(parameter.path)
    ranks = law[names].items_on(day) if names is not None and law[names].values.covers(day) else None
    bands = parameter.bands_on(day)
    fits = ranks is not None and len(ranks) == len(bands.values)
    return bands_table(parameter, on=day, lang=lang, ranks=ranks if fits else None)


def _weeks(law: Law, day: date, lang: Lang) -> Iterator[str]:
    """The hours of the law as weeks, above the numbers that they come of."""
    from asnwork.indonesia.working_weeks import office_week, ramadan_week

    for name, week in (("office_week", office_week), ("ramadan_week", ramadan_week)):
        table = week_table(week(law, on=day), lang)
        text = wrapped(Table(table.columns, title=law_say(name, lang)), width=width(), lang=lang)
        basis = f"{_told('basis', lang)}: {basis_words(_least_sure(law, day, name), lang)}"
        yield "\n".join([text, *_folded(basis, width())])


def _least_sure(law: Law, day: date, week: str) -> Basis:
    """The basis of a week that is least sure on a day: a table is no surer than what it is made of."""
    sure, ramadan = tuple(Certainty), week == "ramadan_week"
    read = [each for each in law.under("hours") if each.unit in ("clock minutes", "minutes")]
    own = [each for each in read if ("ramadan" in each.path) == ramadan and "six" not in each.path]
    found = [each.basis.on(day) for each in own if each.values.covers(day)]
    return max(found, key=lambda basis: sure.index(basis.certainty))


def _untitled(table: Table, wide: int, lang: Lang) -> str:
    """The table alone: what it is about stands above it on the page."""
    return wrapped(Table(table.columns), width=wide, lang=lang)


def _rests_on(parameter: Parameter, known: KnownLaw, day: date, lang: Lang, wide: int) -> Iterator[str]:
    basis = parameter.basis.on(day)
    lines = {"basis": basis_words(basis, lang)}
    if basis.reference is not None:
        lines["in_force"] = law_say(basis.reference.in_force.value, lang)
        lines["link"] = basis.reference.link
        lines["note"] = basis.reason
    review = reviewed_on(parameter, day, known.homes)
    lines["reviewed"] = "" if review is None else review.isoformat()
    for name, text in lines.items():
        if text:
            yield from _folded(f"{_told(name, lang)}: {text}", wide)


def readers_of(path: str, law: Law) -> tuple[str, ...]:
    """Return the names of the shipped rules, and measures of attendance, that read a parameter."""
    from asnwork.indonesia.schemes import all_pays, all_workplaces
    from asnwork.policies.attendance_measures import attendance_measures
    from asnwork.policies.outcomes.standard_outcome import standard_outcome

    pays = all_pays(law)
    rules: list[Any] = [*all_workplaces(law), *(pay.scorer for pay in pays), *(pay.allowance for pay in pays)]
    rules.append(standard_outcome(law))
    rules += attendance_measures(law)
    names = [rule.name for rule in rules if path in {each.path for each in rule.parameters}]
    return tuple(dict.fromkeys(names))


def _folded(text: str, wide: int) -> list[str]:
    return textwrap.wrap(
        text, wide, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    ) or [""]


# --- diff ----------------------------------------------------------------------------------------------


def _diff(options: argparse.Namespace) -> int:
    base, lang = law_with(options.with_folder).law, options.lang
    first, second = as_day(options.before), as_day(options.after)
    if first is not None and second is not None:
        return _diff_days(options, base, first, second)
    if first is not None or second is not None:
        write(sys.stderr, _told("two_days", lang, one=options.before, other=options.after))
        return 2
    before, after = law_of(options.before, base), law_of(options.after, base)
    reform = diff_laws(before, after)
    if options.json:
        print_json(diff_document(before, reform))
    elif reform.paths:
        write(sys.stdout, wrapped(diff_table(reform, before, lang), width=width(), lang=lang, keep=4))
    else:
        write(sys.stdout, _told("same", lang))
    return int(bool(options.exit_code and reform.paths))


def _diff_days(options: argparse.Namespace, law: Law, before: date, after: date) -> int:
    found, lang = differing(law, before, after), options.lang
    if options.json:
        held = {each.path: each.on(before) if each.values.covers(before) else None for each in found}
        documents = law_document(found, on=after)
        print_json([{**each, "before": value_document(held[each["path"]])} for each in documents])
    elif found:
        write(
            sys.stdout, wrapped(days_diff_table(law, before, after, lang), width=width(), lang=lang, keep=3)
        )
    else:
        write(sys.stdout, _told("same", lang))
    return int(bool(options.exit_code and found))
