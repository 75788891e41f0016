"""Of what one text has from another by way of a third, only the steps: links that others explain are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bellflower.records import Derivation

# What a report does to another is told of those two, whatever else it took.
_OWN = frozenset({"translation", "update", "correction"})


def direct(links: Iterable[Derivation]) -> list[Derivation]:
    """These links without those to a report's less likely source, where one of two is from the other.

    If C shares wording with A and with B, and B is from A, then C has it from one of them: from the one it names, else
    from the one it shares more with, else from A. The two links that stay tie the three together as before, so that
    nobody's origin changes.
    """
    given = list(links)
    sources: dict[str, dict[str, list[Derivation]]] = defaultdict(lambda: defaultdict(list))
    for link in given:
        if link.from_id is not None:
            sources[link.report_id][link.from_id].append(link)
    dropped: set[tuple[str, str | None]] = set()
    for report_id, own in sorted(sources.items()):
        # The least likely first: what is left out explains nothing.
        for one in sorted(own, key=lambda one: (_likely(own[one]), one)):
            if one in own and _explained(own, one, sources):
                dropped.add((report_id, one))
                del own[one]
    return [link for link in given if (link.report_id, link.from_id) not in dropped]


def _explained(
    own: Mapping[str, Sequence[Derivation]], one: str, sources: Mapping[str, Mapping[str, Sequence[Derivation]]]
) -> bool:
    """Whether a source is a less likely one than another that it is from, or that is from it."""
    if any(link.kind in _OWN for link in own[one]):
        return False
    likely = _likely(own[one])
    for other in own:
        up, down = sources.get(other, {}).get(one, ()), sources.get(one, {}).get(other, ())
        # A weak link between the two explains nothing.
        if other == one or max((link.score for link in (*up, *down)), default=0.0) < likely[1]:
            continue
        if (up and _likely(own[other]) > likely) or (down and _likely(own[other]) >= likely):
            return True
    return False


def _likely(links: Iterable[Derivation]) -> tuple[bool, float]:
    """Whether the source is named, and how sure the link is."""
    links = tuple(links)
    named = any(item.kind == "named_source" for link in links for item in link.evidence)
    return named, max(link.score for link in links)
