from __future__ import annotations

from datetime import date
from string import Template

import pytest

from asnwork.adapters.law_file import KNOWN_UNITS, load_law, read_instrument, read_instruments
from asnwork.adapters.law_rows import read_value
from asnwork.adapters.toml_table import TomlTable
from asnwork.domain.law import Bands, Certainty, InForce, Items, Parameter
from asnwork.errors import Fault, InvalidInput

INSTRUMENT = """
[instrument]
kind = "PermenPANRB"
number = "4"
year = 2025
title = "Fleksibilitas kerja"
link = "https://example.go.id/4-2025"
issued_on = 2025-04-16
in_force = "yes"
reviewed_on = 2026-11-24
"""
ASSUMPTIONS = """
[assumptions]
title = "for a test"
reviewed_on = 2026-11-24
"""
LIMIT = Template("""
[parameters."flexible.days_a_week"]
unit = "days"
label = "days a week"
label_id = "hari dalam sepekan"
values = [$values]
""")
BANDS = Template("""
[parameters."tpp.late_cut"]
unit = "share"
share_of = "one month"
share_of_id = "satu bulan"
of_unit = "minutes"
label = "cut"
label_id = "potongan"

[[parameters."tpp.late_cut".values]]
certainty = "assumed"
reason = "for a test"
bands = [$bands]
""")


def limit(values: str, head: str = INSTRUMENT) -> str:
    """A file with one parameter that has these values."""
    return head + LIMIT.substitute(values=values)


def bands(rows: str) -> str:
    """A file with one table of bands that has these rows."""
    return ASSUMPTIONS + BANDS.substitute(bands=rows)


def only(text: str) -> Parameter:
    """The only parameter of a file."""
    (parameter,) = read_instrument(text)
    return parameter


def faults(text: str) -> dict[str, str]:
    """What is wrong in a file: what was expected at each path."""
    with pytest.raises(InvalidInput) as caught:
        read_instrument(text, source="x.toml")
    assert str(caught.value).startswith("x.toml: ")
    return {fault.path: fault.expected for fault in caught.value.faults}


# --- what is right -------------------------------------------------------------------------------


def test_a_value_is_read_with_its_reference() -> None:
    """A reported value cites the instrument, its article and the value's own link."""
    row = 'from = 2025-04-21, value = 2, article = "13(1)", certainty = "reported", link = "https://a.id"'
    parameter = only(limit(f"{{ {row} }}"))
    basis = parameter.basis.on(date(2025, 4, 21))
    assert ("flexible.days_a_week", "days", 2.0) == (
        parameter.path,
        parameter.unit,
        parameter.on(date(2026, 1, 1)),
    )
    assert "reported: PermenPANRB 4/2025 art. 13(1)" == str(basis)
    assert basis.reference is not None
    assert "https://a.id" == basis.reference.link
    assert (date(2025, 4, 16), InForce.YES) == (basis.reference.issued_on, basis.reference.in_force)


def test_the_link_of_the_instrument_stands_in_for_the_value() -> None:
    """A value without a link of its own was read where the instrument was."""
    reference = (
        only(limit('{ from = 2025-04-21, value = 2, certainty = "enacted" }'))
        .basis.on(date(2025, 4, 21))
        .reference
    )
    assert reference is not None
    assert "https://example.go.id/4-2025" == reference.link


def test_a_value_of_an_earlier_instrument_cites_that_one() -> None:
    """What an earlier instrument set is its own, superseded, as read where the file's instrument was."""
    earlier = 'set_by = { kind = "PP", number = "30", year = 2019, title = "Penilaian kinerja" }'
    parameter = only(
        limit(
            f'{{ from = 2019-01-01, value = 1, certainty = "reported", article = "4", {earlier} }},'
            '{ from = 2025-04-21, value = 2, certainty = "reported" },'
        )
    )
    before, after = (parameter.basis.on(day) for day in (date(2020, 1, 1), date(2025, 4, 21)))
    assert ("reported: PP 30/2019 art. 4", "reported: PermenPANRB 4/2025") == (str(before), str(after))
    assert before.reference is not None
    assert after.reference is not None
    assert (InForce.SUPERSEDED, "Penilaian kinerja") == (before.reference.in_force, before.reference.title)
    assert (None, after.reference.link) == (before.reference.issued_on, before.reference.link)
    assert after.reference.reviewed_on == before.reference.reviewed_on


