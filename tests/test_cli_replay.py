"""`asnwork replay` through `main`: real logs, and logs that are not whole."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from asnwork.cli import main
from tests.adapters.logs import MAPPINGS, shared

EXAMPLES = MAPPINGS.parent

MAPPING = """
zone = "Asia/Jakarta"
[cases]
case = "id"
opened = "filed"
closed = "ended"
due = "promised"
"""
LOG = """id,filed,ended,promised
1,2026-06-01T08:00,2026-06-01T10:00,2026-06-02T08:00
2,2026-06-01T08:00,2026-06-03T10:00,2026-06-02T08:00
3,the first of June,2026-06-03T10:00,2026-06-02T08:00
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A log in which one row cannot be used, with its mapping, in the working directory."""
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return ["replay", "log.csv", "--mapping", "m.toml"]


def test_promises_kept_are_counted(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One of two kept its promise; the row that cannot be used is named by its line."""
    assert 0 == main(files)
    told = capsys.readouterr().out

    assert "50" in told
    assert "rows that could not be used" in told and "log.csv" in told


def test_it_is_json_for_programs(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json` the output is one document; the bad row is in it with its line."""
    assert 0 == main([*files, "--json"])
    found = json.loads(capsys.readouterr().out)

    assert (0.5, 2, 4) == (
        found["on_time"]["share"],
        found["on_time"]["answered"],
        found["log"]["unusable"][0]["line"],
    )


def test_rows_that_cannot_be_used_go_to_a_file(files: list[str]) -> None:
    """`--unusable` writes them with file, line and reason."""
    assert 0 == main([*files, "--unusable", "bad.csv"])

    header, row = Path("bad.csv").read_text(encoding="utf-8").splitlines()
    assert "file,line,what,reason" == header
    assert row.startswith("log.csv,4,not used,")


def test_strict_refuses_the_log(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With `--strict` one bad row is a bad input file."""
    assert 3 == main([*files, "--strict"])
    assert "line 4" in capsys.readouterr().err


def test_a_strict_refusal_shows_the_cell_alone(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The fault names line, column and cell, and nothing else of the row."""
    assert 3 == main([*files, "--strict"])
    told = capsys.readouterr().err
    assert (
        "line 4, column filed: given 'the first of June', expected a moment such as 2026-05-05 09:00" in told
    )
    assert "2026-06-03" not in told


def test_a_log_of_a_header_only_is_three(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A log with no row below its header is a bad input file."""
    Path("log.csv").write_text(LOG.splitlines()[0] + "\n", encoding="utf-8")

    assert 3 == main(files)
    assert "no rows below the header" in capsys.readouterr().err


def test_a_day_that_the_law_does_not_cover_is_two(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A day on which some pay rule has no law is refused with the days that are covered."""
    assert 2 == main([*files, "--law-on", "1990-01-01"])
    told = capsys.readouterr().err
    assert "--law-on" in told and "1990-01-01" in told and "tpp_60_40" in told and "from 2020-01-01" in told
    assert 0 == main([*files, "--law-on", "2020-01-01"])


def test_without_officers_there_is_one_line_and_no_table(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A log that names no officer says so once, in either language, and shows no table of zeros."""
    assert 0 == main(files)
    told = capsys.readouterr().out
    assert "the log names no officer: nothing is scored" in told
    assert "tpp_60_40" not in told
    assert 0 == main([*files, "--lang", "id"])
    assert "log tidak menyebut pegawai: tidak ada yang dinilai" in capsys.readouterr().out


def test_all_of_it_is_told_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--lang id` no heading, row name, reason or closing line is English."""
    log, mapping = EXAMPLES / "requests.csv", EXAMPLES / "requests.toml"
    assert 0 == main(["replay", str(log), "--mapping", str(mapping), "--lang", "id"])
    told = capsys.readouterr().out

    assert "dinilai menurut aturan tanggal 2026-07-01" in told
    assert "bukti tidak cukup: log tidak memuat presensi: tpp_60_40 line.discipline" in told
    assert "done bukan waktu: '05/05/2026'" in told
    english = ("the ", "rows", "scored", "answered", "promise", "pay rule", "what", "not ", "assumed", "no ")
    assert [] == [word for word in english if word in told]


def test_the_document_names_no_officer(capsys: pytest.CaptureFixture[str]) -> None:
    """No row is copied into the JSON, since a row holds names."""
    log, mapping = EXAMPLES / "requests.csv", EXAMPLES / "requests.toml"
    assert 0 == main(["replay", str(log), "--mapping", str(mapping), "--json"])
    told = capsys.readouterr().out
    assert not any(f"{name}" in told for name in ("budi", "citra", '"ani"'))


def test_a_bad_mapping_is_three(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A mapping with a fault is refused, naming path and hint."""
    Path("m.toml").write_text(MAPPING.replace("opened", "openend"), encoding="utf-8")

    assert 3 == main(files)
    assert "did you mean opened" in capsys.readouterr().err


def test_a_log_that_is_not_there_is_three(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A log that is not there is a bad input file."""
    assert 3 == main(["replay", "nothing.csv", "--mapping", "m.toml"])
    assert "nothing.csv" in capsys.readouterr().err


def test_a_log_cut_short_is_three(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A gzipped log whose end is missing is refused without a traceback."""
    Path("log.csv.gz").write_bytes(gzip.compress(LOG.encode() * 50)[:-20])

    assert 3 == main(["replay", "log.csv.gz", "--mapping", "m.toml"])
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("more", [("--unusable", "log.csv"), ("--json", "m.toml"), ("--unusable", "x/y.csv")])
def test_no_input_is_written_over(files: list[str], more: tuple[str, str]) -> None:
    """Writing to an input, or where there is no folder, is refused before anything is read."""
    assert 2 == main([*files, *more])
    assert LOG == Path("log.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_receipt_log_is_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """8,577 events, 1,434 cases, 71.6 % by their deadline; why a part has no answer is told whole, once."""
    log, cases = shared("receipt_events.csv.gz"), shared("receipt_cases.csv.gz")
    mapping, document = MAPPINGS / "receipt.toml", tmp_path / "found.json"

    options = ["--mapping", str(mapping), "--cases", str(cases), "--json", str(document), "--lang", "id"]
    assert 0 == main(["replay", str(log), *options])
    found = json.loads(document.read_text(encoding="utf-8"))

    assert (8577, 1434) == (found["log"]["counts"]["events"], found["log"]["counts"]["requests"])
    assert (1329, 0.716) == (found["on_time"]["answered"], round(found["on_time"]["share"], 3))
    assert 5 == len(found["log"]["set_aside"])
    whys = {part["part"]: part["why"] for part in found["parts"] if part["pay"] == "tpp_60_40"}
    assert "insufficient evidence: the log has no attendance" in whys["line.discipline"]
    told = " ".join(capsys.readouterr().out.split())
    assert 1 == told.count("bukti tidak cukup: log tidak memuat presensi")
    assert "71,63" in told
