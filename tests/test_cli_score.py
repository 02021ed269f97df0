"""`asnwork score` through `main`: files in, files out, and what is told of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnwork.adapters import score_frame
from asnwork.cli import main
from asnwork.commands import terminal
from asnwork.commands.pay_rules import pay_rules
from asnwork.indonesia.law import national_law
from tests.adapters.test_scored_frame import PromisesOnly

pl = pytest.importorskip("polars", reason="the command needs polars")
pytest.importorskip("narwhals", reason="the command needs narwhals")

Told = pytest.CaptureFixture[str]
OFFICERS = 40
CALL = ["--pay", "outcome", "--on", "period"]
LAW = national_law()


def months(**others: Any) -> Any:
    """Two months of forty officers; every fourth has not done enough, every eighth has nothing on record."""
    numbers = [number for number in range(OFFICERS) for _ in range(2)]
    figures = {
        "officer": [f"officer-{number}" for number in numbers],
        "period": [date(2026, 5, 31), date(2026, 6, 30)] * OFFICERS,
        "done.work": [None if n % 8 == 0 else 900.0 if n % 4 == 0 else 1800.0 + n for n in numbers],
        "target.work": [2000.0] * len(numbers),
        "available": [1.0] * len(numbers),
        "promises_kept": [8.0] * len(numbers),
        "promises_judged": [10] * len(numbers),
        "right_first_time": [9.0] * len(numbers),
        "first_time_judged": [10.0] * len(numbers),
        "trips_made": [3.0] * len(numbers),
        "trips_usual": [10.0] * len(numbers),
        "not_reopened": [None if n % 8 == 0 else 9.0 for n in numbers],
        "reopen_judged": [10.0] * len(numbers),
        "solved_yes": [None] * len(numbers),
        "solved_known": [None] * len(numbers),
    }
    return pl.DataFrame(
        {**figures, **others}, schema_overrides={"solved_yes": pl.Float64, "solved_known": pl.Float64}
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the months as a Parquet file."""
    monkeypatch.chdir(tmp_path)
    months().write_parquet("months.parquet")
    return tmp_path


def test_a_file_is_scored_and_told_in_all(here: Path, capsys: Told) -> None:
    """The terminal says how many officer-months have which answer and names nobody."""
    assert 0 == main(["score", "months.parquet", *CALL])
    told = capsys.readouterr().out

    assert "output and outcome" in told
    assert "merged, fewer than ten officers each" in told
    assert "issues a predicate before anybody is paid by it" in " ".join(told.split())
    assert "officer-1" not in told


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".feather"])
def test_what_is_written_is_what_the_library_gives(here: Path, ending: str, capsys: Told) -> None:
    """The rows of the file come out in their order, with the columns that `score_frame` adds."""
    assert 0 == main(["score", "months.parquet", *CALL, "--out", f"scored{ending}"])
    expected = score_frame(months(), pay_rules(LAW)["outcome"], law=LAW, on="period").frame
    read = {".parquet": pl.read_parquet, ".csv": pl.read_csv, ".feather": pl.read_ipc}[ending]
    found = read(f"scored{ending}")

    assert expected.columns == found.columns
    assert expected["officer"].to_list() == found["officer"].to_list()
    assert expected["score"].is_null().to_list() == found["score"].is_null().to_list()
    assert 1e-12 > (expected["score"] - found["score"]).abs().max()
    assert expected["gate"].to_list() == found["gate"].to_list()
    assert f"written to scored{ending}" in capsys.readouterr().out
    assert {"months.parquet", f"scored{ending}"} == {path.name for path in here.iterdir()}


@pytest.mark.parametrize("ending", [".csv", ".arrow", ".feather", ".ipc"])
def test_every_form_of_file_gives_the_same(here: Path, ending: str, capsys: Told) -> None:
    """CSV and Arrow files are scored like Parquet; an empty CSV column is missing figures."""
    write = months().write_csv if ending == ".csv" else months().write_ipc
    write(f"months{ending}")
    told = []
    for name in ("months.parquet", f"months{ending}"):
        assert 0 == main(["score", name, *CALL, "--json"])
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]


