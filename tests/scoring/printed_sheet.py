"""Reads a printed sheet back with a pencil, knowing nothing of the code that printed it."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor

__all__ = ["checked_score", "checked_total", "number_in"]

NUMBER = r"(?:-?[\d.,]+\d|-?\d)"
MEAN = rf"\(([^()]+ x [^()]+)\) / \(([^()]+)\) = ({NUMBER})"
PLAIN = rf"(?:each alike|semua sama), [^(]+ \(([^()]+)\) / (\d+) = ({NUMBER})"
LEAST = rf"(?:the least of|yang terkecil dari) \(([^()]+)\) = ({NUMBER})"
LIMIT = rf"(?:the (lesser|greater) of|yang lebih (kecil|besar) dari) \(({NUMBER}); ({NUMBER})\) = ({NUMBER})"
BAND = rf"({NUMBER}) (?:lies in the band|masuk golongan) \(([^()]+)\), [^=]+ = ({NUMBER})"
EDGE = rf"({NUMBER}) (?:lies on the edge|tepat di batas), .+\(([^()]+)\), [^=]+ = ({NUMBER})"
LINE = rf"Rp ({NUMBER}) x ({NUMBER}) x ({NUMBER}) % (?:of the base|dari besaran)"
LINE += rf"(?: x ({NUMBER}) % (?:of that|dari bagian itu))? = Rp ({NUMBER})"
SUM = rf"((?:Rp {NUMBER} \+ )*Rp {NUMBER}) = Rp ({NUMBER})$"


def number_in(text: str, lang: str) -> Fraction:
    """A printed number."""
    plain = text.replace(".", "").replace(",", ".") if lang == "id" else text.replace(",", "")
    return Fraction(plain)


def decimals(text: str, lang: str) -> int:
    """How many decimals a number is printed with."""
    return len(text.partition("," if lang == "id" else ".")[2])


def half_up(value: Fraction, places: int) -> Fraction:
    """A number rounded half up."""
    return Fraction(floor(value * 10**places + Fraction(1, 2)), 10**places)


def result_of(line: str, lang: str) -> tuple[Fraction, str] | None:
    """What the arithmetic on a line makes, and the number printed as its result; None for other lines."""

    def numbers(text: str, between: str) -> list[Fraction]:
        return [number_in(each, lang) for each in text.split(between)]

    if found := re.search(MEAN, line):
        products = [numbers(each, " x ") for each in found[1].split(" + ")]
        weights = numbers(found[2], " + ")
        assert [weight for _, weight in products] == weights
        return sum((value * weight for value, weight in products), Fraction(0)) / sum(weights), found[3]
    if found := re.search(PLAIN, line):
        values = numbers(found[1], " + ")
        assert len(values) == int(found[2])
        return sum(values, Fraction(0)) / len(values), found[3]
    if found := re.search(LEAST, line):
        return min(numbers(found[1], "; ")), found[2]
    if found := re.search(LIMIT, line):
        least = found[1] == "lesser" or found[2] == "kecil"
        return (min if least else max)(number_in(found[3], lang), number_in(found[4], lang)), found[5]
    if found := re.search(BAND, line):
        assert in_band(number_in(found[1], lang), found[2], lang)
        return number_in(found[3], lang), found[3]
    if found := re.search(EDGE, line):
        assert number_in(found[1], lang) in [number_in(each, lang) for each in re.findall(NUMBER, found[2])]
        return number_in(found[3], lang), found[3]
    return None


def in_band(value: Fraction, band: str, lang: str) -> bool:
    """Whether a number lies between the printed edges of a band."""
    words = {
        "from": value.__ge__,
        "mulai": value.__ge__,
        "above": value.__gt__,
        "di atas": value.__gt__,
        "below": value.__lt__,
        "di bawah": value.__lt__,
        "up to": value.__le__,
        "sampai dengan": value.__le__,
    }
    edges = [re.fullmatch(rf"(.+?) ({NUMBER})", edge) for edge in band.split(", ")] if band else []
    return all(edge is not None and words[edge[1]](number_in(edge[2], lang)) for edge in edges)


def checked_score(text: str, lang: str) -> list[Fraction]:
    """Every value in the part of a sheet on the score that has arithmetic, after checking it by hand.

    Each result is what its arithmetic makes, and the value in the row above; what stands under another value
    is what that one is made of. The first is the score.
    """
    section = re.split(r"\n\n(?:MAIN JOB|KINERJA UTAMA|WHAT IT|DASAR)", text)[0]
    values: list[Fraction] = []
    row: str | None = None
    last: str | None = None
    for line in section.splitlines():
        made = result_of(line, lang)
        if made is not None:
            assert half_up(made[0], decimals(made[1], lang)) == number_in(made[1], lang), line
            if last is not None:  # a cap, a floor or bands begin at what was joined
                assert last in line
            last = made[1]
            continue
        if last is not None:
            assert last == row, line
            values.append(number_in(last, lang))
            last = None
        found = re.search(rf"(?:Score|Skor): ({NUMBER}) ", line) or re.search(
            rf"  ({NUMBER}) +[\d.,]+ +[\d.,]+$", line
        )
        row = found[1] if found else row
    return values


def checked_total(text: str, lang: str) -> Fraction:
    """The total of an allowance, after checking every line of it by hand."""
    lines = [line for line in text.splitlines() if re.match(r" *Rp ", line)]
    due, amounts = [], []
    for found in filter(None, (re.search(LINE, line) for line in lines)):
        base, months, weight = (number_in(found[index], lang) for index in (1, 2, 3))
        achieved = Fraction(1) if found[4] is None else number_in(found[4], lang) / 100
        due.append(base * months * weight / 100 * achieved)
        amounts.append(number_in(found[5], lang))
    whole = half_up(sum(due, Fraction(0)), 0)
    rest = sorted(range(len(due)), key=lambda index: floor(due[index]) - due[index])
    lifted = rest[: int(whole) - sum(map(floor, due))]
    assert [floor(each) + (index in lifted) for index, each in enumerate(due)] == amounts
    printed = [re.search(SUM, line) for line in lines]
    (total,) = [each for each in printed if each is not None and " x " not in each[0]]
    parts = [number_in(each.removeprefix("Rp "), lang) for each in total[1].split(" + ")]
    assert sum(parts) == whole == number_in(total[2], lang)
    return whole
