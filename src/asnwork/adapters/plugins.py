"""Scorers of other distributions, found by entry point: nothing is loaded before somebody asks.

A distribution names a function of law in the group `asnwork.scorers` of its `pyproject.toml`::

    [project.entry-points."asnwork.scorers"]
    near_the_citizen = "plugin_city.near_the_citizen:near_the_citizen"
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from importlib import metadata

from attrs import field, frozen

from asnwork import __version__
from asnwork.adapters.contract import scorer_faults
from asnwork.domain.law import Law
from asnwork.errors import DuplicateName, Fault, InvalidInput
from asnwork.scoring import pay, strategies
from asnwork.scoring.scorer import Scorer

__all__ = ["GROUP", "BrokenPlugin", "Plugin", "Plugins", "discovered_scorers", "shipped_names"]

GROUP = "asnwork.scorers"
"""The group of entry points in which a distribution names its scorers."""


@frozen(kw_only=True)
class Plugin:
    """A scorer, and the distribution that brought it.

    Attributes:
        scorer: The scorer, made of the law that was given.
        distribution: The name of the distribution.
        version: The version of that distribution.
    """

    scorer: Scorer
    distribution: str
    version: str

    @property
    def name(self) -> str:
        """The name of the scorer, which is that of its entry point."""
        return self.scorer.name


@frozen(kw_only=True)
class BrokenPlugin:
    """An entry point that gives no scorer; the others are there all the same.

    Attributes:
        name: The name of the entry point.
        distribution: The name of its distribution.
        version: The version of that distribution.
        entry_point: What it points to, such as "plugin_city.near_the_citizen:near_the_citizen".
        reason: Why there is no scorer.
    """

    name: str
    distribution: str
    version: str
    entry_point: str
    reason: str

    def __str__(self) -> str:
        return (
            f"plug-in {self.name!r} of {self.distribution} {self.version} ({self.entry_point}) "
            f"is left out: {self.reason}"
        )


@frozen(kw_only=True)
class Plugins:
    """What the installed distributions bring.

    Attributes:
        found: The scorers, by name.
        broken: The entry points that give none, by name.
        clashes: For each name that two bring, or that one brings though it ships, the error to raise where
            that name is asked for. Each of them is among the broken ones.
    """

    found: tuple[Plugin, ...] = field(converter=tuple[Plugin, ...], default=())
    broken: tuple[BrokenPlugin, ...] = field(converter=tuple[BrokenPlugin, ...], default=())
    clashes: Mapping[str, DuplicateName] = field(factory=dict[str, DuplicateName], hash=False)

    @property
    def scorers(self) -> dict[str, Scorer]:
        """The scorers by name."""
        return {each.name: each.scorer for each in self.found}


def discovered_scorers(law: Law) -> Plugins:
    """Return the scorers that other installed distributions bring.

    Each entry point of the group `asnwork.scorers` is loaded, called with the law, and what it returns is
    looked at. One that fails in any of this does not stop the others, nor do two of one name, of which
    neither is loaded. What they print goes to standard error.

    Args:
        law: The law that the scorers are functions of.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> discovered_scorers(national_law()).broken
        ()
    """
    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: (point.name, *_origin(point)))
    clashes = _clashes(points)
    found: list[Plugin] = []
    broken: list[BrokenPlugin] = []
    for point in points:
        distribution, version = _origin(point)
        try:
            if point.name in clashes:
                raise clashes[point.name]
            scorer = _made(point, law)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a module may raise what it likes, also to end the program
            broken.append(
                BrokenPlugin(
                    name=point.name,
                    distribution=distribution,
                    version=version,
                    entry_point=point.value,
                    reason=_reason(error),
                )
            )
        else:
            found.append(Plugin(scorer=scorer, distribution=distribution, version=version))
    return Plugins(found=found, broken=broken, clashes=clashes)


def shipped_names() -> frozenset[str]:
    """Return the names that no plug-in may take: those of the shipped scorers and pay rules."""
    return frozenset(each.name for room in (strategies, pay) for each in pkgutil.iter_modules(room.__path__))


def _clashes(points: Iterable[metadata.EntryPoint]) -> dict[str, DuplicateName]:
    """For each name that stands twice, or that ships, the error that names both distributions."""
    origins = dict.fromkeys(shipped_names(), f"asnwork {__version__}")
    found: dict[str, DuplicateName] = {}
    for point in points:
        origin = " ".join(_origin(point))
        if point.name in origins:
            ships = point.name in shipped_names()
            way_out = (
                "the name ships: rename the other" if ships else "uninstall one of the two distributions"
            )
            clash = DuplicateName("scorer", point.name, origins[point.name], origin, way_out=way_out)
            found.setdefault(point.name, clash)
        origins.setdefault(point.name, origin)
    return found


def _origin(point: metadata.EntryPoint) -> tuple[str, str]:
    """The name and the version of the distribution that an entry point belongs to."""
    return (str(point.dist.name), str(point.dist.version)) if point.dist else ("unknown", "unknown")


def _made(point: metadata.EntryPoint, law: Law) -> Scorer:
    with redirect_stdout(sys.stderr):  # standard output is the answer of a command, perhaps JSON
        made = point.load()
        if not callable(made):
            raise InvalidInput(Fault(point.value, given=made, expected="a function of law"))
        scorer: Scorer = made(law)
        faults = scorer_faults(scorer) or tuple(_misplaced(scorer, made(law), point.name))
    if faults:
        raise InvalidInput(*faults)
    return scorer


def _misplaced(scorer: Scorer, again: Scorer, name: str) -> Iterator[Fault]:
    """What keeps a scorer from being looked up by its name: another name, or that it is none of its kind."""
    if scorer.name != name:
        yield Fault("name", given=scorer.name, expected=f"the name of its entry point, {name!r}")
    if scorer != again:
        # A comparison knows a rule by its name, and must see that two of one name are one rule.
        hint = "make it of frozen attrs, or give it __eq__"
        yield Fault("scorer", given="another one on the second call", expected="an equal one", hint=hint)


def _reason(error: BaseException) -> str:
    """What went wrong, in one line."""
    told: Iterable[object] = [f"{type(error).__name__}: {error}"]
    if isinstance(error, InvalidInput):
        told = error.faults
    elif isinstance(error, DuplicateName):
        told = [error]
    return " ".join("; ".join(map(str, told)).split())
