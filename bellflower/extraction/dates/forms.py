"""Absolute dates: by the name of a month or season, in figures, years and decades; each starts at its trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bellflower.extraction.dates.dating import (
    COUNT,
    COUNTS,
    FOREIGN_MONTHS,
    MONTH_CUE,
    MONTHS,
    SEASONS,
    SHIFT,
    WEEKDAYS,
    Part,
    Point,
    Raw,
    counted_as,
    full_year,
    is_valid,
)
from bellflower.patterns import regex

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|-\d{3}|['’]?s\b)"
_SHORT_YEAR = r"['’]\d\d(?![\d'’]|s\b)"
_TH = r"(?:st|nd|rd|th)?"
_MONTH_LEFT = regex(
    rf"(?:\b(?P<weekday>{_WEEKDAY}),? +(?:the +)?)?(?<![\d.,/:-])(?P<day>\d{{1,2}}){_TH}"
    rf"(?:(?P<to> ?[-–/] ?| +(?:to|and|or) +)(?P<day_to>\d{{1,2}}){_TH})?"
    r"(?:\.(?!\s*\n))?(?:(?!\s*\n\s*[-•*·])[\s-]+(?:(?:of|de) +)?|-)\Z"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_ORDINAL_LEFT = regex(rf"\bthe +(?P<day>{'|'.join(_ORDINALS)}) +(?:day +)?of +\Z")
_WEEKDAY_LEFT = regex(rf"\b(?P<weekday>{_WEEKDAY}),? +\Z")
_WEEKDAY_BESIDE = regex(rf"\b(?P<weekday>{_WEEKDAY}),? +[(\[]?\Z")
_PART_LEFT = regex(
    r"(?:\b(?P<word>early|earlier|mid|middle|late|later)(?:[\s-]+(?:in|of))?[\s-]+(?:the +)?|"
    r"\b(?:(?:the|at) +)?(?P<edge>end|beginning|start|middle|close|turn) +of +(?:the +)?|"
    r"\bthe +(?P<ordinal>first|second|third|fourth|last) +(?P<piece>half|quarter|(?P<months>\w+) +months) +of +)\Z"
)
_MONTHS_OF = regex(rf"\b(?:the +)?first +(?P<n>{COUNT}) +months +of +\Z")
_MONTH_RIGHT = regex(
    rf"\.?(?:(?P<to> ?[-–—/] ?| +(?:and|to|through|until) +)(?P<month_to>{_MONTH})(?=,? +(?:of +)?{_YEAR}))?"
    rf"(?:(?P<day_gap> +|-)(?:the +)?(?P<day>\d{{1,2}})(?P<th>{_TH})(?![\d:]|/(?!\d{{1,2}}(?![\d/]))|[.,]\d|%|"
    rf" ?(?:[ap]\.?m\b|kg|kilo|gram|g\b|ton|pound|percent|per\b|million))"
    rf"(?:(?: ?[-–/] ?| +(?:to|and) +)(?P<day_to>\d{{1,2}}){_TH}(?!\d|/\d|[.,]\d| +(?:[a-z]{{3,}}s\b|people|kg)))?)?"
    rf"(?:(?: *,? +(?:of +|in +|de +)?| ?- ?|,)(?P<year>{_YEAR})|,? +(?P<short>{_SHORT_YEAR})"
    rf"|,? +(?:of +|in +)?(?P<which>this|last|that|the +same|the +following|the +next|the +previous) +year\b)?"
)
_SHORT_TAIL = regex(r" +(?P<year>[4-9]\d)(?= *[:,;)]| *\Z| *\n)")
_RECENT_LEFT = regex(r"\b(?P<which>last|this|this +past|next) +\Z")
_NUMERIC = regex(
    r"(?P<iso>(?P<y>(?:19|20)\d\d)(?P<dash>[-/])(?P<m>0[1-9]|1[0-2])(?P=dash)(?P<d>0[1-9]|[12]\d|3[01])(?![\d/-]))"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
_GLUED = regex(  # "04MAY18", "040300Z MAY 18"
    r"(?P<day>\d{2}|\d)(?:\d{4}z )?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) ?"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\w.,/-]*\d)"
)
_YEARS = regex(
    r"(?P<decade>(?P<decade_year>(?:19|20)\d0|['’]?[2-9]0)['’]?s\b)"
    r"|(?P<first>(?:19|20)\d\d) ?[-–/] ?(?P<last>(?:19|20)\d\d|\d\d)(?![\d-]|[.,]\d|/\d)"
    rf"|(?P<year>{_YEAR})|(?P<short>(?<=['’])\d\d(?!\d|['’]|s\b))"
)
_YEAR_CUE = regex(
    r"(?:\b(?P<strong>in|since|until|till|during|before|after|year|years|fiscal|as +of|late|"
    r"early|mid|through|throughout|circa|autumn|spring|summer|winter"
    r"|back +in|between|calendar|dated|ended)|\b(?P<weak>by|from|of|for|around|about|to|the|"
    r"and|or|his|her|its|their|a|an|this|that|with)|(?P<bracket>[(\[]))[\s-]*\Z"
)
_ABOUT = regex(r"\b(?:around|about|circa|ca?\.|approximately|roughly) +\Z")
_COUNTED_AFTER = regex(
    r" *(?:kg|kilo|gram|g\b|ton|pill|tablet|people|persons|men\b|women\b|pound|dollar|euro|usd|"
    r"percent|%|packs|plants|sticks|litres|liters|cigarette|hectare|acre|miles|km|metres|meters|"
    r"rounds|of +(?:them|those))"
)
_PLURAL_AFTER = regex(r" +[a-z]{3,}s\b")
_LINE_YEAR = regex(r"(?:^|\n)[ \t]*(?:[-•*·] *)?\Z")
_BRACKETED = regex(r" *[)\],;:/–-]")
_SEASON = regex(
    rf" *(?:of +|in +)?(?:(?P<year>{_YEAR})|(?P<which>this|last|that|the +same|the +following|the +previous) +year\b)"
)
_SEASON_RECENT = regex(r"\b(?P<which>last|this) +\Z")
_MID_LEFT = regex(r"\b(?:mid|early|late)-\Z")


def by_month(text: str, low: str, start: int, end: int) -> Iterator[Raw]:
    """The date around the name of a month at ``start:end``."""
    month = MONTHS[low[start:end]]
    right = _MONTH_RIGHT.match(low, end)
    left = _MONTH_LEFT.search(low, max(0, start - 34), start)
    if right is None or (left and not 1 <= int(left["day"]) <= 31):
        left = None
    if right is None:
        return
    year = full_year(right["year"] or right["short"])
    stop = right.end() if right.group() != "." else end
    day, day_to, weekday, begin = None, None, None, start
    if left is not None:
        day, begin = int(left["day"]), left.start("day")
        if left["day_to"]:
            day_to = int(left["day_to"])
            if "and" in left["to"] or "or" in left["to"]:  # "on 5 and 6 May" is a stretch of two days; "12 or 13" too
                day_to = day_to if day_to > day else None
        if left["weekday"]:
            weekday, begin = WEEKDAYS[left["weekday"].rstrip(".")], left.start("weekday")
        if right["day"] and not right["year"]:
            stop = right.start("day_gap")
    elif low.endswith(" of ", 0, start) and (ordinal := _ORDINAL_LEFT.search(low, max(0, start - 30), start)):
        day, begin = _ORDINALS[ordinal["day"]], ordinal.start("day")
        if right["day"] and not right["year"]:
            stop = right.start("day_gap")
    elif right["day"] and 1 <= int(right["day"]) <= 31:
        day = int(right["day"])
        day_to = int(right["day_to"]) if right["day_to"] else None
        before = _WEEKDAY_LEFT.search(low, max(0, start - 14), start)
        if before:
            weekday, begin = WEEKDAYS[before["weekday"].rstrip(".")], before.start()
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
    raw = Raw(begin, stop, year, month, day, day_to=day_to, weekday=weekday)
    if day_to is not None and day is not None and not day < day_to <= 31:
        raw = replace(raw, day_to=None)
    if right["month_to"]:
        raw = replace(raw, month_to=MONTHS[right["month_to"].rstrip(".")])
    if right["which"]:
        which = re.sub(r" +", " ", right["which"])
        raw = replace(raw, year_shift=SHIFT[which], year_of="" if which in ("this", "last") else "previous")
    elif year is None:
        recent = _RECENT_LEFT.search(low, max(0, start - 12), start)
        if recent and recent["which"] == "next":
            return
        if recent and day is None:
            raw = replace(raw, start=recent.start(), recent=recent["which"] == "last")
    if low[start:end] in FOREIGN_MONTHS and year is None and (left is None or low[start:end] == "mars"):
        return
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
        return word != "mar" and low.endswith("in ", 0, start)
    if word in ("may", "march", "april", "june", "august"):
        return bool(MONTH_CUE.search(low, max(0, start - 12), start)) and not text[end : end + 2].strip()[:1].isupper()
    return True


def _with_part(low: str, raw: Raw) -> Raw:
    if raw.day is not None:
        return raw
    left = _PART_LEFT.search(low, max(0, raw.start - 32), raw.start)
    if left is None:
        months = _MONTHS_OF.search(low, max(0, raw.start - 34), raw.start)
        if months and raw.year and raw.month is None:
            return replace(raw, start=months.start(), month=1, month_to=min(12, counted_as(months["n"])))
        return raw
    part: Part
    if left["ordinal"]:
        if raw.month is not None or left["months"]:
            if left["months"] and left["ordinal"] == "first" and left["months"] in COUNTS and raw.month is None:
                return replace(raw, start=left.start(), month=1, month_to=min(12, COUNTS[left["months"]]))
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


def by_season(low: str, start: int, end: int) -> Iterator[Raw]:
    """The date around the name of a season at ``start:end``."""
    season = SEASONS[low[start:end]]
    right = _SEASON.match(low, end)
    if right is not None and right["year"]:
        yield Raw(start, right.end(), fixed=f"{right['year']}-{season}")
    elif right is not None:
        which = re.sub(r" +", " ", right["which"])
        shift = SHIFT[which]
        yield Raw(start, right.end(), anchor="published" if which in ("this", "last") else "previous",
                   resolve=lambda at: f"{at.year + shift:04d}-{season}")  # fmt: skip
    elif season != 23 or low[start:end] == "autumn":
        before = _SEASON_RECENT.search(low, max(0, start - 6), start)
        if before:
            last = before["which"] == "last"
            month = {21: 3, 22: 6, 23: 9, 24: 12}[season]

            def resolve(at: Point) -> str | None:
                if at.month is None:
                    return None
                return f"{at.year - (last and month + 2 >= at.month):04d}-{season}"

            yield Raw(before.start(), end, anchor="published", resolve=resolve)


def by_figures(text: str, low: str, start: int) -> Iterator[Raw]:
    """The date that begins with the figure at ``start``: 16.02.2021, 1976-77, the 1990s, a year."""
    before = text[start - 1] if start else " "
    glued = before in "./-–" and start > 1 and text[start - 2].isalnum()
    if before.isalnum() or before in "_$€£#@&=" or (glued and not _MID_LEFT.search(low, max(0, start - 6), start)):
        return
    match = _NUMERIC.match(low, start)
    if match is not None:
        raw: Raw | None
        if match["iso"]:
            raw = Raw(start, match.end(), int(match["y"]), int(match["m"]), int(match["d"]))
        else:
            raw = _unmistakable(low, match)
        if raw is not None and is_valid(raw.year, raw.month, raw.day):
            yield raw
        return
    match = _GLUED.match(low, start)
    if match is not None:
        year = full_year(match["year"] if len(match["year"]) == 4 else "'" + match["year"])
        if is_valid(year, MONTHS[match["month"]], int(match["day"])):
            yield Raw(start, match.end(), year, MONTHS[match["month"]], int(match["day"]))
        return
    match = _YEARS.match(low, start)
    if match is None:
        return
    if match["decade"]:
        yield from _decade(low, start, match)
    elif match["short"]:
        year = full_year("'" + match["short"])
        if low[start - 1] in "'’" and (_YEAR_CUE.search(low, max(0, start - 10), start - 1)):
            yield Raw(start - 1, match.end(), year)
    elif match["first"]:
        yield from _year_range(low, start, match)
    elif _is_year(low, start, match.end()):
        told = _with_part(low, Raw(start, match.end(), int(match["year"])))
        about = _ABOUT.search(low, max(0, start - 16), start)
        yield replace(told, start=about.start(), about=True) if about else told


def _unmistakable(low: str, match: re.Match[str]) -> Raw | None:
    """Day and month in figures where their order cannot be mistaken; with full stops the day comes first.

    A weekday beside them ("Saturday (5/12/2020)") can settle the order too.
    """
    a, b = int(match["a"]), int(match["b"])
    begin, end = match.span()
    before = _WEEKDAY_BESIDE.search(low, max(0, begin - 14), begin)
    if before:
        end += "(" in before.group() and low[end : end + 1] == ")"
        begin = before.start()
    if len(match["year"]) == 2 and match["sep"] == "-":
        return None
    year = full_year(match["year"] if len(match["year"]) == 4 else "'" + match["year"])
    if match["sep"] == "." or a > 12 or a == b:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    elif year and before:
        weekday = WEEKDAYS[before["weekday"].rstrip(".")]
        orders = [(d, m) for d, m in ((a, b), (b, a)) if m and d and date(year, m, d).weekday() == weekday]
        if len(orders) != 1:
            return None
        day, month = orders[0]
    else:
        return None
    return Raw(begin, end, year, month, day)


def _decade(low: str, start: int, match: re.Match[str]) -> Iterator[Raw]:
    digits = match["decade_year"].lstrip("'’")
    if len(digits) == 2 and not re.search(
        r"\bthe +(?:(?:early|mid|late)[\s-]+)?['’]?\Z", low[max(0, start - 14) : start]
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
    yield Raw(begin, match.end(), fixed=fixed)


def _year_range(low: str, start: int, match: re.Match[str]) -> Iterator[Raw]:
    first, last = int(match["first"]), match["last"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < second <= first + 60 or _COUNTED_AFTER.match(low, match.end()):
        return
    if len(last) == 2 and int(last) <= 12 and not _YEAR_CUE.search(low, max(0, start - 12), start):
        return  # 2003-04 may be April 2003
    yield Raw(start, match.end(), fixed=f"{first}/{second}")


def _is_year(low: str, start: int, end: int) -> bool:
    """A bare figure is a year only where something says so."""
    if _COUNTED_AFTER.match(low, end) or low[end : end + 1].isalnum():
        return False
    if _LINE_YEAR.search(low, max(0, start - 8), start):
        return bool(regex(r" *[:–—-]").match(low, end))
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


_LIST_LEFT = regex(r"(?:19|20)\d\d\)?(?:, +(?:and +)?| +and +| +or +| +to +)\Z")


def _in_list(low: str, start: int) -> bool:
    """The later members of "in 2001, 2002 and 2003"."""
    left = _LIST_LEFT.search(low, max(0, start - 12), start)
    if left is None:
        return False
    if _YEAR_CUE.search(low, max(0, left.start() - 12), left.start()):
        return True
    return _in_list(low, left.start()) or bool(
        re.search(rf"{_MONTH} +\Z", low[max(0, left.start() - 12) : left.start()])
    )
