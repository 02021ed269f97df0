from __future__ import annotations

import pytest

from asnwork.testing.broken import BROKEN_SCORERS, BrokenPay, SoundScorer, broken_pay
from asnwork.testing.laws import SCHEME_LAWS, SCORER_LAWS, LawCheck, check_laws
from tests.testing.laws.shipped import LAW

# the law that it is made to break | broken example | others that it breaks | laws with nothing to judge
TABLE = """
answers       | unprepared_for_nothing |                                   | missing
bounded       | beyond_the_scale       |                                   | leave
declared      | looks_beyond_reads     |                                   | leave
explained     | unexplained            |                                   | leave
explained     | gap_in_words           |                                   |
explained     | odd_parts              |                                   |
missing       | missing_as_zero        |                                   |
deterministic | asks_the_clock         |                                   |
deterministic | draws_lots             | order peers blind                 |
deterministic | asks_the_environment   |                                   |
deterministic | tires_of_asking        | peers monotone leave blind        |
order         | first_figure_first     |                                   |
peers         | against_the_best       |                                   |
monotone      | too_good_to_be_true    |                                   |
leave         | less_on_leave          |                                   |
leave         | pays_days_on_duty      | blind                             |
blind         | pays_presence          |                                   |
blind         | side_door              |                                   |
adds_up       | drops_fractions        |                                   |
within_base   | beyond_the_base        |                                   |
issued_only   | pays_anyway            |                                   |
follows_order | forgets_the_gate       |                                   |
leave_pay     | less_on_leave          |                                   |
blind_pay     | side_door              |                                   |
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]
PAYS = broken_pay(LAW)
EXAMPLES = 30  # fewer than usual: what breaks here breaks at once
LAWS = [law.name for law in (*SCORER_LAWS, *SCHEME_LAWS)]


def row_of(name: str, law: str, check: LawCheck) -> tuple[str, ...]:
    """The row of the table that a check makes."""
    broken = [each.law for each in check.broken if each.law != law]
    unjudged = [each.law for each in check.outcomes if each.verdict.value == "nothing to judge"]
    named = law if law in {each.law for each in check.broken} else f"{law} holds"
    return named, name, " ".join(broken), " ".join(unjudged)


@pytest.mark.parametrize("scorer", BROKEN_SCORERS, ids=lambda scorer: scorer.name)
def test_a_broken_scorer_breaks_what_the_table_says(scorer: SoundScorer) -> None:
    """Each broken scorer breaks the law named for it, and of the others those listed."""
    assert row_of(scorer.name, scorer.breaks, check_laws(scorer, examples=EXAMPLES)) in ROWS


@pytest.mark.parametrize("pay", PAYS, ids=lambda pay: pay.name)
def test_broken_pay_breaks_what_the_table_says(pay: BrokenPay) -> None:
    """Each broken way of paying breaks the law named for it, and of the others those listed."""
    assert row_of(pay.name, pay.breaks, check_laws(pay.pay, laws=pay.laws, examples=EXAMPLES)) in ROWS


def test_every_law_has_a_broken_example() -> None:
    """The table has one row for each broken example, and every law is broken by at least one."""
    examples = [(each.breaks, each.name) for each in (*BROKEN_SCORERS, *PAYS)]
    assert examples == [row[:2] for row in ROWS]
    assert set(LAWS) == {law for law, _ in examples}


def test_the_scorer_that_they_are_made_of_is_sound() -> None:
    """What the broken scorers differ from keeps every law, so that each breaks one by its difference."""
    check = check_laws(SoundScorer())
    assert check.passed
    assert {"held"} == {each.verdict.value for each in check.outcomes}
