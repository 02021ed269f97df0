"""Tables of the law: they and the computation come from one object, so that both change alike."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest
from attrs import evolve

from asnwork.domain.formula import Banded, Figure, evaluate
from asnwork.domain.law import (
    Bands,
    Dated,
    Instrument,
    Item,
    Items,
    Law,
    Parameter,
    Reform,
    apply_reforms,
    assumed,
    diff_laws,
)
from asnwork.domain.weekly_hours import WeeklyHours, hours
from asnwork.errors import InvalidInput, NoValueOnDay, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.satisfaction_survey import survey_grade
from asnwork.indonesia.working_weeks import office_week
from asnwork.report.asked_tables import matrix_table, survey_table, week_table
from asnwork.report.band_words import band_words, inside
from asnwork.report.law_differences import days_diff_table, diff_table, differences
from asnwork.report.law_document import diff_document, law_document
from asnwork.report.law_tables import bands_table, history_table, items_table, law_list, reviewed_on
from asnwork.report.law_words import LAW_WORDS, digits, law_say, unit_words, whole_value
from asnwork.scoring.predicate import Rating, predicate_of
from asnwork.tables import Lang, Table

LAW = national_law()
DAY = date(2026, 11, 25)
SINCE = date(2026, 1, 1)
LATE = "tpp.late_cut"
CELLS = list(product(Rating, Rating))


def under(path: str, value: float | Bands | Items) -> Law:
    """The law with another value from the first of January on."""
    return apply_reforms(LAW, Reform.of("r", path, value, since=SINCE, reason="for a test"))


def parameter(path: str = "a.b", unit: str = "days", **more: object) -> Parameter:
    """A parameter that holds 2 since ever, or what is said."""
    held = more.pop("value", 2.0)
    values = Dated.always(held)
    return Parameter(path=path, unit=unit, values=values, basis=Dated.always(assumed("x")), **more)  # type: ignore[arg-type]


def texts(table: Table) -> list[tuple[object, ...]]:
    """The rows of a table."""
    return [tuple(row.values()) for row in table.rows()]


# --- one object ----------------------------------------------------------------------------------------


def shown_predicate(law: Law, result: Rating, behaviour: Rating, lang: Lang = "id") -> object:
    """What the table shows for a cell."""
    row = texts(matrix_table(law, on=DAY, lang=lang))[len(Rating) - result]
    return row[behaviour]


@pytest.mark.parametrize(("result", "behaviour"), CELLS)
def test_the_matrix_shows_what_is_computed(result: Rating, behaviour: Rating) -> None:
    """Each cell of the table is the predicate that the computation gives."""
    assert predicate_of(result, behaviour, law=LAW, on=DAY).label_id == shown_predicate(
        LAW, result, behaviour
    )


@pytest.mark.parametrize("changed", range(9))
def test_a_changed_cell_changes_table_and_computation_alike(changed: int) -> None:
    """A reform of one cell of the matrix changes that cell of the table, and that answer, and no other."""
    bands = LAW["predicate.matrix"].bands_on(DAY)
    values = list(bands.values)
    values[changed] = values[changed] % 5 + 1
    law = under("predicate.matrix", evolve(bands, values=values))

    shown, computed = set(), set()
    for index, (result, behaviour) in enumerate(CELLS):
        answer = predicate_of(result, behaviour, law=law, on=DAY)
        assert answer.label_id == shown_predicate(law, result, behaviour)
        if shown_predicate(LAW, result, behaviour) != shown_predicate(law, result, behaviour):
            shown.add(index)
        if predicate_of(result, behaviour, law=LAW, on=DAY) != answer:
            computed.add(index)
    assert {changed} == shown == computed


def shown_cut(table: Table, minutes: int) -> object:
    """The value of the row whose words the minutes fit."""
    for band, value in texts(table):
        low, high = 0.0, float("inf")
        if found := re.fullmatch(r"below (\d+) minutes?", str(band)):
            high = int(found[1])
        elif found := re.fullmatch(r"(\d+) up to below (\d+) minutes", str(band)):
            low, high = int(found[1]), int(found[2])
        elif found := re.fullmatch(r"(\d+) minutes? and more", str(band)):
            low = int(found[1])
        else:
            pytest.fail(f"no such words: {band}")
        if low <= minutes < high:
            return value
    pytest.fail(f"no row for {minutes}")


OTHER_CUTS = [
    Bands(edges=(16, 61), values=(0, 0.0125, 0.02)),
    Bands(edges=(1, 31, 61, 91), values=(0.001, 0.005, 0.01, 0.0125, 0.05)),
    Bands(edges=(45,), values=(0.5, 0)),
]


@pytest.mark.parametrize("bands", [None, *OTHER_CUTS])
def test_the_lateness_bands_show_what_is_computed(bands: Bands | None) -> None:
    """For every minute the row that it falls in shows the cut that a formula computes, under each law."""
    law = LAW if bands is None else under(LATE, bands)
    table = bands_table(law[LATE], on=DAY, lang="en")
    cut = Banded(Figure("late_minutes", "minutes"), law[LATE])
    for minutes in range(120):
        computed = evaluate(cut, {"late_minutes": float(minutes)}, on=DAY)
        assert whole_value(computed, law[LATE], "en") == shown_cut(table, minutes)


@pytest.mark.parametrize("rank", range(4))
def test_the_survey_bands_show_what_is_computed(rank: int) -> None:
    """A band of the survey that gives another grade, or begins elsewhere, does so in both."""
    bands = LAW["survey.grade"].bands_on(DAY)
    values = list(bands.values)
    values[rank] = 5 - values[rank]
    edges = [edge + rank for edge in bands.edges]
    law = under("survey.grade", evolve(bands, values=values, edges=edges))
    for each in (LAW, law):
        rows = texts(survey_table(each, on=DAY, lang="id"))
        table = each["survey.grade"].bands_on(DAY)
        starts = [25.0, *table.edges]
        assert [survey_grade(start, law=each, on=DAY).code for start in starts] == [row[1] for row in rows]
        below = [survey_grade(edge - 0.01, law=each, on=DAY).label_id for edge in table.edges]
        assert below == [row[2] for row in rows[:-1]]
        begins = [
            str(row[0]).startswith(digits(edge, "id"))
            for edge, row in zip(table.edges, rows[1:], strict=True)
        ]
        assert [True] * 3 == begins
    before, after = (texts(survey_table(each, on=DAY, lang="id")) for each in (LAW, law))
    assert [rank] == [at for at in range(4) if before[at][1] != after[at][1]]


def test_the_hours_show_what_is_computed() -> None:
    """Half an hour a day less in the law is half an hour less on each day of the table, and in the total."""
    less = under("hours.weekly_minutes", LAW["hours.weekly_minutes"].number_on(DAY) - 150)
    for law, day, total in ((LAW, "7 h 30 min", "37 h 30 min"), (less, "7 h", "35 h")):
        week = office_week(law, on=DAY)
        rows = texts(week_table(week, "en"))
        assert [day] * 5 + [None, None, total] == [row[2] for row in rows]
        assert float(str(total).split()[0]) == week.total.total_seconds() // 3600
        for (name, shown, _), computed in zip(rows, week.days, strict=False):
            expected = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in computed) or "closed"
            assert expected == shown, name


# --- bands in words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bands", "en", "id_"),
    [
        (
            Bands(edges=(1, 31), values=(0, 1, 2)),
            ["below 1 minute", "1 up to below 31 minutes", "31 minutes and more"],
            ["di bawah 1 menit", "1 sampai di bawah 31 menit", "31 menit ke atas"],
        ),
        (
            Bands(edges=(1, 31), values=(0, 1, 2), closed="right"),
            ["up to 1 minute", "more than 1 up to 31 minutes", "more than 31 minutes"],
            ["sampai dengan 1 menit", "lebih dari 1 sampai dengan 31 menit", "lebih dari 31 menit"],
        ),
        (
            Bands(edges=(1, 31), values=(0, 1, 2), step=0.5),
            ["up to 0.5 minutes", "1 to 30.5 minutes", "31 minutes and more"],
            ["sampai dengan 0,5 menit", "1 s.d. 30,5 menit", "31 menit ke atas"],
        ),
        (
            Bands(edges=(1, 31), values=(0, 1, 2), step=0.5, closed="right"),
            ["up to 1 minute", "1.5 to 31 minutes", "31.5 minutes and more"],
            ["sampai dengan 1 menit", "1,5 s.d. 31 menit", "31,5 menit ke atas"],
        ),
        (Bands(edges=(), values=(7,)), ["any quantity"], ["berapa pun"]),
    ],
)
def test_bands_are_said_as_people_say_them(bands: Bands, en: list[str], id_: list[str]) -> None:
    """Each band says its ends, on the side on which it is closed, in both languages."""
    of_minutes = parameter(value=bands, of_unit="minutes")
    assert (tuple(en), tuple(id_)) == tuple(band_words(bands, of_minutes, lang) for lang in ("en", "id"))
    assert bands.values == tuple(bands.of(inside(bands, band)) for band in range(len(bands.values)))


def test_a_marginal_rate_is_of_the_part() -> None:
    """A rate is said to count for the part in its band."""
    rates = parameter(unit="share", value=Bands(edges=(100,), values=(0, 0.5), reading="marginal"))
    shown = [row[1] for row in texts(bands_table(rates, on=DAY, lang="en"))]
    assert ["0 % of the part in this band", "50 % of the part in this band"] == shown


def test_a_table_of_bands_needs_bands() -> None:
    """A parameter of another kind, or a day without a value, is refused."""
    with pytest.raises(InvalidInput, match="expected bands"):
        bands_table(LAW["flexible.days_a_week"], on=DAY, lang="en")
    with pytest.raises(NoValueOnDay):
        matrix_table(LAW, on=date(2000, 1, 1), lang="en")


# --- lists -----------------------------------------------------------------------------------------------


def test_the_list_says_what_holds_and_by_what() -> None:
    """Each parameter has its value, unit with what a share is of, certainty, force, reference and review."""
    row = next(law_list([LAW["tpp.discipline_share"]], on=DAY, lang="en").rows())
    expected = {
        "path": "tpp.discipline_share",
        "value": "40",
        "unit": "% of the monthly TPP",
        "certainty": "reported",
        "reference": "Kepmendagri 900-4700/2020",
        "in force": "unknown",
        "reviewed on": date(2026, 11, 24),
    }
    assert expected == row


def test_the_list_of_all_is_whole_in_both_languages() -> None:
    """Every parameter of the shipped law has one row, and no word is missing."""
    for lang in ("en", "id"):
        assert [each.path for each in LAW] == [row[0] for row in texts(law_list(LAW, on=DAY, lang=lang))]


def test_a_day_without_a_value_says_when_there_is_one() -> None:
    """Before its first day a parameter is listed with the days on which it holds."""
    row = next(law_list([LAW["flexible.days_a_week"]], on=date(2020, 1, 1), lang="id").rows())
    assert "tidak ada; berlaku mulai 2025-04-21" == row["nilai"]
    assert row["rujukan"] is None
    assert row["status"] is None


def test_who_reviewed_an_assumed_value_is_known_by_its_file() -> None:
    """An assumed value was looked at when its file was; the later file goes before the earlier one."""
    one = parameter()
    homes = [Instrument(title=str(day), parameters=[one], reviewed_on=day) for day in (SINCE, DAY)]
    assert DAY == reviewed_on(one, DAY, homes)
    assert reviewed_on(one, DAY) is None
    assert reviewed_on(LAW["flexible.days_a_week"], date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("of", "en", "id_"),
    [
        (parameter(unit="yes/no", value=1.0), "yes", "ya"),
        (
            parameter(unit="share", value=0.0125, share_of="pay", share_of_id="gaji"),
            "1.25 % of pay",
            "1,25 % dari gaji",
        ),
        (parameter(unit="rupiah", value=1250000.0), "1,250,000 rupiah", "1.250.000 rupiah"),
        (parameter(unit="1/years", value=1.0), "1 per year", "1 per tahun"),
        (parameter(unit="people/officers", value=3.0), "3 people per officer", "3 orang per pegawai"),
        (parameter(unit="1", value=2000.0), "2000", "2000"),
        (parameter(unit="yes/no", value=0.5), "0.5", "0,5"),
    ],
)
def test_a_number_is_said_with_its_unit(of: Parameter, en: str, id_: str) -> None:
    """Numbers have all their digits and their unit in both languages."""
    value = of.number_on(DAY)
    assert (en, id_) == (whole_value(value, of, "en"), whole_value(value, of, "id"))


def test_a_unit_says_by_what_bands_are_looked_up() -> None:
    """The unit of bands names both units; where the values have none, only the other."""
    bands = Bands(edges=(1,), values=(0, 1))
    both = parameter(unit="points", of_unit="minutes", value=bands)
    assert ("points, by minutes", "by minutes") == (
        unit_words(both, "en"),
        unit_words(evolve(both, unit="1"), "en"),
    )


def test_an_unknown_text_is_refused() -> None:
    """A name without words is an error, not a blank."""
    with pytest.raises(UnknownName, match="convertd"):
        law_say("convertd", "en")


def test_every_text_has_two_languages() -> None:
    """English and Indonesian take the same values."""
    for wording in LAW_WORDS.values():
        assert wording.en
        assert wording.id
        names = [set(re.findall(r"\$\w+", text)) for text in (wording.en, wording.id)]
        assert names[0] == names[1]


def test_a_history_has_each_value_with_its_days() -> None:
    """What was, is and will be stands with first and last day, and what it rests on."""
    law = apply_reforms(
        Law(parameters=[parameter()]),
        Reform.of("r", "a.b", 3, since=SINCE, until=date(2027, 1, 1), reason="trial"),
    )
    expected = [
        ("since ever", "2025-12-31", "2 days", "assumed: x"),
        ("2026-01-01", "2026-12-31", "3 days", "assumed: trial"),
        ("2027-01-01", "open", "2 days", "assumed: x"),
    ]
    assert expected == texts(history_table(law["a.b"], "en"))


def test_a_list_of_the_law_is_a_table() -> None:
    """Each entry has its code and what it means; the code stands in for a missing label."""
    items = Items([Item(code="a", label="one", label_id="satu"), Item(code="b")])
    listed = parameter(unit="list", value=items, label="things", label_id="barang")
    assert [("a", "satu"), ("b", "b")] == texts(items_table(listed, on=DAY, lang="id"))
    assert "2 butir" == next(law_list([listed], on=DAY, lang="id").rows())["nilai"]


def test_a_week_without_end_is_counted_in_hours() -> None:
    """Midnight is 24:00, and a week of whole days is 168 hours."""
    day = hours("00:00-24:00")
    rows = texts(week_table(WeeklyHours.of(mon_thu=day, fri=day, sat=day, sun=day), "id"))
    assert ("Senin", "00:00-24:00", "24 jam") == rows[0]
    assert ("jumlah", None, "168 jam") == rows[-1]


# --- differences -----------------------------------------------------------------------------------------


def test_a_difference_has_a_row_for_each_stretch_of_days() -> None:
    """Where the law itself changes within the days of a reform, each of its values has a row."""
    base = apply_reforms(
        Law(parameters=[parameter()]), Reform.of("b", "a.b", 4, since=date(2026, 7, 1), reason="later")
    )
    flat = Law(parameters=tuple(base))
    trial = Reform.of("r", "a.b", 3, since=SINCE, until=date(2027, 1, 1), reason="trial")
    expected = [
        ("a.b", "2026-01-01 s.d. 2026-06-30", "2 hari", "3 hari", "asumsi: trial"),
        ("a.b", "2026-07-01 s.d. 2026-12-31", "4 hari", "3 hari", "asumsi: trial"),
    ]
    assert expected == texts(diff_table(trial, flat, "id"))


def test_what_comes_and_goes_has_nothing_beside_it() -> None:
    """A parameter that is added or removed has nothing before or after."""
    one, other = Law(parameters=[parameter("a.b")]), Law(parameters=[parameter("c.d")])
    expected = [
        ("a.b", "every day", "2 days", "none", "none"),
        ("c.d", "every day", "none", "2 days", "assumed: x"),
    ]
    assert expected == texts(diff_table(diff_laws(one, other), one, "en"))


def test_another_label_is_no_other_value() -> None:
    """A parameter that is set anew with other words differs only where its values do; else in its words."""
    one = Law(parameters=[parameter(label="old")])
    reworded = Law(parameters=[parameter(label="new")])
    changed = apply_reforms(reworded, Reform.of("r", "a.b", 3, since=SINCE, reason="trial"))
    assert [("a.b", "every day", "old (days)", "new (days)", "none")] == texts(
        diff_table(diff_laws(one, reworded), one, "en")
    )
    assert [("a.b", "from 2026-01-01", "2 days", "3 days", "assumed: trial")] == texts(
        diff_table(diff_laws(one, changed), one, "en")
    )


def test_one_value_by_another_basis_is_one_row() -> None:
    """Stretches that hold one value before and after are one, whatever the law's own basis was."""
    law = apply_reforms(
        Law(parameters=[parameter()]), Reform.of("b", "a.b", 2, since=date(2026, 7, 1), reason="again")
    )
    trial = Reform.of("r", "a.b", 3, since=SINCE, reason="trial")
    assert [(SINCE, None)] == [
        (each.since, each.until) for each in differences(trial, Law(parameters=tuple(law)))
    ]


