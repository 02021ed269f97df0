"""Where the scenario of a command comes from: a file, or the shipped registry of Surabaya."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.domain.service import TimeLimit
    from asnwork.simulation.scenario import Scenario

__all__ = ["readings", "scenario_from"]


def scenario_from(file: str | None) -> Scenario:
    """Return the scenario of a file, or the shipped one when there is none.

    Raises:
        InvalidInput: Something in the file is wrong; holds every fault with its path.
    """
    from asnwork.indonesia.surabaya import CALENDARS, CATALOGUES, surabaya_registry

    if file is None:
        return surabaya_registry()
    from asnwork.adapters.scenario_file import read_scenario

    return read_scenario(file, catalogues=CATALOGUES, calendars=CALENDARS)


def readings() -> Mapping[str, TimeLimit]:
    """Return the readings of the promise of 1x24 hours, by name."""
    from asnwork.indonesia.surabaya import promise_readings

    return promise_readings()
