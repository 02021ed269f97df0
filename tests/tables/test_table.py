from __future__ import annotations

import copy
import csv
import io
import math
import pickle
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.errors import InvalidInput, MissingExtra, UnknownName
from asnwork.tables import Table
from asnwork.tables.text import cell_width

JAKARTA = ZoneInfo("Asia/Jakarta")
MOMENT = datetime(2026, 3, 2, 9, 15, tzinfo=JAKARTA)
KINDS = {
    "text": st.text(max_size=60),
    "bool": st.booleans(),
    "int": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9),
    "date": st.dates(),
    "moment": st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(JAKARTA) | st.just(UTC)),
}


@st.composite
def tables(draw):
    """Tables of every kind of column, with gaps."""
    rows = draw(st.integers(0, 4) | st.integers(41, 60))
    kinds = draw(
        st.dictionaries(st.text(min_size=1, max_size=30), st.sampled_from(sorted(KINDS)), max_size=8)
    )
    columns = {
        name: draw(st.lists(st.none() | KINDS[kind], min_size=rows, max_size=rows))
        for name, kind in kinds.items()
    }
    units = {name: draw(st.text(max_size=20)) for name in kinds if draw(st.booleans())}
    return Table(columns, units=units, title=draw(st.text(max_size=150)))


def waits(count: int) -> Table:
    """A table of so many districts and their waits."""
    return Table({"district": [f"d{n}" for n in range(count)], "wait": list(range(count))})


def test_it_cannot_be_changed():
    """Neither the table nor what it hands out leads back into it, nor does what it was built from."""
    source = {"a": [1, 2]}
    table = Table(source, units={"a": "min"})
    source["a"].append(3)
    table.to_dict()["a"].append(4)
    assert (1, 2) == table.columns["a"]
    with pytest.raises(TypeError):
        table.columns["a"] = (9,)
    with pytest.raises(TypeError):
        table.units["a"] = "h"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        table.title = "other"


def test_equal_tables():
    """Tables with the same columns in the same order are equal, hash alike, and survive copy and pickle."""
    table = Table({"a": [1], "b": [None]}, units={"a": "min"})
    assert table == Table({"a": (1,), "b": [None]}, units={"a": "min"})
    assert table != Table({"b": [None], "a": [1]}, units={"a": "min"})
    assert hash(table) == hash(copy.deepcopy(table))
    assert table == pickle.loads(pickle.dumps(table))  # noqa: S301 - what we wrote ourselves


def test_all_bad_values_at_once():
    """Every value that no column may hold is named by column and row."""
    with pytest.raises(InvalidInput) as caught:
        Table(
            {
                "nan": [1.0, math.nan],
                "naive": [datetime(2026, 1, 1)],
                "mixed": [None, 1, 2.5, "x"],
                "days": [date(2026, 1, 1), MOMENT],
                "bools": [True, 1],
                "object": [object()],
                "huge": [2**63],
                "text": "abc",
                3: [1],
            }
        )
    assert [
        "columns",
        "columns.nan[1]",
        "columns.naive[0]",
        "columns.mixed[3]",
        "columns.days[1]",
        "columns.bools[1]",
        "columns.object[0]",
        "columns.huge[0]",
        "columns.text",
    ] == [fault.path for fault in caught.value.faults]


def test_unequal_columns_and_strange_units():
    """Columns of unequal length and units without a column are refused; the hint names what is there."""
    with pytest.raises(InvalidInput, match=r"\{'a': 1, 'b': 2\}, expected columns of equal length"):
        Table({"a": [1], "b": [1, 2]})
    with pytest.raises(InvalidInput, match=r"units.wiat: .*columns: wait"):
        Table({"wait": [1], "n": [1]}, units={"wiat": "min"})
    with pytest.raises(InvalidInput, match="unit as text"):
        Table({"wait": [1]}, units={"wait": 60})


def test_numpy_columns_become_plain():
    """Columns of numpy hold plain Python values afterwards."""
    numpy = pytest.importorskip("numpy")
    table = Table({"n": numpy.arange(2), "x": numpy.array([0.5, 1]), "m": [numpy.int64(3), numpy.float64(1)]})
    assert {"n": [0, 1], "x": [0.5, 1.0], "m": [3, 1.0]} == table.to_dict()
    assert {int, float} == {type(value) for row in table.rows() for value in row.values()}


