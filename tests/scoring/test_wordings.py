"""Every other sentence of scoring, to the letter and in both languages: proposals, schemes, advice, names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import pytest

from asnwork.domain.evidence import Evidence
from asnwork.domain.law import Reform, apply_reforms
from asnwork.domain.reason import Reason, Wording, explain
from asnwork.indonesia.schemes import all_pays, all_workplaces, standard_factorial
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.counterfactual import Counterfactuals, counterfactuals
from asnwork.scoring.figure_words import figure_label, joined_labels, unit_label
from asnwork.scoring.predicate import Predicate, Rating
from asnwork.scoring.proposal import propose, spoken
from asnwork.scoring.scheme import factorial
from asnwork.scoring.score import InsufficientEvidence
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.scoring.under_each import under_each
from tests.rows import MAY, OFFICERS
from tests.scoring.contracts import DAY, LAW, SCORERS, evidence_of, said, tables

NOON = datetime(2026, 6, 1, 5, tzinfo=UTC)
EASY = apply_reforms(
    LAW, Reform.of("easy", "rating.above", 0.95, since=MAY.since, reason="to reach every predicate")
)
MONTH = {
    "done.work": 1500.0,
    "target.work": 2000.0,
    "available": 0.8,
    "promises_kept": 7.0,
    "promises_judged": 10.0,
    "right_first_time": 9.0,
    "first_time_judged": 10.0,
    "not_reopened": 9.0,
    "reopen_judged": 10.0,
    "solved_yes": 3.0,
    "solved_known": 4.0,
    "trips_made": 2.0,
    "trips_usual": 8.0,
}
CUTS = {"late_cut": 0.0125, "early_cut": 0.0, "absence_cut": 0.03, "months": 1.0}


def month(**changes: float | None) -> Evidence:
    """A month by outcome, but for these figures; None takes one away."""
    figures = {name.replace("__", "."): value for name, value in changes.items()}
    kept = {name: value for name, value in {**MONTH, **figures}.items() if value is not None}
    found = evidence_of(SCORERS["outcome"](), kept)
    assert isinstance(found, Evidence)
    return found


def proposed(result: Rating, behaviour: Rating | None = None) -> tuple[Reason, ...]:
    """Why a predicate is proposed."""
    return propose(
        officer=OFFICERS[0], period=MAY, result=result, behaviour=behaviour, law=LAW, at=NOON
    ).reasons


def advice(told: Counterfactuals) -> list[Reason]:
    """All that is said of what would move a predicate."""
    return [each.reason for each in told.found] if told.reason is None else [told.reason]


def advised(found: Evidence, *, easy: bool = False, behaviour: Rating | None = None) -> list[Reason]:
    """What would move the predicate of a month by outcome."""
    law = EASY if easy else LAW
    return advice(counterfactuals(SCORERS["outcome"](), found, law=law, behaviour=behaviour))


def under(found: Mapping[str, float], behaviour: Rating | None = None) -> list[Reason]:
    """What a month would have given under each pay rule."""
    units = {name: unit for pay in all_pays(LAW) for name, unit in getattr(pay.scorer, "units", {}).items()}
    evidence = Evidence(
        officer=OFFICERS[0], period=MAY, as_of=0, figures=found, units={name: units[name] for name in found}
    )
    told = under_each(all_pays(LAW), evidence, base=5_000_000, law=LAW, behaviour=behaviour)
    return [answer.reason for answer in told.answers]


def attended(**figures: float) -> Evidence:
    """A month of attendance."""
    found = evidence_of(attendance(LAW), figures)
    assert isinstance(found, Evidence)
    return found


SAID: Mapping[str, Callable[[], Iterable[Reason]]] = {
    "a proposal without a rating of behaviour": lambda: proposed(Rating.AS_EXPECTED),
    "a proposal of the best": lambda: proposed(Rating.ABOVE, Rating.ABOVE),
    "a proposal of the least": lambda: proposed(Rating.BELOW, Rating.BELOW),
    "why a scheme within the rules is so": lambda: standard_factorial(LAW)[0].reasons,
    "why a scheme needs more than the rules give": lambda: standard_factorial(LAW)[-1].reasons,
    "one promise more is enough": lambda: advised(month(promises_kept=9.0)),
    "several of one thing are enough": lambda: advised(month(promises_kept=5.0)),
    "the main job is missed": lambda: advised(month(done__work=600.0)),
    "figures are at their limits": lambda: advised(
        month(promises_kept=1.0, right_first_time=1.0, not_reopened=1.0, solved_yes=0.0, trips_made=8.0)
    ),
    "figures are not known": lambda: advised(month(solved_yes=None, trips_made=None)),
    "limits are not known": lambda: advised(month(solved_known=None, first_time_judged=None)),
    "the way to the best predicate": lambda: advised(
        month(promises_kept=10.0, right_first_time=10.0), easy=True, behaviour=Rating.ABOVE
    ),
    "the best predicate already": lambda: advised(
        month(
            done__work=1600.0, promises_kept=10.0, right_first_time=10.0, not_reopened=10.0, solved_yes=4.0
        ),
        easy=True,
        behaviour=Rating.ABOVE,
    ),
    "a gate that is not known gives no predicate": lambda: advised(month(done__work=None)),
    "attendance is no advice": lambda: advice(counterfactuals(attendance(LAW), attended(**CUTS), law=LAW)),
    "a good month under each pay rule": lambda: under({**MONTH, **CUTS}),
    "an idle month under each pay rule": lambda: under({**MONTH, **CUTS, "done.work": 300.0}),
    "a well behaved month under each pay rule": lambda: under({**MONTH, **CUTS}, Rating.ABOVE),
    "a month of which little is known under each pay rule": lambda: under({"done.work": 1500.0}),
    "figures that are not in the evidence": lambda: (
        found.reasons if isinstance(found := evaluate(output(LAW), attended()), InsufficientEvidence) else ()
    ),
}
"""What says something, each with a sentence for a name."""


@pytest.mark.parametrize("name", SAID)
def test_it_is_said_in_these_words(name: str) -> None:
    """Code, sentence in each language, and how sure its law is: as wordings.toml gives them."""
    expected = tables("wordings.toml")[name]
    told = words(SAID[name]())
    assert expected["en"] == told["en"]
    assert expected["id"] == told["id"]


def words(reasons: Iterable[Reason]) -> dict[str, list[str]]:
    """What reasons say; a figure that is missing in its own words."""
    told = list(reasons)
    if all(each.code == "no_figure" for each in told):
        return {lang: [explain(each, lang) for each in told] for lang in ("en", "id")}
    return said(told)


def test_nothing_else_is_written_down() -> None:
    """Every case of wordings.toml is one that is said."""
    assert list(SAID) == list(tables("wordings.toml"))


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "en", "id_"),
    [
        (Rating.BELOW, "below expectation", "di bawah ekspektasi"),
        (Rating.AS_EXPECTED, "as expected", "sesuai ekspektasi"),
        (Rating.ABOVE, "above expectation", "di atas ekspektasi"),
        (Predicate.VERY_POOR, "very poor", "sangat kurang"),
        (Predicate.POOR, "poor", "kurang/misconduct"),
        (Predicate.NEEDS_IMPROVEMENT, "in need of improvement", "butuh perbaikan"),
        (Predicate.GOOD, "good", "baik"),
        (Predicate.VERY_GOOD, "very good", "sangat baik"),
    ],
)
def test_a_level_has_a_name_in_a_sentence(level: Rating | Predicate, en: str, id_: str) -> None:
    """Each rating and each predicate is said in plain words, in Indonesian as the regulation prints it."""
    assert (en, id_) == (spoken(level), level.label_id)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("promises_kept", Wording("promises kept", "janji layanan yang ditepati")),
        ("done.work", Wording("work done on requests", "pelayanan permohonan yang selesai")),
        ("target.letters", Wording("the target for letters", "target letters")),
        ("done.letters", Wording("what was done of letters", "realisasi letters")),
        ("score.part.kept", Wording("part kept of the score", "unsur kept dari skor")),
        ("a figure of one's own", Wording("a figure of one's own", "a figure of one's own")),
    ],
)
def test_a_figure_has_a_name_for_people(name: str, label: Wording) -> None:
    """A figure that is known has a name in both languages; another one keeps its own."""
    assert label == figure_label(name)


def test_figures_are_listed_with_commas() -> None:
    """Several figures are named one after the other, in both languages; none is nothing."""
    assert joined_labels(["months", "late_cut"]) == Wording(
        "the count of months, cuts for coming late", "jumlah bulan, potongan datang terlambat"
    )
    assert joined_labels([]) == Wording("", "")


@pytest.mark.parametrize(
    ("unit", "count", "en", "id_"),
    [
        ("minutes", None, "minutes", "menit"),
        ("minutes", 1, "minute", "menit"),
        ("minutes", 2, "minutes", "menit"),
        ("share", 1, "", ""),
        ("talks", 1, "talks", "talks"),
    ],
)
def test_a_unit_is_said_after_its_number(unit: str, count: float | None, en: str, id_: str) -> None:
    """One minute, two minutes; a unit without other words keeps its own."""
    assert Wording(en, id_) == unit_label(unit, count)


def test_a_scheme_is_named_after_its_rules() -> None:
    """In files and in both languages: the workplace rule, a cross, the pay rule."""
    (scheme,) = factorial(
        all_workplaces(LAW)[1:2], all_pays(LAW)[:1], outcome=standard_outcome(LAW), share_of_posts=0.4
    )
    place, pay = scheme.workplace, scheme.pay
    assert f"{place.name} x {pay.name}" == scheme.name
    assert Wording(f"{place.label.en} x {pay.label.en}", f"{place.label.id} x {pay.label.id}") == scheme.label
    assert (0.4, "output 1, tpp_60_40 1") == (scheme.share_of_posts, pay.version)
    assert "standard_outcome" == scheme.outcome.name


def test_a_change_says_what_it_changes() -> None:
    """The figure, its unit, what it is and would be, and the predicate before and after: as data."""
    found = counterfactuals(SCORERS["outcome"](), month(promises_kept=9.0), law=LAW).found
    work, kept = found[0], found[1]
    now, then = Predicate.NEEDS_IMPROVEMENT, Predicate.GOOD
    assert ("done.work", "minutes", 1500.0, 1530.0, 30.0, now, then) == (
        work.figure,
        work.unit,
        work.before,
        work.after,
        work.change,
        work.predicate_before,
        work.predicate_after,
    )
    assert ("promises_kept", "1", 9.0, 10.0, 1.0) == (
        kept.figure,
        kept.unit,
        kept.before,
        kept.after,
        kept.change,
    )
    never = counterfactuals(SCORERS["outcome"](), month(done__work=600.0), law=LAW).found[1]
    assert ("promises_kept", 7.0, None, None, now, None) == (
        never.figure,
        never.before,
        never.after,
        never.change,
        never.predicate_before,
        never.predicate_after,
    )


@pytest.mark.parametrize(
    "changes",
    [{}, {"done__work": 600.0}, {"solved_yes": None, "trips_made": None}, {"first_time_judged": None}],
)
def test_what_is_stays_what_it_is(changes: dict[str, float | None]) -> None:
    """Whatever comes of it, each answer holds the figure as the evidence has it, or that it has none."""
    found = month(**changes)
    told = counterfactuals(SCORERS["outcome"](), found, law=LAW).found
    assert [found.figures.get(each.figure) for each in told] == [each.before for each in told]


def test_a_month_under_each_rule_reads_the_law_of_a_day() -> None:
    """Scores are those of the day that is named, or else of the last day of the period."""
    for on, expected in ((None, DAY), (MAY.until, MAY.until)):
        told = under_each(all_pays(LAW), month(), base=1, law=LAW, on=on)
        assert {expected} == {answer.score.on for answer in told.answers}


def test_the_law_of_a_day_is_read() -> None:
    """What would move a predicate is asked of the law of the day that is named."""
    stricter = apply_reforms(
        LAW, Reform.of("later", "rating.below", 0.99, since=MAY.until, reason="another law from June on")
    )
    scorer, found = SCORERS["outcome"](), month(promises_kept=10.0)
    now = counterfactuals(scorer, found, law=stricter, on=DAY)
    later = counterfactuals(scorer, found, law=stricter, on=MAY.until)
    assert (Predicate.GOOD, Predicate.NEEDS_IMPROVEMENT) == (now.predicate, later.predicate)


def test_the_score_of_a_day_is_changed() -> None:
    """The main job of the advice is that of the day that is named: met by the law of May, not by June's."""
    later_on = Reform.of("later", "main_job.threshold", 0.99, since=MAY.until, reason="from June on")
    stricter = apply_reforms(LAW, later_on)
    scorer, found = outcome(stricter), month(promises_kept=9.0)
    now = counterfactuals(scorer, found, law=stricter, on=DAY).found[1]
    later = counterfactuals(scorer, found, law=stricter, on=MAY.until).found[1]
    assert (10.0, None) == (now.after, later.after)
    assert "gate_missed" == later.reason.code
