"""Prices: what is asked or given for one gram, kilo, litre or pill, in one currency and place after another.

A price needs money and a measure. The measure stands with the money ("$60 a gram"), is the thing priced ("a gram costs
$60", "$60 for a gram"), or was given with the price before ("$60 here, $90 there").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import msgspec

from bellflower.extraction.annotation import within
from bellflower.extraction.cued import cued
from bellflower.extraction.figures.passages import Figure, Passage
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.quantities.units import Found
from bellflower.patterns import regex
from bellflower.records import Record

_ONE = regex(
    r"\b(?:a|an|one|per|each|every|by the|the)[ -](?:(?:single|same|pure|street|good|whole|wholesale|dried)[ -])?", re.I
)
_PRICE_OF_ONE = cued(r"\b(?P<unit>[a-z]+)[ -](?:street |wholesale |retail )?prices?\b", re.I)
_FRACTION = regex(r"\b(?:half|third|quarter|fifth|eighth|tenth) of $", re.I)
_FOR_ONE = regex(r"\s*(?:(?:wholesale|retail|in cash|cash|or more|apiece)\s+)?(?:for|by|against)?\s*")
_LINK = regex(
    r"(?:[,(]|\band|\bor|\bbut|\bagainst|\bfrom|\bto|\bversus|\bwith|\bthan|\bat|\bfor)"
    r"\s*(?:(?:then|only|just|perhaps|even|to|from|for|at|and|another) )*$",
    re.I,
)
_BARE = regex(
    r"\b(?:for|from|to|at|between|costs?|brings?|fetch(?:es|ed)?|sells? for|pays?|gets?|it (?:was|is))\s+$", re.I
)
_BARE_END = regex(r"\s*(?:[,.;:)\"]|$|(?:and|in|at|on|by|across|over|abroad|there|here|when|a year|wholesale)\b)")
_NEAR = 400  # how far before a price its goods may be named; anywhere before it where words of selling stand
_TO_MAKE = regex(
    r"(?: [\w/.]+){0,2} (?:to (?:make|produce|manufacture|grow|cook|move|ship|carry|smuggle|send)"
    r"|for (?:carrying|moving|smuggling|transport\w*|bringing))\b"
)
_STANDING = regex(
    r"[^.;,]{0,24}\b(?:costs?|sells? for|goes? for|fetch(?:es)?|(?:is|are) sold (?:for|at)|retails? (?:for|at)"
    r"|trades? (?:for|at))\b[^.;,]{0,16}"
)
_CARRIED = cued(r"\b(?:it|one|each|the same|that|they|them|a piece|prices?|the drug|the stuff)\b", re.I)
_WAS = cued(r"\b(?:it|they|that|(?:the )?prices?|one) (?:was|were|is|are|had been)\s*$", re.I)
_COUNTED = regex(r"\b(tablets|pills|capsules)\b", re.I)
_SINGLE_FINE = cued(r"\b(?:seiz\w*|confiscat\w*|arrest\w*|caught|intercept\w*)\b", re.I)


class _Measure(Record, frozen=True):
    """One of a unit, as written at ``start:end``; ``size`` is what it is in the canonical ``code``."""

    start: int
    end: int
    code: str
    size: float


def find_prices(passage: Passage) -> Iterator[Figure]:
    """The prices of a sentence, per kilogram, litre or piece."""
    if not passage.money():
        return
    if not passage.about_goods(_NEAR) and not (passage.found("sell", passage.text) and passage.goods(0, passage.end)):
        return
    for q, measure in _priced(passage):
        lower = _lower_end(passage, q)
        if lower is not None:
            yield _price(passage, msgspec.structs.replace(lower, unit=q.unit), measure)
        yield _price(passage, q, measure)


def _price(passage: Passage, q: QuantitySpan, measure: _Measure) -> Figure:
    return Figure(
        predicate="price",
        start=q.start,
        end=measure.end if 0 <= measure.start - q.end < 12 else q.end,
        value=_round(q.value / measure.size),
        value_max=None if q.value_max is None else _round(q.value_max / measure.size),
        unit=f"{_currency(passage, q)}/{measure.code}",
        qualifier=q.qualifier,
        rule="price of one measure",
        goods=passage.goods_of(q),
    )


def _currency(passage: Passage, q: QuantitySpan) -> str | None:
    """The currency of ``q``: bare won are the North's where the last place named lies there and none in the South."""
    if q.unit != "KRW" or (q.unit_raw or "").lower() != "won" or "KR" in passage.note.named_countries:
        return q.unit
    places = [p.where for p in within(passage.note.places, 0, q.end) if p.where.country]
    northern = bool(places) and places[-1].country == "KP" and places[-1].level != "country"
    return "KPW" if northern and all(p.country != "KR" for p in places) else q.unit


