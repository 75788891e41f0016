"""Which reports may share something: pairs found by what their sketches hold in common, never by trying all pairs.

The rule is a plain function of the sketches of a case, so a case that grows report by report has the same pairs as one
read at once. Two reports are a pair where

- they share a shingle that no more than SHARED_BY_FEW reports hold; or
- they share one that more hold, most of the one text stands in the other, and one of the two is the earliest report to
  hold it: many reprints of one text are tied to its first appearance, not each to each; or
- they share a token of their signatures on the same terms, and ALIKE of their words: a text reworded throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bellflower.reconciliation.lineage.sketches import SLOTS, Sketch, age, bands_of, shingles_of
from bellflower.reconciliation.lineage.words import Numbers, Places
from bellflower.records import Record

# What more reports than this share is boilerplate (contact lines, stock phrases), unless most of a text is shared.
# Tried on 1,846 local crime reports, where a share of all texts let every footer through.
SHARED_BY_FEW = 4
MOSTLY = 0.5
ALIKE = 0.5


class Pair(Record, frozen=True):
    """Two reports to be compared word for word; the earlier first, where the days of publication tell.

    ``common`` are the hashes of the shingles both hold and more than SHARED_BY_FEW reports do, eight bytes each.
    """

    report_ids: tuple[str, str]
    common: bytes = b""


class Related(Record, frozen=True):
    """What new reports change: ``pairs`` to compare anew, and ``parted``, pairs that are none any more."""

    pairs: tuple[Pair, ...]
    parted: tuple[tuple[str, str], ...] = ()


def related(new: Sequence[Sketch], known: Sequence[Sketch] = ()) -> Related:
    """The pairs that ``new`` reports make among themselves and with ``known`` ones, and what changes among the known.

    A report that comes is seldom all that changes: a phrase that one more than SHARED_BY_FEW hold becomes boilerplate,
    and where the first appearance of a much reprinted text comes late, the reprints are tied to it instead.
    """
    shelf = Shelf.of(new, known)
    touched = shelf.groups(None if not known else np.unique(shelf.tokens[shelf.fresh[shelf.owners]]))
    affected = _affected(shelf, touched)
    if known and len(affected):
        # What else the pairs of known reports share decides as well, though no new report holds it.
        held = np.concatenate([shelf.both(one, other) for one, other in affected])
        touched = shelf.groups(np.union1d(touched.tokens, held))
    pairs, parted = [], []
    for one, other in affected.tolist():
        ids = (shelf.ids[one], shelf.ids[other])
        common = _common(shelf, touched, one, other)
        if common is not None:
            pairs.append(Pair(report_ids=ids, common=common.tobytes()))
        elif not (shelf.fresh[one] or shelf.fresh[other]):
            parted.append(ids)
    return Related(pairs=tuple(pairs), parted=tuple(parted))


@dataclass(frozen=True, eq=False)
class Groups:
    """Tokens that two reports or more hold, sorted, and for each who holds it, earliest first.

    The holders of token ``i`` are ``owners[first[i] : first[i] + size[i]]``; ``before`` of them were known, and
    ``eldest`` is the first of those (or -1).
    """

    tokens: Numbers
    owners: Places
    first: Places
    size: Places
    before: Places
    eldest: Places


@dataclass(frozen=True, eq=False)
class Shelf:
    """The sketches of a case, oldest first, with all their tokens in one row; a report is known by its place."""

    sketches: tuple[Sketch, ...]
    fresh: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, new: Sequence[Sketch], known: Sequence[Sketch]) -> Shelf:
        """A sketch that is new and known is new."""
        by_id = {one.report_id: one for one in (*known, *new)}
        names = {one.report_id for one in new}
        ordered = tuple(sorted(by_id.values(), key=age))
        return cls(ordered, np.array([one.report_id in names for one in ordered], np.bool_))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The report at each place."""
        return tuple(one.report_id for one in self.sketches)

    @cached_property
    def shingles(self) -> list[Numbers]:
        """Each report's shingles."""
        return [shingles_of(one) for one in self.sketches]

    @cached_property
    def bands(self) -> list[Numbers]:
        """Each report's tokens of its signature."""
        return bands_of(self.sketches)

    @cached_property
    def tokens(self) -> Numbers:
        """All shingles, then all signature tokens, report by report."""
        return np.concatenate([*self.shingles, *self.bands, np.zeros(0, np.uint64)])

    @cached_property
    def owners(self) -> Places:
        """Whose each of the tokens is."""
        places = np.arange(len(self.sketches))
        return np.concatenate([np.repeat(places, [len(row) for row in rows]) for rows in (self.shingles, self.bands)])

    def both(self, one: int, other: int) -> Numbers:
        """The tokens that two reports share."""
        return np.concatenate(
            [np.intersect1d(rows[one], rows[other], assume_unique=True) for rows in (self.shingles, self.bands)]
        )

    def alike(self, one: int, other: int) -> float:
        """What part of their words two reports share, by their signatures."""
        a, b = (np.frombuffer(self.sketches[place].words, "<u4") for place in (one, other))
        return float(np.count_nonzero(a == b)) / SLOTS if len(a) and len(b) else 0.0

    def groups(self, wanted: Numbers | None) -> Groups:
        """The tokens that two reports or more hold, of those ``wanted`` (sorted) or of all."""
        tokens, owners = self.tokens, self.owners
        # Most tokens are held by one report. Counting them by their last bits throws most of those out unsorted.
        low = (tokens & np.uint64(0xFFFFFF)).astype(np.int64)
        if wanted is None:
            kept = np.bincount(low, minlength=1 << 24)[low] > 1
        else:
            flags = np.zeros(1 << 24, np.bool_)
            flags[(wanted & np.uint64(0xFFFFFF)).astype(np.int64)] = True
            kept = flags[low]
            kept[kept] = np.isin(tokens[kept], wanted)
        tokens, owners = tokens[kept], owners[kept]
        order = np.lexsort((owners, tokens))
        tokens, owners = tokens[order], owners[order]
        first = np.flatnonzero(np.concatenate([[True], tokens[1:] != tokens[:-1]])) if len(tokens) else np.zeros(0, int)
        size = np.diff(np.append(first, len(tokens)))
        old = ~self.fresh[owners]
        before = np.diff(np.concatenate([[0], np.cumsum(old)])[np.append(first, len(tokens))])
        elders = np.where(old, owners, len(self.sketches))
        eldest = np.minimum.reduceat(elders, first) if len(first) else elders
        many = size > 1
        eldest = np.where(before > 0, eldest, -1)
        return Groups(tokens[first][many], owners, first[many], size[many], before[many], eldest[many])


