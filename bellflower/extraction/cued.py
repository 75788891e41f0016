"""Patterns that are tried only where one of the words stands that they can't do without.

A rule's pattern is costly where it finds nothing, which is almost everywhere. Every pattern of this kind implies a set
of literal words, one of which must stand in any text that it matches; looking for those by an automaton takes a
microsecond where the pattern takes fifty. The words are read from the pattern itself, so that they can't drift from it.
The idea is that of FilteredRE2 (Cox, "Regular expression matching with a trigram index", 2012).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from bellflower.cache import once
from bellflower.patterns import regex

_SHORTEST = 3  # letters: shorter words stand everywhere
_MOST = 400  # words of one set
_FEW = 8  # words that are looked for one by one: quicker than an automaton; patterns that are read at once


class Cued:
    """A pattern that first looks for its words; searches as ``re.Pattern`` does and finds the same."""

    __slots__ = ("_automaton", "flags", "pattern", "words")
    _automaton: AhoCorasick | None
    words: list[str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = regex(pattern, flags)
        self.flags = int(flags)

    def __getattr__(self, name: str) -> Any:
        """What is looked for is read from the pattern when it is first asked for."""
        if name == "words":
            _read_words(_UNREAD if self in _UNREAD else [self])
        elif name == "_automaton":
            many = len(self.words) > _FEW
            self._automaton = AhoCorasick(self.words, implementation=Implementation.DFA) if many else None
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        low = text[start:end].lower()
        if self._automaton is not None:
            if not self._automaton.find_matches_as_indexes(low):
                return None
        elif self.words:
            for cue in self.words:
                if cue in low:
                    break
            else:
                return None
        return self.pattern.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches in ``text[start:end]``."""
        end = len(text) if end is None else end
        return self.pattern.finditer(text, start, end) if self.may_match(text, start, end) else iter(())

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of all of ``text``."""
        return self.pattern.fullmatch(text)

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words stands in ``text[start:end]``; without one the pattern matches nothing there."""
        low = text[start:end].lower()
        if self._automaton is not None:
            return bool(self._automaton.find_matches_as_indexes(low))
        return not self.words or any(cue in low for cue in self.words)


def cued(pattern: str, flags: int = 0) -> Cued:
    """The pattern with its words."""
    made = Cued(pattern, flags)
    _MADE.append(made)
    _UNREAD.append(made)
    return made


_MADE: list[Cued] = []  # every pattern of the program: made as modules are loaded, so that one pass may look for all
_UNREAD: list[Cued] = []  # those that nobody has asked for their words yet
_MADE_BY = (sys.version.encode(), Path(__file__).read_bytes())


def _read_words(patterns: list[Cued]) -> None:
    """Gives these patterns their words, and empties the list. To read those of many takes long: they are kept."""

    def read() -> bytes:
        return msgspec.json.encode([cues_of(*one) for one in given])

    given = sorted({(one.pattern.pattern, one.flags) for one in patterns})
    known = read() if len(given) <= _FEW else once("cues", [*_MADE_BY, msgspec.json.encode(given)], read)
    words = dict(zip(given, msgspec.json.decode(known, type=list[list[str]]), strict=True))
    for one in patterns:
        one.words = words[one.pattern.pattern, one.flags]
    patterns.clear()


@lru_cache(maxsize=1)
def _words_of_all(made: int) -> tuple[AhoCorasick, list[tuple[Cued, ...]], frozenset[Cued]]:
    """An automaton of the words of the patterns ``made`` so far, whose each word is, and the patterns without words."""
    owners: dict[str, list[Cued]] = {}
    for pattern in _MADE[:made]:
        for word in pattern.words:
            owners.setdefault(word, []).append(pattern)
    automaton = AhoCorasick(list(owners), implementation=Implementation.DFA)
    return automaton, [tuple(of) for of in owners.values()], frozenset(p for p in _MADE[:made] if not p.words)


