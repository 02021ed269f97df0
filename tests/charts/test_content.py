from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET

import pytest

from asnwork.charts import grouped_bars, histogram, lines, matrix_cells, ranges, steps_timeline
from asnwork.errors import InvalidInput, UnknownName

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    """The visible texts, the lines of wrapped ones joined."""
    found = []
    for text in ET.fromstring(picture).iter(f"{SVG}text"):
        title = text.find(f"{SVG}title")
        first = text.text if title is None else title.tail
        lines = [first, *(part.text for part in text.iter(f"{SVG}tspan"))]
        found.append(" ".join(line.strip() for line in lines if line))
    return found


def rects(picture: str) -> list[dict[str, str]]:
    """The attributes of all rectangles."""
    return [dict(rect.attrib) for rect in ET.fromstring(picture).iter(f"{SVG}rect")]


def paths(faults: InvalidInput) -> list[str]:
    """Where the faults are."""
    return [fault.path for fault in faults.faults]


def test_bars_print_their_numbers():
    """Each bar has its number, a missing one its words, and lengths follow the values."""
    picture = grouped_bars(
        ["present", "not present"],
        {"tpp": [4_350_000, 2_175_000], "outcome": [None, 0]},
        unit="Rp",
        title="Pay",
    )
    assert {"Rp 4.35 mn", "Rp 2.17 mn", "no data", "Rp 0"} <= set(texts(picture))
    widths = [float(rect["width"]) for rect in rects(picture) if rect.get("height") == "17"]
    first, second = (width for width in widths if width > 1)
    assert first == pytest.approx(2 * second, abs=0.2)


def test_negative_bars_go_the_other_way():
    """A negative bar ends where the line of zero is, and a positive one begins there."""
    picture = grouped_bars(["a"], {"s": [-5], "t": [5]}, title="t", unit="points")
    below, above = (rect for rect in rects(picture) if rect.get("height") == "17")
    zero = float(above["x"])
    assert zero == pytest.approx(float(below["x"]) + float(below["width"]), abs=0.2)
    assert "points" in texts(picture) and "−5" in texts(picture)


def test_bars_without_anything():
    """No categories, no series, or only missing values are said in words."""
    assert "no data" in texts(grouped_bars([], {}, title="t"))
    assert "tidak ada data" in texts(grouped_bars(["a"], {}, title="t", lang="id"))
    assert 2 == texts(grouped_bars(["a", "b"], {"s": [None, None]}, title="t")).count("no data")


def test_bars_refuse_all_faults_at_once():
    """NaN, unequal lengths, too many series, a blank title and a strange width are named together."""
    with pytest.raises(InvalidInput) as caught:
        grouped_bars(
            ["a", 3],
            {"x": [math.nan], "y": [1, "2"], "z": [True, 2e15], **{str(n): [1, 1] for n in range(4)}},
            title=" ",
            width=100,
        )
    assert ["title", "width", "categories[1]", "series", "series.x", "series.x[0]", "series.y[1]"] == paths(
        caught.value
    )[:7]
    assert ["series.z[0]", "series.z[1]"] == paths(caught.value)[7:]


@pytest.mark.parametrize("lang", ["fr", ""])
def test_unknown_languages_are_refused(lang):
    """A language without words is named."""
    with pytest.raises(UnknownName, match="known: en, id"):
        grouped_bars([], {}, title="t", lang=lang)


def test_matrix_shows_counts_shares_and_amounts():
    """Each cell has its count, its share of all, and its amounts, with the names of these beside the row."""
    picture = matrix_cells(
        ["present", "away"], ["achieved", "not"], [[9000, 960], [1, 39]],
        amounts={"tpp": [[4_350_000, 3_900_000], [None, 0]]}, unit="officer-months", title="t",
    )  # fmt: skip
    found = texts(picture)
    assert {
        "9,000",
        "90 % of all",
        "10 % of all",
        "< 1 % of all",
        "Rp 4.35 mn",
        "no data",
        "officer-months",
    } <= set(found)
    assert 2 == found.count("tpp")
    shades = [float(rect["fill-opacity"]) for rect in rects(picture) if "fill-opacity" in rect]
    assert shades[0] == max(shades) and shades[0] > shades[1] > shades[3] >= shades[2]


def test_matrix_without_a_count_has_no_shares():
    """Where a count is missing the total is not known, so no share of it is shown."""
    picture = matrix_cells(["r"], ["a", "b"], [[5, None]], title="t", lang="id")
    assert "tidak ada data" in texts(picture)
    assert not any("%" in text for text in texts(picture))


