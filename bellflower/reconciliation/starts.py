"""When something began, as several reports have it: dates that exclude each other are contested, and none is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bellflower.reconciliation.facts import NOT_FACTS
from bellflower.reconciliation.intervals import Span, span
from bellflower.records import Claim, Conflict, Report, SlotValue, When, stable_id

Dated = tuple[Span, Claim]
RULE = "dates of one beginning that exclude each other: none is shown, but from when to when they go"


def start_conflicts(
    claims: Iterable[Claim], reports: Mapping[str, Report], count: Callable[[Iterable[Claim]], int]
) -> Iterator[Conflict]:
    """A conflict for everything whose beginning several reports date to times that have no day in common."""
    told: dict[str, list[Dated]] = defaultdict(list)
    for claim in claims:
        days = _days(claim)
        if claim.predicate == "start" and claim.modality not in NOT_FACTS and days is not None:
            told[claim.subject].append((days, claim))
    for subject, own in sorted(told.items()):
        if _contested(own):
            yield _conflict(subject, own, reports, count)


def _contested(dated: Sequence[Dated]) -> bool:
    return any(
        one.report_id != other.report_id and not days.overlaps(others) for days, one in dated for others, other in dated
    )


def _days(claim: Claim) -> Span | None:
    return span(claim.value.edtf) if isinstance(claim.value, When) else None


def _conflict(
    subject: str, dated: Sequence[Dated], reports: Mapping[str, Report], count: Callable[[Iterable[Claim]], int]
) -> Conflict:
    by_date: dict[str, list[Claim]] = defaultdict(list)
    for _, claim in sorted(dated, key=lambda pair: (pair[0], pair[1].report_id, pair[1].quote.start, pair[1].id)):
        assert isinstance(claim.value, When)
        by_date[claim.value.edtf].append(claim)
    values = tuple(
        SlotValue(value=own[0].value, label=date, claim_ids=tuple(claim.id for claim in own), origins=count(own) or 1)
        for date, own in by_date.items()
    )
    first, last = min(days.start for days, _ in dated), max(days.end for days, _ in dated)
    spread = f"{first.isoformat()} to {last.isoformat()}"
    who = "; ".join(f"{date} ({', '.join(dict.fromkeys(_name(reports[c.report_id]) for c in own))})"
                    for date, own in by_date.items())  # fmt: skip
    return Conflict(
        id=stable_id("conflict", "start", subject, *sorted(claim.id for _, claim in dated)),
        kind="true_conflict",
        slot="start",
        incident_id=None,
        values=values,
        shown=f"contested, from {values[0].label} to {values[-1].label}",
        rule=RULE,
        explanation=f"When it began ({subject}) is told in different ways: {who}. They cannot all be true.",
        taken_for=tuple(
            "in earnest" if all("in earnest" in claim.rule for claim in own) else "contested"
            for own in by_date.values()
        ),
        spread=spread,
    )


def _name(report: Report) -> str:
    name = report.publisher or report.title or report.stem
    return f"{name}, {report.published}" if report.published else name
