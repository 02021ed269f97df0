from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.assignment import Candidate, WaitingStep, pair_figures
from asnwork.domain.formula import Constant, DatedConstant, Figure, less_than
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.place import WorkPlace
from asnwork.domain.reason import Wording, explain
from asnwork.errors import BrokenRule, DuplicateName, UnitMismatch, UnknownName
from asnwork.policies.assigning import (
    HARD_CONDITIONS,
    AssignmentRule,
    Level,
    Recommendation,
    Term,
    Unassignable,
    by_earliest_promise,
    by_least_load,
    by_rotation,
    by_skill_first,
    may_take,
    next_step,
    queue_key,
    recommend,
)
from asnwork.policies.condition import Condition
from tests.laws import parameter
from tests.policies.cases import cases

MINUTE = 60_000_000
NOW = 540 * MINUTE
WORDS = Wording("why", "mengapa")
OFFICE = WorkPlace(
    code="office", label="office", label_id="kantor", offers=["any", "counter"], at_office=True
)
HOME = WorkPlace(code="home", label="home", label_id="rumah", offers={"any"}, at_office=False)
PLACES: Mapping[str, WorkPlace | None] = {"office": OFFICE, "home": HOME, "off": None}

RULES = {make.__name__: make() for make in (by_rotation, by_least_load, by_earliest_promise, by_skill_first)}
rules = st.sampled_from(list(RULES.values()))


def officer_of(
    name: str, *, place: str = "office", level: int = 1, on_duty_until: int | None = 960, **known: Any
) -> Candidate:
    """An officer of a scenario; times are minutes since midnight."""
    for moment in ("last_given_at", "idle_since"):
        if known.get(moment) is not None:
            known[moment] *= MINUTE
    until = None if place == "off" or on_duty_until is None else on_duty_until * MINUTE
    units, skills = known.pop("units", ["u"]), {"verify": level}
    return Candidate(
        officer=OfficerId(name), place=PLACES[place], on_duty_until=until, units=units, skills=skills, **known
    )


def step_of(name: str = "r1", **known: Any) -> WaitingStep:
    """A waiting step of a scenario; it takes 30 minutes."""
    basics = {"place": "any", "submitted_at": 0, "waiting_since": 0, "expected_effort": 30 * MINUTE}
    return WaitingStep(
        request=RequestId(name), step="verify", service="act", unit="u", skill="verify", **basics | known
    )


def removed_by(answer: Recommendation | Unassignable) -> dict[str, list[str]]:
    """For each condition that removed somebody, whom."""
    return {each.condition: list(each.officers) for each in answer.removed}


officers = st.builds(
    officer_of,
    st.sampled_from("abcdefghij"),
    place=st.sampled_from(["office", "office", "home", "off"]),
    level=st.sampled_from([0, 1, 1, 2, 2]),
    on_duty_until=st.sampled_from([None, 550, 570, 960]),
    units=st.sampled_from([["u"], ["u"], ["u", "v"], ["v"]]),
    open_now=st.integers(0, 2),
    given_today=st.integers(0, 2),
    last_given_at=st.sampled_from([None, 480, 500]),
    idle_since=st.sampled_from([None, 510, 530]),
    order=st.integers(0, 3),
)
groups = st.lists(officers, max_size=8, unique_by=lambda candidate: candidate.officer)
steps = st.builds(
    step_of,
    st.sampled_from(["r1", "r2", "r3", "r4", "r5", "r6"]),
    place=st.sampled_from(["any", "counter"]),
    submitted_at=st.integers(0, 2),
    due_at=st.none() | st.integers(0, 2),
    finishes_today=st.booleans(),
    order=st.integers(0, 2),
)
queues = st.lists(steps, max_size=6, unique_by=lambda step: step.request)


@pytest.mark.parametrize("case", cases("assigning"))
def test_scenarios(case: dict[str, Any]) -> None:
    """Each case of the scenario file recommends whom it names, and removes and relaxes what it names."""
    candidates = [officer_of(name, **known) for name, known in case["officers"].items()]
    answer = recommend(RULES[case["rule"]], step_of(**case.get("step", {})), candidates, now=NOW)
    assert case.get("removed", {}) == removed_by(answer)
    if isinstance(answer, Recommendation):
        assert case["ranked"] == [ranked.candidate.officer for ranked in answer.ranked]
        assert case["ranked"][0] == answer.officer
        assert case.get("reason", answer.ranked[0].reasons[0].code) == answer.ranked[0].reasons[0].code
    else:
        assert "ranked" not in case
        assert case["relax"] == list(answer.relax)
        assert case["would_remain"] == list(answer.would_remain)