def test_values_follow_each_other_to_the_day() -> None:
    """Each value holds until the day before the next; `to` is the last day of the last."""
    parameter = only(
        limit(
            '{ from = 2025-04-21, to = 2025-12-31, value = 2, certainty = "reported" },'
            '{ from = 2026-01-01, to = 2026-12-31, value = 3, certainty = "reported" },'
        )
    )
    assert 2.0 == parameter.on(date(2025, 12, 31))
    assert 3.0 == parameter.on(date(2026, 1, 1))
    assert 3.0 == parameter.on(date(2026, 12, 31))
    assert date(2027, 1, 1) == parameter.values.until == parameter.basis.until


def test_an_assumed_value_may_hold_since_ever() -> None:
    """Without `from` the first assumed value holds on every day before the next."""
    parameter = only(
        limit(
            '{ value = 1, certainty = "assumed", reason = "a guess" },'
            '{ from = 2025-04-21, value = 2, certainty = "reported" },'
        )
    )
    assert 1.0 == parameter.on(date(1990, 1, 1))
    assert (Certainty.ASSUMED, "a guess") == (
        parameter.basis.on(date(1990, 1, 1)).certainty,
        parameter.basis.on(date(1990, 1, 1)).reason,
    )
    assert 2.0 == parameter.on(date(2025, 4, 21))


@pytest.mark.parametrize(
    ("begins", "closed", "on_the_edge"), [("at_least", "left", 0.5), ("more_than", "right", 0.0)]
)
def test_bands_are_read_both_ways(begins: str, closed: str, on_the_edge: float) -> None:
    """`at_least` puts a quantity on an edge in the band that begins there, `more_than` in the one before."""
    parameter = only(bands(f"{{ value = 0 }}, {{ {begins} = 1, value = 0.5 }}"))
    table = parameter.on(date(2026, 1, 1))
    assert Bands(edges=(1.0,), values=(0.0, 0.5), closed=closed) == table
    assert on_the_edge == table.of(1)
    assert ("share", "minutes") == (parameter.unit, parameter.of_unit)


def test_a_table_of_one_band_is_the_same_everywhere() -> None:
    """A single band has no edge."""
    assert Bands(edges=(), values=(0.5,)) == only(bands("{ value = 0.5 }")).on(date(2026, 1, 1))


def test_units_may_be_joined() -> None:
    """A unit may be a quotient of known ones."""
    text = limit('{ from = 2025-04-21, value = 2, certainty = "reported" }').replace(
        '"days"', '"minutes/weeks"'
    )
    assert "minutes/weeks" == only(text).unit
    assert "minutes/weeks" not in KNOWN_UNITS


def test_the_law_is_made_of_all_files() -> None:
    """Parameters of every file stand in the law, whatever the order of the files."""
    first = limit('{ from = 2025-04-21, value = 2, certainty = "reported" }')
    second = bands("{ value = 0 }")
    law = load_law({"b.toml": second, "a.toml": first})
    assert ["flexible.days_a_week", "tpp.late_cut"] == [parameter.path for parameter in law]
    assert law == load_law({"a.toml": first, "b.toml": second})


def test_a_value_may_hold_on_one_day() -> None:
    """The last day may be the first, and a review may be on the day of issue."""
    parameter = only(
        limit(
            '{ from = 2025-04-21, to = 2025-04-21, value = 2, certainty = "reported" }',
            INSTRUMENT.replace("2026-11-24", "2025-04-16"),
        )
    )
    assert (date(2025, 4, 21), date(2025, 4, 22)) == (parameter.values.since, parameter.values.until)


def test_a_head_may_say_what_the_file_replaces() -> None:
    """The paths that a city's file sets anew stand in the instrument, in either head."""
    row = '{ value = 2, certainty = "assumed", reason = "x" }'
    replaces = 'replaces = ["flexible.days_a_week"]\n'
    for head in (INSTRUMENT, ASSUMPTIONS):
        assert ("flexible.days_a_week",) == read_instrument(limit(row, head + replaces)).replaces
        assert () == read_instrument(limit(row, head)).replaces


