"""Tables as CSV and XLSX in which no cell can become a formula.

In CSV a text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so
does a part of a text after a tab, semicolon or line break, since a program set to another separator splits there.
:func:`unguard` takes it away again. XLSX stores text as text, so there the words stay as they are.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from bellflower.sharing.tables.columns import Cell, Table

_START = "=+\\-@＝＋－＠"
_BLANK = "[' \u00a0\u3000\ufeff\u200b]*"
_GUARD = re.compile(f"^(?={_BLANK}[{_START}\t\r\n])|(?<=[;\t\r\n])(?={_BLANK}[{_START}])")
_UNGUARD = re.compile(f"^'(?={_BLANK}[{_START}\t\r\n])|(?<=[;\t\r\n])'(?={_BLANK}[{_START}])")
_SURROGATE = re.compile("[\ud800-\udfff]")
CELL_LIMIT = 32_767  # characters, of Excel
_CUT = " … (cut: the whole is in claims.jsonl)"
_EPOCH = datetime(1980, 1, 1)  # the same in every file, so that the same case gives the same bytes


def guard(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin a formula."""
    return _GUARD.sub("'", text)


def unguard(text: str) -> str:
    """What :func:`guard` was given: ``unguard(guard(text)) == text``."""
    return _UNGUARD.sub("", text)


def to_csv(table: Table) -> bytes:
    """A table as CSV (RFC 4180, UTF-8, CRLF, no byte order mark): numbers bare, texts guarded, unknown cells empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.cells())
    return out.getvalue().encode()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return guard(_SURROGATE.sub("\ufffd", cell)) if isinstance(cell, str) else repr(cell)


def to_xlsx(tables: Sequence[Table], title: str) -> bytes:
    """Tables as a workbook, a sheet each: header frozen, filter set, numbers as numbers, all else as text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": _SURROGATE.sub("\ufffd", title)[:255], "created": _EPOCH})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8E6F0"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        rows = table.cells()
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width, plain)
            sheet.write_string(0, index, column.name, head)
        for line, row in enumerate(rows, 1):
            for index, cell in enumerate(row):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(line, index, _fitting(cell), plain)
                elif cell is not None and math.isfinite(cell):
                    sheet.write_number(line, index, cell, plain)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _fitting(text: str) -> str:
    text = _SURROGATE.sub("\ufffd", text)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(_CUT)] + _CUT
