from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.indicator import Indicator
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Wording, explain
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import CITIZENS
from asnwork.scoring.combine import part_of, weighted_mean
from asnwork.scoring.figure_words import figure_label, joined_labels, names_of, unit_label
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.strategies.output import done_lever, output
from tests.rows import MAY
from tests.testing.laws.shipped import shipped_pays, shipped_scorers

LAW = national_law()
REPORTS = PlannedResult(
    code="reports",
    label="monthly reports",
    label_id="laporan bulanan",
    main=True,
    target=4.0,
    unit="reports",
    indicators=[
        Indicator(aspect="time", target=7.0, unit="days"),
        Indicator(aspect="quality", target=80.0, target_high=90.0, unit="points"),
        Indicator(aspect="cost", target=0.5, unit="billion rupiah"),
    ],
)
WITH_INDICATORS = output(LAW, results=[REPORTS])
READ = sorted(
    {figure for scorer in shipped_scorers() for figure in scorer.reads}
    | {figure for pay in shipped_pays() for figure in (*pay.scorer.reads, *pay.allowance.reads)}
)


@pytest.mark.parametrize("figure", READ)
def test_every_figure_that_a_shipped_rule_reads_has_words(figure: str) -> None:
    """No officer is told the code of a figure, nor a piece of one, in either language."""
    label = figure_label(figure)
    assert figure not in (label.en, label.id)
    assert [] == [piece for piece in ("_", ".") if piece in label.en + label.id]
    assert label.en != label.id


def shipped_parts(parts: Iterable[Any]) -> Iterator[Any]:
    """Every part of a scorer, inner ones too."""
    for part in parts:
        yield part
        yield from shipped_parts(() if part.scorer is None else part.scorer.parts)


@pytest.mark.parametrize("scorer", [*shipped_scorers(), WITH_INDICATORS], ids=lambda scorer: scorer.name)
def test_every_part_of_a_shipped_scorer_has_a_name_for_people(scorer: Any) -> None:
    """The first column of a sheet is words in both languages, and no codes."""
    for part in shipped_parts(scorer.parts):
        assert part.label is not None, part.name
        assert [] == [piece for piece in ("_", ".") if piece in part.label.en + part.label.id]
        assert part.label.id != part.name or part.name == "loyal"  # the same word in both languages


@pytest.mark.parametrize("scorer", [*shipped_scorers(), WITH_INDICATORS], ids=lambda scorer: scorer.name)
def test_no_english_unit_stands_in_an_indonesian_sentence(scorer: Any) -> None:
    """What a part found and what somebody could do are told in one language."""
    units = {unit for units in scorer.units.values() for unit in units.split("*")} - {"1", "yes/no"}
    told = [part.wording for part in shipped_parts(scorer.parts)]
    told += [each for lever in scorer.levers for each in (lever.wording, lever.one) if each is not None]
    for unit in units:
        assert unit_label(unit).id != unit, unit
        plain = [re.sub(r"\$\w+", "", wording.id) for wording in told]
        assert [] == [text for text in plain if re.search(rf"\b{unit}\b", text)]


def test_a_figure_is_called_by_the_label_of_its_plan() -> None:
    """What is missing of a planned result of one's own is told by the label in the plan, not by its code."""
    found = Evidence(officer=OfficerId("ani"), period=MAY, as_of=0, figures={}, units={})
    answer = evaluate(WITH_INDICATORS, found)
    told = " / ".join(explain(reason, "id") for reason in answer.reasons)
    assert "bukti tidak memuat realisasi laporan bulanan" in told
    assert "bukti tidak memuat target laporan bulanan" in told
    assert "jumlah waktu laporan bulanan" in told
    assert [] == [code for code in WITH_INDICATORS.reads if code in told]
    outer = weighted_mean("outer", [part_of(WITH_INDICATORS, 10_000)], version="1", minimum_coverage=0.5)
    assert "laporan bulanan" == names_of(outer.parts)["reports"].id


def test_more_citizens_is_a_sentence() -> None:
    """More of the citizens who confirm is told as such, and so is more of what is called by its unit."""
    wording, one = done_lever(CITIZENS).wording, done_lever(CITIZENS).one
    assert wording is not None
    assert one is not None
    assert "$change more citizens whose matter is really solved: $after instead of $before" == wording.en
    assert "$change warga lagi yang urusannya benar-benar terselesaikan: $after, bukan $before" == wording.id
    assert "$change more citizen whose matter" in one.en
    bare = done_lever(PlannedResult(code="files", main=True, target=1.0, unit="1")).wording
    assert bare is not None
    assert "$change more of files: $after instead of $before" == bare.en
    assert "$change lagi untuk files: $after, bukan $before" == bare.id


def test_no_two_figures_have_one_name() -> None:
    """Figures that are told apart in the evidence are told apart in words."""
    assert len(READ) == len({figure_label(figure).en for figure in READ})
    assert len(READ) == len({figure_label(figure).id for figure in READ})


@pytest.mark.parametrize(
    ("path", "prefix"), [("survey.elements", "survey.total."), ("behaviour.values", "behaviour.total.")]
)
def test_names_are_those_of_the_law(path: str, prefix: str) -> None:
    """Elements of the survey and values of behaviour are called what the law data calls them."""
    _, items = LAW[path].values.values[-1]
    for item in items:
        label = figure_label(f"{prefix}{item.code}")
        assert f"'{item.label}'" in label.en
        assert f"'{item.label_id}'" in label.id


def test_a_planned_result_is_called_by_its_label() -> None:
    """What is done of a planned result of the library is told with the label of the result."""
    label = figure_label("done.citizens")
    assert label.en.endswith(CITIZENS.label)
    assert label.id.endswith(CITIZENS.label_id)


def test_what_has_no_words_keeps_its_name() -> None:
    """A figure or unit that the library does not know is called by its own name."""
    assert Wording("tea", "tea") == figure_label("tea")
    assert Wording("the target for letters", "target letters") == figure_label("target.letters")
    assert "requests right first time, tea" == joined_labels(["right_first_time", "tea"]).en
    letters = {"letters": Wording("letters answered", "surat dijawab")}
    assert Wording(
        "what was done of letters answered, the target for letters answered",
        "realisasi surat dijawab, target surat dijawab",
    ) == joined_labels(["done.letters", "target.letters"], letters)
    assert ("cups", "minute") == (unit_label("cups").en, unit_label("minutes", 1).en)
