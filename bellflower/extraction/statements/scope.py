"""A sentence and what it is about: which of its goods are illicit, and whether the sentences before it spoke of any.

A good that is legal in itself (gold, cigarettes, "drugs" without more) counts only beside a word that says it is not:
in the same sentence, or for a good as general as "drugs" anywhere near.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.statements.words import StatementWords, any_of, compiled, index
from bellflower.extraction.wordindex import Starts, stands_in
from bellflower.packs import Good
from bellflower.records import Record

_NEAR = 800  # characters either side in which a general word takes its meaning
_BACK = 700  # characters before a sentence that still belong to its topic


class Passage(Record, frozen=True):
    """The sentence at ``start:end``, its illicit goods, and the last illicit good before it (``None`` if too far).

    ``cues`` says where the words of the lists begin in the whole text.
    """

    note: Annotation
    start: int
    end: int
    text: str
    goods: tuple[Hit, ...]
    topic: Hit | None
    cues: Starts

    def has(self, *names: str) -> bool:
        """Whether a word of one of these lists stands in the sentence; without one their patterns find nothing."""
        return stands_in(self.cues, names, self.start, self.end)

    def good_in(self, start: int, end: int) -> Hit | None:
        """The first illicit good that begins in ``start:end`` (offsets in the sentence)."""
        return next((hit for hit in self.goods if start <= hit.start - self.start < end), None)

    def good_before(self, end: int, within: int) -> Hit | None:
        """The last illicit good that ends at most ``within`` characters before ``end``."""
        return next((hit for hit in reversed(self.goods) if end - within <= hit.end - self.start <= end), None)


def passages(note: Annotation, words: StatementWords) -> Iterator[Passage]:
    """The sentences of the text that speak of illicit goods or follow on such; none for a text about an invention."""
    if all(isinstance(hit.entry, Good) and hit.entry.kind == "side" for hit in note.of("good", 0, len(note.text))):
        return
    cues = index(words).find(note.low)
    illicit = _illicit_goods(note, words, "illicit_marks" in cues)
    if not illicit:
        return
    if len(cues.get("fiction", ())) > 1:
        fiction = compiled(any_of(words.fiction))
        if len({match.lower() for match in fiction.findall(note.text)}) > 1:
            return
    starts = [hit.start for hit in illicit]
    for start, end in note.sentences:
        first = bisect_left(starts, start)
        own = tuple(illicit[first : bisect_left(starts, end)])
        topic = illicit[first - 1] if first and starts[first - 1] >= start - _BACK else None
        if own or topic is not None:
            yield Passage(note=note, start=start, end=end, text=note.text[start:end], goods=own, topic=topic, cues=cues)


def _illicit_goods(note: Annotation, words: StatementWords, marked: bool) -> Sequence[Hit]:
    pattern = compiled(any_of(words.illicit_marks))
    marks = [match.start() for match in pattern.finditer(note.text)] if marked else []
    legal = frozenset(words.legal_goods)
    goods = [
        hit for hit in note.of("good", 0, len(note.text)) if isinstance(hit.entry, Good) and hit.entry.kind != "side"
    ]
    plain = [hit.start for hit in goods if _name(hit) not in legal]
    return [hit for hit in goods if _name(hit) not in legal or _is_marked(note, hit, marks, plain)]


def _is_marked(note: Annotation, hit: Hit, marks: Sequence[int], plain: Sequence[int]) -> bool:
    if isinstance(hit.entry, Good) and hit.entry.kind == "generic":
        return any(abs(at - hit.start) <= _NEAR for at in (*marks, *plain))
    sentence = next(((start, end) for start, end in note.sentences if start <= hit.start < end), (hit.start, hit.end))
    return any(sentence[0] <= at < sentence[1] for at in marks)


def _name(hit: Hit) -> str:
    return hit.entry.name if isinstance(hit.entry, Good) else ""


def good_name(hit: Hit) -> str:
    """The canonical name of a good."""
    return _name(hit)


def short(phrase: str) -> str:
    """A noun phrase as a subject: no article, no blank or mark at its ends."""
    return re.sub(
        r"^(?:(?:the|a|an|another|its|their|these|those|this|that|his|her|our|some|several)\b ?)+",
        "",
        phrase.strip(" ,.;:'\"-"),
        flags=re.IGNORECASE,
    )
