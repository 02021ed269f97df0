from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

import asnwork
from asnwork.domain.evidence import Evidence, UnitEvidence
from asnwork.domain.formula import Constant, Figure
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.errors import BrokenScorer, InvalidInput, NoValueOnDay
from asnwork.indonesia.law import national_law
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.combine import weighted_mean, with_gate
from asnwork.scoring.score import (
    POINTS,
    Draft,
    Gate,
    InsufficientEvidence,
    Part,
    Scale,
    Score,
    effective_weights,
    equal_weights,
    rank_key,
)
from asnwork.scoring.scorer import PartRule, Scorer, evaluate, law_digest
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from tests.rows import AS_OF, MAY, OFFICERS
from tests.scoring.evidence import evidence, of

LAW = national_law()
WORDS = Wording("$value points", "$value poin")
BECAUSE = Reason(rule="own", code="because", wording=Wording("because", "karena"))
SCORERS = [build(LAW) for build in (attendance, output, outcome)]


@frozen(kw_only=True)
class Own:
    """A scorer of somebody else's: any object that fits."""

    answer: Callable[[Mapping[str, float | None], date], Draft]
    name: str = "own"
    version: str = "7"
    scale: Scale = POINTS
    reads: frozenset[str] = frozenset({"done.work"})

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        return self.answer(view, on)


def own(**parts: Any) -> Scorer:
    """A scorer that hands in one draft, whatever it is shown."""
    return Own(answer=lambda view, on: Draft(**{"value": 50.0, "reasons": [BECAUSE], **parts}))


WORK = of({"done.work": 120.0, "days_absent": 3.0})


def test_any_object_that_fits_is_a_scorer() -> None:
    """A scorer needs no base class; its score carries its name, its version and the library's."""
    score = evaluate(own(), WORK)
    assert isinstance(score, Score)
    assert ("own", "7", asnwork.__version__) == (score.scorer, score.version, score.library_version)
    assert (50.0, Gate.UNKNOWN, 1.0) == (score.value, score.gate, score.coverage)
    assert (("done.work",), (BECAUSE,)) == (score.read, score.reasons)
    assert (OFFICERS[0], MAY, AS_OF, date(2026, 5, 31)) == (
        score.officer,
        score.period,
        score.as_of,
        score.on,
    )


def test_the_last_day_of_the_period_is_the_day_of_the_law() -> None:
    """The scorer is asked for the law of the period's last day, or of the day that the caller names."""
    seen: list[date] = []
    scorer = Own(answer=lambda view, on: (seen.append(on), Draft(value=1.0, reasons=[BECAUSE]))[1])
    evaluate(scorer, WORK)
    evaluate(scorer, WORK, on=date(2026, 1, 1))
    assert [date(2026, 5, 31), date(2026, 1, 1)] == seen


def test_an_error_of_a_scorer_is_its_own() -> None:
    """What it raises is told under its name, with the cause; an error of the library stays."""

    def divides(view: Mapping[str, float | None], on: date) -> Draft:
        return Draft(value=1 / 0, reasons=[BECAUSE])

    def refuses(view: Mapping[str, float | None], on: date) -> Draft:
        raise NoValueOnDay("x", on, "no day")

    with pytest.raises(BrokenScorer, match="'own', figure 'score': it raised ZeroDivisionError: div") as told:
        evaluate(Own(answer=divides), WORK)
    assert "answers" == told.value.kind
    assert isinstance(told.value.__cause__, ZeroDivisionError)
    with pytest.raises(NoValueOnDay):
        evaluate(Own(answer=refuses), WORK)


# --- what a scorer sees ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "look",
    [
        lambda view: view["days_absent"],
        lambda view: view.get("days_absent"),
        lambda view: "days_absent" in view,
    ],
)
def test_a_figure_that_is_not_declared_cannot_be_seen(look: Callable[[Any], Any]) -> None:
    """Reading, trying or asking for a figure that is not declared names the scorer and the figure."""
    scorer = Own(answer=lambda view, on: look(view))
    with pytest.raises(
        BrokenScorer, match=r"scorer 'own', figure 'days_absent'.*add it to `reads`"
    ) as caught:
        evaluate(scorer, WORK)
    assert ("own", "days_absent") == (caught.value.scorer, caught.value.figure)


