"""Outlets as reports name them: the report's own names, and the sources it says it relies on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from ahocorasick_rs import AhoCorasick, Implementation

from bellflower.reconciliation.facts import fold
from bellflower.records import Report
from bellflower.text import flow, sentences

# Łódź has a paper, too.
_CAPITAL = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x180)) if letter.isupper())
_SMALL = "of|the|for|and|de|da|do|di|del|della|du|la|el"  # what of a name is written small
_NAME = rf"(?:[{_CAPITAL}][\w’'&.-]*\w)(?:\s(?:{_SMALL})?\s?[{_CAPITAL}][\w’'&.-]*\w){{0,4}}"
_LEADING = re.compile(r"^(?:(?:[Tt]he|A|An|In|But|And|Quoting|Citing)\s+|[\w-]+-based\s+)+")
# Anybody writes a report; "the X report" is X's.
_ANY_PAPER = frozenset({"report", "article"})
# "Tehran radio" is a name, "Tehran" is not the outlet.
_PART_OF_NAME = frozenset({"radio", "television"})
_REACH = 110  # characters: a name of five words, and what stands before or after it


@dataclass(frozen=True)
class Wording:
    """How reports name the report that they rely on (``sources.yaml``)."""

    outlet_nouns: tuple[str, ...]
    name_parts: tuple[str, ...]
    agency_parts: tuple[str, ...]
    wires: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    corrections: tuple[str, ...]
    translations: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A sentence that gives its content to an outlet."""

    outlet: str
    start: int
    end: int


@cache
def wording() -> Wording:
    """The words of ``sources.yaml``."""
    raw = yaml.safe_load(Path(__file__).with_name("sources.yaml").read_text(encoding="utf-8"))
    return Wording(**{key: tuple(words) for key, words in raw.items()})


def named_sources(report: Report) -> Iterator[Named]:
    """Sentences that give their content to another outlet ("the X news site reported", "according to X")."""
    found = list(_names(report))
    if not found:
        return
    flowed = flow(report.text)
    seen: set[tuple[str, int]] = set()
    for name, at in found:
        start, end = _sentence(flowed, at)
        if (fold(name), start) not in seen:
            seen.add((fold(name), start))
            yield Named(name, start, end)


def _sentence(flowed: str, at: int) -> tuple[int, int]:
    """The sentence that a place is in: looked for in its line alone, since no sentence goes beyond one."""
    begin, line_end = flowed.rfind("\n", 0, at) + 1, flowed.find("\n", at)
    bounds = sentences(flowed[begin : line_end if line_end >= 0 else len(flowed)])
    start, end = bounds[max(0, bisect_right(bounds, (at - begin, len(flowed))) - 1)]
    return begin + start, begin + end


def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's by its parts or a wire agency's; a person or a ministry is a speaker, no outlet."""
    return name in wording().wires or bool(_outlet_part().search(name))


@lru_cache(maxsize=4096)
def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, whose copy others print."""
    return name in wording().wires or any(part in name for part in wording().agency_parts)


def own_names(report: Report) -> frozenset[str]:
    """The folded names under which a report's outlet may be cited: whole, without its article, by its initials."""
    names = (report.publisher, report.csl.get("container-title"), report.csl.get("publisher"))
    return _all_folded(*[name for name in names if name and isinstance(name, str)])


@lru_cache(maxsize=4096)
def _all_folded(*names: str) -> frozenset[str]:
    return frozenset[str]().union(*(_folded(name) for name in names))


def _folded(name: str) -> frozenset[str]:
    bare = bare_name(name)
    initials = "".join(word[0] for word in bare.split() if word[0].isupper())
    return frozenset({fold(name), fold(bare), *([fold(initials)] if len(initials) > 1 else [])})


def bare_name(name: str) -> str:
    """A name without its article."""
    return _LEADING.sub("", name)


