"""What `import asnwork` costs, and what it brings along."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from tests.architecture.sources import is_filled, module_name, modules

# All that a bare `import asnwork` may load: itself, these, and what these need. The public names bring
# attrs and the rest when they are first used.
ALLOWED = ("__future__", "importlib", "typing")
HEAVY = {"cattrs", "holidays", "hypothesis", "loky", "narwhals", "numpy", "pandas", "polars", "rich"}

LOADED = """
import sys
before = set(sys.modules)
{imports}
after = {{name.partition(".")[0] for name in set(sys.modules) - before}}
import json
print(json.dumps(sorted(after)))
"""


def loaded_by(imports: str) -> set[str]:
    """The top-level modules that these import statements load in a fresh interpreter."""
    program = LOADED.format(imports=imports)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def seconds(program: str) -> float:
    """The time of a fresh interpreter that runs a program, the best of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def test_the_package_alone_loads_only_what_is_listed() -> None:
    """Importing asnwork loads itself and a few modules of the standard library, and nothing else."""
    allowed = loaded_by("import " + ", ".join(ALLOWED))
    assert loaded_by("import asnwork") <= {"asnwork", *ALLOWED, *allowed}


def test_the_package_alone_is_imported_at_once() -> None:
    """Importing asnwork takes less than 150 ms on top of the bare interpreter."""
    assert seconds("import asnwork") - seconds("pass") < 0.150


@pytest.mark.parametrize("room", ["domain", "policies", "scoring"])
def test_the_core_loads_no_heavy_library(room: str) -> None:
    """Every module of a core room can be imported without one of the optional or heavy libraries."""
    names = [module_name(path) for path in modules(room) if is_filled(path)]
    loaded = loaded_by("\n".join(f"import {name}" for name in ["asnwork", *names]))
    assert set() == loaded & HEAVY


def test_the_command_line_starts_without_heavy_libraries() -> None:
    """The module of the command line itself loads none of them: `asnwork --help` answers at once."""
    assert set() == loaded_by("import asnwork.cli") & HEAVY
