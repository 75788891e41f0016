"""Where a decision finds its place again after claims were read anew and their ids are others.

First its words are found in the text: where they stood, else wherever the same words have the same words around them.
Then the claim of the same predicate (or the mention) on just these words is taken, else the one that overlaps them
most. Nothing is taken that does not touch them, and nothing where two fit alike: such a decision is unplaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from bellflower.records import (
    Amount,
    Claim,
    Goods,
    Mention,
    OfClaim,
    OfMentions,
    Party,
    Quote,
    Reading,
    Report,
    Selector,
    Term,
    Value,
    When,
    Where,
)

T = TypeVar("T", Claim, Mention)
Span = tuple[int, int]


class UnplacedError(LookupError):
    """A decision finds no place; the message says why."""


class Places:
    """The readings of a case, to find places in."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.reports: dict[str, Report] = {}
        self._claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self.mentions: dict[str, Mention] = {}
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for reading in readings:
            self.reports[reading.report.id] = reading.report
            for claim in reading.claims:
                self._claims[claim.report_id, claim.predicate].append(claim)
            for mention in reading.mentions:
                self.mentions[mention.id] = mention
                self._mentions[mention.report_id].append(mention)

    def claim(self, about: OfClaim) -> Claim:
        """The claim that a decision is about. Raises :class:`UnplacedError`."""
        span = self._span(about.report_id, about.quote)
        found = _touching(self._claims[about.report_id, about.predicate], span)
        if not found:
            raise UnplacedError(f"no claim of {about.predicate} is read from these words any more")

        def rank(claim: Claim) -> tuple[object, ...]:
            told = self.mentions.get(claim.mention or "")
            within = _overlap(told.quote, (about.mention.start, about.mention.end)) if told and about.mention else 0.0
            alike = claim.subject == about.subject
            return (_overlap(claim.quote, span), within, alike, reads_alike(claim.value, about.value))

        return _best(found, rank, f"claims of {about.predicate}")

    def mention(self, selector: Selector) -> Mention:
        """The mention on these words. Raises :class:`UnplacedError`."""
        span = self._span(selector.report_id, selector.quote)
        found = _touching(self._mentions[selector.report_id], span)
        if not found:
            raise UnplacedError("no incident is read from these words any more")
        return _best(found, lambda mention: (_overlap(mention.quote, span),), "mentions")

    def _span(self, report_id: str, quote: Quote) -> Span:
        report = self.reports.get(report_id)
        if report is None:
            raise UnplacedError(f"report {report_id} is not in the case")
        if report.text[quote.start : quote.end] == quote.exact:
            return quote.start, quote.end
        starts = [found.start() for found in re.finditer(f"(?={re.escape(quote.exact)})", report.text)]
        if not starts:
            raise UnplacedError(f"these words do not stand in report {report_id} any more")
        around = sorted(((_context(report.text, start, quote), start) for start in starts), reverse=True)
        if len(around) > 1 and around[0][0] == around[1][0]:
            raise UnplacedError(f"these words stand {len(starts)} times in report {report_id}, and none fits better")
        return around[0][1], around[0][1] + len(quote.exact)


def selector(mention: Mention) -> Selector:
    """By which a mention is found again."""
    return Selector(report_id=mention.report_id, quote=mention.quote)


def of_claim(claim: Claim, mentions: Mapping[str, Mention]) -> OfClaim:
    """By which a claim is found again; ``mentions`` are those of its report by id."""
    told = mentions.get(claim.mention or "")
    return OfClaim(
        report_id=claim.report_id, predicate=claim.predicate, quote=claim.quote, value=claim.value,
        subject=claim.subject, mention=told.quote if told else None,
    )  # fmt: skip


def of_mentions(
    these: Sequence[Mention], those: Sequence[Mention] = (), incident_ids: Sequence[str] = ()
) -> OfMentions:
    """By which mentions are found again, in an order that depends on them alone."""

    def side(mentions: Sequence[Mention]) -> tuple[Selector, ...]:
        by_place = sorted(mentions, key=lambda mention: (mention.report_id, mention.quote.start, mention.id))
        return tuple(map(selector, by_place))

    return OfMentions(these=side(these), those=side(those), incident_ids=tuple(incident_ids))


def reads_alike(one: Value, other: Value) -> bool:
    """Whether two values say the same, however well a place or a person was made out."""
    match one, other:
        case Amount() as a, Amount() as b:
            return (a.value, a.unit, a.value_max) == (b.value, b.unit, b.value_max)
        case Goods() as a, Goods() as b:
            return a.name == b.name
        case When() as a, When() as b:
            return a.edtf == b.edtf
        case Where() as a, Where() as b:
            return (a.name.casefold(), a.country, a.role) == (b.name.casefold(), b.country, b.role)
        case Party() as a, Party() as b:
            return (a.name, a.nationality, a.role, a.count) == (b.name, b.nationality, b.role, b.count)
        case Term() as a, Term() as b:
            return a.text == b.text
    return False


def _touching(things: Iterable[T], span: Span) -> list[T]:
    return [thing for thing in things if thing.quote.start < span[1] and span[0] < thing.quote.end]


def _overlap(quote: Quote, span: Span) -> float:
    """What two spans share of what both cover (Jaccard), 0 to 1."""
    shared = min(quote.end, span[1]) - max(quote.start, span[0])
    return max(shared, 0) / (max(quote.end, span[1]) - min(quote.start, span[0]))


def _context(text: str, start: int, quote: Quote) -> int:
    """How many characters just before and just after the words are those that stood there."""
    before, after = text[:start], text[start + len(quote.exact) :]
    return _same(reversed(before[-len(quote.prefix) or len(before) :]), reversed(quote.prefix)) + _same(
        after[: len(quote.suffix)], quote.suffix
    )


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _best(found: Sequence[T], rank: object, what: str) -> T:
    assert callable(rank)
    ranked = sorted(((rank(thing), thing.id, thing) for thing in found), key=lambda item: item[:2], reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise UnplacedError(f"{len(ranked)} {what} fit these words alike")
    return ranked[0][2]
