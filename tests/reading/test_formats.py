import hashlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bellflower.reading import read_file
from bellflower.records import Refusal, Report
from bellflower.text import normalise
from tests.reading.files import PAGE, STORY, mail, one, pdf, warc, word, write


def test_a_text_keeps_every_character_and_its_hashes(tmp_path: Path) -> None:
    data = f"Harbour find\r\n\r\n{STORY}\r\n".encode()
    report = one(write(tmp_path / "find.txt", data))
    assert report.text == f"Harbour find\n\n{STORY}\n"
    assert report.content_sha256 == hashlib.sha256(data).hexdigest()
    assert report.text_sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    assert report.id == report.content_sha256[:16]
    assert (report.stem, report.media_type, report.language) == ("find", "text/plain", "en")
    assert report.published is None and report.csl == {"id": "find", "type": "document", "language": "en"}


def test_a_dateline_is_the_date_of_a_text(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.txt", f"Harbour find\n\nMarch 6, 1999\n\n{STORY}")).published == "1999-03-06"


def test_markdown_is_read_without_its_marks_and_its_front_matter_is_metadata(tmp_path: Path) -> None:
    source = (
        "---\ntitle: Harbour find\nauthor: [Port Desk, V. Lind]\ndate: 1999-03-06\nurl: https://port.example/1\n---\n"
        "# Harbour find\n\nOfficers found **40 kg** of [hashish](https://x.example) in a\nboat.\n\n"
        "- 30 kg in *bags*\n- 10 kg in tins\n\n1. first\n2. second\n\n| Year | kg |\n|---|---|\n| 1998 | 31 |\n"
    )
    report = one(write(tmp_path / "find.md", source))
    assert report.text == (
        "Harbour find\n\nOfficers found 40 kg of hashish in a\nboat.\n\n- 30 kg in bags\n\n- 10 kg in tins\n\n"
        "1. first\n\n2. second\n\nYear | kg\n\n1998 | 31\n"
    )
    assert (report.title, report.published, report.url) == ("Harbour find", "1999-03-06", "https://port.example/1")
    assert report.authors == ("Port Desk", "V. Lind")


def test_broken_front_matter_is_said_and_the_text_still_read(tmp_path: Path) -> None:
    outcomes = list(read_file(write(tmp_path / "find.md", f"---\ntitle: [open\n---\n{STORY}\n")))
    refusal, report = outcomes
    assert isinstance(refusal, Refusal) and "front matter" in refusal.reason
    assert isinstance(report, Report) and report.text == STORY + "\n"


def test_a_page_is_read_as_its_article_with_lists_and_tables(tmp_path: Path) -> None:
    report = one(write(tmp_path / "page.html", PAGE))
    assert "Guards found 12 kilograms of opium" in report.text
    assert "7 kg of opium in the first wagon" in report.text and "1998 | 31" in report.text
    for furniture in ("Home", "cookies", "Sawmill", "All rights reserved", "Photo:"):
        assert furniture not in report.text
    assert report.title == "Opium found in timber train"
    assert (report.published, report.authors, report.publisher) == ("1999-03-04", ("Vera Lind",), "Border Gazette")
    assert report.csl["type"] == "webpage" and report.csl["issued"] == {"date-parts": [[1999, 3, 4]]}


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    page = PAGE.replace('"datePublished": "1999-03-04T09:30:00+10:00",', "")
    assert one(write(tmp_path / "page.html", page)).published is None


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path, charset: str) -> None:
    words = "Таможенники нашли сорок килограммов гашиша на рыбацком судне у северной гавани в пятницу."
    page = f'<html><head><meta charset="{charset}"></head><body><article><p>{words}</p></article></body></html>'
    assert words in one(write(tmp_path / "page.html", page.encode(charset))).text


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    info = "/Title (Harbour find) /Author (Port Desk) /CreationDate (D:19990306120000Z)"
    report = one(write(tmp_path / "find.pdf", pdf([[STORY], [], ["Two men were held."]], info)))
    assert report.text == f"{STORY}\n\nTwo men were held.\n"
    assert report.pages[0] == 0 and report.text[report.pages[2] :] == "Two men were held.\n"
    assert (report.title, report.authors, report.published) == ("Harbour find", ("Port Desk",), "1999-03-06")
    assert report.text == normalise(report.text)


def test_a_pdf_that_is_scanned_in_part_says_on_which_pages(tmp_path: Path) -> None:
    outcomes = list(read_file(write(tmp_path / "find.pdf", pdf([[STORY], []], image=True))))
    assert [type(outcome) for outcome in outcomes] == [Refusal, Report]
    assert isinstance(outcomes[0], Refusal) and "page 2" in outcomes[0].reason


