"""Two reports on one ship, as one version of the extractor reads them and as a later one does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from bellflower.build import build_dossier
from bellflower.decisions import decide, of_claim, of_mentions
from bellflower.records import Act, Claim, Decision, Dossier, Mention, OfClaim, OfMentions, Quote, Reading, quote_at
from tests.reconciliation.readings import reading, report

START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def ship(kilos: int, publisher: str, published: str | None = "1987-07-01", name: str = "Sea Lark") -> Reading:
    """A report on a ship caught with so many kilograms."""
    words = f"In June 1987 the {name} was caught with {kilos} kg of heroin."
    of = report(f"{words} So it was told.", f"r{kilos}{publisher}", published, publisher=publisher)
    item = {"commodity": "heroin", "quantity": kilos, "unit": "kg", "quote": f"{kilos} kg of heroin"}
    return reading(of, [{"quote": words, "date": "1987-06", "country": "DK", "conveyance": name, "items": [item]}])


def reread(before: Reading) -> Reading:
    """The same report as a later extractor reads it: every id is another, and quotes take in a word more or less."""
    text = before.report.text

    def wider(quote: Quote) -> Quote:
        start = text.rfind(" ", 0, max(quote.start - 1, 0)) + 1
        return quote_at(text, min(start, quote.start), quote.end)

    def claim(one: Claim) -> Claim:
        told = f"{one.mention}-v2" if one.mention else None
        return msgspec.structs.replace(
            one, id=f"{one.id}-v2", mention=told, quote=wider(one.quote), extractor_version="2"
        )

    def mention(one: Mention) -> Mention:
        ids = tuple(f"{claim_id}-v2" for claim_id in one.claim_ids)
        return msgspec.structs.replace(one, id=f"{one.id}-v2", quote=wider(one.quote), claim_ids=ids)

    return msgspec.structs.replace(
        before, claims=tuple(map(claim, before.claims)), mentions=tuple(map(mention, before.mentions))
    )


def claim_in(reading: Reading, predicate: str) -> Claim:
    return next(claim for claim in reading.claims if claim.predicate == predicate)


def about_claim(reading: Reading, predicate: str) -> OfClaim:
    return of_claim(claim_in(reading, predicate), {mention.id: mention for mention in reading.mentions})


def about_both(one: Reading, other: Reading) -> OfMentions:
    return of_mentions(one.mentions, other.mentions)


def decision(act: Act, about: Any, by: str = "Ann", minute: int = 0, **said: Any) -> Decision:
    return decide(act, about, by=by, why="seen in the original", at=START + timedelta(minutes=minute), **said)


def dossier(readings: Sequence[Reading], *decisions: Decision) -> Dossier:
    return build_dossier(readings, [], "Sea Lark", None, decisions)
