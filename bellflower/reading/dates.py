"""Publication dates as documents write them, turned into EDTF. What is not unmistakable is no date."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence

from bellflower.patterns import regex

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_A_YEAR = regex(_YEAR)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    rf"{_YEAR}-(?P<monthnumber>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d.*)?",
    rf"{_YEAR}-(?P<monthnumber>\d\d)",
    rf"{_MONTH},? {_DAY},? {_YEAR}",
    rf"{_DAY}\.? (?:of )?{_MONTH},? {_YEAR}",
    rf"{_MONTH},? {_YEAR}",
    rf"{_YEAR}\s?[年년]\s?(?P<monthnumber>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
)
_PATTERNS = tuple(regex(form, re.IGNORECASE) for form in _FORMS)
_DATE = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK = r"(?:,?(?: at| -| \||,)? \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?"
_LABEL = r"(?:(?:first )?published(?: on| at)?|posted(?: on)?|date|released?)\s*:?\s*"
_DATELINES = tuple(
    regex(form, re.IGNORECASE)
    for form in (
        rf"(?:{_LABEL})?{_WEEKDAY}(?P<date>{_DATE}){_CLOCK}",
        rf"by:? [^|\d]{{2,80}}?(?: ?[|•·–—,-] ?| on ){_WEEKDAY}(?P<date>{_DATE}){_CLOCK}",
        rf"(?-i:[A-Z][A-Z .'-]+), {_WEEKDAY}(?P<date>{_DATE}) ?(?:\([^)]{{2,40}}\))? ?(?:--|[—–-]) .*",
    )
)
_CAPITALS = regex(r"\s*[A-Z][A-Z\s.'-]+,")
_LONG = 400  # characters
_FIRST_LINES = 12  # a dateline stands in the head of a report; a date further down is part of what it tells


def calendar_date(parts: Sequence[int]) -> str | None:
    """``(2017, 8, 21)`` as EDTF ``2017-08-21``; one or two parts give a year or a month; ``None`` if there is none."""
    try:
        datetime.date(*(*parts, 1, 1)[:3])
    except (ValueError, TypeError):
        return None
    if not 1 <= len(parts) <= 3:
        return None
    year, *rest = parts
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def written_date(text: str) -> str | None:
    """A whole string that is a date ("August 21, 2017", "3 May 2019", "2017-08-21T10:00Z") as EDTF, else ``None``.

    Dates in figures alone that two countries would read differently (3/5/2019) are ``None``.
    """
    text = " ".join(text.split())
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        found = match.groupdict()
        month = found.get("monthnumber") or _MONTHS[found["month"].lower()]
        parts = [int(found["year"]), int(month)] + ([int(found["day"])] if found.get("day") else [])
        return calendar_date(parts)
    return None


def dateline(text: str) -> str | None:
    """The publication date in the head of a text, where a line is unmistakably a dateline; else ``None``."""
    lines = (line for line in text[:4000].split("\n") if line and not line.isspace())
    for line in itertools.islice(lines, _FIRST_LINES):
        # A paragraph is a dateline only where it opens with a place in capitals.
        if not _A_YEAR.search(line) or (len(line) > _LONG and not _CAPITALS.match(line)):
            continue
        line = " ".join(line.split())
        for pattern in _DATELINES:
            match = pattern.fullmatch(line)
            if match:
                return written_date(match.group("date"))
    return None
