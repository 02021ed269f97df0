"""Reads the package's own source, for tests of how it is built."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["ROOMS", "ROOT", "SOURCE", "calls", "imports", "is_filled", "module_name", "modules", "tree"]

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "asnwork"
ROOMS = tuple(sorted(path.parent.name for path in SOURCE.glob("*/__init__.py")))


def modules(*rooms: str) -> list[Path]:
    """The source files of the rooms named, or of the whole package."""
    folders = [SOURCE / room for room in rooms] or [SOURCE]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def module_name(path: Path) -> str:
    """The dotted name of a source file, such as asnwork.domain.law."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a source file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def is_filled(path: Path) -> bool:
    """Whether a source file holds more than its docstring."""
    return any(not isinstance(node, ast.Expr) for node in tree(path).body)


def imports(node: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Every import under a node, at any depth: the module, the name taken from it or "", the line."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield alias.name, "", child.lineno
        elif isinstance(child, ast.ImportFrom):
            for alias in child.names:
                yield child.module or "", alias.name, child.lineno


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call under a node whose callee is a name or a chain of attributes, with its dotted text."""
    for child in ast.walk(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name | ast.Attribute):
            yield ast.unparse(child.func), child
