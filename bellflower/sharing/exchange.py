"""The exchange format: a flat projection of what one report says, before any reconciliation with others.

Left out, because the format has no place for it: quotes of single slots, attribution of incidents, modality, origin
and destination, purity and value other than in dollars, and statements without a number.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from bellflower.extraction.dates.edtf import exchange_date
from bellflower.records import QUANTITY_PREDICATES, Amount, Claim, Goods, Mention, Party, Reading, Term, When, Where


def project(reading: Reading) -> dict[str, Any]:
    """The exchange record of one reading, ready for ``json.dumps``."""
    by_id = {claim.id: claim for claim in reading.claims}
    return nothing_read(reading.report.stem, reading.report.published) | {
        "incidents": [_incident(mention, [by_id[i] for i in mention.claim_ids]) for mention in reading.mentions],
        "claims": [_claim(claim) for claim in reading.claims if claim.predicate in QUANTITY_PREDICATES],
    }


def nothing_read(stem: str, published: str | None) -> dict[str, Any]:
    """The exchange record of a report that says nothing of any of the goods."""
    return {"doc": stem, "published": published, "incidents": [], "claims": []}


def _incident(mention: Mention, claims: list[Claim]) -> dict[str, Any]:
    slots: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        slots[claim.predicate].append(claim)
    date, place, country = (_first(slots[name]) for name in ("occurred_on", "located_at", "country"))
    authority, conveyance = _first(slots["authority"]), _first(slots["conveyance"])
    return {
        "id": mention.id,
        "kind": list(mention.kinds),
        "date": exchange_date(date.edtf) if isinstance(date, When) else None,
        "country": country.country if isinstance(country, Where) else None,
        "place": slots["located_at"][0].value_raw if isinstance(place, Where) else None,
        "items": _items(slots),
        "suspects": [
            {"nationality": p.nationality, "role": p.role, "count": p.count, "name": p.name}
            for p in (claim.value for claim in slots["suspect"])
            if isinstance(p, Party)
        ],
        "authority_country": authority.country if isinstance(authority, Party) else None,
        "conveyance": conveyance.text if isinstance(conveyance, Term) else None,
        "quote": mention.quote.exact,
    }


def _first(claims: list[Claim]) -> object:
    return claims[0].value if claims else None


def _items(slots: dict[str, list[Claim]]) -> list[dict[str, Any]]:
    worth = {
        claim.value.goods: claim.value.value
        for claim in slots["value"]
        if isinstance(claim.value, Amount) and claim.value.unit == "USD"
    }
    items = []
    measured = set()
    for claim in slots["quantity"]:
        amount = claim.value
        if isinstance(amount, Amount) and amount.stage in ("seized", "unspecified"):
            measured.add(amount.goods)
            items.append(
                _item(amount.goods, claim, amount.value, amount.value_max, amount.unit, worth.get(amount.goods))
            )
    for claim in slots["commodity"]:
        if isinstance(claim.value, Goods) and claim.value.name not in measured:
            measured.add(claim.value.name)
            items.append(_item(claim.value.name, claim, None, None, None, worth.get(claim.value.name)))
    return items


def _item(
    name: str | None, claim: Claim, value: float | None, top: float | None, unit: str | None, worth: float | None
) -> dict[str, Any]:
    return {
        "commodity": name,
        "quantity": value,
        "unit": unit,
        "quantity_max": top,
        "approximate": claim.qualifier == "approximate",
        "value_usd": worth,
        "quote": claim.quote.exact,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    amount = claim.value
    assert isinstance(amount, Amount)
    record = {
        "kind": claim.predicate,
        "subject": claim.subject,
        "value": amount.value,
        "value_max": amount.value_max,
        "unit": amount.unit,
        "period": exchange_date(amount.per) if amount.per else None,
        "attributed_to": ", citing ".join(claim.attributed_to) or None,
        "quote": claim.quote.exact,
    }
    bound = {"at_most": "upper", "at_least": "lower"}.get(claim.qualifier)
    return record | {"bound": bound} if bound else record
