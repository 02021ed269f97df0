from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from math import isnan
from typing import Any

import pytest
from attrs import evolve

from asnwork.domain.reason import Wording
from asnwork.errors import DuplicateName, InvalidInput
from asnwork.indonesia.schemes import all_pays, all_workplaces, standard_factorial
from asnwork.policies.assignment_rules import by_least_load, by_rotation
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.predicate_pay import pay_by_predicate
from asnwork.scoring.scheme import factorial
from asnwork.simulation.experiment import Design, Outcome, Point, compare, points_of
from asnwork.simulation.measures import CELLS, SERVICE_MEASURES
from tests.simulation.cities import LIVELY, PROMISE, assumptions
from tests.simulation.runs import LAW, ranged_city

POLICY = standard_outcome(LAW)
SCHEMES = standard_factorial(LAW)
WORKPLACES = {rule.name: rule for rule in all_workplaces(LAW)}
PAYS = {pay.name: pay for pay in all_pays(LAW)}
CITY = ranged_city(until=date(2026, 6, 15))
DESIGN = Design(
    replications=2, loads=(0.4, 0.95), range_replications=1, range_days=5, readings={"as shipped": PROMISE}
)
OFFICE, ANYWHERE = "office_only", "anywhere_if_task_allows"
HEADLINES = (*SERVICE_MEASURES, "requests", "judged", "not_ready", "open_not_due")


def compared(**changes: Any) -> Outcome:
    """The standard comparison of the small city with something of its own."""
    told = {
        "scenario": CITY,
        "schemes": SCHEMES,
        "law": LAW,
        "rule": by_rotation(),
        "design": DESIGN,
        **changes,
    }
    return compare(told.pop("scenario"), told.pop("schemes"), **told)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """The standard comparison, run here and now."""
    return compared()


# --- designs and points ------------------------------------------------------------------------


@pytest.mark.parametrize("part", [{"replications": 0}, {"range_replications": -1}, {"range_days": 0}])
def test_a_design_runs_something(part: dict[str, int]) -> None:
    """A design of no replication, of fewer than none, or of no day is refused with what was given."""
    with pytest.raises(InvalidInput, match=r"^design: given .*at least one replication, no negative number"):
        Design(**part)


def test_the_least_design_runs_the_main_runs_once() -> None:
    """Range runs may be left out; the headline loads are those of the page on simulation."""
    assert 0 == Design(replications=1, range_replications=0).range_replications
    assert (0.4, 0.6, 0.8, 0.95) == Design().loads


def test_each_workplace_rule_is_run_once_for_all_of_its_pay_rules() -> None:
    """Main runs come first, by replication; range runs of the first rule need no effect of place."""
    points = points_of(CITY, SCHEMES, DESIGN)
    main = [(point.replication, point.workplace) for point in points if point.main]
    assert [(0, ANYWHERE), (0, OFFICE), (1, ANYWHERE), (1, OFFICE)] == main
    assert {(CITY.load, 0.0)} == {(point.load, point.effect) for point in points if point.main}
    ranged = {(point.load, point.workplace, point.effect) for point in points if not point.main}
    expected = {(load, ANYWHERE, effect) for load in (0.4, 0.95) for effect in (-0.18, 0.0, 0.04)}
    assert expected | {(load, OFFICE, 0.0) for load in (0.4, 0.95)} == ranged
    assert len(points) == len(set(points)) == 4 + 8


def test_points_do_not_depend_on_the_order_of_pay_rules() -> None:
    """The same rules in another order, the first staying first, make the same units of work."""
    turned = (SCHEMES[1], SCHEMES[0], SCHEMES[3], SCHEMES[2])
    assert points_of(CITY, SCHEMES, DESIGN) == points_of(CITY, turned, DESIGN)


def test_a_range_with_no_effect_at_one_end_is_tried_twice() -> None:
    """Where no effect is an end of the range it is not tried twice."""
    effect = evolve(CITY.assumptions["place_effect"], low=0.0, high=0.04)
    city = ranged_city(assumptions={**LIVELY, "place_effect": effect})
    ranged = [
        point.effect
        for point in points_of(city, SCHEMES, DESIGN)
        if point.workplace == ANYWHERE and not point.main
    ]
    assert [0.0, 0.04] * 2 == ranged


