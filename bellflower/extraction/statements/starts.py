"""When the making or growing of a good began: "the state began to grow poppies in August 1970"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bellflower.extraction.annotation import within
from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.modality import is_told
from bellflower.extraction.statements.scope import Passage
from bellflower.extraction.statements.trade import told
from bellflower.extraction.statements.words import Found, StatementWords, any_of, compiled, forms
from bellflower.packs import Good
from bellflower.patterns import regex
from bellflower.records import When

_REACH = 70  # characters between the beginning, what began and the good
_EARNEST = regex(r"\b(?:in earnest|on a (?:large|big|industrial|mass) scale|large-scale|nationwide)\b")
_NOT_SUBJECT = regex(r"\b(?:in|from|at|to|near|of|by|inside|across) (?:the )?$", re.I)
_BREAK = regex(r"[;:]|\. ")


def find_starts(passage: Passage, words: StatementWords) -> Iterator[Found]:
    """The date at which growing or making is said to have begun, and a second one where it began "in earnest"."""
    if not passage.has("start_verbs"):
        return
    dates = [date for date in within(passage.note.dates, passage.start, passage.end) if date.edtf]
    if not dates:
        return
    for match in compiled(forms(words.start_verbs)).finditer(passage.text):
        began = _what_began(passage, words, match.start(), match.end())
        if began is None or not is_told(told(passage, match.start(), match.end(), "past")):
            continue
        good, growing, start, end = began
        date = _date_of(passage, dates, match.end(), match.start())
        if date is None:
            continue
        subject = _subject(passage, words, good, growing)
        yield _found(passage, start, end, date, subject, "start of making or growing")
        later = next((one for one in dates if one.start > date.start), None)
        if later and _EARNEST.search(passage.text, date.end - passage.start, later.end - passage.start + 40):
            yield _found(passage, later.start - passage.start, end, later, subject, "start in earnest")
        return


def _what_began(passage: Passage, words: StatementWords, start: int, end: int) -> tuple[Hit, bool, int, int] | None:
    """The good, whether it is grown, and the span of the words, where making or growing stands beside the beginning."""
    text = passage.text
    growing = rf"{forms(words.grow_verbs)}|{any_of(words.grow_nouns)}"
    making = rf"{forms(words.make_verbs)}|{any_of(words.make_nouns)}"
    for low, high in ((end, end + _REACH), (max(0, start - _REACH), start)):
        for pattern, grown in ((growing, True), (making, False)):
            found = list(compiled(pattern).finditer(text, low, min(high, len(text))))
            word = (found[0] if low >= end else found[-1]) if found else None
            if word is None or _BREAK.search(text[min(end, word.end()) : max(start, word.start())]):
                continue
            good = passage.good_in(word.start() - _REACH, word.end() + _REACH) or passage.topic
            if good is not None:
                return good, grown, min(start, word.start()), max(end, word.end())
    return None


def _date_of(passage: Passage, dates: Sequence[DateSpan], end: int, start: int) -> DateSpan | None:
    after = [date for date in dates if 0 <= date.start - passage.start - end <= 2 * _REACH]
    before = [date for date in dates if 0 <= start - (date.end - passage.start) <= 2 * _REACH]
    return after[0] if after else before[-1] if before else None


def _subject(passage: Passage, words: StatementWords, good: Hit, growing: bool) -> str:
    """What began, in the same words for every report: "state growing of opium poppy, KP"."""
    name = _plant_of(passage, good) if growing else getattr(good.entry, "name", "")
    places = within(passage.note.places, passage.start, passage.end)
    acts = any(
        place.where.country and not _NOT_SUBJECT.search(passage.note.text[max(0, place.start - 20) : place.start])
        for place in places
    )
    by_state = acts or compiled(any_of(words.state_actors)).search(passage.text) is not None
    what = f"{'state ' if by_state else ''}{'growing' if growing else 'making'} of {name}"
    country = _country(passage)
    return f"{what}, {country}" if country else what


def _plant_of(passage: Passage, good: Hit) -> str:
    """The plant that is grown for a good: that of its group, for it is opium poppies that are grown for opium."""
    entry = good.entry
    if not isinstance(entry, Good) or entry.kind == "plant":
        return getattr(entry, "name", "")
    plants = [one.name for one in passage.note.grammar.pack.goods if one.group == entry.group and one.kind == "plant"]
    return plants[0] if len(plants) == 1 else entry.name


def _country(passage: Passage) -> str | None:
    """The country that the sentence names, else the one that the report names most often."""
    note = passage.note
    for start, end in ((passage.start, passage.end), (0, len(note.text))):
        named = [place.where.country for place in within(note.places, start, end) if place.where.country]
        named += [one.country for one in within(note.nationalities, start, end)]
        if named:
            return min(Counter(named).items(), key=lambda pair: (-pair[1], pair[0]))[0]
    return None


def _found(passage: Passage, start: int, end: int, date: DateSpan, subject: str, rule: str) -> Found:
    first, last = min(start, date.start - passage.start), max(end, date.end - passage.start)
    return Found(kind="start", start=first, end=last, subject=subject, value=When(edtf=date.edtf), rule=rule)
