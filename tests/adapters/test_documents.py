from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from asnwork.adapters import documents
from asnwork.adapters.documents import kind_of, parse_document, read_document, read_text
from asnwork.errors import InvalidInput


@frozen
class Pair:
    """What the documents of these tests hold."""

    a: int
    b: tuple[dict[str, int], ...] = ()


@pytest.mark.parametrize(
    ("name", "text"), [("p.toml", "a = 1\nb = [{x = 2}]\n"), ("p.json", '{"a": 1, "b": [{"x": 2}]}')]
)
def test_toml_and_json_are_read_alike(tmp_path: Path, name: str, text: str) -> None:
    """The same value comes out of either form, whichever the name ends in."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert Pair(1, ({"x": 2},)) == read_document(path, Pair)


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        ("toml", "a = 1\na = 2\n", r"^line 2, column \d: not valid TOML: Cannot overwrite a value$"),
        ("toml", "a = 1\nb = = 2", "^line 2, column 5: not valid TOML: Invalid value$"),
        ("toml", "a = [", r"^line 1: not valid TOML: .* \(at end of document\)$"),
        ("toml", "a = 1\nb = [\n\n", r"^line 2: not valid TOML: .* \(at end of document\)$"),
        ("toml", "a = nan", "a: given nan, expected a whole number"),
        ("json", '{"a": 1,\n "b" [}', "^line 2, column 6: not valid JSON: Expecting"),
        ("json", "", "^line 1, column 1: not valid JSON: Expecting value$"),
        ("json", '{"a": 1, "a": 1}', "^a: given twice, expected each key once in a table$"),
        ("json", '{"a": NaN}', "a: given nan"),
        ("json", '{"a": 1e999}', "a: given inf"),
        ("json", '{"a": ' + "9" * 5000 + "}", "expected numbers"),
        ("json", "[" * 100_000, "nested less deeply"),
        ("json", "[1]", r"\(all of it\): given \[1\], expected a table \(Pair\)"),
    ],
)
def test_a_broken_document_is_refused(form: str, text: str, told: str) -> None:
    """Broken syntax names its line, a key given twice its path, and what is no number is none."""
    with pytest.raises(InvalidInput, match=told):
        parse_document(text, Pair, form=form)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"scenario": {}, "units": []}, "scenario"),
        ({"parameters": {}}, "law"),
        ({"places": []}, "catalogue"),
        ({"cases": {}, "zone": "Asia/Jakarta"}, "mapping"),
    ],
)
def test_the_keys_tell_what_kind_of_file_it_is(content: dict[str, object], kind: str) -> None:
    """A scenario, a law, a catalogue and a mapping are told apart by their top-level keys."""
    assert kind == kind_of(content)


def test_what_is_of_no_kind_is_refused() -> None:
    """Content of no kind names what it has, and what each kind would have."""
    with pytest.raises(InvalidInput, match=r"given 'answer', expected a table of one kind \(scenario: "):
        kind_of({"answer": 42})


def test_every_key_given_twice_is_named_with_its_path() -> None:
    """All keys that stand twice are reported at once, however deep they stand."""
    text = '{"a": 1, "b": [{"x": 1}, {"x": 1, "x": 2, "y": 1, "y": 1}], "a": 2}'
    with pytest.raises(InvalidInput) as caught:
        parse_document(text, Pair, form="json")
    assert {"a", "b[1].x", "b[1].y"} == {fault.path for fault in caught.value.faults}


def wrong_bytes(path: Path) -> None:
    """A file in Latin-1."""
    path.write_bytes(b"a = 1\n# caf\xe9\n")


def byte_order_mark(path: Path) -> None:
    """A file as Notepad saves it."""
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")


def utf_16(path: Path) -> None:
    """A file in UTF-16."""
    path.write_text("a = 1\n", encoding="utf-16")


def folder(path: Path) -> None:
    """A folder."""
    path.mkdir()


def nothing(path: Path) -> None:
    """No file, but one beside it with a name like it."""
    path.with_name("pear.toml").write_text("a = 1")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (wrong_bytes, "line 2: given 'the byte 0xe9', expected UTF-8"),
        (byte_order_mark, "given 'UTF-8 with a byte order mark', expected plain UTF-8"),
        (utf_16, "given 'UTF-16', expected plain UTF-8"),
        (folder, "given 'a folder', expected a file"),
        (nothing, r"given 'nothing there', expected a file \(did you mean pear.toml\?\)"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    """What stands in the way is said, with the file and the way out."""
    path = tmp_path / "bear.toml"
    make(path)
    with pytest.raises(InvalidInput, match=told) as caught:
        read_document(path, Pair)
    assert str(path) == caught.value.source


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A path through nothing, or through a file, is refused like a missing file."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none" / "a.toml", tmp_path / "file" / "a.toml"):
        with pytest.raises(InvalidInput, match=r"expected a file"):
            read_document(path, Pair)


def test_a_name_says_which_form_a_document_has(tmp_path: Path) -> None:
    """A file that is neither TOML nor JSON by its name is refused."""
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    with pytest.raises(InvalidInput, match=r"given '.yaml', expected a name that ends in .toml or .json"):
        read_document(path, Pair)


def test_a_file_of_more_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document longer than the limit is refused before it is read whole."""
    path = tmp_path / "a.toml"
    path.write_text("# " + "x" * 100)
    monkeypatch.setattr(documents, "LONGEST", 100)
    with pytest.raises(InvalidInput, match="given 'more than 100 bytes'"):
        read_text(path)
