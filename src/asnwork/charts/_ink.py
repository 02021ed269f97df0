"""The palette and the style of every picture, in one place.

One accent (deep teal), one contrast (amber), greys. Text and hairlines take the colour of the page. The
fills follow the page between light and dark; a picture opened by itself, or printed, paints its own
paper. The attributes repeat the light fills for programs that read no style sheet.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["MOST_SERIES", "STYLE", "Ink", "ink", "series_inks"]

# Name: (light, dark). Told apart by lightness as well as by hue: in grey print, and by the colour-blind.
_COLOURS = {
    "teal": ("#0d716d", "#55c1b7"),
    "teal-pale": ("#88c3bc", "#1b4f4c"),
    "amber": ("#c47a08", "#e3a43b"),
    "amber-pale": ("#f6ddac", "#7a5310"),
    "grey": ("#2b3338", "#dde4e8"),
    "grey-pale": ("#e6eaec", "#737e86"),
}
_FONT = '"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif'

# On paper the picture brings its own white: a dark page may or may not print its ground.
_PRINTED = "color:#111;background:#fff;print-color-adjust:exact"

MOST_SERIES = 6


class Ink(NamedTuple):
    """A fill and a stroke, by name of colour; `dashed` sets a line apart without colour."""

    fill: str
    stroke: str
    dashed: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes of an element in this ink."""
        return {
            "class_": f"f-{self.fill} s-{self.stroke}",
            "fill": _COLOURS[self.fill][0],
            "stroke": _COLOURS[self.stroke][0],
        }

    @property
    def line(self) -> dict[str, str]:
        """Attributes of a line in this ink."""
        dash = {"stroke_dasharray": "6 4"} if self.dashed else {}
        return {"class_": f"s-{self.stroke}", "fill": "none", "stroke": _COLOURS[self.stroke][0]} | dash


def ink(name: str, *, pale: bool = False) -> Ink:
    """The ink of a hue, full or pale with an outline."""
    return Ink(f"{name}-pale" if pale else name, name, pale)


def series_inks(count: int) -> tuple[Ink, ...]:
    """Inks for so many series, six at most: up to three hues, and from four on full and pale of each hue."""
    hues = ("teal", "amber", "grey")
    if count <= len(hues):
        return tuple(ink(hue) for hue in hues[:count])
    return tuple(ink(hue, pale=pale) for hue in hues for pale in (False, True))[:count]


def _variables(place: int | None) -> str:
    if place is not None:
        return "".join(f"--asn-{name}:{pair[place]};" for name, pair in _COLOURS.items())
    return "".join(f"--asn-{name}:light-dark({light},{dark});" for name, (light, dark) in _COLOURS.items())


def _style() -> str:
    rules = [
        f".asn{{font:400 13px/1.35 {_FONT};font-variant-numeric:tabular-nums;direction:ltr;{_variables(0)}}}",
        f"@supports(color:light-dark(#000,#fff)){{.asn{{{_variables(None)}}}}}",
        "svg.asn:root{color-scheme:light dark;background:Canvas;color:CanvasText}",
        f"@media print{{.asn{{color-scheme:only light;{_PRINTED};{_variables(0)}}}}}",
        ".asn text{fill:currentColor;stroke:none}.asn .quiet{fill-opacity:.74}.asn .bold{font-weight:600}",
    ]
    rules += [f".asn .f-{name}{{fill:var(--asn-{name})}}" for name in _COLOURS]
    rules += [f".asn .s-{name}{{stroke:var(--asn-{name})}}" for name in _COLOURS if "pale" not in name]
    return "".join(rules)


STYLE = _style()
