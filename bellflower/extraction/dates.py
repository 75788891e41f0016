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

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from bellflower.extraction.edtf import bounds, exchange_date
from bellflower.extraction.numbers import lowered
from bellflower.records import Record

__all__ = ["DateSpan", "bounds", "exchange_date", "find_dates"]

Anchor = Literal["text", "published", "previous"]
_Part = Literal["", "early", "mid", "late", "start", "end", "half1", "half2", "q1", "q2", "q3", "q4"]


class DateSpan(Record, frozen=True):
    """A date at ``start:end``. ``relative`` where words alone don't give it; ``anchor`` is what it was counted from."""

    start: int
    end: int
    edtf: str
    relative: bool
    anchor: Anchor


@dataclass(frozen=True)
class _Raw:
    """A date as far as its words say it; ``resolve`` counts it from an anchor where they don't say all."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: _Part = ""
    month_to: int | None = None
    day_to: int | None = None
    weekday: int | None = None
    fixed: str | None = None
    about: bool = False
    year_shift: int | None = None  # "in October last year": counted from the publication's year
    year_of: Literal["", "previous"] = ""  # "in May that year": counted from the date before
    recent: bool = False  # "last October"
    anchor: Anchor = "text"
    either: bool = False  # "two days earlier": than the date before, else than the report
    resolve: Callable[[_Point], str | None] | None = None


@dataclass(frozen=True)
class _Point:
    """An anchor: a date with the precision it has."""

    year: int
    month: int | None = None
    day: int | None = None

    def date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None


_MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wed": 2, "thursday": 3, "thurs": 3,
    "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6,
}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_COUNTS = {word: number for number, word in enumerate(_COUNT_WORDS.split(), 1)} | {"a": 1, "an": 1}
_COUNT = rf"(?:{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|\d{{1,2}})"
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = rf"(?:{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|-\d{3}|['’]?s\b)"
_SHORT_YEAR = r"['’]\d\d(?![\d'’]|s\b)"
_TO = r"(?:\s?[-–—/]\s?|\s+(?:to|and|until|till|through|or)\s+(?:(?:on\s+)?(?:early|late|mid)[\s-]+)?)"
_TH = r"(?:st|nd|rd|th)?"

_MONTH_LEFT = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?(?<![\d.,/:-])(?P<day>\d{{1,2}}){_TH}"
    rf"(?:(?P<to>\s?[-–]\s?|\s+(?:to|and|or)\s+)(?P<day_to>\d{{1,2}}){_TH})?\.?(?:[\s-]+(?:of\s+)?|-)\Z"
)
_WEEKDAY_LEFT = re.compile(rf"\b(?P<weekday>{_WEEKDAY}),?\s+\Z")
_WEEKDAY_BESIDE = re.compile(rf"\b(?P<weekday>{_WEEKDAY}),?\s+[(\[]?\Z")
_PART_LEFT = re.compile(
    r"(?:\b(?P<word>early|earlier|mid|middle|late|later)(?:[\s-]+(?:in|of))?[\s-]+(?:the\s+)?|"
    r"\b(?:(?:the|at)\s+)?(?P<edge>end|beginning|start|middle|close|turn)\s+of\s+(?:the\s+)?|"
    r"\bthe\s+(?P<ordinal>first|second|third|fourth|last)\s+(?P<piece>half|quarter|(?P<months>\w+)\s+months)\s+of\s+)\Z"
)
_MONTHS_OF = re.compile(rf"\b(?:the\s+)?first\s+(?P<n>{_COUNT})\s+months\s+of\s+\Z")
_MONTH_RIGHT = re.compile(
    rf"\.?(?:(?P<to>\s?[-–—/]\s?|\s+(?:and|to|through|until)\s+)(?P<month_to>{_MONTH})(?=,?\s+(?:of\s+)?{_YEAR}))?"
    rf"(?:(?P<day_gap>\s+|-)(?:the\s+)?(?P<day>\d{{1,2}})(?P<th>{_TH})(?![\d/:]|[.,]\d|%|\s?(?:[ap]\.?m\b|kg|kilo|gram|g\b|ton|pound|percent|per\b|million))"
    rf"(?:(?:\s?[-–]\s?|\s+(?:to|and)\s+)(?P<day_to>\d{{1,2}}){_TH}(?!\d|[.,]\d|\s+(?:[a-z]{{3,}}s\b|people|kg)))?)?"
    rf"(?:(?:\s*,?\s+(?:of\s+|in\s+)?|\s?-\s?|,)(?P<year>{_YEAR})|,?\s+(?P<short>{_SHORT_YEAR})"
    rf"|,?\s+(?:of\s+|in\s+)?(?P<which>this|last|that|the\s+same|the\s+following|the\s+next|the\s+previous)\s+year\b)?"
)
_SHORT_TAIL = re.compile(r"\s+(?P<year>[4-9]\d)(?=\s*[:,;)]|\s*\Z|\s*\n)")
_RECENT_LEFT = re.compile(r"\b(?P<which>last|this|this\s+past|next)\s+\Z")
_MONTH_CUE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|during|between|and|to|through|before|after|early|late|mid|last|this|next|around|on)[\s-]+\Z"
)
_NUMERIC = re.compile(
    r"(?P<iso>(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-]))"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
_YEARS = re.compile(
    r"(?P<decade>(?P<decade_year>(?:19|20)\d0|['’]?[2-9]0)['’]?s\b)"
    r"|(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>(?:19|20)\d\d|\d\d)(?![\d-]|[.,]\d|/\d)"
    rf"|(?P<year>{_YEAR})|(?P<short>(?<=['’])\d\d(?!\d|['’]|s\b))"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?P<strong>in|since|until|till|during|before|after|year|years|fiscal|as\s+of|late|early|mid|through|throughout|circa|autumn|spring|summer|winter"
    r"|back\s+in|between|calendar|dated|ended)|\b(?P<weak>by|from|of|for|around|about|to|the|and|or|his|her|its|their|a|an|this|that|with)|(?P<bracket>[(\[]))[\s-]*\Z"
)
_ABOUT = re.compile(r"\b(?:around|about|circa|ca?\.|approximately|roughly)\s+\Z")
_COUNTED_AFTER = re.compile(
    r"\s*(?:kg|kilo|gram|g\b|ton|pill|tablet|people|persons|men\b|women\b|pound|dollar|euro|usd|percent|%|packs|plants|sticks|litres|liters|cigarette|hectare|acre|miles|km|metres|meters|rounds|of\s+(?:them|those))"
)
_PLURAL_AFTER = re.compile(r"\s+[a-z]{3,}s\b")
_LINE_YEAR = re.compile(r"(?:^|\n)[ \t]*(?:[-•*·]\s*)?\Z")
_BRACKETED = re.compile(r"\s*[)\],;:/–-]")
_SEASON = re.compile(
    rf"\s*(?:of\s+|in\s+)?(?:(?P<year>{_YEAR})|(?P<which>this|last|that|the\s+same|the\s+following|the\s+previous)\s+year\b)"
)
_SEASON_RECENT = re.compile(r"\b(?P<which>last|this)\s+\Z")
_SHIFT = {
    "this": 0,
    "last": -1,
    "next": 1,
    "that": 0,
    "the same": 0,
    "the following": 1,
    "the next": 1,
    "the previous": -1,
}

_RELATIVE = re.compile(
    rf"(?P<count>{_COUNT})\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<way>ago|earlier|later|before\b(?!\s+[a-z])|afterwards|after\s+that)"
    r"|(?P<which>last|this|next|that|the\s+same|that\s+same|the\s+following|the\s+next|the\s+previous|the\s+preceding|the\s+past)\s+"
    r"(?P<period>day|week|month|year|weekend|morning|afternoon|evening|night)\b(?!-)"
    r"|the\s+day\s+(?P<side>before|after)\b(?:\s+(?P<yesterday>yesterday))?"
    r"|(?P<today>yesterday|today|tonight)\b(?!['’]s\s+(?!(?:raid|seizure|arrest|operation|bust|haul))|\s*-)"
    r"|the\s+(?P<following>following|next|previous|same)\s+(?P<named_day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)  # fmt: skip
_PART_BEFORE = re.compile(
    r"\b(?P<part>early|earlier|late|later|mid|(?:the\s+|at\s+the\s+)?(?P<edge>end|beginning|start|middle)\s+of)[\s-]+\Z"
)
_DAY_LEFT = re.compile(r"\b(?P<which>last|this|next|this\s+past)\s+\Z")
_NOT_WEEKDAY_LEFT = re.compile(r"\b(?:black|good|bloody|easter|palm|ash|every|each|holy|cyber|super|any)\s+\Z")
_PAST_LEFT = re.compile(r"\b(?:for|over|in|during|within)\s+the\s+\Z|\bthe\s+\Z")

_TRIGGERS = (*_MONTHS, *(day for day in _WEEKDAYS if day.endswith("day")), *_SEASONS)
_RELATIVE_TRIGGERS = (
    "last ", "this ", "next ", "that ", "the same ", "the following ", "the next ", "the previous ", "the preceding ",
    "the day ", "yesterday", "today", "tonight", " ago", " earlier", " later", " before", " afterwards", " after that",
)  # fmt: skip
_DIGITS = re.compile(r"[0-9]+")
_MID_LEFT = re.compile(r"\b(?:mid|early|late)-\Z")


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick([*_TRIGGERS, *_RELATIVE_TRIGGERS], matchkind=MatchKind.LeftmostLongest)


def find_dates(text: str, published: str | None) -> tuple[DateSpan, ...]:
    """All dates of ``text`` in order. ``published`` is EDTF; relative dates finer than it are left out."""
    low = lowered(text)
    raws = _ranges(low, _chosen(_candidates(text, low)))
    return tuple(_resolved(text, raws, _point(published)))


# -- reading ---------------------------------------------------------------------------------------------------------


def _candidates(text: str, low: str) -> Iterator[_Raw]:
    for index, start, end in _automaton().find_matches_as_indexes(low):
        if index >= len(_TRIGGERS):
            yield from _relative(low, start)
        elif (start == 0 or not low[start - 1].isalnum()) and not low[end : end + 1].isalnum():
            word = low[start:end]
            if word in _MONTHS:
                yield from _month(text, low, start, end)
            elif word in _WEEKDAYS:
                yield from _weekday(text, low, start, end)
            else:
                yield from _season(low, start, end)
    for match in _DIGITS.finditer(low):
        yield from _numeric(text, low, match.start())


def _month(text: str, low: str, start: int, end: int) -> Iterator[_Raw]:
    month = _MONTHS[low[start:end]]
    right = _MONTH_RIGHT.match(low, end)
    left = _MONTH_LEFT.search(low, max(0, start - 34), start)
    if right is None or (left and not 1 <= int(left["day"]) <= 31):
        left = None
    if right is None:
        return
    year = _year(right["year"] or right["short"])
    stop = right.end() if right.group() != "." else end
    day, day_to, weekday, begin = None, None, None, start
    if left is not None:
        day, begin = int(left["day"]), left.start("day")
        if left["day_to"]:
            day_to = int(left["day_to"])
            if "and" in left["to"] or "or" in left["to"]:  # "on 5 and 6 May" is a stretch of two days; "12 or 13" too
                day_to = day_to if day_to > day else None
        if left["weekday"]:
            weekday, begin = _WEEKDAYS[left["weekday"].rstrip(".")], left.start("weekday")
        if right["day"] and not right["year"]:
            stop = right.start("day_gap")
    elif right["day"] and 1 <= int(right["day"]) <= 31:
        day = int(right["day"])
        day_to = int(right["day_to"]) if right["day_to"] else None
        before = _WEEKDAY_LEFT.search(low, max(0, start - 14), start)
        if before:
            weekday, begin = _WEEKDAYS[before["weekday"].rstrip(".")], before.start()
    elif right["day"]:
        short = _SHORT_TAIL.match(low, end)
        if short is None:
            stop = end
        else:
            year, stop = 1900 + int(short["year"]), short.end()
    if day is None and year is None:
        short = _SHORT_TAIL.match(low, end)
        if short:
            year, stop = 1900 + int(short["year"]), short.end()
    raw = _Raw(begin, stop, year, month, day, day_to=day_to, weekday=weekday)
    if day_to is not None and day is not None and not day < day_to <= 31:
        raw = replace(raw, day_to=None)
    if right["month_to"]:
        raw = replace(raw, month_to=_MONTHS[right["month_to"].rstrip(".")])
    if right["which"]:
        which = re.sub(r"\s+", " ", right["which"])
        raw = replace(raw, year_shift=_SHIFT[which], year_of="" if which in ("this", "last") else "previous")
    elif year is None:
        recent = _RECENT_LEFT.search(low, max(0, start - 12), start)
        if recent and recent["which"] == "next":
            return
        if recent and day is None:
            raw = replace(raw, start=recent.start(), recent=recent["which"] == "last")
    if day is None and year is None and raw.year_shift is None and not _names_month(text, low, start, end):
        return
    if (
        day is not None
        and year is None
        and not text[start].isupper()
        and low[start:end] in ("may", "march", "mar", "dec")
    ):
        return
    yield _with_part(low, raw)


def _names_month(text: str, low: str, start: int, end: int) -> bool:
    """Whether a month's name standing alone is one: May, March and abbreviations are other things too."""
    word = low[start:end]
    if not text[start].isupper():
        return False
    if len(word) < 4 and word != "may":
        return False
    if word in ("may", "march", "april", "june", "august"):
        return bool(_MONTH_CUE.search(low, max(0, start - 12), start)) and not text[end : end + 2].strip()[:1].isupper()
    return True


