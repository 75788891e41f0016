"""Web archives (WARC), plain or gzipped: every HTML or text response is a report of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from bellflower.reading.decoding import decode
from bellflower.reading.document import Document, Problem, UnreadableError
from bellflower.reading.html import declared_charset, read_html

LARGEST_RECORD = 64 * 2**20  # bytes, unpacked
_HTML = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes]) -> Iterator[Document | Problem]:
    """The pages of a web archive with address and day of capture, in the order of the file, one at a time.

    Records that can't be read come as a :class:`Problem` that names their address, and so does an archive that breaks
    off; what came before it stays read. Only successful responses count (2xx); pictures, scripts and styles are passed.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    seen = 0
    try:
        for record in ArchiveIterator(stream):
            seen += 1
            if record.rec_type in ("response", "resource"):
                yield from _record(record)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        yield Problem(f"the web archive breaks off after {seen} records ({error})", "get the file again")
        return
    if not seen:
        yield Problem("the web archive holds no record", "get the file again")


def _record(record: Any) -> Iterator[Document | Problem]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    content_type = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (*_HTML, "text/plain") or (headers and not str(headers.get_statuscode()).startswith("2")):
        return
    payload = record.content_stream().read(LARGEST_RECORD + 1)
    if len(payload) > LARGEST_RECORD:
        yield Problem(f"{url} is larger than 64 MB", "save the article alone")
        return
    if not payload.strip():
        return
    charset = declared_charset(content_type)
    try:
        if kind in _HTML:
            document = read_html(payload, charset, url)
        else:
            text = decode(payload, [charset])
            document = Document(text=text, media_type="text/plain", csl_type="webpage", url=url)
    except UnreadableError as error:
        yield Problem(f"{url}: {error.problem.reason}", error.problem.mend)
        return
    day = (record.rec_headers.get_header("WARC-Date") or "")[:10] or None
    yield _with(document, payload, day)


def _with(document: Document, payload: bytes, accessed: str | None) -> Document:
    import msgspec

    return msgspec.structs.replace(document, payload=payload, accessed=accessed)
