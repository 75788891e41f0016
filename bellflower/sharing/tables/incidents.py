"""Incidents as rows, numbered by ``item`` of ``items``: one for each good of an incident and unit it is measured in.

An incident without goods is one row; a good told in kilograms and in packages is two. What the reports disagree on
stands in ``other_values`` and in the sheets ``values`` and ``conflicts``; to count incidents, count ``incident_id``,
not rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from bellflower.records import (
    Amount,
    Claim,
    Dossier,
    Goods,
    Incident,
    Mention,
    Party,
    Slot,
    SlotValue,
    Term,
    When,
    Where,
)
from bellflower.sharing.dates import bounds, precision
from bellflower.sharing.labels import label
from bellflower.sharing.tables.columns import Cell, Column, Row, Table, joined, number

ITEM_COLUMNS = (
    Column("incident_id", "The incident; the same on each of its rows"),
    Column("item", "Which of the incident's rows this is: one for each good and unit of measure", "number from 1", 6),
    Column("items", "How many rows the incident has", "number", 6),
    Column("incident_type", "Kinds of act", "seizure, arrest, expulsion, discovery, ...; parted by ;"),
    Column("title", "The incident in a few words", width=36),
    Column("event_date", "When it happened, no more exactly than the reports say; else empty", "EDTF level 1", 14),
    Column("event_date_lower", "First day of event_date without its ~ or ?; empty where open", "YYYY-MM-DD", 12),
    Column("event_date_upper", "Last day of event_date without its ~ or ?; empty where open", "YYYY-MM-DD", 12),
    Column("date_precision", "What event_date settles", "day, month, season, year, decade, century, range, set", 10),
    Column("date_basis", "What event_date dates", "event, arrest, announced, published", 10),
    Column("country", "Where it happened; at sea, whose force acted", "ISO 3166-1 alpha-2", 8),
    Column("place_name", "The place under its resolved name", width=22),
    Column("place_name_raw", "The place as the report writes it", width=22),
    Column("place_level", "How small a place is stated", "site, town, adm2, adm1, country, region, sea", 10),
    Column("place_id", "The place in a gazetteer; empty where it isn't settled", "scheme:id", 18),
    Column("place_candidates", "What an unsettled place name may mean", "parted by ;", 18),
    Column("lat", "Latitude of the place; empty where radius_m is", "degrees, WGS 84", 10),
    Column("lon", "Longitude of the place; empty where radius_m is", "degrees, WGS 84", 10),
    Column("radius_m", "How far off the point may be", "metres", 10),
    Column("other_places", "Origin, departure, transit, destination, and the like", "role: place; parted by ;", 24),
    Column("commodity", "The good under its canonical name", width=18),
    Column("commodity_name_raw", "The good as the report writes it", width=18),
    Column("slang_resolved_from", "The slang or code word that the good was resolved from"),
    Column("quantity", "The figure shown, or the lower end of a range; not adjusted for purity", "number", 12),
    Column("quantity_max", "The upper end where the report gives a range", "number", 12),
    Column("unit", "Unit of quantity", "UCUM, or a count such as tablet", 10),
    Column("quantity_raw", "The quantity as the report writes it", width=18),
    Column("qualifier", "How the report hedges the quantity", "exact, approximate, at_least, at_most, ...", 12),
    Column("stage", "At which stage the quantity was measured", "seized, imported, produced, intended, ...", 12),
    Column("per", "What a package holds or which period a total covers"),
    Column("value_amount", "What the goods were said to be worth, or the lower end of a range", "number", 14),
    Column("value_amount_max", "The upper end where the report gives a range", "number", 14),
    Column("value_currency", "Currency of value_amount", "ISO 4217", 9),
    Column("value_level", "At which step of the trade it was reckoned", "retail_street, wholesale, ...", 12),
    Column("suspects", "Who was caught, charged, expelled or killed, in words; all values", "parted by ;", 32),
    Column("suspect_nationality", "Stated nationalities of the suspects; never guessed", "ISO 3166-1, parted by ;", 10),
    Column("suspect_role", "Stated roles of the suspects", "parted by ;", 18),
    Column("legal_status", "Status of the suspects as of the report", "suspected ... killed; parted by ;", 14),
    Column("authority", "Who acted", "parted by ;", 22),
    Column("authority_country", "Whose force acted", "ISO 3166-1, parted by ;", 9),
    Column("conveyance", "Vessel, aircraft or vehicle", "parted by ;", 18),
    Column("other_values", "What other claims say, not shown in this row's columns", "slot: value; parted by ;", 40),
    Column("modality", "How the claims behind this row are put forward", "asserted, alleged, ...; parted by ;", 12),
    Column("reports", "How many reports tell of the incident", "number", 8),
    Column("independent_origins", "From how many independent origins; a reprint adds none", "number", 12),
    Column("reliability", "Reliability of each source that tells of it", "A to F, in the order of report_ids", 10),
    Column("credibility", "Credibility of each value shown", "slot: 1 to 6; parted by ;", 24),
    Column("conflicts", "The conflicts in which the incident stands (sheet conflicts)", "ids, parted by ;", 18),
    Column("rules", "By which rule each shown value was chosen", "slot: rule; parted by ;", 32),
    Column("merged_because", "Why mentions in several reports were taken for one incident", "parted by ;", 32),
    Column("claim_ids", "The claims behind this row (sheet claims, claims.jsonl)", "ids, parted by ;", 28),
    Column("mention_ids", "The tellings of the incident, one a report and passage", "ids, parted by ;", 18),
    Column("report_ids", "The reports that tell of it (sheet sources)", "ids, parted by ;", 18),
    Column("quote", "The exact words of each telling, one after the other", "text, parted by line breaks", 60),
)  # fmt: skip
_SLOT_OF_ITEM = {"commodity", "quantity", "value"}


class Item(NamedTuple):
    """One good of an incident with the figures that go with it; any may be missing."""

    goods: SlotValue | None
    quantity: SlotValue | None
    worth: SlotValue | None


def slot_base(name: str) -> str:
    """What a slot is about: ``quantity`` for ``quantity`` and for ``quantity:heroin``."""
    return re.split(r"[:/#\[ ]", name, maxsplit=1)[0]


def slots_of(incident: Incident, base: str) -> list[Slot]:
    """The slots of an incident that are about ``base``."""
    return [slot for slot in incident.slots if slot_base(slot.name) == base]


def shown(incident: Incident, base: str) -> list[SlotValue]:
    """The value shown in each slot about ``base``."""
    return [slot.values[slot.chosen] for slot in slots_of(incident, base)]


def event_place(incident: Incident) -> tuple[Where, SlotValue] | None:
    """Where the incident happened, with the slot's value; ``None`` where no report says."""
    for value in shown(incident, "located_at"):
        if isinstance(value.value, Where) and value.value.role == "event":
            return value.value, value
    return None


