from __future__ import annotations

from datetime import datetime

import pytest

from asnwork.domain.request import Document
from asnwork.errors import InvalidInput
from tests.domain.request.samples import at, paper


def test_a_document_keeps_what_it_is_given():
    """A sound document holds its fields as given."""
    document = paper("kk", 3)
    assert ("kk", "image/jpeg", 1000, "ab" * 32, at(3)) == (
        document.kind,
        document.mime,
        document.size,
        document.sha256,
        document.received_at,
    )


def test_all_faults_are_reported_at_once():
    """Every field that cannot be is named in one error."""
    with pytest.raises(InvalidInput) as caught:
        Document(kind=" ", mime="jpeg", size=0, sha256="AB" * 32, received_at=datetime(2026, 5, 4))
    assert ["kind", "mime", "size", "sha256", "received_at"] == [fault.path for fault in caught.value.faults]
    assert "document: 5 faults" in str(caught.value)
    assert [" ", "jpeg", 0, "AB" * 32, "2026-05-04T00:00:00"] == [
        fault.given for fault in caught.value.faults
    ]


@pytest.mark.parametrize("mime", ["image/jpeg", "application/vnd.ms-excel", "image/svg+xml", "a/b"])
def test_media_types_are_taken(mime):
    """A media type without parameters, in small letters, is taken."""
    assert mime == Document(kind="kk", mime=mime, size=1, sha256="0" * 64, received_at=at(0)).mime


@pytest.mark.parametrize(
    "mime", ["", "/", "image/", "/jpeg", "Image/jpeg", "a/b; q=1", "a/b/c", "a/b\n", None]
)
def test_other_media_types_are_refused(mime):
    """Whatever is no plain media type is refused."""
    with pytest.raises(InvalidInput, match=r"mime: given .* expected a media type"):
        Document(kind="kk", mime=mime, size=1, sha256="0" * 64, received_at=at(0))


@pytest.mark.parametrize("size", [0, -1, True, 1.0, "9"])
def test_other_sizes_are_refused(size):
    """A size is a whole number of at least one byte; yes is no number."""
    with pytest.raises(InvalidInput, match=r"size: .* at least 1"):
        Document(kind="kk", mime="a/b", size=size, sha256="0" * 64, received_at=at(0))


@pytest.mark.parametrize("sha256", ["", "0" * 63, "0" * 65, "g" * 64, "0" * 64 + "\n", None])
def test_other_digests_are_refused(sha256):
    """A digest has exactly 64 hexadecimal digits in small letters."""
    with pytest.raises(InvalidInput, match=r"sha256: .* 64 hexadecimal digits"):
        Document(kind="kk", mime="a/b", size=1, sha256=sha256, received_at=at(0))
