"""Imports run one way, in one line."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOMS, ROOT, imports, module_name, modules, tree

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


def test_no_room_goes_through_the_front_door() -> None:
    """Inside the package a name is imported from its home; from the root only the version."""
    found = [
        f"{module_name(path)}:{line} imports {name or 'asnwork'}"
        for path in modules(*ROOMS)
        for module, name, line in imports(tree(path))
        if module == "asnwork" and name not in {"__version__", *ROOMS, "errors", "tables", "charts"}
    ]
    assert [] == found


def test_only_the_command_line_uses_the_test_kit() -> None:
    """`asnwork.testing` is imported by the command line alone, and there inside a function."""
    users = {
        module_name(path)
        for path in modules()
        for module, name, _ in imports(tree(path))
        if f"{module}.{name}".startswith("asnwork.testing")
        and not module_name(path).startswith("asnwork.testing")
    }
    assert users <= {"asnwork.cli"}
    for path in modules():
        if module_name(path) == "asnwork.cli":
            top = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
            assert [] == [module for node in top for module, _, _ in imports(node) if "testing" in module]
