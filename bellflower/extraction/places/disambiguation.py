"""Which place a name means, decided by the whole document.

Every mention starts with its candidates and a prior (level, population). Then the mentions vote for each other a few
rounds: a candidate gains where others of the document are likely to lie in the same country, the same first-level
division or the same stretch of land, and most of all where the text names what it lies in ("Dandong, China").
A relaxation labelling after Smith and Crane (2001) and Leidner (2007), with masses for country, division and grid cell
in place of pairwise distances, so that the cost grows with the number of candidates alone.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from bellflower.extraction.places.gazetteer import Gazetteer, Place, key, tables
from bellflower.extraction.places.transliteration import COUNTRIES, SHORTEST, Language, folded
from bellflower.patterns import regex
from bellflower.records import PlaceLevel, Record, Where

ROUNDS = 4
APART_KM = 100.0
# How much better than its best rival a reading must be, in units of the score: on news, readings with less than this
# were right less than six times in ten.
MARGIN = 1.2
TEMPERATURE = 1.0
COUNTRY_WEIGHT, DIVISION_WEIGHT, CELL_WEIGHT, CONTAINER_BONUS, REGION_WEIGHT = 1.1, 1.8, 1.3, 8.0, 0.8
CAPITAL = 1.5  # for a country's first city or cities
NAMESAKE = 4.0  # against a town that is named like a country
ADM1_PRIOR, POPULATION_WEIGHT, FAME_WEIGHT, OTHER_NAME, HOME_BONUS = 1.0, 1.0, 0.2, 1.6, 1.0

_DIVISION_WORDS = (
    "province|state|oblast|krai|region|territory|prefecture|governorate|department|emirate|republic|canton"
)
_LEVELS_OF: tuple[tuple[str, tuple[PlaceLevel, ...]], ...] = (
    ("city|town|village|township", ("town", "site")),
    (_DIVISION_WORDS, ("adm1", "region", "adm2")),
    ("county|parish|borough|district|division|municipality", ("adm2", "adm1", "town")),
    ("station|airport|port|harbour|harbor|border|checkpoint", ("site", "town")),
    ("island|islands|peninsula", ("region", "adm1", "adm2", "country", "town", "site")),
)
_LEVEL_WORDS = {word: levels for words, levels in _LEVELS_OF for word in words.split("|")}
_TRAILING = regex(rf"(?: |-)(?:{'|'.join(_LEVEL_WORDS)}|metropolitan area|metro area|do|si)$", re.I)
_LEADING = regex(
    r"^(?:the|northern|southern|eastern|western|central|north|south|east|west|northeastern|northwestern|southeastern"
    r"|southwestern|downtown|greater|upstate|mainland|metro|metropolitan|port of|city of|state of|province of|county of"
    r"|republic of|district of|town of|island of|islands of|gulf of|isle of|mount|mt\.?|lake) ",
    re.I,
)
_SHORT = {"st": "saint", "st.": "saint", "ste.": "sainte", "mt": "mount", "mt.": "mount", "ft": "fort", "ft.": "fort"}
_GAP = regex(
    r"(?:,| \(|, in|, in the| in| in the|, a \w+ (?:in|of)| of) ?"
    r"|, (?:the )?(?:\w+ )?(?:capital|port|city|town|province|state) (?:of|in) "
)
_OWNED = regex(r"['’]s [a-z -]{2,30} ")  # "China's capital Beijing"
_LEVEL_OF = regex(rf"\b({'|'.join(_LEVEL_WORDS)}) of $", re.I)
_POSTAL = regex(r"[A-Z]{2}")


# Without one of these at its head or end a plain name has no other form.
_LEADS = {*re.findall(r"[a-z]+", _LEADING.pattern), *(word.strip(".") for word in _SHORT)}
_TRAILS = frozenset(re.findall(r"[a-z]+", _TRAILING.pattern))


class Mention(Record, frozen=True):
    """A name in a text with what it may mean. ``context`` mentions vote and are not answered for."""

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]
    sole: str | None = None
    context: bool = False


class Standing(Record, frozen=True):
    """How a place stands among those that a name may mean: the parts of its score, in units of a log-like score.

    ``size``: level, population, fame. ``named``: the text names what it lies in. ``company``: others lie near it.
    """

    place: Place
    size: float
    named: float
    company: float

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return self.size + self.named + self.company


Ballots = dict[tuple[int, int], tuple[Standing, ...]]


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance (haversine, sphere of 6,371 km)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


@lru_cache(maxsize=50_000)
def names_for(phrase: str) -> tuple[tuple[str, tuple[PlaceLevel, ...]], ...]:
    """The names to look ``phrase`` up by, best first, each with the levels that a type word asks for (or none)."""
    words = phrase.casefold().split(" ")
    if phrase.replace(" ", "").isalpha() and not (words[0] in _LEADS or words[-1] in _TRAILS or "" in words):
        return ((phrase, ()),)
    phrase = re.sub(r"\s+", " ", phrase).strip().removesuffix("'s").removesuffix("’s").strip(" ,'\"’")
    out: list[tuple[str, tuple[PlaceLevel, ...]]] = [(phrase, ())]
    head, _, rest = phrase.partition(" ")
    if rest and (full := _SHORT.get(head.casefold())):
        out.append((f"{full} {rest}", ()))
    for name, levels in tuple(out):
        if match := _TRAILING.search(name):
            word = match.group().strip(" -").casefold()
            out.append((name[: match.start()], _LEVEL_WORDS.get(word, levels)))
        if match := _LEADING.match(name):
            out.append((name[match.end() :], levels))
    return tuple(out)


def written_so(written: str, phrase: str) -> bool:
    """Abbreviations and capitals ("US", "Ky.", "La.") count only as they are written; other names in any case."""
    if "." in written or (len(written) <= 4 and written.isupper()):
        plain, given = written.replace(" ", ""), phrase.replace(" ", "")
        bare = plain.replace(".", "")
        return given in (plain, plain + ".", bare + ".") or (given == bare and bare.isupper() and len(bare) > 1)
    return True


def curated(name: str) -> tuple[str | None, tuple[Place, ...], bool]:
    """What our tables hold for ``name``: the canonical name where an alias gives it, the places, and if that is all."""
    own = tables()
    name_key = key(name)
    if (alias := own.sole.get(name_key)) and (len(name_key) > 3 or name.isupper()):
        return alias[0], tuple(p for i in alias[1] if (p := own.by_id.get(i))), True
    return None, tuple(place for written, place in own.names.get(name_key, ()) if written_so(written, name)), False


@lru_cache(maxsize=20_000)
def candidates(
    phrase: str, gazetteer: Gazetteer, languages: tuple[Language, ...]
) -> tuple[str | None, tuple[Place, ...]]:
    """All that ``phrase`` may mean, and the canonical name where an alias gives it."""
    for number, (name, levels) in enumerate(names_for(phrase)):
        alias, places, exclusive = curated(name)
        if exclusive:
            ids = tables().sole[key(name)][1]
            return alias, tuple(p for i in ids if (p := gazetteer.place(i)))
        if number == 0 and (code := tables().demonyms.get(name)):
            return None, (tables().by_id[f"iso3166-1:{code}"],)
        name_key = key(name)
        found = places
        if len(name_key) > 2:
            found += gazetteer.town(name_key)
        for language in languages:
            if _may_be_spelt(name, language, found):
                found += gazetteer.spelt(name, language)
        if levels and any(p.level in levels for p in found):
            found = tuple(p for p in found if p.level in levels)
        if found:
            return None, found
    return None, ()


def _may_be_spelt(name: str, language: Language, found: Sequence[Place]) -> bool:
    """Whether ``name`` is worth asking for by its key: it is long enough, and what is known of it lies elsewhere."""
    if len(folded(name, language)) < SHORTEST[language]:
        return False
    if language != "ko":
        return not found
    return len(found) < 3 and all(p.country not in COUNTRIES["ko"] and not p.curated for p in found)


@lru_cache(maxsize=50_000)
def prior(place: Place, name: str) -> float:
    """How likely a place is meant before anything is read, as a log-like score of about 0 to 9."""
    match place.level:
        case "country":
            return 10.0
        case "region" | "sea":
            return 7.5
        case "adm1":
            return ADM1_PRIOR + math.log10(place.population + 30)
        case "site":
            return 6.0
        case "adm2":
            return 4.0 if len(key(name)) >= len(key(place.name)) else 3.0
    score = POPULATION_WEIGHT * math.log10(place.population + 30) + FAME_WEIGHT * math.log2(1 + place.fame)
    if place.curated:
        return max(score, 6.6)
    own = key(place.name)
    if all(own != key(form) for form, _ in names_for(name)):
        return score - OTHER_NAME
    return score + CAPITAL if place.capital else score


def contains(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` lies in ``outer``, by codes or, for a county, by distance."""
    if outer.id == inner.id or outer.country is None or outer.country != inner.country:
        return outer.level == "region" and outer.id != inner.id and kilometres(outer, inner) * 1000 < outer.radius_m
    match outer.level:
        case "country":
            return True
        case "adm1":
            return outer.admin1 == inner.admin1 and inner.level != "adm1"
        case "adm2":
            return inner.level in ("town", "site") and kilometres(outer, inner) * 1000 < outer.radius_m + 30_000
        case "town":
            return (
                inner.level in ("town", "site")
                and inner.population < outer.population
                and kilometres(outer, inner) < 40
            )
    return False


