"""Sums of what was seized over a period or in several catches: they never become incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from bellflower.extraction.annotation import within
from bellflower.extraction.cued import cued
from bellflower.extraction.figures.passages import Figure, Passage
from bellflower.extraction.incidents.items import find_items
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.wordindex import stands_in
from bellflower.packs import Good
from bellflower.patterns import regex

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d+"
_A_YEAR = r"(?:1[89]|20)\d\d"
_SINCE = cued(
    r"\bsince (?:(?:the (?:start|beginning|turn)\b|then\b|last\b|the (?:\w+ )?year (?:began|started))"
    rf"|(?:\w+ )?{_A_YEAR}\b|{_MONTH})",
    re.I,
)
_SPAN = cued(
    r"\b(?:in|over|during|within|across|for) (?:the )?(?:first|last|past|previous|recent|same) "
    r"(?:(?:\w+ )?(?:months|years|decades?|weeks)|half|quarter)\b"
    rf"|\b(?:in|over|during|within|across) (?:{_NUMBER}) (?:months|years|decades)\b"
    rf"|\b(?:between|from) (?:(?:late|early|mid-?) ?)?(?:{_MONTH})(?: \d{{4}})? (?:and|to|until) "
    rf"(?:(?:late|early|mid-?) ?)?(?:{_MONTH})"
    rf"|\b(?:between|from) (?:\w+ )?{_A_YEAR} (?:and|to) (?:\w+ )?{_A_YEAR}"
    r"|\bfirst (?:half|quarter|\w+ months)\b|\bin the year to\b"
    rf"|\b(?:in|during|across|throughout) (?:all of |the whole of ){_A_YEAR}",
    re.I,
)
_YEAR = cued(
    rf"\b(?:(?:in|during|for|throughout) (?:fiscal year |FY|the year )?{_A_YEAR}(?!/)"
    r"|last year\b(?!'s)|the year before|(?:that|this|the same) year)\b",
    re.I,
)
_SEVERAL = cued(
    rf"\b(?:{_NUMBER.removeprefix('two|')}|dozens of|hundreds of|scores of|several|many|numerous)"
    r" (?:\w+ ){0,2}(?:seizures|interdictions|interceptions|operations|raids|cases|busts|hauls|catches|incidents)\b",
    re.I,
)
_COMPARED = cued(
    r"\b(?:against|compared (?:with|to)|versus|up from|down from|from|than|after)\s*$"
    rf"|\((?:in )?(?P<year>{_A_YEAR})[:,]?\s*$",
    re.I,
)
_FIGURE_WAS = cued(
    r"\b(?:figure|total|tally|amount|quantity|number|sum|count|weight|volume)\b[^.;]{0,60}?"
    r"\b(?:was|were|is|came to|comes to|stood at|reached|amounted to|had been)\s*(?:only|just|about|nearly)?\s*$",
    re.I,
)
_WORTH = cued(r"\b(?:worth|valued at|value of|value put at|estimated at)\b[^.;,]{0,24}$", re.I)
_NOT_MEANT = cued(
    r"\b(?:fine[sd]?|bail|reward|price|costs?|sold|sells?|declared|budget|limit|bringing|brings)\b[^.;]{0,30}$", re.I
)
_TOTAL_TO = cued(r"\b(?:bring(?:s|ing)|brought|taking|takes) (?:the |its |\w+ )?(?:\w+ )?total\b", re.I)
_VAGUE = cued(r"\b(?:hundreds|dozens|thousands|scores|tens) of\b", re.I)
_SAYS = r"(?:said|says|say|told|tells|tweeted|announced|reported|reports|added|stated|wrote|declared|according to)"
_SAYING = regex(
    rf"(?:, |^)(?:[^,;]{{0,60}} )?{_SAYS}\b[^,;]*(?:,|$|\.$)|^[^,;]{{3,80}} {_SAYS}\b(?: [^,;]{{0,60}}?)? that\b"
)
_HEADING = regex(r"(?:[A-Z][\w-]*)(?: [\w-]+){0,2}[.:]?")
_COUNTED = ("tablet", "capsule", "stick", "pack", "carton", "sheet", "bottle", "piece", "bag", "parcel", "plant")
# The words of a sum, of goods taken out of the trade, of a round figure or a body that looks back on its year.
_FRUIT_OF_SEVERAL = cued(
    r"\b(?:fruit|result|sum|total|product|yield) of (?:[\w,.]+ ){1,3}"
    r"(?:seizures|interdictions|operations|raids|cases|catches)\b",
    re.I,
)
_TAKEN_OUT = cued(r"\b(?:took|taken|removed|kept) (?:\S+ ){1,12}?(?:out|off|in|from)\b|\btook in\b", re.I)
_ROUND_OR_OURS = cued(r"\b(?:nearly|almost|over|more than|some|services?|we|forces?)\b", re.I)
_ACCOUNTED = cued(r"\baccount(?:ed|s) for\b", re.I)
_SHORT_OF_UNIT = regex(rf",? (?:the year before|the previous year|(?:last|this) year|in {_A_YEAR})\b")
_GOODS_AT_LARGE = cued(r"\b(?:(?:smuggled|illegal|illicit|contraband|prohibited) goods|contraband)\b", re.I)
_AMONG_THEM = regex(r"\s*(?:among (?:them|these|the goods)|(?:these|they|the goods|it) includ(?:e|ed))\b", re.I)
_IN_YEAR_IT_WAS = regex(rf"\bin {_A_YEAR},? (?:it|the figure|the total|that) (?:was|came to|had been) $", re.I)
_IN_A_YEAR = regex(rf" in {_A_YEAR}\b")
_TALLY = regex(r"\b\d[\d,.]* (?:\w+ ){0,2}$")
_BACK = 3  # sentences from a statistic's count of catches to its weights
_STREETS = cued(r"\b(?:off|from|out of) (?:the )?(?:streets?|market|circulation|trade)\b", re.I)


def find_totals(passage: Passage, earlier: Sequence[Figure], summed: bool = False) -> Iterator[Figure]:
    """The sums of a sentence; ``earlier`` are the figures found before it, which a bare figure may go on.

    ``summed`` says that the reader of incidents holds the sentence for a sum.
    """
    running = [f for f in earlier if f.predicate == "seizure_total"]
    near = running[-1] if running and passage.start - running[-1].end < 350 else None
    statistic = near is not None or _follows_tally(passage)
    if not (statistic or _may_tell_sums(passage)):
        return
    listed: Figure | None = None
    for start, end in _clauses(passage):
        clause = Passage(passage.note, passage.cues, passage.starts, start, end, passage.before)
        if is_total(clause) or (summed and _may_be_total(clause)):
            for figure in _sums(clause):
                listed = figure
                yield figure
        elif listed is not None and _is_list_member(clause):
            for figure in _sums(clause, listed):
                yield msgspec.structs.replace(figure, per=figure.per or listed.per)
        elif statistic:
            yield from _continued(clause, near, _is_headed(passage))


def _may_tell_sums(passage: Passage) -> bool:
    """Whether words stand in a sentence without which :func:`is_total` and its like hold for none of its clauses."""
    seized = stands_in(passage.starts, ("seized", "surely_seized"), passage.start, passage.end)
    return seized or bool(_STREETS.search(passage.text) or _ACCOUNTED.search(passage.text))


def _follows_tally(passage: Passage) -> bool:
    """Whether one of the sentences just before counts catches over a period: "9,100 seizures in the first half"."""
    before = passage.before
    for _ in range(_BACK):
        if before is None:
            return False
        text = before.text
        if before.found("counted", text) and (_YEAR.search(text) or _SPAN.search(text) or _SINCE.search(text)):
            counted = before.cues.patterns["counted"].finditer(text)
            if any(_TALLY.search(text[: m.start()]) for m in counted):
                return True
        before = before.before
    return False


def _may_be_total(clause: Passage) -> bool:
    text = clause.text
    if not clause.found("surely_seized", text) or clause.found("planned", text) or clause.found("one_catch", text):
        return False
    return not (_dated(clause) or _suspects(clause) or _towns(clause) or _TOTAL_TO.search(text))


def is_total(clause: Passage) -> bool:
    """Whether a clause tells a sum over a period or several catches, rather than one catch."""
    text = clause.text
    accounted = bool(_ACCOUNTED.search(text)) and bool(clause.stuff()) and bool(_YEAR.search(text))
    if accounted and clause.about_goods() and not clause.found("planned", text):
        return True
    if _GOODS_AT_LARGE.search(text) and clause.found("surely_seized", text) and _in_a_month(clause):
        return not (_suspects(clause) or _towns(clause))
    if not (clause.found("seized", text) or _STREETS.search(text)) or clause.found("planned", text):
        return False
    if _TOTAL_TO.search(text):
        return False
    if _FRUIT_OF_SEVERAL.search(text):
        return True
    summed = bool(clause.found("summed", text) or _SINCE.search(text) or _SPAN.search(text))
    several = bool(_SEVERAL.search(text))
    if not (summed or several or _YEAR.search(text)) or clause.found("one_catch", text):
        return False
    if _carried(clause) and not (several and summed):
        return several and not _suspects(clause)
    if _dated(clause) and not summed:
        return False
    if summed or several:
        return not (_suspects(clause) and _towns(clause)) or bool(_SINCE.search(text))
    sure = clause.found("surely_seized", text) or _TAKEN_OUT.search(text) or _ROUND_OR_OURS.search(text)
    return bool(sure) and not _suspects(clause) and not _towns(clause)


def _in_a_month(clause: Passage) -> bool:
    dates = within(clause.note.dates, clause.start, clause.end)
    return any(len(d.edtf) == len("2019-10") for d in dates)


def _carried(clause: Passage) -> bool:
    """Whether a ship, car or the like is named that is not the goods themselves ("1,800 stolen vehicles")."""
    goods = clause.note.of("good", clause.start, clause.end)
    return any(
        not any(good.start < hit.end and hit.start < good.end for good in goods)
        for hit in clause.note.of("conveyance", clause.start, clause.end)
    )


def _is_list_member(clause: Passage) -> bool:
    """The next member of a list of sums: "Seized in 2010: 30 kg of heroin; 4 tons of hashish"."""
    acts = clause.note.of("act", clause.start, clause.end)
    return not (acts or _dated(clause) or _towns(clause) or _suspects(clause)) and len(clause.text) < 90


_MAY_CUT = ("; ", ".[", "kg. ", "km. ", "ha. ", "cm. ")


def _clauses(passage: Passage) -> list[tuple[int, int]]:
    """The sentence cut at semicolons and at footnote marks, which end a sentence without a blank."""
    text = passage.text
    if not any(mark in text for mark in _MAY_CUT):
        return [(passage.start, passage.end)]
    cuts = [m.end() for m in re.finditer(r"; |\.(?:\[\d+\])+ |(?<=\b(?:kg|km|ha|cm))\. (?=[A-Z])", text)]
    bounds = [passage.start, *(passage.start + cut for cut in cuts), passage.end]
    return [(a, b) for a, b in pairwise(bounds) if a < b]


def _dated(clause: Passage) -> bool:
    """Whether a day or month is named: the date of one catch."""
    dates = within(clause.note.dates, clause.start, clause.end)
    return any(d.edtf.count("-") >= 1 and "/" not in d.edtf and not _in_saying(clause, d.start) for d in dates)


def _suspects(clause: Passage) -> bool:
    roles = clause.note.of("role", clause.start, clause.end)
    return any(getattr(h.entry, "side", "") == "suspect" and not _in_saying(clause, h.start) for h in roles)


def _towns(clause: Passage) -> bool:
    places = within(clause.note.places, clause.start, clause.end)
    return any(p.where.level in ("site", "town") and not _in_saying(clause, p.start) for p in places)


def _in_saying(clause: Passage, position: int) -> bool:
    """Whether a place, date or person belongs to the words that tell who says it, where and when."""
    return any(clause.start + m.start() <= position < clause.start + m.end() for m in _SAYING.finditer(clause.text))


def _sums(clause: Passage, listed: Figure | None = None) -> Iterator[Figure]:
    """The sums of a clause; ``listed`` is the one before it in a list, whose unit a bare figure may have."""
    period = _period_of(clause)
    items = {i.quantity.start: i for i in find_items(clause.note, clause.start, clause.end) if i.quantity is not None}
    weighed = any(q.dimension in ("mass", "volume") or q.unit in _COUNTED for q in clause.figures)
    first: Figure | None = None
    for q in clause.figures:
        item = items.get(q.start)
        compared = _COMPARED.search(clause.left(q.start, 60)) if first else None
        series = first or listed
        goes_on = compared or _tally(clause, q) or _is_elliptic(clause, q)
        if not _is_sum(clause, q, weighed, item is not None, series if goes_on else None):
            continue
        unit = item.unit if item and item.unit else q.unit
        if q.dimension == "none" and item is None and series is not None:
            q, unit = _in_unit_of(clause, q, series), series.unit
        named = clause.goods_before(q) or ((item.name,) if item else _money_goods(clause, q))
        goods = named or clause.goods_of(q)
        own = _period_near(clause, q, compared)
        around = _own_year(clause, q) if _is_elliptic(clause, q) else period
        figure = _figure(q, unit or "piece", goods, own or around)
        first = first or figure
        yield figure


def _money_goods(clause: Passage, q: QuantitySpan) -> tuple[str, ...]:
    named = [h.entry for h in clause.note.of("good", clause.start, clause.end) if isinstance(h.entry, Good)]
    money = [good.name for good in named if good.count_unit == "currency"]
    return (money[-1],) if q.dimension == "currency" and money else ()


def _tally(clause: Passage, q: QuantitySpan) -> bool:
    return bool(_FIGURE_WAS.search(clause.left(q.start, 90)))


def _is_sum(clause: Passage, q: QuantitySpan, weighed: bool, is_item: bool, first: Figure | None) -> bool:
    left = clause.left(q.start, 60)
    if q.per is not None or _VAGUE.search(clause.between(q.start, q.end)) or _NOT_MEANT.search(left):
        return False
    if clause.note.of("act", q.number_end, q.end):
        return False  # "more than 50 arrests"
    if q.dimension == "currency":
        return not weighed if _WORTH.search(left) else True
    if q.dimension in ("mass", "volume"):
        return not clause.of_something_else(q)
    if q.dimension == "count" and q.unit in _COUNTED:
        return is_item or q.unit in ("tablet", "capsule", "stick")
    if q.dimension != "none":
        return False
    later = first is not None and _is_elliptic(clause, q)
    return is_item or later or (first is not None and q.unit_raw is None and q.value >= 1000)


def _is_elliptic(clause: Passage, q: QuantitySpan) -> bool:
    """A bare figure with a year of its own: "and 9 the year before", "in 2020 it was 284"."""
    if q.dimension != "none" or q.unit_raw is not None:
        return False
    return bool(_SHORT_OF_UNIT.match(clause.note.text, q.end) or _IN_YEAR_IT_WAS.search(clause.left(q.start, 40)))


def _own_year(clause: Passage, q: QuantitySpan) -> str | None:
    """The year right behind a bare figure, or the one of "in 2020 it was"."""
    leads = _IN_YEAR_IT_WAS.search(clause.left(q.start, 40))
    low, high = (q.start - 40, q.start) if leads else (q.end, q.end + 16)
    dates = within(clause.note.dates, max(clause.start, low), min(clause.end, high))
    years = [date.edtf for date in dates if len(date.edtf) == len("2019")]
    return years[-1] if leads and years else years[0] if years else None


def _in_unit_of(clause: Passage, q: QuantitySpan, series: Figure) -> QuantitySpan:
    """A bare figure in the unit in which the series was written: tonnes go on as tonnes."""
    first = within(clause.note.quantities, series.start, series.start + 1)
    unit = clause.cues.units.named(first[0].unit_raw) if first and first[0].unit_raw else None
    return msgspec.structs.replace(q, value=q.value * unit.factor) if unit is not None else q


def _is_headed(passage: Passage) -> bool:
    """Whether the sentence before is but a heading ("Tobacco.")."""
    before = passage.before
    if before is None or passage.start - before.end > 2:
        return False
    return _HEADING.fullmatch(before.text.strip()) is not None


def _continued(clause: Passage, near: Figure | None, heading: bool) -> Iterator[Figure]:
    """A figure that goes on a series of sums: "In 2009 the figure was 27 kg.", "Alcohol. 11,450 litres."."""
    text = clause.text
    if clause.found("planned", text) or clause.found("one_catch", text) or _suspects(clause) or _dated(clause):
        return
    alone = bool(heading and clause.figures and clause.between(clause.figures[0].end, clause.end).strip(" .") == "")
    seized = (
        heading
        and clause.found("surely_seized", text)
        and not _towns(clause)
        and not clause.note.of("conveyance", clause.start, clause.end)
    )
    among = near is not None and _AMONG_THEM.match(text) is not None
    first: Figure | None = None
    for q in clause.figures:
        goes_on = bool(_FIGURE_WAS.search(clause.left(q.start, 90))) or among or _is_counted_on(clause, q)
        goes_on = goes_on or (first is not None and _IN_A_YEAR.match(clause.note.text, q.end) is not None)
        compared = _COMPARED.search(clause.left(q.start, 60)) if first else None
        if not (goes_on or alone or seized):
            continue
        listed = q.dimension in ("mass", "volume") or q.unit in ("tablet", "capsule", "stick", "bottle")
        money = (
            q.dimension == "currency"
            and seized
            and bool(re.search(r"^[^.;]*\b(?:withheld|seized|confiscated)\b", clause.right(q.end)))
        )
        money = money or (q.dimension == "currency" and goes_on and near is not None and near.unit == q.unit)
        bare = q.dimension == "none" and q.unit_raw is None and (goes_on or compared) and q.value >= 1000
        if q.per is not None or _NOT_MEANT.search(clause.left(q.start, 40)) or not (listed or money or bare):
            continue
        series = first or near
        unit = q.unit or _counted_in(clause, q) or (series.unit if series else "piece")
        goods = clause.goods_of(q) or (near.goods if near else ())
        year = _IN_A_YEAR.match(clause.note.text, q.end)
        per = year[0][-4:] if year else _period_near(clause, q, compared) or _period_of(clause)
        figure = _figure(q, unit, goods, per or (near.per if near else None))
        first = first or figure
        yield figure


def _is_counted_on(clause: Passage, q: QuantitySpan) -> bool:
    """A good of its own with a statistic's verb: "cocaine accounted for 88 kg", "followed by heroin with 5 tonnes"."""
    left = clause.left(q.start, 90)
    return clause.found("statistic", left) and bool(clause.goods(max(clause.start, q.start - 90), q.start))


