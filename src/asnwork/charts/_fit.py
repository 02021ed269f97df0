"""How wide a text is, and how it is made to fit: wrapped first, shortened last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["LINE", "SIZE", "Fitted", "clean", "fit", "text_width"]

SIZE = 13.0
LINE = 1.35

_ELLIPSIS = "…"
# Widths in em of a wide common face (DejaVu Sans), rounded up: what fits there fits in others.
_WIDTHS = {
    mark: width
    for width, marks in {
        0.36: " ',.Iijl·-/:;\\f|J",
        0.47: '!()[]rt"',
        0.56: "*_`sz–°?Lc",
        0.63: "FPTYaekovxyE",
        0.70: "$0123456789KSbdghnpqu{}ABCRVXZ",
        0.82: "DGHNU&OQw",
        0.86: "#+<=>M^~−×±≥≤",
        1.00: "%mW@…",
    }.items()
    for mark in marks
}
_BOLD = 1.12
_OTHER = 0.8
_WIDE = 1.1
# A text that was measured to set a width has to fit into it, in whatever order its parts are added up.
_ROUNDING = 0.01
_PIECES = re.compile(r".+?(?:[\s/_-]+|$)", re.DOTALL)


class Fitted(NamedTuple):
    """A text in lines; `full` is the whole text where the lines had to shorten it, else empty."""

    lines: tuple[str, ...]
    full: str = ""


def _legal(mark: str) -> bool:
    return unicodedata.category(mark) not in {"Cc", "Cs"} and mark not in "\ufffe\uffff"


def clean(text: str) -> str:
    """The text on one line, with only the characters that XML allows."""
    line = " ".join(text.split())
    return "".join(mark if _legal(mark) else "\N{REPLACEMENT CHARACTER}" for mark in line)


def _mark_width(mark: str) -> float:
    base = unicodedata.normalize("NFD", mark)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(mark) in {"Mn", "Me", "Cf"}:
        return 0.0
    wide = unicodedata.east_asian_width(mark) in "WF" or unicodedata.category(mark) == "So"
    return _WIDE if wide else _OTHER


def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Width of the text in pixels, rather too much than too little."""
    return sum(map(_mark_width, text)) * size * (_BOLD if bold else 1.0)


def _head(text: str, width: float, size: float, bold: bool) -> str:
    """As much of the text as fits, one character at least."""
    taken = 0.0
    for place, mark in enumerate(text):
        taken += text_width(mark, size, bold=bold)
        if taken > width + _ROUNDING:
            return text[: max(1, place)]
    return text


def _wrapped(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for found in _PIECES.findall(text):
        piece = found
        if line and text_width((line + piece).rstrip(), size, bold=bold) > width + _ROUNDING:
            yield line.rstrip()
            line = ""
        while (head := _head(piece.rstrip(), width, size, bold)) != piece.rstrip():
            yield head
            piece = piece[len(head) :]
        line += piece
    yield line.rstrip()


def fit(text: str, width: float, *, size: float = SIZE, most: int = 2, bold: bool = False) -> Fitted:
    """The text in at most so many lines of at most this width.

    Args:
        text: Any text.
        width: Pixels that a line may take.
        size: Size of the letters in pixels.
        most: Lines allowed.
        bold: Whether it is set in bold.

    Returns:
        The lines; with the full text beside them where the last had to end in an ellipsis.
    """
    whole = clean(text)
    lines = tuple(_wrapped(whole, width, size, bold))
    if len(lines) <= most:
        return Fitted(lines)
    room = width - text_width(_ELLIPSIS, size, bold=bold)
    last = _head(" ".join(lines[most - 1 : most + 1]), room, size, bold).rstrip()
    return Fitted((*lines[: most - 1], last + _ELLIPSIS), whole)