def _with_part(low: str, raw: _Raw) -> _Raw:
    if raw.day is not None:
        return raw
    left = _PART_LEFT.search(low, max(0, raw.start - 32), raw.start)
    if left is None:
        months = _MONTHS_OF.search(low, max(0, raw.start - 34), raw.start)
        if months and raw.year and raw.month is None:
            return replace(raw, start=months.start(), month=1, month_to=min(12, _number(months["n"])))
        return raw
    part: _Part
    if left["ordinal"]:
        if raw.month is not None or left["months"]:
            if left["months"] and left["ordinal"] == "first" and left["months"] in _COUNTS and raw.month is None:
                return replace(raw, start=left.start(), month=1, month_to=min(12, _COUNTS[left["months"]]))
            return raw
        number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}[left["ordinal"]]
        if left["piece"] == "half":
            part = "half1" if number == 1 else "half2"
        else:
            part = ("q1", "q2", "q3", "q4")[number - 1]
    elif left["word"]:
        word = left["word"]
        if word in ("earlier", "later"):
            return raw
        part = "mid" if word == "middle" else word  # type: ignore[assignment]
    else:
        part = {"end": "end", "close": "end", "beginning": "start", "start": "start", "turn": "start", "middle": "mid"}[
            left["edge"]
        ]  # type: ignore[assignment]
    return replace(raw, start=left.start(), part=part)


