from __future__ import annotations

import pytest

from asnwork.report.findings import Findings, summed_up
from asnwork.report.held import held_lines, pays_nobody
from asnwork.report.html import page
from asnwork.report.sentence import sentence
from asnwork.report.text import printed
from asnwork.tables import Lang
from tests.report.outcomes import made_outcome, schemes
from tests.report.test_sentence import crossed


def held(*names: str) -> Findings:
    """The standard comparison in which some pay rules hold everybody's pay."""
    return summed_up(made_outcome(holds=names))


def test_nothing_held_says_nothing() -> None:
    """Where every rule pays, there is no line, and the total is the same."""
    found = held()
    assert ((), []) == (pays_nobody(found), list(held_lines(found, "en")))
    assert "at the same total TPP" in sentence(found, "en")


@pytest.mark.parametrize(
    ("lang", "says", "told"),
    [
        (
            "en",
            "'output and outcome': pay held for 248 of 248 officer-months, where the main job",
            "'output and outcome' pays nobody here",
        ),
        (
            "id",
            "'keluaran dan hasil': TPP ditahan untuk 248 dari 248 pegawai-bulan, karena tugas utama",
            "'keluaran dan hasil' tidak membayar siapa pun di sini",
        ),
    ],
)
def test_pay_that_is_held_is_said(lang: Lang, says: str, told: str) -> None:
    """Text and page say for how many officer-months pay is held, and that the rule pays nobody."""
    found = held("outcome")
    assert ("outcome",) == pays_nobody(found)
    for shown in (printed(found, lang), page(found, lang)):
        plain = " ".join(shown.replace("&#x27;", "'").split())
        assert says in plain
        assert told in plain


@pytest.mark.parametrize("name", ["tpp_60_40", "outcome"])
def test_no_same_total_is_claimed_with_a_rule_that_pays_nobody(name: str) -> None:
    """Neither when the first scheme pays nobody nor when the chosen one does; other schemes do not matter."""
    found = held(name)
    assert "same total TPP" not in sentence(found, "en")
    assert "but no total TPP is the same: '" in sentence(found, "en")
    apart = sentence(summed_up(made_outcome(share=crossed, holds=[name])), "en")
    assert "no single number is given, but no total TPP is the same" in apart
    if name == "outcome":
        assert "at the same total TPP" in sentence(found, "en", scheme=schemes()[2].name)
