from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import NUMBERS
from asnwork.domain.plan import PerformancePlan
from asnwork.domain.reason import explain
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.expected import expected_figures, with_expected
from asnwork.policies.gathering import gather
from asnwork.policies.outcome import WORK
from asnwork.scoring.formula_scorer import score_columns
from asnwork.scoring.rebuilding import rebuilt_value
from asnwork.scoring.score import Gate, InsufficientEvidence, Part, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.standardised_outcome import standardised_outcome
from tests.policies.case_mixes import ANI, EASY, HARD, LAW, MAY, POLICIES, Kind, cases, reference_of
from tests.rows import AS_OF

SCORER = standardised_outcome(LAW)
BEFORE = reference_of([(EASY, 360, 400), (HARD, 200, 400)])
PLAN = PerformancePlan(officer=ANI, period=MAY, results=[evolve(WORK, target=60.0)])
PLAIN_SCORER = outcome(LAW)


def judged(*counts: tuple[Kind, int, int]) -> Evidence:
    """The evidence of an officer with such cases, compared with the reference."""
    rows = cases(MAY, counts)
    found = gather(
        ANI, MAY, rows, measures=POLICIES["decider"].measures, attribution="decider", plan=PLAN, as_of=AS_OF
    )
    done = {**found.figures, "done.work": 60.0}
    return with_expected(evolve(found, figures=done), rows, BEFORE)


def scored(evidence: Evidence) -> Score:
    """The score of evidence that has one."""
    answer = evaluate(SCORER, evidence)
    assert isinstance(answer, Score), answer
    return answer


def kept(evidence: Evidence) -> Part:
    """The part for promises."""
    (part,) = (part for part in scored(evidence).parts if part.name == "kept")
    return part


def width(evidence: Evidence) -> float:
    """How wide the interval is, in points."""
    (reason,) = (reason for reason in scored(evidence).reasons if reason.code == "interval")
    return float(reason["high"]) - float(reason["low"])


# --- hard cases --------------------------------------------------------------------------------


@pytest.mark.parametrize("counts", [[(HARD, 20, 40)], [(EASY, 36, 40)], [(EASY, 9, 10), (HARD, 10, 20)]])
def test_who_does_as_was_usual_gets_the_usual_share(counts: list[tuple[Kind, int, int]]) -> None:
    """With only hard cases, only easy ones or both: as many kept as before are worth the overall share."""
    assert 70.0 == pytest.approx(kept(judged(*counts)).value)


def test_hard_cases_are_no_longer_a_handicap() -> None:
    """Plainly the officer with hard cases stands lower; compared with the same cases, not."""
    hard, easy = judged((HARD, 24, 40)), judged((EASY, 32, 40))
    plain = [evaluate(PLAIN_SCORER, each) for each in (hard, easy)]
    assert all(isinstance(each, Score) for each in plain)
    assert plain[0].value < plain[1].value
    assert scored(hard).value > scored(easy).value


@pytest.mark.parametrize("more", range(1, 9))
def test_who_does_better_gets_more(more: int) -> None:
    """Each promise more is worth more, at most 100 points."""
    fewer, better = (kept(judged((HARD, 20 + each, 40))).value for each in (more - 1, more))
    assert fewer is not None and better is not None
    assert fewer < better <= 100
    assert 100.0 == kept(judged((HARD, 40, 40))).value


# --- quiet offices -----------------------------------------------------------------------------


