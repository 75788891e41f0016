"""Korean reports of a sentence or two, read as the command reads them."""

from __future__ import annotations

import hashlib
from typing import Any

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.records import Reading, Report
from bellflower.sharing.exchange import project

PUBLISHED = "2014-11-12"  # a Wednesday


def report(text: str, published: str | None = PUBLISHED) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=digest[:16],
        stem="report",
        path="report.txt",
        text=text + "\n",
        content_sha256=digest,
        text_sha256=digest,
        published=published,
        language="ko",
    )


def read(grammar: Grammar, text: str, published: str | None = PUBLISHED) -> Reading:
    return read_claims(report(text, published), grammar)


def incidents(grammar: Grammar, text: str, published: str | None = PUBLISHED) -> list[dict[str, Any]]:
    """The incidents in the exchange format."""
    found: list[dict[str, Any]] = project(read(grammar, text, published))["incidents"]
    return found


def told(incident: dict[str, Any]) -> dict[str, Any]:
    """An incident in short: goods and suspects as tuples, slots without a value left out."""
    short = {
        "items": [(i["commodity"], i["quantity"], i["unit"]) for i in incident["items"]],
        "suspects": [(s["nationality"], s["role"], s["count"]) for s in incident["suspects"]],
        "kind": set(incident["kind"]),
    }
    plain = {key: incident[key] for key in ("date", "country", "place", "authority_country", "conveyance")}
    return {key: value for key, value in (short | plain).items() if value}
