"""Reform files: what would change in the law, as TOML, read strictly, every fault at once.

A file names the reform once, then each change that it makes:

    [reform]
    name = "three days"
    overrides = false              # whether it wins where another reform changes the same days
    no_effect_expected = false     # whether it may change nothing
    removes = []                   # paths that the law would no longer have

    [[changes]]
    path = "flexible.days_a_week"
    from = 2026-07-01              # the first day
    to = 2026-12-31                # the last day; left out, the law's own value never comes back
    value = 3
    reason = "a trial of half a year"

All but `name` may be left out of the head. In the place of `value` stands `bands` (with `reading` and `step`
where they are needed) or `items`, as in an instrument file, or ``nothing = true`` where the parameter would
hold no value any more, or not yet. It cannot be suspended in between: say what then holds, such as 0.

Every value of a reform is assumed, for the `reason` that it gives. A value that an instrument has set belongs
into an instrument file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from asnwork.adapters.documents import parse
from asnwork.adapters.law_rows import read_value
from asnwork.adapters.toml_table import TomlTable
from asnwork.domain.law import Bands, Basis, Certainty, Change, Item, Items, LawValue, Reform, assumed
from asnwork.domain.law.bands import digits
from asnwork.domain.law.change import NOTHING_HOLDS
from asnwork.errors import Fault, InvalidInput

__all__ = ["read_reform", "reform_text"]

_ONE_DAY = timedelta(days=1)


def read_reform(text: str, *, source: str = "") -> Reform:
    """Return the reform in a file.

    Args:
        text: The file's text, in the form that this module describes.
        source: The file's name, for messages.

    Raises:
        InvalidInput: Something in it is wrong, or it changes a day of a parameter twice; every fault at once,
            each with its path.

    Examples:
        >>> three = read_reform('''
        ... [reform]
        ... name = "three days"
        ... [[changes]]
        ... path = "flexible.days_a_week"
        ... from = 2026-07-01
        ... to = 2026-12-31
        ... value = 3
        ... reason = "a trial of half a year"
        ... ''')
        >>> print(three)
        three days: flexible.days_a_week = 3 from 2026-07-01 to 2026-12-31
    """
    faults: list[Fault] = []
    file = TomlTable(parse(text, form="toml", source=source), "", faults)
    head = file.table("reform", hint="a file begins with [reform]")
    rows = file.tables("changes") if file.has("changes") else []
    file.finish()
    changes = [change for row in rows if (change := _change(row)) is not None]
    try:
        reform = _headed(head or TomlTable({}, "reform", []), changes)
    except InvalidInput as error:
        raise InvalidInput(*faults, *error.faults, source=source) from None
    if faults:
        raise InvalidInput(*faults, source=source)
    return reform


def _headed(head: TomlTable, changes: list[Change]) -> Reform:
    name = head.text("name") or "?"  # what is wrong stands as a fault, so that reading goes on
    overrides, no_effect = head.flag("overrides"), head.flag("no_effect_expected")
    removes = head.texts("removes")
    head.finish()
    return Reform(
        name=name, changes=changes, removes=removes, overrides=overrides, no_effect_expected=no_effect
    )


def _change(row: TomlTable) -> Change | None:
    before = len(row.faults)
    path, since, to = row.text("path"), row.day("from"), row.day("to", optional=True)
    if since is not None and to is not None and to < since:
        row.fault("to", given=to, expected=f"the last day, not before {since}")
    if to == date.max:
        row.fault("to", given=to, expected="a day before it", hint="leave it out when there is no last day")
    nothing = row.flag("nothing")
    value = None if nothing else read_value(row)
    if nothing:
        for key in ("value", "bands", "items"):
            if row.has(key):
                row.skip(key)
                row.fault(key, given="nothing and a value", expected="one of the two")
    reason = row.text("reason", optional=nothing)
    row.finish()
    if len(row.faults) > before or since is None:
        return None
    return Change(
        path=path,
        value=value,
        since=since,
        until=None if to is None else to + _ONE_DAY,
        basis=assumed(reason) if reason else NOTHING_HOLDS,
    )


# --- and back --------------------------------------------------------------------------------------------


def reform_text(reform: Reform) -> str:
    """Return a reform as the text of a file, which `read_reform` reads.

    A value that rests on a reference becomes an assumed one, with the reference in its reason.

    Args:
        reform: The reform; `diff_laws` makes one of two laws.

    Raises:
        InvalidInput: It adds parameters, or has no name.

    Examples:
        >>> three = Reform.of(
        ...     "three days", "flexible.days_a_week", 3, since=date(2026, 7, 1), reason="what if"
        ... )
        >>> print(reform_text(three), end="")
        [reform]
        name = "three days"
        <BLANKLINE>
        [[changes]]
        path = "flexible.days_a_week"
        from = 2026-07-01
        value = 3
        reason = "what if"
        >>> read_reform(reform_text(three)) == three
        True
    """
    faults = [
        Fault(
            f"adds.{parameter.path}",
            given="a parameter to add",
            expected="changes alone",
            hint="write it into an instrument file of its own",
        )
        for parameter in reform.adds
    ]
    if not reform.name.strip():
        faults.append(Fault("name", given=reform.name, expected="the name of the reform"))
    if faults:
        raise InvalidInput(*faults, source=f"reform {reform.name!r}")
    return "\n".join(_lines(reform)) + "\n"


def _lines(reform: Reform) -> Iterator[str]:
    yield "[reform]"
    yield f"name = {_quoted(reform.name)}"
    for key in ("overrides", "no_effect_expected"):
        if getattr(reform, key):
            yield f"{key} = true"
    if reform.removes:
        yield f"removes = [{', '.join(map(_quoted, reform.removes))}]"
    for change in reform.changes:
        yield ""
        yield "[[changes]]"
        yield f"path = {_quoted(change.path)}"
        yield f"from = {change.since.isoformat()}"
        if change.until is not None:
            yield f"to = {(change.until - _ONE_DAY).isoformat()}"
        yield from _value_lines(change.value)
        yield f"reason = {_quoted(_reason(change.basis))}"


def _value_lines(value: LawValue | None) -> Iterator[str]:
    if value is None:
        yield "nothing = true"
    elif isinstance(value, Items):
        yield "items = ["
        yield from (f"  {_item(item)}," for item in value)
        yield "]"
    elif isinstance(value, Bands):
        if value.reading != "single":
            yield f"reading = {_quoted(value.reading)}"
        if value.step is not None:
            yield f"step = {digits(value.step)}"
        key = "at_least" if value.closed == "left" else "more_than"
        starts = ["", *(f"{key} = {digits(edge)}, " for edge in value.edges)]
        yield "bands = ["
        for start, number in zip(starts, value.values, strict=True):
            yield f"  {{ {start}value = {digits(number)} }},"
        yield "]"
    else:
        yield f"value = {digits(value)}"


def _item(item: Item) -> str:
    label, label_id = (text if text.strip() else item.code for text in (item.label, item.label_id))
    return f"{{ code = {_quoted(item.code)}, label = {_quoted(label)}, label_id = {_quoted(label_id)} }}"


def _reason(basis: Basis) -> str:
    if basis.certainty is Certainty.ASSUMED:
        return basis.reason
    return f"{basis}; {basis.reason}" if basis.reason.strip() else str(basis)


def _quoted(text: str) -> str:
    # What JSON escapes, TOML escapes alike; JSON lets one control character stand that TOML does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