def _weekday(text: str, low: str, start: int, end: int) -> Iterator[_Raw]:
    if not text[start].isupper() and not _MONTH_CUE.search(low, max(0, start - 8), start):
        return
    if _NOT_WEEKDAY_LEFT.search(low, max(0, start - 10), start):
        return
    weekday = _WEEKDAYS[low[start:end]]
    before = _DAY_LEFT.search(low, max(0, start - 12), start)
    which = before["which"] if before else ""
    if which == "next":
        return
    begin = before.start() if before else start
    yield _Raw(begin, end, anchor="published", resolve=lambda at: _last_weekday(at, weekday, strict=which == "last"))


def _season(low: str, start: int, end: int) -> Iterator[_Raw]:
    season = _SEASONS[low[start:end]]
    right = _SEASON.match(low, end)
    if right is not None and right["year"]:
        yield _Raw(start, right.end(), fixed=f"{right['year']}-{season}")
    elif right is not None:
        which = re.sub(r"\s+", " ", right["which"])
        shift = _SHIFT[which]
        yield _Raw(start, right.end(), anchor="published" if which in ("this", "last") else "previous",
                   resolve=lambda at: f"{at.year + shift:04d}-{season}")  # fmt: skip
    elif season != 23 or low[start:end] == "autumn":
        before = _SEASON_RECENT.search(low, max(0, start - 6), start)
        if before:
            last = before["which"] == "last"
            month = {21: 3, 22: 6, 23: 9, 24: 12}[season]

            def resolve(at: _Point) -> str | None:
                if at.month is None:
                    return None
                return f"{at.year - (last and month + 2 >= at.month):04d}-{season}"

            yield _Raw(before.start(), end, anchor="published", resolve=resolve)


