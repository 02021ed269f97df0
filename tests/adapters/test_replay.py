from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from asnwork.adapters.event_log import load_log
from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.mapping import parse_mapping, read_mapping
from asnwork.adapters.replay import Replay, lacking_law, on_time, replay_summary
from asnwork.adapters.replay_periods import periods_of, rows_by_period
from asnwork.adapters.replay_tables import (
    assumptions_table,
    log_table,
    on_time_table,
    parts_table,
    problems_table,
    scores_table,
)
from asnwork.adapters.replay_words import row_reason
from asnwork.domain.evidence import Period
from asnwork.domain.formula import Constant, Figure, maximum, minimum
from asnwork.domain.law import Dated, Law, Parameter
from asnwork.domain.reason import Wording
from asnwork.domain.request.facts import RequestFact
from asnwork.errors import InvalidInput, NoValueOnDay, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.gathering import gather_all
from asnwork.policies.outcome import Measure
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.score import InsufficientEvidence, Score
from tests.adapters.logs import MAPPINGS, shared, written

LAW = national_law()
OUTCOME = standard_outcome(LAW)
NO_ATTENDANCE = "insufficient evidence: the log has no attendance"

MAPPING = """
zone = "Asia/Jakarta"
[events]
case = "case"
activity = "what"
time = "done"
officer = "who"
[cases]
file = "cases.csv"
case = "id"
opened = "filed"
due = "due"
closed = "end"
[minutes]
"*" = 30
[plan]
minutes_a_month = 60
"""
EVENTS = (
    "case,what,done,who\n"
    "a,verify,2026-05-04T08:10,ani\n"
    "a,sign,2026-05-04T09:10,budi\n"
    "b,verify,2026-05-05T08:10,ani\n"
    "b,sign,2026-06-05T09:10,budi\n"
    "c,verify,2026-06-30T09:10,ani\n"
)
CASES = (
    "id,filed,due,end\n"
    "a,2026-05-01,2026-05-06,2026-05-05\n"
    "b,2026-05-01,2026-05-08,2026-06-06\n"
    "c,2026-06-29,2026-07-08,\n"
    "d,2026-05-01,2026-05-02,\n"
)


def loaded(folder: Path, *, mapping: str = MAPPING, events: str = EVENTS) -> LoadedLog:
    """A small log of two officers and four requests."""
    written(folder, CASES, "cases.csv")
    return load_log(written(folder, events), parse_mapping(mapping))


def replay(log: LoadedLog, *, by: str = "month", law_on: date | None = None) -> Replay:
    """The log under every shipped pay rule."""
    return replay_summary(
        log,
        outcome=OUTCOME,
        pays=all_pays(LAW),
        measures=attendance_measures(LAW),
        by=by,
        law_on=law_on,
    )


def fact(**moments: object) -> RequestFact:
    """A request filed at 0, as of 9."""
    return RequestFact(request="r", service="s", channel="c", as_of=9, submitted_at=0, **moments)


@pytest.mark.parametrize(
    ("moments", "state"),
    [
        ({"due_at": 5, "closed_at": 5}, "kept"),
        ({"due_at": 5, "ready_at": 5, "closed_at": 7}, "kept"),
        ({"due_at": 5, "decided_at": 4, "decision": "refused", "closed_at": 7}, "kept"),
        ({"due_at": 5, "decided_at": 4, "decision": "granted", "closed_at": 7}, "late"),
        ({"due_at": 5, "decision": "refused", "closed_at": 7}, "late"),
        ({"closed_at": 5}, "without_promise"),
        ({"due_at": 5}, "late_and_open"),
        ({"due_at": 9}, "open"),
        ({}, "open"),
        ({"due_at": 5, "ended_as": "withdrawn", "ended_at": 6}, "ended_otherwise"),
        ({"due_at": 5, "ended_as": "duplicate", "closed_at": 4}, "kept"),
    ],
)
def test_each_request_is_counted_once_by_what_became_of_it(moments: dict[str, object], state: str) -> None:
    """A promise ends when the request was refused, was ready, or was closed; the others are counted apart."""
    found = on_time([fact(**moments)])
    counts = {
        "kept": found.kept,
        "late": found.answered - found.kept,
        "without_promise": found.without_promise,
        "late_and_open": found.late_and_open,
        "open": found.open,
        "ended_otherwise": found.ended_otherwise,
    }
    assert {state: 1} == {name: count for name, count in counts.items() if count}


