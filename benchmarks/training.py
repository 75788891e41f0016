"""What a linkage model is worth that a case has learnt from itself, beside the one that ships.

    python -m benchmarks.training [--claims N ...] [--seeds N]

Cases of claims of known truth: as they are generated, which is what the shipped model has learnt from and can hardly be
bettered on, and with another town of the country told in a third of the mentions, which it has not. Each size is the
sum of several cases.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace

from bellflower.packs import load
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage import Embedded, Model, link, shipped
from bellflower.reconciliation.linkage.training import TooFewError, learn
from bellflower.records import Where
from benchmarks import arguments_of, options, row
from benchmarks.generator import MEASURING
from benchmarks.linkage import Pairs, case, pairs

OTHER_TOWN = 1 / 3


def elsewhere(mentions: list[Facts], seed: int) -> list[Facts]:
    """The mentions, a third of which tell of another town of their country that the case knows."""
    dice = random.Random(seed)
    towns: dict[str | None, list[Where]] = {}
    for place in (place for mention in mentions for place in mention.places):
        towns.setdefault(place.country, []).append(place)
    return [
        replace(mention, places=tuple(dice.choice(towns[place.country]) for place in mention.places))
        if dice.random() < OTHER_TOWN
        else mention
        for mention in mentions
    ]


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    sizes = [15_000, 20_000, 50_000]
    parser.add_argument("--claims", nargs="+", type=int, default=sizes, metavar="N", help="claims of a case, by size")
    parser.add_argument("--seeds", type=int, default=4, metavar="N", help="cases of each size")
    given = arguments_of(parser, arguments)
    goods = {good.name: good for good in load().goods}

    def found(mentions: list[Facts], truth: dict[str, str], model: Model) -> Pairs:
        groups = link(mentions, goods, model=model).groups
        return pairs({member: number for number, group in enumerate(groups) for member in group}, truth)

    print(row("precision, recall", "mentions", "shipped", "", "learnt", ""))
    for claims in given.claims:
        for name in ("as generated", "towns that differ"):
            by_shipped, by_own, told = Pairs(0, 0, 0), Pairs(0, 0, 0), 0
            for seed in MEASURING[: given.seeds]:
                mentions, truth = case(seed, claims)
                mentions = elsewhere(mentions, seed) if name == "towns that differ" else mentions
                try:
                    own = learn(mentions, goods, shipped(), Embedded())
                except TooFewError:
                    continue
                told += len(mentions)
                by_shipped += found(mentions, truth, shipped())
                by_own += found(mentions, truth, own)
            cells = [f"{value:.4f}" for one in (by_shipped, by_own) for value in (one.precision, one.recall)]
            print(row(f"{claims:,} claims, {name}", f"{told:,}", *(cells if told else ["too few"])), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
