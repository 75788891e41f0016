"""Rows of a table to readings: the row is the report, each mapped cell a claim with the cell's words as its quote."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar, cast, get_args

from bellflower import __version__
from bellflower.extraction.grammar import Grammar
from bellflower.importing.mapping import Field, Mapping, check
from bellflower.importing.table import Row, Table
from bellflower.importing.values import (
    FaultError,
    Figure,
    country_of,
    date_of,
    goods_of,
    in_unit,
    number_of,
    other_place,
    party_of,
    place_of,
)
from bellflower.reading.csl import date_variable
from bellflower.records import (
    Amount,
    Claim,
    DateBasis,
    IncidentKind,
    IncidentPredicate,
    LegalStatus,
    Mention,
    Modality,
    Party,
    PlaceLevel,
    PlaceRole,
    Qualifier,
    Reading,
    Record,
    Refusal,
    Report,
    Term,
    Value,
    ValueLevel,
    When,
    Where,
    quote_at,
    stable_id,
)
from bellflower.text import normalise

T = TypeVar("T")
_STAGES = ("seized", "imported", "produced", "intended", "unspecified")
Spans = dict[str, tuple[int, int]]


class Imported(Record, frozen=True):
    """What a table gave: a reading for each of its incidents, and a refusal for each row that can't be meant."""

    readings: tuple[Reading, ...]
    refusals: tuple[Refusal, ...]


def read_rows(table: Table, mapping: Mapping, grammar: Grammar, first: int | None = None) -> Imported:
    """All incidents of a table, or those of its ``first`` rows; rows with faults are refused and the rest goes in.

    Raises :class:`~bellflower.importing.mapping.MappingError` where the mapping does not fit the table.
    """
    check(mapping, table.columns, table.name)
    readings, refusals = [], []
    for rows in _incidents(table.rows[:first], mapping):
        cells = []
        for row in rows:
            try:
                _RowReader(row, mapping, grammar).claims(lambda *_: None)
            except _CellFaultError as fault:
                path = f"{table.name}, row {row.number}"
                refusals.append(Refusal(path=path, reason=f"{fault.where}: {fault.reason}", mend=fault.mend))
            else:
                cells.append(row)
        if cells:
            readings.append(_reading(table, cells, mapping, grammar))
    return Imported(readings=tuple(readings), refusals=tuple(refusals))


def _incidents(rows: Sequence[Row], mapping: Mapping) -> list[list[Row]]:
    """The rows of each incident: those with the same words in the field ``incident``, else one each."""
    field = mapping.fields.get("incident")
    groups: dict[str, list[Row]] = {}
    for row in rows:
        words = row.cells.get(field.column or "") if field else None
        groups.setdefault(words or f"\0{row.number}", []).append(row)
    return list(groups.values())


def _reading(table: Table, rows: Sequence[Row], mapping: Mapping, grammar: Grammar) -> Reading:
    text, places = _text(rows, mapping)
    content = hashlib.sha256(f"{table.sha256}\n{rows[0].number}\n{text}".encode()).hexdigest()
    report = _report(table, rows[0], mapping, text, content)
    mention_id = stable_id("m", report.id, 0)
    claims: dict[tuple[Any, ...], Claim] = {}
    kinds: list[IncidentKind] = []
    for row, spans in zip(rows, places, strict=True):
        reader = _RowReader(row, mapping, grammar)

        def write(
            field: str, predicate: IncidentPredicate, value: Value, qualifier: Qualifier, modality: Modality,
            part: _Part | None, own: Spans = spans,
        ) -> None:  # fmt: skip
            start, end = own[field]
            span = (start + part.start, start + part.end) if part else (start, end)
            claim = _claim(report, mention_id, span, field, predicate, value, qualifier, modality)
            # What the rows of one incident repeat is said once; a figure belongs to its row.
            again = () if predicate not in ("quantity", "value") else own[field]
            claims.setdefault((predicate, value, claim.value_raw, *again), claim)

        reader.claims(write)
        kinds += reader.kinds()
    mention = Mention(
        id=mention_id,
        report_id=report.id,
        kinds=tuple(dict.fromkeys(kinds)),
        quote=quote_at(text, 0, len(text)),
        claim_ids=tuple(claim.id for claim in claims.values()),
    )
    return Reading(report=report, claims=tuple(claims.values()), mentions=(mention,))


