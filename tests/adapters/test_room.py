from __future__ import annotations

import ast
from pathlib import Path

import pytest

import asnwork.adapters


def test_the_lists_of_names_agree() -> None:
    """`__all__`, the homes and the imports for type checkers name the same things, and each is found."""
    text = Path(asnwork.adapters.__file__).read_text(encoding="utf-8")
    typed = {
        alias.name: str(node.module).rpartition(".")[2]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("asnwork.")
        for alias in node.names
    }
    assert typed == asnwork.adapters._HOME
    assert set(typed) == set(asnwork.adapters.__all__) <= set(dir(asnwork.adapters))
    assert all(hasattr(asnwork.adapters, name) for name in typed)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that the room does not offer is refused by that name."""
    with pytest.raises(AttributeError, match="'Nobody'"):
        _ = asnwork.adapters.Nobody