def _numeric(text: str, low: str, start: int) -> Iterator[_Raw]:
    before = text[start - 1] if start else " "
    glued = before in "./-–" and start > 1 and text[start - 2].isalnum()
    if before.isalnum() or before in "_$€£#@&=" or (glued and not _MID_LEFT.search(low, max(0, start - 6), start)):
        return
    match = _NUMERIC.match(low, start)
    if match is not None:
        raw: _Raw | None
        if match["iso"]:
            raw = _Raw(start, match.end(), int(match["y"]), int(match["m"]), int(match["d"]))
        else:
            raw = _unmistakable(low, match)
        if raw is not None and _valid(raw.year, raw.month, raw.day):
            yield raw
        return
    match = _YEARS.match(low, start)
    if match is None:
        return
    if match["decade"]:
        yield from _decade(low, start, match)
    elif match["short"]:
        year = _year("'" + match["short"])
        if low[start - 1] in "'’" and (_YEAR_CUE.search(low, max(0, start - 10), start - 1)):
            yield _Raw(start - 1, match.end(), year)
    elif match["first"]:
        yield from _year_range(low, start, match)
    elif _is_year(low, start, match.end()):
        told = _with_part(low, _Raw(start, match.end(), int(match["year"])))
        about = _ABOUT.search(low, max(0, start - 16), start)
        yield replace(told, start=about.start(), about=True) if about else told


