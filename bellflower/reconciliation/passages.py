"""Passages that two texts share, word for word or lightly reworded, found without comparing all pairs of texts.

Words that carry content are kept (four letters or more, figures, one sign of Chinese or Japanese), five in a row make a
shingle, and an inverted index of shingles brings together the texts that share one (Broder 1997, "On the resemblance
and containment of documents"). Two runs that stand near each other in both texts are one passage: what lies between
was reworded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_MARKS = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|(?<![^\s(\[—-])\"(?=\S)([^\"]+)(?<=\S)\"|「([^」]+)」")
SHINGLE = 5
# Choices to test. Runs this many content words apart in both texts belong to one passage; a run that short may join it.
NEAR, SHORT_RUN = 12, 3
# A passage weighs one a word, a capitalised word half, since the name of a body is nobody's wording.
PASSAGE_WEIGHS = 5.0
LIST_COMMAS = 3
# What more texts than this share is boilerplate (contact lines, stock phrases), unless most of a text is shared or the
# words are quoted. Tried on 1,846 local crime reports, where a share of all texts let every footer through.
SHARED_BY_FEW = 4
MOSTLY = 0.5


@dataclass(frozen=True)
class Word:
    """A content word of a text, folded, with its place in it."""

    folded: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True)
class Indexed:
    """A text with its content words and shingles."""

    id: str
    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The content words in order."""
        found = []
        for match in _WORD.finditer(self.text):
            word = match.group()
            if len(word) >= 4 or word.isdigit() or _SIGN.match(word):
                found.append(Word(word.casefold(), match.start(), match.end(), word[0].isupper()))
        return tuple(found)

    @cached_property
    def shingles(self) -> Mapping[int, tuple[int, ...]]:
        """For every shingle's hash the words at which it starts."""
        folded = [word.folded for word in self.words]
        places: dict[int, list[int]] = defaultdict(list)
        for at in range(len(folded) - SHINGLE + 1):
            places[hash(tuple(folded[at : at + SHINGLE]))].append(at)
        return {shingle: tuple(starts) for shingle, starts in places.items()}

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Spans inside quotation marks, at most 1,000 characters long."""
        spans = (match.span(match.lastindex or 0) for match in _MARKS.finditer(self.text))
        return tuple(span for span in spans if span[1] - span[0] <= 1000)


@dataclass(frozen=True)
class Passage:
    """A passage of ``a`` (characters) and the same in ``b``; ``weight`` says how much wording they share.

    ``listed``: it holds a list in one order; ``rare``: most of it stands in few other texts.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    weight: float
    rare: bool
    listed: bool


@dataclass(frozen=True)
class Overlap:
    """What two texts share. ``a_in_b`` is the part of a's shingles that b holds too."""

    a: str
    b: str
    passages: tuple[Passage, ...]
    a_in_b: float
    b_in_a: float


def overlaps(texts: Sequence[Indexed]) -> Iterator[Overlap]:
    """Every pair of texts that shares wording which is not boilerplate, in the order given."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for shingle in text.shingles:
            holders[shingle].append(number)
    rare = {shingle for shingle, held in holders.items() if 2 <= len(held) <= SHARED_BY_FEW}
    pairs: set[tuple[int, int]] = set()
    for held in holders.values():
        if 2 <= len(held) <= SHARED_BY_FEW:
            pairs.update((one, other) for at, one in enumerate(held) for other in held[at + 1 :])
        elif len(held) > SHARED_BY_FEW:
            # Many reprints of one text: each beside the one before it is enough to tie them together.
            pairs.update(pairwise(held))
    for one, other in sorted(pairs):
        overlap = _overlap(texts[one], texts[other], rare)
        if overlap.passages:
            yield overlap


def _overlap(a: Indexed, b: Indexed, rare: set[int]) -> Overlap:
    shared = a.shingles.keys() & b.shingles.keys()
    a_in_b, b_in_a = len(shared) / max(1, len(a.shingles)), len(shared) / max(1, len(b.shingles))
    mostly = max(a_in_b, b_in_a) >= MOSTLY
    passages = [
        passage
        for passage in _passages(a, b, shared, rare)
        if passage.weight >= PASSAGE_WEIGHS
        and (passage.rare or mostly or _quoted(a, passage.a) or _quoted(b, passage.b))
    ]
    return Overlap(a.id, b.id, tuple(passages), a_in_b, b_in_a)


def _quoted(text: Indexed, part: tuple[int, int]) -> bool:
    return covered(part, text.quotations)


def covered(part: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether most of a passage lies in one of the spans."""
    return any(min(part[1], end) - max(part[0], start) > 0.8 * (part[1] - part[0]) for start, end in spans)


