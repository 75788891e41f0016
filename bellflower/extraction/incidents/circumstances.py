"""When and where an act happened, who acted, and in what the goods were carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.incidents.counting import counted_back
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan
from bellflower.packs import Conveyance, Force
from bellflower.patterns import regex
from bellflower.records import Record

_RANK: dict[str, int] = {"site": 0, "town": 1, "adm2": 2, "adm1": 3, "country": 4, "sea": 5, "region": 6}
_NO_NAME = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
PARTICLE = "(?:da|de|del|di|do|du|el|al)"  # of a ship's name: "Estrella del Mar"
_CONVEYANCE_NAME = regex(
    rf"(?:,? (?:called|named|christened|known as))?(?: the)? \"?(?P<name>(?!{_NO_NAME})"
    rf"(?:[A-Z][\w'-]+|[A-Z]{{2,}}|\d+)(?: (?:[A-Z][\w'-]*|[IVX]+|\d+|[a-z](?= [A-Z])|{PARTICLE} [A-Z][\w'-]*))*)\"?"
)


_FACILITY = regex(
    r"(?:'s)? (?:international |islamic |commercial |main |dry |sea )?"
    r"(?:airport|port|border|harbour|harbor|prison|railway station|checkpoint|docks|terminal)",
    re.I,
)


_ELSEWHERE = cued(  # "which they carried for a dealer in Abcville"
    r"\b(?:for|from|to|by|on behalf of) (?:an?|the|some|his|her|their|another) (?:[\w-]+ ){0,2}(?:dealers?|buyers?|"
    r"suppliers?|customers?|brokers?|traders?|traffickers?|boss|bosses|syndicates?|gangs?|cartels?|clients?|contacts?|recipients?)"
    r" (?:living |based |who lives )?in (?:the )?$",
    re.I,
)
_MONEY = regex(r"(?:'s)? (?:currency|dollars?|bills|banknotes|notes|cash|money)\b|\$")
_COURT_OF = regex(r"(?:'s)? (?:[A-Z][\w'’]+ ){0,2}[Cc]ourt\b")
_LINE = regex(r" (?:ferry|flight|bus|train|plane|express)\b")  # "off the Zeebrugge ferry"
_MISSION = regex(
    r"'s? (?:[\w-]+ ){0,2}(?:embass(?:y|ies)|missions?|consulates?|legation|ambassador|delegation|envoys?)\b"
)
_TELLERS = regex(r"\b(?:diplomats?|lawmakers?|analysts?|experts?|envoys?|correspondents?|observers?) in (?:the )?$")
_TELLING = regex(r"(?:, [A-Z][\w ]{2,20},)? (?:told|said|says?|added|confirmed|reported) (?!to have\b)")
_CARRIED_THROUGH = cued(
    r"\b(?:trying|attempting|tried|attempted|attempts?) to (?:smuggle|bring|take|carry|get|move|sneak|walk)\b"
    r"[^.;]{2,60}\bthrough (?:the )?$"
)
_LATER_BY = regex(r",? (?:(?:\w+ )?\w+ (?:hours?|days?|weeks?|months?|years?) )?after\b")
_SUBJECT_AND_VERB = 25  # characters of a sentence before a date that is that of its own verb
_FACILITY_OF = cued(r"\b(?:port|airport|harbour|harbor|docks|border crossing) (?:of|at|in) $", re.I)


class Circumstances(Record, frozen=True):
    """What surrounds an act. ``country_from`` says by which right the country was read."""

    date: DateSpan | None = None
    place: PlaceSpan | None = None
    country: str | None = None
    country_span: tuple[int, int] | None = None
    country_from: Literal["place", "authority", "subject", "town", "weak", "none"] = "none"
    authority: tuple[int, int] | None = None
    authority_country: str | None = None
    conveyance: tuple[int, int] | None = None


def find_circumstances(
    note: Annotation, start: int, end: int, acts: Sequence[Hit], entry: bool = False
) -> Circumstances:
    """Date, place, country, authority and conveyance of the acts between ``start`` and ``end``."""
    places = [
        p
        for p in within(note.places, start, end)
        if not note.in_dateline(p) or note.lost(p, "place of the dateline", "it is where the report was written")
    ]
    authority, authority_country = _authority(note, start, end, acts)
    event: list[PlaceSpan] = []
    subject: list[PlaceSpan] = []
    weak: list[PlaceSpan] = []
    for index in range(len(places)):
        standing = _standing(note, places, index, start, acts, event, entry)
        {"event": event, "subject": subject, "weak": weak}.get(standing, []).append(places[index])
    scene = min(event, key=lambda p: _RANK[p.where.level], default=None)
    for place in event:
        if place is not scene:
            note.lost(place, "wider or later place", "the finest place of the clause is shown, the first among equals")
    for place in weak:
        note.lost(place, "weak place", "a way, a post or a goal: it gives only a country, where nothing better does")
    country, span, source = _country(note, start, end, acts, event, subject, weak, authority, authority_country)
    return Circumstances(
        date=_date(note, start, end, acts),
        place=scene,
        country=country,
        country_span=span,
        country_from=source,
        authority=authority,
        authority_country=authority_country or (subject[0].where.country if subject else None),
        conveyance=_conveyance(note, start, end),
    )


def _standing(
    note: Annotation,
    places: Sequence[PlaceSpan],
    index: int,
    start: int,
    acts: Sequence[Hit],
    scenes: Sequence[PlaceSpan],
    entry: bool,
) -> Literal["event", "subject", "weak", "none"]:
    """What the place at ``index`` is to the acts: their scene, a country that acts itself, a weak hint, or nothing."""
    place = places[index]
    if _MONEY.match(note.text, place.end):
        note.lost(place, "a country's money", "it names a currency, not a place")
        return "none"
    if _LINE.match(note.text, place.end):
        note.lost(place, "a ferry's or flight's place", "it says where a ferry, flight or train is from")
        return "none"
    if _TELLING.match(note.text, place.end) and _TELLERS.search(note.text[max(start, place.start - 40) : place.start]):
        note.lost(place, "place of telling", "it says where those are who told of it")
        return "none"
    if place.where.level == "country" and _MISSION.match(note.text, place.end):
        note.lost(place, "a mission's country", "it says whose embassy it is, not where")
        return "none"
    role = listed_role(note, places, index, start)
    if role == "event" and _COURT_OF.match(note.text, place.end):
        return "weak"  # "pleaded guilty at Abcville Crown Court"
    if role == "event" and note.search_cut(_ELSEWHERE, max(start, place.start - 70), place.start):
        note.lost(place, "where somebody else is", "it says where those are for whom or from whom the goods came")
        return "none"
    if role == "event" or (role == "origin" and _expelled_from(note, place, acts)):
        return "event"
    facility = place.where.level == "site" or _FACILITY.match(note.text, place.end)
    if role == "transit" and facility and note.search(_CARRIED_THROUGH, start, place.start):
        return "event"  # "held trying to smuggle pills through Abcville airport"
    if role in ("transit", "stationed"):
        return "weak"
    if role == "destination":
        into = re.search(
            r"\b(?:into|(?:brought|landed|washed|taken ashore) (?:\w+ )?to) (?:the )?(?:beach at )?$",
            note.text[max(start, place.start - 30) : place.start],
        )
        if not into:
            note.lost(place, "destination", "the words before it say where the goods or persons were bound")
        return "weak" if into else "none"
    if role is not None:
        note.lost(place, f"place of {role}", "the words before it say that goods or persons came from there")
        return "none"
    if _heads_entry(note, place, start) or (entry and _stands_apart(note, place)):
        return "event"
    if _is_subject(note, place, acts):
        return "subject"
    inside = index > 0 and places[index - 1] in scenes
    if inside and re.fullmatch(r",? (?:in )?", note.text[places[index - 1].end : place.start]):
        return "event"
    beside = _FACILITY.match(note.text, place.end) or note.search_cut(
        _FACILITY_OF, max(start, place.start - 20), place.start
    )
    if not beside:
        note.lost(place, "no word of place", "no word beside it says that the act was there (in, at, near, off)")
    return "event" if beside else "none"


_AT = regex(r" (?:in|at|near|outside) (?:the )?")  # "arrested in Dubai"


def _country(
    note: Annotation,
    start: int,
    end: int,
    acts: Sequence[Hit],
    event: list[PlaceSpan],
    subject: list[PlaceSpan],
    weak: list[PlaceSpan],
    authority: tuple[int, int] | None,
    authority_country: str | None,
) -> tuple[str | None, tuple[int, int] | None, Literal["place", "authority", "subject", "town", "weak", "none"]]:
    for place in event:
        if (nation := _nation_of(note, place)) is not None:
            return nation.country, (nation.start, place.end), "place"
    if not event and (whose := _whose_town(note, start, end)) is not None:
        return whose.country, (whose.start, whose.end), "place"
    at_sea = any(p.where.level == "sea" or _OFF_SHORE.search(note.text[max(0, p.start - 40) : p.start]) for p in event)
    here = [p for p in event if not acts or any(";" not in _between(note, p, act) for act in acts)] or event
    stated = sorted((p for p in here if p.where.country), key=lambda p: p.where.level != "country")
    fine = [p for p in stated if p.where.level in ("site", "town") and p.where.country in note.named_countries]
    stated = [*fine, *stated] if fine else stated  # "in Doha, as they had done in Oman"
    if stated and stated[0].where.country and not (at_sea and authority_country):
        place = stated[0]
        certain = place.where.level == "country" or place.where.country in note.named_countries
        certain = certain or any(_AT.fullmatch(note.text, act.end, place.start) for act in acts)
        if certain or (authority_country is None and not note.named_countries):
            return place.where.country, (place.start, place.end), "place"
        if authority_country is None:
            return place.where.country, (place.start, place.end), "town"
    if authority_country and authority:
        return authority_country, authority, "authority"
    for places, source in ((subject, "subject"), (weak, "weak")):
        for place in places:
            if place.where.country:
                return place.where.country, (place.start, place.end), source  # type: ignore[return-value]
    return None, None, "none"


def _between(note: Annotation, place: PlaceSpan, act: Hit) -> str:
    return note.text[min(place.end, act.end) : max(place.start, act.start)]


_NATIONS = regex(
    r"(?: [\w-]+){0,2} (?:port|city|town|village|province|island|islands|capital|airport|coast|district|region|resort)"
    r"(?: city| town| of| off)*(?: the)? "
)


_ITS_TOWN = regex(
    r"(?: [\w-]+){0,2} (?:port|city|town|village|province|islands?|capital|airport|coast|resort|territory|soil|waters|"
    r"side of the border)\b"
)
_SCENE = regex(r"\b(?:in|at|near|off|on|outside) (?:the |an? )?(?:[\w-]+ern |nearby |small )?$")


def _whose_town(note: Annotation, start: int, end: int) -> NationalitySpan | None:
    """The word that says in whose town or waters an act was: "on the Greek island of", "off the Spanish coast"."""
    for nation in within(note.nationalities, start, end):
        if _ITS_TOWN.match(note.text, nation.end) and _SCENE.search(
            note.text[max(start, nation.start - 30) : nation.start]
        ):
            return nation
    return None


def _nation_of(note: Annotation, place: PlaceSpan) -> NationalitySpan | None:
    """The word that says whose a place is: "the southern Japanese port of Kochi"."""
    if own := within(note.nationalities, place.start, place.start + 1):
        return own[0]  # "the Kenyan capital"
    before = within(note.nationalities, max(0, place.start - 50), place.start)
    if not before or not _NATIONS.fullmatch(note.text, before[-1].end, place.start):
        return None
    return before[-1]


def _date(note: Annotation, start: int, end: int, acts: Sequence[Hit]) -> DateSpan | None:
    if back := counted_back(note, start, end, acts):
        return back
    dates = [d for d in within(note.dates, start, end) if _may_be_of_act(note, d, start)]
    dates = [d for d in dates if not (_is_of_what_came_after(note, d, acts) or _is_of_court(note, d, acts))]
    if not dates or not acts:
        return dates[0] if dates else None
    anchor = next((a for a in acts if getattr(a.entry, "strength", "") != "follow"), acts[0])
    if all(getattr(a.entry, "kind", "") == "conviction" for a in acts) and (
        caught := _of_the_crime(note, dates, anchor)
    ):
        return caught
    nearest = min(
        dates,
        key=lambda d: (
            _barrier(note, d, anchor),
            len(d.edtf) < 5 or "/" in d.edtf,
            min(abs(d.start - anchor.end), abs(anchor.start - d.end)),
        ),
    )
    for date in dates:
        if date is not nearest:
            note.lost(
                date, "farther from the act", "a day goes before a year, and the date nearest to the act's word wins"
            )
    return nearest


_FOR_HAVING = regex(r"[^;]*?\b(?:of|for|with|over|after|to) (?!\d+ (?:years|months)|life)[^;]{2,}")


def _of_the_crime(note: Annotation, dates: Sequence[DateSpan], verdict: Hit) -> DateSpan | None:
    """The day told with what somebody is convicted of: "on Monday convicted a woman of having 15 kg at Abcville on 8 May"."""  # noqa: E501
    before = [d for d in dates if d.end <= verdict.start]
    behind = [d for d in dates if verdict.end < d.start and _FOR_HAVING.fullmatch(note.text, verdict.end, d.start)]
    return behind[0] if before and behind else None


_OFF_SHORE = regex(r"\bmiles? (?:\w+ ){0,2}(?:off|of|from) (?:the )?(?:coast of |island of )?$", re.I)
_NOT_WHEN = regex(r"\b(?:since|until|till|every|for (?:the )?|born in|law of|dated|to serve|resolution of)\s*$", re.I)

_DEADLINE = regex(r"\b(?:leave|go|depart|out)(?: the \w+| \w+ry)? (?:by|before|within|no later than|until) (?:the )?$")
_HELD_SINCE = regex(r"\b(?:detained|held|custody|jailed|arrest|jail|prison|bars) since $", re.I)  # since the arrest


def _may_be_of_act(note: Annotation, date: DateSpan, start: int) -> bool:
    if note.in_dateline(date):
        return note.lost(date, "dateline", "it dates the report, not the act")
    if is_told_on(note, date, start):
        return note.lost(date, "day of telling", "it is the day on which somebody said so")
    left = note.text[max(start, date.start - 30) : date.start]
    if _DEADLINE.search(left):
        return note.lost(date, "deadline", "it is the day by which they had to go")
    if _NOT_WHEN.search(left[-14:]) and not _HELD_SINCE.search(left):
        return note.lost(date, "bound or name", "the word before it makes it a beginning, an end or part of a name")
    if _SET_OUT.search(note.text, max(start, date.start - 60), date.start):
        return note.lost(date, "day of departure", "it is when the load, the ship or the person had set out")
    if note.search(_PURPOSE, max(start, date.start - 70), date.start):
        return note.lost(date, "day of a plan", "it is when somebody was to do something")
    return True


_SET_OUT = cued(r"\b(?:had|has|have) (?:left|sailed|departed|set (?:out|sail))(?: (?!after|before|when)[\w'-]+){0,4} $")
_PURPOSE = cued(
    r"\b(?:(?:was|were) to|(?:due|scheduled|supposed|booked|planned|planning|intended|expected|meant) to(?! have)|"
    r"would) (?!have\b)(?:(?!(?:when|where|after|but|who|police|officers|agents|customs)\b)[\w'-]+ ){1,8}$",
    re.I,
)
_COURT = regex(r"(?:remanded|charged|arraigned|indicted|jailed|sentenced|convicted|fined)\b", re.I)


def _is_of_what_came_after(note: Annotation, date: DateSpan, acts: Sequence[Hit]) -> bool:
    """ "The envoy flew home on Wednesday, two weeks after police took": a day of something that is no act itself."""
    later = next((a for a in acts if a.start >= date.end), None)
    begin = max((s for s, _ in note.sentences if s <= date.start), default=0)
    before = [a for a in acts if a.start < date.start]
    if later is not None and before and all(_COURT.match(note.text, a.start) for a in before):
        return re.match(r",? after (?!(?:being|he|she|they)\b)", note.text[date.end : date.end + 12]) is not None
    if later is None or before or date.start - begin < _SUBJECT_AND_VERB:
        return False
    return _LATER_BY.match(note.text, date.end) is not None


_IN_COURT = cued(
    r"\b(?:fined|jailed|sentenced|remanded|arraigned|appeared|appear|pleaded|convicted|indicted)\b"
    r"(?:(?! (?:after|for|over|when)\b)(?:[^,.;]|[.,](?=\d))){0,50}$",
    re.I,
)


def _is_of_court(note: Annotation, date: DateSpan, acts: Sequence[Hit]) -> bool:
    """ "He was fined yesterday": a day in court, where another act of the clause is the catch."""
    court = note.search(_IN_COURT, max(0, date.start - 90), date.start)
    caught = any(not _COURT.match(note.text, a.start) and getattr(a.entry, "kind", "") != "conviction" for a in acts)
    return court is not None and caught and not any(court.start() < a.start < date.start for a in acts)


_TOLD_ON = cued(
    r"\b(?:said|says|wrote|writes|announced|told \w+(?: \w+){0,4}|reported|explained|recalled|added|"
    r"became known|learnt|learned|confirmed|published|issued|released|"
    r"stated|disclosed|described|statement|news conference|press conference|spokes\w+|revealed)"
    r"(?: (?:late|early|in a statement|here|reporters|by phone))* (?:on |in )?(?:the )?$"
)


def is_told_on(note: Annotation, date: DateSpan, start: int) -> bool:
    """Whether a date is when something was said, not when it happened ("police said on Wednesday")."""
    return date.edtf.count("-") == 2 and bool(note.search_cut(_TOLD_ON, max(start, date.start - 50), date.start))


def _barrier(note: Annotation, date: DateSpan, act: Hit) -> bool:
    low, high = sorted((date.start, act.start))
    return bool(re.search(r"[;]|\b(?:who|which|said|told|after)\b", note.text[low:high]))


def _authority(
    note: Annotation, start: int, end: int, acts: Sequence[Hit]
) -> tuple[tuple[int, int] | None, str | None]:
    """Those who act, and their country: the force that stands where one acts, else the first that is named."""
    found: list[tuple[int, tuple[int, int], str | None]] = []
    for hit in note.of("force", start, end):
        begin, country = _force(note, hit, start, end)
        if _suffers(note, hit, acts):
            continue
        if not note.search_cut(_LEFT_IT, max(start, begin - 30), begin):
            found.append((_agency(note, begin, hit.end, acts), (begin, hit.end), country))
    for span in within(note.nationalities, start, end):  # "the Russians held a woodcutter"
        acting = any(a.start == span.end + 1 and a.form in ("past", "s", "base") for a in acts)
        object_ = next((a.end for a in acts if a.start == span.end + 1), span.end)
        if acting and re.match(r" (?:an?|the|two|three|four|our|his|its) ", note.text[object_ : object_ + 7]):
            found.append((0, (span.start, span.end), span.country))
    if not found:
        return None, None
    _, where, country = min(found, key=lambda one: (one[0], one[2] is None, one[1]))
    return where, country


_PASSIVE = regex(r"(?: [\w'-]+){0,3}? (?:is|are|was|were|been|being|get|got)(?: \w+ly| also| both| all)? ")


def _suffers(note: Annotation, force: Hit, acts: Sequence[Hit]) -> bool:
    """Whether those of a force are the caught: "two intelligence agents are arrested"."""
    after = next((a for a in acts if a.start >= force.end), None)
    if after is None or after.form not in ("past", "participle") or getattr(after.entry, "takes", "") == "goods":
        return False
    return _PASSIVE.fullmatch(note.text, force.end, after.start) is not None


_LEFT_IT = cued(r"\b(?:left|former|ex|formerly (?:of|with)|quit|fled|deserted) (?:the )?$|\bex-$", re.I)


def _agency(note: Annotation, begin: int, end: int, acts: Sequence[Hit]) -> int:
    """0 where a force stands right before a verb of its own or behind "by", 1 where it is named elsewhere."""
    if re.search(r"\bby (?:the )?$", note.text[max(0, begin - 8) : begin]):
        return 0
    verb = next((a for a in acts if a.start >= end and a.form in ("past", "s", "base", "participle")), None)
    return (
        0 if verb is not None and not re.search(r"[.;:,]", note.text[end : verb.start]) and verb.start - end < 40 else 1
    )


def _force(note: Annotation, hit: Hit, start: int, end: int) -> tuple[int, str | None]:
    """Where the words for a force begin, and its country: by its own name, its adjective, its owner or its seat."""
    assert isinstance(hit.entry, Force)
    adjective = within(note.nationalities, max(start, hit.start - 45), hit.start)
    if adjective and _ITS_OWN.fullmatch(note.text[adjective[-1].end : hit.start] or " "):
        return adjective[-1].start, adjective[-1].country
    if hit.entry.country is not None:
        return hit.start, hit.entry.country
    owner = within(note.places, max(start, hit.start - 45), hit.start)
    if owner and re.fullmatch(r"(?:'s?)? (?:[\w-]+ ){0,3}", note.text[owner[-1].end : hit.start] or " "):
        return owner[-1].start, owner[-1].where.country
    seat = within(note.places, hit.end, min(end, hit.end + 30))
    if seat and _SEATED.fullmatch(note.text[hit.end : seat[0].start]):
        return hit.start, seat[0].where.country
    return hit.start, None


def own_force(note: Annotation, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """The country of a force that a sentence opens with, and the words for both: "Dubai Police have"."""
    for hit in note.of("force", start, min(end, start + _SUBJECT_AND_VERB * 2)):
        begin, country = _force(note, hit, start, end)
        if country is not None and _OPENS.fullmatch(note.text, start, begin):
            return country, (begin, hit.end)
    return None


_OPENS = regex(r"\W*(?:an? |the )?(?:[\w-]+ ){0,2}", re.I)
_ITS_OWN = regex(r" (?:(?!(?:by|was|were|been|had|who|when|after|to|from)\b)[\w'-]+ ){0,4}")
_SEATED = regex(
    r" (?:officers |officials |agents |chiefs )?(?:in|of|at|from) (?:the )?(?:\w+ (?:of|city|province|town) )?(?:the )?"
)


def _is_subject(note: Annotation, place: PlaceSpan, acts: Sequence[Hit]) -> bool:
    """A country that acts itself ("China seized", "Sweden and Norway expelled")."""
    after = next((a for a in acts if a.start >= place.end), None)
    if after is None or not _may_act(note, place, after) or after.form not in ("past", "s", "base"):
        return False
    return bool(
        re.fullmatch(
            r"(?:'s)?(?:(?:,| and|, and) (?:the )?[A-Z][\w ]+?)* (?:also |later |then |has |had |have |"
            r"subsequently |reportedly |promptly |in turn )*",
            note.text[place.end : after.start],
        )
    )


def _may_act(note: Annotation, place: PlaceSpan, act: Hit) -> bool:
    """A country, or a capital that stands for it: "Canberra declared him persona non grata"."""
    if place.where.level == "country":
        return True
    town = note.gazetteer.place(place.where.place_id) if place.where.place_id else None
    return town is not None and town.capital and getattr(act.entry, "kind", "") == "expulsion"


def _expelled_from(note: Annotation, place: PlaceSpan, acts: Sequence[Hit]) -> bool:
    before = [a for a in acts if getattr(a.entry, "kind", "") == "expulsion" and a.end <= place.start]
    return (
        bool(before)
        and len(note.text[before[-1].end : place.start].split()) <= 12
        and not re.search(r"\bflight|arriv", note.text[before[-1].end : place.start])
    )


def _heads_entry(note: Annotation, place: PlaceSpan, start: int) -> bool:
    """A place that opens an entry: "Egypt: 506,000 tablets", "Hong Kong, 12 March"."""
    return (
        place.start - start <= 30
        and bool(re.match(r"\s?[:(]|, \d|\. ", note.text[place.end : place.end + 4]))
        and not re.search(r"\b(?:from|to|of)\b", note.text[start : place.start])
    )


def _stands_apart(note: Annotation, place: PlaceSpan) -> bool:
    before, after = note.text[max(0, place.start - 2) : place.start], note.text[place.end : place.end + 2]
    return bool(re.search(r"(?:[.,:;(-] ?|^)$", before)) and bool(re.match(r" ?[.,:;)-]|$|\n", after))


def _conveyance(note: Annotation, start: int, end: int) -> tuple[int, int] | None:
    named = (name_behind(note, hit, end) for hit in note.of("conveyance", start, end))
    return next(filter(None, named), None)


def name_behind(note: Annotation, hit: Hit, end: int) -> tuple[int, int] | None:
    """Where the name of a ship or aircraft stands, right behind the word for it and before ``end``."""
    assert isinstance(hit.entry, Conveyance)
    if hit.form != "singular" or hit.entry.mode not in ("sea", "air"):
        return None
    match = _CONVEYANCE_NAME.match(note.text, hit.end)
    if match is None or match.end() > end or match["name"].split()[0] in ("The", "In", "On", "A"):
        return None
    words = match["name"].split()
    nations = within(note.nationalities, match.start("name"), match.end())
    if len(words) == 1 and any(n.start <= match.start("name") < n.end for n in nations):
        return None
    if words[0][0].isupper() or (words[0].isdigit() and len(words) > 1):
        return match.start("name"), match.end("name")
    return None
