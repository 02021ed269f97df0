"""`asnwork law check`: whether a city's own files are good, and fit over the law below."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from string import Template
from typing import Any

from attrs import frozen

from asnwork.commands.law_sources import law_with, read_source
from asnwork.commands.terminal import width, write
from asnwork.domain.law import (
    Bands,
    Certainty,
    InForce,
    Instrument,
    Law,
    Parameter,
    Reform,
    apply_reforms,
    cliffs,
    flat_from,
    layered,
)
from asnwork.errors import AsnworkError, InvalidInput
from asnwork.report.band_words import bands_notes
from asnwork.tables import Lang

__all__ = ["law_check"]

_YEAR = timedelta(days=365)
_TEXTS = {
    "en": {
        "good": "good",
        "parameters": "parameters: $count",
        "changes": "reform, changes: $count",
        "replaces": "replaces $paths",
        "fits": "fits over the law below: $count parameters together",
        "assumed": "$path is assumed: $reason",
        "unknown": "whether it is in force is not known",
        "superseded": "it is superseded",
        "ended": "it has ended",
        "old": "last reviewed on $day, more than a year ago",
        "never": "no day of review",
        "bands": "$path: $note",
        "gone": "takes $path away, which is read by $readers",
    },
    "id": {
        "good": "baik",
        "parameters": "parameter: $count",
        "changes": "perubahan aturan, butir: $count",
        "replaces": "mengganti $paths",
        "fits": "sesuai di atas aturan dasar: bersama $count parameter",
        "assumed": "$path adalah asumsi: $reason",
        "unknown": "belum diketahui apakah berlaku",
        "superseded": "sudah diganti",
        "ended": "sudah berakhir",
        "old": "terakhir ditinjau $day, lebih dari setahun yang lalu",
        "never": "tanpa hari peninjauan",
        "bands": "$path: $note",
        "gone": "menghapus $path, yang dibaca oleh $readers",
    },
}


@frozen(kw_only=True)
class _Checked:
    """One file, or one reform, that could be read: what it is, and what is worth a look."""

    file: str
    kind: str
    title: str
    holds: str
    count: int
    notes: tuple[str, ...] = ()


def law_check(options: argparse.Namespace, on: date) -> int:
    """Check files and folders; the exit code is 3 when something is wrong."""
    lang = options.lang
    below = law_with(options.with_folder).law
    found: list[_Checked] = []
    faults: list[str] = []
    own: list[Instrument] = []
    reforms: list[tuple[str, Reform]] = []
    for path in options.files:
        try:
            held = read_source(path)
        except AsnworkError as error:
            faults += _lines(error)
            continue
        if isinstance(held, Reform):
            reforms.append((path, held))
            found.append(_reform(path, held, below, lang))
        else:
            own += held
            found += [_instrument(each, on, lang) for each in held]
    together = _together(below, own, faults) if own and not options.alone else below
    if together is not None and not options.alone:
        _applied(together, reforms, faults)
    _told(found, faults, together if own and not faults and not options.alone else None, options)
    return 3 if faults else 0


def _lines(error: AsnworkError) -> list[str]:
    if isinstance(error, InvalidInput):
        source = f"{error.source}: " if error.source and error.source != "law" else ""
        return [f"{source}{fault}" for fault in error.faults]
    return [str(error)]


def _together(below: Law, own: list[Instrument], faults: list[str]) -> Law | None:
    try:
        return layered(below, own)
    except AsnworkError as error:
        faults += _lines(error)
        return None


def _applied(law: Law, reforms: list[tuple[str, Reform]], faults: list[str]) -> None:
    alone = len(faults)
    for path, reform in reforms:
        try:
            apply_reforms(law, reform)
        except InvalidInput as error:
            faults += [f"{path}: {fault}" for fault in error.faults]
    if len(faults) == alone and len(reforms) > 1:
        try:
            apply_reforms(law, *(reform for _, reform in reforms))
        except InvalidInput as error:
            files = " and ".join(path for path, _ in reforms)
            faults += [f"{files}: {fault}" for fault in error.faults]


# --- what is worth a look --------------------------------------------------------------------------------


def _text(name: str, lang: Lang, **values: object) -> str:
    return Template(_TEXTS[lang][name]).substitute({key: str(value) for key, value in values.items()})


def _instrument(instrument: Instrument, on: date, lang: Lang) -> _Checked:
    count = len(instrument.parameters)
    named = "" if instrument.reference is None else f"{instrument.reference}, "
    holds = [f"{named}{instrument.title}"]
    holds.append(_text("parameters", lang, count=count))
    if instrument.replaces:
        holds.append(_text("replaces", lang, paths=", ".join(instrument.replaces)))
    return _Checked(
        file=instrument.source,
        kind="law",
        title=instrument.title,
        holds=", ".join(holds),
        count=count,
        notes=tuple(_notes(instrument, on, lang)),
    )


def _notes(instrument: Instrument, on: date, lang: Lang) -> Iterator[str]:
    reference, reviewed = instrument.reference, instrument.reviewed_on
    if reference is not None and reference.in_force is not InForce.YES:
        yield _text(reference.in_force.value, lang)
    if reviewed is None:
        yield _text("never", lang)
    elif on - reviewed > _YEAR:
        yield _text("old", lang, day=reviewed)
    for parameter in instrument:
        yield from _parameter_notes(parameter, on, lang)


def _parameter_notes(parameter: Parameter, on: date, lang: Lang) -> Iterator[str]:
    reasons = [basis.reason for _, basis in parameter.basis.values if basis.certainty is Certainty.ASSUMED]
    for reason in dict.fromkeys(reasons):
        yield _text("assumed", lang, path=parameter.path, reason=reason)
    tables = [
        value
        for _, until, value in parameter.values.stretches()
        if isinstance(value, Bands) and (until is None or until > on)
    ]
    odd = [table for table in tables if cliffs(table) or flat_from(table) is not None]
    notes = (note for table in odd for note in bands_notes(table, parameter, lang))
    for note in dict.fromkeys(notes):
        yield _text("bands", lang, path=parameter.path, note=note)


def _reform(path: str, reform: Reform, law: Law, lang: Lang) -> _Checked:
    count = len(reform.changes)
    holds = f"{reform.name}, {_text('changes', lang, count=count)}"
    return _Checked(
        file=path,
        kind="reform",
        title=reform.name,
        holds=holds,
        count=count,
        notes=tuple(_taken_away(reform, law, lang)),
    )


def _taken_away(reform: Reform, law: Law, lang: Lang) -> Iterator[str]:
    """What the reform removes or ends that shipped rules read."""
    from asnwork.commands.law import readers_of

    ended = [change.path for change in reform.changes if change.value is None]
    for path in dict.fromkeys([*reform.removes, *ended]):
        readers = readers_of(path, law) if path in law else ()
        if readers:
            yield _text("gone", lang, path=path, readers=", ".join(readers))


# --- what is told ----------------------------------------------------------------------------------------


def _told(found: list[_Checked], faults: list[str], law: Law | None, options: argparse.Namespace) -> None:
    if options.json:
        from asnwork.commands.law import print_json

        print_json(_document(found, faults))
    else:
        for each in found:
            good = _text("good", options.lang)
            _line(f"{each.file}: {good}: {each.holds}", "  ")
            for note in each.notes:
                _line(f"  - {note}", "    ")
        if law is not None:
            write(sys.stdout, _text("fits", options.lang, count=len(law)))
    for fault in faults:
        write(sys.stderr, fault)


def _line(text: str, indent: str) -> None:
    lines = textwrap.wrap(
        text, width(), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    write(sys.stdout, "\n".join(lines))


def _document(found: list[_Checked], faults: list[str]) -> dict[str, Any]:
    files = [
        {
            "file": each.file,
            "kind": each.kind,
            "title": each.title,
            "parameters": each.count,
            "notes": each.notes,
        }
        for each in found
    ]
    return {"files": files, "faults": faults}
