"""Where a command may write: checked before anything runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from asnwork.commands.terminal import write

__all__ = ["refused", "written"]


def refused(
    targets: Iterable[tuple[str, str | None, str | tuple[str, ...]]], inputs: Iterable[str | None]
) -> bool:
    """Return whether some file cannot be written to, having said why on standard error.

    Args:
        targets: For each file that is asked for: the option, its path (None for none, "-" for standard
            output), and what its name must end in: one ending, or one of several.
        inputs: The files that are read; none of them may be written over.
    """
    read = {Path(path).resolve() for path in inputs if path is not None}
    faults = []
    for option, path, ending in targets:
        if path is None or path == "-":
            continue
        target = Path(path)
        if target.resolve() in read:
            faults.append(f"{option}: {path} is an input; name another file")
        elif not target.name.endswith(ending):
            endings = ending if isinstance(ending, str) else ", ".join(ending)
            faults.append(f"{option}: given {path!r}, expected a name that ends in {endings}")
        elif target.is_dir() or not target.parent.is_dir():
            faults.append(f"{option}: {path} cannot be written; name a file in a folder that is there")
    for fault in faults:
        write(sys.stderr, f"asnwork: {fault}")
    return bool(faults)


def written(option: str, path: str, text: str) -> bool:
    """Write a text to a file, or to standard output for "-"; say so when that fails."""
    if path == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return True
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        write(sys.stderr, f"asnwork: {option}: {path} cannot be written: {error.strerror}")
        return False
    return True
