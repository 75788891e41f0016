"""When and where an incident of a report happened, from its own words or from those beside them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.cued import cued
from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.incidents.circumstances import is_told_on, own_force
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.incidents.sameness import earlier
from bellflower.extraction.incidents.whereabouts import borrowed_place
from bellflower.extraction.modality import reality
from bellflower.extraction.persons.nouns import NAME
from bellflower.extraction.places.disambiguation import candidates
from bellflower.extraction.places.places import PlaceSpan
from bellflower.packs import Act
from bellflower.patterns import regex
from bellflower.records import Claim, When, Where

_FINE = {"site": 0, "town": 1, "adm2": 2, "adm1": 3, "sea": 3, "country": 4, "region": 6}
_RIGHT = {"place": 0, "authority": 1, "subject": 2, "town": 3, "weak": 4, "none": 9}
_FINDS = frozenset({"seizure", "discovery", "interception"})
_APART = 5  # sentences between two of one incident's that may say when and where
_BOUND = regex(r"\b(?:since|until|till|before|after|by) (?:late |early )?\Z", re.I)
_TAKES_UP = regex(
    r"(?:The (?:drugs?|goods|haul|cargo|shipment|consignment|seizure|contraband|load|find|discovery|pills|horns?|ivory|"
    r"cigarettes|money|gold|notes)|They|It)\b[^.]{0,80}?\b(?:was|were|had been|took place|came)\b"
    # the person caught, by name and age
    rf"|{NAME},(?: aged)? [1-9]\d, was (?:searched|stopped|arrested|caught|detained|held|picked up)\b"
)
_HEADING = 40  # characters of a sentence that is no more than a heading
_STATED = ("place", "authority", "subject")
_DATED_BEST = (
    "the date told with the seizure or the load is shown, and the more exact one; a court's day is not the catch's"
)


def settle(
    note: Annotation, write: ClaimWriter, group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]]
) -> Iterator[Claim]:
    """The claims of date, place and country of one group of fragments; ``groups`` are all of the report."""
    taken = [(f.start, f.end) for other in groups if other is not group for f in other]
    yield from _date(note, write, group, groups, taken)
    found = _country(note, group, groups, taken)
    placed = [f.around.place for f in _without_later(group) if f.around.place]
    placed = placed or [f.around.place for f in group if f.around.place]
    if placed:
        place = min(placed, key=lambda p: _FINE[p.where.level])
        for other in placed:
            if other is not place:
                note.lost(other, "another place of the incident", "the finest is shown, the first among equals")
        if place.where.level != "country":
            where = _read_in(note, place.where, found[0]) if found else place.where
            yield write("located_at", place.start, place.end, where, rule="place beside the act")
    elif found is not None and (borrowed := borrowed_place(note, group, taken, found[0])):
        near, rule = borrowed
        yield write("located_at", near.start, near.end, near.where, rule=rule)
    if found is not None:
        code, (start, end), rule = found
        where = Where(name=code, level="country", country=code, place_id=f"iso3166-1:{code}")
        yield write("country", start, end, where, rule=rule)


def _read_in(note: Annotation, where: Where, country: str) -> Where:
    """A name left open among several places, read as the one of them that lies in the incident's country."""
    if where.place_id is not None:
        return where
    candidates = [place for i in where.candidates if (place := note.gazetteer.place(i)) and place.country == country]
    if len(candidates) != 1:
        return where
    (one,) = candidates
    return msgspec.structs.replace(
        where,
        name=one.name,
        level=one.level,
        country=country,
        lat=one.lat,
        lon=one.lon,
        radius_m=one.radius_m,
        place_id=one.id,
        candidates=(),
    )


