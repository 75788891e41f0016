"""Imported tables in a case: ``tables/ab/abcdef….csv`` as it came, and beside it the mapping that it is read by."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bellflower.extraction.grammar import Grammar
from bellflower.files import write_whole
from bellflower.importing.mapping import Mapping, MappingError
from bellflower.importing.rows import Imported, read_rows
from bellflower.importing.table import Table, TableError, read_table
from bellflower.records import Record, Refusal


class Kept(Record, frozen=True):
    """The note beside a table: what it was called, its hash, and how its columns are read."""

    name: str
    sha256: str
    mapping: Mapping


def keep(case_folder: Path, data: bytes, table: Table, mapping: Mapping) -> Path:
    """Puts a table into the case under its hash; returns its place. A table that is there gets the new mapping."""
    ending = ".xlsx" if data.startswith(b"PK\x03\x04") else ".csv"
    place = case_folder / "tables" / table.sha256[:2] / f"{table.sha256}{ending}"
    note = msgspec.json.format(
        msgspec.json.encode(Kept(name=table.name, sha256=table.sha256, mapping=mapping), order="sorted"), indent=1
    )
    write_whole(place, data)
    write_whole(place.with_name(place.name + ".json"), note + b"\n")
    return place


def imported(case_folder: Path, path: str, grammar: Grammar) -> tuple[str, Imported]:
    """What a table of a case was called, and what its rows say; one that was changed is refused whole."""
    place, name = case_folder / path, path
    try:
        kept = msgspec.json.decode(place.with_name(place.name + ".json").read_bytes(), type=Kept)
        name = kept.name
        table = read_table(place.read_bytes(), name, kept.mapping.sheet)
        if table.sha256 != kept.sha256:
            raise TableError("the table is not as it was given: its SHA-256 differs")
        return name, read_rows(table, kept.mapping, grammar)
    except (OSError, msgspec.DecodeError, TableError, MappingError) as error:
        refusal = Refusal(path=path, reason=str(error), mend="import the table again")
        return name, Imported(readings=(), refusals=(refusal,))
