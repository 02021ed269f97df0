"""A seeded city in which the very rules of `policies` and `scoring` are tried before they are decided.

It needs numpy: `pip install "asnwork[sim]"`.
"""

from __future__ import annotations

from asnwork.errors import MissingExtra

try:
    import numpy as numpy
except ModuleNotFoundError as missing:
    raise MissingExtra("numpy", "sim", "the simulation") from missing

from asnwork.simulation.city import City, build_city
from asnwork.simulation.experiment import Design, Finding, Group, Outcome, Point, compare
from asnwork.simulation.measures import CELLS, SERVICE_MEASURES, on_time_by_reading, service_measures
from asnwork.simulation.run import Run, run
from asnwork.simulation.scenario import (
    ASSUMPTIONS,
    Assign,
    Assumption,
    EndOfShift,
    Rework,
    Scenario,
    StaffGroup,
    Stream,
)
from asnwork.simulation.statistics import PairedDifference, paired_difference, t_quantile
from asnwork.simulation.what_if import WhatIf, compare_reform, reformed_schemes

__all__ = [
    "ASSUMPTIONS",
    "CELLS",
    "SERVICE_MEASURES",
    "Assign",
    "Assumption",
    "City",
    "Design",
    "EndOfShift",
    "Finding",
    "Group",
    "Outcome",
    "PairedDifference",
    "Point",
    "Rework",
    "Run",
    "Scenario",
    "StaffGroup",
    "Stream",
    "WhatIf",
    "build_city",
    "compare",
    "compare_reform",
    "on_time_by_reading",
    "paired_difference",
    "reformed_schemes",
    "run",
    "service_measures",
    "t_quantile",
]
