"""A table as HTML for a notebook or a report: escaped, without script, styled in place."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from asnwork.tables.cells import Shown, clean
from asnwork.tables.numbers import Lang, number

__all__ = ["as_html"]

_LINE = "1px solid rgba(128,128,128,.45)"
_TABLE = "border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5em 0"
_CAPTION = "caption-side:top;text-align:left;font-weight:600;padding:.2em .75em"
_CELL = "padding:.25em .75em;white-space:nowrap;vertical-align:top"
_ROWS = {"en": "rows", "id": "baris"}


def _cell(tag: str, text: str, right: bool, *, unit: str = "", style: str = "") -> str:
    align = "right" if right else "left"
    scope = ' scope="col"' if tag == "th" else ""
    under = f'<div style="font-weight:400;opacity:.75">{html.escape(unit)}</div>' if unit else ""
    return f'<{tag}{scope} style="{_CELL};text-align:{align}{style}">{html.escape(text)}{under}</{tag}>'


def _row(columns: Sequence[Shown], texts: Sequence[str]) -> str:
    wrap = ";white-space:normal"
    cells = zip(texts, columns, strict=True)
    return "".join(
        _cell("td", text, column.right, style="" if column.right else wrap) for text, column in cells
    )


def _lines(
    columns: Sequence[Shown], title: str, gap_after: int | None, rows: int, lang: Lang
) -> Iterator[str]:
    yield f'<table lang="{lang}" style="{_TABLE}">'
    if title:
        yield f'<caption style="{_CAPTION}">{html.escape(clean(title))}</caption>'
    bottom = f";vertical-align:bottom;border-bottom:{_LINE}"
    heads = (_cell("th", column.name, column.right, unit=column.unit, style=bottom) for column in columns)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for place, texts in enumerate(zip(*(column.cells for column in columns), strict=True)):
        if place == gap_after:
            yield f"<tr>{_row(columns, ['…'] * len(columns))}</tr>"
        yield f"<tr>{_row(columns, texts)}</tr>"
    yield "</tbody>"
    if gap_after is not None:
        note = f"{number(rows, 0, lang)} {_ROWS[lang]}"
        yield f'<tfoot><tr><td colspan="{len(columns)}" style="{_CELL};opacity:.75">{note}</td></tr></tfoot>'
    yield "</table>"


def as_html(columns: Sequence[Shown], *, title: str, gap_after: int | None, rows: int, lang: Lang) -> str:
    """The table as one `<table>`.

    Args:
        columns: The columns, as texts.
        title: The caption; empty for none.
        gap_after: How many rows stand before the rows left out; None when all are there.
        rows: How many rows the whole table has.
        lang: Language of the words under the table.
    """
    return "\n".join(_lines(columns, title, gap_after, rows, lang))
