from __future__ import annotations

import re
from pathlib import Path

import pytest

from asnwork.report.findings import summed_up
from asnwork.report.text import printed
from asnwork.simulation.experiment import Design
from tests.report.outcomes import made_outcome, schemes

GOLDEN = Path(__file__).parent / "golden"


def without_digest(text: str) -> str:
    """The text without what changes with every version of the library or of the city."""
    return re.sub(r"SHA-256\s+[0-9a-f]{16}", "SHA-256 ...", re.sub(r"asnwork\s+\d[\w.]*", "asnwork X", text))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_text_of_a_small_outcome(lang: str) -> None:
    """The text is the one that was read and approved; `golden/` holds it."""
    told = without_digest(printed(summed_up(made_outcome()), lang))  # type: ignore[arg-type]

    assert (GOLDEN / f"small_{lang}.txt").read_text(encoding="utf-8") == told + "\n"


@pytest.mark.parametrize("width", [80, 90, 100])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_line_is_wider_than_the_terminal(lang: str, width: int) -> None:
    """Every line fits, whatever the language."""
    told = printed(summed_up(made_outcome()), lang, width=width)  # type: ignore[arg-type]

    assert width >= max(map(len, told.splitlines()))


def test_an_interrupted_experiment_says_how_much_is_there() -> None:
    """The text names how many units of work are finished."""
    outcome = made_outcome(design=Design(replications=2), done=lambda point: point.main)

    assert "4 of 20 units of work" in printed(summed_up(outcome), "en")


def test_nothing_finished_is_said_in_few_words() -> None:
    """Without a finished replication there are no tables of numbers."""
    told = printed(summed_up(made_outcome(done=lambda point: False)), "en")

    assert "nothing to report" in told
    assert "(a)" not in told


def test_three_workplace_rules_are_told_apart() -> None:
    """With more than one workplace rule beside the first, tables by load name theirs."""
    from asnwork.indonesia.law import national_law
    from asnwork.indonesia.schemes import all_schemes

    compared = tuple(s for s in all_schemes(national_law()) if s.pay.name == "outcome")
    told = printed(summed_up(made_outcome(compared=compared)), "en", width=200)

    assert all(scheme.workplace.label.en in told for scheme in compared)
    assert len(schemes()) < len(compared)
