"""How reports tell of an event: what each of them knows, leaves out, rounds, converts, and gets wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bellflower.records import Amount, Goods, IncidentKind, LegalStatus, Party, Qualifier, Term, When, Where
from benchmarks.generator import figures
from benchmarks.generator.events import Event, Group, Person, events, span_of
from benchmarks.generator.figures import Figure
from benchmarks.generator.words import AGENCIES, FAMILY_FIRST, MONTHS, PAPERS, VAGUE_ROLES, Kind
from benchmarks.generator.world import (
    Spot,
    bare,
    country,
    country_names,
    demonyms,
    read_place,
    slip,
    spelt,
    unread,
    world,
)

# How many reports tell of one event: few of most, many of some (a power law, cut off).
REPORTS = tuple(range(1, 16))
_WEIGHTS = tuple(n**-1.7 for n in REPORTS)
_FOLLOWS = 0.5  # of later reports repeat an earlier one's figures
_FIRST_COUNT = 0.15  # of events are announced with a part of what is found in the end
_LARGER = 0.04  # of later reports add what was inferred to have been landed


@dataclass(frozen=True)
class Said:
    """Words of a report and what a reader makes of them (``None``: nothing); ``before`` leads to them, unquoted."""

    words: str
    value: Any
    qualifier: Qualifier = "exact"
    before: str = ""


@dataclass(frozen=True)
class Outlet:
    """A paper or agency; ``pounds``: it weighs in pounds."""

    name: str
    country: str
    pounds: bool


@dataclass(frozen=True)
class Account:
    """What a report goes by: what the authorities said by then, or what an earlier report printed."""

    day: date
    amounts: tuple[float, ...]
    spot: Spot
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Telling:
    """One event as one report tells it; ``account`` is what a report that follows this one goes by."""

    event: Event
    outlet: Outlet
    published: date
    kinds: tuple[IncidentKind, ...]
    when: Said | None
    place: Said | None
    country: Said | None
    loads: tuple[tuple[Said | None, Said], ...]
    worth: Said | None
    suspects: tuple[Said, ...]
    force: Said | None
    conveyance: Said | None
    account: Account

    @property
    def relative(self) -> bool:
        """Whether its date means another day in a report of another day ("on Saturday", "last week")."""
        return self.when is not None and not any(char.isdigit() for char in self.when.words)


def together(told: Sequence[Telling], share: float, most: int, dice: random.Random) -> Iterator[list[Telling]]:
    """Most tellings are reports of their own; a share opens a round-up, which came out after all that it tells."""
    left = list(told)
    dice.shuffle(left)
    while left:
        group = [left.pop()]
        if not group[0].relative and dice.random() < share:
            for _ in range(min(len(left), dice.randint(1, most))):
                if not left[-1].relative and left[-1].event.id not in {one.event.id for one in group}:
                    group.append(left.pop())
        yield group


def told_in(batch: int, size: int, wanted: int, made: int, each: float, dice: random.Random) -> list[Telling]:
    """What is told of the events of one batch, ``size`` of them or as many as a case still lacks.

    The case wants so many claims or articles, ``made`` are there, and an event makes ``each`` on average.
    """
    whole = wanted / each
    first, days = span_of(round(whole))
    batches = max(1.0, whole / size)
    start = first + timedelta(days * (batch / batches % 1))
    count = min(size, max(1, round((wanted - made) / each)))
    happened = events(dice, start, days / batches * count / size, count, f"{batch}.")
    return [telling for event in happened for telling in tellings(event, dice)]


def tellings(event: Event, dice: random.Random) -> list[Telling]:
    """All reports of an event, in the order of their dates."""
    told: list[Telling] = []
    first_count = dice.uniform(0.25, 0.9) if dice.random() < _FIRST_COUNT else None
    for published in sorted(_published(event, dice) for _ in range(dice.choices(REPORTS, _WEIGHTS)[0])):
        source = dice.choice(told) if told and dice.random() < _FOLLOWS else None
        account = source.account if source else _official(event, published, first_count, dice)
        told.append(_tell(event, account, published, _outlet(event, dice), dice))
    return told


def _published(event: Event, dice: random.Random) -> date:
    draw = dice.random()
    if draw < 0.72:
        return event.announced + timedelta(dice.randint(0, 2))
    if draw < 0.92:
        return event.announced + timedelta(dice.randint(3, 40))
    return event.announced + timedelta(dice.randint(60, 1800))


def _official(event: Event, published: date, first_count: float | None, dice: random.Random) -> Account:
    """What the authorities have said: at first now and then a part, long after now and then what was inferred."""
    amounts = tuple(load.amount for load in event.loads)
    groups = event.groups
    if first_count and published <= event.announced + timedelta(1):
        amounts = tuple(figures.part(load, first_count) for load in event.loads)
        groups = tuple(replace(group, count=max(1, group.count - 1), named=group.named[:1]) for group in groups)
    elif published > event.announced + timedelta(30) and dice.random() < _LARGER:
        amounts = tuple(figures.part(load, 1.2) for load in event.loads)
    return Account(event.day, amounts, event.spot, groups)


def _outlet(event: Event, dice: random.Random) -> Outlet:
    """A paper of the event's country, of another, or an agency."""
    if dice.random() < 0.2:
        return Outlet(dice.choice(AGENCIES), "GB", pounds=False)
    home = event.spot.where.country or ""
    return paper(dice.choice(world().by_country[home]) if dice.random() < 0.5 else world().draw(dice), dice)