def event_date(incident: Incident) -> tuple[When, SlotValue] | None:
    """When the incident happened, with the slot's value; ``None`` where no report says."""
    for value in shown(incident, "occurred_on"):
        if isinstance(value.value, When):
            return value.value, value
    return None


def places_besides(incident: Incident) -> list[Where]:
    """Origin, departure, transit, destination and the like, as any report has them."""
    values = [value.value for slot in incident.slots for value in slot.values]
    return [value for value in values if isinstance(value, Where) and value.role != "event"]


def country_of(incident: Incident) -> str | None:
    """ISO 3166-1 code of the country where it happened: its own slot, else that of the place."""
    for value in shown(incident, "country"):
        match value.value:
            case Where(country=str(code)):
                return code
            case Term(text=text):
                return text
    place = event_place(incident)
    return place[0].country if place else None


def items_of(incident: Incident) -> list[Item]:
    """The goods of an incident, each with its quantity and worth; a good with two units of measure is two items.

    Each slot named ``commodity`` is a good. A figure goes with the slot that has the good it names, else with the slot
    of the good that stands before it, else with the first.
    """
    goods = slots_of(incident, "commodity")
    figures: dict[int, dict[str, list[SlotValue]]] = {
        at: {"quantity": [], "value": []} for at in range(len(goods) or 1)
    }
    current = 0
    for slot in incident.slots:
        base = slot_base(slot.name)
        if base == "commodity":
            current = next(at for at, one in enumerate(goods) if one is slot)
        elif base in ("quantity", "value"):
            figures[_named(slot, goods, current)][base].append(slot.values[slot.chosen])
    return [
        Item(goods=goods[at].values[goods[at].chosen] if goods else None, quantity=quantity, worth=worth)
        for at, told in figures.items()
        for quantity, worth in list(zip_longest(told["quantity"], told["value"])) or [(None, None)] * bool(goods)
    ]