# --- what comes out ----------------------------------------------------------------------------


def test_findings_come_in_the_order_of_their_points(outcome: Outcome) -> None:
    """Every unit of work has its finding, in order; nothing was interrupted."""
    assert points_of(CITY, SCHEMES, DESIGN) == tuple(finding.point for finding in outcome.findings)
    assert not outcome.interrupted
    assert (CITY, SCHEMES, DESIGN) == (outcome.scenario, outcome.schemes, outcome.design)
    for finding in outcome.findings:
        assert list(HEADLINES) == list(finding.service)


def test_findings_are_found_by_rule_load_and_effect(outcome: Outcome) -> None:
    """Main runs by workplace rule and replication, range runs by load and effect too."""
    assert [0, 1] == [finding.point.replication for finding in outcome.main(OFFICE)]
    (ranged,) = outcome.ranged(ANYWHERE, load=0.95, effect=-0.18)
    assert Point(main=False, load=0.95, effect=-0.18, replication=0, workplace=ANYWHERE) == ranged.point
    assert () == outcome.ranged(OFFICE, load=0.95, effect=-0.18)
    assert () == outcome.main("nowhere")


def test_only_main_runs_are_scored_and_paid(outcome: Outcome) -> None:
    """Range runs measure service only; readings of the promise are taken from the first replication."""
    for finding in outcome.findings:
        assert bool(finding.point.main) == bool(finding.cells) == bool(finding.measures)
        assert bool(finding.point.main and finding.point.replication == 0) == bool(finding.readings)


def test_the_range_runs_are_short(outcome: Outcome) -> None:
    """A range run measures the days of the design, a main run those of the scenario."""
    (ranged,) = outcome.ranged(OFFICE, load=0.95, effect=0.0)
    (first, _) = outcome.main(OFFICE)
    assert 0.2 < ranged.service["requests"] / first.service["requests"] < 0.6


def test_the_effect_of_place_moves_only_those_who_are_away(outcome: Outcome) -> None:
    """Slower work away from the office makes waits longer where people are away, and faster work shorter."""
    slow, none, fast = (
        outcome.ranged(ANYWHERE, load=0.95, effect=effect)[0].service["hours_to_ready"]
        for effect in (-0.18, 0.0, 0.04)
    )
    assert slow > none
    assert slow > fast
    assert 1 == len(
        {outcome.ranged(ANYWHERE, load=0.95, effect=e)[0].service["requests"] for e in (-0.18, 0.0, 0.04)}
    )


def test_all_pay_rules_pay_the_same_in_all(outcome: Outcome) -> None:
    """In every main run each rule pays the same total, over cells and over groups of staff alike."""
    for finding in (*outcome.main(OFFICE), *outcome.main(ANYWHERE)):
        totals = [
            sum(group.paid[pay] for group in groups)
            for pay in ("tpp_60_40", "outcome")
            for groups in (finding.cells, finding.staff)
        ]
        assert [totals[0]] * 4 == pytest.approx(totals, rel=1e-9)
        assert totals[0] > 1_000_000


def test_a_rule_that_holds_all_pay_takes_no_pay_from_the_others(outcome: Outcome) -> None:
    """Standing first, it is held throughout; the other rules still pay what the first of them pays."""
    first, second = SCHEMES[:2]
    ungated = evolve(first.pay.scorer, name="ungated", gate=None)
    held = evolve(second, name="held", pay=pay_by_predicate(ungated, LAW))
    (finding,) = compared(schemes=(held, first, second), design=evolve(DESIGN, replications=1)).main(OFFICE)

    assert all(group.held["ungated"] == group.officer_periods for group in finding.staff)
    assert {0.0} == {group.paid["ungated"] for group in finding.cells}
    for pay in ("tpp_60_40", "outcome"):
        expected = sum(group.paid["tpp_60_40"] for group in outcome.main(OFFICE)[0].staff)
        assert expected == pytest.approx(sum(group.paid[pay] for group in finding.staff))
        assert 0 <= finding.measures[pay]["paid_to_achieved"] <= 1
    assert isnan(finding.measures["ungated"]["paid_to_achieved"])


