from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import inf, nextafter
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

import asnwork.scoring
from asnwork.domain.evidence import Evidence, UnitEvidence
from asnwork.domain.formula import Constant, Figure, at_least
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import BrokenScorer, InvalidInput, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.survey import survey_evidence
from asnwork.scoring import pencil
from asnwork.scoring.allowance import Allowance, allowance
from asnwork.scoring.combine import (
    banded,
    capped,
    floored,
    minimum_of,
    part_of,
    weighted_mean,
    with_gate,
)
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule
from asnwork.scoring.predicate import Predicate, Rating, result_rating, score_figures
from asnwork.scoring.proposal import Proposal, propose
from asnwork.scoring.proposal_moves import accept, answer, issue, object_, see
from asnwork.scoring.rebuilding import rebuilt_from_leaves, rebuilt_value
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.score import POINTS, Draft, Gate, InsufficientEvidence, Joined, Part, Scale, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.sheet import sheet
from asnwork.scoring.sheet_line import SECTIONS
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.scoring.strategies.satisfaction import satisfaction
from tests.rows import MAY
from tests.scoring.evidence import evidence, of
from tests.scoring.printed_sheet import checked_score, checked_total, number_in
from tests.scoring.strategies.test_outcome import FULL

LAW = national_law()
DAY = MAY.until - timedelta(days=1)
NOON = datetime(2026, 6, 2, 5, tzinfo=UTC)
WIDE = 10_000
CUTS = {**dict.fromkeys(("late_cut", "early_cut", "absence_cut"), 0.0), "months": 1.0}
LANGS: tuple[Literal["en", "id"], ...] = ("en", "id")


def points_bands(values: tuple[float, ...], **parts: Any) -> Parameter:
    """Bands of points whose values ascend."""
    return Parameter(
        path="bands",
        unit="points",
        of_unit="points",
        values=Dated.always(Bands(edges=(50.0, 76.61, 90.0), values=values, **parts)),
        basis=Dated.always(assumed("for the tests")),
    )


BANDS = points_bands((10.0, 60.0, 80.0, 100.0), step=0.01)
RIGHT = points_bands((10.0, 60.0, 80.0, 100.0), closed="right")


def nested(name: str, *parts: PartRule, least: bool = False, needed: float = 0.5) -> FormulaScorer:
    """A scorer of scorers."""
    build = minimum_of if least else weighted_mean
    return build(name, parts, version="1", minimum_coverage=needed)


CITY = nested("city", part_of(outcome(LAW), 6667), part_of(attendance(LAW), 3333))
SCORERS: dict[str, FormulaScorer] = {
    "attendance": attendance(LAW),
    "output": output(LAW),
    "outcome": outcome(LAW),
    "capped": capped(outcome(LAW), 83.333),
    "floored": floored(outcome(LAW), 61.1),
    "banded": banded(outcome(LAW), BANDS),
    "banded, edges to the right": banded(outcome(LAW), RIGHT),
    "one within another": CITY,
    "three deep, the least": nested(
        "deep",
        part_of(floored(capped(CITY, 95.0), 12.5), 3333),
        part_of(banded(output(LAW), BANDS), 3333, label=Wording("work in bands", "kerja menurut golongan")),
        part_of(nested("least", part_of(outcome(LAW), 1), part_of(output(LAW), 9999), least=True), 3334),
        needed=0.3,
    ),
}


def proposed(score: Score, behaviour: Rating | None = None) -> Proposal | None:
    """The proposal that follows from a score; None when a person has to rate it."""
    rating = result_rating(LAW, score_figures(score), on=DAY)
    if rating is None or score.officer is None or score.period is None:
        return None
    return propose(
        officer=score.officer, period=score.period, result=rating, behaviour=behaviour, law=LAW, at=NOON
    )


def paid(pay: PayRule, found: Evidence, base: int, predicate: Predicate | None, **more: float) -> Allowance:
    """What a pay rule pays, in simulation."""
    figures = {**found.figures, **score_figures(evaluate(pay.scorer, found)), **more}
    return allowance(pay.allowance, base, predicate, figures, on=DAY, simulated=True)