def _affected(shelf: Shelf, groups: Groups) -> Places:
    """The pairs whose standing these groups may have changed, one a row, sorted."""
    few = groups.size <= SHARED_BY_FEW
    crossed = ~few & (groups.before <= SHARED_BY_FEW)
    fresh = shelf.fresh
    found = [np.zeros((0, 2), np.int64)]
    for one, other in _each_pair(groups.owners, groups.first[few], groups.size[few]):
        some = fresh[one] | fresh[other]
        found.append(np.stack([one[some], other[some]], 1))
    # What few held before and many hold now binds those few no more.
    old = ~fresh[groups.owners]
    place: Places = np.cumsum(old) - old
    for one, other in _each_pair(groups.owners[old], place[groups.first[crossed]], groups.before[crossed]):
        found.append(np.stack([one, other], 1))
    root, other, group = _stars(groups, ~few)
    moved = groups.eldest[group] != root
    some = fresh[other] | moved | crossed[group]
    found.append(np.stack([root[some], other[some]], 1))
    # Those that were tied to what is the first no more.
    was = groups.eldest[group[moved]]
    held = was >= 0
    found.append(np.sort(np.stack([was[held], other[moved][held]], 1), axis=1))
    pairs = np.concatenate(found)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    codes = np.unique(pairs[:, 0] * len(shelf.sketches) + pairs[:, 1])
    return np.stack(np.divmod(codes, max(1, len(shelf.sketches))), 1)


def _each_pair(owners: Places, first: Places, size: Places) -> Iterator[tuple[Places, Places]]:
    """Each to each within these groups, the earlier first."""
    for count in np.unique(size):
        members = owners[first[size == count][:, None] + np.arange(count)]
        for one in range(count):
            for other in range(one + 1, count):
                yield members[:, one], members[:, other]


def _stars(groups: Groups, which: npt.NDArray[np.bool_]) -> tuple[Places, Places, Places]:
    """The first of each of these groups with each of the others, and the group."""
    sizes, first, at = groups.size[which], groups.first[which], np.flatnonzero(which)
    group = np.repeat(at, sizes)
    place = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    members = groups.owners[np.repeat(first, sizes) + place]
    roots = np.repeat(groups.owners[first], sizes)
    others = place > 0
    return roots[others], members[others], group[others]


def _common(shelf: Shelf, groups: Groups, one: int, other: int) -> Numbers | None:
    """What a pair shares with many others; ``None`` where the two are no pair."""
    shared = np.intersect1d(shelf.shingles[one], shelf.shingles[other], assume_unique=True)
    at = np.searchsorted(groups.tokens, shared)
    few = groups.size[at] <= SHARED_BY_FEW
    if not len(shared) or not few.any():
        mostly = len(shared) >= MOSTLY * max(1, min(len(shelf.shingles[one]), len(shelf.shingles[other])))
        if not (mostly and _tied(groups, at, one)):
            bands = np.intersect1d(shelf.bands[one], shelf.bands[other])
            at_bands = np.searchsorted(groups.tokens, bands)
            if not _tied(groups, at_bands, one) or shelf.alike(one, other) < ALIKE:
                return None
    return shared[~few]


def _tied(groups: Groups, at: Places, one: int) -> bool:
    """Whether one of these tokens is held by few, or first by one of the two (which is the earlier, ``one``)."""
    return bool(((groups.size[at] <= SHARED_BY_FEW) | (groups.owners[groups.first[at]] == one)).any())