def test_bands_may_state_both_ends() -> None:
    """Printed upper ends that meet the next beginning are read; with a step they may lie a step below."""
    expected = Bands(edges=(76.61, 88.31), values=(2.0, 3.0, 4.0), step=0.01)
    rows = (
        "{ value = 2, at_most = 76.60 }, { value = 3, at_least = 76.61, below = 88.31 }, "
        "{ value = 4, at_least = 88.31 }"
    )
    text = bands(rows).replace("bands = [", "step = 0.01\nbands = [")
    text = text.replace(
        'unit = "share"\nshare_of = "one month"\nshare_of_id = "satu bulan"\n', 'unit = "1"\n'
    )
    assert expected == only(text).bands_on(date(2026, 1, 1))


def test_bands_may_be_rates() -> None:
    """With a marginal reading the values are rates for the part that lies in the band."""
    text = bands("{ value = 0 }, { at_least = 100, value = 0.5 }")
    marginal = only(text.replace("bands = [", 'reading = "marginal"\nbands = [')).bands_on(date(2026, 1, 1))
    assert Bands(edges=(100.0,), values=(0.0, 0.5), reading="marginal") == marginal
    single = only(text.replace("bands = [", 'reading = "single"\nbands = [')).bands_on(date(2026, 1, 1))
    assert Bands(edges=(100.0,), values=(0.0, 0.5)) == single


def test_a_list_is_read_with_its_labels() -> None:
    """A list of the law holds codes and labels in both languages, in the order of the file."""
    row = '{ value = 2, certainty = "assumed", reason = "x" }'.replace(
        "value = 2",
        'items = [{ code = "b", label = "B", label_id = "Be" }, '
        '{ code = "a", label = "A", label_id = "Ah" }]',
    )
    items = only(limit(row).replace('"days"', '"list"')).items_on(date(2026, 1, 1))
    assert [("b", "B", "Be"), ("a", "A", "Ah")] == [(each.code, each.label, each.label_id) for each in items]
    assert Items.of(["b", "a"]).codes == items.codes


def test_a_share_says_of_what() -> None:
    """What a share is a share of is read in both languages."""
    parameter = only(bands("{ value = 0 }"))
    assert ("one month", "satu bulan") == (parameter.share_of, parameter.share_of_id)


def test_instruments_are_read_in_the_order_of_their_names() -> None:
    """Files become instruments in the order of their names, each with its name as source."""
    row = '{ value = 2, certainty = "assumed", reason = "x" }'
    found = read_instruments({"b.toml": limit(row), "a.toml": bands("{ value = 0 }")})
    assert ["a.toml", "b.toml"] == [str(instrument) for instrument in found]
    with pytest.raises(InvalidInput) as caught:
        read_instruments({"b.toml": "x", "a.toml": ""})
    assert ["a.toml: instrument", "a.toml: parameters", "b.toml: file"] == [
        fault.path for fault in caught.value.faults
    ]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"value": "2"},
        {"bands": [{"value": "2"}]},
        {"items": [{"code": "a"}]},
        {"bands": 1},
        {"items": []},
    ],
)
def test_a_value_that_is_wrong_is_none(given: dict[str, object]) -> None:
    """What could not be read is no value, whatever else is right about it, and a fault says why."""
    found: list[Fault] = []
    assert read_value(TomlTable(given, "x", found)) is None
    assert found


# --- what is wrong -------------------------------------------------------------------------------


def test_what_is_no_toml_names_the_line() -> None:
    """A file that is no TOML is one fault that says in which line."""
    with pytest.raises(InvalidInput, match="line 2"):
        read_instrument("[instrument]\nkind = PermenPANRB\n")


def test_a_path_twice_in_one_file_is_refused() -> None:
    """TOML itself refuses the second table of one name."""
    row = '{ from = 2025-04-21, value = 2, certainty = "reported" }'
    assert "TOML" == faults(limit(row) + LIMIT.substitute(values=row))["file"]


