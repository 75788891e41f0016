"""Statements that need no number: production, sites, exports, channels, sanctions, aliases, denials.

Each is one claim with the words that make it. A statement counts only where it concerns an illicit good: one of the
sentence, or for some kinds one of the sentences just before. What is planned, supposed or negated is no statement, and
a film or a novel makes none. ``attributed_to`` is empty where the author speaks: then the report itself is the source.
The words are data (``statements.yaml``); the rules here hold for any good and any country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.attribution import speakers
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.statements.scope import Passage, passages
from bellflower.extraction.statements.sites import find_sites
from bellflower.extraction.statements.starts import find_starts
from bellflower.extraction.statements.terms import find_aliases, find_denials, find_sanctions
from bellflower.extraction.statements.trade import find_channels, find_exports, find_production
from bellflower.extraction.statements.words import Found, StatementWords, compiled
from bellflower.records import Claim, Modality

Finder = Callable[[Passage, StatementWords], Iterator[Found]]
_FINDERS: tuple[Finder, ...] = (
    find_production,
    find_sites,
    find_exports,
    find_channels,
    find_sanctions,
    find_aliases,
    find_denials,
    find_starts,
)
_DENIABLE = ("production", "site", "export", "channel", "start")  # what a denial repeats is not said by the report
_ALLEGED = compiled(
    r"\b(?:allegedly|alleged|reportedly|believed|thought|rumou?red|rumou?rs?|suspected|"
    r"supposedly|purportedly|presumed|unconfirmed|unverified|said to|accused)\b"
)


def find_statements(note: Annotation, grammar: Grammar) -> Iterator[Claim]:
    """The statements of a text, in order; raises :class:`PackError` for a ``statements.yaml`` that cannot be used."""
    words = grammar.statement_words
    for passage in passages(note, words):
        found = [one for finder in _FINDERS for one in finder(passage, words)]
        denied = any(one.kind == "denial" for one in found)
        yield from (_claim(passage, one) for one in found if not (denied and one.kind in _DENIABLE))


def _claim(passage: Passage, found: Found) -> Claim:
    """The claim, said by whom the sentence names; who denies is the subject of a denial, not its source."""
    start, end = passage.start + found.start, passage.start + found.end
    about = passage.start + found.about[0], passage.start + found.about[1]
    said_by = dict.fromkeys(
        speaker.name
        for speaker in speakers(passage.note, passage.start, passage.end)
        if speaker.end <= about[0] or speaker.start >= about[1]
    )
    modality: Modality = "asserted"
    if found.kind == "denial":
        modality = "denied"
    elif _ALLEGED.search(passage.text):
        modality = "alleged"
    write = ClaimWriter(passage.note, None, modality, tuple(said_by))
    return write(found.kind, start, end, found.value, subject=re.sub(r"\s+", " ", found.subject), rule=found.rule)
