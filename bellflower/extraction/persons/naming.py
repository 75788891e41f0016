"""The name that the sentences beside a catch give to the one person caught: "a cook was held. Ann Lee, 41, was"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.persons.nouns import NAME, OFFICIAL, is_name
from bellflower.extraction.persons.parties import find_parties
from bellflower.extraction.persons.party import Party
from bellflower.extraction.persons.relations import VAGUE
from bellflower.packs import Role
from bellflower.patterns import regex

_BEHIND = 2  # sentences after the catch that may name whom it befell
_OPENS = regex(rf"\W*(?P<name>{NAME})")
_AGE = regex(r"(?:, | \()(?:aged )?[1-9]\d\b(?! (?:kg|kilo|gram|ton))")
_APPOSITION = regex(r", (?P<post>[^.;]{3,80}?), (?:had|was|is|has|who|arrived|came)\b")
_BEFELL = regex(  # what is told of one who was caught, and not of those who catch, judge or comment
    r" (?:had (?:just )?(?:arrived|come|flown|landed|travelled|checked in|hidden|swallowed)|"
    r"arrived|landed|flew|checked in|pleaded|swallowed|excreted|admitted|confessed|"
    r"was (?:about to|due to|on (?:his|her) way|bound|searched|stopped|arrested|detained|caught|held|charged|remanded|"
    r"carrying|travelling|expelled|deported)|"
    r"told (?:police|officers|customs|investigators|them)|is (?:being held|charged|accused|in custody))\b"
)
_BEHIND_THE_CALLING = regex(rf" (?P<name>{NAME})(?= [a-z])")
_HE = regex(r"\W*(?:He|She) (?:was|had been|is)\b")


def with_name(note: Annotation, parties: Sequence[Party], start: int, end: int) -> list[Party]:
    """``parties`` with the name of the only one of them, where what is told at ``start:end`` leaves it out."""
    if not parties and (named := _told_before(note, start)):
        return [named]
    if len(parties) != 1 or parties[0].name or parties[0].count not in (1, None) or parties[0].relation == "part":
        return list(parties)
    (one,) = parties
    if named := _told_before(note, start):
        role = (
            named.role if named.role and (one.role is None or one.role in VAGUE or one.role == "accused") else one.role
        )
        return [msgspec.structs.replace(one, name=named.name, count=1, role=role)]
    names = set(_told_behind(note, one, start, end))
    return [msgspec.structs.replace(one, name=names.pop(), count=1)] if len(names) == 1 else [one]


def _told_before(note: Annotation, start: int) -> Party | None:
    """Whom "He was arrested" speaks of: the only person whom the sentence before tells of, if by name."""
    begin, _ = note.sentence_of(start)
    before = note.sentences_before(begin, 1)
    if not before or not _HE.match(note.text, begin):
        return None
    told = [p for p in find_parties(note, *before[0]) if not p.speaks]
    named = [_by_name(note, p) for p in told if p.count == 1]
    return named[0] if len(told) == 1 and named and named[0].name else None


def _by_name(note: Annotation, party: Party) -> Party:
    """ "The broker Bo Lund asked a court": the name right behind the calling."""
    match = _BEHIND_THE_CALLING.match(note.text, party.end)
    if party.name or not match or not is_name(note, *match.span("name")):
        return party
    return msgspec.structs.replace(party, name=match["name"], end=match.end())


def _told_behind(note: Annotation, one: Party, start: int, end: int) -> Iterator[str]:
    inside = [span for span in note.sentences if one.end <= span[0] and span[0] < end]
    behind = note.sentences_behind(end, _BEHIND)
    opening = [span for span in note.sentences if start <= span[0] <= one.start]
    for begin, stop in (*opening, *inside, *behind):
        match = _OPENS.match(note.text, begin, stop)
        if match is None or not is_name(note, match.start("name"), match.end("name")):
            continue
        if note.of("role", match.start("name"), match.end("name")):
            continue
        after = match.end("name")
        if _AGE.match(note.text, after) or _BEFELL.match(note.text, after) or _has_post(note, one, after):
            yield match["name"]


def _has_post(note: Annotation, one: Party, at: int) -> bool:
    """Whether the words behind a name say that its bearer is of the calling of the person caught."""
    match = _APPOSITION.match(note.text, at)
    if match is None or note.of("force", *match.span("post")):
        return False
    told = [hit.entry.role for hit in note.of("role", *match.span("post")) if isinstance(hit.entry, Role)]
    return any(role == one.role or (_is_official(role) and _is_official(one.role)) for role in told)


def _is_official(role: str | None) -> bool:
    return role is not None and role != "officer" and OFFICIAL.search(role) is not None
