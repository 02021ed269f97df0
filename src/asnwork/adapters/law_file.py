"""Instrument files: one TOML file for each legal instrument, read strictly, every fault at once.

A file names the instrument once, then each number that it sets:

    [instrument]
    kind = "PermenPANRB"               # as it is cited: UU, PP, Perpres, SE Mendagri, Perwali Surabaya, ...
    number = "4"
    year = 2025
    title = "Fleksibilitas kerja ASN"
    link = "https://..."               # where it was read; a value may have its own link
    issued_on = 2025-04-16             # may be left out when it is not known
    in_force = "yes"                   # yes, superseded, ended, unknown
    reviewed_on = 2026-11-24           # the day somebody last looked whether this still holds

    [parameters."flexible.days_a_week"]     # the path stands in quotes
    unit = "days"
    label = "working days a week away from the office, at most"
    label_id = "hari kerja di luar kantor dalam sepekan, paling banyak"
    values = [
      { from = 2025-04-21, value = 2, article = "13(1)", certainty = "reported", link = "https://..." },
    ]

A value holds from its first day until the next one begins. `to` names its last day; what follows must
begin on the day after, and after the last `to` nothing holds any more.

`certainty` is "enacted" (the instrument's own text was read), "reported" (somebody wrote about it) or
"assumed" (recalled or derived). An enacted or reported value says where: by `link`, by the link of the
instrument, or by a `reason` that names the place. An assumed value gives the `reason` in words and has
neither article nor link; its `from` may be left out on the first value, which then holds since ever.

A table of bands stands in place of the number. The first band has no lower end; each other one begins
`at_least` at a quantity or applies to `more_than` it, one way for the whole table:

    [parameters."tpp.late_cut"]
    unit = "share"
    of_unit = "minutes"                # what is looked up in the table
    label = "..."
    label_id = "..."

    [[parameters."tpp.late_cut".values]]
    from = 2020-01-01
    certainty = "reported"
    bands = [
      { value = 0 },
      { at_least = 1, value = 0.005 },
      { at_least = 31, value = 0.01 },
    ]

Numbers that stand in no instrument go to a file that begins with ``[assumptions]``, which has a `title`
and `reviewed_on`; everything in it is assumed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

from asnwork.adapters.law_rows import check_days, check_kinds, read_row
from asnwork.adapters.toml_table import TomlTable
from asnwork.domain.law import Dated, InForce, Law, LegalReference, Parameter
from asnwork.errors import Fault, InvalidInput, near_misses

__all__ = ["KNOWN_UNITS", "load_law", "read_instrument"]

KNOWN_UNITS = frozenset(
    {
        *("1", "share", "yes/no", "basis points", "points"),
        *("minutes", "hours", "days", "weeks", "months", "years", "microseconds"),
        *("rupiah", "requests", "steps", "results", "officers", "citizens", "trips"),
    }
)
"""The units that a number of the law may be in, alone or joined: rupiah/day, minutes/week."""

_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def read_instrument(text: str, *, source: str = "") -> tuple[Parameter, ...]:
    """Return the parameters of one instrument file.

    Args:
        text: The file's text, in the form that this module describes.
        source: The file's name, for messages.

    Returns:
        The parameters in the order of the file.

    Raises:
        InvalidInput: Something in it is wrong; every fault at once, each with its path.

    Examples:
        >>> from datetime import date
        >>> parameters = read_instrument('''
        ... [assumptions]
        ... title = "for this example"
        ... reviewed_on = 2026-11-24
        ... [parameters."main_job.threshold"]
        ... unit = "share"
        ... label = "part of the main job that must be done"
        ... label_id = "bagian tugas utama yang harus selesai"
        ... values = [{ value = 0.9, certainty = "assumed", reason = "no rule gives a number" }]
        ... ''')
        >>> parameters[0].path, parameters[0].on(date(2026, 5, 4))
        ('main_job.threshold', 0.9)
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "a text stands in quotes, a day like 2025-04-21 does not, a name stands once"
        raise InvalidInput(
            Fault("file", given=str(error), expected="TOML", hint=hint), source=source
        ) from None
    faults: list[Fault] = []
    parameters = tuple(_parameters(TomlTable(content, "", faults)))
    if faults:
        raise InvalidInput(*faults, source=source)
    return parameters


