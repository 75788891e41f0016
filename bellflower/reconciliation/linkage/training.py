"""How much the levels weigh, learnt from pairs: with known truth by counting, without it by expectation-maximisation.

Only candidate pairs are counted, since only they are ever scored: two catches of one good in one country and month are
no random pair. A comparison's odds are counted over the pairs that no other comparison keeps apart, for the others are
decided before weights are asked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from bellflower.packs import Good
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage.backend import Backend
from bellflower.reconciliation.linkage.blocking import keys
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.decision import levels
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.model import Model, Odds, Step, odds_of
from bellflower.reconciliation.linkage.scoring import Scored, Scorer

Gammas = tuple[int, ...]
# Choices to test. A reading may be wrong in any fact: no level is rarer than this. And what a case of its own must hold
# before it is trained on, while the odds it starts from count as so many pairs of either kind.
RAREST = 0.004
ENOUGH_PAIRS, STANDING = 5_000, 500.0


class TooFewError(ValueError):
    """A case has too few pairs to learn from; the message says how many it has and how many are needed."""


def learn(told: Sequence[Facts], goods: Mapping[str, Good], start: Model, backend: Backend) -> Model:
    """The model of a case of its own, from its mentions; their order has no part. Raises :class:`TooFewError`."""
    pairs = Counter(scored.gammas for scored in candidates(told, goods, start, backend))
    about = f"{len(told):,} mentions of this case, in {pairs.total():,} pairs that may be one incident"
    return train(pairs, start, about)


def candidates(told: Sequence[Facts], goods: Mapping[str, Good], model: Model, backend: Backend) -> Iterator[Scored]:
    """The pairs of mentions that models are learnt from: all that are ever scored, but those of one report or table."""
    rows = [row(mention, goods) for mention in told]
    scorer = Scorer(rows, model, backend)
    scorer.candidates(key for one in rows for key in keys(one))
    within = {mention.mention_id: mention.table or mention.report_id for mention in told}
    for scored in scorer.score():
        one, other = scored.mention_ids
        if within[one] != within[other]:
            yield scored


def fit(one: Mapping[Gammas, float], two: Mapping[Gammas, float], like: Model, trained_on: str) -> Model:
    """The odds of candidate pairs that are one incident, and of those that are two, by the levels they agree on.

    Thresholds are taken over from ``like``.
    """
    return _fit(one, two, like, trained_on, standing=0.5)


def train(pairs: Mapping[Gammas, int], start: Model, trained_on: str) -> Model:
    """The odds of a case's own candidate pairs, by one step of expectation-maximisation from the odds of ``start``.

    Facts of a report are not as independent as the model has it, so that training grows surer of what it took for
    granted, the more so with every step. On cases of known truth further steps cost precision; and where one step leads
    on the cases that the start was learnt from is known, and taken off (indirect inference: Gouriéroux, Monfort and
    Renault 1993). The start keeps a say of ``STANDING`` pairs, so that a level which the case hardly knows keeps its
    odds (a Dirichlet prior). Raises :class:`TooFewError`.
    """
    known = sum(pairs.values())
    if known < ENOUGH_PAIRS:
        raise TooFewError(
            f"{known:,} pairs of mentions that may be one incident are too few to learn from; "
            f"{ENOUGH_PAIRS:,} are needed"
        )
    one: dict[Gammas, float] = {}
    two: dict[Gammas, float] = {}
    for gammas, count in sorted(pairs.items()):  # sums of floats depend on their order
        share = 0.0 if any(_bars(gammas).values()) else _probability(gammas, start)
        one[gammas], two[gammas] = count * share, count * (1 - share)
    found = _fit(one, two, start, trained_on, STANDING, start)
    return found if start.step is None else _freed(found, start, start.step)


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
    return msgspec.structs.replace(
        like, prior=round(joined / (joined + apart), 6), trained_on=trained_on, levels=found, step=None
    )


def _shares(fact: str, pairs: Mapping[Gammas, float]) -> dict[str, float]:
    """How often each level of a comparison holds where no other comparison keeps the pair apart."""
    counted: dict[str, float] = defaultdict(float)
    for gammas, count in pairs.items():
        bars = _bars(gammas)
        level = levels(gammas).get(fact)
        if level is not None and not any(barred for other, barred in bars.items() if other != fact):
            counted[level.name] += count
    return counted


def _freed(found: Model, start: Model, step: Step) -> Model:
    """A model without what training leads to by itself: the start, moved as ``found`` differs from ``step``."""
    freed: dict[str, dict[str, Odds]] = {}
    for fact, known in start.levels.items():
        new, old = found.levels[fact], step.levels[fact]
        m = {name: odds.m * new[name].m / old[name].m for name, odds in known.items()}
        u = {name: odds.u * new[name].u / old[name].u for name, odds in known.items()}
        freed[fact] = {
            name: Odds(m=_no_rarer(m[name] / sum(m.values())), u=_no_rarer(u[name] / sum(u.values()))) for name in known
        }
    odds = math.prod(
        one / (1 - one) if up else (1 - one) / one
        for one, up in ((start.prior, True), (found.prior, True), (step.prior, False))
    )
    return msgspec.structs.replace(found, prior=round(odds / (1 + odds), 6), levels=freed, step=None)


@lru_cache(maxsize=2**16)
def _bars(gammas: Gammas) -> dict[str, bool]:
    return {fact: level.verdict == "contradict" for fact, level in levels(gammas).items()}


def _floored(share: float, number: int) -> float:
    return round(RAREST + (1 - RAREST * number) * share, 6)


def _no_rarer(share: float) -> float:
    return round(max(share, RAREST), 6)


def _probability(gammas: Gammas, model: Model) -> float:
    """The probability that a pair with these levels is one incident."""
    bits = math.log2(model.prior / (1 - model.prior))
    for fact, level in levels(gammas).items():
        odds = odds_of(level, model.levels[fact])
        bits += math.log2(odds.m / odds.u)
    return float(1 / (1 + 2.0**-bits))
