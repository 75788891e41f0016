"""An analyst at the command line: real processes on a real case."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bellflower.case import Case
from bellflower.deciding import Desk, value_from
from bellflower.decisions import DecisionError, read
from bellflower.engine import Choice, started
from bellflower.extraction.grammar import Grammar
from bellflower.records import Act, Amount, Goods, Party, Value, When, Where
from bellflower.store import Database, held
from bellflower.upkeep import Upkeep
from tests.test_cli import EXAMPLES, contents, run

WHO = ("--by", "Ann", "--why", "seen in the original")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided") / "case"
    assert run("dossier", EXAMPLES, "--case", folder, "--quiet").returncode == 0
    return folder


def claims(case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case / "dossier" / "claims.jsonl").read_text("utf-8").splitlines()]


def incidents(case: Path) -> list[dict[str, str]]:
    with (case / "dossier" / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def weight_of_forty(case: Path) -> dict[str, Any]:
    return next(c for c in claims(case) if c["predicate"] == "quantity" and c["value"]["value"] == 40)


def test_from_decision_to_dossier_and_back(case: Path, tmp_path: Path) -> None:
    claim = weight_of_forty(case)["id"]
    rejected = run("decide", case, "reject", claim, *WHO)
    assert rejected.returncode == 0 and "Ann rejects the quantity “about 40 kilograms of heroin”" in rejected.stdout
    number = rejected.stdout.partition(":")[0]
    assert run("dossier", EXAMPLES, "--case", case, "--quiet").returncode == 0
    assert weight_of_forty(case)["review"] == "rejected"
    assert not any("40 kg" in (row["other_values"] or "") for row in incidents(case))
    assert "seen in the original" in (case / "dossier" / "dossier.html").read_text("utf-8")

    incident = next(row["incident_id"] for row in incidents(case) if "Lorne" in row["title"])
    for about in (claim, incident, number):
        told = run("log", case, about).stdout
        assert number in told and "because seen in the original" in told and told.rstrip().endswith("holds"), about

    undone = run("undo", case, number, "--by", "Bob", "--why", "it is the right weight")
    assert undone.returncode == 0
    assert "undone by Bob" in run("log", case).stdout
    assert len((case / "decisions.jsonl").read_text("utf-8").splitlines()) == 2, "nothing is erased"
    assert run("dossier", EXAMPLES, "--case", case, "--quiet").returncode == 0
    assert any("40 kg" in (row["other_values"] or "") for row in incidents(case))

    other = tmp_path / "other"
    assert run("dossier", EXAMPLES, "--case", other, "--quiet").returncode == 0
    amended = run("decide", other, "amend", claim, "--to", "41 kg", "--by", "Cid", "--why", "weighed again")
    assert amended.returncode == 0
    assert run("join", other, case).stdout == "2 new decisions taken over\n"
    assert run("join", other, case / "decisions.jsonl").stdout == "0 new decisions taken over\n"
    outcomes = [json.loads(line)["outcome"] for line in run("log", other, "--json").stdout.splitlines()]
    assert sorted(outcomes) == ["holds", "holds", "undone"]


def test_merge_split_grade_and_mark(case: Path) -> None:
    one, two = sorted({row["incident_id"] for row in incidents(case)})[:2]
    made = json.loads(run("decide", case, "merge", one, two, *WHO, "--json").stdout)
    publisher = next(
        line for line in (case / "dossier" / "sources.csl.json").read_text("utf-8").splitlines() if '"id"' in line
    )
    report = publisher.split('"')[3]
    for what, to in ((report, "C"), (weight_of_forty(case)["id"], "2")):
        assert run("decide", case, "grade", what, "--to", to, *WHO).returncode == 0
    assert run("decide", case, "mark", one, "--to", "ask the harbour", *WHO).returncode == 0
    assert run("dossier", EXAMPLES, "--case", case, "--quiet", "--yardstick", "phia").returncode == 0
    rows = incidents(case)
    merged = next(row for row in rows if f"merged by Ann: {WHO[3]}" in row["merged_because"])
    assert "; " in merged["mention_ids"]
    page = (case / "dossier" / "dossier.html").read_text("utf-8")
    assert "ask the harbour" in page and "PHIA" in page and "ICD 203" not in page
    assert weight_of_forty(case)["credibility"] == "2"
    assert {claim["reliability"] for claim in claims(case) if claim["report_id"] == report} == {"C"}
    gone = ({one, two} - {row["incident_id"] for row in rows}).pop()
    assert made["id"] in run("log", case, gone).stdout, "an old id leads on"


@pytest.fixture(scope="module")
def desk(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    own = tmp_path_factory.mktemp("desk") / "case"
    shutil.copytree(case, own)
    grammar = Grammar.of()
    with closing(Database(own / "case.duckdb")) as database, started(Choice(), grammar, ()) as engine:
        upkeep = Upkeep(Case(own), database, grammar, engine)
        upkeep.read()
        yield Desk(upkeep)


@pytest.mark.parametrize(
    ("act", "what", "to", "told"),
    [
        ("accept", "c-0", None, "no claim has the id c-0"),
        ("amend", "CLAIM", None, "say the value with --to"),
        ("amend", "CLAIM", "much", "has no figure"),
        ("amend", "CLAIM", '{"weight": 3}', "no field weight"),
        ("amend", "CLAIM", '{"value": "much"}', "Expected `float`"),
        ("grade", "CLAIM", "B", "a claim has a credibility from 1 to 6"),
        ("merge", "CLAIM", None, "no incident or mention has the id"),
        ("accept", "CLAIM", "3", "leave it out"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    desk: Desk, act: Act, what: str, to: str | None, told: str
) -> None:
    before = read(desk.path)
    claim = next(one.id for one in desk.claims.values() if one.predicate == "quantity")
    with pytest.raises(DecisionError, match=re.escape(told)):
        desk.decide(act, [what.replace("CLAIM", claim)], by="Ann", why="seen", to=to)
    assert read(desk.path) == before


def test_values_are_written_in_plain_words_or_as_fields(desk: Desk) -> None:
    def amended(predicate: str, said: str) -> Value:
        return value_from(next(one for one in desk.claims.values() if one.predicate == predicate), said)

    amount = amended("quantity", "1,250.5 kg")
    assert isinstance(amount, Amount) and (amount.value, amount.unit, amount.value_max) == (1250.5, "kg", None)
    assert amended("quantity", "3") == msgspec.structs.replace(amount, value=3.0)
    assert amended("commodity", "opium") == Goods(name="opium")
    when = amended("occurred_on", "2003-04~")
    assert isinstance(when, When) and when.edtf == "2003-04~"
    place = amended("located_at", "Geelong")
    assert isinstance(place, Where) and (place.name, place.lat, place.place_id) == ("Geelong", None, None)
    party = amended("suspect", '{"count": 4}')
    assert isinstance(party, Party) and party.count == 4


def test_a_torn_line_is_told_and_the_rest_counts(case: Path) -> None:
    path = case / "decisions.jsonl"
    kept = path.read_bytes() if path.exists() else b""
    path.write_bytes(kept + b'{"id":"d-1","at":"20')
    done = run("log", case)
    assert done.returncode == 1 and "decisions.jsonl, line" in done.stderr and "not written to its end" in done.stderr
    path.write_bytes(kept)


def test_who_decides_waits_for_whoever_is_at_work_on_the_case(case: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Day,Country,Drug\n2003-04-16,Australia,heroin\n", encoding="utf-8")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(run("import", table).stdout, encoding="utf-8")
    before = contents(case)
    claim = weight_of_forty(case)["id"]
    with held(case / ".lock", "bellflower build", 0, print):
        for call in (
            ("decide", case, "reject", claim, *WHO), ("log", case),
            ("import", table, "--mapping", mapping, "--case", case),
        ):  # fmt: skip
            done = run(*call, "--wait", "0")
            assert done.returncode == 4 and "bellflower build, process" in done.stderr
    assert {**contents(case), ".lock": b""} == {**before, ".lock": b""}


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    for call in (("log", tmp_path), ("undo", tmp_path, "d-1", *WHO), ("join", tmp_path, tmp_path)):
        done = run(*call)
        assert done.returncode == 2 and "is no case folder" in done.stderr
    assert not (tmp_path / "decisions.jsonl").exists()
