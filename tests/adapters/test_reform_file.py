"""Reform files: read strictly, and written so that they read back."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asnwork.adapters.reform_file import read_reform, reform_text
from asnwork.domain.law import (
    Bands,
    Basis,
    Certainty,
    Change,
    Item,
    Items,
    Law,
    LegalReference,
    Parameter,
    Reform,
    apply_reforms,
    diff_laws,
)
from asnwork.errors import InvalidInput
from asnwork.indonesia.law import national_law
from asnwork.testing.strategies import laws, reforms

HEAD = '[reform]\nname = "r"\n'
CHANGE = '[[changes]]\npath = "a.b"\nfrom = 2026-07-01\nvalue = 3\nreason = "what if"\n'


def test_a_reform_is_read_whole() -> None:
    """Name, marks, removed paths and changes stand in the reform; after the last day the law is back."""
    reform = read_reform(
        '[reform]\nname = "three"\noverrides = true\nno_effect_expected = true\nremoves = ["c.d"]\n'
        + CHANGE
        + "to = 2026-12-31\n"
    )
    change = Change(path="a.b", value=3, since=date(2026, 7, 1), until=date(2027, 1, 1), basis="what if")
    expected = Reform(
        name="three", changes=[change], removes=["c.d"], overrides=True, no_effect_expected=True
    )
    assert expected == reform


def test_bands_lists_and_nothing_are_values_too() -> None:
    """In the place of a number stand bands, a list, or nothing."""
    reform = read_reform(
        HEAD
        + '[[changes]]\npath = "a.bands"\nfrom = 2026-07-01\nreason = "x"\nstep = 0.5\n'
        + "bands = [{ value = 0 }, { at_least = 1.5, value = 2 }]\n"
        + '[[changes]]\npath = "a.list"\nfrom = 2026-07-01\nreason = "x"\n'
        + 'items = [{ code = "k", label = "k", label_id = "k" }]\n'
        + '[[changes]]\npath = "a.none"\nfrom = 2026-07-01\nnothing = true\n'
    )
    bands, items, nothing = (change.value for change in reform.changes)
    assert Bands(edges=(1.5,), values=(0, 2), step=0.5) == bands
    assert Items([Item(code="k", label="k", label_id="k")]) == items
    assert nothing is None


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", ["reform"]),
        (CHANGE, ["reform"]),
        ("[reform]\n", ["reform.name"]),
        (HEAD + "overides = true\n", ["reform.overides"]),
        (HEAD + 'overrides = "yes"\n', ["reform.overrides"]),
        (HEAD + "removes = [1]\n", ["reform.removes"]),
        (HEAD + "[other]\n", ["other"]),
        (HEAD + "changes = []\n", ["reform.changes"]),
        (
            HEAD + "[[changes]]\n",
            ["changes[0].path", "changes[0].from", "changes[0].value", "changes[0].reason"],
        ),
        (HEAD + CHANGE + "to = 2026-06-30\n", ["changes[0].to"]),
        (HEAD + CHANGE + "to = 9999-12-31\n", ["changes[0].to"]),
        (HEAD + CHANGE + "nothing = true\n", ["changes[0].value"]),
        (HEAD + CHANGE + "until = 2027-01-01\n", ["changes[0].until"]),
        (HEAD + CHANGE.replace("2026-07-01", '"soon"'), ["changes[0].from"]),
        (HEAD + CHANGE.replace("value = 3", "value = true"), ["changes[0].value"]),
        (
            HEAD + CHANGE.replace("value = 3", "bands = [{ value = 0 }, { value = 1 }]"),
            ["changes[0].bands[1].at_least"],
        ),
        (HEAD + CHANGE + CHANGE, ["a.b"]),
        ("[reform]\n" + CHANGE + CHANGE, ["reform.name", "a.b"]),
        ("[reform\n", ["line 1, column 8"]),
    ],
)
def test_what_is_wrong_is_named_with_its_path(text: str, paths: list[str]) -> None:
    """Every fault is named at once, where it stands in the file, with the file."""
    with pytest.raises(InvalidInput) as caught:
        read_reform(text, source="r.toml")
    assert paths == [fault.path for fault in caught.value.faults]
    assert str(caught.value).startswith("r.toml")


def as_written(reform: Reform) -> Reform:
    """The reform as a file can hold it: every value assumed, every entry of a list with labels."""

    def written(change: Change) -> Change:
        basis, value = change.basis, change.value
        reason = basis.reason
        if basis.certainty is not Certainty.ASSUMED:
            reason = f"{basis}; {basis.reason}" if basis.reason.strip() else str(basis)
        if isinstance(value, Items):
            value = Items(
                [
                    evolve(
                        item,
                        label=item.label if item.label.strip() else item.code,
                        label_id=item.label_id if item.label_id.strip() else item.code,
                    )
                    for item in value
                ]
            )
        return evolve(change, value=value, basis=reason)

    return evolve(reform, changes=[written(change) for change in reform.changes])


@given(laws(least=1).flatmap(reforms), st.booleans(), st.booleans())
def test_what_is_written_reads_back(reform: Reform, overrides: bool, no_effect: bool) -> None:
    """A reform that is written and read is the same, but for references, which become reasons."""
    marked = evolve(reform, overrides=overrides, no_effect_expected=no_effect)
    assert as_written(marked) == read_reform(reform_text(marked))


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_any_text_reads_back(name: str, reason: str) -> None:
    """Quotes, line breaks and control characters in texts survive."""
    reform = Reform.of(name, "a.b", 1, since=date(2026, 7, 1), reason=reason)
    assert reform == read_reform(reform_text(reform))


def test_days_without_a_value_read_back() -> None:
    """A change to nothing is written, and read as it was."""
    reform = Reform.of("none", "a.b", None, since=date(2026, 7, 1), reason="nobody counts")
    assert reform == read_reform(reform_text(reform))


def test_a_reference_becomes_the_reason() -> None:
    """What a decree says stands in the reason of the assumed value."""
    basis = Basis(certainty=Certainty.REPORTED, reference=LegalReference(kind="PP", number="1", year=2026))
    reform = Reform.of("decree", "a.b", 1, since=date(2026, 7, 1), reason=basis)
    assert "assumed: reported: PP 1/2026" == str(read_reform(reform_text(reform)).changes[0].basis)


def test_a_difference_of_laws_can_be_written() -> None:
    """The reform that `diff_laws` makes goes through a file and leads to the same numbers."""
    law = national_law()
    ours = apply_reforms(
        law, Reform.of("x", "flexible.days_a_week", 4, since=date(2027, 1, 1), reason="what if")
    )
    read = read_reform(reform_text(diff_laws(law, ours)))
    assert ours == apply_reforms(law, read)


def test_what_a_file_cannot_hold_is_refused() -> None:
    """Parameters to add and a missing name are refused, both at once."""
    parameter: Parameter = next(iter(Law(parameters=[national_law()["flexible.days_a_week"]])))
    with pytest.raises(InvalidInput) as caught:
        reform_text(Reform(name=" ", adds=[parameter]))
    assert ["adds.flexible.days_a_week", "name"] == [fault.path for fault in caught.value.faults]
