"""Morphemes by kiwipiepy, an extra: where words begin and end under their particles, and what part of speech they are.

Kiwi and its model (100 MB) are loaded when the first Korean report with goods in it comes, once for a process.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bellflower.records import Record

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

PACKAGE = "kiwipiepy"


class Morpheme(Record, frozen=True):
    """A morpheme at ``start:end`` of the text, in its dictionary form, with its tag of the Sejong set."""

    form: str
    tag: str
    start: int
    end: int


def is_installed() -> bool:
    """Whether Korean can be read here."""
    return importlib.util.find_spec(PACKAGE) is not None


def analyse(
    text: str, sentences: Iterable[tuple[int, int]], nouns: tuple[str, ...], names: tuple[str, ...]
) -> tuple[Morpheme, ...]:
    """The morphemes of ``sentences`` in order.

    ``nouns`` are words of packs, ``names`` names of places that a dictionary may not know.
    """
    kiwi = _kiwi(nouns, names)
    spans = list(sentences)
    found = []
    for (start, _), tokens in zip(spans, kiwi.tokenize([text[a:b] for a, b in spans]), strict=True):
        found += [
            Morpheme(form=token.form, tag=token.tag, start=start + token.start, end=start + token.start + token.len)
            for token in tokens
        ]
    return tuple(found)


@cache
def _kiwi(nouns: Sequence[str], names: Sequence[str]) -> Kiwi:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1)
    for noun in nouns:
        kiwi.add_user_word(noun, "NNG")
    for name in names:
        kiwi.add_user_word(name, "NNP")
    return kiwi
