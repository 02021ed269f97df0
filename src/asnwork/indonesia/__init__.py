"""Indonesian law, services and schemes as dated data, and the shipped city of Surabaya.

Each name is found in its own module on first use, so that the law alone does not load a simulation:

>>> from asnwork.indonesia import national_law
>>> str(national_law()["flexible.days_a_week"])
'flexible.days_a_week'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.indonesia.calendars import (
        counter_calendar,
        national_holidays,
        registry_counter_hours,
        surabaya_calendar,
    )
    from asnwork.indonesia.law import national_law
    from asnwork.indonesia.schemes import all_pays, all_schemes, all_workplaces, standard_factorial
    from asnwork.indonesia.surabaya import (
        CALENDARS,
        CATALOGUES,
        promise_readings,
        surabaya_catalogue,
        surabaya_registry,
    )

__all__ = [
    "CALENDARS",
    "CATALOGUES",
    "all_pays",
    "all_schemes",
    "all_workplaces",
    "counter_calendar",
    "national_holidays",
    "national_law",
    "promise_readings",
    "registry_counter_hours",
    "standard_factorial",
    "surabaya_calendar",
    "surabaya_catalogue",
    "surabaya_registry",
]

# Where each name lives; a name is added here, in `__all__`, and among the imports for type checkers above.
_HOME = {
    **dict.fromkeys(
        ("counter_calendar", "national_holidays", "registry_counter_hours", "surabaya_calendar"), "calendars"
    ),
    **dict.fromkeys(("national_law",), "law"),
    **dict.fromkeys(("all_pays", "all_schemes", "all_workplaces", "standard_factorial"), "schemes"),
    **dict.fromkeys(
        ("CALENDARS", "CATALOGUES", "promise_readings", "surabaya_catalogue", "surabaya_registry"), "surabaya"
    ),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'asnwork.indonesia' has no attribute {name!r}")
    return getattr(importlib.import_module(f"asnwork.indonesia.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
