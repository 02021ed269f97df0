from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from asnwork.domain.law import Bands, Dated, Law, Reform
from asnwork.errors import InvalidInput, NoEffect, UnknownName
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.assignment_rules import by_rotation
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.workplaces.office_only import office_only
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.scoring.scheme import Scheme, factorial
from asnwork.simulation.experiment import Design, compare
from asnwork.simulation.what_if import WhatIf, compare_reform, reformed_schemes
from tests.simulation.runs import LAW, ranged_city

CITY = ranged_city(until=date(2026, 6, 15))
DESIGN = Design(replications=1, loads=(), range_replications=0)
OUTCOME = "two_days_elsewhere x outcome"
TPP = "two_days_elsewhere x tpp_60_40"


def schemes(law: Law) -> tuple[Scheme, ...]:
    """Two days elsewhere, paid by 60/40 and by outcome."""
    pays = [pay for pay in all_pays(law) if pay.name in ("tpp_60_40", "outcome")]
    return factorial([two_days_elsewhere(law)], pays, outcome=standard_outcome(law))


def reform(path: str, value: Any, since: date = date(2026, 1, 1), **more: Any) -> Reform:
    """A reform of one value."""
    return evolve(Reform.of("tried", path, value, since=since, reason="what if"), **more)


def tried(change: Reform, schemes_of: Any = schemes, **more: Any) -> WhatIf:
    """What a reform does in the small city."""
    return compare_reform(CITY, schemes_of, change, law=LAW, rule=by_rotation(), design=DESIGN, **more)


def seen(found: WhatIf, name: str) -> Any:
    """All that the only run shows of a scheme."""
    scheme = next(each for each in found.outcome.schemes if each.name == name)
    (finding,) = found.outcome.main(scheme.workplace.name)
    cells = [(cell.name, cell.paid[scheme.pay.name]) for cell in finding.cells]
    return dict(finding.service), dict(finding.measures[scheme.pay.name]), cells


def test_a_limit_of_days_changes_place_and_not_pay() -> None:
    """No day elsewhere at all: the workplace rule gets another name, the pay rules keep theirs."""
    found = tried(reform("flexible.days_a_week", 0))
    assert ((TPP, f"{TPP} + tried"), (OUTCOME, f"{OUTCOME} + tried")) == found.pairs
    assert ["two_days_elsewhere"] * 2 + ["two_days_elsewhere + tried"] * 2 == [
        scheme.workplace.name for scheme in found.outcome.schemes
    ]
    assert ["tpp_60_40", "outcome"] * 2 == [scheme.pay.name for scheme in found.outcome.schemes]
    before, after = seen(found, OUTCOME)[0], seen(found, f"{OUTCOME} + tried")[0]
    assert before["days_elsewhere"] > 0 == after["days_elsewhere"]
    assert "flexible.days_a_week = 2 -> flexible.days_a_week = 0 by flexible.days_a_week" in str(found.effect)
    assert 0.0 == found.law["flexible.days_a_week"].number_on(date(2026, 6, 1))


def test_the_baseline_is_what_it_is_without_the_reform() -> None:
    """The schemes under the law as it is come out as if nobody had asked for a reform."""
    found = tried(reform("tpp.late_cut", Bands(edges=(1,), values=(0.0, 0.5))))
    alone = compare(CITY, schemes(LAW), law=LAW, rule=by_rotation(), design=DESIGN)
    (finding,) = alone.main("two_days_elsewhere")
    service, measures, cells = seen(found, TPP)
    assert (dict(finding.service), dict(finding.measures["tpp_60_40"])) == (service, measures)
    assert [(cell.name, cell.paid["tpp_60_40"]) for cell in finding.cells] == cells


@pytest.mark.parametrize(
    ("path", "value", "touched"),
    [
        ("tpp.performance_share", 0.9, [TPP]),
        ("predicate.pay_share", Bands(edges=(4,), values=(0.0, 1.0)), [OUTCOME]),
        ("predicate.matrix", Bands(edges=(), values=(1.0,)), [OUTCOME]),
        ("outcome.reopen_window_days", 0, [TPP, OUTCOME]),
    ],
)
def test_pay_changes_only_where_it_reads_what_changed(path: str, value: Any, touched: list[str]) -> None:
    """A reform of pay leaves place and the other pay rule as they are, and stands under a name of its own."""
    found = tried(reform(path, value, no_effect_expected=True))
    assert [(name, f"{name} + tried") for name in touched] == list(found.pairs)
    assert {"two_days_elsewhere"} == {scheme.workplace.name for scheme in found.outcome.schemes}
    for before, after in found.pairs:
        assert seen(found, before)[0] == seen(found, after)[0]