def _date(
    note: Annotation,
    write: ClaimWriter,
    group: Sequence[Fragment],
    groups: Sequence[Sequence[Fragment]],
    taken: Sequence[tuple[int, int]],
) -> Iterator[Claim]:
    dated = [f for f in group if f.around.date and not f.follows]
    if all("expulsion" in f.kinds and not f.items for f in dated):  # they are sent home after the stop that found it
        dated = [f for f in group if f.around.date and f.opens] or dated or [f for f in group if f.around.date]
    if not dated:
        for date, rule in _borrowed(note, group, groups, taken):
            if date is not None:
                yield write("occurred_on", date.start, date.end, When(edtf=date.edtf), rule=rule)
                return
        return
    dated = [f for f in dated if set(f.kinds) != {"conviction"}] or dated  # a sentence comes after the catch
    if len(found := _without_later(group)) < len(group):  # an arrest on a later day doesn't date the find
        dated = [f for f in found if f.around.date and not f.follows] or [f for f in found if f.around.date]
    if told := [f for f in group if f.around.date and _tells_when(f)]:
        dated = told
    elif all(_is_aftermath(f) for f in dated) and (day := _earlier_day(note, group, taken, dated)):
        yield write("occurred_on", day.start, day.end, When(edtf=day.edtf), rule="day of the stop, told beside")
        return
    best = max(
        dated,
        key=lambda f: (
            "seizure" in f.kinds or any(i.quantity for i in f.items),
            "expulsion" not in f.kinds,
            _precision(f),
        ),
    )
    for other in group:
        if other.around.date is not None and other is not best:
            note.lost(other.around.date, "another date of the incident", _DATED_BEST)
    date = best.around.date
    if date is not None and (finer := _day_of(note, group, taken, date)):
        yield write("occurred_on", finer.start, finer.end, When(edtf=finer.edtf), rule="day told beside its month")
    elif date is not None:
        when = When(edtf=date.edtf, basis="arrest" if best.follows else "event")
        yield write("occurred_on", date.start, date.end, when, rule="date beside the act")


def _borrowed(
    note: Annotation,
    group: Sequence[Fragment],
    groups: Sequence[Sequence[Fragment]],
    taken: Sequence[tuple[int, int]],
) -> Iterator[tuple[DateSpan | None, str]]:
    """What other sentences may say of when a group was, the best first; each is looked for when it is asked for."""
    yield _day_between(note, group, taken), "day told between its sentences"
    yield _near_date(note, group, taken), "date of the sentence beside it"
    yield _own_date(note, group), "date of a sentence that says more of it"
    yield _day_of_several(note, group), "day of several, told before them"
    yield _lead_date(group, groups), "the only date of the report's acts"


def _only_charges(fragment: Fragment) -> bool:
    """Whether a fragment tells of no more than what came after the catch: an indictment, a sentence."""
    acts = [act.entry for act in fragment.acts if isinstance(act.entry, Act)]
    return bool(acts) and all(act.strength == "follow" for act in acts)


def _tells_when(fragment: Fragment) -> bool:
    """A sentence that only says when and where: "The search was on Monday"."""
    return fragment.follows and not (fragment.acts or fragment.items or fragment.parties) and _precision(fragment) == 10


def _day_of(
    note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]], date: DateSpan
) -> DateSpan | None:
    """The day of a month or year, told in another sentence of the group or right beside it."""
    if date.edtf.count("-") == 2 or "/" in date.edtf:
        return None
    told = [f for f in _without_later(group) if not _only_charges(f)]
    own = [f.around.date for f in told if f.around.date is not None]
    days = [
        *own,
        *(d for s, e in _beside(note, group, taken) for d in within(note.dates, s, e) if _may_date(note, d, s)),
    ]
    inside = (d for d in days if d.edtf.count("-") == 2 and "/" not in d.edtf and d.edtf.startswith(date.edtf))
    return next(inside, None)


def _is_aftermath(fragment: Fragment) -> bool:
    """Arrests, charges and sentences that are told without the load they follow."""
    loaded = any(item.quantity for item in fragment.items)
    return set(fragment.kinds) == {"conviction"} or (
        set(fragment.kinds) <= {"arrest", "conviction", "expulsion"} and not loaded
    )


def _without_later(group: Sequence[Fragment]) -> Sequence[Fragment]:
    """``group``, where it tells of a find on some day, without the arrests that were made on a later one.

    "A fourth suspect was arrested on Tuesday" may be of the month of the find.
    """
    found = [f.around.date.edtf for f in group if f.around.date and not _FINDS.isdisjoint(f.kinds)]
    return [f for f in group if not (found and f.around.date and _is_later(f, f.around.date.edtf, found))]


def _is_later(fragment: Fragment, day: str, found: Sequence[str]) -> bool:
    if not _is_aftermath(fragment):
        return False
    one_more = any(party.ordinal and party.ordinal > 1 for party in fragment.parties)
    return all(earlier(other, day) or (one_more and day.startswith(other)) for other in found)


