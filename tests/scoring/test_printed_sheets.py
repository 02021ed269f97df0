"""Sheets as they are printed, to the letter, in both languages: one file for each in the folder sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Reform, apply_reforms
from asnwork.domain.reason import Reason, Wording
from asnwork.indonesia.schemes import all_pays
from asnwork.scoring.allowance import Allowance, allowance
from asnwork.scoring.predicate import Predicate, Rating, result_rating, score_figures
from asnwork.scoring.proposal import Proposal, propose
from asnwork.scoring.proposal_moves import accept, answer, issue, object_, see
from asnwork.scoring.score import Draft, InsufficientEvidence, Joined, Part, Score
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.sheet import Sheet, sheet
from asnwork.scoring.under_each import UnderEach, under_each
from asnwork.tables import Lang, Table
from tests.rows import MAY, OFFICERS
from tests.scoring.contracts import DAY, LAW, PAYS, SCORERS, evidence_of

FOLDER = Path(__file__).parent / "sheets"
NOON = datetime(2026, 6, 2, 5, tzinfo=UTC)
BASE = 5_000_001
CUTS = {"late_cut": 0.0125, "early_cut": 0.0, "absence_cut": 0.03, "months": 1.0}
WORK = {"done.work": 1500.0, "target.work": 2000.0, "available": 0.8}
MONTH = {
    **WORK,
    "promises_kept": 10.0,
    "promises_judged": 11.0,
    "right_first_time": 6.0,
    "first_time_judged": 7.0,
    "not_reopened": 9.0,
    "reopen_judged": 9.0,
    "trips_made": 2.0,
    "trips_usual": 8.0,
}


def scored(name: str, figures: Mapping[str, float]) -> Score | InsufficientEvidence:
    """What a scorer makes of a month."""
    scorer = SCORERS[name]()
    return evaluate(scorer, evidence_of(scorer, figures), on=DAY)


def proposed(score: Score | InsufficientEvidence, behaviour: Rating | None = None) -> Proposal:
    """The proposal that follows from a score."""
    rating = result_rating(LAW, score_figures(score), on=DAY)
    assert rating is not None
    return propose(officer=OFFICERS[0], period=MAY, result=rating, behaviour=behaviour, law=LAW, at=NOON)


def paid(
    rule: str,
    score: Score | InsufficientEvidence,
    proposal: Proposal | None = None,
    base: int = BASE,
    **more: float,
) -> Allowance:
    """What is paid for a score."""
    known = score_figures(score) | more
    simulated = proposal is None or not proposal.issued_by
    return allowance(PAYS[rule](), base, proposal, known, on=DAY, simulated=simulated)


def after(days: int) -> datetime:
    """So many days after the proposal."""
    return NOON + timedelta(days=days)


def a_month_issued_and_paid() -> Sheet:
    """A month that an official issued, with its pay."""
    score = scored("outcome", MONTH)
    seen = see(proposed(score, Rating.ABOVE), at=NOON)
    issued = issue(accept(seen, at=NOON), official="head of the office", at=NOON)
    return sheet(score, proposal=issued, allowance=paid("outcome", score, issued), law=LAW)


def a_month_proposed_and_simulated() -> Sheet:
    """A month that is only proposed, its pay by 60/40 a simulation."""
    score = scored("output", WORK)
    proposal = proposed(score)
    return sheet(score, proposal=proposal, allowance=paid("tpp_60_40", score, **CUTS), law=LAW)


def a_missed_main_job_objected_to() -> Sheet:
    """A month below expectation, to which the officer objected."""
    score = scored("output", {**WORK, "done.work": 300.0})
    objected = object_(see(proposed(score, Rating.BELOW), at=NOON), grounds="leave is missing", at=after(1))
    return sheet(score, proposal=objected, law=LAW)


def an_objection_answered() -> Sheet:
    """An objection that the appraiser answered; the superior may still be asked."""
    score = scored("output", WORK)
    objected = object_(see(proposed(score), at=NOON), grounds="leave is missing", at=after(1))
    return sheet(score, proposal=answer(objected, by="appraiser", reason="it is in it", at=after(2)))


def more_than_expected_and_a_quarter_paid() -> Sheet:
    """A rating that a person gave, accepted, and the pay of three months."""
    score = scored("output", {**WORK, "done.work": 1601.0})
    by_hand = evolve(proposed(score), result=Rating.ABOVE, predicate=Predicate.VERY_GOOD)
    return sheet(
        score,
        proposal=accept(see(by_hand, at=NOON), at=NOON),
        allowance=paid("tpp_60_40", score, **{**CUTS, "months": 3.0}),
        law=LAW,
    )


def nobody_rated_behaviour() -> Sheet:
    """A line that drops out."""
    score = scored("output", WORK)
    return sheet(score, allowance=paid("surabaya_eperformance", score))


def discipline_is_held() -> Sheet:
    """A line that is held."""
    score = scored("output", WORK)
    return sheet(score, allowance=paid("tpp_60_40", score))


def everything_is_held() -> Sheet:
    """No score, and no rupiah that is settled."""
    score = scored("output", {})
    return sheet(score, allowance=paid("outcome", score), law=LAW)


def amounts_too_large_for_printed_percentages() -> Sheet:
    """Amounts that follow from twelve decimals of a share only."""
    score = scored("output", {**WORK, "done.work": 1234.5678901})
    return sheet(score, allowance=paid("tpp_60_40", score, base=9_999_999_999_999, **CUTS))


def a_base_of_a_few_rupiah() -> Sheet:
    """Amounts that even whole percentages would give; two decimals stand there all the same."""
    score = scored("output", {**WORK, "done.work": 1234.5678901})
    return sheet(score, allowance=paid("tpp_60_40", score, base=7, **CUTS))


def amounts_of_ten_decimals() -> Sheet:
    """Amounts that follow from ten decimals of a percentage, and from no fewer."""
    score = scored("output", {**WORK, "done.work": 1234.5678901})
    return sheet(score, allowance=paid("tpp_60_40", score, base=9_699_223_737, **{**CUTS, "months": 3.0}))


def a_predicate_without_reasons() -> Sheet:
    """A proposal of which nobody says why."""
    score = scored("output", WORK)
    return sheet(score, proposal=evolve(proposed(score), reasons=()), law=LAW)


def on_the_edge_of_a_rating() -> Sheet:
    """A score that two decimals would put on the wrong side of a threshold."""
    return sheet(scored("output", {**WORK, "done.work": 1439.9999}), law=LAW)


def scores_within_a_score() -> Sheet:
    """Scorers within a scorer."""
    return sheet(scored("scorers within a scorer", {**MONTH, **CUTS}), law=LAW)


def too_little_within_a_score() -> Sheet:
    """Scorers within a scorer, one of which has too little evidence."""
    return sheet(scored("scorers within a scorer", {**WORK, **CUTS}), law=LAW)


def no_evidence_at_all() -> Sheet:
    """A month of which nothing is known."""
    return sheet(scored("outcome", {}))


def nothing_to_judge() -> Sheet:
    """A month on leave."""
    return sheet(scored("output", {**WORK, "done.work": 0.0, "available": 0.0}))


def the_least_of_two() -> Sheet:
    """A score that is the least of its parts."""
    return sheet(scored("the least of two", {**WORK, **CUTS}), law=LAW)


def capped_then_in_a_band() -> Sheet:
    """A value that a cap and then bands change."""
    return sheet(scored("capped and banded", MONTH), law=LAW)


def raised_to_the_floor() -> Sheet:
    """A value that a floor changes."""
    return sheet(scored("floored", {**MONTH, "done.work": 0.0, "promises_kept": 0.0, "not_reopened": 0.0}))


def in_the_highest_band() -> Sheet:
    """A value in a band that is open above."""
    return sheet(scored("banded", {**MONTH, "done.work": 1600.0, "promises_kept": 11.0}))


def just_below_an_edge() -> Sheet:
    """A value that two decimals would put in the band above."""
    return sheet(scored("output in bands", {**WORK, "done.work": 1439.95}))


def just_below_the_lowest_edge() -> Sheet:
    """A value in a band that is open below, that two decimals would put above it."""
    return sheet(scored("output in bands", {**WORK, "done.work": 799.95}))


def on_an_edge() -> Sheet:
    """A value on the edge of a band, to which the edge belongs."""
    return sheet(scored("output in bands", {**WORK, "done.work": 1440.0}))


def just_above_an_edge() -> Sheet:
    """A value that two decimals would put in the band below, to which the edge belongs."""
    return sheet(scored("output in bands, edges to the right", {**WORK, "done.work": 1440.05}))


def on_an_edge_to_the_right() -> Sheet:
    """A value on the edge of the band below, to which the edge belongs."""
    return sheet(scored("output in bands, edges to the right", {**WORK, "done.work": 800.0}))


def attendance_alone() -> Sheet:
    """A scorer that looks at no main job."""
    return sheet(scored("attendance", CUTS), law=LAW)


def a_way_of_its_own() -> Sheet:
    """A value that cannot be made again by hand."""
    return sheet(scored("a way of its own", {"days_absent": 3.0}), law=LAW)


def a_unit() -> Sheet:
    """An index of a unit, of which one element was answered."""
    figures = {"survey.forms": 40.0, "survey.half_width": 3.25}
    for element in ("procedure", "time", "fee", "product", "behaviour"):
        figures |= {f"survey.total.{element}": 121.0, f"survey.forms.{element}": 40.0}
    return sheet(scored("satisfaction", figures))


def too_few_forms() -> Sheet:
    """A unit whose survey may not be read."""
    figures = {"survey.forms": 4.0, "survey.half_width": 30.0}
    figures |= {"survey.total.time": 12.0, "survey.forms.time": 4.0}
    return sheet(scored("satisfaction", figures))


def reports_that_nobody_measured() -> Sheet:
    """Planned results under their own names, of which little is known."""
    return sheet(scored("output of several results", {"done.talks": 1.0, "available": 1.0}), law=LAW)


def somebody_elses_scorer() -> Sheet:
    """A score without parts, whose own adjustment is said."""

    class Theirs:
        name, version = "theirs", "9"
        scale = SCORERS["output"]().scale
        reads = frozenset({"months"})

        def score(self, view: Mapping[str, float | None], on: object) -> Draft:
            said = Reason(rule="theirs", code="own", wording=Wording("by dice", "dengan dadu"))
            halved = Reason(
                rule="theirs", code="halved", values={"before": 80, "after": 40.0}, wording=Wording("", "")
            )
            part = Part(name="dice", value=80.0, weight=10_000, effective_weight=10_000, reasons=(said,))
            joined = Joined(way="mean", value=80.0, minimum_coverage=0.25, adjusted=[halved])
            return Draft(value=40.0, parts=[part], reasons=[halved], joined=joined, coverage=0.5)

    found = evidence_of(SCORERS["attendance"](), {"months": 1.0})
    score = evaluate(Theirs(), found)
    assert isinstance(score, Score)
    return sheet(evolve(score, officer=None, on=None))


def without_parts() -> Sheet:
    """A score of which its scorer tells nothing but the value."""
    score = scored("output", WORK)
    assert isinstance(score, Score)
    return sheet(evolve(score, parts=(), joined=None, reasons=(), read=()))


def beside_a_threshold_of_many_decimals() -> Sheet:
    """A score that two decimals would put under a threshold of three."""
    fine = Reform.of(
        "fine", "rating.below", 0.90004, since=MAY.since, reason="a threshold between two prints"
    )
    score = scored("output", {**WORK, "done.work": 1440.072})
    return sheet(score, law=apply_reforms(LAW, fine))


def very_narrow() -> Sheet:
    """Words that are longer than a line stay whole."""
    return evolve(attendance_alone(), officer=OfficerId("ani-of-the-registry-of-births-and-deaths"))


def narrow() -> Sheet:
    """The first sheet again, for a small terminal."""
    return a_month_issued_and_paid()


SHEETS: Mapping[str, Callable[[], Sheet]] = {
    made.__name__: made
    for made in (
        a_month_issued_and_paid,
        a_month_proposed_and_simulated,
        a_missed_main_job_objected_to,
        an_objection_answered,
        more_than_expected_and_a_quarter_paid,
        nobody_rated_behaviour,
        discipline_is_held,
        everything_is_held,
        amounts_too_large_for_printed_percentages,
        a_base_of_a_few_rupiah,
        amounts_of_ten_decimals,
        a_predicate_without_reasons,
        on_the_edge_of_a_rating,
        scores_within_a_score,
        too_little_within_a_score,
        no_evidence_at_all,
        nothing_to_judge,
        the_least_of_two,
        capped_then_in_a_band,
        raised_to_the_floor,
        in_the_highest_band,
        just_below_an_edge,
        just_below_the_lowest_edge,
        on_an_edge,
        just_above_an_edge,
        on_an_edge_to_the_right,
        attendance_alone,
        a_way_of_its_own,
        a_unit,
        too_few_forms,
        reports_that_nobody_measured,
        somebody_elses_scorer,
        without_parts,
        beside_a_threshold_of_many_decimals,
        narrow,
        very_narrow,
    )
}
WIDTHS = {"narrow": 60, "very_narrow": 20}
WITH_GROUNDS = ("a_month_issued_and_paid", "a_month_proposed_and_simulated", "narrow")
LANGS: tuple[Lang, ...] = ("en", "id")


def printed(name: str, lang: Lang) -> str:
    """A sheet as text, its table below it; what the law gives as its ground stands in the first ones only."""
    made = SHEETS[name]()
    text, table = made.text(lang, width=WIDTHS.get(name, 100)), made.table(lang)
    if name not in WITH_GROUNDS:
        text = re.split("\n\n(?:WHAT IT RESTS ON|DASAR)", text)[0]
        table = Table({column: cells for column, cells in table.columns.items() if column != "law"})
    return f"{text}\n\n{table.to_csv()}"


def told(lang: Lang) -> str:
    """A month under each pay rule, and one of which little is known, as tables."""
    tables = (under(figures).table(lang) for figures in (MONTH, {"done.work": 1500.0}))
    return "\n\n".join(table.text(lang=lang, width=None) for table in tables)


def files() -> dict[str, str]:
    """Every file of the folder, by its name, with what it should hold."""
    found = {f"{name}.{lang}.txt": printed(name, lang) for name in SHEETS for lang in LANGS}
    found |= {f"under_each.{lang}.txt": told(lang) for lang in LANGS}
    return {name: text.rstrip("\n") + "\n" for name, text in found.items()}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_printed_to_the_letter(name: str, lang: Lang) -> None:
    """Text and table are those of the file that has the sheet's name."""
    expected = (FOLDER / f"{name}.{lang}.txt").read_text(encoding="utf-8")
    assert expected.splitlines() == printed(name, lang).splitlines()


