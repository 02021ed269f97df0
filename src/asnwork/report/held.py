"""Pay that is held for want of evidence: for how many officer-months, and which rule pays nobody."""

from __future__ import annotations

from collections.abc import Iterator

from asnwork.report.findings import Findings
from asnwork.report.rows import pays_of
from asnwork.report.words import name_of, say
from asnwork.tables import Lang, number

__all__ = ["held_lines", "pays_nobody"]


def pays_nobody(found: Findings) -> tuple[str, ...]:
    """Return the names of the pay rules that pay nobody anything, so that no total can be made the same."""
    staff = [cell for paid in found.paid for cell in paid.staff]
    return tuple(name for name in pays_of(found) if staff and not any(cell.paid[name] for cell in staff))


def held_lines(found: Findings, lang: Lang) -> Iterator[str]:
    """Yield a sentence for each pay rule that holds the pay of somebody: for how many officer-months."""
    staff = [cell for paid in found.paid for cell in paid.staff]
    months = number(round(sum(cell.officer_months for cell in staff)), 0, lang)
    nobody = pays_nobody(found)
    for name, pay in pays_of(found).items():
        held = sum(cell.held[name] for cell in staff)
        if held:
            values = {"name": name_of(pay, lang), "held": number(round(held), 0, lang), "months": months}
            yield say("held_note", lang, **values)
        if name in nobody:
            yield say("pays_nobody", lang, name=name_of(pay, lang))
