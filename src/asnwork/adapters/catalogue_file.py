"""Catalogue files: one TOML file for each service and each channel; the places of a city in one.

A file of a service:

    # Birth certificate (akta kelahiran)
    basis = "registry_desk"             # what a part rests on that names nothing else; see [sources]
    skills = ["registry"]               # skills that no other file lists; may be left out

    [service]
    code = "birth_certificate"
    label = "birth certificate"
    label_id = "akta kelahiran"
    collected = false                   # true when the citizen comes for the product

    [service.standard]                  # standar pelayanan
    basis = "perpres_96"
    fee = 0                             # rupiah; 0 says that it is free
    product = "Kutipan akta kelahiran"
    requirements = [                    # persyaratan
      { code = "birth_letter", label = "birth letter", label_id = "surat keterangan lahir" },
    ]

    [service.standard.completion]       # jangka waktu penyelesaian
    amount = 24
    unit = "elapsed_hours"              # minutes, elapsed_hours, calendar_days, working_days, working_minutes
    start = "file_complete"             # submitted, file_complete, next_opening
    outside_hours = "from_next_opening" # as_filed, from_next_opening, no_promise
    closed_day = "next_working_day_same_time"   # or clock
    basis = "perpres_96"

    [[service.steps]]                   # in the order of the work; exactly one step decides
    code = "verify"
    label = "verify the papers"
    label_id = "verifikasi berkas"
    skill = "registry"
    place = "any"                       # any, secured_terminal, counter, field, or a city's own word
    minutes = 6                         # expected working minutes
    decides = true
    leans_on = ["siak"]                 # outside systems that it cannot do without

    [sources.registry_desk]             # assumed: the reason in words
    certainty = "assumed"
    reason = "timed by nobody; the middle of what three desks were told"

    [sources.perpres_96]                # enacted or reported: the reference
    certainty = "enacted"
    reference = { kind = "Perpres", number = "96", year = 2018, article = "4" }

A `basis` is the name of one of the sources of the file, or a table of the same shape in its place. A file of
a channel has ``[channel]``; a file of places has ``[[places]]``, ``[[districts]]``, or both, and every file
may have ``skills``. What each part may hold is what `Service`, `Channel`, `WorkPlace`, `District` hold.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import frozen

from asnwork.adapters.converter import structure
from asnwork.adapters.documents import parse, read_text
from asnwork.adapters.faults import NOTHING, did_you_mean, joined
from asnwork.domain.catalogue import Catalogue
from asnwork.domain.channel import Channel
from asnwork.domain.place import District, WorkPlace
from asnwork.domain.service import Service
from asnwork.errors import DuplicateName, Fault, InvalidInput

__all__ = ["CatalogueFile", "catalogue_of", "load_catalogue", "parse_catalogue_file"]

T = TypeVar("T", Service, Channel, WorkPlace, District)

# Where a part of a service rests on something, and so may leave its basis to the file.
_RESTS = ("standard", "completion", "first_response", "steps")


@frozen(kw_only=True)
class CatalogueFile:
    """What one catalogue file holds."""

    service: Service | None = None
    channel: Channel | None = None
    places: tuple[WorkPlace, ...] = ()
    districts: tuple[District, ...] = ()
    skills: frozenset[str] = frozenset()


def parse_catalogue_file(text: str, *, source: str = "") -> CatalogueFile:
    """Return what a catalogue file holds.

    Args:
        text: The file, as the module describes it.
        source: Its name, for the text of an error.

    Raises:
        InvalidInput: Something is wrong; holds every fault with its path.

    Examples:
        >>> text = \"\"\"
        ... [channel]
        ... code = "whatsapp"
        ... label = "WhatsApp"
        ... label_id = "WhatsApp"
        ... electronic = true
        ... always_open = true
        ... assisted = true
        ... \"\"\"
        >>> parse_catalogue_file(text).channel.code
        'whatsapp'
    """
    raw = parse(text, form="toml", source=source)
    faults: list[Fault] = []
    sources, default = raw.pop("sources", {}), raw.pop("basis", None)
    if isinstance(sources, Mapping) and isinstance(raw.get("service"), Mapping):
        raw["service"] = _with_bases(raw["service"], "service", _Bases(sources, default, faults))
    elif not isinstance(sources, Mapping):
        faults.append(Fault("sources", given=sources, expected="a table of bases by name"))
    if not raw:
        faults.append(
            Fault("(all of it)", given=NOTHING, expected="a service, a channel, places, districts or skills")
        )
    try:
        found = structure(raw, CatalogueFile, source=source)
    except InvalidInput as error:
        raise InvalidInput(*faults, *error.faults, source=source) from None
    if faults:
        raise InvalidInput(*faults, source=source)
    return found


@frozen
class _Bases:
    """The sources of a file, and the one that holds where a part names none."""

    sources: Mapping[str, Any]
    default: Any
    faults: list[Fault]

    def named(self, name: object, path: str) -> object:
        """The basis of that name; anything but a name is handed back as it is."""
        if not isinstance(name, str):
            return name
        if name not in self.sources:
            hint = did_you_mean(name, self.sources, "sources")
            self.faults.append(Fault(path, given=name, expected="the name of one of the sources", hint=hint))
            return _STAND_IN
        return self.sources[name]


# Keeps a wrong name from being reported a second time, as a missing basis.
_STAND_IN: Mapping[str, Any] = {"certainty": "assumed", "reason": "stands in for a source that is not there"}


def _with_bases(part: Mapping[str, Any], path: str, bases: _Bases) -> dict[str, Any]:
    """The part of a service with each basis in the place of its name."""
    found: dict[str, Any] = {}
    for key, value in part.items():
        inner = joined(path, key)
        if key == "basis":
            found[key] = bases.named(value, inner)
        elif key in _RESTS and isinstance(value, Mapping):
            found[key] = _with_bases(_resting(value, bases), inner, bases)
        elif key in _RESTS and isinstance(value, list):
            found[key] = [
                _with_bases(_resting(each, bases), joined(inner, index), bases)
                if isinstance(each, Mapping)
                else each
                for index, each in enumerate(value)
            ]
        else:
            found[key] = value
    return found


def _resting(part: Mapping[str, Any], bases: _Bases) -> Mapping[str, Any]:
    return part if "basis" in part or bases.default is None else {**part, "basis": bases.default}


def load_catalogue(files: Iterable[str | os.PathLike[str]]) -> Catalogue:
    """Return the catalogue that some files make; their order does not matter.

    Raises:
        InvalidInput: Something in a file is wrong, or names what no file holds; holds every fault of every
            file.
        DuplicateName: Two files have a thing of one kind and code; names both.
    """
    names = [os.fspath(path) for path in files]
    return catalogue_of({name: read_text(name) for name in names})


def catalogue_of(texts: Mapping[str, str]) -> Catalogue:
    """Return the catalogue that some texts make, by the name of each.

    Raises:
        InvalidInput: Something in a text is wrong, or names what no text holds; holds every fault of all.
        DuplicateName: Two texts have a thing of one kind and code; names both.
    """
    faults: list[Fault] = []
    found: dict[str, CatalogueFile] = {}
    for name in sorted(texts):
        try:
            found[name] = parse_catalogue_file(texts[name], source=name)
        except InvalidInput as error:
            faults.extend(_of_file(name, error.faults))
    places = _once("place", {name: file.places for name, file in found.items()})
    if not faults:
        faults.extend(_names_faults(found, places))
    if faults:
        raise InvalidInput(*faults, source="catalogue")
    return Catalogue(
        services=_once("service", {name: _listed(file.service) for name, file in found.items()}),
        channels=_once("channel", {name: _listed(file.channel) for name, file in found.items()}),
        places=places,
        districts=_once("district", {name: file.districts for name, file in found.items()}),
        skills=frozenset().union(*(file.skills for file in found.values())),
    )


def _of_file(name: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    for fault in faults:
        yield fault.at(f"{name}: {fault.path}")


def _listed(thing: T | None) -> tuple[T, ...]:
    return () if thing is None else (thing,)


def _once(kind: str, things: Mapping[str, tuple[T, ...]]) -> tuple[T, ...]:
    """All things of one kind, each code once."""
    home: dict[str, str] = {}
    found: list[T] = []
    for name, items in things.items():
        for item in items:
            if item.code in home:
                raise DuplicateName(kind, item.code, home[item.code], name)
            home[item.code] = name
            found.append(item)
    return tuple(found)


def _names_faults(files: Mapping[str, CatalogueFile], places: Iterable[WorkPlace]) -> Iterator[Fault]:
    """What a file names and no file holds: skills, places that a step needs, parts of the city."""
    skills = {skill for file in files.values() for skill in file.skills}
    offers = {offer for place in places for offer in place.offers}
    districts = {district.code for file in files.values() for district in file.districts}
    for name, file in files.items():
        for index, step in enumerate(file.service.steps if file.service else ()):
            path = f"{name}: service.steps[{index}]"
            if step.skill not in skills:
                hint = did_you_mean(step.skill, skills, "skills") or "list it under skills"
                yield Fault(
                    f"{path}.skill", given=step.skill, expected="a skill that a file lists", hint=hint
                )
            if offers and step.place not in offers:
                hint = did_you_mean(step.place, offers, "offers")
                yield Fault(f"{path}.place", given=step.place, expected="what some place offers", hint=hint)
        for index, district in enumerate(file.districts):
            if district.parent and district.parent not in districts:
                hint = did_you_mean(district.parent, districts, "districts")
                path = f"{name}: districts[{index}].parent"
                yield Fault(path, given=district.parent, expected="the code of a district", hint=hint)