def _text(rows: Sequence[Row], mapping: Mapping) -> tuple[str, list[Spans]]:
    """The rows as lines of ``column: value``, then what the mapping adds; and where each field's words stand."""
    text = ""
    places: list[Spans] = []
    for row in rows:
        columns: Spans = {}
        for column, cell in row.cells.items():
            text += f"{normalise(column).strip()}: "
            words = normalise(cell).strip()
            columns[column] = len(text), len(text) + len(words)
            text += f"{words}\n"
        fields = mapping.fields.items()
        places.append({name: columns[field.column] for name, field in fields if field.column in columns})
        text += "\n"
    text = text.rstrip("\n") + "\n"
    constants = {name: field.constant for name, field in mapping.fields.items() if field.constant is not None}
    text += "\n" if constants else ""
    for name, words in constants.items():
        text += f"{name} (of the mapping): "
        span = len(text), len(text) + len(words)
        text += f"{words}\n"
        for spans in places:
            spans[name] = span
    return text, places


def _report(table: Table, row: Row, mapping: Mapping, text: str, content: str) -> Report:
    def told(name: str) -> str | None:
        return _words(row, mapping, name)

    published = told("published")
    field = mapping.fields.get("published")
    published = date_of(published, field) if published and field else None
    item: dict[str, Any] = {"id": content[:16], "type": "dataset", "title": told("title"), "URL": told("url")}
    item |= {
        "publisher": told("publisher"),
        "issued": date_variable(_plain_date(published)),
        "language": told("language"),
    }
    item["author"] = [{"literal": author} for author in (told("author") or "").split("; ") if author] or None
    stem = table.name.rsplit(".", 1)[0]
    return Report(
        id=content[:16],
        stem=f"{stem}-{row.number}",
        path=f"{table.name}, row {row.number}",
        text=text,
        content_sha256=content,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/csv",
        title=told("title") or f"{table.name}, row {row.number}",
        published=published,
        language=told("language"),
        url=told("url"),
        publisher=told("publisher"),
        authors=tuple(author for author in (told("author") or "").split("; ") if author),
        csl={key: value for key, value in sorted(item.items()) if value is not None},
        source_type=told("source_type") or "unknown",
        part_of=table.sha256,
    )


def _plain_date(edtf: str | None) -> str | None:
    return edtf if edtf and edtf.replace("-", "").isdigit() else None


def _claim(
    report: Report, mention: str, span: tuple[int, int], field: str, predicate: IncidentPredicate, value: Value,
    qualifier: Qualifier, modality: Modality,
) -> Claim:  # fmt: skip
    quote = quote_at(report.text, *span)
    return Claim(
        id=stable_id("c", report.id, quote.start, quote.end, predicate, mention, repr(value)),
        report_id=report.id,
        predicate=predicate,
        quote=quote,
        value_raw=quote.exact,
        value=value,
        mention=mention,
        qualifier=qualifier,
        modality=modality,
        aggregation="single_event",
        extractor="import",
        extractor_version=__version__,
        rule=f"field {field} of the mapping",
    )


class _Part(NamedTuple):
    """One of several values in a cell, with where its words stand in the cell."""

    words: str
    start: int
    end: int


class _CellFaultError(Exception):
    def __init__(self, where: str, fault: FaultError) -> None:
        super().__init__(f"{where}: {fault}")
        self.where, self.reason, self.mend = where, fault.reason, fault.mend


Write = Callable[[str, IncidentPredicate, Value, Qualifier, Modality, _Part | None], None]


