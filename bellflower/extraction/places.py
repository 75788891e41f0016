"""Places and nationalities in a text, each with its span and, for places, where on Earth it is.

A place is a capitalised name that the gazetteer knows and that the text treats as one: a preposition of place before
it, a type word behind it, a country after the comma, or a city so great that it needs none of these. Persons, ships,
months and the first words of sentences are told from places by the same means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bellflower.extraction.disambiguation import (
    Mention,
    candidates,
    curated,
    disambiguate,
    mention,
    mentions_korea,
    names_for,
    resolve_mentions,
)
from bellflower.extraction.gazetteer import Gazetteer, Place, _rows, gazetteer, key, tables
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
_LINK = r"(?:[ -]|\. (?=[A-Z])| (?:of|of the|and|the|de|de la|de los|del|du|da|do|dos|la|el|upon|am|an der|on|e|y|bin) |-(?:on|upon|sur|le|la|al|el|e|i|ul|de|na|en)-)"  # fmt: skip
_RUN = re.compile(rf"(?<![\w.]){_TOKEN}(?:{_LINK}{_TOKEN})*")
_ONE = re.compile(_TOKEN)
_LONGEST = 6
_LOWER_DIRECTION = re.compile(r"\b((?:south|north|east|west|central|sub)(?:-?(?:east|west))?(?:ern)?[ -])$")
_THE_HALF = re.compile(r"\b[Tt]he (North|South)(?=['’]s\b|[ ,.;:)](?! ?[A-Z]))")
_AGE = re.compile(r",? (?:\(?\d{2}\)?[,.; )]|aged? )")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split("|")) for row in _rows("words.csv")}


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _words()
    skipped = "|".join(sorted(map(re.escape, words["skipped"]), key=len, reverse=True))
    patterns = []
    for kind in ("strong", "weak"):
        cues = "|".join(sorted(map(re.escape, words[kind]), key=len, reverse=True))
        patterns.append(re.compile(rf"(?:^|\W)(?:{cues}) (?:(?:{skipped})[ -]){{0,2}}$", re.I))
    return patterns[0], patterns[1]


class _Hit(Record, frozen=True):
    start: int
    end: int
    found: Mention
    left: str  # the capitalised word directly before, or nothing
    right: str
    tail: str  # the last word of the run of capitalised words, in small letters


def _population(found: Mention) -> int:
    """The weight of a name: the population of its greatest place; what our tables hold counts as a great city."""
    return max((p.population if not p.curated else 3_000_000 if p.level in ("country", "region", "sea", "adm1") else 800_000) for p in found.candidates)  # fmt: skip


def _hits(text: str, index: Gazetteer, korean: bool) -> list[_Hit]:
    """The longest names of each run of capitalised words that the gazetteer knows."""
    words = _words()
    runs: list[tuple[list[tuple[int, int]], dict[tuple[int, int], str]]] = []
    wanted: set[str] = set()
    for run in _RUN.finditer(text):
        tokens = [m.span() for m in _ONE.finditer(text, run.start(), run.end())]
        grams = {}
        for i in range(len(tokens)):
            for j in range(i, min(i + _LONGEST, len(tokens))):
                name = text[tokens[i][0] : tokens[j][1]]
                if (
                    i == j
                    and (name.casefold() in words["never"] or name.casefold() in words["calendar"])
                    and name not in ("US", "UK", "UAE")
                ):
                    continue
                grams[i, j] = name
                wanted.update(key(n) for n, _ in names_for(name))
        runs.append((tokens, grams))
    index.towns(wanted)  # one look-up for the whole text; the rest is answered from memory
    hits = []
    for tokens, grams in runs:
        taken: set[int] = set()
        for i, j in sorted(grams, key=lambda g: (g[0] - g[1], g[0])):
            if taken.intersection(range(i, j + 1)):
                continue
            start, end = tokens[i][0], tokens[j][1]
            if (
                text[end : end + 1] == "."
                and (end - start <= 5)
                and curated(text[start : end + 1])[1]
                and not curated(text[start:end])[1]
            ):
                end += 1
            if i == j and (before := _LOWER_DIRECTION.search(text, max(0, start - 14), start)):
                if curated(before.group() + text[start:end])[1]:
                    start = before.start()
            name = text[start:end]
            if i < j and names_for(name)[0][0].split(" ")[0].casefold() in words["never"] - {
                "new",
                "north",
                "south",
                "east",
                "west",
                "northern",
                "southern",
                "eastern",
                "western",
                "central",
                "red",
                "black",
                "white",
                "gold",
                "st",
                "united",
                "lake",
                "san",
                "the",
                "great",
                "green",
                "state",
                "long",
                "little",
                "big",
                "high",
                "air",
            }:
                continue
            if name in tables().demonyms:
                taken.update(range(i, j + 1))
                continue
            if i < j and text[start : start + 4] in ("The ", "the "):
                start += 4
            found = mention(text, start, end, index, korean)
            if not found.candidates:
                continue
            taken.update(range(i, j + 1))
            left = (
                text[tokens[i - 1][0] : tokens[i - 1][1]] if i and text[tokens[i - 1][1] : start] in (" ", "-") else ""
            )
            right = (
                text[tokens[j + 1][0] : tokens[j + 1][1]]
                if j + 1 < len(tokens) and text[end : tokens[j + 1][0]] in (" ", "-")
                else ""
            )
            hits.append(_Hit(start=start, end=end, found=found, left=left, right=right, tail=text[slice(*tokens[-1])].casefold()))
    return sorted(hits, key=lambda h: h.start)


def _persons(text: str) -> set[str]:
    """Names that the text gives to persons: after a title, before an age or a verb of speech."""
    words = _words()
    out: set[str] = set()
    for run in _RUN.finditer(text):
        tokens = [m.group() for m in _ONE.finditer(text, run.start(), run.end())]
        while tokens and tokens[0].casefold() in words["title"]:
            out.update(t.casefold() for t in tokens[1:])
            tokens = tokens[1:]
        if len(tokens) in (2, 3, 4) and _AGE.match(text, run.end(), run.end() + 8):
            out.update(t.casefold() for t in tokens)
    return out


def _evidence(text: str, hit: _Hit, persons: set[str], following: _Hit | None) -> float:
    """How much the text treats a name as a place; 3 is enough."""
    words = _words()
    strong, weak = _cues()
    before, after = text[max(0, hit.start - 40) : hit.start], text[hit.end : hit.end + 40]
    name = text[hit.start : hit.end]
    first = re.match(r"[ -]([A-Za-z]+)", after)
    next_word = first.group(1).casefold() if first else ""
    left, right = hit.left.casefold(), hit.right.casefold()
    one_word = " " not in name and "-" not in name
    low = name.casefold()
    levels = {p.level for p in hit.found.candidates}
    population = _population(hit.found)
    score = 3.0 if population >= 2_500_000 else 2.0 if population >= 700_000 else 1.0 if population >= 100_000 else 0.0
    if "country" in levels or "sea" in levels or "region" in levels or (not one_word and "adm1" in levels):
        score += 2.0
    if hit.found.sole:
        score += 3.0
    cue = strong.search(before)
    if cue:
        score += 3.0 if population >= 3_000 or "town" not in levels else 2.5
    elif weak.search(before):
        score += 2.0 if population >= 100_000 else 1.0
    if next_word in words["type"]:
        score += 3.0
    elif next_word in words["tail"] or after[:2] in ("'s", "’s"):
        score += 1.0
    institution = bool(right) and hit.tail in words["institution"] and not left
    if institution:
        score += 2.0
    if after.startswith("-based"):
        score += 3.0
    if following and (gap := text[hit.end : following.start]) in (", ", " (", ", in ", " in "):
        inner = hit.found.candidates
        from bellflower.extraction.disambiguation import contains

        if gap and any(contains(o, p) for o in following.found.candidates for p in inner):
            score += 3.0
    if re.match(
        r" \((?:Reuters|AP|AFP|Xinhua|Yonhap|UPI|dpa|EFE|TASS|IANS|PTI)\)| ?[-–—] |, [A-Z][a-z]{2,8}\.? \d", after
    ) and before.rstrip(" ")[-1:] in ("", "\n"):
        score += 3.0
    if one_word and low in words["unlikely"]:
        score -= 2.0 if cue else 3.0
    if one_word and population < 1_000_000 and re.search(rf"(?<![\w]){re.escape(low)}(?![\w])", text):
        score -= 3.0  # the same word stands in small letters: a common noun
    if before.endswith(("the ", "The ")) and not cue and "town" in levels and levels <= {"town", "adm2"}:
        score -= 3.0
    last = re.search(r"([A-Za-z/]+)\.? ?[\"“'‘]?$", before)
    if last and (last.group(1).casefold() in words["title"] or last.group(1).casefold() in words["vessel"]):
        score -= 5.0
    if (
        left
        and left not in words["never"]
        and left not in words["type"]
        and left not in words["calendar"]
        and left not in words["strong"]
    ):
        score -= 4.0 if one_word else 2.0
    if right and not institution and hit.right not in tables().demonyms and not any(right in words[kind] for kind in ("type", "tail", "calendar")):
        score -= 4.0 if one_word else 1.0
    if one_word and low in persons:
        score -= 2.0 if cue else 5.0
    if one_word and next_word in words["speech"] and population < 3_000_000:
        score -= 2.0
    if one_word and len(name) <= 3 and not any(p.curated for p in hit.found.candidates):
        score -= 2.0
    if one_word and not cue and re.search(r"(?:^|[.!?\n]\s*[\"“]?|[•*-] )$", before) and population < 1_000_000:
        score -= 1.0
    return score


def _accepted(text: str, index: Gazetteer, korean: bool) -> list[Mention]:
    hits = _hits(text, index, korean)
    persons = _persons(text)
    scores = [_evidence(text, h, persons, hits[n + 1] if n + 1 < len(hits) else None) for n, h in enumerate(hits)]
    sure = {key(h.found.name) for h, s in zip(hits, scores, strict=True) if s >= 3.0}
    chosen = [
        h.found for h, s in zip(hits, scores, strict=True) if s >= 3.0 or (s >= 0.5 and key(h.found.name) in sure)
    ]
    if korean:
        own = tables().by_id
        for half in _THE_HALF.finditer(text):
            if not any(m.start < half.end() and half.start() < m.end for m in chosen):
                place = own["iso3166-1:KP" if half.group(1) == "North" else "iso3166-1:KR"]
                chosen.append(Mention(start=half.start(), end=half.end(), name=half.group(), candidates=(place,)))
    return sorted(chosen, key=lambda m: m.start)


def _with_type_word(text: str, found: Mention) -> int:
    """The end of the name with the type word that is written as part of it (Dandung City, Hassan Station)."""
    if after := re.match(r" ([A-Z][a-z]+)\b", text[found.end : found.end + 20]):
        if after.group(1).casefold() in _words()["type"] and not {"country", "sea"} & {
            p.level for p in found.candidates
        }:
            return found.end + after.end()
    return found.end


def find_places(text: str, gazetteer: Gazetteer, home: str | None = None) -> tuple[PlaceSpan, ...]:
    """All places of ``text``, in order and not overlapping, resolved with the whole document as context.

    ``home`` is the publisher's country, a weak prior. A place that could be several keeps its ``candidates`` and has
    no point.
    """
    found = _accepted(text, gazetteer, mentions_korea(text))
    answers = disambiguate(text, found, home)
    spans = []
    for one, where in zip(found, answers, strict=True):
        if where is not None:
            spans.append(PlaceSpan(start=one.start, end=_with_type_word(text, one), where=where))
    return tuple(spans)


def resolve(text: str, spans: Sequence[tuple[int, int]], index: Gazetteer | None = None) -> tuple[Where | None, ...]:
    """What the names at ``spans`` mean, in order; ``None`` for a name that the gazetteer doesn't know."""
    index = index or gazetteer()
    korean = mentions_korea(text)
    asked = [mention(text, start, end, index, korean) for start, end in spans]
    return tuple(resolve_mentions(text, asked, _accepted(text, index, korean), None))


