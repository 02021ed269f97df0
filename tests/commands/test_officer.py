"""`asnwork replay --officer`: one officer who asks; and the guide page that shows such a sheet."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from asnwork.adapters.event_log import load_log
from asnwork.adapters.mapping import read_mapping
from asnwork.adapters.replay import replay_summary
from asnwork.cli import main
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.tables import Lang
from tests.adapters.logs import MAPPINGS
from tests.commands.officer_of_log import example_sheet, receipt_sheet
from tests.distributions import LOUD, NEAR, TYPO, distribution

EXAMPLES = MAPPINGS.parent
GUIDE = EXAMPLES.parent / "guides" / "officer-sheet.md"
LOG = [str(EXAMPLES / "requests.csv"), "--mapping", str(EXAMPLES / "requests.toml")]


def replayed(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What `asnwork replay` prints of the small log."""
    assert 0 == main(["replay", *LOG, *options])
    return capsys.readouterr().out


def test_one_officer_gets_the_sheet_by_each_scorer(capsys: pytest.CaptureFixture[str]) -> None:
    """The sheet by output and by outcome, what would move the predicate, and no pay without a base."""
    told = replayed(capsys, "--officer", "ani")
    assert 2 == told.count("Sheet of ani, 2026-05-01 to 2026-05-31")
    assert "(100.00 x 40 + 50.00 x 25) / (40 + 25) = 80.77" in told
    assert "What would move the proposed predicate one step up:" in told
    advice = "1 more promise kept: 2 instead of 1; all else the same, the proposed predicate would be 'good'"
    assert f"- {advice}" in " ".join(told.split())
    assert "Rp" not in told
    assert "budi" not in told
    assert "citra" not in told


def test_with_a_base_every_pay_rule_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--base` a table says what each rule would pay, labelled as a simulation; in Indonesian too."""
    told = replayed(capsys, "--officer", "ani", "--base", "5000000", "--lang", "id")
    assert "Lembar penilaian ani" in told
    assert "Yang akan menaikkan usulan predikat satu tingkat:" in told
    assert "simulasi, belum ditetapkan" in told
    assert "3.000.000" in told


@pytest.fixture
def near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with output under another name, a misspelt figure, and two scorers that print."""
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = {"replayed_near": NEAR.format(name="near"), "replayed_typo": TYPO, "replayed_loud": LOUD}
    points = {"near": "replayed_near:scorer", "typo": "replayed_typo:scorer"}
    points |= {name: f"replayed_loud:{name}" for name in ("loud", "raises")}
    distribution(tmp_path, "our-city", points=points, modules=modules)
    for name in modules:
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.mark.usefixtures("near")
def test_a_plug_in_is_asked_beside_the_rules_that_ship(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--pay` its sheet and its pay are told too, once however often it is named, and in the summary."""
    told = replayed(capsys, "--officer", "ani", "--base", "5000000", "--pay", "near", "--pay", "near")
    assert 3 == told.count("Sheet of ani, 2026-05-01 to 2026-05-31")
    assert 1 == told.count("Scorer: near, version 1.")
    assert "near 100.0 met good 5,000,000" in " ".join(told.split())
    assert {"near", "outcome"} <= {row["pay rule"] for row in scores(capsys, "--pay", "near")}
    assert "near" not in {row["pay rule"] for row in scores(capsys, "--pay", "outcome")}


def scores(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    """The scores of a replay of the small log."""
    assert 0 == main(["replay", *LOG, *options, "--json"])
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["scores"]
    return found


@pytest.mark.usefixtures("near")
def test_what_a_plug_in_prints_is_no_part_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """It goes to standard error; why one that is no formula has no score is told as its own reason."""
    for options in (["--json"], ["--officer", "ani"]):
        assert 0 == main(["replay", *LOG, "--pay", "loud", *options])
        told = capsys.readouterr()
        assert "noise" not in told.out
        assert "noise" in told.err
    assert 0 == main(["replay", *LOG, "--pay", "loud", "--json"])
    found = json.loads(capsys.readouterr().out)
    (score,) = [part for part in found["parts"] if (part["pay"], part["part"]) == ("loud", "score")]
    assert (["promises_kept"], 2, 1) == (
        score["reads"],
        score["answered"],
        score["insufficient"],
    )
    assert ("no promise was kept", "tidak ada janji yang ditepati") == (score["why"], score["why_id"])


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("options", [[], ["--officer", "ani"]])
def test_a_plug_in_that_raises_is_named(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What it raised is told with its name; it is no internal error."""
    assert 3 == main(["replay", *LOG, "--pay", "raises", *options])
    assert "scorer 'raises', figure 'score': it raised ValueError: boom" in capsys.readouterr().err