Run = tuple[int, int, int]  # first word in a, first word in b, number of words


def _passages(a: Indexed, b: Indexed, shared: Iterable[int], rare: set[int]) -> Iterator[Passage]:
    starts = {(at, to): shingle for shingle in shared for at in a.shingles[shingle] for to in b.shingles[shingle]}
    for chain in _chains(list(_runs(starts))):
        whole = [*_beside(a, b, chain[0], -1), *chain, *_beside(a, b, chain[-1], 1)]
        first, last = whole[0], whole[-1]
        yield Passage(
            a=(a.words[first[0]].start, a.words[last[0] + last[2] - 1].end),
            b=(b.words[first[1]].start, b.words[last[1] + last[2] - 1].end),
            weight=sum(_weight(a, run) for run in whole),
            rare=_mostly_rare(
                [starts[at + step, to + step] for at, to, size in chain for step in range(size - SHINGLE + 1)], rare
            ),
            listed=any(_is_list(a, run) for run in whole),
        )


def _runs(starts: Mapping[tuple[int, int], int]) -> Iterator[Run]:
    """Shingles that follow each other in both texts, as one run; of runs that overlap in a, the longest."""
    runs = []
    for at, to in starts:
        if (at - 1, to - 1) not in starts:
            size = 1
            while (at + size, to + size) in starts:
                size += 1
            runs.append((at, to, size + SHINGLE - 1))
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: (-run[2], run)):
        words = set(range(run[0], run[0] + run[2]))
        if not words & taken:
            taken |= words
            yield run


def _chains(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs that stand near each other, in the same order in both texts."""
    chain: list[Run] = []
    for run in sorted(runs):
        if chain and not (_near(chain[-1], run, 0) and _near(chain[-1], run, 1)):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _near(run: Run, then: Run, text: int) -> bool:
    return 0 <= then[text] - (run[text] + run[2]) <= NEAR


def _beside(a: Indexed, b: Indexed, run: Run, side: int) -> list[Run]:
    """A short run just before (-1) or after (1) a sure one, the longest there is."""
    if side < 0:
        left, right = (max(0, run[0] - NEAR), run[0]), (max(0, run[1] - NEAR), run[1])
    else:
        left = (run[0] + run[2], min(len(a.words), run[0] + run[2] + NEAR))
        right = (run[1] + run[2], min(len(b.words), run[1] + run[2] + NEAR))
    best: Run = (0, 0, 0)
    for at in range(*left):
        for to in range(*right):
            size = 0
            while (
                at + size < left[1] and to + size < right[1] and a.words[at + size].folded == b.words[to + size].folded
            ):
                size += 1
            if size > best[2]:
                best = (at, to, size)
    return [best] if best[2] >= SHORT_RUN else []


def _mostly_rare(shingles: Sequence[int], rare: set[int]) -> bool:
    return 2 * sum(shingle in rare for shingle in shingles) >= len(shingles)


def _is_list(a: Indexed, run: Run) -> bool:
    words = a.words[run[0] : run[0] + run[2]]
    return a.text[words[0].start : words[-1].end].count(",") >= LIST_COMMAS


def _weight(a: Indexed, run: Run) -> float:
    # A list kept in its order is somebody's wording, though made of names. A figure is a fact, not wording.
    listed = _is_list(a, run)
    words = a.words[run[0] : run[0] + run[2]]
    return sum(0.0 if word.folded.isdigit() else 0.5 if word.capital and not listed else 1.0 for word in words)