def test_matrix_marks_a_cell():
    """A marked cell has an amber edge, a sign at its count, and the remark below the picture."""
    picture = matrix_cells(
        ["r"], ["a", "b", "c"], [[5, 6, 7]], title="t",
        marks={(0, 1): "this is an input", (0, 2): "another", (0, 0): "this is an input"},
    )  # fmt: skip
    assert {"5 *", "6 *", "7 †", "* this is an input", "† another"} <= set(texts(picture))
    assert 3 == sum("stroke-dasharray" in rect for rect in rects(picture))
    assert "a: 5 (this is an input)" in picture


def test_matrix_refuses_what_does_not_match():
    """Rows, columns, negative counts and marks outside the table are named together."""
    with pytest.raises(InvalidInput) as caught:
        matrix_cells(
            ["r"], ["a", "b"], [[-1], [2, 3]], amounts={"x": [[1, math.inf]]}, marks={(1, 0): "m"}, title="t"
        )
    assert ["counts", "counts[0]", "counts[0][0]", "amounts.x[0][1]", "marks"] == paths(caught.value)


def test_ranges_keep_the_two_kinds_apart():
    """Noise is a thin line and assumptions are a wide bar, each named in the legend and in its own column."""
    picture = ranges(["on time"], [1.2], [(0.9, 1.5)], [(-2, 3.1)], unit="%", title="t")
    found = texts(picture)
    assert {"+1.2 %", "+0.9 to +1.5", "−2.0 to +3.1"} <= set(found)
    assert 2 == found.count("simulation noise only") == found.count("range over assumptions")
    wide = [
        rect
        for rect in rects(picture)
        if rect.get("height") == "16" and "f-amber-pale" in rect.get("class", "")
    ]
    assert 2 == len(wide) and max(float(rect["width"]) for rect in wide) > 50


def test_ranges_say_what_does_not_matter():
    """A point within the smallest difference that matters is remarked upon, one outside is not."""
    picture = ranges(
        ["small", "large", "neither"], [0.4, -2, None], [(0.3, 0.5), None, None], [None, None, (-9, 9)],
        smallest_that_matters=1, title="t", lang="id",
    )  # fmt: skip
    assert 1 == texts(picture).count("tidak ada beda praktis")
    assert "tidak ada beda praktis (−1 s.d. +1)" in texts(picture)
    assert "small: taksiran +0,4; derau simulasi saja +0,3 s.d. +0,5 (tidak ada beda praktis)" in picture
    bare = ranges(["a"], [0.4], [None], [None], zero_line=None, smallest_that_matters=1, title="t")
    assert "no practical difference" not in bare and "0.4" in texts(bare)


@pytest.mark.parametrize("width", [360, 720])
def test_ranges_say_what_is_missing(width):
    """A row without an estimate says so in words, and a picture without rows too."""
    picture = ranges(["a", "b"], [None, 1], [None, None], [None, (0, 2)], title="t", width=width)
    assert 1 == texts(picture).count("no estimate")
    assert "no data" in texts(ranges([], [], [], [], title="t", width=width))


def test_ranges_refuse_low_above_high():
    """Pairs the wrong way round, with gaps, or of three, and columns of unequal length are named."""
    with pytest.raises(InvalidInput) as caught:
        ranges(["a"], [1, 2], [(2, 1)], [(1, None)], smallest_that_matters=-1, title="t")
    assert ["points", "noise[0]", "assumption[0][1]", "smallest_that_matters"] == paths(caught.value)
    with pytest.raises(InvalidInput, match="low first"):
        ranges(["a"], [1], [(1, 2, 3)], [None], title="t")


def test_lines_have_their_numbers_below():
    """Every value and band stands in a table under its mark, a missing one as a dash."""
    picture = lines(
        [0.4, 0.6, 0.8, 0.95], {"office": [97.1, 92.3, None, 61.5], "anywhere": [97, 93, 83, 66]},
        bands={"office": [(96, 98), None, None, (52, 70)]}, unit="%",
        x_title="load", band_title="range", title="t",
    )  # fmt: skip
    found = texts(picture)
    assert {"97.1 %", "61.5 %", "–", "96.0 to 98.0", "0.40", "0.95", "load", "office", "range"} <= set(found)
    root = ET.fromstring(picture)
    marks = {text.get("x") for text in root.iter(f"{SVG}text") if text.text in {"0.95", "61.5 %"}}
    assert 1 == len(marks)
    assert 2 == len(list(root.iter(f"{SVG}polygon")))


def test_lines_break_at_gaps():
    """No line is drawn over a missing value; a single value still has its mark."""
    picture = lines([1, 2, 3, 4], {"s": [1, None, 3, 4]}, title="t")
    strokes = [
        path.get("d") for path in ET.fromstring(picture).iter(f"{SVG}path") if path.get("fill") == "none"
    ]
    assert [1, 0] == [stroke.count("L") for stroke in strokes]
    assert "no data" in texts(lines([1], {"s": [None]}, title="t"))


