"""How a text is cut: into sentences and entries of lists, and these into clauses that tell of their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.circumstances import is_told_on
from bellflower.extraction.incidents.place_roles import listed_role
from bellflower.extraction.incidents.sums import speaks_of_a_period
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons.parties import find_parties
from bellflower.packs import Act
from bellflower.patterns import regex
from bellflower.records import Record

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CUT = regex(
    r"; |, while |, whereas |,? while in |, and |, then |, followed by |, but |"
    r" and (?=(?:in|on|the second|another|a second|two|three|a further)\b)|"
    rf", (?=in (?:{_MONTHS}|\d{{4}}))|\. "
)
_ANOTHER = regex(  # "while another passenger", "and a second lorry"
    r"(?:in )?(?:another|an? (?:second|third|fourth|different|separate|further|similar)|"
    r"the (?:second|third|other)|others?) (?!of\b)"
)
_ELSEWHERE_WITH = regex(r"(?:in|at|near|on|off) [A-Z][^.;]{2,60}? with (?:about |some |another |a further )?\d")
_THEIR_HOME = regex(r"\b(?:his|her|their|its|the (?:man|woman|couple|suspect)'s) ")
_A_FIGURE = regex(r"(?:about |some |nearly |over )?\d[\d,.]* \w")
_OTHER = regex(r"(?:the other|the second|another|a second|in another|in a (?:second|separate))\b")
_SEAM = cued(r", (?:and |then )?| and |: ")
_LIST_HEAD = regex(r"\s*(?:[-*•–—▪·]|\(?\d{1,3}[.)])?\s*")
_HEADED = regex(r"[A-Z][^.:;]{2,44}[:.] ")  # "Athlone mail centre: ", "Tamabil, 22 October. "
_SEAT = regex(
    r"\b(?:police|customs|officers|officials|authorities|guards|gendarmes|troops|soldiers|agents|inspectors|"
    r"detectives) (?:in|at|of|from) (?:the )?$",
    re.I,
)
_QUARTER = regex(r" (?:district|quarter|neighbou?rhood|suburb|area)\b")
_FINITE = regex(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|did|will|would|can|could|may|might|should|said|says|went|came|made|"
    r"told|gave|led|brought|sold|bought|costs?|rose|fell|grew|put|stood|ran)\b"
)
_OPENING = regex(r"(?:In |On |Early |Late |In early |In late |Mid-?|About )?", re.I)
_AFTER_DATE = regex(r"(?:, \d{4})?,? ?(?:[.:;,(-]|\)| -|again\b)")
_AFTER_PLACE = regex(r"(?:, [A-Z][\w ]{2,20})?\s?[:(.-]")
_ASIDE = regex(r"[,;] (?:when|after|as|while|where|because)\b")
_HAS_A_VERB = regex(r"(?:,[^,.;]{2,60},)? (?:who|was|were|is|are|had|has|have|got|also|later|then|face|faces|\w+ed)\b")
_LONGEST_ENTRY = 5  # sentences
_SHORTEST_ENTRY = 12  # characters
_FIGURES = frozenset({"mass", "volume", "count", "none", "currency"})
_LOADS = frozenset({"mass", "volume", "count"})
_A_SERIES = 2  # loads


class Stretch(Record, frozen=True):
    """A sentence, or an entry of a chronology with all its sentences."""

    start: int
    end: int
    entry: bool


def stretches(note: Annotation) -> Iterator[Stretch]:
    """The stretches of a text in order."""
    position = 0
    following = 0  # the first sentence behind the lines so far
    for line in note.text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        first = following
        while following < len(note.sentences) and note.sentences[following][0] < end:
            following += 1
        spans = note.sentences[first:following]
        if spans and len(spans) <= _LONGEST_ENTRY and _is_entry(note, start, end):
            yield Stretch(start=start, end=end, entry=True)
        else:
            yield from (Stretch(start=s, end=e, entry=_is_note(note, s, e)) for s, e in spans)


def _is_entry(note: Annotation, start: int, end: int) -> bool:
    """A line of a chronology or a list of cases: it opens with a date, or with a bullet and a place."""
    head = _LIST_HEAD.match(note.text, start, end)
    body = head.end() if head else start
    bullet = bool(head and head.group().strip())
    if end - body < _SHORTEST_ENTRY:
        return False
    for date in within(note.dates, body, body + 14):
        if _OPENING.fullmatch(note.text[body : date.start]) and _AFTER_DATE.match(note.text, date.end):
            return bullet or note.text[date.end : date.end + 1] != ","
    headed = _HEADED.match(note.text, body, end) if bullet else None
    if headed and _loaded(note, body, end) and not (head and re.search(r"\d", head.group())):
        return True
    if not bullet and ":" not in note.text[body:end]:
        return False
    for place in within(note.places, body, body + 4):
        if _AFTER_PLACE.match(note.text, place.end) and not note.in_dateline(place):
            return bullet or note.text[place.end : place.end + 1] == ":"
    return False


class Clause(Record, frozen=True):
    """A piece of a stretch; ``aside`` where it is one of several catches told side by side in one frame."""

    start: int
    end: int
    aside: bool = False


def _is_note(note: Annotation, start: int, end: int) -> bool:
    """A sentence without a verb that opens with a day or month: "On 11 February, 96 kg at Viracopos airport."."""
    dates = [date for date in within(note.dates, start, start + 14) if "-" in date.edtf]
    if not dates or any(act.form != "noun" for act in note.of("act", start, end)):
        return False
    opens = any(_OPENING.fullmatch(note.text[start : date.start]) for date in dates)
    return opens and _loaded(note, start, end) and not _FINITE.search(note.text, start, end)


def clauses(note: Annotation, stretch: Stretch) -> list[Clause]:
    """A stretch cut where both sides tell of something with its own time or place."""
    told = note.of("act", stretch.start, stretch.end) or note.of("good", stretch.start, stretch.end)
    if not (stretch.entry or told):
        return [Clause(start=stretch.start, end=stretch.end, aside=False)]
    cuts = [m.end() for m in _CUT.finditer(note.text, stretch.start, stretch.end)]
    pieces: list[tuple[int, int]] = []
    others: set[int] = set()
    begin = stretch.start
    for left, right in itertools.pairwise([*cuts, stretch.end]):
        if _is_another(note, begin, left, right):
            others |= {begin, left}
        elif _goes_on_listing(note, begin, left, right) or not (
            _independent(note, begin, left)
            and _independent(note, left, right)
            and _differs(note, begin, left, right)
            and not _lists_persons(note, begin, left, right)
        ):
            continue
        elif not stretch.entry and _are_two(note, begin, left, right):
            others |= {begin, left}
        pieces.append((begin, left))
        begin = left
    pieces.append((begin, stretch.end))
    series = [[piece] if stretch.entry else _series(note, *piece) for piece in pieces]
    return [Clause(start=s, end=e, aside=len(parts) > 1 or s in others) for parts in series for s, e in parts]


def _is_another(note: Annotation, begin: int, cut: int, end: int) -> bool:
    """Whether a cut parts two catches, the second of another person or vehicle, each with a verb and a load."""
    return _ANOTHER.match(note.text, cut) is not None and _both_caught(note, begin, cut, end)


def _goes_on_listing(note: Annotation, begin: int, cut: int, end: int) -> bool:
    """Whether a cut would part goods that one verb lists: "took 11 guns, | and 1,300 rounds from a barrel in Arima"."""
    if not _A_FIGURE.match(note.text, cut) or any(act.form != "noun" for act in note.of("act", cut, end)):
        return False
    return not within(note.dates, begin, cut) and not _scene(note, begin, cut)


def _are_two(note: Annotation, begin: int, cut: int, end: int) -> bool:
    """Whether a cut parts two catches, each with a verb, a load and a day or place of its own."""
    if _THEIR_HOME.search(note.text, cut, end) or not _both_caught(note, begin, cut, end):
        return False
    first, second = _scene(note, begin, cut), _scene(note, cut, end)
    return bool(second) and (_apart(first, second) or not set(first) & set(second))


def _both_caught(note: Annotation, begin: int, cut: int, end: int) -> bool:
    sides = (begin, cut), (cut, end)
    acting = all(any(act.form != "noun" for act in note.of("act", *side)) for side in sides)
    return acting and all(_loaded(note, *side) or _has_money(note, *side) for side in sides)


def _has_money(note: Annotation, start: int, end: int) -> bool:
    return any(q.dimension == "currency" for q in within(note.quantities, start, end))


def _series(note: Annotation, start: int, end: int) -> list[tuple[int, int]]:
    """A clause cut between catches in one frame, each with a load and a time or place of its own.

    "5 kg of it in 2018 and 7 kg in 2019", "12 kg in Lahore, 3 kg in Quetta and 400 g in Karachi".
    """
    cuts = [m.end() for m in _SEAM.finditer(note.text, start, end)]
    loads = sum(q.dimension in _LOADS for q in within(note.quantities, start, end))
    if not cuts or loads < _A_SERIES or speaks_of_a_period(note, start, end):
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    begin = start
    for left, right in itertools.pairwise([*cuts, end]):
        first = _scene(note, begin, left)
        if _OTHER.match(note.text, left) or note.text.endswith(" and, ", begin, left):
            right = end
        second = _scene(note, left, right) | _years(note, first, left, right)
        if first and _loaded(note, begin, left) and _loaded(note, left, right) and _apart(first, second):
            pieces.append((begin, left))
            begin = left
    return [*pieces, (begin, end)]


def _loaded(note: Annotation, start: int, end: int) -> bool:
    return any(q.dimension in _LOADS and q.per is None for q in within(note.quantities, start, end))


def _scene(note: Annotation, start: int, end: int) -> dict[str, set[str]]:
    """The days or months and the places of the act that a piece names; years are those of sums, but for a town's."""
    places = within(note.places, start, end)
    scene = [
        p.where
        for i, p in enumerate(places)
        if listed_role(note, places, i, start) == "event"
        and not _SEAT.search(note.text, max(start, p.start - 40), p.start)
        and not _QUARTER.match(note.text, p.end)
    ]
    fine = any(where.level in ("site", "town") for where in scene)
    dates = [d for d in within(note.dates, start, end) if not is_told_on(note, d, start)]
    days = {d.edtf for d in dates if fine or "-" in d.edtf}
    return {kind: names for kind, names in (("date", days), ("place", {w.name for w in scene})) if names}


