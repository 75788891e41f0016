"""A case to which reports are added one by one is what it would be if all had been there at once."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bellflower.case import Case
from bellflower.cli import main
from bellflower.engine import Machine
from bellflower.extraction.grammar import Grammar
from bellflower.store import Database
from bellflower.upkeep import Upkeep

EXAMPLES = sorted((Path(__file__).parent / "corpus" / "reports").glob("k*.txt"))[:4]


def run(command: str, *arguments: str | Path) -> None:
    done = CliRunner().invoke(main, [command, *map(str, arguments), "--quiet"])
    assert done.exit_code == 0, done.output


def dossier(case: Path) -> dict[str, bytes]:
    """The files of a case's dossier, written from what is kept."""
    run("build", case, "--title", "case")
    return {path.name: path.read_bytes() for path in (case / "dossier").iterdir()}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    case = tmp_path_factory.mktemp("at_once")
    run("add", *EXAMPLES, "--case", case)
    return dossier(case)


def test_one_by_one_is_as_all_at_once(tmp_path: Path, at_once: dict[str, bytes]) -> None:
    for path in EXAMPLES:
        run("add", path, "--case", tmp_path)
    with closing(Database(tmp_path / "case.duckdb")) as database:
        assert len(database.rows("SELECT * FROM linked")) == len(EXAMPLES)
    assert dossier(tmp_path) == at_once


def test_what_a_process_took_in_before_it_was_killed_is_read_by_the_next(
    tmp_path: Path, at_once: dict[str, bytes]
) -> None:
    first, second, third, last = EXAMPLES
    run("add", first, "--case", tmp_path)
    case = Case.open(tmp_path)
    grammar = Grammar.of()
    with closing(Database(case.store_path)) as database:
        Upkeep(case, database, grammar, Machine(grammar)).expect()
        case.add([second])  # and no more: it was killed
    run("add", third, "--case", tmp_path)
    with closing(Database(case.store_path)) as database:
        assert len(database.rows("SELECT * FROM linked")) == 3
    run("add", last, "--case", tmp_path)
    assert dossier(tmp_path) == at_once


def test_what_somebody_else_did_to_the_folder_is_seen_when_the_dossier_is_written(
    tmp_path: Path, at_once: dict[str, bytes]
) -> None:
    for path in EXAMPLES[1:]:
        run("add", path, "--case", tmp_path / "case")
    run("add", EXAMPLES[0], "--case", tmp_path / "other")
    for path in (tmp_path / "other" / "reports").rglob("*.*"):
        place = tmp_path / "case" / path.relative_to(tmp_path / "other")
        place.parent.mkdir(exist_ok=True)
        path.rename(place)
    assert dossier(tmp_path / "case") == at_once


def test_adding_a_report_loads_nothing_that_takes_long_and_is_not_needed(tmp_path: Path) -> None:
    run("add", *EXAMPLES, "--case", tmp_path)  # from now on the query that scores pairs is kept
    code = (
        "import atexit, sys; from bellflower.cli import main; "
        "atexit.register(lambda: print(*{name.split('.')[0] for name in sys.modules})); main(sys.argv[1:])"
    )
    text = EXAMPLES[0].read_text(encoding="utf8")
    again = tmp_path / "again.txt"
    again.write_text(f"{text}\nIt was told again.\n", encoding="utf8")
    arguments = ["add", str(again), "--case", str(tmp_path), "--quiet"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    unneeded = {"edtf", "kiwipiepy", "multiprocessing", "pandas", "pyspark", "splink", "sqlglot", "xlsxwriter"}
    assert unneeded.isdisjoint(done.stdout.split())
