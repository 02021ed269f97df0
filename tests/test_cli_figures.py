"""`asnwork figures` through `main`, and what a scorer reads that nobody measures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest
from attrs import frozen

from asnwork.cli import main
from asnwork.commands.figures import known_figures, unmeasured
from asnwork.commands.scorers import shipped_scorers
from asnwork.domain.indicator import Indicator
from asnwork.domain.plan import PlannedResult
from asnwork.indonesia.law import national_law
from asnwork.scoring import POINTS, Draft, output, work_behaviour

Told = pytest.CaptureFixture[str]
LAW = national_law()


@pytest.mark.parametrize(
    # A narrow terminal breaks longer words of a cell over lines between those of other columns.
    ("lang", "said"),
    [("en", "count of months"), ("id", "jumlah bulan")],
)
def test_every_figure_is_listed_in_words(lang: str, said: str, capsys: Told) -> None:
    """One row for each figure, with unit, words and source."""
    assert 0 == main(["figures", "--lang", lang])
    told = capsys.readouterr().out
    assert "late_cut" in told
    assert said in " ".join(told.split())


def test_it_is_json_for_programs(capsys: Told) -> None:
    """The list holds everything that a shipped scorer reads, each figure once."""
    assert 0 == main(["figures", "--json"])
    found = {each["name"]: each for each in json.loads(capsys.readouterr().out)["figures"]}
    assert list(known_figures(LAW)) == list(found)
    assert ("share", "attendance") == (found["available"]["unit"], found["available"]["source"])
    assert ("minutes", "steps") == (found["done.work"]["unit"], found["done.work"]["source"])
    for scorer in shipped_scorers(LAW).values():
        assert scorer.reads <= found.keys()
        assert "" == unmeasured(scorer, LAW)


@frozen
class Odd:
    """A scorer that reads a slip, a figure of nobody, and a result of its own."""

    name = "odd"
    version = "1"
    scale = POINTS
    reads = frozenset({"promises_kpt", "moon", "done.letters"})

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        return Draft(value=None)


def test_what_nobody_measures_is_named() -> None:
    """Near misses are told; what any plan may hold is not among them."""
    said = unmeasured(Odd(), LAW)
    assert said.startswith("moon")
    assert "promises_kpt (did you mean promises_kept or " in said
    assert "letters" not in said


def test_what_any_plan_or_any_day_may_have_is_measured() -> None:
    """Indicators of a planned result, and the aspects of behaviour of an earlier day, are no slips."""
    neat = Indicator(aspect="quality", target=80.0, unit="points")
    reports = PlannedResult(code="reports", main=True, target=4.0, unit="reports", indicators=[neat])
    for scorer in (output(LAW, results=[reports]), work_behaviour(LAW, on=date(2021, 5, 1))):
        assert "" == unmeasured(scorer, LAW)


def test_a_check_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    """`asnwork check --scorer` names them before the laws."""
    pytest.importorskip("hypothesis", reason="laws need hypothesis")
    monkeypatch.setattr("asnwork.commands.check_scorer.scorer_named", lambda name, law: Odd())
    main(["check", "--scorer", "odd"])
    assert "nobody measures what it reads" in capsys.readouterr().err
