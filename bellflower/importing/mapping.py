"""Which column of a table fills which slot: a mapping file, its faults, and a draft of one for a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import yaml

from bellflower.packs import PackError, read_yaml
from bellflower.records import Record

# Every field that a mapping may fill, with what it takes; the order is that of docs/import.md.
FIELDS: dict[str, str] = {
    "incident": "rows with the same words here are one incident, such as one row for each good",
    "kind": "seizure, arrest, expulsion, discovery, interception or conviction; several parted by ;",
    "date": "when it happened: EDTF, or in the format given",
    "date_basis": "event, arrest, announced or published",
    "country": "where it happened: a name or an ISO 3166-1 code",
    "place": "the place as written",
    "place_name": "the place under its resolved name, where the table has one beside the place as written",
    "place_level": "site, town, adm2, adm1, country, region or sea",
    "place_id": "the place in a gazetteer, as scheme:id",
    "place_candidates": "what an unsettled name may mean, parted by ;",
    "lat": "degrees, WGS 84",
    "lon": "degrees, WGS 84",
    "radius_m": "how far off the point may be, in metres",
    "other_places": "role: place, parted by ;",
    "commodity": "the good",
    "commodity_words": "the good as its source wrote it",
    "slang": "the slang or code word that the good was resolved from",
    "quantity": "a number, or a number with its unit",
    "quantity_max": "the upper end of a range",
    "quantity_words": "the quantity as its source wrote it",
    "unit": "the unit of quantity",
    "qualifier": "exact, approximate, at_least, at_most, range or order_of_magnitude",
    "stage": "seized, imported, produced, intended or unspecified",
    "per": "what a package holds, which period a total covers",
    "value": "what the goods were worth: a number, or a number with its currency",
    "value_max": "the upper end of a range",
    "currency": "the currency of value",
    "value_level": "farmgate, wholesale, retail_street, face, insured, declared, penalty or unspecified",
    "suspects": "who was caught, in words; several parted by ;",
    "suspect_count": "how many",
    "suspect_role": "their role",
    "suspect_nationality": "a country's name or its ISO 3166-1 code",
    "suspect_name": "a name, where a specific act is told of",
    "legal_status": "suspected, arrested, charged, convicted, acquitted, expelled or killed",
    "authority": "who acted; several parted by ;",
    "authority_country": "whose force acted",
    "conveyance": "vessel, aircraft or vehicle; several parted by ;",
    "modality": "asserted, alleged, ...",
    "publisher": "who published what the row says",
    "title": "title of the source",
    "author": "its author",
    "published": "when it was published",
    "url": "its address",
    "source_type": "what kind of source it is",
    "language": "its language (BCP 47)",
    "note": "anything else that belongs to the row's words",
}


class Field(Record, frozen=True, forbid_unknown_fields=True):
    """What fills a field: a ``column``, or a ``constant`` that holds for all rows.

    ``format`` is a date's, as strptime has it; ``decimal`` is ``,`` where a comma marks the fraction; ``values`` says
    what codes of the table stand for.
    """

    column: str | None = None
    constant: str | None = None
    format: str | None = None
    decimal: str = "."
    values: dict[str, str] = msgspec.field(default_factory=dict)


class Mapping(Record, frozen=True, forbid_unknown_fields=True):
    """A mapping file: the sheet to read of a workbook, and what fills each field."""

    fields: dict[str, Field]
    sheet: str | None = None


class MappingError(Exception):
    """A mapping that can't be used; the message names the file, the field and the mend."""


