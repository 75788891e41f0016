"""How much of the development corpus is found: a floor under which no change may fall.

Only the two thirds that rules are steered by are looked at here. Where the shared scorer stands beside this
repository it does the aligning, else a plainer one that asks for a good and its quantity.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.reading.files import read_paths
from bellflower.records import Reading, Report
from bellflower.sharing.exchange import project
from tests.test_corpus import measured_only

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SCORER = SHARED / "score.py"
TOLERANCE = 0.02

Record = dict[str, Any]
Pairs = list[tuple[int, int]]
Align = Callable[[list[Record], list[Record]], Pairs]
Pair = tuple[Record, Record]  # gold and what was found


def shared_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain_align(gold: list[Record], found: list[Record]) -> Pairs:
    """Pairs that agree on a good and its quantity, or on what else there is where neither has a figure; best first."""
    scores = [(likeness(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    pairs: Pairs = []
    for score, i, j in sorted(scores, reverse=True):
        if score > 0 and not any(-i == a or -j == b for a, b in pairs):
            pairs.append((-i, -j))
    return pairs


def likeness(gold: Record, found: Record) -> float:
    """0 where nothing is shared or a figure of a shared good disagrees; a shared figure counts most."""
    met = [(a, b) for a in gold["items"] for b in found["items"] if b["commodity"] in names(a)]
    loads = [same_load(a, b) for a, b in met]
    if met and False in loads and True not in loads:
        return 0.0
    persons, held = ({s["role"] or s["nationality"] for s in incident["suspects"]} for incident in (gold, found))
    shared = len(met) + len((persons & held) - {None}) + 10 * loads.count(True)
    return shared and shared + sum(gold[key] is not None and gold[key] == found[key] for key in ("date", "country"))


def names(item: Record) -> set[str]:
    return {item["commodity"], *item.get("commodity_alt", ())}


def same_load(gold: Record, found: Record) -> bool | None:
    """Whether two figures of one good agree; ``None`` where there are no two."""
    if found["quantity"] is None or gold["quantity"] is None or "quantity" in gold.get("uncertain", ()):
        return None
    figures = [gold["quantity"], gold["quantity_max"], *(alt["quantity"] for alt in gold.get("quantity_alt", ()))]
    return any(f is not None and abs(f - found["quantity"]) <= TOLERANCE * max(f, found["quantity"]) for f in figures)


def counts(align: Align, pairs: list[Pair]) -> tuple[int, int, int]:
    """Incidents found, invented and missed; doubtful ones of the gold count neither way."""
    hit = invented = missed = 0
    for gold, found in pairs:
        matched = align(gold["incidents"], found["incidents"])
        sure = [i for i, g in enumerate(gold["incidents"]) if not g.get("uncertain_incident")]
        met = {i for i, _ in matched} & set(sure)
        hit += len(met)
        missed += len(sure) - len(met)
        invented += len(found["incidents"]) - len(matched)
    return hit, invented, missed


def f1(hit: float, invented: float, missed: float) -> float:
    return 2 * hit / (2 * hit + invented + missed)


@pytest.fixture(scope="module")
def development(corpus: list[tuple[Reading, Record]]) -> list[Pair]:
    return [(gold, project(reading)) for reading, gold in corpus if not measured_only(gold["doc"])]


def test_the_plain_aligner_tells_right_from_wrong() -> None:
    def incident(good: str, quantity: float | None, country: str = "AT") -> Record:
        item = {"commodity": good, "quantity": quantity, "quantity_max": None}
        return {"items": [item], "suspects": [], "date": "2019", "country": country}

    gold = [incident("heroin", 5.0), incident("opium", 40.0)]
    assert plain_align(gold, [incident("opium", 40.1), incident("heroin", 5.0)]) == [(0, 1), (1, 0)]
    assert plain_align(gold, [incident("heroin", 6.0), incident("ivory", 40.0)]) == []
    assert plain_align([incident("heroin", None)], [incident("heroin", None, "DE")]) == [(0, 0)]
    assert counts(plain_align, [({"incidents": gold}, {"incidents": [gold[0], incident("ivory", 1.0)]})]) == (1, 1, 1)


def test_most_incidents_of_the_development_reports_are_found(development: list[Pair]) -> None:
    align: Align = shared_scorer().align if SCORER.exists() else plain_align
    assert f1(*counts(align, development)) >= 0.85


def test_the_plain_aligner_finds_them_too(development: list[Pair]) -> None:
    assert f1(*counts(plain_align, development)) >= 0.85


def test_reports_without_incidents_get_hardly_any(development: list[Pair]) -> None:
    empty = [found for gold, found in development if not gold["incidents"]]
    assert len(empty) >= 8
    assert sum(len(found["incidents"]) for found in empty) <= 2


@pytest.mark.skipif(not SCORER.exists(), reason="the shared reports are not beside this repository")
def test_the_shared_reports_are_read_in_full(grammar: Grammar) -> None:
    score = shared_scorer()
    hits = invented = missed = 0
    slots = {slot: [0, 0, 0] for slot in score.SLOTS}
    claims = [0, 0, 0]
    for report in read_paths([SHARED / "seeds"]):
        assert isinstance(report, Report)
        gold = json.loads((SHARED / "gold" / f"{report.stem}.json").read_text(encoding="utf-8"))
        found = project(read_claims(report, grammar))
        table = score.defaultdict(lambda: score.np.zeros(3))
        pairs = score.align(gold["incidents"], found["incidents"])
        for i, j in pairs:
            if not gold["incidents"][i].get("uncertain_incident"):
                score.slot_scores(gold["incidents"][i], found["incidents"][j], table, True)
        for slot, sums in slots.items():
            slots[slot] = [a + int(b) for a, b in zip(sums, table[slot], strict=True)]
        claims = [a + int(b) for a, b in zip(claims, score.claim_scores(gold["claims"], found["claims"]), strict=True)]
        one = counts(score.align, [(gold, found)])
        hits, invented, missed = hits + one[0], invented + one[1], missed + one[2]
    assert hits > 0 and (invented, missed) == (0, 0)  # so no slot is lost with its incident
    assert {slot: f1(*sums) for slot, sums in slots.items() if f1(*sums) < 0.97} == {}
    assert claims[0] > 0 and f1(*claims) == 1.0
