"""Learns the linkage model that ships, from generated cases of known truth: of claims, and of reports that are read.

    python -m benchmarks.generator.model

Writes ``bellflower/reconciliation/linkage/model.json``; thresholds stay as they are there. Cases of claims have the
facts as they were told, those of reports what the reader makes of them, and wording. Only seeds for trying things out
are used, so that seeds for measuring say what the model is worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from bellflower.extraction.grammar import Grammar
from bellflower.packs import load
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage import Embedded, Model
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.model import SHIPPED, Odds, Step, write
from bellflower.reconciliation.linkage.training import Gammas, candidates, fit, train
from benchmarks.generator import TUNING
from benchmarks.linkage import case, case_of_reports

SEEDS, CLAIMS, REPORTS = TUNING[2:12], 20_000, 600


def start() -> Model:
    """The thresholds that ship, with even odds: what is compared may be new to the model that ships."""
    even = {one.fact: {level.name: Odds(m=0.5, u=0.5) for level in one.levels} for one in COMPARISONS}
    return msgspec.structs.replace(msgspec.json.decode(SHIPPED.read_bytes(), type=Model), levels=even, step=None)


def cases() -> Iterator[tuple[str, list[Facts], Mapping[str, str]]]:
    """Each case by name, the facts of its mentions, and the incident that each truly tells of."""
    grammar = Grammar.of()
    for seed in SEEDS:
        yield f"seed {seed}, claims", *case(seed, CLAIMS)
        yield f"seed {seed}, reports", *case_of_reports(seed, REPORTS, grammar)[:2]


def main() -> int:
    goods = {good.name: good for good in load().goods}
    like = start()
    one: Counter[Gammas] = Counter()
    two: Counter[Gammas] = Counter()
    for name, mentions, truth in cases():
        for scored in candidates(mentions, goods, like, Embedded()):
            first, second = scored.mention_ids
            (one if truth[first] == truth[second] else two)[scored.gammas] += 1
        print(f"{name}: {one.total():,} pairs so far are one incident, {two.total():,} are not", flush=True)
    learnt = fit(one, two, like, f"generated cases of known truth, seeds {SEEDS[0]} to {SEEDS[-1]}")
    again = train(one + two, learnt, "")
    step = Step(prior=again.prior, levels=again.levels)
    SHIPPED.write_bytes(write(msgspec.structs.replace(learnt, step=step)))
    print(f"written to {SHIPPED}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
