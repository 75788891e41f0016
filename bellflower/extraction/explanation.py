"""How a report was read: for each sentence what was found in it, what became of it, and why the rest was passed over.

Nothing is decided here. What won stands in the claims with its rule, what lost in the :class:`Trace` that rules fill
while they read; here the two are laid beside each other, sentence by sentence and slot by slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from bellflower import packs
from bellflower.extraction.annotation import Annotation, Span, within
from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.lexicon import UNMEANT, Category, Hit
from bellflower.extraction.persons.parties import Party, find_parties
from bellflower.extraction.places.disambiguation import APART_KM, Standing, kilometres
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.read import read_claims
from bellflower.extraction.trace import Lost, Sheet, Trace, holder
from bellflower.packs import Act, Conveyance, Force, Good, Role
from bellflower.records import QUANTITY_PREDICATES, Amount, Claim, Mention, Quote, Reading, Record, Report

# The kinds of things found that may fill a slot; figures outside incidents are filled by figures.
_FILLS: dict[str, tuple[str, ...]] = {
    "kind": ("act",),
    "occurred_on": ("date",),
    "located_at": ("place",),
    "country": ("place", "force", "nationality"),
    "commodity": ("good",),
    "quantity": ("figure",),
    "value": ("figure",),
    "suspect": ("person",),
    "authority": ("force", "nationality"),
    "conveyance": ("conveyance",),
} | dict.fromkeys(QUANTITY_PREDICATES, ("figure",))
_ANCHORS = {
    "text": "",
    "published": " (counted from the day of publication)",
    "previous": " (counted from the date before)",
}
_RIVALS = 3  # places that a name may mean are many: the best of those that lost are named
_UNTIED = {
    "figure": "no rule tied it to an act, a price, a rate, a stock or a sum",
    "person": "no rule of persons tied them to an act",
    "date": "no rule tied it to an act",
    "place": "no rule tied it to an act",
}
_CATEGORIES: tuple[Category, ...] = ("good", "act", "role", "force", "conveyance")


class Reason(Record, frozen=True):
    """The rule that decided, in words, and the module and line that hold it."""

    rule: str
    why: str
    where: str | None


class Candidate(Record, frozen=True):
    """A place that a name may mean; ``score`` is comparable within one name, ``why`` says what it has or lacks."""

    id: str
    name: str
    country: str | None
    level: str
    score: float
    why: str


class Found(Record, frozen=True):
    """Something recognised at ``start:end`` of the report: what it is, what it reads as, and the table that knows it.

    ``became`` are the predicates of the claims that it went into, ``lost`` why other rules passed it over.
    """

    kind: str
    start: int
    end: int
    text: str
    reads: str
    table: str | None
    became: tuple[str, ...]
    lost: tuple[Reason, ...]
    candidates: tuple[Candidate, ...]

    @property
    def untied(self) -> str:
        """Why nothing became of it where no rule says so; empty for what nothing need become of."""
        return "" if self.became or self.lost else _UNTIED.get(self.kind, "")


class Clause(Record, frozen=True):
    """A clause and the incident that it tells of.

    ``lost`` says why it tells of none; where it opens an incident, why that is none of those told before.
    """

    start: int
    end: int
    text: str
    incident: int | None
    lost: tuple[Reason, ...]


class Sentence(Record, frozen=True):
    """A sentence with all that was found in it; ``number`` counts from 1. ``claims`` are those that quote it."""

    number: int
    start: int
    end: int
    text: str
    found: tuple[Found, ...]
    clauses: tuple[Clause, ...]
    claims: tuple[str, ...]


class Slot(Record, frozen=True):
    """What fills a slot of an incident: claims, the rule of each, and what stood beside them and lost."""

    name: str
    claims: tuple[Claim, ...]
    rules: tuple[Reason, ...]
    rivals: tuple[Found, ...]


class Told(Record, frozen=True):
    """An incident as the report tells it."""

    number: int
    id: str
    kinds: tuple[str, ...]
    sentences: tuple[int, ...]
    slots: tuple[Slot, ...]


class Explanation(Record, frozen=True):
    """How one report was read. ``outside`` are the claims outside incidents, each with its rule."""

    path: str
    published: str | None
    names_goods: bool
    sentences: tuple[Sentence, ...]
    incidents: tuple[Told, ...]
    outside: tuple[Slot, ...]


def explain(report: Report, grammar: Grammar) -> Explanation:
    """Reads ``report`` as :func:`~bellflower.extraction.read.read_claims` does, and says how."""
    trace = Trace()
    reading = read_claims(report, grammar, trace)
    tables = packs.origins(grammar.pack)
    texts = [_Text(s.note, reading, s, tables) for s in trace.sheets if isinstance(s.note, Annotation)]
    sentences = sorted((s for text in texts for s in text.sentences), key=lambda s: s.start)
    numbered = tuple(msgspec.structs.replace(s, number=n) for n, s in enumerate(sentences, 1))
    return Explanation(
        path=report.path,
        published=report.published,
        names_goods=any(text.note.names_goods for text in texts),
        sentences=numbered,
        incidents=tuple(
            text.told(mention, numbered) for mention in reading.mentions for text in texts if mention.id in text.spans
        ),
        outside=tuple(
            Slot(name=c.predicate, claims=(c,), rules=(_rule(c),), rivals=())
            for c in reading.claims
            if c.mention is None
        ),
    )


class _Text:
    """Lays what was found, claimed and passed over in one text beside each other, in characters of the report."""

    def __init__(self, note: Annotation, reading: Reading, sheet: Sheet, tables: dict[Record, str]) -> None:
        self.note, self.reading, self.trace, self.tables = note, reading, sheet, tables
        self.spans = {made: spans for spans, made in sheet.groups if made is not None}
        self.numbers = {mention.id: number for number, mention in enumerate(reading.mentions, 1)}

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [self.sentence(start, end) for start, end in self.note.sentences]

    def sentence(self, start: int, end: int) -> Sentence:
        quote = self.note.view.quote(start, end)
        claims = [c for c in self.reading.claims if quote.start <= c.quote.start < quote.end]
        return Sentence(
            number=0,
            start=quote.start,
            end=quote.end,
            text=quote.exact,
            found=tuple(self.found(start, end)),
            clauses=tuple(self.clauses(start, end)),
            claims=tuple(claim.id for claim in claims),
        )

    def clauses(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses of a sentence that were told of an incident, and those that some rule passed over."""
        told = {
            span: mention for spans, mention in self.trace.groups for span in spans if span[0] < end and start < span[1]
        }
        lost: dict[tuple[int, int], list[Lost]] = {}
        for one in self.trace.lost:
            span = one.start, one.end
            if one.of == "clause" and start <= span[0] < end:
                lost.setdefault(span, []).append(one)
        for span in sorted({*told, *lost}):
            quote = self.note.view.quote(*span)
            mention = told.get(span)
            yield Clause(
                start=quote.start,
                end=quote.end,
                text=quote.exact,
                incident=self.numbers.get(mention) if mention else None,
                lost=() if mention and span != self.spans[mention][0] else tuple(map(_reason, lost.get(span, ()))),
            )

    def _spans(self, start: int, end: int) -> Iterator[tuple[Span, str, str, str | None]]:
        """All that was recognised: the span, its kind, what it reads as, and the row of the pack that knows it."""
        note = self.note
        for category in _CATEGORIES:
            for hit in note.of(category, start, end):
                yield hit, category, _entry(hit), self.tables.get(hit.entry) if hit.entry else None
        kinds: tuple[tuple[str, Sequence[Span]], ...] = (
            ("figure", note.quantities),
            ("date", note.dates),
            ("place", note.places),
            ("nationality", note.nationalities),
        )
        for kind, spans in kinds:
            for span in within(spans, start, end):
                yield span, kind, _reads(span), None
        for one in self.trace.lost:  # words of packs that mean something else here
            if one.of == "Hit" and start <= one.start < end and one.rule in UNMEANT:
                yield one, "word", "", None
        if type(note) is Annotation:  # those of other languages are known by their claims
            for party in find_parties(note, start, end):
                yield party, "person", _reads(party), None

    def found(self, start: int, end: int) -> Iterator[Found]:
        """What was recognised between ``start`` and ``end``, with what became of it."""
        spans = sorted(self._spans(start, end), key=lambda one: (one[0].start, -one[0].end))
        for span, kind, reads, table in spans:
            if span.start >= span.end:
                continue
            quote = self.note.view.quote(span.start, span.end)
            claims = [c for c in self.reading.claims if kind in _FILLS.get(c.predicate, ()) and _meets(c, quote, kind)]
            claims += [c for c in self._near(start, end) if _measures(c, span, kind)]
            lost = [one for one in self.trace.lost if _is_of(one, span, kind)]
            yield Found(
                kind=kind,
                start=quote.start,
                end=quote.end,
                text=quote.exact,
                reads=reads,
                table=table,
                became=tuple(dict.fromkeys(c.predicate for c in claims)),
                lost=() if claims and kind != "place" else tuple(map(_reason, lost)),
                candidates=self.candidates(span) if isinstance(span, PlaceSpan) else (),
            )

    def _near(self, start: int, end: int) -> list[Claim]:
        """The claims outside incidents that quote words between ``start`` and ``end``."""
        quote = self.note.view.quote(start, end)
        return [c for c in self.reading.claims if c.mention is None and quote.start <= c.quote.start < quote.end]

    def candidates(self, span: PlaceSpan) -> tuple[Candidate, ...]:
        """What a name may mean, the best first, and of the rest those that lie elsewhere."""
        standings = next((s for (a, b), s in self.trace.ballots.items() if a < span.end and span.start < b), ())
        if not standings:
            return ()
        best = standings[0]
        rivals = [s for s in standings[1:] if kilometres(best.place, s.place) > APART_KM][:_RIVALS]
        return tuple(_candidate(one, best) for one in (best, *rivals))

    def told(self, mention: Mention, sentences: Sequence[Sentence]) -> Told:
        """An incident with its slots, and what stood in its clauses beside what was chosen."""
        claims = [claim for claim in self.reading.claims if claim.mention == mention.id]
        quotes = [self.note.view.quote(*span) for span in self.spans[mention.id]]
        inside = [
            f for s in sentences for f in s.found if any(q.start <= f.start < q.end for q in quotes)
        ]  # fmt: skip
        slots = []
        for name in sorted({c.predicate for c in claims} | _empty(inside), key=list(_FILLS).index):
            own = tuple(claim for claim in claims if claim.predicate == name)
            rivals = [f for f in inside if f.kind == _FILLS[name][0] and not f.became]
            if name == "located_at":
                rivals = [f for f in inside if f.kind == "place" and name not in f.became and f.lost]
            if name in ("country", "value", "authority", "conveyance"):
                rivals = []  # what lost there is shown with the place, the figure and the person
            slots.append(Slot(name=name, claims=own, rules=tuple(map(_rule, own)), rivals=tuple(rivals)))
        here = [s.number for s in sentences if any(q.start < s.end and s.start < q.end for q in quotes)]
        return Told(
            number=self.numbers[mention.id],
            id=mention.id,
            kinds=mention.kinds,
            sentences=tuple(here),
            slots=tuple(slots),
        )


