"""Days without a month, and days and stretches that go by a name: "on the 19th", "New Year's Eve", "at the weekend"."""

from __future__ import annotations

from collections.abc import Iterator

from bellflower.extraction.dates.dating import Raw, shifted
from bellflower.patterns import regex

_HOLIDAYS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year’s eve": (12, 31), "new year’s day": (1, 1),
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
}  # fmt: skip
_BEFORE_LAST = {"weekend before last": "weekend", "week before last": "week", "month before last": "month"}
#: Words at which :func:`by_name` is worth asking.
NAMES = (*_HOLIDAYS, "weekend", "fortnight ago", "half a year ago", *_BEFORE_LAST)

_YEAR_AFTER = regex(r",? +(?:of +)?(?P<year>(?:19|20)\d\d)\b")
_AT_WEEKEND = regex(r"\b(?:(?:over|at|during|on) +the(?: +past)?|this +past) +\Z")
_DAY = regex(r"(?P<day>\d{1,2})(?:st|nd|rd|th)\b")
_DAY_LEFT = regex(r"\b(?:on|by|since|until|till|before|after|from|evening of|night of|morning of) +the +\Z")
_DAY_RIGHT = regex(
    r" *(?:[.,;:)\"]|\Z)| +(?:and|when|while|after|before|at|in|from|by|as|to|with|but|it|he|she|they|the|an?|two|"
    r"three|police|customs|officers|agents|soldiers|of +(?:this|that|the +same) +month)\b"
)


def by_name(low: str, start: int, end: int) -> Iterator[Raw]:
    """The date that the name at ``start:end`` of the lowered text stands for."""
    name = low[start:end]
    if name in _HOLIDAYS:
        month, day = _HOLIDAYS[name]
        year = _YEAR_AFTER.match(low, end)
        yield Raw(start, year.end() if year else end, int(year["year"]) if year else None, month, day)
    elif name == "weekend":
        if _AT_WEEKEND.search(low, max(0, start - 18), start) and _DAY_RIGHT.match(low, end):
            yield Raw(start - len("the "), end, anchor="published", resolve=lambda at: shifted(at, "weekend", 0))
    elif name in _BEFORE_LAST and low.endswith("the ", 0, start):
        unit = _BEFORE_LAST[name]
        yield Raw(start - len("the "), end, anchor="published", resolve=lambda at: shifted(at, unit, -2))
    elif name == "fortnight ago" and low.endswith("a ", 0, start):
        yield Raw(start - 2, end, anchor="published", resolve=lambda at: shifted(at, "week", -2, counted=True))
    elif name == "half a year ago":
        yield Raw(start, end, anchor="published", resolve=lambda at: shifted(at, "month", -6))


def by_day(low: str, start: int) -> Iterator[Raw]:
    """The day of a month that is not named, at the figure at ``start``: "on the 19th"."""
    match = _DAY.match(low, start)
    if match is None or not _DAY_LEFT.search(low, max(0, start - 20), start) or not _DAY_RIGHT.match(low, match.end()):
        return
    yield Raw(start, match.end(), day=int(match["day"]))
