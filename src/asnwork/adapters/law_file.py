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

A value that an earlier instrument set, before the one of the file took its place, says which:
``set_by = { kind = "PP", number = "30", year = 2019, title = "..." }``. It counts as superseded; link and
day of review are those of the value and of the file, where it was read about.

A share or a percentage says of what: `share_of` and `share_of_id` are needed beside ``unit = "share"`` and
``unit = "percent"``, and beside no other unit.

A table of bands stands in place of the number. The first band has no lower end; each other one begins
`at_least` at a quantity or applies to `more_than` it, one way for the whole table. A band may also say its
upper end, `below` or `at_most`; then the next one must begin there. With ``step = 0.01`` a quantity is
rounded to that step first, half up, so that `at_most` 76.60 and `at_least` 76.61 meet. With
``reading = "marginal"`` each value is the rate for the part that lies in the band:

    [parameters."tpp.late_cut"]
    unit = "share"
    share_of = "the discipline part of one month"
    share_of_id = "bagian disiplin satu bulan"
    of_unit = "minutes"                # what is looked up in the table
    label = "..."
    label_id = "..."

    [[parameters."tpp.late_cut".values]]
    from = 2020-01-01
    certainty = "reported"
    bands = [
      { value = 0 },
      { at_least = 1, below = 31, value = 0.005 },
      { at_least = 31, value = 0.01 },
    ]

A list stands in place of the number under ``unit = "list"``:

    items = [ { code = "health", label = "health data", label_id = "data kesehatan" } ]

A city's own file may set anew what the law below sets already, from its own first day on, when its head
names the paths: ``replaces = ["tpp.late_cut"]``.

Numbers that stand in no instrument go to a file that begins with ``[assumptions]``, which has a `title`
and `reviewed_on`; everything in it is assumed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date

from attrs import evolve, frozen

from asnwork.adapters.law_rows import check_days, check_kinds, read_row
from asnwork.adapters.toml_table import TomlTable
from asnwork.domain.law import (
    Dated,
    InForce,
    Instrument,
    Law,
    LegalReference,
    Parameter,
    layered,
)
from asnwork.errors import Fault, InvalidInput, near_hint

__all__ = ["KNOWN_UNITS", "LONGEST_INSTRUMENT", "load_law", "read_instrument", "read_instruments"]

KNOWN_UNITS = frozenset(
    {
        *("1", "share", "percent", "yes/no", "basis points", "points", "list"),
        *("minutes", "clock minutes", "hours", "days", "weeks", "months", "years", "microseconds"),
        *("rupiah", "requests", "steps", "results", "officers", "citizens", "people", "answers", "trips"),
        "returns",
    }
)
"""The units that a number of the law may be in, alone or joined: rupiah/day, minutes/week."""

LONGEST_INSTRUMENT = 1024 * 1024
"""The longest instrument file that is read, in bytes (1 MiB)."""

_SHARES = ("share", "percent")
_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def read_instrument(text: str, *, source: str = "") -> Instrument:
    """Return the instrument in a file, with the parameters that it sets.

    Args:
        text: The file's text, in the form that this module describes.
        source: The file's name, for messages.

    Returns:
        The instrument; its parameters stand in the order of the file.

    Raises:
        InvalidInput: Something in it is wrong; every fault at once, each with its path.

    Examples:
        >>> from datetime import date
        >>> ours = read_instrument('''
        ... [assumptions]
        ... title = "for this example"
        ... reviewed_on = 2026-11-24
        ... [parameters."main_job.threshold"]
        ... unit = "share"
        ... share_of = "each target"
        ... share_of_id = "tiap target"
        ... label = "part of the main job that must be done"
        ... label_id = "bagian tugas utama yang harus selesai"
        ... values = [{ value = 0.9, certainty = "assumed", reason = "no rule gives a number" }]
        ... ''')
        >>> ours.title, ours["main_job.threshold"].on(date(2026, 5, 4))
        ('for this example', 0.9)
    """
    size = len(text.encode(errors="replace"))
    if size > LONGEST_INSTRUMENT:
        expected = f"an instrument file of at most {LONGEST_INSTRUMENT} bytes"
        raise InvalidInput(Fault("file", given=f"{size} bytes", expected=expected), source=source)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, tables without end
        hint = "a text stands in quotes, a day like 2025-04-21 does not, a name stands once"
        raise InvalidInput(
            Fault("file", given=str(error), expected="TOML", hint=hint), source=source
        ) from None
    faults: list[Fault] = []
    instrument = _instrument(TomlTable(content, "", faults))
    if faults:
        raise InvalidInput(*faults, source=source)
    return evolve(instrument, source=source)


def read_instruments(texts: Mapping[str, str]) -> tuple[Instrument, ...]:
    """Return the instruments in a set of files, in the order of their names.

    Args:
        texts: The text of each file by its name.

    Raises:
        InvalidInput: Something in one of the files is wrong; every fault of every file at once.
    """
    found, faults = _read_all(texts)
    if faults:
        raise InvalidInput(*faults, source="law")
    return tuple(found)


