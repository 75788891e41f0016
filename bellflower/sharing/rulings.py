"""Rulings, grades and yardsticks in words, for the page and the tables alike."""

from __future__ import annotations

from collections.abc import Iterable

from bellflower.reconciliation.yardstick import yardstick
from bellflower.records import OfClaim, OfDecision, OfMentions, OfReport, OfSource, Ruling
from bellflower.sharing.labels import label

_REVIEWED = {"accept": "accepted", "reject": "rejected", "amend": "amended"}


def reviews(rulings: Iterable[Ruling]) -> dict[str, str]:
    """By claim what analysts made of it; a claim that nobody decided on is missing."""
    found: dict[str, str] = {}
    for ruling in rulings:
        if ruling.decision.act in _REVIEWED and ruling.outcome in ("holds", "disputed"):
            said = _REVIEWED[ruling.decision.act] if ruling.outcome == "holds" else "disputed"
            found |= dict.fromkeys(ruling.claim_ids, said)
    return found


def about(ruling: Ruling) -> str:
    """What a decision is about, in its own words."""
    match ruling.decision.about:
        case OfClaim(predicate=predicate, quote=quote):
            return f"{predicate}: {_plain(quote.exact)}"
        case OfMentions(these=these, those=those):
            sides = [" + ".join(_plain(one.quote.exact) for one in side) for side in (these, those) if side]
            return " | ".join(sides)
        case OfReport(report_id=name) | OfSource(name=name) | OfDecision(decision_id=name):
            return name


def said(ruling: Ruling) -> str | None:
    """The value, grade or mark of a decision."""
    decision = ruling.decision
    return label(decision.value) if decision.value is not None else decision.grade or decision.mark


def yardstick_in_words(name: str) -> str:
    """A yardstick with its bands, as a product prints it."""
    one = yardstick(name)
    bands = "; ".join(f"{band.words} {band.low:g}–{band.high:g} %" for band in one.bands)
    return f"{one.name}: {bands}"


def _plain(words: str) -> str:
    return " ".join(words.split())
