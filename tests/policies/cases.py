"""Reads the scenario files: cases as data, each with a sentence for a name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

__all__ = ["cases"]

_FOLDER = Path(__file__).parent / "scenarios"


def cases(name: str) -> list[Any]:
    """The cases of a scenario file, for parametrize."""
    found = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]
