"""How much of the development corpus is found: a floor under which no change may fall.

Only the two thirds that rules are steered by are looked at here; ``python -m benchmarks.corpus`` scores both parts.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.reading.files import read_paths
from bellflower.records import Reading, Report
from bellflower.sharing.exchange import project
from benchmarks import SHARED
from benchmarks._scoring import Score
from tests.test_corpus import measured_only

Record = dict[str, Any]
Pair = tuple[Record, Record]  # gold and what was found


@pytest.fixture(scope="module")
def development(corpus: list[tuple[Reading, Record]]) -> list[Pair]:
    return [(gold, project(reading)) for reading, gold in corpus if not measured_only(gold["doc"])]


def test_most_of_the_development_reports_is_found(development: list[Pair]) -> None:
    score = Score()
    for gold, found in development:
        score.take(gold, found)
    assert score.incidents.f1 >= 0.88
    assert score.incidents.precision >= 0.92
    assert score.claims.f1 >= 0.92


def test_reports_without_incidents_get_hardly_any(development: list[Pair]) -> None:
    empty = [found for gold, found in development if not gold["incidents"]]
    assert len(empty) >= 8
    assert sum(len(found["incidents"]) for found in empty) <= len(empty) / 5


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the shared reports are not beside this repository")
def test_the_shared_reports_are_read_in_full(grammar: Grammar) -> None:
    score = Score()
    for report in read_paths([SHARED / "seeds"]):
        assert isinstance(report, Report)
        gold = json.loads((SHARED / "gold" / f"{report.stem}.json").read_text(encoding="utf-8"))
        score.take(gold, project(read_claims(report, grammar)))
    assert score.incidents.hits > 0 and score.incidents.f1 == 1.0
    assert {slot: tally.f1 for slot, tally in score.slots.items() if tally.f1 < 0.97} == {}
    assert score.claims.hits > 0 and score.claims.f1 == 1.0