class _RowReader:
    """The fields of one row, read; a cell that can't be meant raises with its column's name."""

    def __init__(self, row: Row, mapping: Mapping, grammar: Grammar) -> None:
        self._row, self._mapping, self._grammar = row, mapping, grammar
        self._modality = cast("Modality", self._one_of("modality", get_args(Modality)) or "asserted")

    def kinds(self) -> list[IncidentKind]:
        """The kinds of act; a seizure where the row says none."""
        told = [part.words for part in self._parts("kind")]
        for word in told:
            if word not in get_args(IncidentKind):
                self._fault("kind", f"“{word}” is no kind of act", "write seizure, arrest, expulsion, discovery, "
                            "interception or conviction, or say in values: what the codes stand for")  # fmt: skip
        return cast("list[IncidentKind]", told) or ["seizure"]

    def claims(self, write: Write) -> None:
        """Writes every claim of the row."""

        def say(
            field: str, predicate: IncidentPredicate, value: Value, qualifier: Qualifier = "exact",
            part: _Part | None = None,
        ) -> None:  # fmt: skip
            write(field, predicate, value, qualifier, self._modality, part)

        self.kinds()
        for part in self._parts("kind"):
            say("kind", "kind", Term(text=part.words), part=part)
        self._setting(say)
        self._goods(say)
        self._persons(say)
        for part in self._parts("conveyance"):
            say("conveyance", "conveyance", Term(text=part.words), part=part)
        if self._words("published"):
            self._try("published", lambda words, field: date_of(words, field))

    def _setting(self, say: Callable[..., None]) -> None:
        edtf = self._try("date", date_of)
        basis = cast("DateBasis", self._one_of("date_basis", get_args(DateBasis)) or "event")
        if edtf:
            say("date", "occurred_on", When(edtf=edtf, basis=basis))
        country = self._try("country", lambda words, _: country_of(words))
        if country:
            say("country", "country", Where(name=country, level="country", country=country,
                                            place_id=f"iso3166-1:{country}"))  # fmt: skip
        where = self._place(country)
        if where:
            say("place" if self._words("place") else "place_name", "located_at", where)
        for part in self._parts("other_places"):
            role, _, name = part.words.partition(": ")
            if role not in get_args(PlaceRole) or not name:
                self._fault("other_places", f"“{part.words}” has no role", "write origin: place, departure: place, ...")
            say("other_places", "located_at", other_place(name, cast("PlaceRole", role)), part=part)

    def _place(self, country: str | None) -> Where | None:
        name = self._words("place_name") or self._words("place")
        if not name:
            return None
        level = self._one_of("place_level", get_args(PlaceLevel))
        if level is None:
            found = place_of(name, country)
        else:
            found = Where(name=name, level=cast("PlaceLevel", level), country=country, place_id=self._words("place_id"),
                          candidates=tuple(part.words for part in self._parts("place_candidates")))  # fmt: skip
        lat, lon = (self._float(name, limit) for name, limit in (("lat", 90.0), ("lon", 180.0)))
        radius = self._float("radius_m", 2e7)
        if lat is None or lon is None:
            return found if radius is None else _replaced(found, radius_m=int(radius))
        told = None if radius is None else int(radius)
        return _replaced(found, lat=lat, lon=lon, radius_m=told if told is not None else found.radius_m or 1000)

    def _goods(self, say: Callable[..., None]) -> None:
        words = self._words("commodity")
        goods = goods_of(words, self._grammar, self._words("slang")) if words else None
        if goods:
            say("commodity_words" if self._words("commodity_words") else "commodity", "commodity", goods)
        name = goods.name if goods else None
        figure = self._figure("quantity", "quantity_max", "unit")
        if figure is not None:
            stage = self._one_of("stage", _STAGES) or "seized"
            qualifier = self._one_of("qualifier", get_args(Qualifier)) or figure.qualifier
            amount = Amount(value=figure.value, value_max=figure.value_max, unit=figure.unit or "piece", goods=name,
                            stage=cast("Any", stage), per=self._words("per"))  # fmt: skip
            say("quantity_words" if self._words("quantity_words") else "quantity", "quantity", amount, qualifier)
        worth = self._figure("value", "value_max", "currency")
        if worth is not None:
            if not worth.unit:
                self._fault("value", "it has no currency", "map currency, to a column or a constant")
            level = cast("ValueLevel", self._one_of("value_level", get_args(ValueLevel)) or "unspecified")
            amount = Amount(
                value=worth.value, value_max=worth.value_max, unit=worth.unit or "", goods=name, level=level
            )
            say("value", "value", amount, worth.qualifier)

    def _figure(self, number: str, top: str, unit: str) -> Figure | None:
        figure = self._try(number, lambda words, field: number_of(words, field, self._grammar))
        if figure is None:
            return None
        most = self._try(top, lambda words, field: number_of(words, field, self._grammar))
        figure = _replaced(figure, value_max=most.value) if most else figure
        words = self._words(unit)
        return in_unit(words, figure, self._grammar) if words and figure.unit is None else figure

    def _persons(self, say: Callable[..., None]) -> None:
        told = self._parts("suspects")
        role, name = self._words("suspect_role"), self._words("suspect_name")
        count = self._try("suspect_count", lambda words, field: number_of(words, field, self._grammar))
        status = cast("LegalStatus | None", self._one_of("legal_status", get_args(LegalStatus), unless=len(told) > 1))
        nation = None
        if len(told) <= 1:
            nation = self._try("suspect_nationality", lambda words, _: country_of(words))
        roles = {part.words for part in self._parts("suspect_role")} if "suspect_role" in self._mapping.fields else None
        for part in told:
            party = party_of(part.words, roles)
            if len(told) == 1:
                party = _replaced(
                    party, nationality=party.nationality or nation, legal_status=party.legal_status or status,
                    count=party.count if party.count is not None or count is None else int(count.value),
                )  # fmt: skip
            say("suspects", "suspect", party, part=part)
        if not told and (role or name or count or nation):
            field = next(f for f, value in (("suspect_name", name), ("suspect_role", role), ("suspect_count", count),
                                            ("suspect_nationality", nation)) if value is not None)  # fmt: skip
            number = 1 if name and not count else int(count.value) if count else None
            say(field, "suspect", Party(nationality=nation, role=role, count=number, name=name, legal_status=status))
        countries = self._parts("authority_country")
        for at, part in enumerate(self._parts("authority")):
            force = party_of(part.words)
            if force.country is None and len(countries) == 1 and at == 0:
                force = _replaced(force, country=self._try("authority_country", lambda words, _: country_of(words)))
            say("authority", "authority", force, part=part)

    def _words(self, name: str) -> str | None:
        return _words(self._row, self._mapping, name)

    def _parts(self, name: str) -> list[_Part]:
        """What stands between the semicolons of a cell, each with its place in it."""
        field = self._mapping.fields.get(name)
        words = _cell(self._row, field) if field else ""
        if field is None or words in field.values:
            told = self._words(name)
            return [_Part(told, 0, len(words))] if told else []
        parts = (match for match in re.finditer(r"[^;\s](?:[^;]*[^;\s])?", words))
        return [_Part(field.values.get(part[0], part[0]), *part.span()) for part in parts]

    def _float(self, name: str, limit: float) -> float | None:
        figure = self._try(name, lambda words, field: number_of(words, field, self._grammar))
        if figure is not None and abs(figure.value) > limit:
            self._fault(name, f"{figure.value:g} is beyond {limit:g}", "mend the cell")
        return None if figure is None else figure.value

    def _one_of(self, name: str, allowed: Sequence[str], *, unless: bool = False) -> Any:
        words = self._words(name)
        if words is None or unless:
            return None
        if words not in allowed:
            if ";" in words:
                return None  # several, one for each of several values: told where those are
            self._fault(name, f"“{words}” is none of {', '.join(allowed)}", "mend the cell, or map it in values:")
        return words

    def _try(self, name: str, read: Callable[[str, Field], T]) -> T | None:
        words = self._words(name)
        if words is None:
            return None
        try:
            return read(words, self._mapping.fields[name])
        except FaultError as fault:
            raise _CellFaultError(self._where(name), fault) from None

    def _fault(self, name: str, reason: str, mend: str) -> None:
        raise _CellFaultError(self._where(name), FaultError(reason, mend))

    def _where(self, name: str) -> str:
        column = self._mapping.fields[name].column
        return f"column {column}" if column else f"field {name} of the mapping"


def _words(row: Row, mapping: Mapping, name: str) -> str | None:
    """What a field holds for a row, codes already put into words; ``None`` for an empty cell."""
    field = mapping.fields.get(name)
    if field is None:
        return None
    words = _cell(row, field)
    return field.values.get(words, words) or None


def _cell(row: Row, field: Field) -> str:
    return normalise(row.cells.get(field.column, "") if field.column else field.constant or "").strip()


def _replaced(record: T, **fields: Any) -> T:
    import msgspec

    return msgspec.structs.replace(record, **fields)  # type: ignore[type-var]


def words_of(reading: Reading) -> Iterator[str]:
    """A reading in lines for a person: each claim beside the words of its cell."""
    from bellflower.sharing.labels import label

    for claim in reading.claims:
        yield f"{claim.predicate}: {label(claim.value, claim.qualifier)} ← “{claim.quote.exact}” ({claim.rule})"
