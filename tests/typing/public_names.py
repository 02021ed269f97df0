"""What a type checker knows of the public names: mypy reads this file, nothing runs it."""

from __future__ import annotations

from typing import assert_type

import asnwork
from asnwork import Fault, InvalidInput, UnknownName

fault = Fault("services[0].limit", given=-1, expected="a positive amount")
assert_type(InvalidInput(fault).faults, tuple[Fault, ...])
assert_type(UnknownName("channel", "wa", ["whatsapp"]).near, tuple[str, ...])
assert_type(asnwork.__version__, str)

error: asnwork.AsnworkError = InvalidInput(fault)
asnwork.Nobody  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
