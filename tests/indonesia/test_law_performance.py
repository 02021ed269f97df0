from __future__ import annotations

from datetime import date, timedelta

import pytest

from asnwork.domain.law import Certainty, InForce
from asnwork.errors import NoValueOnDay
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate

LAW = national_law()
DAY = date(2026, 11, 24)
THEN = date(2021, 12, 31)
LAST_DAYS = {
    "survey_2004": date(2016, 12, 31),
    **dict.fromkeys(("achievement", "additional_work", "appraisal_2019", "ranking_2019"), THEN),
}
SHARES = {
    "PP 30/2019, peers not asked": ("appraisal_2019.results_share", "appraisal_2019.behaviour_share"),
    "PP 30/2019, peers asked": (
        "appraisal_2019.results_share_peers",
        "appraisal_2019.behaviour_share_peers",
    ),
    "KMK 127/2026": ("rating.results_share", "rating.behaviour_share"),
}
ASPECTS = tuple(
    f"service_index.{aspect}_share"
    for aspect in ("policy", "staff", "facilities", "systems", "complaints", "innovation")
)


def day_of(path):
    """A day of the rule: its last one where another took its place."""
    return LAST_DAYS.get(path.partition(".")[0], DAY)


def codes(path, day=DAY):
    """The codes of a list of the law."""
    return LAW[path].items_on(day).codes


@pytest.mark.parametrize("paths", SHARES.values(), ids=list(SHARES))
def test_the_weights_of_an_appraisal_are_a_whole(paths):
    """Work results and behaviour weigh one together, and say of what they are shares."""
    assert 1 == sum(LAW[path].number_on(day_of(path)) for path in paths)
    assert 1 == len({LAW[path].share_of for path in paths})


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2021, 12, 31), date(2022, 1, 1), DAY])
def test_the_aspects_of_the_service_index_are_a_whole(day):
    """The six aspects weigh one together, before and after 2022, and are all recalled."""
    assert 1 == round(sum(LAW[path].number_on(day) for path in ASPECTS), 12)
    assert {Certainty.ASSUMED} == {LAW[path].basis.on(day).certainty for path in ASPECTS}
    assert ASPECTS == tuple(f"service_index.{code}_share" for code in codes("service_index.aspects", day))


def test_surabaya_has_the_grade_that_was_reported():
    """An index of 4.84 is an A, as reported; each grade ends where the next begins."""
    grade = LAW["service_index.grade"].bands_on(DAY)
    names = codes("service_index.grades")
    assert "A" == names[int(grade.of(4.84)) - 1]
    assert ["F", "E", "E", "A-", "A"] == [
        names[int(grade.of(index)) - 1] for index in (1.004, 1.005, 1.5, 4.504, 4.505)
    ]
    assert len(names) == len(grade.values)


def test_behaviour_had_five_aspects_before_it_had_seven_values():
    """The values of behaviour change with PermenPANRB 6/2022; before, they are those of PP 30/2019."""
    assert 5 == len(codes("behaviour.values", date(2021, 12, 31)))
    basis = national_law()["behaviour.values"].basis
    assert ["reported: PP 30/2019", "reported: PermenPANRB 6/2022"] == [
        str(basis.on(day)) for day in (date(2021, 12, 31), date(2022, 1, 1))
    ]
    assert (
        *("service_oriented", "accountable", "competent", "harmonious"),
        *("loyal", "adaptive", "collaborative"),
    ) == codes("behaviour.values", date(2022, 1, 1))
    with pytest.raises(NoValueOnDay):
        codes("behaviour.values", date(2018, 12, 31))


@pytest.mark.parametrize("path", ["predicate.names", "appraisal_2019.predicates"])
def test_the_law_names_every_predicate_in_its_order(path):
    """The lists of predicates have the ranks of the code, and the words of their days."""
    listed = LAW[path].items_on(day_of(path))
    assert len(Predicate) == len(listed)
    assert [p.label_id for p in Predicate if p is not Predicate.NEEDS_IMPROVEMENT][-2:] == [
        item.label_id for item in listed
    ][-2:]
    expected = "cukup" if path.startswith("appraisal") else "butuh perbaikan"
    assert expected == tuple(listed)[Predicate.NEEDS_IMPROVEMENT - 1].label_id


