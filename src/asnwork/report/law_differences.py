"""Differences of laws as tables: what a reform changes, and what differs between two days."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from asnwork.domain.law import Basis, Law, LawValue, Parameter, Reform, apply_reforms
from asnwork.domain.law.stretches import stretches_of
from asnwork.report.law_tables import value_with_unit
from asnwork.report.law_words import basis_words, days_words, law_say, parameter_label, unit_words
from asnwork.tables import Lang, Table

__all__ = ["Difference", "days_diff_table", "diff_table", "differences", "differing"]

Held = tuple[LawValue, Basis] | None


@frozen(kw_only=True)
class Difference:
    """What two laws say of a parameter on some days.

    Attributes:
        old: The parameter as it was; as it would be where it was not there.
        new: The parameter as it would be; as it was where it would be no more.
        since: The first of the days.
        until: The first day after them; None when open.
        before: What the one law holds; None for nothing.
        after: What the other would hold; None for nothing.
        basis: What that rests on; None for nothing.
        only_words: Whether nothing but label, unit or what a share is of differs.
    """

    old: Parameter
    new: Parameter
    since: date
    until: date | None
    before: LawValue | None
    after: LawValue | None
    basis: Basis | None
    only_words: bool = False


def differences(reform: Reform, law: Law) -> tuple[Difference, ...]:
    """Return what a reform changes in a law, one entry for each stretch of days on which both hold one value.

    Args:
        reform: The reform; `diff_laws` makes one of two laws.
        law: The law that it is applied to.

    Returns:
        The entries in the order of paths and days.

    Raises:
        UnknownName: It changes or removes a parameter that the law does not have.
        InvalidInput: It does not fit the law.
    """
    added = {parameter.path: parameter for parameter in reform.adds}
    changed = {change.path for change in reform.changes} - added.keys()
    found: list[Difference] = []
    for path in reform.paths:
        old = law[path] if path in changed or path in reform.removes else None
        new = added.get(path)
        if old is not None and path in changed:
            new = apply_reforms(Law(parameters=(old,)), evolve(reform.only([path]), removes=()))[path]
        found += _between(old, new)
    return tuple(found)


def _between(old: Parameter | None, new: Parameter | None) -> list[Difference]:
    there = [each for each in (old, new) if each is not None]
    days = sorted({stretch.since for each in there for stretch in stretches_of(each)})
    first, last = there[0], there[-1]
    found: list[Difference] = []
    for since, until in zip(days, (*days[1:], None), strict=True):
        was, held = _held_on(old, since), _held_on(new, since)
        if was == held:
            continue
        one = _difference(first, last, since, until, was, held)
        if found and found[-1].until == since and _alike(found[-1], one):
            found[-1] = evolve(found[-1], until=until)
        else:
            found.append(one)
    if not found and first != last:
        found.append(evolve(_difference(first, last, days[0], None, None, None), only_words=True))
    return found


def _held_on(parameter: Parameter | None, day: date) -> Held:
    if parameter is None or not parameter.values.covers(day):
        return None
    return parameter.on(day), parameter.basis.on(day)


def _difference(
    old: Parameter, new: Parameter, since: date, until: date | None, was: Held, held: Held
) -> Difference:
    before = None if was is None else was[0]
    after, basis = (None, None) if held is None else held
    return Difference(old=old, new=new, since=since, until=until, before=before, after=after, basis=basis)


def _alike(one: Difference, other: Difference) -> bool:
    return (one.before, one.after, one.basis) == (other.before, other.after, other.basis)


def diff_table(reform: Reform, law: Law, lang: Lang) -> Table:
    """Return what a reform changes: on which days, what holds, what would hold, and what that rests on.

    Args:
        reform: The reform; `diff_laws` makes one of two laws.
        law: The law that it is applied to.
        lang: The language.

    Returns:
        One row for each stretch of days on which both hold one value, in the order of paths and days.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> three = Reform.of("three", "flexible.days_a_week", 3, since=date(2027, 1, 1), reason="what if")
        >>> print(diff_table(three, national_law(), "en"))
        path                  days             before  after   basis
        --------------------  ---------------  ------  ------  ----------------
        flexible.days_a_week  from 2027-01-01  2 days  3 days  assumed: what if
    """
    names = ("path", "days", "before", "after", "basis")
    texts = [_texts(row, lang) for row in differences(reform, law)]
    return Table({law_say(name, lang): [row[at] for row in texts] for at, name in enumerate(names)})


def _texts(row: Difference, lang: Lang) -> tuple[str, ...]:
    old, new = row.old, row.new
    if row.only_words:
        before, after = _words(old, lang), _words(new, lang)
    else:
        before, after = value_with_unit(row.before, old, lang), value_with_unit(row.after, new, lang)
    basis = law_say("none", lang) if row.basis is None else basis_words(row.basis, lang)
    return new.path, days_words(row.since, row.until, lang), before, after, basis


def _words(parameter: Parameter, lang: Lang) -> str:
    return f"{parameter_label(parameter, lang)} ({unit_words(parameter, lang)})"


# --- two days --------------------------------------------------------------------------------------------


def differing(law: Law, before: date, after: date) -> tuple[Parameter, ...]:
    """Return the parameters that hold another value on one day than on another, or hold one on one of them.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> found = differing(national_law(), date(2025, 4, 1), date(2025, 5, 1))
        >>> "flexible.days_a_week" in [parameter.path for parameter in found]
        True
    """
    return tuple(each for each in law if _held(each, before) != _held(each, after))


def _held(parameter: Parameter, day: date) -> LawValue | None:
    return parameter.on(day) if parameter.values.covers(day) else None


def days_diff_table(law: Law, before: date, after: date, lang: Lang) -> Table:
    """Return what held on one day beside what holds on another, where the two differ.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> law, days = national_law(), (date(2025, 4, 1), date(2025, 5, 1))
        >>> table = days_diff_table(law, *days, "en")
        >>> next(list(row.values())[1:3] for row in table.rows() if "days_a_week" in row["path"])
        ['none', '2 days']
    """
    kept = differing(law, before, after)
    columns: dict[str, list[str | None]] = {law_say("path", lang): [each.path for each in kept]}
    for day in (before, after):
        columns[day.isoformat()] = [value_with_unit(_held(each, day), each, lang) for each in kept]
    columns[law_say("basis", lang)] = [
        basis_words(each.basis.on(after), lang) if each.values.covers(after) else None for each in kept
    ]
    return Table(columns)
