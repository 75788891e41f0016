"""The ship that a load was on, by its name: beside the word for a ship, or in the sentences that speak of one."""

from __future__ import annotations

from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.circumstances import PARTICLE, name_behind
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons.nouns import is_name
from bellflower.packs import Conveyance
from bellflower.patterns import regex

Span = tuple[int, int]

_SHIP = rf"([A-Z][\w'-]+(?: (?!No\b)(?:{PARTICLE} )?[A-Z][\w'-]*){{0,2}}(?: (?:No\. ?)?\d{{1,3}})?)"
_ABOARD = regex(rf"\b(?:aboard|on board) the {_SHIP}(?=[,.;]|$| (?!for\b)[a-z])")
# Where a ship is spoken of, a name with "the" is hers, if ships do or are done what stands beside it.
_THE_SHIP = regex(
    rf"\b(?:[Ff]rom|[Oo]ff) the {_SHIP}(?=[,.;]|$| (?:in|on|at|last|off|after|when|and)\b)"
    rf"|\b[Tt]he {_SHIP}(?=,? (?:which|whose) |,? (?:was|had been) (?:boarded|stopped|searched|towed|moored|escorted|"
    r"intercepted|inspected|detained|impounded)\b|,? (?:had )?(?:sailed|docked|berthed|anchored|left port|called at)\b)"
)
_WHOSE_NAME = regex(rf", the {_SHIP}(?=,)")  # "the boat, the Blue Finch, was"
_A_SHIP = regex(rf"\bthe {_SHIP}, an? (?:[\w-]+ ){{0,4}}\Z")  # "on the Blue Finch, a Greek freighter"
_NUMBERED = regex(r".*[A-Za-z] (?:No\. ?)?\d{1,3}")  # no town has a number
_SHIPS = "vessel|ship|freighter|boat|trawler|tanker|dhow|yacht|ferry"
_NEAR = 2  # sentences between a ship's name and what was found on board of her
_ON_IT = cued(
    r"\b(?:on board|aboard)(?! (?:an?|the [A-Z]|[A-Z]|\d|flights?|planes?|buses|trains?)\b)|"
    r"\bin her (?:holds?|cabins?|tanks?)\b|"
    rf"\b(?:off|from|on|in|aboard) (?:the|that) (?:{_SHIPS})\b(?! [A-Z])"
)
_ANOTHER_CARRIER = regex(
    rf"\b(?:an?|another|two|three|second) (?:[\w-]+ ){{0,3}}"
    rf"(?:{_SHIPS}|bus|plane|aircraft|train|lorry|truck|car|van|flight)\b"
)
_THE_SAME = regex(r"\b(?:the|that) same (?:ship|vessel|freighter|boat|trawler|tanker)\b")


def vessel_of(note: Annotation, group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]]) -> Span | None:
    """Where the name of the ship of ``group`` stands, if it has one; ``groups`` are all of the report."""
    if named := _named(group):
        return named
    spans = [(note.sentence_of(fragment.start)[0], fragment.end) for fragment in group]
    if any(_THE_SAME.search(note.text, *span) for span in spans):
        before = [other for other in groups if other is not group and other[0].start < group[0].start]
        return next(filter(None, map(_named, reversed(before))), None)
    others = [fragment for other in groups if other is not group for fragment in other]
    for _, end in tuple(spans):
        behind = next(iter(note.sentences_behind(end, 1)), None)
        if behind is not None and not any(f.start < behind[1] and behind[0] < f.end for f in others):
            spans.append(behind)
    if named := _told_before(note, spans):
        return named
    ships = [hit for span in spans for hit in note.of("conveyance", *span) if _is_ship(hit)]
    if not ships:
        return None
    for start, stop in spans:
        for pattern in (_ABOARD, _THE_SHIP):
            for match in pattern.finditer(note.text, start, stop):
                at = next(m for m in (match.span(n) for n in range(1, pattern.groups + 1)) if m[0] >= 0)
                if _is_ships_name(note, at):
                    return at
    for ship in ships:
        called = _WHOSE_NAME.match(note.text, ship.end)
        called = called or _A_SHIP.search(note.text, max(0, ship.start - 70), ship.start)
        if called and _is_ships_name(note, called.span(1)):
            return called.span(1)
    return None


def _told_before(note: Annotation, spans: Sequence[Span]) -> Span | None:
    """The name of the one ship told of right before, where a load is said to be on board of her."""
    on_it = next((m for span in spans if (m := note.search(_ON_IT, *span))), None)
    if on_it is None or any(_ANOTHER_CARRIER.search(note.text, *span) for span in spans):
        return None
    first = note.sentence_of(on_it.start())[0]
    names: dict[str, Span] = {}
    for start, end in [span for span in note.sentences if span[0] < first][-_NEAR:]:
        for hit in note.of("conveyance", start, end):
            if _is_ship(hit) and (at := name_behind(note, hit, end)) is not None:
                names.setdefault(note.text[slice(*at)], at)
    return next(iter(names.values())) if len(names) == 1 else None


def _is_ship(hit: Hit) -> bool:
    return isinstance(hit.entry, Conveyance) and hit.entry.mode == "sea"


def _is_ships_name(note: Annotation, at: Span) -> bool:
    return is_name(note, *at) or _NUMBERED.fullmatch(note.text, *at) is not None


def _named(group: Sequence[Fragment]) -> Span | None:
    return next((f.around.conveyance for f in group if f.around.conveyance), None)
