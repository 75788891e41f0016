"""Places and nationalities in a text, each with its span and, for places, where on Earth it is.

A place is a capitalised name that the gazetteer knows and that the text treats as one: a preposition of place before
it, a type word behind it, a country after the comma, or a city so great that it needs none of these. Persons, ships,
months and the first words of sentences are told from places by the same means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from bellflower.extraction.places.disambiguation import (
    MARGIN,
    Ballots,
    Mention,
    candidates,
    contains,
    curated,
    disambiguate,
    languages_of,
    mention,
    names_for,
    resolve_mentions,
)
from bellflower.extraction.places.gazetteer import Gazetteer, Place, gazetteer, key, rows, tables
from bellflower.extraction.places.transliteration import Language
from bellflower.patterns import regex
from bellflower.records import Record, Where


class PlaceSpan(Record, frozen=True):
    """A place at ``start:end`` of the text given."""

    start: int
    end: int
    where: Where


class NationalitySpan(Record, frozen=True):
    """A word for the people of ``country`` (ISO 3166-1 alpha-2) at ``start:end`` of the text given."""

    start: int
    end: int
    country: str


_UPPER = "A-Z\u00c0-\u00de\u0100\u0106\u010c\u0110\u0118\u0141\u015a\u0160\u017b\u017d\u0130\u015e"
_TOKEN = rf"(?:(?:[A-Z]\.){{2,}}|(?:(?:al|el|ad|as|ash|ar|az)-)?[{_UPPER}][^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*)"
_LINK = (
    r"(?:[ -]|(?:(?<=\b[A-Z])|(?<=\b[A-Z][a-z])|(?<=\b[A-Z][a-z]{2}))\. (?=[A-Z])"
    r"| (?:of|of the|and|the|de|de la|de los|del|du|da|do|dos|la|el|upon|am|an der|on|e|y|es|bin) "
    r"|-(?:on|upon|sur|le|la|al|el|e|i|ul|de|na|en)-)"
)
_RUN = regex(rf"(?<![\w.]){_TOKEN}(?:{_LINK}{_TOKEN})*")
_ONE = regex(_TOKEN)
_LONGEST = 6
_LOWER_DIRECTION = regex(r"\b((?:south|north|east|west|central|sub)(?:-?(?:east|west))?(?:ern)?[ -])$")
_PEOPLES = "Democratic People's "  # an apostrophe ends a run of capitalised words
_DIRECTION_ENDS = frozenset(("th", "st", "al", "ub", "rn"))
_THE_HALF = regex(r"\b[Tt]he (North|South)(?=['’]s\b|[ ,.;:)](?! ?[A-Z]))")
ENOUGH = 3.0
FAMOUS = 60
_LOWER_TYPE = regex(
    r" (?:[a-z]+ )?(?:airport|port|harbour|harbor|crossing|border|checkpoint|strait|island|islands|river|valley)\b"
)
_TYPE_WORD = regex(r" ([A-Z][a-z]+)\b")
_NEXT_WORD = regex(r"[ -]([A-Za-z]+)")
_COMPOUND = regex(r"-(?!based|born|bound|area|made|registered|flagged|trained|led|style|to|and)[a-z]")
_LAST_WORD = regex(r"([A-Za-z/]+)\.? ?[\"“'‘]?$")
_DATELINE = regex(
    r" \((?:[A-Z]{2,6}|Reuters|Xinhua|Yonhap|dpa|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\)"
    r"| ?[-–—]+ |, (?:[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z][a-z]{2,8}\b|\d{1,2}[./]\d{1,2}[./]\d{2})"
    r"|, (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[.:]"
)
_SENTENCE_START = regex(r"(?:^|[.!?\n]\s*[\"“]?|[•*-] )$")
_LABEL = regex(  # what stands before a place in a chronology: "1996 - Poipet.", "12 Nov, Kwai Chung:"
    r"\b(?:\d{1,4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: again)?)(?: ?[-–—:]|[.,]) $"
)
_STATE_ACTS = frozenset({"has", "expelled", "declared", "ordered", "asked", "summoned", "recalled"})  # "Canberra has"
_BESIDE = regex(r"([\w.'/]+)[ -]$")
_LIST = (", ", " and ", ", and ", " or ", "/")
_AGE = regex(r",? (?:\(?\d{2}\)?[,.; )]|aged? )")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split("|")) for row in rows("words.csv")}


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Words of place before a name, strong and weak ones, and the last word of each: without it no pattern fits."""
    words = _words()
    skipped = "|".join(sorted(map(re.escape, words["skipped"]), key=len, reverse=True))
    patterns = []
    for kind in ("strong", "weak"):
        cues = "|".join(sorted(map(re.escape, words[kind]), key=len, reverse=True))
        extra = r"|\d\d?, of " if kind == "strong" else ""
        patterns.append(regex(rf"(?:^|\W)(?:(?:{cues}) (?:(?:{skipped})[ -]){{0,2}}{extra})$", re.I))
    last = (re.findall(r"[\w.'/]+", term)[-1] for kind in ("strong", "weak", "skipped") for term in words[kind])
    return patterns[0], patterns[1], frozenset(last)


