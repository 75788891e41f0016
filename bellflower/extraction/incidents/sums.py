"""Totals over a period told from single catches: codebook rule 20, no cumulative statement becomes an incident."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.circumstances import Circumstances
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons.parties import Party
from bellflower.packs import Act
from bellflower.patterns import regex

_SEVERAL = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_PERIOD = cued(
    r"\b(?:up to (?:January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?:this|last) year)\b|"
    r"\b(?:fiscal year|so far (?:this|in)|in all of|all of \d{4}|nationwide|per year|annually|each year|every year|"
    r"(?<!detained )(?<!held )(?<!custody )(?<!jailed )(?<!arrest )(?<!jail )since "
    r"(?:the (?:start|beginning)|January|then|\d{4}|last|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|"
    r"(?:in|during|over|for|across) the (?:first|last|past|previous|whole|same) (?:\w+ )?"
    r"(?:months?|years?|half|quarter|decades?|weeks?|period)|"
    r"first (?:\w+ )?(?:months|half|quarter)|year-on-year|compared (?:with|to) (?:\d|last)|"
    rf"in {_SEVERAL} (?:\w+ )?(?:operations|cases(?! of)|seizures|incidents|attempts|"
    r"interdictions|interceptions|raids|boardings|busts|searches|drives)|"
    rf"{_SEVERAL} (?:separate |smuggling )?(?:attempts|seizures|cases(?! of))|"
    rf"within {_SEVERAL} (?:weeks|months|years)|"
    r"\d[\d,]* times|"
    r"(?:up|down) from (?:\d|last|about|some|the previous)|double the|between \d{4} and \d{4}|from \d{4} to \d{4}|"
    r"across (?:all|the whole) of|"
    r"(?:last|this|the previous|that) year's (?:\w+ )?(?:totals?|figures?|tally|seizures|sum)|"
    r"over (?:the|many|several|a number of) (?:\w+ )?(?:years|decades)|"
    r"in (?:earlier|previous|recent|past|former) years|"
    r"across the country|countrywide|"
    r"up to (?:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"throughout (?:the year|\d{4})|during (?:all of )?\d{4}|for the year|"
    r"\d{4} as a whole|the (?:whole|full) year)\b",
    re.I,
)
_SUMMING = cued(
    r"\b(?:taking all|all (?:\w+ )?(?:taken )?together|"
    r"overall|that year|worldwide|a year(?! (?:after|before|earlier|later|ago)\b)|tally|figures|statistics|"
    r"record (?:amount|quantity|year)|bring(?:s|ing)? (?!the )(?:[\w']+ ){1,3}total|"
    r"(?:\d+|dozens of|hundreds of|several|many) (?:\w+ )?"
    r"(?:seizures|cases(?! of)|incidents|operations|arrests|raids|attempts))\b",
    re.I,
)
_CHANGED = cued(  # "pills seized in the country doubled last year"
    r"\b(?:doubled|tripled|trebled|quadrupled|rose|fell|dropped|increased|decreased|declined|jumped|soared|climbed|halved)"
    r"(?: sharply| slightly| again| almost)? (?:last|this|in|by|from|to|over|between|since|compared|again)\b"
)
_SHARE = regex(
    r"\W*(?:most|more than (?:half|two[- ]thirds)|(?:about |nearly |almost )?(?:half|two[- ]thirds|a third|a quarter)|"
    r"the (?:bulk|majority|greater part|largest share)|nine in ten|\d+ per ?cent) of (?:the|it|them|all|these)\b",
    re.I,
)
_RECORDED = regex(
    r"\b\d[\d,]* (?:\w+[ -]){0,2}(?:cases|seizures|incidents|operations|arrests|raids|offences|inspections|checks)\b",
    re.I,
)
_ANYBODY = frozenset({"traveller", "traveler", "passenger", "visitor", "tourist", "motorist", "people"})
_CROWDED = regex(r"\b(?:hundreds|thousands|dozens|scores) of\b", re.I)
_RECORD = cued(r"\brecord (?:of )?\d")
_ENUMERATED = cued(
    r"\b(?:two|three|four) (?:\w+ )?(?:seizures|arrests|hauls|interceptions|finds|busts)\b[^.;:]{0,60}: "
)
_PLURAL_ACTS = frozenset(
    ["seizures", "arrests", "hauls", "confiscations", "interceptions", "interdictions", "busts", "convictions"]
)
_ONE_STROKE = cued(
    r"\b(?:in|during|after) (?:an?|one|the same) (?:[\w-]+ ){0,2}(?:sting|raid|swoop|bust|sweep)\b", re.I
)
_CROWD = 40  # persons: more are arrested over a year, not in one act
_LARGE = {"kg": 500.0, "l": 5000.0}  # what a nation's year has rather than one catch
_MANY = 1_000_000.0


def speaks_of_a_period(note: Annotation, start: int, end: int) -> bool:
    """Whether the words name a period over which something is added up."""
    key = ("period", start, end)
    if key not in note.memo:
        note.memo[key] = note.search(_PERIOD, start, end) is not None
    return bool(note.memo[key])


def is_sum(
    note: Annotation,
    span: tuple[int, int],
    around: Circumstances,
    suspects: Sequence[Party],
    acts: Sequence[Hit],
    items: Sequence[Item],
) -> bool:
    """Whether the acts in ``span`` are told added up over a period instead of one by one."""
    place = around.place
    pinned = around.conveyance is not None or (place is not None and place.where.level in ("site", "town"))
    nouns = [a for a in acts if a.form == "noun" and note.text[a.start : a.end].lower() in _PLURAL_ACTS]
    date = around.date.edtf if around.date else ""
    if nouns and len(nouns) == len(acts) and len(date) == len("2003-04-16") and note.search(_ENUMERATED, *span):
        return False  # "made two hauls on Wednesday: 4 tonnes in a truck and"
    if nouns and len(nouns) == len(acts):
        return not (pinned and suspects)
    if suspects and acts and all(getattr(a.entry, "kind", "") == "expulsion" for a in acts) and not nouns:
        return False  # "each expelled envoys during 1976": nobody adds up expulsions
    if speaks_of_a_period(note, *span):
        return not (suspects and len(date) == len("2003-04-16"))
    to_the_month = bool(re.match(r"\d{4}-\d\d", date))
    if _is_counted_up(note, span, around, suspects, acts):
        return True
    if (note.search(_SUMMING, *span) or note.search(_CHANGED, *span)) and not (suspects or pinned or to_the_month):
        return True
    if not re.fullmatch(r"\d{4}|\d{3}X|\d{4}/\d{4}~?", date):
        return False
    if pinned and not suspects and _is_large(items) and note.search(_RECORD, *span):
        return True  # "a record 110 tonnes were seized in Antwerp in 2022"
    return _is_a_years(around, suspects, items, pinned, bool(note.search(_ONE_STROKE, *span)))


def _is_counted_up(
    note: Annotation, span: tuple[int, int], around: Circumstances, suspects: Sequence[Party], acts: Sequence[Hit]
) -> bool:
    """Whether what stands before, or persons without number, make it a part of a sum."""
    if acts and all(_is_conviction(a) for a in acts) and _CROWDED.search(note.text, *span):
        return True  # "sentenced hundreds of boys"
    if suspects:
        to_the_month = around.date is not None and len(around.date.edtf) == len("2018-12")
        return to_the_month and all(_are_any(p) for p in suspects)
    return _is_share(note, span[0]) or (around.date is None and around.place is None and _follows_a_sum(note, span[0]))


def _is_conviction(act: Hit) -> bool:
    return isinstance(act.entry, Act) and act.entry.kind == "conviction"


def _is_share(note: Annotation, start: int) -> bool:
    """ "Most of the hashish was intercepted in Cadiz", where one of the two sentences before summed it up."""
    begin, _ = note.sentence_of(start)
    if begin != start or not begin or not _SHARE.match(note.text, start):
        return False
    before = note.sentence_of(note.sentence_of(begin - 2)[0] - 2)[0]
    years = any(re.fullmatch(r"\d{4}", date.edtf) for date in within(note.dates, before, begin))
    return years or speaks_of_a_period(note, before, begin)


def _are_any(party: Party) -> bool:
    """Travellers, passengers, people without number: those of a month's many checks."""
    return party.count is None and party.name is None and party.role in _ANYBODY