def _priced(passage: Passage) -> Iterator[tuple[QuantitySpan, _Measure]]:
    """The money of a sentence that is a price, with what it buys; a bare figure has the currency before it."""
    measures = _measures(passage)
    last: tuple[QuantitySpan, _Measure] | None = None
    for q in passage.figures:
        measure = _measure_of(passage, q, measures, last)
        if measure is None:
            continue
        money = q if q.dimension == "currency" or last is None else msgspec.structs.replace(q, unit=last[0].unit)
        last = (money, measure)
        yield last


def _lower_end(passage: Passage, q: QuantitySpan) -> QuantitySpan | None:
    """The bare figure of "from 300 to 450 yuan"."""
    bare = [b for b in passage.figures if b.end <= q.start and b.dimension == "none" and b.unit_raw in (None, "to")]
    if not bare or passage.between(bare[-1].end, q.start).strip() != "to":
        return None
    return bare[-1] if passage.left(bare[-1].start, 6).endswith("from ") else None


def _measures(passage: Passage) -> list[_Measure]:
    found = []
    money = [(q.start, q.end) for q in passage.money()]
    for match in _PRICE_OF_ONE.finditer(passage.note.text, passage.start, passage.end):
        unit_named = passage.cues.units.named(match["unit"].lower())
        if unit_named is not None and unit_named.code in passage.cues.words["priced"]:
            found.append(_Measure(start=match.start(), end=match.end(), code=unit_named.code, size=unit_named.factor))
    for match in _ONE.finditer(passage.note.text, passage.start, passage.end):
        if any(a <= match.start() < b for a, b in money):
            continue  # "$60 a gram": the measure of that money alone
        if _FRACTION.search(passage.left(match.start(), 12)):
            continue  # "an eighth of a gram"
        unit = _unit_after(passage, match.end())
        if unit is not None and "dose" in passage.between(unit.start, unit.end).lower():
            continue  # nobody says what a dose weighs
        if unit is None or unit.plural or unit.unit.code not in passage.cues.words["priced"]:
            continue
        article = match.group().lower()
        if (article.startswith("the") and not _is_sold(passage, unit.end)) or (article.startswith("by") and found):
            continue  # "a kilo sells for $60,000 by the gram": the manner of sale, the price is the kilo's
        found.append(_Measure(start=match.start(), end=unit.end, code=unit.unit.code, size=unit.unit.factor))
    found += _several(passage)
    return sorted(found, key=lambda measure: measure.start)


def _is_sold(passage: Passage, position: int) -> bool:
    """Whether a verb of selling follows: "the gram went for 8 euros"."""
    return passage.found("sell", passage.right(position, 24)) and not passage.left(position, 16).startswith("by ")


def _unit_after(passage: Passage, position: int) -> Found | None:
    """The unit at ``position``, or behind the name of the good ("a methamphetamine pill")."""
    unit = passage.cues.units.at(passage.note.text, position)
    if unit is not None and unit.start == position:
        return unit
    good = next(iter(passage.goods(position, position + 1)), None)
    if good is None:
        return None
    unit = passage.cues.units.at(passage.note.text, good.end)
    if unit is None and passage.between(good.start, good.end).lower().endswith((" pill", " tablet")):
        last = good.start + passage.between(good.start, good.end).rindex(" ")
        unit = passage.cues.units.at(passage.note.text, last)
    return unit


def _several(passage: Passage) -> Iterator[_Measure]:
    """More than one of a unit where the sentence tells a standing price ("ten grams sell for $300")."""
    for q, following in pairwise(passage.figures):
        if q.dimension not in ("mass", "volume") or following.dimension != "currency" or q.value_max is not None:
            continue
        if q.value > 0 and _STANDING.fullmatch(passage.between(q.end, following.start)):
            yield _Measure(start=q.start, end=q.end, code=q.unit or "kg", size=q.value)


