from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.law import Law, Reform, apply_reforms
from asnwork.domain.reason import explain
from asnwork.errors import InvalidInput, NoValueOnDay, UnknownName
from asnwork.indonesia.distribution import OrganisationPredicate, distribution_warnings
from asnwork.indonesia.law import national_law
from asnwork.scoring.predicate import Predicate, Rating

LAW = national_law()
DAY = date(2026, 12, 31)
VERY_POOR, POOR, NEEDS_IMPROVEMENT, GOOD, VERY_GOOD = Predicate
ORGANISATIONS = st.sampled_from(OrganisationPredicate)
SPREADS = st.lists(st.sampled_from(Predicate), min_size=10, max_size=30)


def spread(*counts):
    """Predicates, so many of each, the least first."""
    return [predicate for predicate, count in zip(Predicate, counts, strict=True) for _ in range(count)]


def codes(organisation, predicates, law=LAW):
    """What is warned of, without the name of the organisation's predicate."""
    found = distribution_warnings(organisation, predicates, law=law, on=DAY)
    assert all(warning.code.startswith(f"{organisation.value}.") for warning in found)
    return [warning.code.partition(".")[2] for warning in found]


@pytest.mark.parametrize(
    ("organisation", "counts", "expected"),
    [
        ("excellent", (0, 0, 0, 3, 7), []),
        ("excellent", (1, 1, 1, 1, 6), []),
        ("excellent", (0, 0, 0, 2, 8), ["very_good_at_most"]),
        ("excellent", (0, 0, 0, 5, 5), ["very_good_majority"]),
        ("good", (0, 0, 1, 7, 2), []),
        ("good", (1, 1, 0, 6, 2), []),
        ("good", (1, 0, 0, 6, 3), ["low_people"]),
        ("good", (0, 0, 5, 5, 0), ["good_majority"]),
        ("good", (0, 0, 0, 8, 2), ["good_at_most", "low_people"]),
        ("needs_improvement", (0, 0, 6, 3, 1), []),
        ("needs_improvement", (0, 0, 5, 3, 2), ["needs_improvement_at_least", "very_good_at_most"]),
        ("poor", (0, 6, 1, 2, 1), []),
        ("poor", (0, 5, 0, 3, 2), ["needs_improvement_at_least", "poor_at_least", "very_good_at_most"]),
        ("very_poor", (6, 1, 0, 3, 0), []),
        ("very_poor", (6, 0, 1, 3, 0), []),
        ("very_poor", (5, 0, 0, 4, 1), ["low_at_least", "very_good_at_most", "very_poor_at_least"]),
    ],
)
def test_each_line_of_the_pattern(organisation, counts, expected):
    """Each line is met at its limit and warned of one officer beyond it."""
    assert expected == codes(OrganisationPredicate(organisation), spread(*counts))


@given(ORGANISATIONS, SPREADS, st.randoms())
def test_the_order_of_officers_does_not_matter(organisation, predicates, random):
    """Whose predicate stands where is not asked."""
    mixed = random.sample(predicates, len(predicates))
    found, again = (
        distribution_warnings(organisation, each, law=LAW, on=DAY) for each in (predicates, mixed)
    )
    assert found == again


@given(ORGANISATIONS, st.lists(st.sampled_from(Predicate), max_size=9))
def test_a_small_unit_is_not_spoken_of(organisation, predicates):
    """Below ten people there is no warning, whatever the spread."""
    assert () == distribution_warnings(organisation, predicates, law=LAW, on=DAY)


@given(ORGANISATIONS, SPREADS)
def test_a_warning_holds_counts_and_no_names(organisation, predicates):
    """A warning says how many of how many, which limit and by which rule; nothing points at a person."""
    for warning in distribution_warnings(organisation, predicates, law=LAW, on=DAY):
        known = {name for name, _ in warning.values}
        assert known - {"share", "count"} == {
            *("people", "limit", "group", "group_id", "organisation", "organisation_id")
        }
        assert len(predicates) == warning["people"]
        assert "reported: SE MenPANRB 3/2023" == str(warning.law)
        assert "distribution" == warning.rule


def test_a_warning_is_said_in_both_languages():
    """A warning tells the share, the limit, the group and the rule."""
    first, second = distribution_warnings(OrganisationPredicate.GOOD, spread(0, 0, 0, 8, 2), law=LAW, on=DAY)
    assert "80 % of 10 officers are good; where the organisation is good, at most 70 %" == str(first)
    assert explain(first, lang="id").startswith(
        "80 % dari 10 pegawai baik; bila organisasi baik, paling banyak 70 %"
    )
    assert "0 dari 10 pegawai kurang/misconduct atau butuh perbaikan" in explain(second, lang="id")
    assert "SE MenPANRB 3/2023" in explain(second)


def test_the_pattern_is_a_matter_of_the_law():
    """Another limit, another size, and a line that is switched off change what is warned of."""
    good, predicates = OrganisationPredicate.GOOD, spread(0, 0, 5, 5, 0)
    quiet = Reform.of("no majority", "distribution.good.good_majority", 0, since=DAY, reason="a test")
    strict = Reform.of("few good", "distribution.good.good_at_most", 0.4, since=DAY, reason="a test")
    larger = Reform.of("larger", "distribution.least_people", 11, since=DAY, reason="a test")
    assert ["good_majority"] == codes(good, predicates)
    assert [] == codes(good, predicates, apply_reforms(LAW, quiet))
    assert ["good_at_most", "good_majority"] == codes(good, predicates, apply_reforms(LAW, strict))
    assert [] == codes(good, predicates, apply_reforms(LAW, strict, larger))


@pytest.mark.parametrize("name", ["good_at_moost", "nobody_at_most"])
def test_a_line_of_an_unknown_kind_is_refused(name):
    """A line that the rule cannot read is an error, not silently left out."""
    line = evolve(LAW["distribution.good.good_at_most"], path=f"distribution.good.{name}")
    law = Law(parameters=(*LAW, line))
    with pytest.raises(UnknownName, match="line of the pattern"):
        codes(OrganisationPredicate.GOOD, spread(0, 0, 1, 7, 2), law)


def test_there_was_no_pattern_before():
    """Before the circular was signed there is no pattern."""
    with pytest.raises(NoValueOnDay):
        distribution_warnings(OrganisationPredicate.GOOD, [], law=LAW, on=date(2023, 1, 30))


def test_the_law_lists_the_predicates_of_an_organisation():
    """The five predicates are those of the law's list, in its order."""
    listed = LAW["organisation.predicates"].items_on(DAY).codes
    assert listed == tuple(each.value for each in OrganisationPredicate)


@pytest.mark.parametrize("size", [2, 12])
def test_what_is_no_predicate_is_refused(size):
    """Every entry that is none is named by its place, in a small unit too."""
    wrong = [GOOD, 4, *[GOOD] * (size - 2), Rating.ABOVE, None, "good", float("nan")]
    with pytest.raises(InvalidInput) as caught:
        distribution_warnings(OrganisationPredicate.GOOD, iter(wrong), law=LAW, on=DAY)
    places = [1, *range(size, size + 4)]
    assert [f"predicates[{index}]" for index in places] == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize("organisation", [Predicate.GOOD, "good", None])
def test_the_predicate_of_an_officer_is_none_of_an_organisation(organisation):
    """What is no predicate of an organisation is refused, and not taken for one without a pattern."""
    with pytest.raises(InvalidInput, match="organisation"):
        distribution_warnings(organisation, [GOOD] * 12, law=LAW, on=DAY)
