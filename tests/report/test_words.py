from __future__ import annotations

from string import Template

import pytest

from asnwork.errors import UnknownName
from asnwork.report.words import WORDS, say
from asnwork.simulation.measures import CELLS, SERVICE_MEASURES
from asnwork.simulation.scenario import ASSUMPTIONS


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    """No value is said in one language and left out in the other."""
    english, indonesian = (set(Template(text).get_identifiers()) for text in (WORDS[key].en, WORDS[key].id))

    assert english == indonesian
    assert WORDS[key].en.strip() and WORDS[key].id.strip()


def test_everything_that_is_measured_has_a_name() -> None:
    """Every measure, cell and assumption of a simulation can be called by a name."""
    names = [*SERVICE_MEASURES, *CELLS, *(f"short.{m}" for m in SERVICE_MEASURES)]
    names += [f"assumption.{name}" for name in ASSUMPTIONS]

    assert [] == [name for name in names if name not in WORDS]


@pytest.mark.parametrize(
    "word", ["galat", "replikasi", "mempengaruhi", "bita", "Dengan data", "hari pegawai"]
)
def test_one_thing_has_one_word(word: str) -> None:
    """Noise is derau, a replication ulangan, a scenario skenario; no other word stands for them."""
    assert [] == [key for key, wording in WORDS.items() if word in wording.id]


def test_an_unknown_word_is_refused() -> None:
    """A word that is not there names those that look like it."""
    with pytest.raises(UnknownName, match="on_time"):
        say("on_tim", "en")
