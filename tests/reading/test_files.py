import subprocess
import sys
from pathlib import Path

from bellflower.reading import Skimmed, find_files, read_file, read_paths, skim_file
from bellflower.records import Refusal, Report
from tests.reading.files import PAGE, STORY, warc, write


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
    assert list(find_files([b, tmp_path, a])) == [b, a]


def test_a_linked_folder_is_walked(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "case").mkdir()
    write(tmp_path / "real" / "a.txt", STORY)
    (tmp_path / "case" / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert list(find_files([tmp_path / "case"])) == [tmp_path / "case" / "link" / "a.txt"]


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


def test_the_folder_that_is_written_to_is_left_out_below_another_and_read_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    a, b = write(tmp_path / "a.txt", STORY), write(tmp_path / "out" / "b.txt", STORY)
    assert list(find_files([tmp_path])) == [a, b]
    assert list(find_files([tmp_path], but=tmp_path / "out")) == [a]
    assert list(find_files([tmp_path / "out"], but=tmp_path / "out")) == [b]


def test_what_is_not_wanted_is_only_named_and_dated(tmp_path: Path) -> None:
    other = write(tmp_path / "b.txt", "Published on 4 March 1999\n\nThe library  \r\nopens again.")
    write(tmp_path / "c.txt", "The tower was painted.")
    write(tmp_path / "c.csl.json", '{"type": "report", "issued": {"date-parts": [[2001, 2]]}}')
    write(tmp_path / "d.txt", " \n")
    seen: list[str] = []

    def wanted(text: str) -> bool:
        seen.append(text)
        return "hashish" in text

    story = write(tmp_path / "a.txt", STORY)
    outcomes = [outcome for path in find_files([tmp_path]) for outcome in skim_file(path, wanted)]
    assert outcomes[0] == next(read_file(story))
    assert outcomes[1:3] == [
        Skimmed(stem="b", path=str(other), published="1999-03-04"),
        Skimmed(stem="c", path=str(tmp_path / "c.txt"), published="2001-02"),
    ]
    assert isinstance(outcomes[3], Refusal)
    assert seen[1].endswith("The library\nopens again.\n"), "it is asked of the text as it is stored"


def test_parts_of_a_web_archive_that_are_not_wanted_keep_their_names(tmp_path: Path) -> None:
    pages = [(f"https://press.example/{n}", "text/html; charset=utf-8", PAGE.encode()) for n in range(2)]
    path = write(tmp_path / "crawl.warc.gz", warc(pages))
    read = [(one.stem, one.published) for one in read_file(path) if isinstance(one, Report)]
    skimmed = [(one.stem, one.published) for one in skim_file(path, lambda _: False) if isinstance(one, Skimmed)]
    assert skimmed == read and len(read) == 2
