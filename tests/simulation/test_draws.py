from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.catalogue import Catalogue
from asnwork.simulation.demand import draw_arrivals
from asnwork.simulation.draws import Draws, lognormal_factors
from asnwork.simulation.scenario import Scenario, Stream
from asnwork.simulation.staffing import draw_officers, staff_of
from tests.simulation.cities import OURS, assumptions, service, small_city, step

NAMES = st.text(max_size=8)


@given(
    seed=st.integers(0, 2**63),
    replication=st.integers(0, 10_000),
    purpose=st.lists(NAMES, min_size=1, max_size=3),
)
def test_one_key_is_one_stream(seed: int, replication: int, purpose: list[str]) -> None:
    """A stream is the same whoever asks for it, in whatever order, and always begins at its beginning."""
    one, other = (Draws(seed=seed, replication=replication) for _ in range(2))
    other.stream("something else").random(3)
    first = one.stream(*purpose).random(5)
    assert (
        first.tolist() == other.stream(*purpose).random(5).tolist() == one.stream(*purpose).random(5).tolist()
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, 0, ("a",), 1), (2, 0, ("a",), 1)),
        ((1, 0, ("a",), 1), (1, 1, ("a",), 1)),
        ((1, 0, ("a",), 1), (1, 0, ("b",), 1)),
        ((1, 0, ("a",), 1), (1, 0, ("a",), 2)),
        ((1, 0, ("a", "b"), 1), (1, 0, ("ab",), 1)),
        ((1, 0, ("a", ""), 1), (1, 0, ("a",), 1)),
        ((1, 1, ("a",), 1), (11, 0, ("a",), 1)),
        ((1, 11, ("a",), 1), (11, 1, ("a",), 1)),
    ],
)
def test_another_key_is_another_stream(one: tuple, other: tuple) -> None:
    """Seed, replication, each word of the purpose and the round make another, unrelated stream."""
    drawn = []
    for seed, replication, purpose, round_ in (one, other):
        drawn.append(Draws(seed=seed, replication=replication).stream(*purpose, round=round_).random(4000))
    assert not np.isin(drawn[0], drawn[1]).any()
    # Correlation of unrelated streams has a standard error of 1 / sqrt(4000); six of them.
    assert abs(np.corrcoef(drawn)[0, 1]) < 6 / np.sqrt(4000)


def test_streams_are_uniform() -> None:
    """Draws of many purposes lie evenly between 0 and 1, each within six standard errors."""
    draws = Draws(seed=3, replication=0)
    first = np.array([draws.stream("officer", f"o{number}").random(2) for number in range(4000)])
    for column in first.T:
        counts = np.bincount((column * 10).astype(int), minlength=10)
        assert (np.abs(counts - 400) < 6 * np.sqrt(400 * 0.9)).all()
    assert abs(np.corrcoef(first.T)[0, 1]) < 6 / np.sqrt(4000)


@pytest.mark.parametrize("variation", [0.1, 0.5, 1.0])
def test_factors_have_mean_one_and_the_variation_asked_for(variation: float) -> None:
    """Lognormal factors are above 0, average 1 within six standard errors, and vary as they should."""
    factors = lognormal_factors(np.random.Generator(np.random.Philox(key=5)), 200_000, variation)
    assert (factors > 0).all()
    assert abs(factors.mean() - 1) < 6 * variation / np.sqrt(len(factors))
    assert variation == pytest.approx(factors.std(), rel=0.05)


def test_without_variation_every_factor_is_exactly_one() -> None:
    """No variation draws nothing: the stream stands where it stood."""
    stream = np.random.Generator(np.random.Philox(key=5))
    assert [1.0, 1.0, 1.0] == lognormal_factors(stream, 3, 0.0).tolist()
    assert np.random.Generator(np.random.Philox(key=5)).random() == stream.random()


# --- what the keys are good for ----------------------------------------------------------------


