"""Plain text and Markdown."""

from __future__ import annotations

import datetime
import re
from typing import Any

from bellflower.patterns import regex
from bellflower.reading.dates import dateline, written_date
from bellflower.reading.decoding import decode
from bellflower.reading.document import Document, Problem, cleaned

_FRONT_MATTER = regex(r"\A\s*---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_text(data: bytes) -> Document:
    """A plain text: the text as it is, and the date of its dateline where it has an unmistakable one."""
    text = decode(data)
    return Document(text=text, media_type="text/plain", published=dateline(text))


def read_markdown(data: bytes) -> Document:
    """A Markdown text without its marks; metadata from its YAML front matter."""
    source = decode(data)
    fields: dict[str, Any] = {}
    problems: tuple[Problem, ...] = ()
    front = _FRONT_MATTER.match(source)
    if front:
        source = source[front.end() :]
        fields, problems = _front_matter(front.group("yaml"))
    text = _unmarked(source)
    authors = fields.get("author", fields.get("authors")) or ()
    authors = authors if isinstance(authors, list) else [authors]
    return Document(
        text=text,
        media_type="text/markdown",
        title=cleaned(fields.get("title")),
        authors=tuple(one for one in map(cleaned, authors) if one),
        published=_date(fields.get("date", fields.get("published"))) or dateline(text),
        publisher=cleaned(fields.get("publisher")),
        url=cleaned(fields.get("url")),
        problems=problems,
    )


def _front_matter(block: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    import yaml

    try:
        fields = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = "the front matter is not YAML (" + " ".join(str(error).split())[:120] + ")"
        return {}, (Problem(reason, "mend the block between the two --- lines; the text itself is read"),)
    return (fields, ()) if isinstance(fields, dict) else ({}, ())


def _date(value: object) -> str | None:
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, int) and 1000 <= value <= 9999:
        return str(value)
    return written_date(value) if isinstance(value, str) else None


def _unmarked(source: str) -> str:
    """Markdown as its reader sees it: blocks apart by a blank line, list items with a dash, table cells with a bar."""
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    def words(token: Token) -> str:
        out = []
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                out.append("\n")
            elif child.type in ("text", "code_inline", "image"):
                out.append(child.content)
        return "".join(out)

    blocks: list[str] = []
    lead, row = "", False
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "list_item_open":
            lead = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            row, cells = True, list[str]()
        elif token.type == "tr_close":
            row = False
            blocks.append(" | ".join(cells))
        elif token.type == "inline" and row:
            cells.append(words(token))
        elif token.type == "inline":
            blocks.append(lead + words(token))
            lead = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            blocks.append(re.sub(r"<[^<>]*>", "", token.content).strip("\n"))
    return "\n\n".join(block for block in blocks if block.strip())
