"""Makes small logs for tests, and finds the real ones beside the repository."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from asnwork.adapters.mapping import LogMapping, parse_mapping

__all__ = ["MAPPINGS", "mapping_of", "shared", "written"]

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
MAPPINGS = ROOT / "docs" / "examples" / "mappings"


def shared(name: str) -> Path:
    """The path of a real log; skips the test where it is not there."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"the real log {name} is not beside the repository (../shared/data)")
    return path


def written(folder: Path, text: str | bytes, name: str = "log.csv") -> Path:
    """A file with this content; gzipped when its name says so."""
    path = folder / name
    content = text.encode("utf-8") if isinstance(text, str) else text
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def mapping_of(text: str) -> LogMapping:
    """A mapping in which the columns of an event log, or of a case table, are called as they are here."""
    return parse_mapping(text)