@given(rule=rules, group=groups, work=steps, data=st.data())
def test_the_order_of_the_candidates_does_not_matter(
    rule: AssignmentRule, group: list[Candidate], work: WaitingStep, data: st.DataObject
) -> None:
    """The same candidates in another order get the same answer."""
    shuffled = data.draw(st.permutations(group))
    assert recommend(rule, work, group, now=NOW) == recommend(rule, work, shuffled, now=NOW)


@given(rule=rules, queue=queues, officer=officers, data=st.data())
def test_the_order_of_the_queue_does_not_matter(
    rule: AssignmentRule, queue: list[WaitingStep], officer: Candidate, data: st.DataObject
) -> None:
    """The same waiting steps in another order give the same next step."""
    shuffled = data.draw(st.permutations(queue))
    assert next_step(rule, officer, queue, now=NOW) == next_step(rule, officer, shuffled, now=NOW)


@given(rule=rules, group=groups, work=steps)
def test_who_is_recommended_may_take_it(
    rule: AssignmentRule, group: list[Candidate], work: WaitingStep
) -> None:
    """Nobody off duty, unskilled, of another unit, at a wrong place or short of time is recommended."""
    answer = recommend(rule, work, group, now=NOW)
    if isinstance(answer, Recommendation):
        for ranked in answer.ranked:
            candidate = ranked.candidate
            assert candidate.place is not None
            assert candidate.on_duty_until is not None
            assert candidate.skills["verify"] > 0
            assert "u" in candidate.units
            assert work.place in candidate.place.offers
            assert not work.finishes_today or NOW + work.expected_effort <= candidate.on_duty_until


@given(rule=rules, group=groups, work=steps)
def test_everybody_is_ranked_or_removed(
    rule: AssignmentRule, group: list[Candidate], work: WaitingStep
) -> None:
    """Each candidate is ranked, or stands under every condition that it fails, and never both."""
    answer = recommend(rule, work, group, now=NOW)
    ranked = {each.candidate.officer for each in getattr(answer, "ranked", ())}
    removed = removed_by(answer)
    for candidate in group:
        figures = pair_figures(work, candidate, NOW)
        failed = {condition.code for condition in HARD_CONDITIONS if not condition.holds(figures)}
        assert failed == {code for code, whom in removed.items() if candidate.officer in whom}
        assert (not failed) is (candidate.officer in ranked)
    assert len(ranked) == len(getattr(answer, "ranked", ()))


@given(rule=rules, group=groups, work=steps)
def test_the_way_out_is_the_smallest(rule: AssignmentRule, group: list[Candidate], work: WaitingStep) -> None:
    """Of all sets of conditions, tried one by one, none that is smaller leaves anybody."""

    def remaining(given_up: tuple[str, ...]) -> list[OfficerId]:
        hard = tuple(condition for condition in rule.hard if condition.code not in given_up)
        answer = recommend(attrs.evolve(rule, hard=hard), work, group, now=NOW)
        if isinstance(answer, Unassignable):
            return []
        return [each.candidate.officer for each in answer.ranked]

    answer = recommend(rule, work, group, now=NOW)
    if isinstance(answer, Unassignable) and group:
        codes = [condition.code for condition in rule.hard]
        assert sorted(answer.would_remain) == sorted(remaining(answer.relax))
        assert answer.would_remain
        for size in range(len(answer.relax)):
            assert [] == [given_up for given_up in combinations(codes, size) if remaining(given_up)]
        same_size = [given_up for given_up in combinations(codes, len(answer.relax)) if remaining(given_up)]
        assert answer.relax == max(same_size, key=lambda given_up: [codes.index(code) for code in given_up])


@given(rule=rules, queue=queues, officer=officers)
def test_next_step_and_recommend_agree(
    rule: AssignmentRule, queue: list[WaitingStep], officer: Candidate
) -> None:
    """The next step is the first in the queue that is recommended to the officer alone."""
    chosen = next_step(rule, officer, queue, now=NOW)
    takes = [work for work in queue if isinstance(recommend(rule, work, [officer], now=NOW), Recommendation)]
    assert takes == [work for work in queue if may_take(rule, work, officer, now=NOW)]
    assert chosen == min(takes, key=lambda work: queue_key(rule, work), default=None)


