"""A distribution of its own, built and installed by the usual tools: found, evaluated, compared."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from asnwork.adapters.plugins import discovered_scorers
from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import explain
from asnwork.indonesia.law import national_law
from asnwork.scoring.score import Gate, InsufficientEvidence, Score
from asnwork.scoring.scorer import Scorer, evaluate
from tests.distributions import NEAR, distribution

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tests" / "plugin_city"
DATA = ROOT / "tests" / "adapters" / "data"
NAMES = ["all_or_nothing", "near_the_citizen"]
COMPARED = "office_only x outcome, office_only x near_the_citizen, anywhere_if_task_allows x all_or_nothing"


def install(source: Path, target: Path) -> Path:
    """Build a distribution and install it into a folder, with pip or with uv, whichever there is; offline."""
    if importlib.util.find_spec("pip"):
        tool = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
    else:
        tool = [str(shutil.which("uv")), "pip", "install", "--python", sys.executable]
    flags = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target)]
    done = subprocess.run([*tool, *flags, str(source)], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return target


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the distribution is installed."""
    return install(SOURCE, tmp_path_factory.mktemp("site"))


def asnwork(*arguments: str, path: list[Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a Python of its own, in a folder, with further folders on its path."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "COLUMNS": "100"}
    command = [sys.executable, "-m", "asnwork", *arguments]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def compare(schemes: str, *more: str, path: list[Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Compare schemes on the small city."""
    fast = ["--replications", "1", "--weeks", "1", "--json", "found.json", "--report", "found.html", *more]
    arguments = ["compare", str(DATA / "small_city.toml"), "--schemes", schemes, *fast]
    return asnwork(*arguments, path=path, folder=folder)


# --- what it is made of ------------------------------------------------------------------------


def test_it_is_installed_as_a_distribution(site: Path) -> None:
    """An installer has laid down its metadata, its entry points and a record of its files."""
    (found,) = metadata.distributions(name="plugin-city", path=[str(site)])
    assert ("plugin-city", "2026.1") == (found.metadata["Name"], found.version)
    assert NAMES == sorted(point.name for point in found.entry_points)
    files = {file.as_posix() for file in found.files or ()}
    assert {f"plugin_city/{name}.py" for name in NAMES} < files


def test_a_scorer_is_one_file_and_one_line(site: Path, tmp_path: Path) -> None:
    """One more file beside the others, one more line in `pyproject.toml`, and it is found once installed."""
    copy = shutil.copytree(SOURCE, tmp_path / "city")
    text = NEAR.format(name="by_output").replace("def scorer", "def by_output")
    (copy / "src" / "plugin_city" / "by_output.py").write_text(dedent(text), encoding="utf-8")
    project = copy / "pyproject.toml"
    head = '[project.entry-points."asnwork.scorers"]\n'
    line = 'by_output = "plugin_city.by_output:by_output"\n'
    project.write_text(project.read_text(encoding="utf-8").replace(head, head + line), encoding="utf-8")
    done = asnwork("scorers", "--json", path=[install(copy, tmp_path / "site")], folder=tmp_path)
    names = [each["name"] for each in json.loads(done.stdout)["scorers"]]
    assert ["all_or_nothing", "by_output", "near_the_citizen"] == names[-3:]


# --- found and evaluated -----------------------------------------------------------------------


@pytest.fixture
def scorers(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Scorer]]:
    """The scorers of the distribution, found in this Python."""
    monkeypatch.syspath_prepend(str(site))
    yield discovered_scorers(national_law()).scorers
    for name in [name for name in sys.modules if name.partition(".")[0] == "plugin_city"]:
        del sys.modules[name]


def evidence(**figures: float | None) -> Evidence:
    """A month of somebody's work."""
    known = {"done.work": 1_800.0, "target.work": 2_000.0, "available": 1.0}
    units = {"done.work": "minutes", "target.work": "minutes", "available": "share"}
    found = {**known, **figures}
    return Evidence(
        officer=OfficerId("ani"),
        period=Period.month(2026, 5, zone="Asia/Jakarta"),
        as_of=0,
        figures=found,
        units={name: units.get(name, "1") for name in found},
    )


def test_the_scorer_of_formulas_is_evaluated_and_explained(scorers: dict[str, Scorer]) -> None:
    """80 % of 90 points and 20 % of 75, with the gate of the main job, in both languages."""
    score = evaluate(scorers["near_the_citizen"], evidence(solved_known=40.0, solved_yes=30.0))
    assert isinstance(score, Score)
    assert (87.0, Gate.MET) == (score.value, score.gate)
    told = score.parts[1].reasons[0]
    assert "30 of 40 citizens call it solved" in str(told)
    assert "30 dari 40 warga" in explain(told, lang="id")


@pytest.mark.parametrize(
    ("kept", "done", "expected"),
    [(9.0, 1_800.0, (100.0, Gate.MET)), (8.0, 100.0, (0.0, Gate.MISSED)), (9.0, None, (100.0, Gate.UNKNOWN))],
)
def test_the_plain_scorer_is_evaluated(
    scorers: dict[str, Scorer], kept: float, done: float | None, expected: tuple[float, Gate]
) -> None:
    """All points or none, and the gate beside them."""
    month = evidence(promises_kept=kept, promises_judged=9.0, **{"done.work": done})
    score = evaluate(scorers["all_or_nothing"], month)
    assert isinstance(score, Score)
    assert expected == (score.value, score.gate)


@pytest.mark.parametrize(
    ("kept", "judged", "says"),
    [(None, 9.0, "promises kept"), (0.0, 0.0, "no promise was judged")],
)
def test_the_plain_scorer_says_what_is_missing(
    scorers: dict[str, Scorer], kept: float | None, judged: float, says: str
) -> None:
    """Nothing to judge is no score, and never zero."""
    answer = evaluate(scorers["all_or_nothing"], evidence(promises_kept=kept, promises_judged=judged))
    assert isinstance(answer, InsufficientEvidence)
    assert says in str(answer)


def test_both_are_listed(site: Path, tmp_path: Path) -> None:
    """`asnwork scorers` names them with their distribution, after those that ship."""
    done = asnwork("scorers", path=[site], folder=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert NAMES == [line.split()[0] for line in done.stdout.splitlines() if "plugin-city 2026.1" in line]


@pytest.mark.parametrize("name", NAMES)
def test_both_keep_the_laws(name: str, site: Path, tmp_path: Path) -> None:
    """`asnwork check --scorer` tries every law on them, and all hold."""
    done = asnwork("check", "--scorer", name, path=[site], folder=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert f"{name} 1: every law holds" == done.stdout.splitlines()[-1]


# --- compared in the report --------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path, dict[str, Any]]:
    """A comparison with both scorers, in two workers: what was printed, its folder, its document."""
    folder = tmp_path_factory.mktemp("compared")
    done = compare(COMPARED, "--workers", "2", path=[site], folder=folder)
    assert 0 == done.returncode, done.stderr
    return done, folder, json.loads((folder / "found.json").read_text(encoding="utf-8"))


def test_they_stand_in_the_table_and_in_the_report(compared: tuple[Any, Path, dict[str, Any]]) -> None:
    """Each is a scheme like the shipped ones, with its legal status and its pay."""
    done, folder, _ = compared
    report = (folder / "found.html").read_text(encoding="utf-8")
    for text in (done.stdout, report):
        for label in ("near the citizen", "all or nothing", "output and outcome"):
            assert label in text
    assert "Scored officer by officer in plain Python" in report
    assert f'--schemes "{COMPARED}"'.replace('"', "&quot;") in report


def test_they_stand_in_the_document(compared: tuple[Any, Path, dict[str, Any]]) -> None:
    """Each is paid as much in all as the first rule, and by its own measure."""
    *_, found = compared
    schemes = {each["pay"]: each for each in found["schemes"]}
    assert ["by formulas", "by formulas", "row by row"] == [each["scored"] for each in schemes.values()]
    assert {"needs_mayor_regulation"} == {each["legal_status"] for each in list(schemes.values())[:2]}
    assert "near_the_citizen 1, near_the_citizen 1" == schemes["near_the_citizen"]["pay_version"]
    (office,) = (each for each in found["paid"] if each["workplace"] == "office_only")
    totals = {name: sum(cell["paid"][name] for cell in office["staff"]) for name in schemes}
    assert totals["outcome"] == pytest.approx(totals["near_the_citizen"], rel=1e-9)
    assert totals["outcome"] == pytest.approx(totals["all_or_nothing"], rel=1e-9)
    headlines = {
        each["scheme"]: each["value"] for each in found["headlines"] if each["measure"] == "paid_to_achieved"
    }
    assert 3 == len(headlines)
    assert None not in headlines.values()


def test_a_reform_reaches_them(site: Path, tmp_path: Path) -> None:
    """A scorer of a plug-in is made of the reformed law too, and stands beside itself under the old one."""
    reform = tmp_path / "reform.toml"
    change = 'path = "main_job.threshold"\nfrom = 2020-01-01\nvalue = 1.2\nreason = "tried out"\n'
    head = '[reform]\nname = "higher_gate"\nno_effect_expected = true\n'  # the small city is alike in pay
    reform.write_text(f"{head}[[changes]]\n{change}", encoding="utf-8")
    done = compare(
        "office_only x near_the_citizen",
        "--reform",
        str(reform),
        "--lang",
        "id",
        path=[site],
        folder=tmp_path,
    )
    assert 0 == done.returncode, done.stderr
    assert "main_job.threshold = 0.9 menjadi main_job.threshold = 1.2" in done.stdout
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert ["near_the_citizen", "near_the_citizen + higher_gate"] == [
        each["pay"] for each in found["schemes"]
    ]


# --- what may go wrong -------------------------------------------------------------------------


def test_a_near_miss_is_named(site: Path, tmp_path: Path) -> None:
    """A name that is not there lists those that look like it, of plug-ins too; nothing runs."""
    done = compare("office_only x outcome, office_only x near_the_citizn", path=[site], folder=tmp_path)
    assert 2 == done.returncode
    assert "did you mean office_only x near_the_citizen" in done.stderr
    assert "friday_home x all_or_nothing" in done.stderr
    assert not (tmp_path / "found.json").exists()


def test_a_broken_one_does_not_stop_the_others(site: Path, tmp_path: Path) -> None:
    """One line says what is left out and why; the comparison goes on with the others."""
    other = tmp_path / "other"
    other.mkdir()
    distribution(other, "odd-city", points={"odd": "nowhere_at_all:odd"})
    schemes = "office_only x outcome, office_only x near_the_citizen"
    done = compare(schemes, "--quiet", path=[site, other], folder=tmp_path)
    assert 0 == done.returncode
    (line,) = (line for line in done.stderr.splitlines() if "odd" in line)
    assert line.startswith("asnwork: plug-in 'odd' of odd-city 1.0 (nowhere_at_all:odd) is left out: ")
    listed = asnwork("scorers", "--json", path=[site, other], folder=tmp_path)
    assert ["odd"] == [each["name"] for each in json.loads(listed.stdout)["broken"]]


def test_a_scorer_without_a_gate_is_said_to_pay_nobody(tmp_path: Path) -> None:
    """A line before the run, a line in the report; standing first, it takes no pay from the other rule."""
    text = """
        from attrs import evolve
        from asnwork.scoring import output

        def ungated(law):
            return evolve(output(law), name="ungated", gate=None)
    """
    distribution(tmp_path, "odd-city", points={"ungated": "odd:ungated"}, modules={"odd": text})
    done = compare("office_only x ungated, office_only x outcome", path=[tmp_path], folder=tmp_path)
    assert 0 == done.returncode
    assert "scorer 'ungated' has no gate for the main job" in done.stderr
    assert "try the laws on it: asnwork check --scorer ungated" in done.stderr
    assert "'ungated' pays nobody here" in " ".join(done.stdout.split())
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    paid = [cell["paid"] for each in found["paid"] for cell in each["staff"]]
    assert sum(each["ungated"] for each in paid) == 0 < sum(each["outcome"] for each in paid)


def test_shipped_schemes_load_no_plug_in(tmp_path: Path) -> None:
    """What nobody asks for is not imported: a broken plug-in is not even noticed."""
    distribution(tmp_path, "odd-city", points={"odd": "nowhere_at_all:odd"})
    done = compare(
        "office_only x outcome, friday_home x outcome", "--quiet", path=[tmp_path], folder=tmp_path
    )
    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("command", ["compare", "scorers", "check"])
def test_two_of_one_name_name_both_distributions(site: Path, tmp_path: Path, command: str) -> None:
    """Every door that is asked for the name refuses, naming both; the list goes on without the two."""
    text = NEAR.format(name="near_the_citizen")
    distribution(tmp_path, "west-city", points={"near_the_citizen": "west:scorer"}, modules={"west": text})
    path = [site, tmp_path]
    if command == "compare":
        done = compare("office_only x outcome, office_only x near_the_citizen", path=path, folder=tmp_path)
    else:
        more = ["--scorer", "near_the_citizen"] if command == "check" else []
        done = asnwork(command, *more, path=path, folder=tmp_path)
    assert (0 if command == "scorers" else 2) == done.returncode
    assert "first plugin-city 2026.1, then west-city 1.0" in done.stderr
    assert ("" != done.stdout) == (command == "scorers")
    assert "near_the_citizen" not in done.stdout


def test_a_scorer_that_no_predicate_follows_from_is_left_out_of_pay(tmp_path: Path) -> None:
    """It is listed as a scorer; asked for as pay, a line says why there is none."""
    text = """
        from attrs import frozen
        from asnwork.scoring import Scale

        @frozen
        class Cuts:
            name, version, reads = "cuts", "1", frozenset({"late_cut"})
            scale = Scale(low=0, high=1, unit="share", higher_is_better=False)

            def score(self, view, on):
                raise AssertionError

        def cuts(law):
            return Cuts()
    """
    distribution(tmp_path, "cut-city", points={"cuts": "cuts:cuts"}, modules={"cuts": text})
    listed = asnwork("scorers", path=[tmp_path], folder=tmp_path)
    # The table breaks the cell over two lines, between those of other columns.
    assert "0 to 1 share, less" in listed.stdout
    assert "is better" in listed.stdout
    done = compare("office_only x outcome, office_only x cuts", path=[tmp_path], folder=tmp_path)
    assert 2 == done.returncode
    assert "asnwork: no pay by 'cuts' of cut-city: scorer 'cuts', figure 'scale': it is 0 to 1" in done.stderr
    assert "unknown scheme 'office_only x cuts'" in done.stderr
