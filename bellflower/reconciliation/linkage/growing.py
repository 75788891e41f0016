"""Linkage of a case that grows: new mentions are scored against those they meet, and what they touch is grouped anew.

What a pair scores depends on its two mentions and the model alone, and a group on the pairs of its component. So any
order and batching of the mentions ends in the same groups as all at once, which is the case in which none is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from bellflower.components import components
from bellflower.packs import Good
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage.blocking import Key, keys
from bellflower.reconciliation.linkage.decision import Pair, decide
from bellflower.reconciliation.linkage.engine import Engine
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.grouping import Ids, Link, agglomerate
from bellflower.reconciliation.linkage.model import Model
from bellflower.reconciliation.linkage.scoring import Scorer
from bellflower.records import Record

Pairs = Mapping[Ids, Pair]


class Rulings(Record, frozen=True):
    """What analysts decided of pairs of mentions (sorted ids): they are one incident, or they are two."""

    one: frozenset[Ids] = frozenset()
    apart: frozenset[Ids] = frozenset()


NO_RULINGS = Rulings()


class Known(Protocol):
    """Mentions that have been linked before."""

    def meeting(self, found: Sequence[Key]) -> Iterable[Ids]:
        """The pairs (sorted ids) of a new mention, by its keys, and one that is known."""
        ...

    def facts(self, mention_ids: Collection[str]) -> Mapping[str, Facts]:
        """The facts of those among these that are known."""
        ...

    def tied(self, mention_ids: Collection[str]) -> set[str]:
        """All known mentions of the components in which any of these stands."""
        ...

    def pairs(self, mention_ids: Collection[str]) -> tuple[Pairs, Pairs]:
        """The pairs among these: those that met, and those that were scored since they stand in one component."""
        ...


class Nothing:
    """A case in which no mention is known."""

    def meeting(self, found: Sequence[Key]) -> Iterable[Ids]:  # noqa: ARG002
        """None."""
        return ()

    def facts(self, mention_ids: Collection[str]) -> Mapping[str, Facts]:  # noqa: ARG002
        """None."""
        return {}

    def tied(self, mention_ids: Collection[str]) -> set[str]:  # noqa: ARG002
        """None."""
        return set()

    def pairs(self, mention_ids: Collection[str]) -> tuple[Pairs, Pairs]:  # noqa: ARG002
        """None."""
        return {}, {}


class Linkage(Record, frozen=True):
    """Groups of mentions that are one incident each (sorted ids), and the pairs that were looked at and matter."""

    groups: tuple[tuple[str, ...], ...]
    joined: tuple[Pair, ...]
    possible: tuple[Pair, ...]


class Change(Record, frozen=True):
    """What new mentions change: pairs that are scored now, and the components that stand in place of those they touch.

    ``met`` are pairs that share a key and weigh enough to be shown; ``inside`` those that stand in one component
    without having met. ``components`` are sorted ids, single mentions too; ``groups`` are their incidents.
    """

    met: dict[Ids, Pair]
    inside: dict[Ids, Pair]
    components: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]


def link_new(
    new: Sequence[Facts], known: Known, goods: Mapping[str, Good], rulings: Rulings, model: Model, engine: Engine,
    touched: Collection[str] = (),
) -> Change:  # fmt: skip
    """What comes of ``new`` mentions beside those that are ``known``; the order of ``new`` has no part.

    ``touched`` are known mentions whose component must be looked at again: another mention was taken from it, or a
    ruling on it has changed. ``rulings`` are all that hold, ``known`` must not have any of ``new``.
    """
    told = {mention.mention_id: mention for mention in sorted(new, key=lambda mention: mention.mention_id)}
    fresh = set(told)
    rows = [row(mention, goods) for mention in told.values()]
    found = [key for one in rows for key in keys(one)]
    beside = list(known.meeting(found))
    others = known.facts({member for ids in beside for member in ids} - fresh)
    told |= others
    rows += [row(mention, goods) for mention in others.values()]
    met: dict[Ids, Pair] = {}
    scorer = None
    if len(rows) > 1:
        scorer = Scorer(rows, model, engine)
        scorer.candidates(found, beside)
        del rows, found  # a million claims fill much memory, and the engine has them now
        met = {one.mention_ids: decide(one, model, told) for one in scorer.score(model.possible_at)}
    region = fresh | known.tied({*touched, *(member for ids in _edges(met, rulings) for member in ids)} - fresh)
    old_met, old_inside = known.pairs(region - fresh)
    edges = _edges({**old_met, **met}, rulings)
    must = {ids for ids in rulings.one if region.issuperset(ids)}
    tied = components(edges | must)
    pairs = {**old_inside, **old_met, **met}
    missing = [ids for members in tied for ids in combinations(members, 2) if ids not in pairs]
    inside: dict[Ids, Pair] = {}
    if missing:
        unknown = {member for ids in missing for member in ids} - told.keys()
        if unknown or scorer is None:
            told |= known.facts(unknown)
            scorer = Scorer([row(mention, goods) for mention in told.values()], model, engine)
        scorer.pairs(missing)
        inside = {one.mention_ids: decide(one, model, told) for one in scorer.score()}
        pairs |= inside
    alone = region - {member for members in tied for member in members}
    return Change(
        met=met,
        inside=inside,
        components=tuple(sorted([*tied, *((member,) for member in alone)])),
        groups=tuple(sorted([*_groups(tied, edges, pairs, rulings, model), *((member,) for member in alone)])),
    )


def linkage(groups: Iterable[tuple[str, ...]], met: Pairs, inside: Pairs, rulings: Rulings) -> Linkage:
    """All of a case put together. ``inside`` are the pairs of the components as they are now."""
    groups = tuple(sorted(groups))
    of = {member: group for group in groups for member in group}
    pairs = {**inside, **met}
    joining = _edges(met, rulings) | {ids for ids in rulings.one if ids in pairs}
    return Linkage(
        groups=groups,
        joined=tuple(pairs[ids] for ids in sorted(joining) if of[ids[0]] == of[ids[1]]),
        possible=tuple(
            pair for ids, pair in sorted(pairs.items())
            if pair.decision != "apart" and of[ids[0]] != of[ids[1]] and ids not in rulings.apart
        ),
    )  # fmt: skip


def _edges(met: Pairs, rulings: Rulings) -> set[Ids]:
    """The pairs by which mentions may be joined."""
    return {ids for ids, pair in met.items() if pair.decision == "one"} - rulings.apart


def _groups(
    tied: Sequence[tuple[str, ...]], edges: set[Ids], pairs: Pairs, rulings: Rulings, model: Model
) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = []
    for members in tied:
        inside = list(combinations(members, 2))
        links = {ids: _link(pairs[ids], ids in rulings.apart, model) for ids in inside}
        groups += agglomerate(
            members, rulings.one.intersection(inside), edges.intersection(inside), links, model.together_at
        )
    return groups


def _link(pair: Pair, parted: bool, model: Model) -> Link:
    # What a rule has joined against the weight counts as just enough.
    weight = max(pair.weight, model.together_at) if pair.decision == "one" else pair.weight
    return Link(weight=weight, barred=pair.contradicted or parted)
