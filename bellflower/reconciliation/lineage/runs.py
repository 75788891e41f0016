"""Runs of words that two texts have in common, found for many pairs of texts at once.

A run are shingles (Broder 1997, "On the resemblance and containment of documents") that follow each other in both
texts; runs that stand near each other in both, in one order, make a chain. Everything is reckoned on rows of numbers
over all the pairs: one by one they take several times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from bellflower.reconciliation.lineage.words import SHINGLE, Numbers, Places, Words, ranges, sorted_once

# Choices to test. Runs this many content words apart in both texts belong to one passage; a run that short may join it.
NEAR, SHORT_RUN = 12, 3

Flags = npt.NDArray[np.bool_]
Run = tuple[int, int, int]  # first word in a, first word in b, number of words


@dataclass(frozen=True, eq=False)
class Chain:
    """Runs that make one passage, with the short ones that join it; ``rare`` are those that few reports hold."""

    runs: Sequence[Run]
    rare: Sequence[Run]


@dataclass(frozen=True, eq=False)
class Common:
    """What two texts have in common; ``a_in_b`` is the part of a's shingles that b holds too."""

    a_in_b: float
    b_in_a: float
    chains: Sequence[Chain]


@dataclass(frozen=True, eq=False)
class _Texts:
    """Some texts in a row: their words' hashes and shingles, and where those of each begin."""

    hashes: Numbers
    shingles: Numbers
    words: Places
    begin: Places
    size: Places

    @classmethod
    def of(cls, texts: Sequence[Words]) -> _Texts:
        size = np.array([len(text.shingles) for text in texts], np.int64)
        length = np.array([len(text.hashes) for text in texts], np.int64)
        hashes = np.concatenate([text.hashes for text in texts])
        shingles = np.concatenate([text.shingles for text in texts])
        return cls(hashes, shingles, np.cumsum(length) - length, np.cumsum(size) - size, size)


@dataclass(frozen=True, eq=False)
class _Runs:
    """Runs of all pairs, by pair and place: which pair's, where in both texts, how long, shingles in all and rare."""

    pair: Places
    at: Places
    to: Places
    size: Places
    rare: Places

    def only(self, which: Places) -> _Runs:
        return _Runs(self.pair[which], self.at[which], self.to[which], self.size[which], self.rare[which])


def common(texts: Sequence[Words], one: Places, other: Places, stock: Numbers) -> list[Common]:
    """What the texts ``one[i]`` and ``other[i]`` have in common, for every i; no shingle of ``stock`` is rare."""
    if not len(one):
        return []
    held = _Texts.of(texts)
    pair, at, to, shared, distinct = _matches(held, one, other)
    runs = _apart(_runs(held, one, pair, at, to, sorted_once(stock)))
    chains: list[list[Chain]] = [[] for _ in one]
    # A chain begins where a run is not near the one before it.
    joined = np.zeros(len(runs.pair) + 1, np.bool_)
    joined[1:-1] = runs.pair[1:] == runs.pair[:-1]
    for place in (runs.at, runs.to):
        gap = place[1:] - place[:-1] - runs.size[:-1]
        joined[1:-1] &= (gap >= 0) & (gap <= NEAR)
    first, last = np.flatnonzero(~joined[:-1]), np.flatnonzero(~joined[1:])
    before, after = _beside(held, one, other, runs, first, -1), _beside(held, one, other, runs, last, 1)
    rare: list[bool] = (2 * runs.rare >= runs.size - SHINGLE + 1).tolist()
    each = list(zip(runs.at.tolist(), runs.to.tolist(), runs.size.tolist(), strict=True))
    rows = zip(runs.pair[first].tolist(), first.tolist(), last.tolist(), strict=True)
    for number, (whose, begin, end) in enumerate(rows):
        whole = each[begin : end + 1]
        few = whole if all(rare[begin : end + 1]) else list(compress(whole, rare[begin : end + 1]))
        if number in before or number in after:
            whole, few = ([*before.get(number, ()), *some, *after.get(number, ())] for some in (whole, few))
        chains[whose].append(Chain(whole, few))
    of_one, of_other = shared / np.maximum(1, distinct[one]), shared / np.maximum(1, distinct[other])
    return [Common(*row) for row in zip(of_one.tolist(), of_other.tolist(), chains, strict=True)]


