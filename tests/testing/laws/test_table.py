from __future__ import annotations

import pytest

from asnwork.errors import DuplicateName, UnknownName
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.output import output
from asnwork.testing.broken import SoundScorer, TooGoodToBeTrue
from asnwork.testing.laws import SCORER_LAWS, check_laws, checks_table, law_table
from tests.testing.laws.shipped import KNOWN, LAW


def test_laws_stand_beside_scorers() -> None:
    """One row a law with what must hold, one column a scorer with what became of it."""
    table = law_table([attendance(LAW), TooGoodToBeTrue()], known_failures=KNOWN)
    rows = {row["law"]: row for row in table.rows()}
    assert ["law", "what must hold", "attendance", "too_good_to_be_true"] == list(table.columns)
    assert [law.name for law in SCORER_LAWS] == list(rows)
    assert ("known failure", "held") == (rows["blind"]["attendance"], rows["blind"]["too_good_to_be_true"])
    assert "broken" == rows["monotone"]["too_good_to_be_true"]


def test_it_speaks_indonesian() -> None:
    """Heads, statements and verdicts are in Indonesian where that is asked for."""
    laws = [law for law in SCORER_LAWS if law.name == "bounded"]
    table = checks_table([check_laws(output(LAW), laws=laws, examples=5)], lang="id")
    expected = {
        "kaidah": "bounded",
        "yang harus berlaku": "Nilai tidak pernah keluar dari skalanya.",
        "output": "dipatuhi",
    }
    assert [expected] == list(table.rows())


def test_a_law_that_one_was_not_tried_on_is_missing() -> None:
    """Checks by other laws stand side by side, with a gap where one was not tried."""
    laws = {law.name: law for law in SCORER_LAWS}
    checks = [
        check_laws(SoundScorer(), laws=[laws["bounded"]], examples=5),
        check_laws(output(LAW), laws=[laws["blind"]], examples=5),
    ]
    assert (("held", None), (None, "held")) == (
        checks_table(checks).columns["sound"],
        checks_table(checks).columns["output"],
    )


def test_names_must_fit() -> None:
    """Two scorers of one name, or a known failure of a scorer that is not there, are refused."""
    with pytest.raises(DuplicateName, match="scorer under the laws"):
        law_table([SoundScorer(), SoundScorer()])
    with pytest.raises(UnknownName, match="unknown scorer under the laws 'attendance'"):
        law_table([SoundScorer()], known_failures=KNOWN)
