"""Runs the Python blocks of README.md and docs/ as tests; the docstrings of src/ run as doctests.

A block is plain Python or a `>>>` session, and sees the names of the blocks before it on its page.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent
CORE = {"asnwork.domain", "asnwork.policies", "asnwork.scoring"}
OWN_TESTS = {("tests", name.removeprefix("asnwork.")) for name in CORE}

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
).pytest()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Where the core is measured, as `dev.py test` does, only its own tests are, and none that are slow.

    Measuring doubles the time of a test. Whoever asks for another coverage has it of all tests.
    """
    sources = item.config.getoption("cov_source", default=None) or ()
    own = item.path.relative_to(ROOT).parts[:2] in OWN_TESTS and not item.get_closest_marker("slow")
    if own or set(sources) != CORE:
        return (yield)
    # The mark no_cover of pytest-cov has no effect where tests run side by side.
    measuring = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)
