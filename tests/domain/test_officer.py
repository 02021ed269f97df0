from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.evidence import Period
from asnwork.domain.identity import Nip, OfficerId
from asnwork.domain.officer import (
    Officer,
    OfficerKind,
    Position,
    Posting,
    Skill,
    Unit,
    path_of,
    units_by_code,
)
from asnwork.errors import DuplicateName, InvalidInput, UnknownName
from asnwork.testing.strategies import days, officers, periods

PNS = OfficerKind(code="pns", is_asn=True, has_plan=True, gets_allowance=True)
MAY = Period.month(2026, 5, zone="Asia/Jakarta")


def posting(since: date, until: date | None = None, **parts: Any) -> Posting:
    """A posting at the registry for a time."""
    return Posting(**{"unit": "registry", "position": "desk", "since": since, "until": until, **parts})


def officer(*postings: Posting, **parts: Any) -> Officer:
    """An officer with these postings."""
    return Officer(**{"id": OfficerId("ani"), "kind": PNS, "postings": postings, **parts})


# --- units -------------------------------------------------------------------------------------

CITY = Unit(code="city", name="City")
KECAMATAN = Unit(code="kec", name="Kecamatan", parent="city")
KELURAHAN = Unit(code="kel", name="Kelurahan", parent="kec", district="35.78.01.1")
UNITS = units_by_code([KELURAHAN, CITY, KECAMATAN])


def test_units_are_found_by_code() -> None:
    """Units come as a table by code, each the one that was given."""
    assert {"city": CITY, "kec": KECAMATAN, "kel": KELURAHAN} == UNITS
    assert {} == units_by_code([])


def test_two_units_of_one_code_are_refused() -> None:
    """A code stands for one unit; the error names it."""
    with pytest.raises(DuplicateName, match="unit 'kec' is there twice") as caught:
        units_by_code([CITY, KECAMATAN, evolve(KECAMATAN, name="another")])
    assert ("unit", "kec") == (caught.value.kind, caught.value.name)


def test_the_path_of_a_unit_goes_up_the_tree() -> None:
    """A unit comes first, then those above it, nearest first; no code has no path."""
    assert (KELURAHAN, KECAMATAN, CITY) == path_of("kel", UNITS)
    assert (CITY,) == path_of("city", UNITS)
    assert () == path_of("", UNITS)


def test_a_unit_that_is_not_there_is_refused() -> None:
    """A code that no unit has, asked for or named as a parent, is refused with the near misses."""
    with pytest.raises(UnknownName, match="unknown unit 'citi'; did you mean city\\?"):
        path_of("citi", UNITS)
    with pytest.raises(UnknownName, match="unknown unit 'city'; known: kec, kel"):
        path_of("kel", units_by_code([KELURAHAN, KECAMATAN]))


def test_a_circle_of_units_is_refused() -> None:
    """Units that lie above each other are refused rather than followed for ever."""
    circle = units_by_code([evolve(CITY, parent="kel"), KECAMATAN, KELURAHAN])
    with pytest.raises(
        InvalidInput, match=r"^units\[kel\].parent: given 'kel', expected a tree, not a circle$"
    ):
        path_of("kel", circle)


# --- skills and posts --------------------------------------------------------------------------


def test_a_skill_has_at_least_the_first_level() -> None:
    """Level 1 is the least, so that 0 can say that an officer does not have the skill."""
    assert 1 == Skill(code="desk").level
    with pytest.raises(InvalidInput, match=r"^level: given 0, expected 1 or more$"):
        Skill(code="desk", level=0)


def test_a_position_is_served_from_anywhere_by_default_and_pays_what_it_says() -> None:
    """A post needs no presence and serves the public unless it says otherwise."""
    desk = Position(code="desk", label="desk", label_id="loket")
    assert (False, True, 0) == (desk.needs_presence, desk.direct_service, desk.allowance)


