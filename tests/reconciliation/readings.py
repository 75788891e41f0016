"""Readings for tests: built from the exchange format, or from a few words, without the extraction room."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bellflower.records import (
    Amount,
    Claim,
    Goods,
    Mention,
    Party,
    Quote,
    Reading,
    Report,
    Term,
    Value,
    When,
    Where,
    quote_at,
    stable_id,
)
from bellflower.text import normalise

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def report(text: str, stem: str = "report", published: str | None = None, **fields: Any) -> Report:
    """A report of these words."""
    text = normalise(text)
    digest = hashlib.sha256(f"{stem}\n{text}".encode()).hexdigest()
    return Report(
        id=digest[:16], stem=stem, path=f"{stem}.txt", text=text, content_sha256=digest, text_sha256=digest,
        published=published, **fields,
    )  # fmt: skip


def find(text: str, words: str) -> Quote:
    """The words in the text, blanks and line ends being one."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, text)
    assert match is not None, f"not in the text: {words!r}"
    return quote_at(text, *match.span())


def claim(of: Report, predicate: Any, value: Value, quote: Quote, mention: str | None = None, **fields: Any) -> Claim:
    """A claim on these words of a report."""
    return Claim(
        id=stable_id("claim", of.id, quote.start, quote.end, predicate, repr(value), mention),
        report_id=of.id, predicate=predicate, quote=quote, value_raw=quote.exact, value=value, mention=mention,
        **fields,
    )  # fmt: skip


def reading(of: Report, incidents: list[dict[str, Any]], quantities: list[dict[str, Any]] | None = None,
            statements: list[dict[str, Any]] | None = None) -> Reading:  # fmt: skip
    """A reading from incidents, claims and statements in the exchange format."""
    claims: list[Claim] = []
    mentions: list[Mention] = []
    for number, incident in enumerate(incidents):
        quote = find(of.text, incident["quote"])
        mention = stable_id("mention", of.id, quote.start, number)
        own = list(_slots(of, incident, quote, mention))
        claims += own
        mentions.append(
            Mention(id=mention, report_id=of.id, kinds=tuple(incident.get("kind", ["seizure"])), quote=quote,
                    claim_ids=tuple(one.id for one in own))
        )  # fmt: skip
    for item in quantities or []:
        amount = Amount(
            value=item["value"], unit=item["unit"], value_max=item.get("value_max"), goods=item.get("goods")
        )
        claims.append(
            claim(of, item["kind"], amount, find(of.text, item["quote"]), subject=item["subject"],
                  qualifier="at_most" if item.get("bound") == "upper" else item.get("qualifier", "exact"))
        )  # fmt: skip
    for item in statements or []:
        claims.append(
            claim(of, item["kind"], Term(item["subject"]), find(of.text, item["quote"]), subject=item["subject"],
                  modality="denied" if item["kind"] == "denial" else "asserted")
        )  # fmt: skip
    return Reading(report=of, claims=tuple(claims), mentions=tuple(mentions))


def _slots(of: Report, incident: dict[str, Any], quote: Quote, mention: str) -> Iterator[Claim]:
    if incident.get("date"):
        yield claim(of, "occurred_on", When(incident["date"], incident.get("basis", "event")), quote, mention)
    if incident.get("country"):
        country = incident["country"]
        yield claim(of, "country", Where(name=country, level="country", country=country), quote, mention)
    if incident.get("place"):
        place = incident["place"]
        where = place if isinstance(place, Where) else Where(name=place, level="town", country=incident.get("country"))
        yield claim(of, "located_at", where, quote, mention)
    for item in incident.get("items", []):
        words = find(of.text, item.get("quote") or incident["quote"])
        yield claim(of, "commodity", Goods(item["commodity"]), words, mention)
        if item.get("quantity") is not None:
            amount = Amount(
                value=item["quantity"], unit=item["unit"], value_max=item.get("quantity_max"), goods=item["commodity"],
                stage=item.get("stage", "seized"),
            )  # fmt: skip
            qualifier = item.get("qualifier", "approximate" if item.get("approximate") else "exact")
            yield claim(of, "quantity", amount, words, mention, qualifier=qualifier)
        if item.get("value") is not None:
            worth = Amount(value=item["value"], unit=item.get("currency", "USD"), goods=item["commodity"])
            yield claim(of, "value", worth, words, mention)
    for party in incident.get("suspects", []):
        known = {name: party.get(name) for name in ("nationality", "role", "count", "name", "legal_status")}
        yield claim(of, "suspect", Party(**known), quote, mention)
    if incident.get("authority_country") or incident.get("authority"):
        force = Party(country=incident.get("authority_country"), name=incident.get("authority"))
        yield claim(of, "authority", force, quote, mention)
    if incident.get("conveyance"):
        yield claim(of, "conveyance", Term(incident["conveyance"]), quote, mention)


def seeds() -> list[Reading]:
    """The shared reports, read as their gold says; call only where ``SHARED`` exists."""
    statements = json.loads((SHARED / "reconciled.json").read_text(encoding="utf-8"))["statements"]
    found = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        csl = json.loads((SHARED / "seeds" / f"{path.stem}.csl.json").read_text(encoding="utf-8"))
        of = report(
            (SHARED / "seeds" / f"{path.stem}.txt").read_text(encoding="utf-8"), path.stem, gold["published"],
            title=csl["title"], publisher=csl.get("publisher") or csl.get("container-title"), csl=csl,
        )  # fmt: skip
        own = [statement for statement in statements if statement["doc"] == path.stem]
        found.append(reading(of, gold["incidents"], gold["claims"], own))
    return found
