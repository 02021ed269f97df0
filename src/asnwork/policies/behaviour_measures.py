"""Measures of work behaviour (perilaku kerja): what others say of each value that the law lists.

They become figures of evidence beside those of an outcome policy: a sum of ratings and how many gave one. A
rating by oneself is in neither; of two by one person for one value and period the latest counts.
"""

from __future__ import annotations

from datetime import date

from asnwork.domain.behaviour import behaviour_figure
from asnwork.domain.formula import Constant, Figure, Formula, only_if
from asnwork.domain.law import Item, Items, Law
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import Measure

__all__ = ["behaviour_measures", "behaviour_values"]

_BY_OTHER = Figure("by_other", "yes/no")
_OF = {"total": only_if(Figure("rating"), _BY_OTHER), "told": only_if(Constant(1), _BY_OTHER)}


def behaviour_values(law: Law, on: date | None = None) -> Items:
    """Return the values by which work behaviour is rated (BerAKHLAK; five aspects before 2022).

    Args:
        law: Read at ``behaviour.values``.
        on: The day whose list is wanted; the newest list unless said otherwise.

    Raises:
        NoValueOnDay: There was no list on the day.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> len(behaviour_values(national_law())), len(behaviour_values(national_law(), date(2021, 5, 31)))
        (7, 5)
    """
    listed = law["behaviour.values"]
    return listed.items_on(listed.values.values[-1][0] if on is None else on)


def behaviour_measures(law: Law, *, on: date | None = None) -> tuple[Measure, ...]:
    """Return the measures of work behaviour: two for each value, "total" and "told".

    Args:
        law: Read at ``behaviour.values``.
        on: The day whose list of values is measured; the newest list unless said otherwise.

    Raises:
        NoValueOnDay: There was no list on the day.

    Law: PermenPANRB 6/2022 for the seven values, PP 30/2019 for the five aspects before, both reported.
    A rating in the period of a value that the list does not have is refused when evidence is gathered.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> total, told, *_ = behaviour_measures(national_law())
        >>> total.name, told.name, total.source
        ('behaviour.total.service_oriented', 'behaviour.told.service_oriented', 'ratings')
    """
    return tuple(
        _measure(item, what, of) for item in behaviour_values(law, on).entries for what, of in _OF.items()
    )


def _measure(item: Item, what: str, of: Formula) -> Measure:
    return Measure(
        name=behaviour_figure(what, item.code),
        unit="1",
        source="ratings",
        of=of,
        at="rated_at",
        item=item.code,
        wording=Wording(
            f"ratings by others: {item.label or item.code}",
            f"penilaian oleh orang lain: {item.label_id or item.code}",
        ),
    )