def test_cells_and_groups_hold_every_officer_month(outcome: Outcome) -> None:
    """The cells of the mayor's table, and the groups of staff, hold all officer-months and base pay."""
    for finding in outcome.main(OFFICE):
        assert list(CELLS) == [group.name for group in finding.cells]
        assert {"desk", "check", "record"} == {group.name for group in finding.staff}
        for groups in (finding.cells, finding.staff):
            assert 9 == sum(group.officer_periods for group in groups)
            assert pytest.approx(14 / 30 * (7 * 5_000_000 + 2 * 6_000_000)) == sum(
                group.base for group in groups
            )
            assert all(0 <= group.officers <= group.officer_periods for group in groups)
        held = {sum(group.held["outcome"] for group in groups) for groups in (finding.cells, finding.staff)}
        assert 1 == len(held)


def test_identical_schemes_differ_by_exactly_nothing() -> None:
    """One rule under two names gives the same service and the same pay, number for number."""
    office = WORKPLACES[OFFICE]
    twin = evolve(office, name="office_again", label=Wording("again", "lagi"))
    pay = PAYS["tpp_60_40"]
    twin_pay = evolve(pay, allowance=evolve(pay.allowance, name="again", label=Wording("again", "lagi")))
    found = compared(schemes=factorial([office, twin], [pay, twin_pay], outcome=POLICY))
    for one, other in zip(found.main(OFFICE), found.main("office_again"), strict=True):
        assert (one.service, one.cells, one.staff, one.readings) == (
            other.service,
            other.cells,
            other.staff,
            other.readings,
        )
        for group in (*one.cells, *one.staff):
            assert group.paid["tpp_60_40"] == group.paid["again"]
        assert one.measures["tpp_60_40"] == one.measures["again"]


def test_pay_changes_no_service(outcome: Outcome) -> None:
    """While no behaviour responds, what is paid for changes nothing that citizens meet."""
    alone = compared(schemes=[scheme for scheme in SCHEMES if scheme.pay.name == "outcome"])
    for rule in (OFFICE, ANYWHERE):
        assert [finding.service for finding in outcome.main(rule)] == [f.service for f in alone.main(rule)]


def test_with_everybody_kept_at_the_office_the_rules_of_place_are_alike() -> None:
    """Where nobody wishes to be away, working anywhere changes nothing at all."""
    stay = assumptions(wish_elsewhere=0.0)["wish_elsewhere"]
    city = evolve(CITY, assumptions={**CITY.assumptions, "wish_elsewhere": stay})
    found = compared(scenario=city, design=Design(replications=1, range_replications=0))
    (office,), (anywhere,) = found.main(OFFICE), found.main(ANYWHERE)
    assert (office.service, office.cells, office.measures) == (
        anywhere.service,
        anywhere.cells,
        anywhere.measures,
    )


# --- the same again ----------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_outcome(outcome: Outcome) -> None:
    """Run again it is equal to the last digit; another seed is another city."""
    assert outcome == compared()
    other = compared(scenario=evolve(CITY, seed=CITY.seed + 1))
    assert outcome.main(OFFICE)[0].service != other.main(OFFICE)[0].service


def test_the_order_of_staff_demand_and_offices_changes_nothing(outcome: Outcome) -> None:
    """The same city listed in another order has the same findings."""
    turned = evolve(
        CITY,
        staff=[evolve(group, units=group.units[::-1]) for group in CITY.staff[::-1]],
        demand=[evolve(stream, offices=stream.offices[::-1]) for stream in CITY.demand[::-1]],
        units=CITY.units[::-1],
    )
    assert outcome.findings == compared(scenario=turned).findings


def test_who_takes_what_is_part_of_the_question() -> None:
    """Another assignment rule is another experiment."""
    found = [
        compared(rule=rule, design=Design(replications=1, range_replications=0))
        for rule in (by_rotation(), by_least_load())
    ]
    assert found[0].main(OFFICE)[0].service != found[1].main(OFFICE)[0].service