def _names(report: Report) -> Iterator[tuple[str, int]]:
    """The names of other outlets in a text, and where each stands."""
    text = report.text
    own: frozenset[str] | None = None
    for start, end in _around(text):
        for match in _cited_names().finditer(text, start, end):
            name = bare_name(re.sub(r"\s+", " ", match["named"] or match["given"] or match["says"] or match["credit"]))
            beside = match["noun"] and (match["noun"] not in _ANY_PAPER or match["the"])
            if not (beside or is_outlet(name)) or not _is_name(name, text):
                continue
            if own is None:
                own = own_names(report)
            if fold(name) in own:
                continue
            if match["noun"] in _PART_OF_NAME and not is_outlet(name):
                name = f"{name} {match['noun']}"
            yield name, match.start("named" if match["named"] else 0)


def _around(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which an outlet may be named: around its nouns, the parts of names, and wires."""
    finder, nouns = _anchors()
    low, high, by_noun = 0, -1, False
    for which, start, end in finder.find_matches_as_indexes(text):
        noun = which < nouns
        if noun and not _after_capital(text, start):
            continue
        if start - _REACH > high:
            if high > 0 and (by_noun or _says_so(text[low:high])):
                yield low, high
            low, by_noun = _edge(text, max(0, start - _REACH)), False
        high = min(len(text), end + _REACH)
        by_noun = by_noun or noun
    if high > 0 and (by_noun or _says_so(text[low:high])):
        yield low, high


def _says_so(part: str) -> bool:
    """Whether it may give something to an outlet: a name alone does not."""
    words = wording()
    return "(" in part or any(word in part for word in words.after) or any(word[1:] in part for word in words.before)


def _after_capital(text: str, start: int) -> bool:
    """Whether the word before is capitalised."""
    before = text.rfind(" ", max(0, start - 40), max(0, start)) + 1
    return text[max(before, start - 40) : start].lstrip("\"'“‘(")[:1].isupper() or "\n" in text[before:start]


def _edge(text: str, at: int) -> int:
    """The start of the word at a place, so that no name is cut."""
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


@cache
def _anchors() -> tuple[AhoCorasick, int]:
    """All that can make an outlet of a name; the first are nouns with a blank before them, and how many those are."""
    words = wording()
    nouns = [f"{blank}{noun}" for noun in words.outlet_nouns for blank in " \n\t\u00a0"]
    patterns = [*nouns, *words.name_parts, *words.wires]
    return AhoCorasick(patterns, implementation=Implementation.DFA), len(nouns)


def _is_name(name: str, text: str) -> bool:
    """Whether capitals make a name here: "Police" is none where the text writes "police" too, nor is "News" alone."""
    if not name or name in wording().name_parts:
        return False
    return " " in name or name in wording().wires or re.search(rf"\b{re.escape(name.lower())}\b", text) is None


@cache
def _outlet_part() -> re.Pattern[str]:
    parts = "|".join(map(re.escape, wording().name_parts))
    # "DailyNK" holds "Daily"; "Postal" does not hold "Post".
    return re.compile(rf"(?:\b|(?<=[a-z]))(?:{parts})(?=\b|[A-Z])(?!\s(?:Secretary|Office|Conference|Release))")


@cache
def _cited_names() -> re.Pattern[str]:
    words = wording()
    noun = "|".join(map(re.escape, words.outlet_nouns))
    before = "|".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words.before)
    after = "|".join(map(re.escape, words.after))
    begins = "".join(sorted({"(", "t", *(word[0].lower() for word in words.before)}))
    return re.compile(
        # Only where any of the forms can begin: tried everywhere, they take twice as long.
        rf"(?=[{_CAPITAL}{re.escape(begins)}])(?:"
        # "a Tokyo newspaper" names a town.
        rf"(?<!\b[Aa]\s)(?<!\b[Aa]n\s)(?P<the>\b[Tt]he\s)?(?P<named>{_NAME})\s(?P<noun>{noun})\b"
        rf"|(?:{before})\s(?:[Tt]he\s)?(?P<given>{_NAME})"
        rf"|(?P<says>{_NAME}),?\s(?:{after})\b"
        # A credit: "SEOUL (AP) —".
        rf"|\((?P<credit>{_NAME})\))"
    )
