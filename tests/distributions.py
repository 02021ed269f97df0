"""Makes distributions in a folder, as an installer leaves them: modules, and a `.dist-info` beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

__all__ = ["LOUD", "NEAR", "TYPO", "distribution"]

NEAR = """
    from attrs import evolve
    from asnwork.scoring import output

    def scorer(law):
        return evolve(output(law), name="{name}")
"""
"""A module with a scorer: output under another name."""


TYPO = """
    from attrs import frozen
    from asnwork.scoring import POINTS

    @frozen
    class Typo:
        name, version, scale = "typo", "1", POINTS
        reads = frozenset({"promises_kep", "done.own_result"})

        def score(self, view, on):
            raise AssertionError("nothing runs")

    def scorer(law):
        return Typo()
"""
"""A module with a scorer that reads a figure which nobody measures."""


LOUD = """
    import sys
    from attrs import frozen
    from asnwork.domain import Reason, Wording
    from asnwork.scoring import POINTS, Draft, Gate

    @frozen
    class Loud:
        raises: bool
        version, scale, reads = "1", POINTS, frozenset({"promises_kept"})

        @property
        def name(self):
            return "raises" if self.raises else "loud"

        def score(self, view, on):
            sys.stdout.write("noise")
            if self.raises:
                raise ValueError("boom")
            told = [Reason(rule="loud", code="kept", wording=Wording("kept", "ditepati"))]
            if not view["promises_kept"]:
                none = Wording("no promise was kept", "tidak ada janji yang ditepati")
                return Draft(value=None, reasons=[Reason(rule="loud", code="none", wording=none)])
            return Draft(value=100.0, gate=Gate.MET, reasons=told)

    def loud(law):
        return Loud(False)

    def raises(law):
        return Loud(True)
"""
"""A module with two scorers that are no formulas and print; one of them raises."""


def distribution(
    folder: Path,
    name: str,
    *,
    points: Mapping[str, str] | str,
    modules: Mapping[str, str] | None = None,
    version: str = "1.0",
) -> None:
    """Lay a distribution into a folder: its entry points, and its modules by name."""
    for module, text in (modules or {}).items():
        (folder / f"{module}.py").write_text(dedent(text), encoding="utf-8")
    lines = points if isinstance(points, str) else "\n".join(f"{key} = {at}" for key, at in points.items())
    kept = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    kept.mkdir()
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (kept / "METADATA").write_text(head, encoding="utf-8")
    (kept / "entry_points.txt").write_text(f"[asnwork.scorers]\n{lines}\n", encoding="utf-8")