def test_a_view_holds_what_was_declared_and_nothing_else() -> None:
    """A scorer that looks at everything sees the declared figures, missing ones too, and cannot write."""
    seen: dict[str, float | None] = {}

    def answer(view: Mapping[str, float | None], on: date) -> Draft:
        seen.update(view)
        assert "done.work" in view
        assert 2 == len(view)
        with pytest.raises(TypeError):
            view["done.work"] = 9.0  # type: ignore[index]
        return Draft(value=1.0, reasons=[BECAUSE])

    evaluate(Own(answer=answer, reads=frozenset({"done.work", "target.work"})), WORK)
    assert {"done.work": 120.0, "target.work": None} == seen


def test_units_must_be_those_of_the_evidence() -> None:
    """A scorer that reads minutes where the evidence has steps is stopped; pure numbers go together."""
    wrong = evolve(WORK, units={"done.work": "steps", "days_absent": "days"})
    with pytest.raises(BrokenScorer, match=r"'done\.work': it reads 'minutes', the evidence has 'steps'"):
        evaluate(output(LAW), wrong)
    figures = {"done.work": 100.0, "target.work": 100.0, "available": 1.0}
    fits = evolve(of(figures), units={"done.work": "minutes", "target.work": "minutes", "available": "1"})
    assert isinstance(evaluate(output(LAW), fits), Score)


# --- what a scorer may answer ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "figure"),
    [
        ({"value": 100.1}, "value"),
        ({"value": -0.1}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value": float("inf")}, "value"),
        ({"coverage": 1.1}, "coverage"),
        ({"coverage": float("nan")}, "coverage"),
        ({"gate": "met"}, "gate"),
        ({"reasons": []}, "reasons"),
        ({"value": None, "reasons": [], "missing": []}, "reasons"),
        ({"parts": [Part(name="p", value=float("nan"), weight=10_000, effective_weight=10_000)]}, "p"),
        ({"parts": [Part(name="p", value=1.0, weight=10_000, effective_weight=9_999)]}, "effective_weight"),
        (
            {"value": None, "parts": [Part(name="p", value=1.0, weight=1, effective_weight=1)]},
            "effective_weight",
        ),
    ],
)
def test_an_answer_that_is_not_sound_is_refused(parts: dict[str, Any], figure: str) -> None:
    """An answer off its scale, without a number, without a reason or with odd weights names the figure."""
    with pytest.raises(BrokenScorer) as caught:
        evaluate(own(**parts), WORK)
    assert figure == caught.value.figure
    bounded = figure in ("value", "coverage", "p")
    assert ("bounded" if bounded else "explained") == caught.value.kind


def test_the_ends_of_the_scale_are_on_it() -> None:
    """Both bounds count, with a hair for rounding."""
    for value in (0.0, 100.0, 100.0 + 1e-8):
        assert isinstance(evaluate(own(value=value), WORK), Score)


def test_the_reason_of_a_part_explains_too() -> None:
    """A score is explained when at least one of its parts is."""
    part = Part(name="p", value=50.0, weight=10_000, effective_weight=10_000, reasons=(BECAUSE,))
    assert isinstance(evaluate(own(reasons=[], parts=[part]), WORK), Score)


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (2.0, 1.0), (0.0, float("inf")), (float("nan"), 1.0)])
def test_a_scale_has_two_bounds(low: float, high: float) -> None:
    """A scale without room between two finite bounds is refused."""
    with pytest.raises(InvalidInput, match="low below high"):
        Scale(low=low, high=high, unit="points")


# --- missing is not zero -----------------------------------------------------------------------