def _named(slot: Slot, goods: Sequence[Slot], otherwise: int) -> int:
    """Which of the goods a figure names; ``otherwise`` where it names none, or one that several slots have."""
    amount = slot.values[slot.chosen].value
    name = amount.goods if isinstance(amount, Amount) else None
    having = [at for at, one in enumerate(goods) if any(_good_name(value) == name for value in one.values)]
    return having[0] if len(having) == 1 else otherwise


def _good_name(value: SlotValue) -> str:
    return value.value.name if isinstance(value.value, Goods) else value.label


def say(value: SlotValue) -> str:
    """A slot's value in words; a figure keeps the words that its slot gave it, for they say how it is hedged."""
    return value.label if isinstance(value.value, Amount) and value.label else label(value.value)


def incident_table(dossier: Dossier) -> Table:
    """All incidents of a dossier, oldest first, those without a date last."""
    claims = {claim.id: claim for claim in dossier.claims}
    mentions = {mention.id: mention for mention in dossier.mentions}
    graded = grades_of(dossier)
    rows = [
        row | graded(incident)
        for incident in sorted(dossier.incidents, key=_chronology)
        for row in _rows(incident, claims, mentions)
    ]
    return Table("incidents", "One row for each good and unit of measure of each incident", ITEM_COLUMNS, rows)


def grades_of(dossier: Dossier) -> Callable[[Incident], Row]:
    """For an incident the letters of its reports in their order, and by slot the numbers of the value shown."""
    reliable = {grade.report_id: grade.reliability for grade in dossier.source_grades}
    credible = {grade.claim_id: grade.credibility for grade in dossier.item_grades}

    def graded(incident: Incident) -> Row:
        letters = [reliable[one] for one in incident.report_ids if one in reliable]
        numbers = [
            (slot.name, sorted({credible[one] for one in slot.values[slot.chosen].claim_ids if one in credible}))
            for slot in incident.slots
        ]
        return {
            "reliability": "; ".join(letters) or None,
            "credibility": joined([f"{name}: {'/'.join(found)}" for name, found in numbers if found]),
        }

    return graded


def _chronology(incident: Incident) -> tuple[str, str, str]:
    found = event_date(incident)
    lower, upper = bounds(found[0].edtf) if found else (None, None)
    return (lower or upper or "9999", upper or "9999", incident.id)


def _rows(incident: Incident, claims: Mapping[str, Claim], mentions: Mapping[str, Mention]) -> list[Row]:
    items = items_of(incident) or [Item(None, None, None)]
    common = _common(incident, claims, mentions)
    rows = []
    for index, item in enumerate(items, 1):
        figures = {**_good(item, claims), **_figures(item, claims)}
        of_item = {value for value in item if value}
        of_others = {value for other in items for value in other if value} - of_item
        others = [
            (slot, value)
            for slot in incident.slots
            for rank, value in enumerate(slot.values)
            if not _has_column(slot, rank, value, of_item)
            and not (value in of_others and slot_base(slot.name) in _SLOT_OF_ITEM)
        ]
        behind = [
            claim_id
            for slot in incident.slots
            for value in slot.values
            if value not in of_others or slot_base(slot.name) not in _SLOT_OF_ITEM
            for claim_id in value.claim_ids
        ]
        rows.append(
            {
                **common,
                **figures,
                "item": index,
                "items": len(items),
                "other_values": joined([f"{slot.name}: {say(value)}" for slot, value in others]),
                "modality": joined([claims[one].modality for one in behind if one in claims]),
                "claim_ids": joined(behind),
            }
        )
    return rows


def _has_column(slot: Slot, rank: int, value: SlotValue, of_item: set[SlotValue]) -> bool:
    """Whether a row's own columns already tell this value."""
    base = slot_base(slot.name)
    if base in _SLOT_OF_ITEM:
        return value in of_item
    if base in ("suspect", "authority", "conveyance", "kind"):
        return True
    if isinstance(value.value, Where) and value.value.role != "event":
        return True
    return base in ("occurred_on", "located_at", "country") and rank == slot.chosen