def test_it_is_json_for_programs(here: Path, capsys: Told) -> None:
    """With `--json` cells, notices, law and refused rows are one document; small cells stay merged."""
    months(period=[None, date(2026, 6, 30)] * OFFICERS).write_parquet("months.parquet")
    assert 0 == main(["score", "months.parquet", *CALL, "--json", "told.json", "--lang", "id"])
    told = json.loads(Path("told.json").read_text(encoding="utf-8"))

    assert (80, {"no_day": 40}) == (told["officer_months"], told["refused"])
    for cells in (told["gates"], told["bands"]):
        assert 40 == sum(cell["officer_months"] for cell in cells)
        assert all(cell["officer_months"] >= 10 for cell in cells)
    # Neither of the two small cells holds ten officers, so the smallest of the others goes with them.
    assert [["met", "missed", "insufficient_evidence"]] == [cell["merged"] for cell in told["gates"]]
    assert {"taken_as_missing", "simulated"} == {notice["code"] for notice in told["notices"]}
    out = capsys.readouterr().out
    assert "Baris yang ditolak" in out and "hari yang hukumnya dibaca tidak terisi" in out


@pytest.mark.parametrize("column", [None, "who"])
def test_officers_are_told_apart_by_a_column_or_by_their_periods(
    here: Path, column: str | None, capsys: Told
) -> None:
    """Two months of nine officers are a small cell, whether or not a column tells the officers apart."""
    few = months().rename({"officer": "who"}).filter(pl.col("done.work") != 900).head(18)
    few.write_parquet("few.parquet")
    named = [] if column is None else ["--officer", column]
    assert 0 == main(["score", "few.parquet", *CALL, *named, "--json"])
    assert [["met"]] == [cell["merged"] for cell in json.loads(capsys.readouterr().out)["gates"]]


def test_a_scheme_is_named_too(here: Path, capsys: Told) -> None:
    """A scheme is scored by its pay rule, on one day for all rows, columns named, figures left out."""
    call = ["score", "months.parquet", "--scheme", "office_only x tpp_60_40", "--on", "2026-06-30"]
    given = ["--column", "late_cut=available", "--absent", "early_cut", "--absent", "absence_cut"]
    assert 0 == main([*call, *given, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert ("tpp_60_40", ["2026-06-30"]) == (told["pay"], list(told["law"]))


def test_the_first_day_after_a_period_will_do(here: Path, capsys: Told) -> None:
    """`--until` reads the law of the day before."""
    later = months().with_columns(pl.col("period").dt.offset_by("1d"))
    later.write_parquet("later.parquet")
    told = []
    for call in (["months.parquet", *CALL], ["later.parquet", "--pay", "outcome", "--until", "period"]):
        assert 0 == main(["score", *call, "--json"])
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["months.parquet", "--pay", "outcom", "--on", "period"], "did you mean outcome?"),
        (["months.parquet", "--scheme", "office", "--on", "period"], "unknown scheme"),
        (["months.txt", *CALL], ".parquet"),
        (["months.parquet", *CALL, "--out", "scored.txt"], "--out"),
        (["months.parquet", *CALL, "--out", "months.parquet"], "is an input"),
        (["months.parquet", *CALL, "--json", "scored.txt"], "--json"),
        (["months.parquet", "--pay", "outcome", "--on", "1999-01-01"], "--on: "),
        (["months.parquet", *CALL, "--column", "available"], "such as available=tersedia"),
        (["months.parquet", "--on", "period"], "--pay"),
    ],
)
def test_wrong_use_says_what_is_wrong(here: Path, call: list[str], said: str, capsys: Told) -> None:
    """A name, a day or a place that cannot be is exit code 2, before anything is read."""
    assert 2 == main(["score", *call])
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "call", "said"),
    [
        (None, [], "no such file"),
        (b"officer", [], "can be read"),
        ("drop", [], "bad.parquet: done.work"),
        (
            "drop",
            [],
            "name its column with --column done.work=COLUMN, or say --absent done.work if nobody has",
        ),
        ("keep", ["--absent", "avail"], "--absent avail: given 'avail'"),
        ("keep", ["--officer", "nip"], "--officer"),
        ("keep", ["--unit", "available=percent"], "given 'percent', expected the unit 'share'"),
        ("keep", ["--column", "avail=available"], "did you mean available?"),
    ],
)
def test_a_bad_file_names_every_fault(
    here: Path, content: Any, call: list[str], said: str, capsys: Told
) -> None:
    """What is wrong with the file is exit code 3, and nothing is written."""
    if content in ("drop", "keep"):
        months().drop("done.work" if content == "drop" else []).write_parquet("bad.parquet")
    elif content is not None:
        Path("bad.parquet").write_bytes(content)
    assert 3 == main(["score", "bad.parquet", *CALL, *call, "--out", "scored.parquet"])
    assert said in capsys.readouterr().err
    assert not Path("scored.parquet").exists()


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".feather"])
def test_a_bracket_in_a_name_is_part_of_the_name(here: Path, ending: str, capsys: Told) -> None:
    """`m[1].csv` is scored and written under that name, whatever stands in `m1.csv`."""
    for name, frame in ((f"m[1]{ending}", months()), (f"m1{ending}", months().head(2))):
        (frame.write_csv if ending == ".csv" else getattr(frame, f"write_{_form(ending)}"))(name)
    out = f"scored[1]{ending}"
    assert 0 == main(["score", f"m[1]{ending}", *CALL, "--json", "--out", out])
    assert 80 == json.loads(capsys.readouterr().out)["officer_months"]
    assert Path(out).is_file()