def _earlier_day(
    note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]], dated: Sequence[Fragment]
) -> DateSpan | None:
    """A day told between or beside the sentences of a group that lies before all days of its arrests."""
    days = [f.around.date.edtf for f in dated if f.around.date]
    for day in (_day_between(note, group, taken), _near_date(note, group, taken)):
        if day is not None and day.edtf.count("-") == 2 and all(earlier(day.edtf, other) for other in days):
            return day
    return None


def _precision(fragment: Fragment) -> int:
    date = fragment.around.date
    return 0 if date is None or "/" in date.edtf or "X" in date.edtf else len(date.edtf)


def _beside(note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph just before a group, nearest first, and the one just after it.

    A sentence that tells of another incident ends the way.
    """
    first, last = min(f.start for f in group), max(f.end for f in group)
    low, high = note.text.rfind("\n", 0, first) + 1, note.text.find("\n", last)
    before = [(s, e) for s, e in note.sentences if low <= s and e <= first][-2:]
    after = note.sentences_behind(last, 1)
    if after and 0 <= high <= after[0][0] and not _TAKES_UP.match(note.text, after[0][0]):
        after = []  # the next paragraph goes on only where it takes up the goods
    for span in (*before[::-1], *after):
        if _overlaps(span, taken):
            return
        yield span


def _between(
    note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The sentences between those of a group that tell of no other incident: before its load first, nearest first."""
    own = sorted((f.start, f.end) for f in group)
    load = next((f.start for f in group if any(i.quantity for i in f.items)), own[-1][0])
    spans: list[tuple[int, int]] = []
    for (_, low), (high, _) in itertools.pairwise(own):
        between = [(s, e) for s, e in note.sentences if low <= s and e <= high]
        if len(between) <= _APART and not any(_overlaps(span, taken) for span in between):
            spans += between
    yield from reversed([span for span in spans if span[1] <= load])
    yield from (span for span in spans if span[0] >= load)


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)


def _day_between(note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]]) -> DateSpan | None:
    for start, end in _between(note, group, taken):
        for date in within(note.dates, start, end):
            if date.edtf.count("-") == 2 and "/" not in date.edtf and _may_date(note, date, start):
                return date
    return None


def _own_date(note: Annotation, group: Sequence[Fragment]) -> DateSpan | None:
    """The day in a sentence without an act of its own: "The two men were about to board a flight on Monday"."""
    told = [(d, f) for f in group if not f.acts for d in within(note.dates, f.start, f.end)]
    own = [(d, f) for d, f in told if d.edtf.count("-") == 2 and "/" not in d.edtf and _may_date(note, d, f.start)]
    return next((d for d, f in own if not _is_of_the_way(note, d, f.start)), own[0][0] if own else None)


def _near_date(note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]]) -> DateSpan | None:
    first = min(f.start for f in group)
    for start, end in _beside(note, group, taken):
        dates = [d for d in within(note.dates, start, end) if _may_date(note, d, start)]
        if dates:
            met = [d for d in dates if not _is_of_the_way(note, d, start)]
            if not met and end > first and (found := _day_found(note, end, taken)):
                return found
            return (met or dates)[-1 if end <= first else 0]
    return None


_FOUND_ON = regex(
    r"\W*(?:he|she|it|they|both|customs|police|(?:the|its|their) (?:\w+ )?\w+|officers|agents|officials|inspectors)"
    r"(?: \w+){0,3}? (?:opened|searched|inspected|examined|checked|stopped|caught|arrested|found|discovered|seized|"
    r"scanned|x-rayed|intercepted|picked up|boarded)\b[^,;.]*\Z",
    re.I,
)


def _day_found(note: Annotation, begin: int, taken: Sequence[tuple[int, int]]) -> DateSpan | None:
    """The day in the sentence after that of the journey: "Customs opened it on Friday"."""
    start, end = next(iter(note.sentences_behind(begin, 1)), (begin, begin))
    if _overlaps((start, end), taken):
        return None
    days = (d for d in within(note.dates, start, end) if d.edtf.count("-") == 2 and _may_date(note, d, start))
    return next((d for d in days if _FOUND_ON.match(note.text[start : d.start])), None)


_THE_WAY = regex(
    r"\b(?:arriv\w+|landed|reached|docked|berthed|sailed|left|depart\w+|flown|flew|came|crossed|entered|"
    r"loaded|boarded|bought|hired|rented|sent|shipped|stood|met)\b[^,;.]*\Z",
    re.I,
)