def test_all_faults_are_named_at_once() -> None:
    """Every fault of a file is reported together, each with its path."""
    text = """
    [instrument]
    kind = "PermenPANRB"
    number = 4
    year = 2025.5
    titel = "Fleksibilitas kerja"
    link = "example.go.id"
    issued_on = "2025-04-16"
    in_force = "ja"
    reviewed_on = 2026-11-24T08:00:00

    [parameters."flexible.days_a_week"]
    unit = "dayz"
    label = "  "
    values = [
      { from = 2025-04-21, value = true, certainty = "reported" },
      { from = 2025-04-21, value = nan, certainty = "assumed" },
      { value = "2", certainty = "sure", note = 1 },
      3,
    ]
    """
    found = faults(text)
    values = 'parameters."flexible.days_a_week".values'
    assert {
        "instrument.number": "a text in quotes",
        "instrument.year": "a whole year",
        "instrument.title": "this key",
        "instrument.titel": "no such key",
        "instrument.link": "an address that begins with https://",
        "instrument.issued_on": "a day such as 2025-04-21, without quotes and time",
        "instrument.in_force": "one of yes, superseded, ended, unknown",
        "instrument.reviewed_on": "a day such as 2025-04-21, without quotes and time",
        f"{values}[0].value": "a number",
        f"{values}[1].value": "a finite number",
        f"{values}[1].reason": "why this is assumed, in words",
        f"{values}[1].from": "a day after 2025-04-21, in the order of days",
        f"{values}[2].value": "a number",
        f"{values}[2].certainty": "one of enacted, reported, assumed",
        f"{values}[2].from": "this key",
        f"{values}[2].note": "no such key",
        f"{values}[3]": "a table in braces",
        'parameters."flexible.days_a_week".label': "a text in quotes",
        'parameters."flexible.days_a_week".label_id': "this key",
    }.items() <= found.items()
    assert found['parameters."flexible.days_a_week".unit'].startswith("a known unit")
    assert 20 == len(found)


def test_a_near_miss_is_named() -> None:
    """A misspelled key, choice or unit names what it looks like."""
    with pytest.raises(InvalidInput) as caught:
        read_instrument(
            limit('{ from = 2025-04-21, value = 2, certainty = "reportd", aticle = "1" }').replace(
                '"days"', '"dayz"'
            )
        )
    text = str(caught.value)
    assert "did you mean reported?" in text
    assert "did you mean article?" in text
    assert "did you mean days?" in text


@pytest.mark.parametrize(
    ("rows", "path", "expected"),
    [
        (
            '{ from = 2025-04-21, value = 2, certainty = "reported" }, '
            '{ from = 2025-04-01, value = 3, certainty = "reported" }',
            "[1].from",
            "a day after 2025-04-21, in the order of days",
        ),
        (
            '{ from = 2025-04-21, to = 2025-12-31, value = 2, certainty = "reported" }, '
            '{ from = 2025-12-31, value = 3, certainty = "reported" }',
            "[1].from",
            "2026-01-01, the day after the value before ends",
        ),
        (
            '{ from = 2025-04-21, to = 2025-12-31, value = 2, certainty = "reported" }, '
            '{ from = 2026-01-02, value = 3, certainty = "reported" }',
            "[1].from",
            "2026-01-01, the day after the value before ends",
        ),
        (
            '{ from = 2025-04-21, to = 2025-04-20, value = 2, certainty = "reported" }',
            "[0].to",
            "the last day, not before 2025-04-21",
        ),
        ('{ value = 2, certainty = "reported" }', "[0].from", "this key"),
        ('{ from = 2025-04-21, certainty = "reported" }', "[0].value", "this key"),
        ("{ from = 2025-04-21, value = 2 }", "[0].certainty", "this key"),
        ('{ from = 2025-04-21, value = 1e400, certainty = "reported" }', "[0].value", "a finite number"),
        (
            '{ value = 2, certainty = "assumed", reason = "x", article = "1" }',
            "[0].article",
            "nothing beside an assumed value",
        ),
        (
            '{ value = 2, certainty = "assumed", reason = "x", link = "https://a.id" }',
            "[0].link",
            "nothing beside an assumed value",
        ),
        (
            '{ value = 2, certainty = "assumed", reason = "x", '
            'set_by = { kind = "PP", number = "30", year = 2019, title = "Penilaian" } }',
            "[0].set_by",
            "nothing beside an assumed value",
        ),
        (
            '{ from = 2025-04-21, value = 2, certainty = "reported", set_by = "PP 30/2019" }',
            "[0].set_by",
            "a table",
        ),
        (
            '{ from = 2025-04-21, value = 2, certainty = "reported", '
            'set_by = { kind = "PP", number = "30", year = 2019.5, title = "Penilaian" } }',
            "[0].set_by.year",
            "a whole year",
        ),
        (
            '{ from = 2025-04-21, value = 2, certainty = "reported", '
            'set_by = { kind = "PP", number = "30", year = 2026, title = "Penilaian" } }',
            "[0].set_by.year",
            "an earlier year, 2025 at the latest",
        ),
        (
            '{ from = 2025-04-21, value = 2, certainty = "reported", '
            'set_by = { kind = "PP", number = "30", year = 2019, title = "Penilaian", nomor = 3 } }',
            "[0].set_by.nomor",
            "no such key",
        ),
    ],
)
def test_a_wrong_value_is_refused(rows: str, path: str, expected: str) -> None:
    """Days out of order, overlaps, gaps and incomplete values are refused with path and way out."""
    assert {f'parameters."flexible.days_a_week".values{path}': expected} == faults(limit(rows))