def officers_of(scenario: Scenario) -> dict[str, tuple]:
    """What is drawn for each officer, by id."""
    staff = staff_of(scenario)
    drawn = draw_officers(scenario, staff, Draws(seed=scenario.seed, replication=0))
    return {
        officer.id: (
            drawn.speed[number],
            drawn.wish[number].tolist(),
            drawn.on_leave[number].tolist(),
            drawn.absent[number].tolist(),
            drawn.field_duty[number].tolist(),
            drawn.late_minutes[number].tolist(),
        )
        for number, officer in enumerate(staff.officers)
    }


def test_an_officer_stays_the_same_when_others_come_and_go() -> None:
    """More officers in a group, and another group, change nothing that was drawn for those who stay."""
    scenario = small_city()
    before = officers_of(scenario)
    more = [evolve(group, each=group.each + 2) for group in scenario.staff]
    more.append(evolve(scenario.staff[0], code="aaa"))
    after = officers_of(evolve(scenario, staff=more))
    assert len(after) > len(before) + 5
    assert before == {name: after[name] for name in before}
    assert before == before | officers_of(evolve(scenario, staff=scenario.staff[1:]))


def arrivals_of(scenario: Scenario, replication: int = 0) -> dict[str, list[tuple[int, str]]]:
    """When and at which office the requests of each stream are filed, by the name of the stream."""
    found = draw_arrivals(scenario, Draws(seed=scenario.seed, replication=replication))
    return {
        stream.name: [
            (int(at), stream.offices[office])
            for at, office in zip(
                found.submitted_at[found.stream == number], found.office[found.stream == number], strict=True
            )
        ]
        for number, stream in enumerate(scenario.demand)
    }


def test_a_service_more_leaves_the_arrivals_of_the_others_alone() -> None:
    """With a service added, every other request is filed at the same moment and office as before."""
    scenario = small_city()
    known = scenario.catalogue
    catalogue = Catalogue(
        services=[*known.services.values(), service("aaa", step("sign", "check", 2, decides=True))],
        channels=known.channels.values(),
        places=known.places.values(),
        skills=known.skills,
    )
    extra = Stream(
        service="aaa",
        channel="app",
        offices=("south", "north"),
        per_day=30.0,
        hours=(1.0,) * 24,
        basis=OURS,
    )
    before = arrivals_of(scenario)
    after = arrivals_of(evolve(scenario, catalogue=catalogue, demand=(*scenario.demand, extra)))
    assert len(after[extra.name]) > 500
    del after[extra.name]
    assert before == after


def test_another_seed_or_replication_is_another_year() -> None:
    """Requests, and officers, are drawn anew for another seed and for another replication."""
    scenario = small_city()
    first = arrivals_of(scenario)
    for other in (arrivals_of(scenario, 1), arrivals_of(evolve(scenario, seed=2))):
        assert all(first[name] != other[name] for name in first)
    assert officers_of(scenario) != officers_of(evolve(scenario, seed=2))


def test_a_value_of_an_assumption_moves_as_few_draws_as_it_can() -> None:
    """More leave takes days of leave away from nobody: who was away before still is."""
    scenario = small_city()
    more = scenario.with_assumption("leave", 0.3)
    before, after = officers_of(scenario), officers_of(more)
    for name in before:
        assert before[name][0] == after[name][0]
        assert all(then or not now for now, then in zip(before[name][2], after[name][2], strict=True))
    assert sum(map(sum, (each[2] for each in after.values()))) > sum(
        map(sum, (each[2] for each in before.values()))
    )


def test_calm_officers_are_all_alike() -> None:
    """Without spread, leave and lateness everybody works at speed 1 and comes on time."""
    drawn = officers_of(small_city(assumptions=assumptions()))
    assert {1.0} == {each[0] for each in drawn.values()}
    assert not any(any(flags) for each in drawn.values() for flags in each[2:])