def test_equal_laws_have_no_difference() -> None:
    """The difference of a law and itself is an empty table."""
    assert 0 == len(diff_table(diff_laws(LAW, LAW), LAW, "en"))


def test_two_days_differ_where_values_do() -> None:
    """What held on one day stands beside what holds on the other; what is the same is left out."""
    law = apply_reforms(
        Law(parameters=[parameter(), parameter("c.d")]),
        Reform.of("r", "a.b", None, since=SINCE, reason="gone"),
    )
    expected = [{"path": "a.b", "2025-12-31": "2 days", "2026-01-01": "none", "basis": None}]
    assert expected == list(days_diff_table(law, date(2025, 12, 31), SINCE, "en").rows())


# --- for programs ----------------------------------------------------------------------------------------


def test_a_document_has_what_is_promised() -> None:
    """Each object has path, unit, value, reference, status, force and review; bands are whole."""
    found = {each["path"]: each for each in law_document(LAW, on=DAY, history=True)}
    needed = {"path", "unit", "value", "reference", "status", "in_force", "reviewed_on", "reason", "link"}
    assert [] == [path for path, each in found.items() if not needed <= each.keys()]
    assert {"at_least": 31.0, "value": 0.01} == found[LATE]["value"]["bands"][2]
    assert "A" == found["survey.grades"]["value"][-1]["code"]
    assert ["2025-04-21"] == [each["since"] for each in found["flexible.days_a_week"]["history"]]
    before = law_document([LAW["flexible.days_a_week"]], on=date(2020, 1, 1))[0]
    assert (None, None, "2025-04-21") == (before["value"], before["status"], before["since"])