def test_a_quiet_office_has_a_wide_interval() -> None:
    """Two cases leave nearly everything open, two hundred do not; with ten times the cases it narrows."""
    widths = [width(judged((HARD, count // 2, count))) for count in (2, 20, 200)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 95
    assert widths[2] < 25


def test_the_reason_tells_both() -> None:
    """The part tells kept, judged and expected; the score tells the interval; in both languages."""
    score = scored(judged((HARD, 24, 40)))
    (reason,) = kept(judged((HARD, 24, 40))).reasons
    assert "24 of 40 promises kept, where 20 were to be expected of such cases: 84 points" == str(reason)
    texts = [str(reason) for reason in score.reasons]
    assert "promises kept, compared with the same cases: 95 % interval 61.25 to 100 points" in texts
    everything = [*score.reasons, *(reason for part in score.parts for reason in part.reasons)]
    spoken = [explain(reason, lang=lang) for reason in everything for lang in ("en", "id")]
    assert [] == [text for text in spoken if re.search(r"\$", text)]


# --- missing -----------------------------------------------------------------------------------


HEARD = {"solved_known": 5.0, "solved_yes": 5.0, "reopen_judged": 5.0, "not_reopened": 5.0}


@pytest.mark.parametrize(
    "found",
    [
        judged(),
        with_expected(judged((HARD, 20, 40)), cases(MAY, [(HARD, 20, 40)]), reference_of([(HARD, 5, 9)])),
    ],
)
def test_without_an_expectation_the_part_drops_out(found: Evidence) -> None:
    """No promise judged, or too few cases before: the part has no value, and the others take its weight."""
    part = kept(evolve(found, figures={**found.figures, **HEARD}))
    assert (None, 0) == (part.value, part.effective_weight)


def test_why_there_was_nothing_to_expect_is_said() -> None:
    """The reason is that of the reference; with work alone there is not evidence enough for a score."""
    rows = cases(MAY, [(HARD, 20, 40)])
    answer = evaluate(SCORER, with_expected(judged((HARD, 20, 40)), rows, reference_of([(HARD, 5, 9)])))
    assert isinstance(answer, InsufficientEvidence)
    assert "the earlier period has too few cases to compare with" in str(answer)


# --- off by default, and its laws --------------------------------------------------------------


def test_no_shipped_scheme_uses_it() -> None:
    """It is off by default: no scheme reads what was to be expected."""
    used = {name for pay in all_pays(LAW) for name in pay.scorer.reads}
    assert used.isdisjoint(expected_figures("promises_kept"))


def test_all_else_is_as_in_outcome() -> None:
    """Weights, gate and the other parts are those of `outcome`; only what is read differs."""
    assert SCORER.gate == PLAIN_SCORER.gate
    assert [part.weight for part in SCORER.parts] == [part.weight for part in PLAIN_SCORER.parts]
    expected, variance, half, reference = expected_figures("promises_kept")
    assert {expected, half, reference} == SCORER.reads - PLAIN_SCORER.reads
    assert variance not in SCORER.reads
    assert SCORER.levers == PLAIN_SCORER.levers
    extra = set(SCORER.parameters) - set(PLAIN_SCORER.parameters)
    assert {"score.interval_level"} == {parameter.path for parameter in extra}


@given(
    st.integers(0, 30),
    st.integers(0, 30),
    st.floats(0.1, 60),
    st.floats(0, 50),
    st.floats(0, 1),
    st.booleans(),
)
def test_it_stays_on_its_scale_and_rebuilds(
    good: int, bad: int, expected: float, half: float, share: float, told: bool
) -> None:
    """Whatever was expected, it lies on the scale, is rebuilt by its parts, and columns give the same."""
    names = dict(zip(expected_figures("promises_kept"), (expected, 1.0, half, share), strict=True))
    figures = dict.fromkeys(SCORER.reads) | {name: names[name] if told else None for name in names}
    figures |= {"done.work": 50.0, "target.work": 60.0}
    figures |= {"promises_kept": float(good), "promises_judged": float(good + bad)}
    units = {**SCORER.units, "promises_kept_expected_variance": "1"}
    found = Evidence(officer=ANI, period=MAY, as_of=AS_OF, figures=figures, units=units)
    score = evaluate(SCORER, found)
    columns = score_columns(SCORER, figures, on=MAY.since, algebra=NUMBERS)
    if isinstance(score, InsufficientEvidence):
        assert columns["value"] is None
        return
    assert 0 <= score.value <= 100
    assert score.value == rebuilt_value(SCORER, score) == columns["value"]
    assert Gate.MISSED is score.gate
    for reason in score.reasons:
        if reason.code == "interval":
            part = next(part for part in score.parts if part.name == "kept")
            assert 0 <= reason["low"] <= part.value <= reason["high"] <= 100
