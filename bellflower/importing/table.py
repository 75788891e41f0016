"""A table as it stands in a CSV or XLSX file: column names and rows of text, each with its number in the file."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from bellflower.reading.decoding import decode
from bellflower.reading.document import UnreadableError
from bellflower.records import Record
from bellflower.sharing.tables.spreadsheet import unguard

OURS = "incidents"  # the sheet of our own workbook that is read where none is named


class TableError(Exception):
    """A file that holds no table; the message says why and how to mend it."""


class Row(Record, frozen=True):
    """One row: its number as a spreadsheet counts (the head is 1), and the text of each cell that has any."""

    number: int
    cells: dict[str, str]


class Table(Record, frozen=True):
    """``sha256`` is that of the file's bytes; ``name`` is what the file was called."""

    name: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes, name: str, sheet: str | None = None) -> Table:
    """The table in a file's bytes. Raises :class:`TableError` naming the file, what is wrong and the mend."""
    lines = list(_workbook(data, name, sheet) if data.startswith(b"PK\x03\x04") else _csv(data, name))
    head = next(((number, cells) for number, cells in lines if any(cells)), None)
    if head is None:
        raise TableError(f"{name}: there is nothing in it; give a table with a head and rows")
    columns = [cell.strip() for cell in head[1]]
    while columns and not columns[-1]:
        columns.pop()
    for at, column in enumerate(columns):
        if not column:
            raise TableError(f"{name}: column {at + 1} has no name; write one into row {head[0]}")
        if column in columns[:at]:
            raise TableError(f"{name}: two columns are called {column}; rename one of them")
    rows = []
    for number, cells in lines:
        kept = {column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        if number > head[0] and kept:
            rows.append(Row(number=number, cells=kept))
    return Table(name=name, sha256=hashlib.sha256(data).hexdigest(), columns=tuple(columns), rows=tuple(rows))


def _csv(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = decode(data)
    except UnreadableError as error:
        raise TableError(f"{name}: {error}") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            # Line breaks within a cell are one kind in a report's text.
            yield number, [unguard(cell).replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
    except csv.Error as error:
        raise TableError(f"{name}: it is no CSV that can be read ({error}); save it anew as CSV in UTF-8") from None


def _workbook(data: bytes, name: str, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    import openpyxl  # only where a workbook comes: it takes a tenth of a second

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TableError(f"{name}: it is no workbook that can be read ({error}); save it anew as .xlsx") from None
    chosen = sheet or (OURS if OURS in book.sheetnames else book.sheetnames[0])
    if chosen not in book.sheetnames:
        raise TableError(f"{name}: it has no sheet {chosen}; name one of {', '.join(book.sheetnames)}")
    yield from enumerate(([_text(cell) for cell in row] for row in _values(book[chosen])), start=1)


def _values(sheet: object) -> Iterable[tuple[object, ...]]:
    return sheet.iter_rows(values_only=True)  # type: ignore[attr-defined, no-any-return]


def _text(cell: object) -> str:
    """A cell as text: whole numbers without ``.0``, days as ISO 8601."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")