def _is_of_the_way(note: Annotation, date: DateSpan, start: int) -> bool:
    """Whether a day is that of a journey before the catch: "had arrived on Saturday and were searched a day later"."""
    words = _THE_WAY.search(note.text, max(start, date.start - 80), date.start)
    return words is not None and not re.search(r" (?:and|when|where|but) ", words.group())


def _lead_date(group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]]) -> DateSpan | None:
    """The day that all dated acts of a report share, told in its lead and not only after ``group``."""
    if min(f.start for f in group) <= min(f.start for other in groups for f in other):
        return None
    dates = [f.around.date for group in groups for f in group if f.around.date is not None]
    lead = [f.around.date for group in groups for f in group if f.around.date is not None and f.block <= 2]
    return lead[0] if lead and len({date.edtf for date in dates}) == 1 else None


_SEVERAL = cued(
    r"\b(?:(?:\d+|two|three|four|five|six|several|both|all|simultaneous|joint) (?:[\w-]+ ){0,2})?"
    r"(?:raids|searches|operations|seizures|swoops|interceptions|busts|hauls|finds|cases)\b",
    re.I,
)


def _day_of_several(note: Annotation, group: Sequence[Fragment]) -> DateSpan | None:
    """The day of raids or seizures told of together before each is: "Police made 40 searches on Wednesday. In Lund"."""
    first = min(f.start for f in group)
    low = note.text.rfind("\n", 0, first) + 1
    for start, end in reversed([(s, e) for s, e in note.sentences if low <= s and e <= first]):
        days = [d for d in within(note.dates, start, end) if _may_date(note, d, start)]
        if days:
            return days[0] if len(days) == 1 and note.search(_SEVERAL, start, end) else None
    return None


def _may_date(note: Annotation, date: DateSpan, start: int) -> bool:
    bound = _BOUND.search(note.text, max(start, date.start - 14), date.start)
    if bound and not any(
        act.end + 1 == bound.start() and act.form in ("past", "participle") for act in note.of("act", start, date.start)
    ):
        return False  # "the third such arrest since November", but "detained since Wednesday"
    return not note.in_dateline(date) and not is_told_on(note, date, start) and "X" not in date.edtf


def _country(
    note: Annotation,
    group: Sequence[Fragment],
    groups: Sequence[Sequence[Fragment]],
    taken: Sequence[tuple[int, int]],
) -> tuple[str, tuple[int, int], str] | None:
    own, right = _own_country(group)
    if right in _STATED or (right == "town" and own is not None and own[0] in _dateline_countries(note)):
        return own
    near = _near_country(note, group, taken)
    if right == "town" and own is not None and near is not None and not _may_lie_in(note, own[1], near[0]):
        return own  # the sentence beside it tells of another country
    return (
        near
        or own
        or _court_country(note, group)
        or _dateline_country(note)
        or _only_country(groups)
        or _country_before(note, group, groups)
        or _sole_country(note)
        or _main_country(note)
    )


def _may_lie_in(note: Annotation, at: tuple[int, int], country: str) -> bool:
    """Whether the place at ``at`` may be one of that name in ``country``."""
    return any(place.country == country for place in candidates(note.text[slice(*at)], note.gazetteer, ())[1])


def _own_country(group: Sequence[Fragment]) -> tuple[tuple[str, tuple[int, int], str] | None, str]:
    """The country that a group's own words give by the best right, and by which right it was read."""
    around = min((f.around for f in group if f.around.country), key=lambda a: _RIGHT[a.country_from], default=None)
    if around is None or around.country is None or around.country_span is None:
        return None, "none"
    return (around.country, around.country_span, f"country from {around.country_from}"), around.country_from


_JUSTICE = regex(
    r" (?:(?:federal|district|high|appeals?|criminal|military|supreme|crown|regional|anti-drug|drug|public|state|"
    r"foreign|interior|justice|home|customs) )*"
    r"(?:courts?|judges?|prosecutors?|prosecution|magistrates?|tribunals?|jury|capital|authorities|government|ministry)\b",
    re.I,
)


def _court_country(note: Annotation, group: Sequence[Fragment]) -> tuple[str, tuple[int, int], str] | None:
    """The country of the court or government in a group's sentences ("a Swedish court on Tuesday jailed")."""
    found = next((state for f in group if (state := _state(note, f.start, f.end))), None)
    return (*found, "country of the court") if found else None


