"""`asnwork check` through `main`: what a file is, and everything that is wrong in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from asnwork.cli import main

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "adapters" / "data"
LAW = ROOT / "src" / "asnwork" / "indonesia" / "law"

MAPPING = """
zone = "Asia/Jakarta"
[cases]
case = "id"
opened = "filed"
"""


def test_good_files_are_named_by_their_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scenario, catalogue, law and mapping are told apart by what stands in them."""
    mapping = tmp_path / "m.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    files = [DATA / "small_city.toml", DATA / "whatsapp.toml", LAW / "perpres_21_2023.toml", mapping]

    assert 0 == main(["check", *map(str, files)])
    kinds = [line.split(": ")[1].partition(",")[0] for line in capsys.readouterr().out.splitlines()]
    assert ["scenario", "catalogue", "law", "mapping"] == kinds


def test_every_shipped_file_is_good() -> None:
    """All law, service, channel and place files that ship with the library pass."""
    folder = ROOT / "src" / "asnwork" / "indonesia"
    files = [*LAW.glob("*.toml"), *folder.glob("services/*.toml"), *folder.glob("channels/*.toml")]

    assert 0 == main(["check", *map(str, files), str(folder / "places.toml")])


def test_one_bad_file_is_three_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All faults of a bad file are named with their paths; good files after it are still checked."""
    bad = tmp_path / "bad.toml"
    bad.write_text(MAPPING.replace("Jakarta", "Jakatra") + "dew = 'due'\n", encoding="utf-8")

    assert 3 == main(["check", str(bad), str(DATA / "whatsapp.toml")])
    captured = capsys.readouterr()
    assert "bad.toml" in captured.err and "cases.dew" in captured.err
    assert "whatsapp.toml: catalogue, good" in captured.out


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("other.toml", "answer = 42\n", "expected a table of one kind"),
        ("empty.toml", "", "given 'nothing'"),
        ("broken.toml", "[scenario\n", "TOML"),
        ("city.json", "{}", "ends in .toml"),
        ("law.toml", "[parameters.x]\nunit = 'lightyears'\n", "parameters.x"),
        ("city.toml", "[scenario]\nload = 0.8\n", "scenario"),
    ],
)
def test_what_is_no_good_file_says_why(
    tmp_path: Path, name: str, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of no kind, or broken, is refused with what was expected, and named once."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    assert 3 == main(["check", str(file)])
    error = capsys.readouterr().err
    assert told in error and name in error
    assert "Traceback" not in error


def test_a_file_that_is_not_there_is_bad(capsys: pytest.CaptureFixture[str]) -> None:
    """A name without a file is refused like any other bad file."""
    assert 3 == main(["check", "no-such-file.toml"])
    assert "no-such-file.toml" in capsys.readouterr().err


def test_a_scenario_needs_the_simulation() -> None:
    """Without numpy a scenario cannot be checked: 69, with the way out."""
    code = (
        "import sys; sys.modules['numpy'] = None\nfrom asnwork.cli import main\n"
        f"sys.exit(main(['check', {str(DATA / 'small_city.toml')!r}]))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert 69 == found.returncode
    assert "pip install 'asnwork[sim]'" in found.stderr


def test_it_speaks_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--lang id` the kinds are in Indonesian."""
    assert 0 == main(["check", "--lang", "id", str(DATA / "whatsapp.toml")])
    assert "katalog, baik" in capsys.readouterr().out