class _Run(Record, frozen=True):
    """A stretch of capitalised words: the span of each word."""

    tokens: tuple[tuple[int, int], ...]


class _Facts(Record, frozen=True, eq=False):
    """What follows from what a name may mean, whatever the text.

    ``population`` is that of its greatest place; what our tables hold counts as a great city. ``great`` is a capital or
    a place with names in every language; ``alike`` says that some place has the very name.
    """

    population: int
    levels: frozenset[str]
    curated: bool
    great: bool
    alike: bool


@lru_cache(maxsize=20_000)
def _facts(name: str, places: tuple[Place, ...]) -> _Facts:
    wide, own = ("country", "region", "sea", "adm1"), key(name)
    return _Facts(
        population=max(p.population if not p.curated else 3_000_000 if p.level in wide else 800_000 for p in places),
        levels=frozenset(p.level for p in places),
        curated=any(p.curated for p in places),
        great=any(p.capital or p.fame >= FAMOUS for p in places),
        alike=any(key(p.name) == own for p in places),
    )


class _Hit(Record, frozen=True):
    """A name that the gazetteer knows, the capitalised words beside it, and the institution that it names."""

    start: int
    end: int
    found: Mention
    facts: _Facts
    left: str
    right: str
    tail: str


_CAPITALS_THAT_COUNT = frozenset({"US", "UK", "UAE"})  # else stop words
_STARTS = (
    "new north south east west northern southern eastern western central red black white gold st united lake san great"
    " green state long little big high port los las the"
)
_PLACE_STARTS = frozenset(_STARTS.split())  # stop words that names of places begin with


def _runs(text: str) -> list[_Run]:
    return [_Run(tokens=_tokens(text, *run.span())) for run in _RUN.finditer(text)]