def _empty(inside: Iterable[Found]) -> set[str]:
    """Slots for which something stood in the clauses, whether or not anything was chosen."""
    kinds = {found.kind for found in inside}
    names = ("occurred_on", "located_at", "quantity", "suspect")
    return {name for name in names if kinds & set(_FILLS[name])}


def _meets(claim: Claim, quote: Quote, kind: str) -> bool:
    """Whether a claim was made of the words at ``quote``."""
    start, end = quote.start, quote.end
    if kind in ("person", "force", "nationality"):
        return start < claim.quote.end and claim.quote.start < end
    if kind == "figure":
        return claim.quote.start == start
    return claim.quote.start <= start and end <= claim.quote.end


def _measures(claim: Claim, span: object, kind: str) -> bool:
    """Whether a figure outside incidents is about a good, or about a period."""
    if not isinstance(claim.value, Amount):
        return False
    if kind == "good" and isinstance(span, Hit) and isinstance(span.entry, Good):
        return claim.value.goods == span.entry.name
    return isinstance(span, DateSpan) and claim.value.per is not None and claim.value.per.startswith(span.edtf)


def _is_of(one: Lost, span: Span, kind: str) -> bool:
    """Whether a decision was about ``span``; persons are read by clause, so theirs may be cut otherwise."""
    if kind == "person":
        return one.of == "Party" and one.start < span.end and span.start < one.end
    return one.of not in ("Party", "clause") and (one.start, one.end) == (span.start, span.end)


