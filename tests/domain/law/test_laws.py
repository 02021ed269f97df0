"""What holds for every law and every reform of it."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asnwork.adapters.converter import make_converter
from asnwork.domain.law import (
    Bands,
    Basis,
    Change,
    Dated,
    Instrument,
    Law,
    LawValue,
    Parameter,
    Reform,
    apply_reforms,
    check_effect,
    cliffs,
    diff_laws,
    flat_from,
    layered,
    trace_law,
    value_text,
)
from asnwork.domain.law.stretches import stretches_of, with_stretches
from asnwork.errors import InvalidInput, NoEffect, NoValueOnDay
from asnwork.testing import strategies as draw

pytestmark = pytest.mark.slow

WRITE = make_converter()
LAWS = draw.laws(least=1)
FEWER = settings(max_examples=50)
ONE_DAY = timedelta(days=1)
Held = tuple[LawValue, Basis] | None


def text(law: Law) -> str:
    """The law as serialised text."""
    return json.dumps(WRITE.unstructure(law), allow_nan=False)


def held(law: Law, path: str, day: date) -> Held:
    """What a law holds on a day, found by looking at one entry after the other; None when nothing."""
    if path not in law:
        return None
    parameter, value, basis = law[path], None, None
    if parameter.values.until is not None and day >= parameter.values.until:
        return None
    for since, each in parameter.values.values:
        value = each if since <= day else value
    for since, rests_on in parameter.basis.values:
        basis = rests_on if since <= day else basis
    return None if value is None or basis is None else (value, basis)


def days_of(*laws: Law, more: tuple[date, ...] = ()) -> list[date]:
    """Every day on which something begins or ends, with its neighbours."""
    found = {date.min, date.max, *more}
    for law in laws:
        for parameter in law:
            found |= {day for day, _ in (*parameter.values.values, *parameter.basis.values)}
            found |= {end for end in (parameter.values.until, parameter.basis.until) if end is not None}
    near = {day + step for day in found for step in (ONE_DAY, -ONE_DAY) if date.min < day < date.max}
    return sorted(found | near)


def same_on_every_day(one: Law, other: Law) -> bool:
    """Whether two laws hold the same on every day, however they divide the days."""
    paths = {parameter.path for parameter in (*one, *other)}
    days = days_of(one, other)
    return all(held(one, path, day) == held(other, path, day) for path in paths for day in days)


def canonical(law: Law) -> Law:
    """The same law with as few stretches as there can be."""
    parameters = (with_stretches(parameter, stretches_of(parameter))[0] for parameter in law)
    return Law(parameters=[parameter for parameter in parameters if parameter is not None])


@st.composite
def reformed(draw_: st.DrawFn) -> tuple[Law, Reform]:
    """A law and a reform of it."""
    law = draw_(LAWS)
    return law, draw_(draw.reforms(law))


@st.composite
def two_reforms(draw_: st.DrawFn) -> tuple[Law, Reform, Reform]:
    """A law and two reforms of it that may meet, under two names."""
    law = draw_(LAWS)
    one, other = draw_(draw.reforms(law)), draw_(draw.reforms(law))
    return law, evolve(one, name="one"), evolve(other, name="other")


def meet(one: Reform, other: Reform) -> bool:
    """Whether two reforms change one day of one parameter."""
    return any(first.meets(second) for first in one.changes for second in other.changes)


def apart(one: Reform, other: Reform) -> Reform:
    """The second reform without the changes that meet the first."""
    kept = [change for change in other.changes if not any(change.meets(first) for first in one.changes)]
    return evolve(other, changes=kept)


# --- reading ---------------------------------------------------------------------------------------


@given(LAWS, draw.days())
def test_a_law_reads_as_a_scan_of_its_entries(law: Law, day: date) -> None:
    """On any day the value and the basis are those of the last entries not after it."""
    for parameter in law:
        for on in (day, *days_of(law)):
            expected = held(law, parameter.path, on)
            assert (expected is not None) == parameter.values.covers(on)
            if expected is None:
                with pytest.raises(NoValueOnDay):
                    parameter.on(on)
            else:
                assert expected == (parameter.on(on), parameter.basis.on(on))


@given(st.lists(st.dates(), unique=True, min_size=1, max_size=5).map(sorted), st.dates(), st.booleans())
def test_dated_values_read_as_a_scan(days: list[date], day: date, ends: bool) -> None:
    """The value on a day is that of the last entry not after it; outside its days is none."""
    until = days.pop() if ends and len(days) > 1 else None
    dated = Dated(values=[(since, since) for since in days], until=until)
    before = [since for since in days if since <= day]
    if before and (until is None or day < until):
        assert before[-1] == dated.on(day)
    else:
        with pytest.raises(NoValueOnDay):
            dated.on(day)


# --- applying --------------------------------------------------------------------------------------


@FEWER
@given(reformed())
def test_a_reform_holds_on_its_days_and_nothing_else_changes(both: tuple[Law, Reform]) -> None:
    """On a day of a change the change holds, on every other day what the law held."""
    law, reform = both
    after = apply_reforms(law, reform)
    ends = tuple(day for change in reform.changes for day in (change.since, change.until) if day is not None)
    for path in (parameter.path for parameter in law):
        for day in days_of(law, more=ends):
            expected = held(law, path, day)
            for change in reform.changes:
                if change.path == path and change.since <= day and (not change.until or day < change.until):
                    expected = (change.value, change.basis)
            assert expected == held(after, path, day)


@FEWER
@given(two_reforms())
def test_disjoint_reforms_commute(three: tuple[Law, Reform, Reform]) -> None:
    """Reforms of different days give one law in any order, at once and one after the other."""
    law, one, other = three
    other = apart(one, other)
    both = apply_reforms(law, one, other)
    assert both == apply_reforms(law, other, one)
    assert both == apply_reforms(apply_reforms(law, one), other)
    assert both == apply_reforms(apply_reforms(law, other), one)


@FEWER
@given(two_reforms())
def test_an_overlap_is_refused_unless_exactly_one_overrides(three: tuple[Law, Reform, Reform]) -> None:
    """Where two reforms meet, the one that overrides wins in any order; neither or both is an error."""
    law, one, other = three
    assume(meet(one, other))
    for first, second in ((one, other), (evolve(one, overrides=True), evolve(other, overrides=True))):
        for refused in (
            lambda a=first, b=second: apply_reforms(law, a, b),
            lambda a=first, b=second: apply_reforms(law, b, a),
            lambda a=first, b=second: apply_reforms(apply_reforms(law, a), b),
        ):
            with pytest.raises(InvalidInput, match="reforms that change other days"):
                refused()
    winner = evolve(other, overrides=True)
    found = apply_reforms(law, one, winner)
    assert found == apply_reforms(law, winner, one)
    assert found == apply_reforms(apply_reforms(law, winner), one)
    assert found == apply_reforms(apply_reforms(law, one), winner)
    for change in other.changes:
        assert (change.value, change.basis) == held(found, change.path, change.since)
    # What the winner does not reach is as the other one alone has it.
    for day in days_of(law, found):
        for path in (parameter.path for parameter in law):
            if not any(
                change.path == path and change.since <= day and (not change.until or day < change.until)
                for change in other.changes
            ):
                assert held(apply_reforms(law, one), path, day) == held(found, path, day)


@FEWER
@given(two_reforms())
def test_the_baseline_stays_as_it_was(three: tuple[Law, Reform, Reform]) -> None:
    """No reform, be it applied or refused, changes the law that it was applied to."""
    law, one, other = three
    before = text(law)
    after = apply_reforms(law, one)
    reformed_text = text(after)
    try:
        apply_reforms(after, other)
    except InvalidInput:
        assert meet(one, other)
    diff_laws(law, after)
    assert before == text(law)
    assert before == text(after.baseline or law)
    assert reformed_text == text(after)


@FEWER
@given(reformed())
def test_before_the_first_day_all_is_as_it_was(both: tuple[Law, Reform]) -> None:
    """On every day before the first change, and after the last one ended, both laws say the same."""
    law, reform = both
    after = apply_reforms(law, reform)
    first = reform.first_day
    assert first == min(change.since for change in reform.changes)
    ends = [change.until for change in reform.changes]
    last = None if None in ends else max(end for end in ends if end is not None)
    for day in days_of(law, after):
        if day < first or (last is not None and day >= last):
            for parameter in law:
                assert held(law, parameter.path, day) == held(after, parameter.path, day)


@FEWER
@given(reformed())
def test_the_digest_before_the_first_day_is_that_of_the_baseline(both: tuple[Law, Reform]) -> None:
    """What is read before the first day has one digest with and without the reform."""
    law, reform = both
    after = apply_reforms(law, reform)
    first = min(change.since for change in reform.changes)
    day = first - ONE_DAY
    read = [each for each in law if each.values.covers(day)]
    again = [after[each.path] for each in read]
    assert trace_law(read, on=day) == trace_law(again, on=day)
    assert trace_law(read, on=day).digest == trace_law(again, on=day).digest


@FEWER
@given(reformed())
def test_the_digest_tells_a_change(both: tuple[Law, Reform]) -> None:
    """On the first day the digests of a changed parameter are equal only when it reads the same."""
    law, reform = both
    after = apply_reforms(law, reform)
    change = min(reform.changes, key=lambda each: each.since)
    one, other = (trace_law([which[change.path]], on=change.since) for which in (law, after))
    (was,), (is_,) = one.readings, other.readings
    same = (was.value, str(was.basis)) == (is_.value, str(is_.basis))
    assert same or one.digest != other.digest


# --- differences -----------------------------------------------------------------------------------


@FEWER
@given(reformed())
def test_the_difference_of_a_reform_applied_is_the_reformed_law(both: tuple[Law, Reform]) -> None:
    """Applied to the first law the difference gives the second, and back again."""
    law, reform = both
    after = apply_reforms(law, reform)
    bare = Law(parameters=after)
    assert same_on_every_day(after, apply_reforms(law, diff_laws(law, after)))
    assert same_on_every_day(law, apply_reforms(bare, diff_laws(after, law)))


@given(LAWS, draw.laws())
def test_any_two_laws_have_a_difference(one: Law, other: Law) -> None:
    """The difference of any two laws makes the one of the other, both ways."""
    assert same_on_every_day(other, apply_reforms(one, diff_laws(one, other)))
    assert same_on_every_day(one, apply_reforms(other, diff_laws(other, one)))


@FEWER
@given(reformed())
def test_canonical_laws_come_back_as_they_were(both: tuple[Law, Reform]) -> None:
    """Between laws without needless stretches the difference gives equal laws, not only equal days."""
    law, reform = canonical(both[0]), both[1]
    after = canonical(apply_reforms(law, reform))
    assert after == apply_reforms(law, diff_laws(law, after))
    assert law == apply_reforms(after, diff_laws(after, law))


@given(draw.laws())
def test_equal_laws_have_no_difference(law: Law) -> None:
    """A law differs in nothing from itself, nor from itself told in fewer stretches."""
    for other in (law, canonical(law)):
        for found in (diff_laws(law, other), diff_laws(other, law)):
            assert ((), (), ()) == (found.changes, found.adds, found.removes)


@FEWER
@given(reformed())
def test_the_difference_changes_no_day_twice_and_no_day_in_vain(both: tuple[Law, Reform]) -> None:
    """Each change of a difference begins on a day on which the laws differ, and names what holds then."""
    law, reform = both
    after = apply_reforms(law, reform)
    for change in diff_laws(law, after).changes:
        was, is_ = (held(which, change.path, change.since) for which in (law, after))
        assert was != is_ == (change.value, change.basis)


# --- the alarm -------------------------------------------------------------------------------------


@given(LAWS, st.data())
def test_a_reform_that_sets_what_holds_is_refused(law: Law, data: st.DataObject) -> None:
    """A reform that changes no answer raises, whatever it is called; one that is marked does not."""
    parameter = data.draw(st.sampled_from(law.parameters))
    day = data.draw(st.sampled_from([on for on in days_of(law) if parameter.values.covers(on)]))
    end = next((after for since, after, _ in reversed(list(parameter.values.stretches())) if since <= day))
    again = Change(
        path=parameter.path, value=parameter.on(day), since=day, until=end, basis=parameter.basis.on(day)
    )
    reform = Reform(name="again", changes=[again])
    days = [on for on in days_of(law) if parameter.values.covers(on)]

    def read(which: Law, on: date) -> str:
        return value_text(which[parameter.path].on(on))

    with pytest.raises(NoEffect, match="reform 'again' changes none of"):
        check_effect(reform, read, days, law=law)
    marked = evolve(reform, no_effect_expected=True)
    assert () == check_effect(marked, read, days, law=law).changed


@FEWER
@given(reformed())
def test_the_cases_that_change_are_those_whose_answers_differ(both: tuple[Law, Reform]) -> None:
    """A case is a changed one exactly when its answer differs, and some path of the reform is blamed."""
    law, reform = both
    reform = evolve(reform, no_effect_expected=True)
    after = apply_reforms(law, reform)

    def read(which: Law, day: date) -> list[Held]:
        return [held(which, parameter.path, day) for parameter in law]

    days = days_of(law, after)
    effect = check_effect(reform, read, days, law=law)
    assert [day for day in days if read(law, day) != read(after, day)] == [
        case.case for case in effect.changed
    ]
    for case in effect.changed:
        differing = {
            parameter.path
            for parameter in law
            if held(law, parameter.path, case.case) != held(after, parameter.path, case.case)
        }
        assert differing == set(case.paths)


# --- layers ----------------------------------------------------------------------------------------


@given(draw.laws(), draw.instruments())
def test_a_layer_holds_on_its_own_days(below: Law, own: Instrument) -> None:
    """Over any law a city's instrument holds on the days that it covers, and changes no other parameter."""
    own = evolve(own, parameters=[each for each in own if each.path not in below])
    law = layered(below, [own])
    assert {*below, *own} == set(law)
    assert below.parameters == tuple(each for each in law if each.path in below)


