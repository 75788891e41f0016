"""Goods that are named and are no load: none were held, a load is hidden in them or declared as them, a brand."""

from __future__ import annotations

import re
from collections.abc import Set

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import Cued, cued
from bellflower.extraction.lexicon import Hit
from bellflower.packs import Good
from bellflower.patterns import regex

_LAWFUL = frozenset(
    {"goods", "seafood", "timber", "plants", "alcohol", "tobacco", "metals", "minerals", "fuels", "chemicals"}
)  # groups traded openly, too
_INSIDE = cued(
    r"\b(?:hidden|hid|concealed|stashed|stuffed|tucked|secreted|buried|sewn|stitched|disguised|camouflaged) "
    r"(?:in|inside|into|under|underneath|among|amongst|beneath|within|behind|between|as) (?:(?!and\b)[\w'-]+ ){0,6}$",
    re.I,
)
_HOLDER = regex(
    r"[ -](?:bags?|sacks?|bins?|crates?|boxes|box|tins?|cans?|jars?|packets?|cartons?|bottles?|barrels?|drums?|tanks?|"
    r"cookers?|extract|bales?|rolls?|containers?|trucks?|lorry|lorries|vans?|trailers?|cellar|shed|warehouse|shop|"
    r"store|stall|boat|ship|freighter|tanker|carrier|vessel)\b",
    re.I,
)
_WITHIN = regex(
    r"\b(?:in|inside|into|within|among|amongst|amid|under|underneath|beneath|behind|between|on|aboard|from|of) "
    r"(?:[\w',-]+ ){0,4}$",
    re.I,
)
_HIDDEN = cued(
    r"\b(?:hid|hidden|hiding|conceal\w*|stash\w*|stuff\w*|tuck\w*|buried|packed|disguised|camouflaged|sealed|stowed|"
    r"secreted|lay|lying|sewn|wrapped|cover(?:ed)?)\b[^.;]{0,40}?"
    r"\b(?:in|inside|into|as|among|amongst|amid|under|underneath|beneath|behind|between|within) (?:[\w',-]+ ){0,6}$",
    re.I,
)
_DECLARED = cued(
    r"\b(?:declared|manifested|described|labell?ed|listed|invoiced|booked|passed off|registered|documented|shipped|"
    r"billed|marked|purporting)\b[^.;]{0,30}?\b(?:as|to (?:be|hold|contain)) (?:[\w',-]+ ){0,6}$",
    re.I,
)
_BELIEVED = regex(
    r"\b(?:believed|thought|said|claimed|supposed|assumed|understood|told)\b[^.;]{0,40}?"
    r"\b(?:to (?:be|hold|contain|carry)|was|were|for|held|contained) (?:[\w',-]+ ){0,4}$",
    re.I,
)
_LADEN = cued(
    r"\b(?:laden|loaded|filled|mixed|covered) (?:\w+ )?with (?:[\w',-]+ ){0,4}$|"
    r"\b(?:in|inside|into|within|among|amongst|under|beneath|behind|between|on|aboard) (?:[\w'-]+ ){0,3}"
    r"(?:container|load|cargo|shipment|consignment|truck|lorry|crate|sack|bag|box|boxe|layer|pallet|pile)s? of "
    r"(?:[\w',-]+ ){0,4}$",
    re.I,
)
_ILLICIT = regex(r"\b(?:smuggled|counterfeit|contraband|illegal|illicit|untaxed|stolen|fake|undeclared|looted)\b", re.I)
_RIGHT_BEFORE = regex(
    r"(?:[ -](?:of )?|, )"
    r"(?:(?!(?:among|amongst|amid|between|under|underneath|beneath|behind|inside|within)\b)[\w-]+ ){0,3}"
)
_RIGHT_BEHIND = regex(r"[ ,(:]*(?:weighing |totalling |totaling |about |some )*")
_WORTH_OF = regex(r"(?:['’]s?|s['’])? worth of\b")


_SPOKEN_OF = cued(  # "protested against the price of cigarettes", "the proceeds of fentanyl"
    r"\b(?:prices?|costs?|tax(?:es)?|excise|proceeds|demand|shortages?|consumption|legali[sz]ation|ban|"
    r"operations?|wars?|fight|campaign|drive|struggle|battle)"
    r" (?:of|on|for|from|against) (?:[\w-]+ )?$",
    re.I,
)
_MEANS = cued(  # "accused of having killed four patients with morphine"
    r"\b(?:kill\w*|murder\w*|poison\w*|drugg(?:ed|ing)|sedat\w+|inject\w+|stunn\w+|dop(?:ed|ing))\b[^.;]{0,40}"
    r" (?:with|using|by) (?:[\w-]+ ){0,3}$",
    re.I,
)
_OFF_A_LIST = regex(r" from (?:the|its|a) (?:[\w-]+ ){0,3}(?:lists?|schedules?|class|annex|register|convention)\b")
_NONE_OF = regex(r"\b(?:no|without|nor|any) (?:\w+ )?$", re.I)
_ING_AFTER = regex(r"[ -]?(?:\w+ing )?")


