"""Scorers of other distributions, found by entry point: nothing is loaded before somebody asks.

A distribution names a function of law in the group `asnwork.scorers` of its `pyproject.toml`::

    [project.entry-points."asnwork.scorers"]
    near_the_citizen = "plugin_city.near_the_citizen:near_the_citizen"
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
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
    """

    found: tuple[Plugin, ...] = field(converter=tuple[Plugin, ...], default=())
    broken: tuple[BrokenPlugin, ...] = field(converter=tuple[BrokenPlugin, ...], default=())

    @property
    def scorers(self) -> dict[str, Scorer]:
        """The scorers by name."""
        return {each.name: each.scorer for each in self.found}


def discovered_scorers(law: Law) -> Plugins:
    """Return the scorers that other installed distributions bring.

    Each entry point of the group `asnwork.scorers` is loaded, called with the law, and what it returns is
    looked at. One that fails in any of this does not stop the others.

    Args:
        law: The law that the scorers are functions of.

    Raises:
        DuplicateName: Two distributions bring a scorer of one name, or one has the name of a shipped one.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> discovered_scorers(national_law()).broken
        ()
    """
    found: list[Plugin] = []
    broken: list[BrokenPlugin] = []
    for point in _entry_points():
        distribution, version = _origin(point)
        try:
            scorer = _made(point, law)
        except (Exception, SystemExit) as error:
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
    return Plugins(found=found, broken=broken)


def shipped_names() -> frozenset[str]:
    """Return the names that no plug-in may take: those of the shipped scorers and pay rules."""
    return frozenset(each.name for room in (strategies, pay) for each in pkgutil.iter_modules(room.__path__))


def _entry_points() -> list[metadata.EntryPoint]:
    """The entry points of the group, by name, each name once."""
    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: (point.name, *_origin(point)))
    origins = dict.fromkeys(shipped_names(), f"asnwork {__version__}")
    for point in points:
        origin = " ".join(_origin(point))
        if point.name in origins:
            raise DuplicateName("scorer", point.name, origins[point.name], origin)
        origins[point.name] = origin
    return points


def _origin(point: metadata.EntryPoint) -> tuple[str, str]:
    """The name and the version of the distribution that an entry point belongs to."""
    return (str(point.dist.name), str(point.dist.version)) if point.dist else ("unknown", "unknown")


def _made(point: metadata.EntryPoint, law: Law) -> Scorer:
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
    told: Iterable[object] = (
        error.faults if isinstance(error, InvalidInput) else [f"{type(error).__name__}: {error}"]
    )
    return " ".join("; ".join(map(str, told)).split())
