"""Places in Korean: names of the tables and of GeoNames that a particle, a suffix or the name shows to be one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick_rs

from bellflower.extraction.korean.morphemes import Morpheme
from bellflower.extraction.places.gazetteer import Gazetteer, Place, key, rows
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan
from bellflower.extraction.places.romanisation import is_hangul
from bellflower.patterns import regex
from bellflower.records import Record, Where

_SUFFIX = regex(
    r"(?:특별시|광역시|직할시|노동자구|로동자구|시|군|구|읍|면|리|동|성|현|주|도|자치주|항|역|섬)(?=에|의|은"
    r"|는|이|가|을|를|로|과|와|도|\s|,|[^가-힣]|$)"
)
_FACILITY = regex(
    r"(?: ?[가-힣]{2,6})? ?(?:국제공항|공항|항구|항만|항|부두|역|국경|교도소)(?=에서|서|에|의|을|를|으로|로|세관"
    r"|\s|,|[^가-힣]|$)"
)
_NO_FACILITY = regex(r"대사관|영사관|외교관|정부|당국|선박|화물|경찰|어선|국적")
_OF_PEOPLE = regex(r"인(?!도|천|민|근|터|질|삼|접|공|구|력|수|계|권)")
_MADE_IN = regex(r"(?:산|제|어|식|행|발|화|계)(?![가-힣]{2})| ?(?:돈|말로|여권)(?![가-힣]{2})")
_PLACE_PARTICLE = regex(
    r"(?:시|군|구|읍|면|리|도|성|현|주|항)?\s?(?:에서|에|의|으로|로|을 거쳐|를 거쳐|발|행|,|항|공항|본부|지방"
    r"|세관|해경"
    r"|과\s|와\s|지검|경찰|앞바다|시내|인근|근처|교외|일대|주재)|(?: [가-힣]{2,6})? ?(?:국제)?공항"
)
_SEAT = regex(
    r"(?P<name>[가-힣]{2,5}?)(?:국제)?(?:공항)?(?:[가-힣]{2}(?=본부))?(?:본부|지방|중앙|국제|북부|남부|동부|서부)?"
    r"(?:시|군|구|읍|도|성|현|주|세관|경찰청|경찰서|해양경찰서|해경|검찰청|지검|지법|공항|항|역)"
)
_ENOUGH = 5  # times as many people live in the town that is meant where only its size tells
_SHORT = 2  # syllables up to which a name must be a proper noun to be one


class _Name(Record, frozen=True):
    """A name of ``packs/places/korean.csv`` and the places it may mean."""

    term: str
    ids: tuple[str, ...]


@cache
def _names() -> tuple[_Name, ...]:
    return tuple(
        _Name(term=term, ids=tuple(row["ids"].split("|")))
        for row in rows("korean.csv")
        for term in row["terms"].split("|")
    )


@cache
def names() -> tuple[str, ...]:
    """The names of towns and divisions that a dictionary may not know; those that are common words too left out."""
    lines = (row for row in rows("korean.csv") if "common word" not in row["note"] and "iso3166-1:" not in row["ids"])
    return tuple(sorted({term for row in lines for term in row["terms"].split("|") if term.isalpha()}))


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([name.term for name in _names()])


class Found(Record, frozen=True):
    """The places and the words for peoples of a text, each in order."""

    places: tuple[PlaceSpan, ...]
    nationalities: tuple[NationalitySpan, ...]


def find_places(text: str, morphemes: Sequence[Morpheme], gazetteer: Gazetteer) -> Found:
    """All places of ``text`` with the whole of it as context, and the words for the people of a country."""
    named: dict[tuple[int, int], tuple[Place, ...]] = {}
    peoples: list[NationalitySpan] = []
    tags = {m.start: m for m in morphemes}
    ends = {m.end for m in morphemes}
    for index, start, end in sorted(_automaton().find_matches_as_indexes(text, overlapping=True)):
        name = _names()[index]
        places = tuple(p for i in name.ids if (p := gazetteer.place(i)) is not None)
        if start not in tags or not places:
            continue
        if _OF_PEOPLE.match(text, end) and places[0].level == "country" and (end + 1 in ends or end in ends):
            peoples.append(NationalitySpan(start=start, end=end + 1, country=places[0].country or ""))
        elif (end in ends or _SUFFIX.match(text, end)) and _is_name(tags[start], end - start):
            named[start, end] = places
    named |= _towns(text, morphemes, gazetteer, named)
    kept = _longest(named)
    following = {a[1]: b[0] for a, b in itertools.pairwise(kept)}
    single = [named[span][0] for span in kept if len(named[span]) == 1]
    countries = {place.country for place in single if place.country}
    countries |= {n.country for n in peoples}
    spans = tuple(
        PlaceSpan(
            start=start,
            end=_extended(text, end, following.get(end, len(text))),
            where=_where(named[start, end], countries),
        )
        for start, end in kept
        if not _MADE_IN.match(text, end)
    )
    return Found(places=spans, nationalities=tuple(sorted(peoples, key=lambda n: n.start)))


def _is_name(first: Morpheme, length: int) -> bool:
    return length > _SHORT or first.tag in ("NNP", "SL", "SH")


def _towns(
    text: str, morphemes: Sequence[Morpheme], gazetteer: Gazetteer, known: dict[tuple[int, int], tuple[Place, ...]]
) -> dict[tuple[int, int], tuple[Place, ...]]:
    """The proper nouns that only GeoNames knows, where a particle or suffix of place stands behind them."""
    taken = sorted(known)
    open_names = {
        span: text[span[0] : span[1]]
        for m in morphemes
        if m.tag == "NNP" and m.end - m.start > 1 and not any(a < m.end and m.start < b for a, b in taken)
        for span in _stems(text, m)
        if _PLACE_PARTICLE.match(text, span[1]) or _SUFFIX.match(text, span[1])
    }
    exact = gazetteer.towns({key(name) for name in open_names.values()})
    found = {}
    for span, name in open_names.items():
        places = exact.get(key(name)) or gazetteer.spelt(name, "ko")
        if places:
            found[span] = tuple(places)
    return found


def _stems(text: str, name: Morpheme) -> Iterator[tuple[int, int]]:
    """A proper noun, and what stands before the word for its level or for an institution: 회령시, 부산본부세관."""
    word = text[name.start : name.end]
    first = word.split(" ")[0]
    for piece in dict.fromkeys((word, first)):
        if is_hangul(piece):
            yield name.start, name.start + len(piece)
    seat = _SEAT.fullmatch(first)
    if seat:
        yield name.start, name.start + seat.end("name")


def _longest(spans: dict[tuple[int, int], tuple[Place, ...]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _extended(text: str, end: int, limit: int) -> int:
    """The end with the word for its level, or the airport, port or station of that name; before the next place."""
    facility = _FACILITY.match(text, end)
    if facility and facility.end() <= limit and not _NO_FACILITY.search(facility.group()):
        return facility.end()
    suffix = _SUFFIX.match(text, end)
    return suffix.end() if suffix else end


def _where(places: Sequence[Place], countries: set[str]) -> Where:
    one = _meant(places, countries)
    if one is None:
        shared = {p.country for p in places}
        return Where(
            name=places[0].name,
            level=places[0].level,
            country=shared.pop() if len(shared) == 1 else None,
            candidates=tuple(p.id for p in places),
        )
    return Where(
        name=one.name,
        level=one.level,
        country=one.country,
        lat=one.lat,
        lon=one.lon,
        radius_m=one.radius_m,
        place_id=one.id,
    )


def _meant(places: Sequence[Place], countries: set[str]) -> Place | None:
    """The only candidate, or the only one in a country the text names, or by far the greatest of those left."""
    if len(places) > 1:
        places = [p for p in places if p.country in countries] or places
    ranked = sorted(places, key=lambda p: -p.population)
    if len(ranked) == 1 or (ranked[0].population and ranked[0].population >= _ENOUGH * ranked[1].population):
        return ranked[0]
    return None