def _measure_of(
    passage: Passage, q: QuantitySpan, measures: list[_Measure], last: tuple[QuantitySpan, _Measure] | None
) -> _Measure | None:
    near = passage.left(q.start, 48)
    if passage.found("not_price", near) or passage.found("not_price", passage.right(q.end, 14)):
        return None
    if _TO_MAKE.match(passage.note.text, q.end):
        return None
    if q.dimension == "none":
        return last[1] if last and _is_bare_price(passage, q) else None
    if q.dimension != "currency":
        return None
    if q.per is not None:
        return _own_measure(passage, q)
    after = next((m for m in measures if m.start >= q.end), None)
    if (
        after
        and after.start - q.end < 30
        and _FOR_ONE.fullmatch(passage.between(q.end, after.start))
        and not _is_other(passage, after)
    ):
        return after
    named = [m for m in measures if m.end <= q.start]
    if named and not _is_other(passage, named[-1]) and (last is None or named[-1].start > last[0].start):
        return named[-1] if _is_priced(passage, named[-1], q) else None
    if last is not None:
        gap = passage.between(last[0].end, q.start)
        if ";" in gap[:-1] and not (passage.found("sell", gap) or _WAS.search(gap)):
            return None
        worth = passage.found("worth", gap) and not _SINGLE_FINE.search(passage.left(q.start))
        if len(gap) < 110 and (
            worth
            or _WAS.search(gap)
            or passage.found("sell", gap)
            or _LINK.search(gap.rstrip() + " ")
            or _says_link(gap)
        ):
            return last[1]
        return None
    return _carried(passage, q)


def _says_link(gap: str) -> bool:
    if re.search(r",\s*(?:and |but )?(?:in|at|on) (?:the )?[A-Z][\w' -]{2,24}$", gap):
        return True
    return bool(re.search(r"\b(?:up|down|compared|rising|falling|against)\b[^.;]*$", gap))


def _own_measure(passage: Passage, q: QuantitySpan) -> _Measure | None:
    if q.per == "g":
        return _Measure(start=q.end, end=q.end, code="kg", size=0.001)
    if q.per == "piece" and (counted := _COUNTED.findall(passage.left(q.start))):
        unit = passage.cues.units.named(counted[-1].lower())
        return _Measure(start=q.end, end=q.end, code=unit.code, size=1) if unit else None
    if q.per not in passage.cues.words["priced"] or passage.names_side(q.start):
        return None
    named = re.search(r"\bprices? of ((?:[\w-]+ ){0,2}[\w-]+)", passage.left(q.start))
    if named and not passage.goods(passage.start + named.start(), q.start + 1):
        return None
    return _Measure(start=q.end, end=q.end, code=q.per or "", size=1)


def _is_other(passage: Passage, measure: _Measure) -> bool:
    """A kilo of something that is no good of the trade."""
    of = re.match(r"\s+(?:prices? )?of\s+(?:(?:the|this|that|such)\s+)?", passage.right(measure.end, 48))
    if of is None:
        return False
    unbranded = re.match(r"[\w-]+ stuff\b", passage.right(measure.end + of.end(), 40))
    return not (unbranded or passage.names_goods(measure.end + of.end()))


def _is_priced(passage: Passage, measure: _Measure, q: QuantitySpan) -> bool:
    gap = passage.between(measure.end, q.start)
    if ";" in gap or len(gap) > 130:
        return False
    before = passage.left(measure.end, measure.end - measure.start + 32)
    if passage.found("sell", gap) or passage.found("sell", before):
        return True
    if re.search(r"\b(?:leaves?|at|starts?) (?:[\w ]{0,24} )?(?:at|for) $", gap):
        return True
    caught = _SINGLE_FINE.search(passage.left(q.start))
    return passage.found("worth", gap) and not caught and len(gap) < 60


def _is_bare_price(passage: Passage, q: QuantitySpan) -> bool:
    return bool(
        q.unit_raw is None
        and q.value >= 1
        and _BARE.search(passage.left(q.start, 24))
        and _BARE_END.match(passage.note.text, q.end)
    )


def _carried(passage: Passage, q: QuantitySpan) -> _Measure | None:
    """The measure of the sentence before: "A gram is hard to find. In Omsk it goes for $60."."""
    if passage.before is None or not passage.found("sell", passage.left(q.start, 60)):
        return None
    if not _CARRIED.search(passage.left(q.start, 48)) or passage.stuff():
        return None
    alone = replace(passage.before, before=None)
    earlier = [m for m in _measures(alone) if not _is_other(alone, m)]
    priced = [measure for _, measure in _priced(alone)]
    found = priced or earlier
    return found[-1] if found else None


def _round(value: float) -> float:
    return float(f"{value:.10g}")
