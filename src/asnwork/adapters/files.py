"""Files as bytes, opened or refused in words: nothing there, a folder, not readable, UTF-16."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import BinaryIO

from asnwork.adapters.faults import did_you_mean
from asnwork.errors import Fault, InvalidInput

__all__ = ["marked_as", "open_file"]

_MARKS = {
    codecs.BOM_UTF8: "UTF-8 with a byte order mark",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Open an ordinary file for reading; the caller closes it.

    Raises:
        InvalidInput: It is not there, is no ordinary file, or may not be read.
    """
    source = os.fspath(path)
    try:
        mode = os.stat(source).st_mode
        if not stat.S_ISREG(mode):
            given = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            raise InvalidInput(Fault("file", given=given, expected="a file"), source=source)
        return open(source, "rb")
    except FileNotFoundError:
        raise InvalidInput(_missing(Path(source)), source=source) from None
    except OSError as error:
        fault = Fault("file", given=error.strerror, expected="a file that can be read")
        raise InvalidInput(fault, source=source) from None


def _missing(path: Path) -> Fault:
    beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    hint = did_you_mean(path.name, beside, "beside it")
    return Fault("file", given="nothing there", expected="a file", hint=hint)


def marked_as(content: bytes) -> str:
    """Return which encoding a byte order mark at the start announces; empty without a mark."""
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
