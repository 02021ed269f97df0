"""What an experiment found: as text, as a one-file page that opens offline, as a document for programs.

found = summed_up(outcome)        # an `asnwork.simulation.Outcome`
print(printed(found, "id"))
Path("report.html").write_text(page(found, "id"), encoding="utf-8")
json_text(document(found))
"""

from __future__ import annotations

from asnwork.report.asked_tables import matrix_table, survey_table, week_table
from asnwork.report.document import document, json_text
from asnwork.report.findings import Effect, Findings, Headline, PaidCells, summed_up
from asnwork.report.html import page
from asnwork.report.law_differences import diff_table
from asnwork.report.law_document import law_document
from asnwork.report.law_tables import bands_table, history_table, items_table, law_list
from asnwork.report.sentence import sentence
from asnwork.report.text import printed

__all__ = [
    "Effect",
    "Findings",
    "Headline",
    "PaidCells",
    "bands_table",
    "diff_table",
    "document",
    "history_table",
    "items_table",
    "json_text",
    "law_document",
    "law_list",
    "matrix_table",
    "page",
    "printed",
    "sentence",
    "summed_up",
    "survey_table",
    "week_table",
]
