"""CSL-JSON items: read from a sidecar, field by field, or made from what a document says of itself.

The schema is https://github.com/citation-style-language/schema (csl-data.json, 1.0.2).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import msgspec

from bellflower.patterns import regex
from bellflower.reading.dates import calendar_date, written_date
from bellflower.reading.document import Document, Problem

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """.split()  # noqa: SIM905
)
_TEXT = frozenset(
    """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event event-place
    event-title genre ISBN ISSN journalAbbreviation jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale section shortTitle source status title title-short URL version volume-title
    year-suffix
    """.split()  # noqa: SIM905
)
_NUMBERS = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number supplement-number volume
    """.split()  # noqa: SIM905
)
_NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator
    original-author organizer performer producer recipient reviewed-author script-writer series-creator translator
    """.split()  # noqa: SIM905
)
_DATES = frozenset(["accessed", "available-date", "event-date", "issued", "original-date", "submitted"])
_BCP47 = regex(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.IGNORECASE)
_WEB = regex(r"https?://\S+", re.IGNORECASE)
_SOURCE_TYPES = {  # only where the kind of publication settles who speaks
    "article-newspaper": "newspaper",
    "article-journal": "academic",
    "paper-conference": "academic",
    "thesis": "academic",
    "legal_case": "court",
    "broadcast": "broadcaster",
}


def sidecar_of(path: Path) -> Path | None:
    """The metadata file beside a report: ``<name>.<ext>.csl.json``, else ``<stem>.csl.json``; ``None`` if neither."""
    whole = str(path)
    stem = whole[: -len(".warc.gz")] if whole.lower().endswith(".warc.gz") else whole.removesuffix(path.suffix)
    for name in (f"{whole}.csl.json", f"{stem}.csl.json"):
        if os.path.isfile(name):  # noqa: PTH113 - asked twice for every file of a folder, so it must be quick
            return Path(name)
    return None


def parse(data: bytes) -> tuple[dict[str, Any], list[Problem]]:
    """The CSL item in a sidecar's bytes, with a problem for every field that can't be used (and is left out)."""
    try:
        item = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return {}, [Problem(f"is not JSON ({error})", "write one CSL-JSON item into it, or take it away")]
    if isinstance(item, list) and len(item) == 1:
        item = item[0]
    if not isinstance(item, dict):
        return {}, [Problem("does not hold one CSL item", "write one CSL-JSON item (or a list of one) into it")]
    return checked(item)


def checked(item: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The item's valid fields, and a problem for each of the others. Fields that CSL doesn't know go to ``custom``."""
    good: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in item.items():
        expected = _expected(key, value)
        if expected is None:
            good[key] = value
        elif expected:
            shown = msgspec.json.encode(value).decode()[:60]
            problems.append(Problem(f'field "{key}" is {shown}', f"{expected}; the rest of the metadata is used"))
        else:
            custom[key] = value
    if isinstance(good.get("language"), str):
        good["language"] = good["language"].replace("_", "-")
    if custom:
        good["custom"] = {**good.get("custom", {}), **custom}
    return good, problems


def _expected(key: str, value: Any) -> str | None:
    """``None`` if the field is as it should be, what it should be if not, and "" for a field that CSL doesn't know."""
    if key == "type":
        return None if value in TYPES else 'it must be a CSL type, such as "article-newspaper" or "report"'
    if key == "id" or key in _NUMBERS:
        return None if isinstance(value, str | int) and not isinstance(value, bool) else "it must be text or a number"
    if key == "language":
        right = isinstance(value, str) and bool(_BCP47.fullmatch(value.replace("_", "-")))
        return None if right else 'it must be a language tag, such as "en" or "ko-KR"'
    if key == "URL":
        return None if isinstance(value, str) and _WEB.fullmatch(value) else "it must begin with http:// or https://"
    if key in _TEXT:
        return None if isinstance(value, str) else "it must be text"
    if key in _NAMES:
        right = isinstance(value, list) and all(isinstance(one, dict) and name(one) for one in value)
        return None if right else "it must be a list of names, each with family and given, or literal"
    if key in _DATES:
        return None if edtf(value) else 'it must be a date, such as {"date-parts": [[2017, 8, 21]]} or "2017-08-21"'
    if key == "categories":
        return None if isinstance(value, list) and all(isinstance(x, str) for x in value) else "it must be a list"
    if key == "custom":
        return None if isinstance(value, dict) else "it must be an object"
    return ""


def name(value: dict[str, Any]) -> str:
    """A CSL name as it is spoken; empty where there is none."""
    if isinstance(value.get("literal"), str):
        return str(value["literal"]).strip()
    parts = [value.get(key) for key in ("given", "non-dropping-particle", "dropping-particle", "family", "suffix")]
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())


def edtf(value: Any) -> str | None:
    """A CSL date (``date-parts``, ``raw``, ``literal`` or a string) as EDTF, with ``~`` for circa; ``None`` if none."""
    if isinstance(value, str):
        return _edtf_string(value)
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if parts is None:
        text = value.get("raw", value.get("literal"))
        return _edtf_string(text) if isinstance(text, str) else None
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2:
        return None
    try:
        dates = [calendar_date([int(part) for part in one]) for one in parts]
    except (TypeError, ValueError):
        return None
    if None in dates:
        return None
    mark = "~" if value.get("circa") else ""
    return "/".join(f"{date}{mark}" for date in dates)


def _edtf_string(text: str) -> str | None:
    text = text.strip()
    if re.fullmatch(r"\d{4}", text):
        return text
    found = written_date(text)
    if found:
        return found
    import edtf as parser

    try:
        return str(parser.parse_edtf(text))
    except parser.EDTFParseException:
        return None


def from_document(document: Document, stem: str, given: dict[str, Any], language: str | None) -> dict[str, Any]:
    """A valid CSL item: the sidecar's fields first, then the document's own.

    The sidecar of a web archive speaks of all its pages, so there what a page says of itself comes first.
    """
    own: dict[str, Any] = {
        "id": stem,
        "type": document.csl_type,
        "title": document.title,
        "author": [{"literal": author} for author in document.authors] or None,
        "publisher": None if given.get("container-title") else document.publisher,
        "issued": date_variable(document.published),
        "accessed": date_variable(document.accessed),
        "URL": document.url if document.url and _WEB.fullmatch(document.url) else None,
        "language": language,
    }
    own = {key: value for key, value in own.items() if value is not None}
    item = {**own, **given} if document.payload is None else {**given, **own}
    return dict(sorted(item.items()))


def date_variable(date: str | None) -> dict[str, Any] | None:
    """An EDTF date of year, month or day as CSL ``date-parts``."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def source_type(item: dict[str, Any]) -> str:
    """Who speaks, where the CSL type settles it; else ``unknown``."""
    return _SOURCE_TYPES.get(item.get("type", ""), "unknown")
