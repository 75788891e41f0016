"""Every value that a model gives, read again by the grammar out of the words it quotes; else it does not count.

What counts is the value as the grammar reads it, never the model's: the model only says where to look. Each function
takes the quote's place in the view and what the model said, and gives the values that follow, or why none does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from bellflower.extraction.annotation import Annotation, Span, within
from bellflower.extraction.dates.dates import exchange_date
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.circumstances import find_circumstances
from bellflower.extraction.incidents.items import Item, find_items
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons.parties import Party as Persons
from bellflower.extraction.persons.parties import find_parties
from bellflower.extraction.places.places import PlaceSpan
from bellflower.extraction.quantities.quantities import QuantitySpan, find_quantities
from bellflower.model.prompt import ToldCountry, ToldDate, ToldGood, ToldPerson, ToldPlace
from bellflower.packs import Good
from bellflower.records import Amount, Goods, IncidentKind, Party, Predicate, Qualifier, Record, Value, When, Where

_ROUNDING = 0.005  # of a figure: what converting it may cost
NAMED_ELSEWHERE = "figure and good read again where the model points; that they belong together is its word alone"
S = TypeVar("S", bound=Span)
_MEASURED = frozenset(["mass", "volume", "currency", "area"])  # a figure in these needs its unit
_LOADS = frozenset(["mass", "volume", "count"])  # what may measure a good that is named elsewhere


class Checked(Record, frozen=True):
    """A value whose words bear it out. ``start:end`` is the quote in the view, ``words`` those of the value itself."""

    predicate: Predicate
    start: int
    end: int
    words: tuple[int, int]
    value: Value
    qualifier: Qualifier = "exact"
    kind: IncidentKind | None = None  # of an act
    left_out: str = ""  # what the model said besides, and the words don't
    rule: str = "read again where the model points"


def check_date(note: Annotation, start: int, end: int, told: ToldDate) -> list[Checked] | str:
    """The date, if the words give the one that the model says."""
    dates = [date for date in _inside(note.dates, start, end) if not note.in_dateline(date)]
    if not dates:
        return "no date is read in the quoted words"
    date = next((date for date in dates if told.date in (date.edtf, exchange_date(date.edtf))), None)
    if date is None:
        return f"the quoted words read as {_listed([date.edtf for date in dates])}"
    value = When(edtf=date.edtf)
    return [Checked(predicate="occurred_on", start=start, end=end, words=(date.start, date.end), value=value)]


def check_place(note: Annotation, start: int, end: int, told: ToldPlace) -> list[Checked] | str:
    """The place, if the words name it and don't say that the goods only came from there or went there.

    "Khasan station" may be said of words that read as Khasan, if it stands there so.
    """
    places = _inside(note.places, start, end)
    if not places:
        return "no place is read in the quoted words"
    said, words = told.place.strip().casefold(), note.text[start:end].casefold()
    named = [p for p in places if said in (p.where.name.casefold(), note.text[p.start : p.end].casefold())]
    if not named and said in words:
        at = start + words.index(said)
        named = [p for p in places if p.start < at + len(said) and at < p.end]
    if not named:
        return f"the quoted words read as {_listed([p.where.name for p in places])}"
    role = _role(note, named[0])
    if role not in (None, "event"):
        return f"the words make it the {role}, not the scene"
    span = named[0].start, named[0].end
    return [Checked(predicate="located_at", start=start, end=end, words=span, value=named[0].where)]


def check_country(note: Annotation, start: int, end: int, told: ToldCountry) -> list[Checked] | str:
    """The country, if a place or a force in the words gives it."""
    said = told.country.upper()
    around = find_circumstances(note, start, end, note.of("act", start, end))
    span = around.country_span
    if around.country == said and span and start <= span[0] and span[1] <= end:
        return [_country(start, end, span, said)]
    for place in _inside(note.places, start, end):
        if place.where.country == said and _role(note, place) in (None, "event"):
            return [_country(start, end, (place.start, place.end), said)]
    read = [place.where.country for place in _inside(note.places, start, end) if place.where.country]
    return f"the quoted words read as {_listed(read)}" if read else "no country is read in the quoted words"


def check_goods(
    note: Annotation, grammar: Grammar, start: int, end: int, told: ToldGood, named: tuple[int, int] | None = None
) -> list[Checked] | str:
    """The goods and their quantity, if a figure in the words measures them and is what the model says.

    ``named`` is where the good is named, if not beside the figure. Then each of the two claims has words of its own,
    and that they belong together is the model's word alone. A quote that leaves out "about" or "up to" is lengthened.
    """
    start = next((q.start for q in note.quantities if q.start < start <= q.number_start < end), start)
    names = {hit.entry.name for hit in grammar.lexicon.find(told.good) if isinstance(hit.entry, Good)}
    names.add(told.good.casefold())
    items = [item for item in find_items(note, start, end) if _item_inside(item, start, end)]
    same = [item for item in items if item.name in names or note.text[item.good.start : item.good.end].lower() in names]
    measured = [item for item in same if item.quantity is not None and item.unit]
    for item in measured if told.quantity is not None else same:
        if told.quantity is None:
            return [_good(item, start, end)]
        if item.quantity and _is_quantity(grammar, item.quantity, item.unit, told):
            return [_good(item, start, end), _quantity(item.quantity, item.unit, item.name, start, end)]
    if named and told.quantity is not None and not measured:
        return _named_elsewhere(note, grammar, (start, end), named, told, names)
    if not items:
        return "no goods are read in the quoted words"
    if not same:
        return f"the quoted words read as {_listed([item.name for item in items])}"
    return f"the quoted words read as {_listed([_amount(item) for item in measured] or ['no quantity of it'])}"


def _named_elsewhere(
    note: Annotation,
    grammar: Grammar,
    words: tuple[int, int],
    named: tuple[int, int],
    told: ToldGood,
    names: set[str],
) -> list[Checked] | str:
    goods = [hit for hit in note.of("good", *named) if hit.end <= named[1]]
    good = next((hit for hit in goods if {_name(hit), note.text[hit.start : hit.end].lower()} & names), None)
    if good is None:
        return "the words that are to name the good don't name it"
    figures = [q for q in _inside(note.quantities, *words) if q.dimension in _LOADS and q.per is None]
    taken = {item.quantity.start for item in find_items(note, *words) if item.quantity and _item_inside(item, *words)}
    figure = next((q for q in figures if q.start not in taken and _is_quantity(grammar, q, q.unit, told)), None)
    if figure is None:
        return f"the quoted words read as {_listed([f'{q.value:g} {q.unit}' for q in figures]) or 'no quantity'}"
    name = _name(good)
    found = Checked(
        predicate="commodity",
        start=named[0],
        end=named[1],
        words=(good.start, good.end),
        value=Goods(name=name),
        rule=NAMED_ELSEWHERE,
    )
    return [found, msgspec.structs.replace(_quantity(figure, figure.unit, name, *words), rule=NAMED_ELSEWHERE)]


def check_persons(note: Annotation, start: int, end: int, told: ToldPerson) -> list[Checked] | str:
    """The persons, if the words tell of some of whom all holds that the model says; but for their nationality."""
    if told.count is None and not (told.nationality or told.role or told.name):
        return "nothing is said of them"
    parties = [p for p in find_parties(note, start, end) if start <= p.start and p.end <= end and not p.speaks]
    parties = [party for party in parties if party.relation == "new" and not party.refers]
    if not parties:
        return "no persons are read in the quoted words, or only such as were told of before"
    party = next((party for party in parties if _is_party(party, told)), None)
    left_out = ""
    if party is None and told.nationality and (told.count is not None or told.role or told.name):
        stateless = msgspec.structs.replace(told, nationality=None)
        party = next((party for party in parties if _is_party(party, stateless)), None)
        left_out = f"their nationality is not {told.nationality} in the quoted words"
    if party is None:
        return f"the quoted words read as {_listed([_persons(party) for party in parties])}"
    value = Party(nationality=party.nationality, role=party.role, count=party.count, name=party.name)
    return [
        Checked(
            predicate="suspect", start=start, end=end, words=(party.start, party.end), value=value, left_out=left_out
        )
    ]


def _inside(spans: Sequence[S], start: int, end: int) -> list[S]:
    return [span for span in within(spans, start, end) if span.end <= end]


def _role(note: Annotation, place: PlaceSpan) -> str | None:
    begin = next((start for start, end in note.sentences if start <= place.start < end), 0)
    places = list(within(note.places, begin, place.end))
    return listed_role(note, places, places.index(place), begin)


def _country(start: int, end: int, words: tuple[int, int], country: str) -> Checked:
    value = Where(name=country, level="country", country=country, place_id=f"iso3166-1:{country}")
    return Checked(predicate="country", start=start, end=end, words=words, value=value)


def _item_inside(item: Item, start: int, end: int) -> bool:
    """Whether all from which an item is read stands in the quote: a figure may be told with a good named before."""
    spans = [(item.start, item.end), (item.good.start, item.good.end)]
    return all(start <= first and last <= end for first, last in spans)


def _name(hit: Hit) -> str:
    return hit.entry.name if isinstance(hit.entry, Good) else ""


def _is_quantity(grammar: Grammar, figure: QuantitySpan, unit: str | None, told: ToldGood) -> bool:
    """Whether a figure of the words is the one that the model says: "26.4 lb" and "12 kg" are the same."""
    number, said_unit = told.quantity, (told.unit or "").strip()
    if number is None:
        return False
    ends = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
    written = f"{number:.10f}".rstrip("0").rstrip(".")
    said = next(iter(find_quantities(f"{written} {said_unit}", grammar.units)), None)
    if said_unit and said is not None and said.unit == unit:
        return any(_close(said.value, end) for end in ends)
    if figure.dimension in _MEASURED or (said is not None and said.dimension in _MEASURED):
        return said_unit == unit and any(_close(number, end) for end in ends)
    return any(_close(number, end) for end in ends)  # things are counted alike, whatever they are called


def _close(said: float, read: float) -> bool:
    return math.isclose(said, read, rel_tol=_ROUNDING)


def _good(item: Item, start: int, end: int) -> Checked:
    words = item.good.start, item.good.end
    return Checked(predicate="commodity", start=start, end=end, words=words, value=Goods(name=item.name))


def _quantity(figure: QuantitySpan, unit: str | None, goods: str, start: int, end: int) -> Checked:
    return Checked(
        predicate="quantity",
        start=start,
        end=end,
        words=(figure.start, figure.end),
        value=Amount(value=figure.value, value_max=figure.value_max, unit=unit or "piece", goods=goods, stage="seized"),
        qualifier=figure.qualifier,
    )


def _is_party(party: Persons, told: ToldPerson) -> bool:
    return (
        told.count in (None, party.count)
        and (told.nationality or "").upper() in ("", party.nationality)
        and _same_role(told.role, party.role)
        and _same(told.name, party.name)
    )


def _same_role(said: str | None, read: str | None) -> bool:
    """Whether one names the other's noun: a manager is a branch manager."""
    one, other = (said or "").casefold(), (read or "").casefold()
    return not one or one == other or other.endswith(f" {one}") or bool(other and one.endswith(f" {other}"))


def _same(said: str | None, read: str | None) -> bool:
    return not said or (read is not None and said.casefold() == read.casefold())


def _amount(item: Item) -> str:
    figure = item.quantity
    if figure is None:
        return "no quantity"
    top = f"-{figure.value_max:g}" if figure.value_max is not None else ""
    return f"{figure.value:g}{top} {item.unit or ''} {item.name}".replace("  ", " ")


def _persons(party: Persons) -> str:
    parts = (party.count, party.nationality, party.role, party.name)
    return " ".join(str(part) for part in parts if part is not None) or "persons"


def _listed(things: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(things))
