"""Rates: how much of the goods is made in a period, and how much money comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bellflower.extraction.annotation import within
from bellflower.extraction.cued import cued
from bellflower.extraction.figures.passages import PERIODS, Figure, Passage
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.patterns import regex

_PERIOD_WORD = (
    r"(?:(?:per|a|each|every) (?P<unit>day|week|month|quarter|year)"
    r"|(?P<adverb>daily|weekly|monthly|annually|yearly|per annum))"
)
_AFTER = regex(
    rf"[^.;:\d]{{0,80}}?\b{_PERIOD_WORD}\b(?!\s*-|\s+(?:ago|earlier|later|before|after|old|in jail|in prison|when))",
    re.I,
)
_BEFORE = cued(
    r"\b(?:(?:each|every) (?P<unit>day|week|month|quarter|year)\b|in an? (?:\w+ )?(?P<good>day|week|month|year)\b"
    r"|(?P<adverb>annual(?:ly)?|yearly|monthly|weekly|daily)\b)",
    re.I,
)
_ADVERBS = {
    "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year", "per annum": "year",
    "annual": "year",
}  # fmt: skip
_JOINED = regex(r"(?: of)?(?: [\w-]+){0,4},? and (?:another |some |about |up to )?", re.I)
_CHAIN = cued(r"\b(?:up|down|against|compared (?:with|to)|rising|falling|from)\b[^.;]{0,24}$", re.I)
_YEARLY = cued(r"\b(?:annual(?:ly)?|yearly|(?:a|per|each|every) year|per annum)\b", re.I)
_STATED = cued(r"\b(?:is|was|are|were|stands?|stood|put|reached|estimated|came|comes|ran|runs?|totall?ed)\b", re.I)
_NEXT_IN_SERIES = regex(r"\s*(?:a year |annually )?(?:from|on|through|off|for|in|by)\b", re.I)
_LIST_OF = regex(r"\s*of\s*")
_SEIZED = cued(r"\b(?:seiz\w*|confiscat\w*|intercept\w*)\b", re.I)
_LARGE = 100_000  # money a year below this is a wage


def find_production(passage: Passage, earlier: Sequence[Figure]) -> Iterator[Figure]:
    """Rates of production. ``earlier`` are the figures found before this sentence, for a series that goes on."""
    last: str | None = None
    near = [f for f in earlier if f.predicate == "production_rate" and passage.start - f.end < 400]
    stuff = passage.stuff()
    for index, q in enumerate(stuff):
        if q.per is not None and q.per not in PERIODS:
            continue
        following = stuff[index + 1] if index + 1 < len(stuff) else None
        if following is not None and _LIST_OF.fullmatch(passage.between(q.end, following.start)):
            continue  # "300 cases of 10,000 sticks": the second is read, times the first
        if passage.of_something_else(q) or not (passage.about_goods() or near):
            continue
        period = q.per or _period(passage, q, following) or (_harvest(passage, q))
        if last is not None and period is None and _CHAIN.search(passage.left(q.start, 40)):
            period = last
        elif period is None or not _is_made(passage, q, bool(near or last)):
            continue
        last = period
        times = 1.0
        if index and _LIST_OF.fullmatch(passage.between(stuff[index - 1].end, q.start)):
            times = stuff[index - 1].value
        able = passage.found("capacity", passage.left(q.start, 60))
        yield Figure(
            predicate="production_rate",
            start=stuff[index - 1].start if times != 1 else q.start,
            end=q.end,
            value=q.value * times,
            value_max=None if q.value_max is None else q.value_max * times,
            unit=f"{q.unit or 'piece'}/{period}",
            qualifier=q.qualifier,
            rule="made in a period",
            goods=passage.goods_of(q),
            aggregation="capacity" if able else "annual_rate",
        )


def _is_made(passage: Passage, q: QuantitySpan, series: bool) -> bool:
    left, right = passage.left(q.start), passage.right(q.end, 70)
    if passage.found("consume", left) or passage.found("planned", passage.left(q.start, 24)):
        return "yield" in left
    return passage.found("produce", left) or passage.found("produce", right) or (series and q.per is not None)


def _period(passage: Passage, q: QuantitySpan, following: QuantitySpan | None) -> str | None:
    """The period that the words around a figure give it, also one that it shares with the next figure."""
    reach = following.start if following is not None else passage.end
    match = _AFTER.match(passage.note.text, q.end, reach)
    if match:
        return _code(match)
    if following is not None and _JOINED.fullmatch(passage.between(q.end, following.start)):
        shared = following.per if following.per in PERIODS else _period(passage, following, None)
        if shared:
            return shared
    before = _BEFORE.search(passage.left(q.start))
    if before:
        return before["unit"] or before["good"] or _ADVERBS[before["adverb"].lower()]
    return None


def _code(match: re.Match[str]) -> str:
    return (match["unit"] or _ADVERBS[match["adverb"].lower()]).lower()


def _harvest(passage: Passage, q: QuantitySpan) -> str | None:
    """A year's crop that is told without "a year": "harvested 45 tons in 1984", "the crop is put at 45 tons"."""
    left = passage.left(q.start, 90)
    if q.dimension != "mass" or _SEIZED.search(passage.text) or passage.note.of("role", passage.start, passage.end):
        return None
    if not passage.found("crop", left):
        return None
    dated = any(len(d.edtf) == 4 or "/" in d.edtf for d in within(passage.note.dates, passage.start, passage.end))
    years = re.search(r"\b(?:1[89]|20)\d\d\b", passage.text)
    noun = re.search(r"\b(?:crop|harvest|output|production|yield)\b", left, re.I)
    return "year" if dated or years or (noun and _STATED.search(left)) else None


