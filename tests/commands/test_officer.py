"""`asnwork replay --officer`: one officer who asks; and the guide page that shows such a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from asnwork.cli import main
from asnwork.tables import Lang
from tests.adapters.logs import MAPPINGS
from tests.commands.officer_of_log import example_sheet, receipt_sheet

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
    assert "- 1 more promise kept: 2 instead of 1; all else the same, the proposed predicate would be" in told
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


def test_too_little_evidence_has_a_sheet_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An officer without a score is told what is missing, and that there is no predicate to move."""
    unplanned, _, _ = (EXAMPLES / "requests.toml").read_text(encoding="utf-8").partition("[plan]")
    (tmp_path / "m.toml").write_text(unplanned, encoding="utf-8")
    log, mapping = LOG[0], str(tmp_path / "m.toml")
    assert 0 == main(["replay", log, "--mapping", mapping, "--officer", "ani"])
    told = capsys.readouterr().out
    assert "Evidence: for 25 % of the weights; at least 50 % is needed" in told
    assert "Would suffice: work done (target for work on requests)" in told
    assert "- the evidence gives no predicate, so that nothing moves it" in told


def test_a_name_that_is_not_there_gets_no_other_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name is refused without a hint at the names of colleagues."""
    assert 2 == main(["replay", *LOG, "--officer", "anny"])
    told = capsys.readouterr()
    assert "" == told.out
    assert "--officer: the log has no row of that officer" in told.err
    assert not any(name in told.err for name in ("ani", "budi", "citra"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
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