def _follows_a_sum(note: Annotation, start: int) -> bool:
    """ "Customs recorded 25,000 drug cases in 2022. Officers seized 12 tonnes of cocaine"."""
    begin, _ = note.sentence_of(start)
    if begin != start or not begin or note.text[begin - 1] == "\n":
        return False
    before = note.sentence_of(begin - 2)
    years = [date for date in within(note.dates, *before) if re.fullmatch(r"\d{4}", date.edtf)]
    return bool(years) and bool(_RECORDED.search(note.text, *before))


def _is_a_years(
    around: Circumstances, suspects: Sequence[Party], items: Sequence[Item], pinned: bool, one_stroke: bool
) -> bool:
    """What a sentence that is dated to a year only tells: that year's sum, or one catch."""
    if any((p.count or 0) > _CROWD for p in suspects) and not one_stroke:
        return True
    if suspects or pinned:
        return False
    if around.country_from == "subject" or (around.date is not None and "/" in around.date.edtf):
        return True
    if not any(i.quantity is not None for i in items) and all(i.generic for i in items) and around.place is None:
        return True
    return _is_large(items) and (around.place is None or around.place.where.level == "country")


def _is_large(items: Sequence[Item]) -> bool:
    return any(i.quantity is not None and i.quantity.value >= _LARGE.get(i.unit or "", _MANY) for i in items)