def load_law(texts: Mapping[str, str]) -> Law:
    """Return the law that a set of instrument files makes.

    Args:
        texts: The text of each file by its name. The order does not matter.

    Raises:
        InvalidInput: Something in one of the files is wrong, or two files set one parameter; every
            fault of every file at once.

    Examples:
        >>> len(load_law({}))
        0
    """
    found, faults = _read_all(texts)
    try:
        law = layered(Law(parameters=()), found)
    except InvalidInput as error:
        raise InvalidInput(*faults, *error.faults, source="law") from None
    if faults:
        raise InvalidInput(*faults, source="law")
    return law


def _read_all(texts: Mapping[str, str]) -> tuple[list[Instrument], list[Fault]]:
    """What can be read of a set of files, and what is wrong in the others."""
    found: list[Instrument] = []
    faults: list[Fault] = []
    for name in sorted(texts):
        try:
            found.append(evolve(read_instrument(texts[name]), source=name))
        except InvalidInput as error:
            faults += [fault.at(f"{name}: {fault.path}") for fault in error.faults]
    return found, faults


# --- the file ----------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Head:
    """What stands at the top: the instrument, or none for assumptions; and what it replaces."""

    title: str
    reference: LegalReference | None
    reviewed_on: date | None
    replaces: tuple[str, ...] = ()


def _instrument(file: TomlTable) -> Instrument:
    head = _assumptions(file) if file.has("assumptions") else _cited(file)
    entries = file.table("parameters")
    file.finish()
    parameters = []
    for path in entries.names() if entries else ():
        entry = entries.table(path) if entries else None
        parameter = _parameter(path, entry, head.reference) if entry is not None else None
        if parameter is not None:
            parameters.append(parameter)
    _check_replaces(head, entries.names() if entries else (), file.faults)
    known = {parameter.path for parameter in parameters}
    return Instrument(
        title=head.title,
        parameters=parameters,
        reference=head.reference,
        reviewed_on=head.reviewed_on,
        # What is wrong in it stands as a fault, so that reading goes on.
        replaces=[path for path in head.replaces if path in known],
    )


def _check_replaces(head: _Head, set_here: tuple[str, ...], faults: list[Fault]) -> None:
    at = "assumptions.replaces" if head.reference is None else "instrument.replaces"
    for path in head.replaces:
        if path not in set_here:
            hint = near_hint(path, set_here)
            faults.append(Fault(at, given=path, expected="a parameter of this file", hint=hint))


# What stands in for a head with a fault, so that no value is blamed for it.
_UNREAD = LegalReference(kind="?", number="?", year=0, link="?")


def _assumptions(file: TomlTable) -> _Head:
    table = file.table("assumptions")
    if table is None:
        return _Head(title="?", reference=None, reviewed_on=None)
    head = _Head(
        title=table.text("title"),
        reference=None,
        reviewed_on=table.day("reviewed_on"),
        replaces=table.texts("replaces"),
    )
    table.finish()
    return head


def _cited(file: TomlTable) -> _Head:
    table = file.table("instrument", hint="a file begins with [instrument] or with [assumptions]")
    if table is None:
        return _Head(title="?", reference=_UNREAD, reviewed_on=None)
    reference = LegalReference(
        kind=table.text("kind"),
        number=table.text("number"),
        year=table.year("year"),
        title=table.text("title"),
        link=table.link("link") or ("?" if table.has("link") else ""),
        issued_on=table.day("issued_on", optional=True),
        in_force=table.choice("in_force", InForce) or InForce.UNKNOWN,
        reviewed_on=table.day("reviewed_on"),
    )
    issued, reviewed = reference.issued_on, reference.reviewed_on
    if issued is not None and reviewed is not None and reviewed < issued:
        table.fault("reviewed_on", given=reviewed, expected=f"a day from {issued} on, when it was issued")
    replaces = table.texts("replaces")
    table.finish()
    return _Head(title=reference.title, reference=reference, reviewed_on=reviewed, replaces=replaces)


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
    share_of, share_of_id = _whole(entry, unit)
    rows = [read_row(row, instrument, first=index == 0) for index, row in enumerate(entry.tables("values"))]
    entry.finish()
    check_kinds(entry, rows, unit, of_unit)
    until = check_days(entry, rows)
    if len(entry.faults) > before:
        return None
    return Parameter(
        path=path,
        unit=unit,
        of_unit=of_unit,
        label=label,
        label_id=label_id,
        share_of=share_of,
        share_of_id=share_of_id,
        values=Dated(values=[(row.first_day, row.value) for row in rows], until=until),
        basis=Dated(values=[(row.first_day, row.basis) for row in rows], until=until),
    )


def _whole(entry: TomlTable, unit: str) -> tuple[str, str]:
    """What a share is a share of, in both languages."""
    needed = unit in _SHARES
    found = entry.text("share_of", optional=not needed), entry.text("share_of_id", optional=not needed)
    for key, text in zip(("share_of", "share_of_id"), found, strict=True):
        if unit and text and not needed:
            entry.fault(key, given=text, expected=f"nothing beside the unit {unit}")
    return found


def _unit(entry: TomlTable, key: str, *, optional: bool = False) -> str:
    unit = entry.text(key, optional=optional)
    if unit in KNOWN_UNITS or not unit:
        return unit
    unknown = [part for part in re.split(r"[*/]", unit) if part not in KNOWN_UNITS]
    if not unknown:
        return unit
    hint = near_hint(unknown[0], KNOWN_UNITS)
    entry.fault(key, given=unit, expected=f"a known unit: {', '.join(sorted(KNOWN_UNITS))}", hint=hint)
    return ""
