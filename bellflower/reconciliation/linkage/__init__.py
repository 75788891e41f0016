"""Which mentions are one incident, which may be, and which are not, with a sentence for each pair.

The model is Fellegi-Sunter's, splink scores the pairs, and what they come to is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from bellflower.packs import Good
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage.blocking import keys
from bellflower.reconciliation.linkage.decision import Pair, decide, why
from bellflower.reconciliation.linkage.engine import Embedded, Engine
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.grouping import Ids, Link, agglomerate, components
from bellflower.reconciliation.linkage.model import Model, shipped
from bellflower.reconciliation.linkage.scoring import Scorer
from bellflower.records import Record

__all__ = ["Embedded", "Engine", "Linkage", "Model", "Pair", "Rulings", "link", "shipped", "why"]


class Rulings(Record, frozen=True):
    """What analysts decided of pairs of mentions (sorted ids): they are one incident, or they are two."""

    one: frozenset[Ids] = frozenset()
    apart: frozenset[Ids] = frozenset()


NO_RULINGS = Rulings()


class Linkage(Record, frozen=True):
    """Groups of mentions that are one incident each (sorted ids), and the pairs that were looked at and matter."""

    groups: tuple[tuple[str, ...], ...]
    joined: tuple[Pair, ...]
    possible: tuple[Pair, ...]


def link(
    mentions: Sequence[Facts],
    goods: Mapping[str, Good],
    rulings: Rulings = NO_RULINGS,
    model: Model | None = None,
    engine: Engine | None = None,
) -> Linkage:
    """Group the mentions into incidents; the order of ``mentions`` has no part.

    ``goods`` are the packs' commodities by canonical name, ``model`` the odds (default: those that ship), ``engine``
    where pairs are scored (default: DuckDB in this process).
    """
    model = model or shipped()
    known = {mention.mention_id: mention for mention in sorted(mentions, key=lambda mention: mention.mention_id)}
    rows = [row(mention, goods) for mention in known.values()]
    scorer = Scorer(rows, model, engine or Embedded())
    scorer.candidates(key for one in rows for key in keys(one))
    pairs = {one.mention_ids: decide(one, model, known) for one in scorer.score(model.possible_at)}
    edges = {ids for ids, pair in pairs.items() if pair.decision == "one"} - rulings.apart
    tied = components(edges | rulings.one)
    missing = [ids for members in tied for ids in combinations(members, 2) if ids not in pairs]
    if missing:
        scorer.pairs(missing)
        pairs |= {one.mention_ids: decide(one, model, known) for one in scorer.score()}
    groups = _groups(known, tied, edges, pairs, rulings, model)
    of = {member: group for group in groups for member in group}
    return Linkage(
        groups=tuple(groups),
        joined=tuple(pairs[ids] for ids in sorted(edges | rulings.one) if of[ids[0]] == of[ids[1]]),
        possible=tuple(
            pair for ids, pair in sorted(pairs.items())
            if pair.decision != "apart" and of[ids[0]] != of[ids[1]] and ids not in rulings.apart
        ),
    )  # fmt: skip


def _groups(
    known: Iterable[str],
    tied: Sequence[tuple[str, ...]],
    edges: set[Ids],
    pairs: Mapping[Ids, Pair],
    rulings: Rulings,
    model: Model,
) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = []
    for members in tied:
        inside = list(combinations(members, 2))
        links = {ids: _link(pairs[ids], ids in rulings.apart, model) for ids in inside}
        groups += agglomerate(
            members, rulings.one.intersection(inside), edges.intersection(inside), links, model.together_at
        )
    alone = set(known) - {member for group in groups for member in group}
    return sorted([*groups, *((member,) for member in alone)])


def _link(pair: Pair, parted: bool, model: Model) -> Link:
    # What a rule has joined against the weight counts as just enough.
    weight = max(pair.weight, model.together_at) if pair.decision == "one" else pair.weight
    return Link(weight=weight, barred=pair.contradicted or parted)
