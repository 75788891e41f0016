"""Dates as reports write them, to EDTF (level 1), each with its place in the text.

Forms chosen so that nothing is lost and the exchange projection stays plain:

=======================  ============================  =====================
in the text              EDTF                          :func:`exchange_date`
=======================  ============================  =====================
21 August 2017           ``2017-08-21``                2017-08-21
April 2003               ``2003-04``                   2003-04
around 1997              ``1997~``                     1997
the 1970s                ``197X``                      1970/1979
the late 1990s           ``1997/1999~``                1997/1999
late 1997                ``1997-09~/1997-12~``         1997
early April 2003         ``2003-04-01~/2003-04-10~``   2003-04
the spring of 2003       ``2003-21``                   2003
from 1998 to 2002        ``1998/2002``                 1998/2002
=======================  ============================  =====================

An interval whose two ends are both approximate is one vague stretch, and is projected on the year or month that both
share. Early, mid and late follow the codebook's rule 5, for decades (0-3, 4-6, 7-9) and by analogy for years.

A relative date needs an anchor: the publication date as far as it is known, or the date told before it in the same
paragraph. Without its anchor it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from bellflower.extraction.dates.dating import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Anchor,
    Point,
    Raw,
    is_valid,
    to_edtf,
    weekdays_between,
)
from bellflower.extraction.dates.edtf import bounds, exchange_date
from bellflower.extraction.dates.forms import by_figures, by_month, by_season
from bellflower.extraction.dates.named import NAMES, by_day, by_name
from bellflower.extraction.dates.relative import by_relation, by_weekday
from bellflower.patterns import regex
from bellflower.records import Record
from bellflower.text import lowered

__all__ = ["DateSpan", "bounds", "exchange_date", "find_dates", "resolve_dates"]


class DateSpan(Record, frozen=True):
    """A date at ``start:end``. ``relative`` where words alone don't give it; ``anchor`` is what it was counted from."""

    start: int
    end: int
    edtf: str
    relative: bool
    anchor: Anchor


_TRIGGERS = (*MONTHS, *(day for day in WEEKDAYS if day.endswith("day")), *SEASONS)
_RELATIVE_TRIGGERS = (
    "last ", "this ", "next ", "that ", "the same ", "the following ", "the next ", "the previous ", "the preceding ",
    "the day ", "the night ", "the evening ", "the morning ", "yesterday", "today", "tonight",
    " ago", " earlier", " later", " before", " afterwards", " after that", " of the month",
)  # fmt: skip
_DIGITS = regex(r"[0-9]+")


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick([*_TRIGGERS, *_RELATIVE_TRIGGERS, *NAMES], matchkind=MatchKind.LeftmostLongest)


def find_dates(text: str, published: str | None) -> tuple[DateSpan, ...]:
    """All dates of ``text`` in order. ``published`` is EDTF; relative dates finer than it are left out."""
    low = lowered(text)
    return resolve_dates(text, _ranges(low, _chosen(_candidates(text, low))), published)


def resolve_dates(text: str, raws: Sequence[Raw], published: str | None) -> tuple[DateSpan, ...]:
    """The dates that ``raws`` stand for, counted from ``published`` (EDTF) or from the date told before them.

    ``raws`` are in the order of the text and don't overlap; those that lack their anchor are left out.
    """
    return tuple(_resolved(text, raws, _point(published)))


def _candidates(text: str, low: str) -> Iterator[Raw]:
    for index, start, end in _automaton().find_matches_as_indexes(low):
        if index >= len(_TRIGGERS) + len(_RELATIVE_TRIGGERS):
            yield from by_name(low, start, end)
        elif index >= len(_TRIGGERS):
            yield from by_relation(low, start)
        elif (start == 0 or not low[start - 1].isalnum()) and not low[end : end + 1].isalnum():
            word = low[start:end]
            if word in MONTHS:
                yield from by_month(text, low, start, end)
            elif word in WEEKDAYS:
                yield from by_weekday(text, low, start, end)
            else:
                yield from by_season(low, start, end)
    for match in _DIGITS.finditer(low):
        yield from by_figures(text, low, match.start())
        yield from by_day(low, match.start())