@lru_cache(maxsize=50_000)
def _cells(place: Place) -> tuple[tuple[int, int], ...]:
    """The square of 1.5 degrees that a place is in, and the three nearest to it."""
    y, x = place.lat / 1.5, place.lon / 1.5
    row, column = math.floor(y), math.floor(x)
    other_row = row + (1 if y - row > 0.5 else -1)
    other_column = column + (1 if x - column > 0.5 else -1)
    return (row, column), (other_row, column), (row, other_column), (other_row, other_column)


class _Pool(Record, frozen=True, eq=False):
    """One name of a text: its mentions, what it may mean, and how much its vote counts."""

    indices: list[int]
    places: tuple[Place, ...]
    weight: float
    settled: bool  # at most one candidate, and nobody asks how it stands: no score decides, though its vote counts
    cells: list[tuple[tuple[int, int], ...]]  # of each place that is one spot; empty for a wide one


def disambiguate(
    text: str,
    mentions: Sequence[Mention],
    home: str | None = None,
    margin: float = MARGIN,
    ballots: Ballots | None = None,
) -> list[Where | None]:
    """One answer for each mention, in order: a place, a place unresolved with its candidates, or ``None``.

    Where ``ballots`` is given, the standing of all candidates is left there by span, best first.
    """
    groups: defaultdict[tuple[str, tuple[Place, ...]], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        groups[key(mention.name), mention.candidates].append(index)
    pools = [
        _Pool(
            indices=indices,
            places=places,
            weight=1 + 0.5 * math.log2(len(indices)),
            settled=not places or (len(places) == 1 and ballots is None),
            cells=[_cells(p) if p.level in ("town", "site", "adm2") else () for p in places],
        )
        for (_, places), indices in groups.items()
    ]
    answers: list[Where | None] = [None] * len(mentions)
    for pool in pools:
        if pool.settled and pool.places:
            where = _answer(mentions[pool.indices[0]], pool.places, [0.0], margin)
            for index in pool.indices:
                answers[index] = where
    disputed = [pool for pool in pools if not pool.settled]
    if not disputed:
        return answers
    settled = _Votes()
    for pool in pools:
        if pool.settled:
            settled.add(pool, [1.0] * len(pool.places))
    size = math.log2(1 + sum(pool.weight for pool in pools))
    bonus = _container_bonus(text, mentions)
    base = [_base(pool, mentions[pool.indices[0]].name, bonus, home) for pool in disputed]
    scores = base
    for _ in range(ROUNDS):
        scores = _round(disputed, base, scores, settled, size)
    for pool, first, row in zip(disputed, base, scores, strict=True):
        most = [max(bonus[i][n] for i in pool.indices) for n in range(len(pool.places))]
        for index in pool.indices:
            named, score = most, row
            if any(b > 0 for b in bonus[index]):
                named = bonus[index]
                score = [s - m + own for s, m, own in zip(score, most, named, strict=True)]
            answers[index] = _answer(mentions[index], pool.places, score, margin)
            if ballots is not None:
                ranked = [
                    Standing(place=p, size=first[n] - most[n], named=named[n], company=row[n] - first[n])
                    for n, p in enumerate(pool.places)
                ]
                span = mentions[index].start, mentions[index].end
                ballots[span] = tuple(sorted(ranked, key=lambda s: -s.score))
    return answers


def _base(pool: _Pool, written: str, bonus: Sequence[Sequence[float]], home: str | None) -> list[float]:
    """The scores before any vote."""
    nation = any(place.level == "country" for place in pool.places)
    return [
        prior(place, written)
        - (NAMESAKE if nation and not place.curated else 0)
        + max(bonus[i][n] for i in pool.indices)
        + (HOME_BONUS if home and place.country == home else 0)
        for n, place in enumerate(pool.places)
    ]


def _container_bonus(text: str, mentions: Sequence[Mention]) -> list[list[float]]:
    bonus = [[0.0] * len(m.candidates) for m in mentions]
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for a, b in itertools.pairwise(order):
        inner, outer = mentions[a], mentions[b]
        gap = text[inner.end : outer.start]
        if not inner.candidates or len(gap) > 40:
            continue
        if _GAP.fullmatch(gap):
            nation = any(place.level == "country" for place in inner.candidates)
            holders = [o for o in outer.candidates if not (nation and o.level == "country")]  # "China, Japan" is a list
            for n, place in enumerate(inner.candidates):
                if any(contains(o, place) for o in holders):
                    bonus[a][n] += CONTAINER_BONUS
            for n, place in enumerate(outer.candidates):
                if any(contains(place, i) for i in inner.candidates):
                    bonus[b][n] += CONTAINER_BONUS / 2
        elif gap in ("'s ", "’s ", " ") or _OWNED.fullmatch(gap):
            for n, place in enumerate(outer.candidates):
                if any(contains(i, place) for i in inner.candidates):
                    bonus[b][n] += CONTAINER_BONUS
    return bonus


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp((s - top) / TEMPERATURE) for s in scores]
    total = sum(weights)
    return [w / total for w in weights]


