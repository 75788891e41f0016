"""Real files for the tests, built with the libraries that read them or by hand."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bellflower.reading import read_file
from bellflower.records import Refusal, Report

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Opium found in timber train | Border Gazette</title>
<meta property="og:site_name" content="Border Gazette"><meta name="author" content="Vera Lind">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Opium found in timber train", "datePublished": "1999-03-04T09:30:00+10:00",
"author": {"@type": "Person", "name": "Vera Lind"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve your visit. <button>Accept all</button></div>
<article><h1>Opium found in timber train</h1>
<p>Guards found 12 kilograms of opium under the planks of a timber train on Tuesday, the customs office said.</p>
<figure><img src="train.jpg"><figcaption>The train in the yard. Photo: Border Gazette</figcaption></figure>
<p>Two loggers were held. The office gave this list of its finds:</p>
<ul><li>7 kg of opium in the first wagon</li><li>5 kg of opium in the second wagon</li></ul>
<table><tr><th>Year</th><th>Kilograms</th></tr><tr><td>1998</td><td>31</td></tr></table>
<p>A spokesman for the railway declined to comment on the find when asked by this newspaper.</p></article>
<aside><h3>Related articles</h3><a href="/x">Sawmill strike enters third week</a></aside>
<footer>© 1999 Border Gazette. All rights reserved.</footer></body></html>"""

STORY = "Customs officers found 40 kilograms of hashish in a fishing boat near the northern harbour on Friday."


def one(path: Path) -> Report:
    """The only outcome of reading a file, which must be a report."""
    outcomes = list(read_file(path))
    assert len(outcomes) == 1, outcomes
    assert isinstance(outcomes[0], Report), outcomes
    return outcomes[0]


def refused(path: Path) -> Refusal:
    """The only outcome of reading a file, which must be a refusal that names the file and a mend."""
    outcomes = list(read_file(path))
    assert len(outcomes) == 1, outcomes
    refusal = outcomes[0]
    assert isinstance(refusal, Refusal), refusal
    assert refusal.path == str(path) and refusal.reason and refusal.mend
    return refusal


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pdf(pages: list[list[str]], info: str = "", image: bool = False) -> bytes:
    """A PDF with the lines of each page in Helvetica; with ``image``, each page also bears a one-pixel picture."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n\x80\nendstream",
        b"<< %s >>" % info.encode(),
    ]
    for lines in pages:
        words = b"".join(b"(%s) Tj 0 -14 Td " % line.encode("latin-1") for line in lines)
        content = b"BT /F1 11 Tf 60 780 Td " + words + b"ET"
        if image:
            content += b" q 400 0 0 600 60 60 cm /Im1 Do Q"
        resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >>"
        number = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>" % (resources, number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def encrypted(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: list[str], title: str = "", author: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.sections[0].header.paragraphs[0].text = "Ministry circular"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(text: str | None, html: str | None = None, attachment: bytes | None = None) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Seizure at the northern harbour"
    message["From"] = "Port Desk <desk@port.example>"
    message["To"] = "analyst@desk.example"
    message["Date"] = "Sat, 06 Mar 1999 23:40:00 +0900"
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    if attachment is not None:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename="list.pdf")
    return message.as_bytes()


def warc(pages: list[tuple[str, str, bytes]], compressed: bool = True) -> bytes:
    """A web archive with a response for each ``(address, content type, body)``, captured on 7 May 2001."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    out_info = writer.create_warcinfo_record("test.warc", {"software": "tests"})
    writer.write_record(out_info)
    for url, content_type, body in pages:
        head = StatusAndHeaders("200 OK", [("Content-Type", content_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": "2001-05-07T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()
