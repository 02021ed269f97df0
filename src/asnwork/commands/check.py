"""`asnwork check`: what a file is, and everything that is wrong in it; whether a scorer keeps the laws."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from asnwork.commands.terminal import write
from asnwork.errors import AsnworkError, Fault, InvalidInput, MissingExtra

__all__ = ["check_command"]

_NAMES = {
    "en": {
        "scenario": "scenario",
        "law": "law",
        "reform": "reform",
        "catalogue": "catalogue",
        "mapping": "mapping",
        "good": "good",
    },
    "id": {
        "scenario": "skenario",
        "law": "aturan",
        "reform": "perubahan aturan",
        "catalogue": "katalog",
        "mapping": "pemetaan",
        "good": "baik",
    },
}


def check_command(options: argparse.Namespace) -> int:
    """Check the files, or a scorer; the exit code is 3 when a file is bad, 1 when a law is broken."""
    if options.scorer is not None:
        from asnwork.commands.check_scorer import check_scorer

        return check_scorer(options.scorer, options.lang, gaming=options.gaming)
    if options.gaming:
        write(sys.stderr, "asnwork: --gaming: only with --scorer: tricks are tried on a scorer")
        return 2
    words, bad = _NAMES[options.lang], False
    for file in options.files:
        try:
            kind, holds = checked(file)
            write(sys.stdout, f"{file}: {words[kind]}, {words['good']}: {holds}")
        except MissingExtra:
            raise
        except AsnworkError as error:
            bad = True
            write(sys.stderr, str(error) if file in str(error) else f"{file}: {error}")
    return 3 if bad else 0


def checked(file: str) -> tuple[str, str]:
    """Return of which kind a file is and what it holds.

    Raises:
        AsnworkError: Something in it is wrong.
    """
    from asnwork.adapters.documents import kind_of, parse, read_text

    if Path(file).suffix != ".toml":
        raise InvalidInput(
            Fault("file", given=Path(file).name, expected="a name that ends in .toml"), source=file
        )
    text = read_text(file)
    kind = kind_of(parse(text, form="toml", source=file), file)
    readers: Mapping[str, Callable[[str, str], str]] = {
        "scenario": _scenario,
        "law": _law,
        "reform": _reform,
        "catalogue": _catalogue,
        "mapping": _mapping,
    }
    return kind, readers[kind](file, text)


def _scenario(file: str, text: str) -> str:
    from asnwork.commands.scenarios import scenario_from

    scenario = scenario_from(file)
    officers = sum(len(group.units) * group.each for group in scenario.staff)
    return (
        f"{scenario.name}, {officers} officers in {len(scenario.units)} units, "
        f"{sum(stream.per_day for stream in scenario.demand):g} requests a working day"
    )


def _law(file: str, text: str) -> str:
    from asnwork.adapters.law_file import read_instrument

    return f"{len(read_instrument(text, source=file).parameters)} parameters"


def _reform(file: str, text: str) -> str:
    from asnwork.adapters.reform_file import read_reform

    return str(read_reform(text, source=file))


def _catalogue(file: str, text: str) -> str:
    from asnwork.adapters.catalogue_file import parse_catalogue_file

    found = parse_catalogue_file(text, source=file)
    parts = [f"service {found.service.code}"] if found.service is not None else []
    parts += [f"channel {found.channel.code}"] if found.channel is not None else []
    for name in ("places", "districts", "skills"):
        count = len(getattr(found, name))
        parts += [f"{count} {name}"] if count else []
    return ", ".join(parts)


def _mapping(file: str, text: str) -> str:
    from asnwork.adapters.mapping import parse_mapping

    mapping = parse_mapping(text, source=file)
    return "events" if mapping.events is not None else "cases"
