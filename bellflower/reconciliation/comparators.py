"""What speaks for two mentions being one incident, and what against: a score and a sentence for each fact.

Every comparator takes the facts of two mentions and answers a :class:`Finding`, or ``None`` where either mention is
silent. No fact is looked at twice: a place stands for its country, and a force's country is not the place again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from bellflower.packs import Good
from bellflower.reconciliation.countries import country_name
from bellflower.reconciliation.facts import Facts, fold, is_name, person_key
from bellflower.records import Party, Where

Verdict = Literal["strong", "weak", "compatible", "differ", "contradict"]
Comparator = Callable[[Facts, Facts], "Finding | None"]

# Choices to test. An arrest or an announcement may follow the seizure by so many days and still tell of it; beyond the
# second figure the dates speak of two events.
FOLLOWS_WITHIN = 3
APART_BEYOND = 31
# Spellings of one name: at most so many letters changed in names of at least so many.
LETTERS_CHANGED, LETTERS_AT_LEAST = 1, 5
# What a place's name may leave out and still name the place.
_KIND_OF_PLACE = re.compile(
    r"(?:\s|\b)(?:international airport|airport|railway station|station|sea ?port|port of|port|harbou?r|city|town|"
    r"district|county|province|prefecture|border crossing)\b",
    re.IGNORECASE,
)
# Two points on the map are one town when they lie so near.
SAME_TOWN_KM = 15.0


@dataclass(frozen=True)
class Finding:
    """What one fact says of a pair. ``score`` counts in weak keys; a strong key counts as two of them."""

    fact: str
    verdict: Verdict
    score: float
    sentence: str


def conveyance(a: Facts, b: Facts) -> Finding | None:
    """Vessels, flights and plates by their folded names; a described conveyance ("a fishing boat") names nothing."""
    left = {fold(name): name for name in a.conveyances if is_name(name)}
    right = {fold(name): name for name in b.conveyances if is_name(name)}
    if not left or not right:
        return None
    if shared := sorted(left.keys() & right.keys()):
        return Finding("conveyance", "strong", 2.0, f"same vessel: {_both(left[shared[0]], right[shared[0]])}")
    for one in sorted(left):
        for other in sorted(right):
            if _nearly(one, other):
                names = _both(left[one], right[other])
                return Finding("conveyance", "weak", 1.0, f"vessels spelt nearly alike: {names}")
    names = f"{', '.join(left.values())}; {', '.join(right.values())}"
    return Finding("conveyance", "contradict", -2.0, f"different vessels: {names}")


def persons(a: Facts, b: Facts) -> Finding | None:
    """Named suspects, whatever the order of their names. Other names contradict only where each report knows of one."""
    left = {person_key(party.name): party.name for party in a.suspects if party.name}
    right = {person_key(party.name): party.name for party in b.suspects if party.name}
    if not left or not right:
        return None
    if shared := sorted(left.keys() & right.keys()):
        return Finding("persons", "strong", 2.0, f"same person named: {_both(left[shared[0]], right[shared[0]])}")
    if _only_one(a.suspects) and _only_one(b.suspects):
        names = f"{next(iter(left.values()))}; {next(iter(right.values()))}"
        return Finding("persons", "differ", -1.0, f"different persons named: {names}")
    return None


def when(a: Facts, b: Facts) -> Finding | None:
    """Dates as spans of days. A wide span that holds the other is compatible with it and agrees with nothing."""
    if not a.dates or not b.dates:
        return None
    pairs = [(one, other) for one in a.dates for other in b.dates]
    meeting = [(one, other) for one, other in pairs if one.overlaps(other)]
    if not meeting:
        gap = min(one.gap(other) for one, other in pairs)
        # Inside one report the dates come from one hand: there they differ on purpose.
        if a.report_id == b.report_id or gap > APART_BEYOND:
            return Finding("date", "contradict", -2.0, f"dates lie {gap} days apart")
        if gap <= FOLLOWS_WITHIN:
            return Finding("date", "weak", 0.75, f"dates lie {_count(gap, 'day')} apart")
        return Finding("date", "differ", -0.5, f"dates lie {gap} days apart")
    days = min(max(one.days, other.days) for one, other in meeting)
    if days == 1:
        return Finding("date", "weak", 1.25, "dates agree to the day")
    if days <= 31:
        return Finding("date", "weak", 1.0, "dates agree to the month")
    return Finding("date", "compatible", 0.25, "dates are compatible")


def where(a: Facts, b: Facts) -> Finding | None:
    """The places, or where a report names none finer the countries."""
    towns = [(one, other) for one in _exact(a.places) for other in _exact(b.places)]
    for one, other in towns:
        if same_place(one, other):
            return Finding("place", "weak", 1.0, f"same place: {_both(one.name, other.name)}")
    if a.countries and b.countries and not set(a.countries) & set(b.countries):
        return Finding("place", "contradict", -2.0, f"different countries: {_countries(a)}; {_countries(b)}")
    regions = [
        (one, other) for one in a.places for other in b.places if one.level == other.level and same_place(one, other)
    ]
    if regions:
        return Finding("place", "weak", 0.75, f"same region: {regions[0][0].name}")
    if towns and all(far_apart(one, other) for one, other in towns):
        return Finding("place", "differ", -1.5, f"places lie far apart: {towns[0][0].name}; {towns[0][1].name}")
    if towns:
        return Finding("place", "differ", -0.5, f"places differ: {towns[0][0].name}; {towns[0][1].name}")
    if set(a.countries) & set(b.countries):
        return Finding("place", "weak", 0.5, f"same country: {country_name(min(set(a.countries) & set(b.countries)))}")
    return None


def quantity(a: Facts, b: Facts) -> Finding | None:
    """How much, in one unit. Figures that differ do not speak against: first counts are parts of later ones."""
    pairs = [
        (one, other)
        for one in a.quantities
        for other in b.quantities
        if one.figure.unit == other.figure.unit
        and (one.goods == other.goods or one.goods is None or other.goods is None)
    ] or [
        (one, other)
        for one in a.quantities
        for other in b.quantities
        if one.figure.unit == other.figure.unit and len(a.quantities) == len(b.quantities) == 1
    ]
    if not pairs:
        return None
    agreeing = [pair for pair in pairs if pair[0].figure.agrees(pair[1].figure)]
    if not agreeing:
        return Finding("quantity", "differ", 0.0, f"quantities differ: {pairs[0][0].label}, {pairs[0][1].label}")
    one, other = agreeing[0]
    exact = math.isclose(one.figure.value, other.figure.value, rel_tol=1e-3)
    # 23,450 twice is hardly chance; 20 twice often is.
    telling = exact and min(one.digits, other.digits) >= 3
    score = 1.5 if telling else 1.0 if exact else 0.75
    how = "same quantity" if exact else "quantities agree within rounding"
    return Finding("quantity", "weak", score, f"{how}: {_both(one.label, other.label)}")


def worth(a: Facts, b: Facts) -> Finding | None:
    """What the haul was said to be worth, in one currency."""
    for one in a.worths:
        for other in b.worths:
            if one.figure.agrees(other.figure):
                return Finding("value", "weak", 1.0, f"same value: {_both(one.label, other.label)}")
    return None


def suspects(a: Facts, b: Facts) -> Finding | None:
    """Unnamed suspects by nationality, role and number. Names are compared by :func:`persons`."""
    left = [party for party in a.suspects if not party.name]
    right = [party for party in b.suspects if not party.name]
    if not left or not right:
        return None
    best = max(
        (_party(one, other) for one in left for other in right), key=lambda finding: (finding.score, finding.sentence)
    )
    return best if best.verdict != "compatible" else None


def agency(a: Facts, b: Facts) -> Finding | None:
    """The force that acted, by name."""
    shared = sorted({fold(name) for name in a.agencies} & {fold(name) for name in b.agencies})
    if not shared:
        return None
    name = next(name for name in a.agencies if fold(name) == shared[0])
    return Finding("authority", "weak", 0.5, f"same force: {name}")


def goods_comparator(known: Mapping[str, Good]) -> Comparator:
    """A comparator of goods that knows from the packs which are kin and which names stand for any."""

    def goods(a: Facts, b: Facts) -> Finding | None:
        if not a.goods or not b.goods:
            return None
        specific = [name for name in a.goods if name in b.goods and not _generic(name, known)]
        if specific:
            return Finding("goods", "weak", 1.0, f"both {specific[0]}")
        names = f"{a.goods[0]}, {b.goods[0]}" if a.goods[0] != b.goods[0] else a.goods[0]
        if any(_generic(name, known) for name in (*a.goods, *b.goods)):
            return Finding("goods", "compatible", 0.25, f"goods are compatible: {names}")
        groups = [{known[name].group for name in side if name in known} for side in (a.goods, b.goods)]
        if groups[0] & groups[1]:
            return Finding("goods", "compatible", 0.0, f"goods are of one group: {names}")
        return Finding("goods", "differ", -1.5, f"goods differ: {', '.join(a.goods)}; {', '.join(b.goods)}")

    return goods


def same_place(one: Where, other: Where) -> bool:
    """Whether two places are one: the same resolved place, the same name in one country, or points of one town."""
    if one.place_id and other.place_id and one.place_id == other.place_id:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if _same_name(one.name, other.name):
        return True
    distance = distance_km(one, other)
    return distance is not None and one.level == other.level and distance <= SAME_TOWN_KM


def _same_name(one: str, other: str) -> bool:
    """Whether names agree, or one adds to the other only what kind of place it is: ``Cairo``, ``Cairo airport``."""
    bare = {fold(one), fold(other)} & {fold(_KIND_OF_PLACE.sub("", one)), fold(_KIND_OF_PLACE.sub("", other))}
    return fold(one) == fold(other) or (
        bool(bare) and fold(_KIND_OF_PLACE.sub("", one)) == fold(_KIND_OF_PLACE.sub("", other))
    )


def far_apart(one: Where, other: Where) -> bool:
    """Whether the points are further apart than their precision explains; unknown points are not."""
    distance = distance_km(one, other)
    slack = ((one.radius_m or 0) + (other.radius_m or 0)) / 1000
    return distance is not None and distance > max(50.0, slack)


def distance_km(one: Where, other: Where) -> float | None:
    """Great-circle distance on a sphere of 6,371 km (haversine), or ``None`` where a point is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat_1, lon_1, lat_2, lon_2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def party_words(party: Party) -> str:
    """A party as people read it: number, role and name, with the country in brackets."""
    parts = " ".join(str(part) for part in (party.count, party.role, party.name) if part is not None)
    country = party.nationality or party.country
    named = country_name(country) if country else ""
    return f"{parts} ({named})" if parts and named else parts or named or "unnamed"


