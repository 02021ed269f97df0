"""Named columns of equal length that show themselves and go to any frame library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from asnwork.errors import Fault, InvalidInput
from asnwork.tables.cells import Shown, shown, some_rows
from asnwork.tables.columns import Value, checked_columns, checked_units
from asnwork.tables.frames import as_arrow_stream, as_csv, as_pandas, as_polars
from asnwork.tables.html import as_html
from asnwork.tables.numbers import Lang, known_language
from asnwork.tables.text import as_text

__all__ = ["Table", "Value"]

_MOST_ROWS = 40
_WIDTH = 100


def _items(columns: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(columns.items())


def _copied(units: Mapping[str, str]) -> dict[str, str]:
    return dict(units)


@frozen(repr=False)
class Table:
    """Named columns of equal length; reading it changes nothing.

    A column holds one kind of value: text, numbers, truth values, dates or aware datetimes. A missing
    value is None, which is shown as `-` and never counted as zero.

    Args:
        columns: Values by name of column; any sequence, numpy arrays among them.
        units: Units by name of column, shown in the header.
        title: Printed above the table.

    Raises:
        InvalidInput: NaN, mixed kinds, naive datetimes (all faults at once), columns of unequal
            length, a unit without its column.

    >>> print(Table({"scheme": ["office only", "outcome"], "wait": [12.5, None]}, units={"wait": "min"}))
    scheme       wait
                  min
    -----------  ----
    office only  12.5
    outcome         -
    """

    _columns: dict[str, tuple[Value, ...]] = field(converter=checked_columns, eq=_items)
    _units: dict[str, str] = field(factory=dict, converter=_copied, eq=_items, kw_only=True)
    title: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        checked_units(self._units, self._columns)

    @property
    def columns(self) -> Mapping[str, tuple[Value, ...]]:
        """The values by name of column, in order."""
        return MappingProxyType(self._columns)

    @property
    def units(self) -> Mapping[str, str]:
        """The units by name of column."""
        return MappingProxyType(self._units)

    def __len__(self) -> int:
        return len(next(iter(self._columns.values()), ()))

    def rows(self) -> Iterator[dict[str, Value]]:
        """Each row as values by name of column.

        >>> list(Table({"a": [1, 2], "b": ["x", None]}).rows())
        [{'a': 1, 'b': 'x'}, {'a': 2, 'b': None}]
        """
        for values in zip(*self._columns.values(), strict=True):
            yield dict(zip(self._columns, values, strict=True))

    def to_dict(self) -> dict[str, list[Value]]:
        """The columns as lists, which every frame library takes."""
        return {name: list(values) for name, values in self._columns.items()}

    def to_csv(self) -> str:
        r"""The table as CSV text; a missing value is nothing, an empty text is `""`.

        >>> Table({"a": [1, None], "b": ["x, y", ""]}).to_csv()
        'a,b\n1,"x, y"\n,""\n'
        """
        return as_csv(self._columns)

    def to_pandas(self) -> Any:
        """The table as a pandas frame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return as_pandas(self._columns)

    def to_polars(self) -> Any:
        """The table as a polars frame.

        Raises:
            MissingExtra: polars is not installed.
        """
        return as_polars(self._columns)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table as an Arrow C stream, which polars, pandas, pyarrow, duckdb and ibis read.

        Raises:
            MissingExtra: Neither pyarrow nor nanoarrow is installed.
        """
        return as_arrow_stream(self._columns, requested_schema)

    def text(self, *, width: int | None = _WIDTH, rows: int = _MOST_ROWS, lang: Lang = "en") -> str:
        """The table as text for a terminal.

        Args:
            width: Most columns of a terminal that a line may take, at least 40; None for no limit.
                Long texts are cut first, then the last columns go and are named below; no number is cut.
            rows: Most rows shown; of a longer table the middle is left out, which is said below it.
            lang: Language of numbers and words.
        """
        columns, gap = self._shown(rows, lang)
        return as_text(columns, title=self.title, gap_after=gap, rows=len(self), width=width, lang=lang)

    def html(self, *, rows: int = _MOST_ROWS, lang: Lang = "en") -> str:
        """The table as one HTML table: escaped, without script, styled in place.

        Args:
            rows: Most rows shown; of a longer table the middle is left out, which is said below it.
            lang: Language of numbers and words.
        """
        columns, gap = self._shown(rows, lang)
        return as_html(columns, title=self.title, gap_after=gap, rows=len(self), lang=lang)

    def _shown(self, most: int, lang: Lang) -> tuple[Sequence[Shown], int | None]:
        known_language(lang)
        if most < 1:
            raise InvalidInput(Fault("rows", given=most, expected="at least 1"))
        places = some_rows(len(self), most)
        kept = [place for place in places if place is not None]
        columns = [
            shown(name, self._units.get(name, ""), [values[place] for place in kept], lang)
            for name, values in self._columns.items()
        ]
        return columns, places.index(None) if None in places else None

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()