def _chosen(candidates: Iterator[Raw]) -> list[Raw]:
    """Where readings overlap, the longer one; in the order of the text."""
    out: list[Raw] = []
    for raw in sorted(candidates, key=lambda raw: (raw.start, -raw.end)):
        if out and raw.start < out[-1].end:
            if raw.end - raw.start > out[-1].end - out[-1].start:
                out[-1] = raw
            continue
        out.append(raw)
    return out


_GAP = regex(r" ?[-–—] ?| +(?:to|until|till|through|up +to) +(?:the +)?| +(?:and|to|until) +(?:on +)?")
_OVERNIGHT = regex(r"\b(?:from|between|overnight|night (?:of|from)) +(?:the +)?\Z")
_FROM = regex(r"\b(?P<cue>from|between) +(?:the +)?\Z")


def _ranges(low: str, raws: list[Raw]) -> list[Raw]:
    """Two dates that are the ends of one stretch: "from 1998 to 2002", "between 3 March and 5 May 2001"."""
    out: list[Raw] = []
    for raw in raws:
        last = out[-1] if out else None
        if last is not None and raw.start - last.end < 14 and (joined := _range(low, last, raw)):
            out[-1] = joined
            continue
        out.append(raw)
    return out


def _range(low: str, first: Raw, second: Raw) -> Raw | None:
    gap = _GAP.fullmatch(low, first.end, second.start)
    if gap is not None and (days := _weekdays(low, first, second, gap.group())):
        return days
    if gap is None or first.resolve or second.resolve or first.day_to or second.day_to or first.month_to:
        return None
    cue = _FROM.search(low, max(0, first.start - 14), first.start)
    if "and" in gap.group() and (cue is None or cue["cue"] != "between"):
        return None
    if cue is None and not re.search(r"[-–—]|to|until|through", gap.group()):
        return None
    if second.year is None and second.fixed is None:
        if cue is None or None in (first.day, first.month, second.day, second.month) or first.year is not None:
            return None
        return replace(first, end=second.end, month_to=second.month, day_to=second.day)
    if first.year is None and first.fixed is None:
        if second.year is None:
            return None
        year = second.year - (1 if first.month and second.month and first.month > second.month else 0)
        first = replace(first, year=year)
    ends = [to_edtf(raw) for raw in (first, second)]
    if None in ends:
        return None
    lower, upper = (_side(end, last) for end, last in zip(ends, (False, True), strict=True))
    spans = bounds(lower), bounds(upper)
    if not spans[0] or not spans[1] or spans[0][0] >= spans[1][1]:
        return None
    return Raw(first.start, second.end, fixed=f"{lower}/{upper}")


def _weekdays(low: str, first: Raw, second: Raw, gap: str) -> Raw | None:
    """ "The night of Tuesday to Wednesday", "between Monday and Thursday"."""
    begin, end = first.weekday, second.weekday
    if begin is None or end is None or not (first.resolve and second.resolve):
        return None
    cue = _OVERNIGHT.search(low, max(0, first.start - 16), first.start)
    if cue is None or ("and" in gap and not cue.group().startswith("between")):
        return None
    return Raw(first.start, second.end, anchor="published", resolve=lambda at: weekdays_between(at, begin, end))


def _side(edtf: str | None, last: bool) -> str:
    """One end of an interval out of what may be one itself; a decade gives its first or last year."""
    side = (edtf or "").partition("/")[2 if last and "/" in (edtf or "") else 0]
    return side.replace("X", "9" if last else "0")


def _resolved(text: str, raws: Sequence[Raw], published: Point | None) -> Iterator[DateSpan]:
    previous: DateSpan | None = None
    for raw in raws:
        if previous is not None and _is_out_of_reach(text, previous, raw):
            previous = None
        span = _resolve(raw, published, previous)
        if span is None:
            continue
        yield span
        kept = raw.resolve and raw.anchor == "published" and previous is not None and _is_finer(previous, span)
        if not (kept or _is_aside(text, raw)):
            previous = span


_ASIDE = regex(
    r"\b(?:who|which|whose|that|born|founded|established|built|opened|since|law of|act of|convention of)\b[^.;:,\n]*\Z"
)


def _is_aside(text: str, raw: Raw) -> bool:
    """A year that tells of somebody's past or of a law's ("who settled here in 2007"): nothing is counted from it."""
    return raw.month is None and raw.year is not None and bool(_ASIDE.search(text, max(0, raw.start - 70), raw.start))


