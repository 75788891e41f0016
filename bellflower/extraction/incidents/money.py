"""Money that is itself taken: "police confiscated $140,000", "detained with 640,000 baht"."""

from __future__ import annotations

import re

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.patterns import regex

_REACH = 160  # characters from the act to the money
_OBJECT = regex(
    r" (?:up |out )?(?:\d[\d,]* (?:notes|bills|banknotes) \()?(?:about |some |nearly |almost |over |more than )*"
)
_BESIDE = regex(
    r"(?:\b(?:with|and|plus|carrying|containing|including|along with|as well as|besides|of|held|contained)|,)"
    r"(?: an?(?: \w+)? of)? (?:about |some |nearly |almost |over |more than |around |another |also )*$"
)
_OTHER_USE = regex(
    r"[ -]?(?:worth|in (?:taxes|fines|value|damage|duty|bribes|rewards?|bail|debt|unpaid)|"
    r"of (?!the same|such|it\b|them\b|these|this)|per\b|an? "
    r"(?:kilo|gram|pill|tablet|pound|head)|in (?:\w+ )?(?:bank|assets|property|accounts?|cryptocurrency|shares|goods)|"
    r"bail|bond|fine|reward|bribe|debt|contract|deal|business|industry|profit|loan|ransom|penalty|tax|"
    r"(?:on|in) the (?:black|street|illicit|local)|each\b|apiece)"
)
_NO_LOAD = regex(
    r"\b(?:worth|valued?|fined?|bail|reward|brib\w+|pa(?:y|id|ying)|cost\w*|s[eo]ld|sell\w*|price\w*|estimated|earn\w*|"
    r"salary|bought|buy\w*|offered|demand\w*|exchange|damages?|duty|duties|tax\w*|budget|declare no more|limit|"
    r"export no more|punishable|penalty|sentenced|ordered to)\b",
    re.I,
)
_IN_NOTES = regex(r" in (?:[\w-]+ ){0,2}(?:notes|banknotes|bills|coins|sterling)\b")
_OF_IT = regex(r" (?:of|in) (?:the same|such (?:paper|money|notes|bills)|it\b|them\b|these\b)")
_FACE = regex(r"\b(?:face|nominal) value of (?:about |some |nearly |almost |over |more than |around )*$")
_ON_THEM = regex(
    r" (?:between|on|off|from|upon|with) (?:him|her|them|both)\b|"
    r",? (?:sewn|strapped|hidden|stuffed|taped|tucked|rolled)\b|"
    r" in (?:his|her|their|a|the) (?:[\w-]+ )?(?:bags?|pockets?|belts?|shoes?|suitcases?|luggage|coat|socks?)\b"
)
_CARRIED = regex(
    r"\b(?:with|carrying|carried|had|holding|concealing) "
    r"(?:about |some |nearly |almost |over |another |more than )*$"
)
_ENTRY = regex(r"(?:: |- |^|\. )(?:about |some |nearly |over )?$")
_LAY = regex(
    r" (?:in|inside|under|behind|aboard) (?:an?|the|his|her|their|two|three|four|several)\b(?! (?:bank|account))"
)
_GOT = regex(r"\b(?:got|took|taken|removed|relieved|and) (?:about |some |nearly |another )*$")
_OF_MANY = frozenset({"krone", "peso", "franc", "shilling"})  # of several countries
_TOLD_APART = regex(r"\b[A-Z]{1,3} ?\$|\b(?:US|U\.S\.|American|USD)\b")


def is_money(hit: Hit) -> bool:
    """Whether a good is itself measured in money (cash, counterfeit notes)."""
    return isinstance(hit.entry, Good) and hit.entry.count_unit == "currency"


def taken_money(note: Annotation, q: QuantitySpan, start: int, listed: bool) -> Hit | None:
    """The good that money is, where it is the object of an act of the clause from ``start``, or lies beside one.

    ``listed`` says that a load or a person is told before it in the clause.
    """
    if q.dimension != "currency" or q.per is not None or _OTHER_USE.match(note.text, q.end):
        return None
    if not (_is_object(note, q, start, listed) or _is_held(note, q, start, listed)):
        return None
    return _named(note, q)


def _is_object(note: Annotation, q: QuantitySpan, start: int, listed: bool) -> bool:
    acts = [a for a in note.of("act", max(start, q.start - _REACH), q.start) if a.form != "noun"]
    if not acts:
        return False
    gap = note.text[acts[-1].end : q.start]
    takes = getattr(acts[-1].entry, "takes", "")
    direct = takes == "goods" and _OBJECT.fullmatch(gap)
    beside = _BESIDE.search(gap) and (listed or takes != "goods" or " with " in gap)
    return bool(direct or (beside and not _NO_LOAD.search(gap) and not re.search(r"[;:\n]|\. ", gap)))


def _is_held(note: Annotation, q: QuantitySpan, start: int, listed: bool) -> bool:
    """Money in notes, on somebody, or beside a load in an entry without a verb: "with US$211,000 between them"."""
    before = note.text[max(start, q.start - _REACH) : q.start]
    if _FACE.search(before):
        return any(is_money(hit) and hit.entry is not note.money for hit in note.of("good", start, q.start))
    if _NO_LOAD.search(re.split(r"[;:]|\. ", before)[-1]):
        return False
    if _IN_NOTES.match(note.text, q.end) or _OF_IT.match(note.text, q.end):
        return True
    if listed and re.search(r"; ?$", before) and re.match(r" ?[;.]", note.text[q.end : q.end + 2]):
        return True  # an entry of a list: "4 kg of cocaine; $12,000; two cars"
    if _ENTRY.search(before) and _LAY.match(note.text, q.end):
        return True  # "30 May, same port: $412,000 in a cooler"
    carried = _CARRIED.search(before) is not None
    if _ON_THEM.match(note.text, q.end) and (carried or _GOT.search(before)):
        return True
    if note.of("act", start, q.start):
        return False
    return bool((listed and _BESIDE.search(before)) or (carried and note.of("role", start, q.start)))


def _named(note: Annotation, q: QuantitySpan) -> Hit | None:
    """The money a figure is: what the words around it call it, else what the text mostly speaks of, else cash."""
    named = [hit for hit in note.of("good", 0, q.start) if is_money(hit)]
    if not named:
        return Hit(start=q.start, end=q.end, category="good", form="", entry=note.money) if note.money else None
    false = [hit for hit in named if hit.entry is not note.money]
    return false[-1] if 2 * len(false) > len(named) or (_OF_IT.match(note.text, q.end) and false) else named[-1]


def local(note: Annotation, q: QuantitySpan, country: str | None) -> QuantitySpan:
    """Money told in bare dollars, rupees, pesos or crowns in those of the incident's ``country``, where it has its own.

    Dollars not where the text tells dollars apart ("US$", "A$").
    """
    raw = (q.unit_raw or "").lower().rstrip(".")
    if not country or q.unit is None:
        return q
    if q.unit in _OF_MANY or (q.unit == "INR" and raw in ("rs", "re", "rupee", "rupees")):
        code = note.grammar.units.code_of(country, "R" if q.unit == "INR" else "")
        return msgspec.structs.replace(q, unit=code) if code else q
    if q.unit != "USD" or raw not in ("$", "dollar", "dollars"):
        return q
    own = note.grammar.units.named(f"{country}$")
    if own is None or _TOLD_APART.search(note.text):
        return q
    return msgspec.structs.replace(q, unit=own.code)