def test_the_matrix_uses_the_names_of_the_law():
    """What the code calls a predicate is what the law's list calls it."""
    assert [p.label_id for p in Predicate] == [i.label_id for i in LAW["predicate.names"].items_on(DAY)]


def test_a_service_standard_has_fourteen_components():
    """Six are published and eight stay inside; together they are the fourteen, in order."""
    published, internal = codes("standard.published"), codes("standard.internal")
    assert (6, 8) == (len(published), len(internal))
    assert codes("standard.components") == published + internal


def test_the_kinds_of_personal_data_do_not_overlap():
    """Specific and general data are six each, and nothing is both."""
    specific, general = set(codes("personal_data.specific")), set(codes("personal_data.general"))
    assert (6, 6, set()) == (len(specific), len(general), specific & general)
    assert {"health", "biometric", "children"} <= specific


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("rating.results_share", 0.75),
        ("rating.behaviour_share", 0.25),
        ("rating.correction", 5),
        ("appraisal_2019.cap", 120),
        ("ranking_2019.top_at_most", 0.2),
        ("additional_work.cap", 10),
        ("survey_2004.elements", 14),
        ("personal_data.breach_notice_hours", 72),
        ("personal_data.fine_at_most", 0.02),
    ],
)
def test_the_numbers_are_those_of_the_sources(path, expected):
    """The numbers are those that the sources report or that were recalled."""
    assert expected == LAW[path].number_on(day_of(path))


@pytest.mark.parametrize(
    "path",
    [
        *("appraisal_2019.very_poor_below", "ranking_2019.middle_at_least", "achievement.very_good_low"),
        *("achievement.inside_range", "distribution.least_people", "distribution.majority_above"),
        *("complaint.silence_days", "complaint.reply_days", "appraisal.periods", "survey_2004.index_step"),
    ],
)
def test_what_was_only_recalled_is_assumed(path):
    """What was found on no page is tagged assumed."""
    assert Certainty.ASSUMED is LAW[path].basis.on(day_of(path)).certainty


@pytest.mark.parametrize("path", ["appraisal_2019.rank", "achievement.category", "survey_2004.grade"])
def test_what_was_replaced_says_so(path):
    """An instrument that another took the place of is superseded."""
    assert InForce.SUPERSEDED is LAW[path].basis.on(day_of(path)).reference.in_force


OLD_PATHS = [path for path in map(str, LAW) if path.partition(".")[0] in LAST_DAYS]


@pytest.mark.parametrize("path", [path for path in OLD_PATHS if path != "appraisal_2019.principles"])
def test_what_was_replaced_has_a_last_day(path):
    """A value of a superseded instrument holds to its last day, which is assumed and says so."""
    last = day_of(path)
    LAW[path].on(last)
    with pytest.raises(NoValueOnDay):
        LAW[path].on(last + timedelta(days=1))
    assert "the last day is assumed" in LAW[path].basis.on(last).reason


@pytest.mark.parametrize("parameter", tuple(LAW), ids=str)
def test_nothing_superseded_or_ended_holds_today(parameter):
    """Only the principles of PP 30/2019 go on, which was not withdrawn as a whole."""
    try:
        basis = parameter.basis.on(DAY)
    except NoValueOnDay:
        return
    over = basis.reference is not None and basis.reference.in_force in (InForce.SUPERSEDED, InForce.ENDED)
    assert over == (parameter.path == "appraisal_2019.principles")


def test_the_older_pattern_of_cuts_is_not_known_to_have_ended():
    """Permentan 68/2012: nothing was found that took its place, so its values go on and say that."""
    assert InForce.UNKNOWN is LAW["older_pattern.late_cut"].basis.on(DAY).reference.in_force