@given(rule=rules, group=groups, work=steps, data=st.data())
def test_a_constant_term_changes_nothing(
    rule: AssignmentRule, group: list[Candidate], work: WaitingStep, data: st.DataObject
) -> None:
    """A term that is the same for everybody, missing or not, leaves everybody in place wherever it is."""
    same_for_all = [Constant(5.0), Figure("submitted_at", "microseconds"), Constant(1.0) / 0]
    formula, prefers = data.draw(st.sampled_from(same_for_all)), data.draw(st.sampled_from(["less", "more"]))
    term = Term(code="constant", formula=formula, prefers=prefers, wording=WORDS)
    index = data.draw(st.integers(0, len(rule.levels[0].terms)))
    terms = (*rule.levels[0].terms[:index], term, *rule.levels[0].terms[index:])
    longer = attrs.evolve(rule, levels=(attrs.evolve(rule.levels[0], terms=terms), *rule.levels[1:]))
    plain, with_term = (recommend(each, work, group, now=NOW) for each in (rule, longer))
    if isinstance(plain, Recommendation) and isinstance(with_term, Recommendation):
        assert [each.candidate for each in plain.ranked] == [each.candidate for each in with_term.ranked]
        assert [each.reasons for each in plain.ranked] == [each.reasons for each in with_term.ranked]
    else:
        assert plain == with_term


@given(rule=rules, group=groups, work=steps)
def test_reasons_rebuild_the_ranking(rule: AssignmentRule, group: list[Candidate], work: WaitingStep) -> None:
    """Each reason names the first term in which two neighbours differ; the better one is in front."""
    answer = recommend(rule, work, group, now=NOW)
    terms = {term.code: term for level in rule.levels for term in level.terms}
    ranked = getattr(answer, "ranked", ())
    for front, behind in pairwise(ranked):
        (reason,) = front.reasons
        assert behind.candidate.officer == reason["next"]
        pairs = [
            (code, before, after)
            for code, before, after in zip(
                terms, sum(front.values.values(), ()), sum(behind.values.values(), ()), strict=True
            )
            if before != after
        ]
        if pairs:
            code, before, after = pairs[0]
            assert (code, before, after) == (reason.code, reason["value"], reason["other"])
            assert terms[code].key(before) < terms[code].key(after)
        else:
            assert "order" == reason.code
            keys = [(each.candidate.order, each.candidate.officer) for each in (front, behind)]
            assert sorted(keys) == keys
    if ranked:
        assert ("last" if len(ranked) > 1 else "only") == ranked[-1].reasons[0].code


@given(rule=rules, group=groups, work=steps)
def test_every_answer_speaks_two_languages(
    rule: AssignmentRule, group: list[Candidate], work: WaitingStep
) -> None:
    """Every reason has its blanks filled in English and in Indonesian, and there is always one."""
    answer = recommend(rule, work, group, now=NOW)
    reasons = [each.reason for each in answer.removed]
    if isinstance(answer, Unassignable):
        assert answer.reasons
        reasons += answer.reasons
    else:
        reasons += [reason for each in answer.ranked for reason in each.reasons]
    assert all("$" not in str(reason) + explain(reason, lang="id") for reason in reasons)
    assert all(rule.name == reason.rule for reason in reasons)


def test_nobody_is_removed_in_silence() -> None:
    """Who was removed is named in the sentence, and the way out too."""
    group = [officer_of("ani", level=0), officer_of("budi", level=0)]
    answer = recommend(by_rotation(), step_of(), group, now=NOW)
    assert isinstance(answer, Unassignable)
    expected = ["without the skill of the step: ani, budi", "without has_skill, ani, budi could take it"]
    assert expected == [str(reason) for reason in answer.reasons]


def test_an_officer_stands_once_among_the_candidates() -> None:
    """The same officer twice is a mistake of the caller."""
    with pytest.raises(DuplicateName, match="candidate 'ani'"):
        recommend(by_rotation(), step_of(), [officer_of("ani"), officer_of("ani")], now=NOW)


def test_the_earliest_promise_comes_first() -> None:
    """The queue goes by the promise, then by the age of the request; what has no promise comes last."""
    queue = [
        step_of("r1", due_at=None, submitted_at=0),
        step_of("r2", due_at=9, submitted_at=2),
        step_of("r3", due_at=9, submitted_at=1),
        step_of("r4", due_at=8, submitted_at=3),
    ]
    rule = by_earliest_promise()
    ordered = sorted(queue, key=lambda work: queue_key(rule, work))
    assert ["r4", "r3", "r2", "r1"] == [work.request for work in ordered]
    assert "r1" == min(queue, key=lambda work: queue_key(by_rotation(), work)).request