def load_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file. Raises :class:`MappingError` for what can't be used, whatever the table."""
    try:
        raw = read_yaml(path)
    except (PackError, OSError) as error:
        raise MappingError(f"{path}: it can't be read ({error})") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), dict):
        raise MappingError(f"{path}: it has no fields; write fields: and below it lines such as date: COLUMN")
    fields = {}
    for name, told in raw["fields"].items():
        if name not in FIELDS:
            raise MappingError(f"{path}: field {name}: there is none of that name; the fields are in docs/import.md")
        try:
            field = Field(column=told) if isinstance(told, str) else msgspec.convert(told, Field, strict=False)
        except msgspec.ValidationError as error:
            raise MappingError(f"{path}: field {name}: {error}; write a column's name, or column:, constant:, "
                               "format:, decimal:, values:") from None  # fmt: skip
        if (field.column is None) == (field.constant is None):
            raise MappingError(f"{path}: field {name}: it needs a column or a constant, and not both")
        fields[name] = field
    sheet = raw.get("sheet")
    unknown = sorted(set(raw) - {"fields", "sheet"})
    if unknown:
        raise MappingError(f"{path}: {unknown[0]} is no key of a mapping; it has fields and sheet")
    return Mapping(fields=fields, sheet=None if sheet is None else str(sheet))


def check(mapping: Mapping, columns: Sequence[str], name: str) -> None:
    """Raises :class:`MappingError` where the mapping names a column that the table has not, or fills no slot."""
    for field, told in mapping.fields.items():
        if told.column is not None and told.column not in columns:
            raise MappingError(f"{name}: field {field}: there is no column {told.column}; there are "
                               f"{', '.join(columns)}")  # fmt: skip
    if not any(name in mapping.fields for name in ("date", "place", "country", "commodity", "quantity")):
        raise MappingError(f"{name}: the mapping fills no slot; map date, place, country, commodity or quantity")


def suggest(columns: Sequence[str]) -> str:
    """A draft of a mapping file for a table with these columns; what fits no field stands as a comment."""
    taken: dict[str, str] = {}
    for field in FIELDS:
        for column in columns:
            if column not in taken.values() and _key(column) in {_key(field), *map(_key, _NAMES.get(field, ()))}:
                taken[field] = column
                break
    lines = ["# A draft: see docs/import.md. A field takes a column, or {constant: ...} for all rows.", "fields:"]
    lines += [f"  {field}: {_yaml(column)}" for field, column in taken.items()]
    lines += [f"  # not mapped: {column}" for column in columns if column not in taken.values()]
    return "\n".join(lines) + "\n"


def _yaml(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, width=10_000)).removesuffix("\n...\n").strip()


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


# How tables call what the fields hold; those of our own incidents.csv first.
_NAMES: dict[str, tuple[str, ...]] = {
    "incident": ("incident_id", "id", "case id", "case no", "reference", "seizure id", "event id"),
    "kind": ("incident_type", "type", "event type", "act"),
    "date": ("event_date", "seizure date", "date of seizure", "incident date", "day", "datum", "when"),
    "country": ("country of seizure", "seizure country", "country code", "iso", "land"),
    "place": ("place_name_raw", "location", "city", "town", "place of seizure", "locality", "port", "where"),
    "lat": ("latitude",),
    "lon": ("longitude", "long", "lng"),
    "commodity": ("drug", "drug name", "substance", "good", "goods", "product", "species", "item type"),
    "commodity_words": ("commodity_name_raw",),
    "slang": ("slang_resolved_from",),
    "quantity": ("amount", "weight", "qty", "mass"),
    "quantity_words": ("quantity_raw",),
    "unit": ("units", "measure", "unit of measure", "quantity unit"),
    "value": ("value_amount", "worth", "estimated value", "street value"),
    "value_max": ("value_amount_max",),
    "currency": ("value_currency",),
    "suspects": ("persons", "people", "arrested persons"),
    "suspect_count": ("number of suspects", "arrests", "number arrested", "arrested"),
    "suspect_role": ("role", "occupation"),
    "suspect_nationality": ("nationality", "nationalities", "citizenship"),
    "suspect_name": ("suspect", "name of suspect"),
    "authority": ("agency", "force", "seizing authority", "police"),
    "conveyance": ("vessel", "ship", "vehicle", "means of transport", "flight", "ship name"),
    "publisher": ("source", "outlet", "newspaper"),
    "title": ("headline", "source title"),
    "published": ("source date", "publication date", "date of publication"),
    "url": ("link", "source url", "web"),
    "note": ("notes", "comment", "comments", "remarks", "description", "summary"),
}
