"""Dates told by their distance: weekdays, "last month", "two days ago", "the following year"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bellflower.extraction.dates.dating import (
    COUNT,
    MONTH_CUE,
    WEEKDAYS,
    Anchor,
    Part,
    Raw,
    counted_as,
    last_weekday,
    named_day,
    shifted,
    weekday_of,
)
from bellflower.patterns import regex

_RELATIVE = regex(
    rf"(?P<count>{COUNT}) +(?P<unit>day|night|week|month|year|decade)s? +(?P<way>ago|earlier|later|"
        rf"before\b(?! +[a-z])|afterwards|after +that)"
    r"|(?P<which>last|this|next|that|the +same|that +same|the +following|the +next|the +previous|"
        r"the +preceding|the +past) +"
    r"(?P<period>day|week|month|year|weekend|morning|afternoon|evening|night)\b(?!-)"
    r"|the +(?:day|night|evening|morning) +(?P<side>before|after)\b(?: +(?P<yesterday>yesterday))?"
    r"|(?P<today>yesterday|today|tonight)\b(?!['’]s +(?!(?:raid|seizure|arrest|operation|bust|haul))| *-)"
    r"|the +(?P<following>following|next|previous|same) +(?P<named_day>monday|tuesday|wednesday|"
        r"thursday|friday|saturday|sunday)\b"
)  # fmt: skip
_PART_BEFORE = regex(
    r"\b(?P<part>early|earlier|late|later|mid|(?:the +|at +the +)?(?P<edge>end|beginning|start|middle) +of)[\s-]+\Z"
)
_EDGE_OF_MONTH = regex(r"\bthe (?:beginning|start|middle)\Z")
_DAY_LEFT = regex(r"\b(?P<which>last|this|next|this +past) +\Z")
_OF_WEEK = regex(r",?(?: +(?:night|morning|evening|afternoon))?,? +(?:of +|in +)?(?P<which>last|this) +week\b")
_WEEK_LEFT = regex(r"\blast +week,? +(?:on +)?\Z")
_NOT_WEEKDAY_LEFT = regex(r"\b(?:black|good|bloody|easter|palm|ash|every|each|holy|cyber|super|any) +\Z")
_PAST_LEFT = regex(r"\b(?:for|over|in|during|within) +the +\Z|\bthe +\Z")


def by_weekday(text: str, low: str, start: int, end: int) -> Iterator[Raw]:
    """The date that the weekday at ``start:end`` stands for."""
    if not text[start].isupper() and not MONTH_CUE.search(low, max(0, start - 8), start):
        return
    if _NOT_WEEKDAY_LEFT.search(low, max(0, start - 10), start):
        return
    weekday = WEEKDAYS[low[start:end]]
    before = _DAY_LEFT.search(low, max(0, start - 12), start)
    which = before["which"] if before else ""
    if which == "next":
        return
    week, told = _OF_WEEK.match(low, end), _WEEK_LEFT.search(low, max(0, start - 16), start)
    if week or told:
        by = -1 if told or (week and week["which"] == "last") else 0
        begin, end = told.start() if told else start, week.end() if week else end
        yield Raw(begin, end, anchor="published", resolve=lambda at: weekday_of(at, weekday, by))
        return
    begin = before.start() if before else start
    yield Raw(
        begin,
        end,
        weekday=weekday,
        anchor="published",
        resolve=lambda at: last_weekday(at, weekday, strict=which == "last"),
    )


def by_relation(low: str, start: int) -> Iterator[Raw]:
    """The date around a word of distance at ``start``: last, ago, later, the following."""
    if edge := _EDGE_OF_MONTH.search(low, max(0, start - 14), start):
        if low.startswith(" of the month", start):
            end = start + len(" of the month")
            yield Raw(edge.start(), end, anchor="previous", either=True, resolve=lambda at: shifted(at, "month", 0))
        return
    if low[start] == " ":
        counted = regex(rf"(?<![\w.,])(?:{COUNT}) +(?:day|night|week|month|year|decade)s?\Z").search(
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


def _relative_raw(low: str, match: re.Match[str]) -> Raw | None:
    start, end = match.span()
    if match["count"]:
        count, unit, way = counted_as(match["count"]), match["unit"], match["way"]
        sign = 1 if way in ("later", "afterwards") or way.startswith("after") else -1
        anchor: Anchor = "published" if way == "ago" else "previous"
        either = way in ("earlier", "before")
        return Raw(start, end, anchor=anchor, either=either,
                    resolve=lambda at: shifted(at, unit, sign * count, counted=True))  # fmt: skip
    if match["today"]:
        shift = -1 if match["today"] == "yesterday" else 0
        return Raw(start, end, anchor="published", resolve=lambda at: shifted(at, "day", shift))
    if match["side"]:
        shift = -1 if match["side"] == "before" else 1
        if match["yesterday"]:
            return Raw(start, end, anchor="published", resolve=lambda at: shifted(at, "day", -2))
        if low[end : end + 1] == " " and low[end + 1 : end + 2].isalpha():
            return None  # "the day before he left"
        return Raw(start, end, anchor="previous", resolve=lambda at: shifted(at, "day", shift))
    if match["named_day"]:
        weekday, way = WEEKDAYS[match["named_day"]], match["following"]
        return Raw(start, end, anchor="previous", resolve=lambda at: named_day(at, weekday, way))
    which, period = re.sub(r" +", " ", match["which"]), match["period"]
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
    return Raw(part[0] if part and unit == "year" else start, end, anchor="previous",
                resolve=lambda at: shifted(at, unit, shift, part[1] if part and unit == "year" else ""))  # fmt: skip


def _calendar(low: str, start: int, end: int, which: str, period: str) -> Raw | None:
    """Last week, this month, earlier this year: counted from the publication date."""
    if which == "next" or period == "day" or _PAST_LEFT.search(low, max(0, start - 12), start):
        return None
    shift = -1 if which == "last" else 0
    if period in ("morning", "afternoon", "evening", "night"):
        return Raw(start, end, anchor="published", resolve=lambda at: shifted(at, "day", shift))
    part = _part_before(low, start)
    begin = part[0] if part else start
    name: Part = part[1] if part else ""
    return Raw(begin, end, anchor="published", resolve=lambda at: shifted(at, period, shift, name))


def _part_before(low: str, start: int) -> tuple[int, Part] | None:
    match = _PART_BEFORE.search(low, max(0, start - 22), start)
    if match is None:
        return None
    if match["edge"]:
        return match.start(), {"end": "end", "beginning": "start", "start": "start", "middle": "mid"}[match["edge"]]  # type: ignore[return-value]
    return match.start(), {"early": "early", "late": "late", "mid": "mid"}.get(match["part"], "")  # type: ignore[return-value]
