"""The mayor's table: present or not by achieved or not, with what each pay rule pays in each cell."""

from __future__ import annotations

import html

from asnwork.report.cells import MERGED, Cell
from asnwork.report.findings import Findings, PaidCells
from asnwork.report.rows import pays_of, workplaces_of
from asnwork.report.words import name_of, say
from asnwork.tables import Lang, number, percent, rupiah
from asnwork.tables.cells import clean

__all__ = ["mayor_table"]

_DARKEST = 34


def mayor_table(found: Findings, paid: PaidCells, lang: Lang) -> str:
    """Return the mayor's table under one workplace rule as HTML.

    Args:
        found: What was found.
        paid: The cells, those of fewer than ten officers merged.
        lang: Its language.
    """
    cells = {cell.name: cell for cell in paid.cells}
    total = sum(cell.officer_months for cell in paid.cells)
    workplace = name_of(workplaces_of(found)[paid.workplace], lang)
    caption = f"{say('mayors_table', lang)}: {workplace} ({say('cell', lang)}; {say('per_month', lang)})"
    heads = "".join(
        f'<th scope="col">{_say(name, lang)}</th>' for name in ("achieved", "missed", "insufficient")
    )
    rows = []
    for row in ("present", "away"):
        inside = "".join(
            _cell(found, cells, f"{row}_{column}", total, lang) for column in ("achieved", "missed")
        )
        if row == "present":
            inside += _cell(found, cells, "insufficient", total, lang, extra=' rowspan="2"')
        rows.append(f'<tr><th scope="row">{_say(row, lang)}</th>{inside}</tr>')
    foot = _merged(found, cells[MERGED], total, lang) if MERGED in cells else ""
    return (
        f'<div class="wide"><table class="mayor"><caption>{html.escape(clean(caption))}</caption>'
        f'<thead><tr><td class="corner"></td>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody>{foot}</table></div>"
    )


def _cell(
    found: Findings, cells: dict[str, Cell], name: str, total: float, lang: Lang, *, extra: str = ""
) -> str:
    note, kind = "", ""
    if name == "present_missed":
        note, kind = f'<span class="note">{_say("this_is_an_input", lang)}</span>', ' class="input"'
    if name not in cells:
        return f"<td{kind}{extra}>{_say('in_merged', lang)}{note}</td>"
    cell = cells[name]
    share = cell.officer_months / total if total else 0.0
    shade = f' style="--share:{_DARKEST * share:.1f}%"'
    return f"<td{kind}{shade}{extra}>{_inside(found, cell, share, lang)}{note}</td>"


def _inside(found: Findings, cell: Cell, share: float, lang: Lang) -> str:
    count = number(cell.officer_months, 0 if cell.officer_months == round(cell.officer_months) else 1, lang)
    head = f'<span class="big">{count}</span><span class="quiet">{percent(share, 1, lang)}</span>'
    if not cell.officer_months:
        return head
    pays = "".join(
        f"<div><dt>{html.escape(clean(name_of(pay, lang)))}</dt><dd>{_amount(cell, name, lang)}</dd></div>"
        for name, pay in pays_of(found).items()
    )
    return f"{head}<dl>{pays}</dl>"


def _amount(cell: Cell, pay: str, lang: Lang) -> str:
    amount = cell.per_month(pay)
    return rupiah(None if amount is None else round(amount), lang)


def _merged(found: Findings, cell: Cell, total: float, lang: Lang) -> str:
    share = cell.officer_months / total if total else 0.0
    names = "; ".join(say(name, lang) for name in cell.of)
    inside = _inside(found, cell, share, lang)
    return (
        f'<tfoot><tr><th scope="row">{_say(MERGED, lang)}</th>'
        f'<td colspan="3"><span class="quiet">{html.escape(names)}</span>{inside}</td></tr></tfoot>'
    )


def _say(key: str, lang: Lang) -> str:
    return html.escape(say(key, lang))
