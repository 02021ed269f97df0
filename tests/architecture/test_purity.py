"""The core is pure: what it answers depends on its arguments and on nothing else."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, calls, imports, modules, tree

CORE = modules("domain", "policies", "scoring")

LIBRARIES = {"asnwork", "attrs", "dateutil"}

# Modules of the standard library that read or change the world outside, or differ from run to run.
IMPURE = {
    "asyncio", "concurrent", "csv", "ctypes", "fileinput", "getpass", "glob", "http", "importlib", "io",
    "locale", "logging", "mmap", "multiprocessing", "os", "pathlib", "pickle", "platform", "queue", "random",
    "secrets", "select", "shelve", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys",
    "tempfile", "threading", "time", "urllib", "uuid", "warnings", "webbrowser",
}  # fmt: skip

BUILTINS = {"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"}
CLOCKS = {"now", "today", "utcnow"}
MOMENTS = {"date", "datetime", "dt", "pendulum", "arrow"}


def where(path: Path, line: int) -> str:
    """A source line as a reader names it."""
    return f"{path.relative_to(ROOT)}:{line}"


def impure_imports(node: ast.AST) -> list[tuple[str, int]]:
    """The imports under a node that the core may not have, each with its line."""
    allowed = (LIBRARIES | sys.stdlib_module_names) - IMPURE
    return [(name, line) for name, _, line in imports(node) if name.partition(".")[0] not in allowed]


def impure_calls(node: ast.AST) -> list[tuple[str, int]]:
    """The calls under a node that look at the clock, at the outside, or at this run, each with its line."""
    found = []
    for name, call in calls(node):
        owner, _, last = name.rpartition(".")
        reads_clock = last in CLOCKS and owner.rpartition(".")[2] in MOMENTS
        reads_zone = last in {"astimezone", "fromtimestamp"} and not (call.keywords or len(call.args) > 1)
        local_zone = reads_zone and (last == "fromtimestamp" or not call.args)
        if name in BUILTINS or reads_clock or local_zone:
            found.append((name, call.lineno))
    return found


def hashes(node: ast.AST) -> list[int]:
    """The lines that call `hash` outside `__hash__`: the hash of a text differs from run to run."""
    own = {
        id(call)
        for method in ast.walk(node)
        if isinstance(method, ast.FunctionDef) and method.name == "__hash__"
        for _, call in calls(method)
    }
    return [call.lineno for name, call in calls(node) if name == "hash" and id(call) not in own]


def test_the_core_imports_nothing_from_outside() -> None:
    """No core module, at any depth, imports I/O, a clock, randomness, the environment or another library."""
    found = [
        f"{where(path, line)} imports {name}" for path in CORE for name, line in impure_imports(tree(path))
    ]
    assert [] == found


def test_the_core_calls_no_clock_and_no_io() -> None:
    """No core module calls a clock, opens, prints, evaluates text or leans on a machine's own zone."""
    found = [f"{where(path, line)} calls {name}" for path in CORE for name, line in impure_calls(tree(path))]
    assert [] == found


def test_the_core_never_uses_the_hash_of_a_run() -> None:
    """No core module calls `hash` but from `__hash__`."""
    assert [] == [where(path, line) for path in CORE for line in hashes(tree(path))]


def test_the_core_keeps_no_state_of_its_own() -> None:
    """No core function rebinds a name of its module."""
    found = [
        where(path, node.lineno)
        for path in CORE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Global)
    ]
    assert [] == found


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import os", ["os"]),
        ("import os.path as p", ["os.path"]),
        ("from time import monotonic", ["time"]),
        ("def f():\n    from random import random", ["random"]),
        ("import numpy", ["numpy"]),
        ("from cattrs import Converter", ["cattrs"]),
        ("from datetime import time", []),
        ("from attrs import frozen\nfrom dateutil.rrule import rrule\nimport math", []),
    ],
)
def test_impure_imports_are_found(program: str, expected: list[str]) -> None:
    """The check itself finds an impure import, however it is written, and lets a pure one pass."""
    assert expected == [name for name, _ in impure_imports(ast.parse(program))]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("datetime.now()", ["datetime.now"]),
        ("datetime.datetime.utcnow()", ["datetime.datetime.utcnow"]),
        ("date.today()", ["date.today"]),
        ("x = open('f')", ["open"]),
        ("moment.astimezone()", ["moment.astimezone"]),
        ("datetime.fromtimestamp(5)", ["datetime.fromtimestamp"]),
        ("moment.astimezone(zone)", []),
        ("datetime.fromtimestamp(5, zone)", []),
        ("datetime.fromtimestamp(5, tz=zone)", []),
        ("plan.today()", []),
        ("calendar.open(day)", []),
    ],
)
def test_impure_calls_are_found(program: str, expected: list[str]) -> None:
    """The check itself finds an impure call, and lets a pure one of a like name pass."""
    assert expected == [name for name, _ in impure_calls(ast.parse(program))]


def test_stray_hashes_are_found() -> None:
    """The check itself tells a stray `hash` from one in `__hash__`."""
    program = "class A:\n    def __hash__(self):\n        return hash(self.x)\n\nk = hash('a')\n"
    assert [5] == hashes(ast.parse(program))
