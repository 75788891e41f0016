"""Who is said to have said it: the chain inside a sentence, outermost first."""

from __future__ import annotations

import re

from bellflower.extraction.annotation import Annotation

_WHO = r"(?:[A-Z][\w.'-]*(?:(?: (?:of|for|the|de|and|al))? [A-Z][\w.'-]*)*(?: (?:police|officials|customs|spokesman|spokeswoman|authorities|news site|report|agency|newspaper|sources))?|(?:the |a |an |its |their |local |state |senior |unnamed |unconfirmed |media |security |police |customs )+[a-z]+(?: [a-z]+)?|police|officials|customs|prosecutors|investigators|authorities|sources(?: within [A-Z][\w ]{2,20})?|defectors)"
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the )?(?P<who>{_WHO})")
_REPORTED = re.compile(
    rf"(?P<who>{_WHO})(?:, [^,]{{3,60}},)? (?:has |have |had |also |later )?(?:said|says|say|reported|reports|claims?|claimed|told|stated|announced|identifies|wrote|estimates?|estimated|alleged|believes?)\b"
)
_QUOTING = re.compile(rf"\b[Qq]uoting (?P<who>(?:its |a |an |the )?[\w -]{{4,60}}?)(?=,| who\b)")
_UNCONFIRMED = re.compile(r"\b(?P<who>(?:[Uu]nconfirmed|[Mm]edia|[Pp]ress) reports)\b")
_BELIEVED = re.compile(
    r"\b(?P<who>(?:it (?:is|was|has (?:long )?been) (?:long )?|long )(?:believed|thought|said|rumou?red))\b", re.I
)


def attributed_to(note: Annotation, start: int, end: int) -> tuple[str, ...]:
    """The sources that the words between ``start`` and ``end`` name, outermost first; empty where none is named."""
    text = note.text[start:end]
    chain = []
    for pattern in (_REPORTED, _ACCORDING, _QUOTING, _UNCONFIRMED, _BELIEVED):
        match = pattern.search(text)
        if match and match["who"].lower() not in (
            "he",
            "she",
            "they",
            "it",
            "but",
            "and",
            "the",
            "i",
            "we",
            "that",
            "this",
        ):
            chain.append(re.sub(r"^(?:the|The) ", "", match["who"]))
    return tuple(dict.fromkeys(chain))
