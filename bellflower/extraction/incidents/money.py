"""Money that is itself taken: "police confiscated $140,000", "detained with 640,000 baht"."""

from __future__ import annotations

import re

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good

_REACH = 160  # characters from the act to the money
_OBJECT = re.compile(
    r" (?:up |out )?(?:\d[\d,]* (?:notes|bills|banknotes) \()?(?:about |some |nearly |almost |over |more than )*"
)
_BESIDE = re.compile(
    r"(?:\b(?:with|and|plus|carrying|containing|including|along with|as well as|besides|of|held|contained)|,)"
    r"(?: an?(?: \w+)? of)? (?:about |some |nearly |almost |over |more than |around |another |also )*$"
)
_OTHER_USE = re.compile(
    r"[ -]?(?:worth|in (?:taxes|fines|value|damage|duty|bribes|rewards?|bail|debt|unpaid)|of (?!the same)|per\b|an? "
    r"(?:kilo|gram|pill|tablet|pound|head)|in (?:\w+ )?(?:bank|assets|property|accounts?|cryptocurrency|shares|goods)|"
    r"bail|bond|fine|reward|bribe|debt|contract|deal|business|industry|profit|loan|ransom|penalty|tax|"
    r"(?:on|in) the (?:black|street|illicit|local)|each\b|apiece)"
)
_NO_LOAD = re.compile(
    r"\b(?:worth|valued?|fined?|bail|reward|brib\w+|pa(?:y|id|ying)|cost\w*|s[eo]ld|sell\w*|price\w*|estimated|earn\w*|"
    r"salary|bought|buy\w*|offered|demand\w*|exchange|damages?|duty|duties|tax\w*|budget|declare no more|limit|"
    r"export no more|punishable|penalty|sentenced|ordered to)\b",
    re.I,
)


def is_money(hit: Hit) -> bool:
    """Whether a good is itself measured in money (cash, counterfeit notes)."""
    return isinstance(hit.entry, Good) and hit.entry.count_unit == "currency"


def taken_money(note: Annotation, q: QuantitySpan, start: int, listed: bool) -> Hit | None:
    """The good that money is, where it is the object of an act of the clause from ``start``, or lies beside one.

    ``listed`` says that a load or a person is told before it in the clause.
    """
    if q.dimension != "currency" or q.per is not None or _OTHER_USE.match(note.text, q.end):
        return None
    acts = [a for a in note.of("act", max(start, q.start - _REACH), q.start) if a.form != "noun"]
    if not acts:
        return None
    gap = note.text[acts[-1].end : q.start]
    takes = getattr(acts[-1].entry, "takes", "")
    direct = takes == "goods" and _OBJECT.fullmatch(gap)
    beside = _BESIDE.search(gap) and (listed or takes != "goods" or " with " in gap)
    if not direct and (not beside or _NO_LOAD.search(gap) or re.search(r"[;:\n]|\. ", gap)):
        return None
    named = [hit for hit in note.of("good", 0, q.start) if is_money(hit)]
    if named and isinstance(named[-1].entry, Good):
        return named[-1]
    return Hit(start=q.start, end=q.end, category="good", form="", entry=note.money) if note.money else None
