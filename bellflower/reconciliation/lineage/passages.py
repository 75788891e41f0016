"""Passages that two texts share, word for word or lightly reworded.

Runs of words that both texts have in one order are found by their shingles (Broder 1997, "On the resemblance and
containment of documents"). Two runs that stand near each other in both texts are one passage: what lies between was
reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from bellflower.reconciliation.lineage.words import SHINGLE, Numbers, Words

_OPENING = re.compile('[“«„"「]')
_MARKS = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|(?<![^\s(\[—-])\"(?=\S)([^\"]+)(?<=\S)\"|「([^」]+)」")
# Choices to test. Runs this many content words apart in both texts belong to one passage; a run that short may join it.
NEAR, SHORT_RUN = 12, 3
# A passage weighs one a word, a sign half, a capitalised word a quarter, since a name is nobody's wording, and a figure
# nothing; in a list a name is as good as any word, since nobody happens on the same ones in one order.
PASSAGE_WEIGHS = 5.0
LIST_COMMAS = 3
MOSTLY = 0.5

# Words that stand alike this few words apart are one reworded passage.
BESIDE = 4

Span = tuple[int, int]
_BITS = 32
_NEXT = (1 << _BITS) + 1  # from one word to the next in both texts
Run = tuple[int, int, int]  # first word in a, first word in b, number of words


@dataclass(frozen=True, eq=False)
class Indexed:
    """A text with its content words."""

    id: str
    text: str
    words: Words

    @cached_property
    def hashes(self) -> list[int]:
        """The words' hashes as plain numbers, which single look-ups are quicker with."""
        found: list[int] = self.words.hashes.tolist()
        return found

    @cached_property
    def places(self) -> dict[int, int]:
        """For every shingle the last word at which it starts."""
        return dict(zip(self._shingles, count(), strict=False))

    @cached_property
    def earlier(self) -> dict[int, list[int]]:
        """For the few shingles that stand more than once, all the words but the last at which they start."""
        found: dict[int, list[int]] = {}
        if len(self.places) < len(self._shingles):
            for at, shingle in enumerate(self._shingles):
                if self.places[shingle] != at:
                    found.setdefault(shingle, []).append(at)
        return found

    @cached_property
    def weights(self) -> list[float]:
        """What the words before each weigh together."""
        return [0.0, *np.cumsum(np.where(self.words.capital, 0.25, self._full)).tolist()]

    @cached_property
    def listed_weights(self) -> list[float]:
        """The same where they are a list."""
        return [0.0, *np.cumsum(self._full).tolist()]

    @property
    def _full(self) -> npt.NDArray[np.float64]:
        return np.where(self.words.sign, 0.5, 1.0) * ~self.words.figure

    @cached_property
    def _shingles(self) -> list[int]:
        found: list[int] = self.words.shingles.tolist()
        return found

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Spans inside quotation marks, at most 1,000 characters long."""
        found: list[Span] = []
        after = 0
        for mark in _OPENING.finditer(self.text):
            if mark.start() >= after and (match := _MARKS.match(self.text, mark.start())):
                start, end = match.span(match.lastindex or 0)
                after = match.end()
                if end - start <= 1000:
                    found.append((start, end))
        return tuple(found)

    def span(self, first: int, last: int) -> Span:
        """From the start of one word to the end of another, in characters."""
        return int(self.words.starts[first]), int(self.words.ends[last])


@dataclass(frozen=True)
class Passage:
    """A passage of ``a`` (characters) and the same in ``b``; ``weight`` says how much wording they share.

    ``listed``: it holds a list in one order.
    """

    a: Span
    b: Span
    weight: float
    listed: bool = False


@dataclass(frozen=True)
class Overlap:
    """What two texts share.

    ``a_in_b`` is the part of a's shingles that b holds too; where the text is ``reworded``, of its words.
    """

    a: str
    b: str
    passages: tuple[Passage, ...]
    a_in_b: float
    b_in_a: float
    reworded: bool = False


def overlap(a: Indexed, b: Indexed, common: Numbers) -> Overlap:
    """What two texts share that is not boilerplate; ``common`` are the hashes of shingles that many reports hold."""
    shared = a.places.keys() & b.places.keys()
    a_in_b, b_in_a = len(shared) / max(1, len(a.places)), len(shared) / max(1, len(b.places))
    mostly = max(a_in_b, b_in_a) >= MOSTLY
    stock = set(common.tolist())
    passages = [
        passage
        for passage, rare in _passages(a, b, shared, stock)
        if passage.weight >= PASSAGE_WEIGHS and (rare or mostly or _quoted(passage, a, b))
    ]
    return Overlap(a.id, b.id, tuple(passages), a_in_b, b_in_a)


def _quoted(passage: Passage, a: Indexed, b: Indexed) -> bool:
    return covered(passage.a, a.quotations) or covered(passage.b, b.quotations)


def reworded(a: Indexed, b: Indexed, common: Numbers) -> Overlap:
    """What two texts share in one order, word by word, where few words in a row are the same.

    Words of ``common`` shingles, which many reports hold, weigh nothing.
    """
    weights = np.diff(a.weights)
    if len(common):
        stock = np.isin(a.words.shingles, common)
        for step in range(SHINGLE):
            weights[step : step + len(stock)][stock] = 0.0
    total = [0.0, *np.cumsum(weights).tolist()]
    chains: list[list[Run]] = []
    for block in LCSseq.opcodes(a.hashes, b.hashes):
        if block.tag == "equal":
            run = (block.src_start, block.dest_start, block.src_end - block.src_start)
            last = chains[-1][-1] if chains else None
            if last and run[0] - last[0] - last[2] <= BESIDE and run[1] - last[1] - last[2] <= BESIDE:
                chains[-1].append(run)
            else:
                chains.append([run])
    passages = [
        Passage(
            a=a.span(chain[0][0], chain[-1][0] + chain[-1][2] - 1),
            b=b.span(chain[0][1], chain[-1][1] + chain[-1][2] - 1),
            weight=sum(total[at + size] - total[at] for at, _, size in chain),
        )
        for chain in chains
    ]
    passages = [passage for passage in passages if passage.weight >= PASSAGE_WEIGHS]
    shared = weigh(passages)
    a_in_b, b_in_a = (shared / max(1.0, text.weights[-1]) for text in (a, b))
    return Overlap(a.id, b.id, tuple(passages), a_in_b, b_in_a, reworded=True)


def covered(part: Span, spans: Iterable[Span]) -> bool:
    """Whether most of a passage lies in one of the spans."""
    return any(min(part[1], end) - max(part[0], start) > 0.8 * (part[1] - part[0]) for start, end in spans)


def _passages(a: Indexed, b: Indexed, shared: Set[int], stock: Set[int]) -> Iterator[tuple[Passage, bool]]:
    """Passages, and whether most of each stands in few other texts."""
    # A place in both texts is one number: looked up quicker than two.
    starts = {a.places[shingle] << _BITS | b.places[shingle]: shingle for shingle in shared}
    for shingle in shared & (a.earlier.keys() | b.earlier.keys()):
        for at in (*a.earlier.get(shingle, ()), a.places[shingle]):
            for to in (*b.earlier.get(shingle, ()), b.places[shingle]):
                starts[at << _BITS | to] = shingle
    for chain in _chains(list(_runs(starts))):
        whole = [*_beside(a, b, chain[0], -1), *chain, *_beside(a, b, chain[-1], 1)]
        first, last = whole[0], whole[-1]
        lists = [_is_list(a, run) for run in whole]
        weight = sum(_weight(a, run, is_list) for run, is_list in zip(whole, lists, strict=True))
        here, there = a.span(first[0], last[0] + last[2] - 1), b.span(first[1], last[1] + last[2] - 1)
        passage = Passage(a=here, b=there, weight=weight, listed=any(lists))
        if not stock:
            yield passage, True
            continue
        places = [(at << _BITS | to, size - SHINGLE + 1) for at, to, size in chain]
        shingles = [starts[place + step * _NEXT] for place, size in places for step in range(size)]
        yield passage, 2 * sum(shingle not in stock for shingle in shingles) >= len(shingles)


def _runs(starts: Mapping[int, int]) -> Iterator[Run]:
    """Shingles that follow each other in both texts, as one run; of runs that overlap in a, the longest."""
    runs = []
    for place in starts:
        if place - _NEXT not in starts:
            end = place + _NEXT
            while end in starts:
                end += _NEXT
            runs.append((place >> _BITS, place & (1 << _BITS) - 1, (end - place) // _NEXT + SHINGLE - 1))
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: (-run[2], run)):
        words = range(run[0], run[0] + run[2])
        if taken.isdisjoint(words):
            taken.update(words)
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
        left = (run[0] + run[2], min(len(a.hashes), run[0] + run[2] + NEAR))
        right = (run[1] + run[2], min(len(b.hashes), run[1] + run[2] + NEAR))
    here, there = a.hashes[slice(*left)], b.hashes[slice(*right)]
    best: Run = (0, 0, 0)
    if set(here).isdisjoint(there):
        return []
    for at, word in enumerate(here):
        if word not in there:
            continue
        for to, same in enumerate(there):
            if word == same:
                size = 1
                while at + size < len(here) and to + size < len(there) and here[at + size] == there[to + size]:
                    size += 1
                if size > best[2]:
                    best = (left[0] + at, right[0] + to, size)
    return [best] if best[2] >= SHORT_RUN else []


def _is_list(a: Indexed, run: Run) -> bool:
    start, end = a.span(run[0], run[0] + run[2] - 1)
    return a.text.count(", ", start, end) >= LIST_COMMAS


def _weight(a: Indexed, run: Run, is_list: bool) -> float:
    weights = a.listed_weights if is_list else a.weights
    return weights[run[0] + run[2]] - weights[run[0]]


def weigh(passages: Sequence[Passage]) -> float:
    """How much wording passages share together."""
    return sum(passage.weight for passage in passages)
