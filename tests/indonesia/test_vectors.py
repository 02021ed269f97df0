"""Every published or derived example of the facts stands as a test with its name and its tag."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
NAMED = re.compile(
    r"\"((?:IKI|SKP|SKM|AK|NIP|NIK|HOUR|PRED|PP30|TL|FLEX|CAL|LATE|ORG)-\d+)-([a-z]+)[\w.-]*\""
)
TAGS = {"seen", "derived", "recalled", "conflict"}
EXPECTED = {
    *(f"IKI-{number}" for number in range(1, 9)),
    *(f"SKM-{number}" for number in range(1, 7)),
    *(f"PRED-{number}" for number in range(1, 10)),
    *(f"PP30-{number}" for number in range(1, 5)),
    *(f"NIP-{number}" for number in range(1, 4)),
    *(f"HOUR-{number}" for number in range(1, 4)),
    *("SKP-1", "AK-1", "NIK-1", "TL-1", "FLEX-1", "CAL-1", "CAL-2", "LATE-1", "ORG-1", "ORG-2"),
}


def named() -> list[tuple[str, str]]:
    """The names and tags of all examples that are tests."""
    files = sorted(HERE.glob("test_vectors_*.py"))
    return [found for file in files for found in NAMED.findall(file.read_text(encoding="utf-8"))]


def test_every_example_is_a_test() -> None:
    """No example is left out, and none has a name that nobody knows."""
    assert EXPECTED == {name for name, _ in named()}


def test_every_example_says_how_sure_it_is() -> None:
    """Each name is followed by its tag."""
    assert TAGS >= {tag for _, tag in named()}


def test_flexible_days_have_three_more() -> None:
    """Beside the third day: field duty, a new post, special equipment."""
    assert 4 == sum(name == "FLEX-1" for name, _ in named())
