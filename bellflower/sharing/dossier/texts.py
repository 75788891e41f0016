"""The reports' texts cut into segments, so that claims may nest and overlap and every claim has an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from bellflower.records import Claim, Mention, Report
from bellflower.sharing.dates import in_words
from bellflower.sharing.dossier.markup import joined, tag
from bellflower.sharing.dossier.view import View, in_signs, predicate_name, report_name, safe_url, told_by
from bellflower.text import flow

_BREAK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Segment:
    """A run of characters that the same claims cover. ``opens`` are the claims whose first character stands here."""

    start: int
    end: int
    claims: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    furniture: bool = False


def segments(length: int, spans: Iterable[tuple[int, int, str, str]], cuts: Iterable[int] = ()) -> list[Segment]:
    """Cut ``0:length`` wherever a span (start, end, id, layer) begins or ends. Layers: claim, mention, furniture.

    The segments are disjoint, in order and cover everything; a claim covers exactly the segments that name it.
    """
    inside = sorted({span for span in spans if 0 <= span[0] < span[1] <= length})
    borders = sorted(
        {0, length, *(s[0] for s in inside), *(s[1] for s in inside), *(c for c in cuts if 0 < c < length)}
    )
    starts: dict[int, list[tuple[int, int, str, str]]] = {}
    for span in inside:
        starts.setdefault(span[0], []).append(span)
    active: list[tuple[int, int, str, str]] = []
    out = []
    for start, end in pairwise(borders):
        active = [span for span in active if span[1] > start] + starts.get(start, [])
        claims = tuple(span[2] for span in active if span[3] == "claim")
        opens = tuple(span[2] for span in active if span[3] == "claim" and span[0] == start)
        told = tuple(span[2] for span in active if span[3] == "mention")
        dim = any(span[3] == "furniture" for span in active)
        out.append(Segment(start, end, claims, opens, told, dim))
    return out


def text_of(report: Report, claims: Sequence[Claim], mentions: Sequence[Mention]) -> Markup:
    """A report's text as paragraphs with its claims marked. The words are the report's; only line breaks are mended."""
    shown = flow(report.text)
    gaps = [match.span() for match in _BREAK.finditer(shown)]
    spans = [(claim.quote.start, claim.quote.end, claim.id, "claim") for claim in claims]
    spans += [(mention.quote.start, mention.quote.end, mention.id, "mention") for mention in mentions]
    spans += [(start, end, "", "furniture") for start, end in report.furniture]
    first_of: dict[int, list[str]] = {}
    for mention in mentions:
        first_of.setdefault(mention.quote.start, []).append(mention.id)
    paragraphs: list[list[Markup]] = [[]]
    breaks = {end for _, end in gaps}
    for piece in segments(len(shown), spans, (edge for gap in gaps for edge in gap)):
        if piece.start in breaks:
            paragraphs.append([])
        words = shown[piece.start : piece.end]
        # An anchor needs an element even where a paragraph break stands under a claim.
        paragraphs[-1] += [tag("span", id=f"m-{one}", class_="at") for one in first_of.get(piece.start, ())]
        if words.strip():
            paragraphs[-1].append(_segment(piece, words))
        elif words and "\n\n" not in words:
            paragraphs[-1].append(_lines(words))
    return joined(tag("p", tag("bdi", *parts)) for parts in paragraphs if parts)


def _lines(words: str) -> Markup:
    return joined(words.strip("\n").split("\n") if words.strip() else [" "], Markup("<br>"))


def _segment(piece: Segment, words: str) -> Markup:
    inner = _lines(words)
    if piece.claims:
        inner = tag("mark", inner, data_claims=" ".join(piece.claims))
        for claim_id in reversed(piece.opens):
            inner = tag("span", inner, id=f"c-{claim_id}", class_="at")
    if piece.mentions and not piece.furniture:
        inner = tag("span", inner, class_="told")
    return tag("span", inner, class_="furniture") if piece.furniture else inner


def report_rows(view: View) -> list[dict[str, Any]]:
    """What the section of texts shows, reports in the order of time."""
    claims: dict[str, list[Claim]] = {}
    for claim in view.dossier.claims:
        claims.setdefault(claim.report_id, []).append(claim)
    mentions: dict[str, list[Mention]] = {}
    for mention in view.dossier.mentions:
        mentions.setdefault(mention.report_id, []).append(mention)
    ordered = sorted(view.dossier.reports, key=lambda report: view.numbers[report.id])
    return [
        {
            "id": report.id,
            "number": view.numbers[report.id],
            "name": report_name(report),
            "report": report,
            "date": in_words(report.published) if report.published else "date unknown",
            "url": safe_url(report.url),
            "language": report.language,
            "claims": len(claims.get(report.id, ())),
            "text": text_of(report, claims.get(report.id, ()), mentions.get(report.id, ())),
        }
        for report in ordered
    ]


def claim_cards(view: View) -> dict[str, list[str]]:
    """What the card beside a claim's words says: predicate, value, as written, notes. Keyed by the claim's id."""
    cards = {}
    for claim in view.dossier.claims:
        notes: list[str] = [] if claim.modality == "asserted" else [claim.modality]
        if claim.attributed_to:
            notes.append(told_by(claim))
        if claim.aggregation not in ("unknown", "single_event"):
            notes.append(predicate_name(claim.aggregation).lower())
        cards[claim.id] = [
            predicate_name(claim.predicate), in_signs(claim.value, claim), claim.value_raw, "; ".join(notes),
            f"{claim.extractor} {claim.extractor_version}" + (f", {claim.rule}" if claim.rule else ""),
        ]  # fmt: skip
    return cards
