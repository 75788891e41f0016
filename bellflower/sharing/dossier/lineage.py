"""The sources in the order of time, with who took from whom drawn as arcs beside them."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bellflower.records import Evidence, Report
from bellflower.sharing.dates import in_words
from bellflower.sharing.dossier.markup import number, tag
from bellflower.sharing.dossier.summary import KINDS
from bellflower.sharing.dossier.view import View, report_name, safe_url

ROW, GUTTER, AXIS = 72, 108, 92


def source_rows(view: View) -> dict[str, Any]:
    """Rows for reports and for names outside the case, and the drawing that joins them."""
    outside = sorted({d.from_name for d in view.dossier.derivations if d.from_id not in view.reports and d.from_name})
    reports = sorted(view.dossier.reports, key=lambda report: view.numbers[report.id])
    place: dict[str, int] = {f"?{name}": i for i, name in enumerate(outside)}
    place.update({report.id: len(outside) + i for i, report in enumerate(reports)})
    derived: dict[str, list[dict[str, Any]]] = {}
    for d in view.dossier.derivations:
        source = view.reports.get(d.from_id or "")
        derived.setdefault(d.report_id, []).append(
            {
                "derivation": d,
                "verb": KINDS[d.kind],
                "source": source,
                "source_name": report_name(source) if source else d.from_name or "a source not named",
                "evidence": [_evidence(e) for e in d.evidence],
            }
        )
    return {
        "outside": outside,
        "reports": [_report(view, report, derived.get(report.id, [])) for report in reports],
        "drawing": _arcs(view, place, len(outside)),
        "row": ROW,
        "gutter": GUTTER,
    }


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {
        "kind": evidence.kind.replace("_", " "),
        "here": " ".join(evidence.quote.exact.split()),
        "there": " ".join(evidence.source_quote.exact.split()) if evidence.source_quote else "",
    }


def _report(view: View, report: Report, derived: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "report": report,
        "number": view.numbers[report.id],
        "name": report_name(report),
        "date": in_words(report.published) if report.published else "date unknown",
        "url": safe_url(report.url),
        "derived": derived,
        "grade": view.sources.get(report.id),
    }


def _arcs(view: View, place: dict[str, int], outside: int) -> Markup:
    height = max(len(place), 1) * ROW
    parts = [tag("line", x1=AXIS, x2=AXIS, y1=ROW // 2, y2=height - ROW // 2, class_="axis")]
    derived = {d.report_id for d in view.dossier.derivations}
    for d in view.dossier.derivations:
        start = place.get(d.from_id or "", place.get(f"?{d.from_name}", -1))
        end = place.get(d.report_id, -1)
        if start < 0 or end < 0 or start == end:
            continue
        y1, y2 = start * ROW + ROW / 2, end * ROW + ROW / 2
        reach = AXIS - 12 - min(abs(end - start), 6) * 7
        path = f"M{AXIS - 8} {number(y1)}C{reach} {number(y1)} {reach} {number(y2)} {AXIS - 13} {number(y2)}"
        kind = "arc" if d.from_id in view.reports else "arc dashed"
        said = tag(
            "title", f"{report_name(view.reports[d.report_id])}: {d.why}" if d.report_id in view.reports else d.why
        )
        parts.append(tag("path", said, d=path, class_=kind))
        head = f"M{AXIS - 16} {number(y2 - 5)}L{AXIS - 8} {number(y2)}L{AXIS - 16} {number(y2 + 5)}z"
        parts.append(tag("path", d=head, class_="head"))
    for key, row in sorted(place.items(), key=lambda item: item[1]):
        kind = "outside" if key.startswith("?") and row < outside else "copy" if key in derived else "origin"
        parts.append(tag("circle", cx=AXIS, cy=number(row * ROW + ROW / 2), r=7, class_=kind))
    return tag(
        "svg", *parts, viewBox=f"0 0 {GUTTER} {height}", width=GUTTER, height=height, class_="lineage", role="img",
        aria_label=f"Lineage: {len(view.dossier.derivations)} arrows from origin to derived, told in words beside",
    )  # fmt: skip
