"""A mention as a row that any SQL backend can compare: each fact once, as keys that are equal where the fact agrees.

Facts come in several values (a ship and its dinghy, three weights), so a fact is a list of keys, and two mentions
agree on it where their lists meet. What is near but not equal has keys of its own: a name one letter off shares a key
with the name that lacks that letter (symmetric deletes, after Garbe's SymSpell); a weight has a key for every step of
a fixed ladder that its writer may have meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import yaml

from bellflower.packs import Good
from bellflower.reconciliation.amounts import Figure
from bellflower.reconciliation.facts import (
    Facts,
    Quantity,
    fold,
    is_name,
    is_site,
    name_parts,
    person_key,
    place_key,
    vessel_key,
)
from bellflower.reconciliation.intervals import Span
from bellflower.records import Party, Record, Where

# Choices to test. Names of fewer letters have no near spellings.
LETTERS_AT_LEAST = 5
# Ladders of weights: the one on which they are near each other, the one by which they are looked up, and the one that
# tells one size from another.
STEP, LOOKUP, SIZE = 1.01, 1.25, 4.0
# An open bound ("at least 100") is taken to reach so many times as far.
OPEN_BOUND = 1.5
TELLING_DIGITS = 3
# What a report gives no date for is supposed to be news: of so many days before it at most. A choice to test.
NEWS = 14


class Row(Record, frozen=True):
    """What is compared. Lists are ``None`` where the mention says nothing; days count from the year 1 (proleptic).

    ``towns`` and ``regions`` are places by level, ``town_spellings`` the towns' names with a letter left out, ``site``
    says whether it is an airport, a port or the like; ``day_supposed`` that the days are those before the publication;
    ``scales`` says of what size the amounts are; ``accused_fully`` are unnamed suspects by nationality, role and
    number, the lists after it by two of these or one; ``sole_roles`` what each of those is who is told of alone.
    """

    mention_id: str
    report_id: str
    vessels: list[str] | None
    vessel_spellings: list[str] | None
    persons: list[str] | None
    person_parts: list[str] | None
    sole_person: bool
    day_first: int | None
    day_last: int | None
    day_counted: bool
    day_supposed: bool
    located: bool | None
    countries: list[str] | None
    towns: list[str] | None
    town_spellings: list[str] | None
    site: bool | None
    regions: list[str] | None
    lat: float | None
    lon: float | None
    goods: list[str] | None
    any_goods: bool | None
    groups: list[str] | None
    amounts: list[str] | None
    telling: list[str] | None
    near_amounts: list[str] | None
    lookup_amounts: list[str] | None
    scales: list[str] | None
    units: list[str] | None
    worths: list[str] | None
    accused: bool | None
    accused_fully: list[str] | None
    accused_roles: list[str] | None
    accused_numbers: list[str] | None
    crowds: list[str] | None
    sole_roles: list[str] | None
    nationalities: list[str] | None
    agencies: list[str] | None
    wording: list[str] | None


def row(told: Facts, goods: Mapping[str, Good]) -> Row:
    """The row of one mention; ``goods`` are the packs' commodities by canonical name."""
    names = [vessel_key(name) for name in told.conveyances if is_name(name)]
    people = [party for party in told.suspects if party.name]
    crowd = [party for party in told.suspects if not party.name]
    exact = [place for place in told.places if place.level in {"site", "town"}]
    point = next((place for place in exact if place.lat is not None and place.lon is not None), None)
    days = _narrowest(told.dates) or _supposed(told)
    generic = any(name in goods and goods[name].kind == "generic" for name in told.goods)
    return Row(
        mention_id=told.mention_id,
        report_id=told.report_id,
        vessels=_list(names),
        vessel_spellings=_list(key for name in names for key in spellings(name)),
        persons=_list(person_key(party.name) for party in people if party.name),
        person_parts=_list(
            " ".join(two) for party in people for two in combinations(name_parts(party.name or ""), 2)
        ),
        sole_person=len(told.suspects) == 1 and told.suspects[0].count in {None, 1},
        day_first=days.start.toordinal() if days else None,
        day_last=days.end.toordinal() if days else None,
        day_counted=days in told.counted,
        day_supposed=days is not None and days not in told.dates,
        located=True if told.countries or told.places else None,
        countries=_list(told.countries),
        towns=_list(key for place in exact for key in _place_keys(place)),
        town_spellings=_list(key for place in exact for key in spellings(place_key(place.name))),
        site=any(map(is_site, exact)) if exact else None,
        regions=_list(key for place in told.places if place not in exact for key in _place_keys(place)),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        goods=_list(name for name in told.goods if not (name in goods and goods[name].kind == "generic")),
        any_goods=generic if told.goods else None,
        groups=_list(goods[name].group for name in told.goods if name in goods),
        amounts=_list(_exact_key(one) for one in told.quantities),
        telling=_list(_exact_key(one) for one in told.quantities if one.digits >= TELLING_DIGITS),
        near_amounts=_list(key for one in told.quantities for key in _ladder(one.figure, STEP)),
        lookup_amounts=_list(key for one in told.quantities for key in _ladder(one.figure, LOOKUP)),
        scales=_list(key for one in told.quantities for key in _sizes(one.figure)),
        units=_list(one.figure.unit for one in told.quantities),
        worths=_list(key for one in told.worths for key in _ladder(one.figure, STEP)),
        accused=True if told.suspects else None,
        accused_fully=_list(_words(one.nationality, _family(one.role), one.count) for one in crowd if _full(one)),
        accused_roles=_list(
            _words(one.nationality, _family(one.role)) for one in crowd if one.nationality and one.role
        ),
        accused_numbers=_list(_words(_family(one.role), one.count) for one in crowd if one.role and one.count),
        crowds=_list(_words(party.nationality, party.count) for party in crowd if party.nationality and party.count),
        # A single man is of one trade: a diplomat is not a lumberjack.
        sole_roles=_list(role for one in told.suspects if one.count == 1 and (role := trade(one.role))),
        nationalities=_list(party.nationality for party in told.suspects if party.nationality),
        agencies=_list(map(fold, told.agencies)),
        wording=list(told.wording) or None,
    )  # fmt: skip


