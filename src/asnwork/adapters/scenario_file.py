"""Scenario files: a whole city for the simulation in one TOML file, written by hand.

    catalogue = ["surabaya", "my_service.toml"] # names that the caller knows, files beside this one
    calendar = "surabaya"                       # a name that the caller knows, or a table [calendar]
    basis = "ours"                              # what rows rest on that name nothing else; may be left out

    [scenario]
    name = "two_offices"
    label = "two offices and a registry"
    label_id = "dua kantor dan dinas"
    since = 2026-07-01                          # the first day whose requests are measured
    until = 2026-10-01                          # the first day whose requests are measured no more
    load = 0.8                                  # the minutes of all steps follow from it
    # run_in_days, run_out_days, seed, assign, end_of_shift, start_anyway, rework, time_out_hours,
    # field_place, work_target: as `Scenario` says, and as it has them when they are left out

    [[units]]
    code = "north"
    name = "North"                              # parent and district may be left out
    [[units]]
    code = "registry"
    name = "Registry"

    [routing]                                   # who does the steps that need a skill
    help = "office"                             # the office where the request was filed
    verify = "registry"                         # or one unit

    [kinds.pns]
    is_asn = true
    has_plan = true
    gets_allowance = true

    [positions.desk]
    label = "desk"
    label_id = "loket"
    allowance = 6_000_000                       # rupiah a month

    [weeks.office]                              # days: mon_thu, mon, tue, wed, thu, fri, sat, sun
    mon_thu = ["07:30-12:00", "13:00-16:00"]
    fri = ["07:30-11:30", "13:00-16:30"]

    [profiles]                                  # weights of the 24 hours of a day
    even = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]

    [[staff]]
    code = "desk"
    units = ["nor*"]                            # codes, or patterns: * for any text, ? for one character
    each = 2                                    # officers in each of the units
    kind = "pns"                                # a name under [kinds], or the table itself, as elsewhere
    position = "desk"
    skills = { help = 2 }                       # with their levels
    week = "office"
    place = "office"                            # elsewhere, at_least, reserved_minutes may be left out
    elsewhere = "home"

    [[demand]]
    service = "family_card"
    channel = "whatsapp"
    offices = ["north"]
    per_day = 12                                # on a working day, at all of the offices together
    hours = "even"                              # a name under [profiles], or 24 weights
    closed_day = 0.3                            # what a closed day brings, as a share of a working day

    [assumptions.leave]                         # all of `ASSUMPTIONS`
    value = 0.05
    low = 0.02
    high = 0.1
    unit = "share"
    basis = { certainty = "assumed", reason = "twelve days of about 240" }

    [sources.ours]                              # as in a catalogue file
    certainty = "assumed"
    reason = "made up for this example"

The order of units, staff, demand and of every table does not matter. A table [calendar] has zone, since,
until, week and, where they are needed, name, holidays (day, name, name_id, kind, hours) and seasons (name,
since, until, week).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asnwork.adapters.documents import kind_of, parse, read_text
from asnwork.adapters.faults import Word
from asnwork.adapters.scenario_parts import Calendars, Catalogues, ScenarioReader
from asnwork.errors import Fault, InvalidInput
from asnwork.simulation.scenario import Scenario

__all__ = ["Calendars", "Catalogues", "parse_scenario", "read_scenario", "structure_scenario"]


def read_scenario(
    path: str | os.PathLike[str], *, catalogues: Catalogues | None = None, calendars: Calendars | None = None
) -> Scenario:
    """Return the scenario that a file holds.

    Args:
        path: The file, as the module describes it; catalogue files are looked for beside it.
        catalogues: Catalogues that the file may name.
        calendars: Calendars that the file may name.

    Raises:
        InvalidInput: Something is wrong; holds every fault with its path, and nothing was half-loaded.
    """
    source = os.fspath(path)
    return parse_scenario(
        read_text(path),
        source=source,
        folder=Path(source).parent,
        catalogues=catalogues,
        calendars=calendars,
    )


def parse_scenario(
    text: str,
    *,
    source: str = "",
    folder: str | os.PathLike[str] | None = None,
    catalogues: Catalogues | None = None,
    calendars: Calendars | None = None,
) -> Scenario:
    """Return the scenario that a text holds.

    Args:
        text: The text, as the module describes it.
        source: Where it was read, for the text of an error.
        folder: Where catalogue files are looked for; None when the text may name none.
        catalogues: Catalogues that the text may name.
        calendars: Calendars that the text may name.

    Raises:
        InvalidInput: Something is wrong; holds every fault with its path, and nothing was half-loaded.

    Examples:
        >>> try:
        ...     parse_scenario("calender = 'surabaya'")
        ... except InvalidInput as error:
        ...     print(error.faults[0])
        calender: given 'calender', expected a known key (did you mean calendar?)
    """
    raw = parse(text, form="toml", source=source)
    return structure_scenario(raw, source=source, folder=folder, catalogues=catalogues, calendars=calendars)


def structure_scenario(
    raw: Mapping[str, Any],
    *,
    source: str = "",
    folder: str | os.PathLike[str] | None = None,
    catalogues: Catalogues | None = None,
    calendars: Calendars | None = None,
) -> Scenario:
    """Return the scenario that plain tables, lists and scalars hold.

    Args:
        raw: What a scenario file holds.
        source: Where it was read, for the text of an error.
        folder: Where catalogue files are looked for; None when it may name none.
        catalogues: Catalogues that it may name.
        calendars: Calendars that it may name.

    Raises:
        InvalidInput: Something is wrong; holds every fault with its path.
    """
    _refuse_another_kind(raw, source)
    faults: list[Fault] = []
    found = ScenarioReader(raw=raw, faults=faults).parts(folder, catalogues or {}, calendars or {})
    if faults:
        raise InvalidInput(*faults, source=source)
    return Scenario(**found)


_TABLES = frozenset({"scenario", "units", "routing", "staff", "demand"})
_WAY_OUT = {
    "mapping": "or use `asnwork replay`",
    "catalogue": "a scenario names it under catalogue",
    "law": "`asnwork check` reads it",
}


def _refuse_another_kind(raw: Mapping[str, Any], source: str) -> None:
    """Raise InvalidInput, with one fault, when this is a file of another kind and no scenario at all."""
    try:
        kind = kind_of(raw)
    except InvalidInput:  # of no kind: its keys are named one by one
        return
    if kind != "scenario" and not _TABLES & raw.keys():
        fault = Fault("(all of it)", given=Word(f"a {kind}"), expected="a scenario", hint=_WAY_OUT[kind])
        raise InvalidInput(fault, source=source)
