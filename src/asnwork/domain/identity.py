"""Who and what is meant: identity numbers, phones, and the identifiers that callers give.

A NIK carries a birth date and the sex, and so does a NIP. So a number shows itself only where it is asked to,
by `plain()` or ``explain(plain=True)``: its text, its `repr`, `attrs.asdict` and every error stay masked.
"""

from __future__ import annotations

import re
from typing import ClassVar, NewType

from attrs import frozen

from asnwork.domain.identity_numbers import Nik, Nip, NiPppk
from asnwork.domain.masked_number import MaskedNumber, Sex, starred
from asnwork.errors import Fault

__all__ = ["EventId", "NiPppk", "Nik", "Nip", "OfficerId", "Phone", "RequestId", "Sex", "reference_faults"]

OfficerId = NewType("OfficerId", str)
RequestId = NewType("RequestId", str)
EventId = NewType("EventId", str)

# Hyphens and dashes, and the marks of writing direction that messaging applications put around numbers.
_SEPARATORS = re.compile(r"[\s().\-\u2010-\u2015/\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def reference_faults(path: str, text: object) -> list[Fault]:
    """Return the faults of a text that shall refer to a person without giving the person away.

    A NIK has 16 digits, a NIP or NI PPPK 18, and a phone number starts like one; the fault hides it.

    Args:
        path: Where it stands.
        text: The reference: the city's own identifier of an officer or applicant.

    Examples:
        >>> reference_faults("applicant", "citizen-7")
        []
        >>> print(reference_faults("applicant", "0812-3456-7890")[0])
        applicant: given '12 digits (hidden)', expected a reference of the city's own, not a NIK, NIP or phone
    """
    digits = _SEPARATORS.sub("", str(text))
    if re.fullmatch(r"[0-9]{16}|[0-9]{18}|(\+62|62|08)[0-9]{7,12}", digits):
        expected = "a reference of the city's own, not a NIK, NIP or phone"
        return [Fault(path, given=f"{len(digits)} digits (hidden)", expected=expected)]
    return []


@frozen(repr=False)
class Phone(MaskedNumber):
    """A phone number, kept in the international form E.164; a leading 0 is read as Indonesian.

    Assumption: eight to fifteen digits, country code included.

    Examples:
        >>> phone = Phone.parse("0812-3456-7890")
        >>> phone, phone == Phone.parse("+62 812 3456 7890")
        (Phone('+62*********90'), True)
    """

    kind: ClassVar[str] = "phone"

    @property
    def is_indonesian(self) -> bool:
        """Whether the country code is 62."""
        return self.plain().startswith("+62")

    @property
    def masked(self) -> str:
        """The number with only an Indonesian country code and the last two digits shown."""
        shown = "+62" if self.is_indonesian else "+"
        return shown + starred(self.plain()[len(shown) :])

    @staticmethod
    def _compact(text: str) -> str:
        compact = _SEPARATORS.sub("", text)
        if compact.startswith("00"):
            compact = f"+{compact[2:]}"
        elif compact.startswith("0"):
            compact = f"+62{compact[1:]}"
        elif compact.startswith("62"):
            compact = f"+{compact}"
        # Letterheads write +62 (0)31; after the 62 no Indonesian number goes on with 0.
        return f"+62{compact[4:]}" if compact.startswith("+620") else compact

    @classmethod
    def _faults(cls, digits: str) -> list[Fault]:
        if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits):
            return []
        expected = "+ and 8 to 15 digits, or an Indonesian number that starts with 0"
        return [Fault("number", given=f"{len(digits)} characters (hidden)", expected=expected)]
