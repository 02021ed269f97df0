"""How far the readable loop is from the least that a heap-based loop in plain Python must do.

The limit pushes and pops one completion and one queue entry for every piece of work, and decides nothing.
Both run on the same city in the same process, in turn; compare the ratio, not the seconds.
"""

from __future__ import annotations

import sys
import time
from heapq import heappop, heappush
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from attrs import evolve

from asnwork.domain.formula import yes_or_no
from asnwork.policies.assignment_rules import by_rotation
from asnwork.simulation.engine import build_city, day_plan, lay_desk
from asnwork.simulation.loop import run_desk
from tests.simulation.cities import small_city


def limit(pieces: int) -> float:
    """Return the seconds that four heap operations for each piece take, on heaps of a usual size."""
    begins = time.perf_counter()
    events: list[tuple[int, int, int]] = [(number, 0, number) for number in range(500)]
    queue: list[tuple[int, int]] = [(number, number) for number in range(50)]
    for number in range(pieces):
        heappush(events, (500 + number * 7919 % 100_003, 0, number))
        heappop(events)
        heappush(queue, (50 + number, number))
        heappop(queue)
    return time.perf_counter() - begins


def main() -> None:
    """Print pieces a second and the ratio to the limit, best of three."""
    scenario = small_city()
    demand = tuple(evolve(stream, per_day=20.0) for stream in scenario.demand)
    scenario = small_city(demand=demand, load=0.8)
    city = build_city(scenario, 0)
    plan = day_plan(scenario, city.staff, city.officers, yes_or_no(0))
    ratios, rates = [], []
    for _ in range(3):
        desk = lay_desk(city, plan, by_rotation())
        begins = time.perf_counter()
        log = run_desk(desk)
        seconds = time.perf_counter() - begins
        rates.append(len(log.choices) / seconds)
        ratios.append(seconds / limit(len(log.choices)))
    print(f"pieces of work: {len(log.choices):,}; a second: {max(rates):,.0f}")
    print(f"loop / four heap operations a piece: {min(ratios):.1f}")


if __name__ == "__main__":
    main()
