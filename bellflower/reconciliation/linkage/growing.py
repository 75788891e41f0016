"""Linkage of a case that grows: new mentions are scored against those they meet, and what they touch is grouped anew.

What a pair scores depends on its two mentions and the model alone, and a group on the pairs of its component. So any
order and batching of the mentions ends in the same groups as all at once, which is the case in which none is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from bellflower.components import components
from bellflower.packs import Good
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage.backend import Backend
from bellflower.reconciliation.linkage.blocking import Key, keys
from bellflower.reconciliation.linkage.decision import Pair, decide, reprinted
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.grouping import Ids, Link, agglomerate
from bellflower.reconciliation.linkage.model import Model
from bellflower.reconciliation.linkage.scoring import Scorer
from bellflower.records import Record

Pairs = dict[Ids, Pair]


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
        """The pairs among these that have been scored: those that met, and others."""
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

    ``met`` are pairs that share a key and weigh enough to be shown; ``inside`` others that had to be scored to tell
    the groups of a component. ``components`` are sorted ids, single mentions too; ``groups`` are their incidents.
    """

    met: Pairs
    inside: Pairs
    components: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]


class _Scores:
    """What pairs of mentions weigh; the known ones are fetched when a pair asks for them."""

    def __init__(self, known: Known, goods: Mapping[str, Good], model: Model, backend: Backend) -> None:
        self._known = known
        self._goods = goods
        self._model = model
        self._backend = backend
        self._told: dict[str, Facts] = {}
        self._scorer: Scorer | None = None

    def meeting(self, new: Iterable[Facts]) -> Pairs:
        """The pairs of new mentions, and of these with known ones, that share a key and weigh enough to be shown."""
        self._told = {mention.mention_id: mention for mention in new}
        fresh = set(self._told)
        rows = [row(mention, self._goods) for mention in self._told.values()]
        found = [key for one in rows for key in keys(one)]
        beside = list(self._known.meeting(found))
        others = self._known.facts({member for ids in beside for member in ids} - fresh)
        self._told |= others
        rows += [row(mention, self._goods) for mention in others.values()]
        if len(rows) < 2:
            return {}
        self._scorer = Scorer(rows, self._model, self._backend)
        self._scorer.candidates(found, beside)
        del rows, found  # a million claims fill much memory, and the backend has them now
        return self._decided(self._scorer, self._model.possible_at)

    def of(self, pairs: Collection[Ids]) -> Pairs:
        """These pairs."""
        if not pairs:
            return {}
        unknown = {member for ids in pairs for member in ids} - self._told.keys()
        if unknown or self._scorer is None:
            self._told |= self._known.facts(unknown)
            self._scorer = Scorer(
                [row(mention, self._goods) for mention in self._told.values()], self._model, self._backend
            )
        self._scorer.pairs(sorted(pairs))
        return self._decided(self._scorer)

    def _decided(self, scorer: Scorer, least: float | None = None) -> Pairs:
        return {one.mention_ids: decide(one, self._model, self._told) for one in scorer.score(least)}


def link_new(
    new: Sequence[Facts], known: Known, goods: Mapping[str, Good], rulings: Rulings, model: Model, backend: Backend,
    touched: Collection[str] = (),
) -> Change:  # fmt: skip
    """What comes of ``new`` mentions beside those that are ``known``; the order of ``new`` has no part.

    ``touched`` are known mentions whose component must be looked at again: another mention was taken from it, or a
    ruling on it has changed. ``rulings`` are all that hold, ``known`` must not have any of ``new``.
    """
    fresh = {mention.mention_id for mention in new}
    scores = _Scores(known, goods, model, backend)
    met = scores.meeting(sorted(new, key=lambda mention: mention.mention_id))
    region = fresh | known.tied({*touched, *(member for ids in _edges(met, rulings) for member in ids)} - fresh)
    old_met, old_inside = known.pairs(region - fresh)
    edges = _edges(old_met, rulings) | _edges(met, rulings)
    must = {ids for ids in rulings.one if region.issuperset(ids)}
    tied = components(edges | must)
    inside = scores.of(must - met.keys() - old_met.keys() - old_inside.keys())
    ties = _Ties(tied, must, edges)
    for pairs in (old_inside, old_met, met, inside):
        ties.know(pairs, rulings, model)
    single = [(member,) for member in region.difference(*tied)]
    groups: list[tuple[str, ...]] = [*single]
    while ties.waiting:  # which other pairs must be scored shows as groups grow
        done, unknown = ties.group(model.together_at)
        groups += done
        asked = scores.of(unknown)
        ties.know(asked, rulings, model)
        inside |= asked
    return Change(
        met=met,
        inside=inside,
        components=tuple(sorted([*tied, *single])),
        groups=tuple(sorted(groups)),
    )


