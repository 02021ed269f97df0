"""Runs the Python blocks of README.md and docs/ as tests; the docstrings of src/ run as doctests.

A block is plain Python or a `>>>` session, and sees the names of the blocks before it on its page.
"""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    path=str(Path(__file__).parent),
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
).pytest()
