"""The words of ``statements.yaml`` in every pack, merged and made into patterns. A word more needs no Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from bellflower.extraction.lexicon import inflect
from bellflower.extraction.wordindex import WordIndex
from bellflower.packs import PackError, plural, read_yaml
from bellflower.patterns import regex
from bellflower.records import Record, StatementPredicate, Value

Words = tuple[str, ...]


class StatementWords(Record, frozen=True, forbid_unknown_fields=True, eq=False):
    """The lists of ``statements.yaml``; each is explained where it stands."""

    legal_goods: Words = ()
    illicit_marks: Words = ()
    fiction: Words = ()
    actors: Words = ()
    begin_verbs: Words = ()
    start_verbs: Words = ()
    grow_verbs: Words = ()
    grow_nouns: Words = ()
    state_actors: Words = ()
    make_verbs: Words = ()
    make_nouns: Words = ()
    programme_nouns: Words = ()
    sites: Words = ()
    processing_sites: Words = ()
    affiliations: Words = ()
    no_sites: Words = ()
    export_verbs: Words = ()
    export_nouns: Words = ()
    export_motions: Words = ()
    regions: Words = ()
    trade_verbs: Words = ()
    trade_nouns: Words = ()
    channel_things: dict[str, Words] = msgspec.field(default_factory=dict)
    channel_actors: dict[str, Words] = msgspec.field(default_factory=dict)
    channel_means: Words = ()
    channel_links: Words = ()
    sanctions: Words = ()
    sanction_verbs: Words = ()
    issuers: Words = ()
    lifted: Words = ()
    bodies: Words = ()
    denial_verbs: Words = ()
    denial_nouns: Words = ()
    deniable: Words = ()
    unrelated: Words = ()
    innocence_verbs: Words = ()
    innocence: Words = ()
    called_false: Words = ()
    alias_cues: Words = ()
    alias_verbs: Words = ()
    naming_verbs: Words = ()
    alias_nouns: Words = ()


class Found(Record, frozen=True):
    """A statement at ``start:end`` of its sentence. ``about`` spans the one who denies: no source of the statement."""

    kind: StatementPredicate
    start: int
    end: int
    subject: str
    value: Value
    rule: str
    about: tuple[int, int] = (0, 0)


def load_words(files: Sequence[Path]) -> StatementWords:
    """The words of all ``files``, in their order. Raises :class:`PackError` for a list that is not known."""
    merged: dict[str, Any] = {}
    for path in files:
        try:
            words = msgspec.convert(read_yaml(path) or {}, StatementWords)
        except msgspec.ValidationError as error:
            raise PackError(f"{path}: {error}; see enforcement/statements.yaml for the lists that there are") from None
        for field in StatementWords.__struct_fields__:
            value = getattr(words, field)
            if isinstance(value, dict):
                known = merged.setdefault(field, {})
                for name, terms in value.items():
                    known[name] = (*known.get(name, ()), *terms)
            else:
                merged[field] = (*merged.get(field, ()), *value)
    return StatementWords(**merged)


_VERBS = ("start_verbs", "make_verbs", "begin_verbs", "export_verbs", "trade_verbs", "denial_verbs", "innocence_verbs",
          "alias_verbs", "naming_verbs")  # fmt: skip
_AS_WRITTEN = ("illicit_marks", "fiction", "make_nouns", "export_nouns", "sanctions", "issuers", "denial_nouns",
               "innocence", "called_false", "alias_cues", "alias_nouns")  # fmt: skip


@cache
def index(words: StatementWords) -> WordIndex:
    """The words without which no rule for statements finds anything, by the names of their lists."""
    lists: dict[str, Words] = {name: getattr(words, name) for name in _AS_WRITTEN}
    lists |= {name: tuple(form for verb in getattr(words, name) for _, form in inflect(verb)) for name in _VERBS}
    lists["sites"] = tuple(form for term in words.sites for form in (term, plural(term)))
    channels = (*words.channel_things.values(), *words.channel_actors.values())
    lists["channels"] = tuple(term for terms in channels for term in terms)
    return WordIndex(lists | {"resolution": ("resolution*",), "market": ("market*",)})


@cache
def any_of(terms: Words) -> str:
    """A pattern for any of the terms as whole words, the longest first; one that never matches where there is none."""
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])" if ordered else r"(?!)"


@cache
def forms(verbs: Words) -> str:
    """A pattern for every form of the verbs, which are written as packs write them."""
    return any_of(tuple(form for verb in verbs for _, form in inflect(verb)))


@cache
def nouns(terms: Words) -> str:
    """A pattern for the nouns in singular and plural."""
    return any_of(tuple(form for term in terms for form in (term, plural(term))))


@cache
def compiled(pattern: str, ignore_case: bool = True) -> re.Pattern[str]:
    """The pattern, compiled once."""
    return regex(pattern, re.IGNORECASE if ignore_case else 0)
