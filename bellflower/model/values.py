"""Every value that a model gives, read again by the grammar out of the words it quotes; else it does not count.

What counts is the value as the grammar reads it, never the model's: the model only says where to look. Each function
takes the quote's place in the view and what the model said, and gives the values that follow, or why none does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

from bellflower.extraction.annotation import Annotation, Span, within
from bellflower.extraction.dates.dates import exchange_date
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.circumstances import find_circumstances
from bellflower.extraction.incidents.items import Item, find_items
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.persons.parties import Party as Persons
from bellflower.extraction.persons.parties import find_parties
from bellflower.extraction.places.places import PlaceSpan
from bellflower.extraction.quantities.quantities import find_quantities
from bellflower.model.prompt import ToldCountry, ToldDate, ToldGood, ToldPerson, ToldPlace
from bellflower.packs import Good
from bellflower.records import Amount, Goods, IncidentKind, Party, Predicate, Qualifier, Record, Value, When, Where

_ROUNDING = 0.005  # of a figure: what converting it may cost
S = TypeVar("S", bound=Span)
_MEASURED = frozenset(["mass", "volume", "currency", "area"])  # a figure in these needs its unit


class Checked(Record, frozen=True):
    """A value whose words bear it out. ``start:end`` is the quote in the view, ``words`` those of the value itself."""

    predicate: Predicate
    start: int
    end: int
    words: tuple[int, int]
    value: Value
    qualifier: Qualifier = "exact"
    kind: IncidentKind | None = None  # of an act


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
    """The place, if the words name it and don't say that the goods only came from there or went there."""
    places = _inside(note.places, start, end)
    if not places:
        return "no place is read in the quoted words"
    said = told.place.casefold()
    named = [p for p in places if said in (p.where.name.casefold(), note.text[p.start : p.end].casefold())]
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


def check_goods(note: Annotation, grammar: Grammar, start: int, end: int, told: ToldGood) -> list[Checked] | str:
    """The goods and their quantity, if one figure in the words measures these goods and is the one the model says."""
    items = [item for item in find_items(note, start, end) if _item_inside(item, start, end)]
    if not items:
        return "no goods are read in the quoted words"
    names = {hit.entry.name for hit in grammar.lexicon.find(told.good) if isinstance(hit.entry, Good)}
    names.add(told.good.casefold())
    same = [item for item in items if item.name in names or note.text[item.good.start : item.good.end].lower() in names]
    if not same:
        return f"the quoted words read as {_listed([item.name for item in items])}"
    if told.quantity is None:
        return [_good(item, start, end) for item in same[:1]]
    measured = [item for item in same if item.quantity is not None and item.unit]
    item = next((item for item in measured if _is_quantity(grammar, item, told)), None)
    if item is None:
        return f"the quoted words read as {_listed([_amount(item) for item in measured] or ['no quantity of it'])}"
    return [_good(item, start, end), _quantity(item, start, end)]


def check_persons(note: Annotation, start: int, end: int, told: ToldPerson) -> list[Checked] | str:
    """The persons, if the words tell of some of whom all holds that the model says."""
    if told.count is None and not (told.nationality or told.role or told.name):
        return "nothing is said of them"
    parties = [p for p in find_parties(note, start, end) if start <= p.start and p.end <= end and not p.speaks]
    parties = [party for party in parties if party.relation == "new" and not party.refers]
    if not parties:
        return "no persons are read in the quoted words, or only such as were told of before"
    party = next((party for party in parties if _is_party(party, told)), None)
    if party is None:
        return f"the quoted words read as {_listed([_persons(party) for party in parties])}"
    value = Party(nationality=party.nationality, role=party.role, count=party.count, name=party.name)
    return [Checked(predicate="suspect", start=start, end=end, words=(party.start, party.end), value=value)]


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


def _is_quantity(grammar: Grammar, item: Item, told: ToldGood) -> bool:
    """Whether a figure of the words is the one that the model says: "26.4 lb" and "12 kg" are the same."""
    figure, number, unit = item.quantity, told.quantity, (told.unit or "").strip()
    if figure is None or number is None:
        return False
    ends = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
    said = next(iter(find_quantities(f"{number:.10f}".rstrip("0").rstrip(".") + f" {unit}", grammar.units)), None)
    if unit and said is not None and said.unit is not None:
        return said.unit == item.unit and any(_close(said.value, end) for end in ends)
    if figure.dimension in _MEASURED:
        return unit == item.unit and any(_close(number, end) for end in ends)
    return any(_close(number, end) for end in ends)


def _close(said: float, read: float) -> bool:
    return math.isclose(said, read, rel_tol=_ROUNDING)


def _good(item: Item, start: int, end: int) -> Checked:
    words = item.good.start, item.good.end
    return Checked(predicate="commodity", start=start, end=end, words=words, value=Goods(name=item.name))


def _quantity(item: Item, start: int, end: int) -> Checked:
    figure = item.quantity
    assert figure is not None and item.unit
    return Checked(
        predicate="quantity",
        start=start,
        end=end,
        words=(figure.start, figure.end),
        value=Amount(value=figure.value, value_max=figure.value_max, unit=item.unit, goods=item.name, stage="seized"),
        qualifier=figure.qualifier,
    )


def _is_party(party: Persons, told: ToldPerson) -> bool:
    return (
        told.count in (None, party.count)
        and (told.nationality or "").upper() in ("", party.nationality)
        and _same(told.role, party.role)
        and _same(told.name, party.name)
    )


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
