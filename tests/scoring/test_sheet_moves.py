from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from asnwork.domain.identity import OfficerId
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate, Rating
from asnwork.scoring.proposal import Proposal, propose
from asnwork.scoring.proposal_moves import accept, answer, change, issue, object_, see
from asnwork.scoring.sheet_moves import move_lines, proposed_first
from asnwork.scoring.sheet_pay import predicate_lines
from asnwork.tables import Lang
from tests.rows import MAY

NOON = datetime(2026, 6, 2, 5, tzinfo=UTC)
CELL = "row 2 of 3 (work results) and column 2 of 3 (work behaviour) of the matrix"


def day(number: int) -> datetime:
    """Noon of a day of June."""
    return NOON + timedelta(days=number - NOON.day)


def made() -> Proposal:
    """A proposal of "good"."""
    return propose(
        officer=OfficerId("ani"),
        period=MAY,
        result=Rating.AS_EXPECTED,
        behaviour=Rating.AS_EXPECTED,
        law=national_law(),
        at=NOON,
    )


def gone_through() -> Proposal:
    """Seen, changed to its harm, seen again, objected to, put right by the answer, accepted, issued."""
    lowered = change(see(made(), at=NOON), Predicate.POOR, by="head", reason="late in {May}", at=day(3))
    objected = object_(see(lowered, at=day(4)), grounds="I was on leave", at=day(5))
    answered = answer(objected, by="head", reason="so it was", predicate=Predicate.GOOD, at=day(6))
    return issue(accept(answered, at=day(7)), official="mayor", at=day(8))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            [
                "Seen by the officer: 2026-06-02",
                "Predicate changed: 2026-06-03, by head: 'good' becomes 'poor'; late in {May}",
                "Seen by the officer: 2026-06-04",
                "Objection of the officer: 2026-06-05: I was on leave",
                "Answer to the objection: 2026-06-06, by head: 'poor' becomes 'good'; so it was",
                "Accepted by the officer: 2026-06-07",
                "Issued: 2026-06-08, by mayor",
            ],
        ),
        (
            "id",
            [
                "Dilihat oleh pegawai: 2026-06-02",
                "Predikat diubah: 2026-06-03, oleh head: 'baik' menjadi 'kurang/misconduct'; late in {May}",
                "Dilihat oleh pegawai: 2026-06-04",
                "Keberatan dari pegawai: 2026-06-05: I was on leave",
                "Jawaban atas keberatan: 2026-06-06, oleh head: 'kurang/misconduct' menjadi 'baik'; "
                "so it was",
                "Diterima oleh pegawai: 2026-06-07",
                "Ditetapkan: 2026-06-08, oleh mayor",
            ],
        ),
    ],
)
def test_every_move_is_told(lang: Lang, told: list[str]) -> None:
    """Who did what, when, and why or on what grounds, in the order in which it happened."""
    lines = [*move_lines(gone_through())]
    assert told == [f"{getattr(each.label, lang)}: {getattr(each.shown, lang)}" for each in lines]
    assert len(lines) == len({each.code for each in lines})


def test_an_answer_that_lets_the_predicate_stand_says_so() -> None:
    """The reason of the answer is told with the predicate that stands."""
    objected = object_(see(made(), at=NOON), grounds="no", at=NOON)
    *_, line = move_lines(answer(objected, by="head", reason="it is right", at=NOON))
    assert "2026-06-02, by head: 'good' stands; it is right" == line.shown.en
    assert "2026-06-02, oleh head: 'baik' tetap; it is right" == line.shown.id


def test_nothing_happened_to_a_fresh_proposal() -> None:
    """A proposal that nobody has seen has its cell and no move."""
    assert [] == [*move_lines(made())]
    lines = {line.code: line for line in predicate_lines(made())}
    assert [CELL] == [each.en for each in lines["predicate"].arithmetic]
    assert lines["predicate"].reasons


def test_a_changed_predicate_does_not_claim_the_cell_of_the_proposal() -> None:
    """The cell is where the proposal came from; the predicate that stands is told by who changed it."""
    lowered = change(made(), Predicate.POOR, by="head", reason="late", at=NOON)
    lines = {line.code: line for line in predicate_lines(lowered)}
    line = lines["predicate"]
    assert "poor (proposed, not issued)" == line.shown.en
    assert [f"'good' was proposed, from {CELL}"] == [each.en for each in line.arithmetic]
    assert ["'baik' diusulkan, dari baris 2 dari 3"] == [each.id[:37] for each in line.arithmetic]
    assert () == line.reasons
    assert line.law is not None
    assert ["result", "behaviour", "predicate", "changed.1", "objection"] == list(lines)
    assert Predicate.GOOD is proposed_first(lowered)


def test_a_predicate_that_was_put_right_has_its_cell_again() -> None:
    """Changed and changed back, it is what the cell says."""
    lines = {line.code: line for line in predicate_lines(gone_through())}
    assert [CELL] == [each.en for each in lines["predicate"].arithmetic]
    assert "good (issued by mayor)" == lines["predicate"].shown.en