def _form(ending: str) -> str:
    return "parquet" if ending == ".parquet" else "ipc"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace(",", ";"), "header: given 'officer;period"),
        (lambda text: text.replace(",", ";"), "separated by semicolons? save it with commas"),
        (lambda text: text.splitlines()[0], "bad.csv: rows: given 'no rows below the header'"),
        (lambda text: "", "rows: given 'no rows below the header'"),
        (
            lambda text: text.replace("trips_made", "available", 1),
            "available: given '2 columns of that name'",
        ),
        (lambda text: text.replace("1801.0", '"1801,0"'), "its numbers with a decimal point"),
    ],
)
def test_a_csv_file_that_cannot_be_meant_is_refused(
    here: Path, change: Callable[[str], str], said: str, capsys: Told
) -> None:
    """Semicolons, a header alone, a column twice and decimal commas are told as what they are."""
    Path("bad.csv").write_text(change(months().write_csv()), encoding="utf-8")
    assert 3 == main(["score", "bad.csv", *CALL])
    assert said in capsys.readouterr().err


def test_text_among_the_figures_of_a_csv_file_is_a_fault(here: Path, capsys: Told) -> None:
    """A figure that is no number stops the command, and nothing half-written is left."""
    text = months().write_csv().replace("1801.0", "many")
    Path("bad.csv").write_text(text, encoding="utf-8")
    assert 3 == main(["score", "bad.csv", *CALL, "--out", "scored.csv"])
    assert "many" in capsys.readouterr().err
    assert {"months.parquet", "bad.csv"} == {path.name for path in here.iterdir()}


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "not 0 to 1 (percent?)"), ("id", "tidak antara 0 dan 1 (persen?)")]
)
def test_percent_for_a_share_is_told(here: Path, lang: str, said: str, capsys: Told) -> None:
    """Nobody misses the main job because a file holds 100 where all days are meant."""
    months(available=[100.0] * 80).write_parquet("months.parquet")
    assert 0 == main(["score", "months.parquet", *CALL, "--lang", lang, "--json", "told.json"])
    assert said in " ".join(capsys.readouterr().out.split())
    assert {"no_share": 80} == json.loads(Path("told.json").read_text(encoding="utf-8"))["refused"]


