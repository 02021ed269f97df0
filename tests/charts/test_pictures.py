from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnwork.charts import grouped_bars, histogram, lines, matrix_cells, ranges, steps_timeline
from asnwork.charts._fit import LINE, clean, text_width

SVG = "{http://www.w3.org/2000/svg}"
# Without n, so that "nan" and "inf" can only come from numbers.
LETTERS = st.characters(exclude_characters="nN")
LABEL = st.text(LETTERS, max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "]]>&", "W" * 90, "a b " * 30]
)
TITLE = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
VALUE = st.one_of(
    st.none(), st.just(0), st.floats(-1e15, 1e15), st.floats(-3, 3), st.integers(-(10**7), 10**7)
)
COUNT = VALUE.map(lambda value: None if value is None else abs(value))
UNIT = st.sampled_from(["", "%", "Rp", "poi<ts"])
PAIR = st.none() | st.tuples(st.floats(-9e5, 9e5), st.floats(-50, 50)).map(lambda pair: tuple(sorted(pair)))


def common():
    """What every picture takes."""
    return st.fixed_dictionaries(
        {
            "title": TITLE,
            "note": LABEL,
            "lang": st.sampled_from(["en", "id"]),
            "width": st.sampled_from([320, 375, 560, 720, 1000]),
        }
    )


def column(values, size):
    """A column of this length."""
    return st.lists(values, min_size=size, max_size=size)


def named(values, size, most=6):
    """Named columns of this length."""
    return st.dictionaries(LABEL, column(values, size), max_size=most)


def rising(size):
    """Values in rising order."""
    return st.lists(st.integers(-500, 5000), min_size=size, max_size=size, unique=True).map(
        lambda values: [value / 8 for value in sorted(values)]
    )


@st.composite
def bars(draw):
    """Arguments of grouped bars."""
    size = draw(st.integers(0, 4))
    names, series = draw(column(LABEL, size)), draw(named(VALUE, size))
    labels = [*names, *series]
    return grouped_bars, (names, series), {"unit": draw(UNIT)}, labels


@st.composite
def matrices(draw):
    """Arguments of a matrix."""
    high, wide = draw(st.integers(0, 3)), draw(st.integers(1, 3))
    rows, columns = draw(column(LABEL, high)), draw(column(LABEL, wide))
    counts = draw(column(column(COUNT, wide), high))
    amounts = draw(st.dictionaries(LABEL, column(column(VALUE, wide), high), max_size=3))
    places = st.tuples(st.integers(0, high - 1), st.integers(0, wide - 1))
    marks = draw(st.dictionaries(places, LABEL, max_size=3)) if high else {}
    labels = [*rows, *columns, *(amounts if high else ()), *marks.values()]
    return (
        matrix_cells,
        (rows, columns, counts),
        {"amounts": amounts, "marks": marks, "unit": draw(UNIT)},
        labels,
    )


@st.composite
def forests(draw):
    """Arguments of ranges."""
    size = draw(st.integers(0, 4))
    names = draw(column(LABEL, size))
    columns = draw(column(VALUE, size)), draw(column(PAIR, size)), draw(column(PAIR, size))
    options = {
        "unit": draw(UNIT),
        "zero_line": draw(st.sampled_from([0, None, 2.5])),
        "smallest_that_matters": draw(st.sampled_from([None, 0, 1.0])),
    }
    return ranges, (names, *columns), options, names


@st.composite
def curves(draw):
    """Arguments of lines."""
    size = draw(st.sampled_from([0, 1, 2, 4, 12]))
    series = draw(named(VALUE, size))
    banded = [name for name in series if draw(st.booleans())]
    options = {
        "bands": {name: draw(column(PAIR, size)) for name in banded},
        "band_title": draw(LABEL),
        "x_title": draw(LABEL),
        "unit": draw(UNIT),
    }
    return lines, (draw(rising(size)), series), options, [*series, options["x_title"]]


@st.composite
def lives(draw):
    """Arguments of a timeline."""
    size = draw(st.integers(0, 5))
    starts = draw(column(st.floats(0, 90), size))
    ends = [
        start + length for start, length in zip(starts, draw(column(st.floats(0, 50), size)), strict=True)
    ]
    steps = draw(column(LABEL, size))
    kinds = draw(column(st.sampled_from(["waiting", "working", "paused"]), size))
    promise = draw(st.none() | st.floats(0, 99))
    return steps_timeline, (steps, starts, ends, kinds), {"promise": promise}, steps


@st.composite
def histograms(draw):
    """Arguments of a histogram."""
    size = draw(st.integers(0, 12))
    edges = draw(rising(size + 1 if size else draw(st.integers(0, 1))))
    series = draw(named(COUNT, size, 3))
    marker = draw(st.none() | st.tuples(LABEL, st.floats(-99, 999)))
    return (
        histogram,
        (edges, series),
        {"marker": marker, "unit": draw(LABEL), "x_unit": draw(UNIT)},
        list(series),
    )


PICTURES = st.tuples(st.one_of(bars(), matrices(), forests(), curves(), lives(), histograms()), common())
THOROUGH = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def drawn(picture):
    """The picture, and the labels that it has to show."""
    (function, values, options, labels), shared = picture
    return function(*values, **options, **shared), [*labels, shared["title"], shared["note"]]