# --- with a pencil -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCORERS)
@given(found=evidence())
def test_the_score_follows_from_the_printed_sheet(name: str, found: Evidence) -> None:
    """Read back in both languages, each printed value follows from printed numbers; the score is one."""
    score = evaluate(SCORERS[name], found)
    made = sheet(score, law=LAW)
    for lang in LANGS:
        values = checked_score(made.text(lang, width=WIDE), lang)
        if isinstance(score, Score):
            printed = re.search(r"(?:Score|Skor): (\S+) ", made.text(lang))
            assert printed is not None
            assert values[0] == number_in(printed[1], lang)
            assert abs(values[0] - Fraction(score.value)) <= Fraction(5, 1000) + Fraction(1, 10**9)


@pytest.mark.parametrize("name", SCORERS)
@given(found=evidence())
def test_the_score_follows_from_its_leaves(name: str, found: Evidence) -> None:
    """From the parts, and from the innermost parts alone, the same value comes out, to the last bit."""
    score = evaluate(SCORERS[name], found)
    if isinstance(score, Score):
        assert score.value == rebuilt_from_leaves(SCORERS[name], score)
        assert score.value == rebuilt_value(SCORERS[name], score)


@given(
    st.sampled_from(all_pays(LAW)),
    evidence(),
    st.integers(0, 60_000_000),
    st.sampled_from([None, *Predicate]),
    st.none() | st.floats(0, 100),
)
def test_the_allowance_follows_from_the_printed_sheet(
    pay: PayRule, found: Evidence, base: int, predicate: Predicate | None, behaviour: float | None
) -> None:
    """Read back in both languages, every line and the total follow from printed numbers, to the rupiah."""
    more = {} if behaviour is None else {"behaviour.points": behaviour}
    money = paid(pay, found, base, predicate, **more)
    made = sheet(evaluate(pay.scorer, found), allowance=money)
    for lang in LANGS:
        text = made.text(lang, width=WIDE)
        if len(money.held) < len(money.lines):
            assert money.settled == checked_total(text, lang)
        for line in money.lines:
            assert (line.amount is None) == any(
                each.code == line.code and each.shown.en == "held" for each in made.lines
            )


