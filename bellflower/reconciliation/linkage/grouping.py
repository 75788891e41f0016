"""Pairs put together to groups: agglomeration from the surest pair down, never across a contradiction.

A group joins another only where no pair across them contradicts and the pairs across weigh ``least`` on average, so
that a chain of small likenesses never ties two events together (average linkage: Sokal & Michener 1958). What an
analyst has joined is joined first; what an analyst has parted is a contradiction. A group that might as well belong to
either of two others, which are not one, joins neither: only who reads them can tell. What was printed again long after
has a day that was counted from then: where its day alone bars it from another, it stands to that as what it reprints.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from bellflower.records import Record


class Link(Record, frozen=True):
    """What is known of a pair: its weight, and whether the two can't be one.

    ``by_day``: their days alone bar them. ``reprinted``: one is the other printed again.
    """

    weight: float
    barred: bool
    by_day: bool = False
    reprinted: bool = False


Ids = tuple[str, str]
# Choices to test, in bits: what must lie between the likest and the next, and below what two are surely not one.
MARGIN, EXCLUDES = 1.0, -3.0


class Grouping(Record, frozen=True):
    """The groups of one component, if ``unknown`` is empty; else the pairs whose links must be known to tell."""

    groups: tuple[tuple[str, ...], ...]
    unknown: frozenset[Ids]


class _Across(NamedTuple):
    """The pairs across two groups that are known: their weights' sum, how many, the best that may join, a bar.

    ``days`` are those that bar by their days where one of the two has another printing.
    """

    total: float
    known: int
    best: float
    barred: bool
    days: tuple[Ids, ...] = ()

    def with_(self, other: _Across) -> _Across:
        return _Across(
            self.total + other.total, self.known + other.known, max(self.best, other.best),
            self.barred or other.barred, self.days + other.days,
        )  # fmt: skip


_NOTHING = _Across(0.0, 0, -math.inf, False)


class _Groups:
    """The groups of one component as they grow; each goes by its first member."""

    def __init__(self, members: tuple[str, ...], edges: Collection[Ids], links: Mapping[Ids, Link]) -> None:
        self.of: dict[str, tuple[str, ...]] = {member: (member,) for member in members}
        self.unknown: set[Ids] = set()
        self._links = links
        self._across: dict[str, dict[str, _Across]] = {member: {} for member in members}
        self._printings: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted(edges):
            if links[one, other].reprinted:
                self._printings[one].append(other)
                self._printings[other].append(one)
        for (one, other), link in links.items():
            best = link.weight if (one, other) in edges else -math.inf
            days = ((one, other),) if link.by_day and not self._printings.keys().isdisjoint((one, other)) else ()
            found = _Across(link.weight, 1, best, link.barred and not days, days)
            self._across[one][other] = self._across[other][one] = found

    def join(self, left: tuple[str, ...], right: tuple[str, ...]) -> None:
        """Makes two groups one."""
        kept, gone = sorted((left[0], right[0]))
        row, other_row = self._across[kept], self._across.pop(gone)
        row.pop(gone, None)
        other_row.pop(kept, None)
        for name, found in other_row.items():
            row[name] = self._across[name][kept] = row.get(name, _NOTHING).with_(found)
            del self._across[name][gone]
        together = tuple(sorted(left + right))
        self.of.update(dict.fromkeys(together, together))

    def mean(self, left: tuple[str, ...], right: tuple[str, ...], between: tuple[str, ...] = ()) -> float:
        """What a pair across the two weighs on average; minus infinity where any pair bars them, or is not known.

        What was printed again stands as what it reprints, where that is in either of them or ``between``.
        """
        found = self._across[left[0]].get(right[0], _NOTHING)
        if found.barred:
            return -math.inf
        if found.known < len(left) * len(right):
            across = ((min(ids), max(ids)) for ids in product(left, right))
            self.unknown.update(ids for ids in across if ids not in self._links)
            return -math.inf
        total = found.total
        there = {*left, *right, *between} if found.days else set()
        for ids in found.days:
            instead = self._instead(ids, there)
            if instead is None:
                return -math.inf
            total += instead.weight - self._links[ids].weight
        return total / found.known

    def _instead(self, ids: Ids, there: set[str]) -> Link | None:
        """What is known of two other printings of these that do not bar each other, if there are such."""
        mine, theirs = ([one, *(other for other in self._printings.get(one, ()) if other in there)] for one in ids)
        for one, other in product(mine, theirs):
            link = self._links.get((min(one, other), max(one, other)))
            if link is None and one != other:
                self.unknown.add((min(one, other), max(one, other)))
                return None
            if link is not None and not link.barred:
                return link
        return None

    def torn(self, group: tuple[str, ...], towards: tuple[str, ...], least: float) -> bool:
        """Whether a group might as well belong to another one, which surely is not one with the first."""
        row = self._across[group[0]]
        return any(
            found.best >= row[towards[0]].best - MARGIN
            and self.mean(group, self.of[name]) >= least
            and self.mean(self.of[name], towards, group) < EXCLUDES
            for name, found in row.items()
            if name != towards[0]
        )


def agglomerate(
    members: tuple[str, ...], must: Iterable[Ids], edges: Collection[Ids], links: Mapping[Ids, Link], least: float
) -> Grouping:
    """The groups of one component; ``edges`` are pairs that may join, ``links`` is what is known of them and others."""
    groups = _Groups(members, edges, links)
    for one, other in sorted(must):
        if groups.of[one] != groups.of[other]:
            groups.join(groups.of[one], groups.of[other])
    waiting, settled = sorted(edges, key=lambda ids: (-links[ids].weight, ids)), False
    while not settled:  # what was torn between two may no longer be when these have become one
        torn: list[Ids] = []
        settled = True
        for one, other in waiting:
            left, right = groups.of[one], groups.of[other]
            if left == right or groups.mean(left, right) < least:
                continue
            if groups.torn(left, right, least) or groups.torn(right, left, least):
                torn.append((one, other))
            else:
                groups.join(left, right)
                settled = False
        waiting = torn
    return Grouping(groups=tuple(sorted(set(groups.of.values()))), unknown=frozenset(groups.unknown))
