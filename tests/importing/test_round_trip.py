"""Export, import, export: the same incidents table, but for the columns that say on what it rests."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bellflower.build import build_dossier
from bellflower.case import Case
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.importing import imported, load_mapping, read_rows, read_table, suggest
from bellflower.importing.keeping import keep
from bellflower.reading import read_paths
from bellflower.records import Report
from bellflower.sharing.tables import write_tables

HERE = Path(__file__).parents[1]
# docs/import.md names these fourteen.
OF_THE_CASE = {
    "incident_id", "other_values", "reports", "independent_origins", "conflicts", "rules", "merged_because",
    "claim_ids", "mention_ids", "report_ids", "quote", "modality", "reliability", "credibility",
}  # fmt: skip
GRAMMAR = Grammar.of()


def content(path: Path) -> Counter[tuple[tuple[str, str], ...]]:
    with path.open(encoding="utf8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Counter(tuple((name, cell) for name, cell in row.items() if name not in OF_THE_CASE) for row in rows)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of the conflicting reports, the examples and every sixth of the corpus: several hundred slots."""
    corpus = sorted(path for path in (HERE / "corpus" / "reports").iterdir() if path.suffix == ".txt")[::6]
    given = [HERE / "reconciliation" / "cases", HERE.parent / "examples" / "reports", *corpus]
    reports = [one for one in read_paths(given) if isinstance(one, Report)]
    folder = tmp_path_factory.mktemp("exported")
    write_tables(build_dossier([read_claims(report, GRAMMAR) for report in reports], [], "first"), folder)
    return folder


@pytest.mark.parametrize("name", ["incidents.csv", "incidents.xlsx"])
def test_export_import_export_gives_the_same_incidents(exported: Path, tmp_path: Path, name: str) -> None:
    data = (exported / name).read_bytes()
    (tmp_path / "mapping.yaml").write_text(suggest(read_table(data, name).columns), encoding="utf8")
    mapping = load_mapping(tmp_path / "mapping.yaml")
    found = read_rows(read_table(data, name), mapping, GRAMMAR)
    assert found.refusals == ()
    write_tables(build_dossier(found.readings, [], "second"), tmp_path)
    before, after = content(exported / "incidents.csv"), content(tmp_path / "incidents.csv")
    assert before.total() > 90
    assert before == after


def test_every_cell_stands_in_the_text_of_its_row(exported: Path, tmp_path: Path) -> None:
    data = (exported / "incidents.csv").read_bytes()
    table = read_table(data, "incidents.csv")
    (tmp_path / "mapping.yaml").write_text(suggest(table.columns), encoding="utf8")
    mapping = load_mapping(tmp_path / "mapping.yaml")
    texts = [reading.report.text for reading in read_rows(table, mapping, GRAMMAR).readings]
    for row in table.rows:
        lines = {f"{column}: {cell.strip()}" for column, cell in row.cells.items() if "\n" not in cell}
        assert any(lines <= set(text.splitlines()) for text in texts)


def test_a_case_reads_its_tables_again_and_refuses_one_that_was_changed(exported: Path, tmp_path: Path) -> None:
    data = (exported / "incidents.csv").read_bytes()
    table = read_table(data, "incidents.csv")
    (tmp_path / "mapping.yaml").write_text(suggest(table.columns), encoding="utf8")
    mapping = load_mapping(tmp_path / "mapping.yaml")
    place = keep(tmp_path / "case", data, table, mapping)
    assert place.read_bytes() == data and table.sha256 in place.name
    case = Case.open(tmp_path / "case")
    (path,) = case.tables()
    assert imported(case.root, path, GRAMMAR) == ("incidents.csv", read_rows(table, mapping, GRAMMAR))
    place.write_bytes(data + b"x")
    _, broken = imported(case.root, path, GRAMMAR)
    assert broken.readings == () and "SHA-256 differs" in broken.refusals[0].reason


def test_the_command_drafts_tries_and_takes_in(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text(
        "Ref,Day,Country,Port,Drug,Weight\n"
        "1,2003-04-16,Australia,Lorne,heroin,125 kg\n"
        "2,31 nonsense,Australia,Lorne,heroin,3 kg\n"
        "3,2004-05,Denmark,Esbjerg,cocaine,2.5 kg\n",
        encoding="utf8",
    )

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bellflower", "import", table, *arguments]
        return subprocess.run(list(map(str, command)), capture_output=True, encoding="utf8", check=False)

    draft = run()
    assert draft.returncode == 0 and "commodity: Drug" in draft.stdout and "# not mapped: Ref" in draft.stdout
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(draft.stdout, encoding="utf8")
    tried = run("--mapping", mapping, "--dry-run")
    assert "125 kg of heroin ← “125 kg”" in tried.stdout and "list.csv, row 3" in tried.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "mapping.yaml"]
    done = run("--mapping", mapping, "--case", tmp_path / "case")
    assert done.returncode == 1
    assert "refused: list.csv, row 3: column Day: “31 nonsense” is no date that can be read" in done.stderr
    with (tmp_path / "case" / "dossier" / "incidents.csv").open(encoding="utf8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["event_date"], row["country"], row["commodity"], row["quantity"], row["unit"]) for row in rows] == [
        ("2003-04-16", "AU", "heroin", "125", "kg"),
        ("2004-05", "DK", "cocaine", "2.5", "kg"),
    ]
    missing = run("--mapping", mapping)
    assert missing.returncode == 2 and "--case" in missing.stderr