def test_every_file_is_a_sheet() -> None:
    """No file of the folder is left over."""
    assert sorted(files()) == sorted(path.name for path in FOLDER.iterdir())


def test_a_sheet_is_a_hundred_wide_and_english_unless_said_otherwise() -> None:
    """Without a word on language and width a sheet is printed so, its table too."""
    for made in (make() for make in SHEETS.values()):
        assert made.text("en", width=100) == made.text() == str(made)
        assert made.table("en").to_csv() == made.table().to_csv()


def test_a_sheet_says_whose_it_is() -> None:
    """Whose, when, by which scorer, under which law and rule: as data too."""
    made = a_month_issued_and_paid()
    assert (OFFICERS[0], MAY, "outcome", "2", DAY, "outcome") == (
        made.officer,
        made.period,
        made.scorer,
        made.version,
        made.on,
        made.rule,
    )
    assert "" == attendance_alone().rule


def under(figures: Mapping[str, float] = MONTH) -> UnderEach:
    """A month under each pay rule, without attendance on record."""
    units = {name: unit for pay in all_pays(LAW) for name, unit in getattr(pay.scorer, "units", {}).items()}
    found = Evidence(
        officer=OFFICERS[0],
        period=MAY,
        as_of=0,
        figures=figures,
        units={name: units[name] for name in figures},
    )
    return under_each(all_pays(LAW), found, base=BASE, law=LAW)


@pytest.mark.parametrize("lang", LANGS)
def test_a_month_under_each_rule_is_printed_to_the_letter(lang: Lang) -> None:
    """Head, cells, unit and title of the table are those of its file, in each language."""
    expected = (FOLDER / f"under_each.{lang}.txt").read_text(encoding="utf-8")
    assert expected.splitlines() == told(lang).splitlines()


def test_a_table_of_each_rule_is_english_unless_said_otherwise() -> None:
    """Without a word on the language it is English."""
    assert under().table("en") == under().table()
    assert [False, False, False, True] == [answer.for_teaching_only for answer in under().answers]
