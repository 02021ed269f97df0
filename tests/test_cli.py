"""The command line as a whole: what it prints, what it imports, and its exit codes."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

import asnwork
from asnwork.cli import main


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the version of the library."""
    assert 0 == main(["--version"])
    assert f"asnwork {asnwork.__version__}\n" == capsys.readouterr().out


@pytest.mark.parametrize("command", [[], ["compare"], ["replay"], ["check"]])
def test_help_names_the_exit_codes(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every help text ends in what the exit codes mean."""
    assert 0 == main([*command, "--help"])
    assert "3 bad input file" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compre"],
        ["compare", "--sed", "1"],
        ["compare", "--seed", "-1"],
        ["compare", "--seed", "one"],
        ["compare", "--replications", "0"],
        ["compare", "--load", "0"],
        ["compare", "--load", "nan"],
        ["compare", "--weeks", "0"],
        ["compare", "--lang", "nl"],
        ["compare", "--require", "on_time>0.9"],
        ["compare", "--require", "on_tme>=0.9"],
        ["replay", "log.csv"],
        ["replay", "log.csv", "--mapping", "m.toml", "--law-on", "tomorrow"],
        ["check"],
    ],
)
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What is asked for in a wrong way is refused before anything runs, with what was expected."""
    assert 2 == main(arguments)
    assert "usage: asnwork" in capsys.readouterr().err


def test_a_near_miss_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A measure that is not there names those that look like it."""
    main(["compare", "--require", "on_tme>=0.9"])

    assert "did you mean on_time" in capsys.readouterr().err


def broken(options: argparse.Namespace) -> int:
    """A command with a fault of its own."""
    raise ValueError("seven is not eight")


def stopped(options: argparse.Namespace) -> int:
    """A command that is interrupted before it has anything."""
    raise KeyboardInterrupt


def test_an_internal_error_is_short(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error of ours is 70, one line, without a traceback."""
    monkeypatch.setattr("asnwork.commands.check.check_command", broken)

    assert 70 == main(["check", "x.toml"])
    assert (
        "asnwork: internal error: ValueError: seven is not eight; --debug shows where\n"
        == capsys.readouterr().err
    )


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--debug` the traceback comes too, and the code stays."""
    monkeypatch.setattr("asnwork.commands.check.check_command", broken)

    assert 70 == main(["check", "x.toml", "--debug"])
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C in any command is 130."""
    monkeypatch.setattr("asnwork.commands.check.check_command", stopped)

    assert 130 == main(["check", "x.toml"])
    assert "asnwork: interrupted\n" == capsys.readouterr().err


def test_help_needs_the_standard_library_alone() -> None:
    """Parsing the command line imports no heavy library, so help comes at once."""
    code = (
        "import sys\nfrom asnwork.cli import main\nmain(['compare', '--help'])\n"
        "print(sorted({'attrs', 'attr', 'cattrs', 'numpy', 'loky', 'rich', 'hypothesis'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == found.stdout.splitlines()[-1]


def test_a_reader_who_goes_away_is_no_error() -> None:
    """`asnwork ... | head -1` ends without a traceback."""
    code = "import sys; from asnwork.cli import main; sys.exit(main(['check', *['no.toml'] * 3]))"
    found = subprocess.run(
        f'{sys.executable} -c "{code}" 2>&1 | head -1', shell=True, capture_output=True, text=True, check=True
    )

    assert "Traceback" not in found.stdout + found.stderr