def test_nothing_answered_has_no_share() -> None:
    """Where nothing was judged there is no share, and no zero."""
    assert on_time([]).share is None
    assert None in on_time_table(on_time([])).columns["share"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("whole", ["2026-05-04 to 2026-06-30"]),
        ("month", ["2026-05-01 to 2026-05-31", "2026-06-01 to 2026-06-30"]),
        ("quarter", ["2026-04-01 to 2026-06-30"]),
        ("year", ["2026-01-01 to 2026-12-31"]),
    ],
)
def test_a_log_is_cut_into_periods(tmp_path: Path, by: str, expected: list[str]) -> None:
    """Periods of the calendar are whole; together they hold every day of the log."""
    assert expected == [str(period) for period in periods_of(loaded(tmp_path), by)]


def test_periods_need_a_zone_and_a_known_length(tmp_path: Path) -> None:
    """A log without a zone has no days, and a length that is not known names the near misses."""
    with pytest.raises(UnknownName, match="did you mean month"):
        periods_of(loaded(tmp_path), "monthly")
    events = EVENTS.replace(":10,", ":10+07:00,")
    with pytest.raises(InvalidInput, match="zone: given 'nothing'"):
        periods_of(loaded(tmp_path, mapping=WITHOUT_ZONE, events=events))


WITHOUT_ZONE = MAPPING.replace('zone = "Asia/Jakarta"', "").partition("[cases]")[0]


def test_a_log_without_rows_has_no_periods(tmp_path: Path) -> None:
    """A table with a header and no row gives an empty replay."""
    path = written(tmp_path, "id,at\n")
    log = load_log(path, parse_mapping('zone = "Asia/Jakarta"\n[cases]\ncase = "id"\nopened = "at"\n'))
    found = replay(log)
    assert ((), (), ()) == (found.periods, found.evidence, found.scored)
    assert 0 == found.on_time.answered


def test_evidence_is_gathered_for_each_officer_and_period(tmp_path: Path) -> None:
    """Whoever has a row in a period has evidence in it, and it names its rows."""
    found = replay(loaded(tmp_path))
    told = {(str(each.period)[:7], each.officer): each for each in found.evidence}
    assert {("2026-05", "ani"), ("2026-05", "budi"), ("2026-06", "ani"), ("2026-06", "budi")} == set(told)
    may = told["2026-05", "ani"]
    assert (2.0, 60.0, 60.0) == (may["steps_done"], may["done.work"], may["target.work"])
    assert ("a/verify", "b/verify") == may.rows["steps_done"]
    # The promise of b fell due in May; Budi came to it in June.
    judged = {key: (each["promises_kept"], each["promises_judged"]) for key, each in told.items()}
    assert ((1.0, 2.0), (0.0, 0.0)) == (judged["2026-05", "ani"], judged["2026-06", "ani"])
    assert ((1.0, 1.0), (0.0, 1.0)) == (judged["2026-05", "budi"], judged["2026-06", "budi"])


def test_what_reads_attendance_says_that_there_is_none(tmp_path: Path) -> None:
    """Every part that reads attendance answers insufficient evidence, with that reason, and never zero."""
    found = replay(loaded(tmp_path))
    reading = [part for part in found.parts if {"late_cut", "absence_cut"} & set(part.reads)]
    assert {("tpp_60_40", "line.discipline"), ("attendance_only", "score.discipline")} == {
        (part.pay, part.part) for part in reading
    }
    assert {(0, 4, NO_ATTENDANCE)} == {(part.answered, part.insufficient, part.why) for part in reading}
    attendance = [each.score for each in found.scored if each.pay == "attendance_only"]
    assert all(isinstance(score, InsufficientEvidence) for score in attendance)
    assert {NO_ATTENDANCE} == {str(score.reasons[0]) for score in attendance}


def test_officers_are_scored_by_what_the_log_holds(tmp_path: Path) -> None:
    """Scorers that read no attendance give scores, with the gate of the main job."""
    scores = {
        (each.pay, str(each.evidence.period)[:7], each.evidence.officer): each.score
        for each in replay(loaded(tmp_path)).scored
    }
    may = scores["outcome", "2026-05", "ani"]
    assert isinstance(may, Score)
    assert ("met", (40 * 100 + 25 * 50) / 65) == (may.gate.value, pytest.approx(may.value))
    june = scores["outcome", "2026-06", "budi"]
    assert isinstance(june, Score)
    assert "missed" == june.gate.value


