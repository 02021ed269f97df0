from __future__ import annotations

import pytest

from asnwork.domain.reason import Wording
from asnwork.indonesia.law import national_law
from asnwork.policies.outcome import CITIZENS
from asnwork.scoring.figure_words import figure_label, joined_labels, unit_label
from tests.testing.laws.shipped import shipped_pays, shipped_scorers

LAW = national_law()
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
    assert Wording("target for letters", "target letters") == figure_label("target.letters")
    assert "requests right first time, tea" == joined_labels(["right_first_time", "tea"]).en
    assert ("cups", "minute") == (unit_label("cups").en, unit_label("minutes", 1).en)
