"""Where the goods are made, worked up or grown: sites with a name or a place.

A college is no site because it is named beside a drug: the sentence must say that the goods are made there, sent there
to be worked up, or that the site is one for that good ("opium farm").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from bellflower.extraction.annotation import within
from bellflower.extraction.cued import cued
from bellflower.extraction.modality import is_told
from bellflower.extraction.statements.scope import Passage, short
from bellflower.extraction.statements.trade import MODIFIERS, goods_made, told
from bellflower.extraction.statements.words import Found, StatementWords, Words, any_of, compiled, forms, nouns
from bellflower.patterns import regex
from bellflower.records import Record, Term, Value, Where

_MONTHS = (
    r"January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_KIND = r"(?: (?:area|city|province|county|district|prefecture|region|town|village|valley|state|mountains))?"
_NAME = rf"(?!(?:{_MONTHS})\b)[A-Z][\w'-]+(?: (?!(?:{_MONTHS})\b)[A-Z][\w'-]+)*{_KIND}"
_AND = (
    r"(?:,? and (?:the )?|,? or |, (?:in )?(?:the )?|,? (?:in|of|near|outside) (?:the )"
    r"?(?:(?:area|town|city|county|province|capital|district|outskirts|suburb) of )?)"
)
_PLACED = regex(
    r"(?: (?:that|which))?(?: (?!and\b|but\b|in\b|near\b|at\b|outside\b)[a-z]+){0,4}? "
    r"(?P<at>in|near|at|outside|around|close to|beside|on|north of|south of|east of|"
    r"west of|along)"
    rf" (?:the |a |an )?(?:[a-z][\w-]* ){{0,5}}?(?P<places>{_NAME}(?:{_AND}{_NAME})*)"
)
_LINKED = (
    r"(?:involved in|linked to|used for|used to|engaged in|dedicated to|devoted to|capable "
    r"of|converted to|turned over to|set aside for|responsible for)"
)
_AT = regex(
    r"(?:\b(?:at|in|on|by|from|inside|including|such as|like|are|is|was|were)|:|,)(?: both| either)? ?(?:the |a |an )?$"
)
_TO = regex(r"\b(?:to|into)(?: be \w+ (?:at|in))? ?(?:the |a |an )?$")
_SENT = cued(r"\b(?:sent|delivered|taken|shipped|brought|moved|trucked|went|goes|go|transported|carried|handed)\b")
_END = regex(r"[.;:!?]")


class Site(Record, frozen=True):
    """A site at ``start:end`` of its sentence; ``until`` takes in its places, whose words are ``places``."""

    start: int
    end: int
    until: int
    at: int  # where the words that place it begin
    named: bool
    places: str


def find_sites(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """One claim for every named institution and for every group of sites with its places."""
    if not passage.has("sites"):
        return
    linked = False
    last: Site | None = None
    for site in _candidates(passage, words):
        follows = (
            last is not None
            and linked
            and site.named
            and re.fullmatch(r",? and (?:the )?|, (?:the )?", passage.text[last.until : site.start]) is not None
        )
        linked = follows or _is_made_there(passage, site, words)
        last = site
        if linked:
            subject = short(f"{passage.text[site.start : site.end]} {passage.text[site.at : site.until]}")
            yield Found(
                kind="site",
                start=site.start,
                end=site.until,
                subject=subject,
                value=_value(passage, site, subject),
                rule="named site" if site.named else "placed site",
            )


def _candidates(passage: Passage, words: StatementWords) -> list[Site]:
    """Named institutions, and common nouns with a place behind them, in order and without overlap."""
    text = passage.text
    found = []
    for match in _named(words.sites).finditer(text):
        placed = _PLACED.match(text, match.end())
        short_gap = placed and re.fullmatch(
            r" (?:in|near|at|outside) (?:the )?(?:[a-z]+ of )?", text[match.end() : placed.start("places")]
        )
        found.append(
            Site(
                start=match.start(),
                end=match.end(),
                until=match.end(),
                at=match.end(),
                named=True,
                places=placed["places"] if placed and short_gap else "",
            )
        )
    for match in compiled(rf"(?<![\w'-])(?:the |an? |another )?(?P<np>{MODIFIERS}{nouns(words.sites)})").finditer(text):
        if any(site.start < match.end() and match.start() < site.end for site in found):
            continue
        placed = _PLACED.match(text, match.end())
        if placed and not _END.search(text, match.end(), placed.end()) and _is_place(passage, placed):
            found.append(
                Site(
                    start=match.start(),
                    end=match.end(),
                    until=placed.end(),
                    at=placed.start("at"),
                    named=False,
                    places=placed["places"],
                )
            )
    return sorted(found, key=lambda site: site.start)


@cache
def _named(sites: Words) -> re.Pattern[str]:
    """An institution by its name, with what it is called after and its number."""
    kinds = "|".join(sorted({noun.title() for noun in sites}, key=len, reverse=True))
    return regex(
        rf"(?:the |The )?(?:[A-Z][\w'-]*(?: of| and|) ){{1,5}}?(?:{kinds})\b(?: of "
        rf"[A-Z][\w-]+(?:(?: and)? [A-Z][\w-]+)*)?(?: No\. ?\d+)?"
    )


def _is_place(passage: Passage, placed: re.Match[str]) -> bool:
    """Whether the capitals are a place's: one that is known, or two and more in a list, or a word for its kind."""
    start, end = passage.start + placed.start("places"), passage.start + placed.end("places")
    if within(passage.note.places, start, end):
        return True
    return re.search(r"(?: City| Province| County| Town|,)", placed["places"]) is not None