def _tokens(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    if text[start:end].isalpha():
        return ((start, end),)
    return tuple(m.span() for m in _ONE.finditer(text, start, end))


@lru_cache(maxsize=50_000)
def _keys(name: str) -> tuple[str, ...]:
    """The keys under which a name is looked up."""
    return tuple(key(form) for form, _ in names_for(name))


def _grams(text: str, run: _Run) -> dict[tuple[int, int], str]:
    """The names that may stand in a run, by their first and last word."""
    words = _words()
    out = {}
    tokens = run.tokens
    for i, (start, _) in enumerate(tokens):
        for j in range(i, min(i + _LONGEST, len(tokens))):
            name = text[start : tokens[j][1]]
            low = name.casefold()
            if i == j and (low in words["never"] or low in words["calendar"]) and name not in _CAPITALS_THAT_COUNT:
                continue
            head = text[slice(*tokens[i])]
            if i < j and (low := head.casefold()) in words["never"] and low not in _PLACE_STARTS and not head.isupper():
                continue  # but "OR Tambo"
            out[i, j] = name
    return out


def _may_be_known(name: str, index: Gazetteer) -> bool:
    """Whether the tables or GeoNames hold anything under one of the keys of a name."""
    own = tables()
    if name in own.demonyms or (len(name) == 2 and name.isupper()):
        return True
    return any(k in own.names or k in own.sole or index.town(k) for k in _keys(name))


def _may_be_widened(text: str, start: int, end: int) -> bool:
    """Whether a full stop, a direction or a word for its type may belong to a name."""
    if text[end : end + 1] == "." and end - start <= 5:
        return True
    if text[max(0, start - 3) : start - 1] in _DIRECTION_ENDS:
        return True
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower() and bool(_LOWER_TYPE.match(text, end))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the full stop of its abbreviation (Ky.) or the direction before it (western Africa)."""
    if (
        text[end : end + 1] == "."
        and end - start <= 5
        and curated(text[start : end + 1])[1]
        and not curated(text[start:end])[1]
    ):
        return start, end + 1
    after = _LOWER_TYPE.match(text, end)
    if after and curated(text[start : after.end()])[1]:
        end = after.end()
    if text.endswith(_PEOPLES, 0, start) and curated(_PEOPLES + text[start:end])[1]:
        return start - len(_PEOPLES), end
    if text[max(0, start - 3) : start - 1] not in _DIRECTION_ENDS:
        return start, end
    before = _LOWER_DIRECTION.search(text, max(0, start - 14), start)
    if before and curated(before.group() + text[start:end])[1]:
        return before.start(), end
    return start, end


def _hits(text: str, runs: Sequence[_Run], index: Gazetteer, languages: tuple[Language, ...]) -> list[_Hit]:
    """The longest names of each run of capitalised words that the gazetteer knows."""
    every = [_grams(text, run) for run in runs]
    index.prepare({form for grams in every for name in grams.values() for form in _keys(name)})
    demonyms, phrases, words = tables().demonyms, _words()["phrase"], _words()
    hits = []
    for run, grams in zip(runs, every, strict=True):
        tokens = run.tokens
        taken: set[int] = set()
        likely = [
            (i, j)
            for (i, j), name in grams.items()
            if languages
            or _may_be_known(name, index)
            or name.casefold() in phrases
            or _may_be_widened(text, tokens[i][0], tokens[j][1])
        ]
        for i, j in sorted(likely, key=lambda g: (g[0] - g[1], g[0])):
            if taken.intersection(range(i, j + 1)):
                continue
            name = grams[i, j]
            if name in demonyms or name.casefold() in phrases:
                taken.update(range(i, j + 1))
                continue
            if name[:4] == "The " and not curated(name)[1] and not index.town(key(name)):
                continue  # The Hague, but no place in "The Syrian president"
            start, end = _widened(text, tokens[i][0], tokens[j][1])
            written = text[start:end]
            if not candidates(written, index, languages)[1] and not (end - start == 2 and name.isupper()):
                continue
            found = mention(text, start, end, index, languages)
            if not found.candidates:
                continue
            taken.update(range(i, j + 1))
            left = right = ""
            if i and text[tokens[i - 1][1] : start] in (" ", "-"):
                left = text[slice(*tokens[i - 1])]
                left = "" if left.casefold() in words["never"] else left
            if j + 1 < len(tokens) and text[end : tokens[j + 1][0]] in (" ", "-"):
                right = text[slice(*tokens[j + 1])]
            after = (text[slice(*token)].casefold() for token in tokens[j + 1 :])
            tail = next((word for word in after if word in words["institution"]), "")
            facts = _facts(found.name, found.candidates)
            hits.append(_Hit(start=start, end=end, found=found, facts=facts, left=left, right=right, tail=tail))
    return sorted(hits, key=lambda h: h.start)


@cache
def _no_surnames() -> frozenset[str]:
    """Words that end no person's name though they are written with a capital."""
    kinds = ("strong", "weak", "skipped", "type", "tail", "never", "calendar", "institution")
    return frozenset().union(*(_words()[kind] for kind in kinds))


def _persons(text: str, runs: Sequence[_Run]) -> tuple[set[str], set[str]]:
    """Words that name persons: surely (after a title, before an age) and likely (the last of two capitalised words)."""
    titles, plain = _words()["title"], _no_surnames()
    sure: set[str] = set()
    likely: set[str] = set()
    for run in runs:
        parts: list[list[tuple[int, int]]] = [[]]
        for n, token in enumerate(run.tokens):
            if n and text[run.tokens[n - 1][1] : token[0]] not in (" ", ". "):
                parts.append([])
            parts[-1].append(token)
        for part in parts:
            names = [text[slice(*token)].casefold() for token in part]
            titled = 0
            while titled < len(names) and names[titled] in titles:
                titled += 1
            if titled:
                sure.update(names[titled : titled + 3])
            elif 2 <= len(names) <= 4 and _AGE.match(text, part[-1][1], part[-1][1] + 8):
                sure.update(names)
            elif len(names) == 2 and not plain.intersection(names):
                likely.add(names[-1])
    return sure, likely


def _cue(text: str, hit: _Hit, following: _Hit | None) -> float:
    """What speaks for a place: the words before and behind the name."""
    words, population = _words(), hit.facts.population
    strong, weak, last_words = _cues()
    before, after = text[max(0, hit.start - 40) : hit.start], text[hit.end : hit.end + 40]
    score = 0.0
    beside = _BESIDE.search(before, max(0, before.rfind(" ", 0, -1)))
    if beside is None or beside.group(1).casefold() not in last_words:
        pass
    elif strong.search(before):
        score += 3.0 if population >= 3_000 or hit.facts.curated or hit.facts.alike else 2.5
    elif weak.search(before):
        score += 2.0 if population >= 100_000 else 1.0
    first = _NEXT_WORD.match(after)
    next_word = first.group(1).casefold() if first else ""
    if next_word in words["type"]:
        score += 3.0
    elif next_word in words["tail"]:
        score += 3.0 if population >= 300_000 else 2.0
    elif after[:2] in ("'s", "’s"):
        score += 1.0
    if after.startswith("-based") or (next_word in _STATE_ACTS and hit.facts.great):
        score += 3.0
    if following and text[hit.end : following.start] in (", ", " (", ", in ", " in "):
        pairs = ((o, p) for o in following.found.candidates for p in hit.found.candidates)
        if any(contains(outer, inner) for outer, inner in pairs):
            score += 3.0
    if (before.rstrip(" ")[-1:] in ("", "\n") and _DATELINE.match(after)) or (
        (after[:1] in (".", ":", ",") and _LABEL.search(before))
        or (after[:2] == ": " and _SENTENCE_START.search(before))
    ):
        score += 3.0
    return score


def _guard(text: str, hit: _Hit, persons: tuple[set[str], set[str]], cued: bool) -> float:
    """What speaks against a place: a person, a ship, a street, a common word."""
    words = _words()
    before, after = text[max(0, hit.start - 24) : hit.start], text[hit.end : hit.end + 24]
    name = text[hit.start : hit.end]
    low, left, right = name.casefold(), hit.left.casefold(), hit.right.casefold()
    population, levels, known = hit.facts.population, hit.facts.levels, hit.facts.curated
    firm = ("country" in levels or ("adm1" in levels and population >= 3_000_000)) and low not in words["unlikely"]
    last = _LAST_WORD.search(before, max(0, before.rfind(" ", 0, -3)))
    score = 0.0
    if last and (last.group(1).casefold() in words["title"] or last.group(1).casefold() in words["vessel"]):
        score -= 5.0
    if _COMPOUND.match(after) and not known:
        score -= 4.0
    if right in words["way"]:
        score -= 6.0
    if left and not any(left in words[kind] for kind in ("type", "calendar", "strong")):
        score -= 1.0 if firm else 4.0 if " " not in name else 2.0
    allowed = (
        any(right in words[kind] for kind in ("type", "tail", "calendar", "never")) or hit.right in tables().demonyms
    )
    if right and not allowed and not (hit.tail and not left):
        score -= 1.0 if firm or " " in name else 4.0
    if " " in name or "-" in name:
        return score
    if low in words["unlikely"]:
        score -= 2.0 if cued else 3.0
    if population < 1_000_000 and _stands_alone(text, low):
        score -= 3.0  # the same word stands in small letters: a common noun
    if before.endswith(("the ", "The ")) and not cued and not known and population < 700_000:
        score -= 3.0
    if low in persons[0]:
        score -= 2.0 if cued else 5.0
    elif low in persons[1] and population < 1_000_000 and not known:
        score -= 1.0 if cued else 2.5
    first = _NEXT_WORD.match(after)
    if first and first.group(1) in words["speech"] and population < 3_000_000:
        score -= 2.0
    if not known and (len(name) <= 3 or (len(name) <= 5 and name.isupper() and not text[hit.end :].startswith(","))):
        score -= 2.0
    if not cued and population < 1_000_000 and _SENTENCE_START.search(before):
        score -= 1.0
    return score


def _stands_alone(text: str, word: str) -> bool:
    """Whether ``word`` stands somewhere in the text, as a whole word and written so."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return True
        at = text.find(word, at + 1)
    return False


def _evidence(text: str, hit: _Hit, persons: tuple[set[str], set[str]], following: _Hit | None) -> float:
    """How much the text treats a name as a place; ENOUGH is enough."""
    population, levels = hit.facts.population, hit.facts.levels
    score = 3.0 if population >= 2_500_000 else 2.0 if population >= 700_000 else 1.0 if population >= 100_000 else 0.0
    if levels & {"country", "sea", "region"} or (" " in text[hit.start : hit.end] and "adm1" in levels):
        score += 2.0
    if hit.found.sole:
        score += 3.0
    if " " in text[hit.start : hit.end] and population >= 10_000:
        score += 1.0
    if population < 2_500_000 and hit.facts.great:
        score += 1.0  # capitals and the like have names in every language
    cue = _cue(text, hit, following)
    if hit.right and hit.tail and not hit.left and (population >= 20_000 or hit.found.sole):
        cue += 3.0
    return score + cue + _guard(text, hit, persons, cue >= 2.5)


def _accepted(text: str, index: Gazetteer, languages: tuple[Language, ...]) -> list[Mention]:
    """The names of ``text`` that it treats as places."""
    runs = _runs(text)
    hits = _hits(text, runs, index, languages)
    persons = _persons(text, runs)
    scores = [_evidence(text, hit, persons, nearest) for hit, nearest in zip(hits, [*hits[1:], None], strict=False)]
    sure = {key(h.found.name) for h, s in zip(hits, scores, strict=True) if s >= ENOUGH}
    for n, hit in enumerate(hits):  # a place named again, or in a list with places
        if 0.5 <= scores[n] < ENOUGH:
            listed = n and scores[n - 1] >= ENOUGH and text[hits[n - 1].end : hit.start] in _LIST
            lists = n + 1 < len(hits) and scores[n + 1] >= ENOUGH and text[hit.end : hits[n + 1].start] in _LIST
            if key(hit.found.name) in sure or listed or lists:
                scores[n] = ENOUGH
    chosen = [h.found for h, s in zip(hits, scores, strict=True) if s >= ENOUGH]
    if "ko" in languages:
        own = tables().by_id
        for half in _THE_HALF.finditer(text):
            if not any(m.start < half.end() and half.start() < m.end for m in chosen):
                place = own["iso3166-1:KP" if half.group(1) == "North" else "iso3166-1:KR"]
                chosen.append(Mention(start=half.start(), end=half.end(), name=half.group(), candidates=(place,)))
    return sorted(chosen, key=lambda m: m.start)


def _with_type_word(text: str, found: Mention) -> int:
    """The end of the name with the type word that is written as part of it (Dandung City, Hassan Station)."""
    after = _TYPE_WORD.match(text, found.end)
    wide = {p.level for p in found.candidates} & {"country", "sea"}
    return after.end() if after and not wide and after.group(1).casefold() in _words()["type"] else found.end


def find_places(
    text: str, gazetteer: Gazetteer, home: str | None = None, ballots: Ballots | None = None
) -> tuple[PlaceSpan, ...]:
    """All places of ``text``, in order and not overlapping, resolved with the whole document as context.

    ``home`` is the publisher's country, a weak prior. A place that could be several keeps its ``candidates`` and has
    no point. Where ``ballots`` is given, what each name may mean is left there.
    """
    found = _accepted(text, gazetteer, languages_of(text))
    answers = disambiguate(text, found, home, ballots=ballots)
    spans = []
    for one, where in zip(found, answers, strict=True):
        if where is not None:
            spans.append(PlaceSpan(start=one.start, end=_with_type_word(text, one), where=where))
    return tuple(sorted([*spans, *_unknown(text, spans)], key=lambda span: span.start))


_UNKNOWN = regex(
    r"\b(?:in|at|near|outside|off|around|inside) (?:the )?"
    r"(?:(?:village|town|port|district|area|hamlet|island|harbour|checkpoint)s? of )?"
    rf"(?P<name>{_TOKEN}(?:[ -](?:(?:of|e|de|el|al|la) )?{_TOKEN}){{0,3}})(?!['’]s|[-\w])"
)
_NO_PLACE = regex(
    r"\b(?:Street|Road|Avenue|Court|Courts|University|Ministry|Department|Operation|Parliament|Congress|Council|Agency|Office|Act|Law|Police|Customs|Guard|"
    r"Service|Bureau|Party|Committee|House|Church|God|Christmas|Easter|Ramadan|Internet|Facebook|English|State|Group|Bank|Company|Inc|Ltd|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|This|That|His|Her|Its|Their|An?|It|He|She|They|We|I|Q|No)\b|^[A-Z]{2,5}$"
)


def _unknown(text: str, known: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Names after a word of place that the gazetteer does not know: a place as written, without a point."""
    found = []
    for match in _UNKNOWN.finditer(text):
        start, end = match.span("name")
        if any(span.start < end and start < span.end for span in known):
            continue
        if not (_NO_PLACE.search(match["name"]) or any(_peoples(match["name"]))):
            found.append(PlaceSpan(start=start, end=end, where=Where(name=match["name"], level="site")))
    return found


def resolve(
    text: str, spans: Sequence[tuple[int, int]], index: Gazetteer | None = None, *, best: bool = False
) -> tuple[Where | None, ...]:
    """What the names at ``spans`` mean, in order; ``None`` for a name that the gazetteer doesn't know.

    With ``best`` the likeliest reading is given where the text leaves it open: for measuring, not for reports.
    """
    index = index or gazetteer()
    languages = languages_of(text)
    asked = [mention(text, start, end, index, languages) for start, end in spans]
    return tuple(resolve_mentions(text, asked, _accepted(text, index, languages), 0.0 if best else MARGIN))


_NOT_THE_PEOPLE = regex(r"\w|-(?:American|Saxon)\b")


@cache
def _demonyms() -> AhoCorasick:
    return AhoCorasick(list(tables().demonyms))


def _peoples(text: str) -> Iterator[tuple[int, int]]:
    """The words for a people in ``text``, whole and the longest where several begin at one place."""
    longest: dict[int, int] = {}
    for _, start, end in _demonyms().find_matches_as_indexes(text, overlapping=True):
        before = text[start - 1 : start]
        if before.isalnum() or before in ("_", "-") or _NOT_THE_PEOPLE.match(text, end):
            continue
        longest[start] = max(end, longest.get(start, 0))
    done = 0
    for start, end in sorted(longest.items()):
        if start >= done:
            done = end
            yield start, end


_PART_OF_A_NAME = regex(r"(?:Latin|Central|South|North|Meso|Pan|Anglo|African)[ -]$")
_SPOKEN = regex(r"\b(?:in|into|speaks?|spoke|speaking|fluent) $")
_OF_A_NOUN = regex(r"[ -][a-z]")


def find_nationalities(text: str) -> tuple[NationalitySpan, ...]:
    """Words for a people ("North Korean", "Thais", "Briton"), in order.

    A bare "Korean" names no country and is left out; so are languages ("wrote in English") and "Latin American".
    """
    own = tables().demonyms
    out = []
    for start, end in _peoples(text):
        before = text[max(0, start - 10) : start]
        if _PART_OF_A_NAME.search(before):
            continue
        if _SPOKEN.search(before) and not _OF_A_NOUN.match(text, end):
            continue
        out.append(NationalitySpan(start=start, end=end, country=own[text[start:end]]))
    return tuple(out)


__all__ = ["NationalitySpan", "PlaceSpan", "find_nationalities", "find_places", "resolve"]
