"""The lines of a sheet that tell what happened to a proposed predicate: who did what, when, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from asnwork.domain.reason import Wording
from asnwork.scoring.predicate import Predicate
from asnwork.scoring.proposal import Move, Proposal, proposal_day, spoken
from asnwork.scoring.sheet_line import SheetLine, filled

__all__ = ["move_lines", "proposed_first"]

_LABELS = {
    "seen": Wording("Seen by the officer", "Dilihat oleh pegawai"),
    "accepted": Wording("Accepted by the officer", "Diterima oleh pegawai"),
    "objected": Wording("Objection of the officer", "Keberatan dari pegawai"),
    "answered": Wording("Answer to the objection", "Jawaban atas keberatan"),
    "changed": Wording("Predicate changed", "Predikat diubah"),
    "issued": Wording("Issued", "Ditetapkan"),
}
_ALONE = Wording("{day}", "{day}")
_BY = Wording("{day}, by {by}", "{day}, oleh {by}")
_GROUNDS = Wording("{day}: {text}", "{day}: {text}")
_STANDS = Wording("{day}, by {by}: '{after}' stands; {text}", "{day}, oleh {by}: '{after}' tetap; {text}")
_BECOMES = Wording(
    "{day}, by {by}: '{before}' becomes '{after}'; {text}",
    "{day}, oleh {by}: '{before}' menjadi '{after}'; {text}",
)
_SHOWN = {"seen": _ALONE, "accepted": _ALONE, "objected": _GROUNDS, "issued": _BY}


def proposed_first(proposal: Proposal) -> Predicate:
    """Return the predicate that was proposed, whatever became of it."""
    return proposal.moves[0].predicate


def move_lines(proposal: Proposal) -> Iterator[SheetLine]:
    """Yield a line for each thing that happened since the predicate was proposed, the first one first.

    Args:
        proposal: The proposal. Grounds and reasons are printed as they were written.
    """
    for number, (before, move) in enumerate(pairwise(proposal.moves), start=1):
        yield SheetLine(
            section="predicate",
            code=f"{move.name}.{number}",
            label=_LABELS[move.name],
            shown=filled(
                _SHOWN.get(move.name, _decided(before, move)),
                day=str(proposal_day(proposal, move.at)),
                by=move.by,
                text=move.text,
                before=_called(before.predicate),
                after=_called(move.predicate),
            ),
        )


def _decided(before: Move, move: Move) -> Wording:
    return _STANDS if before.predicate is move.predicate else _BECOMES


def _called(predicate: Predicate) -> Wording:
    return Wording(spoken(predicate), predicate.label_id)