def _unmistakable(low: str, match: re.Match[str]) -> _Raw | None:
    """Day and month in figures where their order cannot be mistaken; with full stops the day comes first.

    A weekday beside them ("Saturday (5/12/2020)") can settle the order too.
    """
    a, b = int(match["a"]), int(match["b"])
    begin, end = match.span()
    before = _WEEKDAY_BESIDE.search(low, max(0, begin - 14), begin)
    if before:
        end += "(" in before.group() and low[end : end + 1] == ")"
        begin = before.start()
    if len(match["year"]) == 2 and match["sep"] != ".":
        return None
    year = _year(match["year"] if len(match["year"]) == 4 else "'" + match["year"])
    if match["sep"] == "." or a > 12 or a == b:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    elif year and before:
        weekday = _WEEKDAYS[before["weekday"].rstrip(".")]
        orders = [(d, m) for d, m in ((a, b), (b, a)) if m and d and date(year, m, d).weekday() == weekday]
        if len(orders) != 1:
            return None
        day, month = orders[0]
    else:
        return None
    return _Raw(begin, end, year, month, day)


def _decade(low: str, start: int, match: re.Match[str]) -> Iterator[_Raw]:
    digits = match["decade_year"].lstrip("'’")
    if len(digits) == 2 and not re.search(
        r"\bthe\s+(?:(?:early|mid|late)[\s-]+)?['’]?\Z", low[max(0, start - 14) : start]
    ):
        return
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    left = _PART_LEFT.search(low, max(0, start - 26), start)
    part = (left["word"] or left["edge"]) if left and not left["ordinal"] else None
    begin = left.start() if left and part else start - (low[start - 1 : start] in "'’" and start > 0)
    if part in ("early", "beginning", "start"):
        fixed = f"{first}/{first + 3}~"
    elif part in ("mid", "middle"):
        fixed = f"{first + 4}/{first + 6}~"
    elif part in ("late", "end", "close"):
        fixed = f"{first + 7}/{first + 9}~"
    else:
        fixed, begin = f"{first // 10}X", begin if part is None else start
    yield _Raw(begin, match.end(), fixed=fixed)