def _counted_in(clause: Passage, q: QuantitySpan) -> str | None:
    """What a bare number of a good counts: sticks of cigarettes, tablets of a drug."""
    named = [h.entry for h in clause.goods(clause.start, q.start) if isinstance(h.entry, Good)]
    return named[-1].count_unit or None if named and q.dimension == "none" else None


def _period_of(clause: Passage) -> str | None:
    """The period of a sum as EDTF: the first interval or year that the clause names."""
    dates = list(within(clause.note.dates, clause.start, clause.end))
    since = _SINCE.search(clause.text)
    for date in dates:
        if (
            since
            and clause.start + since.start() <= date.start < clause.start + since.end() + 2
            and "/" not in date.edtf
        ):
            return f"{date.edtf}/.."
    wide = [d.edtf for d in dates if "/" in d.edtf or len(d.edtf) == 4]
    return wide[0] if wide else None


def _period_near(clause: Passage, q: QuantitySpan, compared: re.Match[str] | None) -> str | None:
    """The year that stands with the second figure of a comparison."""
    if compared is None:
        return None
    if compared["year"]:
        return compared["year"]
    after = [d.edtf for d in within(clause.note.dates, q.end, min(clause.end, q.end + 24)) if len(d.edtf) == 4]
    return after[0] if after else None


def _figure(q: QuantitySpan, unit: str, goods: tuple[str, ...], period: str | None) -> Figure:
    return Figure(
        predicate="seizure_total",
        start=q.start,
        end=max(q.end, q.unit_end or 0),
        value=q.value,
        value_max=q.value_max,
        unit=unit,
        qualifier=q.qualifier,
        rule="total over a period",
        goods=goods,
        per=period,
        aggregation="cumulative",
    )