_REACH, _NEXT_PARAGRAPH = 600, 300  # characters
_OF_THE_MONTH = "of the month"  # of the one told before, be it in a heading
_DAY_BESIDE = regex(r"the +(?:(?:following|next|same) +(?:day|morning|evening|night)|day +(?:before|after))\b", re.I)


def _is_out_of_reach(text: str, previous: DateSpan, raw: Raw) -> bool:
    """Whether a date is counted no more from the one before it: a new paragraph ends that, unless it opens with it."""
    between = text[previous.end : raw.start]
    if "\n" not in between.strip(" ") or text.endswith(_OF_THE_MONTH, raw.start, raw.end):
        return len(between) > _REACH
    opens = between.endswith("\n") and len(re.findall(r"\n\s*", between)) == 1
    return not (opens and len(between) < _NEXT_PARAGRAPH and _DAY_BESIDE.match(text, raw.start))


def _is_finer(previous: DateSpan, span: DateSpan) -> bool:
    return len(span.edtf) < len(previous.edtf) and "/" not in previous.edtf and previous.relative


def _resolve(raw: Raw, published: Point | None, previous: DateSpan | None) -> DateSpan | None:
    told = _point(previous.edtf) if previous else None
    if raw.resolve is not None:
        anchor = raw.anchor
        if raw.either and told is None:
            anchor = "published"
        point = published if anchor == "published" else told
        edtf = raw.resolve(point) if point else None
        return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=True, anchor=anchor) if edtf else None
    if raw.day is not None and raw.month is None:
        return _in_month(raw, published, told)
    if raw.fixed is None and raw.year is None:
        year, anchor = _missing_year(raw, published, told)
        edtf = to_edtf(replace(raw, year=year)) if year else None
        return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=True, anchor=anchor) if edtf else None
    edtf = to_edtf(raw)
    return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=False, anchor="text") if edtf else None


def _in_month(raw: Raw, published: Point | None, told: Point | None) -> DateSpan | None:
    """ "On the 19th": of the month told before it, else the latest such day before the report."""
    goes_on = told is not None and told.month is not None
    anchor: Anchor = "previous" if goes_on else "published"
    at = told if goes_on else published
    if at is None or at.month is None or raw.day is None:
        return None
    year, month = at.year, at.month
    limit = published if published is not None and published.month and published.day else None
    if limit is not None and (year, month, raw.day) > (limit.year, limit.month, limit.day):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    edtf = to_edtf(Raw(raw.start, raw.end, year, month, raw.day))
    return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=True, anchor=anchor) if edtf else None


def _missing_year(raw: Raw, published: Point | None, told: Point | None) -> tuple[int | None, Anchor]:
    """The year of "in March" or "on 5 March": said beside it, told before it, or the latest that is past."""
    if raw.year_shift is not None:
        point: Point | None = told if raw.year_of == "previous" else published
        return (point.year + raw.year_shift if point else None), "previous" if raw.year_of else "published"
    if raw.weekday is not None and published is not None:
        for year in (published.year, published.year - 1):
            if is_valid(year, raw.month, raw.day) and date(year, raw.month or 1, raw.day or 1).weekday() == raw.weekday:
                return year, "published"
    if told is not None and not raw.recent and raw.month:
        late = told.month is not None and raw.month < told.month - 6
        year = told.year + late
        if published is None or (year, raw.month) <= (published.year, published.month or 12):
            return year, "previous"
        return told.year - (told.year == published.year), "previous"
    if published is None or published.month is None or raw.month is None:
        return None, "published"
    here = (published.month, published.day or 31)
    past = raw.month < here[0] or (raw.month == here[0] and not raw.recent and (raw.day is None or raw.day <= here[1]))
    return published.year - (not past), "published"


def _point(edtf: str | None) -> Point | None:
    """The anchor an EDTF date gives: of an interval its start, as far as both ends agree."""
    if not edtf:
        return None
    projected = exchange_date(edtf)
    if projected is None:
        return None
    first, _, last = projected.partition("/")
    parts = [int(part) for part in first.split("-")]
    if last:
        shared = []
        for a, b in zip(parts, map(int, last.split("-")), strict=False):
            if a != b:
                break
            shared.append(a)
        parts = shared
    return Point(*parts) if parts else None
