"""The values of one parameter of an instrument file: their days, their numbers or bands, their basis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve, frozen

from asnwork.adapters.toml_table import NOTHING, TomlTable
from asnwork.domain.law import (
    BandRow,
    Bands,
    Basis,
    Certainty,
    InForce,
    Item,
    Items,
    LawValue,
    LegalReference,
    bands_from_rows,
    odd_value,
    value_text,
)
from asnwork.errors import Fault, InvalidInput

__all__ = ["Row", "check_days", "check_kinds", "read_row", "read_value"]

_ONE_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Row:
    """One value with its days and its basis; what is wrong stands as a fault, so that reading goes on."""

    table: TomlTable
    since: date | None
    to: date | None
    kind: str
    value: LawValue
    basis: Basis

    @property
    def first_day(self) -> date:
        """The first day on which it holds."""
        return self.since or date.min


_NO_BASIS = Basis(certainty=Certainty.ASSUMED, reason="not read, a fault was found")


def read_row(row: TomlTable, instrument: LegalReference | None, *, first: bool) -> Row:
    """Read one value; `first` is whether it is the first of its parameter."""
    certainty = row.choice("certainty", Certainty)
    since = row.day("from", optional=first and certainty is Certainty.ASSUMED)
    to = row.day("to", optional=True)
    if since is not None and to is not None and to < since:
        row.fault("to", given=to, expected=f"the last day, not before {since}")
    if to == date.max:
        hint = "leave it out where the value has no last day"
        row.fault("to", given=to, expected=f"a day before {date.max}", hint=hint)
        to = None
    value = read_value(row)
    basis = _basis(row, certainty, instrument)
    row.finish()
    return Row(
        table=row,
        since=since,
        to=to,
        kind=_KINDS.get(_value_key(row), ""),
        value=0.0 if value is None else value,
        basis=basis or _NO_BASIS,
    )


_KINDS = {"bands": "bands", "items": "a list", "value": "one number"}


def _value_key(row: TomlTable) -> str:
    return next((key for key in _KINDS if row.has(key)), "")


def read_value(row: TomlTable) -> LawValue | None:
    """Read what a row holds: a number, bands or a list; None when it is missing or wrong."""
    given = [key for key in ("bands", "items", "value") if row.has(key)]
    for key in given[1:]:
        row.skip(key)
        row.fault(key, given=" and ".join(given), expected="one of the two")
    if given[:1] == ["bands"]:
        return _bands(row)
    if given[:1] == ["items"]:
        return _items(row)
    return row.number("value")


def _items(row: TomlTable) -> Items | None:
    before = len(row.faults)
    codes: set[str] = set()
    items = []
    for entry in row.tables("items"):
        code, label, label_id = entry.text("code"), entry.text("label"), entry.text("label_id")
        entry.finish()
        if code and code in codes:
            entry.fault("code", given=code, expected="each code once")
        codes.add(code)
        items.append((code, label, label_id))
    if len(row.faults) > before or not items:
        return None
    return Items([Item(code=code, label=label, label_id=label_id) for code, label, label_id in items])


def _basis(row: TomlTable, certainty: Certainty | None, instrument: LegalReference | None) -> Basis | None:
    article, link = row.text("article", optional=True), row.link("link")
    reason, earlier = row.text("reason", optional=True), _set_by(row, instrument)
    if certainty is None:
        return None
    if certainty is Certainty.ASSUMED:
        if not reason:
            row.fault("reason", given=NOTHING, expected="why this is assumed, in words")
            return None
        for key, given in (("article", article), ("link", link), ("set_by", earlier and str(earlier))):
            if given:
                row.fault(
                    key, given=given, expected="nothing beside an assumed value", hint="say it in the reason"
                )
        return Basis(certainty=certainty, reason=reason)
    if instrument is None:
        row.fault(
            "certainty", given=certainty.value, expected="assumed", hint="a file of assumptions has no other"
        )
        return None
    reference = evolve(
        earlier or instrument,
        article=article,
        link=link or instrument.link,
        reviewed_on=instrument.reviewed_on,
    )
    if not reference.link and not reason:
        hint = "or a reason that names where it stands, or mark it assumed"
        row.fault(
            "link", given=NOTHING, expected=f"where a value that is {certainty.value} was read", hint=hint
        )
    return Basis(certainty=certainty, reference=reference, reason=reason)


def _set_by(row: TomlTable, instrument: LegalReference | None) -> LegalReference | None:
    """The earlier instrument that set a value, where the value names one."""
    if not row.has("set_by"):
        return None
    table = row.table("set_by")
    if table is None:
        return None
    found = LegalReference(
        kind=table.text("kind"),
        number=table.text("number"),
        year=table.year("year"),
        title=table.text("title"),
        in_force=InForce.SUPERSEDED,
    )
    if instrument is not None and 0 < instrument.year < found.year:
        table.fault("year", given=found.year, expected=f"an earlier year, {instrument.year} at the latest")
    table.finish()
    return found


def _bands(row: TomlTable) -> Bands | None:
    before = len(row.faults)
    reading = row.text("reading", optional=True) or "single"
    step = row.number("step") if row.has("step") else None
    unread_step = row.has("step") and step is None
    so_far = len(row.faults)
    tables = row.tables("bands")
    no_tables = len(row.faults) > so_far
    bands = [_band(table) for table in tables]
    if no_tables or unread_step:
        return None  # whether the bands meet cannot be told
    try:
        table_of_bands = bands_from_rows(bands, reading=reading, step=step)
    except InvalidInput as error:
        # A beginning that stands there and could not be read is noted already, and not missing.
        unread = {
            index
            for index, (table, band) in enumerate(zip(tables, bands, strict=True))
            if band.low is None and (table.has("at_least") or table.has("more_than"))
        }
        told = (fault for fault in error.faults if fault.given != "nothing" or _index(fault) not in unread)
        row.faults.extend(_placed(fault, row, tables) for fault in told)
        return None
    return None if len(row.faults) > before else table_of_bands


def _index(fault: Fault) -> int | None:
    index = fault.path.partition("[")[2].partition("]")[0]
    return int(index) if index else None


def _band(table: TomlTable) -> BandRow:
    value = table.number("value") or 0.0
    low_key = next((key for key in ("at_least", "more_than") if table.has(key)), "")
    high_key = next((key for key in ("below", "at_most") if table.has(key)), "")
    low = table.number(low_key) if low_key else None
    high = table.number(high_key) if high_key else None
    if table.has("at_least") and table.has("more_than"):
        _one_of_two(table, "at_least", "more_than")
        low = None
    if table.has("below") and table.has("at_most"):
        _one_of_two(table, "below", "at_most")
        high = None
    table.finish()
    return BandRow(
        value=value, low=low, low_in=low_key != "more_than", high=high, high_in=high_key == "at_most"
    )


def _one_of_two(table: TomlTable, key: str, other: str) -> None:
    """Note that two keys stand where one belongs; which of them is meant is not known."""
    table.skip(other)
    table.fault(other, given=f"{key} and {other}", expected="one of the two")


def _placed(fault: Fault, row: TomlTable, tables: list[TomlTable]) -> Fault:
    """The fault of a table of bands, at the key of the file where it stands."""
    index = _index(fault)
    path = f"{row.path}.{fault.path}"
    if index is not None:
        keys = ("at_most", "below") if "upper end" in fault.expected else ("more_than", "at_least")
        key = next((key for key in keys if tables[index].has(key)), keys[-1])
        path = f"{path}.{key}"
    return fault.at(path)


def check_kinds(entry: TomlTable, rows: list[Row], unit: str, of_unit: str) -> None:
    """Note values of two kinds, and units that do not go with the kind."""
    kinds = {row.kind for row in rows if row.kind}
    if len(kinds) > 1:
        entry.fault("values", given=" and ".join(sorted(kinds)), expected="one kind for all days")
        return
    if kinds == {"bands"} and not of_unit and not entry.has("of_unit"):
        entry.fault("of_unit", given=NOTHING, expected="the unit of what is looked up in the bands")
    elif kinds != {"bands"} and of_unit and kinds:
        entry.fault("of_unit", given=of_unit, expected="nothing beside a plain number or a list")
    if unit and kinds and (kinds == {"a list"}) != (unit == "list"):
        entry.fault("unit", given=unit, expected='"list" for a list, and for nothing else')
    for row in rows:
        expected = odd_value(unit, row.value) if row.kind else ""
        if expected:
            key = "bands" if isinstance(row.value, Bands) else "value"
            given = row.value if isinstance(row.value, float) else value_text(row.value)
            row.table.fault(key, given=given, expected=expected)


def check_days(entry: TomlTable, rows: list[Row]) -> date | None:
    """Note overlaps and gaps; return the first day on which nothing holds any more."""
    for before, row in pairwise(rows):
        if row.since is None:
            continue  # its day is missing, and that is noted already
        if before.to is None and row.since <= before.first_day:
            row.table.fault(
                "from", given=row.since, expected=f"a day after {before.first_day}, in the order of days"
            )
        elif before.to is not None and row.since != before.to + _ONE_DAY:
            what = "an overlap" if row.since <= before.to else "a gap"
            expected = f"{before.to + _ONE_DAY}, the day after the value before ends"
            row.table.fault("from", given=row.since, expected=expected, hint=f"this leaves {what}")
    return rows[-1].to + _ONE_DAY if rows and rows[-1].to is not None else None
