"""Uncertain dates as spans of days: what EDTF says, and no more."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from time import struct_time
from typing import Literal

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?\Z")
_LOOSE = re.compile(r"[~?%]")

Precision = Literal["day", "month", "year", "longer"]


@dataclass(frozen=True, order=True)
class Span:
    """Days from ``start`` to ``end``, both included; an open end is ``date.min`` or ``date.max``."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days the span covers."""
        return (self.end - self.start).days + 1

    @property
    def precision(self) -> Precision:
        """The finest unit that holds the whole span."""
        if self.days <= 1:
            return "day"
        return "month" if self.days <= 31 else "year" if self.days <= 366 else "longer"

    def gap(self, other: Span) -> int:
        """Days between the spans; 0 where they touch or overlap."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)

    def overlaps(self, other: Span) -> bool:
        """Whether a day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def widened(self, days: int) -> Span:
        """The span with so many days more at either closed end."""
        start = self.start if (self.start - date.min).days < days else self.start - timedelta(days)
        end = self.end if (date.max - self.end).days < days else self.end + timedelta(days)
        return Span(start, end)


@lru_cache(maxsize=65536)
def span(edtf: str) -> Span | None:
    """The days an EDTF (level 1) date may mean, or ``None`` where it is not one.

    ``~``, ``?`` and ``%`` widen it by one unit of the date's own precision on either side: a choice of ours, since EDTF
    leaves it open, the package's strict bounds ignore the mark, and its fuzzy ones take a year even for a day.
    """
    if match := _PLAIN.match(edtf.strip()):
        return _plain(*match.groups())
    ends = [_plain(*match.groups()) for match in map(_PLAIN.match, edtf.split("/")) if match]
    if len(ends) == 2 and edtf.count("/") == 1 and ends[0] and ends[1]:
        return Span(ends[0].start, ends[1].end) if ends[0].start <= ends[1].end else None
    import edtf as parser  # a tenth of a second, and few dates need it

    try:
        parsed = parser.parse_edtf(edtf)
    except (parser.EDTFParseException, ValueError):
        return None
    start, end = _day(parsed.lower_strict(), date.min), _day(parsed.upper_strict(), date.max)
    if start > end:
        return None
    return Span(start, end).widened(max((_unit(piece) for piece in edtf.split("/") if _LOOSE.search(piece)), default=0))


def _unit(piece: str) -> int:
    return {0: 366, 1: 31}.get(piece.strip("-").count("-"), 1)


def _plain(year: str, month: str | None, day: str | None) -> Span | None:
    try:
        if month is None:
            return Span(date(int(year), 1, 1), date(int(year), 12, 31))
        if day is None:
            last = calendar.monthrange(int(year), int(month))[1]
            return Span(date(int(year), int(month), 1), date(int(year), int(month), last))
        exact = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Span(exact, exact)


def _day(moment: object, open_end: date) -> date:
    """The package answers with a ``struct_time``, or with an infinity for an open end."""
    if isinstance(moment, float):
        return open_end
    assert isinstance(moment, struct_time)
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
