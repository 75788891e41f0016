"""Linkage learnt from a case: what is enough, what it changes, and the way back."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from bellflower.case import Case
from bellflower.engine import Choice, started
from bellflower.extraction.grammar import Grammar
from bellflower.packs import load
from bellflower.reconciliation.linkage import Rulings, link, shipped
from bellflower.reconciliation.linkage.model import write
from bellflower.reconciliation.linkage.training import ENOUGH_PAIRS, TooFewError
from bellflower.records import Reading
from bellflower.store import Database
from bellflower.store.readings import Readings, Taken
from bellflower.upkeep import Learnt, Upkeep, facts_of
from benchmarks.generator import readings
from benchmarks.linkage import pairs
from tests.test_cli import EXAMPLES, contents, run
from tests.test_deciding import incidents

GRAMMAR = Grammar.of()
GOODS = {good.name: good for good in load().goods}
TOLD = list(readings(90, 15_000))


def learnt(folder: Path, told: list[Reading]) -> Learnt:
    """What is learnt from a case that holds these readings."""
    case = Case.open(folder)
    with closing(Database(case.store_path)) as database, started(Choice(), GRAMMAR, ()) as engine:
        Readings(database, "1").keep(
            [Taken(path=one.report.path, stamp=one.report.id, name=one.report.stem, outcomes=(one,)) for one in told]
        )
        return Upkeep(case, database, GRAMMAR, engine).learn()


def test_a_case_that_is_large_enough_gives_a_model_that_is_as_good_as_the_one_that_ships(tmp_path: Path) -> None:
    told = [one.reading for one in TOLD]
    found = learnt(tmp_path / "one", told)
    shuffled = random.Random(1).sample(told, len(told))
    assert write(learnt(tmp_path / "other", shuffled).model) == write(found.model) != write(shipped())
    mentions = [facts for reading in told for facts in facts_of(reading)]
    assert f"{len(mentions):,} mentions of this case" in found.model.trained_on
    truth = {mention: true for one in TOLD for mention, true in one.truth.items()}
    groups = {name: link(mentions, GOODS, model=model).groups for name, model in
              (("shipped", shipped()), ("own", found.model))}  # fmt: skip
    assert (found.before, found.after) == (len(groups["shipped"]), len(groups["own"]))
    assert found.joined + found.parted > 0
    score = {
        name: pairs({member: number for number, group in enumerate(some) for member in group}, truth)
        for name, some in groups.items()
    }
    f1 = {name: 2 * one.right / (one.joined + one.true) for name, one in score.items()}
    assert f1["own"] >= f1["shipped"] - 0.005 and score["own"].precision > 0.97

    big = max(groups["own"], key=len)
    other = next(group for group in groups["own"] if group != big)
    merged = (min(big[0], other[0]), max(big[0], other[0]))
    decided = link(mentions, GOODS, Rulings(one=frozenset({merged}), apart=frozenset({big[:2]})), found.model)  # type: ignore[arg-type]
    of = {member: group for group in decided.groups for member in group}
    assert of[merged[0]] == of[merged[1]] and of[big[0]] != of[big[1]], "what analysts decided holds under any model"


def test_a_small_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooFewError, match=rf"^\d+ pairs .* too few .*{ENOUGH_PAIRS:,}"):
        learnt(tmp_path, [one.reading for one in TOLD[:50]])


def test_the_model_of_a_case_is_what_later_builds_go_by_until_it_is_taken_away(tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert run("dossier", EXAMPLES, "--case", case, "--quiet").returncode == 0
    before, joined = contents(case), {row["incident_id"] for row in incidents(case)}
    small = run("train", case)
    assert small.returncode == 1 and "too few to learn from; 5,000 are needed" in small.stderr
    assert not (case / "linkage.json").exists()

    nothing_is_one = msgspec.structs.replace(shipped(), one_at=1000.0, together_at=1000.0, trained_on="a test")
    (case / "linkage.json").write_bytes(write(nothing_is_one))
    assert run("build", case, "--quiet").returncode == 0
    parted = {row["incident_id"] for row in incidents(case)}
    assert len(parted) > len(joined)
    dry = run("train", case, "--shipped", "--dry-run")
    assert dry.returncode == 0 and (case / "linkage.json").exists()
    assert run("train", case, "--shipped").stdout == "The model that ships is in use again.\n"
    assert run("build", case, "--quiet").returncode == 0
    page = (case / "dossier" / "dossier.html").read_text("utf-8")
    assert all(f'id="i-{name}"' in page for name in parted - joined), "the ids that were shown meanwhile lead on"
    (case / "incidents.jsonl").unlink()
    assert run("build", case, "--quiet").returncode == 0
    assert contents(case) == before

    (case / "linkage.json").write_text("{}", encoding="utf-8")
    broken = run("log", case)
    assert broken.returncode == 2 and "linkage.json" in broken.stderr and "take it away" in broken.stderr
