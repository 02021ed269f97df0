"""The command line: `asnwork compare`, `replay`, `score`, `law`, `scorers` and `check`.

It needs nothing but the core to start; a command imports what it needs when it runs.

Exit codes:

====  ==================================================================================================
0     done
1     the answer is "no": a threshold of ``--require`` is missed; ``law diff --exit-code``: they differ;
      ``check --scorer``: a law is broken
2     usage: an option, a name or a place to write to is wrong
3     an input file is bad; every fault is named with its path
69    an optional library is missing; the text says which extra brings it
70    internal error; ``--debug`` shows the traceback
130   interrupted (Ctrl-C); ``compare`` reports what is finished
====  ==================================================================================================
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date

import asnwork
from asnwork.errors import AsnworkError, MissingExtra

__all__ = ["main", "parser"]

_CODES = (
    'exit codes: 0 done; 1 the answer is "no"; 2 usage; 3 bad input file; 69 an optional library is missing; '
    "70 internal error; 130 interrupted"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: What stands after `asnwork`; the arguments of this Python when None.

    Returns:
        The exit code.
    """
    try:
        options = parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said what it had to say
        return stop.code if isinstance(stop.code, int) else 2
    try:
        return _command(options.command)(options)
    except KeyboardInterrupt:
        return _failed("interrupted", 130)
    except MissingExtra as error:
        return _failed(str(error), 69)
    except AsnworkError as error:
        _raised(options)
        return _failed(str(error), 3)
    except BrokenPipeError:
        _let_go_of_stdout()
        return 141
    except BaseException as error:  # a plug-in may raise what it likes, also to end the program
        hint = "" if options.debug else "; --debug shows where"
        _raised(options)
        return _failed(f"internal error: {type(error).__name__}: {error}{hint}", 70)


def _raised(options: argparse.Namespace) -> None:
    """Print the traceback of the error at hand, when it is asked for."""
    if options.debug:
        import traceback

        traceback.print_exc()


def _failed(text: str, code: int) -> int:
    from asnwork.commands.terminal import write

    write(sys.stderr, f"asnwork: {text}")
    return code


def _let_go_of_stdout() -> None:
    """Whoever read the output has gone; nothing may be written at exit."""
    import os

    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    match name:
        case "compare":
            from asnwork.commands.compare import compare_command

            return compare_command
        case "replay":
            from asnwork.commands.replay import replay_command

            return replay_command
        case "score":
            from asnwork.commands.score import score_command

            return score_command
        case "law":
            from asnwork.commands.law import law_command

            return law_command
        case "scorers":
            from asnwork.commands.scorers import scorers_command

            return scorers_command
        case "figures":
            from asnwork.commands.figures import figures_command

            return figures_command
        case _:
            from asnwork.commands.check import check_command

            return check_command


# --- what may be asked for ---------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="asnwork",
        description="Work-from-anywhere rules: compared on a seeded city, replayed on a real request log.",
        epilog=_CODES,
    )
    top.add_argument("--version", action="version", version=f"asnwork {asnwork.__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    _compare(commands)
    _replay(commands)
    _score(commands)
    _law(commands)
    _scorers(commands)
    _figures(commands)
    _check(commands)
    return top


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lang", choices=("en", "id"), default="en", help="language of the output (default en)"
    )
    command.add_argument("--debug", action="store_true", help="show the traceback of an error")


def _compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "compare",
        help="compare schemes on a seeded city",
        description="Compare schemes on one seeded city: a table and a one-file report that opens offline.",
        epilog=_CODES,
    )
    add = command.add_argument
    add(
        "scenario",
        nargs="?",
        metavar="SCENARIO",
        help="a scenario file; the shipped Surabaya registry without it",
    )
    add("--seed", type=_count, metavar="N", help="the seed of all draws (default: the scenario's)")
    add("--replications", type=_positive, default=5, metavar="N", help="of the main runs (default 5)")
    add(
        "--load",
        type=_load,
        metavar="X",
        help="work asked for, as a share of officer time (default: the scenario's)",
    )
    add(
        "--schemes",
        default="factorial",
        metavar="WHICH",
        help="factorial (default), all that ship, or names like 'office_only x outcome, friday_home x "
        "outcome', also with the scorer of a plug-in for the second; the others are compared with the first",
    )
    add(
        "--reform",
        action="append",
        default=[],
        metavar="FILE",
        help="a reform file: each scheme that it touches stands under the law as it is and under the reform; "
        "may be given again",
    )
    add("--weeks", type=_positive, metavar="N", help="weeks that are measured (default: the scenario's days)")
    add("--workers", type=_positive, metavar="N", help="how many workers (default: one for each core)")
    add(
        "--json",
        nargs="?",
        const="-",
        metavar="FILE",
        help="the findings as JSON, to standard output or a .json file",
    )
    add(
        "--report",
        default="asnwork-report.html",
        metavar="FILE",
        help="the report (default ./asnwork-report.html)",
    )
    add(
        "--require",
        action="append",
        default=[],
        type=_threshold,
        metavar="RULE",
        help="such as 'on_time>=0.9': exit code 1 unless every scheme keeps it; may be given again",
    )
    add("--quiet", action="store_true", help="no progress and no table")
    _common(command)


