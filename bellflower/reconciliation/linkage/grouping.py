"""Pairs put together to groups: agglomeration from the surest pair down, never across a contradiction.

A group joins another only where no pair across them contradicts and the pairs across weigh ``least`` on average, so
that a chain of small likenesses never ties two events together (average linkage: Sokal & Michener 1958). What an
analyst has joined is joined first; what an analyst has parted is a contradiction. A group that might as well belong to
either of two others, which are not one, joins neither: only who reads them can tell.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from bellflower.records import Record


class Link(Record, frozen=True):
    """What is known of a pair: its weight, and whether the two can't be one."""

    weight: float
    barred: bool


Ids = tuple[str, str]
# Choices to test, in bits: what must lie between the likest and the next, and below what two are surely not one.
MARGIN, EXCLUDES = 1.0, -1.0


class Grouping(Record, frozen=True):
    """The groups of one component, if ``unknown`` is empty; else the pairs whose links must be known to tell."""

    groups: tuple[tuple[str, ...], ...]
    unknown: frozenset[Ids]


class _Across(NamedTuple):
    """The pairs across two groups that are known: their weights' sum, how many, the best that may join, a bar."""

    total: float
    known: int
    best: float
    barred: bool

    def with_(self, other: _Across) -> _Across:
        return _Across(
            self.total + other.total, self.known + other.known, max(self.best, other.best), self.barred or other.barred
        )


_NOTHING = _Across(0.0, 0, -math.inf, False)


class _Groups:
    """The groups of one component as they grow; each goes by its first member."""

    def __init__(self, members: tuple[str, ...], edges: Collection[Ids], links: Mapping[Ids, Link]) -> None:
        self.of: dict[str, tuple[str, ...]] = {member: (member,) for member in members}
        self.unknown: set[Ids] = set()
        self._links = links
        self._across: dict[str, dict[str, _Across]] = {member: {} for member in members}
        for (one, other), link in links.items():
            best = link.weight if (one, other) in edges else -math.inf
            self._across[one][other] = self._across[other][one] = _Across(link.weight, 1, best, link.barred)

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

    def mean(self, left: tuple[str, ...], right: tuple[str, ...]) -> float:
        """What a pair across the two weighs on average; minus infinity where any pair bars them, or is not known."""
        found = self._across[left[0]].get(right[0], _NOTHING)
        if found.barred:
            return -math.inf
        if found.known < len(left) * len(right):
            across = ((min(ids), max(ids)) for ids in product(left, right))
            self.unknown.update(ids for ids in across if ids not in self._links)
            return -math.inf
        return found.total / found.known

    def torn(self, group: tuple[str, ...], towards: tuple[str, ...], least: float) -> bool:
        """Whether a group might as well belong to another one, which surely is not one with the first."""
        row = self._across[group[0]]
        return any(
            found.best >= row[towards[0]].best - MARGIN
            and self.mean(group, self.of[name]) >= least
            and self.mean(self.of[name], towards) < EXCLUDES
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
