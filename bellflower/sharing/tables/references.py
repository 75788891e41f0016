"""The sources as CSL-JSON (schema 1.0.2), which Zotero and most reference managers import.

Only variables of the schema pass; whatever else stands in a report's metadata stays in the case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bellflower.records import Report


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)
NAMES = _words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer interviewer illustrator organizer original-author performer producer recipient
    reviewed-author translator"""
)
DATES = _words("accessed available-date event-date issued original-date submitted")
TEXTS = _words(
    """abstract annote archive archive_collection archive_location archive-place authority call-number citation-label
    collection-title container-title container-title-short dimensions division DOI event event-place genre ISBN ISSN
    journalAbbreviation jurisdiction keyword language medium original-publisher original-publisher-place original-title
    part-title PMCID PMID publisher publisher-place references reviewed-title scale section shortTitle source status
    title title-short translated-title URL version year-suffix"""
)
NUMBERS = _words(
    """chapter-number collection-number edition issue locator number number-of-pages number-of-volumes page page-first
    volume"""
)
TYPE_OF_SOURCE = {
    "academic": "article-journal",
    "broadcaster": "broadcast",
    "court": "legal_case",
    "defector_testimony": "hearing",
    "government_report": "report",
    "news_agency": "article-newspaper",
    "newspaper": "article-newspaper",
    "ngo": "report",
    "social_media": "post",
    "un_panel": "report",
}
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")
_NAME_PARTS = _words(
    """family given dropping-particle non-dropping-particle suffix literal comma-suffix static-ordering parse-names"""
)
_DATE_PARTS = _words("date-parts season circa literal raw")


def references(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """A CSL-JSON item for each report, in order; ids are the reports' own, so each is there once."""
    return [reference(report) for report in reports]


def reference(report: Report) -> dict[str, Any]:
    """A report as a CSL-JSON item: its own metadata where valid, filled up from what reading found."""
    own = {name: value for name, value in report.csl.items() if _valid(name, value)}
    found: dict[str, Any] = {
        "title": report.title or report.stem,
        "publisher": report.publisher,
        "language": report.language,
        "URL": report.url,
        "author": [{"literal": name} for name in report.authors],
        "issued": issued(report.published),
    }
    filled = {name: value for name, value in found.items() if value and not own.get(name)}
    kind = report.csl.get("type")
    return {
        "id": report.id,
        "type": kind if kind in TYPES else TYPE_OF_SOURCE.get(report.source_type, "document"),
        **dict(sorted({**own, **filled}.items())),
        "note": f"Report {report.id}; SHA-256 {report.content_sha256}; TLP:{report.tlp.upper()}",
    }


def issued(published: str | None) -> dict[str, Any] | None:
    """An EDTF date as a CSL date: parts where it has them, the words as they are where not."""
    if not published:
        return None
    ends = [_DATE.fullmatch(end) for end in published.split("/")]
    if not all(ends) or len(ends) > 2:
        return {"literal": published}
    parts = [[int(part) for part in end.groups()[:3] if part] for end in ends if end]
    if any(len(part) > 1 and not 1 <= part[1] <= 12 for part in parts):  # seasons and the like
        return {"literal": published}
    doubted = any(end[4] for end in ends if end)
    return {"date-parts": parts, "circa": True} if doubted else {"date-parts": parts}


def _valid(name: str, value: object) -> bool:
    """Whether a variable is one of the schema's and holds what the schema asks for."""
    if name in TEXTS:
        return isinstance(value, str)
    if name in NUMBERS:
        return isinstance(value, str | int | float) and not isinstance(value, bool)
    if name in NAMES:
        return isinstance(value, list) and all(_valid_name(one) for one in value)
    return name in DATES and _valid_date(value)


def _valid_name(name: object) -> bool:
    return (
        isinstance(name, dict)
        and bool(name)
        and name.keys() <= _NAME_PARTS
        and all(isinstance(part, str | bool) for part in name.values())
    )


def _valid_date(date: object) -> bool:
    if not isinstance(date, dict) or not date or not date.keys() <= _DATE_PARTS:
        return False
    ends = date.get("date-parts", [[0]])
    return (
        isinstance(ends, list)
        and 1 <= len(ends) <= 2
        and all(
            isinstance(end, list) and 1 <= len(end) <= 3 and all(isinstance(part, str | int) for part in end)
            for end in ends
        )
        and all(isinstance(part, str | int) for name, part in date.items() if name != "date-parts")
    )
