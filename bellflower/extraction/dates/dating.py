"""A date as far as its words say it, the arithmetic of calendar dates, and how both become EDTF."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bellflower.patterns import regex

Anchor = Literal["text", "published", "previous"]
Part = Literal["", "early", "mid", "late", "start", "end", "half1", "half2", "q1", "q2", "q3", "q4"]


@dataclass(frozen=True)
class Raw:
    """A date as far as its words say it; ``resolve`` counts it from an anchor where they don't say all."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part = ""
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
    resolve: Callable[[Point], str | None] | None = None


@dataclass(frozen=True)
class Point:
    """An anchor: a date with the precision it has."""

    year: int
    month: int | None = None
    day: int | None = None

    def date(self) -> date | None:
        """The day, where it is known that finely."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
#: Months as cables and foreign papers write them: only beside a day or a year.
FOREIGN_MONTHS = {
    "ene": 1, "enero": 1, "janv": 1, "janvier": 1, "janeiro": 1, "januar": 1, "januari": 1, "fev": 2, "febrero": 2,
    "fevrier": 2, "février": 2, "fevereiro": 2, "februar": 2, "februari": 2, "mrt": 3, "mars": 3, "marzo": 3,
    "märz": 3, "maart": 3, "abr": 4, "abril": 4, "avr": 4, "avril": 4, "mai": 5, "maj": 5, "mayo": 5, "maio": 5,
    "juin": 6, "juni": 6, "junio": 6, "junho": 6, "juil": 7, "juillet": 7, "juli": 7, "julio": 7, "julho": 7,
    "agosto": 8, "août": 8, "aout": 8, "augusti": 8, "septiembre": 9, "septembre": 9, "setembro": 9, "okt": 10,
    "octubre": 10, "octobre": 10, "oktober": 10, "outubro": 10, "noviembre": 11, "novembre": 11, "novembro": 11,
    "dic": 12, "dez": 12, "diciembre": 12, "decembre": 12, "décembre": 12, "dezember": 12, "desember": 12,
    "dezembro": 12,
}  # fmt: skip
MONTHS |= FOREIGN_MONTHS
WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wed": 2, "thursday": 3, "thurs": 3,
    "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6,
}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
COUNTS = {word: number for number, word in enumerate(_COUNT_WORDS.split(), 1)} | {"a": 1, "an": 1}
COUNT = rf"(?:{'|'.join(sorted(COUNTS, key=len, reverse=True))}|\d{{1,2}})"
MONTH_CUE = regex(
    r"\b(?:in|of|since|until|till|by|from|during|between|and|to|through|before|after|early|late|mid|last|this|next|around|on)[\s-]+\Z"
)
SHIFT = {
    "this": 0,
    "last": -1,
    "next": 1,
    "that": 0,
    "the same": 0,
    "the following": 1,
    "the next": 1,
    "the previous": -1,
}


def shifted(at: Point, unit: str, by: int, part: Part = "", counted: bool = False) -> str | None:
    """An anchor moved by days, weeks, months, years; ``None`` where it isn't known that finely."""
    if unit == "night":
        unit = "day"
    if unit == "decade":
        unit, by = "year", 10 * by
    if unit == "year":
        return to_edtf(Raw(0, 0, at.year + by, part=part))
    if at.month is None:
        return None
    if unit == "month":
        months = at.year * 12 + at.month - 1 + by
        return to_edtf(Raw(0, 0, months // 12, months % 12 + 1, part=part))
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


def last_weekday(at: Point, weekday: int, strict: bool) -> str | None:
    """The latest such weekday up to the anchor; before it where ``strict``."""
    day = at.date()
    if day is None:
        return None
    back = (day.weekday() - weekday) % 7
    return (day - timedelta(back or (7 if strict else 0))).isoformat()


def weekday_of(at: Point, weekday: int, weeks: int) -> str | None:
    """That weekday in the anchor's week, or so many weeks on."""
    day = at.date()
    return (day + timedelta(weekday - day.weekday() + 7 * weeks)).isoformat() if day else None


def weekdays_between(at: Point, first: int, last: int) -> str | None:
    """The latest stretch from the weekday ``first`` to ``last`` up to the anchor."""
    end = last_weekday(at, last, strict=False)
    if end is None:
        return None
    return f"{(date.fromisoformat(end) - timedelta((last - first) % 7)).isoformat()}/{end}"


def named_day(at: Point, weekday: int, way: str) -> str | None:
    """The following, next, previous or same such weekday, seen from the anchor."""
    day = at.date()
    if day is None:
        return None
    if way in ("following", "next"):
        return (day + timedelta((weekday - day.weekday()) % 7 or 7)).isoformat()
    return (day - timedelta((day.weekday() - weekday) % 7 or (7 if way == "previous" else 0))).isoformat()


_YEAR_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 2), "end": (11, 12), "half1": (1, 6),
    "half2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
_MONTH_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 5), "end": (26, 31),
}  # fmt: skip


def to_edtf(raw: Raw) -> str | None:
    """EDTF of what the words say; ``None`` for a day that no calendar has or where the year is missing."""
    if raw.fixed is not None:
        return raw.fixed
    year, month, day = raw.year, raw.month, raw.day
    if year is None or not 1000 <= year <= 2999 or not is_valid(year, month, day):
        return None
    if month is None:
        if not raw.part:
            return f"{year}~" if raw.about else str(year)
        first, last = _YEAR_PARTS[raw.part]
        mark = "" if raw.part.startswith(("half", "q")) else "~"
        return f"{year}-{first:02d}{mark}/{year}-{last:02d}{mark}"
    if raw.month_to and day and raw.day_to:
        last_year = year + (raw.month_to < month)
        if not is_valid(last_year, raw.month_to, raw.day_to):
            return None
        return f"{year}-{month:02d}-{day:02d}/{last_year}-{raw.month_to:02d}-{raw.day_to:02d}"
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
    if raw.day_to and is_valid(year, month, raw.day_to):
        return f"{written}/{year}-{month:02d}-{raw.day_to:02d}"
    return written


def is_valid(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has such a day."""
    if month is None:
        return True
    return 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1])


def full_year(written: str | None) -> int | None:
    """1994, and '94: two figures are the last century from 40 on."""
    if not written:
        return None
    figures = written.lstrip("'’")
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (1900 if int(figures) >= 40 else 2000)


def counted_as(word: str) -> int:
    """How many a word or figure says."""
    return COUNTS.get(word) or int(word)