def test_no_attendance_reads_as_such() -> None:
    """Where a log has no attendance, what reads it says so in both languages, once, and gives no zero."""
    found = gather(
        OFFICERS[0], MAY, Rows(steps=[]), measures=[*standard_outcome(LAW).measures, *_cuts()], as_of=AS_OF
    )
    answer = evaluate(attendance(LAW), found)
    assert isinstance(answer, InsufficientEvidence)
    assert "insufficient evidence: the log has no attendance" == str(answer)
    assert ["bukti tidak cukup: log tidak memuat presensi"] == [explain(r, lang="id") for r in answer.reasons]
    assert ("absence_cut", "early_cut", "late_cut") == answer.missing
    assert (0.0, "attendance", "1") == (answer.coverage, answer.scorer, answer.version)
    assert (OFFICERS[0], MAY, AS_OF) == (answer.officer, answer.period, answer.as_of)


def _cuts() -> Iterator[Any]:
    from asnwork.policies.attendance_measures import attendance_measures

    yield from attendance_measures(LAW)


def mixed() -> Scorer:
    """Half output, half attendance."""
    parts = [
        PartRule(name=name, formula=Figure(figure, unit) * factor, weight=5000, wording=WORDS)
        for name, figure, unit, factor in (
            ("work", "done.work", "minutes", Constant(1, "points/minutes")),
            ("presence", "days_at_office", "days", Constant(1, "points/days")),
        )
    ]
    return weighted_mean("mixed", parts, version="1", minimum_coverage=0.5)


def test_a_part_that_reads_attendance_drops_out_and_says_so() -> None:
    """Within a score, the part that has no attendance says so and the other one carries its weight."""
    found = gather(
        OFFICERS[0],
        MAY,
        Rows(steps=[]),
        measures=[*standard_outcome(LAW).measures, *_cuts()],
        as_of=AS_OF,
    )
    score = evaluate(mixed(), evolve(found, figures={**found.figures, "done.work": 60.0}))
    assert isinstance(score, Score)
    work, presence = score.parts
    assert (60.0, 0.5) == (score.value, score.coverage)
    assert [(60.0, 5000, 10_000), (None, 5000, 0)] == [
        (part.value, part.weight, part.effective_weight) for part in (work, presence)
    ]
    assert ["insufficient evidence: the log has no attendance"] == [str(r) for r in presence.reasons]
    assert (("days_at_office",), ("days_at_office",)) == (presence.reads, presence.missing)


def test_a_figure_that_is_not_gathered_is_named() -> None:
    """A figure that the evidence does not have at all is named as missing."""
    answer = evaluate(attendance(LAW), WORK)
    assert isinstance(answer, InsufficientEvidence)
    assert "insufficient evidence: the evidence has no figure for cuts for absence" == str(answer.reasons[0])


def test_all_that_is_missing_is_said_in_one_line() -> None:
    """Printed, the answer that there is no score says each reason, one after the other."""
    answer = evaluate(output(LAW), of({"available": 1.0}))
    assert (
        "insufficient evidence: the evidence has no figure for work done on requests; "
        "insufficient evidence: the evidence has no figure for the target for work on requests"
    ) == str(answer)


def test_nothing_to_judge_is_no_zero() -> None:
    """When all figures are there and none of them could be judged, the answer says that."""
    figures = {"done.work": 0.0, "target.work": 5.0, "available": 0.0}
    answer = evaluate(output(LAW), of(figures))
    assert isinstance(answer, InsufficientEvidence)
    assert ((), "insufficient evidence: nothing to judge for work on requests") == (
        answer.missing,
        str(answer),
    )


def test_a_scorer_that_gives_no_value_may_say_what_is_missing() -> None:
    """What a scorer names as missing is reported; where it names nothing, what it was shown as missing."""
    named = evaluate(own(value=None, missing=["done.work"]), WORK)
    shown = evaluate(Own(answer=lambda view, on: Draft(value=None), reads=frozenset({"target.work"})), WORK)
    assert isinstance(named, InsufficientEvidence)
    assert isinstance(shown, InsufficientEvidence)
    assert (("done.work",), ("target.work",)) == (named.missing, shown.missing)


