"""What the levels weigh, learnt from pairs whose truth is known, and from pairs whose truth is not."""

from __future__ import annotations

import random
from collections import Counter

import msgspec
import pytest

from bellflower.reconciliation.linkage import shipped
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.model import ModelError, Step, read, write
from bellflower.reconciliation.linkage.training import ENOUGH_PAIRS, TooFewError, fit, train

FACTS = [comparison.fact for comparison in COMPARISONS]


def drawn(chance: random.Random, one: bool) -> tuple[int, ...]:
    """The levels of a pair as the shipped model has it; contradictions are left to others."""
    gammas = []
    for comparison in COMPARISONS:
        odds = shipped().levels[comparison.fact]
        free = [level for level in comparison.levels if level.verdict != "contradict"]
        weights = [odds[level.name].m if one else odds[level.name].u for level in free]
        level = chance.choices(free, weights)[0]
        gammas.append(len(comparison.levels) - 1 - comparison.levels.index(level))
    return tuple(gammas)


def cases(pairs: int) -> tuple[Counter[tuple[int, ...]], Counter[tuple[int, ...]]]:
    chance = random.Random(5)
    return (Counter(drawn(chance, True) for _ in range(pairs)), Counter(drawn(chance, False) for _ in range(pairs)))


def test_counting_known_truth_gives_back_what_it_was_drawn_from() -> None:
    learnt = fit(*cases(20_000), shipped(), "drawn")
    assert learnt.prior == pytest.approx(0.5, abs=0.01)
    quantity, true = learnt.levels["quantity"], shipped().levels["quantity"]
    for name, odds in quantity.items():
        assert odds.m == pytest.approx(true[name].m, abs=0.02)


def test_unknown_truth_is_learnt_from_a_poor_start() -> None:
    one, two = cases(20_000)
    even = {
        fact: {name: msgspec.structs.replace(odds, m=(odds.m + 0.5 * odds.u) / 1.5) for name, odds in levels.items()}
        for fact, levels in shipped().levels.items()
    }
    poor = msgspec.structs.replace(shipped(), levels=even, prior=0.1, step=None)
    learnt = train(one + two, poor, "drawn")
    assert abs(learnt.prior - 0.5) < abs(poor.prior - 0.5)
    for fact, known in shipped().levels.items():
        for name, true in known.items():
            off, was = abs(learnt.levels[fact][name].m - true.m), abs(poor.levels[fact][name].m - true.m)
            assert off <= was + 0.02, (fact, name)


def test_where_training_leads_by_itself_is_taken_off() -> None:
    """On what a model was learnt from it stays as it is; on another case it moves as far as that differs."""
    one, two = cases(20_000)
    start = msgspec.structs.replace(fit(one, two, shipped(), "drawn"), step=None)
    again = train(one + two, start, "drawn")
    free = msgspec.structs.replace(start, step=Step(prior=again.prior, levels=again.levels))
    same = train(one + two, free, "drawn")
    assert same.prior == pytest.approx(start.prior, abs=1e-3)
    for fact, known in start.levels.items():
        for name, odds in known.items():
            assert same.levels[fact][name].m == pytest.approx(odds.m, abs=0.005), (fact, name)
            assert same.levels[fact][name].u == pytest.approx(odds.u, abs=0.005), (fact, name)


def test_few_pairs_are_refused() -> None:
    with pytest.raises(TooFewError, match=f"{ENOUGH_PAIRS:,}"):
        train({(0,) * len(FACTS): 10}, shipped(), "drawn")


def test_a_model_file_says_what_is_wrong_with_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "linkage.json"
    levels = {fact: dict(odds) for fact, odds in shipped().levels.items()}
    del levels["date"]["day"]
    broken.write_bytes(write(msgspec.structs.replace(shipped(), levels=levels)))
    with pytest.raises(ModelError, match=r"linkage.json: levels.date: no odds for day"):
        read(broken)