def test_the_way_from_score_to_predicate_is_that_of_the_reformed_law() -> None:
    """A matrix in which everybody is rated very poor pays the least share to all."""
    found = tried(reform("predicate.matrix", Bands(edges=(), values=(1.0,))))
    assert seen(found, OUTCOME) != seen(found, f"{OUTCOME} + tried")


def test_before_its_first_day_nothing_differs() -> None:
    """A reform that begins after the simulated days is refused, with the days and the way out."""
    with pytest.raises(NoEffect, match=r"no scheme reads another value on the simulated days, from 2026-"):
        tried(reform("flexible.days_a_week", 0, since=date(2027, 1, 1)))


def test_what_no_scheme_reads_is_refused() -> None:
    """A reform of a parameter that no rule of the schemes reads changes nothing, and says so."""
    with pytest.raises(NoEffect, match="'tried' changes none of"):
        tried(reform("objection.days", 3))
    with pytest.raises(NoEffect):
        tried(reform("flexible.days_a_week", 0), lambda law: _office(law))


def _office(law: Law) -> tuple[Scheme, ...]:
    return factorial([office_only(law)], all_pays(law)[:1], outcome=standard_outcome(law))


def test_what_is_read_but_changes_no_measure_is_refused_too() -> None:
    """A limit that nobody reaches either way is read otherwise, and still nothing comes of it."""
    with pytest.raises(NoEffect, match="it is read, but no measure of any run differs"):
        tried(reform("flexible.new_in_post_days", 364))


def test_a_reform_may_be_marked_as_one_that_changes_nothing() -> None:
    """Marked as expected, a reform without effect is compared all the same."""
    found = tried(reform("objection.days", 3, no_effect_expected=True))
    assert ((), 2) == (found.pairs, len(found.outcome.schemes))
    same = tried(reform("flexible.new_in_post_days", 364, no_effect_expected=True))
    assert seen(same, OUTCOME) == seen(same, f"{OUTCOME} + tried")


def test_a_reform_within_the_days_counts_from_its_first_day() -> None:
    """Begun amid the simulated days, it is read otherwise from that day on, and less of it shows."""
    whole, half = (
        tried(reform("flexible.days_a_week", 0, since=day)) for day in (date(2026, 1, 1), date(2026, 6, 8))
    )
    name = f"{OUTCOME} + tried"
    shares = [seen(found, name)[0]["days_elsewhere"] for found in (whole, half)]
    assert 0 == shares[0] < shares[1] < seen(half, OUTCOME)[0]["days_elsewhere"]
    assert {"2026-06-08"} == {str(changed.case).rpartition(" ")[2] for changed in half.effect.changed}


def test_a_trial_ends_on_its_last_day() -> None:
    """A reform that ends amid the simulated days is read until then, and the law's own value after it."""
    trial = Reform.of(
        "tried", "flexible.days_a_week", 0, since=date(2026, 6, 3), until=date(2026, 6, 10), reason="a trial"
    )
    found = tried(trial)
    days = {str(changed.case).rpartition(" ")[2] for changed in found.effect.changed}
    assert {"2026-06-03"} == days
    assert found.effect.asked > len(found.effect.changed)
    shares = [seen(found, name)[0]["days_elsewhere"] for name in (f"{OUTCOME} + tried", OUTCOME)]
    assert 0 < shares[0] < shares[1]


def test_what_is_only_added_is_read_by_nothing() -> None:
    """A parameter that the law did not have is read by no shipped rule."""
    added = evolve(
        LAW["flexible.days_a_week"], path="city.own", values=Dated(values=[(date(2026, 6, 3), 1.0)])
    )
    with pytest.raises(NoEffect, match=r"add city\.own"):
        tried(Reform(name="tried", adds=[added]))


def test_a_parameter_that_the_rules_read_cannot_just_go() -> None:
    """A reform that removes what a rule reads is refused by its name, with the way out."""
    gone = Reform(name="tried", removes=["flexible.days_a_week"])
    with pytest.raises(InvalidInput, match=r"flexible\.days_a_week: given \"removed by the reform 'tried'\""):
        tried(gone)
    with pytest.raises(UnknownName, match="weekly_minuts"):
        tried(reform("flexible.days_a_week", 0), lambda law: [law["hours.weekly_minuts"]])


def test_schemes_stay_the_same_in_number_and_name() -> None:
    """A function of law that gives other schemes under another law cannot be compared pair by pair."""

    def fickle(law: Law) -> Iterable[Scheme]:
        return schemes(law)[: 1 if law.reforms else 2]

    with pytest.raises(InvalidInput, match="under every law"):
        reformed_schemes(fickle, reform("flexible.days_a_week", 0), LAW)


def test_an_interrupted_comparison_is_handed_back() -> None:
    """What is finished when it is interrupted is kept, and no alarm is raised over it."""

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    found = tried(reform("flexible.new_in_post_days", 364), on_progress=stop)
    assert found.outcome.interrupted
