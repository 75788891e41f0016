"""HTML pages: trafilatura tells the article from its page. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bellflower.patterns import regex
from bellflower.reading.dates import dateline, written_date
from bellflower.reading.decoding import decode
from bellflower.reading.document import Document, UnreadableError, cleaned

# Parsing takes some 2 kB a tag: this bounds a page made to exhaust memory at about half a gigabyte.
MOST_TAGS = 250_000
_CHARSET = regex(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = regex(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = regex(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_HEAD = 8192  # characters in which a declaration and a document type stand
_EMBEDDED = regex(r"data:[\w.+/-]*(?:;[\w=.+-]+)*;base64,[A-Za-z0-9+/=%\s]*")
_TABLE_RULE = regex(r"^\|[-| ]+\|?\s*$\n?", re.MULTILINE)
# Dates from metadata and markup only: a search through the text would invent some. No date is cut off by today's.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


def read_html(data: bytes, charset: str | None = None, url: str | None = None) -> Document:
    """The article of a page with the metadata of the page. ``charset`` is what the carrier said of the encoding.

    Raises :class:`UnreadableError` where there is no text in it, or where it has more than ``MOST_TAGS`` tags.
    """
    declared = _CHARSET.search(data[:4096])
    page = decode(data, [charset, declared.group(1).decode("ascii", "replace") if declared else None])
    return from_page(page, url)


def from_page(page: str, url: str | None = None) -> Document:
    """:func:`read_html` for a page that is text already."""
    # Without its document type a page can define no entity, so none can be expanded or read from a file.
    page = _EMBEDDED.sub("", page)
    page = _DOCTYPE.sub("", _XML_DECLARATION.sub("", page[:_HEAD])) + page[_HEAD:]
    if page.count("<") > 2 * MOST_TAGS:
        raise UnreadableError(f"the page has more than {MOST_TAGS} tags", "save the article alone, or as text")
    found = _extracted(page, url)
    if found is None:
        raise UnreadableError("the page holds no text", "open it in a browser and save what you see as text")
    text, title, author, date, publisher, own_url = found
    return Document(
        text=text,
        media_type="text/html",
        csl_type="webpage",
        title=cleaned(title),
        authors=tuple(one for one in map(cleaned, (author or "").split("; ")) if one),
        published=(written_date(date) if date else None) or dateline(text),
        publisher=cleaned(publisher),
        url=url or cleaned(own_url),
    )


_Found = tuple[str, str | None, str | None, str | None, str | None, str | None]


def _extracted(page: str, url: str | None) -> _Found | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    try:
        found = bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # hostile markup fails in trafilatura and lxml in ways without a common ancestor
        raise UnreadableError(
            f"the page's markup is broken ({error})", "open it in a browser and save it again"
        ) from error
    if not isinstance(found, Page) or not found.text or not found.text.strip():
        return None
    # One line of trafilatura's is one block of the page: keep blocks apart as paragraphs.
    text = _TABLE_RULE.sub("", found.text).replace("\n", "\n\n")
    return text, found.title, found.author, found.date, found.sitename, found.url


def declared_charset(content_type: Iterable[str] | str | None) -> str | None:
    """The charset in a Content-Type header."""
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", str(content_type or ""), re.IGNORECASE)
    return match.group(1) if match else None
