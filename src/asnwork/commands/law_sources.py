"""Where a law comes from: the shipped pack, a city's own files, a reform, a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from attrs import frozen

from asnwork.adapters.documents import kind_of, parse, read_text
from asnwork.adapters.law_file import read_instruments
from asnwork.adapters.law_folder import read_law_folder
from asnwork.adapters.reform_file import read_reform
from asnwork.domain.law import Instrument, Law, Reform, apply_reforms, layered
from asnwork.errors import Fault, InvalidInput
from asnwork.indonesia.law import national_law

__all__ = [
    "BASE",
    "SHIPPED",
    "KnownLaw",
    "as_day",
    "law_of",
    "law_with",
    "read_source",
    "shipped_instruments",
]

SHIPPED, BASE = "shipped", "base"


@frozen(kw_only=True)
class KnownLaw:
    """A law, and the instruments that it was made of."""

    law: Law
    homes: tuple[Instrument, ...]


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return the instruments of the shipped pack."""
    folder = files("asnwork.indonesia") / "law"
    names = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return read_instruments({entry.name: entry.read_text(encoding="utf-8") for entry in names})


def law_with(folder: str | None) -> KnownLaw:
    """Return the shipped law, with a city's own files over it when a folder is given.

    Raises:
        InvalidInput: Something in the folder is wrong, or does not fit over the shipped law.
    """
    if folder is None:
        return KnownLaw(law=national_law(), homes=shipped_instruments())
    own = read_law_folder(folder)
    return KnownLaw(law=layered(national_law(), own), homes=(*shipped_instruments(), *own))


def read_source(path: str) -> tuple[Instrument, ...] | Reform:
    """Return what a path holds: the instruments of a folder or of a file, or the reform of a file.

    Raises:
        InvalidInput: It is none of these, or something in it is wrong.
    """
    if Path(path).is_dir() or not Path(path).exists():
        return read_law_folder(path)
    text = read_text(path)
    kind = kind_of(parse(text, form="toml", source=path), path)
    if kind == "reform":
        return read_reform(text, source=path)
    if kind != "law":
        fault = Fault("file", given=kind, expected="an instrument file or a reform file")
        raise InvalidInput(fault, source=path)
    return read_law_folder(path)


def law_of(name: str, base: Law) -> Law:
    """Return the law that a word names.

    Args:
        name: "shipped", or "base" for the law below; or a folder, a file or a reform file, which is laid over
            `base` or applied to it.
        base: The law below.

    Raises:
        InvalidInput: Something in it is wrong, or it does not fit.
    """
    if name in (SHIPPED, BASE):
        return national_law() if name == SHIPPED else base
    found = read_source(name)
    return apply_reforms(base, found) if isinstance(found, Reform) else layered(base, found)


def as_day(text: str) -> date | None:
    """Return the day that a word names; None when it names none.

    Examples:
        >>> as_day("2025-01-01"), as_day("shipped")
        (datetime.date(2025, 1, 1), None)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