# --- bands -----------------------------------------------------------------------------------------

MARGINAL = draw.bands().filter(lambda table: table.reading == "marginal")
SINGLE = draw.bands().filter(lambda table: table.reading == "single")
AMOUNTS = st.floats(-10, 1200)


def near(one: float, other: float, scale: float) -> bool:
    """Whether two sums are equal but for the rounding of the machine."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9 * max(1.0, scale))


@given(MARGINAL, AMOUNTS)
def test_a_marginal_table_sums_its_rates(table: Bands, amount: float) -> None:
    """The answer is the sum over all bands of rate times the part of the amount in the band."""
    expected, start = 0.0, 0.0
    for rate, end in zip(table.values, (*table.edges, math.inf), strict=True):
        if amount > start:
            expected += rate * (min(amount, end) - start)
        start = end
    assert near(expected, table.of(amount), max(map(abs, table.values)) * 1200)


@given(MARGINAL)
def test_a_marginal_table_is_continuous(table: Bands) -> None:
    """At 0 and at each edge the answer goes on where it was, and between edges it rises at the rate."""
    steepest = max(map(abs, table.values))
    for edge in (0.0, *table.edges):
        for step in (1e-3, 1e-6):
            assert (
                abs(table.of(edge + step) - table.of(edge - step)) <= 2 * steepest * step * (1 + 1e-3) + 1e-6
            )
    starts, ends = (0.0, *table.edges), (*table.edges, table.edges[-1] + 8)
    for rate, start, end in zip(table.values, starts, ends, strict=True):
        rise = table.of(end) - table.of(start)
        assert near(rate * (end - start), rise, steepest * 1200)
    assert 0.0 == table.of(0) == table.of(-5)


@given(SINGLE, st.integers(-8400, 8400).map(lambda eighth: eighth / 8))
def test_a_table_rounds_first_and_looks_up_then(table: Bands, quantity: float) -> None:
    """With a step the quantity is rounded half up to it, then it falls in the band that counting gives."""
    rounded = quantity
    if table.step is not None:
        rounded = math.floor(quantity / table.step + 0.5) * table.step
    passed = [edge for edge in table.edges if (edge <= rounded if table.closed == "left" else edge < rounded)]
    assert table.values[len(passed)] == table.of(quantity)


@given(draw.bands())
def test_cliffs_and_flat_ends_are_where_the_answer_moves(table: Bands) -> None:
    """A cliff stands where the values beside an edge differ; behind the flat edge no more of them do."""
    flat = flat_from(table)
    if table.reading == "marginal":
        assert () == cliffs(table)
    else:
        changes = {
            edge for edge, a, b in zip(table.edges, table.values, table.values[1:], strict=False) if a != b
        }
        assert changes == {cliff.edge for cliff in cliffs(table)}
        heights = [abs(cliff.height) for cliff in cliffs(table)]
        assert sorted(heights, reverse=True) == heights
        assert flat == max(changes, default=None)
    if flat is not None:
        beyond = [table.of(flat + more) for more in (1, 2, 5000)]
        assert all(near(beyond[0], each, max(map(abs, table.values)) * 1200) for each in beyond)


# --- and all of it as text -------------------------------------------------------------------------


@FEWER
@given(reformed())
def test_a_reformed_law_survives_the_round_trip_with_its_history(both: tuple[Law, Reform]) -> None:
    """A law that was written and read again knows its reforms and its baseline."""
    law, reform = both
    after = apply_reforms(law, reform)
    again = WRITE.structure(json.loads(text(after)), Law)
    assert (after, after.reforms, after.baseline) == (again, again.reforms, again.baseline)
    assert text(after) == text(again)


@given(draw.parameters())
def test_a_parameter_is_what_its_stretches_say(parameter: Parameter) -> None:
    """Taken apart into stretches and put together again, a parameter holds the same on every day."""
    again, gaps = with_stretches(parameter, stretches_of(parameter))
    assert [] == gaps
    assert again is not None
    assert same_on_every_day(Law(parameters=[parameter]), Law(parameters=[again]))
    assert again == with_stretches(again, stretches_of(again))[0]