def test_nothing_is_next_for_somebody_off_duty() -> None:
    """Who is off duty has no next step, and neither has who waits before an empty queue."""
    assert next_step(by_rotation(), officer_of("ani", place="off"), [step_of()], now=NOW) is None
    assert next_step(by_rotation(), officer_of("ani"), [], now=NOW) is None


@pytest.mark.parametrize(("prefers", "expected"), [("less", [1.0, 2.0, None]), ("more", [2.0, 1.0, None])])
def test_a_missing_value_sorts_last(prefers: str, expected: list[float | None]) -> None:
    """What is missing comes last, whichever way a term prefers."""
    term = Term(code="x", formula=Figure("open_now", "steps"), prefers=prefers, wording=WORDS)
    assert expected == sorted([2.0, None, 1.0], key=term.key)


def test_a_term_prefers_less_or_more() -> None:
    """Another preference is refused."""
    with pytest.raises(UnknownName, match="preference of the term x 'most'"):
        Term(code="x", formula=Figure("open_now", "steps"), prefers="most", wording=WORDS)


def term(code: str = "x", name: str = "open_now", unit: str = "steps") -> Term:
    """A term that compares one figure."""
    return Term(code=code, formula=Figure(name, unit), wording=WORDS)


def hard(formula: Any) -> tuple[Condition, ...]:
    """One hard condition."""
    return (Condition(code="x", formula=formula, wording=WORDS),)


LEGAL = DatedConstant(parameter("load.limit", "steps", 3.0))


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"levels": (Level(name="luck", terms=()),)}, UnknownName, "level of the assignment rule .* 'luck'"),
        ({"levels": (Level(name="service", terms=()),) * 2}, DuplicateName, "level"),
        (
            {"levels": (Level(name="comfort", terms=()), Level(name="main_job", terms=()))},
            BrokenRule,
            "levels stand as comfort, main_job; the order is main_job, service, comfort",
        ),
        (
            {"levels": (Level(name="service", terms=(term(),)), Level(name="comfort", terms=(term(),)))},
            DuplicateName,
            "term of the assignment rule by_rotation 'x'",
        ),
        ({"hard": HARD_CONDITIONS[:1] * 2}, DuplicateName, "hard condition .* 'on_duty'"),
        ({"queue": (term(name="due_at", unit="microseconds"),) * 2}, DuplicateName, "queue term"),
        ({"levels": (Level(name="service", terms=(term(name="mood"),)),)}, UnknownName, "'mood'"),
        ({"levels": (Level(name="service", terms=(term(unit="days"),)),)}, UnitMismatch, "open_now"),
        ({"queue": (term(),)}, UnknownName, "'open_now'"),
        ({"hard": hard(Figure("idle", "yes/no"))}, UnknownName, "'idle'"),
        (
            {"hard": hard(less_than(Figure("open_now", "steps"), LEGAL, missing="no"))},
            BrokenRule,
            r"reads load\.limit, and an assignment has no day",
        ),
    ],
)
def test_a_broken_rule_is_refused(change: dict[str, Any], error: type[Exception], text: str) -> None:
    """A rule with unknown or repeated names, levels out of order, or a reading of the law is refused."""
    with pytest.raises(error, match=text):
        attrs.evolve(by_rotation(), **change)


@pytest.mark.parametrize("make", [by_rotation, by_least_load, by_earliest_promise, by_skill_first])
def test_a_shipped_rule_is_called_like_its_function(make: Callable[[], AssignmentRule]) -> None:
    """Each shipped rule has the name of its function, and two calls give equal rules."""
    assert make.__name__ == make().name
    assert make() == make()


def test_levels_are_never_traded() -> None:
    """However much worse in comfort, who is better in service comes first."""
    heavy, light = officer_of("ani", open_now=0, given_today=10_000), officer_of("budi", open_now=1)
    answer = recommend(by_least_load(), step_of(), [light, heavy], now=NOW)
    assert isinstance(answer, Recommendation)
    assert "ani" == answer.officer
    assert {"service": (0.0,), "comfort": (10_000.0,)} == answer.ranked[0].values