def test_without_assumptions_a_log_tells_less(tmp_path: Path) -> None:
    """Where the mapping assumes no minutes and no plan, work cannot be scored, and the reason is told."""
    found = replay(loaded(tmp_path, mapping=MAPPING.partition("[minutes]")[0]))
    work = next(part for part in found.parts if part.part == "score.work")
    assert 0 == work.answered
    assert work.why.startswith("insufficient evidence: the log does not tell: expected minutes")
    assert () == assumptions_table(found.log).columns["assumed"]


def test_law_of_another_day_can_be_asked_for(tmp_path: Path) -> None:
    """A log older than the law is scored by the law of another day, and refused without one."""
    old = EVENTS.replace("2026", "2016")
    log = loaded(tmp_path, mapping=MAPPING.partition("[cases]")[0] + "[minutes]\n'*' = 30\n", events=old)
    pays = [pay for pay in all_pays(LATE_LAW) if pay.name == "outcome"]
    with pytest.raises(NoValueOnDay):
        replay_summary(log, outcome=OUTCOME, pays=pays)
    assert replay_summary(log, outcome=OUTCOME, pays=pays, law_on=date(2026, 5, 31)).scored


def _late(parameter: Parameter) -> Parameter:
    if parameter.path != "score.minimum_coverage":
        return parameter
    return evolve(parameter, values=Dated(values=((date(2020, 1, 1), parameter.values.values[-1][1]),)))


LATE_LAW = Law(parameters=tuple(map(_late, LAW)))


def test_rows_left_out_of_a_period_have_no_part_in_it(tmp_path: Path) -> None:
    """Evidence from the rows of a period is the evidence from all rows."""
    log = loaded(tmp_path)
    inside = rows_by_period(log.rows, OUTCOME.measures)
    for period in periods_of(log, "month"):
        rows, officers = inside(period)
        few = gather_all(period, rows, measures=OUTCOME.measures, as_of=log.as_of, officers=officers)
        every = gather_all(period, log.rows, measures=OUTCOME.measures, as_of=log.as_of, officers=few)
        assert dict(every) == dict(few)
    assert 4 == len(inside(Period.month(2026, 5, zone="Asia/Jakarta"))[0].steps)


def test_what_is_done_again_in_another_month_is_seen_there(tmp_path: Path) -> None:
    """A repeat on the other side of a period's edge is one, of a request or a citizen, and adds nobody."""
    events = (
        EVENTS + "b,verify,2026-06-05T10:10,ani\nc,sign,2026-07-01T00:10,budi\nd,sign,2026-06-30T23:10,budi\n"
    )
    mapping = MAPPING.replace('due = "due"', 'due = "due"\napplicant = "asks"')
    cases = "id,filed,due,end,asks\n" + "".join(
        f"{row},{'x' if row[0] in 'cd' else ''}\n" for row in CASES.splitlines()[1:]
    )
    written(tmp_path, cases, "cases.csv")
    log = load_log(written(tmp_path, events), parse_mapping(mapping))
    done = {
        (each.period.since.month, each.officer): each["steps_done"]
        for each in replay(log).evidence
        if each["steps_done"] is not None
    }
    # Ani verified b in May already, and Budi signed for x an hour before the month began.
    assert {(5, "ani"): 2.0, (5, "budi"): 1.0, (6, "ani"): 1.0, (6, "budi"): 2.0, (7, "budi"): 0.0} == {
        key: count for key, count in done.items() if key != (7, "ani")
    }
    for period in periods_of(log, "month"):
        _, officers = rows_by_period(log.rows, OUTCOME.measures)(period)
        assert officers == tuple(sorted({who for month, who in done if month == period.since.month}))


DAY = Constant(86_400_000_000, "microseconds")
STEP_END, DUE = Figure("step_ended_at", "microseconds"), Figure("due_at", "microseconds")


