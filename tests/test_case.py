import hashlib
import json
import multiprocessing
import os
import signal
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from bellflower.case import Case
from bellflower.records import Refusal, Report
from tests.reading.files import PAGE, STORY, pdf, warc, write

ITEM = {"type": "article-newspaper", "title": "Harbour find", "issued": {"date-parts": [[1999, 3, 6]]}}


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with a report of three kinds, one of them with metadata beside it."""
    folder = tmp_path / "given"
    folder.mkdir()
    write(folder / "find.txt", STORY)
    write(folder / "find.csl.json", json.dumps(ITEM))
    write(folder / "page.html", PAGE)
    write(
        folder / "web.warc.gz", warc([(f"https://a.example/{n}", "text/plain", f"{n} {STORY}".encode()) for n in "ab"])
    )
    return folder


def reports(case: Case) -> list[Report]:
    outcomes = list(case.reports())
    assert all(isinstance(outcome, Report) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Report)]


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_originals_are_kept_under_their_hash_with_their_metadata(tmp_path: Path, given: Path) -> None:
    case = Case.open(tmp_path / "case")
    assert case.add([given]) == []
    digest = hashlib.sha256(STORY.encode()).hexdigest()
    original = tmp_path / "case" / "reports" / digest[:2] / f"{digest}.txt"
    assert original.read_bytes() == STORY.encode()
    note = json.loads(original.with_name(original.name + ".json").read_bytes())
    assert note["captures"] == [{"name": "find.txt", "csl": ITEM}] and note["content_sha256"] == digest
    assert not stat.S_IMODE(original.stat().st_mode) & 0o222


def test_all_that_was_added_is_read_by_name_with_paths_inside_the_case(tmp_path: Path, given: Path) -> None:
    case = Case.open(tmp_path / "case")
    case.add([given])
    found = reports(case)
    assert [report.stem.partition("-")[0] for report in found] == ["find", "page", "web", "web"]
    assert found[0].published == "1999-03-06" and found[0].title == "Harbour find"
    assert all((tmp_path / "case" / report.path).is_file() for report in found)


def test_a_case_is_rebuilt_from_its_originals_alone(tmp_path: Path, given: Path) -> None:
    case = Case.open(tmp_path / "case")
    case.add([given])
    before = reports(case)
    given.rename(tmp_path / "gone")
    assert reports(Case.open(tmp_path / "case")) == before


def test_adding_twice_changes_no_byte_and_writes_no_original_again(tmp_path: Path, given: Path) -> None:
    Case.open(tmp_path / "case").add([given])
    first = tree(tmp_path / "case")
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "case").rglob("*")}
    assert Case.open(tmp_path / "case").add([given]) == []
    assert tree(tmp_path / "case") == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "case").rglob("*")} == written


def test_the_same_reports_give_the_same_bytes_wherever_they_stood_and_in_whatever_order(
    tmp_path: Path, given: Path
) -> None:
    write(given / "again.txt", STORY)
    Case.open(tmp_path / "one").add(sorted(given.iterdir()))
    given.rename(tmp_path / "elsewhere")
    Case.open(tmp_path / "two").add(sorted((tmp_path / "elsewhere").iterdir(), reverse=True))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_same_bytes_under_two_names_are_one_report_that_keeps_both_names(tmp_path: Path, given: Path) -> None:
    write(given / "again.txt", STORY)
    case = Case.open(tmp_path / "case")
    assert case.add([given]) == []
    found = [report for report in reports(case) if report.text == STORY + "\n"]
    assert [report.stem for report in found] == ["find"]  # the name that has metadata
    note = next(path for path in (tmp_path / "case").rglob("*.txt.json"))
    assert [capture["name"] for capture in json.loads(note.read_bytes())["captures"]] == ["again.txt", "find.txt"]


def test_new_metadata_for_a_known_original_is_taken(tmp_path: Path, given: Path) -> None:
    case = Case.open(tmp_path / "case")
    case.add([given])
    assert reports(case)[0].title == "Harbour find"
    write(given / "find.csl.json", json.dumps({**ITEM, "title": "Mended title"}))
    case.add([given])
    assert reports(case)[0].title == "Mended title"


def test_what_cannot_be_read_is_refused_each_time_and_not_taken_in(tmp_path: Path, given: Path) -> None:
    write(given / "scan.pdf", pdf([[]], image=True))
    write(given / "empty.txt", "")
    write(given / "page.csl.json", '{"type": "leaflet"}')
    for _ in range(2):
        case = Case.open(tmp_path / "case")
        refusals = case.add([given, tmp_path / "nowhere"])
        assert sorted(Path(refusal.path).name for refusal in refusals) == [
            "empty.txt", "nowhere", "page.csl.json", "scan.pdf",
        ]  # fmt: skip
        assert len(reports(case)) == 4


def test_a_part_that_cannot_be_read_is_said_once_by_the_case(tmp_path: Path) -> None:
    path = write(tmp_path / "half.pdf", pdf([[STORY], []], image=True))
    for _ in range(2):
        case = Case.open(tmp_path / "case")
        assert case.add([path]) == []
        assert [type(outcome) for outcome in case.reports()] == [Refusal, Report]


def test_an_original_that_was_changed_is_refused(tmp_path: Path, given: Path) -> None:
    Case.open(tmp_path / "case").add([given])
    original = next((tmp_path / "case").rglob("*.html"))
    original.chmod(0o644)
    original.write_text(PAGE + "<!-- -->")
    outcomes = list(Case.open(tmp_path / "case").reports())
    said = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert len(outcomes) == 4 and len(said) == 1
    assert "page.html" in said[0].reason and "SHA-256" in said[0].reason


def test_a_broken_note_is_said_and_mended_by_adding_again(tmp_path: Path, given: Path) -> None:
    Case.open(tmp_path / "case").add([given])
    note = next((tmp_path / "case").rglob("*.html.json"))
    before = note.read_bytes()
    note.write_bytes(b"{")
    assert any(
        isinstance(outcome, Refusal) and "note" in outcome.reason for outcome in Case(tmp_path / "case").reports()
    )
    Case.open(tmp_path / "case").add([given])
    assert note.read_bytes() == before


def test_decisions_are_never_touched(tmp_path: Path, given: Path) -> None:
    case = Case.open(tmp_path / "case")
    assert not case.decisions_path.exists()
    case.decisions_path.write_text('{"act": "accept"}\n')
    case.add([given])
    list(case.reports())
    assert case.decisions_path.read_text() == '{"act": "accept"}\n'
    assert case.dossier_dir.is_dir()


def test_files_are_announced(tmp_path: Path, given: Path) -> None:
    case = Case.open(tmp_path / "case")
    added: list[Path] = []
    case.add([given], on_file=added.append)
    assert [path.name for path in added] == ["find.txt", "page.html", "web.warc.gz"]


def test_a_file_in_the_way_of_the_case_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "case", "a file")
    with pytest.raises((NotADirectoryError, FileExistsError)):
        Case.open(tmp_path / "case")


def _add_forever(root: str, given: str) -> None:
    Case.open(Path(root)).add([Path(given)])


def test_a_case_killed_while_it_takes_in_loses_nothing(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for number in range(60):
        write(given / f"{number:02}.txt", f"{number}: {STORY}\n" * 50)
    Case.open(tmp_path / "whole").add([given])
    whole = tree(tmp_path / "whole")
    spawn = multiprocessing.get_context("fork")
    for wait in range(6):
        worker = spawn.Process(target=_add_forever, args=(str(tmp_path / "killed"), str(given)))
        worker.start()
        time.sleep(0.004 * wait)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        case = Case.open(tmp_path / "killed")
        assert all(isinstance(outcome, Report) for outcome in case.reports())
    Case.open(tmp_path / "killed").add([given])
    left = {name: data for name, data in tree(tmp_path / "killed").items() if "/.part-" not in name}
    assert left == whole


def test_a_case_that_holds_more_than_is_kept_is_read_from_its_originals(tmp_path: Path, monkeypatch: Any) -> None:
    given = [write(tmp_path / f"{number}.txt", f"{number}: {STORY}") for number in range(4)]
    kept = Case.open(tmp_path / "kept")
    kept.add(given)
    monkeypatch.setattr("bellflower.case._MOST_KEPT", 2 * len(f"0: {STORY}\n"))
    read = Case.open(tmp_path / "read")
    read.add(given)
    assert list(read.reports()) == list(kept.reports())
    assert list(read.reports()) == list(kept.reports()), "as often as it is asked"