def _replay(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "replay",
        help="judge and score a real request log by the shipped rules, and those named",
        description="Read a request log (CSV, perhaps gzipped), count the promises kept, score the evidence.",
        epilog=_CODES,
    )
    add = command.add_argument
    add("log", metavar="LOG", help="an event log or a case table, CSV, plain or gzipped")
    add("--mapping", required=True, metavar="M.toml", help="which column holds what")
    add("--cases", metavar="FILE", help="the case table of an event log")
    add("--by", choices=("month", "quarter", "year", "whole"), default="month", help="how long a period is")
    add(
        "--law-on",
        type=_day,
        metavar="DAY",
        help="whose law the scorers read (default 2026-07-01; for --officer the last day of the period)",
    )
    add(
        "--pay",
        action="append",
        default=[],
        metavar="NAME",
        help="another pay rule, or the scorer of a plug-in, beside those that ship; may be repeated",
    )
    asked = command.add_mutually_exclusive_group()
    asked.add_argument(
        "--json", nargs="?", const="-", metavar="FILE", help="as JSON, to standard output or a .json file"
    )
    asked.add_argument(
        "--officer", metavar="ID", help="print the sheet of one officer for one period, and nothing else"
    )
    add(
        "--period",
        metavar="MONTH",
        help="with --officer: the period that begins in that month, such as 2026-05 (default: the last one "
        "with a step of that officer)",
    )
    add("--base", type=_count, metavar="RP", help="with --officer: a base allowance, rupiah a month")
    add("--strict", action="store_true", help="refuse the log when a row cannot be used")
    add("--unusable", metavar="FILE", help="write the rows that were not taken as they stand to a CSV file")
    _common(command)


def _score(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "score",
        help="score a table with one row for each officer and period",
        description="Score a Parquet, CSV or Arrow file: one row for each officer and period, one column "
        "for each figure. Ratings and predicates are proposed only, and pay is a simulation.",
        epilog=_CODES,
    )
    add = command.add_argument
    add("file", metavar="FILE", help="a file that ends in .parquet, .csv, .arrow, .feather or .ipc")
    rule = command.add_mutually_exclusive_group(required=True)
    rule.add_argument("--pay", metavar="NAME", help="a pay rule, such as outcome or tpp_60_40")
    rule.add_argument("--scheme", metavar="NAME", help="a scheme, such as 'office_only x outcome'")
    day = command.add_mutually_exclusive_group(required=True)
    day.add_argument(
        "--on",
        type=_day_or_column,
        metavar="DAY",
        help="the day whose law is read, or the column that holds it: the last day of the row's period",
    )
    day.add_argument("--until", metavar="COLUMN", help="the column of first days after the row's period")
    add(
        "--column",
        action="append",
        default=[],
        type=_pair,
        metavar="FIGURE=COLUMN",
        help="the column of a figure that does not have the figure's name; may be given again",
    )
    add(
        "--unit",
        action="append",
        default=[],
        type=_pair,
        metavar="FIGURE=UNIT",
        help="the unit that the file holds a figure in, such as done.work=minutes, refused when the rule "
        "reads another; may be given again",
    )
    add(
        "--absent",
        action="append",
        default=[],
        metavar="FIGURE",
        help="a figure that the file does not have, taken as missing in each row; may be given again",
    )
    add(
        "--officer",
        metavar="COLUMN",
        help="the column that tells officers apart, for cells of fewer than ten (default: officer)",
    )
    add("--out", metavar="FILE", help="write the rows with their scores; its ending says in which form")
    add("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to standard output or a .json file")
    add("--strict", action="store_true", help="write nothing, exit code 3, when a row is refused")
    _common(command)