def test_strict_refuses_the_file_for_a_refused_row(here: Path, capsys: Told) -> None:
    """With `--strict` a refused row is exit code 3 and nothing is written; without it, it is counted."""
    months(available=[float("inf"), *[1.0] * 79]).write_parquet("months.parquet")
    call = ["score", "months.parquet", *CALL, "--out", "scored.parquet"]
    assert 3 == main([*call, "--strict"])
    assert "1 rows refused: a figure is infinite" in capsys.readouterr().err
    assert {"months.parquet"} == {path.name for path in here.iterdir()}
    assert 0 == main(call)
    assert "a figure is infinite" in capsys.readouterr().out


def test_a_scorer_that_is_no_formula_is_announced(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    """A pay rule whose scorer is plain Python runs row by row, says so, and tells how far it is."""
    from asnwork.scoring.scheme import PayRule

    made = PayRule(scorer=PromisesOnly(), allowance=pay_rules(LAW)["outcome"].allowance)
    monkeypatch.setattr("asnwork.commands.pay_rules.pay_rule_named", lambda name, law: made)
    names = ["--column", "kept=promises_kept", "--column", "judged=promises_judged"]
    monkeypatch.setattr("asnwork.commands.score._PATIENCE", float("inf"))
    assert 0 == main(["score", "months.parquet", "--pay", "promises", "--on", "period", *names])
    told = capsys.readouterr()
    assert "promises_only is no formula" in told.out
    assert "" == told.err
    monkeypatch.setattr("asnwork.commands.score._PATIENCE", 0.0)
    monkeypatch.setattr(terminal, "_LINES_EVERY", 0.0)
    assert 0 == main(["score", "months.parquet", "--pay", "promises", "--on", "period", *names])
    lines = capsys.readouterr().err.splitlines()
    assert [f"{done}/80" for done in range(1, 81)] == [line.split()[1] for line in lines]


@pytest.mark.parametrize(("stops", "code"), [(False, 0), (True, 70)])
def test_what_a_scorer_prints_or_raises_spoils_no_answer(
    here: Path, stops: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    """What it prints is no part of the JSON, and one that ends the program is an internal error."""
    from asnwork.scoring.scheme import PayRule

    class Loud(PromisesOnly):
        def score(self, view: Any, on: date) -> Any:
            sys.stdout.write("noise")
            if stops:
                raise SystemExit(0)
            return super().score(view, on)

    made = PayRule(scorer=Loud(), allowance=pay_rules(LAW)["outcome"].allowance)
    monkeypatch.setattr("asnwork.commands.pay_rules.pay_rule_named", lambda name, law: made)
    names = ["--column", "kept=promises_kept", "--column", "judged=promises_judged"]
    assert code == main(["score", "months.parquet", "--pay", "loud", "--on", "period", *names, "--json"])
    told = capsys.readouterr()
    assert "noise" in told.err
    assert "noise" not in told.out
    assert stops or 80 == json.loads(told.out)["officer_months"]
    assert stops == ("internal error: SystemExit" in told.err)


@pytest.mark.parametrize("library", ["polars", "narwhals.stable.v2"])
def test_without_the_extra_it_says_which(
    here: Path, monkeypatch: pytest.MonkeyPatch, library: str, capsys: Told
) -> None:
    """Without polars or narwhals the text names the extra that brings both."""
    monkeypatch.setitem(sys.modules, library, None)
    assert 69 == main(["score", "months.parquet", *CALL])
    assert "asnwork[frames]" in capsys.readouterr().err


def test_a_long_run_says_how_far_it_is(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    """After a second without a word, progress goes to standard error."""
    monkeypatch.setattr("asnwork.commands.score._PATIENCE", 0.0)
    monkeypatch.setattr(terminal, "_LINES_EVERY", 0.0)
    assert 0 == main(["score", "months.parquet", *CALL, "--out", "scored.parquet"])
    assert "80/80" in capsys.readouterr().err
