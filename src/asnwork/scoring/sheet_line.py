"""One line of an officer's sheet, as data with its words."""

from __future__ import annotations

from attrs import field, frozen

from asnwork.domain.law import Basis
from asnwork.domain.reason import Reason, Wording
from asnwork.scoring.score import Gate

__all__ = ["GATE_WORDS", "SECTIONS", "SheetLine", "filled", "listed"]

SECTIONS = ("score", "gate", "predicate", "allowance")
"""The sections of a sheet, in their order."""

GATE_WORDS = {
    Gate.MET: Wording("met", "terpenuhi"),
    Gate.MISSED: Wording("missed", "tidak terpenuhi"),
    Gate.UNKNOWN: Wording("not known", "belum diketahui"),
}
"""What is said of the main job."""


@frozen(kw_only=True)
class SheetLine:
    """One line of a sheet.

    Attributes:
        section: "score", "gate", "predicate" or "allowance".
        code: What it is, for programs: the name of a part, of a line, or of what stands in every sheet.
        depth: How deep a part lies within other parts; 0 for what is no part.
        label: What it is, for people.
        shown: What it came to, as it is printed.
        value: What it came to, unrounded; None when it has no number.
        weight: What it weighs, in basis points; None for what has no weight.
        effective_weight: What it weighs once the parts without a value have dropped out, in basis points.
        arithmetic: How the printed number follows from printed numbers, step by step.
        law: What it rests on.
        reasons: Why it is so.
    """

    section: str
    code: str
    depth: int = 0
    label: Wording
    shown: Wording
    value: float | None = None
    weight: int | None = None
    effective_weight: int | None = None
    arithmetic: tuple[Wording, ...] = field(converter=tuple[Wording, ...], default=())
    law: Basis | None = None
    reasons: tuple[Reason, ...] = field(converter=tuple[Reason, ...], default=())


def filled(wording: Wording, **values: Wording | str) -> Wording:
    """Return a wording with its `{names}` filled in, in each language with the words of that language.

    Examples:
        >>> words = Wording("{count} of {what}", "{count} dari {what}")
        >>> filled(words, count="8", what=Wording("ten", "sepuluh"))
        Wording(en='8 of ten', id='8 dari sepuluh')
    """
    en = {name: value.en if isinstance(value, Wording) else value for name, value in values.items()}
    id_ = {name: value.id if isinstance(value, Wording) else value for name, value in values.items()}
    return Wording(wording.en.format(**en), wording.id.format(**id_))


def listed(wordings: list[Wording], between: Wording) -> Wording:
    """Return wordings one after the other.

    Examples:
        >>> listed([Wording("a", "x"), Wording("b", "y")], Wording(" and ", " dan "))
        Wording(en='a and b', id='x dan y')
    """
    return Wording(
        between.en.join(each.en for each in wordings), between.id.join(each.id for each in wordings)
    )