def _year_range(low: str, start: int, match: re.Match[str]) -> Iterator[_Raw]:
    first, last = int(match["first"]), match["last"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < second <= first + 60 or _COUNTED_AFTER.match(low, match.end()):
        return
    if len(last) == 2 and int(last) <= 12 and not _YEAR_CUE.search(low, max(0, start - 12), start):
        return  # 2003-04 may be April 2003
    yield _Raw(start, match.end(), fixed=f"{first}/{second}")


def _is_year(low: str, start: int, end: int) -> bool:
    """A bare figure is a year only where something says so."""
    if _COUNTED_AFTER.match(low, end) or low[end : end + 1].isalnum():
        return False
    if _LINE_YEAR.search(low, max(0, start - 8), start):
        return bool(re.compile(r"\s*[:–—-]").match(low, end))
    cue = _YEAR_CUE.search(low, max(0, start - 14), start)
    if cue is None:
        return _in_list(low, start)
    if cue["bracket"]:
        return bool(_BRACKETED.match(low, end))
    if cue["weak"]:
        counted = _PLURAL_AFTER.match(low, end)
        if cue["weak"] in ("and", "or"):
            return _in_list(low, start)
        if cue["weak"] in ("a", "an", "this", "that", "his", "her", "its", "their"):
            return counted is None and low[end : end + 1] == " "
        return not (counted and (int(low[start:end]) % 100 == 0 or cue["weak"] != "the"))
    return True


_LIST_LEFT = re.compile(r"(?:19|20)\d\d\)?(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+|\s+to\s+)\Z")


def _in_list(low: str, start: int) -> bool:
    """The later members of "in 2001, 2002 and 2003"."""
    left = _LIST_LEFT.search(low, max(0, start - 12), start)
    if left is None:
        return False
    if _YEAR_CUE.search(low, max(0, left.start() - 12), left.start()):
        return True
    return _in_list(low, left.start()) or bool(
        re.search(rf"{_MONTH}\s+\Z", low[max(0, left.start() - 12) : left.start()])
    )


def _relative(low: str, start: int) -> Iterator[_Raw]:
    if low[start] == " ":
        counted = re.compile(rf"(?<![\w.,])(?:{_COUNT})\s+(?:day|week|month|year|decade)s?\Z").search(
            low, max(0, start - 18), start
        )
        if counted is None:
            return
        start = counted.start()
    elif start and (low[start - 1].isalnum() or low[start - 1] in "-'’"):
        return
    match = _RELATIVE.match(low, start)
    if match is None:
        return
    raw = _relative_raw(low, match)
    if raw is not None:
        yield raw


def _relative_raw(low: str, match: re.Match[str]) -> _Raw | None:
    start, end = match.span()
    if match["count"]:
        count, unit, way = _number(match["count"]), match["unit"], match["way"]
        sign = 1 if way in ("later", "afterwards") or way.startswith("after") else -1
        anchor: Anchor = "published" if way == "ago" else "previous"
        either = way in ("earlier", "before")
        return _Raw(start, end, anchor=anchor, either=either,
                    resolve=lambda at: _shifted(at, unit, sign * count, counted=True))  # fmt: skip
    if match["today"]:
        shift = -1 if match["today"] == "yesterday" else 0
        return _Raw(start, end, anchor="published", resolve=lambda at: _shifted(at, "day", shift))
    if match["side"]:
        shift = -1 if match["side"] == "before" else 1
        if match["yesterday"]:
            return _Raw(start, end, anchor="published", resolve=lambda at: _shifted(at, "day", -2))
        if low[end : end + 1] == " " and match["side"] == "before" and low[end + 1 : end + 2].isalpha():
            return None  # "the day before he left"
        return _Raw(start, end, anchor="previous", resolve=lambda at: _shifted(at, "day", shift))
    if match["named_day"]:
        weekday, way = _WEEKDAYS[match["named_day"]], match["following"]
        return _Raw(start, end, anchor="previous", resolve=lambda at: _named_day(at, weekday, way))
    which, period = re.sub(r"\s+", " ", match["which"]), match["period"]
    if which == "the past" or (which == "the next" and period != "day" and low[end : end + 1] == "-"):
        return None
    if which in ("last", "this", "next"):
        return _calendar(low, start, end, which, period)
    shift = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(which, 0)
    if period == "weekend":
        return None
    unit = "day" if period in ("morning", "afternoon", "evening", "night") else period
    part = _part_before(low, start)
    if unit == "week" and shift == 0:
        return None
    return _Raw(part[0] if part and unit == "year" else start, end, anchor="previous",
                resolve=lambda at: _shifted(at, unit, shift, part[1] if part and unit == "year" else ""))  # fmt: skip


def _calendar(low: str, start: int, end: int, which: str, period: str) -> _Raw | None:
    """Last week, this month, earlier this year: counted from the publication date."""
    if which == "next" or period == "day" or _PAST_LEFT.search(low, max(0, start - 12), start):
        return None
    shift = -1 if which == "last" else 0
    if period in ("morning", "afternoon", "evening", "night"):
        return _Raw(start, end, anchor="published", resolve=lambda at: _shifted(at, "day", shift))
    part = _part_before(low, start)
    begin = part[0] if part else start
    name: _Part = part[1] if part else ""
    return _Raw(begin, end, anchor="published", resolve=lambda at: _shifted(at, period, shift, name))


def _part_before(low: str, start: int) -> tuple[int, _Part] | None:
    match = _PART_BEFORE.search(low, max(0, start - 22), start)
    if match is None:
        return None
    if match["edge"]:
        return match.start(), {"end": "end", "beginning": "start", "start": "start", "middle": "mid"}[match["edge"]]  # type: ignore[return-value]
    return match.start(), {"early": "early", "late": "late", "mid": "mid"}.get(match["part"], "")  # type: ignore[return-value]


# -- choosing and joining --------------------------------------------------------------------------------------------


def _chosen(candidates: Iterator[_Raw]) -> list[_Raw]:
    """Where readings overlap, the longer one; in the order of the text."""
    out: list[_Raw] = []
    for raw in sorted(candidates, key=lambda raw: (raw.start, -raw.end)):
        if out and raw.start < out[-1].end:
            if raw.end - raw.start > out[-1].end - out[-1].start:
                out[-1] = raw
            continue
        out.append(raw)
    return out


_GAP = re.compile(r"\s?[-–—]\s?|\s+(?:to|until|till|through|up\s+to)\s+(?:the\s+)?|\s+(?:and|to|until)\s+(?:on\s+)?")
_FROM = re.compile(r"\b(?P<cue>from|between)\s+(?:the\s+)?\Z")


def _ranges(low: str, raws: list[_Raw]) -> list[_Raw]:
    """Two dates that are the ends of one stretch: "from 1998 to 2002", "between 3 March and 5 May 2001"."""
    out: list[_Raw] = []
    for raw in raws:
        last = out[-1] if out else None
        if last is not None and raw.start - last.end < 14 and (joined := _range(low, last, raw)):
            out[-1] = joined
            continue
        out.append(raw)
    return out


def _range(low: str, first: _Raw, second: _Raw) -> _Raw | None:
    gap = _GAP.fullmatch(low, first.end, second.start)
    if gap is None or first.resolve or second.resolve or first.day_to or second.day_to or first.month_to:
        return None
    cue = _FROM.search(low, max(0, first.start - 14), first.start)
    if "and" in gap.group() and (cue is None or cue["cue"] != "between"):
        return None
    if cue is None and not re.search(r"[-–—]|to|until|through", gap.group()):
        return None
    if second.year is None and second.fixed is None:
        return None
    if first.year is None and first.fixed is None:
        if second.year is None:
            return None
        year = second.year - (1 if first.month and second.month and first.month > second.month else 0)
        first = replace(first, year=year)
    ends = [_edtf(raw) for raw in (first, second)]
    if None in ends:
        return None
    lower, upper = (_side(end, last) for end, last in zip(ends, (False, True), strict=True))
    spans = bounds(lower), bounds(upper)
    if not spans[0] or not spans[1] or spans[0][0] >= spans[1][1]:
        return None
    return _Raw(first.start, second.end, fixed=f"{lower}/{upper}")


def _side(edtf: str | None, last: bool) -> str:
    """One end of an interval out of what may be one itself; a decade gives its first or last year."""
    side = (edtf or "").partition("/")[2 if last and "/" in (edtf or "") else 0]
    return side.replace("X", "9" if last else "0")


# -- resolving -------------------------------------------------------------------------------------------------------


def _resolved(text: str, raws: list[_Raw], published: _Point | None) -> Iterator[DateSpan]:
    previous: DateSpan | None = None
    for raw in raws:
        if previous is not None and (
            raw.start - previous.end > 600 or "\n" in text[previous.end : raw.start].strip(" ")
        ):
            previous = None
        span = _resolve(raw, published, previous)
        if span is None:
            continue
        yield span
        if not (raw.resolve and raw.anchor == "published" and previous is not None and _is_finer(previous, span)):
            previous = span


def _is_finer(previous: DateSpan, span: DateSpan) -> bool:
    return len(span.edtf) < len(previous.edtf) and "/" not in previous.edtf and previous.relative


def _resolve(raw: _Raw, published: _Point | None, previous: DateSpan | None) -> DateSpan | None:
    told = _point(previous.edtf) if previous else None
    if raw.resolve is not None:
        anchor = raw.anchor
        if raw.either and told is None:
            anchor = "published"
        point = published if anchor == "published" else told
        edtf = raw.resolve(point) if point else None
        return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=True, anchor=anchor) if edtf else None
    if raw.fixed is None and raw.year is None:
        year, anchor = _missing_year(raw, published, told)
        edtf = _edtf(replace(raw, year=year)) if year else None
        return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=True, anchor=anchor) if edtf else None
    edtf = _edtf(raw)
    return DateSpan(start=raw.start, end=raw.end, edtf=edtf, relative=False, anchor="text") if edtf else None


