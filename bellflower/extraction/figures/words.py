"""The words of ``figures.yaml`` in every pack, merged and made into patterns. A word more needs no Python."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bellflower.extraction.quantities.units import Units
from bellflower.extraction.wordindex import WordIndex
from bellflower.packs import PackError, read_yaml
from bellflower.patterns import regex
from bellflower.records import Record


class Cues(Record, frozen=True, eq=False):
    """The word lists of ``figures.yaml`` as patterns, their words as written, an index of them all, and the units."""

    patterns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, tuple[str, ...]]
    index: WordIndex
    units: Units

    @classmethod
    def of(cls, files: Sequence[Path], units: Units) -> Cues:
        """The lists of all ``files`` joined. Raises :class:`PackError` where one is no mapping of names to words."""
        words: dict[str, tuple[str, ...]] = {}
        for path in files:
            lists = read_yaml(path) or {}
            if not isinstance(lists, dict) or not all(isinstance(v, list) for v in lists.values()):
                raise PackError(f"{path}: not a list of words under each name; write 'stock: [depot*, reserves]'")
            for name, terms in lists.items():
                words[name] = (*words.get(name, ()), *map(str, terms))
        patterns = {name: _pattern(terms) for name, terms in words.items()}
        return cls(patterns=patterns, words=words, index=WordIndex(words), units=units)

    def found(self, name: str, text: str) -> bool:
        """Whether ``text`` holds a word of the list ``name``."""
        return self.patterns[name].search(text) is not None


def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(term).replace(r"\*", r"\w*") for term in sorted(terms, key=len, reverse=True))
    return regex(rf"(?<![\w-])(?:{words})(?![\w])", re.I)
