from __future__ import annotations

import itertools
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.charts._axis import axis
from asnwork.charts._fit import clean, fit, text_width
from asnwork.charts._ink import _COLOURS, ink, series_inks
from asnwork.charts._scale import scale, ticks
from asnwork.charts._words import number, numbers_for
from asnwork.tables import number as table_number

FINITE = st.floats(-1e15, 1e15)
PAPERS = ("#ffffff", "#14191c")
# How the three kinds of colour blindness see linear light (Machado, Oliveira and Fernandes 2009, severity 1).
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deutan": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritan": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9309, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def linear(colour: str) -> tuple[float, ...]:
    """The linear light of a hex colour."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    """The relative luminance of a hex colour."""
    return sum(part * weight for part, weight in zip(linear(colour), (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, blindness: str) -> tuple[float, ...]:
    """A colour in CIE Lab as somebody with this kind of sight sees it."""
    light = linear(colour)
    seen = [max(0.0, sum(a * b for a, b in zip(row, light, strict=True))) for row in BLINDNESS[blindness]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    ratios = [
        sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)
    ]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


@pytest.mark.parametrize("blindness", sorted(BLINDNESS))
@pytest.mark.parametrize("mode", [0, 1])
def test_the_palette_can_be_told_apart(blindness, mode):
    """The six fills differ plainly for every kind of sight, on light and on dark paper."""
    fills = [_COLOURS[one.fill][mode] for one in series_inks(6)]
    pairs = itertools.combinations([lab(fill, blindness) for fill in fills], 2)
    assert 15 < min(math.dist(one, other) for one, other in pairs)


@pytest.mark.parametrize("hue", ["teal", "amber", "grey"])
@pytest.mark.parametrize("mode", [0, 1])
def test_every_hue_stands_out_from_its_paper(hue, mode):
    """Strokes keep the contrast of 3 to 1 that marks need, in both modes; pale fills carry such a stroke."""
    assert 3 <= contrast(_COLOURS[hue][mode], PAPERS[mode])
    assert hue == ink(hue, pale=True).stroke


def test_inks_are_different():
    """No two series of one picture have the same ink."""
    assert all(count == len(set(series_inks(count))) for count in range(7))


@given(FINITE, st.integers(0, 6), st.sampled_from(["en", "id"]))
def test_numbers_are_those_of_the_tables(value, digits, lang):
    """A picture writes a number as a table does, with a true minus sign."""
    assert table_number(value, digits, lang) == number(value, digits, lang).replace("−", "-")


@pytest.mark.parametrize(
    ("expected", "values", "unit", "lang"),
    [
        (["71.6 %", "3.0 %"], [71.6, 3], "%", "en"),
        (["71,6 %"], [71.64], "%", "id"),
        (["Rp 900,000", "−Rp 4.35 mn"], [900_000, -4_350_000], "Rp", "en"),
        (["Rp 12,3 jt", "Rp 1,23 M", "Rp 1.234 T"], [12_345_678, 1_234_567_890, 1.234e15], "Rp", "id"),
        (["1,234", "0.25"], [1234.5, 0.25], "", "en"),
        (["0", "7"], [0.0, 7.0], "points", "en"),
        (["2.0e−08", "0"], [2e-8, 0], "", "en"),
        (["no data", "1 %"], [None, 1], "%", "en"),
    ],
)
def test_numbers_suit_each_other(expected, values, unit, lang):
    """The numbers of a picture share their decimals, stay short, and none but zero is written as zero."""
    numbers = numbers_for(values, unit, lang)
    assert expected == [numbers.text(value) for value in values]


@given(st.lists(FINITE, min_size=1, max_size=6), st.sampled_from(["en", "id"]))
def test_only_zero_is_written_as_zero(values, lang):
    """A value that is not zero never reads as zero, and no number is long."""
    numbers = numbers_for(values, "", lang)
    for value in values:
        text = numbers.bare(value)
        assert (value == 0) == (not any(mark in "123456789" for mark in text))
        assert len(text) <= 12


def test_signs():
    """With signs asked for, what is above zero carries a plus."""
    numbers = numbers_for([1.5, -2, 0], "Rp", "en", signed=True)
    assert ["+Rp 1.5", "−Rp 2.0", "Rp 0"] == [numbers.text(value) for value in (1.5, -2, 0)]


@given(st.text(max_size=80), st.floats(5, 300), st.integers(1, 4), st.booleans())
def test_a_text_fits(text, width, most, bold):
    """Lines keep number and width (but for single letters); what is lost is kept as the full text."""
    fitted = fit(text, width, most=most, bold=bold)
    assert 1 <= len(fitted.lines) <= most
    assert all(text_width(line, bold=bold) <= width + 0.1 or len(line) <= 2 for line in fitted.lines)
    shown = "".join("".join(fitted.lines).split())
    whole = "".join(clean(text).split())
    assert (
        shown == whole if not fitted.full else (whole.startswith(shown[:-1]) and fitted.full == clean(text))
    )


def test_words_are_kept_whole_where_they_fit():
    """Lines break between words, and inside a word only where it is wider than the line."""
    assert ("office only", "and outcome") == fit("office only and outcome", 100).lines
    assert ("two-", "halves") == fit("two-halves", 50).lines
    assert 3 <= len(fit("Kependudukan", 30, most=9).lines)


@given(st.text(max_size=40))
def test_clean_text_is_legal(text):
    """Nothing that XML forbids is left, and nothing that breaks a line."""
    cleaned = clean(text)
    assert not any(
        ord(mark) < 32 or 0xD800 <= ord(mark) < 0xE000 or mark in "\ufffe\uffff" for mark in cleaned
    )


@given(st.lists(FINITE, max_size=5), st.integers(1, 6), st.booleans())
def test_scales_and_ticks(values, count, hours):
    """Every value has a place on the line, in order, and ticks are few and lie within the scale."""
    on = scale(values, 10, 200, pad=0.05)
    places = [on.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(10 <= place <= 200 for place in places)
    found = ticks(on, count, hours=hours).values
    assert len(found) <= 2 * count + 2
    slack = 1e-6 * (on.high - on.low)
    assert all(on.low - slack <= value <= on.high + slack for value in found)


def test_an_axis_without_room_keeps_what_fits():
    """Where not even two values fit beside each other, one stays and none is written over another."""
    narrow = axis(scale([0, 1e15], 0, 30), 0, "en")
    assert 1 == narrow.count("<text")
    assert 1 < axis(scale([0, 1e15], 0, 300), 0, "en").count("<text")


def test_hours_are_counted_in_quarters_of_a_day():
    """On an axis of hours ticks stand at six, twelve, twenty-four."""
    assert (0, 6, 12, 18, 24) == ticks(scale([0, 26], 0, 100), 6, hours=True).values
    assert (0, 5, 10, 15, 20, 25) == ticks(scale([0, 26], 0, 100), 6).values


@pytest.mark.parametrize("room", ["charts", "tables"])
def test_the_rooms_load_nothing_heavy(room):
    """Importing a room loads no heavy library, and of asnwork only the room itself and the errors."""
    script = (
        f"import sys, asnwork.{room}\n"
        "heavy = {'numpy', 'pandas', 'polars', 'pyarrow', 'nanoarrow', 'cattrs'} & set(sys.modules)\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('asnwork.')}\n"
        "print(sorted(heavy), sorted(rooms))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert f"[] {sorted([room, 'errors'])}" == done.stdout.strip()
