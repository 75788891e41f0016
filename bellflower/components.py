"""What pairs tie together: connected components, for whatever is tied pair by pair (mentions, reports, decisions)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def components(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """What the pairs tie together, each sorted, in the order of their first members (union-find)."""
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for item in sorted(parent):
        found[root(item)].append(item)
    return [tuple(members) for _, members in sorted(found.items())]


def representatives(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For all that a pair ties to something, the first member of what it is tied into."""
    return {member: members[0] for members in components(pairs) for member in members}
