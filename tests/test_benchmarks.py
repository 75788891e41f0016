"""The benchmarks run anywhere: without their sets they say so, and with sets of the right shape they print a table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.records import Derivation
from benchmarks._texts import fill, stories
from benchmarks.generator import articles
from benchmarks.lineage import Score, reports
from benchmarks.linkage import across, pairs
from benchmarks.spans import drugs, quantities

ROOT = Path(__file__).parent.parent
ON_SETS = ("places", "quantities", "spans", "speed")
SENTENCE = (
    "Officers at the ferry terminal recovered 4 kg of heroin, 200x Xanax tablets and two bags of liquid ketamine."
)


def run(name: str, *arguments: str | Path, ends: tuple[int, ...] = (0,)) -> str:
    command = [sys.executable, "-m", f"benchmarks.{name}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in ends, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ON_SETS)
def test_a_benchmark_without_its_set_says_so_and_ends_well(name: str, tmp_path: Path) -> None:
    assert "not measured" in run(name, "--bench", tmp_path)


def test_speed_is_measured_on_sets_in_any_folder(tmp_path: Path) -> None:
    for name in ("seizure_spans", "shootings"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"text": SENTENCE}) + "\n", encoding="utf-8")
    table = run("speed", "--bench", tmp_path, "--spacy-share", "1")
    assert all(name in table for name in ("seizure_spans", "shootings", "both"))


def test_linkage_is_measured_on_generated_cases() -> None:
    sizes = ("--seeds", "1", "--claims", "2000", "--reports", "30", "--million", "2000")
    # Whether a mark is reached is for the benchmark itself to say, not for a test.
    table = run("linkage", *sizes, ends=(0, 1))
    for measured in ("precision", "recall", "2,000 claims, linked", "incidents told, read", "peak MB"):
        assert measured in table


def test_calls_are_killed_and_the_case_is_finished() -> None:
    _, counts, *_ = run("kills", "--kills", "16", "--reports", "8").splitlines()
    calls, killed, done, lost, other = map(int, counts.split())
    assert (calls, lost, other) == (16, 0, 0) and killed > 0 and killed + done <= 16


def test_copies_are_looked_for_in_generated_articles() -> None:
    table = run("lineage", "--seeds", "1", "--articles", "100", "--many", "100", ends=(0, 1))
    for measured in ("precision", "recall", "found of reprint", "articles: a second"):
        assert measured in table


def test_a_copy_is_found_by_any_tie_to_its_origin_and_by_its_source_s_name() -> None:
    case = reports(list(articles(0, 60)))
    by_stem = {article.stem: id for id, article in case.items()}
    copies = [article for article in case.values() if article.source in by_stem]
    right = [derivation(by_stem[copy.stem], by_stem[copy.source or ""]) for copy in copies]
    score = Score()
    score.take(case, right)
    assert (score.precision, score.pointing, score.directed) == (1.0, len(copies), len(copies))
    assert all(score.found[copy.kind] for copy in copies)
    others = [article for article in case.values() if article.origin not in {copy.origin for copy in copies}]
    score.take(case, [derivation(by_stem[others[0].stem], by_stem[others[1].stem])])
    assert score.right == score.pairs - 1
    named = Score()
    named.take(case, [derivation(by_stem[copies[0].stem], None, case[by_stem[copies[0].source or ""]].outlet.name)])
    assert (named.pairs, named.found.total()) == (0, 1)


def derivation(report_id: str, from_id: str | None, from_name: str | None = None) -> Derivation:
    return Derivation(
        report_id=report_id, from_id=from_id, from_name=from_name, kind="citation", score=0.5, evidence=(), why=""
    )


@pytest.mark.parametrize(
    ("found", "truth", "precision", "recall"),
    [
        ({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"}, 1.0, 1.0),
        ({"a": 1, "b": 1, "c": 1}, {"a": "x", "b": "x", "c": "y"}, 1 / 3, 1.0),
        ({"a": 1, "b": 2, "c": 3}, {"a": "x", "b": "x", "c": "x"}, 1.0, 0.0),
        ({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "x", "d": "x"}, 1.0, 1 / 3),
    ],
)
def test_pairs_are_counted(found: dict[str, int], truth: dict[str, str], precision: float, recall: float) -> None:
    counted = pairs(found, truth)
    assert (counted.precision, counted.recall) == pytest.approx((precision, recall))


def test_pairs_of_one_report_can_be_left_out() -> None:
    truth = {"a": "x", "b": "x", "c": "x"}
    counted = across({"a": 1, "b": 1, "c": 1}, truth, {"a": "r", "b": "r", "c": "s"})
    assert (counted.joined, counted.true, counted.right) == (2, 2, 2)


def test_made_up_news_is_the_same_each_time_and_names_goods_only_where_it_should(tmp_path: Path) -> None:
    texts = list(stories(60_000, 0.5))
    assert texts == list(stories(60_000, 0.5))
    named = Grammar.of().lexicon.find
    assert not any(hit.category == "good" for text in stories(60_000) for hit in named(text))
    assert any(hit.category == "good" for text in texts for hit in named(text))
    size = fill(tmp_path / "news", 60_000, 0.5)
    files = sorted((tmp_path / "news").rglob("*.txt"))
    assert [file.read_text(encoding="utf-8") for file in files] == texts
    assert size == sum(file.stat().st_size for file in files)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SENTENCE, ["heroin", "Xanax tablets", "liquid ketamine"]),
        ("They found 3 kg of amphetamine (speed) and a heroin mill.", ["amphetamine (speed)"]),
        ("The cocaine courier had no drugs, narcotics or precursors with him.", []),
        ("The bag held 20 grams of skunk/cannabis and 9 kg of white powder.", ["skunk/cannabis", "white powder"]),
    ],
)
def test_drugs_as_the_set_spans_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in drugs(text, Grammar.of())] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SENTENCE, ["4 kg", "200x", "two bags"]),
        ("Police seized 12 kilograms (26.5 pounds) of opium.", ["12 kilograms (26.5 pounds)"]),
        ("Tons of cocaine and a small amount of hashish were found.", ["Tons", "a small amount"]),
        ("More than 5 kg of meth and more than 2 kg of heroin.", ["5 kg", "more than 2 kg"]),
        ("Two drug gangs with 40 men moved 300 suitcases.", []),
    ],
)
def test_quantities_as_the_set_spans_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in sorted(quantities(text, Grammar.of()))] == found
