"""`asnwork scorers`: which scorers there are, what each reads, and which distribution brought it."""

from __future__ import annotations

import argparse
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import asnwork
from asnwork.commands.pay_rules import plugins_of
from asnwork.commands.terminal import width, write
from asnwork.errors import UnknownName

if TYPE_CHECKING:
    from asnwork.adapters.plugins import Plugin, Plugins
    from asnwork.domain.law import Law
    from asnwork.scoring.scorer import Scale, Scorer
    from asnwork.tables import Lang, Table

__all__ = ["scorer_named", "scorers_command", "shipped_scorers"]

_HEADS = {
    "en": ("scorer", "version", "scale", "of", "figures read"),
    "id": ("cara penilaian", "versi", "skala", "dari", "angka yang dibaca"),
}
_SCALES = {"en": "$low to $high $unit", "id": "$low s.d. $high $unit"}
_LEAST_BEST = {"en": "less is better", "id": "makin kecil makin baik"}
_UNITS_ID = {"points": "poin"}


def scorers_command(options: argparse.Namespace) -> int:
    """List the scorers that ship and those of plug-ins; the exit code is handed back."""
    from asnwork.indonesia.law import national_law

    law = national_law()
    plugins = plugins_of(law)
    found = [*_shipped(law), *plugins.found]
    if options.json:
        from asnwork.commands.law import print_json

        print_json(_document(found, plugins))
        return 0
    from asnwork.report.wrapped import wrapped

    write(sys.stdout, wrapped(_table(found, options.lang), width=width(), lang=options.lang))
    return 0


def shipped_scorers(law: Law) -> Mapping[str, Scorer]:
    """Return the scorers that ship, by name: one for each file of `asnwork.scoring.strategies`.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> "output" in shipped_scorers(national_law())
        True
    """
    from asnwork.scoring import strategies

    names = sorted(each.name for each in pkgutil.iter_modules(strategies.__path__))
    return {name: getattr(import_module(f"{strategies.__name__}.{name}"), name)(law) for name in names}


def scorer_named(name: str, law: Law) -> Scorer:
    """Return a scorer by its name; plug-ins are looked at only for one that does not ship.

    Raises:
        UnknownName: There is no scorer of that name.
        DuplicateName: Two distributions bring a scorer of that name.
    """
    shipped = shipped_scorers(law)
    if name in shipped:
        return shipped[name]
    plugins = plugins_of(law)
    if name in plugins.clashes:
        raise plugins.clashes[name]
    known = {**shipped, **plugins.scorers}
    if name not in known:
        raise UnknownName("scorer", name, known)
    return known[name]


def _shipped(law: Law) -> list[Plugin]:
    from asnwork.adapters.plugins import Plugin

    return [
        Plugin(scorer=scorer, distribution="asnwork", version=asnwork.__version__)
        for scorer in shipped_scorers(law).values()
    ]


def _table(found: Sequence[Plugin], lang: Lang) -> Table:
    from asnwork.tables import Table

    name, version, scale, of, reads = _HEADS[lang]
    return Table(
        {
            name: [each.name for each in found],
            version: [each.scorer.version for each in found],
            scale: [_scale(each.scorer.scale, lang) for each in found],
            of: [f"{each.distribution} {each.version}" for each in found],
            reads: [", ".join(sorted(each.scorer.reads)) for each in found],
        }
    )


def _scale(scale: Scale, lang: Lang) -> str:
    from string import Template

    unit = _UNITS_ID.get(scale.unit, scale.unit) if lang == "id" else scale.unit
    told = Template(_SCALES[lang]).substitute(low=f"{scale.low:g}", high=f"{scale.high:g}", unit=unit)
    return told if scale.higher_is_better else f"{told}, {_LEAST_BEST[lang]}"


def _document(found: Sequence[Plugin], plugins: Plugins) -> dict[str, Any]:
    from attrs import asdict

    return {
        "scorers": [
            {
                "name": each.name,
                "version": each.scorer.version,
                "scale": asdict(each.scorer.scale),
                "reads": sorted(each.scorer.reads),
                "distribution": each.distribution,
                "distribution_version": each.version,
            }
            for each in found
        ],
        "broken": [asdict(each) for each in plugins.broken],
    }
