from __future__ import annotations

import pytest
from attrs import evolve

from asnwork.domain.formula import Constant, Figure, minimum
from asnwork.domain.reason import Wording
from asnwork.errors import UnknownName
from asnwork.scoring.combine import part_of, weighted_mean
from asnwork.scoring.part_rule import Lever, PartRule, part_figure, word_of

WORDS = Wording("$value", "$value")
HUNDRED = Constant(100, "points")


def share(name: str, part: str, whole: str, *levers: Lever, weight: int = 5000) -> PartRule:
    """A part of a share in points."""
    formula = minimum(Figure(part) / Figure(whole), 1) * HUNDRED
    return PartRule(name=name, formula=formula, weight=weight, wording=WORDS, levers=levers)


def figures_of_levers(*parts: PartRule) -> list[tuple[str, str]]:
    """What a mean of these parts claims."""
    scorer = weighted_mean("both", parts, version="1", minimum_coverage=0.5)
    return [(lever.figure, lever.better) for lever in scorer.levers]


def test_a_claim_holds_where_no_other_part_reads_the_figure() -> None:
    """The claims of all parts are those of the whole, each figure once."""
    kept, fast = Lever(figure="kept", most="judged"), Lever(figure="fast")
    assert [("kept", "more"), ("fast", "more")] == figures_of_levers(
        share("a", "kept", "judged", kept), share("b", "fast", "asked", fast)
    )
    assert [("kept", "more")] == figures_of_levers(
        share("a", "kept", "judged", kept), share("b", "kept", "asked", Lever(figure="kept"))
    )


def test_no_claim_is_made_of_a_figure_that_another_part_reads_in_silence() -> None:
    """Where another part may go the other way, or says so, more of the figure is not claimed to be better."""
    kept = Lever(figure="kept", most="judged")
    assert [] == figures_of_levers(share("a", "kept", "judged", kept), share("b", "fast", "kept"))
    less = Lever(figure="kept", better="less")
    assert [] == figures_of_levers(share("a", "kept", "judged", kept), share("b", "kept", "asked", less))


def test_claims_come_along_with_a_scorer_that_is_a_part() -> None:
    """A scorer within another one keeps its claims, and only those."""
    kept = Lever(figure="kept", most="judged")
    inner = weighted_mean(
        "inner", [share("a", "kept", "judged", kept, weight=10_000)], version="1", minimum_coverage=0
    )
    assert [("kept", "more")] == figures_of_levers(part_of(inner, 5000), share("b", "fast", "asked"))
    assert [] == figures_of_levers(part_of(inner, 5000), share("b", "fast", "kept"))


@pytest.mark.parametrize("lever", [Lever(figure="kep"), Lever(figure="kept", most="jugded")])
def test_a_lever_moves_what_the_part_reads(lever: Lever) -> None:
    """A lever of another figure, or one that never passes another figure, is refused with the near miss."""
    with pytest.raises(UnknownName, match=r"figure of a lever of a '\w+'; did you mean \w+") as caught:
        share("a", "kept", "judged", lever)
    assert caught.value.near


def test_a_way_is_more_or_less() -> None:
    """Any other way is refused by its name."""
    with pytest.raises(UnknownName, match="way in which kept is better 'up'; known: less, more"):
        Lever(figure="kept", better="up")


def test_a_part_is_an_officers_or_a_units() -> None:
    """Whose figures a part reads is one of the two."""
    rule = share("a", "kept", "judged")
    assert "officer" == rule.subject
    assert "unit" == evolve(rule, subject="unit").subject
    with pytest.raises(UnknownName, match="subject of a 'team'; known: officer, unit"):
        evolve(rule, subject="team")


def test_a_part_is_read_by_a_figure_and_its_figures_by_words() -> None:
    """The figure of a part has its name behind a stem; a word has no sign that a sentence cannot hold."""
    assert "part.kept" == part_figure("kept")
    assert "done_work" == word_of("done.work")
