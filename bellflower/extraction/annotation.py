"""Everything found in a view before anything is made of it: words of packs, dates, places, nationalities, figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from bellflower.extraction.cued import Cued, CuesOfText
from bellflower.extraction.dates.dates import DateSpan, find_dates
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.lexicon import Category, Hit
from bellflower.extraction.places.capitals import with_capitals
from bellflower.extraction.places.evidence import with_evidence
from bellflower.extraction.places.places import NationalitySpan, PlaceSpan, find_nationalities, find_places
from bellflower.extraction.quantities.quantities import QuantitySpan, find_quantities
from bellflower.extraction.trace import Trace
from bellflower.extraction.view import View
from bellflower.patterns import regex
from bellflower.text import lowered, sentences


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


_DATELINE = regex(
    r"^(?:[A-Z][A-Z.'/-]{2,}(?: [A-Z][A-Z.'/-]+)*)(?:, [A-Z][\w. ]{2,24})?(?:,? ?\(?"
    r"(?:[A-Z][a-z]{2,9}\.? \d{1,2}(?:,? \d{4})?|"
    r"\w{3,12})\)?)? ?(?:\([\w ]{2,20}\) ?)?(?:-+|—)\s",
    re.M,
)

_CITY_AND_DAY = regex(  # "Mumbai, Aug 17 (PTN) -", "LIMA (Tues) -", "STOCKHOLM (Friday)."
    r"^[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2},? "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})? ?(?:\([A-Z][\w ]{1,14}\)(?: ?[-—:]+)?|[-—:]+)|"
    r"\((?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\)(?:\.| ?[-—:]+))\s",
    re.M,
)
_CITY_DAY_AGENCY = regex(  # "Tema (G/R) Feb. 14, GSN -"
    r"^[A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?: \([\w/. ]{1,12}\))?,? "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?,? "
    r"\(?[A-Z][\w/ ]{1,14}\)? ?(?:-+|—)\s",
    re.M,
)
_CITY_DATE = regex(  # "SINGAPORE, 18 May 2022 -", "Iquique, 5 October 2018."
    r"^[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, "
    r"(?:\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{4})?|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?)(?: ?[-—]+|[.:])\s",
    re.M,
)
_CITY_FIGURES = regex(r"^[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, \d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}(?: ?[-—]+|[.:])\s", re.M)
_CITY_WEEKDAY = regex(  # "Oslo, Monday."
    r"^[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: ?[-—]+|[.:])\s", re.M
)
_CITY_LINE = regex(r"^[A-Z][A-Z'-]{3,}(?: [A-Z'-]{2,})?(?:, [A-Z][a-z.]+ ?\d{0,2})?:\s", re.M)

# What a word for money means where only one of its countries is spoken of; a bare dollar sign only by the dateline.
_LOCAL_MONEY = {
    "$": {"AU": "AUD", "CA": "CAD", "NZ": "NZD", "HK": "HKD", "SG": "SGD", "TW": "TWD", "JM": "JMD", "TT": "TTD"},
    "dirham": {"AE": "AED", "MA": "MAD"},
    "peso": {"PH": "PHP", "MX": "MXN", "CO": "COP", "CL": "CLP", "AR": "ARS", "CU": "CUP"},
    "rupee": {"IN": "INR", "PK": "PKR", "NP": "NPR", "LK": "LKR"},
    "dinar": {"JO": "JOD", "KW": "KWD", "IQ": "IQD", "DZ": "DZD", "TN": "TND", "BH": "BHD", "RS": "RSD"},
    "shilling": {"KE": "KES", "TZ": "TZS", "UG": "UGX", "SO": "SOS"},
}
_HEAD_LINES = 4  # further down, a city with a day or a colon opens an entry of a list

S = TypeVar("S", bound=Span)


class Spans(tuple[S, ...]):
    """Sorted spans that know where they begin, so that those of a clause are found without looking at any."""

    starts: list[int]

    def __new__(cls, spans: Iterable[S]) -> Spans[S]:
        """The spans, already in order, with where each begins."""
        made = super().__new__(cls, spans)
        made.starts = [span.start for span in made]
        return made


def within(spans: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of the sorted ``spans`` that begin at or after ``start`` and before ``end``."""
    if not spans:
        return ()
    if isinstance(spans, Spans):
        starts = spans.starts
        low = bisect_left(starts, start)
        return spans[low : bisect_left(starts, end, low)] if low < len(starts) and starts[low] < end else ()
    return spans[bisect_left(spans, start, key=_start) : bisect_left(spans, end, key=_start)]


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


def _second(pair: tuple[int, int]) -> int:
    return pair[1]


def _start(span: Span) -> int:
    return span.start


def _money_word(q: QuantitySpan) -> str:
    word = (q.unit_raw or "").lower()
    return word[:-1] if word.endswith("s") else word


