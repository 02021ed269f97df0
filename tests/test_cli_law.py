"""`asnwork law` through `main`: list, show, diff and check."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from asnwork.cli import main
from asnwork.indonesia.law import national_instruments, national_law
from asnwork.report.law_tables import law_list

CITY = """
[instrument]
kind = "Perwali Contoh"
number = "12"
year = 2027
title = "Potongan keterlambatan"
link = "https://example.go.id/12-2027"
in_force = "unknown"
reviewed_on = 2024-11-24
replaces = ["tpp.late_cut"]

[parameters."tpp.late_cut"]
unit = "share"
share_of = "the discipline part of one month's TPP"
share_of_id = "bagian disiplin TPP satu bulan"
of_unit = "minutes"
label = "cut for one day of coming late"
label_id = "potongan untuk satu hari terlambat"

  [[parameters."tpp.late_cut".values]]
  from = 2027-01-01
  article = "3"
  certainty = "reported"
  bands = [ { value = 0 }, { at_least = 16, below = 61, value = 0.01 }, { at_least = 61, value = 0.02 } ]

[parameters."our_city.days"]
unit = "days"
label = "days"
label_id = "hari"
values = [{ value = 1, certainty = "assumed", reason = "agreed, not written" }]
"""
REFORM = """
[reform]
name = "three days"
[[changes]]
path = "flexible.days_a_week"
from = 2027-07-01
value = 3
reason = "what if"
"""
DAY = ["--on", "2026-11-25"]


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file of a city, beside a reform; the working directory is where they stand."""
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "late.toml").write_text(CITY, encoding="utf-8")
    (tmp_path / "three.toml").write_text(REFORM, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command prints, when it ends in the code that is expected."""
    assert code == main(["law", *arguments])
    captured = capsys.readouterr()
    return captured.out if code in (0, 1) else captured.err


# --- list ------------------------------------------------------------------------------------------------


def test_the_list_names_the_day_and_every_parameter(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All parameters of the shipped law are listed for the day, in 80 columns, none cut."""
    told = run(capsys, "list", *DAY)
    assert f"The law on 2026-11-25: parameters: {len(national_law())}" == told.splitlines()[0]
    assert max(map(len, told.splitlines())) <= 80
    assert "..." not in told


def test_no_shipped_parameter_is_left_out(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each path of each shipped file is listed once, for programs and in the table, ended or not."""
    paths = sorted(parameter.path for each in national_instruments() for parameter in each)
    assert paths == [each["path"] for each in json.loads(run(capsys, "list", "--json", *DAY))]
    table = law_list(national_law(), on=date(2026, 11, 25), lang="en")
    assert paths == table.to_dict()["path"]


def test_a_stem_lists_what_hangs_under_it(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a stem only its parameters are listed; in Indonesian too."""
    told = run(capsys, "list", "objection", "--lang", "id", *DAY)
    assert "Aturan pada 2026-11-25: parameter: 2" == told.splitlines()[0]
    assert "objection.days" in told
    assert "14" in told
    assert "hari" in told
    assert "dilaporkan" in told


def test_without_a_day_it_is_today(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The day of the clock is asked about, and named."""
    first = run(capsys, "list", "objection").splitlines()[0]
    assert first.startswith("The law on 20")


def test_the_list_is_json_for_programs(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json` each parameter is an object with what is promised."""
    found = json.loads(run(capsys, "list", "--json", "--with", "city", "--on", "2027-02-01"))
    needed = {"path", "unit", "value", "reference", "status", "in_force", "reviewed_on", "since", "until"}
    assert all(needed <= each.keys() for each in found)
    late = next(each for each in found if each["path"] == "tpp.late_cut")
    assert ("Perwali Contoh 12/2027 art. 3", "reported", "unknown", "2024-11-24") == tuple(
        late[name] for name in ("reference", "status", "in_force", "reviewed_on")
    )
    ours = next(each for each in found if each["path"] == "our_city.days")
    assert (None, "assumed", "2024-11-24") == (ours["reference"], ours["status"], ours["reviewed_on"])


def test_json_can_be_written_to_any_terminal(
    city: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an encoding lacks, and what would steer a terminal, stands as its number, and reads back."""
    odd = CITY.replace("agreed, not written", "caf\\u00e9 \\u202e\\u001b[2J \\U0001F600")
    (city / "late.toml").write_text(odd, encoding="utf-8")
    written = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", written)
    assert 0 == main(["law", "show", "our_city", "--json", "--with", "city", *DAY])
    written.seek(0)
    text = written.read()
    assert "\x1b" not in text
    assert "caf\u00e9 \u202e\x1b[2J \U0001f600" == json.loads(text)[0]["reason"]


# --- show ------------------------------------------------------------------------------------------------


def test_bands_are_shown_with_jumps_history_and_basis(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bands in words, their jumps, from where on they are flat, who reads them, and all their values."""
    told = run(capsys, "show", "tpp.late_cut", *DAY)
    assert "1 up to below 31 minutes   0.5 % of the discipline part of one month's TPP" in told
    assert "- at 1 minute the answer jumps from 0 to 0.5 %" in told
    assert "- from 91 minutes on more changes nothing" in told
    assert "basis: reported: Kepmendagri 900-4700/2020" in told
    assert "link: https://" in told
    assert "read by: late_cut" in told
    assert "2020-01-01  open" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_citys_own_bands_are_shown(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a city's folder its bands hold from their day on; the history has both."""
    told = run(capsys, "show", "tpp.late_cut", "--with", "city", "--on", "2027-02-01", "--lang", "id")
    assert "16 sampai di bawah 61 menit" in told
    assert "dasar: dilaporkan: Perwali Contoh 12/2027 art. 3" in told
    assert "2026-12-31" in told


def test_the_matrix_is_a_grid(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The matrix of predicates is shown three by three."""
    told = run(capsys, "show", "predicate.matrix", "--lang", "id", *DAY)
    assert "sangat kurang        butuh perbaikan     butuh perbaikan" in told
    assert "melompat" not in told


def test_grades_lists_numbers_and_weeks_are_shown(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stem shows all that hangs under it, each by its kind; hours also as a week."""
    survey = " ".join(run(capsys, "show", "survey", *DAY).split())
    assert "76.61 to 88.3 points B good" in survey
    assert "handling of complaints and suggestions" in survey
    assert "value: 25 points per answer" in survey
    hours = run(capsys, "show", "hours", *DAY)
    assert "total      -                         37 h 30 min" in hours
    assert "office week in Ramadan" in hours


def test_a_day_without_a_value_is_told(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before its first day a parameter says when it holds, and shows its history all the same."""
    told = run(capsys, "show", "flexible.days_a_week", "--on", "2020-01-01")
    assert "No value on 2020-01-01; it holds from 2025-04-21." in told
    assert "read by: two_days_elsewhere" in told
    assert "2 days" in told


def test_the_history_is_in_the_json(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`show --json` adds all values."""
    (found,) = json.loads(run(capsys, "show", "objection.days", "--json", *DAY))
    assert [14.0] == [each["value"] for each in found["history"]]


@pytest.mark.parametrize("command", ["show", "list"])
def test_an_unknown_path_is_usage_with_near_misses(
    city: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """A path that is not there is 2, and those that look like it are named."""
    assert "tpp.late_cut" in run(capsys, command, "tpp.late_cuts", code=2)


def test_a_bad_day_is_usage(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A day that is none is refused before anything is read."""
    told = run(capsys, "list", "--on", "2026-13-01", code=2)
    assert "expected a day such as 2026-07-01" in told


@pytest.mark.parametrize("arguments", [[], ["lst"], ["show"], ["diff", "shipped"], ["check"]])
def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """What is missing or unknown is usage."""
    assert "usage: asnwork law" in run(capsys, *arguments, code=2)


@pytest.mark.parametrize("action", ["list", "show", "diff", "check"])
def test_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str], action: str) -> None:
    """Every action has help that ends in what the exit codes mean."""
    assert "3 bad input file" in run(capsys, action, "--help")


def test_a_folder_that_is_not_there_is_a_bad_file(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--with` of nothing is 3, with what is beside it."""
    assert "did you mean city?" in run(capsys, "list", "--with", "citi", code=3)


# --- diff ------------------------------------------------------------------------------------------------


def test_a_city_differs_where_it_sets_anew(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is laid over the shipped law; what it sets anew and what it adds are rows."""
    told = run(capsys, "diff", "shipped", "city")
    assert "from 2027-01-01" in told
    assert "Perwali" in told
    assert "our_city.days" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_reform_differs_where_it_changes(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reform file is applied to the shipped law, or to that of a city."""
    told = run(capsys, "diff", "shipped", "three.toml", "--lang", "id")
    assert "mulai 2027-07-01" in told
    assert "asumsi: what if" in told
    (found,) = json.loads(run(capsys, "diff", "base", "three.toml", "--json", "--with", "city"))
    assert ("flexible.days_a_week", 2.0, 3.0, "assumed") == tuple(
        found[name] for name in ("path", "before", "value", "status")
    )


def test_two_days_are_compared(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two days show what held on each, where it differs."""
    told = run(capsys, "diff", "2026-12-31", "2027-01-01", "--with", "city")
    assert "2026-12-31" in told.splitlines()[0]
    assert "tpp.late_cut" in told
    found = json.loads(run(capsys, "diff", "2025-04-20", "2025-04-21", "--json"))
    limit = next(each for each in found if each["path"] == "flexible.days_a_week")
    assert (None, 2.0) == (limit["before"], limit["value"])


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("shipped", "shipped", 0),
        ("city", "city", 0),
        ("shipped", "city", 1),
        ("city", "three.toml", 1),
        ("2025-01-01", "2025-01-01", 0),
        ("2025-01-01", "2026-01-01", 1),
    ],
)
def test_the_exit_code_tells_when_it_is_asked(
    city: Path, capsys: pytest.CaptureFixture[str], first: str, second: str, code: int
) -> None:
    """With `--exit-code` 1 says that the two differ; without it the code is 0."""
    told = run(capsys, "diff", first, second, "--exit-code", code=code)
    assert (code == 0) == ("no difference" in told)
    run(capsys, "diff", first, second)


def test_a_day_is_not_compared_with_a_law(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A day beside a law is usage."""
    assert "given shipped and 2025-01-01" in run(capsys, "diff", "shipped", "2025-01-01", code=2)


def test_what_cannot_be_compared_is_a_bad_file(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another kind, and none at all, are 3."""
    (city.parent / "m.toml").write_text("[cases]\n", encoding="utf-8")
    assert "expected an instrument file or a reform file" in run(capsys, "diff", "shipped", "m.toml", code=3)
    assert "nothing there" in run(capsys, "diff", "nowhere", "shipped", code=3)


# --- check -----------------------------------------------------------------------------------------------


def test_good_files_are_named_with_what_is_worth_a_look(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Instrument, count, what it replaces, notes; and that all of it fits over the shipped law."""
    told = " ".join(run(capsys, "check", "city", "three.toml", *DAY).split())
    assert "Perwali Contoh 12/2027, Potongan keterlambatan, parameters: 2, replaces tpp.late_cut" in told
    assert "whether it is in force is not known" in told
    assert "last reviewed on 2024-11-24, more than a year ago" in told
    assert "our_city.days is assumed: agreed, not written" in told
    assert "at 16 minutes the answer jumps from 0 to 1 %" in told
    assert "three.toml: good: three days, reform, changes: 1" in told
    assert f"fits over the law below: {len(national_law()) + 1} parameters together" in told


def test_it_speaks_indonesian(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--lang id` the notes are in Indonesian."""
    told = run(capsys, "check", "city", "--lang", "id", *DAY)
    assert "baik: Perwali Contoh 12/2027" in told
    assert "belum diketahui apakah berlaku" in told


def test_what_is_set_twice_without_a_word_is_refused(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A parameter of the shipped law that is set anew and not declared is 3; alone the file is good."""
    (city / "late.toml").write_text(CITY.replace("replaces =", "# replaces ="), encoding="utf-8")
    told = run(capsys, "check", "city", code=3)
    assert 'replaces = ["tpp.late_cut"]' in told
    assert "late.toml: good" in run(capsys, "check", "city", "--alone")


def test_a_reform_that_does_not_fit_is_refused(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reform of an unknown path is 3, with its near misses and its file."""
    (city.parent / "three.toml").write_text(REFORM.replace("days_a_week", "days_a_weeks"), encoding="utf-8")
    told = run(capsys, "check", "three.toml", code=3)
    assert told.startswith("three.toml: ")
    assert "did you mean flexible.days_a_week" in told


def test_all_faults_of_all_files_are_told(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bad files are told with all their faults, good ones are still checked, and JSON has both."""
    (city / "bad.toml").write_text(CITY.replace('unit = "days"', 'unit = "dayz"'), encoding="utf-8")
    (city.parent / "other.toml").write_text("answer = 42\n", encoding="utf-8")
    files = ["check", "city", "other.toml", "three.toml", "nowhere.toml"]
    told = run(capsys, *files, code=3)
    for part in ("bad.toml", "our_city.days", "other.toml", "nowhere.toml"):
        assert part in told
    assert 3 == main(["law", *files, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert ["three.toml"] == [each["file"] for each in found["files"]]
    assert 3 == len(found["faults"])


def test_a_file_without_reviews_or_with_an_end_is_noted(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Instruments that are superseded or have ended say so."""
    for word, said in (("superseded", "it is superseded"), ("ended", "it has ended"), ("yes", "")):
        (city / "late.toml").write_text(CITY.replace('"unknown"', f'"{word}"'), encoding="utf-8")
        told = run(capsys, "check", "city", "--on", "2024-11-25")
        assert said in told
        assert "more than a year ago" not in told
        assert "in force is not known" not in told


def test_what_a_file_says_steers_no_terminal(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a file do not reach the terminal."""
    (city / "late.toml").write_text(CITY.replace("Potongan k", "\\u001b[2J k"), encoding="utf-8")
    assert "\x1b" not in run(capsys, "check", "city")
    assert "\x1b" not in run(capsys, "show", "our_city", "--with", "city")


def test_asnwork_check_knows_reforms(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`asnwork check` tells a reform from an instrument."""
    assert 0 == main(["check", "three.toml", "city/late.toml"])
    told = capsys.readouterr().out
    assert "three.toml: reform, good: three days: flexible.days_a_week = 3 from 2027-07-01" in told
    assert "late.toml: law, good: 2 parameters" in told


def reform_text_of(name: str, value: int) -> str:
    """A reform of the weekly limit from 2027 on."""
    return (
        f'[reform]\nname = "{name}"\n[[changes]]\npath = "flexible.days_a_week"\n'
        f'from = 2027-01-01\nvalue = {value}\nreason = "x"\n'
    )


def test_reforms_that_clash_are_not_good_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each alone fits the law; given together, the day that both change is named."""
    files = []
    for name, value in (("three", 3), ("four", 4)):
        file = tmp_path / f"{name}.toml"
        file.write_text(reform_text_of(name, value), encoding="utf-8")
        files.append(str(file))
        assert 0 == main(["law", "check", str(file)])
    capsys.readouterr()
    assert 3 == main(["law", "check", *files])
    captured = capsys.readouterr()
    assert "declare that one of the two overrides, and not both" in captured.out + captured.err


def test_a_reform_is_no_law_of_a_city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reform file under --with is told what it is for; a day that there is not is said so."""
    file = tmp_path / "three.toml"
    file.write_text(reform_text_of("three", 3), encoding="utf-8")
    assert 3 == main(["law", "show", "tpp", "--with", str(file)])
    assert "asnwork compare --reform" in capsys.readouterr().err
    assert 3 == main(["law", "diff", "2025-02-30", "2026-01-01"])
    assert "given '2025-02-30', expected a day that there is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "clock", "tag"),
    [("en", "07:30 local time", "basis: assumed: "), ("id", "07.30 waktu setempat", "dasar: asumsi: ")],
)
def test_hours_read_as_on_a_clock_and_say_how_sure_they_are(
    lang: str, clock: str, tag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Times of day are shown as such, and the weeks above carry what is least sure in them."""
    assert 0 == main(["law", "show", "hours", "--on", "2026-05-04", "--lang", lang])
    out = capsys.readouterr().out
    assert clock in out
    weeks = out.partition("hours.exempt_units")[0]
    assert 2 == weeks.count(tag)


def test_before_the_decree_the_hours_are_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    """Hours of a day on which no rule was looked up are shown, and said to be assumed."""
    assert 0 == main(["law", "show", "hours", "--on", "1900-01-01"])
    assert "basis: assumed: " in capsys.readouterr().out.partition("hours.exempt_units")[0]


def test_a_reform_that_takes_away_what_rules_read_is_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Removing or ending a parameter that shipped rules read is good, and named with the rules."""
    file = tmp_path / "gone.toml"
    head = '[reform]\nname = "gone"\nremoves = ["objection.days", "tpp.late_cut"]\n'
    change = '[[changes]]\npath = "flexible.days_a_week"\nfrom = 2027-01-01\nnothing = true\nreason = "x"\n'
    file.write_text(head + change, encoding="utf-8")
    assert 0 == main(["law", "check", str(file)])
    out = " ".join(capsys.readouterr().out.split())
    assert "takes tpp.late_cut away, which is read by late_cut" in out
    assert "takes flexible.days_a_week away, which is read by two_days_elsewhere" in out
    assert "objection.days" not in out


def test_tables_that_have_passed_are_not_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Jumps are noted of the tables that hold on the day asked about or later, each of them."""
    file = tmp_path / "own.toml"
    rows = "".join(
        f'[[parameters."own.cut".values]]\nfrom = {day}\ncertainty = "assumed"\nreason = "x"\n'
        f"bands = [{{ value = 0 }}, {{ at_least = {edge}, value = 0.5 }}]\n"
        for day, edge in (("2025-01-01", 11), ("2026-01-01", 22), ("2028-01-01", 33))
    )
    file.write_text(
        '[assumptions]\ntitle = "own"\nreviewed_on = 2026-11-24\n[parameters."own.cut"]\nunit = "share"\n'
        'share_of = "a"\nshare_of_id = "a"\nof_unit = "minutes"\nlabel = "a"\nlabel_id = "a"\n' + rows,
        encoding="utf-8",
    )
    assert 0 == main(["law", "check", str(file), "--on", "2026-05-04"])
    out = capsys.readouterr().out
    noted = [edge for edge in (11, 22, 33) if f"at {edge} minutes" in out]
    assert [22, 33] == noted
