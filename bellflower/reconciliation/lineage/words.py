"""The words of a text that carry its wording, as numbers: hashed, placed, and five in a row as shingles.

Words of four letters or more are kept, figures, Korean words of two syllables, and every sign of Chinese or Japanese.
Many texts are cut at once by table look-ups over their code points: an ordinary tokeniser takes longer than all the
rest of lineage together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Number = TypeVar("Number", np.uint64, np.int64)
SHINGLE = 5
# What a character adds to the width of its word; a word is kept from WIDE_ENOUGH. A sign is a word of its own.
_LETTER, _SYLLABLE, _SIGN = 1, 2, 4
WIDE_ENOUGH = 4
_AT_ONCE = 100_000  # characters: what fits the cache is quicker
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64


@dataclass(frozen=True, eq=False, slots=True)
class Words:
    """The content words of one text in order: their hashes, where they stand, and what kind of word each is.

    ``shingles[i]`` is the hash of the words from ``i`` to ``i + SHINGLE - 1``; empty where there are fewer words.
    """

    hashes: Numbers
    starts: Places
    ends: Places
    capital: npt.NDArray[np.bool_]
    figure: npt.NDArray[np.bool_]
    sign: npt.NDArray[np.bool_]
    shingles: Numbers


@dataclass(frozen=True)
class _Tables:
    """For every character of the basic plane: its hash without case, its width, and what it is."""

    hashed: Numbers
    width: npt.NDArray[np.uint8]
    digit: npt.NDArray[np.bool_]
    upper: npt.NDArray[np.bool_]


def words_of(texts: Sequence[str]) -> Iterator[Words]:
    """The content words of each text, in the order given."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _AT_ONCE:
            yield from _cut(batch)
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield from _cut(batch)


def mixed(numbers: Numbers) -> Numbers:
    """Every bit of a number spread over all of them (the finaliser of MurmurHash3)."""
    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers *= np.uint64(0xFF51AFD7ED558CCD)
    numbers ^= numbers >> np.uint64(33)
    numbers *= np.uint64(0xC4CEB9FE1A85EC53)
    return numbers ^ (numbers >> np.uint64(33))


def sorted_once(numbers: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """These numbers sorted, each once: ``numpy.unique`` is slower by far since it hashes."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def ranges(first: Places, size: Places) -> Places:
    """The numbers from each ``first`` on, so many as its ``size``, in one row."""
    ends = np.cumsum(size)
    whole: Places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - size), size)
    return whole


def _cut(texts: Sequence[str]) -> Iterator[Words]:
    joined = "\n".join(texts)
    offsets = np.array([0, *accumulate(len(text) + 1 for text in texts)])
    tables = _tables()
    # A character beyond the basic plane is no letter here: it becomes U+FFFF, which is none.
    points = np.minimum(np.frombuffer(f"{joined}\n".encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF)
    width = tables.width[points]
    first, last = _bounds(width)
    starts, ends = np.flatnonzero(first), np.flatnonzero(last) + 1
    figure = _figures(points, starts, ends)
    kept = (_widths(width, starts, ends) >= WIDE_ENOUGH) | figure
    starts, ends, figure = starts[kept], ends[kept], figure[kept]
    hashes = _hashes(tables.hashed[points], starts, ends)
    capital = tables.upper[points[starts]]
    sign = width[starts] == _SIGN
    shingles = _shingles(hashes)
    borders = np.searchsorted(starts, offsets)
    before = np.repeat(offsets[:-1], np.diff(borders))
    starts, ends = starts - before, ends - before
    for low, high in pairwise(borders.tolist()):
        yield Words(
            hashes=hashes[low:high],
            starts=starts[low:high],
            ends=ends[low:high],
            capital=capital[low:high],
            figure=figure[low:high],
            sign=sign[low:high],
            shingles=shingles[low : max(low, high - SHINGLE + 1)],
        )


def _bounds(width: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a word begins, and whether one ends, with each character."""
    inside, sign = width > 0, width == _SIGN
    # Blank or sign: what a word can't run across.
    parted = ~inside | sign
    first, last = inside.copy(), inside.copy()
    first[1:] &= parted[:-1] | sign[1:]
    last[:-1] &= parted[1:] | sign[:-1]
    return first, last


def _widths(width: npt.NDArray[np.uint8], starts: Places, ends: Places) -> Places:
    """The width of each word."""
    widths = ends - starts
    if width.max(initial=0) > _LETTER:
        total = np.zeros(len(width) + 1, np.int64)
        np.cumsum(width, out=total[1:])
        widths = total[ends] - total[starts]
    return widths


def _figures(points: npt.NDArray[np.uint32], starts: Places, ends: Places) -> npt.NDArray[np.bool_]:
    """Whether each word is of digits alone."""
    digit = _tables().digit
    figure = digit[points[starts]]
    maybe = np.flatnonzero(figure)
    if len(maybe):
        size = ends[maybe] - starts[maybe]
        figure[maybe] = np.logical_and.reduceat(digit[points[ranges(starts[maybe], size)]], np.cumsum(size) - size)
    return figure


def _hashes(values: Numbers, starts: Places, ends: Places) -> Numbers:
    """A polynomial of each word's characters modulo 2**64, from running sums: the same word has the same anywhere."""
    powers, inverses = _powers(len(values).bit_length())
    total = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=total[1:])
    return mixed((total[ends] - total[starts]) * inverses[starts])


def _shingles(hashes: Numbers) -> Numbers:
    count = max(0, len(hashes) - SHINGLE + 1)
    total = np.zeros(count, np.uint64)
    for step in range(SHINGLE):
        total *= np.uint64(_BASE)
        total += hashes[step : step + count]
    return mixed(total)


@cache
def _powers(bits: int) -> tuple[Numbers, Numbers]:
    def powers(base: int) -> Numbers:
        all_of_it = np.full(1 << bits, base, np.uint64)
        all_of_it[0] = 1
        return np.cumprod(all_of_it, dtype=np.uint64)

    return powers(_BASE), powers(pow(_BASE, -1, 1 << 64))


@cache
def _tables() -> _Tables:
    characters = list(map(chr, range(0x10000)))
    lowered = (low if len(low) == 1 else char for char, low in zip(characters, map(str.lower, characters), strict=True))
    width = _every(map(str.isalnum, characters)) * np.uint8(_LETTER)
    for begin, end, wide in ((0x3040, 0x3100, _SIGN), (0x3400, 0xA000, _SIGN), (0xAC00, 0xD7A4, _SYLLABLE)):
        width[begin:end] *= np.uint8(wide)
    return _Tables(
        hashed=mixed(np.fromiter(map(ord, lowered), np.uint64, len(characters)) + np.uint64(1)),
        width=width,
        digit=_every(map(str.isdigit, characters)),
        upper=_every(map(str.isupper, characters)),
    )


def _every(told: Iterable[bool]) -> npt.NDArray[np.bool_]:
    return np.fromiter(told, np.bool_)
