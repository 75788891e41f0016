import errno
import gzip
import io
import os
import random
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bellflower.reading import files, read_file, read_paths
from bellflower.reading.html import MOST_TAGS
from bellflower.records import Refusal, Report
from tests.reading.files import PAGE, STORY, encrypted, mail, pdf, refused, warc, word, write

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, STORY)
    return out.getvalue()


REFUSALS: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("empty.txt", lambda: b"", "empty", ""),
    ("blank.txt", lambda: b" \n\n\t ", "blanks", ""),
    ("scan.pdf", lambda: pdf([[], []], image=True), "scanned", "ocrmypdf"),
    ("blank.pdf", lambda: pdf([[]]), "no text", ""),
    ("broken.pdf", lambda: b"%PDF-1.7\n" + bytes(range(200)), "broken", "again"),
    ("locked.pdf", lambda: encrypted(pdf([[STORY]]), "secret"), "encrypted", "password"),
    ("really.txt", lambda: pdf([[STORY]]), "a PDF and is named .txt", "rename it to really.pdf"),
    ("picture.docx", lambda: PNG, "a PNG image and is named .docx", ""),
    ("zip.pdf", lambda: zipped("notes.txt"), "a zip file and is named .pdf", ""),
    ("word.pdf", lambda: word([STORY]), "Word document (docx) and is named .pdf", "rename it to word.docx"),
    ("sheet.docx", lambda: zipped("xl/workbook.xml"), "spreadsheet", ""),
    ("page.txt", lambda: PAGE.encode(), "an HTML page and is named .txt", "rename it to page.html"),
    ("web.txt", lambda: warc([("https://x.example", "text/plain", b"x")]), "web archive", "rename it to web.warc.gz"),
    ("old.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old Office file or one locked", ""),
    ("report", lambda: pdf([[STORY]]), "a PDF and is named without an ending", "rename it to report.pdf"),
    ("noise.txt", lambda: random.Random(7).randbytes(5000), "no encoding", "UTF-8"),
    ("data.csv", lambda: b"a,b\n1,2\n", ".csv is no format", ".docx"),
    ("notes", lambda: STORY.encode(), "(none) is no format", ".txt"),
    ("broken.docx", lambda: word([STORY])[:2000], "broken zip", ""),
    ("damaged.docx", lambda: zipped("word/document.xml"), "broken", "save it again"),
    ("bare.docx", lambda: word([]), "no text", ""),
    ("noise.docx", lambda: b"nothing of the kind", "not a Word document", ""),
    ("noise.warc.gz", lambda: gzip.compress(STORY.encode()), "a gzip file", ""),
    ("noise.warc", lambda: STORY.encode(), "not a web archive", ""),
    ("empty.html", lambda: b"<html><body><script>let x = 1</script></body></html>", "no text", ""),
    ("bare.eml", lambda: mail("", attachment=b"x"), "no text", "attachments"),
    ("plain.eml", lambda: b"\nno headers here\n", "no e-mail headers", ".txt"),
    ("huge.html", lambda: b"<html><body>" + b"<b>x" * (2 * MOST_TAGS + 1), "tags", ""),
]


@pytest.mark.parametrize(("name", "content", "reason", "mend"), REFUSALS, ids=[case[0] for case in REFUSALS])
def test_bad_input_is_refused_with_the_reason_and_the_mend(
    tmp_path: Path, name: str, content: Callable[[], bytes], reason: str, mend: str
) -> None:
    refusal = refused(write(tmp_path / name, content()))
    assert reason in refusal.reason and mend in refusal.mend


def test_the_others_go_on(tmp_path: Path) -> None:
    for name, content, _, _ in REFUSALS:
        write(tmp_path / name, content())
    write(tmp_path / "good.txt", STORY)
    outcomes = list(read_paths([tmp_path]))
    assert [outcome.stem for outcome in outcomes if isinstance(outcome, Report)] == ["good"]
    assert {outcome.path for outcome in outcomes if isinstance(outcome, Refusal)} == {
        str(tmp_path / name) for name, _, _, _ in REFUSALS
    }


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "nowhere.txt").reason


def test_a_dangling_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "no such file" in refused(tmp_path / "link.txt").reason


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "leads back to itself" in refused(tmp_path / "loop.txt").reason


def test_a_link_back_to_the_folder_above_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", STORY)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    refusal, report = read_paths([tmp_path])
    assert isinstance(refusal, Refusal) and "link back" in refusal.reason
    assert isinstance(report, Report)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in refused(tmp_path / "pipe.txt").reason


def test_a_file_that_may_not_be_read_is_refused() -> None:
    nobody = 65534
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = write(Path(folder) / "closed.txt", STORY)
        path.chmod(0)
        root = os.geteuid() == 0
        if root:  # root may read everything
            os.seteuid(nobody)
        try:
            assert "may not be read" in refused(path).reason
        finally:
            if root:
                os.seteuid(0)


def test_a_failing_disk_is_a_refusal(tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")  # reads of its first page fail as those of a bad disk do
    (tmp_path / "bad.txt").symlink_to(memory)
    assert os.strerror(errno.EIO) in refused(tmp_path / "bad.txt").reason


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "large.txt", STORY)
    os.truncate(path, files.LARGEST_FILE + 1)
    assert "larger than 64 MB" in refused(path).reason


def test_a_word_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(257):
            part.write(bytes(2**20))
    assert "256 MB" in refused(write(tmp_path / "bomb.docx", out.getvalue())).reason


def test_what_stands_before_a_break_in_a_web_archive_is_kept(tmp_path: Path) -> None:
    records = [(f"https://port.example/{n}", "text/plain", f"{n}: {STORY}".encode() * 50) for n in range(3)]
    data = warc(records)
    outcomes = list(read_file(write(tmp_path / "web.warc.gz", data[: len(data) - 60])))
    kept = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    said = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert len(kept) >= 2 and len(said) == 1 and "cut off" in said[0].reason


def test_a_page_of_a_web_archive_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    data = warc([("https://a.example/x", "text/html", b"<html></html>"), ("https://a.example/y", "text/plain", b"abc")])
    refusal, report = read_file(write(tmp_path / "web.warc.gz", data))
    assert isinstance(refusal, Refusal) and "https://a.example/x" in refusal.reason
    assert isinstance(report, Report)