def is_no_load(note: Annotation, hit: Hit, start: int) -> bool:
    """Whether a good that a clause from ``start`` names is no load."""
    text = note.text
    begin = max(start, hit.start - 90)
    before, may = text[begin : hit.start], note.cues.among(begin, hit.start)
    if _NONE_OF.search(before[-16:]):
        return not note.lost(hit, "good negated", "the words before it say that there was none")  # "held no drugs"
    if _stands(_INSIDE, before, may):
        return not note.lost(hit, "cover load", "other goods were hidden in it")  # "hidden among sacks of charcoal"
    after = _ING_AFTER.match(text, hit.end, hit.end + 24)
    gap = after.end() - hit.end if after else 0
    if any(c.start - hit.end <= gap for c in note.of("compound", hit.end, hit.end + 16)):
        return not note.lost(hit, "part of a compound", "the word behind it makes it no good: a heroin dealer")
    if _WORTH_OF.match(text, hit.end):
        return not note.lost(hit, "so much of another good", "40 pangolins' worth of scales are scales")
    if text[hit.start].isupper() and any(p.start <= hit.start < p.end for p in within(note.places, hit.start, hit.end)):
        return not note.lost(hit, "a place's name", "it is the name of a place: off the Canaries")
    if _is_brand(text, hit):
        return not note.lost(hit, "brand", "a name in quotation marks is a brand")
    lawful = _is_lawful(hit) and not _ILLICIT.search(before[-40:] + text[hit.start : hit.end])
    if lawful and _HOLDER.match(text, hit.end) and _WITHIN.search(before):
        return not note.lost(hit, "what a load was in", "the word behind it is a vessel: in rice bags, in a coal bin")
    if _stands(_MEANS, before, may) or _OFF_A_LIST.match(text, hit.end, hit.end + 60):
        return not note.lost(hit, "spoken of", "it is a means of another crime, or struck off a list")
    if _is_measured(note, hit):
        return False
    if _stands(_SPOKEN_OF, before, may):
        return not note.lost(hit, "spoken of", "its price, tax or ban is told of, and no load")
    if _stands(_DECLARED, before, may) or (lawful and _BELIEVED.search(before)):
        return not note.lost(hit, "what a load was said to be", "the words before it tell what papers or people said")
    if lawful and (_stands(_HIDDEN, before, may) or _stands(_LADEN, before, may)):
        return not note.lost(hit, "what a load was hidden in", "a cargo traded openly, without a figure, that hid it")
    return False


def _stands(pattern: Cued, words: str, may: Set[Cued]) -> bool:
    """Whether a pattern that ``may`` match does."""
    return pattern in may and pattern.pattern.search(words) is not None


def _is_measured(note: Annotation, hit: Hit) -> bool:
    """Whether a figure stands right beside a good."""
    near = within(note.quantities, max(0, hit.start - 48), hit.end + 24)
    return any(
        _RIGHT_BEFORE.fullmatch(note.text, q.end, hit.start) and not note.of("good", q.end, hit.start)
        if q.end <= hit.start
        else q.start < hit.end or _RIGHT_BEHIND.fullmatch(note.text, hit.end, q.start)
        for q in near
        if q.dimension in ("mass", "volume", "count", "none")
    )


def _is_brand(text: str, hit: Hit) -> bool:
    """ "Gold" in a pair of quotation marks with a few words in it, written with a capital."""
    if not text[hit.start].isupper():
        return False
    opening = text.rfind('"', max(0, hit.start - 24), hit.start)
    closing = text.find('"', hit.end, hit.end + 24)
    if opening < 0 or closing < 0 or text[:opening].count('"', text.rfind("\n", 0, opening) + 1) % 2:
        return False
    return len(text[opening + 1 : closing].split()) <= 4 and text[opening + 1].isupper()


def _is_lawful(hit: Hit) -> bool:
    return isinstance(hit.entry, Good) and (hit.entry.kind == "side" or hit.entry.group in _LAWFUL)
