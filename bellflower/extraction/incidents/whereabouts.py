"""The place of a catch that another sentence names: the spot told of before, or what the next sentence says of it."""

from __future__ import annotations

from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.persons.nouns import NAME
from bellflower.extraction.places.places import PlaceSpan
from bellflower.patterns import regex

_LOCAL = ("site", "town", "adm2", "adm1")
_SAME_SPOT = cued(
    r"\b(?:at|in|on|from|through) the same (?:[\w-]+ )?(?:gate|crossing|post|border|checkpoint|airport|port|harbour|"
    r"harbor|station|place|spot|town|city|terminal|pier|quay|bridge)\b"
    r"|\b(?:caught|held|stopped|arrested|seized|found|detained|intercepted|confiscated|discovered) there\b"
)
_MET_THERE = cued(  # what befalls a load, or a ship that carries it, where it is caught: "was searched in Abcville"
    r"\b(?:searched|boarded|stopped|inspected|intercepted|opened|unloaded|checked|scanned|arrived|docked|berthed|"
    r"moored|anchored|put in|called|remains|remained|lies|lay|is held|is kept|tied up)\b"
    r"(?: (?!to\b|from\b|for\b|and\b|but\b|before\b|after\b)[\w-]+){0,4}"
    r" (?:in|at|off) (?:the )?(?:port of |harbour of |waters off )?$"
)
_GOES_ON = regex(  # the ship, the load or the persons just told of
    r"(?:The|Its|Her|His|Their) (?:[\w-]+ ){0,2}(?:ship|vessel|freighter|boat|trawler|tanker|yacht|truck|lorry|car|van|"
    r"bus|train|container|box|cargo|load|shipment|consignment|parcel|suitcases?|luggage|baggage|drugs?|goods)\b|"
    rf"It\b|They\b|He\b|She\b|The (?:{NAME}|[A-Z][\w'-]+)(?: (?:No\. ?)?\d{{1,3}})?,? "
    r"(?:was|had|which|whose|arrived|docked)\b"
)


def borrowed_place(
    note: Annotation, group: Sequence[Fragment], taken: Sequence[tuple[int, int]], country: str
) -> tuple[PlaceSpan, str] | None:
    """Where in ``country`` ``group`` happened, and by which rule; sentences ``taken`` are of other incidents."""
    for fragment in group:
        if note.search(_SAME_SPOT, fragment.start, fragment.end):
            spot = _spot_before(note, fragment.start, country)
            return (spot, "the same place, told before") if spot else None
    for fragment in group:
        start, end = next(iter(note.sentences_behind(fragment.end, 1)), (0, 0))
        if start == end or any(a < end and start < b for a, b in taken) or not _GOES_ON.match(note.text, start):
            continue
        for place in within(note.places, start, end):
            inside = place.where.level in _LOCAL and place.where.country == country
            if inside and note.search_cut(_MET_THERE, max(start, place.start - 80), place.start):
                return place, "place of the sentence behind it"
    return None


def _spot_before(note: Annotation, start: int, country: str) -> PlaceSpan | None:
    """Where "at the same gate" is: the last place before in which something was done."""
    before = [p for p in within(note.places, 0, start) if not note.in_dateline(p)]
    for index in reversed(range(len(before))):
        where = before[index].where
        if where.level in _LOCAL and where.country == country:
            begin, _ = note.sentence_of(before[index].start)
            if listed_role(note, before, index, begin) == "event":
                return before[index]
    return None