def _matches(held: _Texts, one: Places, other: Places) -> tuple[Places, Places, Places, Places, Places]:
    """Every shingle of a text with every same one of the other: which pair's, where in both; then how many different
    ones each pair shares, and how many different ones each text has.
    """
    bits = np.uint64(len(held.size).bit_length())
    whose = np.repeat(np.arange(len(held.size), dtype=np.uint64), held.size)
    # By text first: one sorted row of numbers is the index of all texts.
    keys = (whose << (np.uint64(64) - bits)) | (held.shingles >> bits)
    order = np.argsort(keys)
    keys = keys[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    first = np.flatnonzero(new)
    times = np.zeros(len(keys), np.int64)
    times[first] = np.diff(np.append(first, len(keys)))
    asked = ranges(held.begin[one], held.size[one])
    pair = np.repeat(np.arange(len(one)), held.size[one])
    shift = (other - one).astype(np.uint64) << (np.uint64(64) - bits)
    wanted = keys[asked] + shift[pair]
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    hit = np.flatnonzero(keys[found] == wanted) if len(keys) else found
    asked, pair, found = asked[hit], pair[hit], found[hit]
    shared = np.bincount(pair[new[asked]], minlength=len(one))
    distinct = np.bincount(whose[first].astype(np.int64), minlength=len(held.size))
    count = times[found]
    pair = np.repeat(pair, count)
    here, there = np.repeat(order[asked], count), order[ranges(found, count)]
    same = held.shingles[here] == held.shingles[there]
    pair, here, there = pair[same], here[same], there[same]
    return pair, here - held.begin[one[pair]], there - held.begin[other[pair]], shared, distinct


def _runs(held: _Texts, one: Places, pair: Places, at: Places, to: Places, stock: Numbers) -> _Runs:
    """Shingles that follow each other in both texts."""
    wide = int(held.size.max(initial=0)) + 1
    # As one number each: what follows in both texts is the next number.
    codes = np.sort((pair * (2 * wide) + (to - at + wide)) * wide + at)
    rest, at = np.divmod(codes, wide)
    pair, apart = np.divmod(rest, 2 * wide)
    first = np.flatnonzero(np.diff(codes, prepend=-2) != 1)
    size = np.diff(np.append(first, len(codes)))
    shingles = held.shingles[held.begin[one[pair]] + at]
    rare = np.ones(len(codes), np.int64)
    if len(stock):
        rare -= stock[np.minimum(np.searchsorted(stock, shingles), len(stock) - 1)] == shingles
    total = np.concatenate([[0], np.cumsum(rare)])
    runs = _Runs(
        pair[first], at[first], at[first] + apart[first] - wide, size + SHINGLE - 1, total[first + size] - total[first]
    )
    return runs.only(np.lexsort((runs.to, runs.at, runs.pair)))


def _apart(runs: _Runs) -> _Runs:
    """Of runs that overlap in the first text, the longest."""
    over = (runs.pair[1:] == runs.pair[:-1]) & (runs.at[1:] < runs.at[:-1] + runs.size[:-1])
    if not over.any():
        return runs
    kept = np.ones(len(runs.pair), np.bool_)
    for whose in sorted_once(runs.pair[1:][over]).tolist():
        low, high = np.searchsorted(runs.pair, [whose, whose + 1]).tolist()
        rows = zip(*(row[low:high].tolist() for row in (runs.at, runs.to, runs.size)), range(low, high), strict=True)
        taken: set[int] = set()
        for at, _, size, place in sorted(rows, key=lambda row: (-row[2], row)):
            words = range(at, at + size)
            kept[place] = taken.isdisjoint(words)
            if kept[place]:
                taken.update(words)
    return runs.only(np.flatnonzero(kept))


def _beside(held: _Texts, one: Places, other: Places, runs: _Runs, which: Places, side: int) -> dict[int, list[Run]]:
    """For the runs ``which``, the longest short run just before (-1) or after (1) each, where there is any."""
    steps = np.arange(NEAR)
    ends = np.append(held.words[1:], len(held.hashes))
    windows = []
    for text, place in ((one, runs.at), (other, runs.to)):
        whose = text[runs.pair[which]]
        begin = held.words[whose] + place[which] + (runs.size[which] if side > 0 else -NEAR)
        places = begin[:, None] + steps
        inside = (places >= held.words[whose][:, None]) & (places < ends[whose][:, None])
        windows.append(
            (np.where(inside, held.hashes[places * inside], np.uint64(0)), inside, begin - held.words[whose])
        )
    (left, in_left, from_left), (right, in_right, from_right) = windows
    same = (left[:, :, None] == right[:, None, :]) & in_left[:, :, None] & in_right[:, None, :]
    three = same[:, :-2, :-2] & same[:, 1:-1, 1:-1] & same[:, 2:, 2:]
    found: dict[int, list[Run]] = {}
    for number in np.flatnonzero(three.any((1, 2))).tolist():
        best: Run = (0, 0, 0)
        for at, to in np.argwhere(three[number]).tolist():
            size = SHORT_RUN
            while at + size < NEAR and to + size < NEAR and same[number, at + size, to + size]:
                size += 1
            if size > best[2]:
                best = (int(from_left[number]) + at, int(from_right[number]) + to, size)
        found[number] = [best]
    return found