def _state(note: Annotation, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """The country of a court, government or ministry that a sentence names, and where it is named."""
    for nation in within(note.nationalities, start, end):
        if state := _JUSTICE.match(note.text, nation.end):
            return nation.country, (nation.start, state.end())
    return None


def _country_before(
    note: Annotation,
    group: Sequence[Fragment],
    groups: Sequence[Sequence[Fragment]],
) -> tuple[str, tuple[int, int], str] | None:
    """The country of the incident told just before, in the same paragraph."""
    first = min(f.start for f in group)
    low = note.text.rfind("\n", 0, first) + 1
    before = [other for other in groups if other is not group and low <= min(f.start for f in other) < first]
    for other in sorted(before, key=lambda g: -min(f.start for f in g)):
        own, right = _own_country(other)
        if own is not None:
            return None if right == "weak" else (own[0], own[1], "country of the incident before")
        spans = [(f.start, f.end) for g in groups if g is not other for f in g]
        if near := _near_country(note, other, spans):
            return near[0], near[1], "country of the incident before"
    return None


def _sole_country(note: Annotation) -> tuple[str, tuple[int, int], str] | None:
    """The country in which all places of a report lie, when it names no other country."""
    placed = [p for p in note.places if p.where.country]
    if placed and len({p.where.country for p in placed} | note.named_countries) == 1:
        country = placed[0].where.country
        return (
            (country, (placed[0].start, placed[0].end), "the only country of the report's places") if country else None
        )
    return None


def _main_country(note: Annotation) -> tuple[str, tuple[int, int], str] | None:
    """The country of most scenes of a report: two thirds of the places in, at or near which it tells of something."""
    scenes = [
        place
        for index, place in enumerate(note.places)
        if place.where.country and listed_role(note, note.places, index, max(0, place.start - 80)) == "event"
    ]
    counted = Counter(place.where.country for place in scenes).most_common(1)
    if not counted or counted[0][0] is None or counted[0][1] < max(2, len(scenes) * 2 / 3):
        return None
    country = counted[0][0]
    first = next(place for place in scenes if place.where.country == country)
    return country, (first.start, first.end), "the country of most scenes of the report"


def _dateline_countries(note: Annotation) -> set[str]:
    return {p.where.country for p in note.places if p.where.country and note.in_dateline(p)}


def _near_country(
    note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]]
) -> tuple[str, tuple[int, int], str] | None:
    first = min(f.start for f in group)
    for start, end in _beside(note, group, taken):
        acts = note.of("act", start, end)
        if acts and all(reality(note, act, start, end) == "historical" for act in acts):
            continue  # "the birds are caught in Ruritania by farmers"
        places = within(note.places, start, end)
        for index, place in enumerate(places):
            role = listed_role(note, places, index, start)
            if place.where.country and (role == "event" or (role is None and _heads(note, place, start, end))):
                return place.where.country, (place.start, place.end), "country of the sentence beside it"
        if end <= first and (acting := own_force(note, start, end)):
            return *acting, "country of the force told of before"
        if end <= first and (state := _state(note, start, end)):
            return *state, "country of the court or ministry told of before"
    return None


def _heads(note: Annotation, place: PlaceSpan, start: int, end: int) -> bool:
    """Whether a sentence is about a place: it opens with its name, or is no more than a heading with it."""
    opens = (
        place.start == start and place.where.level != "country" and note.text[place.end : place.end + 7] == ", which"
    )
    return opens or (end - start <= _HEADING and bool(re.match(r"[.:]\s*$", note.text[place.end : end])))


def _only_country(groups: Sequence[Sequence[Fragment]]) -> tuple[str, tuple[int, int], str] | None:
    stated = [f.around for group in groups for f in group if f.around.country and f.around.country_from in _STATED]
    if len({a.country for a in stated}) == 1 and stated[0].country and stated[0].country_span:
        return stated[0].country, stated[0].country_span, "the only country of the report's incidents"
    return None


def _dateline_country(note: Annotation) -> tuple[str, tuple[int, int], str] | None:
    for place in note.places:
        if place.where.country and note.in_dateline(place):
            return place.where.country, (place.start, place.end), "country of the dateline"
    return None
