from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from asnwork.errors import MissingExtra, UnknownName
from asnwork.scoring.strategies.attendance import attendance
from asnwork.testing.broken import SoundScorer, TooGoodToBeTrue
from asnwork.testing.laws import SCORER_LAWS, law_cases
from tests.testing.laws.shipped import LAW

BY_NAME = {law.name: law for law in SCORER_LAWS}


def test_each_law_is_a_test_with_a_name() -> None:
    """There is one parameter for each law, named by scorer and law."""
    found = [case.id for case in law_cases(SoundScorer())]
    assert [f"sound-{law.name}" for law in SCORER_LAWS] == found


def test_a_broken_law_fails_its_test_with_the_case() -> None:
    """The failure shows the statement and the smallest case."""
    (case,) = law_cases(TooGoodToBeTrue(), laws=[BY_NAME["monotone"]])
    with pytest.raises(AssertionError, match=r"breaks 'monotone'(.|\n)*figure +before +after"):
        case.values[0].check()


def test_nothing_to_judge_skips() -> None:
    """A law that has nothing to judge skips its test, and says so."""

    class Own(SoundScorer):
        levers = ()

    (case,) = law_cases(Own(), laws=[BY_NAME["monotone"]])
    with pytest.raises(pytest.skip.Exception, match="monotone: nothing to judge"):
        case.values[0].check()


def test_a_known_failure_must_name_a_law() -> None:
    """A known failure of no law is refused before any test runs."""
    with pytest.raises(UnknownName, match="unknown law 'blindness'"):
        law_cases(attendance(LAW), known_failures={"blindness": "it pays for presence"})


def test_pytest_is_asked_for_only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pytest the error says what brings it."""
    monkeypatch.setitem(sys.modules, "pytest", None)
    with pytest.raises(MissingExtra, match="a law as a test needs pytest"):
        law_cases(SoundScorer())


SUITE = """
import pytest
from asnwork.testing.broken import SoundScorer, TooGoodToBeTrue
from asnwork.testing.laws import SCORER_LAWS, law_cases

class Silent(SoundScorer):
    name, levers = "silent", ()

LAWS = [law for law in SCORER_LAWS if law.name in ("bounded", "monotone")]
KNOWN = {"monotone": "too good is doubted here"}

@pytest.mark.parametrize("case", [
    *law_cases(TooGoodToBeTrue(), laws=LAWS, known_failures=KNOWN, examples=30),
    *law_cases(SoundScorer(), laws=LAWS, known_failures=KNOWN, examples=30),
    *law_cases(Silent(), laws=LAWS, known_failures=KNOWN, examples=30),
])
def test_law(case):
    case.check()
"""


def test_known_failures_are_strict(tmp_path: Path) -> None:
    """In a suite of somebody else a known failure is expected, and one that holds fails the run."""
    suite = tmp_path / "test_suite.py"
    suite.write_text(SUITE, encoding="utf-8")
    done: Any = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", str(suite)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 1 == done.returncode
    told = [line for line in done.stdout.splitlines() if line.startswith(("PASSED", "FAILED", "XFAIL"))]
    assert [
        "FAILED silent-monotone",
        "FAILED sound-monotone",
        "PASSED silent-bounded",
        "PASSED sound-bounded",
        "PASSED too_good_to_be_true-bounded",
        "XFAIL too_good_to_be_true-monotone",
    ] == sorted(f"{line.split()[0]} {line.split('[')[1].split(']')[0]}" for line in told)
