"""The parts of a scorer: a value over figures of evidence, its weight, its words, and what moves it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.formula import Constant, DatedConstant, Figure, Formula, figures_of, present
from asnwork.domain.law import Basis, Parameter
from asnwork.domain.reason import Wording
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.scoring.score import POINTS, Scale

if TYPE_CHECKING:
    from asnwork.scoring.formula_scorer import FormulaScorer

__all__ = [
    "BASIS_POINTS",
    "OFFICER",
    "SUBJECTS",
    "UNIT",
    "VALUE",
    "Adjustment",
    "Lever",
    "PartRule",
    "part_figure",
    "word_of",
]

BASIS_POINTS = "basis points"
"""The unit of weights."""

VALUE = "value"
"""The figure that stands for the value of a score in an adjustment."""

WAYS = ("more", "less")
OFFICER, UNIT = SUBJECTS = ("officer", "unit")


@frozen(kw_only=True)
class Lever:
    """A figure that moves a score one way: a claim to which the laws hold the scorer.

    Attributes:
        figure: The name of the figure.
        better: "more" or "less": with more of it, or less, and all else the same, the score never ranks
            lower.
        most: The figure that it never passes, such as the promises judged for those kept; empty for none.
        whole: Whether it is counted in whole numbers.
        wording: What somebody would have done, in words: `$change` more or less of it, from `$before` to
            `$after`. None for what is no output or outcome of work, so that no advice is made of it.
        one: The same for a change of one; `wording` serves unless it is given.

    Raises:
        UnknownName: The way is neither more nor less.
    """

    figure: str
    better: str = "more"
    most: str = ""
    whole: bool = True
    wording: Wording | None = None
    one: Wording | None = None

    def __attrs_post_init__(self) -> None:
        if self.better not in WAYS:
            raise UnknownName(f"way in which {self.figure} is better", self.better, WAYS)


@frozen(kw_only=True)
class PartRule:
    """How one part of a score is computed.

    Attributes:
        name: Its name within the score.
        formula: Its value on its scale, over figures of evidence; missing when there is nothing to judge.
        weight: What it weighs, in basis points; a parameter when the law sets it.
        wording: What it found, in words; `$value` is its value, `$figure_name` a figure that it reads, with
            `_` for whatever is no letter or digit.
        basis: What it rests on; None takes what its weight rests on, when the law sets that.
        scale: The bounds of its value.
        gate: A main-job gate that comes with it.
        levers: The figures that move it one way.
        subject: Whose figures it reads: "officer" or "unit". What measures a unit is no part of an officer's
            score.
        label: Its name for people; its own name stands in where there is none.
        scorer: The scorer that the part is, whose parts are then shown within it; None for a part that is
            made of figures.
        reads: The names of the figures that it reads.
        figure: The figure that stands for its value where parts are joined.
        weight_formula: Its weight, as a formula.
        weight_present: Its weight where it has a value, and 0 where it has none.

    Raises:
        InvalidInput: It has a scorer, and its formula is another one.
        UnknownName: A lever moves a figure that it does not read, or the subject is neither.
        UnitMismatch: Its value does not come out in the unit of its scale.
    """

    name: str
    formula: Formula
    weight: int | Parameter
    wording: Wording
    basis: Basis | None = None
    scale: Scale = POINTS
    gate: Formula | None = None
    levers: tuple[Lever, ...] = field(converter=tuple[Lever, ...], default=())
    subject: str = OFFICER
    label: Wording | None = None
    scorer: FormulaScorer | None = field(default=None, repr=False)
    reads: tuple[str, ...] = field(init=False, eq=False, repr=False)
    figure: Figure = field(init=False, eq=False, repr=False)
    weight_formula: Formula = field(init=False, eq=False, repr=False)
    weight_present: Formula = field(init=False, eq=False, repr=False)
    _words: tuple[tuple[str, str], ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.subject not in SUBJECTS:
            raise UnknownName(f"subject of {self.name}", self.subject, SUBJECTS)
        units.same(self.formula.unit, self.scale.unit, "put on the scale", f"the part {self.name}")
        if self.scorer is not None and self.formula != self.scorer.formula:
            expected = f"the formula of its scorer {self.scorer.name}"
            raise InvalidInput(Fault(f"formula of {self.name}", given=str(self.formula), expected=expected))
        reads = tuple(figures_of(self.formula))
        for lever in self.levers:
            for name in (lever.figure, lever.most):
                if name and name not in reads:
                    raise UnknownName(f"figure of a lever of {self.name}", name, reads)
        figure = Figure(part_figure(self.name), self.formula.unit)
        weight: Formula
        if isinstance(self.weight, Parameter):
            weight = DatedConstant(self.weight)
        else:
            weight = Constant(self.weight, BASIS_POINTS)
        # Made once, so that what stands in several places of a score is computed once.
        derived = {
            "reads": reads,
            "figure": figure,
            "weight_formula": weight,
            "weight_present": present(figure) * weight,
            "_words": tuple((word_of(name), name) for name in reads),
        }
        for name, thing in derived.items():
            object.__setattr__(self, name, thing)

    def basis_on(self, day: date) -> Basis | None:
        """Return what it rests on, on a day."""
        if self.basis is None and isinstance(self.weight, Parameter):
            return self.weight.basis.on(day, self.weight.path)
        return self.basis


@frozen(kw_only=True)
class Adjustment:
    """What is done to a joined value: a cap, a floor, bands.

    Attributes:
        code: "capped", "floored" or "banded".
        formula: The new value, over the figure "value".
        wording: What it did, in words; `$before` and `$after` are the values.
    """

    code: str
    formula: Formula
    wording: Wording


def part_figure(name: str) -> str:
    """Return the name of the figure that holds the value of a part."""
    return f"part.{name}"


def word_of(figure: str) -> str:
    """Return the name of a figure as a wording can hold it.

    Examples:
        >>> word_of("done.work")
        'done_work'
    """
    return re.sub(r"\W", "_", figure)