def _missing_year(raw: _Raw, published: _Point | None, told: _Point | None) -> tuple[int | None, Anchor]:
    """The year of "in March" or "on 5 March": said beside it, told before it, or the latest that is past."""
    if raw.year_shift is not None:
        point: _Point | None = told if raw.year_of == "previous" else published
        return (point.year + raw.year_shift if point else None), "previous" if raw.year_of else "published"
    if raw.weekday is not None and published is not None:
        for year in (published.year, published.year - 1):
            if _valid(year, raw.month, raw.day) and date(year, raw.month or 1, raw.day or 1).weekday() == raw.weekday:
                return year, "published"
    if told is not None and not raw.recent and raw.month:
        late = told.month is not None and raw.month < told.month - 6
        year = told.year + late
        if published is None or (year, raw.month) <= (published.year, published.month or 12):
            return year, "previous"
        return told.year, "previous"
    if published is None or published.month is None or raw.month is None:
        return None, "published"
    here = (published.month, published.day or 31)
    past = raw.month < here[0] or (raw.month == here[0] and not raw.recent and (raw.day is None or raw.day <= here[1]))
    return published.year - (not past), "published"


def _point(edtf: str | None) -> _Point | None:
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
    return _Point(*parts) if parts else None


def _shifted(at: _Point, unit: str, by: int, part: _Part = "", counted: bool = False) -> str | None:
    """An anchor moved by days, weeks, months, years; ``None`` where it isn't known that finely."""
    if unit == "decade":
        unit, by = "year", 10 * by
    if unit == "year":
        return _edtf(_Raw(0, 0, at.year + by, part=part))
    if at.month is None:
        return None
    if unit == "month":
        months = at.year * 12 + at.month - 1 + by
        return _edtf(_Raw(0, 0, months // 12, months % 12 + 1, part=part))
    day = at.date()
    if day is None:
        return None
    if unit == "day":
        return (day + timedelta(by)).isoformat()
    if counted:
        return (day + timedelta(7 * by)).isoformat() + "~"
    monday = day - timedelta(day.weekday()) + timedelta(7 * by)
    if unit == "weekend":
        saturday = monday + timedelta(5) if by else day - timedelta((day.weekday() - 5) % 7)
        return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"


def _last_weekday(at: _Point, weekday: int, strict: bool) -> str | None:
    day = at.date()
    if day is None:
        return None
    back = (day.weekday() - weekday) % 7
    return (day - timedelta(back or (7 if strict else 0))).isoformat()


def _named_day(at: _Point, weekday: int, way: str) -> str | None:
    day = at.date()
    if day is None:
        return None
    if way in ("following", "next"):
        return (day + timedelta((weekday - day.weekday()) % 7 or 7)).isoformat()
    return (day - timedelta((day.weekday() - weekday) % 7 or (7 if way == "previous" else 0))).isoformat()


# -- writing EDTF ----------------------------------------------------------------------------------------------------

_YEAR_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 2), "end": (11, 12), "half1": (1, 6),
    "half2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
_MONTH_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 5), "end": (26, 31),
}  # fmt: skip


