"""A folder of instrument files: a city's own law."""

from __future__ import annotations

import os
from pathlib import Path

from asnwork.adapters.documents import read_text
from asnwork.adapters.faults import did_you_mean
from asnwork.adapters.law_file import read_instruments
from asnwork.domain.law import Instrument
from asnwork.errors import Fault, InvalidInput

__all__ = ["read_law_folder"]


def read_law_folder(path: str | os.PathLike[str]) -> tuple[Instrument, ...]:
    """Return the instruments in a folder, or the one in a file.

    Args:
        path: A folder, of which every file that ends in ``.toml`` is read, not those of folders in it; or
            one such file. `asnwork.adapters.law_file` describes the format.

    Returns:
        The instruments in the order of the names of their files, each with its file as `source`.

    Raises:
        InvalidInput: There is no such folder, there is no file in it, or something in a file is wrong; every
            fault of every file at once.

    Examples:
        >>> from importlib.resources import files
        >>> shipped = read_law_folder(str(files("asnwork.indonesia") / "law"))
        >>> "flexible.days_a_week" in {parameter.path for each in shipped for parameter in each}
        True
    """
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for name in _files(Path(path)):
        try:
            texts[name] = read_text(name)
        except InvalidInput as error:
            faults += [fault.at(f"{name}: {fault.path}") for fault in error.faults]
    try:
        found = read_instruments(texts)
    except InvalidInput as error:
        raise InvalidInput(*faults, *error.faults, source="law") from None
    if faults:
        raise InvalidInput(*faults, source="law")
    return found


def _files(path: Path) -> list[str]:
    if path.is_dir():
        found = sorted(os.fspath(file) for file in path.glob("*.toml"))
        if not found:
            hint = "one file for each instrument, its name ends in .toml"
            fault = Fault("folder", given="no instrument file in it", expected="at least one", hint=hint)
            raise InvalidInput(fault, source=os.fspath(path))
        return found
    if path.exists():
        return [os.fspath(path)]
    beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    hint = did_you_mean(path.name, beside, "beside it")
    fault = Fault("folder", given="nothing there", expected="a folder of instrument files, or one", hint=hint)
    raise InvalidInput(fault, source=os.fspath(path))
