"""A Korean report with all that is found in it, in the shape in which the English one is annotated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean import dates, places, quantities
from bellflower.extraction.korean.morphemes import Morpheme, analyse
from bellflower.extraction.korean.numbers import NUMBER
from bellflower.extraction.korean.words import Words
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.trace import Trace
from bellflower.extraction.view import View
from bellflower.patterns import regex

_GUN = regex(rf"(?<![가-힣])(?P<gun>총)\s(?:{NUMBER})\s?자루")
_DATELINE = regex(r"^\((?P<place>[가-힣·, ]{2,12})=[^)\n]{2,20}\)", re.M)


class KoreanNote(Annotation):
    """As :class:`Annotation`, found by the Korean words and grammar. Asking for anything loads the analyser."""

    def __init__(self, view: View, grammar: Grammar, words: Words, trace: Trace | None = None) -> None:
        super().__init__(view, grammar, trace)
        self.words = words
        starts = frozenset(m.start for m in self.morphemes)
        ends = frozenset(m.end for m in self.morphemes)
        self._by_category = {}
        for hit in words.find(self.text, starts, ends, self._common):
            self._by_category.setdefault(hit.category, []).append(hit)

    @cached_property
    def morphemes(self) -> tuple[Morpheme, ...]:
        """The morphemes of the text, in order."""
        return analyse(self.text, self.sentences, self.words.nouns, places.names())

    @cached_property
    def _common(self) -> frozenset[tuple[int, int]]:
        """The spans of nouns; 총 before a number of 자루 is a gun, else it may be a total."""
        nouns = {(m.start, m.end) for m in self.morphemes if m.tag in ("NNG", "NNP")}
        return frozenset(nouns | {match.span("gun") for match in _GUN.finditer(self.text)})

    @cached_property
    def dates(self) -> Sequence[DateSpan]:
        """The dates, relative ones resolved from the publication date."""
        return dates.find_dates(self.text, self.view.report.published)

    @cached_property
    def _found(self) -> places.Found:
        return places.find_places(self.text, self.morphemes, self.gazetteer)

    @cached_property
    def places(self) -> Sequence[PlaceSpan]:
        """The places, resolved with the whole text as context."""
        return self._found.places

    @cached_property
    def nationalities(self) -> Sequence[NationalitySpan]:
        """The words for the people of a country: 중국인, 북한인."""
        return self._found.nationalities

    @cached_property
    def quantities(self) -> Sequence[QuantitySpan]:
        """The figures with their units; persons are none."""
        return quantities.find_quantities(self.text, self.words.units)

    @cached_property
    def datelines(self) -> list[tuple[int, int]]:
        """The datelines of agencies: (도쿄=한빛통신)."""
        return [m.span() for m in _DATELINE.finditer(self.text)]

    def morphemes_in(self, start: int, end: int) -> Sequence[Morpheme]:
        """The morphemes that begin in ``start:end``."""
        return within(self.morphemes, start, end)

    def goods(self, start: int, end: int) -> list[Hit]:
        """The goods named between ``start`` and ``end``, those left out that only say of what kind a noun is."""
        return [hit for hit in self.of("good", start, end) if not self._is_modifier(hit)]

    def _is_modifier(self, hit: Hit) -> bool:
        gap = 1 if self.text[hit.end : hit.end + 1] == " " else 0
        return any(c.start - hit.end <= gap for c in self.of("compound", hit.end, hit.end + 2))
