"""Learns the linkage model that ships, from generated cases of known truth.

    python -m benchmarks.generator.model

Writes ``bellflower/reconciliation/linkage/model.json``; thresholds stay as they are there. Only seeds for trying things
out are used, so that seeds for measuring say what the model is worth.
"""

from __future__ import annotations

from collections import Counter

from bellflower.packs import load
from bellflower.reconciliation.linkage import Embedded, shipped
from bellflower.reconciliation.linkage.blocking import keys
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.model import SHIPPED, write
from bellflower.reconciliation.linkage.scoring import Scorer
from bellflower.reconciliation.linkage.training import Gammas, fit
from benchmarks.generator import TUNING
from benchmarks.linkage import case

SEEDS, CLAIMS = TUNING[2:12], 20_000


def main() -> int:
    goods = {good.name: good for good in load().goods}
    one: Counter[Gammas] = Counter()
    two: Counter[Gammas] = Counter()
    for seed in SEEDS:
        mentions, truth = case(seed, CLAIMS)
        report_of = {mention.mention_id: mention.report_id for mention in mentions}
        rows = [row(mention, goods) for mention in mentions]
        scorer = Scorer(rows, shipped(), Embedded())
        scorer.candidates(key for told in rows for key in keys(told))
        for scored in scorer.score():
            first, second = scored.mention_ids
            if report_of[first] != report_of[second]:
                (one if truth[first] == truth[second] else two)[scored.gammas] += 1
        print(f"seed {seed}: {one.total():,} pairs that are one incident, {two.total():,} that are not", flush=True)
    learnt = fit(one, two, shipped(), f"generated cases of known truth, seeds {SEEDS[0]} to {SEEDS[-1]}")
    SHIPPED.write_bytes(write(learnt))
    print(f"written to {SHIPPED}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