def test_overlap_and_gap_are_told_apart() -> None:
    """A value that begins too early leaves an overlap, one that begins too late a gap."""
    before = '{ from = 2025-04-21, to = 2025-12-31, value = 2, certainty = "reported" },'
    for day, what in (("2025-12-31", "an overlap"), ("2026-01-02", "a gap")):
        with pytest.raises(InvalidInput, match=f"this leaves {what}"):
            read_instrument(limit(before + f'{{ from = {day}, value = 3, certainty = "reported" }}'))


def test_a_reported_value_says_where_it_was_read() -> None:
    """Without any link, a reported value needs a reason that names the place."""
    nowhere = INSTRUMENT.replace('link = "https://example.go.id/4-2025"\n', "")
    row = '{ from = 2025-04-21, value = 2, certainty = "reported"'
    path = 'parameters."flexible.days_a_week".values[0].link'
    assert {path: "where a value that is reported was read"} == faults(limit(row + " }", nowhere))
    assert 2.0 == only(limit(row + ', reason = "seen in print" }', nowhere)).on(date(2026, 1, 1))


def test_a_file_of_assumptions_holds_nothing_else() -> None:
    """A value that is not assumed needs an instrument."""
    row = '{ from = 2025-04-21, value = 2, certainty = "enacted" }'
    assert {'parameters."flexible.days_a_week".values[0].certainty': "assumed"} == faults(
        limit(row, ASSUMPTIONS)
    )


def test_a_file_needs_a_head() -> None:
    """A file that says neither of which instrument it is nor that it holds assumptions is refused."""
    row = '{ from = 2025-04-21, value = 2, certainty = "reported" }'
    assert {"instrument": "this key"} == faults(limit(row, ""))


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (INSTRUMENT, "parameters", "this key"),
        (INSTRUMENT + "[extra]\n[parameters]\n", "extra", "no such key"),
        ("instrument = 1\n[parameters]\n", "instrument", "a table"),
        ("assumptions = 1\n[parameters]\n", "assumptions", "a table"),
        (INSTRUMENT + "[parameters]\nx = 1\n", "parameters.x", "a table"),
        (INSTRUMENT + "[parameters.flexible.days]\nunit = 'days'\n", "parameters.flexible", "a parameter"),
    ],
)
def test_a_wrong_frame_is_refused(text: str, path: str, expected: str) -> None:
    """What is around the parameters must be there, be tables, and nothing else."""
    assert {path: expected} == faults(text)


def test_a_path_has_parts() -> None:
    """A parameter's path is made of parts joined by dots."""
    row = '{ from = 2025-04-21, value = 2, certainty = "reported" }'
    text = limit(row).replace("flexible.days_a_week", "Days")
    assert {"parameters.Days": "small letters, digits and _, in parts joined by dots"} == faults(text)


