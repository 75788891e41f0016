"""Passages that two texts share, word for word or lightly reworded.

Two runs of words that stand near each other in both texts are one passage: what lies between was reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from bellflower.reconciliation.lineage.runs import Chain, Run, common
from bellflower.reconciliation.lineage.words import SHINGLE, Numbers, Places, Words, words_of

_OPENING = '“«„"「'
_MARKS = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|(?<![^\s(\[—-])\"(?=\S)([^\"]+)(?<=\S)\"|「([^」]+)」")
# Choices to test.
# A passage weighs one a word, a sign half, a capitalised word a quarter, since a name is nobody's wording, and a figure
# nothing; in a list a name is as good as any word, since nobody happens on the same ones in one order.
PASSAGE_WEIGHS = 5.0
LIST_COMMAS = 3
MOSTLY = 0.5

# Words that stand alike this few words apart are one reworded passage.
BESIDE = 4

Span = tuple[int, int]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Indexed:
    """A text with its content words: in arrays, for what single numbers cost adds up over all the texts of a case.

    ``weights`` is a running sum of what they weigh, before each and after the last, and ``listed_weights`` of what they
    do in a list; only differences tell.
    """

    id: str
    text: str
    words: Words
    weights: Weights
    listed_weights: Weights

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> list[Indexed]:
        """These texts (by id): much quicker together than one by one."""
        held = list(words_of(list(texts.values())))
        if not held:
            return []
        capital, figure, sign = (
            np.concatenate([getattr(words, kind) for words in held]) for kind in ("capital", "figure", "sign")
        )
        listed = np.where(sign, 0.5, 1.0) * ~figure
        sums = [np.append(0.0, np.cumsum(row)) for row in (np.where(capital, 0.25, listed), listed)]
        found, low = [], 0
        for (name, text), words in zip(texts.items(), held, strict=True):
            high = low + len(words.hashes) + 1
            found.append(cls(name, text, words, *(row[low:high] for row in sums)))
            low = high - 1
        return found

    @cached_property
    def hashes(self) -> list[int]:
        """The words' hashes as plain numbers, which single look-ups are quicker with."""
        found: list[int] = self.words.hashes.tolist()
        return found

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Spans inside quotation marks, at most 1,000 characters long."""
        found: list[Span] = []
        if not any(mark in self.text for mark in _OPENING):
            return ()
        after = 0
        for mark in re.finditer(f"[{_OPENING}]", self.text):
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


def overlaps(texts: Sequence[Indexed], one: Places, other: Places, stock: Numbers) -> Iterator[Overlap]:
    """What the texts ``one[i]`` and ``other[i]`` share that is not boilerplate, for every i.

    ``stock`` are the hashes of shingles that many reports hold.
    """
    found = common([text.words for text in texts], one, other, stock)
    for left, right, shared in zip(one.tolist(), other.tolist(), found, strict=True):
        a, b = texts[left], texts[right]
        mostly = max(shared.a_in_b, shared.b_in_a) >= MOSTLY
        passages = []
        for chain in shared.chains:
            passage = _passage(a, b, chain, mostly)
            if passage:
                passages.append(passage)
        yield Overlap(a.id, b.id, tuple(passages), shared.a_in_b, shared.b_in_a)


def _passage(a: Indexed, b: Indexed, chain: Chain, mostly: bool) -> Passage | None:
    """This chain as one passage, if it has weight enough.

    What many reports have weighs only where it is quoted, or where most of a text is shared.
    """
    first, last = chain.runs[0], chain.runs[-1]
    here, there = a.span(first[0], last[0] + last[2] - 1), b.span(first[1], last[1] + last[2] - 1)
    whole = mostly or len(chain.rare) == len(chain.runs) or covered(here, a.quotations) or covered(there, b.quotations)
    words, weight, listed = a.words, 0.0, False
    for at, _, size in chain.runs if whole else chain.rare:
        is_list = a.text.count(", ", words.starts[at], words.ends[at + size - 1]) >= LIST_COMMAS
        weights = a.listed_weights if is_list else a.weights
        weight += float(weights[at + size] - weights[at])
        listed |= is_list
    return Passage(a=here, b=there, weight=weight, listed=listed) if weight >= PASSAGE_WEIGHS else None


def reworded(a: Indexed, b: Indexed, stock: Numbers) -> Overlap:
    """What two texts share in one order, word by word, where few words in a row are the same.

    Words of ``stock`` shingles, which many reports hold, weigh nothing.
    """
    weights = np.diff(a.weights)
    if len(stock):
        many = np.isin(a.words.shingles, stock)
        for step in range(SHINGLE):
            weights[step : step + len(many)][many] = 0.0
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
    a_in_b, b_in_a = (shared / max(1.0, float(text.weights[-1] - text.weights[0])) for text in (a, b))
    return Overlap(a.id, b.id, tuple(passages), a_in_b, b_in_a, reworded=True)


def covered(part: Span, spans: Iterable[Span]) -> bool:
    """Whether most of a passage lies in one of the spans."""
    return any(min(part[1], end) - max(part[0], start) > 0.8 * (part[1] - part[0]) for start, end in spans)


def weigh(passages: Sequence[Passage]) -> float:
    """How much wording passages share together."""
    return sum(passage.weight for passage in passages)