def test_rows_and_length():
    """Rows are dicts in order; a table without columns has none."""
    table = Table({"a": [1, 2], "b": ["x", None]})
    assert [{"a": 1, "b": "x"}, {"a": 2, "b": None}] == list(table.rows())
    assert (2, 0, []) == (len(table), len(Table({})), list(Table({}).rows()))


def test_text_is_aligned():
    """Numbers stand to the right with one count of decimals, units below names, gaps as a dash."""
    table = Table(
        {
            "scheme": ["office only", "outcome", None],
            "requests": [12345, 987, 3],
            "on time": [71.6, 64.123, None],
            "paid": [True, False, None],
            "year": [2025, 2026, 2027],
        },
        units={"on time": "%"},
        title="On time",
    )
    assert (
        str(table)
        == repr(table)
        == (
            "On time\n"
            "scheme       requests  on time  paid  year\n"
            "                             %\n"
            "-----------  --------  -------  ----  ----\n"
            "office only    12,345    71.60  yes   2025\n"
            "outcome           987    64.12  no    2026\n"
            "-                   3        -  -     2027"
        )
    )
    assert "12.345    71,60  ya " in table.text(lang="id")


def test_moments_and_extremes_as_text():
    """Moments show their zone; numbers too large or small for a column are written as powers of ten."""
    table = Table({"at": [MOMENT, None], "day": [date(2026, 3, 2), None], "x": [1.5e20, 0.0]})
    assert "2026-03-02 09:15+07:00  2026-03-02  1.500e+20" in str(table)
    assert "1,500e-07" in Table({"x": [1.5e-7]}).text(lang="id")
    seconds = Table({"at": [MOMENT + timedelta(seconds=5), MOMENT]})
    assert "2026-03-02 09:15:00+07:00" in str(seconds)


def test_the_middle_of_a_long_table_is_left_out():
    """Forty rows are shown in full; of more the first and last twenty, and it is said."""
    assert "..." not in str(waits(40))
    long = str(waits(41)).splitlines()
    assert ["d19", "...", "d21"] == [line.split()[0] for line in long[21:24]]
    assert "(41 rows)" == long[-1]
    assert "(1.234 baris)" == waits(1234).text(rows=1, lang="id").splitlines()[-1]
    assert "(41 rows)" not in waits(41).text(rows=41)


def test_what_does_not_fit_is_named():
    """Columns that do not fit the width are left out from the right and named below."""
    table = Table({name: [10**6] for name in ("first", "second", "third", "fourth", "fifth")})
    text = table.text(width=40)
    assert "(columns not shown: fourth, fifth)" == text.splitlines()[-1]
    assert "(kolom tidak ditampilkan: fourth, fifth)" == table.text(width=40, lang="id").splitlines()[-1]


def test_bad_widths_rows_and_languages():
    """A width that no number fits into, no rows, or an unknown language are refused."""
    with pytest.raises(InvalidInput, match="at least 40"):
        waits(1).text(width=39)
    with pytest.raises(InvalidInput, match="at least 1"):
        waits(1).text(rows=0)
    with pytest.raises(UnknownName, match="known: en, id"):
        waits(1).html(lang="jv")


@given(tables(), st.integers(40, 120))
def test_no_line_is_wider_than_asked(table, width):
    """Whatever the table holds, its text keeps the width, stays printable, and never says nan."""
    for lang in ("en", "id"):
        lines = table.text(width=width, lang=lang).split("\n")
        assert all(cell_width(line) <= width for line in lines)
        assert not any(mark in "\x1b\r\t\x00\u202e" for line in lines for mark in line)


@given(tables())
def test_no_number_is_cut(table):
    """Every number of a column that is shown stands in the text in full."""
    for name, values in table.columns.items():
        if any(isinstance(value, int | float) for value in values):
            alone = Table({name: values})
            cut = [line.strip() for line in alone.text(width=40, rows=100).split("\n")[-len(values) :]]
            assert [line.strip() for line in alone.text(width=None, rows=100).split("\n")][
                -len(values) :
            ] == cut


def test_a_terminal_is_not_steered():
    """Line breaks and control characters in a text do not reach the terminal."""
    text = str(Table({"a\tb": ["one\ntwo", "\x1b[31mred", "\u202eright"]}, title="x\ry"))
    assert 6 == len(text.splitlines())
    assert "\x1b" not in text and "\u202e" not in text and "one two" in text