class _Votes:
    """How much of what the names of a text likely mean lies in each country, division and cell."""

    def __init__(self) -> None:
        self.country: dict[str, float] = {}
        self.division: dict[str, float] = {}
        self.cell: dict[tuple[int, int], float] = {}

    def add(self, pool: _Pool, shares: Sequence[float]) -> None:
        """The votes of one name, by the share of each of its places."""
        country, division, cell = self.country, self.division, self.cell
        for place, cells, share in zip(pool.places, pool.cells, shares, strict=True):
            mass = share * pool.weight
            if place.country:
                country[place.country] = country.get(place.country, 0.0) + mass
            if place.admin1:
                division[place.admin1] = division.get(place.admin1, 0.0) + mass
            if cells:
                cell[cells[0]] = cell.get(cells[0], 0.0) + mass

    def copy(self) -> _Votes:
        """The same votes, to which more may be added."""
        other = _Votes()
        other.country, other.division, other.cell = self.country.copy(), self.division.copy(), self.cell.copy()
        return other


def _round(
    pools: Sequence[_Pool], base: Sequence[list[float]], scores: Sequence[list[float]], settled: _Votes, size: float
) -> list[list[float]]:
    """One round of votes: the prior of each candidate and what the likely places of all other names lend it."""
    votes = settled.copy()
    shares = [_shares(row) for row in scores]
    for pool, row in zip(pools, shares, strict=True):
        votes.add(pool, row)
    country, division, cell, log2 = votes.country, votes.division, votes.cell, math.log2
    out: list[list[float]] = []
    for pool, row, first in zip(pools, shares, base, strict=True):
        made = []
        for place, cells, share, score in zip(pool.places, pool.cells, row, first, strict=True):
            mass = share * pool.weight
            if place.country and (others := country[place.country] - mass) > 0:
                score += COUNTRY_WEIGHT * log2(1 + others)
            if place.admin1 and (others := division[place.admin1] - mass) > 0:
                score += DIVISION_WEIGHT * log2(1 + others)
            if cells:
                if (others := sum(cell[c] for c in cells if c in cell) - mass) > 0:
                    score += CELL_WEIGHT * log2(1 + others)
            elif place.level in ("region", "sea"):  # they lie in no country: none of the above can speak for them
                score += REGION_WEIGHT * size
            made.append(score)
        out.append(made)
    return out


