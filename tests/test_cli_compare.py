"""`asnwork compare` through `main`: what it writes and when it refuses."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from asnwork.cli import main
from asnwork.commands.terminal import Progress
from tests.distributions import LOUD, NEAR, TYPO, distribution

DATA = Path(__file__).parent / "adapters" / "data"
FAST = ["--replications", "2", "--workers", "1"]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario file, with its catalogue beside it, in a folder that is the working directory."""
    for file in DATA.glob("*.toml"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "small_city.toml"


def changed(file: Path, old: str, new: str) -> Path:
    """The scenario file with a text replaced, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def compare(file: Path, *more: str) -> int:
    """Compare quickly."""
    return main(["compare", str(file), *FAST, *more])


def test_it_prints_a_table_and_writes_a_report(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output ends with the path of the report; progress is not part of it."""
    assert 0 == compare(town)
    captured = capsys.readouterr()

    assert "The schemes side by side" in captured.out
    assert str(town.parent / "asnwork-report.html") == captured.out.splitlines()[-1]
    assert "20/20" in captured.err and "20/20" not in captured.out
    assert (town.parent / "asnwork-report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_same_seed_gives_the_same_bytes(town: Path) -> None:
    """Run twice, and with two workers, JSON and report are byte for byte the same; another seed differs."""
    for name, more in {"a": (), "b": ("--workers", "2"), "c": ("--seed", "77")}.items():
        assert 0 == compare(town, "--quiet", "--json", f"{name}.json", "--report", f"{name}.html", *more)

    a, b, c = (Path(f"{name}.json").read_bytes() for name in "abc")
    assert a == b != c
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def test_the_order_in_the_file_does_not_matter(town: Path) -> None:
    """Officers, units, requests and tables in another order give the same bytes."""
    head, *tables = re.split(r"(?m)^(?=\[)", town.read_text(encoding="utf-8"))
    turned = town.with_name("turned.toml")
    turned.write_text(head + "\n".join(tables[::-1]), encoding="utf-8")
    for file in (town, turned):
        assert 0 == compare(file, "--quiet", "--json", f"{file.stem}.json")

    assert Path("small_city.json").read_bytes() == Path("turned.json").read_bytes()


def test_json_alone_goes_to_standard_output(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json` and no file the output is the document and nothing else."""
    assert 0 == compare(town, "--json")
    captured = capsys.readouterr()

    assert "small_city" == json.loads(captured.out)["scenario"]["name"]
    assert "asnwork-report.html" in captured.err


def test_options_change_the_scenario(town: Path) -> None:
    """Seed, load and weeks are those of the options."""
    compare(town, "--quiet", "--json", "x.json", "--seed", "5", "--load", "0.5", "--weeks", "2")
    found = json.loads(Path("x.json").read_text(encoding="utf-8"))

    assert (5, 0.5, "2026-06-15") == tuple(found["scenario"][key] for key in ("seed", "load", "until"))


def test_schemes_are_chosen_by_name(town: Path) -> None:
    """The first one named is what the others are compared with."""
    compare(town, "--quiet", "--json", "x.json", "--schemes", "friday_home x outcome, office_only x outcome")
    found = json.loads(Path("x.json").read_text(encoding="utf-8"))

    assert ["friday_home x outcome", "office_only x outcome"] == [each["name"] for each in found["schemes"]]


@pytest.mark.parametrize(
    "which",
    [
        "office_only x outcome, office_only x outcome",
        "office_only x outcome, friday_home x outcome, office_only  x outcome",
    ],
)
def test_a_scheme_named_twice_is_usage(town: Path, which: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A duplicate is named and refused, never silently dropped, and nothing runs."""
    assert 2 == compare(town, "--schemes", which)
    captured = capsys.readouterr()

    assert "scheme 'office_only x outcome' is there twice" in captured.err
    assert "friday_home x outcome" in captured.err
    assert "" == captured.out and not Path("asnwork-report.html").exists()


def test_one_scheme_alone_is_usage(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to compare in one scheme; the text lists those that there are."""
    assert 2 == compare(town, "--schemes", "office_only x outcome")
    told = capsys.readouterr().err

    assert "given 'office_only x outcome', expected two or more" in told
    assert "friday_home x outcome" in told


LIKELY = """
    from attrs import evolve
    from asnwork.scoring.strategies.standardised_outcome import standardised_outcome

    def scorer(law):
        return evolve(standardised_outcome(law), name="likely")
"""
"""A module with a scorer of what is expected for the same mix of cases, which no simulation compares."""


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two distributions with scorers of one name, one of which also has a scorer with a misspelt figure."""
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = {"compared_near": NEAR.format(name="near"), "compared_typo": TYPO, "compared_likely": LIKELY}
    modules["compared_loud"] = LOUD
    points = {name: f"compared_{name}:scorer" for name in ("near", "typo", "likely")}
    points["loud"] = "compared_loud:loud"
    distribution(tmp_path, "our-city", points=points, modules=modules)
    distribution(tmp_path, "late-city", points={"near": "compared_near:scorer"})
    for name in modules:
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


@pytest.mark.usefixtures("plugins")
def test_a_scorer_that_reads_what_nobody_measures_is_refused_before_the_run(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The figure is named with its near miss; what a plan of one's own may hold is no fault; nothing runs."""
    assert 2 == compare(town, "--schemes", "office_only x outcome, office_only x typo")
    captured = capsys.readouterr()

    last = captured.err.splitlines()[-1]
    assert last.startswith("asnwork: --schemes: nothing measures promises_kep (did you mean promises_kept")
    assert last.endswith("?), which typo reads; `asnwork figures` lists what is measured")
    assert "" == captured.out and not Path("asnwork-report.html").exists()


@pytest.mark.usefixtures("plugins")
def test_what_the_simulation_does_not_measure_is_said_before_the_run(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scorer of a figure that others measure is compared, and a line says that it is missing for all."""
    assert 0 == compare(town, "--quiet", "--schemes", "office_only x outcome, office_only x likely")
    line = next(line for line in capsys.readouterr().err.splitlines() if "does not measure" in line)
    assert line.startswith("asnwork: scorer 'likely' reads what the simulation does not measure, missing for")
    assert line.endswith("promises_kept_expected_half_width, promises_kept_reference")


@pytest.mark.usefixtures("plugins")
def test_what_a_plug_in_prints_is_not_in_the_document(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scorer that prints does so beside the answer, which stays a JSON document."""
    assert 0 == compare(town, "--json", "--schemes", "office_only x outcome, office_only x loud")
    captured = capsys.readouterr()
    assert "noise" in captured.err
    names = {scheme["name"] for scheme in json.loads(captured.out)["schemes"]}
    assert {"office_only x outcome", "office_only x loud"} == names


@pytest.mark.usefixtures("plugins")
def test_a_scheme_whose_scorer_two_distributions_have_is_refused(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both distributions are named where the scheme is asked for; another plug-in is not stopped by it."""
    assert 2 == compare(town, "--schemes", "office_only x outcome, office_only x near")
    assert (
        "asnwork: --schemes: scorer 'near' is there twice (first late-city 1.0, then our-city 1.0)"
        in capsys.readouterr().err
    )
    assert 2 == compare(town, "--schemes", "office_only x outcome, office_only x typo")
    assert "--schemes: nothing measures" in capsys.readouterr().err


def test_identical_places_differ_by_exactly_zero(town: Path) -> None:
    """Two schemes of one workplace rule have the same service, to the last bit."""
    compare(town, "--quiet", "--json", "x.json")
    found = json.loads(Path("x.json").read_text(encoding="utf-8"))
    service = ("on_time", "hours_to_ready", "trips_per_1000")
    changes = [
        each["change"]["mean"]
        for each in found["headlines"]
        if each["scheme"] == "office_only x outcome" and each["measure"] in service
    ]

    assert [0.0, 0.0, 0.0] == changes


@pytest.mark.parametrize(
    ("schemes", "says"),
    [
        ("office_only x outcome, office_only x outcome", "scheme 'office_only x outcome' is there twice"),
        ("office_only x outcome", "two or more"),
    ],
)
def test_one_scheme_has_nothing_to_be_compared_with(
    town: Path, capsys: pytest.CaptureFixture[str], schemes: str, says: str
) -> None:
    """A scheme given twice, or alone, is a usage error that says so."""
    assert 2 == compare(town, "--schemes", schemes)
    assert says in capsys.readouterr().err


def test_an_unknown_scheme_is_usage(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scheme that is not there names those that look like it."""
    assert 2 == compare(town, "--schemes", "ofice_only x outcome")
    assert "did you mean office_only x outcome" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ("--json", "small_city.toml"),
        ("--json", "out.txt"),
        ("--report", "no/such/folder.html"),
        ("--report", "report.pdf"),
    ],
)
def test_where_it_cannot_write_it_refuses_first(
    town: Path, more: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A place to write to is looked at before anything runs, and no input is written over."""
    before = town.read_bytes()

    assert 2 == compare(town, *more)
    assert more[0] in capsys.readouterr().err
    assert before == town.read_bytes()


def test_a_missed_threshold_is_one(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer "no" is exit code 1 and says which scheme missed what; the report is written."""
    assert 1 == compare(town, "--require", "on_time>=0.999")
    assert "on_time>=0.999 is missed by 'office_only x tpp_60_40'" in capsys.readouterr().err
    assert Path("asnwork-report.html").exists()
    assert 0 == compare(town, "--quiet", "--require", "on_time>=0", "--require", "overtime<=1")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("load = 0.8", "lode = 0.8", "did you mean load"),
        ("load = 0.8", "load = 'high'", "scenario.load"),
        ("load = 0.8", "load = nan", "scenario.load"),
        ("load = 0.8", "load = 0.8\nload = 0.9", "small_city.toml"),
        ("since = 2026-06-01", "since = 2026-06-01T08:00:00", "scenario.since"),
        ('"whatsapp.toml"', '"watsapp.toml"', "watsapp.toml"),
    ],
)
def test_a_bad_scenario_is_three(
    town: Path, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong in the file is named with its path, and nothing runs."""
    assert 3 == compare(changed(town, old, new))
    captured = capsys.readouterr()

    assert told in captured.err
    assert "" == captured.out and "Traceback" not in captured.err
    assert not Path("asnwork-report.html").exists()


def test_all_faults_come_at_once(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two faults in two tables are both named."""
    file = changed(changed(town, "load = 0.8", "load = 'high'"), 'zone = "Asia/Jakarta"', "zone = 7")

    assert 3 == compare(file)
    told = capsys.readouterr().err
    assert "scenario.load" in told and "calendar.zone" in told


def test_a_scenario_that_is_not_there_is_three(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is a bad input file."""
    assert 3 == main(["compare", "no-such-city.toml"])
    assert "no-such-city.toml" in capsys.readouterr().err


def test_a_day_outside_the_known_holidays_is_three(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beyond the calendar joint leave is not known, and never taken for none."""
    assert 3 == compare(town, "--weeks", "200")
    assert "not known" in capsys.readouterr().err


def test_nothing_from_a_file_steers_the_terminal(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a label are not printed."""
    compare(changed(town, 'label = "a small city"', r'label = "a \u001b[2J city"'))

    assert "\x1b" not in capsys.readouterr().out


def test_without_numpy_the_way_out_is_said(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing library is 69, and the text says which extra brings it."""
    monkeypatch.setitem(sys.modules, "numpy", None)

    assert 69 == compare(town)
    assert "pip install 'asnwork[sim]'" in capsys.readouterr().err


def test_without_loky_one_worker_does_it(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """More workers than one need an extra; without it the work is done here, and that is said."""
    monkeypatch.setitem(sys.modules, "loky", None)

    assert 0 == main(["compare", str(town), "--replications", "1", "--workers", "2"])
    assert "asnwork[parallel]" in capsys.readouterr().err


def test_interrupted_it_reports_what_is_finished(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After Ctrl-C the finished replications are printed and written, and the code is 130."""

    def stop(progress: Progress, done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "__call__", stop)

    assert 130 == compare(town)
    assert "3 of 20 units of work" in capsys.readouterr().out
    assert "3 of 20 units of work" in Path("asnwork-report.html").read_text(encoding="utf-8")


def test_it_speaks_indonesian(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--lang id` output and report are in Indonesian."""
    assert 0 == compare(town, "--lang", "id")
    assert "Skema berdampingan" in capsys.readouterr().out
    assert '<html lang="id">' in Path("asnwork-report.html").read_text(encoding="utf-8")


def test_without_a_file_it_is_the_shipped_city(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No argument means the registry of Surabaya; here it stands for a smaller one."""
    from tests.report.outcomes import city

    monkeypatch.setattr("asnwork.indonesia.surabaya.surabaya_registry", city)

    assert 0 == main(["compare", *FAST])
    assert "a small city: 2026-06-01" in capsys.readouterr().out


# --- under a reform --------------------------------------------------------------------------------------


def reform_file(folder: Path, path: str, value: str, since: str = "2020-01-01") -> str:
    """A reform of one value, as a file."""
    file = folder / "tried.toml"
    change = f'path = "{path}"\nfrom = {since}\nvalue = {value}\nreason = "x"\n'
    file.write_text(f'[reform]\nname = "tried"\n[[changes]]\n{change}', encoding="utf-8")
    return str(file)


def test_schemes_stand_twice_under_a_reform(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the scheme that reads what changes stands once more; what it reads otherwise is told first."""
    file = reform_file(town.parent, "tpp.performance_share", "0.9")
    assert 0 == compare(town, "--reform", file, "--json", "found.json")
    out = capsys.readouterr().out
    assert "tpp.performance_share = 0.6 becomes tpp.performance_share = 0.9" in out
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert [
        "office_only x tpp_60_40",
        "office_only x outcome",
        "anywhere_if_task_allows x tpp_60_40",
        "anywhere_if_task_allows x outcome",
        "office_only x tpp_60_40 + tried",
        "anywhere_if_task_allows x tpp_60_40 + tried",
    ] == [scheme["name"] for scheme in found["schemes"]]
    assert "tried: tpp.performance_share = 0.9 from 2020-01-01" == found["reform"]


def test_a_reform_that_changes_nothing_is_refused(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Days that are not simulated, and paths that nothing reads, are refused before anything runs."""
    for path, value, since in (
        ("tpp.performance_share", "0.9", "2040-01-01"),
        ("objection.days", "3", "2020-01-01"),
    ):
        assert 3 == compare(town, "--reform", reform_file(town.parent, path, value, since))
        err = capsys.readouterr().err
        assert "reform 'tried' changes none of" in err
        assert "no scheme reads another value on the simulated days" in err


def test_a_bad_reform_file_is_refused(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that the law does not have names the near misses; a file that is not there is said so."""
    assert 3 == compare(town, "--reform", reform_file(town.parent, "tpp.performance_shar", "0.9"))
    assert "did you mean tpp.performance_share" in capsys.readouterr().err
    assert 3 == compare(town, "--reform", "nowhere.toml")
    assert 2 == compare(town, "--reform", str(town), "--report", str(town))


def test_one_scheme_is_enough_under_a_reform(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reform makes the pair; what it changes is told in the language asked for."""
    file = reform_file(town.parent, "tpp.performance_share", "0.9")
    text = Path(file).read_text(encoding="utf-8")
    Path(file).write_text(
        text.replace("[[changes]]", "no_effect_expected = true\n[[changes]]"), encoding="utf-8"
    )
    assert 0 == compare(town, "--schemes", "office_only x tpp_60_40", "--reform", file, "--lang", "id")
    out = capsys.readouterr().out
    assert "perubahan yang dicoba: tried: tpp.performance_share = 0.9 from 2020-01-01" in out
    assert "tpp.performance_share = 0.6 menjadi tpp.performance_share = 0.9" in out
    assert 2 == compare(town, "--schemes", "office_only x tpp_60_40")


def test_several_reforms_are_tried_together(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reforms of different numbers come as one; two of one number clash, unless one overrides."""
    first = reform_file(town.parent, "tpp.performance_share", "0.9")
    other = town.parent / "other.toml"
    other.write_text(Path(first).read_text(encoding="utf-8").replace('"tried"', '"other"'), encoding="utf-8")
    assert 3 == compare(town, "--reform", first, "--reform", str(other))
    assert "declare that one of the two overrides" in capsys.readouterr().err
    text = other.read_text(encoding="utf-8").replace("0.9", "0.8")
    other.write_text(text.replace("[[changes]]", "overrides = true\n[[changes]]"), encoding="utf-8")
    assert 0 == compare(town, "--reform", first, "--reform", str(other), "--json", "found.json")
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert "tried + other: tpp.performance_share = 0.8 from 2020-01-01" == found["reform"]


def test_an_instrument_file_is_no_reform(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is laid over the law is told from what is tried, and every file's faults come at once."""
    law = town.parent / "own.toml"
    law.write_text(
        '[assumptions]\ntitle = "x"\nreviewed_on = 2026-11-24\n[parameters."a.b"]\nunit = "days"\n'
        'label = "a"\nlabel_id = "a"\nvalues = [{ value = 1, certainty = "assumed", reason = "x" }]\n',
        encoding="utf-8",
    )
    assert 3 == compare(town, "--reform", str(law), "--reform", "nowhere.toml")
    err = capsys.readouterr().err
    assert "expected a reform file" in err
    assert "nowhere.toml" in err
