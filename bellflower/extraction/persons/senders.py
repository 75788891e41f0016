"""The nationality of diplomats called by their post alone: that of the one state whose mission the text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, Span, within
from bellflower.extraction.cued import cued
from bellflower.extraction.persons.party import Party
from bellflower.patterns import regex

_POST = regex(
    r"\b(?:diplomats?|attach[eé]s?|ambassadors?|consuls?|envoys?|charg[eé]s? d'affaires|counsell?ors?|"
    r"(?:first|second|third) secretar(?:y|ies)|embass(?:y|ies)|consulates?|legations?|(?:trade |diplomatic )?missions?|trade offices?)"  # noqa: E501
    r"\b",
    re.I,
)
_ROLE = regex(
    r"(?:diplomat|attach[eé]|ambassador|consul|envoy|charg[eé] d'affaires|counsell?or|(?:first|second|third) secretary|deputy head|aide|trade official|consular official|embassy official|embassy secretary)$"  # noqa: E501
)
_OF_MISSION = regex(  # "an interpreter of the same embassy", "a cook with a service passport"
    rf"(?: (?:of|from|at|with|employed by|working for|attached to) (?:the |its |their )?(?:same |latter's |country's )?{_POST.pattern}"  # noqa: E501
    r"|,? (?:(?:travell?ing|who travell?ed) (?:on|with)|with|on|holding|who (?:held|holds|carried)|carrying) (?:an? )?(?:valid )?(?:diplomatic|service|official) passport)",  # noqa: E501
    re.I,
)
_OF_ITS = regex(
    r"\bits (?:\w+ )?"
    r"(?:nationals?|citizens?|subjects?|diplomats?|envoys?|workers?|sailors?|officials?|consuls?|ambassadors?|attach[eé]s?)$"
)
_CALLS_HOME = cued(
    r"\b(?:has |had )?(?:recalled|called home|withdrawn|withdrew|brought home|summoned home) (?:\w+ of )?$"
)
_OF_STAFF = regex(r" of (?:his|her|its|their|the) (?:embassy |mission )?(?:staff|suite|entourage)\b")
_POST_AFTER = regex(rf"(?:'s)? (?:[\w-]+ ){{0,2}}?{_POST.pattern}", re.I)
_OF = regex(r" (?:of|from) (?:the )?$")


def with_sender(note: Annotation, parties: Sequence[Party]) -> list[Party]:
    """``parties`` with the sending state as nationality of the diplomats who have none.

    Only where all the posts and missions that the text gives a state belong to the same one ("the Ruritanian embassy
    ... the ambassador and two attachés").
    """
    parties = [_of_its(note, party) for party in parties]
    if not any(_is_open(note, party) for party in parties):
        return list(parties)
    senders = set(_senders(note))
    if len(senders) != 1:
        return list(parties)
    (sender,) = senders
    return [msgspec.structs.replace(party, nationality=sender) if _is_open(note, party) else party for party in parties]


def _of_its(note: Annotation, party: Party) -> Party:
    """ "Two of its nationals": of the one country that the sentence before speaks of."""
    if party.nationality is not None or not _OF_ITS.search(note.text, party.start, party.end):
        return party
    begin, _ = note.sentence_of(party.start)
    nations = {nation.country for nation in within(note.nationalities, begin, party.start)}
    if caller := note.search_cut(_CALLS_HOME, max(begin, party.start - 80), party.start):
        at = max(begin, party.start - 80) + caller.start()
        if home := [p for p in within(note.places, begin, at) if p.where.level == "country" and 0 <= at - p.end < 3]:
            return msgspec.structs.replace(party, nationality=home[-1].where.country)
    before = note.sentences_before(party.start, 1)
    named = {p.where.country for span in before for p in within(note.places, *span) if p.where.level == "country"}
    named -= nations | {p.where.country for p in within(note.places, begin, party.start)}
    return msgspec.structs.replace(party, nationality=named.pop()) if len(named) == 1 else party


def _is_open(note: Annotation, party: Party) -> bool:
    if party.nationality is not None or party.role is None:
        return False
    if party.role == "staff" and re.search(r" (?:his|her) staff$", note.text[party.start : party.end]):
        return True
    if party.role == "member" and _OF_STAFF.match(note.text, party.end):
        return True
    return _ROLE.search(party.role) is not None or _OF_MISSION.match(note.text, party.end) is not None


def _senders(note: Annotation) -> Iterator[str]:
    for nation in note.nationalities:
        if _POST_AFTER.match(note.text, nation.end):
            yield nation.country
    for place in note.places:
        if place.where.level == "country" and place.where.country and _names_post(note, place):
            yield place.where.country


def _names_post(note: Annotation, country: Span) -> bool:
    """Whether a country stands as that of a post: "Ruritania's mission", "the embassy of Ruritania"."""
    if note.text.startswith("'s", country.end) and _POST_AFTER.match(note.text, country.end):
        return True
    before = note.text[max(0, country.start - 60) : country.start]
    of = _OF.search(before)
    return of is not None and re.search(rf"{_POST.pattern}$", before[: of.start()], re.I) is not None
