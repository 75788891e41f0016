"""The tables of a small case, read back by other programs than the ones that wrote them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from bellflower.records import Amount, Claim, Dossier, Goods, Slot, SlotValue, Value, Where
from bellflower.sharing.labels import label
from bellflower.sharing.tables import write_tables
from bellflower.sharing.tables.columns import Row
from bellflower.sharing.tables.incidents import ITEM_COLUMNS, incident_table
from bellflower.sharing.tables.sheets import data_dictionary, documentation, sheets
from bellflower.sharing.tables.spreadsheet import to_xlsx, unguard
from tests.sharing.small_case import CLAIMS, LESS, MUCH, small_case

NAMES = ["incidents.csv", "conflicts.csv", "incidents.xlsx", "claims.jsonl", "incidents.geojson", "sources.csl.json"]


@pytest.fixture
def written(tmp_path: Path) -> dict[str, Path]:
    return {path.name: path for path in write_tables(small_case(), tmp_path / "dossier")}


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def sheet_rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_files_and_nothing_else(written: dict[str, Path]) -> None:
    assert list(written) == NAMES
    assert sorted(path.name for path in written["claims.jsonl"].parent.iterdir()) == sorted(NAMES)


def test_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_tables(small_case(), tmp_path / "a")]
    assert [path.read_bytes() for path in write_tables(small_case(), tmp_path / "b")] == first
    assert [path.read_bytes() for path in write_tables(small_case(), tmp_path / "a")] == first


def test_an_empty_dossier_is_a_dossier(tmp_path: Path) -> None:
    empty = Dossier(
        title="", reports=(), refusals=(), claims=(), mentions=(), incidents=(), possible=(), conflicts=(),
        derivations=(), cross_checks=(),
    )  # fmt: skip
    paths = {path.name: path for path in write_tables(empty, tmp_path)}
    assert csv_rows(paths["incidents.csv"]) == []
    assert sheet_rows(paths["incidents.xlsx"], "incidents") == []
    assert json.loads(paths["incidents.geojson"].read_text())["features"] == []


def test_csv_has_one_row_for_each_good_oldest_first(written: dict[str, Path]) -> None:
    rows = [
        (
            row["incident_id"],
            row["item"],
            row["items"],
            row["commodity"],
            row["quantity"],
            row["quantity_max"],
            row["unit"],
        )
        for row in csv_rows(written["incidents.csv"])
    ]
    assert rows == [
        ("i-country", "1", "1", "", "", "", ""),
        ("i-trawler", "1", "1", "heroin", "125", "", "kg"),
        ("i-letter", "1", "2", "methamphetamine", "20", "", "kg"),
        ("i-letter", "2", "2", "ecstasy", "3000", "4000", "tablet"),
    ]


def test_the_value_that_is_not_shown_stands_in_the_row_too(written: dict[str, Path]) -> None:
    row = csv_rows(written["incidents.csv"])[1]
    assert row["other_values"] == "occurred_on: April 2003; located_at: Australia; quantity: 50 kg of heroin"
    assert {MUCH.id, LESS.id} <= set(row["claim_ids"].split("; "))
    assert (row["conflicts"], row["reports"], row["independent_origins"]) == ("k-partial", "2", "1")


def test_every_claim_of_an_incident_stands_in_one_of_its_rows(written: dict[str, Path]) -> None:
    rows = csv_rows(written["incidents.csv"])
    for incident in small_case().incidents:
        stand = {one for row in rows if row["incident_id"] == incident.id for one in row["claim_ids"].split("; ")}
        assert stand == {one for slot in incident.slots for value in slot.values for one in value.claim_ids}


def value(what: Value, name: str) -> SlotValue:
    return SlotValue(value=what, label=label(what), claim_ids=(name,), origins=1)


def rows_of(*slots: tuple[str, tuple[SlotValue, ...]]) -> list[Row]:
    """The rows of an incident with these slots, the first value of each shown."""
    case = small_case()
    made = tuple(Slot(name=name, values=values, chosen=0, rule="") for name, values in slots)
    incident = msgspec.structs.replace(case.incidents[0], slots=made)
    return list(incident_table(msgspec.structs.replace(case, incidents=(incident,))).rows)


HEROIN, OPIUM = value(Goods(name="heroin"), "h"), value(Goods(name="opium"), "o")


def test_a_contested_good_is_one_item_not_two() -> None:
    much = value(Amount(value=2, unit="kg", goods="heroin"), "q")
    [row] = rows_of(("commodity", (OPIUM, HEROIN)), ("quantity", (much,)))
    assert (row["commodity"], row["quantity"], row["other_values"]) == ("opium", 2, "commodity: heroin")


def test_a_good_told_in_two_units_is_two_rows_of_numbers() -> None:
    weight, count = value(Amount(value=150, unit="kg"), "w"), value(Amount(value=6, unit="package"), "n")
    worth = value(Amount(value=164e6, unit="AUD"), "v")
    rows = rows_of(("commodity", (HEROIN,)), ("quantity", (weight,)), ("quantity", (count,)), ("value", (worth,)))
    told = [(row["commodity"], row["quantity"], row["unit"], row["value_amount"]) for row in rows]
    assert told == [("heroin", 150, "kg", 164_000_000), ("heroin", 6, "package", None)]


def test_a_figure_goes_with_the_good_it_names_else_with_the_one_before_it() -> None:
    named = value(Amount(value=1, unit="kg", goods="heroin"), "n")
    unnamed = value(Amount(value=2, unit="kg"), "u")
    rows = rows_of(("commodity", (HEROIN,)), ("commodity", (OPIUM,)), ("quantity", (unnamed,)), ("quantity", (named,)))
    assert [(row["commodity"], row["quantity"]) for row in rows] == [("heroin", 1), ("opium", 2)]


def test_figures_without_a_good_are_rows_too() -> None:
    rows = rows_of(("quantity", (value(Amount(value=9, unit="kg", goods="drugs"), "q"),)))
    assert [(row["commodity"], row["quantity"], row["items"]) for row in rows] == [("drugs", 9, 1)]


def test_a_place_that_is_not_where_it_happened_stands_apart() -> None:
    port = value(Where(name="Busan", level="town", country="KR", role="destination"), "p")
    [row] = rows_of(("destination", (port,)))
    assert (row["place_name"], row["other_places"], row["other_values"]) == (None, "destination: Busan, KR", None)


def test_xlsx_says_what_csv_says(written: dict[str, Path]) -> None:
    as_text = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in sheet_rows(written["incidents.xlsx"], "incidents")
    ]
    numbers = {"lat", "lon"}  # 135.0 is 135 in a workbook
    plain = [{name: unguard(cell) for name, cell in row.items()} for row in csv_rows(written["incidents.csv"])]
    for ours, theirs in zip(as_text, plain, strict=True):
        assert {k: v for k, v in ours.items() if k not in numbers} == {
            k: v for k, v in theirs.items() if k not in numbers
        }
        assert [float(ours[k] or 0) for k in numbers] == [float(theirs[k] or 0) for k in numbers]


def test_xlsx_holds_numbers_as_numbers_and_freezes_its_head(written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written["incidents.xlsx"])
    assert book.sheetnames[:5] == ["read me", "incidents", "claims", "conflicts", "sources"]
    assert book.sheetnames[-1] == "data dictionary"
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    row = sheet_rows(written["incidents.xlsx"], "incidents")[1]
    assert [type(row[name]) for name in ("quantity", "lat", "radius_m", "reports")] == [int, float, int, int]
    assert row["lat"] == -38.857


def test_xlsx_knows_neither_the_hour_nor_the_machine(written: dict[str, Path]) -> None:
    with zipfile.ZipFile(written["incidents.xlsx"]) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01" in archive.read("docProps/core.xml")
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())


def test_the_data_dictionary_describes_every_column_once() -> None:
    tables = sheets(small_case())
    described = {(row["sheet"], row["column"]) for row in data_dictionary(tables[1:-1]).rows}
    assert described == {(table.name, column.name) for table in tables[1:-1] for column in table.columns}
    assert len(described) == len(tables[-1].rows)
    assert all(column.description and column.format for table in tables[1:-1] for column in table.columns)
    assert len({column.name for column in ITEM_COLUMNS}) == len(ITEM_COLUMNS)


def test_the_documentation_is_made_from_the_columns() -> None:
    kept = Path(__file__).parents[2] / "docs" / "tables.md"
    assert kept.read_text(encoding="utf-8") == documentation(), "columns have changed: run make docs"


def test_every_sheet_has_its_rows_in_its_columns() -> None:
    rows = {table.name: len(table.cells()) for table in sheets(small_case())}
    assert rows["claims"] == len(CLAIMS)
    few = ("mentions", "conflicts", "sources", "possible", "cross-checks", "lineage", "refusals")
    assert [rows[name] for name in few] == [3, 2, 3, 1, 1, 1, 1]


def test_a_long_text_is_cut_with_a_word_about_it(tmp_path: Path) -> None:
    case = small_case()
    long = msgspec.structs.replace(case.incidents[0], title="x" * 40_000)
    path = tmp_path / "long.xlsx"
    path.write_bytes(to_xlsx(sheets(msgspec.structs.replace(case, incidents=(long,))), "long"))
    title = sheet_rows(path, "incidents")[0]["title"]
    assert len(title) == 32_767
    assert title.endswith("(cut: the whole is in claims.jsonl)")


def test_claims_come_back_whole_in_the_order_of_the_text(written: dict[str, Path]) -> None:
    lines = written["claims.jsonl"].read_bytes().splitlines()
    claims = [msgspec.json.decode(line, type=Claim) for line in lines]
    assert sorted(claims, key=lambda one: one.id) == sorted(CLAIMS, key=lambda one: one.id)
    places = [(one.report_id, one.quote.start) for one in claims]
    assert places == sorted(places)


def test_no_file_holds_the_folder_that_a_report_came_from(written: dict[str, Path]) -> None:
    case = small_case()
    moved = tuple(msgspec.structs.replace(one, path=f"/somewhere/secret/{one.stem}.txt") for one in case.reports)
    paths = write_tables(msgspec.structs.replace(case, reports=moved), written["claims.jsonl"].parent)
    for path in paths:
        parts = [path.read_bytes()]
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        assert not any(b"secret" in part for part in parts)