def _answer(mention: Mention, pool: tuple[Place, ...], scores: list[float], margin: float) -> Where | None:
    if not pool:
        return None
    order = sorted(range(len(pool)), key=lambda n: -scores[n])
    best = pool[order[0]]
    apart = max(APART_KM, best.radius_m / 1000)
    rival = next((n for n in order[1:] if kilometres(best, pool[n]) > apart), None)
    sure = mention.sole is None or len(pool) == 1
    if sure and (rival is None or scores[order[0]] - scores[rival] >= margin):
        return as_where(best, mention.sole)
    near = [n for n in order if mention.sole or scores[order[0]] - scores[n] < 3.0][:8]
    alike: set[str | None] = {pool[n].country for n in near}
    levels = {pool[n].level for n in near}
    return Where(
        name=mention.sole or mention.name,
        level=best.level if len(levels) == 1 else "town",
        country=best.country if len(alike) == 1 else None,
        candidates=tuple(pool[n].id for n in near),
    )


def as_where(place: Place, name: str | None = None) -> Where:
    """The record of a place that is sure."""
    return Where(name=name or place.name, level=place.level, country=place.country, lat=place.lat, lon=place.lon,
                 radius_m=place.radius_m, place_id=place.id)  # fmt: skip


def mention(
    text: str, start: int, end: int, gazetteer: Gazetteer, languages: tuple[Language, ...], context: bool = False
) -> Mention:
    """The mention at ``start:end`` of ``text`` with its candidates."""
    name = text[start:end]
    if _POSTAL.fullmatch(name) and text[max(0, start - 2) : start] == ", ":
        own = tables().divisions
        if place := own.get(f"US.{name}"):
            return Mention(start=start, end=end, name=name, candidates=(place,), context=context)
    sole, places = candidates(name, gazetteer, languages)
    if text[max(0, start - 4) : start].casefold() == " of " and (
        of := _LEVEL_OF.search(text, max(0, start - 24), start)
    ):
        levels = _LEVEL_WORDS[of.group(1).casefold()]
        places = tuple(p for p in places if p.level in levels) or places
    if not places:
        return Mention(start=start, end=end, name=name, candidates=(), sole=sole, context=context)
    plain = names_for(name)[-1][0]
    return Mention(
        start=start, end=end, name=plain if len(plain) > 2 else name, candidates=places, sole=sole, context=context
    )


