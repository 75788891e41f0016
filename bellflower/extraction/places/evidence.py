"""Towns in countries of which a text says nothing: a name that happens to stand in a gazetteer, left open."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bellflower.extraction.places.gazetteer import Gazetteer, Place
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan
from bellflower.records import Where

KNOWN_BY_ITSELF = 40_000  # inhabitants of a town that needs no country beside it


def with_evidence(
    spans: Sequence[PlaceSpan], nationalities: Sequence[NationalitySpan], gazetteer: Gazetteer
) -> tuple[PlaceSpan, ...]:
    """``spans`` in order; a lesser town stays resolved only where its country stands in the text in another way.

    That is: as a country, by its people, or by a place that is known by itself. A text that names no country at all is
    left as it is. A town left open keeps what it may be among its ``candidates``.
    """
    places = {span: gazetteer.place(span.where.place_id) for span in spans if span.where.place_id}
    named = {nation.country for nation in nationalities}
    named |= {place.country for place in places.values() if place is not None and place.country and _is_known(place)}
    if not named:
        return tuple(spans)
    return tuple(
        _left_open(span)
        if (place := places.get(span)) and not _is_known(place) and place.country not in named
        else span
        for span in spans
    )


def _is_known(place: Place) -> bool:
    return place.level != "town" or place.curated or place.capital or place.population >= KNOWN_BY_ITSELF


def _left_open(span: PlaceSpan) -> PlaceSpan:
    where = span.where
    candidates = (where.place_id,) if where.place_id else ()
    return msgspec.structs.replace(span, where=Where(name=where.name, level=where.level, candidates=candidates))
