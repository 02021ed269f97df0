"""Laws by scorers as a table, for the command line and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asnwork.errors import DuplicateName, UnknownName
from asnwork.tables import Lang, Table
from asnwork.testing.laws.law import Verdict
from asnwork.testing.laws.running import LawCheck, check_laws
from asnwork.testing.laws.trying import EXAMPLES, Subject

__all__ = ["checks_table", "law_table"]

_HEADS = {"en": ("law", "what must hold"), "id": ("kaidah", "yang harus berlaku")}


def law_table(
    subjects: Iterable[Subject],
    *,
    known_failures: Mapping[str, Mapping[str, str]] | None = None,
    examples: int = EXAMPLES,
    lang: Lang = "en",
) -> Table:
    """Return what becomes of each law on each scorer, one row a law and one column a scorer.

    Args:
        subjects: Scorers, or pay rules, or schemes; all of one kind.
        known_failures: For each scorer by name, the laws that it is known to break, each with the reason.
        examples: How many cases each law is tried on.
        lang: The language.

    Raises:
        UnknownName: A known failure names none of the scorers, or none of the laws.
        DuplicateName: Two of them have one name.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring import attendance, output
        >>> law = national_law()
        >>> known = {"attendance": {"blind": "it pays for presence"}}
        >>> table = law_table([attendance(law), output(law)], known_failures=known, examples=20)
        >>> [*table.rows()][-1]["attendance"], [*table.rows()][-1]["output"]
        ('known failure', 'held')
    """
    tried, known = tuple(subjects), known_failures or {}
    names = [subject.name for subject in tried]
    for name in names:
        if names.count(name) > 1:
            raise DuplicateName("scorer under the laws", name)
    for name in known:
        if name not in names:
            raise UnknownName("scorer under the laws", name, names)
    return checks_table(
        (check_laws(subject, known_failures=known.get(subject.name), examples=examples) for subject in tried),
        lang=lang,
    )


def checks_table(checks: Iterable[LawCheck], *, lang: Lang = "en") -> Table:
    """Return checks that were made, side by side: one row a law and one column a scorer.

    Args:
        checks: Of scorers, or of pay rules, by the same laws.
        lang: The language.
    """
    made = tuple(checks)
    laws = {each.law: each.statement for check in made for each in check.outcomes}
    law, statement = _HEADS[lang]
    columns: dict[str, list[str | None]] = {
        law: list(laws),
        statement: [words.en if lang == "en" else words.id for words in laws.values()],
    }
    for check in made:
        found = {each.law: _in_words(each.verdict, lang) for each in check.outcomes}
        columns[check.subject] = [found.get(name) for name in laws]
    return Table(columns)


def _in_words(verdict: Verdict, lang: Lang) -> str:
    return verdict.value if lang == "en" else verdict.label_id
