"""PDF files, by pdfium: the text of every page, in the order of the file."""

from __future__ import annotations

from typing import Any

from bellflower.patterns import regex
from bellflower.reading.dates import dateline
from bellflower.reading.document import Document, Problem, UnreadableError, cleaned
from bellflower.text import normalise

# pdfium puts one of these where a word was broken at the end of a line.
_BROKEN_WORD = regex("(?<=[a-z])[\x02\ufffe](?:\r?\n)?(?=[a-z])")
_BROKEN_OTHER = regex("[\x02\ufffe]")
_CONTROL = regex(r"[\x00-\x08\x0e-\x1f\x7f]")
_PDF_DATE = regex(r"D:(\d{4})(\d\d)?(\d\d)?")
_OCR = "run optical character recognition over it (ocrmypdf does) and give the result"


def read_pdf(data: bytes) -> Document:
    """The text of a PDF, its pages a blank line apart; title, author and date from its Info dictionary.

    Raises :class:`UnreadableError` for a broken or encrypted file and for one without text. Pages that hold a picture
    and no text are named as a problem.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("the PDF is encrypted", "save a copy without the password") from error
        raise UnreadableError("the PDF is broken", "get the file again, or print it to a new PDF") from error
    try:
        pages, bare = [], []
        for number in range(len(pdf)):
            text, pictured = _page(pdf, number)
            pages.append(text)
            if pictured and not text:
                bare.append(number + 1)
        info = pdf.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("the PDF is broken", "get the file again, or print it to a new PDF") from error
    finally:
        pdf.close()
    if not any(pages):
        reason = "the PDF is scanned: it holds pictures of text and no text" if bare else "the PDF holds no text"
        raise UnreadableError(reason, _OCR)
    text, starts = _joined(pages)
    problems = (Problem(f"no text on page {', '.join(map(str, bare))}: scanned", _OCR),) if bare else ()
    return Document(
        text=text,
        media_type="application/pdf",
        title=cleaned(info.get("Title")),
        authors=tuple(one for one in [cleaned(info.get("Author"))] if one),
        published=dateline(text) or _date(info.get("CreationDate", "")),
        pages=starts,
        problems=problems,
    )


def _page(pdf: Any, number: int) -> tuple[str, bool]:
    """A page's text in its stored form without the final line feed, and whether there is a picture on the page."""
    import pypdfium2
    import pypdfium2.raw

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return "", True
    textpage = page.get_textpage()
    text = textpage.get_text_range(errors="replace")
    text = _CONTROL.sub("", _BROKEN_OTHER.sub("-", _BROKEN_WORD.sub("", text)))
    text = normalise(text).strip("\n")
    pictured = not text and any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    textpage.close()
    page.close()
    return text, pictured


def _joined(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    text, starts = "", []
    for page in pages:
        if page and text:
            text += "\n\n"
        starts.append(len(text))
        text += page
    return text + "\n", tuple(starts)


def _date(value: str) -> str | None:
    match = _PDF_DATE.match(value)
    if not match:
        return None
    from bellflower.reading.dates import calendar_date

    return calendar_date([int(part) for part in match.groups() if part])
