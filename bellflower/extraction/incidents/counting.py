"""The day of a catch counted back from what came after it: "freed on Friday, three weeks after customs found"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.dates.dates import DateSpan, exchange_date
from bellflower.extraction.dates.dating import COUNT, Point, counted_as, shifted
from bellflower.extraction.lexicon import Hit
from bellflower.patterns import regex

_AFTER = cued(
    rf"\b(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? after "
    r"(?!that\b|being\b|he\b|she\b|(?!finding|discovering|seizing)[a-z]+ing\b)",
    re.I,
)
_ABOUT = r"(?:just |only |some |about |around |almost |nearly |barely |more than |less than )?"
_FROM_THERE, _OPENS = regex(rf",? {_ABOUT}"), regex(rf"\W*{_ABOUT}", re.I)
_HALF_A_WEEK = 3  # days
_REACH = 40  # characters from the day to the words that count from it
_MEASURES = frozenset({"mass", "volume", "count"})


def counted_back(note: Annotation, start: int, end: int, acts: Sequence[Hit]) -> DateSpan | None:
    """The date of the acts told behind "three weeks after", or ``None`` where no day is told to count from.

    A load caught on that day itself keeps it: nothing is counted back where one is measured before these words.
    """
    words = note.search(_AFTER, start, end)
    if words is None:
        return None
    stop = _first_comma(note, words.end(), end)
    behind = [act for act in acts if words.end() <= act.start < stop]
    if not any(act.form != "noun" or note.text.startswith(" of ", act.end) for act in behind):
        return None  # "two days after the raid, police found"
    if any(getattr(act.entry, "kind", "") == "expulsion" for act in acts if act.end <= words.start()):
        return None  # who is sent home has the day of that
    if within(note.dates, words.end(), stop):
        return None  # the act has a date of its own
    if any(q.dimension in _MEASURES for q in within(note.quantities, start, words.start())):
        return None
    base = _day_before(note, words.start())
    if base is None and _OPENS.fullmatch(note.text, start, words.start()):
        base = _day_behind(note, stop, end)
    if base is None:
        return None
    edtf = _counted(base.edtf, words["unit"].lower(), counted_as(words["count"].lower()))
    if edtf is None:
        return None
    if "/" in edtf:
        fitting = [d for d in note.dates if d.edtf.count("-") == 2 and "/" not in d.edtf and _lies_in(d.edtf, edtf)]
        if len({d.edtf for d in fitting}) == 1 and not note.in_dateline(fitting[0]):
            return fitting[0]  # the day itself is told elsewhere
        edtf = _month_of(edtf)
    start, end = min(base.start, words.start()), max(base.end, words.end())
    return DateSpan(start=start, end=end, edtf=edtf, relative=True, anchor="previous")


def _counted(base: str, unit: str, count: int) -> str | None:
    """So many units before ``base``, no finer than they are meant: weeks give a stretch of one."""
    exact = exchange_date(base)
    if exact is None or "/" in exact:
        return None
    edtf = shifted(Point(*map(int, exact.split("-"))), unit, -count, counted=True)
    if edtf is None or unit in ("day", "month"):
        return edtf
    if unit == "year":
        return edtf + "~"  # not told of the whole year, as a sum is
    day = date.fromisoformat(edtf.rstrip("~"))
    first, last = ((day + timedelta(by)).isoformat() for by in (-_HALF_A_WEEK, _HALF_A_WEEK))
    return f"{first}~/{last}~"


def _month_of(stretch: str) -> str:
    """The month of a stretch that lies in one."""
    first, _, last = stretch.partition("/")
    return first[:7] if first[:7] == last[:7] else stretch


def _lies_in(day: str, stretch: str) -> bool:
    first, _, last = stretch.replace("~", "").partition("/")
    return first <= day <= last


def _first_comma(note: Annotation, start: int, end: int) -> int:
    comma = note.text.find(", ", start, end)
    return comma if comma >= 0 else end


def _day_before(note: Annotation, at: int) -> DateSpan | None:
    """The day right before: "on Friday, three weeks after"."""
    told = within(note.dates, at - _REACH, at)
    return told[-1] if told and _FROM_THERE.fullmatch(note.text, told[-1].end, at) else None


def _day_behind(note: Annotation, comma: int, end: int) -> DateSpan | None:
    """The day of the main clause where these words open the sentence."""
    told = within(note.dates, comma, end)
    return told[0] if len(told) == 1 else None
