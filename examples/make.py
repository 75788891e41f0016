"""Writes the two example reports that no text editor writes: a PDF and a Word file. The same bytes every time.

python examples/make.py [FOLDER]        FOLDER is examples/reports unless given
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.shared import Pt
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

REVIEW_DATE = datetime(2007, 9, 3, tzinfo=UTC)
REVIEW_TITLE = "What reached the beach: the Pong Su case in figures"
REVIEW_AUTHOR = "The Police Review"
REVIEW = (
    "Four years after the event the figures of the case can be set out in order. They differ from most that have been "
    "printed, and the reason is simple: each was right on the day on which it was given.",
    "In April 2003 police seized 125 kilograms of heroin that the freighter Pong Su had brought to Wye River, "
    "Victoria. Six packages of about 25 kilograms each had been landed on 16 April by inflatable boat, so the ship "
    "had imported 150 kilograms. At street prices the load was worth A$164 million.",
    "The figure of 50 kilograms, which was passed on abroad within weeks and by some as the load of the ship, is that "
    "of the first two packages, from a hotel room. It was right for a few days, until the searches along the coast had "
    "come to an end.",
    "The sixth package has not been found. The boat came through high surf, and investigators infer that the sea "
    "took it. Nobody has come forward who saw it go.",
    "What the case did not show is as much a part of the record. The officers of the ship stood trial and were "
    "acquitted. Whoever quotes the weight of the drug should quote the verdict "
    "beside it.",
)

BRIEF_DATE = datetime(2017, 9, 1, tzinfo=UTC)
BRIEF_TITLE = "Sanctions and the drug trade: a briefing"
BRIEF_AUTHOR = "Harbour Institute"
BRIEF = (
    ("Summary", None),
    (
        "Since the Security Council adopted resolution 2371, North Korea may no longer sell coal, iron or seafood. "
        "Trading companies of the state have been told to find other income, and several have turned to "
        "methamphetamine, informants inside the country told the news site DailyNK.",
        None,
    ),
    ("Where it is made", None),
    (
        "DailyNK names two places where crystal methamphetamine is said to be made: the Sunchon Pharmaceutical "
        "Factory and the Pyongsong College of Science. We could not confirm either.",
        None,
    ),
    ("How it leaves, and for where", None),
    (
        "Customs officers may not open a diplomatic bag, and that is why couriers are thought to favour it. From a "
        "small circle of neighbours the trade has spread to Hong Kong, Thailand, the Philippines, western Africa and "
        "the United States. What it earns can only be guessed: estimates run from $500 million to $1 billion per year.",
        None,
    ),
    ("What was caught", None),
    (
        "The best known case is that of the Pong Su. In April 2003 Australian forces boarded the ship and "
        "recovered nearly 125 kilograms of heroin, worth A$160 million on the street, which had been brought to a "
        "beach in Victoria. Four North Koreans were tried and deported.",
        "List Bullet",
    ),
    (
        "For 2010 as a whole, China reported that it had confiscated North Korean drugs worth $60 million.",
        "List Bullet",
    ),
    (
        "The North Korean government denied that it had known of the cargo of the Pong Su.",
        "List Bullet",
    ),
)  # fmt: skip


def review() -> bytes:
    """The police review as a PDF of small pages, with a running head and page numbers as such reviews have them."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(REVIEW_DATE.timestamp()))  # what reportlab dates the file by
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    styles["BodyText"].fontName = "Times-Roman"
    styles["BodyText"].leading = 15
    story = [Paragraph(REVIEW_TITLE, styles["Heading1"]), Spacer(1, 8)]
    story += [Paragraph(text, styles["BodyText"]) for text in REVIEW]
    SimpleDocTemplate(
        out,
        pagesize=A5,
        title=REVIEW_TITLE,
        author=REVIEW_AUTHOR,
        subject="Cases in figures",
        creator="The Police Review",
    ).build(story, onFirstPage=_margins, onLaterPages=_margins)
    return out.getvalue()


def _margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(72, A5[1] - 40, "The Police Review, September 2007")
    canvas.drawRightString(A5[0] - 72, 36, f"Page {document.page}")


def brief() -> bytes:
    """The briefing as a Word file, with headings and a list."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(BRIEF_TITLE, 0)
    document.add_paragraph(f"{BRIEF_AUTHOR}, {BRIEF_DATE.day} {BRIEF_DATE:%B %Y}")
    for text, style in BRIEF:
        if len(text) < 40:
            document.add_heading(text, 1)
        else:
            document.add_paragraph(text, style)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = BRIEF_TITLE, BRIEF_AUTHOR, BRIEF_AUTHOR
    properties.created = properties.modified = BRIEF_DATE.replace(tzinfo=None)
    properties.language, properties.comments = "en", ""
    out = io.BytesIO()
    document.save(out)
    return _without_hours(out.getvalue())


def _without_hours(archive: bytes) -> bytes:
    """The same zip with one date on every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, BRIEF_DATE.timetuple()[:6])
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(fixed, old.read(entry.filename))
    return out.getvalue()


def main(folder: Path) -> None:
    """Write both files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "police-review.pdf").write_bytes(review())
    (folder / "sanctions-brief.docx").write_bytes(brief())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "reports")