@pytest.mark.parametrize("values", ["", "values = 1", "values = []"])
def test_a_parameter_has_values(values: str) -> None:
    """A parameter without a list of values is refused."""
    text = INSTRUMENT + LIMIT.substitute(values="").replace("values = []\n", values + "\n")
    expected = "a list of tables, at least one" if values else "this key"
    assert {'parameters."flexible.days_a_week".values': expected} == faults(text)


def test_an_unknown_unit_without_a_like_is_refused() -> None:
    """A unit that looks like none is refused too, alone or joined."""
    row = '{ from = 2025-04-21, value = 2, certainty = "reported" }'
    for unit in ("xyzzy", "rupiah/xyzzy"):
        found = faults(limit(row).replace('"days"', f'"{unit}"'))
        assert ['parameters."flexible.days_a_week".unit'] == list(found)


@pytest.mark.parametrize(
    ("rows", "path", "expected"),
    [
        (
            "{ value = 0 }, { at_least = 31, value = 1 }, { at_least = 31, value = 2 }",
            ".values[0].bands[2].at_least",
            "more than 31, where the band before begins",
        ),
        (
            "{ at_least = 1, value = 0 }",
            ".values[0].bands[0].at_least",
            "nothing: the first band has no lower end",
        ),
        (
            "{ value = 0 }, { value = 1 }",
            ".values[0].bands[1].at_least",
            "where the band begins: at_least or more_than",
        ),
        (
            "{ value = 0 }, { at_least = 1, value = 1 }, { more_than = 2, value = 2 }",
            ".values[0].bands",
            "one of the two in one table",
        ),
        ("{ value = 0 }, { at_least = 1 }", ".values[0].bands[1].value", "this key"),
        ("{ value = 0, until = 3 }", ".values[0].bands[0].until", "no such key"),
        ("{ value = 0 }, { at_least = '1', value = 1 }", ".values[0].bands[1].at_least", "a number"),
        ("1", ".values[0].bands[0]", "a table in braces"),
        ("", ".values[0].bands", "a list of tables, at least one"),
    ],
)
def test_wrong_bands_are_refused(rows: str, path: str, expected: str) -> None:
    """Edges that do not ascend, or are missing, doubled or of two kinds, are refused with the band."""
    assert expected == faults(bands(rows))[f'parameters."tpp.late_cut"{path}']


def test_a_number_beside_bands_is_refused() -> None:
    """A value is a number or a table of bands, never both."""
    text = bands("{ value = 0 }").replace("certainty", "value = 1\ncertainty")
    assert {'parameters."tpp.late_cut".values[0].value': "one of the two"} == faults(text)


def test_bands_say_what_is_looked_up() -> None:
    """Bands need the unit of what is looked up, and a number may not have one."""
    text = bands("{ value = 0 }").replace('of_unit = "minutes"\n', "")
    found = faults(text)
    assert {'parameters."tpp.late_cut".of_unit': "the unit of what is looked up in the bands"} == found
    row = '{ from = 2025-04-21, value = 2, certainty = "reported" }'
    text = limit(row).replace('unit = "days"\n', 'unit = "days"\nof_unit = "days"\n')
    path = 'parameters."flexible.days_a_week".of_unit'
    assert {path: "nothing beside a plain number or a list"} == faults(text)


def test_a_parameter_is_of_one_kind() -> None:
    """A number on some days and bands on others is refused."""
    rows = (
        '{ value = 2, certainty = "assumed", reason = "x" }, '
        '{ from = 2025-04-21, bands = [{ value = 1 }], certainty = "reported" }'
    )
    assert "one kind for all days" == faults(limit(rows))['parameters."flexible.days_a_week".values']


def test_faults_of_all_files_come_together() -> None:
    """A law that cannot be loaded names every fault of every file, with the file."""
    good = limit('{ from = 2025-04-21, value = 2, certainty = "reported" }')
    with pytest.raises(InvalidInput) as caught:
        load_law({"a.toml": good, "b.toml": good, "c.toml": INSTRUMENT, "d.toml": "x"})
    assert [
        "c.toml: parameters",
        "d.toml: file",
        "b.toml: flexible.days_a_week",
    ] == [fault.path for fault in caught.value.faults]
    assert "also in a.toml" == caught.value.faults[-1].given
