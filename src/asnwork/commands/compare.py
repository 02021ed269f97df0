"""`asnwork compare`: several schemes on the same seeded city."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import timedelta
from functools import partial
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from attrs import evolve

from asnwork.commands.places import refused, written
from asnwork.commands.terminal import Progress, width, write
from asnwork.errors import DuplicateName, Fault, InvalidInput, MissingExtra, UnknownName

if TYPE_CHECKING:
    from asnwork.domain.law import Law, Reform, ReformEffect
    from asnwork.domain.service import TimeLimit
    from asnwork.report.findings import Findings
    from asnwork.scoring.scheme import Scheme
    from asnwork.simulation.experiment import Outcome
    from asnwork.simulation.scenario import Scenario
    from asnwork.tables import Lang

__all__ = ["compare_command"]

_SETS = ("factorial", "all")


def compare_command(options: argparse.Namespace) -> int:
    """Compare schemes as the options say; the exit code is handed back."""
    targets = [("--report", options.report, ".html"), ("--json", options.json, ".json")]
    if refused(targets, [options.scenario, *options.reform]):
        return 2
    _need_numpy()
    from asnwork.commands.figures import told_unmeasured
    from asnwork.indonesia.law import national_law
    from asnwork.report.findings import summed_up

    law = national_law()
    reform = _reform(options.reform, law)
    offered = _shipped(law)
    try:
        with redirect_stdout(sys.stderr):  # a plug-in may print
            offered = _offered(options.schemes, law)
        schemes = _chosen(options.schemes, offered, law, least=2 if reform is None else 1)
    except (UnknownName, DuplicateName, InvalidInput) as error:
        write(sys.stderr, f"asnwork: --schemes: {error}")
        write(sys.stderr, f"the schemes: {', '.join(offered)}")
        return 2
    if odd := told_unmeasured((scheme.pay.scorer for scheme in schemes), law):
        write(sys.stderr, f"asnwork: --schemes: {odd}")
        return 2
    _warn(schemes, law, quiet=options.quiet)
    scenario = _scenario(options)
    with redirect_stdout(sys.stderr):
        outcome, effect = _run(scenario, schemes, law, reform, options)
    if effect is not None and not options.quiet and options.json != "-":
        for line in _effect(effect, options.lang):
            write(sys.stdout, line)
    found = summed_up(outcome)
    if not _hand_out(found, options):
        return 2
    if outcome.interrupted:
        return 130
    return 0 if _keeps(found, options) else 1


def _need_numpy() -> None:
    try:
        import numpy  # noqa: F401
    except ImportError as missing:
        raise MissingExtra("numpy", "sim", "asnwork compare") from missing


# --- what is compared ----------------------------------------------------------------------------------


def _shipped(law: Law) -> dict[str, Scheme]:
    from asnwork.indonesia.schemes import all_schemes

    return {scheme.name: scheme for scheme in all_schemes(law)}


def _offered(asked: str, law: Law, *, quiet: bool = False) -> dict[str, Scheme]:
    """The schemes by name; those of plug-ins too, when a scheme is asked for that is not shipped."""
    from asnwork.commands.pay_rules import pay_rules
    from asnwork.indonesia.schemes import all_workplaces
    from asnwork.policies.outcomes.standard_outcome import standard_outcome
    from asnwork.scoring.scheme import factorial

    shipped = _shipped(law)
    if asked in _SETS or shipped.keys() >= set(_names(asked)):
        return shipped
    asked_pays = [name.rpartition(" x ")[2] for name in _names(asked)]
    found = pay_rules(law, asked=asked_pays, quiet=quiet)
    pays = [pay for pay in found.values() if not pay.allowance.for_teaching_only]
    schemes = factorial(all_workplaces(law), pays, outcome=standard_outcome(law))
    return {scheme.name: scheme for scheme in schemes}


def _names(asked: str) -> list[str]:
    return [" ".join(name.split()) for name in asked.split(",")]


def _chosen(asked: str, offered: Mapping[str, Scheme], law: Law, *, least: int) -> tuple[Scheme, ...]:
    from asnwork.indonesia.schemes import standard_factorial

    if asked == "factorial":
        return standard_factorial(law)
    if asked == "all":
        return tuple(offered.values())
    names = _names(asked)
    for name in names:
        if name not in offered:
            raise UnknownName("scheme", name, [*_SETS, *offered])
        if names.count(name) > 1:
            raise DuplicateName("scheme", name)
    if len(names) < least:
        raise InvalidInput(Fault("schemes", given=asked, expected="two or more, to compare one with another"))
    return tuple(offered[name] for name in names)


def _made_again(asked: str, law: Law) -> tuple[Scheme, ...]:
    """The schemes asked for, made of another law; what is wrong with plug-ins has been said by then."""
    return _chosen(asked, _offered(asked, law, quiet=True), law, least=1)


def _reform(files: Sequence[str], law: Law) -> Reform | None:
    """The reforms of the files as one, which says how they come out together; None without a file."""
    from asnwork.commands.law_sources import read_reforms
    from asnwork.domain.law import apply_reforms, diff_laws

    reforms = read_reforms(files)
    if len(reforms) < 2:
        return reforms[0] if reforms else None
    joined = diff_laws(law, apply_reforms(law, *reforms), name=" + ".join(each.name for each in reforms))
    return evolve(joined, no_effect_expected=any(each.no_effect_expected for each in reforms))


def _scenario(options: argparse.Namespace) -> Scenario:
    from asnwork.commands.scenarios import scenario_from

    scenario = scenario_from(options.scenario)
    if options.seed is not None:
        scenario = evolve(scenario, seed=options.seed)
    if options.weeks is not None:
        scenario = evolve(scenario, until=scenario.since + timedelta(weeks=options.weeks))
    return scenario if options.load is None else scenario.at_load(options.load)


def _readings() -> Mapping[str, TimeLimit]:
    from asnwork.commands.scenarios import readings

    return readings()


def _warn(schemes: Sequence[Scheme], law: Law, *, quiet: bool) -> None:
    """Say before the run what is to be known of pay rules, and how to try the laws on a plug-in."""
    from asnwork.commands.pay_rules import told_before
    from asnwork.policies.outcomes.standard_outcome import standard_outcome
    from asnwork.simulation.measures import simulated_figures

    shipped = {scheme.pay.name for scheme in _shipped(law).values()}
    simulated = simulated_figures(standard_outcome(law), law)
    for name, pay in {scheme.pay.name: scheme.pay for scheme in schemes}.items():
        if name not in shipped and not quiet:
            told = f"{name!r} does not ship with asnwork; try the laws on it: asnwork check --scorer {name}"
            write(sys.stderr, f"asnwork: {told}")
        unseen = sorted(pay.scorer.reads - simulated)
        if unseen:
            told = f"scorer {name!r} reads what the simulation does not measure, missing for everybody"
            write(sys.stderr, f"asnwork: {told}: {', '.join(unseen)}")
        for told in told_before(pay):
            write(sys.stderr, f"asnwork: {told}")


# --- running it ----------------------------------------------------------------------------------------


def _run(
    scenario: Scenario,
    schemes: tuple[Scheme, ...],
    law: Law,
    reform: Reform | None,
    options: argparse.Namespace,
) -> tuple[Outcome, ReformEffect | None]:
    from asnwork.policies.assignment_rules import by_earliest_promise
    from asnwork.simulation.experiment import Design, compare, points_of
    from asnwork.simulation.what_if import compare_reform

    progress = None if options.quiet else Progress(options.lang)
    design = Design(replications=options.replications, readings=_readings())
    if progress is not None:
        progress(0, len(points_of(scenario, schemes, design)))
    with _executor(options) as executor:
        run: dict[str, Any] = {
            "law": law,
            "rule": by_earliest_promise(),
            "design": design,
            "executor": executor,
            "on_progress": progress,
        }
        if reform is None:
            outcome, effect = compare(scenario, schemes, **run), None
        else:
            made = partial(_made_again, options.schemes)
            what_if = compare_reform(scenario, made, reform, **run)
            outcome, effect = what_if.outcome, what_if.effect
    if progress is not None:
        progress.close()
    return outcome, effect


_EFFECT = {
    "en": ("reform: $reform", "$case: $before becomes $after"),
    "id": ("perubahan yang dicoba: $reform", "$case: $before menjadi $after"),
}


def _effect(effect: ReformEffect, lang: Lang) -> Iterator[str]:
    """What a reform changes in which scheme, from which day on."""
    head, row = map(Template, _EFFECT[lang])
    yield head.substitute(reform=effect.reform)
    for changed in effect.changed:
        case = f"{changed.case.scheme}, {changed.case.day}"
        yield "- " + row.substitute(case=case, before=changed.before, after=changed.after)
    yield ""


@contextmanager
def _executor(options: argparse.Namespace) -> Iterator[Any]:
    """Workers in other processes when there is more than one and loky is installed; otherwise none."""
    workers = options.workers or os.cpu_count() or 1
    if workers == 1:
        yield None
        return
    try:
        from loky import get_reusable_executor
    except ImportError:
        if not options.quiet:
            text = "one worker: for more, pip install 'asnwork[parallel]'"
            write(sys.stderr, text if options.lang == "en" else f"satu pekerja: {text.partition(': ')[2]}")
        yield None
        return
    pool = get_reusable_executor(max_workers=workers)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, kill_workers=True)


# --- what comes out ------------------------------------------------------------------------------------


def _hand_out(found: Findings, options: argparse.Namespace) -> bool:
    from asnwork.report.document import document, json_text
    from asnwork.report.html import page
    from asnwork.report.text import printed

    only_json = options.json == "-"
    out = sys.stderr if only_json else sys.stdout
    if not options.quiet and not only_json:
        write(out, printed(found, options.lang, width=width()))
    done = options.json is None or written("--json", options.json, json_text(document(found)))
    if not written("--report", options.report, page(found, options.lang)):
        return False
    write(out, ("" if options.quiet or only_json else "\n") + str(Path(options.report).resolve()))
    return done


def _keeps(found: Findings, options: argparse.Namespace) -> bool:
    kept = True
    for threshold in options.require:
        for scheme in found.outcome.schemes:
            value = found.headline(threshold.measure, scheme.name).value
            if not threshold.kept_by(value):
                kept = False
                shown = "no value" if value is None else f"{value:.4g}"
                write(sys.stderr, f"asnwork: {threshold} is missed by '{scheme.name}': {shown}")
    return kept
