"""Whether a text speaks of any of the goods: asked of every text before anything else is done with it.

The answer is "no" or "perhaps": where it is no, the lexicon finds no good in the text, in however it is laid out. Of
each term one word is looked for, in one pass over the bytes; only where that stands is the rest of the term looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import ahocorasick_rs
import msgspec

from bellflower.packs import Good, Pack
from bellflower.patterns import regex

_TOKEN = regex(r"[^\W_]+")
_HANGUL = regex("[\uac00-\ud7a3]")
_WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_SPELT = {" ": r"\s+", "-": "[-\u2010\u2011\u2013]", "'": "['\u2018\u2019]", '"': '["\u201c\u201d«»]'}


class _Term(msgspec.Struct, frozen=True):
    """What else must stand in a text in which a term's word stands; a term of one word asks for nothing more."""

    whole: str | None
    context: tuple[str, ...]

    def may_stand_in(self, low: str) -> bool:
        if self.context and not any(word in low for word in self.context):
            return False
        return self.whole is None or _pattern(self.whole).search(low) is not None


class Gate:
    """Tells texts that may speak of goods from those that don't; built once for a run."""

    def __init__(self, pack: Pack) -> None:
        found: defaultdict[str, list[_Term]] = defaultdict(list)
        for good in pack.goods:
            for word, term in _terms(good):
                found[word].append(term)
        # One term that asks for nothing more settles it.
        self._terms = [(_EITHER,) if _EITHER in terms else tuple(terms) for terms in found.values()]
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            [word.encode() for word in found], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def may_name_goods(self, text: str) -> bool:
        """``False`` only where no good is named; Korean, which has a lexicon of its own, is let through."""
        if not text.isascii() and _HANGUL.search(text):
            return True
        low = text.lower()
        data = low.encode("utf-8", "replace")
        seen: set[int] = set()
        for index, start, end in self._automaton.find_matches_as_indexes(data):
            if index in seen or (start and data[start - 1] in _WORD_BYTES) or data[end : end + 1].isalnum():
                continue
            seen.add(index)
            if any(term.may_stand_in(low) for term in self._terms[index]):
                return True
        return False


_EITHER = _Term(whole=None, context=())


def _terms(good: Good) -> Iterable[tuple[str, _Term]]:
    """The word to look for and what must stand with it, for every name of a good."""
    for words, context in ((good.terms, ()), (good.code_words, good.context)):
        for term in words:
            yield _word_of(term), _Term(whole=None if _TOKEN.fullmatch(term) else term, context=context)


def _word_of(term: str) -> str:
    """The longest word of a term: the rarest, as a rule."""
    return max(_TOKEN.findall(term), key=len, default=term)


@cache
def _pattern(term: str) -> re.Pattern[str]:
    """A pattern of a whole term, made when its word is first met; a gap in it may hold anything short."""
    parts = (part.strip() for part in term.split("*"))
    return regex(r"[^.;]{0,90}?".join(_spelt(part) for part in parts if part))


def _spelt(part: str) -> str:
    return "".join(_SPELT.get(char) or re.escape(char) for char in part)
