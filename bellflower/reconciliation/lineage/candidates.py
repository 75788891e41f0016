"""Which reports may share something: pairs found by what their sketches hold in common, never by trying all pairs.

The rule is a plain function of the sketches of a case, so a case that grows report by report has the same pairs as one
read at once. A token ties every two of its holders where no more than SHARED_BY_FEW reports hold it; where more do, it
ties each of them to the earliest: many reprints of one text lead to its first appearance, not each to each. Two reports
are a pair where

- AT_LEAST shingles that few hold tie them: one alone, five words, is met by chance; or
- shingles tie them that are MOSTLY what the shorter text has; or
- a token of their signatures ties them and ALIKE of their words are the same: a text reworded throughout; or
- an amount ties them: a figure told in another unit, or in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bellflower.reconciliation.lineage.sketches import Sketch, age, alike, bands_of, figures_of, shingles_of
from bellflower.reconciliation.lineage.words import Numbers, Places, sorted_once
from bellflower.records import Record

# What more reports than this share is boilerplate (contact lines, stock phrases), unless most of a text is shared.
# Tried on 1,846 local crime reports, where a share of all texts let every footer through.
SHARED_BY_FEW = 4
EARLIEST = SHARED_BY_FEW + 1  # so many holders tell that it is shared by more than few, and by whom first
AT_LEAST = 2
MOSTLY = 0.5
ALIKE = 0.5
_FLAGS = 20  # bits of a token that a quick look-up goes by

Flags = npt.NDArray[np.bool_]
Parts = npt.NDArray[np.float64]
# The known sketches that share a token with some. Of a token that many hold, those of its EARLIEST holders will do,
# unless one of the given is earlier than they all: then it is those of all.
Sharing = Callable[[Sequence[Sketch]], Iterable[Sketch]]


class Pair(Record, frozen=True):
    """Two reports to be compared word for word; the earlier first, where the days of publication tell.

    ``common`` are the hashes of the shingles both hold and more than SHARED_BY_FEW reports do, eight bytes each;
    ``alike`` is what part of their words they have in common, by their signatures.
    """

    report_ids: tuple[str, str]
    alike: float
    common: bytes = b""


class Related(Record, frozen=True):
    """What new reports change: ``pairs`` to compare anew, and ``parted``, pairs that are none any more."""

    pairs: tuple[Pair, ...]
    parted: tuple[tuple[str, str], ...] = ()


def alone(_: Sequence[Sketch]) -> Sequence[Sketch]:
    """What shares a token with some where nothing is known."""
    return ()


def related(new: Sequence[Sketch], sharing: Sharing = alone) -> Related:
    """The pairs that ``new`` reports make among themselves and with known ones, and what changes among the known.

    A report that comes is seldom all that changes: a phrase that one more than SHARED_BY_FEW hold becomes boilerplate,
    and where the first appearance of a much reprinted text comes late, the reprints are tied to it instead.
    """
    shelf = Shelf.of(new, sharing(new))
    groups = _groups(shelf, shelf.fresh)
    affected = _affected(shelf, groups)
    touched = _touched(shelf, affected)
    if touched.any():
        # What else the pairs of known reports share decides as well, though no new report holds it.
        others = [shelf.sketches[at] for at in np.flatnonzero(touched).tolist()]
        shelf = Shelf.of(new, [*shelf.sketches, *sharing(others)])
        affected = _affected(shelf, _groups(shelf, shelf.fresh))
        groups = _groups(shelf, shelf.fresh | _touched(shelf, affected))
    one, other = np.divmod(affected, max(1, len(shelf.sketches)))
    near = alike(shelf.sketches, one, other)
    are_pairs = _are_pairs(shelf, affected, near, *groups)
    common = _common(groups[0])
    pairs, parted = [], []
    for a, b, part, is_pair in zip(*(row.tolist() for row in (one, other, near, are_pairs)), strict=True):
        ids = (shelf.sketches[a].report_id, shelf.sketches[b].report_id)
        if is_pair:
            stock = np.intersect1d(common[a], common[b], assume_unique=True) if a in common and b in common else None
            pairs.append(Pair(report_ids=ids, alike=part, common=b"" if stock is None else stock.tobytes()))
        elif not (shelf.fresh[a] or shelf.fresh[b]):
            parted.append(ids)
    return Related(pairs=tuple(pairs), parted=tuple(parted))


@dataclass(frozen=True, eq=False)
class Rows:
    """The tokens of each report of a shelf, one report after the other."""

    each: Sequence[Numbers]

    @cached_property
    def tokens(self) -> Numbers:
        """All of them in one row."""
        return np.concatenate([*self.each, np.zeros(0, np.uint64)])

    @cached_property
    def size(self) -> Places:
        """How many each report has."""
        return np.array([len(row) for row in self.each], np.int64)

    @cached_property
    def owners(self) -> Places:
        """Whose each is."""
        return np.repeat(np.arange(len(self.each)), self.size)


@dataclass(frozen=True, eq=False)
class Shelf:
    """Sketches of a case, oldest first; a report is known by its place. ``fresh`` are those that are new."""

    sketches: Sequence[Sketch]
    fresh: Flags

    @classmethod
    def of(cls, new: Sequence[Sketch], known: Iterable[Sketch]) -> Shelf:
        """A sketch that is new and known is new."""
        by_id = {one.report_id: one for one in (*known, *new)}
        names = {one.report_id for one in new}
        ordered = sorted(by_id.values(), key=age)
        return cls(ordered, np.array([one.report_id in names for one in ordered], np.bool_))

    @cached_property
    def rows(self) -> tuple[Rows, Rows, Rows]:
        """The shingles of each report, the tokens of its signature, and those of its amounts."""
        shingles = [shingles_of(one) for one in self.sketches]
        return Rows(shingles), Rows(bands_of(self.sketches)), Rows([figures_of(one) for one in self.sketches])


@dataclass(frozen=True, eq=False)
class Groups:
    """Tokens that two reports or more hold, and for each who holds it, earliest first.

    The holders of ``tokens[i]`` are ``owners[first[i] : first[i] + size[i]]``. ``before`` of them were known, the
    eldest of whom is ``elder[i]`` (-1 where there is none).
    """

    tokens: Numbers
    owners: Places
    first: Places
    size: Places
    before: Places
    elder: Places

    @cached_property
    def few(self) -> Flags:
        """Whether few hold it."""
        return self.size <= SHARED_BY_FEW


def _groups(shelf: Shelf, holding: Flags) -> tuple[Groups, Groups, Groups]:
    """The groups of each kind of token, of those that the reports ``holding`` hold."""
    shingles, bands, amounts = (_groups_of(rows, shelf, holding) for rows in shelf.rows)
    return shingles, bands, amounts


def _groups_of(rows: Rows, shelf: Shelf, holding: Flags) -> Groups:
    tokens, owners = rows.tokens, rows.owners
    if not holding.all():
        kept = _among(tokens, tokens[holding[owners]])
        tokens, owners = tokens[kept], owners[kept]
    order = np.argsort(tokens)
    tokens = tokens[order]
    same = np.zeros(len(tokens) + 1, np.bool_)
    same[1:-1] = tokens[1:] == tokens[:-1]
    held = same[:-1] | same[1:]  # by another report too
    number = np.cumsum(~same[:-1][held]) - 1
    count = max(1, len(shelf.sketches))
    # Sorted once more, so that the holders of each token stand in their order.
    owners = np.sort(number * count + owners[order][held]) % count
    first = np.flatnonzero(~same[:-1][held])
    old = ~shelf.fresh[owners]
    seen = np.concatenate([[0], np.cumsum(old)])
    size = np.diff(np.append(first, len(owners)))
    before = seen[first + size] - seen[first]
    elders = np.minimum.reduceat(np.where(old, owners, count), first) if len(first) else first
    return Groups(tokens[held][first], owners, first, size, before, np.where(before > 0, elders, -1))


def _among(tokens: Numbers, wanted: Numbers) -> Places:
    """Where one of these tokens stands: looked up by their last bits first, for most are not wanted."""
    mask = np.uint64((1 << _FLAGS) - 1)
    flags = np.zeros(1 << _FLAGS, np.bool_)
    flags[wanted & mask] = True
    maybe = np.flatnonzero(flags[tokens & mask])
    return maybe[np.isin(tokens[maybe], wanted)]


def _affected(shelf: Shelf, groups: Iterable[Groups]) -> Places:
    """The pairs whose standing the new reports may have changed, as codes."""
    return sorted_once(np.concatenate([_affected_by(shelf, some) for some in groups]))


def _touched(shelf: Shelf, affected: Places) -> Flags:
    """Whether each report is of an affected pair of two known ones."""
    one, other = np.divmod(affected, max(1, len(shelf.sketches)))
    both = ~(shelf.fresh[one] | shelf.fresh[other])
    touched = np.zeros(len(shelf.sketches), np.bool_)
    touched[one[both]] = touched[other[both]] = True
    return touched


def _affected_by(shelf: Shelf, groups: Groups) -> Places:
    fresh, few = shelf.fresh, groups.few
    found = [np.stack(pair) for pair in _each_to_each(groups.owners, groups.first[few], groups.size[few])]
    found = [pair[:, fresh[pair].any(0)] for pair in found]
    # What few held before and many hold now binds those few no more.
    crossed = ~few & (groups.before <= SHARED_BY_FEW)
    old = ~fresh[groups.owners]
    place: Places = np.cumsum(old) - old
    known = groups.owners[old]
    found += [np.stack(pair) for pair in _each_to_each(known, place[groups.first[crossed]], groups.before[crossed])]
    # Those who are tied to the earliest: the new ones, and all where it is another now.
    root, other, group = _to_the_first(groups)
    moved = (groups.elder[group] != root) | crossed[group]
    found.append(np.stack([root, other])[:, fresh[other] | moved])
    left = moved & (groups.elder[group] >= 0)
    found.append(np.sort(np.stack([groups.elder[group[left]], other[left]]), axis=0))
    pairs = np.concatenate(found, axis=1)
    return _codes(shelf, *pairs[:, pairs[0] != pairs[1]])


def _are_pairs(shelf: Shelf, codes: Places, near: Parts, shingles: Groups, bands: Groups, amounts: Groups) -> Flags:
    """Whether each of these codes is a pair by the rule of the module."""
    by_few, ties = _ties(shelf, shingles)
    few = _looked_up(codes, *np.unique(by_few, return_counts=True)) >= AT_LEAST
    tied, times = np.unique(ties, return_counts=True)
    one, other = np.divmod(codes, max(1, len(shelf.sketches)))
    size = shelf.rows[0].size
    mostly = _looked_up(codes, tied, times) >= MOSTLY * np.maximum(1, np.minimum(size[one], size[other]))
    reworded = np.isin(codes, _ties(shelf, bands)[1]) & (near >= ALIKE)
    result: Flags = few | mostly | reworded | np.isin(codes, _ties(shelf, amounts)[1])
    return result


def _ties(shelf: Shelf, groups: Groups) -> tuple[Places, Places]:
    """The codes of pairs tied by tokens that few hold, and of all ties, each once for every token."""
    few = groups.few
    each = [_codes(shelf, *pair) for pair in _each_to_each(groups.owners, groups.first[few], groups.size[few])]
    by_few = np.concatenate([*each, np.zeros(0, np.int64)])
    root, other, _ = _to_the_first(groups)
    return by_few, np.concatenate([by_few, _codes(shelf, root, other)])


def _looked_up(wanted: Places, keys: Places, values: Places) -> Places:
    """The value of each wanted key, 0 where it is none of the keys (sorted)."""
    at = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
    return np.where(keys[at] == wanted, values[at], 0) if len(keys) else np.zeros(len(wanted), np.int64)


def _each_to_each(owners: Places, first: Places, size: Places) -> Iterator[tuple[Places, Places]]:
    """Every two within each of these groups, the earlier first."""
    for count in np.flatnonzero(np.bincount(size)):
        members = owners[first[size == count][:, None] + np.arange(count)]
        for one in range(count):
            for other in range(one + 1, count):
                yield members[:, one], members[:, other]


def _to_the_first(groups: Groups) -> tuple[Places, Places, Places]:
    """For tokens that many hold, the earliest holder with each of the others, and which token it is."""
    at = np.flatnonzero(~groups.few)
    size, first = groups.size[at], groups.first[at]
    inside = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    others = inside > 0
    members = groups.owners[np.repeat(first, size) + inside]
    return np.repeat(groups.owners[first], size)[others], members[others], np.repeat(at, size)[others]


def _codes(shelf: Shelf, one: Places, other: Places) -> Places:
    return one * len(shelf.sketches) + other


def _common(groups: Groups) -> dict[int, Numbers]:
    """For each report that has any, the shingles it shares with many, sorted."""
    at = np.flatnonzero(~groups.few)
    size = groups.size[at]
    inside = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    owners = groups.owners[np.repeat(groups.first[at], size) + inside]
    order = np.argsort(owners, kind="stable")
    whose, first = np.unique(owners[order], return_index=True)
    tokens = np.repeat(groups.tokens[at], size)[order]
    return dict(zip(whose.tolist(), np.split(tokens, first[1:]), strict=True)) if len(whose) else {}
