"""What surrounds every picture: title, unit, legend above; notes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asnwork.charts._fit import LINE, SIZE, Fitted, fit, text_width
from asnwork.charts._ink import Ink
from asnwork.charts._svg import document, element, group, text
from asnwork.charts._words import Lang

__all__ = ["PAD", "SMALL", "Drawing", "Key", "block", "page", "square"]

PAD = 12.0
SMALL = 12.0
_TITLE = 17.0
_SWATCH = 22.0
_BETWEEN = 22.0


class Key(NamedTuple):
    """One entry of a legend: a mark drawn around the middle of a box 16 wide, and what it stands for."""

    mark: str
    label: str


class Drawing(NamedTuple):
    """The picture proper: markup between y = 0 and its height, in a page of this width."""

    body: str
    width: float
    height: float


def square(ink: Ink) -> str:
    """The mark of a series in a legend."""
    return element("rect", x=2, y=-6, width=12, height=12, rx=2, **ink.attributes)


def block(
    x: float, top: float, fitted: Fitted, *, size: float = SIZE, quiet: bool = False, bold: bool = False
) -> tuple[str, float]:
    """A text of several lines below `top`, and where it ends."""
    markup = text(x, top + size, fitted, size=size, quiet=quiet, bold=bold)
    return markup, top + len(fitted.lines) * size * LINE


def _legend(keys: Sequence[Key], top: float, width: float) -> tuple[str, float]:
    """The keys in rows, and where they end."""
    parts: list[str] = []
    x, y = PAD, top + 10
    for key in keys:
        label = fit(key.label, width - 2 * PAD - _SWATCH, most=1)
        taken = _SWATCH + text_width(label.lines[0])
        if x > PAD and x + taken > width - PAD:
            x, y = PAD, y + 22
        parts.append(group(key.mark, text(_SWATCH, 4.5, label), x=x, y=y))
        x += 0.93 * taken + _BETWEEN  # the widths are those of a wide face
    return "".join(parts), y + 12


def _head(title: str, caption: str, keys: Sequence[Key], width: float) -> Iterator[tuple[str, float]]:
    inner = width - 2 * PAD
    markup, bottom = block(
        PAD, PAD, fit(title, inner, size=_TITLE, most=3, bold=True), size=_TITLE, bold=True
    )
    yield markup, bottom
    if caption.strip():
        markup, bottom = block(PAD, bottom + 2, fit(caption, inner, most=2), quiet=True)
        yield markup, bottom
    if keys:
        yield _legend(keys, bottom + 8, width)


def page(
    drawing: Drawing,
    *,
    title: str,
    caption: str = "",
    keys: Sequence[Key] = (),
    notes: Sequence[str] = (),
    description: str,
    lang: Lang,
) -> str:
    """The finished picture.

    Args:
        drawing: The picture proper.
        title: Above it, and the name for screen readers.
        caption: Below the title: the unit.
        keys: The legend.
        notes: Below the picture, each on its own lines.
        description: All that the picture shows, in words.
        lang: Language of the words.
    """
    head = list(_head(title, caption, keys, drawing.width))
    top = head[-1][1] + 12
    parts = [markup for markup, _ in head]
    parts.append(group(drawing.body, y=top))
    bottom = top + drawing.height + 6
    for note in notes:
        if note.strip():
            lines = fit(note, drawing.width - 2 * PAD, size=SMALL, most=8)
            markup, bottom = block(PAD, bottom + 4, lines, size=SMALL, quiet=True)
            parts.append(markup)
    told = " ".join(part for part in (description, *notes) if part.strip())
    return document(
        "".join(parts), width=drawing.width, height=bottom + PAD, title=title, description=told, lang=lang
    )
