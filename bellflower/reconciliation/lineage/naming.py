"""Reports that name an outlet as their source, and which report of the case that is, if any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from bellflower.reconciliation.facts import fold
from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.lineage.directness import direct
from bellflower.reconciliation.lineage.outlets import Named, is_agency, named_sources, own_names
from bellflower.records import Derivation, Evidence, Report, quote_at

FRESH = 31  # days: a choice to test


def named(report: Report) -> Iterator[Derivation]:
    """A link to each outlet that a report names as its source, by name; :func:`settled` finds its report."""
    original = report.csl.get("original-title")
    if isinstance(original, str) and original:
        yield Derivation(
            report_id=report.id,
            from_id=None,
            from_name=original,
            kind="translation",
            score=0.9,
            evidence=(),
            why=f"its reference gives “{original}” as the title of its original",
        )
    by_outlet: dict[str, list[Named]] = defaultdict(list)
    for one in named_sources(report):
        by_outlet[fold(one.outlet)].append(one)
    for _, told in sorted(by_outlet.items()):
        name = told[0].outlet
        yield Derivation(
            report_id=report.id,
            from_id=None,
            from_name=name,
            kind="wire" if is_agency(name) else "citation",
            score=0.5,
            evidence=tuple(
                Evidence(kind="named_source", quote=quote_at(report.text, one.start, one.end)) for one in told
            ),
            why=f"names {name} as its source",
        )


def settled(links: Iterable[Derivation], reports: Iterable[Report]) -> tuple[Derivation, ...]:
    """All links of a case in order, with names led to the reports they mean.

    A name that the report's wording leads to already is left out. Else it means a report of that outlet, where the case
    holds just one that had been published no more than FRESH days before; of two, nobody knows which. An agency has so
    many that one without its wording is another. Links that others explain are left out: see :func:`direct`.
    """
    by_id = {report.id: report for report in reports}
    names = {report_id: own_names(report) for report_id, report in by_id.items()}
    by_name: dict[str, list[Report]] = defaultdict(list)
    by_title: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(by_id.values(), key=lambda report: report.id):
        for name in names[report.id]:
            by_name[name].append(report)
        if report.title:
            by_title[fold(report.title)].append(report)
    links = list(links)
    led: dict[str, set[str]] = defaultdict(set)  # the names that each report's wording leads to
    tied = {(link.report_id, link.from_id) for link in links if link.from_id is not None}
    for link in links:
        if link.from_id is not None:
            led[link.report_id] |= names[link.from_id]
            led[link.from_id] |= names[link.report_id]
    found = []
    for link in links:
        if link.from_id is not None:
            found.append(link)
            continue
        name = fold(link.from_name or "")
        if link.kind == "translation":
            originals = [other for other in by_title[name] if other.id != link.report_id]
            if any((link.report_id, other.id) in tied for other in originals):
                continue
            one = originals[0].id if len(originals) == 1 else None
            found.append(msgspec.structs.replace(link, from_id=one, from_name=None if one else link.from_name))
            continue
        if name in led[link.report_id]:
            continue
        inside = by_name[name]
        could = inside if link.kind != "wire" else []
        could = [other for other in could if _could_have_read(by_id[link.report_id], other)]
        if len(could) == 1:
            found.append(msgspec.structs.replace(link, from_id=could[0].id, from_name=None))
        else:
            where = "which of its reports is not told" if inside else "which is not in the case"
            found.append(msgspec.structs.replace(link, why=f"{link.why}, {where}"))
    return tuple(sorted(direct(found), key=lambda link: (link.report_id, link.from_id or "", link.from_name or "")))


def _could_have_read(one: Report, other: Report) -> bool:
    """Whether ``other`` may have been published before ``one``, and not long before."""
    if one.id == other.id:
        return False
    days, earlier = (span(report.published) if report.published else None for report in (one, other))
    if not days or not earlier:
        return True
    return earlier.start <= days.end and (days.start - earlier.end).days <= FRESH
