"""What a file is by its first bytes, whatever it is called."""

from __future__ import annotations

import io
import re
import zipfile

from bellflower.patterns import regex

FORMATS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
}
NAMES = {
    "text/plain": "plain text",
    "text/markdown": "Markdown",
    "text/html": "an HTML page",
    "application/pdf": "a PDF",
    FORMATS[".docx"]: "a Word document (docx)",
    "message/rfc822": "an e-mail",
    "application/warc": "a web archive (WARC)",
}
_ENDINGS = {"text/html": ".html", "application/pdf": ".pdf", FORMATS[".docx"]: ".docx", "application/warc": ".warc.gz"}
_FOREIGN = (  # first bytes of formats that are not read, the name to call them by, and what to do
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "an image, sound or film (RIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file or one locked with a password"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_HTML = regex(rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def suffix_of(name: str) -> str:
    """The ending of a file name in lower case, ``.warc.gz`` counted as one; empty where there is none."""
    low = name.lower()
    if low.endswith(".warc.gz"):
        return ".warc.gz"
    stem, dot, end = low.rpartition(".")
    return dot + end if stem else ""


def ending_for(media_type: str) -> str:
    """The file ending under which a format is read."""
    return _ENDINGS.get(media_type, ".txt")


def sniff(data: bytes) -> tuple[str | None, str] | None:
    """``(media type or None, name)`` of what the bytes are; ``None`` where they don't tell (all text but HTML).

    The media type is ``None`` for formats that are not read; the name is for messages ("a PNG image").
    """
    if b"%PDF-" in data[:1024]:
        return FORMATS[".pdf"], NAMES[FORMATS[".pdf"]]
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data.startswith(b"WARC/") or (data.startswith(b"\x1f\x8b") and _gunzipped(data).startswith(b"WARC/")):
        return FORMATS[".warc"], NAMES[FORMATS[".warc"]]
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            return None, name
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "text/html", NAMES["text/html"]
    return None


def _zip(data: bytes) -> tuple[str | None, str]:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None, "a broken zip file"
    if "word/document.xml" in names:
        return FORMATS[".docx"], NAMES[FORMATS[".docx"]]
    if "xl/workbook.xml" in names:
        return None, "a spreadsheet (xlsx)"
    if "ppt/presentation.xml" in names:
        return None, "a slide show (pptx)"
    if "mimetype" in names:
        return None, "an OpenDocument or EPUB file"
    return None, "a zip file"


def _gunzipped(data: bytes) -> bytes:
    """The first bytes inside a gzip file; empty where it is broken."""
    import zlib

    try:
        return zlib.decompressobj(wbits=31).decompress(data[:65536], 64)
    except zlib.error:
        return b""
