"""What must stand in no file: the paths of somebody's machine, a registry's host, a door for foreign code."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, calls, imports, modules, tree

# Put together from parts, so that this file does not hold what it looks for.
FOLDERS = ("work", "tmp", "root", "home", "farm", "Users")
MACHINE_PATH = re.compile(r"(?<![\w.~}<])/(" + "|".join(FOLDERS) + r")/")
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "index" + "-url", "deb" + "ian.org")
REGISTRY = re.compile("|".join(re.escape(host) for host in REGISTRIES))

GENERATED = {".git", ".venv", ".hypothesis", "__pycache__", "build", "dist", "site"}
FOREIGN_CODE = {"pickle", "shelve", "marshal", "dill"}


def text_files() -> list[Path]:
    """The project's own text files: those that git follows or would follow, else all but generated ones."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
        files = [ROOT / name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = [path for path in ROOT.rglob("*") if not GENERATED & set(path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file() and b"\0" not in path.read_bytes()[:8192]]


def hits(pattern: re.Pattern[str]) -> list[str]:
    """The places in the project's files where a pattern is found."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_there_are_files_to_look_at() -> None:
    """The list of files holds at least this one and the package."""
    assert {Path(__file__).resolve(), ROOT / "src" / "asnwork" / "__init__.py"} <= set(text_files())


def test_no_file_names_a_machine_path() -> None:
    """Nothing points into one machine's folders."""
    assert [] == hits(MACHINE_PATH)


def test_no_file_names_a_registry() -> None:
    """Which registry packages come from is the installer's setting, and no file of ours says it."""
    assert [] == hits(REGISTRY)


# Who appraises, and how many people rated: persons, as they should be.
PERSONS = ("pejabat penilai", "jumlah penilai")


def test_a_scorer_is_never_called_by_the_word_for_a_person() -> None:
    """In Indonesian "penilai" is a person who rates; a rule that makes a score is "cara penilaian"."""
    found = [
        f"{path.name}: {text}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(text := node.value, str)
        if re.search(r"\bpenilai\b", re.sub("|".join(PERSONS), "", text), re.IGNORECASE)
    ]
    assert [] == found


def test_no_source_runs_foreign_code() -> None:
    """No module evaluates text as code or reads a format that can carry code."""
    found = []
    for path in modules():
        nodes = tree(path)
        found += [
            f"{path.name}:{call.lineno} {name}" for name, call in calls(nodes) if name in {"eval", "exec"}
        ]
        found += [f"{path.name}:{line} {name}" for name, _, line in imports(nodes) if name in FOREIGN_CODE]
    assert [] == found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("read('/" + "work/main/a.csv')", True),
        ("cd /" + "tmp/x", True),
        ("../shared/data/a.csv", False),
        ("at home/work/elsewhere", False),
        ("https://example.go.id/home/page", False),
    ],
)
def test_machine_paths_are_told_from_others(line: str, expected: bool) -> None:
    """The check itself finds a machine's path and lets a relative path or an address pass."""
    assert expected is bool(MACHINE_PATH.search(line))


def test_code_is_told_from_text() -> None:
    """The check itself sees a call of eval, and not the word in a sentence."""
    assert ["eval"] == [name for name, _ in calls(ast.parse("'no eval(x) here'\neval('1')"))]