def paper(spot: Spot, dice: random.Random) -> Outlet:
    """A paper of a town."""
    town = spot.near or spot.where if spot.where.level == "site" else spot.where
    name = f"{bare(town.name)} {dice.choice(PAPERS)}"
    return Outlet(name, town.country or "", pounds=town.country == "US")


def _tell(event: Event, account: Account, published: date, outlet: Outlet, dice: random.Random) -> Telling:
    late = (published - event.announced).days > 45
    when, day = _when(event, account.day, published, late, dice)
    place = _place(account.spot, dice)
    code = event.spot.where.country or ""
    loads: list[tuple[Said | None, Said]] = []
    amounts = list(account.amounts)
    for at, load in enumerate(event.loads):
        if at and dice.random() < 0.35:
            continue
        figure = figures.figure(load.kind, account.amounts[at], outlet.pounds, dice)
        if figure:
            amounts[at] = figure.amount if figure.amount > 0 else amounts[at]
            loads.append(_load(load.kind, figure, dice))
        else:
            loads.append((None, _good(load.kind, dice)))
    suspects = tuple(said for group in account.groups if dice.random() < 0.82 for said in _suspects(group, late, dice))
    kinds: list[IncidentKind] = ["seizure" if dice.random() < 0.8 else "discovery"]
    if suspects:
        kinds.append("arrest")
    return Telling(
        event=event, outlet=outlet, published=published, kinds=tuple(kinds), when=when, place=place,
        country=_country(code, place, outlet, dice), loads=tuple(loads), worth=_worth(event, amounts[0], dice),
        suspects=suspects, force=_force(event, code, dice), conveyance=_conveyance(event, dice),
        account=replace(account, day=day, amounts=tuple(amounts)),
    )  # fmt: skip


def _when(event: Event, day: date, published: date, late: bool, dice: random.Random) -> tuple[Said | None, date]:
    """The date as told, and the day that a report which follows this one would take it for."""
    draw = dice.random()
    if draw < 0.08:  # corpus
        return None, day
    if draw < 0.12 and event.announced != event.day:  # the announcement, told as if it were the catch
        day = event.announced
    elif draw < 0.15:
        day = min(day + timedelta(dice.choice((-1, 1))), published)
    elif draw < 0.19:
        arrested = min(day + timedelta(dice.randint(1, 5)), published)
        return Said(_written(arrested, dice), When(arrested.isoformat(), "arrest"), before="on "), day
    if late and draw > 0.86:
        return Said(str(day.year), When(str(day.year)), before="in "), day
    if draw > (0.5 if late else 0.84):
        return Said(f"{MONTHS[day.month - 1]} {day.year}", When(f"{day:%Y-%m}"), before="in "), day
    if draw > 0.81 and 7 <= (published - day).days <= 13:
        monday = day - timedelta(day.weekday())
        return Said("last week", When(f"{monday}/{monday + timedelta(6)}")), day
    if 0 <= (published - day).days <= 6 and dice.random() < 0.5:
        return Said(f"{day:%A}", When(day.isoformat()), before="on "), day
    return Said(_written(day, dice), When(day.isoformat()), before="on "), day


