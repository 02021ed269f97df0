"""The top row of a report: the legal status of each scheme, and what in it exceeds current rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from asnwork.domain.reason import Reason, explain
from asnwork.policies.legality import LegalConflict
from asnwork.policies.workplace import LEGAL_STATUS
from asnwork.report.findings import Findings
from asnwork.report.rows import lettered, pays_of, workplaces_of
from asnwork.report.words import name_of, say
from asnwork.tables import Lang, Table

__all__ = [
    "articles",
    "conflict_lines",
    "conflicts_of",
    "conflicts_table",
    "example_of",
    "legal_basis_table",
    "legal_table",
    "reasons_of",
    "status_of",
]


def status_of(found: Findings, scheme: Any) -> str:
    """Return the legal status of a scheme: what its rules say, unless they exceed current ones."""
    stated: str = scheme.legal_status
    needed = {each.needs for each in found.conflicts.get(scheme.name, ())}
    if "needs_national_change" in needed and stated != "needs_national_change":
        return "exceeds_rules"
    return max([stated, *needed], key=LEGAL_STATUS.index)


def articles(conflicts: Sequence[LegalConflict]) -> str:
    """Return the articles that are exceeded, each once, the articles of one instrument together."""
    by_instrument: dict[str, list[str]] = {}
    for conflict in conflicts:
        reference = None if conflict.basis is None else conflict.basis.reference
        if reference is not None:
            named = by_instrument.setdefault(reference.instrument, [])
            named += [reference.article] if reference.article and reference.article not in named else []
    return "; ".join(
        f"{instrument} art. {', '.join(sorted(named))}" if named else instrument
        for instrument, named in by_instrument.items()
    )


def legal_table(found: Findings, lang: Lang) -> Table:
    """Return the legal status of each scheme."""
    schemes = found.outcome.schemes
    return Table(
        {
            say("scheme", lang): [lettered(found, scheme.name, lang) for scheme in schemes],
            say("legal_status", lang): [say(status_of(found, scheme), lang) for scheme in schemes],
        }
    )


def reasons_of(found: Findings, scheme: Any) -> tuple[Reason, ...]:
    """Return what the rules of a scheme say of their legal status, but for one that exceeds what it says."""
    exceeding = _exceeding(found)
    said: tuple[Reason, ...] = scheme.reasons
    return tuple(each for each in said if each.code != "within_rules" or each.rule not in exceeding)


def _exceeding(found: Findings) -> frozenset[str]:
    """The names of the rules that only another national rule would allow."""
    return frozenset(each.rule for each in conflicts_of(found) if each.needs == "needs_national_change")


def legal_basis_table(found: Findings, lang: Lang) -> Table:
    """Return what the legal status of each rule rests on."""
    rules = {**workplaces_of(found), **{name: pay.allowance for name, pay in pays_of(found).items()}}
    exceeding = _exceeding(found)
    status = [
        "exceeds_rules" if rule.legal_status == "within_rules" and name in exceeding else rule.legal_status
        for name, rule in rules.items()
    ]
    return Table(
        {
            say("rule", lang): [name_of(rule, lang) for rule in rules.values()],
            say("legal_status", lang): [say(each, lang) for each in status],
            say("basis", lang): [str(rule.basis) for rule in rules.values()],
        }
    )


def conflicts_of(found: Findings) -> tuple[LegalConflict, ...]:
    """Return what in the rules of all schemes exceeds current rules, each once."""
    every = [each for scheme in found.outcome.schemes for each in found.conflicts.get(scheme.name, ())]
    return tuple({(each.rule, each.code): each for each in every}.values())


def conflicts_table(found: Findings, lang: Lang) -> Table:
    """Return what in the rules exceeds current rules: in words, an example, what the limit rests on."""
    conflicts = conflicts_of(found)
    return Table(
        {
            say("exceeds", lang): [explain(evolve(each.reason, law=None), lang) for each in conflicts],
            say("example", lang): [example_of(each, lang) for each in conflicts],
            say("basis", lang): [str(each.basis) for each in conflicts],
        }
    )


def conflict_lines(found: Findings, lang: Lang) -> Iterator[str]:
    """Yield a sentence for each conflict, with its article and an example."""
    for each in conflicts_of(found):
        example = example_of(each, lang)
        yield explain(each.reason, lang) + (f"; {say('example', lang)}: {example}" if example else "")


def example_of(conflict: LegalConflict, lang: Lang) -> str:
    """Return what the limit says of the example, without its law; empty when there is no example."""
    return "" if conflict.because is None else explain(evolve(conflict.because, law=None), lang)
