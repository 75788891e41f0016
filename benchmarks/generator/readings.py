"""Cases of claims: readings made of the real records, each quote in a short text, and which mention tells of what."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bellflower.records import (
    Claim,
    IncidentKind,
    Mention,
    Predicate,
    Quote,
    Reading,
    Report,
    Term,
    quote_at,
    stable_id,
)  # fmt: skip
from benchmarks.generator.tellings import Said, Telling, together, told_in

BATCH = 200  # events that are made up at once
_CLAIMS_AN_EVENT = 22.0  # on average; only the span of a case is reckoned by it
_ROUNDUPS = 0.05  # of tellings open a report that tells of several events
_VERBS: dict[IncidentKind, str] = {"seizure": "seized", "discovery": "found"}


class Told(NamedTuple):
    """A reading, and for each of its mentions the incident that it truly tells of."""

    reading: Reading
    truth: dict[str, str]


def readings(seed: int, claims: int) -> Iterator[Told]:
    """Readings with at least so many claims in all (the last batch of events is told to its end), as a stream.

    A batch of events is drawn at a time, from a source of chance of its own; nothing of it is kept.
    """
    made = batch = 0
    while made < claims:
        dice = random.Random(f"bellflower/{seed}/{batch}")
        told = told_in(batch, BATCH, claims, made, _CLAIMS_AN_EVENT, dice)
        for number, group in enumerate(together(told, _ROUNDUPS, 6, dice)):
            found = read(group, f"r{seed}-{batch}-{number}")
            yield found
            made += len(found.reading.claims)
        batch += 1


def read(told: Sequence[Telling], stem: str) -> Told:
    """The reading of one report that holds these tellings."""
    text, spans = _written(told)
    digest = hashlib.sha256(f"{stem}\n{text}".encode()).hexdigest()
    report = Report(
        id=digest[:16], stem=stem, path=f"{stem}.txt", text=text, content_sha256=digest, text_sha256=digest,
        published=max(telling.published for telling in told).isoformat(), language="en",
        publisher=told[0].outlet.name, source_type="newspaper",
    )  # fmt: skip
    claims: list[Claim] = []
    mentions: list[Mention] = []
    truth = {}
    for telling, (start, end, said) in zip(told, spans, strict=True):
        mention = stable_id("m", report.id, start)
        own = [_claim(report, mention, predicate, one, quote_at(text, *at)) for predicate, one, at in said]
        claims += own
        mentions.append(
            Mention(id=mention, report_id=report.id, kinds=telling.kinds, quote=quote_at(text, start, end),
                    claim_ids=tuple(claim.id for claim in own))
        )  # fmt: skip
        truth[mention] = telling.event.id
    return Told(Reading(report=report, claims=tuple(claims), mentions=tuple(mentions)), truth)


def _claim(report: Report, mention: str, predicate: Predicate, said: Said, quote: Quote) -> Claim:
    return Claim(
        id=stable_id("c", report.id, quote.start, quote.end, predicate, mention), report_id=report.id,
        predicate=predicate, quote=quote, value_raw=quote.exact, value=said.value, mention=mention,
        qualifier=said.qualifier, aggregation="single_event", rule="generated",
    )  # fmt: skip


class _Writer:
    """Text that grows, with the spans of what was said in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.said: list[tuple[Predicate, Said, tuple[int, int]]] = []

    def put(self, words: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def say(self, predicate: Predicate, said: Said | None) -> tuple[int, int] | None:
        if said is None:
            return None
        self.put(f" {said.before}")
        span = self.put(said.words)
        if said.value is not None:
            self.said.append((predicate, said, span))
        return span


def _written(
    told: Sequence[Telling],
) -> tuple[str, list[tuple[int, int, list[tuple[Predicate, Said, tuple[int, int]]]]]]:
    """The text of a report, and for each telling its span with what is said in it."""
    writer = _Writer()
    writer.put(f"{told[0].outlet.name}.")
    spans = []
    for telling in told:
        writer.put("\n\n")
        start, writer.said = writer.length, []
        _sentence(writer, telling)
        spans.append((start, writer.length, writer.said))
    writer.put("\n")
    return "".join(writer.parts), spans


def _sentence(writer: _Writer, told: Telling) -> None:
    """One or two plain sentences. Words that carry two claims (a town and so its country) are quoted by both."""
    if told.force:
        span = writer.put(told.force.words[0].upper() + told.force.words[1:])
        if told.force.value is not None:
            writer.said.append(("authority", told.force, span))
    else:
        writer.put("Officers")
    writer.put(" ")
    kind = told.kinds[0]
    writer.said.append(("kind", Said("", Term(kind)), writer.put(_VERBS[kind])))
    for at, (quantity, good) in enumerate(told.loads):
        writer.put(" and" if at else "")
        whole = writer.say("quantity", quantity)
        inner = writer.say("commodity", good)
        if whole and inner and quantity:
            writer.said[-2] = ("quantity", quantity, (whole[0], inner[1]))
    if told.worth:
        writer.put(" worth")
        writer.say("value", told.worth)
    place = writer.say("located_at", told.place)
    if told.country and told.country.words:
        if place:
            writer.put(",")
        writer.say("country", told.country if place is None else replace(told.country, before=""))
    elif told.country and place:
        writer.said.append(("country", told.country, place))
    if told.conveyance:
        writer.put(" aboard")
        writer.say("conveyance", told.conveyance)
    writer.say("occurred_on", told.when)
    if told.suspects:
        writer.put(" and ")
        writer.said.append(("kind", Said("", Term("arrest")), writer.put("arrested")))
        for at, suspect in enumerate(told.suspects):
            writer.put(" and" if at else "")
            writer.say("suspect", suspect)
    writer.put(".")
