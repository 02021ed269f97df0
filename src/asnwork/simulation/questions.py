"""The questions that the loop asks of the rules, made once for a run: figures as the loop knows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from asnwork.domain.assignment import Candidate, WaitingStep
from asnwork.domain.formula import all_of, figures_of
from asnwork.domain.identity import RequestId
from asnwork.errors import BrokenRule
from asnwork.simulation.city import City
from asnwork.simulation.desk import State
from asnwork.simulation.lowering import Asked, lower, ordering
from asnwork.simulation.rules import (
    OFFICER_FIGURES,
    PAIR_FIGURES,
    AnyRule,
    AssigningRule,
    PlainRule,
    Terms,
    split,
)
from asnwork.simulation.scenario import Scenario
from asnwork.simulation.staffing import DayPlan
from asnwork.simulation.work import Kind, Work

__all__ = ["asker", "may_start", "officer_figures", "pair_key", "work_figures"]


def officer_figures(state: State) -> dict[str, Asked]:
    """Return the figures of a free officer on duty, asked by (officer, moment)."""
    closes, last, today = state.closes, state.last_given_at, state.given_today
    open_now, idle = state.open_now, state.idle_since
    return {
        "on_duty": 1.0,
        "now": lambda officer, now: now,
        "on_duty_until": lambda officer, now: closes[officer],
        "last_given_at": lambda officer, now: last[officer],
        "given_today": lambda officer, now: today[officer],
        "open_now": lambda officer, now: open_now[officer],
        "idle_since": lambda officer, now: idle[officer],
    }


def work_figures(
    work: Work, row: list[int], kind: list[int], submitted_at: list[int], due_at: list[int], state: State
) -> dict[str, Asked]:
    """Return the figures of a waiting piece, asked by (piece, moment)."""
    queued_at = state.queued_at
    expected = [each.expected_effort for each in work.kinds]
    must_fit = [float(each.must_fit) for each in work.kinds]
    return {
        "submitted_at": lambda piece, now: submitted_at[row[piece]],
        "waiting_since": lambda piece, now: queued_at[piece],
        "due_at": lambda piece, now: due_at[row[piece]] or None,
        "expected_effort": lambda piece, now: expected[kind[piece]],
        "finishes_today": lambda piece, now: must_fit[kind[piece]],
    }


def _kind_figures(kind: Kind) -> dict[str, Asked]:
    return {
        "expected_effort": float(kind.expected_effort),
        "finishes_today": float(kind.must_fit),
    }


def may_start(
    scenario: Scenario, kinds: Sequence[Kind], rule: AnyRule, state: State
) -> list[Callable[[int, int], Any] | None]:
    """Return for each kind whether (officer, moment) may begin such a piece; None when that is always so."""
    _, moving = split(rule)
    if not moving or callable(rule):
        return [None] * len(kinds)
    condition, officer = all_of(*moving), officer_figures(state)
    known: dict[tuple[int, bool], Callable[[int, int], Any] | None] = {}
    asked = []
    for kind in kinds:
        key = (kind.expected_effort, kind.must_fit)
        if key not in known:
            figures = {**officer, **_kind_figures(kind)}
            known[key] = _as_question(lower(condition, figures, on=scenario.since))
        asked.append(known[key])
    return asked


def _as_question(lowered: Asked) -> Callable[[int, int], Any] | None:
    if callable(lowered):
        if getattr(lowered, "always_answers", False):
            return lowered  # yes and no are 1 and 0, and so as good as true and false
        asked = lowered
        return lambda officer, now: asked(officer, now) == 1
    return None if lowered == 1 else (lambda officer, now: False)


def pair_key(city: City, rule: AssigningRule, terms: Terms, state: State) -> Callable[[int, int, int], Any]:
    """Return the place of (officer, kind, moment) for a rule that looks at officer and work together.

    Raises:
        BrokenRule: A term reads what differs within a kind of work.
    """
    allowed = PAIR_FIGURES | OFFICER_FIGURES
    for formula, _ in terms:
        if not set(figures_of(formula)) <= allowed:
            raise BrokenRule(
                rule.name, f"{formula} reads more than officer and kind of work, which a queue cannot keep"
            )
    staff, kinds = city.staff, city.work.kinds
    places = city.scenario.catalogue.places
    keys: dict[int, Callable[[int, int], Any]] = {}

    def key_of(kind: Kind) -> Callable[[int, int], Any]:
        levels = [officer.level_of(kind.skill) for officer in staff.officers]
        same = [float(unit == kind.unit) for unit in staff.unit_of]
        figures: dict[str, Asked] = {
            **officer_figures(state),
            **_kind_figures(kind),
            "skill_level": lambda officer, now: levels[officer],
            "has_skill": lambda officer, now: float(levels[officer] > 0),
            "same_unit": lambda officer, now: same[officer],
            "place_allows": 1.0 if places else 0.0,
        }
        return ordering(terms, figures, on=city.scenario.since)

    def pair_key(officer: int, kind: int, now: int) -> Any:
        if kind not in keys:
            keys[kind] = key_of(kinds[kind])
        return keys[kind](officer, now)

    return pair_key


def asker(
    city: City, plan: DayPlan, rule: PlainRule, state: State, due_at: list[int], submitted_at: list[int]
) -> Callable[[int, Sequence[int], int], int]:
    """Put a function in the place of the loop's own choice: it sees what an application would show it."""
    staff, work, scenario = city.staff, city.work, city.scenario
    places = [scenario.catalogue.places[code] for code in staff.place_codes]

    def step(piece: int) -> WaitingStep:
        kind, row = work.kinds[work.kind[piece]], int(work.row[piece])
        return WaitingStep(
            request=RequestId(f"r{int(work.request[row]) + 1:07d}"),
            round=int(work.round[row]),
            step=work.step_codes[work.step[piece]],
            service=scenario.demand[work.stream[row]].service,
            unit=kind.unit,
            skill=kind.skill,
            place=kind.place,
            submitted_at=submitted_at[row],
            waiting_since=state.queued_at[piece],
            due_at=due_at[row] or None,
            expected_effort=kind.expected_effort,
            finishes_today=kind.must_fit,
            order=piece,
        )

    def ask(officer: int, pieces: Sequence[int], now: int) -> int:
        day = int(np.searchsorted(city.midnights, now, side="right")) - 1
        candidate = Candidate(
            officer=staff.officers[officer].id,
            place=places[plan.place[officer, day]],
            on_duty_until=state.closes[officer],
            units={staff.unit_of[officer]},
            skills={skill.code: skill.level for skill in staff.officers[officer].skills},
            open_now=state.open_now[officer],
            given_today=state.given_today[officer],
            last_given_at=state.last_given_at[officer],
            idle_since=state.idle_since[officer],
            order=officer,
        )
        found = rule(candidate, [step(piece) for piece in pieces], now)
        return -1 if found is None else found.order

    return ask