@pytest.mark.parametrize(
    ("at", "steps"),
    [(maximum(STEP_END, DUE), 4), (minimum(STEP_END, DUE), 4), (STEP_END + DAY, 5), (STEP_END, 4)],
)
def test_no_row_is_left_out_whose_moment_is_computed(tmp_path: Path, at: object, steps: int) -> None:
    """Where a measure counts from a moment that stands in no row, all rows stay."""
    log = loaded(tmp_path)
    measure = Measure(
        name="n", unit="1", source="steps", of=Constant(1, "1"), at=at, wording=Wording("n", "n")
    )
    may = Period.month(2026, 5, zone="Asia/Jakarta")
    assert steps == len(rows_by_period(log.rows, [measure])(may)[0].steps)


def test_tables_show_the_replay_without_naming_an_officer(tmp_path: Path) -> None:
    """What was read, what was not, promises, scores and parts come as tables that name nobody."""
    log = loaded(tmp_path, events=EVENTS + "z,verify,2026-05-04T08:10,ani\n")
    found = replay(log)
    assert ("events read", 5) in zip(*log_table(log).columns.values(), strict=True)
    assert ("z is not in the case table",) == problems_table(log).columns["reason"]
    assert (50.0,) == tuple(
        share for share in on_time_table(found.on_time).columns["share"] if share is not None
    )
    assert ("*: 30 minutes a step", "plan of each officer: 60 minutes a month") == assumptions_table(
        log
    ).columns["assumed"]
    scores = scores_table(found)
    assert (4, 4, 3, 0) == scores.columns["scored"]
    assert (None,) * 4 == scores.columns["median"], "two people are too few for a median"
    assert NO_ATTENDANCE in parts_table(found).columns["why"]
    shown = "".join(str(table) for table in (scores, parts_table(found), on_time_table(found.on_time)))
    assert "ani" not in shown.replace("anies", "")


def test_a_figure_that_no_log_holds_has_a_label(tmp_path: Path) -> None:
    """Why a part has no answer is told in words, in two languages, without names of files."""
    part = next(each for each in replay(loaded(tmp_path)).parts if each.part == "line.behaviour")
    assert (
        "insufficient evidence: the log has no figure for the rating of behaviour and competence" == part.why
    )
    assert "bukti tidak cukup: log tidak memuat nilai perilaku dan kompetensi" == part.why_id


def test_a_line_whose_share_the_law_does_not_set_says_so(tmp_path: Path) -> None:
    """What a line pays before its law is no answer, though the score behind it is one."""
    found = replay(loaded(tmp_path), law_on=date(2015, 1, 1))
    part = next(each for each in found.parts if each.part == "line.performance")
    assert 0 == part.answered
    assert "tpp.performance_share has no value on 2015-01-01: it covers from 2020-01-01" == part.why
    assert "tpp.performance_share tidak punya nilai pada 2015-01-01: berlaku mulai 2020-01-01" == part.why_id


def test_a_pay_rule_says_which_law_it_lacks_on_a_day() -> None:
    """Scorer and lines are asked; a day that all of them cover lacks nothing."""
    pays = all_pays(LAW)
    assert () == lacking_law(pays, date(2026, 7, 1))
    told = lacking_law(pays, date(2015, 1, 1))
    assert {"tpp_60_40"} == {pay for pay, _ in told}
    assert {"tpp.performance_share", "tpp.discipline_share"} == {error.what for _, error in told}


def test_tables_speak_indonesian(tmp_path: Path) -> None:
    """Headings, names of rows and reasons are Indonesian; nothing English stands beside them."""
    events = EVENTS + "z,verify,2026-05-04T08:10,ani\na,sign,2026-05-04T09:10,budi\n"
    found = replay(loaded(tmp_path, events=events))
    tables = [
        log_table(found.log, "id"),
        problems_table(found.log, "id"),
        assumptions_table(found.log, "id"),
        on_time_table(found.on_time, "id"),
        scores_table(found, "id"),
        parts_table(found, "id"),
    ]
    shown = "\n".join(table.text(lang="id", width=200) for table in tables).lower()
    words = re.findall(r"(?<![\w.])[a-z]+(?![\w.])", shown)  # but for names in files, such as line.work
    assert set() == ENGLISH & set(words)
    assert ("z tidak ada di tabel permohonan", "a lagi, seperti di baris 3; persis sama") == tables[
        1
    ].columns["alasan"]
    assert ("*: 30 menit per langkah", "rencana tiap pegawai: 60 menit per bulan") == tables[2].columns[
        "asumsi"
    ]


