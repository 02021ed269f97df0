"""Runs the Python blocks of README.md and docs/ as tests; the docstrings of src/ run as doctests.

A block is plain Python or a `>>>` session, and sees the names of the blocks before it on its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent
CORE = {"asnwork.domain", "asnwork.policies", "asnwork.scoring"}

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
).pytest()


def pytest_collection_modifyitems(config: pytest.Config, items: Iterable[pytest.Item]) -> None:
    """Where the core is measured, as `dev.py test` does, only its own tests are, and none that are slow.

    Measuring doubles the time of a test. Whoever asks for another coverage has it of all tests.
    """
    if set(config.getoption("cov_source", default=None) or ()) != CORE or config.getoption("no_cov"):
        return
    own = {("tests", name.removeprefix("asnwork.")) for name in CORE}
    for item in items:
        if item.path.relative_to(ROOT).parts[:2] not in own or item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)
