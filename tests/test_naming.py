"""Every id that was ever shown stands, or leads on to what holds its mentions; and nothing of that is in the store."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from bellflower import naming
from bellflower.case import Case
from bellflower.engine import Choice, started
from bellflower.extraction.grammar import Grammar
from bellflower.records import Dossier, Naming, Reading
from bellflower.store import Database
from bellflower.store.readings import Readings, Taken
from bellflower.upkeep import Upkeep
from benchmarks.generator import readings
from tests.test_cli import STORY, contents, report, run
from tests.test_deciding import incidents

GRAMMAR = Grammar.of()
TOLD = [told.reading for told in readings(4, 200)]


def built(folder: Path, told: list[Reading]) -> Dossier:
    """The dossier of a case once it has these readings, too."""
    case = Case.open(folder)
    with closing(Database(case.store_path)) as database, started(Choice(), GRAMMAR, ()) as engine:
        Readings(database, "1").keep(
            [Taken(path=one.report.path, stamp=one.report.id, name=one.report.stem, outcomes=(one,)) for one in told]
        )
        upkeep = Upkeep(case, database, GRAMMAR, engine)
        upkeep.link()
        made = upkeep.dossier("t")
        upkeep.note(made)
        return made


@pytest.mark.parametrize("seed", range(2))
def test_every_id_that_was_ever_shown_stands_or_leads_to_what_holds_its_mentions(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    shuffled = dice.sample(TOLD, len(TOLD))
    shown: dict[str, set[str]] = {}
    led = 0
    for number in range(len(shuffled)):
        made = built(tmp_path, [shuffled[number]])
        of = {mention: one.id for one in made.incidents for mention in one.mention_ids}
        for one in made.incidents:
            shown.setdefault(one.id, set()).update(one.mention_ids)
        leads = {one.incident_id: set(one.now) for one in made.redirects}
        for name, mentions in shown.items():
            now = {of[mention] for mention in mentions}
            assert leads.get(name, {name}) == now, name
        led += len(leads)
    assert led > 0, "some ids were given up on the way"
    assert set(read(tmp_path)) == {(name, mention) for name, mentions in shown.items() for mention in mentions}

    (tmp_path / "case.duckdb").unlink()
    before = (tmp_path / "incidents.jsonl").read_bytes()
    assert built(tmp_path, TOLD) == made, "nothing of it comes from the store"
    assert (tmp_path / "incidents.jsonl").read_bytes() == before

    # A case built at once has the same dossier, but that no id was shown before.
    (tmp_path / "incidents.jsonl").unlink()
    at_once = built(tmp_path, [])
    assert msgspec.structs.replace(made, redirects=()) == at_once


def read(folder: Path) -> list[tuple[str, str]]:
    return [(one.incident_id, one.mention_id) for one in naming.read(folder / "incidents.jsonl")[0]]


def test_an_older_report_gives_an_incident_another_id_and_the_old_one_leads_on(tmp_path: Path) -> None:
    case, given = tmp_path / "case", tmp_path / "given"
    given.mkdir()
    for name, day, kilos in (("late", "2011-03-09", 12), ("early", "2011-03-05", 11)):
        (given / f"{name}.txt").write_text(STORY.format(kilos), encoding="utf-8")
        csl = {"title": name, "issued": {"date-parts": [[int(part) for part in day.split("-")]]}}
        (given / f"{name}.csl.json").write_bytes(msgspec.json.encode(csl))
    assert run("dossier", given / "late.txt", "--case", case, "--quiet").returncode == 0
    [old] = [row["incident_id"] for row in incidents(case)]
    other = tmp_path / "colleague"
    shutil.copytree(case, other)
    assert run("dossier", given / "early.txt", "--case", case, "--quiet").returncode == 0
    [new] = [row["incident_id"] for row in incidents(case)]
    assert new != old
    page = (case / "dossier" / "dossier.html").read_text("utf-8")
    assert f'id="i-{old}"' in page and f'href="#i-{new}"' in page
    decided = run("decide", case, "mark", old, "--to", "ask the harbour", "--by", "Ann", "--why", "seen")
    assert decided.returncode == 0 and new in run("log", case, old, "--json").stdout

    assert run("build", case, "--quiet").returncode == 0
    before = contents(case)
    shutil.rmtree(case / "dossier")
    (case / "case.duckdb").unlink()
    assert run("build", case, "--quiet").returncode == 0
    assert contents(case) == before

    (case / "incidents.jsonl").unlink()
    assert run("build", case, "--quiet").returncode == 0
    assert f'id="i-{old}"' not in (case / "dossier" / "dossier.html").read_text("utf-8"), "who built it at once"
    assert run("join", case, other).stdout == "0 new decisions taken over\n"
    assert run("build", case, "--quiet").returncode == 0
    assert contents(case / "dossier") == {
        name.removeprefix("dossier/"): content for name, content in before.items() if name.startswith("dossier/")
    }


def test_ids_are_noted_before_anything_is_exported(tmp_path: Path) -> None:
    (tmp_path / "case" / "dossier" / "dossier.html").mkdir(parents=True)
    assert run("dossier", report(tmp_path / "given"), "--case", tmp_path / "case", "--quiet").returncode == 3
    assert read(tmp_path / "case"), "what a killed export may have shown is known"


def test_lines_are_added_and_none_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "incidents.jsonl"
    one, other = (
        Naming(incident_id=f"i-{n}", mention_id=f"m-{n}", report_id="r", start=n, end=n + 1) for n in range(2)
    )
    naming.keep(path, [other])
    path.write_bytes(path.read_bytes() + b"not a line\n")
    naming.keep(path, [one])
    found, [refusal] = naming.read(path)
    assert found == [one, other] and "incidents.jsonl, line" in refusal.path and "take the line away" in refusal.mend
    before = path.stat().st_mtime_ns
    naming.keep(path, [one, other])
    assert path.stat().st_mtime_ns == before