class Annotation:
    """A view with all that is found in it, each kind when it is first asked for; lists are sorted by ``start``."""

    def __init__(self, view: View, grammar: Grammar, trace: Trace | None = None) -> None:
        self.view = view
        self._trace = trace
        if trace is not None:
            trace.begin(self)
        self.text = view.text
        self.grammar = grammar
        self.gazetteer = grammar.gazetteer
        self.money = next((good for good in grammar.pack.goods if good.name == "cash"), None)
        self._by_category: dict[Category, list[Hit]] = {}
        self._hits: dict[Category, Spans[Hit]] = {}
        self.memo: dict[tuple[object, ...], Any] = {}  # what rules asked for again find for a span, by rule and span
        for hit in grammar.lexicon.find(view.text, self.lost if trace is not None else None):
            self._by_category.setdefault(hit.category, []).append(hit)

    @property
    def names_goods(self) -> bool:
        """Whether the text speaks of any of the goods; one that does not holds nothing to read."""
        return "good" in self._by_category

    @cached_property
    def low(self) -> str:
        """The text in small letters; offsets hold in both."""
        return lowered(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as ``(start, end)``."""
        return sentences(self.text)

    @cached_property
    def cues(self) -> CuesOfText:
        """Where the words stand that patterns can't do without."""
        return CuesOfText(self.low)

    def search(self, pattern: Cued, start: int, end: int) -> re.Match[str] | None:
        """The first match of ``pattern`` in ``start:end``."""
        return pattern.pattern.search(self.text, start, end) if self.cues.may_match(pattern, start, end) else None

    def search_cut(self, pattern: Cued, start: int, end: int) -> re.Match[str] | None:
        """The first match in the words cut out from ``start`` to ``end``: what stands beside them is not seen."""
        return pattern.pattern.search(self.text[start:end]) if self.cues.may_match(pattern, start, end) else None

    def finditer(self, pattern: Cued, start: int, end: int) -> Iterator[re.Match[str]]:
        """All matches of ``pattern`` in ``start:end``."""
        may = self.cues.may_match(pattern, start, end)
        return pattern.pattern.finditer(self.text, start, end) if may else iter(())

    def sentence_of(self, position: int) -> tuple[int, int]:
        """The sentence at ``position``: the last that begins there or before; the first where none does."""
        return self.sentences[max(0, bisect_right(self.sentences, position, key=_first) - 1)]

    def sentences_before(self, position: int, most: int) -> list[tuple[int, int]]:
        """The last sentences that end at ``position`` or before, at most so many."""
        end = bisect_right(self.sentences, position, key=_second)
        return self.sentences[max(0, end - most) : end]

    def sentences_behind(self, position: int, most: int) -> list[tuple[int, int]]:
        """The first sentences that begin at ``position`` or behind it, at most so many."""
        begin = bisect_left(self.sentences, position, key=_first)
        return self.sentences[begin : begin + most]

    @cached_property
    def dates(self) -> Sequence[DateSpan]:
        """The dates, relative ones resolved from the publication date."""
        return Spans(find_dates(self.text, self.view.report.published))

    @cached_property
    def places(self) -> Sequence[PlaceSpan]:
        """The places, resolved with the whole text as context; a town without a trace of its country is left open."""
        ballots = self._trace.ballots if self._trace is not None else None
        found = find_places(self.text, self.gazetteer, ballots=ballots)
        known = with_evidence(found, self.nationalities, self.gazetteer)
        return Spans(with_capitals(self.text, known, self.nationalities, self.gazetteer))

    @cached_property
    def nationalities(self) -> Sequence[NationalitySpan]:
        """The nationalities ("North Korean", "two Thais")."""
        return Spans(find_nationalities(self.text))

    @cached_property
    def quantities(self) -> Sequence[QuantitySpan]:
        """The figures with their units; a word for money of several countries is that of the one spoken of."""
        found = find_quantities(self.text, self.grammar.units)
        words = {word for q in found if q.dimension == "currency" and (word := _money_word(q)) in _LOCAL_MONEY}
        own = {word: code for word in words if (code := self._money_of(word)) is not None}
        if not own:
            return Spans(found)
        return Spans(
            msgspec.structs.replace(q, unit=own[word]) if (word := _money_word(q)) in own else q for q in found
        )

    def _money_of(self, word: str) -> str | None:
        """The code of a word for money, where the dateline or the text speaks of one of its countries alone."""
        if word == "$" and not self.datelines:
            return None
        codes = _LOCAL_MONEY[word]
        places = {p.where.country for p in self.places if self.in_dateline(p)}
        written = {codes[country] for country in places if country in codes}
        if not written and word != "$":
            written = {codes[country] for country in self.named_countries if country in codes}
        return written.pop() if len(written) == 1 else None

    @cached_property
    def datelines(self) -> list[tuple[int, int]]:
        """The datelines of wire reports."""
        lines = [m.span() for m in _DATELINE.finditer(self.text)]
        patterns = (_CITY_AND_DAY, _CITY_DAY_AGENCY, _CITY_DATE, _CITY_FIGURES, _CITY_WEEKDAY, _CITY_LINE)
        heads = (m.span() for pattern in patterns for m in pattern.finditer(self.text))
        return sorted({*lines, *(span for span in heads if self.text.count("\n", 0, span[0]) < _HEAD_LINES)})

    @cached_property
    def named_countries(self) -> frozenset[str]:
        """The countries that the text names, as countries or by their people."""
        named = [n.country for n in self.nationalities]
        named += [p.where.country for p in self.places if p.where.level == "country" and p.where.country]
        return frozenset(named)

    def in_dateline(self, span: Span) -> bool:
        """Whether a span stands in the dateline of a wire report ("BANGKOK, March 12 -"), which dates the report."""
        return any(start <= span.start < end for start, end in self.datelines)

    @property
    def is_traced(self) -> bool:
        """Whether somebody wants to know what is passed over, and why."""
        return self._trace is not None

    def lost(self, span: Span | tuple[int, int], rule: str, why: str) -> Literal[False]:
        """Says that ``rule`` passes over ``span`` (a clause if given as a tuple), and why.

        Always false, so that a rule that rejects may return it.
        """
        if self._trace is not None:
            if isinstance(span, tuple):
                self._trace.passed_over(*span, rule, why, "clause")
            else:
                self._trace.passed_over(span.start, span.end, rule, why, type(span).__name__)
        return False

    def of(self, category: Category, start: int, end: int) -> Sequence[Hit]:
        """The hits of one category that begin in ``start:end``."""
        hits = self._hits.get(category)
        if hits is None:
            hits = self._hits[category] = Spans(self._by_category.get(category, ()))
        return within(hits, start, end) if hits else ()
