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
    from asnwork.domain.law import Law
    from asnwork.scoring.scorer import Scorer
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
_UNMEASURED = {
    "en": "nobody measures what it reads (`asnwork figures` lists what is measured)",
    "id": "angka yang dibacanya tidak diukur siapa pun (daftarnya: `asnwork figures`)",
}
_GAMED = {"en": "a trick pays", "id": "ada akal-akalan yang menguntungkan"}
_UNGAMED = {
    "en": "no trick was found to pay; that is no proof that none does",
    "id": "tidak ditemukan akal-akalan yang menguntungkan; itu bukan bukti bahwa tidak ada",
}


def check_scorer(name: str, lang: Lang, *, gaming: bool = False) -> int:
    """Hold a scorer to the laws, and print what became of each.

    Args:
        name: The name of a scorer that ships, or of a plug-in.
        lang: The language of the output.
        gaming: Whether tricks are tried as well, under the standard outcome policy.

    Returns:
        The exit code: 1 when a law is broken or a trick pays, 2 when there is no such scorer.

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
    pays = gaming and _games(scorer, law, lang)
    return 0 if check.passed and not pays else 1


def _games(scorer: Scorer, law: Law, lang: Lang) -> bool:
    """Whether a trick pays; each one that does is told with the smallest office."""
    from asnwork.policies.outcomes.standard_outcome import standard_outcome
    from asnwork.testing.gaming import gamed_laws

    with redirect_stdout(sys.stderr):
        found = gamed_laws(scorer, standard_outcome(law))
    for each in found:
        write(sys.stdout, str(each))
    write(sys.stdout, _GAMED[lang] if found else _UNGAMED[lang])
    return bool(found)


def _need_hypothesis() -> None:
    try:
        import hypothesis  # noqa: F401
    except ImportError as missing:
        raise MissingExtra("hypothesis", "testing", "asnwork check --scorer") from missing
