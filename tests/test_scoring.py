"""The scorer of the corpus: right is right, wrong is wrong, doubt counts neither way, and order does not matter."""

from __future__ import annotations

import copy
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import ROOT, SHARED
from benchmarks import corpus as benchmark
from benchmarks._scoring import SLOTS, Score, Tally, good_of, paired, same_date, unit_of
from tests.test_corpus import CORPUS, STEMS, measured_only

Record = dict[str, Any]
GOLD = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "gold").glob("*.json"))]
TOLD = [gold for gold in GOLD if gold["incidents"]]


def incident(good: str, quantity: float | None, **slots: Any) -> Record:
    item = {"commodity": good, "quantity": quantity, "unit": "kg", "quantity_max": None}
    return {"items": [item], "suspects": [], "date": "2019", "country": "AT", "place": None} | slots


def score(gold: list[Record], read: list[Record]) -> Score:
    made = Score()
    made.take({"incidents": gold, "claims": []}, {"incidents": read, "claims": []})
    return made


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.hits, tally.invented, tally.missed


@given(st.integers(0, len(GOLD) - 1), st.randoms(use_true_random=False))
def test_a_gold_read_as_it_stands_is_all_right_in_any_order(number: int, random: Any) -> None:
    gold = GOLD[number]
    read = copy.deepcopy(gold)
    random.shuffle(read["incidents"])
    random.shuffle(read["claims"])
    made = Score()
    made.take(gold, read)
    for tally in (made.incidents, made.claims, *made.slots.values()):
        assert tally.missed == 0
    if not gold["claims"] or all(claim["kind"] != "other" for claim in gold["claims"]):
        assert made.claims.invented == 0
    assert made.incidents.invented == 0


@given(st.integers(0, len(TOLD) - 1))
def test_what_is_not_read_is_missed_and_what_is_not_there_invented(number: int) -> None:
    incidents = TOLD[number]["incidents"]
    sure = [i for i in incidents if not i.get("uncertain_incident")]
    assert counts(score(incidents, []).incidents) == (0, 0, len(sure))
    none = score([], incidents)
    assert counts(none.incidents) == (0, len(incidents), 0)
    assert none.from_nothing == len(incidents)


def test_a_figure_that_contradicts_makes_two_incidents_of_one() -> None:
    gold = [incident("heroin", 5.0), incident("opium", 40.0)]
    assert paired(gold, [incident("opium", 40.1), incident("heroin", 5.0)]) == [(0, 1), (1, 0)]
    assert paired(gold, [incident("heroin", 6.0), incident("ivory", 40.0)]) == []
    assert counts(score(gold, [incident("heroin", 5.0)]).slots["quantity"]) == (1, 0, 1)
    assert counts(score(gold, [incident("heroin", None), incident("opium", 40.0)]).slots["quantity"]) == (1, 0, 1)


def test_a_sum_stands_for_its_parts() -> None:
    parts = incident("heroin", 5.0)
    parts["items"].append({"commodity": "heroin", "quantity": 7.0, "unit": "kg", "quantity_max": None})
    made = score([parts], [incident("heroin", 12.0)])
    assert counts(made.incidents) == (1, 0, 0)
    assert counts(made.slots["quantity"]) == (1, 0, 0)


def test_what_is_in_doubt_counts_neither_way() -> None:
    doubtful = incident("heroin", 5.0, uncertain=["date"])
    made = score([doubtful], [incident("heroin", 5.0, date="2001")])
    assert counts(made.slots["date"]) == (0, 0, 0)
    assert counts(score([incident("heroin", 5.0, uncertain_incident=True)], []).incidents) == (0, 0, 0)


def test_a_finer_date_and_either_end_of_an_interval_are_right() -> None:
    assert same_date("2019-03", "2019-03-04") and same_date("2019/2021", "2021-05")
    assert not same_date("2019-03-04", "2019-03") and not same_date("2019", None)


def test_other_names_of_one_good_and_one_unit_are_one() -> None:
    assert good_of({"commodity": "Shabu"}) == good_of({"commodity": "methamphetamine"})
    assert unit_of({"unit": "capsules"}) == unit_of({"unit": "tablet"})


def test_the_split_is_that_of_the_corpus() -> None:
    assert [benchmark.measured_only(stem) for stem in STEMS] == [measured_only(stem) for stem in STEMS]


def shared_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the shared scorer is not beside this repository")
def test_it_agrees_with_the_shared_scorer() -> None:
    """Every gold against that of the report after it and against itself with each third incident left out."""
    theirs = shared_scorer()
    for gold, other in zip(GOLD, [*GOLD[1:], GOLD[0]], strict=True):
        thinned = other | {"incidents": other["incidents"] + [i for n, i in enumerate(gold["incidents"]) if n % 3]}
        made = Score()
        made.take(gold, thinned)
        table: Any = theirs.defaultdict(lambda: theirs.np.zeros(3))
        pairs = theirs.align(gold["incidents"], thinned["incidents"])
        met, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, j in pairs:
            if not gold["incidents"][i].get("uncertain_incident"):
                theirs.slot_scores(gold["incidents"][i], thinned["incidents"][j], table, True)
        for i, one in enumerate(gold["incidents"]):
            if i not in met and not one.get("uncertain_incident"):
                theirs.slot_scores(one, None, table, False)
        for j, one in enumerate(thinned["incidents"]):
            if j not in used:
                theirs.slot_scores(None, one, table, False)
        assert {slot: counts(made.slots[slot]) for slot in SLOTS} == {slot: tuple(table[slot]) for slot in SLOTS}
        assert counts(made.claims) == tuple(theirs.claim_scores(gold["claims"], thinned["claims"]))


def test_any_folder_with_gold_is_scored_and_its_misses_listed(tmp_path: Path) -> None:
    reports, gold = tmp_path / "reports", tmp_path / "gold"
    reports.mkdir()
    gold.mkdir()
    (reports / "note.txt").write_text("Customs in Vienna seized 5 kg of heroin on 4 March 2011.\n", encoding="utf-8")
    wanted = [incident("heroin", 5.0, date="2011-03-04"), incident("ivory", 9.0, quote="9 kg of ivory")]
    (gold / "note.json").write_text(json.dumps({"incidents": wanted, "claims": []}), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.corpus", "--reports", str(reports), "--gold", str(gold), "--misses"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert any(line.startswith("  missed") and "9.0 kg ivory" in line for line in lines)
    assert ["incidents", "1.000", "0.500", "0.667"] in [line.split() for line in lines]