def _is_made_there(passage: Passage, site: Site, words: StatementWords) -> bool:
    text = passage.text
    phrase = text[site.start : site.end]
    if (
        re.match(r"(?:no|neither|any)\b", phrase, re.IGNORECASE)
        or compiled(any_of(words.no_sites)).search(phrase)
        or re.search(
            rf"{any_of(words.affiliations)}[^.;]{{0,50}} (?:at|of|from|in|with) (?:\w+'s )?(?:the )?$",
            text[: site.start],
            re.IGNORECASE,
        )
    ):
        return False
    if not is_told(told(passage, site.start, site.end, "participle")):
        return False
    return (
        _is_for_good(passage, site, words) or _made_before(passage, site, words) or _makes_after(passage, site, words)
    )


def _is_for_good(passage: Passage, site: Site, words: StatementWords) -> bool:
    """Whether the good stands in the site's own phrase, right before its noun: "heroin processing plant"."""
    making = rf"(?:[ -](?:{any_of(words.make_nouns)}|making|producing))*"
    for hit in passage.goods:
        if site.start <= hit.start - passage.start < site.end:
            rest = passage.text[hit.end - passage.start : site.end]
            if compiled(rf"{making} (?:{nouns(words.sites)})").fullmatch(rest):
                return True
    return False


def _made_before(passage: Passage, site: Site, words: StatementWords) -> bool:
    """Whether the words before make or send the goods there: "opium is grown on farms in", "sent to plants in"."""
    article = re.match(r"(?:the |a |an |)", passage.text[site.start :], re.IGNORECASE)
    lead = passage.text[: site.start] + (article.group() if article else "")
    made = [span for span in goods_made(passage, words) if span[1] <= site.start]
    if _AT.search(lead):
        return (
            bool(made)
            and site.start - made[-1][1] < 90
            and compiled(rf"{any_of(words.affiliations)}|[.;]").search(lead, made[-1][1]) is None
        )
    if _TO.search(lead) and compiled(nouns(words.processing_sites) + "$").search(passage.text[site.start : site.end]):
        return passage.good_before(site.start, 90) is not None and _SENT.search(lead[-60:]) is not None
    return False


def _makes_after(passage: Passage, site: Site, words: StatementWords) -> bool:
    """Whether the site makes the goods by the words behind it: "a plant at ..., which made heroin"."""
    making = (
        rf"(?: and (?:the )?(?-i:[A-Z])[\w' ]{{3,60}}?)?"
        rf"(?:,? (?:which|that|where))?(?: (?:has|have|had|is|are|was|were|been|also|now|"
        rf"still|long|said to|believed to|known to|reported to|\w+ly|be|began|begun|to))"
        rf"*(?: {_LINKED})?(?: the)?(?: [\w-]+)? (?:{forms(words.make_verbs)}|"
        rf"{any_of(words.make_nouns)})"
    )
    match = compiled(making).match(passage.text, site.until)
    if match is None:
        return False
    return passage.good_in(match.end(), match.end() + 70) is not None and not _END.search(
        passage.text, site.until, match.end()
    )


def _value(passage: Passage, site: Site, subject: str) -> Value:
    """The place where there is just one, as a place of production; else the words."""
    if site.named:
        return Term(text=subject)
    at = passage.text.index(site.places, site.end)
    known = within(passage.note.places, passage.start + at, passage.start + site.until)
    listed = re.search(r", [A-Z]\w+,| and ", site.places)
    if known and not listed:
        where: Where = msgspec.structs.replace(known[0].where, role="production")
        return where
    return Term(text=site.places)