@cache
def _demonyms() -> re.Pattern[str]:
    words = sorted(map(re.escape, tables().demonyms), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w])(?!-(?:American|Saxon)\b)")


_NO_NATIONALITY = re.compile(
    r"(?:Latin|Central|South|North|Meso|Pan|Anglo|African)[ -]$|\b(?:in|speaks?|spoke|speaking|into) $"
)
_LANGUAGES = frozenset(
    {"English", "French", "Spanish", "German", "Chinese", "Japanese", "Russian", "Portuguese", "Dutch"}
)


def find_nationalities(text: str) -> tuple[NationalitySpan, ...]:
    """Words for a people ("North Korean", "Thais", "Briton"), in order. A bare "Korean" names no country and is left."""
    own = tables().demonyms
    out = []
    for found in _demonyms().finditer(text):
        before = text[max(0, found.start() - 10) : found.start()]
        guard = _NO_NATIONALITY.search(before)
        if guard and (
            guard.group()[0].isupper()
            or (
                found.group() in _LANGUAGES
                and re.match(
                    r"[,.;) ](?![a-z]+ (?:national|citizen|police|port))", text[found.end() : found.end() + 20]
                )
                and not re.match(r" [a-z]", text[found.end() :])
            )
        ):
            continue
        out.append(NationalitySpan(start=found.start(), end=found.end(), country=own[found.group()]))
    return tuple(out)


__all__ = ["NationalitySpan", "Place", "PlaceSpan", "candidates", "find_nationalities", "find_places", "resolve"]
