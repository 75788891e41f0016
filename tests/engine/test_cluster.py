"""A real Spark on this machine gives what the embedded engine gives, to the byte."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from pyspark.sql import SparkSession

from bellflower.build import build_dossier
from bellflower.cli import main
from bellflower.engine import Machine, Outcome
from bellflower.engine.cluster import Cluster
from bellflower.extraction.grammar import Grammar
from bellflower.reconciliation.linkage import Backend, Embedded, shipped
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.features import Row
from bellflower.reconciliation.linkage.scoring import Scored, Scorer
from bellflower.sharing.release import write_release
from benchmarks.generator import readings
from tests.engine.texts import CORPUS, FAULTY, corpus, short
from tests.test_packs import write_pack


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Two threads of this machine as a cluster, with little memory, no page of its own and no other address."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "1g",
        # For a process that lives for a minute it is no use to compile much.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    Cluster.configure("local[2]")
    builder = SparkSession.builder.master("local[2]").appName("test")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_reports_are_read_in_their_order_with_the_packs_that_were_sent(session: SparkSession, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "harbour")
    own = short(7, "On 4 March 2011 police in Rotterdam distrained {} firkins of zelphine.\n")
    items = [*corpus(4), "beside", FAULTY, own, "at the end"]
    here = list(Machine(Grammar.of([pack]), jobs=1).read(items))
    assert list(Cluster(session, [pack]).read(items)) == here
    refused, mine = here[5], here[6]
    assert isinstance(refused, Outcome) and refused.refusal is not None
    assert isinstance(mine, Outcome) and mine.reading.mentions


def drawn(dice: random.Random, number: int) -> Row:
    """A row of which any part may be silent, with so few values that every level is met."""
    some: dict[str, Any] = {"mention_id": f"m{number:03}", "report_id": f"r{number % 50}"}
    day = dice.choice([None, 700_000, 700_001, 700_003, 700_020, 700_200])
    for field in Row.__struct_fields__[2:]:
        few = [f"{field} {letter}" for letter in "abcdefgh"]
        some[field] = dice.choice([None, dice.sample(few, 1), dice.sample(few, 2)])
    at = dice.choice([(None, None), (52.0, 4.0), (52.0, 4.1), (52.0, 4.35), (52.0, 4.5), (57.7, 10.6)])
    return Row(**some | {
        "sole_person": dice.random() < 0.5, "day_first": day,
        "day_last": None if day is None else day + dice.choice([0, 0, 20, 300]),
        "located": dice.choice([None, True]), "any_goods": dice.choice([None, True, False]),
        "accused": dice.choice([None, True]), "lat": at[0], "lon": at[1], "site": dice.choice([None, True, False]),
        "day_counted": dice.random() < 0.5,
        "day_supposed": dice.random() < 0.2,
        "wording": dice.choice([None, *map(list, ("abcdefgh", "efghijkl", "hijklmno"))]),
    })  # fmt: skip


def scored(rows: list[Row], backend: Backend) -> list[Scored]:
    scorer = Scorer(rows, shipped(), backend)
    scorer.pairs(combinations(sorted(row.mention_id for row in rows), 2))
    return list(scorer.score())


def test_every_level_is_the_same_on_either_engine_whatever_is_silent(session: SparkSession) -> None:
    dice = random.Random(7)
    rows = [drawn(dice, number) for number in range(80)]
    here = scored(rows, Embedded())
    assert scored(rows, Cluster(session).linkage) == here
    for place, comparison in enumerate(COMPARISONS):
        met = {one.gammas[place] for one in here}
        assert met == {-1, *range(len(comparison.levels))}, comparison.fact


def test_a_generated_case_has_the_same_incidents_and_exports(session: SparkSession, tmp_path: Path) -> None:
    told = [reading for reading, _ in readings(1, 700)]
    here = build_dossier(told, (), "case", backend=Embedded())
    there = build_dossier(told[::-1], (), "case", backend=Cluster(session).linkage)
    assert len(here.incidents) > 20 and here.possible and any(len(one.mention_ids) > 2 for one in here.incidents)
    assert msgspec.json.encode(there) == msgspec.json.encode(here)
    write_release(here, tmp_path / "here")
    write_release(there, tmp_path / "there")
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_the_command_gives_the_same_dossier_of_real_reports(session: SparkSession, tmp_path: Path) -> None:
    """Last of all: the command ends the session that it works on."""
    files = [str(CORPUS / report.path.rpartition("/")[2]) for report in corpus(30)]
    for engine in (["--engine", "spark", "--spark-master", "local[2]"], ["--jobs", "1"]):
        case = tmp_path / engine[1]
        call = ["dossier", *files, "--case", str(case), "--title", "case", "--quiet", *engine]
        done = CliRunner().invoke(main, call)
        assert done.exit_code == 0, done.output
    assert contents(tmp_path / "spark" / "dossier") == contents(tmp_path / "1" / "dossier")