def test_a_difference_is_a_document_too() -> None:
    """Each object of a difference has the value before and after, and its last day."""
    trial = Reform.of("r", "flexible.days_a_week", 3, since=SINCE, until=date(2026, 7, 1), reason="trial")
    (found,) = diff_document(LAW, trial)
    assert (2.0, 3.0, "2026-01-01", "2026-06-30", "assumed", None) == tuple(
        found[name] for name in ("before", "value", "since", "until", "status", "reviewed_on")
    )


def test_bands_of_ranks_are_called_by_their_names() -> None:
    """A share for each predicate stands beside the predicate's name; bands that are no ranks are refused."""
    law = national_law()
    day, names = date(2026, 5, 4), law["predicate.names"].items_on(date(2026, 5, 4))
    table = bands_table(law["predicate.pay_share"], on=day, lang="id", ranks=names)
    rows = [tuple(row.values()) for row in table.rows()]
    named = [row[0] for row in rows]
    assert ["sangat kurang", "kurang/misconduct", "butuh perbaikan", "baik", "sangat baik"] == named
    assert str(rows[0][1]).startswith("25 % dari")
    with pytest.raises(InvalidInput, match=r"tpp\.late_cut"):
        bands_table(law["tpp.late_cut"], on=day, lang="en", ranks=Items.of(["a", "b"]))
