"""`asnwork scorers` and `asnwork check --scorer` through `main`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import asnwork
from asnwork.cli import main
from asnwork.commands.scorers import shipped_scorers
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.outcome import OutcomePolicy
from asnwork.scoring import Scorer
from tests.distributions import NEAR, distribution

LAW = national_law()

LENIENT = """
    from attrs import frozen
    from asnwork.domain import Reason, Wording
    from asnwork.scoring import POINTS, Draft, Gate

    @frozen
    class Lenient:
        name, version, scale, reads = "lenient", "1", POINTS, frozenset({"done.work", "target.work"})

        def score(self, view, on):
            done, target = (view[name] or 0.0 for name in ("done.work", "target.work"))
            told = Reason(rule="lenient", code="done", wording=Wording("done", "selesai"))
            return Draft(value=100.0 if done >= target else 50.0, gate=Gate.MET, reasons=[told])

    def lenient(law):
        return Lenient()
"""
"""A scorer that reads what is missing as zero."""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with a good scorer and one that breaks a law."""
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = {"found_near": NEAR.format(name="near"), "found_lenient": LENIENT}
    points = {"near": "found_near:scorer", "lenient": "found_lenient:lenient"}
    distribution(tmp_path, "our-city", points=points, modules=modules)
    for name in modules:
        monkeypatch.delitem(sys.modules, name, raising=False)


# --- the list ----------------------------------------------------------------------------------


def test_every_shipped_scorer_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them by name, each with its version, scale, figures and the library that brings it."""
    assert 0 == main(["scorers", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert list(shipped_scorers(LAW)) == [each["name"] for each in found["scorers"]]
    assert [] == found["broken"]
    for each in found["scorers"]:
        scorer = shipped_scorers(LAW)[each["name"]]
        assert (scorer.version, sorted(scorer.reads)) == (each["version"], each["reads"])
        assert ("asnwork", asnwork.__version__) == (each["distribution"], each["distribution_version"])
        assert scorer.scale.high == each["scale"]["high"]


def test_what_is_paid_is_listed() -> None:
    """The scorer of every shipped pay rule is among the scorers that ship."""
    shipped = shipped_scorers(LAW)
    assert all(pay.scorer == shipped[pay.scorer.name] for pay in all_pays(LAW))


@pytest.mark.parametrize(
    ("lang", "heads"), [("en", "scorer version scale of"), ("id", "cara penilaian versi skala dari")]
)
@pytest.mark.usefixtures("installed")
def test_a_table_names_those_of_plug_ins_last(
    lang: str, heads: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that ship come first, then those of other distributions."""
    assert 0 == main(["scorers", "--lang", lang])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[: len(heads.split())] == heads.split()
    names = [line.split()[0] for line in lines[2:] if line[:1].strip()]
    assert [*shipped_scorers(LAW), "lenient", "near"] == names


# --- the laws ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "version"), [("outcome", "2"), ("near", "1")])
@pytest.mark.usefixtures("installed")
def test_a_scorer_that_keeps_the_laws_is_done(
    name: str, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row for each law, and a last line that says that all hold; those of plug-ins are checked alike."""
    assert 0 == main(["check", "--scorer", name])
    lines = capsys.readouterr().out.splitlines()
    assert f"{name} {version}: every law holds" == lines[-1]
    assert "broken" not in " ".join(lines)


@pytest.mark.parametrize(
    ("lang", "last"),
    [("en", "lenient 1: laws broken: missing"), ("id", "lenient 1: hukum yang dilanggar: missing")],
)
@pytest.mark.usefixtures("installed")
def test_a_broken_law_is_one(lang: str, last: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The law that is broken is named with the smallest case, and the exit code is 1."""
    assert 1 == main(["check", "--scorer", "lenient", "--lang", lang])
    out = capsys.readouterr().out
    assert out.splitlines()[-1].startswith(last)
    assert "done.work" in out


@pytest.mark.parametrize(
    ("lang", "says", "last"),
    [
        (
            "en",
            "satisfaction measures a unit: what is asked of an officer alone does not apply, and no officer",
            "satisfaction 1: every law that could be judged holds; nothing to judge: leave",
        ),
        (
            "id",
            "satisfaction mengukur unit: yang hanya berlaku bagi pegawai tidak berlaku, dan tidak ada",
            "satisfaction 1: semua hukum yang dapat dinilai dipatuhi; tidak ada yang dapat dinilai: leave",
        ),
    ],
)
def test_a_scorer_of_units_says_which_laws_do_not_apply(
    lang: str, says: str, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No law is said to hold that had nothing to judge, and nobody is led to pay by a unit's score."""
    assert 0 == main(["check", "--scorer", "satisfaction", "--lang", lang])
    told = capsys.readouterr().out
    assert says in " ".join(told.split())
    assert last == told.splitlines()[-1]


def test_attendance_is_not_blind(capsys: pytest.CaptureFixture[str]) -> None:
    """The scorer that is for teaching pays for presence, and is told so."""
    assert 1 == main(["check", "--scorer", "attendance"])
    assert "attendance 1: laws broken: blind" == capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    ("found", "code", "last"), [((), 0, "no trick was found"), (("odd",), 1, "a trick pays")]
)
def test_tricks_are_tried_when_asked_for(
    found: tuple[str, ...],
    code: int,
    last: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With `--gaming` each trick that pays is told, and one that does is exit code 1."""
    tried: list[str] = []

    def gamed(scorer: Scorer, policy: OutcomePolicy) -> tuple[str, ...]:
        tried.append(scorer.name)
        return found

    monkeypatch.setattr("asnwork.testing.gaming.gamed_laws", gamed)
    assert code == main(["check", "--scorer", "outcome", "--gaming"])
    assert ["outcome"] == tried
    assert capsys.readouterr().out.splitlines()[-1].startswith(last)


def test_tricks_are_tried_on_a_scorer_only(capsys: pytest.CaptureFixture[str]) -> None:
    """With files `--gaming` is usage."""
    assert 2 == main(["check", "x.toml", "--gaming"])
    assert "--gaming: only with --scorer" in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_an_unknown_scorer_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The names that look like it are told, those of plug-ins among them."""
    assert 2 == main(["check", "--scorer", "leniant"])
    assert "asnwork: unknown scorer 'leniant'; did you mean lenient?\n" == capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["x.toml", "--scorer", "outcome"]])
def test_either_files_or_a_scorer(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing at all, and both at once, are usage."""
    assert 2 == main(["check", *more])
    assert "usage: asnwork check" in capsys.readouterr().err


def test_without_hypothesis_the_way_out_is_told() -> None:
    """The laws need an extra; without it the exit code is 69 and the text names the extra."""
    program = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from asnwork.cli import main\n"
        "sys.exit(main(['check', '--scorer', 'outcome']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert 69 == done.returncode
    assert "asnwork: asnwork check --scorer needs hypothesis: pip install 'asnwork[testing]'" in done.stderr
