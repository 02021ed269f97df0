"""Where a law comes from: the shipped pack, a city's own files, a reform, a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from attrs import frozen

from asnwork.adapters.documents import kind_of, parse, read_text
from asnwork.adapters.law_folder import read_law_folder
from asnwork.adapters.reform_file import read_reform
from asnwork.domain.law import Instrument, Law, Reform, apply_reforms, layered
from asnwork.errors import Fault, InvalidInput
from asnwork.indonesia.law import national_instruments, national_law

__all__ = [
    "BASE",
    "SHIPPED",
    "KnownLaw",
    "as_day",
    "law_of",
    "law_with",
    "read_reforms",
    "read_source",
]

SHIPPED, BASE = "shipped", "base"


@frozen(kw_only=True)
class KnownLaw:
    """A law, and the instruments that it was made of."""

    law: Law
    homes: tuple[Instrument, ...]


def law_with(folder: str | None) -> KnownLaw:
    """Return the shipped law, with a city's own files over it when a folder is given.

    Raises:
        InvalidInput: Something in the folder is wrong, or does not fit over the shipped law.
    """
    if folder is None:
        return KnownLaw(law=national_law(), homes=national_instruments())
    own = read_source(folder)
    if isinstance(own, Reform):
        hint = "see `asnwork law diff` and `asnwork compare --reform`"
        fault = Fault("file", given="a reform", expected="a city's own law", hint=hint)
        raise InvalidInput(fault, source=folder)
    return KnownLaw(law=layered(national_law(), own), homes=(*national_instruments(), *own))


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


def read_reforms(paths: Iterable[str]) -> tuple[Reform, ...]:
    """Return the reforms in some files; every fault of every file at once.

    Raises:
        InvalidInput: Something in a file is wrong, or it is no reform file.
    """
    found: list[Reform] = []
    faults: list[Fault] = []
    for file in paths:
        try:
            held = read_source(file)
        except InvalidInput as error:
            faults += [fault.at(f"{file}: {fault.path}") for fault in error.faults]
            continue
        if isinstance(held, Reform):
            found.append(held)
        else:
            hint = "an instrument file is laid over the shipped law: see `asnwork law show --with`"
            faults.append(Fault(file, given="instruments", expected="a reform file", hint=hint))
    if faults:
        raise InvalidInput(*faults, source="--reform")
    return tuple(found)


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

    Raises:
        InvalidInput: It looks like a day that there is not, such as 2025-02-30.

    Examples:
        >>> as_day("2025-01-01"), as_day("shipped")
        (datetime.date(2025, 1, 1), None)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise InvalidInput(Fault("day", given=text, expected="a day that there is")) from None
        return None
