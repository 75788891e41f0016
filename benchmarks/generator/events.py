"""What truly happened: catches drawn at random, and others on purpose much like one that just happened."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from benchmarks.generator.words import (
    CRAFT,
    FORCES,
    KINDS,
    LINES,
    NAMES,
    ROLES,
    SEA_FORCES,
    VESSEL_FIRST,
    VESSEL_SECOND,
    Kind,
)  # fmt: skip
from benchmarks.generator.world import Spot, demonyms, world

NEIGHBOURS = 0.15  # of events are followed by one that is much like them
PER_DAY = 8.0  # events, at most: a long list of many countries' news is this dense
_SHORTEST = 3 * 365  # days that a small case spans
_FIRST = date(1994, 1, 1)
# Days from the catch to its announcement.
_ANNOUNCED = ((0.55, (0, 0)), (0.77, (1, 1)), (0.87, (2, 3)), (0.96, (4, 9)), (1.0, (10, 28)))


@dataclass(frozen=True)
class Load:
    """So much of a good, in the good's unit."""

    kind: Kind
    amount: float


@dataclass(frozen=True)
class Person:
    """A suspect whose name the authorities gave out."""

    family: str
    given: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Suspects of one nationality and role; ``named`` are some of them."""

    nationality: str
    role: tuple[str, str]
    count: int
    named: tuple[Person, ...]


@dataclass(frozen=True)
class Event:
    """One catch as it was. ``carrier`` is the vessel's name or the flight, ``craft`` the kind of conveyance."""

    id: str
    day: date
    announced: date
    spot: Spot
    loads: tuple[Load, ...]
    groups: tuple[Group, ...]
    force: str
    carrier: str | None
    craft: str | None


def span_of(events: int) -> tuple[date, int]:
    """First day and length in days of a case of so many events: three years or, with many, eight events a day."""
    return _FIRST, max(_SHORTEST, round(events / PER_DAY))


def events(dice: random.Random, first: date, days: float, count: int, stem: str) -> Iterator[Event]:
    """``count`` events of a stretch of days; ids begin with ``stem``."""
    made = 0
    while made < count:
        event = _event(f"{stem}{made}", first + timedelta(dice.random() * days), dice)
        yield event
        made += 1
        while made < count and dice.random() < NEIGHBOURS:
            event = _neighbour(event, f"{stem}{made}", dice)
            yield event
            made += 1


def _event(name: str, day: date, dice: random.Random, spot: Spot | None = None, first: Load | None = None) -> Event:
    spot = spot or world().draw(dice)
    country, site = spot.where.country or "", spot.where.name.casefold()
    air = "airport" in site
    sea = not air and ("port" in site or dice.random() < 0.08)
    loads = [first or _load(_kind(country, dice), dice)]
    if dice.random() < 0.19:  # corpus: 19 of 100 tell of two goods or more
        other = _kind(country, dice)
        if other.name != loads[0].kind.name:
            loads.append(_load(other, dice))
    carrier = craft = None
    if sea:
        craft = dice.choice(CRAFT[:3])
        carrier = _vessel(dice) if dice.random() < 0.6 else None
    elif air:
        carrier = f"{dice.choice(LINES)} {dice.randint(11, 989)}" if dice.random() < 0.3 else None
    elif dice.random() < 0.2:
        craft = dice.choice(CRAFT[3:])
    return Event(
        id=name, day=day, announced=_announced(day, dice), spot=spot, loads=tuple(loads),
        groups=_groups(country, dice), force=dice.choice(SEA_FORCES if sea else FORCES), carrier=carrier, craft=craft,
    )  # fmt: skip


def _neighbour(event: Event, name: str, dice: random.Random) -> Event:
    """Another event that is easily taken for this one."""
    elsewhere, load, how = world().by_country[event.spot.where.country or ""], event.loads[0], dice.random()
    if how < 0.35:  # the same place within days, more often than not the same good
        again = _load(load.kind, dice) if dice.random() < 0.6 else None
        return _event(name, event.day + timedelta(dice.randint(1, 9)), dice, event.spot, again)
    if how < 0.7:  # the same good, much the same weight, elsewhere in the country within weeks
        alike = replace(load, amount=_official(load.amount * dice.uniform(0.85, 1.18), whole=load.kind.unit != "kg"))
        return _event(name, event.day + timedelta(dice.randint(1, 24)), dice, dice.choice(elsewhere), alike)
    if how < 0.92 or not event.carrier:  # the same force, nearby in time and maybe in place
        spot = event.spot if dice.random() < 0.5 else dice.choice(elsewhere)
        other = _event(name, event.day + timedelta(dice.randint(0, 5)), dice, spot)
        return replace(other, force=event.force)
    # the same ship or flight again
    spot = dice.choice(elsewhere)
    other = _event(name, event.day + timedelta(dice.randint(40, 700)), dice, spot, _load(load.kind, dice))
    return replace(other, carrier=event.carrier, craft=event.craft)


@cache
def _taste(country: str) -> tuple[float, ...]:
    """How often each good is caught in a country (cumulated): every country has its own few."""
    own = random.Random(hashlib.sha256(country.encode()).digest())
    return tuple(accumulate(kind.weight * own.lognormvariate(0, 1.2) for kind in KINDS))


def _kind(country: str, dice: random.Random) -> Kind:
    taste = _taste(country)
    return KINDS[bisect(taste, dice.random() * taste[-1])]


def _load(kind: Kind, dice: random.Random) -> Load:
    return Load(kind, _official(dice.lognormvariate(0, kind.spread) * kind.median, whole=kind.unit != "kg"))


def _official(amount: float, whole: bool = False) -> float:
    """As the authorities weigh or count it: three digits, now and then four; a tenth of a unit at the finest."""
    amount = max(amount, 5.0 if whole else 0.2)
    digits = 3 - len(str(int(amount)))
    return max(round(amount, min(digits, 0 if whole else 1)), 1.0 if whole else 0.1)


def _announced(day: date, dice: random.Random) -> date:
    draw = dice.random()
    low, high = next(days for share, days in _ANNOUNCED if draw <= share)
    return day + timedelta(dice.randint(low, high))


def _groups(country: str, dice: random.Random) -> tuple[Group, ...]:
    found = []
    for _ in range(dice.choices((0, 1, 2), (0.18, 0.7, 0.12))[0]):
        nation = country if dice.random() < 0.55 else dice.choice(list(NAMES))
        if nation not in demonyms():
            continue
        count = dice.choices((1, 2, 3, 4, 5, dice.randint(6, 14)), (0.42, 0.24, 0.13, 0.08, 0.05, 0.08))[0]
        named = min(count, 2) if nation in NAMES and dice.random() < 0.25 else 0
        found.append(Group(nation, dice.choice(ROLES), count, tuple(_person(nation, dice) for _ in range(named))))
    return tuple(found)


def _person(nation: str, dice: random.Random) -> Person:
    family, given = (names.split() for names in NAMES[nation])
    return Person(dice.choice(family), tuple(dice.sample(given, 2 if nation in {"KP", "KR", "CN", "VN"} else 1)))


def _vessel(dice: random.Random) -> str:
    name = f"{dice.choice(VESSEL_FIRST)} {dice.choice(VESSEL_SECOND)}"
    return f"{name} {dice.randint(2, 9)}" if dice.random() < 0.2 else name