def _years(note: Annotation, first: dict[str, set[str]], start: int, end: int) -> dict[str, set[str]]:
    """The dates of a piece that goes on from one with dates: there "7 kg in 2019" is as good as a day."""
    dates = {d.edtf for d in within(note.dates, start, end) if "date" in first}
    return {"date": dates} if dates else {}


def _apart(first: dict[str, set[str]], second: dict[str, set[str]]) -> bool:
    """Whether both name days, or both name places, and not the same."""
    return any(kind in second and not first[kind] & second[kind] for kind in first)


def _independent(note: Annotation, start: int, end: int) -> bool:
    if not _placed(note, start, end):
        return False
    measured = any(q.dimension in _FIGURES for q in within(note.quantities, start, end))
    arrests = (a for a in note.of("act", start, end) if a.form != "noun" and isinstance(a.entry, Act))
    if any(a.entry.strength == "strong" and a.entry.takes == "persons" for a in arrests if isinstance(a.entry, Act)):
        return True
    return measured or bool(find_parties(note, start, end))


def _lists_persons(note: Annotation, begin: int, cut: int, end: int) -> bool:
    """Whether a cut would part persons that one verb has in common: "a sergeant | and two soldiers were held"."""
    if not note.text.endswith(" and ", begin, cut):
        return False
    if _ELSEWHERE_WITH.match(note.text, cut, end):
        return False
    listed = [h for h in note.of("role", cut, min(end, cut + 40)) if not re.search(r"[,;]", note.text[cut : h.start])]
    before = note.of("role", max(begin, cut - 30), cut)
    aside = _ASIDE.search(note.text, cut, end)  # "and three aides days before, when hashish turned up"
    spans = ((begin, cut), (cut, aside.start() if aside else end))
    verbs = [[a for a in note.of("act", *span) if not (a.form == "noun" and _is_context(a))] for span in spans]
    if (
        listed
        and verbs[0]
        and not _HAS_A_VERB.match(note.text, listed[0].end)
        and find_parties(note, max(begin, cut - 60), cut)
    ):
        return all(
            verb.start != listed[0].end + 1 for verb in verbs[1]
        )  # "charged a Canadian | and two local men over"
    if not listed or (before and note.text[before[-1].end : cut] != " and "):
        return False
    return not verbs[1] or (bool(before) and not all(verbs))


def _placed(note: Annotation, start: int, end: int) -> set[str]:
    dates = {d.edtf for d in within(note.dates, start, end)}
    places = within(note.places, start, end)
    scene = (p for i, p in enumerate(places) if listed_role(note, places, i, start) in ("event", None))
    return dates | {place.where.name for place in scene}


def _differs(note: Annotation, begin: int, left: int, right: int) -> bool:
    acts = [a for a in note.of("act", left, right) if a.form != "noun"]
    follow = bool(acts) and all(isinstance(a.entry, Act) and a.entry.strength == "follow" for a in acts)
    return not follow and not _placed(note, left, right) <= _placed(note, begin, left)


def _is_context(act: Hit) -> bool:
    """Whether an act only frames another: "in raids", "during searches"."""
    return isinstance(act.entry, Act) and act.entry.strength == "context"