def load_law(texts: Mapping[str, str]) -> Law:
    """Return the law that a set of instrument files makes.

    Args:
        texts: The text of each file by its name. The order does not matter.

    Raises:
        InvalidInput: Something in one of the files is wrong, or two files set one parameter; every
            fault of every file at once.

    Examples:
        >>> len(load_law({}).parameters)
        0
    """
    faults: list[Fault] = []
    home: dict[str, str] = {}
    found: list[Parameter] = []
    for name in sorted(texts):
        try:
            parameters = read_instrument(texts[name])
        except InvalidInput as error:
            faults += [_in_file(name, fault) for fault in error.faults]
            continue
        for parameter in parameters:
            first = home.setdefault(parameter.path, name)
            if first != name:
                path = f'{name}: parameters."{parameter.path}"'
                faults.append(Fault(path, given=f"also in {first}", expected="one file for each parameter"))
        found += parameters
    if faults:
        raise InvalidInput(*faults, source="law")
    return Law(parameters=found)


def _in_file(name: str, fault: Fault) -> Fault:
    return Fault(f"{name}: {fault.path}", given=fault.given, expected=fault.expected, hint=fault.hint)


# --- the file ----------------------------------------------------------------------------------


def _parameters(file: TomlTable) -> Iterator[Parameter]:
    instrument = _instrument(file)
    entries = file.table("parameters")
    file.finish()
    for path in entries.names() if entries else ():
        entry = entries.table(path) if entries else None
        if entry is not None:
            parameter = _parameter(path, entry, instrument)
            if parameter is not None:
                yield parameter


# What stands in for a head with a fault, so that no value is blamed for it.
_UNREAD = LegalReference(kind="?", number="?", year=0, link="?")


def _instrument(file: TomlTable) -> LegalReference | None:
    """The instrument that the file is of, without article; None for a file of assumptions."""
    if file.has("assumptions"):
        assumptions = file.table("assumptions")
        if assumptions is not None:
            assumptions.text("title")
            assumptions.day("reviewed_on")
            assumptions.finish()
        return None
    table = file.table("instrument", hint="a file begins with [instrument] or with [assumptions]")
    if table is None:
        return _UNREAD
    year = table.number("year")
    if year is not None and not year.is_integer():
        table.fault("year", given=year, expected="a whole year")
    reference = LegalReference(
        kind=table.text("kind"),
        number=table.text("number"),
        year=int(year or 0),
        title=table.text("title"),
        link=table.link("link") or ("?" if table.has("link") else ""),
        issued_on=table.day("issued_on", optional=True),
        in_force=table.choice("in_force", InForce) or InForce.UNKNOWN,
        reviewed_on=table.day("reviewed_on"),
    )
    table.finish()
    return reference


def _parameter(path: str, entry: TomlTable, instrument: LegalReference | None) -> Parameter | None:
    before = len(entry.faults)
    if entry.looks_nested():
        entry.fault(
            "", given="tables inside", expected="a parameter", hint=f'quotes around [parameters."{path}..."]'
        )
        return None
    if not _PATH.fullmatch(path):
        expected = "small letters, digits and _, in parts joined by dots"
        entry.fault("", given=path, expected=expected, hint='such as [parameters."tpp.late_cut"]')
    unit, of_unit = _unit(entry, "unit"), _unit(entry, "of_unit", optional=True)
    label, label_id = entry.text("label"), entry.text("label_id")
    rows = [read_row(row, instrument, first=index == 0) for index, row in enumerate(entry.tables("values"))]
    entry.finish()
    check_kinds(entry, rows, of_unit)
    until = check_days(entry, rows)
    if len(entry.faults) > before:
        return None
    return Parameter(
        path=path,
        unit=unit,
        of_unit=of_unit,
        label=label,
        label_id=label_id,
        values=Dated(values=[(row.since, row.value) for row in rows], until=until),
        basis=Dated(values=[(row.since, row.basis) for row in rows], until=until),
    )


def _unit(entry: TomlTable, key: str, *, optional: bool = False) -> str:
    unit = entry.text(key, optional=optional)
    if unit in KNOWN_UNITS or not unit:
        return unit
    unknown = [part for part in re.split(r"[*/]", unit) if part not in KNOWN_UNITS]
    if unknown:
        near = near_misses(unknown[0], KNOWN_UNITS)
        hint = f"did you mean {' or '.join(near)}?" if near else ""
        entry.fault(key, given=unit, expected=f"a known unit: {', '.join(sorted(KNOWN_UNITS))}", hint=hint)
    return unit
