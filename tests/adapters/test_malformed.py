"""Instrument files, one for each way to be wrong: every fault is named at once, with its path."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from asnwork.adapters.law_file import LONGEST_INSTRUMENT, load_law, read_instrument
from asnwork.errors import InvalidInput

HERE = Path(__file__).parent
FILES = {path.stem: path for path in sorted((HERE / "malformed").glob("*.toml"))}
EXPECTED: dict[str, Any] = tomllib.loads((HERE / "malformed.toml").read_text(encoding="utf-8"))
GOOD = """
[assumptions]
title = "for a test"
reviewed_on = 2026-11-24

[parameters."right.days"]
unit = "days"
label = "days"
label_id = "hari"
values = [{ value = 2, certainty = "assumed", reason = "for a test" }]
"""


def text_of(name: str) -> str:
    """The text of a file."""
    return FILES[name].read_text(encoding="utf-8")


def test_every_file_is_listed_with_its_faults() -> None:
    """No file lacks its faults and no faults lack their file, and there are thirty of them at least."""
    assert set(FILES) == set(EXPECTED)
    assert 30 <= len(FILES)
    assert all(each["faults"] for each in EXPECTED.values())


def test_no_two_files_are_wrong_in_one_way() -> None:
    """Each file has faults of its own: no other has the same paths with the same words."""
    told = [
        tuple(sorted((fault["path"], fault["text"]) for fault in EXPECTED[name]["faults"])) for name in FILES
    ]
    same = {each for each in told if told.count(each) > 1}
    # What is no TOML is one fault of the whole file, however it is broken.
    assert same <= {(("file", "expected TOML"),)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_wrong_file_is_refused_with_all_its_faults(name: str) -> None:
    """The faults that are listed come at once, each at its path and in its words, and no other does."""
    with pytest.raises(InvalidInput) as caught:
        read_instrument(text_of(name), source=f"{name}.toml")
    expected = sorted((fault["path"], fault["text"]) for fault in EXPECTED[name]["faults"])
    found = sorted((fault.path, str(fault)) for fault in caught.value.faults)
    assert [path for path, _ in expected] == [path for path, _ in found]
    for (_, words), (path, told) in zip(expected, found, strict=True):
        assert words in told.removeprefix(f"{path}: ")
    assert f"{name}.toml" == caught.value.source


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_loaded_beside_a_wrong_file(name: str) -> None:
    """A right file beside a wrong one is not loaded either, and the faults name the wrong one alone."""
    with pytest.raises(InvalidInput) as caught:
        load_law({"right.toml": GOOD, f"{name}.toml": text_of(name)})
    assert [f"{name}.toml: {fault['path']}" for fault in sorted(EXPECTED[name]["faults"], key=str)] == [
        fault.path for fault in sorted(caught.value.faults, key=lambda fault: fault.path)
    ]


def test_all_wrong_files_are_refused_together() -> None:
    """Every fault of every file stands in one error."""
    with pytest.raises(InvalidInput) as caught:
        load_law({f"{name}.toml": text_of(name) for name in FILES})
    assert sum(len(each["faults"]) for each in EXPECTED.values()) == len(caught.value.faults)


def test_the_right_file_is_right() -> None:
    """What stands beside the wrong files in these tests is loaded when it is alone."""
    assert 1 == len(load_law({"right.toml": GOOD}))


def test_a_very_large_file_is_not_read() -> None:
    """A file is refused by its size in bytes before it is parsed, at the first byte too many."""
    comment = "\n#" + "é" * 10
    room = LONGEST_INSTRUMENT - len((GOOD + comment).encode())
    assert "right.days" == str(*read_instrument(GOOD + comment + "x" * room))
    with pytest.raises(InvalidInput) as caught:
        read_instrument(GOOD + comment + "x" * (room + 1), source="large.toml")
    (fault,) = caught.value.faults
    assert ("file", f"{LONGEST_INSTRUMENT + 1} bytes") == (fault.path, fault.given)
    assert f"an instrument file of at most {LONGEST_INSTRUMENT} bytes" == fault.expected
    with pytest.raises(InvalidInput, match="bytes"):
        read_instrument("[" * (LONGEST_INSTRUMENT + 1))


def test_a_file_of_very_many_faults_names_them_all() -> None:
    """Thousands of faults come at once, each with its place."""
    row = '{ from = 2026-01-05, value = "2", certainty = "reported" },\n'
    text = GOOD.replace('{ value = 2, certainty = "assumed", reason = "for a test" }', row * 2000)
    with pytest.raises(InvalidInput) as caught:
        read_instrument(text)
    places = [fault.path for fault in caught.value.faults if fault.path.endswith(".value")]
    assert [f'parameters."right.days".values[{index}].value' for index in range(2000)] == places
