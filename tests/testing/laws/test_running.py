from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import strategies as st

from asnwork.domain.formula import Constant, Figure, IfMissing, minimum
from asnwork.domain.law import assumed
from asnwork.domain.reason import Wording
from asnwork.errors import InvalidInput, UnknownName
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.output import output
from asnwork.testing.broken import SoundScorer, TooGoodToBeTrue, UnpreparedForNothing
from asnwork.testing.laws import (
    LAW_NAMES,
    SCHEME_LAWS,
    SCORER_LAWS,
    Verdict,
    blind_to,
    broken_laws,
    check_laws,
    officer_months,
)
from tests.testing.laws.shipped import LAW

BY_NAME = {law.name: law for law in SCORER_LAWS}
MONOTONE = [BY_NAME["monotone"]]


@pytest.mark.parametrize("law", [*SCORER_LAWS, *SCHEME_LAWS], ids=lambda law: law.name)
def test_a_law_says_what_must_hold(law: Any) -> None:
    """Each law has a name of its own and one plain sentence in each language."""
    assert 1 == LAW_NAMES.count(law.name)
    for text in (law.statement.en, law.statement.id):
        assert text[0].isupper()
        assert text.endswith(".")
    assert law.statement.en != law.statement.id


def test_a_broken_law_shows_the_smallest_case() -> None:
    """The text names scorer and law, says what went wrong, and shows the figures before and after."""
    (broken,) = broken_laws(TooGoodToBeTrue())
    assert ("monotone", "promises_kept") == (broken.law, broken.example.figure)
    assert "too_good_to_be_true breaks 'monotone': More of what the scorer calls good" in str(broken)
    assert ["promises_judged", "promises_kept", "answer"] == broken.table.to_dict()["figure"]
    assert ["figure", "before", "after"] == list(broken.table.columns)
    assert broken.table.columns["before"][-1] != broken.table.columns["after"][-1]


def test_the_smallest_case_is_the_same_in_every_run() -> None:
    """Two runs find the very same case."""
    first, second = (broken_laws(TooGoodToBeTrue(), laws=MONOTONE) for _ in range(2))
    assert first == second != ()


def test_the_least_that_leaks_is_shown() -> None:
    """Of the figures of presence only one that leaks is changed, and the two scores stand below it."""
    (broken,) = broken_laws(attendance(LAW))
    before, after = broken.example.months.values()
    assert 1 == len([name for name in before.figures if before[name] != after[name]])
    assert "presence makes it 100 points, main job unknown instead of 99 points" in broken.text


def test_a_known_failure_is_no_failure() -> None:
    """A law that is known to be broken does not spoil the check, and its reason is shown."""
    known = {"monotone": "good months are doubted here"}
    check = check_laws(TooGoodToBeTrue(), laws=MONOTONE, known_failures=known)
    assert (True, ()) == (check.passed, check.broken)
    assert "too_good_to_be_true: passed\nmonotone  known failure (good months are doubted here)" == str(check)


@pytest.mark.parametrize("name", ["bounded", "monotone"])
def test_a_known_failure_that_fails_no_more_is_told(name: str) -> None:
    """A law that holds, or has nothing to judge, though it is listed as a known failure is no pass."""
    scorer = weighted_mean("silent", [_without_levers()], version="1", minimum_coverage=1)
    check = check_laws(scorer, laws=[BY_NAME[name]], known_failures={name: "once it did"}, examples=5)
    assert [Verdict.MENDED] == [each.verdict for each in check.outcomes]
    assert not check.passed
    assert str(check).startswith("silent: not passed")


def _without_levers() -> Any:
    return evolve(attendance(LAW).parts[0], levers=())


def test_known_failures_name_a_law_and_a_reason() -> None:
    """A known failure of no law, or without a reason, is refused."""
    with pytest.raises(UnknownName, match="unknown law 'monoton'; did you mean monotone"):
        check_laws(SoundScorer(), known_failures={"monoton": "because"})
    with pytest.raises(InvalidInput, match=r"known_failures\[monotone\]: given ' ', expected the reason"):
        check_laws(SoundScorer(), known_failures={"monotone": " "})


def test_a_law_without_anything_to_judge_is_not_said_to_hold() -> None:
    """A scorer without levers claims nothing, and one that only ever raises is not judged by others."""
    scorer = weighted_mean("silent", [_without_levers()], version="1", minimum_coverage=1)
    laws = [BY_NAME[name] for name in ("monotone", "bounded")]
    months = officer_months(UnpreparedForNothing(), figures={"promises_judged": st.just(0.0)})
    found = [
        check_laws(each, laws=laws, months=some, examples=5).outcomes
        for each, some in ((scorer, None), (UnpreparedForNothing(), months))
    ]
    assert [Verdict.NOT_JUDGED, Verdict.HELD] == [each.verdict for each in found[0]]
    assert [Verdict.NOT_JUDGED, Verdict.NOT_JUDGED] == [each.verdict for each in found[1]]


