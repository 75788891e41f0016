"""Pairs put together to groups: agglomeration from the surest pair down, never across a contradiction.

A group joins another only where no pair across them contradicts and the pairs across weigh ``least`` on average, so
that a chain of small likenesses never ties two events together (average linkage: Sokal & Michener 1958). What an
analyst has joined is joined first; what an analyst has parted is a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bellflower.records import Record


class Link(Record, frozen=True):
    """What is known of a pair: its weight, and whether the two can't be one."""

    weight: float
    barred: bool


Ids = tuple[str, str]


def components(edges: Iterable[Ids]) -> list[tuple[str, ...]]:
    """What the edges tie together, each sorted, in the order of their first members."""
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in edges:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for item in sorted(parent):
        found[root(item)].append(item)
    return [tuple(members) for _, members in sorted(found.items())]


def agglomerate(
    members: tuple[str, ...], must: Iterable[Ids], edges: Iterable[Ids], links: Mapping[Ids, Link], least: float
) -> list[tuple[str, ...]]:
    """The groups of one component; ``links`` knows every pair of its members, ``edges`` those that may join."""
    group: dict[str, tuple[str, ...]] = {member: (member,) for member in members}
    # Sums over the pairs across two groups, kept under their first members.
    across: dict[str, dict[str, tuple[float, bool]]] = {member: {} for member in members}
    for (one, other), link in links.items():
        across[one][other] = across[other][one] = (link.weight, link.barred)

    def join(left: tuple[str, ...], right: tuple[str, ...]) -> None:
        together = tuple(sorted(left + right))
        kept, gone = sorted((left[0], right[0]))
        row, other_row = across[kept], across.pop(gone)
        del row[gone], other_row[kept]
        for name, (weight, barred) in other_row.items():
            had = row[name]
            row[name] = across[name][kept] = (had[0] + weight, had[1] or barred)
            del across[name][gone]
        group.update(dict.fromkeys(together, together))

    for one, other in sorted(must):
        if group[one] != group[other]:
            join(group[one], group[other])
    for one, other in sorted(edges, key=lambda ids: (-links[ids].weight, ids)):
        left, right = group[one], group[other]
        if left == right:
            continue
        weight, barred = across[left[0]][right[0]]
        if not barred and weight >= least * len(left) * len(right):
            join(left, right)
    return sorted(set(group.values()))
