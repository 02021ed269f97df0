"""`asnwork check --scorer`: whether a scorer keeps the laws of scoring, and the smallest case where not."""

from __future__ import annotations

import sys
import textwrap
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from asnwork.commands.figures import unmeasured
from asnwork.commands.scorers import scorer_named
from asnwork.commands.terminal import width, write
from asnwork.errors import DuplicateName, MissingExtra, UnknownName

if TYPE_CHECKING:
    from asnwork.tables import Lang

__all__ = ["check_scorer"]

_TOLD = {
    "en": ("every law holds", "laws broken", "breaks"),
    "id": ("semua hukum dipatuhi", "hukum yang dilanggar", "melanggar"),
}
_UNMEASURED = {
    "en": "nobody measures what it reads (`asnwork figures` lists what is measured)",
    "id": "angka yang dibacanya tidak diukur siapa pun (daftarnya: `asnwork figures`)",
}


def check_scorer(name: str, lang: Lang) -> int:
    """Hold a scorer to the laws, and print what became of each.

    Args:
        name: The name of a scorer that ships, or of a plug-in.
        lang: The language of the output.

    Returns:
        The exit code: 1 when a law is broken, 2 when there is no such scorer.

    Raises:
        MissingExtra: hypothesis, with which cases are looked for, is not installed.
    """
    from asnwork.indonesia.law import national_law

    law = national_law()
    try:
        scorer = scorer_named(name, law)
    except (UnknownName, DuplicateName) as error:
        write(sys.stderr, f"asnwork: {error}")
        return 2
    _need_hypothesis()
    if odd := unmeasured(scorer, law):
        write(sys.stderr, f"asnwork: {_UNMEASURED[lang]}: {odd}")
    from asnwork.report.wrapped import wrapped
    from asnwork.testing.laws import check_laws, checks_table

    with redirect_stdout(sys.stderr):  # a scorer of a plug-in may print
        check = check_laws(scorer)
    all_hold, some_broken, breaks = _TOLD[lang]
    write(sys.stdout, wrapped(checks_table([check], lang=lang), width=width(), lang=lang) + "\n")
    for each in check.broken:
        statement = each.statement.en if lang == "en" else each.statement.id
        for text in (f"{name} {breaks} '{each.law}': {statement}", each.text):
            write(sys.stdout, textwrap.fill(text, width()))
        write(sys.stdout, "\n" + wrapped(each.table, width=width(), lang=lang) + "\n")
    told = all_hold if check.passed else f"{some_broken}: {', '.join(each.law for each in check.broken)}"
    write(sys.stdout, f"{scorer.name} {scorer.version}: {told}")
    return 0 if check.passed else 1


def _need_hypothesis() -> None:
    try:
        import hypothesis  # noqa: F401
    except ImportError as missing:
        raise MissingExtra("hypothesis", "testing", "asnwork check --scorer") from missing
