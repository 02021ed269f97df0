"""A folder of instrument files: read whole, or refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from asnwork.adapters.law_folder import read_law_folder
from asnwork.errors import InvalidInput

FILE = """
[assumptions]
title = "{name}"
reviewed_on = 2026-11-24
[parameters."{name}.days"]
unit = "days"
label = "days"
label_id = "hari"
values = [{{ value = 2, certainty = "assumed", reason = "for a test" }}]
"""


def write(folder: Path, *names: str) -> None:
    """Write a good file for each name."""
    for name in names:
        (folder / f"{name}.toml").write_text(FILE.format(name=name), encoding="utf-8")


def test_the_files_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    """Every file that ends in .toml is read, by name, with its path as source; other files are not."""
    write(tmp_path, "b", "a")
    (tmp_path / "notes.md").write_text("no law", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    write(tmp_path / "deeper", "c")

    found = read_law_folder(tmp_path)
    assert ["a", "b"] == [each.title for each in found]
    assert [str(tmp_path / "a.toml"), str(tmp_path / "b.toml")] == [each.source for each in found]


def test_a_file_is_a_folder_of_one(tmp_path: Path) -> None:
    """The path of one file gives its instrument alone."""
    write(tmp_path, "a", "b")
    assert ["b"] == [each.title for each in read_law_folder(str(tmp_path / "b.toml"))]


@pytest.mark.parametrize(
    ("name", "told"),
    [("citi", "did you mean city?"), ("empty", "at least one"), ("nowhere/at/all", "nothing there")],
)
def test_what_is_no_folder_of_law_is_refused(tmp_path: Path, name: str, told: str) -> None:
    """Nothing there, and nothing in it, are refused, with the way out."""
    (tmp_path / "city").mkdir()
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidInput) as caught:
        read_law_folder(tmp_path / name)
    assert told in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


def test_all_faults_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    """A file that is not UTF-8, a folder named like a file, and a fault inside are told together."""
    write(tmp_path, "good")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").mkdir()
    bad = FILE.format(name="c").replace("days", "dayz").replace("reviewed_on = 2026-11-24", "")
    (tmp_path / "c.toml").write_text(bad, encoding="utf-8")

    with pytest.raises(InvalidInput) as caught:
        read_law_folder(tmp_path)
    files = [Path(fault.path.partition(": ")[0]).name for fault in caught.value.faults]
    assert ["a.toml", "b.toml", "c.toml", "c.toml"] == files