def test_a_share_that_no_percentage_gives_is_printed_itself() -> None:
    """Where the amount turns on the last bit of a product, the share of the base is printed."""
    found = of({**FULL, "months": 1.0, "late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.0})
    money = paid(all_pays(LAW)[0], found, 5_000_000, None)
    odd = evolve(money.lines[0], weight=0.6, achieved=0.5, amount=money.lines[0].amount)
    (line,) = [
        line
        for line in sheet(evaluate(output(LAW), found), allowance=evolve(money, lines=(odd,))).lines
        if line.code == "performance"
    ]
    assert "Rp 5,000,000 x 1 x 30 % of the base = Rp 3,000,000" == line.arithmetic[0].en


@given(evidence(), st.sampled_from([None, *Rating]))
def test_the_rating_is_seen_in_the_printed_score(found: Evidence, behaviour: Rating | None) -> None:
    """The printed score stands to the printed thresholds as the rating says."""
    score = evaluate(outcome(LAW), found)
    proposal = proposed(score, behaviour) if isinstance(score, Score) else None
    if proposal is None:
        return
    made = sheet(score, proposal=proposal, law=LAW)
    (told,) = [line.arithmetic[0].en for line in made.lines if line.code == "result"]
    if "whatever" in told:
        assert Rating.BELOW is proposal.result
        return
    value, *edges = (number_in(each, "en") for each in re.findall(r"\d[\d.,]*", told))
    expected = {Rating.BELOW: value < edges[0], Rating.AS_EXPECTED: edges[0] <= value <= edges[-1]}
    assert expected.get(proposal.result, value > edges[-1])


PLAIN = weighted_mean(
    "one",
    [
        PartRule(
            name="one",
            formula=Figure("steps_done", "steps") * Constant(1, "points") / Constant(1, "steps"),
            weight=10_000,
            wording=Wording("$value points", "$value poin"),
        )
    ],
    version="1",
    minimum_coverage=0.5,
    gate=Constant(1, "yes/no"),
)


def steps_beside(edge: float, steps: int) -> float:
    """The float so many steps above an edge, or below it."""
    for _ in range(abs(steps)):
        edge = nextafter(edge, inf if steps > 0 else -inf)
    return edge


@pytest.mark.parametrize("steps", [-40, -2, -1, 0, 1, 2, 40])
@pytest.mark.parametrize(
    ("edge", "told"),
    [
        (90.0, "90.00 points are not less than 90 and not more than 100"),
        (100.0, "100.00 points are not less than 90 and not more than 100"),
    ],
)
def test_a_score_on_a_threshold_is_on_it(edge: float, steps: int, told: str) -> None:
    """What lies on a threshold but for a hair of rounding is printed on it, as the rating takes it."""
    score = evaluate(PLAIN, of({"steps_done": steps_beside(edge, steps)}))
    assert isinstance(score, Score)
    proposal = proposed(score)
    assert proposal is not None
    lines = {line.code: line for line in sheet(score, proposal=proposal, law=LAW).lines}
    assert (f"{edge:.2f} points", told) == (lines["score"].shown.en, lines["result"].arithmetic[0].en)


def test_a_score_that_sums_to_a_threshold_is_on_it() -> None:
    """Parts whose weighted mean is 90 but for the last digit of a float give 90, at all decimals."""
    figures = {"promises_kept": 3.0, "promises_judged": 3.0, "done.work": 223.0, "target.work": 240.0}
    figures |= {"right_first_time": 1.0, "first_time_judged": 3.0, "not_reopened": 3.0, "reopen_judged": 3.0}
    score = evaluate(outcome(LAW), of({**figures, "solved_yes": 3.0, "solved_known": 3.0}))
    assert isinstance(score, Score)
    assert 0 < abs(score.value - 90) < 1e-12
    assert "Score: 90.00 points" in sheet(score, proposal=proposed(score), law=LAW).text()


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (-1, "76.61 lies in the band (above 50, up to 76.61)"),
        (0, "76.61 lies in the band (above 50, up to 76.61)"),
        (1, "76.61 lies on the edge, but for a hair of rounding in the band (above 76.61, up to 90)"),
    ],
)
def test_a_score_on_the_edge_of_a_band_says_so(steps: int, told: str) -> None:
    """Where no decimals show on which side of an edge a value lies, the sheet says that it is on it."""
    score = evaluate(banded(PLAIN, RIGHT), of({"steps_done": steps_beside(76.61, steps)}))
    made = sheet(score)
    assert told in made.text(width=WIDE)
    for lang in LANGS:
        checked_score(made.text(lang, width=WIDE), lang)


UNJUDGED = ("first_time_judged", "reopen_judged", "solved_known", "trips_made", "trips_usual")


def test_as_many_decimals_as_it_takes() -> None:
    """A score just under a threshold is not printed as if it reached it, nor one in a band as in the next."""
    found = of({**FULL, **dict.fromkeys(UNJUDGED, 0.0)})
    near = evolve(
        found,
        figures={**found.figures, "done.work": 89.9999, "promises_judged": 100.0, "promises_kept": 90.0},
    )
    score = evaluate(outcome(LAW), near)
    assert isinstance(score, Score)
    assert "Score: 90.00 points" in str(sheet(score))
    assert "Score: 89.9999 points" in str(sheet(score, law=LAW))


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [(77.005, 2, "77.01"), (-0.001, 2, "0.00"), (-1234.5, 0, "-1,234"), (0.05, 1, "0.1"), (-2.55, 1, "-2.5")],
)
def test_numbers_are_rounded_half_up(value: float, places: int, expected: str) -> None:
    """A half goes up, as it is written in decimals; what rounds to zero has no sign."""
    told = pencil.both(value, places)
    assert (expected, expected.translate(str.maketrans(",.", ".,"))) == (told.en, told.id)


def test_a_fraction_is_printed_exactly() -> None:
    """A number of rupiah that no float holds, and a third, keep every digit that is printed."""
    assert "9,007,199,254,740,993" == pencil.both(Fraction(2**53 + 1), 0).en
    assert "0.333333333333333333" == pencil.both(Fraction(1, 3), 18).en
    assert pencil.plainly(Fraction(1, 3)) == Wording("0.333333333333", "0,333333333333")
    third = Fraction(1, 3)
    assert not pencil.same_side(third + Fraction(1, 10**30), [third], 2)