def test_what_is_for_teaching_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    """Attendance alone may be asked for, and is labelled before it is scored, and in the document."""
    assert 0 == main(["replay", *LOG, "--pay", "attendance_only", "--json"])
    told = capsys.readouterr()
    assert "asnwork: --pay: 'attendance_only' is for teaching only" in told.err
    assert ["attendance_only"] == json.loads(told.out)["for_teaching_only"]


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("neer", "unknown pay rule 'neer'; did you mean near?"),
        ("typo", "nothing measures promises_kep (did you mean promises_kept"),
    ],
)
def test_a_pay_rule_that_cannot_be_had_is_refused(
    name: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown one, and one whose scorer reads what nothing measures, stop the replay before it begins."""
    assert 2 == main(["replay", *LOG, "--pay", name])
    told = capsys.readouterr()
    assert f"asnwork: --pay: {says}" in told.err
    assert "" == told.out


def test_too_little_evidence_has_a_sheet_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An officer without a score is told what is missing, and that there is no predicate to move."""
    unplanned, _, _ = (EXAMPLES / "requests.toml").read_text(encoding="utf-8").partition("[plan]")
    (tmp_path / "m.toml").write_text(unplanned, encoding="utf-8")
    log, mapping = LOG[0], str(tmp_path / "m.toml")
    assert 0 == main(["replay", log, "--mapping", mapping, "--officer", "ani"])
    told = capsys.readouterr().out
    assert "Evidence: for 25 % of the weights; at least 50 % is needed" in told
    assert "Would suffice: work done (the target for work on requests)" in told
    assert "- the evidence gives no predicate, so that nothing moves it" in told


def test_a_name_that_is_not_there_gets_no_other_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name is refused without a hint at the names of colleagues."""
    assert 2 == main(["replay", *LOG, "--officer", "anny"])
    told = capsys.readouterr()
    assert "" == told.out
    assert "--officer: the log has no step of that officer" in told.err
    assert not any(name in told.err for name in ("ani", "budi", "citra"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--period", "2026-05"], "--period: only with --officer"),
        (["--base", "5000000"], "--base: only with --officer"),
        (["--officer", "ani", "--json"], "not allowed with"),
        (["--officer", "ani", "--base", "-1"], "expected 0 or more"),
        (["--officer", "ani", "--base", "5.000.000"], "such as 5000000, without dots or commas"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pay is shown to one officer only, and no file holds a sheet."""
    assert 2 == main(["replay", *LOG, *options])
    assert said in capsys.readouterr().err


LATER = """R-004,check,2026-06-01 09:00,budi,2026-05-29 08:00,2026-06-02 08:00,counter
R-004,sign,2026-06-01 10:00,ani,2026-05-29 08:00,2026-06-02 08:00,counter
R-004,closed,2026-06-02 10:00,system,2026-05-29 08:00,2026-06-02 08:00,counter
R-005,check,2026-06-03 10:00,budi,2026-06-03 08:00,2026-06-05 08:00,counter
R-005,closed,2026-07-02 10:00,system,2026-06-03 08:00,2026-06-05 08:00,counter
"""


@pytest.fixture
def two_months(tmp_path: Path) -> list[str]:
    """The small log with a second month, and a request of that month that is closed in a third."""
    log = tmp_path / "log.csv"
    log.write_text((EXAMPLES / "requests.csv").read_text(encoding="utf-8") + LATER, encoding="utf-8")
    return ["replay", str(log), "--mapping", LOG[2]]


@pytest.mark.parametrize(("asked", "day"), [([], "2026-06-30"), (["--period", "2026-05"], "2026-05-31")])
def test_a_period_is_asked_for_and_read_by_its_own_law(
    two_months: list[str], asked: list[str], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without one it is the last with a step of the officer; the law is that of its last day."""
    assert 0 == main([*two_months, "--officer", "ani", *asked])
    told = capsys.readouterr().out
    assert f"to {day}" in told
    assert f"Law in force on {day}." in told


def test_one_law_may_be_asked_for(two_months: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """`--law-on` reads one law for a sheet too."""
    assert 0 == main([*two_months, "--officer", "ani", "--law-on", "2026-07-01"])
    assert "Law in force on 2026-07-01." in capsys.readouterr().out


def test_no_month_without_a_step_is_judged(two_months: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In July a request of budi's is closed and budi does nothing: there is no sheet, and nobody a target."""
    assert 0 == main([*two_months, "--officer", "budi"])
    assert "to 2026-06-30" in capsys.readouterr().out
    assert 2 == main([*two_months, "--officer", "budi", "--period", "2026-07"])
    told = capsys.readouterr().err
    assert (
        "--period: given '2026-07', expected a period with a step of that officer: 2026-05, 2026-06" in told
    )

    law = national_law()
    loaded = load_log(two_months[1], read_mapping(LOG[2]))
    replay = replay_summary(loaded, outcome=standard_outcome(law), pays=all_pays(law)[:1])
    july = [each for each in replay.evidence if each.period.since == date(2026, 7, 1)]
    assert [] != july
    assert all(each["target.work"] is None for each in july)


def test_unusable_rows_are_written_beside_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--unusable` is kept with `--officer` too."""
    replayed(capsys, "--officer", "ani", "--unusable", str(tmp_path / "rows.csv"))
    assert "05/05/2026" in (tmp_path / "rows.csv").read_text(encoding="utf-8")


# --- the guide ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_guide_shows_the_sheet_of_the_example(lang: Lang) -> None:
    """The page holds the sheet as it is printed, in both languages."""
    assert f"```text\n{example_sheet(lang)}\n```" in GUIDE.read_text(encoding="utf-8")


def test_the_guide_shows_the_sheet_of_a_real_log() -> None:
    """The page holds the sheet of one officer of the receipt log, where that log is there."""
    assert f"```text\n{receipt_sheet()}\n```" in GUIDE.read_text(encoding="utf-8")


def test_the_guide_is_in_the_navigation() -> None:
    """The page is found."""
    assert "guides/officer-sheet.md" in Path(EXAMPLES.parents[1] / "mkdocs.yml").read_text(encoding="utf-8")
