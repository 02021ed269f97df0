"""The values of one parameter of an instrument file: their days, their numbers or bands, their basis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve, frozen

from asnwork.adapters.toml_table import NOTHING, TomlTable
from asnwork.domain.law import Bands, Basis, Certainty, LegalReference

__all__ = ["Row", "check_days", "check_kinds", "read_row"]

_ONE_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Row:
    """One value with its days and its basis; what is wrong stands as a fault, so that reading goes on."""

    table: TomlTable
    since: date
    to: date | None
    value: float | Bands
    basis: Basis


_NO_BASIS = Basis(certainty=Certainty.ASSUMED, reason="not read, a fault was found")


def read_row(row: TomlTable, instrument: LegalReference | None, *, first: bool) -> Row:
    """Read one value; `first` is whether it is the first of its parameter."""
    certainty = row.choice("certainty", Certainty)
    since = row.day("from", optional=first and certainty is Certainty.ASSUMED)
    to = row.day("to", optional=True)
    if since is not None and to is not None and to < since:
        row.fault("to", given=to, expected=f"the last day, not before {since}")
    value: float | Bands | None
    if row.has("bands"):
        value = _bands(row)
        if row.has("value"):
            row.number("value")
            row.fault("value", given="value and bands", expected="one of the two")
    else:
        value = row.number("value")
    basis = _basis(row, certainty, instrument)
    row.finish()
    return Row(
        table=row,
        since=since or date.min,
        to=to,
        value=0.0 if value is None else value,
        basis=basis or _NO_BASIS,
    )


def _basis(row: TomlTable, certainty: Certainty | None, instrument: LegalReference | None) -> Basis | None:
    article, link = row.text("article", optional=True), row.link("link")
    reason = row.text("reason", optional=True)
    if certainty is None:
        return None
    if certainty is Certainty.ASSUMED:
        if not reason:
            row.fault("reason", given=NOTHING, expected="why this is assumed, in words")
            return None
        for key, text in (("article", article), ("link", link)):
            if text:
                row.fault(
                    key, given=text, expected="nothing beside an assumed value", hint="say it in the reason"
                )
        return Basis(certainty=certainty, reason=reason)
    if instrument is None:
        row.fault(
            "certainty", given=certainty.value, expected="assumed", hint="a file of assumptions has no other"
        )
        return None
    reference = evolve(instrument, article=article, link=link or instrument.link)
    if not reference.link and not reason:
        hint = "or a reason that names where it stands, or mark it assumed"
        row.fault(
            "link", given=NOTHING, expected=f"where a value that is {certainty.value} was read", hint=hint
        )
    return Basis(certainty=certainty, reference=reference, reason=reason)


def _bands(row: TomlTable) -> Bands | None:
    before = len(row.faults)
    edges: list[float] = []
    values: list[float] = []
    ways: set[str] = set()
    for index, band in enumerate(row.tables("bands")):
        values.append(band.number("value") or 0.0)
        begins = [key for key in ("at_least", "more_than") if band.has(key)]
        ways.update(begins)
        edge = band.number(begins[0]) if begins else None
        band.finish()
        if index == 0 and begins:
            band.fault(begins[0], given=edge, expected="nothing: the first band has no lower end")
        elif index > 0 and not begins:
            band.fault("at_least", given=NOTHING, expected="where the band begins: at_least or more_than")
        elif edge is not None:
            if edges and edge <= edges[-1]:
                band.fault(
                    begins[0], given=edge, expected=f"more than {edges[-1]:g}, where the band before begins"
                )
            edges.append(edge)
    if len(ways) > 1:
        row.fault("bands", given="at_least and more_than", expected="one of the two in one table")
    if len(row.faults) > before:
        return None
    return Bands(edges=edges, values=values, closed="right" if ways == {"more_than"} else "left")


def check_kinds(entry: TomlTable, rows: list[Row], of_unit: str) -> None:
    """Note values of two kinds, and a unit of what is looked up that is missing or has no use."""
    kinds = {isinstance(row.value, Bands) for row in rows}
    if len(kinds) > 1:
        entry.fault("values", given="numbers and bands", expected="one kind for all days")
    elif kinds == {True} and not of_unit:
        entry.fault("of_unit", given=NOTHING, expected="the unit of what is looked up in the bands")
    elif kinds == {False} and of_unit:
        entry.fault("of_unit", given=of_unit, expected="nothing beside a plain number")


def check_days(entry: TomlTable, rows: list[Row]) -> date | None:
    """Note overlaps and gaps; return the first day on which nothing holds any more."""
    for before, row in pairwise(rows):
        if row.since == date.min:
            continue  # its day is missing, and that is noted already
        if before.to is None and row.since <= before.since:
            row.table.fault(
                "from", given=row.since, expected=f"a day after {before.since}, in the order of days"
            )
        elif before.to is not None and row.since != before.to + _ONE_DAY:
            what = "an overlap" if row.since <= before.to else "a gap"
            expected = f"{before.to + _ONE_DAY}, the day after the value before ends"
            row.table.fault("from", given=row.since, expected=expected, hint=f"this leaves {what}")
    return rows[-1].to + _ONE_DAY if rows and rows[-1].to is not None else None
