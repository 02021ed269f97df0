"""Who is paid for what: groups of officers, those of fewer than ten officers merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Protocol

from attrs import field, frozen

__all__ = ["FEWEST", "MERGED", "Cell", "averaged", "merged"]

FEWEST = 10
"""Groups of fewer officers are merged, lest a figure tell on one of them (assumed)."""

MERGED = "merged"


def _whole(amounts: Mapping[str, float]) -> dict[str, float]:
    return dict(amounts)


class _Group(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def officer_periods(self) -> int: ...
    @property
    def officers(self) -> int: ...
    @property
    def base(self) -> float: ...
    @property
    def paid(self) -> Mapping[str, float]: ...
    @property
    def held(self) -> Mapping[str, int]: ...


@frozen(kw_only=True)
class Cell:
    """Officers who are alike, and what each pay rule pays them; means over replications.

    Attributes:
        name: What they have in common; "merged" for what was too small to be shown.
        of: The names that were merged; empty for a cell that stands alone.
        officer_months: How many officer-months.
        officers: How many different officers at least: in the replication with the fewest, and of merged
            cells in the largest one, since one officer may be in several.
        base: Their base allowance, in rupiah.
        paid: What each pay rule pays them, in rupiah; by name of the pay rule.
        held: Officer-months whose pay is held for want of evidence; by name of the pay rule.
    """

    name: str
    of: tuple[str, ...] = ()
    officer_months: float
    officers: int
    base: float
    paid: Mapping[str, float] = field(converter=_whole, hash=False)
    held: Mapping[str, float] = field(converter=_whole, hash=False)

    def per_month(self, pay: str) -> float | None:
        """Rupiah for each officer-month that is not held; None when it has nobody, or too few."""
        months = self.officer_months - self.held[pay]
        return self.paid[pay] / months if months > 0 and self.officers >= FEWEST else None


def averaged(replications: Iterable[Sequence[_Group]]) -> tuple[Cell, ...]:
    """Return the mean over replications of each group, the groups in their order."""
    cells = []
    for groups in zip(*replications, strict=True):
        count = len(groups)
        cells.append(
            Cell(
                name=groups[0].name,
                officer_months=fsum(group.officer_periods for group in groups) / count,
                officers=min(group.officers for group in groups),
                base=fsum(group.base for group in groups) / count,
                paid=_means([group.paid for group in groups]),
                held=_means([group.held for group in groups]),
            )
        )
    return tuple(cells)


def merged(cells: Sequence[Cell], *, fewest: int = FEWEST) -> tuple[Cell, ...]:
    """Return the cells with those of too few officers in one, so that no subtraction gives one of them away.

    Args:
        cells: The cells; one without anybody stays as it is.
        fewest: Of fewer officers than this no cell is shown by itself.

    Returns:
        The cells that may be shown, and last the merged one, with the smallest of the others in it until
        it is large enough.

    Examples:
        >>> def cell(name, officers):
        ...     return Cell(name=name, officer_months=officers, officers=officers, base=0, paid={}, held={})
        >>> [(cell.name, cell.of) for cell in merged([cell("a", 40), cell("b", 3), cell("c", 12)])]
        [('a', ()), ('merged', ('b', 'c'))]
    """
    small = {cell.name for cell in cells if cell.officer_months > 0 and cell.officers < fewest}
    others = sorted(
        (cell for cell in cells if cell.officer_months and cell.name not in small),
        key=lambda cell: cell.officers,
    )
    while small and others and max(cell.officers for cell in cells if cell.name in small) < fewest:
        small.add(others.pop(0).name)
    hidden = [cell for cell in cells if cell.name in small]
    shown = tuple(cell for cell in cells if cell.name not in small)
    return (*shown, _together(hidden)) if hidden else shown


def _together(cells: Sequence[Cell]) -> Cell:
    return Cell(
        name=MERGED,
        of=tuple(cell.name for cell in cells),
        officer_months=fsum(cell.officer_months for cell in cells),
        officers=max(cell.officers for cell in cells),
        base=fsum(cell.base for cell in cells),
        paid=_sums([cell.paid for cell in cells]),
        held=_sums([cell.held for cell in cells]),
    )


def _sums(amounts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: fsum(each[name] for each in amounts) for name in amounts[0]}


def _means(amounts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: total / len(amounts) for name, total in _sums(amounts).items()}