def test_a_scorer_that_gives_no_value_may_say_why() -> None:
    """Where every figure is there and none could be judged, the scorer's own reasons say so."""
    answer = evaluate(own(value=None, reasons=[BECAUSE]), WORK)
    assert isinstance(answer, InsufficientEvidence)
    assert ((), (BECAUSE,)) == (answer.missing, answer.reasons)


@given(evidence(), st.sampled_from(SCORERS))
def test_every_answer_is_whole(found: Evidence, scorer: Any) -> None:
    """A score has reasons and weights that add up; where there is no score, too little has evidence."""
    answer = evaluate(scorer, found)
    if isinstance(answer, Score):
        assert 10_000 == sum(part.effective_weight for part in answer.parts)
        assert 0.0 <= answer.value <= 100.0
        assert all(part.reasons for part in answer.parts)
        assert [part.effective_weight == 0 for part in answer.parts] == [
            part.value is None for part in answer.parts
        ]
    else:
        assert answer.coverage < 0.5
        assert answer.reasons


# --- weights -----------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), min_size=1, max_size=8))
def test_effective_weights_are_whole_and_fair(parts: list[tuple[int, bool]]) -> None:
    """Weights that remain total 10,000 and keep their proportions to a basis point; the absent have none."""
    weights, present = [weight for weight, _ in parts], [there for _, there in parts]
    found = effective_weights(weights, present)
    kept = sum(weight for weight, there in parts if there)
    assert (10_000 if kept else 0) == sum(found)
    for weight, there, real in zip(weights, present, found, strict=True):
        assert abs(real - (weight * 10_000 / kept if there and kept else 0)) < 1


@given(st.integers(0, 40), st.integers(0, 12_000))
def test_equal_weights_differ_by_one_at_most_and_lose_nothing(count: int, whole: int) -> None:
    """They total the whole, 10,000 unless said otherwise; the first ones have what does not divide."""
    found = equal_weights(count, whole)
    assert (count, whole if count else 0) == (len(found), sum(found))
    assert list(found) == sorted(found, reverse=True)
    assert not found or found[0] - found[-1] <= 1
    assert equal_weights(count) == effective_weights([1] * count, [True] * count)


# --- gate first --------------------------------------------------------------------------------


@given(st.data())
def test_no_credit_lifts_a_missed_main_job_over_a_met_one(data: st.DataObject) -> None:
    """Whatever else two officers did, the one who misses the main job ranks below the one who meets it."""
    scorer = outcome(LAW)
    scores = []
    for _ in range(2):
        figures = data.draw(st.builds(lambda found: dict(found.figures), evidence()))
        work = {"target.work": 1000.0, "done.work": data.draw(st.floats(0, 2000)), "available": 1.0}
        answer = evaluate(scorer, of({**figures, **work}))
        if isinstance(answer, Score):
            scores.append(answer)
    missed = [score for score in scores if score.gate is Gate.MISSED]
    met = [score for score in scores if score.gate is Gate.MET]
    assert all(rank_key(low) < rank_key(high) for low in missed for high in met)


def score_of(value: float, gate: Gate, scale: Scale = POINTS) -> Score:
    """A score with nothing but what it is ordered by."""
    blank = {"scorer": "s", "version": "1", "law_digest": "", "library_version": ""}
    return Score(value=value, gate=gate, scale=scale, parts=(), reasons=(), coverage=1.0, read=(), **blank)


def test_scores_are_ordered_by_gate_then_value() -> None:
    """Met before unknown before missed, then the better value, which may be the lower one."""
    ordered = [(9.0, Gate.MISSED), (1.0, Gate.UNKNOWN), (0.0, Gate.MET), (5.0, Gate.MET)]
    keys = [rank_key(score_of(value, gate)) for value, gate in ordered]
    assert sorted(keys) == keys
    days = Scale(low=0, high=100, unit="days", higher_is_better=False)
    assert rank_key(score_of(1.0, Gate.MET, days)) > rank_key(score_of(2.0, Gate.MET, days))