def test_a_scorer_without_a_lawful_absence_to_read_is_not_judged_by_it() -> None:
    """Leave cannot matter to a scorer that reads nothing prorated and nothing that is gathered."""

    class Own(SoundScorer):
        reads = frozenset({"own.kept", "own.judged"})

    check = check_laws(Own(), laws=[BY_NAME["leave"]], examples=5)
    assert [Verdict.NOT_JUDGED] == [each.verdict for each in check.outcomes]


def test_pay_for_days_on_duty_is_lowered_by_leave() -> None:
    """Leave that only the allowance can see is tried too."""
    line = LineRule(
        code="duty",
        weight=Constant(1, "share"),
        achieved=minimum(Figure("days_on_duty", "days") / Constant(22, "days"), 1),
        wording=Wording("days on duty", "hari bertugas"),
    )
    rule = AllowanceRule(
        name="duty", label=Wording("duty", "tugas"), lines=[line], basis=assumed("for the tests")
    )
    found = broken_laws(PayRule(scorer=SoundScorer(), allowance=rule))
    assert ["leave_pay"] == [each.law for each in found]
    assert "Rp 0 instead of" in found[0].text


@pytest.mark.parametrize(("kept", "expected"), [(3.0, []), (60.0, ["monotone"])])
def test_a_caller_may_give_the_months(kept: float, expected: list[str]) -> None:
    """From 3 kept of 100 half of the whole is no less; from 60 it is."""
    given = {"promises_judged": st.just(100.0), "promises_kept": st.just(kept)}
    months = officer_months(TooGoodToBeTrue(), figures=given)
    found = broken_laws(TooGoodToBeTrue(), laws=MONOTONE, months=months)
    assert expected == [each.law for each in found]


def test_blindness_to_a_figure_of_a_citys_own() -> None:
    """A city may name further figures of presence; a scorer that reads one leaks it."""

    class OnStandby(SoundScorer):
        name = "on_standby"
        reads = SoundScorer.reads | {"standby_days"}

        def points(self, kept: float, judged: float, view: Any) -> float:
            return 100 * kept / judged / (2 if view["standby_days"] else 1)

    assert () == broken_laws(OnStandby(), laws=[BY_NAME["blind"]])
    (broken,) = broken_laws(OnStandby(), laws=[blind_to("standby_days")])
    assert "standby_days" in broken.table.columns["figure"]


def test_state_that_outlives_a_scorer_is_caught() -> None:
    """A scorer that remembers colleagues beyond itself answers once so and once so, and that is broken."""
    best = [0.0]

    class AgainstAll(SoundScorer):
        def points(self, kept: float, judged: float, view: Any) -> float:
            best[0] = max(best[0], kept)
            return 100 * kept / best[0] if best[0] else 0.0

    (broken,) = broken_laws(AgainstAll(), laws=[BY_NAME["peers"]])
    assert "alone the officer gets" in broken.text


def test_a_scorer_that_cannot_be_copied_is_tried_as_it_is() -> None:
    """A scorer that refuses to be copied is still tried."""

    class Single(SoundScorer):
        def __deepcopy__(self, memo: Any) -> Any:
            raise TypeError("there is only one")

    assert () == broken_laws(Single(), laws=[BY_NAME["peers"]], examples=10)


def test_a_formula_that_reads_missing_as_zero_is_caught() -> None:
    """A formula whose stand-in for a missing figure is zero is caught, with the figure named."""
    nothing = IfMissing(Figure("kept", "points"), Constant(0, "points"))
    kept = evolve(attendance(LAW).parts[0], formula=nothing, wording=Wording("$kept", "$kept"), levers=())
    found = broken_laws(weighted_mean("zero", [kept], version="1", minimum_coverage=1), examples=20)
    assert ["missing"] == [each.law for each in found]


def test_more_examples_are_more_cases() -> None:
    """As many cases are tried as were asked for."""
    counts = []
    for examples in (5, 25):
        tried: list[int] = []
        law = evolve(BY_NAME["bounded"], fault=lambda scorer, case, seen=tried: seen.append(1) or "")
        check_laws(output(LAW), laws=[law], examples=examples)
        counts.append(len(tried))
    assert [5, 25] == counts
