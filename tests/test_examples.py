"""The example reports are what their script writes, and each has the length of a short report."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"


def words_of(name: str, content: bytes) -> list[str]:
    """The words of a PDF or Word file, however it lays them out."""
    if name.endswith(".pdf"):
        pages = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in pages).split()
    return " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs).split()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What the script writes, twice."""
    main = runpy.run_path(str(EXAMPLES / "make.py"))["main"]
    runs = []
    for run in ("first", "second"):
        folder = tmp_path_factory.mktemp(run)
        main(folder)
        runs.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    return runs


def test_the_script_writes_the_same_bytes_each_time(made: list[dict[str, bytes]]) -> None:
    assert made[0] == made[1]


def test_the_kept_files_hold_what_the_script_writes(made: list[dict[str, bytes]]) -> None:
    for name, content in made[0].items():
        words = words_of(name, content)
        assert words == words_of(name, (REPORTS / name).read_bytes())
        assert 120 <= len(words) <= 300


def test_the_word_file_tells_no_hour(made: list[dict[str, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(made[0]["sanctions-brief.docx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2017, 9, 1, 0, 0, 0)}


def test_every_report_stands_in_the_readme() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    reports = [path.name for path in REPORTS.iterdir() if not path.name.endswith(".csl.json")]
    assert sorted(Path(name).suffix for name in reports) == [".docx", ".eml", ".html", ".md", ".pdf", ".txt"]
    assert all(f"| `{name}` |" in readme for name in reports)