def test_an_allowance_below_nothing_is_refused() -> None:
    """No post pays less than nothing; the fault names the field."""
    with pytest.raises(InvalidInput, match=r"^allowance: given -1, expected 0 or more rupiah a month$"):
        Position(code="desk", label="desk", label_id="loket", allowance=-1)


# --- postings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2026, 4, 30), False),
        (date(2026, 5, 1), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
    ],
)
def test_a_posting_holds_from_its_first_day_to_the_day_before_until(day: date, held: bool) -> None:
    """The first day is in, the day called `until` is out."""
    assert held is posting(date(2026, 5, 1), date(2026, 6, 1)).covers(day)


def test_a_posting_without_an_end_lasts() -> None:
    """A posting that ends on no day holds on every day from its first."""
    lasting = posting(date(2026, 5, 1))
    assert lasting.covers(date(2026, 5, 1))
    assert lasting.covers(date.max)
    assert not lasting.covers(date(2026, 4, 30))
    assert "definitive" == lasting.kind


@pytest.mark.parametrize("days_later", [0, -1])
def test_a_posting_has_a_day_in_it(days_later: int) -> None:
    """A posting that ends before it begins is refused with the day."""
    since = date(2026, 5, 1)
    with pytest.raises(InvalidInput, match="expected a day after 2026-05-01") as caught:
        posting(since, since + timedelta(days=days_later))
    assert "until" == caught.value.faults[0].path


def test_a_posting_of_one_day_is_one() -> None:
    """The shortest posting holds on exactly one day."""
    one = posting(date(2026, 5, 1), date(2026, 5, 2))
    assert [False, True, False] == [one.covers(date(2026, 5, 1) + timedelta(days=n)) for n in (-1, 0, 1)]


def test_a_posting_is_definitive_or_acting() -> None:
    """Besides definitive there are plt and plh, and nothing else."""
    assert ["plt", "plh"] == [posting(date(2026, 5, 1), kind=kind).kind for kind in ("plt", "plh")]
    with pytest.raises(InvalidInput, match=r"^kind: given 'plx', expected 'definitive', 'plt' or 'plh'$"):
        posting(date(2026, 5, 1), kind="plx")


# --- officers ----------------------------------------------------------------------------------


def test_an_officer_has_the_level_of_each_skill_and_none_of_others() -> None:
    """A skill that the officer does not have is at level 0."""
    ani = officer(skills=[Skill(code="desk", level=2), Skill(code="print")])
    assert (2, 1, 0) == (ani.level_of("desk"), ani.level_of("print"), ani.level_of("sign"))


def test_a_skill_stands_once() -> None:
    """A skill given twice is refused, naming officer and skill."""
    with pytest.raises(DuplicateName, match="skill of ani 'desk'"):
        officer(skills=[Skill(code="desk"), Skill(code="sign"), Skill(code="desk", level=3)])


def test_two_definitive_postings_never_overlap() -> None:
    """Overlapping postings are refused with the officer, the two units, the day, and the way out."""
    with pytest.raises(InvalidInput) as caught:
        officer(
            posting(date(2026, 5, 1), unit="south"),
            posting(date(2026, 1, 1), date(2026, 5, 2), unit="north"),
        )
    (fault,) = caught.value.faults
    assert "officers[ani].postings" == fault.path
    assert "north and south from 2026-05-01" == fault.given
    assert "one definitive posting at a time" == fault.expected
    assert "mark the second plt or plh" in fault.hint


def test_a_posting_that_lasts_bars_every_later_one() -> None:
    """A definitive posting without an end overlaps with whatever begins after it."""
    with pytest.raises(InvalidInput, match="one definitive posting at a time"):
        officer(posting(date(2020, 1, 1)), posting(date(2026, 1, 1)))


def test_postings_may_meet_and_acting_ones_may_overlap() -> None:
    """One posting may begin on the day on which another ends; acting posts stand beside a definitive one."""
    north = posting(date(2026, 1, 1), date(2026, 5, 1), unit="north")
    south = posting(date(2026, 5, 1), unit="south")
    acting = posting(date(2026, 4, 1), date(2026, 6, 1), unit="registry", kind="plt")
    ani = officer(acting, south, north)
    assert (north, acting) == ani.postings_on(date(2026, 4, 30))
    assert (south, acting) == ani.postings_on(date(2026, 5, 1))
    assert (south,) == ani.postings_on(date(2026, 6, 1))
    assert () == ani.postings_on(date(2025, 12, 31))


