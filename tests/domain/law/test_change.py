from __future__ import annotations

from datetime import date, datetime

import pytest

from asnwork.domain.law import Basis, Certainty, Change, Reform, assumed
from asnwork.errors import InvalidInput
from tests.domain.law.samples import DATA, EARLY, LATE, PERPRES, TABLE, parameter

PATH = "hours.break"


def change(since: date = EARLY, until: date | None = LATE, path: str = PATH) -> Change:
    """A change of the break."""
    return Change(path=path, value=30, since=since, until=until, basis="what if")


def test_a_change_takes_a_reason_in_words() -> None:
    """A text is the reason of an assumed value; a whole number becomes a number."""
    found = change()
    assert assumed("what if") == found.basis
    assert (30.0, float) == (found.value, type(found.value))
    cited = Basis(certainty=Certainty.REPORTED, reference=PERPRES)
    assert cited is Change(path=PATH, value=TABLE, since=EARLY, basis=cited).basis


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (change(), "hours.break = 30 from 2026-07-01 to 2026-09-30"),
        (change(until=None), "hours.break = 30 from 2026-07-01"),
        (Change(path=PATH, value=None, since=EARLY), "hours.break = nothing from 2026-07-01"),
        (
            Change(path=PATH, value=DATA, since=EARLY, basis="x"),
            "hours.break = health, genetic from 2026-07-01",
        ),
    ],
)
def test_a_change_is_told_in_a_line(given: Change, expected: str) -> None:
    """A change says its path, what would hold, and on which days."""
    assert expected == str(given)


@pytest.mark.parametrize("until", [EARLY, date(2026, 6, 30)])
def test_a_change_ends_after_it_begins(until: date) -> None:
    """An end that does not come after the first day is refused."""
    with pytest.raises(InvalidInput, match=r"hours\.break\.until: .*expected a day after 2026-07-01"):
        change(until=until)


def test_all_faults_of_a_change_come_at_once() -> None:
    """A wrong end, a value that is no finite number and a missing basis are named together."""
    with pytest.raises(InvalidInput) as caught:
        Change(path=PATH, value=float("nan"), since=LATE, until=EARLY)
    assert ["hours.break.until", "hours.break.value", "hours.break.basis"] == [
        fault.path for fault in caught.value.faults
    ]


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_change_sets_a_finite_number(value: float) -> None:
    """Not-a-number and infinity are no values of the law."""
    with pytest.raises(InvalidInput, match="expected a finite number"):
        Change(path=PATH, value=value, since=EARLY, basis="what if")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (change(), True),
        (change(date(2026, 9, 30), None), True),
        (change(LATE, None), False),
        (change(date(2026, 1, 1), EARLY), False),
        (change(date(2026, 1, 1), date(2026, 7, 2)), True),
        (change(date(2026, 1, 1), None), True),
        (change(path="hours.lunch"), False),
    ],
)
def test_changes_meet_on_a_day(other: Change, expected: bool) -> None:
    """Two changes meet when they change one parameter on one day, whichever is asked; neighbours do not."""
    assert expected == change().meets(other) == other.meets(change())


def test_a_reform_of_one_change_is_soon_made() -> None:
    """The short form makes a reform of one change."""
    made = Reform.of("short", PATH, 30, since=EARLY, until=LATE, reason="what if")
    assert Reform(name="short", changes=[change()]) == made
    assert (PATH,) == made.paths
    assert EARLY == made.first_day


LUNCH, NEW = parameter("hours.lunch", 1.0, since=LATE), parameter("a.new", 2.0, since=LATE)
WHOLE = Reform(
    name="whole",
    changes=[change(), change(LATE, None)],
    adds=[LUNCH, NEW],
    removes=["z.old"],
    overrides=True,
    no_effect_expected=True,
)


def test_a_reform_knows_what_it_touches() -> None:
    """Changed, added and removed paths count, each once, in alphabetical order."""
    assert ("a.new", "hours.break", "hours.lunch", "z.old") == WHOLE.paths
    assert () == Reform(name="none").paths


def test_the_first_day_is_the_first_on_which_anything_differs() -> None:
    """Changes and additions count from their days, a removal since ever; no change has no first day."""
    assert date.min == WHOLE.first_day
    assert EARLY == Reform(name="x", changes=WHOLE.changes, adds=[NEW]).first_day
    assert LATE == Reform(name="x", changes=[change(date(2027, 1, 1), None)], adds=[NEW]).first_day
    assert Reform(name="none").first_day is None


def test_a_part_of_a_reform_keeps_its_marks() -> None:
    """The same reform of some paths holds all that is said of these and nothing else, under its marks."""
    part = WHOLE.only(["hours.break", "a.new"])
    assert (WHOLE.changes, (NEW,), ()) == (part.changes, part.adds, part.removes)
    assert ("whole", True, True) == (part.name, part.overrides, part.no_effect_expected)
    gone = WHOLE.only(["z.old"])
    assert ((), (), ("z.old",)) == (gone.changes, gone.adds, gone.removes)


def test_a_reform_is_told_in_a_line() -> None:
    """A reform says its name and each thing that it does."""
    assert (
        "whole: hours.break = 30 from 2026-07-01 to 2026-09-30; hours.break = 30 from 2026-10-01; "
        "add hours.lunch; add a.new; remove z.old"
    ) == str(WHOLE)
    assert "none: no change" == str(Reform(name="none"))


def test_all_faults_of_a_reform_come_at_once() -> None:
    """A day that is changed twice and paths that are added or removed twice are named together."""
    with pytest.raises(InvalidInput) as caught:
        Reform(
            name="twice",
            changes=[change(), change(date(2026, 9, 30), None), change(path="hours.lunch")],
            adds=[LUNCH, NEW, LUNCH],
            removes=["b", "c", "b", "c", "d"],
        )
    assert "reform 'twice'" == caught.value.source
    assert [
        ("hours.break", "one change of a day"),
        ("adds.hours.lunch", "each path once"),
        ("removes.b", "each path once"),
        ("removes.c", "each path once"),
    ] == [(fault.path, fault.expected) for fault in caught.value.faults]
    assert "hours.break = 30 from 2026-07-01 to 2026-09-30, and" in str(caught.value)


def test_a_change_is_made_of_days_and_values_of_the_law() -> None:
    """Texts for days, moments, yes for a number and words for a value are refused at once, all of them."""
    with pytest.raises(InvalidInput) as caught:
        Change(path="a.b", value="3", since="2027-01-01", until=datetime(2027, 5, 1), basis="x")  # type: ignore[arg-type]
    assert ["a.b.since", "a.b.until", "a.b.value"] == [fault.path for fault in caught.value.faults]
    with pytest.raises(InvalidInput, match=r"a\.b\.value: given True, expected a number, bands, a list"):
        Change(path="a.b", value=True, since=date(2027, 1, 1), basis="x")
