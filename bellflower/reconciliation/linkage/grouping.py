"""Pairs put together to groups: agglomeration from the surest pair down, never across a contradiction.

A group joins another only where no pair across them contradicts and the pairs across weigh ``least`` on average, so
that a chain of small likenesses never ties two events together (average linkage: Sokal & Michener 1958). What an
analyst has joined is joined first; what an analyst has parted is a contradiction. A group that might as well belong to
either of two others, which are not one, joins neither: only who reads them can tell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from bellflower.records import Record


class Link(Record, frozen=True):
    """What is known of a pair: its weight, and whether the two can't be one."""

    weight: float
    barred: bool


Ids = tuple[str, str]
Links = Callable[[Ids], Link | None]  # what is known of a pair (sorted ids), if anything is
# Choices to test, in bits: what must lie between the likest and the next, and below what two are surely not one.
MARGIN, EXCLUDES = 1.0, -1.0


class Grouping(Record, frozen=True):
    """The groups of one component, if ``unknown`` is empty; else the pairs whose links must be known to tell."""

    groups: tuple[tuple[str, ...], ...]
    unknown: frozenset[Ids]


class _Groups:
    """The groups of one component as they grow; each goes by its first member."""

    def __init__(self, members: tuple[str, ...], edges: Mapping[Ids, float], links: Links) -> None:
        self.of: dict[str, tuple[str, ...]] = {member: (member,) for member in members}
        self.unknown: set[Ids] = set()
        self._links = links
        self._best: dict[str, dict[str, float]] = {member: {} for member in members}
        for (one, other), weight in edges.items():
            self._best[one][other] = self._best[other][one] = weight

    def join(self, left: tuple[str, ...], right: tuple[str, ...]) -> None:
        """Makes two groups one."""
        kept, gone = sorted((left[0], right[0]))
        row, other_row = self._best[kept], self._best.pop(gone)
        row.pop(gone, None)
        other_row.pop(kept, None)
        for name, best in other_row.items():
            row[name] = self._best[name][kept] = max(best, row.get(name, best))
            del self._best[name][gone]
        together = tuple(sorted(left + right))
        self.of.update(dict.fromkeys(together, together))

    def mean(self, left: tuple[str, ...], right: tuple[str, ...]) -> float:
        """What a pair across the two weighs on average; minus infinity where any pair bars them, or is not known."""
        across = [(one, other) if one < other else (other, one) for one, other in product(left, right)]
        links = [self._links(ids) for ids in across]
        if any(link is not None and link.barred for link in links):
            return -math.inf
        if None in links:
            self.unknown.update(ids for ids, link in zip(across, links, strict=True) if link is None)
            return -math.inf
        return sum(link.weight for link in links if link) / len(links)

    def torn(self, group: tuple[str, ...], towards: tuple[str, ...], least: float) -> bool:
        """Whether a group might as well belong to another one, which surely is not one with the first."""
        row = self._best[group[0]]
        return any(
            best >= row[towards[0]] - MARGIN
            and self.mean(group, self.of[name]) >= least
            and self.mean(self.of[name], towards) < EXCLUDES
            for name, best in row.items()
            if name != towards[0]
        )


def agglomerate(
    members: tuple[str, ...], must: Iterable[Ids], edges: Mapping[Ids, float], links: Links, least: float
) -> Grouping:
    """The groups of one component; ``edges`` are the pairs that may join, with their weights."""
    groups = _Groups(members, edges, links)
    for one, other in sorted(must):
        if groups.of[one] != groups.of[other]:
            groups.join(groups.of[one], groups.of[other])
    waiting, settled = sorted(edges, key=lambda ids: (-edges[ids], ids)), False
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
