"""What a scored table holds in all: how many officer-months have which answer, and no name.

Cells of fewer than ten officers are merged. Both tables part the same officer-months, so that no subtraction
of one from the other gives a small cell away; refused rows say nothing of an officer and are told exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from asnwork.domain.reason import Wording
from asnwork.report.cells import FEWEST, MERGED, Cell, merged

if TYPE_CHECKING:
    from asnwork.scoring.score import Scale
    from asnwork.tables import Lang, Table

__all__ = ["ScoreSummary", "summary_of", "summary_tables"]

BANDS = 10
"""Into how many bands of equal width a scale is cut."""

INSUFFICIENT = "insufficient_evidence"
GATES = ("met", "missed", "unknown", INSUFFICIENT)

_WORDS: Mapping[str, Wording] = {
    "met": Wording("scored, main job met", "dinilai, kinerja utama terpenuhi"),
    "missed": Wording("scored, main job missed", "dinilai, kinerja utama tidak terpenuhi"),
    "unknown": Wording("scored, main job not known", "dinilai, kinerja utama belum diketahui"),
    INSUFFICIENT: Wording("insufficient evidence", "bukti tidak cukup"),
    MERGED: Wording(
        "merged, fewer than ten officers each", "digabung, masing-masing di bawah sepuluh pegawai"
    ),
    "gates": Wording("What the rows were worth", "Hasil setiap baris"),
    "bands": Wording("Distribution of scores", "Sebaran nilai"),
    "refused": Wording("Rows that were refused", "Baris yang ditolak"),
    "answer": Wording("answer", "jawaban"),
    "score": Wording("score", "nilai"),
    "reason": Wording("reason", "alasan"),
    "rows": Wording("officer-months", "pegawai-bulan"),
    "share": Wording("share", "bagian"),
    "below": Wording("$low to less than $high", "$low sampai kurang dari $high"),
    "last": Wording("$low to $high", "$low sampai $high"),
}


@frozen(kw_only=True)
class ScoreSummary:
    """How many rows of a scored table have which answer.

    Attributes:
        rows: How many rows there are.
        gates: How many have which gate, or too little evidence; small cells merged.
        bands: How many lie in which band of the scale, or have too little evidence; small cells merged.
        refused: How many were refused, by reason.
    """

    rows: int
    gates: tuple[Cell, ...]
    bands: tuple[Cell, ...]
    refused: Mapping[str, int]


def summary_of(frame: Any, scale: Scale, *, officer: str | None, period: str | None) -> ScoreSummary:
    """Return how many rows of a scored table have which answer.

    Args:
        frame: The table, a lazy frame of polars.
        scale: The scale of its scores.
        officer: The column that tells officers apart; without one an officer is taken to have one row in
            each period.
        period: The column of periods; None when all rows are of one.
    """
    import polars as pl

    score, width = pl.col("score"), (scale.high - scale.low) / BANDS
    place = ((score - scale.low) / width).floor().clip(0, BANDS - 1).cast(pl.Int64)
    band = place.replace_strict(dict(enumerate(band_names(scale))), return_dtype=pl.String)
    scored = pl.when(score.is_null()).then(pl.lit(INSUFFICIENT))
    sorts = (scored.otherwise(pl.col("gate")), scored.otherwise(band))
    officers = pl.len() if officer is None else pl.col(officer).n_unique()
    taken = frame.filter(pl.col("refused").is_null())
    asked = [taken.group_by(cell=sort).agg(rows=pl.len(), officers=officers.cast(pl.Int64)) for sort in sorts]
    periods = pl.lit(1) if period is None else pl.col(period).n_unique()
    asked.append(frame.group_by(cell=pl.col("refused")).agg(rows=pl.len()))
    asked.append(frame.select(rows=pl.len(), periods=periods))
    gates, bands, refused, (whole,) = (part.to_dicts() for part in pl.collect_all(asked, engine="streaming"))
    least = 1 if officer is not None else max(whole["periods"], 1)
    return ScoreSummary(
        rows=whole["rows"],
        gates=_cells(GATES, gates, least),
        bands=_cells([*band_names(scale), INSUFFICIENT], bands, least),
        refused={row["cell"]: row["rows"] for row in refused if row["cell"] is not None},
    )


def band_names(scale: Scale) -> list[str]:
    """Return the names of the bands of a scale, the lowest first."""
    width = (scale.high - scale.low) / BANDS
    edges = [f"{scale.low + width * place:g}" for place in range(BANDS + 1)]
    return [f"{low}..{high}" for low, high in pairwise(edges)]


def _cells(names: Iterable[str], rows: Iterable[Mapping[str, Any]], periods: int) -> tuple[Cell, ...]:
    """The cells in the order of their names; of so many rows at least one in so many is another officer's."""
    found = {row["cell"]: row for row in rows}
    cells = [
        Cell(
            name=name,
            officer_months=found[name]["rows"],
            officers=-(-found[name]["officers"] // periods),
            base=0,
            paid={},
            held={},
        )
        for name in names
        if name in found
    ]
    return merged(cells, fewest=FEWEST)


def summary_tables(summary: ScoreSummary, scale: Scale, lang: Lang) -> Sequence[Table]:
    """Return a summary as tables for people: answers, distribution, and refused rows where there are any."""
    from asnwork.adapters.scored_frame import REFUSED
    from asnwork.tables import Table

    def table(title: str, head: str, names: Sequence[str], rows: Sequence[float]) -> Table:
        shares = [count / summary.rows for count in rows]
        columns = {
            word(head, lang): names,
            word("rows", lang): list(map(int, rows)),
            word("share", lang): shares,
        }
        return Table(columns, title=word(title, lang))

    def cells(title: str, head: str, found: Sequence[Cell]) -> Table:
        names = [_name(cell, scale, lang) for cell in found]
        return table(title, head, names, [cell.officer_months for cell in found])

    tables = [cells("gates", "answer", summary.gates), cells("bands", "score", summary.bands)]
    if summary.refused:
        reasons = [REFUSED[code].en if lang == "en" else REFUSED[code].id for code in summary.refused]
        tables.append(table("refused", "reason", reasons, list(summary.refused.values())))
    return tables


def word(code: str, lang: Lang) -> str:
    """Return a word of the summary in a language."""
    wording = _WORDS[code]
    return wording.en if lang == "en" else wording.id


def _name(cell: Cell, scale: Scale, lang: Lang) -> str:
    low, between, high = cell.name.partition("..")
    if not between:
        return word(low, lang)
    text = word("last" if cell.name == band_names(scale)[-1] else "below", lang)
    return text.replace("$low", low).replace("$high", high)
