"""Rows to readings: quotes in the cell's words, values as the packs know them, faults that name row and column."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bellflower.extraction.grammar import Grammar
from bellflower.importing import Imported, MappingError, TableError, load_mapping, read_rows, read_table
from bellflower.importing.mapping import Field, Mapping
from bellflower.records import Amount, Goods, Party, When, Where

GRAMMAR = Grammar.of()
PLAIN = {"date": "Day", "country": "Country", "place": "Port", "commodity": "Drug", "quantity": "Weight"}


def rows(text: str, **fields: str | Field) -> Imported:
    taken = {name: told if isinstance(told, Field) else Field(column=told) for name, told in fields.items()}
    return read_rows(read_table(text.encode(), "t.csv"), Mapping(fields=taken), GRAMMAR)


def values(found: Imported, predicate: str) -> list[object]:
    return [claim.value for reading in found.readings for claim in reading.claims if claim.predicate == predicate]


def test_each_mapped_cell_is_a_claim_in_its_words() -> None:
    found = rows("Day,Country,Port,Drug,Weight\n16 April 2003,Australia,Lorne,hashish,276 lb\n", **PLAIN)
    (reading,) = found.readings
    assert reading.report.text == "Day: 16 April 2003\nCountry: Australia\nPort: Lorne\nDrug: hashish\nWeight: 276 lb\n"
    assert [claim.quote.exact for claim in reading.claims] == [
        "16 April 2003",
        "Australia",
        "Lorne",
        "hashish",
        "276 lb",
    ]
    assert values(found, "occurred_on") == [When(edtf="2003-04-16")]
    assert values(found, "commodity") == [Goods(name="cannabis resin")]
    (amount,) = values(found, "quantity")
    assert isinstance(amount, Amount) and amount.unit == "kg" and amount.value == pytest.approx(125.19, abs=0.01)
    (place,) = values(found, "located_at")
    assert isinstance(place, Where) and place.country == "AU" and place.place_id and place.lat is not None


def test_what_nobody_knows_stays_as_written() -> None:
    found = rows("Port,Country,Drug,Weight,U\nQwxyz,Denmark,blue powder,3,barrels\n", place="Port", country="Country",
                 commodity="Drug", quantity="Weight", unit="U")  # fmt: skip
    (place,) = values(found, "located_at")
    assert isinstance(place, Where) and (place.name, place.lat, place.place_id) == ("Qwxyz", None, None)
    assert values(found, "commodity") == [Goods(name="blue powder")]
    (amount,) = values(found, "quantity")
    assert isinstance(amount, Amount) and (amount.value, amount.goods) == (3, "blue powder")


def test_codes_constants_formats_and_decimal_commas() -> None:
    found = rows(
        "D;C;W;V\n03/04/2003;H;1.234,5;60000000\n",
        date=Field(column="D", format="%d/%m/%Y"),
        commodity=Field(column="C", values={"H": "heroin"}),
        quantity=Field(column="W", decimal=","),
        unit=Field(constant="kg"),
        value="V",
        currency=Field(constant="AUD"),
        value_level=Field(constant="retail_street"),
        country=Field(constant="AU"),
    )
    assert values(found, "occurred_on") == [When(edtf="2003-04-03")]
    assert values(found, "quantity") == [Amount(value=1234.5, unit="kg", goods="heroin", stage="seized")]
    assert values(found, "value") == [Amount(value=60e6, unit="AUD", goods="heroin", level="retail_street")]
    (reading,) = found.readings
    country = next(claim for claim in reading.claims if claim.predicate == "country")
    assert country.quote.exact == "AU" and "country (of the mapping): AU" in reading.report.text
    assert next(claim for claim in reading.claims if claim.predicate == "commodity").value_raw == "H"


def test_rows_of_one_incident_are_one_and_say_what_they_share_once() -> None:
    found = rows("Ref,Day,Drug,Weight\n7,2003,heroin,1 kg\n7,2003,cocaine,2 kg\n8,2003,heroin,1 kg\n", incident="Ref",
                 date="Day", commodity="Drug", quantity="Weight")  # fmt: skip
    assert [len(reading.claims) for reading in found.readings] == [5, 3]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("31/02/2003,DK,Esbjerg,heroin,1 kg", "Day", "day first or month first"),
        ("2003-02-31,DK,Esbjerg,heroin,1 kg", "Day", "no date"),
        ("2003,Atlantis,Esbjerg,heroin,1 kg", "Country", "names no country"),
        ("2003,QQ,Esbjerg,heroin,1 kg", "Country", "no ISO 3166-1 code"),
        ("2003,DK,Esbjerg,heroin,plenty", "Weight", "not one number"),
        ("2003,DK,Esbjerg,heroin,1 kg and 2 kg", "Weight", "not one number"),
    ],
)
def test_a_fault_names_file_row_column_and_mend_and_the_rest_goes_in(row: str, column: str, words: str) -> None:
    found = rows(f"Day,Country,Port,Drug,Weight\n{row}\n2003,DK,Esbjerg,heroin,1 kg\n", **PLAIN)
    (refusal,) = found.refusals
    assert (
        refusal.path == "t.csv, row 2" and refusal.reason.startswith(f"column {column}: ") and words in refusal.reason
    )
    assert refusal.mend
    assert len(found.readings) == 1


def test_a_person_is_told_by_columns_or_in_words() -> None:
    by_columns = rows("Role,Nat,N\ndiplomat,North Korea,2\n", suspect_role="Role", suspect_nationality="Nat",
                      suspect_count="N", quantity=Field(constant="1 kg"))  # fmt: skip
    in_words = rows('Who\n"2 diplomats (KP), expelled; 3 men"\n', suspects="Who", quantity=Field(constant="1 kg"))
    assert values(by_columns, "suspect") == [Party(nationality="KP", role="diplomat", count=2)]
    assert values(in_words, "suspect") == [
        Party(nationality="KP", role="diplomat", count=2, legal_status="expelled"),
        Party(role="man", count=3),
    ]
    assert [claim.quote.exact for claim in in_words.readings[0].claims if claim.predicate == "suspect"] == [
        "2 diplomats (KP), expelled",
        "3 men",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), min_size=1, max_size=4))
def test_whatever_stands_in_a_cell_its_quote_stands_in_the_text(cells: list[tuple[str, str]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Port", "Drug"])
    for place, drug in cells:
        sheet.append([_printable(place), _printable(drug)])
    out = io.BytesIO()
    book.save(out)
    mapping = Mapping(fields={"place": Field(column="Port"), "commodity": Field(column="Drug")})
    found = read_rows(read_table(out.getvalue(), "t.xlsx"), mapping, GRAMMAR)
    for reading in found.readings:
        for claim in reading.claims:
            quote = claim.quote
            assert reading.report.text[quote.start : quote.end] == quote.exact == claim.value_raw


def _printable(text: str) -> str:
    return "'" + "".join(char for char in text if char.isprintable() and not "\ud800" <= char <= "\udfff")


def test_the_same_table_twice_gives_the_same_records() -> None:
    text = "Day,Country,Port,Drug,Weight\n2003,DK,Esbjerg,heroin,1 kg\n2004,DK,Esbjerg,heroin,1 kg\n"
    assert rows(text, **PLAIN) == rows(text, **PLAIN)
    assert len({reading.report.id for reading in rows(text, **PLAIN).readings}) == 2


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("fields: {date: Day, colour: Day}", "field colour: there is none of that name"),
        ("fields: {date: {column: Day, constant: '2003'}}", "field date: it needs a column or a constant"),
        ("fields: {date: {columm: Day}}", "field date"),
        ("date: Day", "it has no fields"),
        ("fields: {date: Day}\nsheets: x", "sheets is no key"),
        ("fields: [", "it can't be read"),
    ],
)
def test_a_mapping_that_cant_be_used_names_file_and_field(tmp_path: Path, mapping: str, words: str) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(mapping, encoding="utf8")
    with pytest.raises(MappingError, match=r"mapping\.yaml") as told:
        load_mapping(path)
    assert words in str(told.value)


def test_a_mapping_that_does_not_fit_the_table_names_the_columns() -> None:
    with pytest.raises(MappingError, match=r"there is no column Date; there are Day, Drug"):
        rows("Day,Drug\n2003,heroin\n", date="Date")
    with pytest.raises(MappingError, match="fills no slot"):
        rows("Day,Drug\n2003,heroin\n", note="Drug")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "nothing in it"), (b"a,a\n1,2\n", "two columns are called a"), (b"a,,b\n1,2,3\n", "column 2 has no name"),
     (b"PK\x03\x04broken", "no workbook")],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        read_table(data, "t.csv")
