"""Which lists of words a text holds, and where: one pass that spares the rules the sentences they can't speak of.

A rule's pattern costs much where it finds nothing, as most rules do in most sentences. What it needs first is a word of
one of its lists. All words of all lists are found in one pass over the text; a rule is tried where one stands. The
index only ever says "perhaps" or "no": it knows whole words and ignores what else the pattern asks for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

Starts = Mapping[str, list[int]]


class WordIndex:
    """Finds the words of several lists at once. A star in a term stands for any ending."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        names: dict[tuple[str, bool], list[str]] = {}
        for name, terms in lists.items():
            for term in terms:
                head, star, _ = term.lower().partition("*")
                owners = names.setdefault((head, not star), [])
                if head and name not in owners:
                    owners.append(name)
        self._terms = [(tuple(owners), whole) for (_, whole), owners in names.items()]
        self._automaton = AhoCorasick([term for term, _ in names])

    def find(self, low: str) -> Starts:
        """Where the words of each list begin in ``low``, a text in small letters; lists without any are left out."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        length = len(low)
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and low[start - 1].isalnum() and low[start].isalnum():
                continue
            owners, whole = self._terms[index]
            if whole and end < length and low[end].isalnum() and low[end - 1].isalnum():
                continue
            for name in owners:
                found[name].append(start)
        for starts in found.values():
            starts.sort()
        return found


def stands_in(starts: Starts, names: Iterable[str], begin: int, end: int) -> bool:
    """Whether a word of one of the lists begins in ``begin:end``."""
    for name in names:
        of_list = starts.get(name)
        if of_list:
            at = bisect_left(of_list, begin)
            if at < len(of_list) and of_list[at] < end:
                return True
    return False