ENGLISH = {
    *(
        "what",
        "count",
        "read",
        "rows",
        "row",
        "set",
        "aside",
        "repeated",
        "used",
        "could",
        "not",
        "the",
        "of",
    ),
    *("requests", "share", "answered", "promise", "promised", "moment", "pay", "rule", "periods", "scored"),
    *("gate", "met", "missed", "unknown", "part", "why", "file", "line", "reason"),
    *("assumed", "minutes", "month", "step", "plan", "officer", "officers", "evidence", "insufficient"),
    *("has", "no", "does", "tell", "again", "same", "very", "case", "table", "is", "in"),
}


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("done is not a moment: '05/05/2026'", "done bukan waktu: '05/05/2026'"),
        ("id is empty", "id kosong"),
        ("begun is after done", "begun sesudah done"),
        ("z is not in the case table", "z tidak ada di tabel permohonan"),
        ("it has 2 cells, the header has 10", "ada 2 sel, kepala tabel punya 10"),
        ("it holds a NUL byte", "memuat bita NUL"),
        ("it is not UTF-8", "bukan UTF-8"),
        (
            "a quote is not closed or stands inside a cell (',' expected after '\"')",
            "tanda kutip tidak ditutup atau berada di dalam sel",
        ),
        (
            "the mapping does not say what status 'opn' means; did you mean open?",
            "pemetaan tidak menjelaskan arti status 'opn'; maksud Anda open?",
        ),
        (
            "the mapping does not say what status 'opn' means",
            "pemetaan tidak menjelaskan arti status 'opn'",
        ),
        (
            "the mapping does not say what status 'opn' means; did you mean open or opened?",
            "pemetaan tidak menjelaskan arti status 'opn'; maksud Anda open atau opened?",
        ),
        ("closed by its status, and end is empty", "selesai menurut statusnya, tetapi end kosong"),
        ("open by its status, and end is filled", "belum selesai menurut statusnya, tetapi end terisi"),
        (
            "closed before it was opened; used as it stands",
            "selesai sebelum diajukan; dipakai apa adanya",
        ),
        ("something of another making", "something of another making"),
    ],
)
def test_reasons_of_rows_have_an_indonesian_twin(reason: str, told: str) -> None:
    """Each reason why a row was not taken as it stands is told in Indonesian; an unknown one stays."""
    assert told == row_reason(reason, "id")
    assert reason == row_reason(reason, "en")


def test_a_table_of_no_problems_is_empty(tmp_path: Path) -> None:
    """Where every row was taken as it stood, nothing is listed."""
    assert 0 == len(problems_table(loaded(tmp_path)))


def test_the_receipt_log_is_replayed() -> None:
    """Promises, evidence and scores of the real event log; what reads attendance says that there is none."""
    log = load_log(shared("receipt_events.csv.gz"), read_mapping(MAPPINGS / "receipt.toml"))
    found = replay(log)
    assert (1329, 952) == (found.on_time.answered, found.on_time.kept)
    assert 71.6 == round(100 * found.on_time.share, 1)
    assert set(log.officers) == {each.officer for each in found.evidence}
    # Of 8,055 steps 207 were done before by the same officer in the same case.
    assert 8055 - 207 == sum(each["steps_done"] for each in found.evidence)
    assert any(isinstance(each.score, Score) for each in found.scored)
    discipline = next(part for part in found.parts if part.part == "line.discipline")
    assert (0, NO_ATTENDANCE) == (discipline.answered, discipline.why)


@pytest.mark.parametrize(
    ("name", "mapping", "answered", "share"),
    [
        ("stlouis_csb_2018_w01.csv.gz", "stlouis", 1405, 64.1),
        ("baltimore_311_sample.csv.gz", "baltimore", 9555, 83.6),
    ],
)
def test_lists_without_officers_are_replayed(name: str, mapping: str, answered: int, share: float) -> None:
    """Promises of the real lists are counted; of officers nothing is said, and the reason is told."""
    found = replay(load_log(shared(name), read_mapping(MAPPINGS / f"{mapping}.toml")))
    assert (answered, share) == (found.on_time.answered, round(100 * found.on_time.share, 1))
    assert ((), ()) == (found.evidence, found.scored)
    assert {"insufficient evidence: the log names no officer"} == {part.why for part in found.parts}