def _law(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "law",
        help="list and show the law, compare laws, check a city's own files",
        description="The law as data: what holds on a day and by what, what differs, a city's own files.",
        epilog=_CODES,
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="action")

    def action(name: str, text: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", epilog=_CODES)
        made.add_argument("--json", action="store_true", help="as JSON, to standard output")
        made.add_argument(
            "--with",
            dest="with_folder",
            metavar="FOLDER",
            help="a city's own law over the shipped one: a folder of instrument files, or one file",
        )
        _common(made)
        return made

    listed = action("list", "what holds on a day, one line for each parameter")
    listed.add_argument("stem", nargs="?", metavar="STEM", help="only what begins with it, such as tpp")
    shown = action("show", "one parameter, or all under a stem: value, bands, history, what it rests on")
    shown.add_argument("path", metavar="PATH", help="a path or a stem, such as tpp.late_cut or tpp")
    differing = action("diff", "what differs between two laws, or between two days")
    for name, metavar in (("before", "A"), ("after", "B")):
        text = (
            "'shipped'; 'base', the shipped law with --with over it; a folder or file of a city's own law, "
            "laid over the base: what it sets anew it declares with replaces, the rest it adds; a reform "
            "file, applied to the base; or a day, such as 2025-01-01, and then both are days"
        )
        differing.add_argument(name, metavar=metavar, help=text if name == "before" else "like A")
    differing.add_argument("--exit-code", action="store_true", help="exit with 1 when they differ")
    checked = action("check", "whether files of a city's own law and reforms are good and fit")
    checked.add_argument("files", nargs="+", metavar="FILE", help="an instrument or reform file, or a folder")
    checked.add_argument("--alone", action="store_true", help="without laying them over the shipped law")
    for each in (listed, shown, checked):
        each.add_argument("--on", type=_day, metavar="DAY", help="which day is asked about (default: today)")


def _scorers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "scorers",
        help="list the scorers: those that ship and those of plug-ins",
        description="List the scorers that ship and those of other distributions, with what each reads.",
        epilog=_CODES,
    )
    command.add_argument("--json", action="store_true", help="as JSON, to standard output")
    _common(command)


def _figures(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "figures",
        help="list the figures that a scorer may read",
        description="List the figures that a scorer may read: unit, what each is, and what it is made of.",
        epilog=_CODES,
    )
    command.add_argument("--json", action="store_true", help="as JSON, to standard output")
    _common(command)


def _check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check",
        help="say what files are, and everything that is wrong in them; hold a scorer to the laws",
        description="Check scenario, catalogue, mapping, law and reform files (TOML), naming every fault; or "
        "hold a scorer to the laws of scoring.",
        epilog=_CODES,
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("files", nargs="*", default=[], metavar="FILE", help="a TOML file")
    what.add_argument(
        "--scorer",
        metavar="NAME",
        help="a scorer that ships or one of a plug-in, as `asnwork scorers` lists them",
    )
    command.add_argument(
        "--gaming",
        action="store_true",
        help="with --scorer: also whether a trick pays under it and the standard outcome policy",
    )
    _common(command)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        expected = "a whole number such as 5000000, without dots or commas"
        raise argparse.ArgumentTypeError(f"given {text!r}, expected {expected}") from None


def _count(text: str) -> int:
    number = _whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"given {text!r}, expected 0 or more")
    return number


def _positive(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"given {text!r}, expected 1 or more")
    return number


def _load(text: str) -> float:
    number = float(text)
    if not 0 < number < 5:
        raise argparse.ArgumentTypeError(f"given {text!r}, expected more than 0 and less than 5, such as 0.8")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"given {text!r}, expected a day such as 2026-07-01") from None


def _day_or_column(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _pair(text: str) -> tuple[str, str]:
    figure, sign, column = text.partition("=")
    if not (figure and sign and column):
        raise argparse.ArgumentTypeError(
            f"given {text!r}, expected a figure, = and what it has, such as available=tersedia"
        )
    return figure, column


def _threshold(text: str) -> object:
    from asnwork.commands.threshold import parse_threshold

    try:
        return parse_threshold(text)
    except AsnworkError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


_load.__name__ = "load"  # what argparse calls it when the text is no number at all

if __name__ == "__main__":
    sys.exit(main())
