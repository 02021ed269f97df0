"""The pay rules that a command may name: those that ship, and one for each scorer of a plug-in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from asnwork.commands.terminal import write
from asnwork.errors import BrokenScorer, UnknownName

if TYPE_CHECKING:
    from asnwork.adapters.plugins import Plugins
    from asnwork.domain.law import Law
    from asnwork.scoring.scheme import PayRule

__all__ = ["pay_rule_named", "pay_rules", "plugins_of", "told_before"]


def plugins_of(law: Law, *, quiet: bool = False) -> Plugins:
    """Return the scorers of other distributions; each that is left out is said so in a line of its own.

    Args:
        law: The law that they are functions of.
        quiet: Whether nothing is said.
    """
    from asnwork.adapters.plugins import discovered_scorers

    plugins = discovered_scorers(law)
    if not quiet:
        for broken in plugins.broken:
            write(sys.stderr, f"asnwork: {broken}")
    return plugins


def pay_rules(law: Law, *, asked: Iterable[str] = (), quiet: bool = False) -> Mapping[str, PayRule]:
    """Return the pay rules by name: those that ship, then one for each scorer of a plug-in, by its predicate.

    Args:
        law: The law that they are functions of.
        asked: Names that are asked for.
        quiet: Whether nothing is said of plug-ins that are left out.

    Raises:
        DuplicateName: Two distributions bring a scorer of a name that is asked for and does not ship.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> list(pay_rules(national_law()))[:3]
        ['tpp_60_40', 'surabaya_eperformance', 'outcome']
    """
    shipped, plugins = _shipped(law), plugins_of(law, quiet=quiet)
    for name in asked:
        if name in plugins.clashes and name not in shipped:
            raise plugins.clashes[name]
    return {**shipped, **_of_plugins(plugins, law, quiet=quiet)}


def pay_rule_named(name: str, law: Law) -> PayRule:
    """Return a pay rule by its name; plug-ins are looked at only for one that does not ship.

    Raises:
        UnknownName: There is no pay rule of that name.
        DuplicateName: Two distributions bring a scorer of that name.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> pay_rule_named("outcome", national_law()).scorer.name
        'outcome'
    """
    known = _shipped(law)
    if name not in known:
        plugins = plugins_of(law)
        if name in plugins.clashes:
            raise plugins.clashes[name]
        known |= _of_plugins(plugins, law, quiet=False)
    if name not in known:
        raise UnknownName("pay rule", name, known)
    return known[name]


def told_before(pay: PayRule) -> Iterator[str]:
    """Yield what is to be known of a pay rule beforehand: that it is for teaching, that it pays nobody."""
    from asnwork.scoring.allowance_rule import PREDICATE
    from asnwork.scoring.scorer import FormulaScorer

    if pay.allowance.for_teaching_only:
        yield f"{pay.name!r} is for teaching only: it shows what goes wrong, and nobody proposes it"
    ungated = isinstance(pay.scorer, FormulaScorer) and pay.scorer.gate is None
    if ungated and PREDICATE.name in pay.allowance.reads:
        yield (
            f"scorer {pay.name!r} has no gate for the main job, so no predicate follows from its score and "
            "its pay will be held for everybody: give it a gate (asnwork.policies.main_job)"
        )


def _shipped(law: Law) -> dict[str, PayRule]:
    from asnwork.indonesia.schemes import all_pays

    return {pay.name: pay for pay in all_pays(law)}


def _of_plugins(plugins: Plugins, law: Law, *, quiet: bool) -> dict[str, PayRule]:
    from asnwork.scoring.predicate_pay import pay_by_predicate

    rules: dict[str, PayRule] = {}
    for plugin in plugins.found:
        try:
            rules[plugin.name] = pay_by_predicate(plugin.scorer, law)
        except BrokenScorer as error:
            if not quiet:
                write(sys.stderr, f"asnwork: no pay by {plugin.name!r} of {plugin.distribution}: {error}")
    return rules
