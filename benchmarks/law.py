"""The law: what reading a parameter costs beside a dictionary look-up, and what loading the pack costs.

Prints the time of one look-up in a dictionary of the same paths, of reading a number and a table of bands
from a parameter at hand, and by path; each as a multiple of the look-up. Then how long the whole shipped
pack takes to load beside parsing its files alone, and that nothing is read before it is asked for.

    python benchmarks/law.py
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from time import perf_counter

from asnwork.adapters.law_file import load_law

DAY = date(2026, 5, 4)
TIMES = 20_000


def per_call(run: Callable[[], object], rounds: int = 9) -> float:
    """Nanoseconds of one call, the best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = perf_counter()
        for _ in range(TIMES):
            run()
        best = min(best, perf_counter() - began)
    return best / TIMES * 1e9


def reading() -> None:
    """One line for each way to read a parameter."""
    from asnwork.indonesia.law import national_law

    law = national_law()
    known = {parameter.path: parameter.values.values for parameter in law}
    limit, cut = law["flexible.days_a_week"], law["tpp.late_cut"]
    nothing = per_call(lambda: None)
    look_up = per_call(lambda: known["flexible.days_a_week"]) - nothing
    ways: dict[str, Callable[[], object]] = {
        "number of a parameter at hand": lambda: limit.number_on(DAY),
        "bands of a parameter at hand": lambda: cut.bands_on(DAY),
        "number by path": lambda: law["flexible.days_a_week"].number_on(DAY),
        "look-up in a table of bands": lambda: cut.bands_on(DAY).of(30.0),
    }
    print(f"{'dictionary look-up':<34}{look_up:>10.1f} ns")
    for name, way in ways.items():
        cost = per_call(way) - nothing
        print(f"{name:<34}{cost:>10.1f} ns{cost / look_up:>8.1f} times a look-up")


def loading() -> None:
    """The whole pack beside the parser of its files; and what a plain import of the room reads."""
    folder = files("asnwork.indonesia") / "law"
    texts = {f.name: f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")}
    times: dict[str, float] = {}
    for name, run in (
        ("parse", lambda: list(map(tomllib.loads, texts.values()))),
        ("load", lambda: load_law(texts)),
    ):
        best = float("inf")
        for _ in range(7):
            began = perf_counter()
            run()
            best = min(best, perf_counter() - began)
        times[name] = best * 1000
    print(f"{len(texts)} files: parsed in {times['parse']:.1f} ms, loaded in {times['load']:.1f} ms")
    probe = "import asnwork.indonesia.law as law; print(law.national_law.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    print(f"laws loaded by importing the room: {done.stdout.strip()}")


if __name__ == "__main__":
    reading()
    loading()