def _party(one: Party, other: Party) -> Finding:
    role = _agree(one.role, other.role)
    number = _agree(one.count, other.count)
    nation = _agree(one.nationality, other.nationality)
    names = _both(party_words(one), party_words(other))
    # A single man is of one trade: a diplomat is not a lumberjack.
    if nation is False or (role is False and one.count == other.count == 1):
        return Finding("suspects", "differ", -0.25, f"suspects differ: {names}")
    if role and nation and number is not False:
        return Finding("suspects", "weak", 1.0, f"same suspects: {names}")
    if role and number:
        return Finding("suspects", "weak", 0.75, f"same suspects: {names}")
    if nation and number:
        return Finding("suspects", "weak", 0.25, f"suspects agree in number and nationality: {names}")
    return Finding("suspects", "compatible", 0.0, f"suspects are compatible: {names}")


def _countries(told: Facts) -> str:
    return ", ".join(map(country_name, told.countries))


def _agree(one: object, other: object) -> bool | None:
    return None if one is None or other is None else one == other


def _generic(name: str, known: Mapping[str, Good]) -> bool:
    return name in known and known[name].kind == "generic"


def _exact(places: tuple[Where, ...]) -> list[Where]:
    return [place for place in places if place.level in {"site", "town"}]


def _only_one(parties: tuple[Party, ...]) -> bool:
    return len(parties) == 1 and parties[0].count in {None, 1}


def _nearly(one: str, other: str) -> bool:
    # Names that differ in a digit (KE901, KE902) are two names.
    if min(len(one), len(other)) < LETTERS_AT_LEAST or any(char.isdigit() for char in one + other):
        return False
    return bool(Levenshtein.distance(one, other, score_cutoff=LETTERS_CHANGED) <= LETTERS_CHANGED)


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} / {other}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
