"""One clause that tells of several incidents side by side: one fragment for each.

"Caught in Tokyo (3.2 kg), Seoul (1.9 kg) and Kuala Lumpur (4.75 kg)"; "in April and September 2006 took 590 kg and
12 kg respectively"; "expelled from Denmark, Finland and Norway".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.places.places import PlaceSpan
from bellflower.patterns import regex

_LISTED = regex(r",? ?(?:and |or )?(?:(?:in|at|near|from|off) )?(?:the )?")


def spread(note: Annotation, fragment: Fragment) -> Iterator[Fragment]:
    """``fragment``, or one for each of the incidents that it tells of side by side."""
    parts = _by_weight(note, fragment) or _side_by_side(note, fragment) or _by_country(note, fragment)
    yield from parts or [fragment]


def _by_weight(note: Annotation, fragment: Fragment) -> list[Fragment]:
    """Places that each have their load in brackets behind them."""
    pairs = []
    for place in within(note.places, fragment.start, fragment.end):
        figures = [
            q for q in within(note.quantities, place.end, place.end + 4) if q.dimension in ("mass", "volume", "count")
        ]
        if figures and re.fullmatch(r",? ?\(", note.text[place.end : figures[0].start]):
            pairs.append((place, figures[0]))
    good = next(iter(fragment.items), None)
    if len(pairs) < 2 or good is None:
        return []
    return [
        _at(fragment, place, [msgspec.structs.replace(good, start=q.start, end=q.end, quantity=q, unit=q.unit)])
        for place, q in pairs
    ]


def _side_by_side(note: Annotation, fragment: Fragment) -> list[Fragment]:
    """As many loads of one good as places, or as ends of "April and September": each to each in order."""
    loads = [item for item in fragment.items if item.quantity is not None]
    if not 2 <= len(loads) <= 4 or len({item.name for item in loads}) != 1 or not _is_list(note, loads):
        return []
    places = _event_list(note, fragment)
    date = fragment.around.date
    ends = date.edtf.split("/") if date and "/" in date.edtf and " and " in note.text[date.start : date.end] else []
    if len(places) == len(loads):
        parts = [_at(fragment, place, [load]) for place, load in zip(places, loads, strict=True)]
    elif len(ends) == len(loads):
        parts = [msgspec.structs.replace(fragment, items=(load,)) for load in loads]
    else:
        return []
    if len(ends) == len(loads) and date is not None:
        parts = [
            msgspec.structs.replace(
                part, around=msgspec.structs.replace(part.around, date=msgspec.structs.replace(date, edtf=end))
            )
            for part, end in zip(parts, ends, strict=True)
        ]
    return parts


def _is_list(note: Annotation, loads: Sequence[Item]) -> bool:
    spans = [item.quantity for item in loads if item.quantity is not None]
    gaps = [note.text[a.end : b.start] for a, b in itertools.pairwise(spans)]
    return all(re.fullmatch(r"(?: of \w+)?,? ?(?:and )?", gap) for gap in gaps)


def _event_list(note: Annotation, fragment: Fragment) -> list[PlaceSpan]:
    places = within(note.places, fragment.start, fragment.end)
    runs: list[list[int]] = []
    for index in range(len(places)):
        if listed_role(note, places, index, fragment.start) != "event":
            continue
        if (
            runs
            and runs[-1][-1] == index - 1
            and _LISTED.fullmatch(note.text[places[index - 1].end : places[index].start])
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    longest = max(runs, key=len, default=[])
    return [places[i] for i in longest] if len(longest) > 1 else []


def _by_country(note: Annotation, fragment: Fragment) -> list[Fragment]:
    """Several countries that expelled, or in which one clause says that persons were caught."""
    places = within(note.places, fragment.start, fragment.end)
    runs: list[list[int]] = []
    for index, place in enumerate(places):
        if place.where.level != "country":
            continue
        joined = runs and runs[-1][-1] == index - 1
        if joined and _LISTED.fullmatch(note.text[places[index - 1].end : place.start]):
            runs[-1].append(index)
        else:
            runs.append([index])
    run = max(runs, key=len, default=[])
    if len(run) < 2 or "expulsion" not in fragment.kinds:
        return []
    apart = ("stationed", "destination")
    countries = [places[i] for i in run if listed_role(note, places, i, fragment.start) not in apart]
    return [_at(fragment, place, fragment.items) for place in countries] if len(countries) > 1 else []


def _at(fragment: Fragment, place: PlaceSpan, items: Sequence[Item]) -> Fragment:
    around = fragment.around
    country = place.where.country or around.country
    around = msgspec.structs.replace(
        around,
        place=place,
        country=country,
        country_span=(place.start, place.end) if place.where.country else around.country_span,
        country_from="place" if place.where.country else around.country_from,
        authority_country=around.authority_country if around.authority else country,
    )
    return msgspec.structs.replace(fragment, around=around, items=tuple(items), aside=True)
