from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Evidence
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays, standard_factorial
from asnwork.scoring.allowance import allowance
from asnwork.scoring.predicate import Predicate, Rating, predicate_of, result_rating, score_figures
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.under_each import under_each
from tests.rows import MAY
from tests.scoring.evidence import evidence, of
from tests.scoring.strategies.test_outcome import FULL

LAW = national_law()
PAYS = all_pays(LAW)
DAY = MAY.until - timedelta(days=1)
BASE = 5_000_000
CUTS = {"late_cut": 0.0125, "early_cut": 0.0, "absence_cut": 0.03, "months": 1.0}
IDLE = of({**FULL, **CUTS, "done.work": 40.0})


@given(evidence(), st.sampled_from([None, *Rating]))
def test_each_answer_is_the_one_that_the_rule_gives_alone(found: Evidence, behaviour: Rating | None) -> None:
    """Score, predicate and pay are those of evaluate, of the matrix and of allowance, one by one."""
    told = under_each(PAYS, found, base=BASE, law=LAW, behaviour=behaviour)
    assert [pay.name for pay in PAYS] == [answer.name for answer in told.answers]
    for pay, answer in zip(PAYS, told.answers, strict=True):
        score = evaluate(pay.scorer, found)
        assert score == answer.score
        figures = score_figures(score)
        rating = result_rating(LAW, figures, on=DAY)
        expected = None
        if rating is not None:
            expected = predicate_of(rating, behaviour or Rating.AS_EXPECTED, law=LAW, on=DAY)
        assert expected == answer.predicate
        known = {**found.figures, **figures}
        paid = allowance(pay.allowance, BASE, expected, known, on=DAY, simulated=True)
        assert paid == answer.allowance
        assert answer.allowance.simulated


def test_present_but_idle_is_told_apart() -> None:
    """Who was there and did little is paid for presence by one rule, and by the predicate by another."""
    told = under_each(PAYS, IDLE, base=BASE, law=LAW)
    by_name = {answer.name: answer for answer in told.answers}
    assert [3_115_000, 2_000_000, 3_750_000, 4_787_500] == [
        answer.allowance.settled for answer in told.answers
    ]
    assert {Gate.MISSED} == {
        answer.score.gate for answer in told.answers[:3] if isinstance(answer.score, Score)
    }
    assert Predicate.NEEDS_IMPROVEMENT is by_name["outcome"].predicate
    assert by_name["attendance_only"].predicate is None
    assert [False, False, False, True] == [answer.for_teaching_only for answer in told.answers]


def test_it_is_told_in_sentences() -> None:
    """Each answer is a sentence in both languages, labelled as a simulation."""
    told = under_each(PAYS[:3], of(FULL), base=BASE, law=LAW).answers
    assert (
        "under 'output and outcome': score 86.25, main job met, proposed predicate 'in need of improvement'; "
        "Rp 3,750,000 (simulation, not issued)" == str(told[2].reason)
    )
    assert (
        "menurut 'TPP 60/40': skor 100,00, kinerja utama terpenuhi, usulan predikat 'baik'; Rp 3.000.000 "
        "sementara, sisanya ditahan karena bukti tidak cukup (simulasi, belum ditetapkan)"
        == explain(told[0].reason, "id")
    )
    nothing = under_each(PAYS[2:3], of({}), base=BASE, law=LAW).answers[0]
    assert isinstance(nothing.score, InsufficientEvidence)
    assert (
        "under 'output and outcome': no score for want of evidence, main job not known, no predicate can be "
        "proposed; Rp 0 so far, the rest is held for want of evidence (simulation, not issued)"
        == str(nothing.reason)
    )


def test_it_is_a_table() -> None:
    """A row for each rule; what is held is named, what has no predicate has none."""
    told = under_each(PAYS, of({**FULL, "months": 1.0}), base=BASE, law=LAW)
    rows = list(told.table().rows())
    assert ("TPP 60/40", 100.0, "met", "good", 3_000_000, "discipline") == tuple(rows[0].values())
    assert (None, "not known", None, 0, "attendance") == tuple(rows[3].values())[1:]
    indonesian = told.table("id")
    assert "predikat" in indonesian.columns
    assert ("baik", "baik", "butuh perbaikan", None) == indonesian.columns["predikat"]
    assert "simulasi, belum ditetapkan" in indonesian.title
    assert "simulation, not issued" in told.table().title
    with pytest.raises(UnknownName, match="unknown language 'nl'"):
        told.table("nl")  # type: ignore[arg-type]


def test_a_predicate_in_the_evidence_pays_nobody() -> None:
    """The predicate is the one that follows from the score; where none does, pay by predicate is held."""
    found = of({"available": 1.0})
    found = evolve(
        found, figures={**found.figures, "predicate": 5.0}, units={**found.units, "predicate": "1"}
    )
    by_predicate = next(pay for pay in PAYS if pay.name == "outcome")
    (told,) = under_each([by_predicate], found, base=BASE, law=LAW).answers
    assert (None, 0) == (told.predicate, told.allowance.settled)
    assert told.allowance.held


def test_a_scheme_is_taken_for_its_pay_rule() -> None:
    """Schemes are answered under their own name; where somebody works changes nothing of the same work."""
    schemes = standard_factorial(LAW)
    told = under_each(schemes, of(FULL), base=BASE, law=LAW).answers
    assert [scheme.name for scheme in schemes] == [answer.name for answer in told]
    assert told[0].allowance == told[2].allowance
    assert told[1].label == schemes[1].label


def test_behaviour_counts_where_a_rule_reads_it() -> None:
    """A rating of behaviour moves the predicate; a day and a base are read as given."""
    low = under_each(PAYS[2:3], of(FULL), base=BASE, law=LAW, behaviour=Rating.BELOW, on=date(2026, 7, 1))
    assert (Predicate.VERY_POOR, 1_250_000) == (low.answers[0].predicate, low.answers[0].allowance.settled)
    with pytest.raises(InvalidInput, match="whole rupiah a month"):
        under_each(PAYS, of(FULL), base=-1, law=LAW)