def find_revenue(passage: Passage, earlier: Sequence[Figure]) -> Iterator[Figure]:
    """Money that a trade brings in a year (or other period)."""
    if not passage.money() or _SEIZED.search(passage.text):
        return
    near = [f for f in earlier if f.predicate == "revenue" and passage.start - f.end < 300]
    last: tuple[QuantitySpan, str] | None = None
    for q in passage.money():
        period = _earned(passage, q, bool(near)) or (last and _goes_on(passage, last, q))
        if not period:
            continue
        last = (q, period)
        yield Figure(
            predicate="revenue",
            start=q.start,
            end=q.end,
            value=q.value,
            value_max=q.value_max,
            unit=f"{q.unit}/{period}",
            qualifier=q.qualifier,
            rule="earned in a period",
            goods=passage.goods_of(q),
            aggregation="annual_rate",
        )


def _earned(passage: Passage, q: QuantitySpan, series: bool) -> str | None:
    if passage.found("not_revenue", passage.left(q.start, 70)) or (q.per is not None and q.per not in PERIODS):
        return None
    earn = passage.found("earn", passage.left(q.start)) or passage.found("earn", passage.right(q.end, 60))
    topic = passage.about_goods()
    if q.per is not None:
        source = _NEXT_IN_SERIES.match(passage.note.text, q.end)
        traded = (source and passage.goods(q.end, min(passage.end, q.end + 60))) or passage.found(
            "trade", passage.left(q.start)
        )
        if earn and (q.value >= _LARGE / 10 or traded):
            return q.per
        return q.per if q.value >= _LARGE and (topic or series) else None
    if _YEARLY.search(passage.text) and earn and (topic or series or passage.found("trade", passage.text)):
        return "year"
    if not topic and not passage.goods(max(0, passage.start - 1500), passage.end):
        return None
    trade = passage.cues.patterns["trade"].search(passage.left(q.start, 80))
    year = re.search(r"\b(?:(?:in|for|during) (?:\w+ )?(?:1[89]|20)\d\d|last year|that year)\b", passage.text)
    return "year" if trade and earn and year and q.value >= _LARGE else None


def _goes_on(passage: Passage, last: tuple[QuantitySpan, str], q: QuantitySpan) -> str | None:
    """The next member of a series: "$100 million a year from heroin and $20 million from fake notes"."""
    gap = passage.between(last[0].end, q.start)
    if q.per is not None or ";" in gap or len(gap) > 120:
        return None
    joined = re.search(r"(?:,|\band|\bor|\banother)\s*(?:(?:perhaps|another|some|about|up to|or|and)\s*)*\"?$", gap)
    return last[1] if joined and (_NEXT_IN_SERIES.match(passage.note.text, q.end) or "another" in gap) else None
