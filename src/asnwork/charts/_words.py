"""Words and numbers inside a picture, in English and Indonesian."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from asnwork.errors import UnknownName

__all__ = ["Lang", "Numbers", "Pair", "known_language", "number", "numbers_for", "word"]

Lang = Literal["en", "id"]
Pair = tuple[float, float]

_WORDS: dict[str, dict[Lang, str]] = {
    "no data": {"en": "no data", "id": "tidak ada data"},
    "no estimate": {"en": "no estimate", "id": "tidak ada taksiran"},
    "estimate": {"en": "estimate", "id": "taksiran"},
    "noise": {"en": "simulation noise only", "id": "derau simulasi saja"},
    "assumptions": {"en": "range over assumptions", "id": "rentang asumsi"},
    "no difference": {"en": "no practical difference", "id": "tidak ada beda praktis"},
    "to": {"en": "to", "id": "s.d."},
    "of all": {"en": "of all", "id": "dari semua"},
    "waiting": {"en": "waiting", "id": "menunggu"},
    "working": {"en": "working", "id": "dikerjakan"},
    "paused": {"en": "paused", "id": "dijeda"},
    "promise": {"en": "promise", "id": "janji"},
    "total": {"en": "total", "id": "jumlah"},
    "area": {"en": "The area of a bar shows the count.", "id": "Luas batang menunjukkan jumlah."},
}
_LARGE = {"en": ("mn", "bn", "tn"), "id": ("jt", "M", "T")}
_SWAP = str.maketrans(",.", ".,")
_MINUS = "−"
_MOST_DIGITS = 6
_COMPACT_FROM = 1e6


def known_language(lang: str) -> None:
    """Refuses a language without words, naming those that have them."""
    if lang not in _LARGE:
        raise UnknownName("language", lang, _LARGE)


def word(key: str, lang: Lang) -> str:
    """What a picture says, in the language."""
    return _WORDS[key][lang]


def number(value: float, digits: int, lang: Lang) -> str:
    """A number as the language writes it, with a true minus sign; what rounds to zero carries none."""
    text = f"{value:,.{digits}f}"
    if text.startswith("-"):
        text = text[1:] if not text.strip("-0.,") else _MINUS + text[1:]
    return text if lang == "en" else text.translate(_SWAP)


def _digits(values: Iterable[float]) -> int:
    """Decimals that suit the largest value: about three significant digits, fewer where they say it all."""
    sizes = [abs(value) for value in values]
    largest = max(sizes, default=0.0)
    if largest >= 1000 or not largest:
        return 0
    most = max(1, min(_MOST_DIGITS, 2 - math.floor(math.log10(largest))))
    return next((digits for digits in range(most) if all(map(_says_all(digits), sizes))), most)


def _says_all(digits: int) -> Callable[[float], bool]:
    return lambda value: abs(value - round(value, digits)) <= 1e-12 * value


def _compact(value: float, lang: Lang) -> str:
    """1,234,567 as 1.23 mn (jt in Indonesian)."""
    power = min(3, (len(f"{abs(value):.0f}") - 1) // 3 - 1)
    scaled = value / 1000.0 ** (power + 1)
    digits = max(0, 3 - len(f"{abs(scaled):.0f}"))
    return f"{number(scaled, digits, lang)} {_LARGE[lang][power - 1]}"


class Numbers(NamedTuple):
    """How the numbers of one picture are written: one count of decimals, one unit."""

    lang: Lang
    unit: str
    digits: int
    signed: bool

    def bare(self, value: float) -> str:
        """The number alone; a small one keeps the digits that tell it from zero, and zero is plain."""
        if not value:
            return "0"
        digits = self.digits
        if abs(value) <= 0.5 / 10**digits:
            digits = _digits([value])
        if abs(value) >= _COMPACT_FROM:
            text = _compact(value, self.lang)
        elif digits == _MOST_DIGITS and abs(value) < 1e-5:
            text = f"{value:.1e}".replace("-", _MINUS).translate(_SWAP if self.lang == "id" else {})
        else:
            text = number(value, digits, self.lang)
        return f"+{text}" if self.signed and value > 0 else text

    def text(self, value: float | None) -> str:
        """The number with its unit where the unit is short; words where there is none."""
        if value is None:
            return word("no data", self.lang)
        bare = self.bare(value)
        if self.unit == "%":
            return f"{bare} %"
        if self.unit != "Rp":
            return bare
        return f"{bare[0]}Rp {bare[1:]}" if bare[0] in f"+{_MINUS}" else f"Rp {bare}"

    def pair(self, pair: Pair | None) -> str:
        """From low to high, or a dash."""
        if pair is None:
            return "–"
        return f"{self.bare(pair[0])} {word('to', self.lang)} {self.bare(pair[1])}"

    @property
    def caption(self) -> str:
        """The unit, where it does not stand at each number."""
        return "" if self.unit in {"%", "Rp"} else self.unit


def numbers_for(values: Iterable[float | None], unit: str, lang: Lang, *, signed: bool = False) -> Numbers:
    """How to write these values under each other."""
    return Numbers(lang, unit, _digits(value for value in values if value is not None), signed)