# --- what stands on it --------------------------------------------------------------------------


def test_parts_that_dropped_out_stay_with_their_weight_and_why() -> None:
    """At each level a part without a value keeps its weight, counts for nothing, and says what is missing."""
    found = of({**FULL, "solved_known": None, "solved_yes": None})
    score = evaluate(nested("outer", part_of(outcome(LAW), 10_000)), found)
    assert isinstance(score, Score)
    (outer,) = score.parts
    assert [4444, 2778, 1111, 1111, 0, 556] == [part.effective_weight for part in outer.parts]
    assert [4000, 2500, 1000, 1000, 1000, 500] == [part.weight for part in outer.parts]
    lines = {line.code: line for line in sheet(score).lines}
    solved = lines["solved"]
    assert ("-", 2, 1000, 0) == (solved.shown.en, solved.depth, solved.weight, solved.effective_weight)
    assert ["no_figure", "no_figure"] == [reason.code for reason in solved.reasons]
    assert "requests solved" == solved.label.en
    assert "outcome" == lines["outcome"].label.en
    assert "for 100 % of the weights; at least 50 % is needed" == lines["coverage"].shown.en


def test_too_little_evidence_says_what_would_suffice() -> None:
    """Without a score the sheet names the parts whose evidence would be enough, within parts as well."""
    little = of({"promises_kept": 7.0, "promises_judged": 9.0, "reopen_judged": 0.0, "not_reopened": 0.0})
    answer_ = evaluate(outcome(LAW), little)
    assert isinstance(answer_, InsufficientEvidence)
    lines = {line.code: line for line in sheet(answer_).lines}
    assert "none, the evidence does not suffice" == lines["score"].shown.en
    assert "for 25 % of the weights; at least 50 % is needed" == lines["coverage"].shown.en
    expected = (
        "work done (work done on requests, the target for work on requests), or others that together weigh "
        "at least 25 %"
    )
    assert expected == lines["would_suffice"].shown.en
    assert "gate" not in {line.section for line in sheet(answer_).lines}
    outer = evaluate(nested("outer", part_of(outcome(LAW), 10_000)), little)
    shown = {line.code: line for line in sheet(outer).lines}
    assert f"outcome ({expected})" == shown["would_suffice"].shown.en
    assert ["too_little_to_judge"] == [reason.code for reason in shown["outcome"].reasons]
    none_judged = {**dict.fromkeys(FULL, 0.0), "done.work": None}
    assert (
        "work done (work done on requests) and promises kept (something to judge), or others that together "
        "weigh at least 50 %"
    ) == sheet(evaluate(outcome(LAW), of(none_judged))).lines[-1].shown.en


def test_what_would_suffice_is_called_as_its_plan_calls_it() -> None:
    """A figure of a planned result stands under the label of its plan, in both languages."""
    audits = PlannedResult(
        code="audits", main=True, target=4.0, unit="reports", label="audit reports", label_id="laporan audit"
    )
    answer_ = evaluate(output(LAW, results=[audits]), of({"available": 1.0}))
    shown = sheet(answer_).lines[-1].shown
    assert (
        "audit reports (what was done of audit reports, the target for audit reports)",
        "laporan audit (realisasi laporan audit, target laporan audit)",
    ) == (shown.en, shown.id)
    within = evaluate(nested("outer", part_of(output(LAW, results=[audits]), 10_000)), of({"available": 1.0}))
    told = next(line for line in sheet(within).lines if line.code == "audits")
    assert "insufficient evidence: the evidence has no figure for what was done of audit reports" in [
        str(reason) for reason in told.reasons
    ]


