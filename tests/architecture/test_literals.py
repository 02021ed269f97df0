"""No number of the law stands in code: it stands in a file of the law, with its unit and what it rests on."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from asnwork.indonesia.law import national_instruments
from tests.architecture.sources import ROOT, SOURCE, modules, tree

FREE = (0, 1, 100)
CLOCK = re.compile(r"\d\d:\d\d")
LISTED = tomllib.loads((Path(__file__).parent / "literals.toml").read_text(encoding="utf-8"))["literals"]
INDONESIA = SOURCE / "indonesia"
LAW_FILES = sorted((INDONESIA / "law").glob("*.toml"))


def numbers(path: Path) -> Iterator[float]:
    """Every number in a source file but 0, 1 and 100."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in FREE:
            yield node.value


def clock_times(path: Path) -> Iterator[str]:
    """Every text in a source file that reads like hours of a day, docstrings left out."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            texts = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
            yield from (text for text in texts if isinstance(text, str) and CLOCK.match(text))


def test_every_number_in_a_rule_is_listed_with_a_reason() -> None:
    """A number but 0, 1 and 100 in `policies` and `scoring` stands in `literals.toml`, with a reason."""
    found = {
        str(path.relative_to(SOURCE)): dict(Counter(numbers(path))) for path in modules("policies", "scoring")
    }
    listed: dict[str, dict[float, int]] = {}
    for entry in LISTED:
        assert entry["reason"].strip()
        assert {"file", "value", "times", "reason"} == set(entry)
        listed.setdefault(entry["file"], {})[entry["value"]] = entry["times"]
    assert listed == {file: values for file, values in found.items() if values}


def test_no_number_is_listed_twice() -> None:
    """Each number of a file has one entry."""
    twice = Counter((entry["file"], entry["value"]) for entry in LISTED)
    assert [] == [entry for entry, times in twice.items() if times > 1]


@pytest.mark.parametrize("path", modules("indonesia"), ids=lambda path: path.stem)
def test_no_code_of_the_country_holds_a_number(path: Path) -> None:
    """Modules of `indonesia` hold no number but 0, 1 and 100, and no hours of a day: those are data."""
    assert [] == list(numbers(path))
    assert [] == list(clock_times(path))


def test_every_number_of_the_law_is_read_strictly() -> None:
    """Every file in the folder of the law is an instrument of it, so that the reader's demands hold for all.

    What they are is tested with the reader; that each value says what it rests on, in tests/indonesia.
    """
    assert [path.name for path in LAW_FILES] == [instrument.source for instrument in national_instruments()]
    assert {date(2026, 11, 24)} == {instrument.reviewed_on for instrument in national_instruments()}
    assert all(instrument.parameters for instrument in national_instruments())


# Other data of the country: what it rests on stands with the whole, or with the part that has the number.
OTHER_DATA = sorted(path for path in INDONESIA.rglob("*.toml") if path.parent.name != "law")
SAYS_WHY = ("basis", "status", "reason", "reference", "note")


def unexplained(value: Any, path: str, explained: bool) -> Iterator[str]:
    """Where a number stands under no table that says what it rests on."""
    if isinstance(value, dict):
        here = explained or any(key in value for key in SAYS_WHY) or "sources" in value
        for key, item in value.items():
            yield from unexplained(item, f"{path}.{key}", here)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unexplained(item, f"{path}[{index}]", explained)
    elif not explained and type(value) in (int, float, date, datetime) and value not in FREE:
        yield path


@pytest.mark.parametrize("path", OTHER_DATA, ids=lambda path: path.stem)
def test_numbers_of_other_data_say_what_they_rest_on(path: Path) -> None:
    """Services, holidays and the shipped city name a source, or say beside the number that it is assumed."""
    text = path.read_text(encoding="utf-8")
    content = tomllib.loads(text)
    commented = {line.partition("=")[0].strip() for line in text.splitlines() if "#" in line and "=" in line}
    bare = [
        where
        for where in unexplained(content, path.name, explained=False)
        if where.rpartition(".")[2] not in commented
    ]
    assert [] == bare, "a number without a source or a reason beside it"


def test_the_data_of_the_country_is_looked_at() -> None:
    """There are law files, and other data, to look at; the project's root is where it is expected."""
    assert len(LAW_FILES) > 20
    assert {"city.toml", "holidays.toml"} <= {path.name for path in OTHER_DATA}
    assert (ROOT / "pyproject.toml").exists()
