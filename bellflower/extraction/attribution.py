"""Who is said to have said it: the chain inside a sentence, outermost first.

"Quoting a trader, the paper said" gives the paper, then the trader. A statement in the author's own voice has an empty
chain: the report itself is its source. Words for nobody in particular ("it is long believed") are kept as such and
marked ``(unattributed)``, so that a rumour never looks like the author's own knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import Cued, cued
from bellflower.patterns import regex
from bellflower.records import Record

_NOT_IN_NAME = (
    r"(?!(?:the|a|an|[Tt]he|[Aa]n?|[Ll]ast|[Nn]ext|in|on|at|of|to|for|and|but|that|by|with|from|as|who|whom|which|when|where|is|"
    r"was|were|are|has|have|had|said|not|while|after|before|because|since|if|or|than|then|"
    r"so|what|how|why|there|he|she|they|it|we|into|over|under|about|[Ii]n|[Oo]n|[Aa]t|"
    r"[Bb]ut|[Aa]nd|[Ww]hile|[Aa]s|[Ii]f)\b)"
)
_HEAD = (
    r"(?i:police|officials?|customs|prosecutors?|investigators?|authorities|sources?|"
    r"defectors?|spokes(?:man|woman|person)"
    r"|spokesmen|ministry|ministries|minister|agency|agencies|newspapers?|papers?|"
    r"reports?|broadcaster|network|news site|website"
    r"|governments?|commander|colonel|general|major|judge|court|analysts?|experts?|"
    r"observers|diplomats?|witness|witnesses"
    r"|residents|panel|commission|committee|institute|study|survey|indictment|"
    r"officers?|insiders?|researchers?"
    r"|informants?|contacts?|traders?|smugglers?|refugees?|journalists?|magazine|daily|"
    r"think tank|group|command|department)"
)
_PROPER = (
    r"(?!(?:In|At|On|But|And|While|As|If|Of|From|To)\b)"
    r"[A-Z][\w&'-]*(?:\.[A-Z]\.)?(?: (?:(?:of|for|and|de|al|the) ){0,2}[A-Z][\w&'-]*){0,5}"
)
_SEAT = r"(?: (?:in|within|inside|at|of|from|close to|near) (?:the |both |all |its )?[\w'-]+(?: [A-Z][\w'-]+){0,3})?"
_COMMON = rf"(?:[Tt]he |[Aa]n? )?(?:{_NOT_IN_NAME}[\w'-]+ ){{0,5}}{_HEAD}{_SEAT}"
_WHO = rf"(?:{_COMMON}|{_PROPER})"
_AUX = r"(?:(?:has|have|had|also|later|since|once|now|reportedly|repeatedly|long|further|has also|then) ){0,3}"
_SAYS = (
    r"(?:said|says?|reported|reports?|told|tells|stated|states|announced|announces|wrote|writes"
    r"|estimate[sd]?|alleged?s?|alleged"
    r"|claim(?:s|ed)?|believe[sd]?|confirmed|confirms|identif(?:y|ies|ied)|list(?:s|ed)"
    r"|reckons?|reckoned|maintain(?:s|ed)|insist(?:s|ed)"
    r"|argue[sd]?|testified|recall(?:s|ed)|warn(?:s|ed)|add(?:s|ed)|describe[sd]?|suggest(?:s|ed)"
    r"|explain(?:s|ed)|note[sd]|remark(?:s|ed))"
)
_ACCORDING = cued(rf"\b[Aa]ccording to (?P<who>{_WHO})")
_REPORTED = cued(rf"\b(?P<who>{_WHO})(?:, [^,\"]{{3,80}},)? {_AUX}{_SAYS}\b(?! (?:as|to have|by)\b)")
_INVERTED = cued(rf"[\",] (?:said|says|added|told|wrote|explained|noted|warned|argued) (?P<who>{_WHO})")
_QUOTING = cued(
    r"\b(?:[Qq]uot(?:ing|ed|es)|[Cc]it(?:ing|ed|es)) (?!as |in |by |for )"
    r"(?P<who>(?:its |a |an |the |one |two |several |some )?[^,.;:()\"]{3,70}?)(?=,|\.|"
    r";| who\b| that\b| as saying| has\b| in its\b|$)"
)
_QUOTED = cued(rf"\b(?P<who>{_WHO}) (?:was|were|is|are) (?:quoted|cited) ")
_UNNAMED = cued(
    r"\b(?P<who>(?:[Uu]nconfirmed|[Uu]nverified|[Mm]edia|[Pp]ress|[Nn]ews|"
    r"[Ii]ntelligence|[Ss]everal|[Ss]ome|[Ff]oreign|[Vv]arious) (?:media |press |news )"
    r"?(?:reports|accounts|rumou?rs))\b"
)
_BELIEVED = cued(
    (
        r"\b(?:it (?:is|was|has|had)(?: been)? |(?:is|are|was|were|has been|have been) )"
        r"?(?P<adverb>long|widely|generally|commonly|often)?(?: been)? ?(?P<verb>believed|"
        r"thought|rumou?red|presumed|suspected) (?=that\b|to have\b|to be\b)"
    ),
    re.I,
)
_PERSON = regex(
    r"(?:not|no|nor|neither|he|she|they|it|but|and|the|i|we|that|this|there|these|those|nobody"
    r"|everyone|who|which|what|one|others?|some|so|all|none)",
    re.I,
)
_LEAD = regex(r"^(?:(?:the|a|an|its|their|his|her|our|one|some|several|two|three)\b ?)+", re.I)
# "A seller in Zambia said": the name before the verb is where the speaker is, and the words before it who that is.
_IN_PLACE = regex(r"\b(?:[Ii]n|[Aa]t|of|[Ff]rom|near|[Oo]n|[Tt]o) (?:the )?$")
_SEAT_BEFORE = regex(
    r"(?:^|[\s,])(?P<whose>(?:[Aa]n?|[Tt]he|[Oo]ne) (?:[\w'-]+ ){1,2}(?:in|at|of|from|near|on) (?:the )?)$"
)
_SEATED = regex(r"[A-Z]\w+-based ")
_SORT = regex(r" (?:news site|news agency|newspaper|website|magazine|report|reports|broadcaster|daily|paper)$")


class Speaker(Record, frozen=True):
    """Words at ``start:end`` of the view that name who says so, and the name by which to call them."""

    start: int
    end: int
    name: str


def attributed_to(note: Annotation, start: int, end: int) -> tuple[str, ...]:
    """The sources that the words between ``start`` and ``end`` name, outermost first; empty where none is named."""
    return tuple(dict.fromkeys(speaker.name for speaker in speakers(note, start, end)))


def speakers(note: Annotation, start: int, end: int) -> list[Speaker]:
    """As :func:`attributed_to`, with the spans: who reports, whom they quote, then bare belief."""
    text = note.text[start:end]
    found: list[Speaker] = []
    for pattern in (_UNNAMED, _ACCORDING, _REPORTED, _INVERTED, _QUOTED, _QUOTING):
        match = _first(pattern, text)
        if match is None:
            continue
        seat = _SEAT_BEFORE.search(text[: match.start("who")])
        at, to = start + (seat.start("whose") if seat else match.start("who")), start + match.end("who")
        name = _name(note, at, to)
        if name and not any(at < other.end and other.start < to for other in found):
            found.append(Speaker(start=at, end=to, name=name))
    # What stands unnamed is what the others relay: it comes last, with the bare belief.
    found.sort(key=lambda speaker: bool(_UNNAMED.fullmatch(note.text[speaker.start : speaker.end])))
    return [*found, *_believed(text, start)]


def _first(pattern: Cued, text: str) -> re.Match[str] | None:
    return next(
        (
            m
            for m in pattern.finditer(text)
            if _is_speaker(text[: m.start("who")]) and not _PERSON.fullmatch(_LEAD.sub("", m["who"]) or "the")
        ),
        None,
    )


def _is_speaker(before: str) -> bool:
    return (
        before.lower().endswith("according to ")
        or _IN_PLACE.search(before) is None
        or _SEAT_BEFORE.search(before) is not None
    )


def _believed(text: str, start: int) -> Iterator[Speaker]:
    match = _BELIEVED.search(text)
    if match:
        said = f"{match['adverb'] or ''} {match['verb']}".strip().lower()
        yield Speaker(start=start + match.start(), end=start + match.end(), name=f"{said} (unattributed)")


def _name(note: Annotation, start: int, end: int) -> str:
    """The name without articles; an outlet without its seat and sort ("the Paris-based Le Jour newspaper": Le Jour)."""
    name = _SEATED.sub("", _LEAD.sub("", note.text[start:end], count=1)).strip(" .,'\"")
    if _UNNAMED.fullmatch(name):
        return name[:1].lower() + name[1:]
    bare = _SORT.sub("", name)
    adjectives = {note.text[span.start : span.end] for span in within(note.nationalities, start, end)}
    if bare != name and re.fullmatch(_PROPER, bare) and bare not in adjectives:
        return bare
    return name