def _reason(one: Lost) -> Reason:
    return Reason(rule=one.rule, why=one.why, where=holder(one.rule))


def _rule(claim: Claim) -> Reason:
    return Reason(
        rule=claim.rule, why="", where=holder(claim.rule) if claim.extractor == "grammar" else claim.extractor
    )


def _candidate(one: Standing, best: Standing) -> Candidate:
    place = one.place
    if one is best:
        parts = {"size and fame": one.size, "named with what it lies in": one.named, "company": one.company}
        why = ", ".join(f"{name} {part:.1f}" for name, part in parts.items() if part >= 0.05)
    else:
        lacks = {
            "the text names what the other lies in": best.named - one.named,
            "the country or other places of the text speak for the other": best.company - one.company,
            "the other is larger or better known": best.size - one.size,
        }
        why = max(lacks, key=lambda reason: lacks[reason])
    return Candidate(
        id=place.id, name=place.name, country=place.country, level=place.level, score=round(one.score, 1), why=why
    )


def _entry(hit: Hit) -> str:
    match hit.entry:
        case Good() as good:
            return good.name if hit.form != "code" else f"{good.name} (code word)"
        case Act() as act:
            return f"{act.kind}, {act.strength}, of {act.takes}"
        case Role() as role:
            return role.role if role.side == "suspect" else f"{role.role} (either side)"
        case Force() as force:
            return force.country or "force"
        case Conveyance() as carrier:
            return carrier.mode
        case _:
            return ""


