"""`asnwork figures`: which figures a scorer may read, in what unit, and what they are made of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import asdict, frozen

from asnwork.commands.terminal import width, write
from asnwork.domain.indicator import ASPECTS
from asnwork.domain.reason import Wording
from asnwork.errors import near_hint

if TYPE_CHECKING:
    from asnwork.domain.law import Law
    from asnwork.scoring.scorer import Scorer
    from asnwork.tables import Lang, Table

__all__ = ["KnownFigure", "figures_command", "known_figures", "told_unmeasured", "unmeasured"]

_SOURCES: Mapping[str, Wording] = {
    "steps": Wording("steps of requests", "langkah permohonan"),
    "requests": Wording("requests", "permohonan"),
    "work_results": Wording("work results", "hasil kerja"),
    "attendance": Wording("attendance", "kehadiran"),
    "ratings": Wording("ratings by others", "penilaian oleh orang lain"),
    "plan": Wording("plan", "rencana kinerja"),
    "period": Wording("period", "periode"),
    "survey": Wording("survey of citizens", "survei warga"),
    "reference": Wording("comparison of like cases", "pembandingan kasus sejenis"),
}
_BEGINNINGS = {
    "done.": "work_results",
    "target.": "plan",
    "survey.": "survey",
    "promises_kept_": "reference",
    "available": "attendance",
    "months": "period",
}
_PLANNED = ("done.", "target.", *(f"{aspect}." for aspect in ASPECTS))
_HEADS = {
    "en": ("figure", "unit", "what it is", "made of"),
    "id": ("angka", "satuan", "artinya", "asalnya"),
}


@frozen(kw_only=True)
class KnownFigure:
    """A figure that evidence may hold.

    Attributes:
        name: Its name.
        unit: Its unit.
        en: What it is, in English.
        id: What it is, in Indonesian.
        source: What it is made of, such as "steps", "attendance" or "survey".
    """

    name: str
    unit: str
    en: str
    id: str
    source: str


def figures_command(options: argparse.Namespace) -> int:
    """List the figures that a scorer may read; the exit code is handed back."""
    from asnwork.indonesia.law import national_law

    found = known_figures(national_law())
    if options.json:
        from asnwork.commands.law import print_json

        print_json({"figures": [asdict(each) for each in found.values()]})
        return 0
    from asnwork.report.wrapped import wrapped

    write(sys.stdout, wrapped(_table(found, options.lang), width=width(), lang=options.lang))
    return 0


def known_figures(law: Law) -> Mapping[str, KnownFigure]:
    """Return the figures by name: what the standard policy measures, and what else shipped scorers read.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> found = known_figures(national_law())
        >>> found["late_cut"].source, found["survey.total.fee"].unit
        ('attendance', 'answers')
    """
    from asnwork.scoring.figure_words import figure_label

    found: dict[str, KnownFigure] = {}
    for name, unit, source in sorted(_named(law)):
        words = figure_label(name)
        found.setdefault(name, KnownFigure(name=name, unit=unit, en=words.en, id=words.id, source=source))
    return found


def _named(law: Law) -> Iterator[tuple[str, str, str]]:
    from asnwork.commands.scorers import shipped_scorers
    from asnwork.policies.attendance_measures import attendance_measures
    from asnwork.policies.behaviour_measures import behaviour_measures
    from asnwork.policies.outcomes.standard_outcome import standard_outcome

    lists = [day for day, _ in law["behaviour.values"].values.values]
    behaviour = [measure for day in lists for measure in behaviour_measures(law, on=day)]
    measures = (*standard_outcome(law).measures, *attendance_measures(law), *behaviour)
    yield from ((measure.name, measure.unit, measure.source) for measure in measures)
    measured = {measure.name for measure in measures}
    for scorer in shipped_scorers(law).values():
        units: Mapping[str, str] = getattr(scorer, "units", {})
        for name in scorer.reads - measured:
            source = next(source for begin, source in _BEGINNINGS.items() if name.startswith(begin))
            yield name, units.get(name, "1"), source


def unmeasured(scorer: Scorer, law: Law) -> str:
    """Return the figures that a scorer reads and nothing makes, with near misses; empty when there are none.

    What was done and planned of a result of one's own is no fault: any plan may hold it.
    """
    known = known_figures(law)
    odd = [name for name in sorted(scorer.reads) if name not in known and not name.startswith(_PLANNED)]
    hints = ((name, near_hint(name, known)) for name in odd)
    return ", ".join(f"{name} ({hint})" if hint else name for name, hint in hints)


def told_unmeasured(scorers: Iterable[Scorer], law: Law) -> str:
    """Return, in a sentence, which scorers read what nothing makes; empty where none does."""
    odd = {scorer.name: unmeasured(scorer, law) for scorer in scorers}
    told = [f"nothing measures {figures}, which {name} reads" for name, figures in odd.items() if figures]
    return f"{'; '.join(told)}; `asnwork figures` lists what is measured" if told else ""


def _table(found: Mapping[str, KnownFigure], lang: Lang) -> Table:
    from asnwork.tables import Table

    name, unit, words, source = _HEADS[lang]
    figures = found.values()
    sources = [_SOURCES[each.source] for each in figures]
    return Table(
        {
            name: [each.name for each in figures],
            unit: [each.unit for each in figures],
            words: [each.en if lang == "en" else each.id for each in figures],
            source: [each.en if lang == "en" else each.id for each in sources],
        }
    )
