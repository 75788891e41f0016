import subprocess
import sys
from pathlib import Path

from bellflower.reading import find_files, read_paths
from bellflower.records import Report
from tests.reading.files import STORY, write


def test_folders_are_walked_in_sorted_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/y.md",
        "a/y.csl.json",
        ".hidden.txt",
        ".git/c.txt",
        "c.txt.csl.json",
        "README.md",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, STORY)
    names = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert names == ["README.md", "a/y.md", "a/z.txt", "b.txt"]


def test_paths_keep_their_order_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt", STORY), write(tmp_path / "b.txt", STORY)
    assert find_files([b, tmp_path, a]) == [b, a]


def test_a_linked_folder_is_walked(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "case").mkdir()
    write(tmp_path / "real" / "a.txt", STORY)
    (tmp_path / "case" / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert find_files([tmp_path / "case"]) == [tmp_path / "case" / "link" / "a.txt"]


def test_each_file_is_announced_before_it_is_read(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.txt", f"{n}: {STORY}") for n in range(3)]
    seen: list[Path] = []
    for number, outcome in enumerate(read_paths([tmp_path], on_file=seen.append), 1):
        assert isinstance(outcome, Report) and seen == paths[:number]


def test_two_readings_are_the_same(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.html", f"<html><body><article><p>{STORY}</p></article></body></html>")
    assert list(read_paths([tmp_path])) == list(read_paths([tmp_path]))


def test_no_format_is_loaded_before_it_is_met() -> None:
    heavy = "charset_normalizer docx edtf lxml markdown_it pypdfium2 py3langid trafilatura warcio yaml numpy"
    code = f"import sys, bellflower.reading, bellflower.case; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_sidecars_that_a_shell_names_beside_their_reports_are_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "a.txt.csl.json", "b.html", "b.csl.json", "c.csl.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    found = [path.name for path in find_files(sorted(tmp_path.iterdir()))]
    assert found == ["a.txt", "b.html", "c.csl.json"]  # the last is refused: it belongs to no report here
