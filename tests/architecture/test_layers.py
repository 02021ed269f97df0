"""Imports run one way, in one line."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, SOURCE, imports, module_name, modules, tree

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_the_contracts_hold() -> None:
    """import-linter finds every contract of pyproject.toml kept."""
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def taken_from_the_root(node: ast.AST) -> list[tuple[str, int]]:
    """What a module takes from `asnwork` itself, by import or as an attribute, each with its line."""
    imported = [(name, line) for module, name, line in imports(node) if module == "asnwork" and name]
    read = [
        (child.attr, child.lineno)
        for child in ast.walk(node)
        if isinstance(child, ast.Attribute) and ast.unparse(child.value) == "asnwork"
    ]
    return imported + read


def test_no_room_goes_through_the_front_door() -> None:
    """Inside the package a name is taken from its home; from the root only the version or a whole room."""
    rooms = {
        module_name(path).split(".")[1]
        for path in modules()
        if path.parent != SOURCE or path.stem != "__init__"
    }
    found = [
        f"{module_name(path)}:{line} takes {name} from asnwork"
        for path in modules()
        for name, line in taken_from_the_root(tree(path))
        if name not in {"__version__", *rooms}
    ]
    assert [] == found


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("from asnwork import Officer", ["Officer"]),
        ("import asnwork\nasnwork.Officer", ["Officer"]),
        ("import asnwork\nasnwork.__version__", ["__version__"]),
        ("from asnwork.domain.officer import Officer", []),
    ],
)
def test_the_front_door_is_watched(program: str, expected: list[str]) -> None:
    """The check itself sees a name that is imported from the root or read from it."""
    assert expected == [name for name, _ in taken_from_the_root(ast.parse(program))]


def test_only_the_command_line_uses_the_test_kit() -> None:
    """`asnwork.testing` is imported by the command line alone, and there inside a function."""
    for path in modules():
        room = module_name(path).split(".")[1:2]
        top = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
        looked_at = [] if room == ["testing"] else top if room in (["cli"], ["commands"]) else [tree(path)]
        found = [
            f"{module_name(path)}:{line}"
            for node in looked_at
            for module, name, line in imports(node)
            if f"{module}.{name}.".startswith("asnwork.testing.")
        ]
        assert [] == found