def test_lines_show_as_many_numbers_as_fit():
    """Of many values of x the first and the last always have their numbers."""
    picture = lines(list(range(100)), {"s": list(range(1000, 1100))}, title="t")
    found = texts(picture)
    assert "1,000" in found and "1,099" in found
    assert 5 < sum(re.fullmatch(r"1,0\d\d", text) is not None for text in found) < 40
    assert "57: 1,057" in picture


def test_lines_refuse_disorder():
    """Values of x out of order, a band without its series, and faults of values are named."""
    with pytest.raises(InvalidInput) as caught:
        lines([2, 2], {"s": [1, 1]}, bands={"t": [None, None]}, title="t")
    assert ["x[1]", "bands.t"] == paths(caught.value)
    with pytest.raises(InvalidInput) as caught:
        lines([None, 1], {"s": [1]}, bands={"s": [(2, 1), None]}, title="t")
    assert ["x[0]", "series.s", "bands.s[0]"] == paths(caught.value)


@pytest.mark.parametrize("width", [360, 720])
def test_timeline_adds_up(width):
    """Each step has the sums of its kinds, on the row of its name; steps keep their order."""
    picture = steps_timeline(
        ["verify", "verify", "sign", "verify"], [0, 1, 3, 4], [1, 3, 4, 4.5],
        ["waiting", "working", "paused", "waiting"], promise=24, title="t", width=width,
    )  # fmt: skip
    found = texts(picture)
    assert found.index("verify") < found.index("sign")
    assert "promise 24 h" in found
    assert {"1.5", "2.0", "1.0"} <= set(found) or {"waiting 1.5 · working 2.0", "paused 1.0"} <= set(found)


def test_timeline_without_spans_or_promise():
    """No spans are said in words; without a promise there is no line."""
    picture = steps_timeline([], [], [], [], title="t", lang="id")
    assert "tidak ada data" in texts(picture) and "janji" not in picture
    assert "promise" in steps_timeline([], [], [], [], promise=3, title="t", width=400)


def test_timeline_refuses_strange_spans():
    """A span that ends before it starts, a missing moment, or an unknown kind is refused."""
    with pytest.raises(InvalidInput, match=r"ends\[0\]"):
        steps_timeline(["a"], [2], [1], ["waiting"], title="t")
    with pytest.raises(UnknownName, match="did you mean waiting"):
        steps_timeline(["a"], [0], [1], ["waitng"], title="t")
    with pytest.raises(InvalidInput) as caught:
        steps_timeline(["a"], [None], [1, 2], ["waiting"], title="t")
    assert ["ends", "starts[0]"] == paths(caught.value)


def test_histogram_prints_its_counts():
    """Each bin has its count, each series its name, all on one scale."""
    picture = histogram(
        [0, 10, 20], {"a": [40, 10], "b": [20, None]}, unit="requests", x_unit="min", title="t"
    )
    assert {"40", "10", "20", "–", "a", "b", "requests · min"} <= set(texts(picture))
    tall = [float(rect["height"]) for rect in rects(picture) if float(rect.get("stroke-width", 0)) == 0.8]
    assert tall == pytest.approx([92, 23, 46], abs=0.2)


def test_histogram_shows_counts_as_areas():
    """A bin twice as wide with the same count is half as high, and the picture says so."""
    picture = histogram([0, 1, 3], {"a": [8, 8]}, title="t")
    high, low = (
        float(rect["height"]) for rect in rects(picture) if float(rect.get("stroke-width", 0)) == 0.8
    )
    assert high == pytest.approx(2 * low, abs=0.2)
    assert "The area of a bar shows the count." in texts(picture)
    assert "area" not in histogram([0, 1, 2], {"a": [8, 8]}, title="t")


def test_histogram_marker_moves_the_number_aside():
    """The line of a marker is named above, and a count under it steps aside instead of vanishing."""
    picture = histogram([0, 10, 20], {"a": [4, 9]}, marker=("promise", 15), x_unit="h", title="t")
    assert {"promise 15 h", "4", "9"} <= set(texts(picture))


def test_histogram_without_counts():
    """No series and only missing counts are said in words."""
    assert "no data" in texts(histogram([], {}, title="t"))
    assert "no data" in texts(histogram([0, 1], {"a": [None]}, title="t"))


def test_histogram_refuses_disorder():
    """Edges out of order, too few counts, negative counts and a marker that is none are named."""
    with pytest.raises(InvalidInput) as caught:
        histogram([0, 0, 1], {"a": [1]}, title="t")
    assert ["edges[1]", "series.a"] == paths(caught.value)
    with pytest.raises(InvalidInput) as caught:
        histogram([0, 1], {"a": [-1]}, marker=("m", math.nan), title="t")
    assert ["series.a[0]", "marker"] == paths(caught.value)
