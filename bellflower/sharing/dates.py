"""Dates for readers and for spreadsheets: an EDTF string in words, as bounds and as a precision.

The grammar is EDTF level 1 with sets (ISO 8601-2:2019).
"""

from __future__ import annotations

import re
from datetime import date

from bellflower.reconciliation.intervals import span

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DOUBT = str.maketrans("", "", "~?%")
_SET = re.compile(r"[\[{](.+)[\]}]")


def bounds(text: str) -> tuple[str | None, str | None]:
    """The first and the last day (``YYYY-MM-DD``) of an EDTF date as it stands; ``None`` where open or unreadable.

    ``~``, ``?`` and ``%`` widen nothing here, since by how much is anybody's choice: read the bounds beside the date.
    """
    days = span(text.translate(_DOUBT))
    if days is None:
        return None, None
    first = None if days.start == date.min else days.start.isoformat()
    return first, None if days.end == date.max else days.end.isoformat()


def precision(text: str) -> str:
    """What an EDTF date settles: day, month, season, year, decade, century, range, set or (unreadable) unknown."""
    if "/" in text:
        return "range"
    if text[:1] in "[{":
        return "set"
    bare = text.rstrip("~?%")
    if _DAY.fullmatch(bare):
        return "day"
    if found := _MONTH.fullmatch(bare):
        return "season" if found[2] in SEASONS else "month"
    if re.fullmatch(r"\d{4}(-X[X\d]?(-X[X\d]?)?)?", bare):
        return "year"
    if re.fullmatch(r"\d{3}X", bare):
        return "decade"
    return (
        "century" if re.fullmatch(r"\d\dXX", bare) else "month" if re.fullmatch(r"\d{4}-\d\d-XX", bare) else "unknown"
    )


def in_words(text: str) -> str:
    """An EDTF date as an English reader would say it; what has no words here stays as it is.

    >>> in_words("2003-04-16"), in_words("1990/1993~"), in_words("../2004")
    ('16 April 2003', '1990 to about 1993', 'by 2004')
    """
    if "/" in text:
        lower, upper = text.split("/", 1)
        if lower in ("", ".."):
            return f"by {_single(upper)}" if upper not in ("", "..") else "at a time not stated"
        return f"from {_single(lower)} on" if upper in ("", "..") else f"{_single(lower)} to {_single(upper)}"
    if found := _SET.fullmatch(text):
        joint = " or " if text.startswith("[") else " and "
        return joint.join(_single(part.strip()).replace("..", " to ") for part in found[1].split(","))
    return _single(text)


def _single(text: str) -> str:
    bare = text.rstrip("~?%")
    doubt = {"~": "about ", "?": "possibly ", "%": "possibly about "}.get(text[len(bare) :], "")
    if found := _DAY.fullmatch(bare):
        year, month, day = found.groups()
        if 1 <= int(month) <= 12:
            return f"{doubt}{int(day)} {MONTHS[int(month) - 1]} {year}"
    if found := _MONTH.fullmatch(bare):
        year, month = found.groups()
        if name := SEASONS.get(month) or (MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else None):
            return f"{doubt}{name} {year}"
    if re.fullmatch(r"\d{3}X", bare):
        return f"{doubt}the {bare[:3]}0s"
    if re.fullmatch(r"\d{4}-XX(-XX)?", bare):
        return f"{doubt}{bare[:4]}"
    return f"{doubt}{bare}" if re.fullmatch(r"\d{4}", bare) else text
