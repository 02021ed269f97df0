"""Broken examples: policies and scorers with one fault each, and the gaming laws that find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, field, frozen

from asnwork.domain.formula import (
    Constant,
    Figure,
    Formula,
    any_of,
    minimum,
    no,
    only_if,
    present,
    substituted,
    yes_or_no,
)
from asnwork.domain.law import Law
from asnwork.domain.plan import done_figure
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import OWNER_FIGURES, Measure, OutcomePolicy
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.combine import weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import PartRule
from asnwork.scoring.scorer import Scorer
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.testing.gaming.office import OFFICE_RESULTS

__all__ = ["BrokenExample", "broken_examples"]

OF_REQUESTS = ("steps", "requests")
ENDS = ("withdrawn", "forwarded", "duplicate")
POINTS_EACH = Constant(10, "points")


@frozen(kw_only=True)
class BrokenExample:
    """A scorer under a policy with one fault, and the gaming laws that it breaks for that.

    Attributes:
        name: Its name.
        wording: What is wrong with it, in words.
        scorer: The scorer.
        policy: The outcome policy.
        breaks: The law that finds the fault.
        also: The other laws that it breaks, all of them.
    """

    name: str
    wording: Wording
    scorer: Scorer
    policy: OutcomePolicy
    breaks: str
    also: tuple[str, ...] = field(converter=tuple[str, ...], default=())


def broken_examples(law: Law) -> tuple[BrokenExample, ...]:
    """Return scorers and policies that are broken on purpose, to see that the laws find it.

    Args:
        law: What the shipped policy and scorers read.
    """
    return (*_broken_policies(law), *_broken_scorers(law))


def _broken_policies(law: Law) -> Iterator[BrokenExample]:
    """The shipped policy with one fault, under the shipped scorer."""
    right, scorer = standard_outcome(law), outcome(law)

    def example(
        name: str, policy: OutcomePolicy, breaks: str, en: str, id_: str, *also: str
    ) -> BrokenExample:
        return BrokenExample(
            name=name,
            wording=Wording(en, id_),
            scorer=scorer,
            policy=evolve(policy, name=name),
            breaks=breaks,
            also=also,
        )

    yield example(
        "credits_every_round",
        _blind(right, "again"),
        "reopen_and_close",
        "what is done again after a reopening is credited again",
        "yang dikerjakan lagi setelah dibuka kembali dihitung lagi",
        "split",
    )
    yield example(
        "credits_every_part",
        _blind(right, "since_same"),
        "split",
        "every request counts, though one citizen filed them as one matter",
        "setiap permohonan dihitung, walaupun itu satu urusan dari satu warga",
    )
    yield example(
        "drops_what_ended",
        _only(
            right, no(any_of(*(Figure(name, "yes/no") for name in ("withdrawn", "forwarded", "duplicate"))))
        ),
        "archive_failures",
        "what was withdrawn, forwarded or marked as a duplicate is not counted",
        "permohonan yang dicabut, diteruskan, atau ditandai ganda tidak dihitung",
    )
    yield example(
        "judges_only_what_was_decided",
        _only_decided(right, "first_time_judged", "right_first_time"),
        "archive_failures",
        "how often the file went back counts only where the request was decided",
        "berapa kali berkas dikembalikan dihitung hanya bila permohonan diputus",
    )
    yield example(
        "forgets_declined",
        _only(right, no(Figure("declined", "yes/no"))),
        "decline_hard_cases",
        "what an officer declined is not counted for that officer",
        "permohonan yang dikembalikan petugas tidak dihitung pada petugas itu",
    )
    yield example(
        "counts_only_closed",
        _only(right, present(Figure("closed_at", "microseconds"))),
        "decline_hard_cases",
        "only closed requests are counted",
        "hanya permohonan yang sudah ditutup yang dihitung",
        "archive_failures",
    )
    yield example(
        "counts_own_requests",
        _blind(right, "own"),
        "own_requests",
        "requests that officers file for themselves are counted",
        "permohonan yang diajukan petugas untuk dirinya sendiri dihitung",
    )
    yield example(
        "takes_any_yes",
        _blind(right, "answered_for"),
        "self_validated",
        "a yes is the citizen's, whoever recorded it",
        "jawaban ya dianggap jawaban warga, siapa pun yang mencatatnya",
    )
    yield example(
        "counts_when_gathered",
        _with_moment(right, Figure("as_of", "microseconds")),
        "shift_edge",
        "a promise belongs to the month in which the evidence was gathered",
        "janji layanan dihitung pada bulan ketika bukti dikumpulkan",
        "decline_hard_cases",
    )


def _broken_scorers(law: Law) -> Iterator[BrokenExample]:
    """The shipped policy with a measure more, and a scorer that counts by it."""
    right = standard_outcome(law)
    reports = OFFICE_RESULTS[-1]
    results = (*OFFICE_RESULTS[:1], reports)
    unvalidated = Measure(
        name=done_figure(reports.code),
        unit=reports.unit,
        source="work_results",
        of=Figure("realised", "results"),
        at="recorded_at",
        item=reports.code,
        wording=Wording("reports entered", "laporan yang dimasukkan"),
    )
    yield BrokenExample(
        name="counts_unvalidated",
        wording=Wording(
            "results count as soon as they are entered", "hasil kerja dihitung begitu dimasukkan"
        ),
        scorer=output(law, results=results),
        policy=evolve(right, name="counts_unvalidated", measures=(*right.measures, unvalidated)),
        breaks="self_validated",
    )
    moments = {name: Figure(name, "microseconds") for name in ("step_started_at", "step_ended_at")}
    hours = Constant(3_600_000_000, "microseconds")
    for name, of, breaks, also, wording in (
        (
            "pays_by_number",
            Constant(1, "1"),
            "split",
            ("reopen_and_close", "own_requests"),
            Wording(
                "points for every step, whatever became of it", "poin untuk setiap langkah, apa pun hasilnya"
            ),
        ),
        (
            "pays_by_visits",
            Figure("trips", "trips") / Constant(1, "trips"),
            "padding",
            (),
            Wording("points for every visit of a citizen", "poin untuk setiap kedatangan warga"),
        ),
        (
            "pays_by_time",
            (moments["step_ended_at"] - moments["step_started_at"]) / hours,
            "shift_edge",
            (),
            Wording("points for the hours that a step lies open", "poin untuk lamanya langkah kerja terbuka"),
        ),
    ):
        measure = Measure(name=name, unit="1", source="steps", of=of, at="step_ended_at", wording=wording)
        yield BrokenExample(
            name=name,
            wording=wording,
            scorer=_points(name, wording),
            policy=evolve(right, name=name, measures=(*right.measures, measure)),
            breaks=breaks,
            also=also,
        )


def _points(figure: str, wording: Wording) -> FormulaScorer:
    """A scorer of ten points for each of something, a hundred at most."""
    most = Constant(100, "points")
    part = PartRule(
        name=figure, formula=minimum(Figure(figure) * POINTS_EACH, most), weight=10_000, wording=wording
    )
    return weighted_mean(figure, [part], version="1", minimum_coverage=0)


def _changed(policy: OutcomePolicy, change: Callable[[Measure], Measure]) -> OutcomePolicy:
    """A policy with its measures of requests and steps changed."""
    measures = [change(measure) if measure.source in OF_REQUESTS else measure for measure in policy.measures]
    return evolve(policy, measures=measures)


def _blind(policy: OutcomePolicy, figure: str) -> OutcomePolicy:
    """A policy that does not see a figure: to it the answer is no, or there is none."""
    unit = OWNER_FIGURES[figure]
    nothing = yes_or_no(0) if unit == "yes/no" else only_if(Constant(0, unit), yes_or_no(0))
    return _changed(policy, lambda measure: evolve(measure, of=substituted(measure.of, {figure: nothing})))


def _only(policy: OutcomePolicy, where: Formula) -> OutcomePolicy:
    """A policy that counts only where something is so."""
    return _changed(policy, lambda measure: evolve(measure, of=only_if(measure.of, where)))


def _only_decided(policy: OutcomePolicy, *names: str) -> OutcomePolicy:
    """A policy some of whose measures count only what was decided."""
    decided = present(Figure("decided_at", "microseconds"))

    def change(measure: Measure) -> Measure:
        return evolve(measure, of=only_if(measure.of, decided)) if measure.name in names else measure

    return _changed(policy, change)


def _with_moment(policy: OutcomePolicy, at: Formula) -> OutcomePolicy:
    """A policy whose promises belong to another moment."""

    def change(measure: Measure) -> Measure:
        return evolve(measure, at=at) if measure.name.startswith("promises_") else measure

    return _changed(policy, change)