class CuesOfText:
    """Where the words of all patterns stand in one text, found in one pass; says where a pattern may match."""

    __slots__ = ("_ends", "_free", "_of_pattern", "_owners")

    def __init__(self, low: str) -> None:
        """Looks through ``low``, a text in small letters."""
        automaton, owners, self._free = _words_of_all(len(_MADE))
        found = automaton.find_matches_as_indexes(low, overlapping=True)  # in the order of their ends
        self._ends = [end for _, _, end in found]
        self._owners = [owners[word] for word, _, _ in found]
        self._of_pattern: dict[Cued, list[int]] = {}
        for end, of in zip(self._ends, self._owners, strict=True):
            for pattern in of:
                self._of_pattern.setdefault(pattern, []).append(end)

    def may_match(self, pattern: Cued, start: int, end: int) -> bool:
        """Whether ``pattern`` may match in ``start:end``; where not, it matches nothing there."""
        ends = self._of_pattern.get(pattern)
        if ends is None:
            return pattern in self._free
        at = bisect_right(ends, start)
        return at < len(ends) and ends[at] <= end

    def among(self, start: int, end: int) -> set[Cued]:
        """The patterns that may match in ``start:end``: quicker than to ask for each where there are many."""
        low = bisect_right(self._ends, start)
        return set(self._free).union(*self._owners[low : bisect_right(self._ends, end, low)])


def cues_of(pattern: str, flags: int = 0) -> list[str]:
    """Words in small letters, one of which stands in whatever ``pattern`` matches; none where there is no such set."""
    _, best = _read(_parser.parse(pattern, flags))
    return sorted(word for word in best or () if not any(other in word for other in best or () if other != word))


Words = frozenset[str]
_NOTHING: Words = frozenset(("",))


def _read(items: Sequence[tuple[Any, Any]]) -> tuple[Words | None, Words | None]:
    """All strings that a sequence may match, where these are few; and words of which any match holds one."""
    exact: Words | None = _NOTHING  # what the items since the last open one may match
    whole = True
    best: Words | None = None
    for op, argument in items:
        strings, words = _item(op, argument)
        if words is not None:
            best = _better(best, words)
        joined = exact and strings and len(exact) * len(strings) <= _MOST
        if joined and exact is not None and strings is not None:
            exact = frozenset(a + b for a in exact for b in strings)
            continue
        best = _better(best, exact)
        whole = False
        exact = strings or _NOTHING
    best = _better(best, exact)
    return (exact if whole else None), best


def _item(op: Any, argument: Any) -> tuple[Words | None, Words | None]:
    match op:
        case _constants.LITERAL:
            return frozenset((chr(argument).lower(),)), None
        case _constants.IN:
            letters = {chr(a).lower() if o is _constants.LITERAL else "" for o, a in argument}
            return (frozenset(letters) if len(letters) == 1 and "" not in letters else None), None
        case _constants.SUBPATTERN:
            return _read(argument[-1])
        case _constants.ATOMIC_GROUP:
            return _read(argument)
        case _constants.BRANCH:
            return _branches([_read(branch) for branch in argument[1]])
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT | _constants.POSSESSIVE_REPEAT:
            least, most, body = argument
            strings, words = _read(body)
            if most == 1 and strings is not None:
                return strings | (_NOTHING if least == 0 else frozenset()), words if least else None
            return None, (_better(words, strings) if least else None)
        case _constants.ASSERT if argument[0] > 0:  # what is looked at ahead must stand before the end, too
            strings, words = _read(argument[1])
            return _NOTHING, _better(words, strings)
        case _constants.AT | _constants.ASSERT | _constants.ASSERT_NOT:
            return _NOTHING, None
    return None, None


def _branches(read: Sequence[tuple[Words | None, Words | None]]) -> tuple[Words | None, Words | None]:
    exact: Words | None = frozenset()
    best: Words | None = frozenset()
    for strings, words in read:
        exact = exact | strings if exact is not None and strings is not None else None
        own = _better(words, strings)
        best = best | own if best is not None and own is not None else None
    if exact is not None and len(exact) > _MOST:
        exact = None
    return exact, best


def _better(one: Words | None, other: Words | None) -> Words | None:
    """The set that says more: none of its words too short, the shortest as long as may be."""
    sets = [words for words in (one, other) if words and min(map(len, words)) >= _SHORTEST and len(words) <= _MOST]
    return max(sets, key=lambda words: (min(min(map(len, words)), 5), -len(words)), default=None)
