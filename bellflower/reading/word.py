"""Word documents (docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from bellflower.reading.dates import dateline
from bellflower.reading.document import Document, UnreadableError, cleaned

MOST_UNPACKED = 256 * 2**20  # bytes: a document is a zip file, and a small one can unpack to more than the memory
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats what stands beside it
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEMPLATE = "2013-12-23T23:15:00"  # the date in python-docx's own template, which says nothing of the document


def read_docx(data: bytes) -> Document:
    """Paragraphs and tables of a Word document in order, then its notes; running heads and feet are left out.

    Raises :class:`UnreadableError` for a broken file and for one without text.
    """
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableError("the document unpacks to more than 256 MB", "save it without its pictures")
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        blocks = [*_blocks(body), *_notes(document)]
        core = document.core_properties
        title, author, created = core.title, core.author, core.created
    except UnreadableError:
        raise
    except Exception as error:  # a damaged package fails in python-docx in ways without a common ancestor
        raise UnreadableError("the Word document is broken", "open it in a word processor and save it again") from error
    text = "\n\n".join(blocks)
    if not text.strip():
        raise UnreadableError("the Word document holds no text", "if it holds pictures of text, type or recognise them")
    stamped = created.isoformat()[:19] if created else None
    return Document(
        text=text,
        media_type=_MEDIA_TYPE,
        title=cleaned(title),
        authors=tuple(one for one in map(cleaned, (author or "").split(";")) if one and one != "python-docx"),
        published=dateline(text) or (stamped[:10] if stamped and stamped != _TEMPLATE else None),
    )


def _blocks(element: Any) -> Iterator[str]:
    """The texts of paragraphs and table rows below an element, in order, also inside content controls."""
    for child in element:
        if child.tag == f"{_W}p":
            text = _words(child).strip()
            if text:
                yield text
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [" ".join(_blocks(cell)) for cell in row.iter(f"{_W}tc")]
                if any(cells):
                    yield " | ".join(cells)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _blocks(child)


def _words(paragraph: Any) -> str:
    """A paragraph's text with tracked insertions, without deletions (their text has an element of its own)."""
    out: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            if child.tag == f"{_W}t":
                out.append(child.text or "")
            elif child.tag == f"{_W}tab":
                out.append("\t")
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                out.append("\n")
            elif child.tag == f"{_W}p":  # a text box
                out.append("\n")
                walk(child)
            elif child.tag != _FALLBACK and isinstance(child.tag, str) and not child.tag.endswith("Pr"):
                walk(child)

    walk(paragraph)
    return "".join(out)


def _notes(document: Any) -> Iterator[str]:
    """Footnotes and endnotes: python-docx doesn't read them, and reports keep their sources there."""
    from docx.oxml import parse_xml  # expands no entity and fetches nothing

    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                yield from _blocks(note)