def spellings(name: str) -> Iterator[str]:
    """The name, and the name without each of its letters: two names that are one letter apart share one of these."""
    yield name
    # KE 901 and KE 902 are two flights: a figure is never left out.
    if sum(char.isalpha() for char in name) >= LETTERS_AT_LEAST:
        yield from (name[:at] + name[at + 1 :] for at in range(len(name)) if name[at].isalpha())


def trade(role: str | None) -> str | None:
    """The family of a role, or the role itself; ``None`` for what anybody may be called."""
    return None if role is None or role in _roles()[1] else _family(role)


def _family(role: str | None) -> str | None:
    return None if role is None else _roles()[0].get(role, role)


@cache
def _roles() -> tuple[Mapping[str, str], frozenset[str]]:
    """By role its family, and what anybody may be called (``roles.yaml``)."""
    raw = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
    return {role: family for family, roles in raw["families"].items() for role in roles}, frozenset(raw["anybody"])


def _supposed(told: Facts) -> Span | None:
    """When it happened if it was news: the days up to the publication, where the mention says nothing of a date."""
    published = told.reported
    if told.dates or published is None or published.days > NEWS:
        return None
    return Span(published.start - timedelta(NEWS), published.end)


def _narrowest(dates: Iterable[Span]) -> Span | None:
    closed = [days for days in dates if days.start > date.min and days.end < date.max]
    return min(closed, key=lambda days: (days.days, days)) if closed else None


def _place_keys(place: Where) -> Iterator[str]:
    if place.place_id:
        yield place.place_id
    yield f"{place.country} {place_key(place.name)}"


def _exact_key(one: Quantity) -> str:
    return f"{one.figure.unit} {one.figure.value:.6g}"


def _ladder(figure: Figure, step: float) -> Iterator[str]:
    """The rungs that the figure's span, as its writer may have meant it, stands on."""
    low = figure.low if figure.low > 0 else figure.value / OPEN_BOUND
    high = figure.high if math.isfinite(figure.high) else figure.value * OPEN_BOUND
    if low <= 0:
        return
    # Half a rung in from either end, so that 68 and 69 kg do not meet where one's span ends and the other's begins.
    low, high = min(figure.value, low * step**0.5), max(figure.value_max, high / step**0.5)
    for rung in range(math.floor(math.log(low, step)), math.floor(math.log(max(low, high), step)) + 1):
        yield f"{figure.unit} {rung}"


def _sizes(figure: Figure) -> Iterator[str]:
    if figure.value_max > 0:
        rung = round(math.log(figure.value_max, SIZE))
        yield f"{figure.unit} {rung}"
        yield f"{figure.unit} {rung + 1}"


def _full(party: Party) -> bool:
    return None not in (party.nationality, party.role, party.count)


def _words(*parts: object) -> str:
    return " ".join(map(str, parts))


def _list(keys: Iterable[str]) -> list[str] | None:
    return sorted(set(keys)) or None
