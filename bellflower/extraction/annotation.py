"""Everything found in a view before anything is made of it: words of packs, dates, places, nationalities, figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from bellflower.extraction.dates import DateSpan, find_dates
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.lexicon import Category, Hit
from bellflower.extraction.places import NationalitySpan, PlaceSpan, find_nationalities, find_places
from bellflower.extraction.quantities import QuantitySpan, find_quantities
from bellflower.extraction.view import View
from bellflower.text import sentences


class Span(Protocol):
    """Anything that stands from ``start`` to ``end`` in the view."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'/-]{2,}(?: [A-Z][A-Z.'/-]+)*)(?:, [A-Z][\w. ]{2,24})?(?:,? ?\(?"
    r"(?:[A-Z][a-z]{2,9}\.? \d{1,2}(?:, \d{4})?|"
    r"\w{3,12})\)?)? ?(?:\([\w ]{2,20}\) ?)?(?:-+|—)\s",
    re.M,
)

_CITY_LINE = re.compile(r"^[A-Z][A-Z'-]{3,}(?: [A-Z'-]{2,})?(?:, [A-Z][a-z.]+ ?\d{0,2})?:\s", re.M)

S = TypeVar("S", bound=Span)


def within(spans: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of the sorted ``spans`` that begin at or after ``start`` and before ``end``."""
    return spans[bisect_left(spans, start, key=_start) : bisect_left(spans, end, key=_start)]


def _start(span: Span) -> int:
    return span.start


class Annotation:
    """A view with all that was found in it; every list is sorted by ``start``."""

    def __init__(self, view: View, grammar: Grammar) -> None:
        self.view = view
        self.text = view.text
        self.gazetteer = grammar.gazetteer
        self.sentences = sentences(view.text)
        self.hits = grammar.lexicon.find(view.text)
        self.dates: Sequence[DateSpan] = find_dates(view.text, view.report.published)
        self.places: Sequence[PlaceSpan] = find_places(view.text, grammar.gazetteer)
        self.nationalities: Sequence[NationalitySpan] = find_nationalities(view.text)
        self.quantities: Sequence[QuantitySpan] = find_quantities(view.text, grammar.units)
        self.datelines = [(m.start(), m.end()) for m in _DATELINE.finditer(view.text)]
        self.datelines += [
            (m.start(), m.end()) for m in _CITY_LINE.finditer(view.text) if view.text.count("\n", 0, m.start()) < 4
        ]
        named = [n.country for n in self.nationalities]
        named += [p.where.country for p in self.places if p.where.level == "country" and p.where.country]
        self.named_countries = frozenset(named)
        by_category: dict[str, list[Hit]] = {}
        for hit in self.hits:
            by_category.setdefault(hit.category, []).append(hit)
        self._by_category = by_category

    def in_dateline(self, span: Span) -> bool:
        """Whether a span stands in the dateline of a wire report ("BANGKOK, March 12 -"), which dates the report."""
        return any(start <= span.start < end for start, end in self.datelines)

    def of(self, category: Category, start: int, end: int) -> Sequence[Hit]:
        """The hits of one category that begin in ``start:end``."""
        return within(self._by_category.get(category, []), start, end)