def _common(incident: Incident, claims: Mapping[str, Claim], mentions: Mapping[str, Mention]) -> Row:
    date = event_date(incident)
    lower, upper = bounds(date[0].edtf) if date else (None, None)
    place = event_place(incident)
    where = place[0] if place else None
    every = {base: [v for slot in slots_of(incident, base) for v in slot.values] for base in _ALL_SHOWN}
    suspects = [value.value for value in every["suspect"] if isinstance(value.value, Party)]
    forces = [value.value for value in every["authority"] if isinstance(value.value, Party | Where)]
    others = places_besides(incident)
    return {
        "incident_id": incident.id,
        "incident_type": joined(incident.kinds),
        "title": incident.title,
        "event_date": date[0].edtf if date else None,
        "event_date_lower": lower,
        "event_date_upper": upper,
        "date_precision": precision(date[0].edtf) if date else None,
        "date_basis": date[0].basis if date else None,
        "country": country_of(incident),
        "place_name": where.name if where else None,
        "place_name_raw": _raw(place[1], claims) if place else None,
        "place_level": where.level if where else None,
        "place_id": where.place_id if where else None,
        "place_candidates": joined(where.candidates) if where else None,
        "lat": where.lat if where and where.radius_m else None,
        "lon": where.lon if where and where.radius_m else None,
        "radius_m": where.radius_m if where else None,
        "other_places": joined([f"{place.role}: {label(place)}" for place in others]),
        "suspects": joined([say(value) for value in every["suspect"]]),
        "suspect_nationality": joined([party.nationality for party in suspects]),
        "suspect_role": joined([party.role for party in suspects]),
        "legal_status": joined([party.legal_status for party in suspects]),
        "authority": joined([say(value) for value in every["authority"]]),
        "authority_country": joined([force.country for force in forces]),
        "conveyance": joined([say(value) for value in every["conveyance"]]),
        "reports": len(incident.report_ids),
        "independent_origins": incident.origins,
        "conflicts": joined(incident.conflict_ids),
        "rules": joined([f"{slot.name}: {slot.rule}" for slot in incident.slots if slot.rule]),
        "merged_because": joined(incident.why),
        "mention_ids": joined(incident.mention_ids),
        "report_ids": joined(incident.report_ids),
        "quote": "\n".join(mentions[one].quote.exact for one in incident.mention_ids if one in mentions) or None,
    }  # fmt: skip


_ALL_SHOWN = ("suspect", "authority", "conveyance")


def _good(item: Item, claims: Mapping[str, Claim]) -> Row:
    goods = item.goods.value if item.goods else None
    amount = item.quantity.value if item.quantity else None
    named = amount.goods if isinstance(amount, Amount) else None
    return {
        "commodity": goods.name if isinstance(goods, Goods) else item.goods.label if item.goods else named,
        "commodity_name_raw": _raw(item.goods, claims),
        "slang_resolved_from": goods.resolved_from if isinstance(goods, Goods) else None,
    }


def _figures(item: Item, claims: Mapping[str, Claim]) -> Row:
    amount = item.quantity.value if item.quantity else None
    worth = item.worth.value if item.worth else None
    row: dict[str, Cell] = dict.fromkeys(
        (
            "quantity",
            "quantity_max",
            "unit",
            "stage",
            "per",
            "value_amount",
            "value_amount_max",
            "value_currency",
            "value_level",
        )
    )
    if isinstance(amount, Amount):
        row |= {"quantity": number(amount.value), "quantity_max": number(amount.value_max), "unit": amount.unit}
        row |= {"stage": amount.stage, "per": amount.per}
    if isinstance(worth, Amount):
        row |= {"value_amount": number(worth.value), "value_amount_max": number(worth.value_max)}
        row |= {"value_currency": worth.unit, "value_level": worth.level}
    row["quantity_raw"] = _raw(item.quantity, claims)
    row["qualifier"] = next((c.qualifier for c in _claims_of(item.quantity, claims)), None)
    return row


def _claims_of(value: SlotValue | None, claims: Mapping[str, Claim]) -> Iterable[Claim]:
    return (claims[one] for one in value.claim_ids if one in claims) if value else ()


def _raw(value: SlotValue | None, claims: Mapping[str, Claim]) -> str | None:
    """The value as its claims write it, each spelling once."""
    return joined([claim.value_raw for claim in _claims_of(value, claims)])