@pytest.mark.parametrize(("count", "named"), [(2, 1), (16, 8), (100, 50)])
def test_what_would_suffice_is_one_set_however_many_parts(count: int, named: int) -> None:
    """One smallest set is named, and that others do as well; never every set that there is."""
    parts = [
        Part(name=f"part {n}", value=None, weight=10_000 // count, effective_weight=0) for n in range(count)
    ]
    none = InsufficientEvidence(
        scorer="many",
        version="1",
        coverage=0,
        missing=(),
        reasons=(),
        parts=parts,
        joined=Joined(way="mean", value=None, minimum_coverage=0.5),
    )
    (line,) = [line for line in sheet(none).lines if line.code == "would_suffice"]
    assert named == line.shown.en.count("(something to judge)")
    assert line.shown.en.endswith(", or others that together weigh at least 50 %")
    needs_all = evolve(none, joined=Joined(way="mean", value=None, minimum_coverage=1))
    (line,) = [line for line in sheet(needs_all).lines if line.code == "would_suffice"]
    assert (count, False) == (line.shown.en.count("(something to judge)"), "others" in line.shown.en)
    odd = evolve(none, parts=parts[:1], joined=Joined(way="mean", value=None, minimum_coverage=0.9))
    assert "would_suffice" not in {line.code for line in sheet(odd).lines}


FEW = Reason(
    rule="survey",
    code="few_forms",
    values={"forms": 4.0},
    wording=Wording("$forms forms, too few", "$forms kuesioner, terlalu sedikit"),
)


@frozen(kw_only=True)
class NotMet(InsufficientEvidence):
    """An answer with the conditions that are not met."""

    unmet: tuple[Reason, ...] = (FEW,)


@frozen(kw_only=True)
class PartNotMet(Part):
    """A part with the conditions that are not met."""

    unmet: tuple[Reason, ...] = (FEW,)


def not_met(parts: tuple[Part, ...], **more: Any) -> InsufficientEvidence:
    """An answer that there is no score from these parts."""
    return NotMet(
        scorer="s",
        version="1",
        coverage=0.5,
        missing=(),
        reasons=(),
        parts=parts,
        joined=Joined(way="mean", value=None, minimum_coverage=0.5),
        **more,
    )


def test_what_is_not_met_is_said_and_more_evidence_does_not_replace_it() -> None:
    """Where the evidence is enough, only the condition is told; else both, and which comes first."""
    gone = Part(name="c", value=None, weight=5000, effective_weight=0)
    told = [
        [(line.code, line.label.en, line.shown.en) for line in sheet(each).lines[-2:]]
        for each in (not_met((HALVES[0], gone)), not_met((evolve(HALVES[0], value=None, weight=1), gone)))
    ]
    condition = ("unmet", "Not met", "4 forms, too few")
    assert condition == told[0][1]
    assert "coverage" == told[0][0][0]
    label = "Would suffice, once what is not met is met"
    assert [condition, ("would_suffice", label, "c (something to judge)")] == told[1]


def test_what_is_not_met_within_a_part_is_said() -> None:
    """A part that lacks no evidence but a condition says so, with what else it wants."""
    inner: dict[str, Any] = {"joined": Joined(way="mean", value=None, minimum_coverage=0.5), "weight": 10_000}
    enough = PartNotMet(name="p", value=None, effective_weight=0, parts=HALVES, **inner)
    gone = Part(name="c", value=None, weight=10_000, effective_weight=0)
    little = PartNotMet(name="p", value=None, effective_weight=0, parts=(gone,), **inner)
    shown = [sheet(not_met((each,), unmet=())).lines[-1].shown for each in (enough, little)]
    assert [
        "p (not met: 4 forms, too few)",
        "p (not met: 4 forms, too few; c (something to judge))",
    ] == [each.en for each in shown]
    assert "p (belum terpenuhi: 4 kuesioner, terlalu sedikit)" == shown[0].id


def test_the_main_job_is_told_with_what_is_missing() -> None:
    """The gate says met, missed or not known, and of a scorer without one that it does not look."""
    missed = evaluate(output(LAW), of({**FULL, "done.work": 10.0}))
    unknown = evaluate(outcome(LAW), of({**FULL, "target.work": None}))
    none = evaluate(attendance(LAW), of(CUTS))
    told = [
        next(line for line in sheet(score).lines if line.section == "gate")
        for score in (missed, unknown, none)
    ]
    assert ["missed", "not known", "this scorer does not look at it"] == [line.shown.en for line in told]
    assert "insufficient evidence: the evidence has no figure for the target for work on requests" == str(
        told[1].reasons[1]
    )
    proposal = proposed(missed) if isinstance(missed, Score) else None
    made = sheet(missed, proposal=proposal, law=LAW)
    assert "whatever the score, results are below expectation" in str(made)


@pytest.mark.parametrize(
    ("done", "expected"),
    [(85.0, "85.00 %"), (89.9996, "89.9996 %"), (90.0, "90.00 %"), (300.0, "120.00 %")],
)
def test_the_main_job_is_told_in_numbers(done: float, expected: str) -> None:
    """What was reached and what is needed stand on the sheet, with the decimals that it takes to compare."""
    made = sheet(evaluate(outcome(LAW), of({**FULL, "done.work": done})))
    (line,) = [line for line in made.lines if line.section == "gate"]
    reached = f"the least achieved main result reached {expected} of its target, as far as it counts;"
    assert [f"{reached} 90 % is needed"] == [each.en for each in line.arithmetic]
    assert "diperlukan 90 %" in made.text("id", width=WIDE)


@given(found=evidence())
def test_the_main_job_follows_from_the_printed_sheet(found: Evidence) -> None:
    """Read back in both languages, it is met where the printed share reached is not less than the needed."""
    score = evaluate(outcome(LAW), found)
    if not isinstance(score, Score) or score.gate is Gate.UNKNOWN:
        return
    made = sheet(score)
    for lang in LANGS:
        (told,) = re.findall(r".*(?:least achieved|yang terendah).*", made.text(lang, width=WIDE))
        reached, needed = (number_in(each, lang) for each in re.findall(r"(\d[\d.,]*) %", told))
        assert (score.gate is Gate.MET) == (reached >= needed)


def test_another_gate_is_told_without_numbers() -> None:
    """A gate that is not the main job of the library says met or missed, and no numbers."""
    asked = at_least(Figure("steps_done", "steps"), 40, missing="missing")
    score = evaluate(with_gate(attendance(LAW), asked), of({**CUTS, "steps_done": 30.0}))
    assert isinstance(score, Score)
    (line,) = [line for line in sheet(score).lines if line.section == "gate"]
    assert ("missed", ()) == (line.shown.en, line.arithmetic)


def test_the_predicate_says_its_cell_and_how_long_one_may_object() -> None:
    """The sheet follows a proposal from proposed to issued."""
    score = evaluate(outcome(LAW), of({**FULL, "solved_yes": 4.0, "promises_kept": 10.0}))
    assert isinstance(score, Score)
    proposal = proposed(score, Rating.ABOVE)
    assert proposal is not None
    seen = see(proposal, at=NOON)
    objected = object_(seen, grounds="two promises were kept", at=NOON)
    answered = answer(objected, by="appraiser", reason="not so", at=NOON)
    issued = issue(accept(seen, at=NOON), official="head of the office", at=NOON)
    shown = [
        {line.code: line for line in sheet(score, proposal=each, law=LAW).lines}
        for each in (proposal, seen, objected, answered, issued)
    ]
    assert [
        "14 days from the day on which the officer sees the proposal, then 7 days to take it to the "
        "appraiser's superior",
        "open until 2026-06-16",
        "made; it waits for an answer",
        "open until 2026-06-09",
        "none is open any more",
    ] == [lines["objection"].shown.en for lines in shown]
    assert "good (proposed, not issued)" == shown[0]["predicate"].shown.en
    assert "good (issued by head of the office)" == shown[-1]["predicate"].shown.en
    assert "row 2 of 3 (work results) and column 3 of 3" in shown[0]["predicate"].arithmetic[0].en
    assert "93.75 points are not less than 90 and not more than 100" == shown[0]["result"].arithmetic[0].en
    by_person = evolve(proposal, result=Rating.BELOW, reasons=())
    lines = {line.code: line for line in sheet(score, proposal=by_person, law=LAW).lines}
    assert () == lines["result"].arithmetic == lines["predicate"].reasons


def test_a_score_in_other_units_has_no_thresholds() -> None:
    """The thresholds are for points; a score in anything else is printed without them."""
    days = Scale(low=0, high=10, unit="days")
    part = PartRule(
        name="days",
        formula=Figure("steps_done", "steps") / Constant(1, "steps") * Constant(1, "days"),
        weight=10_000,
        wording=Wording("$value days", "$value hari"),
        scale=days,
    )
    score = evaluate(nested("days", part), of({"steps_done": 4.0}))
    assert isinstance(score, Score)
    proposal = evolve_proposal(score)
    lines = {line.code: line for line in sheet(score, proposal=proposal, law=LAW).lines}
    assert ("4.00 days", ()) == (lines["score"].shown.en, lines["result"].arithmetic)
    undated = evolve(score, on=None, officer=None, period=None)
    assert "Sheet\nScorer: days, version 1.\n" == sheet(undated).text()[:31]


def evolve_proposal(score: Score) -> Proposal:
    """A proposal by a person for a score."""
    assert score.officer is not None and score.period is not None
    return propose(officer=score.officer, period=score.period, result=Rating.AS_EXPECTED, law=LAW, at=NOON)


@pytest.mark.parametrize("lang", LANGS)
def test_a_narrow_sheet_says_the_same(lang: Literal["en", "id"]) -> None:
    """Wrapped to a narrow terminal, no line is longer and no word is lost."""
    made = sheet(evaluate(SCORERS["three deep, the least"], of(FULL)))
    narrow, wide = made.text(lang, width=60), made.text(lang, width=WIDE)
    assert wide.split() == narrow.split()
    assert len(narrow.splitlines()) > len(wide.splitlines())


def test_it_is_a_table_too() -> None:
    """As data the sheet is a table in either language, with weights in basis points."""
    made = sheet(evaluate(outcome(LAW), of(FULL)))
    rows = list(made.table().rows())
    parts = ("output", "kept", "first_time", "not_reopened", "solved", "trips")
    assert {"score", *parts, "coverage", "met"} == {row["code"] for row in rows}
    assert [4000, 2500, 1000, 1000, 1000, 500] == [row["weight"] for row in rows if row["weight"] is not None]
    assert "hasil kerja utama" in made.table("id").columns["label"]
    assert {row["section"] for row in rows} <= set(SECTIONS)
    for say in (made.text, made.table):
        with pytest.raises(UnknownName, match="unknown language 'nl'"):
            say("nl")  # type: ignore[operator]


def test_a_sheet_is_of_one_officer_and_period() -> None:
    """A proposal for somebody else, or another period, is refused."""
    score = evaluate(outcome(LAW), of(FULL))
    assert isinstance(score, Score)
    proposal = proposed(score)
    assert proposal is not None
    with pytest.raises(InvalidInput, match="given 'that of budi, 2026-05-01"):
        sheet(score, proposal=evolve(proposal, officer="budi"))


def survey(answers: list[int], *, forms: int = 20, unanswered: int = 0) -> UnitEvidence:
    """A unit's survey: what each element was answered in every form, the last ones left out."""
    asked = LAW["survey.elements"].items_on(DAY).codes
    one = dict(zip(asked[: len(asked) - unanswered], answers, strict=False))
    each = {str(n): {code: max(1, answer - n % 2) for code, answer in one.items()} for n in range(forms)}
    return survey_evidence(each, unit="dispendukcapil", period=MAY, as_of=0, law=LAW)


@given(st.lists(st.integers(1, 4), min_size=9, max_size=9), st.integers(0, 4), st.sampled_from([20, 33]))
def test_the_sheet_of_a_unit_follows_from_what_is_printed(
    answers: list[int], unanswered: int, forms: int
) -> None:
    """Elements that were answered count alike, and the sheet shows it: no weight is used, none is needed."""
    score = evaluate(satisfaction(LAW), survey(answers, forms=forms, unanswered=unanswered))
    assert isinstance(score, Score)
    made = sheet(score)
    for lang in LANGS:
        values = checked_score(made.text(lang, width=WIDE), lang)
        assert 1 == len(values)
        assert abs(values[0] - Fraction(score.value)) <= Fraction(5, 1000) + Fraction(1, 10**9)
    assert f") / {9 - unanswered} = " in made.lines[0].arithmetic[0].en


def test_the_sheet_of_a_unit_names_the_unit() -> None:
    """The title says which unit and which period, in both languages."""
    made = sheet(evaluate(satisfaction(LAW), survey([4] * 9)))
    assert ("dispendukcapil", None, MAY) == (made.unit, made.officer, made.period)
    assert str(made).startswith("Sheet of the unit dispendukcapil, 2026-05-01 to 2026-05-31\n")
    assert made.text("id").startswith("Lembar penilaian unit dispendukcapil, 2026-05-01 sampai 2026-05-31\n")
    assert "biaya/tarif" in made.text("id")
    few = sheet(evaluate(satisfaction(LAW), survey([4] * 9, forms=4, unanswered=1)))
    assert "would_suffice" not in {line.code for line in few.lines}


# --- scorers of other people --------------------------------------------------------------------


class Plain:
    """A scorer that is no formula, and says of itself what it is told to."""

    name, version, scale = "plain", "1", POINTS
    reads = frozenset({"steps_done"})

    def __init__(self, **draft: Any) -> None:
        self.draft = draft

    def score(self, view: Any, on: date) -> Draft:
        """What it was told."""
        why = Reason(rule="plain", code="told", wording=Wording("as told", "seperti diberitahukan"))
        return Draft(**{"value": 50.0, "reasons": [why], **self.draft})


HALVES = tuple(
    Part(name=name, value=value, weight=5000, effective_weight=5000)
    for name, value in (("a", 40.0), ("b", 60.0))
)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ({}, "a way of its own"),
        ({"parts": HALVES}, "a way of its own"),
        ({"parts": HALVES, "joined": Joined(way="", value=50.0, minimum_coverage=0)}, "a way of its own"),
        ({"parts": HALVES, "joined": Joined(way="mean", value=50.0, minimum_coverage=0)}, "= 50.00"),
    ],
)
def test_a_plain_scorer_is_told_as_far_as_it_tells(draft: dict[str, Any], told: str) -> None:
    """Where a scorer does not say how its parts make its value, the sheet says that no pencil can."""
    made = sheet(evaluate(Plain(**draft), of({"steps_done": 1.0})))
    assert told in made.lines[0].arithmetic[0].en
    assert "as told" in str(made)
    assert "for 100 % of the weights" in str(made)