@pytest.mark.parametrize(
    ("done", "gate", "text"),
    [
        (95.0, Gate.MET, "the main job is met"),
        (50.0, Gate.MISSED, "the main job is missed"),
    ],
)
def test_a_score_says_whether_the_main_job_is_met(done: float, gate: Gate, text: str) -> None:
    """The gate of a score has its reason, with the law that sets the threshold."""
    score = evaluate(output(LAW), of({"done.work": done, "target.work": 100.0, "available": 1.0}))
    assert isinstance(score, Score)
    assert gate is score.gate
    assert text == str(score.reasons[0])
    assert "main_job" in next(
        p.path for p in output(LAW).parameters if p.basis.on(MAY.since) == score.reasons[0].law
    )


def test_an_unknown_main_job_says_what_is_missing() -> None:
    """Where the gate is unknown the score says why, and ranks between met and missed."""
    figures = {"promises_kept": 1.0, "promises_judged": 1.0, "reopen_judged": 1.0, "not_reopened": 1.0}
    known = {"solved_known": 1.0, "solved_yes": 1.0, "done.work": 1.0, "target.work": None, "available": None}
    wider = {"first_time_judged": 1.0, "right_first_time": 1.0, "trips_usual": 1.0, "trips_made": 0.0}
    score = evaluate(outcome(LAW), of({**figures, **known, **wider}))
    assert isinstance(score, Score)
    assert (Gate.UNKNOWN, 0.6) == (score.gate, score.coverage)
    assert [
        "whether the main job is met is not known",
        "insufficient evidence: the evidence has no figure for the target for work on requests",
    ] == [str(reason) for reason in score.reasons]


