"""Writing to a terminal: nothing from a file may steer it, and progress goes to standard error."""

from __future__ import annotations

import shutil
import sys
import time
import unicodedata
from collections.abc import Callable
from typing import TextIO

from asnwork.tables import Lang

__all__ = ["Progress", "safe", "width", "write"]

_WIDEST = 100
_BAR = 24
_EVERY = 0.1
_LINES_EVERY = 10.0


def safe(text: str) -> str:
    r"""Return a text without characters that steer a terminal; line breaks stay.

    Examples:
        >>> safe("a\x1b[2Jb\nc") == "a\N{REPLACEMENT CHARACTER}[2Jb\nc"
        True
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if mark != "\n" and unicodedata.category(mark) in ("Cc", "Cf", "Cs")
        else mark
        for mark in text
    )


def write(stream: TextIO, text: str) -> None:
    """Write a text and a line break; what the stream cannot write becomes a question mark."""
    coding = stream.encoding or "utf-8"
    stream.write(safe(text).encode(coding, "replace").decode(coding) + "\n")
    stream.flush()


def width() -> int:
    """Return how many columns a line may take: those of the terminal, a hundred at most."""
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


class Progress:
    """How far a command is, on standard error: a bar in a terminal, now and then a line elsewhere."""

    def __init__(
        self,
        lang: Lang,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        patience: float = 0.0,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._lang = lang
        self._began = clock()
        self._patience = patience  # seconds without a word
        self._said = float("-inf")
        self._live = self._stream.isatty()
        self._shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Show that so many units of work are done, unless it was shown a moment ago."""
        now = self._clock()
        if now - self._began < self._patience:
            return
        if done < total and now - self._said < (_EVERY if self._live else _LINES_EVERY):
            return
        self._said = now
        line = self._line(done, total, now - self._began)
        if self._live:
            self._stream.write(f"\r{line.ljust(self._shown)}")
            self._shown = len(line)
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def close(self) -> None:
        """End the line."""
        if self._live and self._shown:
            self._stream.write("\n")
            self._stream.flush()

    def _line(self, done: int, total: int, elapsed: float) -> str:
        filled = _BAR * done // max(total, 1)
        bar = "#" * filled + "." * (_BAR - filled)
        left = elapsed * (total - done) / done if done else None
        words = {"en": ("elapsed", "left"), "id": ("berjalan", "sisa")}[self._lang]
        rest = "" if left is None or done == total else f", ~{_clock_of(left)} {words[1]}"
        return f"[{bar}] {done}/{total}  {_clock_of(elapsed)} {words[0]}{rest}"


def _clock_of(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
