"""No text of a report becomes a formula or breaks a file, whatever is in it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bellflower.sharing.tables.columns import Column, Table
from bellflower.sharing.tables.spreadsheet import guard, to_csv, to_xlsx, unguard

STARTS = "=+-@＝＋－＠\t\r"
# Texts of ordinary letters would seldom begin a formula, so these are made of what formulas are made of.
HOSTILE = st.text(
    st.sampled_from([*STARTS, "\n", ";", ",", "'", '"', " ", "\u00a0", "\ufeff", "1", "a", "|", "!"]), max_size=12
)
ANY = st.one_of(HOSTILE, st.text(max_size=20))
COLUMNS = (Column("a", "one"), Column("b", "two"))


def table(*rows: tuple[str | float | None, str | float | None]) -> Table:
    return Table("t", "about", COLUMNS, [{"a": a, "b": b} for a, b in rows])


@pytest.mark.parametrize("start", STARTS)
def test_each_start_of_a_formula_is_guarded(start: str) -> None:
    assert guard(f"{start}1") == f"'{start}1"
    assert guard(f" \u00a0{start}1") == f"' \u00a0{start}1"


@pytest.mark.parametrize("start", STARTS.strip())
@pytest.mark.parametrize("gap", [";", "; ", "\t", "\n"])
def test_a_formula_after_another_programs_separator_is_guarded(start: str, gap: str) -> None:
    assert guard(f"a{gap}{start}1").replace("'", "") == f"a{gap}{start}1" != guard(f"a{gap}{start}1")


@given(ANY)
def test_no_part_of_a_guarded_text_begins_a_formula(text: str) -> None:
    guarded = guard(text)
    assert not guarded.startswith(tuple(STARTS))
    for part in re.split("[;\t\r\n]", guarded):
        assert unicodedata.normalize("NFKC", part.lstrip())[:1] not in {*"=+-@"}


@given(ANY)
def test_guarding_can_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.tuples(ANY, ANY), max_size=4))
def test_csv_comes_back(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(table(*rows)).decode(), newline="")))
    assert [tuple(unguard(cell) for cell in row) for row in read[1:]] == rows


@settings(max_examples=40, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=6))
def test_xlsx_holds_text_as_text(texts: list[str]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table(*((text, None) for text in texts))], "t")))["t"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2, max_row=1 + len(texts))]
    assert all(cell.data_type in "sn" and not isinstance(cell.value, int | float) for cell in cells)
    printable = [text for text in texts if text and not re.search("[\x00-\x1f\x7f\ufffe\uffff]|_x", text)]
    assert set(printable) <= {cell.value for cell in cells}


def test_numbers_stay_numbers() -> None:
    rows = table((-38.5, 3), (None, 1e-7))
    assert to_csv(rows) == b"a,b\r\n-38.5,3\r\n,1e-07\r\n"
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([rows], "t")))["t"]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [(-38.5, 3), (None, 1e-7)]


def test_half_a_surrogate_does_not_stop_a_table() -> None:
    rows = table(("\ud800", "x"))
    assert to_csv(rows) == "a,b\r\n\ufffd,x\r\n".encode()
    assert to_xlsx([rows], "\udfff")


def test_a_row_with_other_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="table t: a row differs from the columns in \\['b'\\]"):
        Table("t", "about", COLUMNS, [{"a": 1}]).cells()
