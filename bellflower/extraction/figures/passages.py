"""One sentence with what the rules for figures look at: its quantities, its goods, and the packs' cue words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.figures.words import Cues
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.wordindex import Starts, stands_in
from bellflower.packs import Good
from bellflower.patterns import regex
from bellflower.records import Aggregation, Predicate, Qualifier, Record

PERIODS = ("hour", "day", "week", "month", "quarter", "year")
_STUFF = ("mass", "volume", "count")
_OF_GOODS = regex(r"\s+(?:worth )?of\s+(?:(?:the|this|that|these|such|its|their)\s+)?")
_STANDS_FOR_GOODS = regex(
    r"(?:it|them|same|stuff|metal|powder|substances?|product|goods|kind|family|crystals?|herb|resin|base|paste|brown|plant|commodity)\b"
)
_ADJECTIVES = regex(
    r"(?:(?!(?:an?|the|in|on|at|is|was|are|were|costs?|near|next|where|with|from|for|to|by|that|which|who|when|of|as)\b)"
    r"[\w'%-]+,? (?:and )?){0,3}"
)
_NUMBER_BETWEEN = regex(r"\d|\b(?:and|or)\b.*\bof\b")


class Figure(Record, frozen=True):
    """What a rule found: the predicate, its figure at ``start:end`` normalised, and what it measures."""

    predicate: Predicate
    start: int
    end: int
    value: float
    value_max: float | None
    unit: str
    qualifier: Qualifier
    rule: str
    goods: tuple[str, ...] = ()
    per: str | None = None
    aggregation: Aggregation = "unknown"


@dataclass(frozen=True)
class Passage:
    """``note.text[start:end]``, a sentence, with the figures in it; ``before`` is the passage before it.

    ``starts`` says where the words of each list begin in the whole text.
    """

    note: Annotation
    cues: Cues
    starts: Starts
    start: int
    end: int
    before: Passage | None = None
    figures: Sequence[QuantitySpan] = field(init=False)

    def __post_init__(self) -> None:
        own = [q for q in within(self.note.quantities, self.start, self.end) if q.conversion_of is None]
        object.__setattr__(self, "figures", own)

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.note.text[self.start : self.end]

    def found(self, name: str, text: str) -> bool:
        """Whether ``text``, words of the passage, holds a word of the list ``name``."""
        return stands_in(self.starts, (name,), self.start, self.end) and self.cues.found(name, text)

    def left(self, position: int, reach: int = 10_000) -> str:
        """Up to ``reach`` characters before ``position``, not beyond the passage."""
        return self.note.text[max(self.start, position - reach) : position]

    def right(self, position: int, reach: int = 10_000) -> str:
        """Up to ``reach`` characters from ``position``, not beyond the passage."""
        return self.note.text[position : min(self.end, position + reach)]

    def between(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end``."""
        return self.note.text[start:end]

    def stuff(self) -> list[QuantitySpan]:
        """Figures of mass, volume or number."""
        return [q for q in self.figures if q.dimension in _STUFF]

    def money(self) -> list[QuantitySpan]:
        """Figures of money."""
        return [q for q in self.figures if q.dimension == "currency"]

    def goods(self, start: int, end: int) -> list[Hit]:
        """Traded goods named in ``start:end``; money and what is only found beside goods are none."""
        return [hit for hit in self.note.of("good", start, end) if is_traded(hit)]

    def names_side(self, end: int) -> bool:
        """Whether the last good named in the passage before ``end`` is none of the trade (rice, sugar)."""
        hits = [hit for hit in self.note.of("good", self.start, end) if isinstance(hit.entry, Good)]
        return bool(hits) and isinstance(hits[-1].entry, Good) and hits[-1].entry.kind == "side"

    def about_goods(self, reach: int = 250) -> bool:
        """Whether goods are named here or shortly before."""
        return bool(self.goods(max(0, self.start - reach), self.end))

    def of_something_else(self, q: QuantitySpan) -> bool:
        """Whether the words after a figure name what it measures, and that is no known good ("two tons of rice")."""
        of = _OF_GOODS.match(self.note.text, max(q.end, q.unit_end or 0))
        return of is not None and not self.names_goods(of.end())

    def names_goods(self, position: int) -> bool:
        """Whether the noun phrase at ``position`` is a good, or a word that stands for one ("the stuff")."""
        if _STANDS_FOR_GOODS.match(self.note.text, position):
            return True
        near = self.goods(position, min(self.end, position + 40))
        return bool(near) and _ADJECTIVES.fullmatch(self.note.text, position, near[0].start) is not None

    def goods_before(self, q: QuantitySpan) -> tuple[str, ...]:
        """The good of a list that names it first ("heroin 4 tons, cocaine 900 kg"); none where "of" follows."""
        last = self.goods(max(self.start, q.start - 40), q.start)[-1:]
        if not last or _OF_GOODS.match(self.note.text, max(q.end, q.unit_end or 0)):
            return ()
        listed = self.note.text[last[0].end : q.start] in (" ", ": ", " - ") and self.right(q.end, 1) in (
            ",",
            ";",
            ".",
            "",
        )
        return (_name(last[0]),) if listed else ()

    def goods_of(self, q: QuantitySpan) -> tuple[str, ...]:
        """Canonical names of the goods that ``q`` measures: those right after it, else the nearest before."""
        hits = self.goods(q.start, min(self.end, max(q.end, q.unit_end or 0) + 60))
        after: list[str] = []
        reach = max(q.end, q.unit_end or 0)
        for hit in hits:
            gap = self.note.text[reach : hit.start] if hit.start >= reach else ""
            if len(gap) > (28 if after else 40) or _NUMBER_BETWEEN.search(gap):
                break
            if re.search(r"[.;:(]" if after else r"[.;:(,]|^ and ", gap):
                break
            after.append(_name(hit))
            reach = hit.end
        if after:
            return tuple(dict.fromkeys(after))
        earlier = self.goods(self.start, q.start)
        specific = [hit for hit in earlier if isinstance(hit.entry, Good) and hit.entry.kind == "specific"]
        if specific or earlier:
            return (_name((specific or earlier)[-1]),)
        later = self.goods(q.end, self.end)
        if later:
            return (_name(later[0]),)
        carried = self.goods(max(0, self.start - 500), self.start)
        specific = [hit for hit in carried if isinstance(hit.entry, Good) and hit.entry.kind == "specific"]
        return (_name((specific or carried)[-1]),) if carried else ()


def is_traded(hit: Hit) -> bool:
    """Whether a hit is a good of an illicit trade, not cash nor a thing found beside goods."""
    good = hit.entry
    return isinstance(good, Good) and good.kind != "side" and good.name != "cash"


def _name(hit: Hit) -> str:
    assert isinstance(hit.entry, Good)
    return hit.entry.name