def test_a_scorer_without_a_gate_does_not_know() -> None:
    """A scorer that has no gate neither meets nor misses it, and says nothing of it."""
    figures = {"late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.0, "months": 1.0}
    score = evaluate(attendance(LAW), of(figures))
    assert isinstance(score, Score)
    assert (Gate.UNKNOWN, ()) == (score.gate, score.reasons)


# --- the law that was read ---------------------------------------------------------------------


def dated(path: str, *values: Any, basis: str = "for the tests") -> Parameter:
    """A parameter with these values from 1 May 2026 on, one for each month."""
    days = [date(2026, 5 + index, 1) for index in range(len(values))]
    return Parameter(
        path=path,
        unit="1",
        values=Dated(values=list(zip(days, values, strict=True))),
        basis=Dated.always(assumed(basis)),
    )


def test_a_digest_tells_laws_apart() -> None:
    """A digest changes with path, value, unit, bands and basis on the day, and with nothing else."""
    day = date(2026, 5, 31)
    low, high = Bands(edges=(1.0,), values=(0.0, 1.0)), Bands(edges=(2.0,), values=(0.0, 1.0))
    laws = [
        [dated("a", 1.0)],
        [dated("b", 1.0)],
        [dated("a", 2.0)],
        [dated("a", 1.0, basis="another reason")],
        [evolve(dated("a", 1.0), unit="share")],
        [dated("a", low)],
        [dated("a", high)],
        [dated("a", evolve(low, closed="right"))],
        [dated("a", 1.0), dated("b", 1.0)],
        [],
    ]
    digests = [law_digest(law, day) for law in laws]
    assert len(laws) == len(set(digests))
    assert {64} == {len(digest) for digest in digests}
    assert digests[8] == law_digest([dated("b", 1.0), dated("a", 1.0)], day)
    assert digests[0] == law_digest([dated("a", 1.0, 9.0)], day)
    assert digests[0] != law_digest([dated("a", 1.0, 9.0)], date(2026, 6, 1))


def test_a_digest_stays_what_it_was() -> None:
    """The digest of a given law is the same on every machine and in every run."""
    line = repr(("a", 1.0, "1", "", "assumed: for the tests"))
    expected = hashlib.sha256(line.encode()).hexdigest()
    assert expected == law_digest([dated("a", 1.0)], date(2026, 5, 31))


def test_a_score_names_the_law_that_it_read() -> None:
    """A score carries the digest of what its scorer reads of the law; other weights make another digest."""
    weights = [dated("w.a", 6000.0, 5000.0), dated("w.b", 4000.0, 5000.0)]
    parts = [
        PartRule(
            name=weight.path,
            formula=Figure(name, "share") * Constant(100, "points"),
            weight=weight,
            wording=WORDS,
        )
        for weight, name in zip(
            (evolve(w, unit="basis points") for w in weights), ("late_cut", "early_cut"), strict=True
        )
    ]
    scorer = weighted_mean("by_law", parts, version="1", minimum_coverage=0.5)
    found = of({"late_cut": 1.0, "early_cut": 0.0})
    may, june = (evaluate(scorer, found, on=date(2026, month, 1)) for month in (5, 6))
    assert isinstance(may, Score)
    assert isinstance(june, Score)
    assert (60.0, 50.0) == (may.value, june.value)
    assert [6000, 4000] == [part.weight for part in may.parts]
    assert law_digest(scorer.parameters, date(2026, 5, 1)) == may.law_digest != june.law_digest
    assert assumed("for the tests") == may.parts[0].reasons[0].law
    with pytest.raises(NoValueOnDay, match=r"w\.a has no value on 2026-04-30"):
        evaluate(scorer, found, on=date(2026, 4, 30))


def test_a_gate_may_rest_on_no_law() -> None:
    """A gate that reads no law has a reason without one."""
    always = with_gate(attendance(LAW), Figure("gate", "yes/no"))
    figures = {"late_cut": 0.0, "early_cut": 0.0, "absence_cut": 0.0, "months": 1.0}
    units = {"late_cut": "share", "early_cut": "share", "absence_cut": "share", "months": "months"}
    found = evolve(of(figures), figures={**figures, "gate": 1.0}, units={**units, "gate": "yes/no"})
    score = evaluate(always, found)
    assert isinstance(score, Score)
    assert (Gate.MET, None) == (score.gate, score.reasons[0].law)


# --- whose evidence it scores ------------------------------------------------------------------


@frozen(kw_only=True)
class OfUnits(Own):
    """A scorer of somebody else's that says whose evidence it scores."""

    subject: str = "unit"


FRONT = UnitEvidence(
    unit="front", period=MAY, as_of=AS_OF, figures={"done.work": 1.0}, units={"done.work": "1"}
)


def test_a_scorer_may_score_units() -> None:
    """A scorer that says so gets a unit's evidence, and its score carries the unit and no officer."""
    scorer = OfUnits(answer=lambda view, on: Draft(value=view["done.work"], reasons=[BECAUSE]))
    score = evaluate(scorer, FRONT)
    assert isinstance(score, Score)
    assert (1.0, "front", None) == (score.value, score.unit, score.officer)


def test_nobody_is_scored_by_what_measures_a_unit() -> None:
    """An officer's evidence is refused to a scorer of units before it looks, and the other way round."""
    asked: list[str] = []
    answer = lambda view, on: asked.append("looked")  # noqa: E731
    with pytest.raises(InvalidInput, match=r"given 'of ani', expected evidence of a unit, whom own measures"):
        evaluate(OfUnits(answer=answer), WORK)
    with pytest.raises(InvalidInput, match=r"given 'of the unit front', expected evidence of an officer"):
        evaluate(Own(answer=answer), FRONT)
    assert [] == asked


def test_a_subject_is_an_officer_or_a_unit() -> None:
    """A scorer of anything else is broken."""
    scorer = OfUnits(answer=lambda view, on: Draft(value=1.0, reasons=[BECAUSE]), subject="team")
    with pytest.raises(BrokenScorer, match="'team' is neither 'officer' nor 'unit'"):
        evaluate(scorer, WORK)


def test_what_must_be_so_is_said_where_it_is_not() -> None:
    """A scorer of somebody else's may say why there is no value though every figure is there."""
    answer = evaluate(own(value=None, unmet=[BECAUSE]), of({"done.work": 1.0}))
    assert isinstance(answer, InsufficientEvidence)
    assert ("insufficient evidence: because", ()) == (str(answer), answer.missing)