def _reads(span: object) -> str:
    match span:
        case QuantitySpan() as q:
            top = f" to {q.value_max:.10g}" if q.value_max is not None else ""
            per = f" per {q.per}" if q.per else ""
            qualifier = "" if q.qualifier in ("exact", "range") else f", {q.qualifier.replace('_', ' ')}"
            return f"{q.value:.10g}{top} {q.unit or q.unit_raw or '(bare number)'}{per}{qualifier}"
        case DateSpan() as date:
            return date.edtf + (_ANCHORS[date.anchor] if date.relative else "")
        case PlaceSpan() as place:
            where = place.where
            settled = "" if where.place_id else ", open" if where.candidates else ", in no gazetteer"
            return f"{where.name}, {where.country or '?'} ({where.level}{settled})"
        case NationalitySpan() as people:
            return people.country
        case Party() as party:
            parts = (party.count, party.nationality, party.role, party.name)
            return " ".join(str(part) for part in parts if part is not None)
        case _:
            return ""


def narrowed(explanation: Explanation, sentences: Sequence[int], words: Sequence[str] = ()) -> Explanation:
    """Only the sentences of these numbers or with these words, their incidents, and the claims that quote them."""
    asked = [" ".join(text.split()).lower() for text in words]
    kept = tuple(
        s
        for s in explanation.sentences
        if s.number in sentences or any(text in " ".join(s.text.split()).lower() for text in asked)
    )
    numbers = {s.number for s in kept}
    claims = {claim for s in kept for claim in s.claims}
    return msgspec.structs.replace(
        explanation,
        sentences=kept,
        incidents=tuple(i for i in explanation.incidents if numbers & set(i.sentences)),
        outside=tuple(slot for slot in explanation.outside if slot.claims[0].id in claims),
    )