def test_an_executor_changes_nothing(outcome: Outcome) -> None:
    """Run by two threads, in whatever order they finish, the outcome is the same."""
    with ThreadPoolExecutor(max_workers=2) as executor:
        assert outcome == compared(executor=executor)


def test_other_processes_change_nothing(outcome: Outcome) -> None:
    """Run by two other processes the outcome is the same to the last digit."""
    loky = pytest.importorskip("loky", reason="other processes need loky")
    executor = loky.get_reusable_executor(max_workers=2)
    try:
        assert outcome == compared(executor=executor)
    finally:
        executor.shutdown(wait=True, kill_workers=True)


def test_schemes_and_outcomes_travel(outcome: Outcome) -> None:
    """What goes to a worker and what comes back is equal after a pickle."""
    assert SCHEMES == pickle.loads(pickle.dumps(SCHEMES))  # noqa: S301
    assert outcome.findings == pickle.loads(pickle.dumps(outcome.findings))  # noqa: S301


# --- progress, interruption, refusal -----------------------------------------------------------


def test_progress_is_told_after_each_unit_of_work() -> None:
    """Done counts up by one to the number of points."""
    told: list[tuple[int, int]] = []
    compared(on_progress=lambda done, total: told.append((done, total)))
    assert [(number, 12) for number in range(1, 13)] == told


@pytest.mark.parametrize("threads", [False, True])
def test_interruption_keeps_what_is_finished(outcome: Outcome, threads: bool) -> None:
    """Stopped after three units of work, those three are kept, in order, and it says that it was stopped."""

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    executor = ThreadPoolExecutor(max_workers=1) if threads else None
    try:
        found = compared(on_progress=stop, executor=executor)
    finally:
        if executor is not None:
            executor.shutdown()
    assert found.interrupted
    assert 3 == len(found.findings)
    assert outcome.findings[:3] == found.findings


class _Broken(Executor):
    """An executor whose first piece of work fails, and which notes what was cancelled."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.futures:
            future.set_exception(OSError("the worker died"))
        self.futures.append(future)
        return future


def test_a_broken_executor_is_told_and_the_rest_is_given_up() -> None:
    """What a worker raises is raised here, and work that waits is cancelled."""
    broken = _Broken()
    with pytest.raises(OSError, match="the worker died"):
        compared(executor=broken)
    assert len(broken.futures) > 1
    assert all(future.cancelled() for future in broken.futures[1:])


def test_nothing_to_compare_is_refused() -> None:
    """Without a scheme there is no comparison."""
    with pytest.raises(InvalidInput, match=r"^schemes: given .*at least one scheme"):
        compared(schemes=[])


def test_schemes_may_come_from_anywhere() -> None:
    """A generator of schemes does as well as a list."""

    def schemes() -> Iterator[Any]:
        yield from SCHEMES[:1]

    found = compared(schemes=schemes(), design=Design(replications=1, range_replications=0))
    assert SCHEMES[:1] == found.schemes
    assert 1 == len(found.findings)


def test_two_rules_under_one_name_are_refused() -> None:
    """A reformed rule needs a name of its own: otherwise one of the two would stand for both."""
    office = WORKPLACES[OFFICE]
    twin = evolve(WORKPLACES[ANYWHERE], name=OFFICE)
    pay, other = PAYS["tpp_60_40"], PAYS["outcome"]
    places = [*factorial([office], [pay], outcome=POLICY), *factorial([twin], [pay], outcome=POLICY)]
    with pytest.raises(DuplicateName, match="rule 'office_only' is there twice; rename one of"):
        compared(schemes=places)
    renamed = evolve(other, allowance=evolve(other.allowance, name="tpp_60_40"))
    pays = [*factorial([office], [pay], outcome=POLICY), *factorial([office], [renamed], outcome=POLICY)]
    with pytest.raises(DuplicateName, match="pay rule 'tpp_60_40' is there twice"):
        compared(schemes=pays)