def languages_of(text: str) -> tuple[Language, ...]:
    """The languages whose spellings may stand in ``text``: it names a country where they are written."""
    automaton, languages = _names_by_language()
    found = {languages[index] for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
    return tuple(language for language in COUNTRIES if language in found)


@cache
def _names_by_language() -> tuple[AhoCorasick, list[Language]]:
    """An automaton of the names of countries and peoples, and the language that each name stands for."""
    own = tables()
    names: dict[Language, tuple[str, ...]] = {}
    for language, countries in COUNTRIES.items():
        people = [word for word, country in own.demonyms.items() if country in countries]
        names[language] = tuple(sorted({*people, *(own.by_id[f"iso3166-1:{c}"].name for c in countries)}))
    names["ko"] = ("Korea", "KOREA", "DPRK", "Pyongyang")
    pairs = [(name, language) for language, group in names.items() for name in group]
    return AhoCorasick([name for name, _ in pairs]), [language for _, language in pairs]


def resolve_mentions(
    text: str, given: Iterable[Mention], around: Iterable[Mention], margin: float = MARGIN
) -> list[Where | None]:
    """Answers for the ``given`` mentions, with those ``around`` (outside the given spans) as context."""
    asked = list(given)
    spans = [(m.start, m.end) for m in asked]
    others = [m for m in around if not any(m.start < e and s < m.end for s, e in spans)]
    return disambiguate(text, [*asked, *others], None, margin)[: len(asked)]
