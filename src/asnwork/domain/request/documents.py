"""Documents: the papers that come with a request, known by kind and content, not kept here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from attrs import field, frozen

from asnwork.domain.request.checks import at_fixed_offset, moment_faults, refuse, text_faults
from asnwork.errors import Fault

__all__ = ["Document"]

_MIME = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@frozen(kw_only=True)
class Document:
    """A paper that came with a request (berkas).

    Attributes:
        kind: Code of the requirement that it meets, or another word for what it is.
        mime: Its media type, in small letters and without parameters, such as "image/jpeg".
        size: Its size, in bytes.
        sha256: The SHA-256 of its content, 64 hexadecimal digits in small letters.
        received_at: When it came.

    Raises:
        InvalidInput: A field cannot be what it says; all faults at once.

    Examples:
        >>> from datetime import timezone
        >>> paper = Document(
        ...     kind="family_card", mime="image/jpeg", size=48_213, sha256="0f" * 32,
        ...     received_at=datetime(2026, 5, 4, 9, tzinfo=timezone.utc),
        ... )
        >>> paper.kind, paper.size
        ('family_card', 48213)
    """

    kind: str
    mime: str
    size: int
    sha256: str
    received_at: datetime = field(converter=at_fixed_offset)

    def __attrs_post_init__(self) -> None:
        refuse(self._faults(), "document")

    def _faults(self) -> Iterator[Fault]:
        yield from text_faults("kind", self.kind)
        if not _MIME.fullmatch(str(self.mime)):
            yield Fault("mime", given=self.mime, expected="a media type such as 'image/jpeg'")
        if type(self.size) is not int or self.size < 1:
            yield Fault("size", given=self.size, expected="a whole number of bytes, at least 1")
        if not _SHA256.fullmatch(str(self.sha256)):
            yield Fault("sha256", given=self.sha256, expected="64 hexadecimal digits in small letters")
        yield from moment_faults("received_at", self.received_at)