def _written(day: date, dice: random.Random) -> str:
    month = MONTHS[day.month - 1]
    return dice.choice((f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"))


def _place(spot: Spot, dice: random.Random) -> Said | None:
    """The place: by its name, another spelling, a slip, the larger town beside it, its region, or not at all."""
    draw, where = dice.random(), spot.where
    before = "at " if where.level == "site" else "in "
    if draw < 0.2:  # corpus: one in four names no place below the country
        return None
    if draw < 0.27 and spot.region:
        return Said(spot.region.name, spot.region, before="in ")
    if draw < 0.31 and spot.near:
        return Said(spot.near.name, spot.near, before="near " if where.level == "town" else "in ")
    if draw < 0.44:
        words = spelt(spot, dice) if draw < 0.41 else slip(where.name, dice)
        if where.level == "site":
            return Said(words, where if words in spot.others else unread(words), before=before)
        return Said(words, read_place(words, where.country or "") or unread(words), before=before)
    return Said(bare(where.name) if dice.random() < 0.8 else where.name, where, before=before)


def _country(code: str, place: Said | None, outlet: Outlet, dice: random.Random) -> Said | None:
    """The country by name, or from the place that was read; a paper at home leaves it out where the place tells it."""
    resolved = place is not None and isinstance(place.value, Where) and place.value.place_id is not None
    named = (0.45 if outlet.country == code else 0.92) if resolved else 0.9
    if dice.random() < named:
        return Said(country_names()[code], country(code), before="in ")
    return Said("", country(code)) if resolved else None


def _load(kind: Kind, figure: Figure, dice: random.Random) -> tuple[Said, Said]:
    good = _good(kind, dice)
    good = replace(good, before=figures.link(figure.unit, good.words))
    # Sticks are what cigarettes are counted by; of anything else a bare number counts pieces.
    unit = "piece" if figure.unit == "stick" and good.value.name != kind.name else figure.unit
    amount = Amount(value=figure.value, value_max=figure.value_max, unit=unit, goods=good.value.name, stage="seized")
    return Said(figure.words, amount, figure.qualifier), good


def _good(kind: Kind, dice: random.Random) -> Said:
    if kind.vaguer and dice.random() < 0.07:
        name, words = dice.choice(kind.vaguer)
        return Said(words, Goods(name))
    return Said(dice.choice(kind.words), Goods(kind.name))


def _worth(event: Event, amount: float, dice: random.Random) -> Said | None:
    """What the first load is said to be worth. The authorities' own figure is one for all; papers have others."""
    load = event.loads[0]
    if load.kind.unit == "USD" or dice.random() > 0.22:
        return None
    shared = random.Random(event.id).uniform(0.7, 2.5)
    factor = shared if dice.random() < 0.75 else dice.uniform(0.7, 3)
    words, value, currency = figures.money(amount * load.kind.price * factor, dice)
    return Said(words, Amount(value=value, unit=currency, goods=load.kind.name))


def _suspects(group: Group, late: bool, dice: random.Random) -> list[Said]:
    nation = group.nationality if dice.random() < 0.72 else None
    role = group.role if dice.random() < 0.6 else dice.choice(VAGUE_ROLES)
    status: LegalStatus = "convicted" if late and dice.random() < 0.3 else "arrested"
    demonym = f"{demonyms()[nation]} " if nation else ""
    if group.named and dice.random() < 0.6:
        found = []
        for person in group.named[: 1 if dice.random() < 0.4 else 2]:
            name = _name(person, group.nationality, dice)
            if dice.random() < 0.4:
                found.append(Said(name, Party(count=1, name=name, legal_status=status)))
                continue
            party = Party(nationality=nation, role=role[0], count=1, name=name, legal_status=status)
            found.append(Said(f"{demonym}{role[0]} {name}", party))
        return found
    count = group.count if dice.random() < 0.92 else max(1, group.count + dice.choice((-1, 1)))
    noun = role[0] if count == 1 else role[1]
    kept = noun if noun == "people" else role[0]  # "people" has no singular of its own
    party = Party(nationality=nation, role=kept, count=count, legal_status=status)
    return [Said(f"{figures.number(count)} {demonym}{noun}", party)]


def _name(person: Person, nation: str, dice: random.Random) -> str:
    """A name as printed: its parts in either order, joined or apart, with a letter wrong, or an initial."""
    given = list(person.given)
    if len(given) > 1 and nation in FAMILY_FIRST:
        joined = dice.choice((" ", "-", ""))
        given = [given[0] + joined + (given[1].lower() if joined == "-" or not joined else given[1])]
    first = " ".join(given)
    if dice.random() < 0.06:
        first = f"{first[0]}."
    elif dice.random() < 0.1:
        first = slip(first, dice)
    family_first = nation in FAMILY_FIRST and dice.random() < 0.75
    return f"{person.family} {first}" if family_first else f"{first} {person.family}"


def _force(event: Event, code: str, dice: random.Random) -> Said | None:
    """Those who acted; a claim only where the country's adjective stands with them (corpus: one in three)."""
    if dice.random() > 0.6:
        return None
    words = (event.force if dice.random() < 0.8 else "police").removeprefix("the ")
    if code in demonyms() and dice.random() < 0.55:
        words = f"{demonyms()[code]} {words}"
        return Said(words, Party(role=words, country=code))
    return Said(words, None)


def _conveyance(event: Event, dice: random.Random) -> Said | None:
    """The vessel or flight by name (now and then misspelt), else by what it is, which makes no claim."""
    if event.carrier and dice.random() < 0.72:
        words = event.carrier
        if event.craft and dice.random() < 0.12:
            words = slip(words, dice)
        elif dice.random() < 0.15:
            words = words.replace(" ", dice.choice(("-", "")))
        return Said(words, Term(words), before=f"the {event.craft} " if event.craft else "flight ")
    if event.craft and dice.random() < 0.5:
        return Said(event.craft, None, before="a ")
    return None


def retold(source: Telling, published: date, dice: random.Random) -> Telling:
    """The same event in a report that goes by another one, printed on this day."""
    return _tell(source.event, source.account, published, source.outlet, dice)


def dated_from(source: Telling, published: date, dice: random.Random) -> Telling:
    """The same in sentences of a report of this day: what was counted from another day is written out."""
    day = source.account.day
    if not source.relative or (source.published - day).days == (published - day).days:
        return source
    return replace(source, when=Said(_written(day, dice), When(day.isoformat()), before="on "))
