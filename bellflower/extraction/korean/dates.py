"""Dates in Korean to EDTF: absolute, of the day alone (지난 3일), and by their distance (지난달, 작년, 같은 해)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bellflower.extraction.dates.dates import DateSpan, resolve_dates
from bellflower.extraction.dates.dating import Part, Point, Raw, is_valid, last_weekday, shifted, to_edtf
from bellflower.extraction.korean.numbers import NATIVE, NUMBER, value_of
from bellflower.patterns import regex

_SEASONS = {"봄": 21, "여름": 22, "가을": 23, "겨울": 24}
_PARTS: dict[str, Part] = {
    "초": "early", "초순": "early", "중순": "mid", "중반": "mid", "말": "late", "하순": "late", "초반": "early",
    "후반": "late", "상반기": "half1", "하반기": "half2", "1분기": "q1", "2분기": "q2", "3분기": "q3", "4분기": "q4",
}  # fmt: skip
_PART = rf"(?:\s?(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?![가-힣]*(?:에게|엽|레)))?"
_YEARS_AWAY = {
    "올해": 0,
    "금년": 0,
    "올": 0,
    "지난해": -1,
    "작년": -1,
    "전년": -1,
    "재작년": -2,
    "지지난해": -2,
    "내년": 1,
}
_DAYS_AWAY = {"오늘": 0, "이날": 0, "어제": -1, "전날": -1, "그제": -2, "그저께": -2, "엊그제": -2, "내일": 1}
_WEEKDAYS = {name: number for number, name in enumerate("월화수목금토일")}
_YEAR = (
    r"(?:(?P<year>(?:1[89]|20)\d\d)\s?년|(?<![\d.])'?(?P<short>[04-9]\d)\s?년(?!\s?(?:간|동안|전|만|넘|이상|여"
    r"|형|째|대|생))"
    r"|(?P<same>같은\s?해|그해|그\s해|이듬해|당해)|(?P<away>지난해|작년|올해|금년|재작년|내년|전년"
    r"|(?<![가-힣])올(?=\s\d)))"
)
_MONTH = r"(?P<month>1[0-2]|0?[1-9])\s?월(?!\s?(?:간|요일))"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])\s?일(?!\s?(?:간|동안|만|째|당|정|본|부로|\d|이상|내|여))"
_FULL = regex(rf"{_YEAR}\s?{_MONTH}(?:\s?{_DAY})?{_PART}")
_RANGE = regex(
    rf"(?:{_YEAR}\s?)?(?P<month>1[0-2]|0?[1-9])\s?월?\s?(?:~|∼|-|–|에서|부터)\s?(?P<month_to>1[0-2]"
    rf"|0?[1-9])\s?월(?!\s?\d)"
)
_YEARS = regex(
    r"(?P<low>(?:1[89]|20)\d\d)\s?년?\s?(?:~|∼|–|-|부터|에서)\s?(?P<high>(?:1[89]|20)\d\d)\s?년(?:까지|\s?사이)?"
)
_SINCE = regex(r"(?P<low>(?:1[89]|20)\d\d)\s?년\s?(?:이후|이래|부터 (?:지금|현재|최근)까지)")
_YEAR_ALONE = regex(rf"{_YEAR}{_PART}(?:\s?(?P<season>봄|여름|가을|겨울)(?![가-힣]*방학))?")
_THIS_YEAR = regex(r"(?<![가-힣])올해?\s?(?:들어|상반기|하반기)|금년 들어|(?<![가-힣])올 (?P<season>봄|여름|가을|겨울)")
_DECADE = regex(r"(?:(?P<century>1[89]|20)?(?P<tens>\d)0)\s?년대(?:\s?(?P<part>초반|초|중반|중엽|후반|말엽|말))?")
_MONTH_DAY = regex(rf"(?P<recent>지난|이달)?\s?(?<!\d){_MONTH}\s?{_DAY}")
_MONTH_ALONE = regex(rf"(?P<recent>지난|오는|다음\s?해|내달)?\s?(?<!\d){_MONTH}(?!\s?\d+\s?일){_PART}")
_DAY_ALONE = regex(
    rf"(?P<recent>지난|이달|지난달|오는|같은 달|그달)?\s?(?<![\d.월년])(?<!월\s){_DAY}(?=[\s,)에부까은의·]|\(|$)"
)
_LAST_MONTH = regex(rf"(?<![가-힣])(?P<which>지난달|지난\s달|전달|이달|이번\s?달){_PART}(?!\s?\d)")
_WEEK = regex(r"(?<![가-힣])(?P<which>지난주|지난\s주|이번\s?주)(?:\s(?P<weekday>[월화수목금토일])요일)?")
_WEEKDAY = regex(r"(?<![가-힣])(?:지난\s)?(?P<weekday>[월화수목금토일])요일")
_DAY_WORD = regex(rf"(?<![가-힣])(?P<word>{'|'.join(_DAYS_AWAY)})(?![가-힣]*하)(?=[\s,.]|[은는에의도부까]|$)")
_AGO = regex(
    rf"(?P<number>{NUMBER}|{'|'.join(NATIVE)}|사흘|나흘|이틀|하루|열흘|보름)\s?"
    r"(?:(?P<unit>년|해|개월|달|주일?|일)\s?)?(?P<way>전(?!체|부|국)|뒤|후)(?=[\s,에인의쯤까부]|$)"
)
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "열흘": 10, "보름": 15}
_UNITS = {"년": "year", "해": "year", "개월": "month", "달": "month", "주": "week", "주일": "week", "일": "day"}


def find_dates(text: str, published: str | None) -> tuple[DateSpan, ...]:
    """All dates of ``text`` in order. ``published`` is EDTF; relative dates finer than it are left out."""
    return resolve_dates(text, _chosen(_candidates(text)), published)


def _chosen(candidates: Iterator[Raw]) -> list[Raw]:
    """Where readings overlap, the one that begins first, and the longer of two."""
    out: list[Raw] = []
    for raw in sorted(candidates, key=lambda raw: (raw.start, -raw.end)):
        if not out or raw.start >= out[-1].end:
            out.append(raw)
    return out


def _candidates(text: str) -> Iterator[Raw]:
    yield from _years(text)
    for match in _RANGE.finditer(text):
        yield replace(
            _with_year(match), month=int(match["month"]), month_to=int(match["month_to"]), recent=not _has_year(match)
        )
    for match in _FULL.finditer(text):
        day = int(match["day"]) if match["day"] else None
        yield replace(_with_year(match), month=int(match["month"]), day=day, part=_part(match))
    for match in _YEAR_ALONE.finditer(text):
        if match["away"] == "올":
            continue
        raw = replace(_with_year(match), part=_part(match))
        yield _in_season(raw, match["season"]) if match["season"] else raw
    for match in _MONTH_DAY.finditer(text):
        if is_valid(None, int(match["month"]), int(match["day"])):
            start, end = match.start() if match["recent"] else match.start("month"), match.end()
            yield Raw(start, end, month=int(match["month"]), day=int(match["day"]))
    for match in _MONTH_ALONE.finditer(text):
        if match["recent"] not in (None, "지난"):
            continue
        recent = bool(match["recent"])
        start = match.start() if recent else match.start("month")
        yield Raw(start, match.end(), month=int(match["month"]), part=_part(match), recent=recent)
    yield from _relative(text)


def _years(text: str) -> Iterator[Raw]:
    for match in _YEARS.finditer(text):
        if int(match["low"]) < int(match["high"]):
            yield Raw(match.start(), match.end(), fixed=f"{match['low']}/{match['high']}")
    for match in _SINCE.finditer(text):
        low = int(match["low"])
        yield Raw(match.start(), match.end(), anchor="published", resolve=partial(_since, low=low))
    for match in _DECADE.finditer(text):
        century = match["century"] or ("20" if match["tens"] in "01" else "19")
        decade = int(century + match["tens"] + "0")
        first, last = {"초": (0, 3), "중": (4, 6), "후": (7, 9), "말": (7, 9)}.get((match["part"] or " ")[0], (0, 9))
        about = f"{decade + first}/{decade + last}~"
        yield Raw(match.start(), match.end(), fixed=about if match["part"] else f"{decade // 10}X")
    for match in _THIS_YEAR.finditer(text):
        part: Part = (
            "half1" if match.group().endswith("상반기") else "half2" if match.group().endswith("하반기") else ""
        )
        raw = Raw(match.start(), match.end(), anchor="published",
                  resolve=partial(shifted, unit="year", by=0, part=part))  # fmt: skip
        yield _in_season(replace(raw, year_shift=0), match["season"]) if match["season"] else raw


def _in_season(raw: Raw, season: str) -> Raw:
    """The season of the year that ``raw`` names."""
    number = _SEASONS[season]
    if raw.year is not None:
        return replace(raw, fixed=f"{raw.year}-{number}")
    shift = raw.year_shift or 0
    return replace(raw, year_shift=None, resolve=lambda at: f"{at.year + shift}-{number}")


def _since(at: Point, low: int) -> str | None:
    return f"{low}/{at.year}" if low < at.year else None


def _relative(text: str) -> Iterator[Raw]:
    for match in _DAY_ALONE.finditer(text):
        day, which = int(match["day"]), match["recent"]
        shift = -1 if which == "지난달" else 0
        start = match.start() if which else match.start("day")
        if which == "오는":
            continue
        told = which in ("같은 달", "그달")
        yield Raw(start, match.end(), anchor="previous" if told else "published",
                  resolve=partial(_day_of, day=day, shift=shift, told=told))  # fmt: skip
    for match in _LAST_MONTH.finditer(text):
        shift, part = (0 if match["which"].startswith("이") else -1), _part(match)
        yield Raw(match.start(), match.end(), anchor="published",
                  resolve=partial(shifted, unit="month", by=shift, part=part))  # fmt: skip
    for match in _WEEK.finditer(text):
        shift = 0 if match["which"].startswith("이번") else -1
        weekday = _WEEKDAYS.get(match["weekday"] or "")
        yield Raw(match.start(), match.end(), anchor="published",
                  resolve=partial(_day_of_week, shift=shift, weekday=weekday))  # fmt: skip
    for match in _WEEKDAY.finditer(text):
        weekday = _WEEKDAYS[match["weekday"]]
        yield Raw(match.start(), match.end(), anchor="published",
                  resolve=partial(last_weekday, weekday=weekday, strict=False))  # fmt: skip
    for match in _DAY_WORD.finditer(text):
        shift = _DAYS_AWAY[match["word"]]
        told = match["word"] in ("이날", "전날")
        yield Raw(match.start(), match.end(), anchor="previous" if told else "published", either=told,
                  resolve=partial(shifted, unit="day", by=shift))  # fmt: skip
    for match in _AGO.finditer(text):
        yield from _ago(match)


def _ago(match: re.Match[str]) -> Iterator[Raw]:
    word = match["number"]
    if word in _DAYS:
        number, unit = _DAYS[word], "day"
    elif match["unit"] and (value := value_of(word)) is not None and value == int(value):
        number, unit = int(value), _UNITS[match["unit"]]
    else:
        return
    before = match["way"] == "전"
    shift = -number if before else number
    yield Raw(match.start(), match.end(), anchor="published" if before else "previous", either=before,
              resolve=lambda at: shifted(at, unit, shift, counted=True))  # fmt: skip


def _day_of(at: Point, day: int, shift: int, told: bool) -> str | None:
    """The latest such day of a month up to the anchor; of the month before where that is said."""
    if at.month is None:
        return None
    back = shift if told or shift else -(at.day is not None and day > at.day)
    months = at.year * 12 + at.month - 1 + back
    return to_edtf(Raw(0, 0, months // 12, months % 12 + 1, day))


def _day_of_week(at: Point, shift: int, weekday: int | None) -> str | None:
    day = at.date()
    if weekday is None or day is None:
        return shifted(at, "week", shift)
    return (day - timedelta(day.weekday()) + timedelta(7 * shift + weekday)).isoformat()


def _has_year(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("year", "short", "same", "away"))


def _with_year(match: re.Match[str]) -> Raw:
    """The year that a match names, as written or counted from the publication or from the date before."""
    raw = Raw(match.start(), match.end())
    if match["year"]:
        return replace(raw, year=int(match["year"]))
    if match["short"]:
        return replace(raw, year=int(match["short"]) + (1900 if int(match["short"]) >= 40 else 2000))
    if match["same"]:
        return replace(raw, year_shift=1 if match["same"] == "이듬해" else 0, year_of="previous", anchor="previous")
    if match["away"]:
        return replace(raw, year_shift=_YEARS_AWAY[match["away"]], anchor="published")
    return raw


def _part(match: re.Match[str]) -> Part:
    return _PARTS.get(match["part"] or "", "")
