from __future__ import annotations

import pytest

from asnwork.report.findings import summed_up
from asnwork.report.sentence import sentence
from asnwork.simulation.experiment import Point
from tests.report.outcomes import made_outcome, schemes


def away(point: Point) -> bool:
    """Whether a point is under the rule that allows other places."""
    return point.workplace != "office_only"


def better(point: Point) -> float:
    """Five points better away, ten times the effect of place on top."""
    return 0.8 + away(point) * (0.05 + point.effect)


def crossed(point: Point) -> float:
    """Better at low loads, worse at high ones."""
    return 0.8 + away(point) * (0.6 - point.load) / 5


def test_it_says_that_there_is_no_practical_difference() -> None:
    """A difference below one point is said to be none, with the wider range and when it gets worse."""
    told = sentence(summed_up(made_outcome()), "en")

    assert "makes no practical difference" in told
    assert "range 64.9 % to 85.8 %" in told
    assert "falls by more than 1.1 % (at load 0.95)" in told
    assert told.endswith("Legal status: needs a change of national rules.")


def test_it_says_when_the_sign_flips() -> None:
    """A practical difference comes with the effect of place at which its sign flips."""
    told = sentence(summed_up(made_outcome(share=better)), "en")

    assert "changes the on-time share from 80.0 % to 85.0 % (range 67.0 % to 89.0 %)" in told
    assert "The sign flips when work away from the office falls by more than 5.0 %" in told


def test_it_says_that_the_sign_keeps() -> None:
    """Without a crossing inside the range the sign keeps."""
    told = sentence(summed_up(made_outcome(share=lambda p: 0.7 + 0.2 * away(p))), "en")

    assert "does not flip at any load" in told


def test_signs_that_differ_between_loads_give_no_single_number() -> None:
    """The sentence names the loads and gives neither a share nor a turning point."""
    told = sentence(summed_up(made_outcome(share=crossed)), "en")

    assert "no single number is given" in told
    assert "0.40: +4.0 points" in told and "0.95: -7.0 points" in told
    assert "%" not in told.partition("To which share")[0]


def test_it_is_said_in_indonesian() -> None:
    """The Indonesian sentence has the words and the decimal comma of the language."""
    told = sentence(summed_up(made_outcome(share=better)), "id")

    assert told.startswith("Dengan data 'kota kecil' dan asumsi di bawah")
    assert "mengubah layanan tepat waktu dari 80,0 % menjadi 85,0 % (rentang 67,0 % sampai 89,0 %)" in told
    assert "Status hukum: perlu perubahan aturan nasional." in told


def test_the_share_of_posts_is_said_when_it_is_known() -> None:
    """A scheme that knows its share of posts says it; otherwise it is said not to be known."""
    from attrs import evolve

    compared = tuple(evolve(scheme, share_of_posts=0.4) for scheme in schemes())

    assert "It applies to 40 % of posts" in sentence(summed_up(made_outcome(compared=compared)), "en")
    assert "is not known" in sentence(summed_up(made_outcome()), "en")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_nothing_finished_says_so(lang: str) -> None:
    """Without a finished replication there is one plain sentence and no number."""
    told = sentence(summed_up(made_outcome(done=lambda point: False)), lang)  # type: ignore[arg-type]

    assert told and not any(mark.isdigit() for mark in told)