@given(tables())
def test_html_is_well_formed_and_harmless(table):
    """The HTML parses, holds no script, and no text of the table becomes markup."""
    root = ET.fromstring(table._repr_html_())
    assert {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "div"} >= {
        part.tag for part in root.iter()
    }


def test_html_says_what_the_text_says():
    """The HTML escapes, aligns numbers to the right, and says how many rows there are."""
    html = Table({"<script>": ["<script>alert(1)</script>"] * 41, "n": range(41)}, units={"n": "min"}).html()
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "text-align:right" in html and ">min</div>" in html and "41 rows" in html and "…" in html
    assert "41 baris" in waits(41).html(lang="id")


@given(tables().filter(lambda table: table.columns))
def test_csv_reads_back(table):
    """The CSV gives back every text, with nothing for a missing value."""
    read = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert list(table.columns) == read[0]
    assert len(table) == len(read) - 1
    for row, texts in zip(table.rows(), read[1:], strict=True):
        for value, text in zip(row.values(), texts, strict=True):
            assert (value or "") == text or not isinstance(value, str | None)


def test_csv_keeps_missing_apart_from_empty():
    """A missing value is nothing, an empty text is quoted; truth values and moments are plain."""
    table = Table({"a": [None, ""], "b": [True, False], "at": [MOMENT, None], "q": ['say "hi"', "x\ny"]})
    assert table.to_csv() == ('a,b,at,q\n,true,2026-03-02T09:15:00+07:00,"say ""hi"""\n"",false,,"x\ny"\n')


FULL = Table(
    {
        "text": ["a", None],
        "int": [1, None],
        "float": [1, 2.5],
        "bool": [True, None],
        "date": [date(2026, 3, 2), None],
        "at": [MOMENT, None],
        "none": [None, None],
    }
)


@pytest.mark.parametrize("library", ["pyarrow", "nanoarrow"])
def test_arrow_stream(library, monkeypatch):
    """The stream keeps values, gaps and zone, whichever library makes it."""
    pytest.importorskip(library)
    polars = pytest.importorskip("polars")
    if library == "nanoarrow":
        monkeypatch.setitem(sys.modules, "pyarrow", None)
    frame = polars.DataFrame(FULL)
    assert FULL.to_dict() == frame.to_dict(as_series=False)
    assert "Asia/Jakarta" == frame.schema["at"].time_zone
    assert 0 == polars.DataFrame(Table({"a": []})).height


def test_polars_frame():
    """The polars frame equals the table, also where all values are missing."""
    polars = pytest.importorskip("polars")
    frame = FULL.to_polars()
    assert FULL.to_dict() == frame.to_dict(as_series=False)
    assert [polars.String, polars.Int64, polars.Float64, polars.Boolean, polars.Date] == frame.dtypes[:5]


def test_moments_of_several_zones_come_out_in_utc():
    """Moments in more than one zone, or in one without a name, keep their instant and come out in UTC."""
    pytest.importorskip("polars")
    mixed = Table({"at": [MOMENT, MOMENT.astimezone(ZoneInfo("Asia/Makassar"))]})
    fixed = Table({"at": [MOMENT.astimezone(timezone(timedelta(hours=7)))]})
    assert [MOMENT, MOMENT] == mixed.to_polars()["at"].to_list()
    assert "UTC" == mixed.to_polars().schema["at"].time_zone == fixed.to_polars().schema["at"].time_zone


def test_pandas_frame():
    """The pandas frame keeps whole numbers and truth values whole although some are missing."""
    pandas = pytest.importorskip("pandas")
    frame = FULL.to_pandas()
    assert ["Int64", "float64", "boolean"] == [str(frame[name].dtype) for name in ("int", "float", "bool")]
    assert MOMENT == frame["at"][0] and pandas.isna(frame["at"][1])
    assert ["int64", "bool"] == [str(kind) for kind in Table({"n": [1], "b": [True]}).to_pandas().dtypes]


def test_a_missing_library_is_named(monkeypatch):
    """Without the library the error names it."""
    for library in ("pyarrow", "nanoarrow", "polars", "pandas"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match="nanoarrow"):
        FULL.__arrow_c_stream__()
    with pytest.raises(MissingExtra, match="polars"):
        FULL.to_polars()
    with pytest.raises(MissingExtra, match="pandas"):
        FULL.to_pandas()
