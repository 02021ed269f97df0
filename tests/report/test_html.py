from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from xml.dom import minidom

import pytest
from attrs import evolve

from asnwork.report.findings import summed_up
from asnwork.report.html import page
from asnwork.simulation.experiment import Design
from tests.report.outcomes import city, made_outcome, schemes

NASTY = "<script>alert('x')</script> & \"quoted\" \x1b[2J"


class Reader(HTMLParser):
    """Collects tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def read(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags of a page, with their attributes."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader.tags


@pytest.fixture(params=["en", "id"])
def text(request: pytest.FixtureRequest) -> str:
    """The page of a small outcome, in both languages."""
    return page(summed_up(made_outcome()), request.param)


def test_it_is_well_formed(text: str) -> None:
    """The page parses as XML too, so no tag is left open."""
    assert "html" == minidom.parseString(text.replace("<!DOCTYPE html>", "")).documentElement.tagName


def test_it_asks_for_nothing_from_outside(text: str) -> None:
    """No script, style sheet, font or picture from elsewhere; addresses stand only in texts."""
    tags = read(text)

    assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in tags}
    assert not [tag for tag, attributes in tags if {"src", "srcset", "data", "action"} & attributes.keys()]
    assert not [a["href"] for tag, a in tags if "href" in a and not str(a["href"]).startswith("#")]
    assert not re.search(r"@import|url\(", text)
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


def test_the_order_is_that_of_the_rules(text: str) -> None:
    """Sentence, legal status, who is paid for what, service, what would have to be true, assumptions."""
    ids = [a["id"] for tag, a in read(text) if tag == "section"]

    assert ["a", "b", "c", "assumptions", "not_modelled", "reproducibility"] == ids
    assert text.index('class="lead"') < text.index('class="schemes"') < text.index('id="a"')


def test_pictures_and_tables_are_named(text: str) -> None:
    """Every picture has a title for screen readers, every table a caption or a labelled region."""
    tags = read(text)
    pictures = [a for tag, a in tags if tag == "svg"]

    assert 12 == len(pictures)  # each twice: for a wide and for a narrow screen
    assert all(a["role"] == "img" and a["aria-labelledby"] for a in pictures)
    regions = [a for tag, a in tags if tag == "div" and "wide" in str(a.get("class")).split()]
    assert all(a.get("aria-label") or "mayor" in text for a in regions)


def test_headings_step_down_one_at_a_time(text: str) -> None:
    """There is one main heading, and no level is left out."""
    levels = [int(tag[1]) for tag, _ in read(text) if re.fullmatch(r"h[1-6]", tag)]

    assert 1 == levels.count(1) and 1 == levels[0]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_identifiers_are_used_once(text: str) -> None:
    """No two elements share an id, so labels point where they should."""
    ids = [str(a["id"]) for _, a in read(text) if "id" in a]

    assert sorted(set(ids)) == sorted(ids)


def test_the_input_cell_is_marked(text: str) -> None:
    """Beside the present who did not achieve stands that this is an input."""
    assert ("this is an input" in text) or ("ini masukan" in text)
    assert 'class="input"' in text


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_comes_from_the_scenario_is_escaped(lang: str) -> None:
    """Labels, bases and codes that hold markup are shown as text."""
    plain = city()
    staff = [evolve(g, position=evolve(g.position, label=NASTY, label_id=NASTY)) for g in plain.staff]
    scenario = evolve(plain, label=NASTY, label_id=NASTY, staff=staff)
    text = page(summed_up(made_outcome(scenario=scenario)), lang)  # type: ignore[arg-type]

    assert "<script" not in text and "&lt;script&gt;" in text
    minidom.parseString(text.replace("<!DOCTYPE html>", ""))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_same_outcome_gives_the_same_bytes(lang: str) -> None:
    """Nothing in the page depends on the clock or on luck."""
    first, second = (page(summed_up(made_outcome()), lang) for _ in range(2))  # type: ignore[arg-type]

    assert first == second


def test_small_cells_are_merged() -> None:
    """A cell of fewer than ten officers is not shown by itself, nor can it be told from the others."""
    text = page(summed_up(made_outcome()), "en")

    assert "in the merged cell below" in text
    assert 'class="big">4<' not in text


def test_nothing_finished_is_a_short_page() -> None:
    """An experiment interrupted at once still gives a page that says so."""
    text = page(summed_up(made_outcome(done=lambda point: False)), "en")

    assert "nothing to report" in text
    minidom.parseString(text.replace("<!DOCTYPE html>", ""))


def test_an_experiment_without_range_runs_is_a_page() -> None:
    """What is not finished is left out, and the rest is shown."""
    outcome = made_outcome(design=Design(replications=1), done=lambda point: point.main)
    text = page(summed_up(outcome), "en")

    assert "Interrupted" in text and 'id="a"' in text
    minidom.parseString(text.replace("<!DOCTYPE html>", ""))


def test_the_command_that_does_it_again_names_the_schemes() -> None:
    """The standard comparison needs no names; others are named, so that the same schemes are compared."""
    standard, other = schemes(), schemes()[1:3]
    assert "--schemes" not in page(summed_up(made_outcome(compared=standard)), "en")
    told = page(summed_up(made_outcome(compared=other)), "en")
    assert "--schemes &quot;office_only x outcome, anywhere_if_task_allows x tpp_60_40&quot;" in told
