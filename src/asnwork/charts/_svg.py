"""Elements of an SVG as text, escaped, with rounded coordinates."""

from __future__ import annotations

import hashlib
import html

from asnwork.charts._fit import LINE, SIZE, Fitted, clean
from asnwork.charts._ink import STYLE

__all__ = ["document", "element", "group", "hairline", "text", "titled"]

_FAMILY = "Arial, sans-serif"


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return html.escape(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(tag: str, *children: str, **attributes: str | float) -> str:
    """One element; children are markup already, attributes are escaped (`class_` is `class`)."""
    pairs = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    written = "".join(f' {name}="{_written(value)}"' for name, value in pairs)
    inside = "".join(children)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def titled(full: str) -> str:
    """The `<title>` that shows when one points at an element; nothing for an empty text."""
    return f"<title>{html.escape(clean(full))}</title>" if full else ""


def group(*children: str, x: float = 0.0, y: float = 0.0, full: str = "") -> str:
    """Elements moved together, with a title for the pointer."""
    where = {"transform": f"translate({_written(x)} {_written(y)})"} if x or y else {}
    return element("g", titled(full), *children, **where)


def text(
    x: float,
    y: float,
    what: Fitted | str,
    *,
    size: float = SIZE,
    anchor: str = "start",
    quiet: bool = False,
    bold: bool = False,
    full: str = "",
) -> str:
    """A text whose first line stands on y; what was shortened carries its full text as a title."""
    fitted = what if isinstance(what, Fitted) else Fitted((clean(what),))
    names = " ".join(name for name, wanted in (("quiet", quiet), ("bold", bold)) if wanted)
    look: dict[str, str | float] = {"font_size": size} if size != SIZE else {}
    look |= {"class_": names} if names else {}
    look |= {"text_anchor": anchor} if anchor != "start" else {}
    lines = [html.escape(line) for line in fitted.lines]
    first, rest = lines[0], lines[1:]
    # A space keeps the words apart for whoever copies the text; at the other anchors it would shift a line.
    space = " " if anchor == "start" else ""
    more = [space + element("tspan", line, x=x, dy=size * LINE) for line in rest]
    return element("text", titled(full or fitted.full), first, *more, x=x, y=y, **look)


def hairline(
    x1: float, y1: float, x2: float, y2: float, *, strength: float = 0.25, width: float = 1.0
) -> str:
    """A thin line in the colour of the text."""
    return element(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke="currentColor",
        stroke_opacity=f"{strength:g}",
        stroke_width=width,
    )


def document(body: str, *, width: float, height: float, title: str, description: str, lang: str) -> str:
    """The picture, self-contained, named for screen readers; the ids follow from the content."""
    name, told = html.escape(clean(title)), html.escape(clean(description))
    mark = hashlib.sha256(f"{name}{told}{body}".encode()).hexdigest()[:10]
    head = f'<title id="t{mark}">{name}</title><desc id="d{mark}">{told}</desc>'
    return element(
        "svg",
        head,
        element("style", html.escape(STYLE, quote=False)),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        width="100%",
        style=f"max-width:{_written(width)}px;height:auto;display:block",
        class_="asn",
        font_family=_FAMILY,
        font_size="13",
        fill="currentColor",
        role="img",
        lang=lang,
        aria_labelledby=f"t{mark} d{mark}",
    )
