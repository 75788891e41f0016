"""What a place is to an act, by the words before it: the scene, the origin, the destination, a post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.cued import cued
from bellflower.extraction.places.places import PlaceSpan
from bellflower.patterns import regex
from bellflower.records import PlaceRole

_KINDS = (
    "port|city|town|village|province|state|district|region|county|island|coast|capital|border|waters|airport|area|"
    "outskirts|suburb|prefecture|harbour|harbor|north|south|east|west|northern|southern|eastern|western|central|"
    "neighbouring|nearby|same|old|capital city|border town|border city|border crossing|mouth|shore|middle|centre|"
    "center|seaport|emirate|municipality|commune|department|roads|roadstead|anchorage|"
    "(?:container |ferry |bus |cargo )?terminal|quays?|docks|free zone|free port"
)
_ADJECTIVE = rf"(?-i:(?:[A-Z][a-z]+ ){{1,2}}(?=(?:{_KINDS})\b))"
_BETWEEN = rf"(?:the |a |an )?(?:{_ADJECTIVE})?(?:(?:{_KINDS})(?:ern)?(?: of| off)? )*(?:the )?"
_POSTED = (
    "stationed|based|accredited|posted|living|resident|residing|working|serving|employed|embassy|embassies|consulate|"
    "mission|ambassador|envoy|consul|diplomat|attache|legation"
)
_BOUND = (
    "bound|destined|headed|heading|en route|on (?:its|their|his|her) way|way|intended|meant|shipped|sent|delivered|"
    "flown|fly|sold|ticket|travel|travelling|traveling|export|exported|exports|exporting|flight"
)
_COME = (
    r"arriv(?:ed|ing|es?)|flight|flew|flown|came|coming|come|comes|sailed|shipped|sent|smuggled|brought|bus|train|"
    r"plane|ferry|returned|returning|travell?ing|travell?ed|landed|imported|off a flight|entering|entered|"
    r"crossed over|crossing"
)
_YONDER = (
    "the|an?|across|over|beyond|of|other|border|side|frontier|illicit|clandestine|jungle|laborator(?:y|ies)|labs?|"
    "factor(?:y|ies)|villages?|farms?|plantations?|warehouses?|ports?|camps?"
)
_MADE = (
    r"from|originat(?:ed|ing) in|made in|produced in|grown in|manufactured in|registered in|native of|born in|"
    r"citizen of|national of|nationals of|citizens of"
)
_SPOKEN = (
    r"prosecutors?|magistrates?|conference|briefing|reporters|journalists|court|judge|jury|offices?|spokes\w+|ministry"
)
_SCENE = (
    "in|at|near|off|on|outside|around|inside|within|along|aboard|from within|close to|km from|miles from|south of|"
    "north of|east of|west of|downstream of|upstream of|below|above"
)
_PATTERNS: tuple[tuple[PlaceRole, str], ...] = (  # the first that fits holds
    ("event", r"before (?:\w+ ){1,3}(?:could|was to|were to) (?:be \w+|leave|sail|depart) (?:in|at|from)"),
    ("stationed", rf"(?:{_POSTED}) (?:in|at|to|of)"),
    ("destination", rf"(?:{_BOUND}) (?:for|to|towards?)"),
    ("departure", rf"(?:{_COME}) (?:[\w-]+ )?(?:[\w-]+ )?from"),
    (
        "departure",
        rf"(?:{_COME}) (?:[\w-]+ ){{0,2}}from (?:(?:{_YONDER}) ){{1,5}}(?:in|at|near)",
    ),
    (
        "departure",
        r"(?:began|started|starting) (?:its|their|his|her|the) (?:\w+ )?(?:journey|voyage|trip|route) (?:in|at)",
    ),
    ("departure", r"(?:loaded|packed|stuffed|shipped|sailed|set out|set off|left) (?:in|at|out of|off)"),
    ("origin", _MADE),
    ("transit", "through|via|by way of|across"),
    ("destination", "to|into|towards?|for"),
    ("stationed", rf"(?:{_SPOKEN}) (?:\w+ )?(?:in|at|of)"),
    ("event", _SCENE),
)
_ROLES = tuple((role, cued(rf"\b(?:{words}) ?{_BETWEEN}$", re.I)) for role, words in _PATTERNS)
_WITHIN = regex(r",? in (?:the )?(?:(?:north|south|east|west|central)[\w-]* )?")
_ENVOY_AT = regex(r"\b(?:diplomat|envoy|consul|attach[eé]|ambassador) (?:at|in) (?:the )?$", re.I)
_AIRPORT = regex(r"\bairport\b", re.I)  # where envoys pass and none is posted
_REACH = 70  # characters before a place that are looked at


def place_role(note: Annotation, place: PlaceSpan, start: int) -> PlaceRole | None:
    """What a place is to the act, by the words before it; ``None`` where they say nothing."""
    begin = max(start, place.start - _REACH)
    key = ("place role", begin, place.start)
    if key not in note.memo:
        left, may = note.text[begin : place.start], note.cues.among(begin, place.start)
        fits = (role for role, pattern in _ROLES if pattern in may and pattern.pattern.search(left))
        role = next(fits, None)
        if role == "stationed" and _ENVOY_AT.search(left) and _AIRPORT.search(note.text, place.start, place.end + 8):
            role = "event"
        note.memo[key] = role
    return note.memo[key]  # type: ignore[no-any-return]


def listed_role(note: Annotation, places: Sequence[PlaceSpan], index: int, start: int) -> PlaceRole | None:
    """As :func:`place_role`, where a place in a list ("Denmark, Finland and Norway") has the role of the first."""
    while index >= 0:
        role = place_role(note, places[index], start)
        if index == 0:
            return role
        between = note.text[places[index - 1].end : places[index].start]
        if role == "event" and _WITHIN.fullmatch(between):  # "had come from Turbo in Colombia"
            return place_role(note, places[index - 1], start) or role
        if role is not None:
            return role
        if not re.fullmatch(r"(?:'s)?(?:,| and|, and| or)? ?(?:the |in )?", between):
            return None
        index -= 1
    return None
