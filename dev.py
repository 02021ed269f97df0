#!/usr/bin/env python3
"""The commands of this project. Standard library only; needs Python 3.11 or newer and nothing else.

    python3 dev.py demo       compare the shipped schemes on the shipped city
    python3 dev.py test       run the whole test suite, with the coverage of the core
    python3 dev.py lint       style and format
    python3 dev.py types      mypy and pyright, strict
    python3 dev.py layers     imports run one way
    python3 dev.py coverage   the core's branches are all tested (after `test`)
    python3 dev.py docs       build the documentation into site/
    python3 dev.py bench      the benchmarks

What follows the command is handed on: `python3 dev.py test tests/domain -x`.
The first run makes .venv and installs what the command needs, later runs start at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CORE = ("asnwork.domain", "asnwork.policies", "asnwork.scoring")
INSIDE = ",".join(f"src/{room.replace('.', '/')}/*" for room in CORE)

# For each command: the dependency group it needs, and what it runs, in order.
JOBS: dict[str, tuple[str, list[list[str]]]] = {
    "demo": ("demo", [["asnwork", "compare"]]),
    "test": (
        "test",
        [["pytest", "--numprocesses=auto", "--maxprocesses=4", *(f"--cov={room}" for room in CORE)]],
    ),
    "lint": ("lint", [["ruff", "format", "--check", "--quiet"], ["ruff", "check"]]),
    "types": ("lint", [["mypy"], ["basedpyright"]]),
    "layers": ("lint", [["lint-imports"]]),
    "coverage": ("test", [["coverage", "report", f"--include={INSIDE}", "--fail-under=100"]]),
    "docs": ("docs", [["mkdocs", "build", "--strict"]]),
    "bench": ("test", [["python", str(path)] for path in sorted((ROOT / "benchmarks").glob("*.py"))]),
}

# mkdocs, its theme and pip announce their successors on every run.
QUIET = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(command: list[str]) -> int:
    """Run a command to its end and hand back its exit code; Ctrl-C is the command's own affair."""
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **QUIET}) as child:
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code


def must(command: list[str]) -> None:
    """Run a command of the set-up; stop here, with its exit code, if it fails."""
    code = run(command)
    if code:
        sys.exit(code)


def requirements(group: str) -> list[str]:
    """What a dependency group of pyproject.toml asks for, the groups it includes among it."""
    import tomllib

    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    wanted: list[str] = []
    for entry in groups[group]:
        wanted += [entry] if isinstance(entry, str) else requirements(entry["include-group"])
    return wanted


def stamp_of(group: str) -> str:
    """What an installed group depends on; when it changes, the group is installed again."""
    files = [(ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256("\0".join([str(ROOT), sys.version, group, *files]).encode()).hexdigest()


def make_venv(uv: str | None) -> None:
    """Make .venv anew with the Python that runs this file."""
    again = "anew " if VENV.exists() else ""
    print(f"making .venv {again}with Python {sys.version.split()[0]} ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        must([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        must([sys.executable, "-m", "venv", str(VENV)])
    else:
        sys.exit(
            "This Python cannot make virtual environments: its module venv or ensurepip is missing.\n"
            "On Debian or Ubuntu: sudo apt install python3-venv. Or install uv, which needs neither."
        )


def install(group: str) -> None:
    """Bring .venv up to what the group asks for; does nothing when it is there already."""
    stamp = VENV / f"stamp-{group}"
    if PYTHON.is_file() and stamp.is_file() and stamp.read_text() == stamp_of(group):
        return
    uv = shutil.which("uv")
    maker, made_by = VENV / "stamp-maker", f"{'uv' if uv else 'pip'}, Python {sys.version}"
    if not PYTHON.is_file() or not maker.is_file() or maker.read_text() != made_by:
        make_venv(uv)
        maker.write_text(made_by)
    print(f"installing what '{group}' needs with {'uv' if uv else 'pip'} ...", flush=True)
    if uv:
        tool = [uv, "pip", "install", "-q", "--python", str(PYTHON)]
    else:
        tool = [str(PYTHON), "-m", "pip", "install", "-qq"]
    must([*tool, "-c", "constraints.txt", "-e", ".", *requirements(group)])
    stamp.write_text(stamp_of(group))


def main(arguments: list[str]) -> int:
    """Install what the command needs, run it, hand back its exit code."""
    if sys.version_info < (3, 11):
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(f"asnwork needs Python 3.11 or newer; this is {found}. Try: python3.12 dev.py ...")
    if not arguments or arguments[0] not in JOBS:
        print(__doc__)
        return 0 if arguments[:1] in (["help"], ["-h"], ["--help"]) else 2
    group, commands = JOBS[arguments[0]]
    install(group)
    for command in commands:
        extra = arguments[1:] if command is commands[-1] else []
        code = run([str(BIN / command[0]), *command[1:], *extra])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
