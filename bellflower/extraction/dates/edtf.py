"""The few EDTF level-1 forms that Bellflower writes, read back quickly: their bounds and their plain projection.

The ``edtf`` library stays the witness (tests compare with it); it isn't imported here because it costs 0.15 s at start.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

from bellflower.patterns import regex

_FORM = regex(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?\Z")
_DECADE = regex(r"(\d{3})X[~?%]?\Z")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}  # as the edtf library has them


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date, date] | None:
    """The first and the last day a date allows; ``~`` and ``?`` widen nothing. ``None`` for an open or unknown form."""
    first, slash, last = edtf.partition("/")
    lower = _side(first)
    upper = _side(last) if slash else lower
    if lower is None or upper is None or lower[0] > upper[1]:
        return None
    return lower[0], upper[1]


def _side(text: str) -> tuple[date, date] | None:
    decade = _DECADE.match(text)
    if decade:
        year = int(decade[1]) * 10
        return (date(year, 1, 1), date(year + 9, 12, 31)) if year else None
    match = _FORM.match(text)
    if match is None or match[1] == "0000":
        return None
    year, month, day = int(match[1]), match[2] and int(match[2]), match[3] and int(match[3])
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if month in _SEASON_MONTHS and not day:
            first, last = _SEASON_MONTHS[month]
            return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        if day:
            return date(year, month, day), date(year, month, day)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


@lru_cache(maxsize=4096)
def exchange_date(edtf: str) -> str | None:
    """``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``A/B``; ``~`` and ``?`` dropped. ``None`` where no such form says it.

    An interval with both ends approximate is one vague stretch ("late 1997") and becomes the year or month that both
    share; a season becomes its year, a decade ten years.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _plain(first)
    if last[-1:] == "~" == first[-1:]:
        shared = [a for a, b in zip(first[:-1].split("-"), last[:-1].split("-"), strict=False) if a == b]
        if shared and first.startswith(shared[0]):
            prefix = "-".join(shared[: 1 if len(shared) < 2 or not last.startswith("-".join(shared[:2])) else 2])
            return _plain(prefix)
    lower, upper = _plain(first), _plain(last)
    if lower is None or upper is None:
        return None
    lower, upper = lower.partition("/")[0], upper.rpartition("/")[2]
    return f"{lower}/{upper}"


def _plain(text: str) -> str | None:
    decade = _DECADE.match(text)
    if decade:
        return f"{decade[1]}0/{decade[1]}9"
    match = _FORM.match(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if month and int(month) > 12:
        return year if int(month) in _SEASON_MONTHS else None
    return "-".join(filter(None, (year, month, day)))
