"""Learns the linkage model that ships, from generated cases of known truth.

    python -m benchmarks.generator.model

Writes ``bellflower/reconciliation/linkage/model.json``; thresholds stay as they are there. Only seeds for trying things
out are used, so that seeds for measuring say what the model is worth.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from bellflower.packs import load
from bellflower.reconciliation.linkage import Embedded, shipped
from bellflower.reconciliation.linkage.model import SHIPPED, Step, write
from bellflower.reconciliation.linkage.training import Gammas, candidates, fit, train
from benchmarks.generator import TUNING
from benchmarks.linkage import case

SEEDS, CLAIMS = TUNING[2:12], 20_000


def main() -> int:
    goods = {good.name: good for good in load().goods}
    one: Counter[Gammas] = Counter()
    two: Counter[Gammas] = Counter()
    for seed in SEEDS:
        mentions, truth = case(seed, CLAIMS)
        for scored in candidates(mentions, goods, shipped(), Embedded()):
            first, second = scored.mention_ids
            (one if truth[first] == truth[second] else two)[scored.gammas] += 1
        print(f"seed {seed}: {one.total():,} pairs that are one incident, {two.total():,} that are not", flush=True)
    about = f"generated cases of known truth, seeds {SEEDS[0]} to {SEEDS[-1]}"
    learnt = msgspec.structs.replace(fit(one, two, shipped(), about), step=None)
    again = train(one + two, learnt, "")
    step = Step(prior=again.prior, levels=again.levels)
    SHIPPED.write_bytes(write(msgspec.structs.replace(learnt, step=step)))
    print(f"written to {SHIPPED}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