def linkage(groups: Iterable[tuple[str, ...]], met: Pairs, inside: Pairs, rulings: Rulings) -> Linkage:
    """All of a case put together."""
    groups = tuple(sorted(groups))
    of = {member: group for group in groups for member in group}
    joining = _edges(met, rulings) | {ids for ids in rulings.one if ids in met or ids in inside}
    return Linkage(
        groups=groups,
        joined=tuple(met.get(ids) or inside[ids] for ids in sorted(joining) if of[ids[0]] == of[ids[1]]),
        possible=tuple(
            pair for ids, pair in sorted(met.items())
            if pair.decision != "apart" and of[ids[0]] != of[ids[1]] and ids not in rulings.apart
        ),
    )  # fmt: skip


def _edges(met: Pairs, rulings: Rulings) -> set[Ids]:
    """The pairs by which mentions may be joined."""
    return {ids for ids, pair in met.items() if pair.decision == "one"} - rulings.apart


class _Component(NamedTuple):
    """Mentions that are tied together, the pairs that tie them, and what is known of pairs among them.

    ``must`` are joined by an analyst, ``edges`` may be joined.
    """

    members: tuple[str, ...]
    must: set[Ids]
    edges: set[Ids]
    links: dict[Ids, Link]


class _Ties:
    """The components that are not grouped yet, as more of their pairs become known."""

    def __init__(self, tied: Iterable[tuple[str, ...]], must: Iterable[Ids], edges: Iterable[Ids]) -> None:
        self.waiting = [_Component(members, set(), set(), {}) for members in tied]
        self._of = {member: component for component in self.waiting for member in component.members}
        for ids in must:
            self._of[ids[0]].must.add(ids)
        for ids in edges:
            self._of[ids[0]].edges.add(ids)

    def know(self, pairs: Pairs, rulings: Rulings, model: Model) -> None:
        """Takes in what these pairs weigh, of which some may stand in no component."""
        for ids, pair in pairs.items():
            component = self._of.get(ids[0])
            if component is not None and component is self._of.get(ids[1]):
                component.links[ids] = _link(pair, ids in rulings.apart, model)

    def group(self, least: float) -> tuple[list[tuple[str, ...]], set[Ids]]:
        """The groups of components of which enough is known, and the pairs to be known for the others."""
        groups: list[tuple[str, ...]] = []
        unknown: set[Ids] = set()
        waiting = []
        for component in self.waiting:
            grouping = agglomerate(*component, least)
            unknown |= grouping.unknown
            if grouping.unknown:
                waiting.append(component)
            else:
                groups += grouping.groups
        self.waiting = waiting
        return groups, unknown


def _link(pair: Pair, parted: bool, model: Model) -> Link:
    # What a rule has joined against the weight counts as just enough.
    weight = max(pair.weight, model.together_at) if pair.decision == "one" else pair.weight
    return Link(
        weight=weight,
        barred=pair.contradicted or parted,
        by_day=pair.by_day and not parted,
        reprinted=pair.decision == "one" and reprinted(pair),
    )
