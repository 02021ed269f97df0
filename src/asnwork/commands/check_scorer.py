"""`asnwork check --scorer`: whether a scorer keeps the laws of scoring, and the smallest case where not."""

from __future__ import annotations

import sys
import textwrap
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from asnwork.commands.scorers import scorer_named
from asnwork.commands.terminal import width, write
from asnwork.errors import DuplicateName, MissingExtra, UnknownName

if TYPE_CHECKING:
    from asnwork.tables import Lang

__all__ = ["check_scorer"]

_TOLD = {
    "en": {
        "held": "every law holds",
        "some": "every law that could be judged holds",
        "unjudged": "nothing to judge",
        "broken": "laws broken",
        "breaks": "breaks",
        "unit": "measures a unit: what is asked of an officer alone does not apply, and no officer is "
        "paid by it",
    },
    "id": {
        "held": "semua hukum dipatuhi",
        "some": "semua hukum yang dapat dinilai dipatuhi",
        "unjudged": "tidak ada yang dapat dinilai",
        "broken": "hukum yang dilanggar",
        "breaks": "melanggar",
        "unit": "mengukur unit: yang hanya berlaku bagi pegawai tidak berlaku, dan tidak ada pegawai yang "
        "dibayar menurutnya",
    },
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

    try:
        scorer = scorer_named(name, national_law())
    except (UnknownName, DuplicateName) as error:
        write(sys.stderr, f"asnwork: {error}")
        return 2
    _need_hypothesis()
    from asnwork.report.wrapped import wrapped
    from asnwork.scoring.part_rule import OFFICER, UNIT
    from asnwork.testing.laws import Verdict, check_laws, checks_table

    with redirect_stdout(sys.stderr):  # a scorer of a plug-in may print
        check = check_laws(scorer)
    words = _TOLD[lang]
    write(sys.stdout, wrapped(checks_table([check], lang=lang), width=width(), lang=lang) + "\n")
    for each in check.broken:
        statement = each.statement.en if lang == "en" else each.statement.id
        for text in (f"{name} {words['breaks']} '{each.law}': {statement}", each.text):
            write(sys.stdout, textwrap.fill(text, width()))
        write(sys.stdout, "\n" + wrapped(each.table, width=width(), lang=lang) + "\n")
    unjudged = ", ".join(each.law for each in check.outcomes if each.verdict is Verdict.NOT_JUDGED)
    if getattr(scorer, "subject", OFFICER) == UNIT:
        write(sys.stdout, textwrap.fill(f"{name} {words['unit']}", width()))
    told = words["some" if unjudged else "held"]
    if not check.passed:
        told = f"{words['broken']}: {', '.join(each.law for each in check.broken)}"
    told += f"; {words['unjudged']}: {unjudged}" if unjudged else ""
    write(sys.stdout, f"{scorer.name} {scorer.version}: {told}")
    return 0 if check.passed else 1


def _need_hypothesis() -> None:
    try:
        import hypothesis  # noqa: F401
    except ImportError as missing:
        raise MissingExtra("hypothesis", "testing", "asnwork check --scorer") from missing
