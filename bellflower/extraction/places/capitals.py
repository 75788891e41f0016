"""Capitals that are called by their state and not by name: "the Ruritanian capital"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from bellflower.extraction.places.disambiguation import as_where
from bellflower.extraction.places.gazetteer import Gazetteer, Place, tables
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan
from bellflower.patterns import regex

_CAPITAL = regex(r" capital\b(?!-| (?:gains?|punishment|crimes?|markets?|controls?|investment)\b)")
_NAMED = regex(r",? (?:city )?(?:of )?")
# More than one city is called so, or another was in the lifetime of the reports.
_UNSURE = frozenset("BI BJ BO CI EH KZ LK ME MM NG PS SZ TZ ZA".split())  # noqa: SIM905


def with_capitals(
    text: str, places: Sequence[PlaceSpan], nationalities: Sequence[NationalitySpan], gazetteer: Gazetteer
) -> Sequence[PlaceSpan]:
    """``places`` and the capitals that ``text`` calls by their state, in order."""
    if " capital" not in text:
        return places
    found = list(_found(text, places, nationalities, gazetteer))
    return sorted([*places, *found], key=lambda span: span.start) if found else places


def _found(
    text: str, places: Sequence[PlaceSpan], nationalities: Sequence[NationalitySpan], gazetteer: Gazetteer
) -> Iterator[PlaceSpan]:
    for nation in nationalities:
        word = _CAPITAL.match(text, nation.end)
        if not word or nation.country in _UNSURE:
            continue
        after = next((place.start for place in places if place.start >= word.end()), None)
        if after is not None and _NAMED.fullmatch(text, word.end(), after):
            continue  # "the Kenyan capital, Nairobi": the name says it
        if place := _capital_of(nation.country, gazetteer):
            yield PlaceSpan(start=nation.start, end=word.end(), where=as_where(place))


@cache
def _capital_of(country: str, gazetteer: Gazetteer) -> Place | None:
    towns = (town for code, key in tables().capitals if code == country for town in gazetteer.town(key))
    own = [town for town in towns if town.country == country]
    return max(own, key=lambda town: (town.population, town.id), default=None)