def squashed(text):
    """The text without spaces, which wrapping may move."""
    return "".join(text.split())


def said(element):
    """The text of an element as a reader gets it: the full one where it is shortened."""
    title = element.find(f"{SVG}title")
    return "".join(element.itertext()) if title is None else title.text or ""


def boxes(element, x=0.0, y=0.0):
    """A box for each line of text: left, top, right, bottom, and the element that it belongs to."""
    moved = element.get("transform", "translate(0 0)")[10:-1].split()
    x, y = x + float(moved[0]), y + float(moved[1])
    if element.tag == f"{SVG}text":
        size, bold = float(element.get("font-size", 13)), "bold" in element.get("class", "")
        parts = [element.text or "", *(part.text or "" for part in element.iter(f"{SVG}tspan"))]
        title = element.find(f"{SVG}title")
        parts[0] = parts[0] if title is None else title.tail or ""
        for place, part in enumerate(filter(None, map(str.strip, parts))):
            # Nine tenths: widths are measured in a wide face, and a legend counts on a little less.
            width = 0.9 * text_width(part, size, bold=bold)
            left = (
                x
                + float(element.get("x"))
                - {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0)
            )
            base = y + float(element.get("y")) + place * size * LINE
            yield left, base - 0.7 * size, left + width, base, element
    for child in element:
        yield from boxes(child, x, y)


@given(PICTURES)
@THOROUGH
def test_every_picture_is_well_formed_and_whole(picture):
    """Whatever the columns hold, the picture parses, says every label, and holds no number that is none."""
    text, labels = drawn(picture)
    root = ET.fromstring(text)
    assert "nan" not in text.lower() and "inf" not in text.lower()
    allowed = {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "text",
        "tspan",
        "rect",
        "line",
        "path",
        "circle",
        "polygon",
    }
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= allowed
    everything = {squashed(said(part)) for part in root.iter(f"{SVG}text")}
    for label in map(squashed, map(clean, labels)):
        assert any(label in told for told in everything)


@given(PICTURES)
@THOROUGH
def test_no_texts_overlap_or_leave_the_picture(picture):
    """No line of text touches a line of another text, and none leaves the picture."""
    root = ET.fromstring(drawn(picture)[0])
    width, height = map(float, root.get("viewBox").split()[2:])
    found = list(boxes(root))
    for left, top, right, bottom, element in found:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height, said(element)
    for one, other in itertools.combinations(found, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        along = min(one[3], other[3]) - max(one[1], other[1])
        assert one[4] is other[4] or across <= 0.5 or along <= 0.5, (said(one[4]), said(other[4]))


@given(PICTURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_input_gives_the_same_bytes(picture):
    """A picture depends on its input alone."""
    assert drawn(picture)[0] == drawn(picture)[0]


EXAMPLES = [
    grouped_bars(
        ["<script>alert('1')</script>"], {'"a" & b': [1.5]}, unit="Rp", title="<b>bars</b>", note="<i>"
    ),
    matrix_cells(
        ["<script>r"], ["c&"], [[3]], amounts={"<a>": [[5]]}, marks={(0, 0): "<m>"}, title="<b>matrix</b>"
    ),
    ranges(["<script>x"], [1], [None], [(0, 2)], title="<b>ranges</b>"),
    lines([1, 2], {"<script>s": [1, 2]}, x_title="<x>", band_title="<y>", title="<b>lines</b>"),
    steps_timeline(["<script>x"], [0], [1], ["working"], promise=2, unit="<u>", title="<b>time</b>"),
    histogram([0, 1], {"<script>s": [3]}, marker=("<m>", 1), unit="<u>", title="<b>waits</b>"),
]


@pytest.mark.parametrize("picture", EXAMPLES)
def test_pictures_are_harmless_and_stand_alone(picture):
    """Texts are escaped, nothing runs, and nothing is fetched."""
    for forbidden in (
        "<script",
        "<b>",
        "<i>",
        "<m>",
        "<u>",
        "href",
        "url(",
        "@import",
        "@font-face",
        "onload",
    ):
        assert forbidden not in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("picture", EXAMPLES)
def test_pictures_speak_to_screen_readers(picture):
    """A picture is one image with a name and a description, found by ids of its own."""
    root = ET.fromstring(picture)
    name, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert ("img", f"{name.get('id')} {told.get('id')}") == (root.get("role"), root.get("aria-labelledby"))
    assert name.text.startswith("<b>") and len(told.text) > 10


@pytest.mark.parametrize("picture", EXAMPLES)
def test_pictures_scale_and_stay_readable(picture):
    """Letters are at least 12 pixels, the size follows the page, and text takes the colour of the page."""
    root = ET.fromstring(picture)
    assert "100%" == root.get("width") and root.get("viewBox").startswith("0 0 720 ")
    assert all(float(text.get("font-size", 13)) >= 12 for text in root.iter(f"{SVG}text"))
    style = root.find(f"{SVG}style").text
    for part in ("fill:currentColor", "light-dark(", "@media print", "tabular-nums"):
        assert part in style
    assert len({ET.fromstring(example).find(f"{SVG}title").get("id") for example in EXAMPLES}) == len(
        EXAMPLES
    )
