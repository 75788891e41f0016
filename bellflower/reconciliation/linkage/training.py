"""How much the levels weigh, learnt from pairs: with known truth by counting, without by expectation-maximisation.

Only candidate pairs are counted, since only they are ever scored: two catches of one good in one country and month are
no random pair. A comparison's odds are counted over the pairs that no other comparison keeps apart, for the others are
decided before weights are asked.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.decision import levels
from bellflower.reconciliation.linkage.model import Model, Odds

Gammas = tuple[int, ...]
# Choices to test. A reading may be wrong in any fact: no level is rarer than this. And what a case of its own must hold
# before it is trained on, while the odds it starts from count as so many pairs of either kind.
RAREST = 0.004
ENOUGH_PAIRS, STANDING = 5_000, 500.0
ROUNDS, SETTLED = 100, 1e-4


def fit(one: Mapping[Gammas, float], two: Mapping[Gammas, float], like: Model, trained_on: str) -> Model:
    """The odds of candidate pairs that are one incident, and of those that are two, by the levels they agree on.

    Thresholds are taken over from ``like``.
    """
    return _fit(one, two, like, trained_on, standing=0.5)


def train(pairs: Mapping[Gammas, int], start: Model, trained_on: str) -> Model:
    """The odds of a case's own candidate pairs, by expectation-maximisation from the odds of ``start``.

    The start keeps a say of ``STANDING`` pairs, so that a level which the case hardly knows keeps its odds (a Dirichlet
    prior). Raises :class:`ValueError` where the pairs are too few to learn from.
    """
    known = sum(pairs.values())
    if known < ENOUGH_PAIRS:
        raise ValueError(f"{known} candidate pairs are too few to train on; {ENOUGH_PAIRS} are needed")
    model, free = start, {gammas: count for gammas, count in pairs.items() if not any(_bars(gammas).values())}
    for _ in range(ROUNDS):
        one: dict[Gammas, float] = {}
        two: dict[Gammas, float] = {}
        for gammas, count in pairs.items():
            share = _probability(gammas, model) if gammas in free else 0.0
            one[gammas], two[gammas] = count * share, count * (1 - share)
        last, model = model, _fit(one, two, start, trained_on, STANDING, start)
        if _moved(last, model) < SETTLED:
            break
    return model


def _fit(
    one: Mapping[Gammas, float],
    two: Mapping[Gammas, float],
    like: Model,
    trained_on: str,
    standing: float,
    start: Model | None = None,
) -> Model:
    found: dict[str, dict[str, Odds]] = {}
    for comparison in COMPARISONS:
        names = [level.name for level in comparison.levels]
        m, u = (_shares(comparison.fact, pairs) for pairs in (one, two))
        before = (
            start.levels[comparison.fact] if start else {name: Odds(1 / len(names), 1 / len(names)) for name in names}
        )
        found[comparison.fact] = {
            name: Odds(
                m=_floored((m[name] + standing * before[name].m) / (sum(m.values()) + standing), len(names)),
                u=_floored((u[name] + standing * before[name].u) / (sum(u.values()) + standing), len(names)),
            )
            for name in names
        }
    joined, apart = (sum(n for gammas, n in pairs.items() if not any(_bars(gammas).values())) for pairs in (one, two))
    return msgspec.structs.replace(like, prior=round(joined / (joined + apart), 6), trained_on=trained_on, levels=found)


def _shares(fact: str, pairs: Mapping[Gammas, float]) -> dict[str, float]:
    """How often each level of a comparison holds where no other comparison keeps the pair apart."""
    counted: dict[str, float] = defaultdict(float)
    for gammas, count in pairs.items():
        bars = _bars(gammas)
        level = levels(gammas).get(fact)
        if level is not None and not any(barred for other, barred in bars.items() if other != fact):
            counted[level.name] += count
    return counted


@lru_cache(maxsize=2**16)
def _bars(gammas: Gammas) -> dict[str, bool]:
    return {fact: level.verdict == "contradict" for fact, level in levels(gammas).items()}


def _floored(share: float, number: int) -> float:
    return round(RAREST + (1 - RAREST * number) * share, 6)


def _probability(gammas: Gammas, model: Model) -> float:
    """The probability that a pair with these levels is one incident."""
    bits = math.log2(model.prior / (1 - model.prior))
    for fact, level in levels(gammas).items():
        odds = model.levels[fact][level.name]
        bits += math.log2(odds.m / odds.u)
    return float(1 / (1 + 2.0**-bits))


def _moved(one: Model, other: Model) -> float:
    """The furthest that any odds moved."""
    return max(
        max(abs(odds.m - other.levels[fact][name].m), abs(odds.u - other.levels[fact][name].u))
        for fact, known in one.levels.items()
        for name, odds in known.items()
    )
