"""Web archives (WARC), plain or gzipped: every HTML or text response is a report of its own."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from bellflower.reading.dates import written_date
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
    nothing = True
    for record in _records(stream):
        for found in [record] if isinstance(record, Problem) else _record(record):
            nothing = False
            yield found
    if nothing:
        yield Problem("the web archive holds no page of text", "give one that was made while reading the pages")


def _records(stream: IO[bytes]) -> Iterator[Any]:
    """Each response in the archive, and a problem where it breaks off."""
    from warcio.archiveiterator import ArchiveIterator

    records = iter(ArchiveIterator(stream))
    while True:
        try:
            # warcio writes its warnings to the terminal; what they are about is reported by the records.
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(records)
        except StopIteration:
            return
        except Exception as error:  # a damaged archive fails in warcio in ways without a common ancestor
            yield Problem(f"the web archive breaks off ({error})", "get the file again")
            return
        if record.rec_type in ("response", "resource"):
            yield record


def _record(record: Any) -> Iterator[Document | Problem]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    content_type = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (*_HTML, "text/plain") or (headers and not str(headers.get_statuscode()).startswith("2")):
        return
    try:
        payload = record.content_stream().read(LARGEST_RECORD + 1)
        record.raw_stream.read(LARGEST_RECORD)  # what is left of the record; of a whole one, nothing then remains
    except Exception as error:
        yield Problem(f"{url} is damaged ({error})", "get the file again")
        return
    cut = getattr(record.raw_stream, "limit", 0) > 0
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
    day = written_date((record.rec_headers.get_header("WARC-Date") or "")[:10])
    problems = (Problem(f"{url} is cut off: the web archive ends in it", "get the file again"),) if cut else ()
    yield msgspec.structs.replace(document, payload=payload, accessed=day, problems=(*document.problems, *problems))