def test_a_period_is_cut_where_the_posting_changes() -> None:
    """Each part of a period goes to the definitive posting that holds in it; acting ones cut nothing."""
    north = posting(date(2026, 1, 1), date(2026, 5, 11), unit="north")
    south = posting(date(2026, 5, 11), date(2026, 5, 31), unit="south")
    later = posting(date(2026, 6, 1), unit="later")
    acting = posting(date(2026, 5, 5), date(2026, 5, 6), kind="plh")
    cut = list(officer(later, acting, south, north).stretches(MAY))
    assert [("2026-05-01 to 2026-05-10", north), ("2026-05-11 to 2026-05-30", south)] == [
        (str(part), where) for part, where in cut
    ]
    assert {"Asia/Jakarta"} == {part.zone for part, _ in cut}


def test_a_posting_that_lasts_takes_the_rest_of_the_period() -> None:
    """A posting without an end is cut at the end of the period."""
    ((part, _),) = officer(posting(date(2026, 5, 30))).stretches(MAY)
    assert "2026-05-30 to 2026-05-31" == str(part)


@given(who=officers(), period=periods())
def test_stretches_lie_in_the_period_and_never_overlap(who: Officer, period: Period) -> None:
    """Every day of every stretch lies in the period, that very posting holds on it, and no day is twice."""
    cut = list(who.stretches(period))
    assert all(period.since <= part.since < part.until <= period.until for part, _ in cut)
    assert all(before.until <= after.since for (before, _), (after, _) in itertools.pairwise(cut))
    for part, where in cut:
        for day in (part.since, part.until - timedelta(days=1)):
            assert where is who.postings_on(day)[0]


@given(who=officers(), day=days())
def test_the_definitive_posting_comes_first(who: Officer, day: date) -> None:
    """The postings of a day are those that cover it, the definitive one first and only once."""
    held = who.postings_on(day)
    kinds = [each.kind for each in held]
    assert sum(each.covers(day) for each in who.postings) == len(held)
    assert kinds.count("definitive") <= 1
    assert "definitive" not in kinds[1:]


@given(who=officers(), code=st.text(max_size=5))
def test_a_level_is_above_zero_exactly_for_the_skills_held(who: Officer, code: str) -> None:
    """The level of a skill tells whether an officer has it."""
    codes = {skill.code for skill in who.skills}
    assert (code in codes) is (who.level_of(code) > 0)
    assert all(who.level_of(each) >= 1 for each in codes)


def test_the_number_of_an_officer_is_masked_in_its_text() -> None:
    """An officer may hold a number; printing the officer does not give it away."""
    nip = Nip.parse("198501012010011001")
    shown = repr(officer(number=nip))
    assert "198501012010011001" not in shown
    assert "ani" in shown


def test_what_is_not_known_of_an_officer_is_none() -> None:
    """An officer without more than an id and a kind has no number, no appraiser and no day in the post."""
    ani = officer()
    assert (None, None, None, False) == (ani.number, ani.appraiser, ani.in_post_since, ani.under_discipline)
    assert ((), ()) == (ani.skills, ani.postings)


@pytest.mark.parametrize(
    ("ident", "text"), [("", "reference of the city"), ("198609262015051001", "18 digits")]
)
def test_an_officer_is_called_by_the_city_s_own_reference(ident: str, text: str) -> None:
    """An officer without an identifier, or called by a NIP, is refused, and the number is not shown."""
    kind = OfficerKind(code="pns", is_asn=True, has_plan=True, gets_allowance=True)
    with pytest.raises(InvalidInput, match=text) as caught:
        Officer(id=OfficerId(ident), kind=kind)
    assert not ident or ident not in str(caught.value)
