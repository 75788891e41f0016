"""What is left of an incident as a model tells it, once its words are found and its values read again from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.modality import is_told, reality
from bellflower.model.addressed import Address
from bellflower.model.prompt import Passage, ToldGood, ToldIncident, ToldPerson
from bellflower.model.quotes import Span, find_quote
from bellflower.model.values import Checked, check_country, check_date, check_goods, check_persons, check_place
from bellflower.packs import Act
from bellflower.records import IncidentKind, LegalStatus, Modality, Party, Record, Rejection, Term

_STATUS: dict[str, LegalStatus] = {"expulsion": "expelled", "conviction": "convicted", "arrest": "arrested"}
ADDRESSED = "the words speak to their reader, so they tell of no event"
_Check = Callable[[int, int], "list[Checked] | str"]


class CheckedIncident(Record, frozen=True):
    """``start:end`` are the words of the view that tell of the incident; every value has words of its own."""

    start: int
    end: int
    kinds: tuple[IncidentKind, ...]
    modality: Modality
    values: tuple[Checked, ...]
    strong: bool  # whether an act in the words is one that tells of an incident by itself: "seized", not "found"


def check_incident(
    note: Annotation,
    grammar: Grammar,
    fragments: Sequence[Fragment],
    held: Sequence[Address],
    passage: Passage,
    told: ToldIncident,
) -> tuple[CheckedIncident | None, list[Rejection]]:
    """What of an incident counts, and what does not.

    ``passage`` is what the model was sent; all quotes must stand in it. ``held`` are paragraphs that speak to their
    reader, ``fragments`` what the grammar finds in the report.
    """
    wide = passage.start, passage.start + len(passage.text)
    span = _find(note, held, told.quote, wide, wide)
    live = span if isinstance(span, str) else _live(note, fragments, *span)
    if isinstance(span, str) or isinstance(live, str):
        why = span if isinstance(span, str) else str(live)
        return None, [Rejection(slot="incident", said=told.kind, quote=told.quote, why=why)]
    modality, acts = live
    kinds = {act.entry.kind: act for act in reversed(acts) if isinstance(act.entry, Act)}
    values = [_kind(told.kind, kinds[told.kind])] if told.kind in kinds else []
    rejected: list[Rejection] = []
    if kinds and not values:
        why = f"the quoted words read as {'; '.join(sorted(kinds))}"
        rejected.append(Rejection(slot="kind", said=told.kind, quote=told.quote, why=why))
    status = next((s for kind, s in _STATUS.items() if kind in kinds), None)
    find = partial(_find, note, held, narrow=span, wide=wide)
    for slot, said, quote, check in _slots(note, grammar, told, find):
        place = find(quote)
        outcome = place if isinstance(place, str) else check(*place)
        if not isinstance(outcome, str) and any(_stands_by(value, fragments) for value in outcome):
            outcome = "the words tell of them as acting, speaking or standing by, not as caught"
        if isinstance(outcome, str):
            rejected.append(Rejection(slot=slot, said=said, quote=quote, why=outcome))
        else:
            values += [_with_status(value, status) for value in outcome]
            left_out = filter(None, (value.left_out for value in outcome))
            rejected += [Rejection(slot=slot, said=said, quote=quote, why=why) for why in left_out]
    incident = CheckedIncident(
        start=span[0],
        end=span[1],
        kinds=tuple(kinds) or ("seizure",),
        modality=modality,
        values=tuple(values),
        strong=any(isinstance(act.entry, Act) and act.entry.strength == "strong" for act in acts),
    )
    return incident, rejected


def _find(note: Annotation, held: Sequence[Address], quote: str, narrow: Span, wide: Span) -> Span | str:
    span = find_quote(note.text, quote, narrow, wide)
    if not isinstance(span, str) and any(span[0] < one.end and one.start < span[1] for one in held):
        return ADDRESSED
    return span


def _live(note: Annotation, fragments: Sequence[Fragment], start: int, end: int) -> tuple[Modality, list[Hit]] | str:
    """Whether the words tell of something as done, and with which acts; an entry of a list needs no verb."""
    around = [f for f in fragments if f.start < end and start < f.end]
    if around and all(f.cumulative for f in around):
        return "the words tell a sum over a period, not one event"
    acts = [act for act in note.of("act", start, end) if act.end <= end]
    if not acts:
        return ("asserted", []) if around else "the words name no seizure, arrest or other act"
    told = [(act, reality(note, act, *_sentence(note, act.start))) for act in acts]
    live = [act for act, modality in told if is_told(modality)]
    if not live:
        return f"the words tell of it as {told[0][1]}, not as done"
    return ("alleged" if any(modality == "alleged" for _, modality in told) else "asserted"), live


def _stands_by(value: Checked, fragments: Sequence[Fragment]) -> bool:
    """Whether these are persons whom the grammar sees in the very clause and does not take for those caught."""
    if value.predicate != "suspect":
        return False
    start, end = value.words
    around = [f for f in fragments if f.start <= start and end <= f.end]
    return bool(around) and not any(p.start < end and start < p.end for f in around for p in f.parties)


def _sentence(note: Annotation, at: int) -> Span:
    return next((span for span in note.sentences if span[0] <= at < span[1]), (0, len(note.text)))


def _kind(kind: IncidentKind, act: Hit) -> Checked:
    words = act.start, act.end
    return Checked(predicate="kind", start=words[0], end=words[1], words=words, value=Term(text=kind), kind=kind)


def _with_status(value: Checked, status: LegalStatus | None) -> Checked:
    if not isinstance(value.value, Party):
        return value
    return msgspec.structs.replace(value, value=msgspec.structs.replace(value.value, legal_status=status))


def _slots(
    note: Annotation, grammar: Grammar, told: ToldIncident, find: Callable[[str], Span | str]
) -> Iterator[tuple[str, str, str, _Check]]:
    """Each value of an incident: its slot, what is said, the words for it, and what checks it."""
    if told.date:
        yield "date", told.date.date, told.date.quote, partial(check_date, note, told=told.date)
    if told.place:
        yield "place", told.place.place, told.place.quote, partial(check_place, note, told=told.place)
    if told.country:
        yield "country", told.country.country, told.country.quote, partial(check_country, note, told=told.country)
    for good in told.goods:
        yield "goods", _said_good(good), good.quote, partial(_check_goods, note, grammar, find, good)
    for person in told.persons:
        yield "persons", _said_person(person), person.quote, partial(check_persons, note, told=person)


def _check_goods(
    note: Annotation, grammar: Grammar, find: Callable[[str], Span | str], told: ToldGood, start: int, end: int
) -> list[Checked] | str:
    named = find(told.named) if told.named else None
    if isinstance(named, str):
        return f"of the words that name the good: {named}"
    return check_goods(note, grammar, start, end, told, named)


def _said_good(good: ToldGood) -> str:
    parts = ("" if good.quantity is None else f"{good.quantity:.10g}", good.unit, good.good)
    return " ".join(filter(None, parts))


def _said_person(person: ToldPerson) -> str:
    parts = ("" if person.count is None else str(person.count), person.nationality, person.role, person.name)
    return " ".join(filter(None, parts))
