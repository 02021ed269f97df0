from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_schemes
from asnwork.report.document import document
from asnwork.report.findings import summed_up
from asnwork.report.html import page
from asnwork.report.text import plain_note, printed
from asnwork.report.words import say
from asnwork.scoring.score import POINTS, Draft
from asnwork.simulation.experiment import Design, Point
from asnwork.tables import Lang
from tests.report.outcomes import made_outcome, schemes

GOLDEN = Path(__file__).parent / "golden"


def without_digest(text: str) -> str:
    """The text without what changes with every version of the library or of the city."""
    return re.sub(r"SHA-256\s+[0-9a-f]{16}", "SHA-256 ...", re.sub(r"asnwork\s+\d[\w.]*", "asnwork X", text))


class Plain:
    """A scorer in plain Python."""

    name, version, scale, reads = "plain", "1", POINTS, frozenset[str]()

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        """Nothing."""
        return Draft(value=None)


READINGS_FILED = ("from_next_opening", "no_promise")
READINGS_DUE = ("next_working_day_same_time", "clock")


def one_pay() -> tuple[Any, ...]:
    """Every shipped workplace rule, with one pay rule."""
    return tuple(scheme for scheme in all_schemes(national_law()) if scheme.pay.name == "outcome")


def wide(point: Point) -> float:
    """Better away by a share that differs so much that two replications say nothing."""
    return 0.5 + (point.workplace != "office_only") * (0.05 + 0.2 * point.replication)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_text_of_a_small_outcome(lang: str) -> None:
    """The text is the one that was read and approved; `golden/` holds it."""
    told = without_digest(printed(summed_up(made_outcome()), lang))  # type: ignore[arg-type]

    assert (GOLDEN / f"small_{lang}.txt").read_text(encoding="utf-8") == told + "\n"


@pytest.mark.parametrize("width", [80, 90, 100])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_line_is_wider_than_the_terminal(lang: str, width: int) -> None:
    """Every line fits, whatever the language."""
    told = printed(summed_up(made_outcome()), lang, width=width)  # type: ignore[arg-type]

    assert width >= max(map(len, told.splitlines()))


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_readings_are_told_apart(lang: Lang, width: int) -> None:
    """No two readings of the promise print the same key, however many workplace rules stand beside."""
    names = [f"{a} x {b}" for a in READINGS_FILED for b in READINGS_DUE]
    readings = dict.fromkeys(names, 0.5)
    told = printed(summed_up(made_outcome(compared=one_pay(), readings=readings)), lang, width=width)
    part = told.partition(say("readings", lang))[2].partition(say("c", lang))[0]
    rows = [line for line in part.splitlines() if re.search(r"50(\s|$)", line)]

    assert 4 == len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("lang", "days", "times"), [("en", "9 days", "replications: 3"), ("id", "9 hari", "3 ulangan")]
)
def test_the_range_runs_are_described_under_c(lang: Lang, days: str, times: str) -> None:
    """How long and how often loads and effects were run is printed, not only drawn."""
    design = Design(replications=2, range_days=9, range_replications=3)
    told = " ".join(printed(summed_up(made_outcome(design=design)), lang).split())
    part = told.partition("(c) ")[2]

    assert days in part and times in part


@pytest.mark.parametrize(("lang", "word"), [("en", "not determined"), ("id", "belum pasti")])
def test_noise_beyond_the_scale_is_not_a_number(lang: Lang, word: str) -> None:
    """A share cannot move by more than a hundred points, so wider noise says nothing."""
    told = printed(summed_up(made_outcome(share=wide)), lang)
    row = next(line for line in told.splitlines() if line.startswith(say("short.on_time", lang) + "  "))

    assert word in row
    assert not re.search(r"\d{4}", row)


def test_noise_on_the_scale_stays_a_number() -> None:
    """Beside a width that is not determined the others keep their numbers."""
    told = printed(summed_up(made_outcome(share=wide)), "en")
    row = next(line for line in told.splitlines() if line.startswith("trips per 1,000"))

    assert "0.00" in row and "not determined" not in row


def test_a_load_inside_the_noise_has_no_flip() -> None:
    """The table of turning points claims no sign that noise may explain."""
    told = printed(summed_up(made_outcome(share=wide)), "en").partition("(c) ")[2]

    assert "not determined" in told


def test_an_interrupted_experiment_says_how_much_is_there() -> None:
    """The text names how many units of work are finished."""
    outcome = made_outcome(design=Design(replications=2), done=lambda point: point.main)

    assert "4 of 20 units of work" in printed(summed_up(outcome), "en")


def test_nothing_finished_is_said_in_few_words() -> None:
    """Without a finished replication there are no tables of numbers."""
    told = printed(summed_up(made_outcome(done=lambda point: False)), "en")

    assert "nothing to report" in told
    assert "(a)" not in told


def test_three_workplace_rules_are_told_apart() -> None:
    """With more than one workplace rule beside the first, tables by load name theirs."""
    compared = one_pay()
    told = printed(summed_up(made_outcome(compared=compared)), "en", width=200)

    assert all(scheme.workplace.label.en in told for scheme in compared)
    assert len(schemes()) < len(compared)


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "Scored officer by officer in plain Python"), ("id", "Dinilai pegawai demi")]
)
def test_a_scorer_that_is_no_formula_is_said_to_be_one(lang: Lang, says: str) -> None:
    """Text and page say which pay rule is scored officer by officer; without one they say nothing."""
    first, second, *_ = schemes()
    plain = evolve(first, pay=evolve(first.pay, scorer=Plain()))
    by_formulas, mixed = (
        summed_up(made_outcome(compared=pair)) for pair in ((first, second), (plain, second))
    )
    assert "" == plain_note(by_formulas, lang)
    note = plain_note(mixed, lang)
    assert note.startswith(says)
    assert note.endswith(": TPP 60/40.")
    for told in (printed(mixed, lang), page(mixed, lang)):
        assert note in " ".join(told.split())
    assert ["row by row", "by formulas"] == [each["scored"] for each in document(mixed)["schemes"]]


@pytest.mark.parametrize(
    ("lang", "service", "turning"),
    [
        ("en", "so their service is the same", "Left out: all schemes have the workplace rule 'office only'"),
        ("id", "maka layanannya sama", "Tidak dibuat: semua skema memakai aturan tempat kerja"),
    ],
)
def test_schemes_of_one_place_have_nothing_that_could_turn(lang: Lang, service: str, turning: str) -> None:
    """Text and page say why (b) has no table and (c) is left out; neither calls a finished run unfinished."""
    found = summed_up(made_outcome(compared=schemes()[:2]))
    for told in (printed(found, lang), unescape(page(found, lang))):
        plain = " ".join(told.split())
        assert service in plain
        assert turning in plain
        assert say("nothing", lang) not in plain


@pytest.mark.parametrize(
    ("design", "says"),
    [(Design(), "at no load are the runs"), (Design(loads=()), "no runs over loads and effects of place")],
)
def test_why_nothing_would_have_to_be_true_is_said(design: Design, says: str) -> None:
    """Runs over the effect of place that are not finished are told from runs that nobody asked for."""
    found = summed_up(made_outcome(design=design, done=lambda point: point.main))
    for told in (printed(found, "en"), page(found, "en")):
        assert says in " ".join(told.split())