def _edtf(raw: _Raw) -> str | None:
    if raw.fixed is not None:
        return raw.fixed
    year, month, day = raw.year, raw.month, raw.day
    if year is None or not 1000 <= year <= 2999 or not _valid(year, month, day):
        return None
    if month is None:
        if not raw.part:
            return f"{year}~" if raw.about else str(year)
        first, last = _YEAR_PARTS[raw.part]
        mark = "" if raw.part.startswith(("half", "q")) else "~"
        return f"{year}-{first:02d}{mark}/{year}-{last:02d}{mark}"
    if raw.month_to:
        start_year = year - (raw.month_to < month)
        return f"{start_year}-{month:02d}/{year}-{raw.month_to:02d}"
    if day is None:
        if not raw.part:
            return f"{year}-{month:02d}"
        first, last = _MONTH_PARTS.get(raw.part, (1, 31))
        last = min(last, calendar.monthrange(year, month)[1])
        return f"{year}-{month:02d}-{first:02d}~/{year}-{month:02d}-{last:02d}~"
    written = f"{year}-{month:02d}-{day:02d}"
    if raw.day_to and _valid(year, month, raw.day_to):
        return f"{written}/{year}-{month:02d}-{raw.day_to:02d}"
    return written


def _valid(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return True
    return 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1])


def _year(written: str | None) -> int | None:
    """1994, and '94: two figures are the last century from 40 on."""
    if not written:
        return None
    figures = written.lstrip("'’")
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (1900 if int(figures) >= 40 else 2000)


def _number(word: str) -> int:
    return _COUNTS.get(word) or int(word)
