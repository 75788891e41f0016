"""What a table is: columns that say what they hold, and rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Cell = str | int | float | None
Row = dict[str, Cell]


class Column(NamedTuple):
    """One column: its name, what it holds, and in which unit or format. The data dictionary is made from these."""

    name: str
    description: str
    format: str = "text"
    width: int = 16  # in a spreadsheet, in characters


class Table(NamedTuple):
    """Rows under columns; every row has a cell for every column and no other."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]

    def cells(self) -> list[list[Cell]]:
        """The rows as lists in the columns' order. Raises ``ValueError`` where a row has other cells."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            if row.keys() != set(names):
                raise ValueError(
                    f"table {self.name}: a row differs from the columns in {sorted(row.keys() ^ set(names))}"
                )
        return [[row[name] for name in names] for row in self.rows]


def joined(parts: Sequence[str | None]) -> str | None:
    """Parts in one cell, each once, parted by semicolons; ``None`` where there is none."""
    kept = list(dict.fromkeys(part for part in parts if part))
    return "; ".join(kept) or None


def number(value: float | None) -> int | float | None:
    """A number without the ``.0`` that storing it as a float gave it."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