def test_what_a_plain_scorer_did_to_the_value_is_told() -> None:
    """An adjustment of another kind is told by what it made of what."""
    before_after = Reason(
        rule="plain",
        code="halved",
        values={"before": 100.0, "after": 50.0},
        wording=Wording("halved", "dibagi dua"),
    )
    joined = Joined(way="", value=100.0, minimum_coverage=0, adjusted=[before_after])
    made = sheet(evaluate(Plain(joined=joined), of({"steps_done": 1.0})))
    assert "100.00 becomes = 50.00" == made.lines[0].arithmetic[1].en


def test_without_parts_nothing_is_said_to_suffice() -> None:
    """A scorer that does not say how much evidence it needs is not completed by the sheet."""
    nothing = evaluate(Plain(value=None, missing=("steps_done",)), of({"steps_done": None}))
    assert {"score", "coverage"} == {line.code for line in sheet(nothing).lines}
    full = evaluate(
        Plain(value=None, parts=HALVES, joined=Joined(way="mean", value=None, minimum_coverage=0.5)),
        of({"steps_done": None}),
    )
    assert "would_suffice" not in {line.code for line in sheet(full).lines}


@pytest.mark.parametrize("joined", [("mean", 70.0), ("least", 50.0)])
def test_a_scorer_whose_parts_do_not_make_its_value_has_no_sheet(joined: tuple[str, float]) -> None:
    """A sheet that cannot be checked is not printed: the scorer is named."""
    way, value = joined
    scorer = Plain(value=value, parts=HALVES, joined=Joined(way=way, value=value, minimum_coverage=0))
    with pytest.raises(BrokenScorer, match="its parts do not make its value"):
        sheet(evaluate(scorer, of({"steps_done": 1.0})))


# --- its words ----------------------------------------------------------------------------------


def test_the_words_of_a_sheet_have_the_same_blanks_in_both_languages() -> None:
    """What is filled in is said in both languages."""
    looked = 0
    for path in sorted(Path(asnwork.scoring.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Wording":
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if len(texts) == 2 and any("{" in text for text in texts):
                    english, indonesian = (
                        {name for _, name, _, _ in Formatter().parse(text) if name} for text in texts
                    )
                    assert english == indonesian, texts
                    looked += 1
    assert looked > 20
