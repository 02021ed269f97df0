"""Tables that fold long texts: every text is whole, and no line is too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asnwork.report.wrapped import wrapped
from asnwork.tables import Table

WORDS = st.text(st.sampled_from("abc_.-/ 1"), max_size=60)


@given(
    st.lists(st.tuples(WORDS, WORDS, st.integers(-9999, 9999)), min_size=1, max_size=4), st.integers(40, 90)
)
def test_no_line_is_wider_and_no_letter_is_lost(rows: list[tuple[str, str, int]], width: int) -> None:
    """Whatever the texts are, lines fit the width and every letter is there."""
    first, second, number = zip(*rows, strict=True)
    text = wrapped(Table({"path": first, "basis": second, "n": number}), width=width)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    body = "".join(lines[2:])
    for letter in "abc/":
        assert sum(cell.count(letter) for cell in (*first, *second)) == body.count(letter)


def test_what_has_no_room_is_named() -> None:
    """The last columns go first, those to be kept stay, and what went is named below."""
    table = Table({"path": ["a" * 20], "value": ["b" * 20], "reference": ["c" * 20]})
    assert "(columns not shown: reference)" == wrapped(table, width=45, keep=1).splitlines()[-1]
    assert "(kolom tidak ditampilkan: reference)" in wrapped(table, width=45, keep=2, lang="id")
    assert "not shown" not in wrapped(table, width=80)


def test_numbers_stand_to_the_right_and_whole() -> None:
    """A number is never folded, nor a number within a text, nor an address before its end."""
    table = Table({"path": ["words " * 12], "n": [123456789012]}, title="a title " * 8)
    lines = wrapped(table, width=40).splitlines()
    assert "123,456,789,012" in lines[4]
    assert max(map(len, lines)) <= 40
    assert "1.25" in wrapped(Table({"value": ["from 61.25 " * 6]}), width=40).replace("\n", "|")


def test_nothing_is_a_table_too() -> None:
    """A table without rows shows its head."""
    assert "path\n----" == wrapped(Table({"path": []}))