def test_running_heads_of_a_pdf_are_furniture(tmp_path: Path) -> None:
    pages = [["Panel report S/1", f"In {year} officers found 4{n} kilograms of opium.", f"{n} of 4"]
             for n, year in enumerate((1995, 1996, 1997, 1998), 1)]  # fmt: skip
    report = one(write(tmp_path / "panel.pdf", pdf(pages)))
    left = report.text
    for start, end in reversed(report.furniture):
        left = left[:start] + left[end:]
    assert "Panel report" not in left and "of 4" not in left
    assert left.count("kilograms of opium.") == 4


def test_a_word_document_keeps_the_order_of_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Harbour find"
    document.core_properties.author = "Port Desk"
    document.sections[0].footer.paragraphs[0].text = "Page footer"
    document.add_paragraph(STORY)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "hashish", "40 kg"
    document.add_paragraph("Two men were held.")
    inserted = parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t xml:space='preserve'> One fled.</w:t></w:r></w:ins>")
    deleted = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> Nobody fled.</w:delText></w:r></w:del>")
    document.paragraphs[-1]._p.extend([deleted, inserted])
    out = io.BytesIO()
    document.save(out)
    report = one(write(tmp_path / "find.docx", out.getvalue()))
    assert report.text == f"{STORY}\n\nhashish | 40 kg\n\nTwo men were held. One fled.\n"
    assert (report.title, report.authors, report.published) == ("Harbour find", ("Port Desk",), None)


def test_a_mail_is_its_plain_part_with_the_headers_as_metadata(tmp_path: Path) -> None:
    report = one(write(tmp_path / "find.eml", mail(STORY, f"<p>html: {STORY}</p>")))
    assert report.text == STORY + "\n"
    assert (report.title, report.authors) == ("Seizure at the northern harbour", ("Port Desk",))
    assert report.published == "1999-03-06"


def test_a_mail_without_a_plain_part_is_its_page(tmp_path: Path) -> None:
    assert "Guards found 12 kilograms" in one(write(tmp_path / "find.eml", mail(None, PAGE))).text


def test_the_attachment_of_a_mail_is_said_to_be_unread(tmp_path: Path) -> None:
    outcomes = list(read_file(write(tmp_path / "find.eml", mail(STORY, attachment=b"%PDF-1.4"))))
    assert [type(outcome) for outcome in outcomes] == [Refusal, Report]
    assert isinstance(outcomes[0], Refusal) and "list.pdf" in outcomes[0].reason


@pytest.mark.parametrize(("compressed", "name"), [(True, "web.warc.gz"), (False, "web.warc")])
def test_every_page_of_a_web_archive_is_a_report(tmp_path: Path, compressed: bool, name: str) -> None:
    records = [
        ("https://gazette.example/timber", "text/html; charset=utf-8", PAGE.encode()),
        ("https://gazette.example/logo.png", "image/png", b"\x89PNG"),
        ("https://port.example/find.txt", "text/plain", STORY.encode()),
    ]
    outcomes = list(read_file(write(tmp_path / name, warc(records, compressed))))
    first, second = outcomes
    assert isinstance(first, Report) and isinstance(second, Report)
    assert first.url == "https://gazette.example/timber" and first.published == "1999-03-04"
    assert first.csl["accessed"] == {"date-parts": [[2001, 5, 7]]}
    assert second.text == STORY + "\n" and second.content_sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert first.stem.startswith("web-") and first.stem != second.stem


def test_entities_of_a_page_are_never_read_from_files(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret", "the-secret-word")
    page = PAGE.replace("<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>')
    page = page.replace("Two loggers", "&x; Two loggers")
    assert "the-secret-word" not in one(write(tmp_path / "page.html", page)).text


def test_entities_of_a_word_document_are_never_read_from_files(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret", "the-secret-word")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word([STORY]))) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{secret}">]><w:document'.encode()
                data = data.replace(b"<w:document", entity, 1).replace(b"Customs", b"&x; Customs")
            target.writestr(item, data)
    for outcome in read_file(write(tmp_path / "find.docx", out.getvalue())):
        assert not isinstance(outcome, Report) or "the-secret-word" not in outcome.text


def test_stray_control_characters_are_not_stored(tmp_path: Path) -> None:
    report = one(write(tmp_path / "find.txt", f"\x07{STORY}\n" + f"{STORY}\n" * 19))
    assert report.text == f"{STORY}\n" * 20


def test_a_page_of_nothing_but_nested_tags_is_survived(tmp_path: Path) -> None:
    outcomes = list(read_file(write(tmp_path / "deep.html", "<html><body>" + "<div>" * 100_000 + STORY)))
    assert len(outcomes) == 1
